"""依法删除 (《个人信息保护法》第四十七条): one person out of the register, recorded as a line that does not name him.

The chain stays whole because facts name a row and never what stands in it. Stored bytes that go with him are named in the
line, so that verifying knows why they are gone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, Values, typed
from bingliang.desk.acts.press import Press
from bingliang.desk.acts.presses import Presses
from bingliang.desk.errors import Faults
from bingliang.desk.privacy.persons import ACT, copies, places_of, streams_of
from bingliang.ledger.acts import ACTS, Draft, Refusal
from bingliang.ledger.filing import PREFIX as FILING
from bingliang.ledger.masking import HIDDEN, masked
from bingliang.mechanism import overall
from bingliang.mechanism.overall.erasing import GROUNDS, LAW, Place, may_erase

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Outcome, Shown
    from bingliang.store.look import Look
    from bingliang.store.people import Person
    from bingliang.store.work import Work

TITLE = ACTS[ACT].title
BACKUPS = "以前的备份里还有，按备份轮换的日子销毁；从旧备份恢复以后，要再删除一次。"
LARGE = 300_000_000
"""From this size on the file takes longer to write anew than a counter waits."""


@dataclass(frozen=True, slots=True)
class Asked:
    """删除的理由: which item of the article, in words, the day it was asked for, and the archives' approval where needed."""

    ground: str
    reason: str
    requested_on: date
    document: str = ""


def erase(held: str, asked: Asked) -> Press:
    """依法删除 of the person with this id. Faults for what is typed, a Refusal with its article for what forbids it."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome
        from bingliang.store.erasing import DESTROYED, STREAM

        overall.authorise(ACT, work.who)
        known = _known(work, held)
        streams = streams_of(work, held)
        places = places_of(work, streams)
        volumes = may_erase(places, work.today)
        _check(work, asked, known, volumes)
        destroyed = _going(work, streams, places)
        work.erase_person(held)
        facts = {
            "person": held, "ground": asked.ground, "reason": asked.reason.strip(),
            "requested_on": asked.requested_on.isoformat(), "on": work.today.isoformat(),
            "document": asked.document.strip(), "places": [one.word for one in places], DESTROYED: list(destroyed),
        }  # fmt: skip
        return Outcome((Draft(STREAM, ACT, facts),), {"person": held, DESTROYED: list(destroyed)})

    return Press(ACT, decide)


def _known(look: Look, held: str) -> tuple[Person, ...]:
    from bingliang.store.erasing import versions
    from bingliang.store.people import ERASED

    known = versions(look, held)
    if not known:
        raise ValueError(f"没有编号为“{held}”的人员，请先查找。")
    if all(one.name == ERASED for one in known):
        raise Refusal("这个人的登记已经依法删除，不用再删。", LAW)
    return known


def _check(work: Work, asked: Asked, known: Sequence[Person], volumes: Sequence[Place]) -> None:
    faults: list[tuple[str, str]] = []
    if asked.ground not in GROUNDS:
        faults.append(("ground", f"依据“{asked.ground}”不在第四十七条第一款各项里，可选：{'、'.join(GROUNDS)}。"))
    words = asked.reason.strip()
    own = {part for one in known for part in (one.name, one.id_number, one.phone) if part}
    if not words:
        faults.append(("reason", "请写明为什么删除，例：本人来函要求，申报已撤回。"))
    elif HIDDEN in masked(words) or any(part in words for part in own):
        faults.append(("reason", "理由里写了姓名、电话或者证件号，请删去：这一行台账要留下，不能再写着要删除的内容。"))
    if asked.requested_on > work.today:
        faults.append(("requested_on", f"请求日期{asked.requested_on:%Y-%m-%d}在今天以后，请核对。"))
    if volumes and not asked.document.strip():
        faults.append(("document", "保管期满的案卷随同销毁，请填写档案鉴定销毁的批准文号。"))
    if faults:
        raise Faults(faults)


def _going(look: Look, streams: Sequence[str], places: Sequence[Place]) -> tuple[str, ...]:
    """随同销毁的原件: of volumes whose time is over and of filings that came to nothing; not what another file uses too."""
    from bingliang.store.erasing import named_elsewhere, sm3s

    going = {
        name
        for stream, place in zip(streams, places, strict=True)
        if place.volume or stream.startswith(FILING)
        for entry in look.entries(stream)
        for name in sm3s(entry.facts)
    }
    return tuple(sorted(going - named_elsewhere(look, going, streams)))


def refuse_drafts(desk: Desk, known: Sequence[Person]) -> None:
    """本机停放的草稿: a Refusal while an intake of this person is parked on this machine."""
    from bingliang.desk.intake.drafts import Drafts, drafts_folder

    numbers = {one.id_number for one in known if one.id_number}
    parked = Drafts(drafts_folder(), str(desk.store.engine.url)).restore().drafts
    if mine := [one for one in parked if one.visit.handler.id_number.strip().upper() in numbers]:
        raise Refusal(f"本机还停放着这个人的收件（排队号{mine[0].queue}），请先收件或者放弃它，再来删除。", LAW)


def tidy(desk: Desk) -> str:
    """抹净 everything that was ever erased, again and again as needed; one sentence when it could not be done."""
    from bingliang.store.erasing import DESTROYED, STREAM, wipe

    overall.authorise(ACT, desk.who)
    with desk.store.look() as look:
        names = [name for entry in look.entries(STREAM) for name in _listed(entry.facts[DESTROYED])]
    return wipe(desk.store, names)


def _listed(value: object) -> Sequence[str]:
    return value if isinstance(value, list | tuple) else ()


def form_of(desk: Desk, held: str) -> ActForm:
    """取表; a Refusal when the person may not be erased."""
    overall.authorise(ACT, desk.who)
    with desk.store.look() as look:
        known = _known(look, held)
        volumes = may_erase(places_of(look, streams_of(look, held)), look.today)
        today = look.today
    refuse_drafts(desk, known)
    one = known[-1]
    grounds = tuple(Choice(key, f"第{key}项：{words}") for key, words in GROUNDS.items())
    fields = [
        Field("erase_ground", "依据", Kind.CHOICE, "一", "第四十七条第一款的哪一项。", grounds, folded=True),
        Field("erase_reason", "理由", Kind.LONG, help="写明谁提出、为什么，不写姓名、电话和证件号。"),
        Field("erase_requested_on", "请求日期", Kind.DAY, today.isoformat(), "本人提出的那一天；主动删除的填今天。"),
    ]
    if volumes:
        fields.append(Field("erase_document", "销毁批准文号", help="保管期满的案卷随同销毁：档案鉴定销毁的批准文号。"))
    tail = f"，证件末四位 {one.id_number[-4:]}" if one.id_number else ""
    return ActForm(
        name=ACT, act=ACT, title=TITLE, no=None, subject=f"{one.name}{tail}", fields=tuple(fields), article=LAW,
        today=today, safe=False, focus="erase_reason",
    )  # fmt: skip


class OfErasures(Presses):
    """依法删除的脚本; the stream of its sheet is the id of the person."""

    asks_first: ClassVar[bool] = True
    fields: ClassVar[Mapping[str, str]] = {
        name: f"erase_{name}" for name in ("ground", "reason", "requested_on", "document")
    }

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        del look
        v = typed(form, values)
        asked = Asked(v["erase_ground"], v["erase_reason"], v["erase_requested_on"], v.get("erase_document", ""))
        return erase(stream, asked)

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果: what goes, what stays and where else it may still be."""
        facts: Any = shown.outcome.drafts[0].facts
        acts = (ACTS[made.act].title,)
        return Consequence(sentences_of(facts), (), acts, (), (LAW,), warnings_of(desk, facts))

    def record(self, desk: Desk, request: str, made: Press) -> Mapping[str, Any]:
        """删除, every other act held out, then the files themselves."""
        return record(desk, request, made)

    def said(self, form: ActForm, answer: Mapping[str, Any]) -> str:
        """办成以后的一句."""
        del form
        return str(answer.get("untidy", "")) or "数据库文件里的旧字节也已经抹净。"


def record(desk: Desk, request: str, made: Press) -> Mapping[str, Any]:
    """删除: with every other act held out, so that no intake names the person in the meantime; then the files themselves."""
    answer = desk.store.act(request, desk.who, made.act, made.decide, shown=desk.shown, adopting=("zone",))
    return {**answer, "untidy": tidy(desk)}


def sentences_of(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """后果的几句."""
    places, destroyed = facts["places"], facts["destroyed"]
    where = f"{'、'.join(places)}里" if places else "各处"
    said = [
        f"姓名、证件、电话的各版都删去，{where}以后只显示“（已依法删除）”；不能撤销。",
        "台账的行只写着登记的编号，一行也不改，核验照旧完好；这一行记下理由和请求日期，不写这个人。",
    ]
    if destroyed:
        said.append(f"随同销毁所存的原件{len(destroyed)}份（附件、文书）。")
    return tuple(said)


def warnings_of(desk: Desk, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """还在哪里: backups, other machines' drafts, paper, and names that stand in lines of the ledger."""
    warned = [BACKUPS]
    if found := copies(desk):
        warned[0] += f"本机找到{len(found)}份，最早的是{found[0].name}。"
    path = desk.store.location.path
    if path is not None and path.stat().st_size > LARGE:
        warned.append("数据库文件较大，抹净旧字节要几分钟，期间别的办理要等，最好在下班以后做。")
    if path is None:
        warned[0] += "服务器的备份和归档日志由数据库管理员处理。"
    if lines := _lines_with_name(desk, str(facts["person"])):
        warned.append(
            f"流转记录里有{lines}行写着姓名（签收人等），台账只增不改，不能删去：第四十七条第二款，只存储，不作别的处理。"
        )
    warned.append("其他窗口停放的收件草稿、印出的纸件、报送文件夹里的申报包不在数据库里，请各窗口查一遍。")
    return tuple(warned)


def _lines_with_name(desk: Desk, held: str) -> int:
    from bingliang.store.erasing import versions

    with desk.store.look() as look:
        names = {one.name for one in versions(look, held) if len(one.name) > 1}
        streams = streams_of(look, held)
        return sum(
            any(name in str(entry.facts) for name in names) for stream in streams for entry in look.entries(stream)
        )


ERASURES = OfErasures()

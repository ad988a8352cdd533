"""落款机关一览: every body of the zone, what its papers still need, and one of them filled in for the next edition.

A paper signed by a body nobody has named, sealed and given remedies is refused (《行政许可法》第二十四条、《行政复议法》第二十条);
here an administrator sees which, for which papers, and fills it in without a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from bingliang.desk import loading
from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, Values, typed
from bingliang.desk.acts.press import Press
from bingliang.desk.acts.presses import Presses
from bingliang.desk.errors import Faults
from bingliang.desk.zone.editions import STREAM
from bingliang.desk.zone.file import ZoneChange, differences, with_body
from bingliang.desk.zone.lawful import check
from bingliang.exchange.catalogue_values import CAPACITIES
from bingliang.ledger.acts import ACTS, Draft
from bingliang.ledger.roles import entitled
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from datetime import date

    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue, IssuingBody
    from bingliang.store.endings import Outcome, Shown
    from bingliang.store.look import Look
    from bingliang.store.work import Work

ACT = "adopt_edition"
NAME = "set_body"
ARTICLE = "《行政许可法》第二十四条、《行政复议法》第二十条"
UNCHANGED = "还没有改动：填左边的任何一栏，这里就列出前后的内容，和还缺什么。"
WHOLE = "合并出具和按整件出具的文书"
"""What a lead unit signs that decides nothing itself."""
FIRST = ("acceptance", "grant", "refusal")
"""The papers that are named before all others."""
PRINTED = "文书要印，可以以后再填"
_FIELDS = (
    "short", "name", "capacity", "capacity_line", "capacity_until", "number_prefix", "seal", "reconsideration", "court",
    "online_channel", "phone", "supervision_phone", "works_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BodyRow:
    """一个落款机关: `missing` what it still needs, `papers` what it signs and, until then, cannot."""

    code: str
    short: str
    name: str
    missing: tuple[str, ...]
    items: int
    papers: tuple[str, ...]
    seal: str
    decides: bool
    lead: bool
    level: str

    @property
    def complete(self) -> bool:
        """齐了没有."""
        return not self.missing

    @property
    def needed(self) -> bool:
        """用不用得着: it signs something in this zone."""
        return bool(self.items) or self.lead

    @property
    def consequence(self) -> str:
        """缺着会怎样, in one sentence; what is signed when nothing lacks."""
        some = "".join(f"《{one}》" if one != WHOLE else one for one in self.papers[: len(FIRST)])
        titles = f"{some}等 {len(self.papers)} 种文书" if len(self.papers) > len(FIRST) else some
        if not self.needed:
            return "本区目录里没有以它的名义办理的事项，用到时再填。"
        if self.complete:
            return f"可以落款：{titles}。"
        return f"还缺{'、'.join(self.missing)}；补全以前不能受理和决定，不能出具{titles}。"


@dataclass(frozen=True, slots=True)
class BodyList:
    """落款机关一览: the lead unit and those that the zone uses first."""

    rows: tuple[BodyRow, ...]
    edition: int
    may_change: bool
    role: str

    @property
    def open(self) -> int:
        """还不全的个数, of those that the zone uses."""
        return sum(row.needed and not row.complete for row in self.rows)


def bodies_of(desk: Desk) -> BodyList:
    """一览 for the screen."""
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
        forms: Any = look.loaded("forms")
        edition, today = look.editions()["catalogue"], look.today
    every = sorted(forms.values(), key=lambda form: FIRST.index(form.key) if form.key in FIRST else len(FIRST))
    signed = tuple(form.title for form in every if form.owner or form.remedy)
    lead = lead_of(catalogue)
    many: dict[str, int] = {}
    for item in catalogue.items.values():
        many[item.body] = many.get(item.body, 0) + 1
    rows = [_row(body, many.get(code, 0), signed, today, lead=code == lead) for code, body in catalogue.bodies.items()]
    rows.sort(
        key=lambda row: (not row.lead, not row.items, row.level != "区")
    )  # stable: then as the catalogue has them
    return BodyList(tuple(rows), edition, entitled(desk.who.role, ACT), desk.who.role)


def lead_of(catalogue: Catalogue) -> str:
    """牵头单位 by its code: the zone's own setting, else the catalogue's first body."""
    return str(catalogue.setting("lead_body", "") or next(iter(catalogue.bodies)))


def _row(body: IssuingBody, items: int, signed: tuple[str, ...], today: date, *, lead: bool) -> BodyRow:
    papers = signed if items else (WHOLE,) if lead else ()
    return BodyRow(
        body.code, body.short, body.name, body.missing(today), items, papers, body.seal, body.decides, lead, body.level
    )


# ── one of them filled in ─────────────────────────────────────────────────────────────────────────────────────────


def form_of(desk: Desk, code: str) -> ActForm:
    """取表 with what stands as defaults; what other bodies of the zone have is offered, never filled in. A Refusal for who may not."""
    overall.authorise(ACT, desk.who)
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
        today = look.today
    body = catalogue.bodies.get(code)
    if body is None:
        raise ValueError(f"目录中没有代码为“{code}”的机关，请刷新后再看。")
    named = str(catalogue.setting("lead_body_name", "")) if code == lead_of(catalogue) else ""

    def others(name: str) -> tuple[Choice, ...]:
        found = (str(getattr(one, name)) for one in catalogue.bodies.values() if one is not body)
        return tuple(Choice(word, word) for word in dict.fromkeys(found) if word)

    until = body.capacity_until.isoformat() if body.capacity_until else ""
    fields = (
        Field("body_name", "机关全称", default=body.name or named, optional=True, blank=PRINTED,
              help="依法有权的机关全称，与印章一致；窗口、分局、服务大厅不作落款机关。"),
        Field("body_short", "简称", default=body.short, help="清单、分送和没有字头的文号里用。"),
        Field("body_capacity", "行政主体资格", Kind.CHOICE, body.capacity, optional=True, blank=PRINTED, folded=True,
              choices=tuple(Choice(one, one) for one in CAPACITIES), help="以自己名义的选法定职权；受委托的以委托机关名义落款。"),
        Field("body_capacity_line", "委托公告文号", default=body.capacity_line, optional=True, when=("body_capacity", "委托"),
              help="委托实施行政许可须公告；写公告的名称和文号。"),
        Field("body_capacity_until", "委托期限至", Kind.DAY, until, optional=True, when=("body_capacity", "委托"),
              help="过了这一天不能再以它的名义落款；没有写明期限的留空。"),
        Field("body_number_prefix", "文号字头", default=body.number_prefix, optional=True, blank="没有填的用简称",
              help="文书的机关代字，例：经开住建；没有填的用简称。已经编出的文号不变。"),
        Field("body_seal", "印章", default=body.seal, optional=True, blank=PRINTED, choices=others("seal"), help="文书上盖的印章名称。"),
        Field("body_reconsideration", "行政复议机关", default=body.reconsideration, optional=True, blank=PRINTED,
              choices=others("reconsideration"), help="不服它的决定向谁申请复议，印在文书上；由法制机构确认。"),
        Field("body_court", "管辖法院", default=body.court, optional=True, blank=PRINTED, choices=others("court"),
              help="向哪个人民法院起诉，印在文书上；由法制机构确认。"),
        Field("body_online_channel", "网上复议渠道", default=body.online_channel, optional=True, blank=PRINTED,
              choices=others("online_channel"), help="网上申请复议的网址或者小程序。"),
        Field("body_phone", "咨询电话", default=body.phone, optional=True, blank="没有填的印窗口电话", help="印在文书上的承办联系电话。"),
        Field("body_supervision_phone", "监督电话", default=body.supervision_phone, optional=True,
              choices=others("supervision_phone"), blank="没有填的印效能投诉电话", help="印在文书上的监督投诉电话。"),
        Field("body_works_at", "承办分局", default=body.works_at, optional=True, help="实际承办的分局、科室；不作落款。"),
        Field("body_ground", "依据", help="三定规定、委托公告、授权文件的名称或者文号，随这一版记入台账。"),
    )  # fmt: skip
    return ActForm(
        name=NAME, act=ACT, title="填写落款机关", no=None, subject=body.name or body.short, fields=fields, article=ARTICLE,
        today=today, focus="body_name",
    )  # fmt: skip


def set_body(code: str, said: Mapping[str, Any], ground: str) -> Press:
    """改一个落款机关: a new edition of the zone's file in which only this body differs. Faults for what is typed."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise(ACT, work.who)
        _sound(said, ground)
        held = work.edition_files("catalogue").get(loading.ZONE_FILE, "")
        text = with_body(held, code, said)
        number = work.adopt("catalogue", {loading.ZONE_FILE: text})
        made: Catalogue = work.loaded("catalogue")
        check(made)
        body = made.bodies[code]
        name = f"落款机关 {body.name or body.short}（{ground.strip()}）"
        facts = {"kind": "catalogue", "edition": number, "on": work.today.isoformat(), "name": name}
        changes = [_line(one) for one in differences(held, text)]
        answer = {"edition": number, "missing": list(body.missing(work.today)), "changes": changes}
        return Outcome((Draft(STREAM, ACT, facts),), answer)

    return Press(ACT, decide)


def _sound(said: Mapping[str, Any], ground: str) -> None:
    faults = []
    if not str(said.get("short", "-")).strip():
        faults.append(("body_short", "请填写简称。"))
    if not ground.strip():
        faults.append(("body_ground", "请写明依据（文件名称、文号），以后才说得清这一版从哪里来。"))
    if faults:
        raise Faults(faults)


class OfBodies(Presses):
    """填写落款机关的脚本; the stream of its sheet is the code of the body."""

    asks_first: ClassVar[bool] = True
    unfilled: ClassVar[str] = "左边填好并写明依据，这里就列出前后的内容，还缺什么，从此可以出具哪些文书。"

    def hint(self, form: ActForm, values: Values) -> str:
        """还没有改动."""
        same = all(values.get(key) == value for key, value in form.values.items() if key != "body_ground")
        return UNCHANGED if same else ""

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        v = typed(form, values)
        catalogue: Catalogue = look.loaded("catalogue")
        body = catalogue.bodies[stream]
        fresh = {name: v.get(f"body_{name}") or "" for name in _FIELDS}
        said = {name: value for name, value in fresh.items() if value != (getattr(body, name) or "")}
        return set_body(stream, said, v["body_ground"])

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果: what differs, what still lacks, and since when it holds."""
        del desk
        answer: Any = shown.outcome.answer
        lacking = _left(answer["missing"])
        sentences = (
            f"成为区的设置第 {answer['edition']} 版，各窗口共用，今后出具的文书照此印；已经出具的文书一字不变。",
            *answer["changes"],
        )
        warned = (lacking,) if answer["missing"] else ()
        said = sentences if answer["missing"] else (*sentences, lacking)
        return Consequence(said, (), (ACTS[made.act].title,), (), (ARTICLE,), warned)

    def record(self, desk: Desk, request: str, made: Press) -> Mapping[str, Any]:
        """启用 as the next edition, every other act held out."""
        return desk.store.act(request, desk.who, made.act, made.decide, shown=desk.shown, adopting=("catalogue",))

    def said(self, form: ActForm, answer: Mapping[str, Any]) -> str:
        """办成以后的一句."""
        del form
        return f"区的设置第 {answer['edition']} 版。{_left(answer['missing'])}"


def _left(missing: Sequence[str]) -> str:
    if missing:
        return f"还缺{'、'.join(missing)}，补全以前仍不能以它的名义受理和决定。"
    return "资料齐了，可以以它的名义受理、决定和出具文书。"


def _line(one: ZoneChange) -> str:
    return f"{one.field}：{one.before or '—'} → {one.after or '—'}"


BODIES = OfBodies()

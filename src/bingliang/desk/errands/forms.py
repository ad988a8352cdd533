"""来访的办理单: what is handed over together, enterprise by enterprise, each with its own authorisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.deeds import Group, refused
from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, Values, typed
from bingliang.desk.acts.offers import Offer
from bingliang.desk.acts.presses import Presses
from bingliang.desk.errands import collecting, handing
from bingliang.desk.errands.handing import ACT, AUTHORITIES, Ready
from bingliang.desk.errands.joining import found
from bingliang.ledger.acts import ACTS
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.acts.press import Press
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look

CASES, CHECKED = "errand_cases", "errand_checked"
NAME, NUMBER = "errand_collector", "errand_card"


class ErrandOffer(Offer):
    """来访可办的一项, with its own initials."""

    @property
    def initials(self) -> str:
        """拼音首字母."""
        return "jjjgybjf"


def offers(desk: Desk, stream: str) -> tuple[Offer, ...]:
    """可办清单 of one visit: handing over together, or in one sentence why not."""

    def asked() -> None:
        overall.authorise(ACT, desk.who)
        with desk.store.look() as look:
            handing.may_hand_over(look, found(look, stream))

    sentence, article = refused(asked)
    return (ErrandOffer(ACT, ACT, ACTS[ACT].title, Group.DELIVERING, None, sentence, article, natural=not sentence),)


def form_of(desk: Desk, stream: str) -> ActForm:
    """取表; a Refusal for who may not, and while nothing is ready."""
    overall.authorise(ACT, desk.who)
    with desk.store.look() as look:
        errand = found(look, stream)
        held = handing.may_hand_over(look, errand)
        person, today = look.person(errand.handler), look.today
    tail = f"，证件末四位 {person.id_number[-4:]}" if person.id_number else ""
    fields = (
        Field(CHECKED, "证件已核对", Kind.TICK, default=False,
              help=f"领取人{person.name}{tail}：看原件，是交件时登记的这个人才打勾。"),
        _rights(held, person.name),
    )  # fmt: skip
    return ActForm(
        name=ACT, act=ACT, title=ACTS[ACT].title, no=None, subject=f"来访 {errand.number} {person.name}", fields=fields,
        article=ACTS[ACT].article, today=today, focus=CHECKED, hint="各件的送达回证照常逐件出具、逐件签收归卷。",
    )  # fmt: skip


def form_of_chosen(desk: Desk, streams: Sequence[str]) -> ActForm:
    """取表 for cases chosen in a list; a Refusal for who may not, and where they are no one person's to collect."""
    overall.authorise(ACT, desk.who)
    with desk.store.look() as look:
        held, today = collecting.may_collect(look, streams), look.today
    names = collecting.known(held)
    first = names[0] if names else ""
    left = len(set(streams)) - len(held)
    fields = (
        Field(NAME, "领取人", default=first, choices=tuple(Choice(one, one) for one in names),
              help="从交件的经办人和登记的法定代表人里选，也可以直接写别人的姓名。"),
        Field(NUMBER, "领取人的身份证号码", optional=True, help="交件时登记过的人不用填；别人来领的照证件填写。"),
        Field(CHECKED, "证件已核对", Kind.TICK, default=False, help="看领取人的证件原件，核对一次，各件都凭它。"),
        _rights(held, first),
    )  # fmt: skip
    return ActForm(
        name=ACT, act=ACT, title=ACTS[ACT].title, no=None, subject=f"所选 {len(held)} 件", fields=fields,
        article=ACTS[ACT].article, today=today, focus=CHECKED,
        hint="各件的送达回证照常逐件出具、逐件签收归卷。" + (f"另有 {left} 件没有待领的结果，不在其内。" if left else ""),
    )  # fmt: skip


def _rights(held: Sequence[Ready], receiver: str) -> Field:
    """各家的结果, each with the right by which this person has come for it."""
    columns = (
        Field("code", "收件号", readonly=True),
        Field("what", "企业和结果", readonly=True),
        Field("authority", "凭什么领", Kind.CHOICE, choices=tuple(Choice(one, one) for one in AUTHORITIES)),
    )
    rows = tuple(
        {
            "stream": one.case.stream, "code": one.case.code, "what": f"{one.firm}\n{one.documents}",
            "authority": one.right_of(receiver),
        }
        for one in held
    )  # fmt: skip
    return Field(
        CASES, "各家的结果", Kind.ROWS, rows, "一件一行，授权各是各的；没有授权的这一件不交付，别的照交。",
        columns=columns, fixed=True,
    )  # fmt: skip


class OfErrands(Presses):
    """来访的脚本; without a stream, that of the cases chosen in a list."""

    fields: ClassVar[Mapping[str, str]] = {"checked": CHECKED, "name": NAME, "number": NUMBER}
    asks_first: ClassVar[bool] = True

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        del look
        v = typed(form, values)
        authorities = {str(row["code"]): str(row["authority"]) for row in v[CASES]}
        if stream:
            return handing.hand_over(stream, authorities, checked=bool(v[CHECKED]))
        held = next(one.default for one in form.fields if one.name == CASES)
        who = collecting.Collector(v[NAME], v[NUMBER])
        return collecting.collect([row["stream"] for row in held], who, authorities, checked=bool(v[CHECKED]))

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果: what goes over the counter by which right, and what stays, with the reason."""
        del desk
        facts: Mapping[str, Any] = shown.outcome.drafts[-1].facts
        cases = len({row["case"] for row in facts["rows"]})
        sentences = [f"交付 {cases} 件 {len(facts['rows'])} 份，{facts['receiver']}签收："]
        sentences += [f"{row['enterprise']}：{row['document']}，{row['authority']}" for row in facts["rows"]]
        papers = (f"送达回证 {len(facts['rows'])} 份，逐件出具", "一并交付签收单一张，Ctrl+L 打印")
        warnings = tuple(f"{row['enterprise']}：{row['why']}" for row in facts["kept"])
        return Consequence(tuple(sentences), (), (ACTS[made.act].title,), papers, (ACTS[made.act].article,), warnings)

    def record(self, desk: Desk, request: str, made: Press) -> Mapping[str, Any]:
        """记入台账; then the papers of every case are made."""
        from bingliang.desk.agency.entrusting import press

        return press(desk, request, made)

    def said(self, form: ActForm, answer: Mapping[str, Any]) -> str:
        """办成以后的一句."""
        del form
        return f"{len(answer['streams']) - 1} 件的送达回证已出具；签收单按 Ctrl+L 打印。"


ERRANDS = OfErrands()

"""来访的办理单: what is handed over together, enterprise by enterprise, each with its own authorisation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.deeds import Group, refused
from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, Values, typed
from bingliang.desk.acts.offers import Offer
from bingliang.desk.acts.presses import Presses
from bingliang.desk.errands import handing
from bingliang.desk.errands.handing import ACT, AUTHORITIES
from bingliang.desk.errands.joining import found
from bingliang.ledger.acts import ACTS
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.acts.press import Press
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look

CASES, CHECKED = "errand_cases", "errand_checked"


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
    columns = (
        Field("code", "收件号", readonly=True),
        Field("what", "企业和结果", readonly=True),
        Field("authority", "凭什么领", Kind.CHOICE, choices=tuple(Choice(one, one) for one in AUTHORITIES)),
    )
    rows = tuple(
        {"code": one.case.code, "what": f"{one.firm}\n{one.documents}", "authority": one.authority} for one in held
    )
    tail = f"，证件末四位 {person.id_number[-4:]}" if person.id_number else ""
    fields = (
        Field(CHECKED, "证件已核对", Kind.TICK, default=False,
              help=f"领取人{person.name}{tail}：看原件，是交件时登记的这个人才打勾。"),
        Field(CASES, "各家的结果", Kind.ROWS, rows, "一家一行，授权各是各的；没有授权的这一家不交付，别家照交。",
              columns=columns, fixed=True),
    )  # fmt: skip
    return ActForm(
        name=ACT, act=ACT, title=ACTS[ACT].title, no=None, subject=f"来访 {errand.number} {person.name}", fields=fields,
        article=ACTS[ACT].article, today=today, focus=CHECKED, hint="各件的送达回证照常逐件出具、逐件签收归卷。",
    )  # fmt: skip


class OfErrands(Presses):
    """来访的脚本."""

    fields: ClassVar[Mapping[str, str]] = {"checked": CHECKED}
    asks_first: ClassVar[bool] = True

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        del look
        v = typed(form, values)
        authorities = {str(row["code"]): str(row["authority"]) for row in v[CASES]}
        return handing.hand_over(stream, authorities, checked=bool(v[CHECKED]))

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果: what goes over the counter by which right, and what stays, with the reason."""
        del desk
        facts: Mapping[str, Any] = shown.outcome.drafts[-1].facts
        firms = len({row["case"] for row in facts["rows"]})
        sentences = [f"交付 {firms} 家 {len(facts['rows'])} 份，{facts['receiver']}签收："]
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

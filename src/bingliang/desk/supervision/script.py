"""督办的脚本: what can be done about a matter of a case, or about a mark of 代办 and 评议; each by its own way, the sheet the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts import forms
from bingliang.desk.acts.asked import supervising as asked
from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.deeds import Group, refused
from bingliang.desk.acts.fields import ActForm, Field, Values, typed
from bingliang.desk.acts.presses import Presses
from bingliang.desk.acts.script import CASES
from bingliang.desk.supervision import loose, rules
from bingliang.desk.supervision.assessing import stream_of_period
from bingliang.desk.supervision.deeds import MATTER_DEEDS, MatterOffer, matter_offers
from bingliang.desk.supervision.supervising import Decided
from bingliang.ledger.acts import ACTS
from bingliang.mechanism.supervision import Mark, Period

if TYPE_CHECKING:
    from datetime import date

    from bingliang.desk.acts.forms import Trial
    from bingliang.desk.acts.offers import Offer
    from bingliang.desk.acts.press import Press
    from bingliang.desk.acts.rehearsal import Crossed, Done
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look
    from bingliang.store.work import Work

OF_MARK = ("appeal_mark", "decide_appeal", "exempt")
"""What is done about a mark that hangs on no case, in the order of the menu."""


@dataclass(frozen=True, slots=True)
class Subject:
    """办理的对象: an item of a case (`no`), or with 0 the stream that a mark of 代办 or 评议 rests on; `mark` the one chosen."""

    stream: str
    no: int
    title: str
    state: str = ""
    about: str = ""
    mark: str = ""


def subject_of(mark: Mark, title: str, about: str) -> Subject:
    """一分的对象."""
    if mark.item:
        return Subject(mark.case, mark.item, title, "", about, mark.key)
    return Subject(mark.stream, 0, title, "", about, mark.key)


# ── 可办 ──


def offers_of(desk: Desk, one: Subject) -> tuple[Offer, ...]:
    """可办清单 for the person at this desk: allowed, or in one sentence why not. Nothing is written."""
    return _loose_offers(desk, one) if loose.word_of(one.stream) else matter_offers(desk, one.stream, one.no, one.state)


def _loose_offers(desk: Desk, one: Subject) -> tuple[Offer, ...]:
    return desk.seen("offers", lambda work: tuple(_offer(work, one.stream, name) for name in OF_MARK))


def _offer(work: Work, stream: str, name: str) -> Offer:
    sentence, article = refused(lambda: _asked(work, stream, name))
    return MatterOffer(
        name, name, MATTER_DEEDS[name].title, Group.SUPERVISION, 0, sentence, article,
        natural=not sentence and name != "appeal_mark",
    )  # fmt: skip


def _asked(work: Work, stream: str, name: str) -> Sequence[Field]:
    if name == "appeal_mark":
        return asked.appeal_of(loose.may_appeal(work, stream))
    found = loose.waiting(work, stream, exempting=name == "exempt")
    return asked.exempt_of(found) if name == "exempt" else asked.decide_of(found)


# ── 表 ──


def form_of(desk: Desk, one: Subject, offer: Offer) -> ActForm:
    """取表, with the chosen mark as its default."""
    made = _loose_form(desk, one, offer) if loose.word_of(one.stream) else forms.form_of(desk, one.stream, offer)
    return replace(made, fields=tuple(_chosen(field, one.mark) for field in made.fields))


def _chosen(field: Field, mark: str) -> Field:
    mine = field.name == "mark" and any(choice.value == mark for choice in field.choices)
    return replace(field, default=mark) if mine else field


def _loose_form(desk: Desk, one: Subject, offer: Offer) -> ActForm:
    act, row = ACTS[offer.act], forms.FORMS[offer.name]
    return desk.seen(
        "form",
        lambda work: ActForm(
            name=offer.name, act=offer.act, title=offer.title, no=0, subject=one.title,
            fields=tuple(_asked(work, one.stream, offer.name)), article=act.article, today=work.today,
            safe=offer.safe, focus=row.focus, hint=row.hint,
        ),
    )  # fmt: skip


class OfLooseMarks(Presses):
    """代办、评议记分的脚本."""

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        del look
        v = typed(form, values)
        if form.name == "appeal_mark":
            return loose.appeal(stream, v["mark"], v["ground"], v["words"])
        upheld = v["outcome"] == rules.UPHELD
        told = Decided(v["mark"], upheld, v["words"], v.get("document", ""), v.get("approver", ""))
        return loose.settle(stream, told, act=form.name)

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果: which points, what becomes of them, and whether an assessment that is frozen holds them."""
        facts: Mapping[str, Any] = shown.outcome.drafts[0].facts
        with desk.store.look() as look:
            mark = next(one for one in loose.marks_on(look, facts["case"]) if one.key == facts["mark"])
            frozen = frozen_with(look, mark.on)
        named = f"“{mark.kind}”{mark.points} 分"
        warnings: tuple[str, ...] = ()
        if made.act == "appeal_mark":
            whose = "须由领导岗位批准免责" if facts["ground"] in rules.EXEMPTING else "由督查岗位复查"
            said = (f"{named}申诉：{facts['ground']}，{whose}；每一项只能申诉一次，定以前照计。", f"{mark.sentence}。")
        elif facts["outcome"] == rules.UPHELD:
            said = (f"{named}不再计入，原记录和申诉仍可查。", f"{mark.sentence}。")
            warnings = tuple(f"{name}考核已经公布，成绩不变；要改的由督查更正公布。" for name in frozen)
        else:
            said = (f"{named}照计；这一项不能再申诉。", f"{mark.sentence}。")
        return Consequence(said, (), (ACTS[made.act].title,), (), (ACTS[made.act].article,), warnings)


def frozen_with(look: Look, on: date) -> tuple[str, ...]:
    """已经公布的考核期 in which that day lies."""
    return tuple(
        period.name for period in (Period.month_of(on), Period.quarter_of(on)) if look.entries(stream_of_period(period))
    )


LOOSE = OfLooseMarks()


class OfSupervision:
    """督办的脚本: each stream by its own."""

    def trial(self, desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Trial:
        """试演."""
        return (LOOSE if loose.word_of(stream) else CASES).trial(desk, form, stream, request, values)

    def confirm(
        self, desk: Desk, form: ActForm, stream: str, request: str, values: Values, shown: Shown
    ) -> Done | Crossed:
        """确认."""
        return (LOOSE if loose.word_of(stream) else CASES).confirm(desk, form, stream, request, values, shown)


SUPERVISION = OfSupervision()

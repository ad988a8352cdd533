"""差评闭环: contacted within a workday, mended within fifteen, appealed once, closed only by the enterprise's second look.

The figures are settings; every term is counted from the day of the bad rating (or of a bad second look), which is the earlier
of the readings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bingliang.ledger.acts import Refusal
from bingliang.ledger.rating import COUNTER, MISTAKEN, TRUE, UPHELD, Rating
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.public_rating.grades import SOURCE, Grade
from bingliang.mechanism.supervision import Mark

WAYS = ("立行立改", "限期整改", "解释说明")
"""整改的三种: at once, by a day, or an explanation."""


class Stage(StrEnum):
    """差评办到哪一步."""

    NONE = "不是差评"
    TO_CONTACT = "待联系"
    MENDING = "整改中"
    TO_REVISIT = "待回访"
    TO_LOOK = "待企业再评"
    CLOSED = "已办结"
    STRUCK = "申诉成立"


OPEN = (Stage.TO_CONTACT, Stage.MENDING, Stage.TO_REVISIT, Stage.TO_LOOK)


@dataclass(frozen=True, slots=True)
class Terms:
    """口径 of the zone: days, the least number of ratings that the rated may see, points."""

    contact_days: int = 1
    rectify_days: int = 15
    least: int = 5
    bad: int = 2
    uncontacted: int = 1
    unmended: int = 2


def stage(rating: Rating) -> Stage:
    """办到哪一步. Nothing but a second look that is no longer bad closes it; an upheld appeal takes it out of the count."""
    if not Grade(rating.grade).bad:
        return Stage.NONE
    if rating.objection is not None and rating.objection.outcome == UPHELD:
        return Stage.STRUCK
    if rating.contact is None:
        return Stage.TO_CONTACT
    return _after_contact(rating)


def _after_contact(rating: Rating) -> Stage:
    if rating.looks and not Grade(rating.looks[-1].grade).bad:
        return Stage.CLOSED
    if rating.code:
        return Stage.TO_LOOK
    mistaken = rating.contact is not None and rating.contact.finding == MISTAKEN
    return Stage.TO_REVISIT if rating.mended or (mistaken and not rating.looks) else Stage.MENDING


def since(rating: Rating) -> date:
    """本轮整改的起算日: the bad rating, or the last second look that was bad again."""
    return rating.looks[-1].on if rating.looks else rating.on


def deadline(rating: Rating, calendar: Calendar, terms: Terms) -> date | None:
    """这一步的截止日; None where the step has none."""
    at = stage(rating)
    if at is Stage.TO_CONTACT:
        return calendar.workday(rating.on, terms.contact_days)
    if at is Stage.MENDING:
        return calendar.workday(since(rating), terms.rectify_days)
    return None


def late_by(rating: Rating, today: date, calendar: Calendar, terms: Terms) -> int:
    """超过几个工作日, of the step it is in."""
    until = deadline(rating, calendar, terms)
    return calendar.count(until, today) if until is not None and today > until else 0


_MAY = {
    "contact_rater": (Stage.TO_CONTACT,),
    "rectify_rating": (Stage.MENDING,),
    "revisit_rating": (Stage.TO_REVISIT, Stage.TO_LOOK),
    "rate_again": (Stage.TO_LOOK,),
}
_WHY = {
    Stage.NONE: "不是差评，没有联系、整改和回访",
    Stage.TO_CONTACT: "还没有联系核实，请先由督查岗位联系企业",
    Stage.MENDING: "正在整改，整改情况还没有报来",
    Stage.TO_REVISIT: "已经整改，请先由督查岗位回访",
    Stage.TO_LOOK: "已经回访，正在等企业再评",
    Stage.CLOSED: "企业再评以后已经办结",
    Stage.STRUCK: "申诉成立，不再办理",
}


def may(act: str, rating: Rating) -> None:
    """可办: raise a Refusal unless the act is what this step asks for."""
    at = stage(rating)
    if act in _MAY:
        if at not in _MAY[act]:
            raise Refusal(f"{rating.number}{_WHY[at]}。", SOURCE)
        return
    if act == "appeal_rating":
        if rating.objection is not None:
            said = f"结果为{rating.objection.outcome}" if rating.objection.outcome else "正在复核"
            raise Refusal(f"{rating.number}已经申诉过一次，{said}，不能再申诉。", SOURCE)
        if at not in (Stage.MENDING, Stage.TO_REVISIT, Stage.TO_LOOK):
            raise Refusal(f"{rating.number}{_WHY[at]}，现在不能申诉。", SOURCE)
    elif act == "decide_rating_appeal" and (rating.objection is None or rating.objection.outcome):
        said = "已经复核" if rating.objection else "没有申诉"
        raise Refusal(f"{rating.number}{said}，没有可以复核的。", SOURCE)


# ── 考核 ──

BAD_RATING, UNCONTACTED, UNMENDED = "差评属实", "差评逾期未联系", "差评整改超期"


def marks(rating: Rating, today: date, calendar: Calendar, terms: Terms) -> Iterable[Mark]:
    """记分: the bad rating that proved true, and each step that was late; nobody is told whose rating it was."""
    at = stage(rating)
    if at in (Stage.NONE, Stage.STRUCK):
        return
    due = calendar.workday(rating.on, terms.contact_days)
    reached = rating.contact.on if rating.contact is not None else today
    if reached > due:
        said = f"{rating.number}应在{due:%Y-%m-%d}前联系核实"
        yield _mark(rating, UNCONTACTED, COUNTER, terms.uncontacted, calendar.workday(due, 1), said)
    if rating.contact is not None and rating.contact.finding == TRUE:
        said = f"{rating.number}“{rating.service}”差评，核实属实：{rating.contact.problem}"
        yield _mark(rating, BAD_RATING, rating.side, terms.bad, rating.contact.on, said)
    for began, done, round_ in _rounds(rating):
        until = calendar.workday(began, terms.rectify_days)
        if (done or today) > until:
            said = f"{rating.number}应在{until:%Y-%m-%d}前整改到位"
            made = _mark(rating, UNMENDED, rating.side, terms.unmended, calendar.workday(until, 1), said)
            yield replace(made, key=f"{UNMENDED}/{round_}") if round_ else made


def _rounds(rating: Rating) -> Iterable[tuple[date, date | None, int]]:
    """各轮整改: begun with the rating and with every second look that was bad again (the line of it names the round, 0 the
    first); when each was reported.
    """
    if rating.contact is None:
        return
    began, seq = rating.on, 0
    for look in (*rating.looks, None):
        inside = [one for one in rating.mendings if one.seq > seq and (look is None or one.seq < look.seq)]
        if inside or seq or rating.contact.finding == TRUE:
            yield began, inside[0].on if inside else None, seq
        if look is not None:
            if not Grade(look.grade).bad:
                return
            began, seq = look.on, look.seq


def _mark(rating: Rating, kind: str, side: str, points: int, on: date, said: str) -> Mark:
    return Mark(kind, kind, side, "", points, on, "", 0, rating.stream, rating.seq, said)

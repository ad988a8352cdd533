"""承办人移交和A/B角: who may hand which case to whom, who takes it, who may stand in for whom.

A hand-over moves the person who answers for a case, never a date: no clock of the law or of a promise is asked here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bingliang.ledger.acts import Principal, Refusal, Who
from bingliang.ledger.case import Case
from bingliang.ledger.deputies import Deputising, Pair
from bingliang.ledger.handover import OTHER, REASONS, Handover
from bingliang.ledger.roles import ADMINISTRATOR, LEADER, REVIEWER, SUPERVISOR

ARTICLE = "区岗位责任规定"
HEADS = (SUPERVISOR, LEADER, ADMINISTRATOR)
"""主管: who may hand over for somebody who cannot be at his post."""
COUNTER = "窗口"
POSTS = (COUNTER, REVIEWER)
"""有承办人的岗位: only they have cases that can be left."""


def still_in_hand(case: Case) -> None:
    """还在办: what has ended or gone to the archive has nobody any more who handles it."""
    if case.closed_on is not None:
        raise Refusal(f"办件{case.code}已于{case.closed_on:%Y-%m-%d}办结，无需移交。", ARTICLE)


def may_hand_over(case: Case) -> None:
    """可移交: a case that is still open and not already waiting to be taken over."""
    still_in_hand(case)
    if any(not one.items for one in case.handings):
        raise _waiting(case)


def _waiting(case: Case) -> Refusal:
    one = case.handings[-1]
    return Refusal(
        f"办件{case.code}已由{one.sender}移交{one.receiver}，等接收（{one.number}），不能再移交；请先由{one.receiver}接收、退回，或者由{one.sender}收回。",
        ARTICLE,
    )


def sender_of(case: Case, who: Who) -> str:
    """由谁移出: the clerk of the case, himself, by his deputy or by a head of the post; a Refusal for anybody else."""
    names = {who.name, *(one.name for one in who.stands_for)}
    if case.clerk not in names and who.role not in HEADS:
        raise Refusal(
            f"办件{case.code}由{case.clerk}承办，由本人移交；本人不能到岗的，由主管（{'、'.join(HEADS)}）移交。",
            ARTICLE,
        )
    return case.clerk


def items_of(case: Case, who: Who) -> tuple[int, ...]:
    """部门承办的事项 that a reviewer hands over: those of his department that he has and that are not finished."""
    names = {who.name, *(one.name for one in who.stands_for)}
    waiting = {no for one in case.handings for no in one.items}
    own = [item for item in case.items.values() if item.department == who.office and item.clerk in names and item.open]
    if not own:
        raise Refusal(f"办件{case.code}里没有您承办、还没有办完的事项，不能移交。", ARTICLE)
    found = tuple(item.no for item in own if item.no not in waiting)
    if not found:
        raise _waiting(case)
    return found


def sound(sender: str, receiver: str, reason: str, since: date, on: date) -> list[tuple[str, str]]:
    """填写的毛病: each with its field."""
    faults = []
    if not receiver:
        faults.append(("to", "请填写移交给谁。"))
    elif receiver == sender:
        faults.append(("to", f"承办人就是“{receiver}”，无需移交。"))
    kind, _, words = reason.partition("：")
    if kind not in REASONS:
        faults.append(("reason", f"原因请从{'、'.join(REASONS)}中选。"))
    elif kind == OTHER and not words.strip():
        faults.append(("note", "原因是“其他”的，请写明。"))
    if since < on:
        faults.append(("since", f"起始日{since:%Y-%m-%d}早于移交日{on:%Y-%m-%d}，请核对。"))
    return faults


def still_waits(one: Handover) -> None:
    """待接收的 alone can be taken over, sent back or called back."""
    if not one.waits:
        day = f"于{one.ended_on:%Y-%m-%d}" if one.ended_on else ""
        raise Refusal(f"{one.number}{day}{one.state}，不用再办。", ARTICLE)


def may_take(one: Handover, who: Who, pairs: Iterable[Principal]) -> None:
    """可接收、可退回: the one it was handed to, or his deputy, in the same post."""
    still_waits(one)
    own = who.name == one.receiver and who.office == one.office and who.role == (REVIEWER if one.office else COUNTER)
    if not own and not any(other.name == one.receiver and other.office == one.office for other in pairs):
        post = "本部门" if one.office else COUNTER
        raise Refusal(f"{one.number}移交的是{one.receiver}，由{one.receiver}本人以{post}岗位接收或者退回。", ARTICLE)


def may_call_back(one: Handover, who: Who, pairs: Iterable[Principal]) -> None:
    """可收回: whoever handed it over, or a head, while nobody has taken it."""
    still_waits(one)
    names = {one.sender, one.by}
    if who.name not in names and who.role not in HEADS and not any(other.name in names for other in pairs):
        raise Refusal(f"{one.number}由{one.sender}移交，由本人或者主管（{'、'.join(HEADS)}）收回。", ARTICLE)


def may_appoint(new: Pair, pairs: Iterable[Deputising]) -> None:
    """可登记A/B角: two persons, no second arrangement for the same two at the same time."""
    if new.first == new.second:
        raise Refusal("A角和B角不能是同一个人。", ARTICLE)
    for other in pairs:
        if _meet(new, other) and {new.first, new.second} == {other.first, other.second}:
            raise Refusal(f"{other.first}和{other.second}已经登记了A/B角，期间重叠，请先终止原来的。", ARTICLE)


def may_end(one: Deputising, today: date) -> None:
    """可终止: what has not run out by itself."""
    if one.over(today):
        raise Refusal(f"{one.second}代{one.first}已经到期或者终止，不用再办。", ARTICLE)


def _meet(one: Pair, other: Deputising) -> bool:
    """期间重叠, of arrangements that were not ended."""
    if other.ended_on is not None:
        return False
    ends = one.until or date.max, other.until or date.max
    return one.since <= ends[1] and other.since <= ends[0]

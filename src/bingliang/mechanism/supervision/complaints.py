"""投诉的规则: what is complained of, until when it is answered, and what an answer has to say.

The zone's own rule and period are not public; the kinds are the counter's, the period is a setting.
"""

from __future__ import annotations

from datetime import date

from bingliang.ledger.acts import Refusal
from bingliang.ledger.complaint import ELSEWHERE, OUTCOMES, UNTRUE, Complaint
from bingliang.ledger.workdays import Calendar

LAW = "区《督办考核制度》"
KINDS = (
    "超过期限", "不受理也不告知", "反复补正", "要求清单以外的材料", "违规收费", "指定中介", "服务态度", "政策没有兑现", "其他",
)  # fmt: skip
DEFAULT_DAYS = 5
"""示范默认: so many workdays from the day after it came in, until the zone sets its own."""


def deadline(calendar: Calendar, on: date, days: int, until: date | None) -> date:
    """答复期限: the day that the ticket names, else so many workdays from the day after. A Refusal for nothing."""
    if until is None:
        if days < 1:
            raise Refusal("答复期限请写工作日数（至少 1 个）或者日期。", LAW)
        return calendar.workday(on, days)
    if until < on:
        raise Refusal(f"答复期限{until:%Y-%m-%d}早于收到投诉的{on:%Y-%m-%d}，请核对。", LAW)
    return until


def days_late(one: Complaint, calendar: Calendar, today: date) -> int:
    """迟几个工作日, by now or when it was answered; 0 in time."""
    ended = one.answered_on or today
    return max(0, calendar.count(one.due, ended)) if ended > one.due else 0


def still_open(one: Complaint) -> None:
    """还没有答复: a Refusal when it was answered."""
    if one.answered_on is not None:
        raise Refusal(
            f"{one.number}已于{one.answered_on:%Y-%m-%d}答复（{one.outcome}）；答复不实、不满意的请由督查办理“投诉重新交办”。",
            LAW,
        )


def may_reopen(one: Complaint) -> None:
    """可重新交办: only what was answered."""
    if one.open:
        raise Refusal(f"{one.number}还没有答复，要换承办单位请办理“投诉移交”。", LAW)


def may_pass(one: Complaint, department: str, reason: str) -> None:
    """可移交: to another department with the reason; the deadline towards the complainant stays."""
    still_open(one)
    if department == one.owner.department:
        raise Refusal(f"现在就由{department}答复，没有改动。", LAW)
    if not reason.strip():
        raise Refusal("请写明移交的理由；答复期限不因移交改变。", LAW)


def may_answer(one: Complaint, outcome: str, answer: str, measure: str) -> None:
    """可答复: the outcome, what was answered; what proved true says what was put right."""
    still_open(one)
    if outcome not in OUTCOMES:
        raise Refusal(f"核查结果只有{'、'.join(OUTCOMES)}四种。", LAW)
    if not answer.strip():
        raise Refusal("请写明怎样答复投诉人的；没有答复的不能了结。", LAW)
    if outcome not in (UNTRUE, ELSEWHERE) and not measure.strip():
        raise Refusal(f"核查“{outcome}”的，请写明怎样纠正：退还、重办、道歉、处理到哪一步。", LAW)

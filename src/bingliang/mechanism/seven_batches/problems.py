"""要素保障的规则: kinds and sources of an enterprise's problem, its deadline in workdays, and what an outcome has to say.

The zone's own list and period are not public; the kinds are those named in its news, the period is a setting.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from bingliang.ledger.acts import Refusal
from bingliang.ledger.problem import OUTCOMES, SOLVED, UNSOLVED, Problem
from bingliang.ledger.workdays import Calendar

LAW = "区《“七个一批”项目推进服务制度》要素保障"
KINDS = ("资金", "用地", "用工", "人才", "水电气", "政策兑现", "生活配套", "其他")
SOURCES = ("领导走访", "现场办公", "座谈", "企业反映", "窗口收集", "代办专员收集", "热线转办", "其他")
VISITS = MappingProxyType({"走访": "领导走访", "现场办公": "现场办公", "座谈": "座谈"})
"""走访的形式 → the source of a problem that was raised on it."""
DEFAULT_DAYS = 10
"""示范默认: so many workdays from the day after it is handed over, until the zone sets its own."""
DUE, LATE = "到期", "超期"


def deadline(calendar: Calendar, handed_on: date, days: int, until: date | None) -> date:
    """办结期限: a day that was given, else so many workdays from the day after the hand-over. A Refusal for nothing."""
    if until is None:
        if days < 1:
            raise Refusal("办结期限请写工作日数（至少 1 个）或者日期。", LAW)
        return calendar.workday(handed_on, days)
    if until < handed_on:
        raise Refusal(f"办结期限{until:%Y-%m-%d}早于交办的{handed_on:%Y-%m-%d}，请核对。", LAW)
    return until


def days_late(one: Problem, calendar: Calendar, today: date) -> int:
    """迟几个工作日, by now or when it was settled; 0 in time."""
    ended = one.settled_on or today
    return max(0, calendar.count(one.due, ended)) if ended > one.due else 0


def rungs(one: Problem, today: date) -> tuple[str, ...]:
    """到了哪几级 that were not warned of yet: the day itself, and the day after; each once for each hand-over."""
    if not one.open:
        return ()
    reached = ((DUE, today >= one.due), (LATE, today > one.due))
    return tuple(rung for rung, there in reached if there and rung not in one.warned)


def still_open(one: Problem) -> None:
    """还在办: a Refusal when it was settled."""
    if one.settled_on is not None:
        raise Refusal(
            f"这个问题已于{one.settled_on:%Y-%m-%d}办结（{one.outcome}），不能再办；结果不符的请办理“重新交办”。", LAW
        )


def may_reopen(one: Problem) -> None:
    """可重新交办: only what was settled."""
    if one.open:
        raise Refusal("这个问题还在办，要换部门或者改期限请办理“移交”。", LAW)


def may_hand(one: Problem, department: str, due: date, reason: str) -> None:
    """可移交: to another department or until another day, with the reason."""
    still_open(one)
    if department == one.owner.department and due == one.due:
        raise Refusal(f"现在就由{department}办，期限也是{due:%Y-%m-%d}，没有改动。", LAW)
    if not reason.strip():
        raise Refusal("请写明移交或者改期的理由；原来的部门和期限仍留在流水里。", LAW)


def may_settle(one: Problem, outcome: str, reason: str, amount: int) -> None:
    """可办结: only 解决 goes without words; what was not solved brought no money."""
    still_open(one)
    if outcome not in OUTCOMES:
        raise Refusal(f"结果只有{'、'.join(OUTCOMES)}三种。", LAW)
    if outcome != SOLVED and not reason.strip():
        raise Refusal(f"“{outcome}”要写明理由：已经做了什么，还差什么，由谁接着办。", LAW)
    if outcome == UNSOLVED and amount:
        raise Refusal("“不能解决”的不填解决金额；解决了一部分的，结果请选“部分解决”。", LAW)


def may_supervise(one: Problem, calendar: Calendar, today: date) -> None:
    """可督办: only what is late, and not again before the last order was answered or its day is past."""
    still_open(one)
    if not days_late(one, calendar, today):
        raise Refusal(f"办结期限{one.due:%Y-%m-%d}还没有过，现在不能督办。", LAW)
    waiting = one.unanswered
    if waiting is not None and today <= waiting.reply_by:
        raise Refusal(f"已于{waiting.on:%Y-%m-%d}督办，{waiting.reply_by:%Y-%m-%d}前回复，不必重复督办。", LAW)

"""决定以后: told why a promise was broken, handed over, rated, and the pledge looked into; and what the supervisors do before it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from bingliang.desk.casework import clocks, decisions, delivery
from bingliang.desk.demo.story import TODAY
from bingliang.desk.history import voices
from bingliang.desk.history.courses import Turn
from bingliang.desk.supervision import supervising
from bingliang.ledger.matter import PASSED
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from bingliang.desk.history.lives import Visit
    from bingliang.desk.history.season import Life

_LATE = ("承办人员外出，没有及时交接", "现场核查排期不足", "系统对接延误")
_ANSWERS = ("已安排专人办理，两个工作日内办结", "现场核查已完成，正在出具文书", "已与建设单位核对，今天报签")


def life(visit: Visit, no: int, moment: datetime) -> Life:
    """送达, and for a broken promise its public explanation."""
    if Clocks(visit.item(no), visit.calendar).promise_late(moment.date()):
        before, moment = moment, visit.later(moment, 1)
        moment = visit.settled(moment, TODAY.date(), before)
        yield moment
        clocks.explain(
            visit.desk, visit.press("explain"), visit.stream, no, moment.date(),
            visit.random.choice(_LATE), remedy="已落实A、B角替岗",
        )  # fmt: skip
        yield from _reviewed(visit, no, moment)
    if visit.item(no).owes_delivery:
        moment = visit.later(moment, visit.random.choice((0, 0, 1, 1, 2, 4)))
        yield moment
        served = delivery.Served(receiver=visit.planned.who.bearer.name)
        delivery.deliver(visit.desk, visit.press("deliver"), visit.stream, no, moment.date(), served)
    if visit.meets(Turn.RATED, no) or visit.meets(Turn.COMPLAINED, no):
        visit.season.begin(voices.rated(visit, no, moment))
    yield from _verified(visit, no, moment)


def _verified(visit: Visit, no: int, moment: datetime) -> Life:
    """告知承诺核查, within its own period; what was not true is followed up."""
    due = Clocks(visit.item(no), visit.calendar).verification
    if due is None:
        return
    left = max(1, visit.calendar.count(moment.date(), due.on))
    later = visit.later(moment, visit.random.randint(max(1, left // 2), left))
    moment = visit.settled(later, due.on, moment)
    yield moment
    true = not visit.meets(Turn.FALSE, no)
    note = "现场核查和资料核查，承诺属实" if true else "现场核查发现排水沟和沉沙池没有同时施工"
    decisions.verify_pledge(
        visit.desk, visit.press("verify"), visit.stream, no, moment.date(),
        true=true, note=note, followed="" if true else decisions.FOLLOWED[0],
    )  # fmt: skip


# ── 催办 ──


def urge(visit: Visit, no: int, decided: datetime, at: datetime) -> Life:
    """催办 the morning after a promise has run out, and the department's answer the day after; then it decides."""
    line = Clocks(visit.item(no), visit.calendar).promised
    if not visit.meets(Turn.URGED, no) or line is None:
        return
    first = visit.on(visit.calendar.workday(line.on, 1), at)
    if first.date() >= decided.date():
        return
    yield first
    told = supervising.Ordered("请说明超过承诺时限的原因，尽快办结", _in(visit, first, 2))
    supervising.urge(visit.desk.post("督查专员", "督查"), visit.press("urge"), visit.stream, no, told)
    visit.urged = True
    second = visit.later(first, 0)
    yield second
    words = visit.random.choice(_ANSWERS)
    desk = visit.desk.post("审查人员", "部门", visit.item(no).department)
    supervising.reply_supervision(desk, visit.press("reply_supervision"), visit.stream, no, words)


def _in(visit: Visit, moment: datetime, workdays: int) -> date:
    return visit.calendar.workday(moment.date(), workdays)


def _reviewed(visit: Visit, no: int, moment: datetime) -> Life:
    """督查复核 of what was urged, once it is decided."""
    if not visit.urged:
        return
    yield (moment := visit.later(moment, 0))
    desk = visit.desk.post("督查专员", "督查")
    supervising.review_supervision(
        desk, visit.press("review_supervision"), visit.stream, no, PASSED, "已办结，原因属实"
    )

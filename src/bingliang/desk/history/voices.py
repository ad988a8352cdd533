"""企业的评价: the service rated on the enterprise's own screen; a bad one is contacted, mended, visited and looked at again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bingliang.desk.history.courses import Turn
from bingliang.desk.rating import ratings
from bingliang.desk.rating.ratings import Verdict
from bingliang.ledger.rating import COUNTER, TRUE
from bingliang.mechanism.public_rating import Grade
from bingliang.mechanism.public_rating.grades import REASONS

if TYPE_CHECKING:
    from bingliang.desk.history.lives import Visit
    from bingliang.desk.history.season import Life

_GOOD = (Grade.VERY_SATISFIED,) * 6 + (Grade.SATISFIED,) * 3 + (Grade.FAIR,)
_BAD = (Grade.UNSATISFIED,) * 4 + (Grade.VERY_UNSATISFIED,)
_MENDED = ("已向企业当面说明，相关材料样本补充到办事指南", "已调整当班人员，业务培训一次", "已约定同类事项先核后批")


def rated(visit: Visit, no: int, moment: datetime) -> Life:
    """评价 a few minutes after the hand-over."""
    moment += timedelta(minutes=visit.random.randint(2, 9))
    yield moment
    asked = ratings.invite(visit.desk, visit.press("invite_rating"), visit.stream, no)
    grade = visit.random.choice(_BAD if visit.meets(Turn.COMPLAINED, no) else _GOOD)
    reasons = visit.random.sample(tuple(REASONS[grade]), k=visit.random.choice((0, 1, 1, 2)))
    request = visit.press("rate")
    ratings.rate(visit.desk, request, asked["code"], Verdict(grade, reasons))
    if grade.bad:
        yield from _after_bad(visit, ratings.stream_of(request), moment)


def _after_bad(visit: Visit, stream: str, moment: datetime) -> Life:
    supervisor = visit.desk.post("督查专员", "督查")
    moment = visit.later(moment, 1)
    yield moment
    opening = ratings.open_link(stream, "差评须在一个工作日内联系企业核实")
    supervisor.pressed(visit.press("open_rating"), opening)
    made = ratings.contact(stream, TRUE, "没有一次讲清需要的材料", "限期整改")
    supervisor.pressed(visit.press("contact_rater"), made)
    moment = visit.later(moment, visit.random.randint(3, 9))
    yield moment
    with visit.desk.store.look() as look:
        side = ratings.found(look, stream).side
    rated_side = visit.desk if side == COUNTER else visit.desk.post("审查人员", "部门", side)
    rated_side.pressed(visit.press("rectify_rating"), ratings.rectify(stream, visit.random.choice(_MENDED)))
    moment = visit.later(moment, 1)
    yield moment
    supervisor.pressed(visit.press("revisit_rating"), ratings.revisit(stream, "电话回访，告知整改的结果"))
    moment = visit.later(moment, visit.random.randint(0, 2))
    yield moment
    with visit.desk.store.look() as look:
        code = ratings.found(look, stream).code
    grade = visit.random.choice((Grade.SATISFIED, Grade.SATISFIED, Grade.FAIR))
    ratings.rate(visit.desk, visit.press("rate_again"), code, Verdict(grade))

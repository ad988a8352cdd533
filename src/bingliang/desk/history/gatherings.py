"""领导走访、集中开工、业主点评的两年: who went to see a project, which began on one day, what its owner said of the departments.

What the sample's own stories tell of them stays theirs: openings and comments of the history end before those begin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from bingliang.desk.demo.story import TODAY
from bingliang.desk.history.planning import BEIJING
from bingliang.desk.projects import ceremonies, library, visits
from bingliang.desk.rating import comments, terms
from bingliang.ledger.ceremony import Licence, Listed
from bingliang.mechanism.public_rating import Grade, Span
from bingliang.mechanism.seven_batches.problems import VISITS

if TYPE_CHECKING:
    from bingliang.desk.history.library import Way
    from bingliang.desk.history.recording import Recording
    from bingliang.desk.history.season import Life
    from bingliang.ledger.workdays import Calendar

# ── 走访 ──

_SEEN = (
    "查看施工现场，进度与计划相符，没有需要协调的问题。",
    "听取企业汇报，要求责任单位每周到现场一次。",
    "查看设备安装，企业预计按期投产。",
    "了解用工和用电准备，企业反映衔接顺畅。",
    "核对倒排工期，主体结构比计划提前。",
    "了解审批办理情况，企业对帮办代办表示认可。",
)


def calls(desk: Recording, calendar: Calendar, way: Way) -> Life:
    """联系领导到一个项目: some weeks after it was enlisted, and again every few months until it has come about."""
    random = Random(f"{way.stream}/calls")  # noqa: S311 - a story, no secret
    day = calendar.workday(way.enlisted, random.randint(8, 60))
    last = min(way.stones[-1][2], TODAY.date() - timedelta(days=5))
    number = 0
    while day < last:
        yield datetime.combine(day, time(16, random.randint(5, 50)), BEIJING)
        number += 1
        with desk.store.look() as look:
            post = library.found(look, way.stream).profile.leader
        call = visits.Call(day, post, random.choice(tuple(VISITS)), random.choice(_SEEN))
        desk.pressed(f"history/call/{way.course.number}/{number}", visits.visit(way.stream, call))
        day = calendar.workday(day, random.randint(45, 110))


# ── 集中开工 ──

_MONTHS = (3, 5, 8, 10)
_LISTED_BEFORE = 8
"""Workdays before the day on which the batch is put together."""
_MOST = 5
_BODY = "岳阳经开区建设交通局（示范）"


def openings(desk: Recording, calendar: Calendar, found: Sequence[Way], begin: date) -> Life:
    """每季一批: those whose beginning is near, each with its licence, and on the day those that are ready begin."""
    for batch, day in enumerate(_days_of_opening(calendar, begin), 1):
        listed_on = calendar.workday(day, -_LISTED_BEFORE)
        near = [
            one
            for one in found
            if one.enlisted < listed_on and day - timedelta(days=4) < _begun(one) < day + timedelta(days=60)
        ]
        if not near:
            continue
        yield datetime.combine(listed_on, time(10, 20), BEIJING)
        key = f"history/opening/{batch}"
        plan = ceremonies.Plan(f"{day.year}年{day.month}月集中开工", day, "岳阳经开区示范路施工现场")
        stream = str(desk.pressed(key, ceremonies.plan(plan))["streams"][0])
        for at, way in enumerate(near[:_MOST], 1):
            licensed = calendar.workday(listed_on, -at)
            number = f"示范施〔{licensed.year}〕{batch:02d}{at:02d}号"
            # the last of a full batch has no licence yet: it stands there and does not begin
            licence = Licence(number, licensed, _BODY) if at < _MOST else Licence()
            desk.pressed(f"{key}/{at}", ceremonies.enter(stream, Listed(way.stream, licence=licence)))
        yield from _opened(desk, stream, key, day)


def _opened(desk: Recording, stream: str, key: str, day: date) -> Life:
    yield datetime.combine(day, time(10, 58), BEIJING)
    with desk.store.look() as look:
        listed = ceremonies.found(look, stream).listed.values()
        ready = [one.key for one in listed if ceremonies.checked(look, one, day).readiness.ready]
    if ready:
        desk.pressed(f"{key}/confirm", ceremonies.confirm(stream, ready))


def _begun(way: Way) -> date:
    return next(actual for name, _, actual in way.stones if name == ceremonies.BEGIN)


def _days_of_opening(calendar: Calendar, begin: date) -> Iterator[date]:
    """The eighteenth workday of each of those months, until the stories' own batch is being prepared."""
    for year in range(begin.year, TODAY.year + 1):
        for month in _MONTHS:
            day = calendar.workday(date(year, month, 1) - timedelta(days=1), 18)
            if calendar.workday(begin, _LISTED_BEFORE + _MOST) < day < TODAY.date():
                yield day


# ── 业主点评 ──

_LAST = date(2026, 11, 30)
"""The last period of the history; those after it are told by the stories."""
_SHEETS = 3
_GRADES = (Grade.VERY_SATISFIED,) * 5 + (Grade.SATISFIED,) * 3 + (Grade.FAIR,)
_PRAISE = ("一次讲清，少跑两趟", "窗口和审查人员随叫随到", "提前办结，帮了大忙", "材料样本清楚，一次就过", "")
_WISH = ("希望现场踏勘能再早两天", "补充说明的要求可以一次提全", "电话有时打不通")
_ANSWERS = ("已与企业约定踏勘时间提前一天确认", "已把常见补充说明写进办事指南", "已安排两部电话轮流值守")


def opinions(desk: Recording, calendar: Calendar, found: Sequence[Way], begin: date) -> Life:
    """每旬点评: some key projects that had business with departments, checked when it is over, answered and published."""
    own = frozenset(way.stream for way in found)
    with desk.store.look() as look:
        catalogue = look.loaded("catalogue")
        days, span = terms.answer_days(catalogue), terms.span_on(catalogue, begin).after
    while span.last <= _LAST:
        signed = calendar.on_or_before(span.last)
        if signed >= span.first:
            yield datetime.combine(signed, time(15, 20), BEIJING)
            yield from _issue(desk, calendar, span, signed, days, own)
        span = span.after


def _issue(desk: Recording, calendar: Calendar, span: Span, signed: date, days: int, own: frozenset[str]) -> Life:
    random = Random(f"history/opinions/{span.written}")  # noqa: S311 - as above
    key, agent = f"history/opinions/{span.written}", desk.post("代办专员甲", "代办")
    given: list[tuple[str, str]] = []
    for place, (project, departments) in enumerate(_asked(desk, signed, random, own), 1):
        rows = [_row(random, department) for department in departments]
        sheet = comments.Sheet("项目负责人", signed, random.random() < 0.8, rows)  # noqa: PLR2004 - four of five
        agent.pressed(f"{key}/{place}", comments.enter(span, project, sheet))
        stream = comments.stream_of_comment(span, project)
        given += [(stream, row["department"] if row["grade"] >= Grade.FAIR else "") for row in rows]
    if not given:
        return
    checked = calendar.workday(span.last, 1)
    yield datetime.combine(checked, time(9, 40), BEIJING)
    supervisor = desk.post("督查专员", "督查")
    for stream in dict.fromkeys(stream for stream, _ in given):
        supervisor.pressed(f"{key}/check/{stream}", comments.check(stream, ()))
    yield datetime.combine(calendar.workday(checked, 1), time(14, 10), BEIJING)
    for stream, department in given:
        if department:
            words = random.choice(_ANSWERS)
            side = desk.post("审查人员", "部门", department)
            side.pressed(f"{key}/answer/{stream}/{department}", comments.answer(stream, department, words))
    yield datetime.combine(calendar.workday(checked, days + 1), time(9, 50), BEIJING)
    supervisor.pressed(f"{key}/publish", comments.publish(span))


def _row(random: Random, department: str) -> dict[str, Any]:
    grade = random.choice(_GRADES)
    words = random.choice(_PRAISE if grade < Grade.FAIR else _WISH)
    return {"department": department, "grade": int(grade), "words": words}


def _asked(desk: Recording, until: date, random: Random, own: frozenset[str]) -> Sequence[tuple[str, tuple[str, ...]]]:
    """请谁点评: a few of the key projects of the history itself, with the departments that have served them."""
    with desk.store.look() as look:
        every = [one for one in comments.key_projects(look) if one.stream in own]
        chosen = random.sample(every, k=min(len(every), 2 * _SHEETS))
        served = [(one.stream, comments.served_by(look, one, until)) for one in chosen]
    return [(stream, departments) for stream, departments in served if departments][:_SHEETS]

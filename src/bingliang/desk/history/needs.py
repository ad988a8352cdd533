"""企业的问题和代办的两年: problems raised, reported and settled; projects entrusted to an agent's post, accompanied and given back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from bingliang.desk.agency import agents, entrusting
from bingliang.desk.demo.story import ADMINISTRATOR, TODAY
from bingliang.desk.history.planning import BEIJING
from bingliang.desk.projects import problems
from bingliang.ledger.agency import AGENT
from bingliang.mechanism.full_agency import POWERS

if TYPE_CHECKING:
    from bingliang.desk.history.library import Way
    from bingliang.desk.history.recording import Recording
    from bingliang.desk.history.season import Life
    from bingliang.ledger.workdays import Calendar

_ASKED = (
    ("资金", "流动资金紧张，请协调银行续贷", "产发局", "已组织政银企对接，银行正在审批"),
    ("用地", "厂区西侧边角地需要尽快交付", "自规", "已踏勘，正在办理供地方案"),
    ("用工", "新产线招工不足，请组织专场招聘", "产发局", "已列入本月专场招聘"),
    ("水电气", "施工用电需要增容", "供电", "已出具增容方案，正在施工"),
    ("水电气", "污水接口标高与市政管网不符", "城管", "已现场复核，调整接口设计"),
    ("人才", "引进的技术人员需要人才公寓", "产发局", "已登记，等下一批分配"),
    ("政策兑现", "设备补助还没有到账", "产发局", "资料已审核，等资金计划"),
    ("生活配套", "职工上下班没有公交", "建设交通局", "已与公交公司商定线路"),
)
_SHARE, _UNSOLVED = 0.35, 0.08
_LATEST = 12


def problem(desk: Recording, calendar: Calendar, way: Way) -> Life:
    """一个项目的要素保障问题, if it has one: handed over, reported on, and settled, mostly in time."""
    random = Random(f"{way.stream}/problem")  # noqa: S311 - a story, no secret
    if random.random() >= _SHARE:
        return
    kind, words, department, done = random.choice(_ASKED)
    day = calendar.workday(way.enlisted, random.randint(5, 160))
    yield (at := datetime.combine(day, time(9, random.randint(10, 59)), BEIJING))
    wanted = random.choice((300, 800, 1500, 3000)) if kind == "资金" else 0
    told = problems.Told(
        kind, f"{words}。", random.choice(("领导走访", "现场办公", "企业反映", "代办专员收集")), day, "",
        problems.Hand(department, 10), way.stream, wanted=wanted,
    )  # fmt: skip
    key = f"history/problem/{way.course.number}"
    stream = str(desk.pressed(key, problems.raise_problem(told))["streams"][0])
    left = random.choice((3, 5, 6, 8, 9, 10, 10, _LATEST))
    if calendar.workday(day, 10) >= calendar.workday(TODAY.date(), -1):
        return  # still in hand on the story's morning, and not yet due on it
    yield (at := datetime.combine(calendar.workday(day, 2), time(11, random.randint(0, 50)), BEIJING))
    desk.pressed(f"{key}/report", problems.report(stream, f"{done}。", at.date()))
    if left > 10:  # noqa: PLR2004 - its workdays
        yield datetime.combine(calendar.workday(day, 11), time(9, 5), BEIJING)
        order = problems.supervise(stream, "请说明原因，三个工作日内办结", 3)
        desk.post("督查专员", "督查").pressed(f"{key}/supervise", order)
    yield (at := datetime.combine(calendar.workday(day, left), time(16, random.randint(0, 50)), BEIJING))
    outcome, reason = ("解决", "") if random.random() > _UNSOLVED else ("部分解决", "其余部分列入下一年度计划")
    amount = wanted if outcome == "解决" else wanted // 2
    desk.pressed(f"{key}/settle", problems.settle(stream, outcome, reason, amount, at.date()))


# ── 代办 ──

_POSTS = ("示范代办一组", "示范代办二组", "示范代办三组")
_DONE = (
    ("递交", "代为递交申请材料", 40), ("跟踪", "到部门了解审查进度", 30), ("陪办", "陪同企业现场核查", 90),
    ("补正", "协助企业备齐补正材料", 60), ("领取", "代为领取证件并送达企业", 35), ("走访", "上门了解开工准备", 80),
)  # fmt: skip
_ENTRUSTED = 0.2


def posts(desk: Recording, begin: datetime) -> Life:
    """代办岗位 of the years before the story, registered on the first morning."""
    yield begin + timedelta(minutes=20)
    for at, name in enumerate(_POSTS, 1):
        given = agents.Given("政务中心", AGENT, name, f"代办专员{'甲乙丙'[at - 1]}", f"0730-000020{at}", "示范任职文件")
        zone = desk.post(ADMINISTRATOR.name, ADMINISTRATOR.role)
        zone.pressed(f"history/agent/{at}", agents.open_post(given, begin.date()))


def agency(desk: Recording, calendar: Calendar, way: Way) -> Life:
    """一个项目的代办, if it is entrusted: signed, taken, what was done, and its end."""
    random = Random(f"{way.stream}/agency")  # noqa: S311 - as above
    visits = way.course.visits
    if random.random() >= _ENTRUSTED:
        return
    day = max(calendar.workday(way.enlisted, 2), calendar.on_or_after(visits[0].at.date()))
    until = max(visits[-1].at.date(), day) + timedelta(days=180)
    yield datetime.combine(day, time(9, 10 + way.course.number % 40), BEIJING)
    agent = desk.post(f"代办专员{random.choice('甲乙丙')}", "代办")
    with desk.store.look() as look:
        post = random.choice(sorted(stream for stream, one in agents.posts(look).items() if one.name in _POSTS))
    key = f"history/agency/{way.course.number}"
    about = str(way.course.who.project["name"])
    given = entrusting.Mandate(about, post, POWERS, day, until)
    stream = str(agent.pressed(key, entrusting.entrust(given))["streams"][0])
    agent.pressed(f"{key}/sign", entrusting.sign(stream, day))
    yield datetime.combine(calendar.workday(day, 1), time(9, 20), BEIJING)
    agent.pressed(f"{key}/take", entrusting.take(stream, calendar.workday(day, 1)))
    for step, on in enumerate(_days(calendar, calendar.workday(day, 2), until, random), 1):
        yield datetime.combine(on, time(14, 10 + step), BEIJING)
        kind, words, minutes = random.choice(_DONE)
        agent.pressed(f"{key}/{step}", entrusting.log(stream, entrusting.Done(kind, on, words, minutes, "办成")))
    ended = calendar.on_or_after(until - timedelta(days=20))
    yield datetime.combine(ended, time(16, 40), BEIJING)
    agent.pressed(f"{key}/end", entrusting.end(stream, ended, "企业", "委托的事项已经办完", "各项已办结"))


def _days(calendar: Calendar, first: date, until: date, random: Random) -> Sequence[date]:
    span = max(1, calendar.count(first, until) - 40)
    return [calendar.workday(first, place) for place in sorted(random.randint(1, span) for _ in range(4))]

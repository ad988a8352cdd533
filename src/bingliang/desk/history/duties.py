"""值守的两年: what every morning and every month brings besides cases: the sweep, the month's marks, questions, promises kept."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from bingliang.desk.casework import clocks
from bingliang.desk.demo.story import ADMINISTRATOR, TODAY
from bingliang.desk.enquiries import MEANS, Enquiry
from bingliang.desk.enquiry_log import enquire
from bingliang.desk.history.library import Way, months
from bingliang.desk.history.planning import BEIJING
from bingliang.desk.history.visits import REASONS
from bingliang.desk.pledges import agreed
from bingliang.desk.supervision import assessing
from bingliang.ledger.agreed import BROKEN, KEPT, KINDS
from bingliang.mechanism.supervision import Period

if TYPE_CHECKING:
    from bingliang.desk.history.recording import Recording
    from bingliang.desk.history.season import Life
    from bingliang.ledger.workdays import Calendar

_TOLD_BY_STORY = "2026-11"
"""The month whose marks the sample's own story publishes."""
_QUESTIONS = (
    ("需要准备哪些材料", "打印办事清单一份，逐项说明"), ("多少天能办好", "说明法定时限和承诺时限，办理中可以随时查询"),
    ("能不能网上申报", "可以，说明入口和材料格式"), ("变更经办人要什么手续", "出具新的授权委托书即可"),
    ("专家评审要多久", "依法不计入时限，开始和结束都书面告知"), ("证照能不能寄送", "可以，申请时填写邮寄地址"),
)  # fmt: skip
_AGREED = ("厂区外市政道路按期通车", "标准厂房租金前两年减半", "固定资产投资补助按协议兑现", "高压线路迁移完成")
_KEPT = 0.9


def mornings(desk: Recording, calendar: Calendar, begin: datetime) -> Life:
    """每个工作日开门: what has followed in silence is recorded, and every rung of a limit that was reached."""
    day = calendar.on_or_after(begin.date())
    while day < TODAY.date():
        yield datetime.combine(day, time(8, 33), BEIJING)
        clocks.sweep(desk)
        day = calendar.workday(day, 1)


def assessments(desk: Recording, calendar: Calendar, begin: datetime) -> Life:
    """每月考核 of the month that is over, published on the third workday."""
    for month in months(begin.date()):
        yield datetime.combine(calendar.workday(month, 3), time(9, 30), BEIJING)
        period = Period.of(f"{month - timedelta(days=1):%Y-%m}")
        if period.written != _TOLD_BY_STORY:
            supervisor = desk.post("督查专员", "督查")
            assessing.publish(supervisor, f"history/assessment/{period.written}", assessing.stream_of_period(period))


def questions(desk: Recording, calendar: Calendar, begin: datetime, seed: int, every: int) -> Life:
    """咨询: one in so many workdays, about one of the items that are asked for."""
    random = Random(f"{seed}/questions")  # noqa: S311 - a story, no secret
    codes = sorted({code for one in REASONS for code in one.items})
    day, number = calendar.workday(begin.date(), 1), 0
    while day < TODAY.date():
        number += 1
        yield datetime.combine(day, time(10, random.randint(0, 59)), BEIJING)
        question, answer = random.choice(_QUESTIONS)
        asked = Enquiry("企业经办人", question, answer, random.choice(MEANS[:3]))
        desk.pressed(f"history/enquiry/{number}", enquire(day, asked, random.choice(codes)))
        day = calendar.workday(day, random.randint(1, 2 * every - 1))


def promises(desk: Recording, calendar: Calendar, way: Way) -> Life:
    """招商协议的承诺 of every eighth project, kept or, seldom, not."""
    if way.course.number % 8:
        return
    random = Random(f"{way.stream}/agreed")  # noqa: S311 - as above
    zone = desk.post(ADMINISTRATOR.name, ADMINISTRATOR.role)
    until = way.enlisted + timedelta(days=random.randint(90, 400))
    firm, project = str(way.course.who.enterprise["name"]), str(way.course.who.project["name"])
    made = agreed.Promised(
        random.choice(KINDS),
        firm,
        random.choice(_AGREED),
        f"示范招商协议第{way.course.number + 1:03d}号",
        "产发局",
        until,
        project,
    )
    yield datetime.combine(way.enlisted, time(16, 5), BEIJING)
    key = f"history/agreed/{way.course.number}"
    answer = agreed.record(zone, key, made)
    kept = random.random() < _KEPT
    day = calendar.on_or_after(until - timedelta(days=5)) if kept else calendar.workday(until, 1)
    yield datetime.combine(day, time(16, 15), BEIJING)
    outcome, proof, reason = (KEPT, "兑现凭证", "") if kept else (BROKEN, "", "线路走向调整，改到下一年度")
    agreed.settle(zone, f"{key}/settled", str(answer["stream"]), outcome, day, proof, reason)

"""Boards of the sample zone as plain values, for the drawing alone: what a 旬 of the demonstration looks like, and worse ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bingliang.boards.commanders import CommanderRow, Commanders, ContestRow, Points, Weight
from bingliang.boards.daily_broadcast import (
    NEW,
    SOLVED,
    CommentRow,
    DepartmentRow,
    Header,
    Issue,
    Position,
    ProblemRow,
    ProjectRow,
)
from bingliang.boards.figures import Figure, Source, Tile
from bingliang.boards.flag_roll import flagged, flagged_departments
from bingliang.boards.flags import Rule
from bingliang.boards.progress import RULE
from bingliang.boards.schedule import (
    LATE,
    MILESTONE,
    OK,
    PAUSE,
    PERMIT,
    WARN,
    Plan,
    Section,
    Stretch,
    Task,
    stretches_of,
)
from bingliang.boards.weekly_contest import FORTNIGHTLY, WEEKLY, Digest, News

ZONE = "岳阳经济技术开发区"
MARK = "示范数据"
FROZEN = Position("campaign/1", 42, "3f0a9c17", datetime.fromisoformat("2026-12-11T17:05+08:00"), "综合窗口乙")
PROJECTS = (
    ("东方雨虹生产基地", "岳阳东方雨虹防水技术有限责任公司", "自然资源分局", "自然资源分局局长", 106),
    ("磁力装备产业园", "岳阳科美达磁力装备有限公司", "城市管理局", "城市管理局局长", 100),
    ("新能源汽车零部件产业园", "湖南东龙科技有限公司", "建设交通局", "建设交通局局长", 97),
    ("大数据产业园一期", "湖南数博环球科技有限公司", "行政审批服务局", "行政审批服务局局长", 92),
    ("生物制剂研发与产业化", "岳阳新华达制药有限公司", "产业发展局", "产业发展局局长", 88),
    ("扩建", "湖南科伦制药有限公司岳阳分公司", "生态环境分局", "生态环境分局局长", 81),
    ("智能零部件（虚构）", "岳阳示例精工有限公司（虚构）", "城市管理局", "城市管理局局长", 63),
)


def figure(value: int, unit: str = "%", stream: str = "project/1") -> Figure:
    return Figure(f"{value}{unit}", value, (Source(stream, 3, "旬报登记"),))


def project(at: int, name: str, firm: str, responsible: str, agent: str, percent: int) -> ProjectRow:
    stream = f"project/{at}"
    return ProjectRow(
        stream,
        f"X{at:03d}",
        name,
        firm,
        responsible,
        agent,
        "管委会副主任",
        figure(percent, stream=stream),
        figure(min(percent, 90), stream=stream),
        tags=("2+10",),
        overdue=Figure("0", 0),
    )


def issue(count: int = 7) -> Issue:
    made = [project(at, *row) for at, row in enumerate(PROJECTS, start=1)]
    made += [
        project(more + 1, f"示例产业园第{more}期（虚构）", PROJECTS[-1][1], "城市管理局", "城市管理局局长", 95 - more)
        for more in range(len(made), count)
    ]
    rows = flagged(made[:count], Rule(), {})
    names = dict.fromkeys(one.responsible for one in rows)
    departments = []
    for at, name in enumerate(names):
        own = [one for one in rows if one.responsible == name]
        mean = int(sum(one.percent.value or 0 for one in own) / len(own) + 0.5)
        late = at % 3
        departments.append(
            DepartmentRow(
                name,
                figure(mean),
                Figure(str(len(own)), len(own), (Source("x", 1),)),
                Figure("0", 0),
                Figure(str(late), late, (Source("case/1", 9),) * late),
                Figure(str(at % 2), at % 2),
            )
        )
    header = Header(
        ZONE,
        "产业项目建设“百日会战”",
        "campaign/1",
        8,
        "2026-12上",
        "2026年12月上旬",
        date(2026, 12, 1),
        date(2026, 12, 10),
        datetime.fromisoformat("2026-12-10T18:00+08:00"),
        79,
        100,
        mark=MARK,
    )
    tiles = (
        Tile("参战项目", figure(count, "")),
        Tile("旬计划完成率", figure(90), "ok"),
        Tile("红旗", figure(2, ""), "ok"),
        Tile("黑旗", figure(1, ""), "late"),
        Tile("新增问题", figure(1, ""), "warn"),
        Tile("解决问题", figure(2, "")),
    )
    problems = (
        ProblemRow(
            NEW,
            "生物制剂研发与产业化",
            "岳阳新华达制药有限公司",
            "资金",
            "流动资金缺口1800万元，影响设备采购和安装",
            "产业发展局",
            date(2026, 12, 1),
            date(2026, 12, 15),
            1800,
            sources=(Source("problem/1", 1),),
        ),
        ProblemRow(
            SOLVED,
            "生物制剂研发与产业化",
            "岳阳新华达制药有限公司",
            "资金",
            "流动资金缺口",
            "产业发展局",
            date(2026, 12, 1),
            date(2026, 12, 15),
            1800,
            1800,
            "政银企对接，银行授信",
            date(2026, 12, 4),
            (Source("problem/1", 4),),
        ),
        ProblemRow(
            SOLVED,
            "磁力装备产业园",
            "岳阳科美达磁力装备有限公司",
            "配套",
            "园区道路雨水管没有接通，雨天厂门口积水",
            "城市管理局",
            date(2026, 11, 25),
            date(2026, 12, 8),
            0,
            0,
            "管道已经接通并验收",
            date(2026, 12, 7),
            (Source("problem/2", 3),),
        ),
    )
    comments = (
        CommentRow(
            "湖南东龙科技有限公司",
            "新能源汽车零部件产业园",
            "建设交通局",
            "非常满意",
            "五项并联，少跑四趟",
            source=Source("comment/1", 2),
        ),
        CommentRow(
            "湖南东龙科技有限公司",
            "新能源汽车零部件产业园",
            "岳阳市生态环境局",
            "基本满意",
            "承诺晚了两天，当日公开说明了原因",
            "环评报告表迟了2个工作日，已经公开说明并改进内部流转",
            date(2026, 12, 11),
            Source("comment/2", 2),
        ),
    )
    lead = (
        "东方雨虹真石漆车间联合验收已经受理，科美达磁力装备产业园按计划封顶；新华达制药流动资金缺口1800万元当旬解决。"
        "下一旬抓好东龙、威尔重工集中开工前的各项许可。"
    )
    return Issue(
        header,
        lead,
        tiles,
        rows,
        flagged_departments(departments, Rule(), {}),
        problems,
        comments,
        Rule().words,
        RULE,
        position=FROZEN,
    )


def commanders() -> Commanders:
    annual = (
        "完成投资12000万元，B卷材车间主体封顶",
        "一期厂房竣工、设备进场",
        "240亩交地、开工，完成投资8000万元",
        "机房主体封顶",
        "生产线安装，完成投资9000万元",
        "扩建厂房开工",
        "厂房开工（虚构）",
    )
    rows = []
    for at, (name, firm, responsible, agent, percent) in enumerate(PROJECTS):
        rows.append(
            CommanderRow(
                f"project/{at + 1}",
                f"X{at + 1:03d}",
                name,
                firm,
                annual[at],
                responsible,
                agent,
                "管委会副主任",
                agent,
                "外墙完成，完成投资900万元",
                Figure(f"外墙完成，投资{9 * percent}万元", percent, (Source(f"project/{at + 1}", 5),)),
                figure(percent),
                figure(min(99, percent - 20)),
                "建设",
            )
        )
    weights = (
        Weight("progress", "进度", 60),
        Weight("red", "红旗", 5),
        Weight("black", "黑旗", -5),
        Weight("solved", "解决问题", 3),
        Weight("late", "承诺超时", -2),
    )
    contest = []
    for at, name in enumerate(
        ("自然资源分局", "建设交通局", "行政审批服务局", "产业发展局", "生态环境分局", "城市管理局")
    ):
        points = tuple(
            Points(one.key, one.name, one.points if one.key != "progress" else 58 - 3 * at, figure(1, ""))
            for one in weights
        )
        contest.append(
            ContestRow(name, points, 66 - 4 * at, at + 1, ("流动红旗", "表扬", "表扬")[at] if at < 3 else "")
        )
    return Commanders(
        ZONE,
        "“七个一批”重点项目推进责任分工表",
        "2026-11",
        "2026年11月",
        date(2026, 11, 30),
        tuple(rows),
        tuple(contest),
        weights,
        ("流动红旗", "表扬"),
        "示范默认，由区确认：进度得分为月目标完成率乘60%，红旗每面加5分、黑旗每面减5分，每解决一个问题加3分，承诺超时每件减2分。",
        MARK,
        position=replace(FROZEN, stream="commanders/2026-11"),
    )


def digest(*, weekly: bool = True) -> Digest:
    news = tuple(
        News(
            name,
            firm,
            responsible,
            (
                Figure("12月8日联合验收受理，承诺12月18日办结。", None, (Source("case/1", 3),)),
                Figure("本周完成投资120万元，累计900万元。", None, (Source("project/1", 7),)),
            ),
            f"project/{at}",
        )
        for at, (name, firm, responsible, _, _) in enumerate(PROJECTS[:5])
    )
    held = issue()
    return Digest(
        WEEKLY if weekly else FORTNIGHTLY,
        ZONE,
        12,
        date(2026, 12, 14),
        date(2026, 12, 7),
        date(2026, 12, 13),
        held.lead,
        held.tiles[:4],
        news if weekly else (),
        None if weekly else held,
        "",
        MARK,
        FROZEN,
    )


def plan() -> Plan:
    source = (Source("project/1", 2),)
    day = date.fromisoformat
    whole = (
        Task(MILESTONE, "签约", "建设交通局", day("2026-07-15"), day("2026-07-15"), tone=OK, state="按期完成", sources=source),
        Task(MILESTONE, "交地", "建设交通局", day("2026-10-20"), day("2026-10-26"), tone=LATE, state="迟6天完成", sources=source),
        Task(MILESTONE, "开工", "建设交通局", day("2026-12-28"), None, critical=True, tone=WARN, state="还有10天", sources=source),
        Task(MILESTONE, "竣工", "建设交通局", day("2027-10-30"), None, state="还有316天", sources=source),
        Task(MILESTONE, "达产", "建设交通局", None, None, tone=WARN, state="没有排期", sources=source),
        Task(MILESTONE, "银行开户", "建设交通局", day("2026-12-10"), None, tone=LATE, state="已迟8天", sources=source),
    )  # fmt: skip
    permits = (
        Task(PERMIT, "特殊建设工程消防设计审查（一期厂房）", "建设交通局", day("2026-11-13"), day("2026-11-11"), day("2026-11-25"),
             critical=True, tone=OK, state="准予 11-11", sources=(Source("case/1", 0),), stretches=(
                 Stretch(day("2026-10-21"), day("2026-10-26")), Stretch(day("2026-10-27"), day("2026-11-06"), PAUSE),
                 Stretch(day("2026-11-07"), day("2026-11-11")))),
        Task(PERMIT, "取水许可", "农水", day("2026-12-23"), None, day("2027-02-04"), provisional=True, tone=WARN,
             state="承诺余 3 个工作日", sources=(Source("case/2", 0),), stretches=(
                 Stretch(day("2026-12-01"), day("2026-12-02"), ""), Stretch(day("2026-12-02"), None))),
    )  # fmt: skip
    rest = stretches_of(one for n in range(500) if (one := day("2026-07-01") + timedelta(days=n)).weekday() > FRIDAY)
    return Plan(
        ZONE, "project/1", "项目〔2026〕0001号", "新能源汽车零部件产业园", "湖南东龙科技有限公司", "建设交通局", "建设交通局局长", "管委会主任",
        "建设交通局局长", "签约", day("2026-12-18"), (Section("项目整体", whole), Section("审批事项", permits)), rest,
        day("2026-12-31"), MARK,
    )  # fmt: skip


FRIDAY = 4

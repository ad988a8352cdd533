"""项目表的导出和空白表: the same columns that are read, so that what was written out can be brought in again unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.desk.projects import library as projects
from bingliang.desk.projects.index import index
from bingliang.desk.projects.leaders import tables_of
from bingliang.desk.projects.table import ACTUAL, NUMBER, PLANNED
from bingliang.exchange.fill_in import FillIn, Rule, Sheet, write_sheet
from bingliang.mechanism import seven_batches

if TYPE_CHECKING:
    from datetime import date

    from bingliang.desk.desk import Desk
    from bingliang.exchange.plain_tables import Value
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.project import Enlisted
    from bingliang.store.look import Look

NAME = "项目表"
_NOTES = (
    "一行一个项目。项目名称、投资主体、批次必填；其余没有的留空。",
    "已在项目库的（按项目号、项目代码，或者投资主体和名称认）更新有改动的栏，留空的栏不变；不在的入库。",
    "里程碑各有“计划”“实际”两栏，写日期；有单项工程的写成“甲车间：2027-01-12；乙车间：2027-03-01”。",
)


def export_projects(desk: Desk, streams: Sequence[str], path: str) -> str:
    """导出 these projects, behind them the lines of the 联系领导 and every visit of the zone; answers the path."""
    with desk.store.look() as look:
        held, order = index(look).held, projects.milestones(look)
        rows = [_row(held[stream], order) for stream in streams if stream in held]
        sheet = Sheet(NAME, _columns(look), rows, _NOTES, tables_of(look))
    write_sheet(Path(path), sheet)
    return path


def write_template(desk: Desk, path: str) -> str:
    """空白项目表 with the zone's own lists; answers the path."""
    with desk.store.look() as look:
        sheet = Sheet(NAME, _columns(look), (), _NOTES)
    write_sheet(Path(path), sheet)
    return path


def _columns(look: Look) -> tuple[FillIn, ...]:
    catalogue: Catalogue = look.loaded("catalogue")
    bodies = tuple(dict.fromkeys(body.name or body.short for body in catalogue.bodies.values()))
    days = tuple(
        FillIn(f"{word}{name}", note="日期，或者“单项工程：日期”，几个用分号隔开。", wide=13)
        for name in projects.milestones(look)
        for word in (PLANNED, ACTUAL)
    )
    batches = projects.batches(look)
    return (
        FillIn(NUMBER, note="由程序编；新项目留空。", wide=20),
        FillIn("项目名称", wide=28),
        FillIn("投资主体", note="企业全称；还没有注册的写拟投资的企业。", wide=30),
        FillIn("信用代码", note="18 位统一社会信用代码，格式设为文本。", wide=22),
        FillIn("项目代码", note="赋码以后填写。", wide=27),
        FillIn("批次", choices=batches, strict=True, note=f"只能是：{'、'.join(batches)}。", wide=10),
        FillIn("入库日期", Rule.DAY, strict=True, note="进入这一批次的日子，不晚于今天；空着的算今天。", wide=13),
        FillIn("流转理由", note="退回或者越过一批的写明。", wide=18),
        FillIn("总投资（万元）", Rule.WHOLE, strict=True, note="整数，万元。", wide=14),
        FillIn("用地（亩）", Rule.DECIMAL, strict=True, note="数字，亩。", wide=11),
        FillIn("产业"),
        FillIn("产业链", wide=18),
        FillIn("投资主体类别", choices=seven_batches.INVESTORS, note="从清单里选，也可以写别的。"),
        FillIn("责任单位", choices=bodies, note="从清单里选，也可以写别的单位。", wide=24),
        FillIn("责任人（职务）", note="写职务，不写姓名。", wide=18),
        FillIn("联系领导（职务）", note="写职务，不写姓名。", wide=22),
        FillIn("首席代办专员（职务）", note="部门主要负责人的职务。", wide=22),
        FillIn("标签", note="写成“2+10标杆2026、汽车产业”：集合、角色、年度，顿号隔开。", wide=26),
        FillIn("单项工程", note="几个用顿号隔开；只有一个的不写。", wide=22),
        FillIn("荣誉", wide=18),
        FillIn("企业培育", note=f"{'、'.join(seven_batches.GROWTH)}，几样用顿号隔开。", wide=18),
        *days,
    )


def _row(one: Enlisted, order: Sequence[str]) -> list[Value]:
    profile = one.profile
    days = [_days(one, name, which) for name in order for which in ("planned", "actual")]
    return [
        one.number, profile.name, profile.firm, profile.credit_code, profile.code, one.batch, one.since, "",
        profile.investment or None, _area(profile.land), profile.industry, profile.chain, profile.investor,
        profile.responsible, profile.person, profile.leader, profile.agent, "、".join(tag.text for tag in profile.tags),
        "、".join(one.works), profile.honours, profile.growth, *days,
    ]  # fmt: skip


def _area(land: str) -> Value:
    """用地 as a number where it is a whole one; as it was written otherwise."""
    return int(land) if land.isdigit() else land or None


def _days(one: Enlisted, name: str, which: str) -> Value:
    """一栏的日子: a plain date for the whole project, else each works with its own."""
    held = list(_dated(one, name, which))
    if not held:
        return None
    if [works for works, _ in held] == [""]:
        return held[0][1]
    return "；".join(f"{works}：{on}" if works else f"{on}" for works, on in held)


def _dated(one: Enlisted, name: str, which: str) -> Iterable[tuple[str, date]]:
    for mile in one.of(name):
        on = mile.planned if which == "planned" else mile.actual
        if on is not None:
            yield mile.works, on

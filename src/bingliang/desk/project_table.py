"""项目库的表格: the zone's own sheet read row by row: what can be enlisted, and every row that cannot, with why."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.desk import projects
from bingliang.desk.projects import Entrant, Plan
from bingliang.exchange.tables import Row, read_table
from bingliang.ledger.project import Profile, fold_project
from bingliang.mechanism import seven_batches

if TYPE_CHECKING:
    from bingliang.store.look import Look

REQUIRED = ("项目名称", "投资主体", "批次")
COLUMNS: Mapping[str, str] = {
    "项目名称": "name", "投资主体": "firm", "信用代码": "credit_code", "项目代码": "code", "用地": "land", "产业": "industry",
    "产业链": "chain", "投资主体类别": "investor", "责任单位": "responsible", "责任人": "person", "联系领导": "leader",
    "首席代办专员": "agent", "荣誉": "honours",
}  # fmt: skip
OTHERS = ("入库日期", "总投资", "标签", "单项工程")
PLANNED, ACTUAL = "计划", "实际"
_LAND = re.compile(r"\d{1,7}(\.\d{1,2})?")
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class Rejected:
    """退回的一行: as counted in the file, with every reason."""

    line: int
    name: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProjectTable:
    """读出的表: what may be enlisted, with its line, and what not; `unread` headings that were not understood."""

    name: str
    entrants: tuple[tuple[int, Entrant], ...]
    rejected: tuple[Rejected, ...]
    unread: tuple[str, ...]


def read_projects(look: Look, path: Path) -> ProjectTable:
    """读表: ValueError in one sentence when the file itself cannot be read as a table."""
    order = projects.milestones(look)
    days = tuple(f"{word}{name}" for name in order for word in (PLANNED, ACTUAL))
    optional = (*(name for name in COLUMNS if name not in REQUIRED), *OTHERS, *days)
    try:
        table = read_table(path, REQUIRED, optional)
    except OSError as fault:
        raise ValueError(f"文件“{path}”打不开（{fault.strerror}），请核对路径。") from fault
    good: list[tuple[int, Entrant]] = []
    bad: list[Rejected] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        entrant, why = _entrant(row, order, look.today)
        if entrant is not None and not why:
            why = [said for _, said in projects.faults_of(look, entrant)] or _twice(look, entrant, seen, row.line)
        if entrant is None or why:
            bad.append(Rejected(row.line, row.cells["项目名称"] or "（没有名称）", tuple(dict.fromkeys(why))))
        else:
            good.append((row.line, entrant))
    return ProjectTable(table.name, tuple(good), tuple(bad), table.unknown)


def _twice(look: Look, one: Entrant, seen: dict[str, int], line: int) -> list[str]:
    stream = projects.stream_of_project(one.profile.firm, one.profile.name)
    first = seen.setdefault(stream, line)
    if first != line:
        return [f"与第{first}行是同一个项目。"]
    known = fold_project(look.entries(stream))
    return [f"已在项目库（{known.number}，{known.batch}）。"] if known is not None else []


def _entrant(row: Row, order: tuple[str, ...], today: date) -> tuple[Entrant | None, list[str]]:
    cells, why = row.cells, list(row.faults)

    def day(column: str) -> date | None:
        text = cells.get(column, "")
        if not text:
            return None
        made = _day(text)
        if made is None:
            why.append(f"“{column}”“{text}”不是日期，请写成 {today:%Y-%m-%d} 这样。")
        return made

    investment = cells.get("总投资", "")
    if investment and not investment.isdigit():
        why.append(f"“总投资”“{investment}”不是整数，请以万元为单位写整数。")
    if (land := cells.get("用地", "")) and not _LAND.fullmatch(land):
        why.append(f"“用地”“{land}”不是亩数，请只写数字。")
    try:
        tags = seven_batches.tags_of(cells.get("标签", ""))
    except ValueError as fault:
        why.append(str(fault))
        tags = ()
    works = tuple(part for part in re.split(r"[、；;]", cells.get("单项工程", "")) if part)
    plans = [Plan(name, day(f"{PLANNED}{name}"), day(f"{ACTUAL}{name}")) for name in order]
    on = day("入库日期") or today
    if why:
        return None, why
    profile = Profile(
        **{field: cells.get(column, "") for column, field in COLUMNS.items()},
        investment=int(investment or 0),
        tags=tags,
    )
    return Entrant(profile, cells["批次"], on, works, tuple(one for one in plans if one.planned or one.actual)), why


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None

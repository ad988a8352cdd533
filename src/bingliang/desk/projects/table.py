"""项目库的表格: the zone's own sheet read row by row: what is enlisted, what is changed, and every row that cannot be, with why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.desk.projects import library as projects
from bingliang.desk.projects.index import Index, index
from bingliang.desk.projects.library import Entrant, Plan
from bingliang.desk.projects.update import Update, update_of
from bingliang.exchange.tables import Rejected, Row, read_table
from bingliang.ledger.project import Enlisted, Profile
from bingliang.mechanism import seven_batches

if TYPE_CHECKING:
    from bingliang.store.look import Look

REQUIRED = ("项目名称", "投资主体", "批次")
COLUMNS: Mapping[str, str] = {
    "项目名称": "name", "投资主体": "firm", "信用代码": "credit_code", "项目代码": "code", "用地": "land", "产业": "industry",
    "产业链": "chain", "投资主体类别": "investor", "责任单位": "responsible", "责任人": "person", "联系领导": "leader",
    "首席代办专员": "agent", "荣誉": "honours", "企业培育": "growth",
}  # fmt: skip
NUMBER = "项目号"
OTHERS = (NUMBER, "入库日期", "流转理由", "总投资", "标签", "单项工程")
PLANNED, ACTUAL = "计划", "实际"
_LAND = re.compile(r"\d{1,7}(\.\d{1,2})?")
_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class ProjectTable:
    """读出的表: what may be enlisted or changed, with its line, and what not; `unread` headings that were not understood."""

    name: str
    entrants: tuple[tuple[int, Entrant], ...]
    rejected: tuple[Rejected, ...]
    unread: tuple[str, ...]
    updates: tuple[tuple[int, Update], ...] = ()
    same: int = 0
    """rows that say what the library has already"""

    @property
    def good(self) -> int:
        """要记的行."""
        return len(self.entrants) + len(self.updates)


def read_projects(look: Look, path: Path) -> ProjectTable:
    """读表: ValueError in one sentence when the file itself cannot be read as a table."""
    order = projects.milestones(look)
    days = tuple(f"{word}{name}" for name in order for word in (PLANNED, ACTUAL))
    optional = (*(name for name in COLUMNS if name not in REQUIRED), *OTHERS, *days)
    try:
        table = read_table(path, REQUIRED, optional)
    except OSError as fault:
        raise ValueError(f"文件“{path}”打不开（{fault.strerror}），请核对路径。") from fault
    return _Reading(look, order).read(table.name, table.rows, table.unknown)


class _Reading:
    """一次读表: what was seen so far, so that no project comes twice."""

    def __init__(self, look: Look, order: Sequence[str]) -> None:
        self.look, self.order = look, order
        self.held: Index = index(look)
        self.by_number = {one.number: one for one in self.held.held.values()}
        self.seen: dict[str, int] = {}

    def read(self, name: str, rows: Iterable[Row], unknown: tuple[str, ...]) -> ProjectTable:
        good: list[tuple[int, Entrant]] = []
        updates: list[tuple[int, Update]] = []
        bad: list[Rejected] = []
        same = 0
        for row in rows:
            entrant, why = _entrant(row, self.order, self.look.today)
            known = self._known(row, entrant) if entrant is not None else None
            update: Update | None = None
            if entrant is not None and not why:
                update, why = self._checked(row, entrant, known)
            if entrant is None or why:
                bad.append(Rejected(row.line, row.cells["项目名称"] or "（没有名称）", tuple(dict.fromkeys(why))))
            elif update is not None:
                updates.append((row.line, update))
            elif known is not None:
                same += 1
            else:
                good.append((row.line, entrant))
        return ProjectTable(name, tuple(good), tuple(bad), unknown, tuple(updates), same)

    def _known(self, row: Row, one: Entrant) -> Enlisted | None:
        return self.by_number.get(row.cells.get(NUMBER, "")) or self.held.twin(one.profile)

    def _checked(self, row: Row, one: Entrant, known: Enlisted | None) -> tuple[Update | None, list[str]]:
        stream = known.stream if known else projects.stream_of_project(one.profile.firm, one.profile.name)
        first = self.seen.setdefault(stream, row.line)
        if first != row.line:
            return None, [f"与第{first}行是同一个项目。"]
        if known is not None:
            return update_of(self.look, known, one, row.cells)
        if number := row.cells.get(NUMBER, ""):
            return None, [f"项目库里没有“{number}”，新项目的项目号请留空。"]
        return None, [said for _, said in projects.faults_of(self.look, one)]


def _entrant(row: Row, order: Sequence[str], today: date) -> tuple[Entrant | None, list[str]]:
    cells, why = row.cells, list(row.faults)
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
    plans = [plan for name in order for plan in _plans(cells, name, today, why)]
    entered = cells.get("入库日期", "")
    on = _day(entered) if entered else today
    if on is None:
        why.append(_wrong("入库日期", entered, today))
    if why or on is None:
        return None, why
    profile = Profile(
        **{field: cells.get(column, "") for column, field in COLUMNS.items()},
        investment=int(investment or 0),
        tags=tags,
    )
    return Entrant(profile, cells["批次"], on, works, tuple(plans)), why


def _wrong(column: str, text: str, today: date) -> str:
    return f"“{column}”“{text}”不是日期，请写成 {today:%Y-%m-%d} 这样。"


def _plans(cells: Mapping[str, str], name: str, today: date, why: list[str]) -> list[Plan]:
    """一个里程碑 of the whole project, or of each 单项工程 that is named before its day."""
    found: dict[str, dict[str, date]] = {}
    for word, field in ((PLANNED, "planned"), (ACTUAL, "actual")):
        for part in re.split(r"[；;]", cells.get(f"{word}{name}", "")):
            works, _, text = part.strip().replace(":", "：").rpartition("：")
            if not text:
                continue
            on = _day(text.strip())
            if on is None:
                why.append(_wrong(f"{word}{name}", part, today))
            else:
                found.setdefault(works.strip(), {})[field] = on
    return [Plan(name, works=works, **days) for works, days in found.items()]


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None

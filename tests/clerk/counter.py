"""Where the clerk stands, and what can be seen of the case in hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self

from bingliang.desk.demo.story import BEIJING, StoryClock
from bingliang.desk.desk import Desk
from bingliang.desk.reading import Reading
from bingliang.desk.rows import CaseView, Lane
from bingliang.ledger.acts import Entry, Refusal, Who
from bingliang.ledger.case import Case, CaseItem, Paper
from bingliang.ledger.folding import fold
from bingliang.ledger.standing import Level, StandingRow
from bingliang.mechanism.time_limits import Due
from bingliang.mechanism.time_limits.clocks import Clocks
from tests.clerk.sample import day


@dataclass
class AtCounter:
    """在窗口: where he stands, what time it is, which case he has in hand, and what can be seen of it."""

    desk: Desk
    clock: StoryClock
    stream: str = ""
    presses: list[int] = field(default_factory=lambda: [0])
    where: str = ""

    # ── time and place ──

    def on(self, when: str, at: str = "09:00") -> Self:
        """On that day, at that hour."""
        self.clock.now = datetime.combine(day(when), datetime.strptime(at, "%H:%M").time(), BEIJING)  # noqa: DTZ007 - a time of day
        return self

    @property
    def today(self) -> date:
        return self.clock.now.date()

    def late(self, reason: str) -> Self:
        """Entering what happened earlier."""
        return replace(self, desk=self.desk.late(reason))

    def another(self, counter: str = "5", role: str = "窗口", name: str = "综合窗口乙", office: str = "") -> Self:
        """Somebody else, at the same database."""
        return replace(self, desk=replace(self.desk, who=Who(name, counter, role, office)))

    def reviewer(self, office: str, name: str = "审查人员") -> Self:
        """A reviewer of that department, at his own desk."""
        return self.another("后台", "部门", name, office)

    def administrator(self) -> Self:
        """管理员: who puts notices and the zone's own settings in force."""
        return self.another("后台", "管理员", "系统管理员")

    def press(self) -> str:
        self.presses[0] += 1
        return f"press/{self.presses[0]:04d}"

    def _when(self, when: str) -> date:
        return day(when) if when else self.today

    # ── looking ──

    @property
    def entries(self) -> tuple[Entry, ...]:
        with self.desk.store.look() as look:
            return look.entries(self.stream)

    @property
    def case(self) -> Case:
        found = fold(self.entries)
        assert found is not None
        return found

    def item(self, no: int) -> CaseItem:
        return self.case.items[no]

    def clocks(self, no: int) -> Clocks:
        return Clocks(self.item(no), self.desk.calendar())

    def due(self, no: int) -> str:
        """The statutory date that binds, as month and day (with the year when it is not 2026)."""
        return _said(self.clocks(no).statutory)

    def promised(self, no: int) -> str:
        return _said(self.clocks(no).promised)

    @property
    def view(self) -> CaseView:
        return Reading(self.desk).case(self.stream)

    def lane(self, no: int) -> Lane:
        return next(lane for lane in self.view.lanes if lane.no == no)

    def papers(self, form: str) -> list[Paper]:
        return [paper for paper in self.case.papers if paper.form == form]

    def line(self, act: str, no: int = 0) -> Entry:
        """The last line of that act (about that item)."""
        lines = [entry for entry in self.entries if entry.act == act]
        return [entry for entry in lines if not no or entry.facts.get("item") == no][-1]

    def rows(self, level: Level = Level.ITEM) -> tuple[StandingRow, ...]:
        with self.desk.store.look() as look:
            return tuple(row for row in look.standing(self.stream) if row.level is level)

    def pdf(self, paper: Paper) -> bytes:
        return self.desk.store.blobs.get(paper.sm3)

    def nothing_recorded(self, act: Callable[[], object]) -> Exception:
        """The act is refused, and not a line, number or paper is left of it. Returns what was said."""
        before = self.state()
        try:
            act()
        except (Refusal, ValueError) as said:
            assert self.state() == before
            return said
        raise AssertionError("应当不予办理，却办了")

    def state(self) -> object:
        """Everything recorded so far, of all streams."""
        with self.desk.store.look() as look:
            return {stream: look.entries(stream) for stream in look.streams()}


def _said(line: Due | None) -> str:
    return "" if line is None else (f"{line.on:%m-%d}" if line.on.year == 2026 else line.on.isoformat())

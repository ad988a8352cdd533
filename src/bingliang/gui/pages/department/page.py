"""部门分办: a reviewer's own start page: tasks by remaining days, before acceptance a remark, after it the decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from bingliang.desk.lights import Light
from bingliang.desk.rows import TaskFilter
from bingliang.desk.task_view import task_view
from bingliang.desk.tasks import MOST, Task, Tasks, tasks
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.list_page import ListPage
from bingliang.gui.page import Command, Frame
from bingliang.gui.pages.department.task_acts import TaskActs
from bingliang.gui.pages.department.task_detail import TaskDetail
from bingliang.gui.pages.handover.acts import ChosenActs
from bingliang.gui.style import colours, font
from bingliang.gui.table import RIGHT, Column
from bingliang.gui.widgets import badge, cells, chip, ink, light


class DepartmentPage(ListPage[Task, TaskFilter]):
    """部门分办: the tasks of the person's own department, and the chosen one in the right pane."""

    place = Place.DEPARTMENT
    named, listed = "任务", "部门任务"
    one = "一项任务"
    tile_keys = "wants"
    tile_lights: ClassVar[Mapping[str, Light]] = {
        TaskFilter.LATE: Light.PROMISE_LATE,
        TaskFilter.SOON: Light.SOON,
        TaskFilter.WAITING: Light.WAITING,
    }
    detail: TaskDetail

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        self._found: Tasks | None = None
        self._asked: TaskFilter | None = None
        super().__init__(frame, parent, _columns(self._year), lambda row: row.key, TaskFilter.OWED, TaskDetail())
        self.acts: TaskActs = TaskActs(self)
        self.handing = ChosenActs(self)
        self.table.choose_many()
        self.detail.answered.connect(self._answer)
        self.detail.more.connect(self._menu)
        self.detail.whole.connect(self._whole)
        self.table.opened.connect(self.acts_answer)

    def _year(self) -> int:
        return self._found.today.year if self._found is not None else 0

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        del subject
        self.refresh()
        self.focus()

    def refresh(self) -> None:
        self.ask_rows(
            lambda counter: tasks(counter.desk), self._take, "tasks", long=False,
            failed=lambda number: self.not_read(f"原因已记入日志（编号 {number}）。"),
        )  # fmt: skip

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys() if self.acts.keys() is not None else self.handing.keys()
        if over is not None:
            return over
        return {
            **self.tile_acts(), "task_acts": self._menu, "task_case": self._whole, "hand_chosen": self.hand_over,
        }  # fmt: skip

    def ask_commands(self, then: Callable[[Sequence[Command]], None]) -> None:
        filters = list(self.filters())
        free = self.acts.keys() is None and self.handing.keys() is None
        if free and (chosen := len(self.table.chosen())):
            filters.insert(0, Command(f"移交所选的 {chosen} 项", self.hand_over, "Ctrl+Shift+H", group="办理"))
        then(filters)
        self.acts.ask_commands(self.table.current(), lambda acts: then([*acts, *filters]))

    def escape(self) -> bool:
        return super().escape() or self.handing.escape()

    def unsaved(self) -> str:
        return super().unsaved() or self.handing.unsaved()

    # ── what keys do ──────────────────────────────────────────────────────────────────────────────────────────

    def sift(self) -> None:
        if self._found is not None:
            self._show(self._found)

    def acts_answer(self, task: Task) -> None:
        """办理 what is wanted of the task."""
        self.acts.answer(task)

    def hand_over(self) -> None:
        """移交所选: the items of this person in the cases chosen, in one press."""
        self.handing.hand_over([task.stream for task in self.table.chosen()])

    def _answer(self) -> None:
        self._with(self.acts.answer)

    def _menu(self) -> None:
        self._with(self.acts.menu)

    def _whole(self) -> None:
        self._with(lambda task: self.frame.open_case(task.stream, task.project, task.code))

    def _with(self, act: Callable[[Task], None]) -> None:
        if (task := self.table.current()) is not None:
            act(task)

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, found: Tasks) -> None:
        self._found = found
        self.count(lambda which: len(found.under(which)))
        self._show(found)

    def _show(self, found: Tasks) -> None:
        rows = found.under(self._which)
        keep, self._asked = self._asked is self._which, self._which
        self.card.head.setText(f"{found.department} · {self._which}")
        more = "" if found.complete else f"（只列期限最近的 {MOST} 项）"
        green = "绿色通道在前，" if any(row.green for row in rows) else ""
        self.card.sum.setText(f"{len(rows)} 项 · {green}期限近的在前{more}")
        self.show_rows(rows, f"没有“{self._which}”的任务", "新的任务一到就显示在这里。", keep=keep)

    def _pick(self, row: Task | None) -> None:
        if row is None:
            self.none_chosen("在左边选一项任务，或者按 Alt+1 看待本部门办的任务。")
        else:
            self.ask_chosen(lambda counter: task_view(counter.desk, row), self.detail.show_view, "task")


def _columns(year: Callable[[], int]) -> tuple[Column[Task], ...]:
    def tip(row: Task) -> str:
        green = ("绿色通道，排在最前",) if row.green else ()
        deputy = (f"代{row.deputy_for}（B角）",) if row.deputy_for else ()
        return "\n".join(
            (*green, *deputy, row.item, row.project, row.enterprise, f"编号 {row.code}，{row.want}", badge.speech(row))
        )

    return (
        Column(
            "状态 / 编号", lambda r: r.light, 124, tip=tip, speech=lambda r: f"{r.light}，{r.code}",
            paint=lambda p, b, r, s: light.paint(p, b, r.light, r.code, s),
        ),
        Column("事项 / 项目", lambda r: r.item, tip=tip, speech=lambda r: f"{'绿色通道，' if r.green else ''}{r.item}，{r.project}", paint=_item, least=200),
        Column("要什么", lambda r: r.want, 112, tip=tip, paint=lambda p, b, r, _: _want(p, b, r)),
        Column(
            "剩余工作日", badge.remaining_text, 124, align=RIGHT, tip=tip, speech=badge.speech,
            paint=lambda p, b, r, _: badge.paint(p, b, r, year()),
        ),
    )  # fmt: skip


def _item(painter: QPainter, box: QRect, row: Task, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    mark = chip.GREEN if row.green else ""
    inner = box.adjusted(12, 0, -8, 0)
    deputy = f"代{row.deputy_for} · " if row.deputy_for else ""
    cells.headed(painter, inner, mark, row.item, f"{deputy}{row.project} · {row.enterprise}")


def _want(painter: QPainter, box: QRect, row: Task) -> None:
    c = colours()
    colour = c.text if row.want.owed else c.text2
    ink.write(painter, box.adjusted(12, 0, -4, 0), row.want, font(tokens.BODY), colour)

"""部门分办: a reviewer's own start page: tasks by remaining days, before acceptance a remark, after it the decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bingliang.desk.rows import TaskFilter
from bingliang.desk.task_view import TaskView, task_view
from bingliang.desk.tasks import MOST, Task, Tasks, tasks
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.department.task_acts import TaskActs
from bingliang.gui.pages.department.task_detail import TaskDetail
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import RIGHT, Column, RowModel
from bingliang.gui.widgets import badge, ink, light
from bingliang.gui.widgets.list_card import ListCard
from bingliang.gui.widgets.tile import Tile, tiled


class DepartmentPage(Page):
    """部门分办: the tasks of the person's own department, and the chosen one in the right pane."""

    place = Place.DEPARTMENT

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self._which = TaskFilter.OWED
        self._found: Tasks | None = None
        self._asked: TaskFilter | None = None
        self.tiles = [Tile(which, at) for at, which in enumerate(TaskFilter, start=1)]
        self.tiles[0].setChecked(True)
        self.detail = TaskDetail()
        self._card = self._list_card()
        self.acts = TaskActs(self)
        self.detail.answered.connect(self._answer)
        self.detail.more.connect(self._menu)
        self.detail.whole.connect(self._whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.M)
        column.addLayout(tiled(self.tiles, self.filter_by, which=tuple(TaskFilter)))
        column.addLayout(self._card.beside(self.detail), 1)

    def _list_card(self) -> ListCard[Task]:
        model: RowModel[Task] = RowModel(_columns(self._year), key=lambda row: row.key, parent=self)
        card = ListCard("部门任务", "部门任务", "正在读取任务…", model, self)
        card.table.picked.connect(self._pick)
        card.table.opened.connect(self.acts_answer)
        card.state.again.connect(self.refresh)
        self.table, self._state, self._head, self._sum = card.table, card.state, card.head, card.sum
        return card

    def _year(self) -> int:
        return self._found.today.year if self._found is not None else 0

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        del subject
        self.refresh()
        self._card.focus_front(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        if self.frame.backstage.ready:
            self.frame.backstage.ask(
                self,
                lambda counter: tasks(counter.desk),
                self._take,
                topic="tasks",
                refused=self._not_read,
                failed=lambda number: self._not_read(f"原因已记入日志（编号 {number}）。"),
            )

    def panes(self) -> list[QWidget]:
        return [self._card.front, *self.detail.panes()]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        tiles = {f"wants/{at}": partial(self.filter_by, which) for at, which in enumerate(TaskFilter, start=1)}
        return {**tiles, "task_acts": self._menu, "task_case": self._whole}

    def ask_commands(self, then: Callable[[Sequence[Command]], None]) -> None:
        filters = [
            Command(f"筛选：{which}", partial(self.filter_by, which), f"Alt+{at}")
            for at, which in enumerate(TaskFilter, 1)
        ]
        then(filters)
        self.acts.ask_commands(self.table.current(), lambda acts: then([*acts, *filters]))

    def escape(self) -> bool:
        return self.acts.escape()

    def unsaved(self) -> str:
        return self.acts.unsaved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.share(self.width())

    # ── what keys do ──────────────────────────────────────────────────────────────────────────────────────────

    def filter_by(self, which: TaskFilter, checked: bool = True) -> None:  # noqa: FBT001, FBT002 - also Qt's slot
        """筛选; everything is here already, so that nothing is asked again."""
        del checked
        self._which = which
        for tile, one in zip(self.tiles, TaskFilter, strict=True):
            tile.setChecked(one is which)
        if self._found is not None:
            self._show(self._found)

    def acts_answer(self, task: Task) -> None:
        """办理 what is wanted of the task."""
        self.acts.answer(task)

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
        for tile, which in zip(self.tiles, TaskFilter, strict=True):
            tile.show_count(len(found.under(which)))
        self._show(found)

    def _show(self, found: Tasks) -> None:
        rows = found.under(self._which)
        focused = self.table.hasFocus() or self._state.hasFocus()
        keep, self._asked = self._asked is self._which, self._which
        self._head.setText(f"{found.department} · {self._which}")
        more = "" if found.complete else f"（只列期限最近的 {MOST} 项）"
        self._sum.setText(f"{len(rows)} 项 · 期限近的在前{more}")
        self._card.bring(listed=bool(rows))
        if not rows:
            self._state.say(f"没有“{self._which}”的任务", "新的任务一到就显示在这里。")
            self.detail.clear("没有选中任务", "按 Alt+1 看待本部门办的任务。")
        self.table.show_rows(rows, keep=keep)
        if rows and keep:
            self._pick(self.table.current())
        if focused and self.isVisible():
            self._card.focus_front()

    def _not_read(self, sentence: str) -> None:
        self._card.bring(listed=False)
        self._state.say("任务没有读出来", sentence, again=True)
        self.detail.clear("没有选中任务", "")

    def _pick(self, task: Task | None) -> None:
        if task is None:
            self.detail.clear("没有选中任务", "在左边选一项任务。")
            return
        self.frame.backstage.ask(
            self, lambda counter: task_view(counter.desk, task), self._shown, topic="task", refused=self._gone
        )

    def _shown(self, view: TaskView) -> None:
        now = self.table.current()
        if now is not None and now.key == view.task.key:
            self.detail.show_view(view)

    def _gone(self, sentence: str) -> None:
        self.detail.clear("任务没有读出来", sentence)


def _columns(year: Callable[[], int]) -> tuple[Column[Task], ...]:
    def tip(row: Task) -> str:
        return "\n".join((row.item, row.project, row.enterprise, f"编号 {row.code}，{row.want}", badge.speech(row)))

    return (
        Column(
            "状态 / 编号", lambda r: r.light, 124, tip=tip, speech=lambda r: f"{r.light}，{r.code}",
            paint=lambda p, b, r, s: light.paint(p, b, r.light, r.code, s),
        ),
        Column("事项 / 项目", lambda r: r.item, tip=tip, speech=lambda r: f"{r.item}，{r.project}", paint=_item, least=200),
        Column("要什么", lambda r: r.want, 112, tip=tip, paint=lambda p, b, r, _: _want(p, b, r)),
        Column(
            "剩余工作日", badge.remaining_text, 124, align=RIGHT, tip=tip, speech=badge.speech,
            paint=lambda p, b, r, _: badge.paint(p, b, r, year()),
        ),
    )  # fmt: skip


def _item(painter: QPainter, box: QRect, row: Task, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    c = colours()
    inner = box.adjusted(12, 0, -8, 0)
    if not look().density.two_lines:
        ink.write(painter, inner, row.item, font(tokens.BODY, bold=True), c.text)
        return
    upper = QRect(inner.left(), box.top() + 4, inner.width(), 20)
    lower = QRect(inner.left(), box.top() + 24, inner.width(), 17)
    ink.write(painter, upper, row.item, font(tokens.BODY, bold=True), c.text)
    ink.write(painter, lower, f"{row.project} · {row.enterprise}", font(tokens.CAPTION), c.text2)


def _want(painter: QPainter, box: QRect, row: Task) -> None:
    c = colours()
    colour = c.text if row.want.owed else c.text2
    ink.write(painter, box.adjusted(12, 0, -4, 0), row.want, font(tokens.BODY), colour)

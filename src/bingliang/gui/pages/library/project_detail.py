"""项目详情: one project of the library in the right pane: its sentence, profile, milestones and lines."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bingliang.desk.projects.view import MilestoneRow, ProjectView
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import cells, ink
from bingliang.gui.widgets.detail_pane import DetailPane, Opening, button, buttons, tall
from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.history import History
from bingliang.gui.widgets.label import Paragraph, Words

FACTS = 16
ROW = 30
MOST_ROWS = 12


class ProjectDetail(DetailPane[ProjectView]):
    """项目详情 of the page 项目库."""

    acts = Signal()
    whole = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("项目详情", "选中的项目显示在这里。", parent)

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.milestones] if self.view is not None else []

    def show_view(self, view: ProjectView) -> None:
        """显示一个项目."""
        row = view.row
        self.view = view
        self._opening.say(row.batch, row.number, row.name, row.firm, (view.sentence, row.light))
        self._facts.show_facts(view.facts)
        self._head.setText(f"里程碑 {len(view.milestones)}")
        self.milestones.show_rows(view.milestones)
        tall(self.milestones, len(view.milestones), MOST_ROWS)
        self._visits_head.setText(f"走访 {len(view.visits)}")
        self._visits.setText("\n".join(view.visits))
        for part in (self._visits_head, self._visits):
            part.setVisible(bool(view.visits))
        self._history.show_lines(view.history)
        self.whole_button.setEnabled(bool(view.project_id))
        why = "" if view.project_id else "还没有这个项目代码的办件，收件以后才有总览。"
        self.whole_button.setToolTip(why)
        self._filled()

    def _content(self) -> QWidget:
        c = colours()
        inside, column = self._column()
        self._opening = Opening()
        self._facts = Facts(FACTS, (3, 4))
        column.addLayout(self._opening)
        column.addLayout(self._buttons())
        self._head = Words(size=tokens.SUBTITLE, bold=True, colour=c.text)
        column.addWidget(self._head)
        model: RowModel[MilestoneRow] = RowModel(_columns(), key=lambda row: (row.works, row.name), parent=self)
        self.milestones: RowTable[MilestoneRow] = RowTable(model, ROW, "里程碑", self)
        self.milestones.setProperty("helpKey", "projects.milestones")
        column.addWidget(self.milestones)
        column.addSpacing(tokens.S)
        column.addWidget(self._facts)
        column.addSpacing(tokens.S)
        self._visits_head = Words(size=tokens.SUBTITLE, bold=True, colour=c.text)
        self._visits = Paragraph(size=tokens.BODY, colour=c.text2)
        column.addWidget(self._visits_head)
        column.addWidget(self._visits)
        column.addSpacing(tokens.S)
        self._history = History()
        column.addWidget(self._history)
        column.addStretch(1)
        return inside

    def _buttons(self) -> QHBoxLayout:
        self.acts_button = button("办理（Ctrl+B）", "projects.acts")
        self.whole_button = button("机制总览（Enter）", "projects.whole")
        return buttons((self.acts_button, self.acts), (self.whole_button, self.whole))


def _columns() -> tuple[Column[MilestoneRow], ...]:
    def day(row: MilestoneRow, which: str) -> str:
        on = row.planned if which == "planned" else row.actual
        return f"{on:%Y-%m-%d}" if on else "—"

    def plain(painter: QPainter, box: QRect, text: str) -> None:
        ink.write(painter, box.adjusted(10, 0, -4, 0), text, font(tokens.BODY), colours().text)

    return (
        Column("里程碑", lambda r: f"{r.works} {r.name}".strip(), least=110, paint=lambda p, b, r, _: plain(p, b, f"{r.works} {r.name}".strip())),
        Column("计划", lambda r: day(r, "planned"), 104, paint=lambda p, b, r, _: plain(p, b, day(r, "planned"))),
        Column("实际", lambda r: day(r, "actual"), 104, paint=lambda p, b, r, _: plain(p, b, day(r, "actual"))),
        Column("进度", lambda r: r.state, 136, paint=_state),
    )  # fmt: skip


def _state(painter: QPainter, box: QRect, row: MilestoneRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    cells.state(painter, box, row.light, row.state, selected=selected)

"""代办详情: one entrustment, post or gap in the right pane: its sentence, what comes next, its facts and lines."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bingliang.desk.agency.listing import Sort
from bingliang.desk.agency.view import AgencyView, StepRow
from bingliang.gui import icons, tokens
from bingliang.gui.style import colours, font
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.detail_pane import DetailPane, Opening, button, buttons, tall
from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.history import History
from bingliang.gui.widgets.label import Words

FACTS = 11
ROW = 30
MOST_ROWS = 10


class AgencyDetail(DetailPane[AgencyView]):
    """代办详情 of the page 全程代办."""

    acts = Signal()
    whole = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("代办详情", "选中的委托、岗位或者缺口显示在这里。", parent)

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.steps] if self.view is not None and self.view.steps else []

    def show_view(self, view: AgencyView) -> None:
        """显示一行."""
        row = view.row
        self.view = view
        self._opening.say(row.state, row.number, row.upper, row.lower, (view.sentence, row.light))
        self._facts.show_facts((*view.facts, *((("", ""),) * (FACTS - len(view.facts)))))
        self._head.setText(view.head)
        self._head.setVisible(bool(view.head))
        self.steps.show_rows(view.steps)
        self.steps.setVisible(bool(view.steps))
        tall(self.steps, len(view.steps), MOST_ROWS)
        self._history.show_lines(view.history)
        self.acts_button.setVisible(row.sort is not Sort.GAP)
        self.whole_button.setVisible(row.sort is not Sort.POST)
        self.whole_button.setText("看项目（Enter）" if row.sort is Sort.GAP else "机制总览（Enter）")
        self.whole_button.setEnabled(bool(row.stream) if row.sort is Sort.GAP else bool(row.project_id))
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
        model: RowModel[StepRow] = RowModel(_columns(), key=lambda row: (row.kind, row.words, row.case), parent=self)
        self.steps: RowTable[StepRow] = RowTable(model, ROW, "下一步", self)
        self.steps.setProperty("helpKey", "agency.steps")
        column.addWidget(self.steps)
        column.addSpacing(tokens.M)
        column.addWidget(self._facts)
        column.addSpacing(tokens.S)
        self._history = History()
        column.addWidget(self._history)
        column.addStretch(1)
        return inside

    def _buttons(self) -> QHBoxLayout:
        self.acts_button = button("办理（Ctrl+B）", "agency.acts")
        self.whole_button = button("机制总览（Enter）", "agency.whole")
        return buttons((self.acts_button, self.acts), (self.whole_button, self.whole))


def _columns() -> tuple[Column[StepRow], ...]:
    def tip(row: StepRow) -> str:
        return f"{row.kind}：{row.words}\n{row.when}"

    return (
        Column("", lambda r: r.kind, 84, tip=tip, speech=lambda r: f"{r.light}，{r.kind}", paint=_kind),
        Column("做什么", lambda r: r.words, tip=tip, least=150, paint=lambda p, b, r, _: _plain(p, b, r.words)),
        Column("到", lambda r: r.when, 158, tip=tip, paint=_when),
    )


def _plain(painter: QPainter, box: QRect, text: str) -> None:
    ink.write(painter, box.adjusted(8, 0, -4, 0), text, font(tokens.BODY), colours().text)


def _kind(painter: QPainter, box: QRect, row: StepRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    c = colours()
    inner = box.adjusted(10, 0, -4, 0)
    icons.mark(
        painter, QRectF(inner.left(), inner.center().y() - 6, 13, 13), row.light, c, c.selected if selected else c.card
    )
    ink.write(painter, inner.adjusted(20, 0, 0, 0), row.kind, font(tokens.BODY, bold=True), c.text)


def _when(painter: QPainter, box: QRect, row: StepRow, selected: bool) -> None:  # noqa: FBT001 - as above
    tone = colours().tone(row.light)
    colour = tone.on_selected if selected else tone.text
    ink.write(painter, box.adjusted(8, 0, -4, 0), row.when, font(tokens.LABEL), colour)

"""考核: a month or quarter, departments or persons in their order, and every point of the chosen one with its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bingliang.desk.supervision.assessing import DEPARTMENTS, PEOPLE, Assessment, MarkRow, ScoreRow
from bingliang.gui import tokens
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import RIGHT, Column, RowModel, RowTable
from bingliang.gui.widgets import cells, ink
from bingliang.gui.widgets.choice import Choice
from bingliang.gui.widgets.drop_down import DropDown
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.mechanism.supervision import Period

MONTHS, QUARTERS = 6, 3
WHOSE = {DEPARTMENTS: "部门", PEOPLE: "个人"}


def periods(today: date) -> tuple[Period, ...]:
    """可选的考核期: the months and quarters behind us, the running ones first."""
    found: list[Period] = []
    for first, many in ((Period.month_of(today), MONTHS), (Period.quarter_of(today), QUARTERS)):
        period = first
        for _ in range(many):
            found.append(period)
            period = period.before
    return tuple(found)


class AssessmentPane(QWidget):
    """考核 in the place of list and detail."""

    asked = Signal(str)
    """a period was chosen"""
    opened = Signal(object)
    """the mark whose line is wanted"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        c = colours()
        self.found: Assessment | None = None
        self.period = DropDown()
        self.period.setAccessibleName("考核期")
        self.period.setMinimumWidth(170)
        self.whose = Choice("看谁的", WHOSE, DEPARTMENTS)
        self.publish_button, self.export_button = QPushButton("公布本期（F9）"), QPushButton("导出（Ctrl+S）")
        for button in (self.publish_button, self.export_button):
            button.setAutoDefault(False)
        self._sentence = Paragraph(size=tokens.LABEL, colour=c.text2)
        bar = QHBoxLayout()
        bar.setSpacing(tokens.S)
        label = Words("考核期", size=tokens.LABEL, colour=c.text2, whole=True)
        label.setBuddy(self.period)
        bar.addWidget(label)
        bar.addWidget(self.period)
        bar.addWidget(self.whose)
        bar.addStretch(1)
        bar.addWidget(self.publish_button)
        bar.addWidget(self.export_button)
        self.table: RowTable[ScoreRow] = RowTable(
            RowModel(_columns(), key=lambda row: row.name, parent=self), look().density.row, "考核名次", self
        )
        self.marks: RowTable[MarkRow] = RowTable(
            RowModel(_mark_columns(), key=lambda row: (row.mark.stream, row.mark.seq, row.mark.key), parent=self),
            look().density.row, "记分明细", self, marked=False,
        )  # fmt: skip
        self._head = Words("记分明细", size=tokens.SUBTITLE, bold=True, colour=c.text)
        cards = QHBoxLayout()
        cards.setSpacing(tokens.M)
        cards.addWidget(_card(self.table), 1)
        cards.addWidget(_card(self.marks, self._head), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(bar)
        column.addWidget(self._sentence)
        column.addLayout(cards, 1)
        self.table.picked.connect(self._picked)
        self.table.opened.connect(lambda _: self.marks.setFocus(Qt.FocusReason.TabFocusReason))
        self.marks.opened.connect(self.opened)
        self.whose.chosen.connect(lambda _: self._show())
        self.period.activated.connect(lambda _: self.asked.emit(self.written))

    @property
    def written(self) -> str:
        """选中的考核期, as 2026-11."""
        return str(self.period.currentData() or "")

    def offer(self, today: date) -> None:
        """列出考核期; the month before this one is chosen first, for it can be published."""
        if self.period.count():
            return
        for period in periods(today):
            self.period.addItem(period.name, period.written)
        self.period.setCurrentIndex(1)

    def next_period(self) -> None:
        """F4: the next one in the list."""
        self.period.setCurrentIndex((self.period.currentIndex() + 1) % max(1, self.period.count()))
        self.asked.emit(self.written)

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.table, self.marks, self.period]

    def show_assessment(self, found: Assessment) -> None:
        """显示一期."""
        self.found = found
        self._show()

    def _show(self) -> None:
        if self.found is None:
            return
        self._sentence.setText(f"{self.found.sentence}分值是示范默认，由区确认（设置 · 待确认的口径 · 督办考核）。")
        self.publish_button.setText("更正公布（F9）" if self.found.issue else "公布本期（F9）")
        self.table.show_rows(self.found.rows(self.whose.value), keep=False)
        self._picked(self.table.current())

    def _picked(self, row: ScoreRow | None) -> None:
        marks = row.marks if row is not None else ()
        who = row.name if row is not None else "本期没有办结，也没有记分"
        self._head.setText(
            f"{who} · {f'{len(marks)} 条记分，Enter 到它的台账行，Ctrl+B 申诉' if marks else '没有扣分'}"
        )
        self.marks.show_rows(marks)


def _card(table: QWidget, head: QWidget | None = None) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    column.setSpacing(0)
    if head is not None:
        above = QHBoxLayout()
        above.setContentsMargins(tokens.L, tokens.M, tokens.M, tokens.S)
        above.addWidget(head)
        column.addLayout(above)
    column.addWidget(table, 1)
    return card


def _columns() -> tuple[Column[ScoreRow], ...]:
    def tip(row: ScoreRow) -> str:
        return (
            f"{row.name}，第{row.rank}名，{row.score}分，{row.grade}；办结 {row.done} 项，承诺超时 {row.promise_late} 项，"
            f"法定超期 {row.statute_late} 项"
        )

    return (
        _plain("名次", lambda r: str(r.rank), 52, tip),
        _plain("单位或者个人", lambda r: r.name, 0, tip, bold=True),
        _plain("得分", lambda r: str(r.score), 54, tip, bold=True),
        Column("等次", lambda r: r.grade, 50, tip=tip, paint=_grade),
        _plain("办结", lambda r: str(r.done), 52, tip),
        _plain("承诺超时", lambda r: str(r.promise_late), 78, tip),
        _plain("法定超期", lambda r: str(r.statute_late), 78, tip),
    )


def _plain(
    title: str, text: Callable[[ScoreRow], str], width: int, tip: Callable[[ScoreRow], str], *, bold: bool = False
) -> Column[ScoreRow]:
    figures = bool(width)

    def paint(painter: QPainter, box: QRect, row: ScoreRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
        del selected
        used = font(tokens.BODY, bold=bold)
        inner = box.adjusted(12, 0, -12, 0)
        if figures:
            ink.write(painter, inner, text(row), used, colours().text, ink.RIGHT)
        else:
            ink.write(painter, inner, text(row), used, colours().text)

    if figures:
        return Column(title, text, width, align=RIGHT, tip=tip, paint=paint)
    return Column(title, text, width, tip=tip, paint=paint, least=90)


def _grade(painter: QPainter, box: QRect, row: ScoreRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    c = colours()
    tone = {"优": c.ok, "良": c.ok, "中": c.warn}.get(row.grade, c.late)
    chip = QRect(box.center().x() - 15, box.center().y() - 10, 30, 20)
    ink.fill(painter, QRectF(chip), tone.tint, tokens.RADIUS)
    ink.write(
        painter,
        chip,
        row.grade,
        font(tokens.LABEL, bold=True),
        c.ok.on_selected if tone is c.ok else tone.text,
        ink.CENTRE,
    )


def _mark_columns() -> tuple[Column[MarkRow], ...]:
    def tip(row: MarkRow) -> str:
        lines = (row.mark.sentence, row.mark.pardon, row.item, row.enterprise, row.code)
        return "\n".join(line for line in lines if line)

    return (
        cells.plain("日期", lambda r: f"{r.mark.on:%m-%d}", 64, tip=tip),
        cells.plain("记分项目", lambda r: r.mark.kind, 120, tip=tip, bold=True),
        cells.plain("计入", lambda r: str(r.mark.counts), 52, tip=tip),
        Column("事实", lambda r: r.mark.sentence, tip=tip, paint=_fact, least=160),
    )


def _fact(painter: QPainter, box: QRect, row: MarkRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    pardon = row.mark.pardon or ("申诉中" if row.mark.asked else "")
    below = "；".join(part for part in (pardon, row.enterprise, row.code) if part)
    cells.lines(painter, box.adjusted(12, 0, -8, 0), row.mark.sentence, below, size=tokens.LABEL)

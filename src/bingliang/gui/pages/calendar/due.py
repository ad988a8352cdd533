"""算期限: a day, a number and a unit in; the due date, its reason and the account day by day out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from bingliang.desk.acts.fields import as_day
from bingliang.desk.calendar import arithmetic
from bingliang.gui import source, tokens
from bingliang.gui.page import Frame
from bingliang.gui.style import colours, font
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.ledger.acts import Refusal
from bingliang.ledger.catalogue import Unit
from bingliang.mechanism.time_limits import WEEKDAYS, Due, Line, Term

UNITS = {Unit.WORKDAY: "工作日", Unit.DAY: "自然日", Unit.NOT_STATED: "只写“日”"}
MOST = 3000
WAIT_MS = 200


@dataclass(frozen=True, slots=True)
class Reckoned:
    """算出的期限."""

    due: Due
    lines: tuple[Line, ...]


def reckoned(counter: source.Desk, start: str, days: int, unit: Unit) -> Reckoned:
    """到期日与算式 over the calendar in force; on the worker, which knows what day it is. A Refusal when `start` is no day."""
    try:
        begin = as_day(start, counter.desk.today())
    except ValueError as why:
        raise Refusal(str(why)) from why
    due, lines = arithmetic.reckon(Term(begin, days, unit), counter.desk.calendar())
    return Reckoned(due, lines)


class DueCard(QFrame):
    """算期限卡: answers while it is typed in; what is wrong is said below the fields."""

    counted = Signal(object, object)
    """days that count (day → number or None) and the due date, for the wall; an empty mapping clears it"""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("算期限")
        self._frame = frame
        self._unit = Unit.WORKDAY
        c = colours()
        self.start, self.days = _line("起算日，写成 2026-12-18"), _line("期限天数")
        self.answer = Words(size=tokens.TITLE, bold=True, colour=c.text)
        self._basis = Paragraph(size=tokens.LABEL, colour=c.text2)
        self._fault = Paragraph(size=tokens.LABEL, colour=c.late.text)
        model: RowModel[Line] = RowModel(_columns(), key=lambda line: line.on, parent=self)
        self.account: RowTable[Line] = RowTable(model, 26, "逐日算式", self, marked=False)
        self.account.horizontalHeader().hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.reckon)
        for field in (self.start, self.days):
            field.textChanged.connect(self._timer.start)
        self.start.returnPressed.connect(lambda: self.days.setFocus(Qt.FocusReason.TabFocusReason))
        self.days.returnPressed.connect(lambda: self.account.setFocus(Qt.FocusReason.TabFocusReason))
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.S)
        grid.setVerticalSpacing(tokens.XS)
        for column, (word, field) in enumerate((("起算日（当日不计）", self.start), ("期限", self.days))):
            label = Words(word, size=tokens.LABEL, colour=colours().text2)
            label.setBuddy(field)
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 3 - column)
        top = QVBoxLayout()
        top.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.S)
        top.setSpacing(tokens.S)
        top.addWidget(Words("算期限", size=tokens.SUBTITLE, bold=True, colour=colours().text))
        top.addLayout(grid)
        top.addLayout(self._unit_row())
        for part in (self._fault, self.answer, self._basis):
            top.addWidget(part)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(1, 1, 1, 1)
        column_.setSpacing(0)
        column_.addLayout(top)
        column_.addWidget(self.account, 1)
        self._fault.hide()

    def _unit_row(self) -> QHBoxLayout:
        row, group = QHBoxLayout(), QButtonGroup(self)
        row.setSpacing(6)
        for unit, word in UNITS.items():
            button = QPushButton(word)
            button.setCheckable(True)
            button.setChecked(unit is self._unit)
            button.setProperty("segment", "true")
            button.setAutoDefault(False)
            button.setAccessibleName(f"单位：{word}")
            group.addButton(button)
            button.clicked.connect(lambda _=False, unit=unit: self._take_unit(unit))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _take_unit(self, unit: Unit) -> None:
        self._unit = unit
        self.reckon()

    def begin(self, on: date) -> None:
        """从某日算起: the day goes into the first field, the number is asked for."""
        self.start.setText(on.isoformat())
        self.days.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.days.selectAll()
        self.reckon()

    def reckon(self) -> None:
        """计算 with what stands in the fields."""
        self._timer.stop()
        written, number = self.start.text().strip(), self.days.text().strip()
        if not number:
            self._show(None, "")
            return
        if not number.isdecimal() or int(number) > MOST:
            self._show(None, f"期限应是 0 到 {MOST} 的整数，填写的是“{number}”。")
            return
        days, unit = int(number), self._unit
        self._frame.backstage.ask(
            self,
            lambda counter: reckoned(counter, written, days, unit),
            lambda found: self._show(found, ""),
            topic="due",
            refused=lambda sentence: self._show(None, sentence),
        )

    def _show(self, found: Reckoned | None, fault: str) -> None:
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))
        self.answer.setVisible(found is not None)
        self._basis.setVisible(found is not None)
        if found is None:
            self.account.show_rows(())
            self.counted.emit({}, None)
            return
        due = found.due
        loose = "〔暂定〕" if due.provisional else ""
        self.answer.setText(f"{due.on:%Y-%m-%d} {WEEKDAYS[due.on.weekday()]}{loose}")
        self.answer.setAccessibleName(f"到期日 {self.answer.text()}")
        earliest = f"通知公布后最早可能是 {due.earliest:%Y-%m-%d}。" if due.earliest != due.on else ""
        both = (
            f"按工作日算是 {due.by_workday:%Y-%m-%d}，按自然日算是 {due.by_day:%Y-%m-%d}，较早的一个有约束力。"
            if (due.by_workday and due.by_day)
            else ""
        )
        self._basis.setText(f"{due.basis}{both}{earliest}")
        self.account.show_rows(found.lines, keep=False)
        numbers: Mapping[date, int | None] = {line.on: line.number for line in found.lines}
        self.counted.emit(numbers, due.on)


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
    return made


def _columns() -> tuple[Column[Line], ...]:
    def cell(text: Callable[[Line], str], *, strong: bool = False) -> Callable[[QPainter, QRect, Line, bool], None]:
        def paint(painter: QPainter, box: QRect, line: Line, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
            del selected
            c = colours()
            loud = strong and line.number is not None
            colour = c.text if line.number is not None else c.text2
            ink.write(painter, box.adjusted(12, 0, -4, 0), text(line), font(tokens.CAPTION, bold=loud), colour)

        return paint

    def number(line: Line) -> str:
        return "" if line.number is None else f"第 {line.number} 日"

    def when(line: Line) -> str:
        return f"{line.on:%Y-%m-%d} {line.weekday}"

    def why(line: Line) -> str:
        return line.reason + ("〔暂定〕" if line.provisional and "暂定" not in line.reason else "")

    def tip(line: Line) -> str:
        return line.text

    return (
        Column("日期", when, 128, tip=tip, paint=cell(when)),
        Column("第几日", number, 70, tip=tip, paint=cell(number, strong=True)),
        Column("说明", why, tip=tip, paint=cell(why)),
    )

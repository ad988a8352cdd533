"""当日: the day chosen on the wall, why it counts or rests, and what falls due on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.calendar.view import DayRow, Deadline, Kind, Line, YearView
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import ink, month_ink
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.state import State

ROW = 58


class KindBadge(QWidget):
    """种类牌: 工作日, 周末, 法定节假日, 调休休息, 调休上班, each on its own ground; 暂定 beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: list[tuple[str, str, str, str]] = []
        self.setFixedHeight(24)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(self, day: DayRow, today: date) -> None:
        """一日的牌."""
        c = colours()
        ground, ink_colour, edge = c.bg, c.text, c.line
        if day.kind in (Kind.HOLIDAY, Kind.OFF):
            ground, ink_colour, edge = c.holiday.tint, c.holiday.text, c.holiday.tint
        elif day.kind is Kind.MAKE_UP:
            ground, ink_colour, edge = c.make_up.tint, c.make_up.text, c.make_up.mark
        elif day.kind is Kind.WEEKEND:
            ground, ink_colour, edge = c.rest, c.text2, c.rest
        self._words = [(str(day.kind), ground, ink_colour, edge)]
        if day.provisional:
            self._words.append(("暂定", c.card, c.text2, c.control))
        if day.on == today:
            self._words.append(("今天", c.text, c.card, c.text))
        self.setAccessibleName("、".join(word for word, *_ in self._words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, x, used = QPainter(self), 0, font(tokens.LABEL, bold=True)
        for words, ground, colour, edge in self._words:
            wide = ink.width(words, used) + 16
            ink.fill(painter, QRectF(x, 1, wide, 22), ground, tokens.RADIUS, edge)
            ink.write(painter, QRect(x, 1, wide, 22), words, used, colour, ink.CENTRE)
            x += wide + 6
        painter.end()


class Legend(QWidget):
    """图例 of the wall: what the grounds and marks mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(46)
        self.setAccessibleName("图例：休 放假，班 调休上班，灰底 周末，斜纹 暂定，数字牌 当日到期条数")

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter, small = colours(), QPainter(self), font(tokens.CAPTION)
        signs = (
            ("放假", c.holiday.tint, "", month_ink.OFF, c.holiday.text),
            ("调休上班", c.make_up.tint, c.make_up.mark, month_ink.WORK, c.make_up.text),
            ("周末", c.rest, "", "", ""),
            ("暂定", c.rest, "", "", ""),
            ("到期条数", c.done.tint, c.done.mark, "2", c.done.text),
        )
        x = y = 0
        for word, ground, edge, inside, colour in signs:
            wide = 28 + ink.width(word, small) + 12
            if x + wide > self.width():
                x, y = 0, y + 24
            box = QRectF(x, y + 2, 22, 18)
            ink.fill(painter, box, ground, 3, edge)
            if word == "暂定":
                ink.pattern(painter, box, Qt.BrushStyle.BDiagPattern, c.control)
            if inside:
                ink.write(painter, box.toRect(), inside, small, colour, ink.CENTRE)
            ink.write(painter, QRect(x + 28, y, 120, 22), word, small, c.text2)
            x += wide
        painter.end()


class DayCard(QFrame):
    """当日卡: date, kind, why, notice, and the items that fall due; Enter opens the case."""

    opened = Signal(object)
    """a deadline whose case is to be opened"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("当日")
        c = colours()
        self._date = Words(size=tokens.TITLE, bold=True, colour=c.text)
        self._badge = KindBadge()
        self._why = Paragraph(size=tokens.LABEL, colour=c.text2)
        self._head = Words(size=tokens.BODY, bold=True, colour=c.text)
        model: RowModel[Deadline] = RowModel(
            (Column("到期", _words, speech=_speech, tip=_speech, paint=_paint),), key=_key, parent=self
        )
        self.list: RowTable[Deadline] = RowTable(model, ROW, "当日到期", self, marked=False)
        self.list.horizontalHeader().hide()
        self.list.opened.connect(self.opened)
        self._state = State(self)
        self._state.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = QStackedWidget()
        self._body.addWidget(self._state)
        self._body.addWidget(self.list)
        self._horizon = Paragraph(size=tokens.CAPTION, colour=c.text2)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.S)
        top.setSpacing(6)
        for part in (self._date, self._badge, self._why):
            top.addWidget(part)
        top.addSpacing(2)
        top.addWidget(self._head)
        foot = QVBoxLayout()
        foot.setContentsMargins(tokens.L, tokens.S, tokens.M, tokens.M)
        foot.setSpacing(6)
        foot.addWidget(self._horizon)
        foot.addWidget(Legend())
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._body, 1)
        column.addLayout(foot)

    def show_day(self, day: DayRow, view: YearView) -> None:
        """显示一日; its list comes with `show_deadlines`."""
        on = day.on
        self._date.setText(f"{on.year}年{on.month}月{on.day}日  {day.weekday}")
        self._badge.show_day(day, view.today)
        words = "" if day.words in (str(day.kind), day.weekday) else f"{day.words}。"
        self._why.setText(words + (f"依据《{day.notice}》" if day.notice else ""))
        self._why.setVisible(bool(self._why.text()))
        lines = "，".join(f"{line} {number}" for line, number in day.due)
        self._head.setText(f"到期 {day.deadlines} 条（{lines}）" if day.deadlines else "到期")
        self._horizon.setText(_horizon(view))
        if not day.deadlines:
            self.show_deadlines(())

    def show_deadlines(self, rows: Sequence[Deadline]) -> None:
        """显示到期的各条."""
        self._body.setCurrentIndex(1 if rows else 0)
        self._state.say("", "这一天没有在办事项到期。")
        self.list.show_rows(rows)


def _horizon(view: YearView) -> str:
    known = "；".join(f"《{one.title}》{one.number or f'{one.published:%Y-%m-%d} 公布'}" for one in view.notices)
    said = f"已公布至 {view.horizon:%Y-%m-%d}，以后为暂定" + (
        f"（{view.provisional} 项暂定）" if view.provisional else ""
    )
    return f"{said}。{known or f'{view.year}年的节假日通知尚未录入'}。"


def _key(row: Deadline) -> tuple[str, str, Line]:
    return row.stream, row.item, row.line


def _words(row: Deadline) -> str:
    return f"{row.line} {row.title}"


def _speech(row: Deadline) -> str:
    parts = [f"{row.line}期限", row.title, row.enterprise, row.project, f"收件号 {row.code}"]
    return "，".join([*parts, "暂定"] if row.provisional else parts)


def _paint(painter: QPainter, box: QRect, row: Deadline, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    c, small = colours(), font(tokens.CAPTION, bold=True)
    tone = {Line.STATUTE: c.late, Line.PROMISE: c.promise}.get(row.line, c.done)
    word = f"{row.line}（暂定）" if row.provisional and row.line is Line.STATUTE else str(row.line)
    wide = ink.width(word, small) + 10
    chip = QRect(box.left() + 14, box.top() + 6, wide, 18)
    ink.fill(painter, QRectF(chip), tone.tint, 3)
    ink.write(painter, chip, word, small, tone.text, ink.CENTRE)
    title = QRect(chip.right() + 8, box.top() + 5, box.right() - chip.right() - 16, 20)
    ink.write(painter, title, row.title, font(tokens.LABEL, bold=True), c.text)
    below = QRect(box.left() + 14, box.top() + 26, box.width() - 22, 15)
    ink.write(painter, below, row.enterprise, font(tokens.CAPTION), c.text2)
    last = QRect(box.left() + 14, box.top() + 40, box.width() - 22, 15)
    ink.write(painter, last, f"{row.code}  {row.project}", font(tokens.CAPTION), c.text2)

"""逐日算式 over the page: each day of an item's limits on a line, as on a wall calendar; Ctrl+C takes it along."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from bingliang.desk.calendar.account_view import Account, ItemAccount
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.overlay import Overlay
from bingliang.mechanism.time_limits.account import Line

WIDE, TALL, ROW = 980, 720, 26


class AccountView(Overlay):
    """逐日算式 of one item: ←→ or Tab change between the statutory and the promised line."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, "逐日算式", widest=WIDE, tallest=TALL)
        c = colours()
        self._found: ItemAccount | None = None
        self._at = 0
        self._title = Words(size=tokens.SUBTITLE, bold=True, colour=c.text)
        self._which = [QPushButton() for _ in range(3)]
        self._sum = Paragraph(size=tokens.BODY, bold=True, colour=c.text)
        self._note = Paragraph(size=tokens.LABEL, colour=c.text2)
        model: RowModel[Line] = RowModel(_columns(), key=lambda line: line.on, parent=self)
        self.table: RowTable[Line] = RowTable(model, ROW, "逐日算式", self)
        self.table.installEventFilter(self)
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.S)
        head.setSpacing(tokens.S)
        head.addWidget(self._title, 1)
        for at, button in enumerate(self._which):
            button.setCheckable(True)
            button.setProperty("segment", "true")
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, at=at: self._turn_to(at))
            head.addWidget(button)
        self.column.addLayout(head)
        for words in (self._sum, self._note):
            words.setContentsMargins(tokens.L, 0, tokens.L, tokens.S)
            self.column.addWidget(words)
        self.column.addWidget(self.table, 1)
        foot = Words(
            "←→ 换法定、承诺    ↑↓ 逐日    F8 打印    Ctrl+S 存为 PDF    Ctrl+C 复制全文    Esc 关闭",
            size=tokens.CAPTION,
            colour=colours().text2,
        )
        row = QHBoxLayout()
        row.setContentsMargins(tokens.L, tokens.S, tokens.L, tokens.S)
        row.addWidget(foot)
        self.column.addLayout(row)

    def show_item(self, found: ItemAccount) -> None:
        """显示一项的算式."""
        self._found = found
        self._title.setText(f"{found.no} {found.name} · 逐日算式")
        for at, button in enumerate(self._which):
            button.setVisible(at < len(found.accounts))
            button.setText(found.accounts[at].name if at < len(found.accounts) else "")
        self._turn_to(0)
        self.show_over()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_to(self, at: int) -> None:
        if self._found is None:
            return
        accounts = self._found.accounts
        self._at = at % len(accounts) if accounts else 0
        for place, button in enumerate(self._which):
            button.setChecked(place == self._at)
        if not accounts:
            self._sum.setText(self._found.why_none)
            self._note.setText("")
            self.table.show_rows((), keep=False)
            return
        one: Account = accounts[self._at]
        self._sum.setText(f"{one.name} {one.limit}：{one.sum_words}")
        self._note.setText(
            " ".join(part for part in (f"依据：{one.article}。" if one.article else "", one.note) if part)
        )
        self.setAccessibleName(f"逐日算式：{self._found.name}，{self._sum.text()}")
        self.table.show_rows(one.lines, keep=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table would take ← and → and the copy for itself."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._taken(event)
        return super().eventFilter(watched, event)

    def _taken(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._turn_to(self._at + step)
            return True
        if event.key() == Qt.Key.Key_C and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._found:
            QGuiApplication.clipboard().setText(self._found.text)
            return True
        return False


def _columns() -> tuple[Column[Line], ...]:
    def number(line: Line) -> str:
        return f"第 {line.number} 日" if line.number is not None else ""

    def why(line: Line) -> str:
        return "；".join(part for part in (line.reason, line.notice) if part) + ("〔暂定〕" if line.provisional else "")

    def paint_day(painter: QPainter, box: QRect, line: Line, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
        c = colours()
        if line.number is None and not selected:
            painter.fillRect(box, QColor(c.rest))
        ink.write(
            painter, box.adjusted(12, 0, -4, 0), f"{line.on:%Y-%m-%d}  {line.weekday}", font(tokens.LABEL), c.text
        )

    def paint_number(painter: QPainter, box: QRect, line: Line, selected: bool) -> None:  # noqa: FBT001 - as above
        c = colours()
        if line.number is None and not selected:
            painter.fillRect(box, QColor(c.rest))
        ink.write(painter, box.adjusted(12, 0, -4, 0), number(line) or "不计", font(tokens.LABEL, bold=bool(line.number)),
                  c.text if line.number else c.text2)  # fmt: skip

    def paint_why(painter: QPainter, box: QRect, line: Line, selected: bool) -> None:  # noqa: FBT001 - as above
        c = colours()
        if line.number is None and not selected:
            painter.fillRect(box, QColor(c.rest))
        ink.write(painter, box.adjusted(12, 0, -4, 0), why(line), font(tokens.LABEL), c.text2)

    return (
        Column("日期", lambda line: line.text, 170, paint=paint_day),
        Column("计数", number, 100, paint=paint_number),
        Column("为什么", why, paint=paint_why),
    )

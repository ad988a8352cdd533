"""按键: the one key table, a key changed in it, and whether each of its chords arrives at all."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from bingliang.gui import icons, keys, rekey, tokens
from bingliang.gui.keys import Key, Place
from bingliang.gui.page import Frame
from bingliang.gui.style import colours, font
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.label import Paragraph, Words

PASSING = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_F6})
"""What always leads out of a field that takes keys."""


def _passes(event: QKeyEvent) -> bool:
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return Qt.Key(event.key()) in PASSING and not held


@dataclass(frozen=True, slots=True)
class KeyRow:
    """一个键 as the editor lists it."""

    key: Key
    own: str
    changed: bool

    @property
    def state(self) -> str:
        """固定、默认或已改."""
        if not rekey.changeable(self.key):
            return "固定"
        return f"已改（原 {self.own}）" if self.changed else "默认"


def rows() -> tuple[KeyRow, ...]:
    """按键表, room by room."""
    own = {(key.name, key.place): key for key in keys.TABLE}
    found = []
    for key in keys.table():
        first = own[key.name, key.place]
        found.append(KeyRow(key, first.cap, key.keys != first.keys))
    order = list(Place)
    return tuple(sorted(found, key=lambda row: order.index(row.key.place)))


class Catcher(QWidget):
    """接键框: shows what is pressed and hands it on, even a chord that the window has a meaning for."""

    caught = Signal(str)
    """a chord in Qt's portable text"""
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(44)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def say(self, words: str) -> None:
        """显示."""
        self.words = words
        self.setAccessibleDescription(words)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if not _passes(event):
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return super().event(event)

    def _key(self, event: QKeyEvent) -> bool:
        if _passes(event):
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            return super().event(event)
        wanted = rekey.sequence(event)
        if wanted:
            self.caught.emit(wanted)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter = colours(), QPainter(self)
        focused = self.hasFocus()
        ground = c.accent_soft if focused else c.card
        ink.fill(
            painter, QRectF(self.rect()), ground, tokens.RADIUS, c.accent if focused else c.control, 2 if focused else 1
        )
        ink.write(painter, self.rect().adjusted(14, 0, -8, 0), self.words, font(tokens.BODY, bold=focused), c.text)
        painter.end()


class KeyEditor(QFrame):
    """按键表: Enter on a line, then the new chord; what it collides with is said in one sentence."""

    changed = Signal(object)
    """key name → chords, the overrides as they would be"""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        c = colours()
        self.fault = Paragraph(size=tokens.LABEL, colour=c.late.text)
        self.catcher = Catcher("新的键")
        self.catcher.say("在表里选一个键，按 Enter，再按新的键")
        self.catcher.setEnabled(False)
        columns: tuple[Column[KeyRow], ...] = (
            Column("键", lambda r: r.key.cap, 168, paint=_cap),
            Column("做什么", lambda r: r.key.word, 180, paint=_words),
            Column("在哪里", lambda r: str(r.key.place), 120, paint=_place),
            Column("", lambda r: r.state, paint=_state),
        )
        model: RowModel[KeyRow] = RowModel(columns, key=lambda r: (r.key.name, r.key.place), parent=self)
        self.table: RowTable[KeyRow] = RowTable(model, 34, "按键表", self)
        self.table.opened.connect(self._begin)
        self.catcher.caught.connect(self._caught)
        self.catcher.left.connect(self._end)
        self._row: KeyRow | None = None
        head = QVBoxLayout()
        head.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.S)
        head.setSpacing(tokens.S)
        head.addWidget(Words("按键", size=tokens.TITLE, bold=True, colour=c.text))
        lead = "Enter 选中一行后按新的键，就改成它；按 Backspace 恢复默认，Esc 不改。改动立刻生效，键条和帮助一同改变。"
        head.addWidget(Paragraph(lead, size=tokens.LABEL, colour=c.text2))
        head.addWidget(self.catcher)
        head.addWidget(self.fault)
        self.fault.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.table.show_rows(rows(), keep=False)

    def first(self) -> QWidget:
        """打字从哪里开始."""
        return self.table

    def _begin(self, row: KeyRow) -> None:
        self._say("")
        if not rekey.changeable(row.key):
            self._say(f"“{row.key.word}”的键是固定的，不能改。")
            return
        self._row = row
        self.catcher.setEnabled(True)
        self.catcher.say(f"“{row.key.word}”现在是 {row.key.cap or '没有键'}，请按新的键…")
        self.catcher.setFocus(Qt.FocusReason.OtherFocusReason)

    def _caught(self, wanted: str) -> None:
        row = self._row
        if row is None:
            return
        back = wanted == "Backspace"
        objection = "" if back else rekey.objection(row.key, wanted)
        self._say(objection)
        if objection:
            return
        self._end()
        self.changed.emit(rekey.changed(self._frame.settings.keys, row.key, "" if back else wanted))

    def _end(self) -> None:
        self._row = None
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.catcher.setEnabled(False)
        self.catcher.say("在表里选一个键，按 Enter，再按新的键")

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))


class KeyTest(QFrame):
    """按键测试: every chord of the table as a cap that lights up when it arrives; what is missing was taken on the way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        c = colours()
        self.catcher = Catcher("按键测试")
        self.board = _Board()
        self._said = Paragraph(size=tokens.LABEL, colour=c.text2)
        self.catcher.caught.connect(self._caught)
        self.catcher.left.connect(self.catcher.focusNextChild)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(Words("按键测试", size=tokens.TITLE, bold=True, colour=c.text))
        lead = "把光标放在下面的框里，逐个按下面的键。按到的键变色打勾；没有反应的，多半被输入法、系统或别的程序拿走了，请改用别的键。Tab 离开。"
        column.addWidget(Paragraph(lead, size=tokens.LABEL, colour=c.text2))
        column.addWidget(self.catcher)
        column.addWidget(self._said)
        column.addWidget(self.board)
        column.addStretch(1)
        self.catcher.say("请按键…")
        self._count()

    def first(self) -> QWidget:
        """打字从哪里开始."""
        return self.catcher

    def _caught(self, wanted: str) -> None:
        self.board.light(wanted)
        known = wanted in self.board.chords
        self.catcher.say(f"收到 {wanted}" + ("" if known else "（柜台没有用到这个键）"))
        self._count()

    def _count(self) -> None:
        total, here = len(self.board.chords), len(self.board.arrived)
        self._said.setText(f"已收到 {here} 个，共 {total} 个。" + ("全部收到。" if here == total else ""))


class _Board(QWidget):
    """键板: the caps, wrapped."""

    LINE, GAP = 34, 8

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wanted = (chord for key in keys.table() if not key.own for chord in key.keys)
        self.chords = tuple(chord for chord in dict.fromkeys(wanted) if chord not in ("Esc", "F6", "Shift+F6"))
        self.arrived: set[str] = set()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._tell()

    def light(self, chord: str) -> None:
        """点亮."""
        if chord in self.chords:
            self.arrived.add(chord)
        self._tell()
        self.update()

    def _tell(self) -> None:
        missing = [chord for chord in self.chords if chord not in self.arrived]
        self.setAccessibleName(f"还没有收到的键：{'、'.join(missing) or '没有'}")

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return (boxes[-1].bottom() if boxes else 0) + 4

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return QSize(600, self.heightForWidth(max(600, self.width())))

    def _boxes(self, width: int) -> list[QRect]:
        used, x, y, found = font(tokens.LABEL, bold=True), 0, 2, []
        for chord in self.chords:
            wide = ink.width(chord, used) + 40
            if x and x + wide > width:
                x, y = 0, y + self.LINE
            found.append(QRect(x, y, wide, self.LINE - self.GAP))
            x += wide + self.GAP
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter, used = colours(), QPainter(self), font(tokens.LABEL, bold=True)
        for chord, box in zip(self.chords, self._boxes(self.width()), strict=True):
            here = chord in self.arrived
            ink.fill(painter, QRectF(box), c.ok.tint if here else c.bg, tokens.RADIUS, c.ok.mark if here else c.control)
            if here:
                icons.tick(painter, QRectF(box.left() + 9, box.center().y() - 6, 13, 13), c.ok.on_selected)
            else:
                ink.write(painter, box.adjusted(10, 0, 0, 0), "○", used, c.text3)
            ink.write(painter, box.adjusted(28, 0, 0, 0), chord, used, c.text)
        painter.end()


def _cap(painter: QPainter, box: QRect, row: KeyRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    c, used = colours(), font(tokens.CAPTION, bold=True)
    words = row.key.cap or "没有键"
    cap = QRect(box.left() + 14, box.top() + 7, min(ink.width(words, used) + 14, box.width() - 18), box.height() - 14)
    ink.fill(painter, QRectF(cap), c.bg, tokens.RADIUS, c.control)
    ink.write(painter, cap, words, used, c.text2, ink.CENTRE)


def _words(painter: QPainter, box: QRect, row: KeyRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    ink.write(painter, box.adjusted(8, 0, -4, 0), row.key.word, font(tokens.BODY), colours().text)


def _place(painter: QPainter, box: QRect, row: KeyRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    ink.write(painter, box.adjusted(8, 0, -4, 0), str(row.key.place), font(tokens.LABEL), colours().text2)


def _state(painter: QPainter, box: QRect, row: KeyRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    c = colours()
    ink.write(
        painter,
        box.adjusted(8, 0, -4, 0),
        row.state,
        font(tokens.LABEL, bold=row.changed),
        c.text if row.changed else c.text2,
    )

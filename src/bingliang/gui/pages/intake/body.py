"""一步的正文: a heading with its keys, a line to enter something new, the table, and below it all about the current row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.pages.intake.entry import Entry
from bingliang.gui.style import colours
from bingliang.gui.table import RowTable
from bingliang.gui.widgets.field import ENTER
from bingliang.gui.widgets.label import Paragraph, Words

FOOT = 66
"""Three lines of the explanation, so that the table does not jump from row to row."""


class StepBody(QWidget):
    """一步的正文 around one table; `explain` gives the sentences about a row."""

    walked = Signal(int)

    def __init__(
        self, title: str, keys: str, table: RowTable[Any], explain: Callable[[Any], str], nothing: str,
        entry: Entry | None = None, under: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        c = colours()
        self.table, self.entry = table, entry
        self.add_button = QPushButton()
        self._explain = explain
        self._notice = Paragraph(size=tokens.LABEL, colour=c.warn.text)
        self._notice.hide()
        self._empty = Empty(nothing)
        self._about = Paragraph(size=tokens.LABEL, colour=c.text2)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._about.setMinimumHeight(FOOT)
        head = QHBoxLayout()
        head.setSpacing(tokens.M)
        head.addWidget(Words(title, size=tokens.SUBTITLE, bold=True, colour=c.text, whole=True))
        head.addWidget(Words(keys, size=tokens.LABEL, colour=c.text2), 1)
        if entry is not None:
            self.add_button.setText(entry.word)
            self.add_button.setProperty("segment", "true")
            self.add_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ins does it wherever the focus is
            head.addWidget(self.add_button)
        foot = QFrame()
        foot.setObjectName("block")
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        inside.addWidget(self._about)
        self._foot = foot
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.S)
        column.addLayout(head)
        column.addWidget(self._notice)
        if entry is not None:
            column.addWidget(entry)
            entry.hide()
            entry.ended.connect(self._ended)
        column.addWidget(table, 1)
        column.addWidget(self._empty, 1)
        if under is not None:
            column.addWidget(under)
        column.addWidget(foot)
        table.picked.connect(self._tell)
        table.opened.connect(lambda _: self.walked.emit(1))
        table.installEventFilter(self)
        self._empty.installEventFilter(self)
        self._empty.walked.connect(self.walked)
        self.show_rows(())

    def show_rows(self, rows: tuple[Any, ...], notice: str = "") -> None:
        """换上各行; `notice` stands over them."""
        focused = self.table.hasFocus() or self._empty.hasFocus()
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self._foot.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._notice.setText(notice)
        self._notice.setVisible(bool(notice))
        self._tell(self.table.current())
        self.setFocusProxy(self.target)
        if focused:
            self.target.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def target(self) -> QWidget:
        """焦点的落点."""
        return self.table if self.table.rows_model.rows else self._empty

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shift+Enter walks back, from the table as from a field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _back(event):
            self.walked.emit(-1)
            return True
        return super().eventFilter(watched, event)

    @property
    def entering(self) -> bool:
        """正在填一行."""
        return self.entry is not None and not self.entry.isHidden()

    def begin(self) -> None:
        """开始填一行."""
        if self.entry is not None:
            self.entry.show()
            self.entry.begin()

    def escape(self) -> bool:
        """Esc: the line to enter something new goes first."""
        if self.entry is None or not self.entry.isVisible():
            return False
        if not self.entry.escape():
            self.entry.ended.emit()
        return True

    def dismiss(self) -> None:
        """收起 the line to enter something new: it belonged to another visit."""
        if self.entry is not None:
            self.entry.escape()
            self.entry.hide()

    def _ended(self) -> None:
        self.dismiss()
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, row: Any) -> None:  # noqa: ANN401 - a row of any of the tables
        self._about.setText(self._explain(row) if row is not None else "")


class Empty(QLabel):
    """空: why there is nothing here; holds the focus, Enter walks on."""

    walked = Signal(int)

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words)
        self.setProperty("helpKey", "state")
        palette = self.palette()
        palette.setColor(self.foregroundRole(), colours().text2)
        self.setPalette(palette)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.walked.emit(1)
        else:
            super().keyPressEvent(event)


def _back(event: QKeyEvent) -> bool:
    shift = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ShiftModifier
    return shift and event.key() in ENTER

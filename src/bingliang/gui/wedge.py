"""扫码枪: a scanner types like a keyboard, only faster than any hand; what it typed into a field is taken out again.

A scan is at least `least` printable signs, no two more than `gap_ms` apart, and Enter as quickly behind them. The times
are those of the key strokes themselves, not of their handling: a busy screen that catches up must not look like a scanner.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_SILENT = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock)


@dataclass(frozen=True, slots=True)
class Pace:
    """扫码枪的快慢: settings of this machine."""

    gap_ms: int = 35
    least: int = 8
    prefix: str = ""
    """Signs that the scanner puts before every code; taken off."""


@dataclass(slots=True)
class Burst:
    """一串键: what came in one go; `longest` is the longest pause within it, in milliseconds."""

    text: str = ""
    longest: int = 0
    last: int = 0
    target: QWidget | None = None
    before: Callable[[], None] | None = None


class Wedge(QObject):
    """扫码枪: an event filter of the whole application."""

    scanned = Signal(str)
    """a code that was scanned; the field holds again what it held before"""
    heard = Signal(str, int, bool)
    """every run of signs that ended with Enter: text, longest pause in ms, taken for a scan (for the scanner test)"""

    def __init__(self, pace: Callable[[], Pace], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pace = pace
        self._burst = Burst()

    @property
    def pace(self) -> Pace:
        """快慢 as the settings have it now."""
        return self._pace()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is not (QApplication.focusWidget() or QApplication.activeWindow()):
            return False  # the same stroke comes by again on its way up through the parents
        return self._pressed(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        now = int(event.timestamp()) or int(time.monotonic() * 1000)
        key = Qt.Key(event.key())
        if key in _SILENT:
            return False
        if key in _ENTER:
            return self._ended(now)
        text = event.text()
        if event.isAutoRepeat() or event.modifiers() & _COMMANDS or len(text) != 1 or not text.isprintable():
            self._burst = Burst()
            return False
        self._add(text, now)
        return False

    def _add(self, text: str, now: int) -> None:
        burst = self._burst
        target = QApplication.focusWidget()
        gap = now - burst.last
        if not burst.text or gap > self.pace.gap_ms or gap < 0 or target is not burst.target:
            self._burst = Burst(text, 0, now, target, _memory(target))
            return
        burst.text += text
        burst.longest = max(burst.longest, gap)
        burst.last = now

    def _ended(self, now: int) -> bool:
        burst, self._burst = self._burst, Burst()
        if not burst.text:
            return False
        gap = now - burst.last
        longest = max(burst.longest, gap)
        quick = 0 <= gap <= self.pace.gap_ms and len(burst.text) >= self.pace.least
        self.heard.emit(burst.text, longest, quick)
        if not quick:
            return False
        if burst.before is not None:
            burst.before()
        self.scanned.emit(burst.text.removeprefix(self.pace.prefix) if self.pace.prefix else burst.text)
        return True


def _memory(target: QWidget | None) -> Callable[[], None] | None:
    """What puts the field back as it is now; its page hears of it as of typing."""
    line = target if isinstance(target, QLineEdit) else None
    if isinstance(target, QAbstractSpinBox | QComboBox):
        line = target.lineEdit()
    if line is not None:
        return None if line.isReadOnly() else _line_memory(line)
    if isinstance(target, QComboBox):  # figures choose in its list
        return partial(target.setCurrentIndex, target.currentIndex())
    if isinstance(target, QAbstractItemView):  # figures look for a row that begins so
        return partial(target.setCurrentIndex, QPersistentModelIndex(target.currentIndex()))
    if isinstance(target, QTextEdit | QPlainTextEdit) and not target.isReadOnly():
        return _text_memory(target)
    return None


def _line_memory(edit: QLineEdit) -> Callable[[], None]:
    held, at = edit.text(), edit.cursorPosition()
    chosen = (edit.selectionStart(), len(edit.selectedText())) if edit.hasSelectedText() else None

    def restore() -> None:
        edit.selectAll()
        if held:
            edit.insert(held)
        elif edit.hasSelectedText():
            edit.del_()
        if chosen is not None:
            edit.setSelection(*chosen)
        else:
            edit.setCursorPosition(at)

    return restore


def _text_memory(edit: Any) -> Callable[[], None]:  # noqa: ANN401 - two classes of Qt with the same words
    held, cursor = edit.toPlainText(), edit.textCursor()
    at, anchor = cursor.position(), cursor.anchor()

    def restore() -> None:
        changed = edit.textCursor()
        changed.select(changed.SelectionType.Document)
        changed.insertText(held)
        changed.setPosition(anchor)
        changed.setPosition(at, changed.MoveMode.KeepAnchor)
        edit.setTextCursor(changed)

    return restore

"""键条: the keys that work on this page, always in sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bingliang.gui import tokens
from bingliang.gui.keys import Key, Place, strip
from bingliang.gui.style import application, colours, font
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.overlay import Overlay

EDGE = 16
GAPS = (26, 20, 16)


class KeyStrip(QWidget):
    """键条 at the bottom of the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._of_page: tuple[Key, ...] = ()
        self._keys: tuple[Key, ...] = ()
        self.setFixedHeight(tokens.KEY_STRIP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_place(Place.WORKLIST)
        application().focusChanged.connect(self._follow)

    def show_place(self, place: Place) -> None:
        """键条 of a page."""
        self._of_page = strip(place)
        self._show(self._of_page)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """What works while a card lies over the page are the card's keys."""
        over = now
        while over is not None and not isinstance(over, Overlay):
            over = over.parentWidget()
        if now is not None and now.window() is self.window():
            self._show(over.strip() if over is not None else self._of_page)

    def _show(self, keys: tuple[Key, ...]) -> None:
        if keys == self._keys:
            return
        self._keys = keys
        self.setAccessibleName("按键：" + "，".join(f"{key.cap} {key.word}" for key in self._keys))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, tokens.KEY_STRIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter = colours(), QPainter(self)
        ink.ground(painter, self.rect(), c.card)
        ink.ground(painter, QRect(0, 0, self.width(), 1), c.line)
        cap_font, word_font = font(tokens.CAPTION, bold=True), font(tokens.LABEL)
        x = EDGE
        shown, gap = fitting(self._keys, self.width())
        for key in shown:
            wide = ink.width(key.cap, cap_font) + 12
            ink.fill(painter, QRectF(x, 12, wide, 21), c.bg, tokens.RADIUS, c.control)
            ink.write(painter, QRect(x, 12, wide, 21), key.cap, cap_font, c.text2, ink.CENTRE)
            word = ink.width(key.word, word_font)
            ink.write(painter, QRect(x + wide + 7, 12, word + 2, 21), key.word, word_font, c.text)
            x += wide + word + 7 + gap
        painter.end()


def fitting(every: Sequence[Key], width: int) -> tuple[tuple[Key, ...], int]:
    """放得下的键 and the gap between them: a narrow strip moves them together, then leaves out the last ones.

    What is left out still works; the key card and Ctrl+K have it.
    """
    wide = [_wide(key) for key in every]
    gap = next((gap for gap in GAPS if 2 * EDGE + sum(wide) + gap * (len(wide) - 1) <= width), GAPS[-1])
    x, shown = EDGE, 0
    while shown < len(wide) and x + wide[shown] + EDGE <= width:
        x += wide[shown] + gap
        shown += 1
    return tuple(every[:shown]), gap


def _wide(key: Key) -> int:
    cap = ink.width(key.cap, font(tokens.CAPTION, bold=True)) + 12
    return cap + 7 + ink.width(key.word, font(tokens.LABEL))

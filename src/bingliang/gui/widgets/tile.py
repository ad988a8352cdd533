"""计数块: a count that is a filter; figure, shape and word, never colour alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QStyle, QStyleOption, QWidget

from bingliang.desk.lights import Light
from bingliang.gui import icons, tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink

NINE, TENTH = 9, "-"
"""The key beside 9 and 0; Alt+0 changes the scope."""

NARROW = 112
Which = TypeVar("Which", bound=str)


class Tile(QAbstractButton):
    """计数块: checked when the list shows its filter; Alt+n presses it. `light` is the shape beside the figure, if any."""

    def __init__(
        self, which: str, number: int, light: Light | None = None, parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.which = which
        self._light = light
        self._count: int | None = None
        self._cap = f"Alt+{TENTH if number > NINE else number}"
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("helpKey", f"tile.{which}")
        self.setToolTip(f"只看“{which}”（{self._cap}）")
        self.show_count(None)

    def show_count(self, count: int | None) -> None:
        """计数 shown; None while it is not known."""
        self._count = count
        self.setAccessibleName(f"{self.which} {'正在统计' if count is None else f'{count} 件'}")
        self.update()

    @property
    def count(self) -> int | None:
        """计数 as shown."""
        return self._count

    @property
    def figure_at(self) -> int:
        """Where the figure begins; ten tiles in a row on a narrow screen move it towards the edge."""
        return (8 if self.width() < NARROW else 12) + (24 if self._light is not None else 0)

    def sizeHint(self) -> QSize:
        return QSize(120, tokens.TILE)

    def minimumSizeHint(self) -> QSize:
        return QSize(104, tokens.TILE)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c = colours()
        option = QStyleOption()
        option.initFrom(self)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter = QPainter(self)
        box = QRectF(self.rect())
        ground = c.accent_soft if self.isChecked() or hovered else c.card
        edge, line = (c.accent, 2) if self.isChecked() else (c.line, 1)
        ink.fill(painter, box, ground, tokens.CARD_RADIUS, edge, line)
        left, light = self.figure_at, self._light
        if light is not None:
            icons.mark(painter, QRectF(left - 24, 15, 16, 16), light, c, ground)
        beside = self.width() - 16 - ink.width(self._cap, font(tokens.CAPTION))
        if self._figure(painter, left, light) < beside:
            ink.write(painter, QRect(12, 8, self.width() - 22, 16), self._cap, font(tokens.CAPTION), c.text2, ink.RIGHT)
        ink.write(painter, QRect(12, 40, self.width() - 24, 18), self.which, font(tokens.LABEL), c.text2)
        if self.hasFocus():
            ink.ring(painter, self.rect().adjusted(3, 3, -3, -3), c.accent, tokens.RADIUS)
        painter.end()

    def _figure(self, painter: QPainter, left: int, light: Light | None) -> int:
        """The count, and where it ends; one of many figures is written smaller and takes the room of the key."""
        c = colours()
        loud = light in (Light.STATUTE_LATE, Light.PROMISE_LATE, Light.SOON) and bool(self._count)
        colour = c.tone(light).text if loud and light is not None else c.text if self._count else c.text3
        text = "…" if self._count is None else str(self._count)
        room, used = self.width() - left - 6, font(tokens.FIGURE, bold=True)
        if ink.width(text, used) > room:
            used = font(tokens.TITLE, bold=True)
        ink.write(painter, QRect(left, 6, room, 34), text, used, colour)
        return left + ink.width(text, used)


def tiled(
    tiles: Sequence[Tile], picked: Callable[[Which], object], *, which: Sequence[Which], gap: int = tokens.M
) -> QHBoxLayout:
    """一排计数块; each says to the page which filter was pressed."""
    row = QHBoxLayout()
    row.setSpacing(gap)
    for tile, one in zip(tiles, which, strict=True):
        tile.clicked.connect(partial(picked, one))
        row.addWidget(tile)
    return row

"""状态灯: shape, colour and word together, as a widget and as a cell."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bingliang.desk.lights import Light
from bingliang.gui import icons, tokens
from bingliang.gui.style import colours, font, look
from bingliang.gui.widgets import ink

QUIET = frozenset({Light.OK, Light.DONE, Light.WAITING, Light.OUTSIDE, Light.APPLICANT, Light.COLLECT})


def paint(painter: QPainter, box: QRect, light: Light, code: str, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    """状态灯 in a cell: shape and word, the case's number beneath."""
    c = colours()
    ground = c.selected if selected else c.card
    tone, roomy = c.tone(light), look().density.two_lines
    line = QRect(box.left() + 14, box.top() + 4, box.width() - 14, 20) if roomy else box.adjusted(14, 0, 0, 0)
    icons.mark(painter, QRectF(line.left(), line.center().y() - 6.5, 15, 15), light, c, ground)
    word = line.adjusted(23, 0, 0, 0)
    ink.write(
        painter, word, light, font(tokens.BODY, bold=light not in QUIET), tone.on_selected if selected else tone.text
    )  # fmt: skip
    if roomy:
        below = QRect(line.left(), box.top() + 24, box.width() - 16, 17)
        ink.write(painter, below, code, font(tokens.CAPTION), c.text2)


class LightWord(QWidget):
    """状态灯 at the head of a case."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light, self._words = Light.OK, ""
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def show_light(self, light: Light, words: str = "") -> None:
        """状态灯 with more words behind its own, e.g. “法定超期 2 个工作日”."""
        self._light, self._words = light, f"{light}{words}"
        self.setAccessibleName(f"状态：{self._words}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(28 + ink.width(self._words, font(tokens.SUBTITLE, bold=True)) + 4, 26)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter = colours(), QPainter(self)
        icons.mark(painter, QRectF(1, 4, 18, 18), self._light, c)
        words = QRect(28, 0, self.width() - 28, self.height())
        ink.write(painter, words, self._words, font(tokens.SUBTITLE, bold=True), c.tone(self._light).text)
        painter.end()

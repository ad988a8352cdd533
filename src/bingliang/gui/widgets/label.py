"""文字: labels that cut a long name with an ellipsis and then show the whole of it as a tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import font


class Words(QLabel):
    """一行字 in one of the token sizes; with `whole` it takes the width it needs and is never cut."""

    def __init__(
        self,
        text: str = "",
        *,
        size: int = tokens.BODY,
        bold: bool = False,
        colour: str = "",
        whole: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._full = text
        self.setFont(font(size, bold=bold))
        wide = QSizePolicy.Policy.Fixed if whole else QSizePolicy.Policy.Ignored
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if colour:
            self.set_colour(colour)

    def set_colour(self, colour: str) -> None:
        """颜色 of the words."""
        palette = self.palette()
        palette.setColor(self.foregroundRole(), QColor(colour))
        self.setPalette(palette)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._full = text
        self.updateGeometry()
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def cut(self) -> bool:
        """截短与否: True when the words do not fit; then the tooltip has them whole."""
        return QFontMetrics(self.font()).horizontalAdvance(self._full) > self.width()

    def _tell(self) -> None:
        self.setToolTip(self._full if self.cut() else "")

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._full) + 3, round(self.font().pixelSize() * 1.5))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = QFontMetrics(self.font()).elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class Paragraph(QLabel):
    """一段话: wraps, is never cut, can be copied."""

    def __init__(
        self,
        text: str = "",
        *,
        size: int = tokens.BODY,
        bold: bool = False,
        colour: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setFont(font(size, bold=bold))
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if colour:
            self.set_colour(colour)

    def set_colour(self, colour: str) -> None:
        """颜色 of the words."""
        palette = self.palette()
        palette.setColor(self.foregroundRole(), QColor(colour))
        self.setPalette(palette)

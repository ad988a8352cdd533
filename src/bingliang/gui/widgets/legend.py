"""图例: the signs that this case uses, drawn by the same pen as the chart."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bingliang.desk.rows import CaseView, Light, SpanKind
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink, lane_bars

Swatch = Callable[[QPainter, QRectF], None]
LINE = 20


class Legend(QWidget):
    """图例: wraps to as many lines as its width asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signs: list[tuple[str, Swatch]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("图例")

    def show_case(self, case: CaseView) -> None:
        """图例 of the signs in this case only."""
        kinds = {span.kind for lane in case.lanes for span in lane.spans}
        ended = all(lane.decided_on or lane.light == Light.DONE for lane in case.lanes)
        light = Light.DONE if ended else Light.OK
        self._signs = [(kind, _stretch(kind, light)) for kind in SpanKind if kind in kinds]
        if any(lane.due_on for lane in case.lanes):
            self._signs.append(("法定", lambda p, b: lane_bars.statutory(p, b.center().x(), b.center().y())))
        if any(lane.promised_on for lane in case.lanes):
            self._signs.append(("承诺", lambda p, b: lane_bars.promised(p, b.center().x(), b.center().y() + 2)))
        if any(lane.critical for lane in case.lanes):
            self._signs.append(("关键路径", lambda p, b: lane_bars.critical(p, b.adjusted(4, 3, -4, -3))))
        if case.rest_days:
            self._signs.append(("非工作日", lambda p, b: ink.fill(p, b, colours().rest, 0, colours().line)))
        self.setAccessibleDescription("、".join(word for word, _ in self._signs))
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, LINE * 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _places(self) -> list[tuple[int, int]]:
        small, x, y, places = font(tokens.CAPTION), 0, 0, []
        for word, _ in self._signs:
            wide = 26 + ink.width(word, small) + 14
            if x and x + wide > self.width():
                x, y = 0, y + LINE
            places.append((x, y))
            x += wide
        return places

    def _fit(self) -> None:
        places = self._places()
        wanted = (places[-1][1] if places else 0) + LINE
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, small = QPainter(self), font(tokens.CAPTION)
        for (word, swatch), (x, y) in zip(self._signs, self._places(), strict=True):
            swatch(painter, QRectF(x, y + 4, 20, 12))
            ink.write(painter, QRect(x + 26, y, 200, LINE), word, small, colours().text2)
        painter.end()


def _stretch(kind: SpanKind, light: Light) -> Swatch:
    def draw(painter: QPainter, box: QRectF) -> None:
        lane_bars.stretch(painter, box, kind, light)

    return draw

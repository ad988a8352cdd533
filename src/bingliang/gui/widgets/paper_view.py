"""文书预览: the stored PDF's own pages, drawn by the same PDFium as on the printer; what is seen is what is printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink

if TYPE_CHECKING:
    from bingliang.paper.apart import Fit
    from bingliang.paper.pages import Image

SETTLE_MS = 120
EDGE = 16


class Zoom(Enum):
    """缩放: how a page fits the room."""

    WIDTH = "适合宽度"
    PAGE = "整页"
    REAL = "实际大小"


@dataclass(frozen=True, slots=True)
class Wish:
    """要怎么画: the room in logical pixels, the screen's ratio, the zoom and a further factor."""

    width: int
    height: int
    ratio: float
    zoom: Zoom
    factor: float = 1.0

    def dpi(self, page: tuple[float, float]) -> float:
        """分辨率 of a page (in points) in device pixels."""
        return self.fit.dpi(page)

    @property
    def fit(self) -> Fit:
        """放进多大的地方."""
        from bingliang.paper.apart import Fit

        whole = self.height - 2 * EDGE if self.zoom is Zoom.PAGE else None
        # a page is rounded up to whole pixels
        return Fit(self.width - 2 * EDGE - 1, whole, self.zoom is Zoom.REAL, self.factor, self.ratio)


def drawn(pdf: bytes, wish: Wish) -> tuple[Image, ...]:
    """画出各页; runs on a worker, PDFium on its own thread."""
    from bingliang.paper import pages

    return tuple(pages.render(pdf, at, wish.dpi(size)) for at, size in enumerate(pages.page_sizes(pdf)))


class PaperView(QScrollArea):
    """文书预览: PgUp/PgDn walk, + and - zoom, 0 whole page, 1 real size, 2 width."""

    wanted = Signal()
    """the room or the zoom has changed: the pages are wanted anew"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom, self._factor = Zoom.WIDTH, 1.0
        self._sheets = _Sheets()
        self.setWidget(self._sheets)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("文书预览")
        self.setProperty("helpKey", "papers.preview")
        self.viewport().installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.wanted)

    @property
    def wish(self) -> Wish:
        """现在的要求."""
        room = self.viewport().size()
        bar = 12 if not self.verticalScrollBar().isVisible() else 0
        return Wish(room.width() - bar, room.height(), self.devicePixelRatioF(), self._zoom, self._factor)

    @property
    def pictures(self) -> tuple[QPixmap, ...]:
        """现有的页面."""
        return self._sheets.pictures

    @property
    def stamp(self) -> str:
        """盖在每页上的字: what is put on paper beside the text too (已作废)."""
        return self._sheets.stamp

    def show_pages(self, images: tuple[Image, ...], name: str, stamp: str = "") -> None:
        """换上一份; the scroll stays when it is the same paper drawn anew."""
        again = name == self.accessibleName()
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"共 {len(images)} 页" + (f"，{stamp}" if stamp else ""))
        self._sheets.stamp = stamp
        self._sheets.show_pictures(tuple(_picture(one, self.devicePixelRatioF()) for one in images))
        if not again:
            self.verticalScrollBar().setValue(0)

    def clear(self, words: str = "") -> None:
        """清空."""
        self.setAccessibleName(words or "文书预览")
        self._sheets.stamp = ""
        self._sheets.show_pictures(())

    def zoom(self, zoom: Zoom) -> None:
        """换缩放."""
        self._zoom, self._factor = zoom, 1.0
        self.wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        named = {Qt.Key.Key_0: Zoom.PAGE, Qt.Key.Key_1: Zoom.REAL, Qt.Key.Key_2: Zoom.WIDTH}
        key = Qt.Key(event.key())
        if key in named and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.zoom(named[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self._factor = min(4.0, max(0.4, self._factor * (1 / 1.2 if key == Qt.Key.Key_Minus else 1.2)))
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is not Zoom.REAL:
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.viewport() and event.type() == QEvent.Type.FontChange:
            self._timer.start()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            ink.ring(painter, self.viewport().rect(), colours().accent, tokens.RADIUS)
            painter.end()


class _Sheets(QWidget):
    """The pages below each other, white in every theme, as they lie in the printer's tray."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: tuple[QPixmap, ...] = ()
        self.stamp = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def show_pictures(self, pictures: tuple[QPixmap, ...]) -> None:
        self.pictures = pictures
        size = self.minimumSizeHint()
        self.setMinimumSize(size)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        sizes = [picture.deviceIndependentSize() for picture in self.pictures]
        wide = max((size.width() for size in sizes), default=0) + 2 * EDGE
        high = sum(size.height() + EDGE for size in sizes) + EDGE
        return QSize(round(wide), round(high))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter = colours(), QPainter(self)
        painter.fillRect(self.rect(), QColor(c.rest))
        top = float(EDGE)
        for picture in self.pictures:
            size = picture.deviceIndependentSize()
            left = max(float(EDGE), round((self.width() - size.width()) / 2))
            ink.fill(painter, QRectF(left - 1, top - 1, size.width() + 2, size.height() + 2), c.control)
            painter.drawPixmap(round(left), round(top), picture)
            if self.stamp:
                self._stamped(painter, QRectF(left, top, size.width(), size.height()))
            top += size.height() + EDGE
        painter.end()

    def _stamped(self, painter: QPainter, page: QRectF) -> None:
        """The mark at the head on the right, where the printer puts it; red on white in every theme, as a stamp is."""
        face = font(tokens.SUBTITLE, bold=True)
        wide, high = ink.width(self.stamp, face) + 2 * tokens.M, 30
        box = QRectF(page.right() - wide - tokens.L, page.top() + tokens.S, wide, high)
        tone = tokens.LIGHT.late
        ink.fill(painter, box, tone.tint, tokens.RADIUS, tone.mark)
        ink.write(painter, box.toRect(), self.stamp, face, tone.text, ink.CENTRE)


def _picture(image: Image, ratio: float) -> QPixmap:
    made = QImage(image.data, image.width, image.height, image.stride, QImage.Format.Format_Grayscale8)
    picture = QPixmap.fromImage(made)
    picture.setDevicePixelRatio(ratio)
    return picture

"""看板预览: a board as it will hang on the wall, in the room there is; every figure on it is walked by key and opens its lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bingliang.gui.style import colours

if TYPE_CHECKING:
    from bingliang.gui.backstage import Backstage
    from bingliang.paper.boards.ink import Board, Spot

SETTLE_MS = 120
"""So long nothing is drawn anew while the window is being pulled larger."""
MIDDLE = 128
EMPTY = "没有可以显示的看板。"


def drawn(board: Board, wide: int) -> QImage:
    """画好 on a worker."""
    from bingliang.paper.boards.pixels import picture

    made = picture(board, wide)
    image = QImage(made.data, made.width, made.height, made.stride, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)


class BoardView(QWidget):
    """看板预览: ← → another frame, ↑ ↓ another figure, Enter or a click opens what lies behind it."""

    opened = Signal(object)
    """the Spot that was chosen; its `sources` are lines of the ledger"""
    turned = Signal(int, int)
    """which frame is shown (from 0), of how many"""

    def __init__(self, backstage: Backstage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backstage = backstage
        self._boards: tuple[Board, ...] = ()
        self._picture: QPixmap | None = None
        self._drawn: tuple[int, int] = (-1, 0)
        self.at = 0
        self.spot = -1
        """which figure of the frame is marked; -1: none"""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("看板预览")
        self.setProperty("helpKey", "boards.preview")
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        self._describe()

    @property
    def board(self) -> Board | None:
        """现在的一幅."""
        return self._boards[self.at] if self._boards else None

    @property
    def whole(self) -> bool:
        """画好了: the frame on screen is the one asked for, in its size."""
        return self.board is None or self._drawn == (self.at, self._wanted())

    def show_boards(self, boards: Sequence[Board], at: int = 0) -> None:
        """换上 other boards; the frame stays when they are as many as before."""
        kept = self.at if len(boards) == len(self._boards) and not at else at
        self._boards = tuple(boards)
        self.at, self.spot, self._drawn = min(kept, max(0, len(boards) - 1)), -1, (-1, 0)
        self._turned()

    def go(self, to: int) -> None:
        """换幅, round and round."""
        if self._boards:
            self.at, self.spot = to % len(self._boards), -1
            self._turned()

    def sizeHint(self) -> QSize:
        return QSize(960, 540)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, board = event.key(), self.board
        if board is None:
            event.ignore()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.go(self.at + (1 if key == Qt.Key.Key_Right else -1))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.spot >= 0:
            self.opened.emit(board.spots[self.spot])
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = self._under(event)
        self.setCursor(Qt.CursorShape.PointingHandCursor if spot is not None else Qt.CursorShape.ArrowCursor)
        self.setToolTip(f"{spot.words}：看台账" if spot is not None else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot, board = self._under(event), self.board
        if spot is not None and board is not None and event.button() == Qt.MouseButton.LeftButton:
            self.spot = board.spots.index(spot)
            self._describe()
            self.update()
            self.opened.emit(spot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, board = QPainter(self), self.board
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if board is None:
            painter.setPen(QColor(colours().text2))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, EMPTY)
            return
        place = self.place()
        painter.fillRect(place, QColor(board.ground))
        if self._picture is not None and self._drawn[0] == self.at:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
        if 0 <= self.spot < len(board.spots):
            self._mark(painter, board, place)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours().accent), 2))
            painter.drawRect(place.adjusted(1, 1, -1, -1))

    def place(self) -> QRectF:
        """画在哪里: the whole board in the middle of the room."""
        board = self.board
        if board is None:
            return QRectF(self.rect())
        by = min(self.width() / board.size.wide, self.height() / board.size.high)
        wide, high = board.size.wide * by, board.size.high * by
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def rect_of(self, spot: Spot) -> QRectF:
        """数字在哪里, on this widget."""
        place, board = self.place(), self.board
        by = place.width() / board.size.units[0] if board is not None else 1.0
        return QRectF(place.x() + spot.x * by, place.y() + spot.y * by, spot.wide * by, spot.high * by)

    def _mark(self, painter: QPainter, board: Board, place: QRectF) -> None:
        """选中的数字: a frame of two colours, which is seen on any board."""
        box = self.rect_of(board.spots[self.spot]).intersected(place).adjusted(1, 1, -1, -1)
        dark = QColor(board.ground).lightness() < MIDDLE
        for colour, thick in ((board.ground, 6), ("#FFFFFF" if dark else colours().accent, 3)):
            painter.setPen(QPen(QColor(colour), thick))
            painter.drawRoundedRect(box, 4, 4)

    def _walk(self, step: int) -> None:
        board = self.board
        if board is None or not board.spots:
            return
        count = len(board.spots)
        self.spot = (self.spot + step) % count if self.spot >= 0 else (0 if step > 0 else count - 1)
        self._describe()
        self.update()

    def _under(self, event: QMouseEvent) -> Spot | None:
        board, place = self.board, self.place()
        if board is None or not place.contains(event.position()):
            return None
        at = event.position() - place.topLeft()
        return board.spot_at(at.x() / place.width(), at.y() / place.height())

    def _turned(self) -> None:
        self._describe()
        self._ask()
        self.update()
        if self._boards:
            self.turned.emit(self.at, len(self._boards))

    def _describe(self) -> None:
        """读屏: which frame, which figure, and what is written on it."""
        board = self.board
        if board is None:
            self.setAccessibleDescription(EMPTY)
            return
        marked = f"；{board.spots[self.spot].words}，Enter 看台账" if 0 <= self.spot < len(board.spots) else ""
        head = f"第{self.at + 1}幅，共{len(self._boards)}幅，{board.title}{marked}"
        self.setAccessibleDescription(f"{head}。{'，'.join(board.words)}")

    def _wanted(self) -> int:
        return max(1, round(self.place().width() * self.devicePixelRatioF()))

    def _ask(self) -> None:
        board, at, wide = self.board, self.at, self._wanted()
        if board is None or self._drawn == (at, wide):
            return
        self._backstage.know(self, lambda: drawn(board, wide), lambda image: self._take(image, at, wide), topic="board")

    def _take(self, image: QImage, at: int, wide: int) -> None:
        self._picture, self._drawn = QPixmap.fromImage(image), (at, wide)
        self.update()

"""播放窗: plays frames that are already drawn, one after the other, over a whole screen; it draws nothing itself.

A screen that is taken away hides the window at once, or the system would lay it over another screen, the counter's own;
when a screen is there again, it goes on with the frame at which it stood.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QImage, QKeyEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

BACK = (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Up)
ON = (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Down)
LEAVE = (Qt.Key.Key_Escape, Qt.Key.Key_F11)


class Kiosk(QWidget):
    """播放窗: `shown` when the first frame stands on the screen, `gone` when it has closed."""

    shown = Signal()
    gone = Signal()

    def __init__(self, frames: Sequence[QImage], ground: str, title: str, seconds: int, *, quiet: bool) -> None:
        """`quiet`: it began by itself and takes no keyboard from whoever is typing."""
        super().__init__(None)
        self._frames, self._ground, self._title = tuple(frames), QColor(ground), title
        self._quiet, self._begun = quiet, False
        self.at = 0
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=quiet)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._turn = QTimer(self, interval=seconds * 1000)
        self._turn.timeout.connect(self._next)
        self._screen: QScreen | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._taken_away)
            app.screenAdded.connect(self._given_back)
        self.own: QScreen | None = None
        """the counter's screen, which it may not cover"""

    @property
    def count(self) -> int:
        """几幅."""
        return len(self._frames)

    @property
    def playing(self) -> bool:
        """在播: not halted by the space bar, and on a screen."""
        return self._turn.isActive()

    def play_on(self, screen: QScreen) -> None:
        """播放 on that screen, from the frame at which it stands."""
        self._screen = screen
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        if not self._quiet:
            self.activateWindow()
        self._turn.start()
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in LEAVE:
            self.close()
        elif key in ON:
            self._go(self.at + 1)
        elif key in BACK:
            self._go(self.at - 1)
        elif key == Qt.Key.Key_Space:
            self._turn.stop() if self._turn.isActive() else self._turn.start()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, frame = QPainter(self), self._frames[self.at]
        painter.fillRect(self.rect(), self._ground)
        fitted = frame.size().scaled(self.size() * self.devicePixelRatio(), Qt.AspectRatioMode.KeepAspectRatio)
        size = fitted / self.devicePixelRatio()
        target = self.rect()
        target.setSize(size)
        target.moveCenter(self.rect().center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=fitted != frame.size())
        painter.drawImage(target, frame)
        painter.end()
        if not self._begun:
            self._begun = True
            self.shown.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._turn.stop()
        super().closeEvent(event)
        self.gone.emit()

    def _go(self, to: int) -> None:
        self.at = to % len(self._frames)
        if self._turn.isActive():
            self._turn.start()
        self._tell()
        self.update()

    def _next(self) -> None:
        """The last one closes the window: it is played once."""
        if self.at + 1 == len(self._frames):
            self.close()
        else:
            self._go(self.at + 1)

    def _tell(self) -> None:
        self.setAccessibleDescription(f"第{self.at + 1}幅，共{len(self._frames)}幅")

    def _taken_away(self, screen: QScreen) -> None:
        if screen is self._screen:
            self._screen = None
            self._turn.stop()
            self.hide()

    def _given_back(self, screen: QScreen) -> None:
        if self._screen is None and screen is not self.own:
            self.play_on(screen)

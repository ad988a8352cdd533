"""日日播: draws the frames of an issue on the worker and plays them on the chosen screen, never over the counter's own unasked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QImage, QScreen
from PySide6.QtWidgets import QWidget

from bingliang.gui.boards.kiosk import Kiosk

if TYPE_CHECKING:
    from bingliang.boards.daily_broadcast import Issue
    from bingliang.gui.page import Frame
    from bingliang.paper.boards.ink import Board

NO_SCREEN = "到了日日播的时刻，没有可以播放的屏幕：只有窗口自己的这一块，不遮住它。请接上另一块屏幕，或者按 F11 在这一块上播放。"
MOST_PIXELS = 4_000_000
"""A frame is drawn no larger and then enlarged: twenty frames of a 4K screen would take half a gigabyte."""
Begun = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Reel:
    """一次播放的画面, drawn: the frames in the pixels of the screen, their ground, how long each stands."""

    frames: tuple[QImage, ...]
    ground: str
    title: str
    seconds: int


def play(frame: Frame, issue: Issue, slot: str = "", begun: Begun | None = None) -> None:
    """播放 an issue once; `slot` is the time of the schedule that began it, empty for whoever pressed the key.

    `begun` is called when the first frame stands on the screen. What plays already is left for the new one.
    """
    window = cast("QWidget", frame)
    playing = window.findChild(Playing) or Playing(frame, window)
    playing.begin(issue, by_hand=not slot, begun=begun)


def screen_for(own: QScreen, named: str, *, by_hand: bool) -> QScreen | None:
    """哪一块屏幕: the one that the settings name or number, else one that the counter is not on; its own only by hand, or
    when it is named.
    """
    screens = QGuiApplication.screens()
    told = (one for at, one in enumerate(screens, start=1) if named and named in (one.name(), str(at)))
    chosen = next(told, None)
    other = next((one for one in screens if one is not own), None)
    return chosen or other or (own if by_hand else None)


def reel(boards: Sequence[Board], title: str, seconds: int) -> Reel:
    """画好 on a worker: nothing is left to do on the screen's thread but to show them."""
    from bingliang.paper.boards.pixels import pictures

    frames = tuple(
        QImage(one.data, one.width, one.height, one.stride, QImage.Format.Format_RGB888).convertToFormat(
            QImage.Format.Format_RGB32
        )
        for one in pictures(boards)
    )
    return Reel(frames, boards[0].ground, title, seconds)


def _drawn(issue: Issue, wide: int, high: int) -> Reel:
    from bingliang.paper.boards import daily, sizes

    by = min(1.0, (MOST_PIXELS / (wide * high)) ** 0.5)
    size = sizes.nearest(round(wide * by), round(high * by))
    title = f"日日播 {issue.header.period_name}旬报{issue.header.name}"
    return reel(daily.frames(issue, size), title, daily.SECONDS)


class Playing(QObject):
    """播放 from one window: one at a time."""

    def __init__(self, frame: Frame, window: QWidget) -> None:
        super().__init__(window)
        self._frame, self._window = frame, window
        self.kiosk: Kiosk | None = None
        window.destroyed.connect(self._leave)

    def begin(self, issue: Issue, *, by_hand: bool, begun: Begun | None = None) -> None:
        """开始: choose the screen, have the frames drawn for its pixels, show them."""
        screen = self._screen(by_hand=by_hand)
        if screen is None:
            self._frame.say(NO_SCREEN)
            return
        pixels = screen.size() * screen.devicePixelRatio()
        self._frame.backstage.outside(
            self,
            lambda: _drawn(issue, pixels.width(), pixels.height()),
            lambda made: self._show(made, by_hand=by_hand, begun=begun),
        )

    def _screen(self, *, by_hand: bool) -> QScreen | None:
        return screen_for(self._window.screen(), self._frame.settings.board_screen, by_hand=by_hand)

    def _show(self, made: Reel, *, by_hand: bool, begun: Begun | None) -> None:
        """The screen is chosen anew: it may have been taken away while the frames were drawn."""
        screen = self._screen(by_hand=by_hand)
        if screen is None:
            self._frame.say(NO_SCREEN)
            return
        self._leave()
        kiosk = Kiosk(made.frames, made.ground, made.title, made.seconds, quiet=not by_hand)
        if not by_hand:
            kiosk.own = self._window.screen()
            if self._window.isActiveWindow():
                # Where the system lets no window refuse the keyboard, it goes back at once to whoever is typing.
                kiosk.shown.connect(self._window.activateWindow)
        if begun is not None:
            kiosk.shown.connect(begun)
        kiosk.gone.connect(self._gone)
        self.kiosk = kiosk
        kiosk.play_on(screen)

    def _leave(self) -> None:
        if self.kiosk is not None:
            self.kiosk.close()

    def _gone(self) -> None:
        kiosk, self.kiosk = self.kiosk, None
        if kiosk is not None:
            kiosk.deleteLater()
        if shiboken6.isValid(self._window) and self._window.isVisible():
            self._window.activateWindow()

"""键盘: the one key table bound to a window: one shortcut for each sequence, and the room on screen decides what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from bingliang.gui import keys
from bingliang.gui.keys import Place

if TYPE_CHECKING:
    from bingliang.gui.window import Window

Act = Callable[[], None]


class Keyboard:
    """键盘 of one window; Esc, F5, F6, F8 and the ways into rooms are its own, the rest is the page's."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def bind(self) -> None:
        """One shortcut for each sequence of the table."""
        bound: dict[str, list[tuple[keys.Key, str]]] = {}
        for key in keys.table():
            for sequence, name in () if key.own else key.bindings():
                bound.setdefault(sequence, []).append((key, name))
        for sequence, meanings in bound.items():
            shortcut = QShortcut(QKeySequence(sequence, QKeySequence.SequenceFormat.PortableText), self._window)
            shortcut.activated.connect(partial(self._press, meanings))

    def _press(self, meanings: list[tuple[keys.Key, str]]) -> None:
        # the room's own meaning of a key goes first, then one it shares with another room, then what holds everywhere
        here = self._window.place
        nearest = sorted(meanings, key=lambda one: (one[0].place is Place.EVERYWHERE, one[0].place is not here))
        for key, name in nearest:
            if (act := self.answer(key, name)) is not None:
                if key.name != "back":  # Esc knows by itself what it closes
                    self._window.notice.pass_by()
                act()
                return

    def answer(self, key: keys.Key, name: str) -> Act | None:
        """这个键现在做什么; None where it does nothing. The page goes first; behind the palette nothing is done."""
        window = self._window
        if window.aids.covering:
            return self._own().get(name) if name in ("back", "palette", "help") else None
        return window.page.keys().get(name) or (self._own().get(name) if keys.works_in(key, window.place) else None)

    def _own(self) -> Mapping[str, Act]:
        """What the window itself does for a key, in whatever room."""
        window = self._window
        return {
            **{
                f"go_{place.name.lower()}": partial(window.go, place)
                for place in Place
                if place is not Place.EVERYWHERE
            },
            **{f"system/{no}": partial(self._system, no) for no in range(1, 9)},
            **window.aids.keys(),
            "back": window.escape,
            "leave_seat": window.leaving.emit,
            "refresh": window.refresh,
            "print": self._print,
            "print_choose": self._print_elsewhere,
            "lead": self._lead,
            "pane": partial(self._pane, 1),
            "pane_back": partial(self._pane, -1),
        }

    def _print(self) -> None:
        self._window.printing.print_last()  # made only now: it looks for the printers

    def _print_elsewhere(self) -> None:
        self._window.printing.choose()

    def _lead(self) -> None:
        from bingliang.gui.leading import lead

        lead(self._window)

    def _system(self, no: int) -> None:
        """第几项制度 of the project whose case is on screen, else of the one looked at last."""
        window = self._window
        case = None
        if window.place is Place.CASE:
            case = window.case_page.case
        elif window.place is Place.WORKLIST:
            case = window.worklist.detail.case
        stream = case.stream if case is not None else ""
        window.go(Place.OVERVIEW, f"{stream}#{no}")

    def _pane(self, step: int) -> None:
        panes = [pane for pane in self._window.panes() if pane.isVisibleTo(self._window)]
        focus = QApplication.focusWidget()
        at = next((at for at, pane in enumerate(panes) if focus is pane or (focus and pane.isAncestorOf(focus))), -step)
        if panes:
            panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

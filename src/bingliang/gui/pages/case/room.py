"""办件: one case over the whole window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.errands import go_on
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.case.page import CasePage


class CaseRoom(Page):
    """办件: the case page with room to breathe; `enter` takes its stream, with `#n` the line of it to point at."""

    place = Place.CASE

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self.case = CasePage(frame, full=True)
        margins = QVBoxLayout(self)
        margins.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        margins.addWidget(self.case)

    def enter(self, subject: str = "") -> None:
        stream, _, line = subject.partition("#")
        self.case.show_stream(stream)
        self.case.chart.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if line.isdecimal():
            self.case.point_at(int(line))

    def refresh(self) -> None:
        self.case.refresh()

    def panes(self) -> list[QWidget]:
        return self.case.panes()

    def keys(self) -> Mapping[str, Callable[[], None]]:
        case = self.case.case
        own = self.case.keys()
        if case is None or "acts" not in own:  # something stands over the page
            return own
        online = {"go_online": partial(self.frame.go, Place.ONLINE, case.filing)} if case.filing else {}
        bag = {"go_bags": partial(self.frame.go, Place.BAGS, case.stream)}
        return {"next_firm": partial(go_on, self.frame, case.stream), **online, **bag, **own}

    def scanned(self, code: str) -> bool:
        """扫码: a shelf puts the bag of this case away, a borrower takes it; every other code is the window's."""
        return self.case.acts.scanned(code)

    def ask_commands(self, then: Callable[[Sequence[Command]], None]) -> None:
        self.case.acts.ask_commands(lambda acts: then([*acts, *self._errand(), *self._complaint()]))

    def _errand(self) -> Sequence[Command]:
        """同一来访: the next enterprise of who handed this in, and the visit it came with."""
        case = self.case.case
        if case is None:
            return ()
        further = Command("同一来访，下一家", partial(go_on, self.frame, case.stream), "Ctrl+Shift+N", group="办理")
        if not case.errand:
            return (further,)
        return (further, Command("看这次来访的各件", partial(self.frame.go, Place.FIND, case.errand), group="办理"))

    def _complaint(self) -> Sequence[Command]:
        """投诉登记 about this case, with its number filled in."""
        case = self.case.case
        if case is None:
            return ()
        go = partial(self.frame.go, Place.ENQUIRIES, f"投诉登记={case.code}")
        return [Command("投诉登记（针对本件）", go, note=case.code, group="办理")]

    def escape(self) -> bool:
        return self.case.escape()

    def unsaved(self) -> str:
        return self.case.unsaved()

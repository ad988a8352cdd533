"""请企业评价: one key of the clerk opens the enterprise's own window; pressed again, it closes it. The answer is never shown here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QObject

from bingliang.desk.rating import ratings
from bingliang.desk.rating import terms as rating_terms
from bingliang.gui.customer import CustomerWindow
from bingliang.gui.printable import rating_slip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from bingliang.desk.rating.ratings import Verdict
    from bingliang.gui.page import Frame
    from bingliang.gui.source import Desk

CLOSED = "评价屏已经关闭。"
Waits = tuple[int, int]
"""How many seconds the window waits for a touch, and in how many workdays a bad rating is answered."""


class Inviting(QObject):
    """请企业评价 from one page."""

    def __init__(self, frame: Frame, page: QWidget) -> None:
        super().__init__(page)
        self._frame, self._page = frame, page
        self.window: CustomerWindow | None = None

    def invite(self, stream: str, no: int = 0) -> None:
        """请企业评价 the service given last; while the window stands, close it."""
        if self.window is not None:
            self.window.close()
            self._frame.tell(CLOSED)
            return
        request = uuid4().hex

        def asked(counter: Desk) -> tuple[Mapping[str, Any], Waits]:
            told = ratings.invite(counter.desk, request, stream, no)
            return told, _waits(counter)

        self._frame.backstage.act(self, asked, self._opened)

    def print_slip(self, stream: str, no: int = 0) -> None:
        """打印评价单 of the service given last, for an enterprise that will rate later by its code."""
        request = uuid4().hex
        self._frame.backstage.act(
            self,
            lambda counter: str(ratings.invite(counter.desk, request, stream, no)["code"]),
            lambda code: self._frame.printing.print_loose((f"invitation/{code}", 0), partial(rating_slip, code=code)),
        )

    def by_code(self) -> None:
        """凭码评价: the window with its keypad, for whoever comes with a slip."""
        if self.window is None:
            self._frame.backstage.ask(self, _waits, self._stand_by_code, topic="by_code")

    def _opened(self, answer: tuple[Mapping[str, Any], Waits]) -> None:
        told, waits = answer
        window = self._stand(waits, by_code=False)
        window.ask(str(told["code"]), str(told["subject"]), str(told["service"]))
        self._frame.tell(f"已在评价屏上请企业评价“{told['subject']}”；再按一次关闭。评价码 {told['code']}。")

    def _stand_by_code(self, waits: Waits) -> None:
        if self.window is None:
            self._stand(waits, by_code=True)

    def _stand(self, waits: Waits, *, by_code: bool) -> CustomerWindow:
        heading = self._frame.heading
        window = CustomerWindow(heading.zone_name if heading is not None else "", *waits, by_code=by_code)
        window.given.connect(self._given)
        window.coded.connect(self._coded)
        window.gone.connect(self._gone)
        self.window = window
        window.show_beside(self._page.window())
        return window

    def _coded(self, code: str) -> None:
        def asked(counter: Desk) -> tuple[str, str, str]:
            with counter.desk.store.look() as look:
                found = ratings.invitation(look, code)
            return found.code, found.subject, found.service

        self._frame.backstage.ask(self, asked, self._found, topic="code", refused=self._refused)

    def _found(self, asked: tuple[str, str, str]) -> None:
        if self.window is not None:
            self.window.ask(*asked)

    def _given(self, request: str, code: str, verdict: Verdict) -> None:
        self._frame.backstage.act(
            self,
            lambda counter: ratings.rate(counter.desk, request, code, verdict),
            lambda answer: self._thank(bad=bool(answer["bad"])),
            refused=self._refused,
            failed=lambda _: self._refused("暂时没有存上，请稍后再评，或者把评价单投入评价箱。"),
        )

    def _thank(self, *, bad: bool) -> None:
        if self.window is not None:
            self.window.thank(bad=bad)

    def _refused(self, sentence: str) -> None:
        if self.window is not None:
            self.window.refuse(sentence)

    def _gone(self) -> None:
        self.window = None


def _waits(counter: Desk) -> Waits:
    with counter.desk.store.look() as look:
        catalogue = look.loaded("catalogue")
        return rating_terms.seconds(catalogue), rating_terms.terms(catalogue).contact_days

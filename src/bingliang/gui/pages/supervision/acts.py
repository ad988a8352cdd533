"""督办的办理: the menu of what can be done about a matter, and the sheet that does it; 考核公布 by the same sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bingliang.desk.supervision.assessing import publish_form, stream_of_period
from bingliang.desk.supervision.script import SUPERVISION, Subject, form_of, offers_of
from bingliang.gui.acting import Acting
from bingliang.gui.page import Command
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.act_menu import why
from bingliang.mechanism.supervision import Period

if TYPE_CHECKING:
    from bingliang.desk.acts.offers import Offer


class SupervisionActs(Acting[Subject]):
    """督办的办理 of the matter in hand."""

    def answer(self, row: Subject) -> None:
        """办理 what comes next; when that is another post's, it is said whose."""
        self._ask(row, self._next)

    def menu(self, row: Subject) -> None:
        """办理菜单: everything, what this post may not do greyed with the post that may."""
        self._ask(row, self._every)

    def publish(self, written: str) -> None:
        """公布一期考核."""
        self._ask_form(stream_of_period(Period.of(written)), lambda counter: publish_form(counter.desk, written))

    def ask_commands(self, row: Subject | None, then: Callable[[Sequence[Command]], None]) -> None:
        """命令面板里的办理."""
        if row is None or self.keys() is not None:
            then(())
            return

        def take(found: tuple[Offer, ...]) -> None:
            group = f"督办 · {row.title}"
            then([Command(one.title, partial(self._open, row, one), "", why(one), row.about, group) for one in found])

        self._offers(row, take, "commands")

    def _offers(self, row: Subject, then: Callable[[tuple[Offer, ...]], None], topic: str) -> None:
        self._frame.backstage.ask(self, lambda counter: offers_of(counter.desk, row), then, topic=topic)

    def _ask(self, row: Subject, then: Callable[[Subject, tuple[Offer, ...]], None]) -> None:
        self._offers(row, lambda found: then(row, found), "offers")

    def _next(self, row: Subject, found: tuple[Offer, ...]) -> None:
        natural = next((one for one in found if one.natural), None)
        if natural is not None:
            self._open(row, natural)
        else:
            self._every(row, found)

    def _every(self, row: Subject, found: tuple[Offer, ...]) -> None:
        self._open_menu(row, row.title, found)

    def _open(self, row: Subject, offer: Offer) -> None:
        self._ask_form(row.stream, lambda counter: form_of(counter.desk, row, offer))

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, SUPERVISION)

"""移交的办理: what can be done to a list of handed-over cases, to a pair of A/B角, and to the cases chosen in a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bingliang.desk.handover import deputy_forms
from bingliang.desk.handover.deputy_forms import DEPUTIES, DeputyRow
from bingliang.desk.handover.forms import HANDOVERS, form_of, offers
from bingliang.desk.handover.view import HandoverRow
from bingliang.gui.acting import Acting
from bingliang.gui.page import Command
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.act_menu import why

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.offers import Offer
    from bingliang.desk.acts.rehearsal import Done
    from bingliang.gui.page import Page


class HandoverActs(Acting[HandoverRow]):
    """一份移交的办理."""

    def __init__(self, page: Page, done: Callable[[str], None]) -> None:
        super().__init__(page)
        self._after = done

    def answer(self, row: HandoverRow) -> None:
        """办理 what comes next; when that is somebody else's, the menu says whose."""
        self._ask(row, partial(self._next, row), "offers")

    def menu(self, row: HandoverRow) -> None:
        """办理菜单."""
        self._ask(row, partial(self._every, row), "offers")

    def ask_commands(self, row: HandoverRow | None, then: Callable[[Sequence[Command]], None]) -> None:
        """命令面板里的办理."""
        if row is None or self.keys() is not None:
            then(())
            return
        group = f"移交 · {row.number}"
        self._ask(
            row,
            lambda found: then([Command(one.title, partial(self._open, row, one), "", why(one), row.sender, group) for one in found]),
            "commands",
        )  # fmt: skip

    def _ask(self, row: HandoverRow, then: Callable[[tuple[Offer, ...]], None], topic: str) -> None:
        self._frame.backstage.ask(self, lambda counter: offers(counter.desk, row.stream), then, topic=topic)

    def _next(self, row: HandoverRow, found: tuple[Offer, ...]) -> None:
        natural = next((one for one in found if one.natural), None)
        if natural is not None:
            self._open(row, natural)
        else:
            self._every(row, found)

    def _every(self, row: HandoverRow, found: tuple[Offer, ...]) -> None:
        self._open_menu(row, f"{row.number} {row.sender}移交{row.receiver}", found)

    def _open(self, row: HandoverRow, offer: Offer) -> None:
        self._ask_form(row.stream, lambda counter: form_of(counter.desk, offer.name, row.stream))

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, HANDOVERS)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        self._after(str(done.answer["streams"][0]))


class ChosenActs(Acting[tuple[str, ...]]):
    """所选办件的移交, over a list of cases or tasks."""

    def hand_over(self, streams: Sequence[str]) -> None:
        """打开办理单 for the cases chosen."""
        chosen = tuple(dict.fromkeys(streams))
        self._ask_form("", lambda counter: form_of(counter.desk, "hand_over", streams=chosen))

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, HANDOVERS)


class DeputyActs(Acting[DeputyRow]):
    """A/B角的办理."""

    def __init__(self, page: Page, done: Callable[[int], None]) -> None:
        super().__init__(page)
        self._after = done

    def add(self) -> None:
        """A/B角登记."""
        self._ask_form("", lambda counter: deputy_forms.form_of(counter.desk, "appoint_deputy"))

    def menu(self, row: DeputyRow) -> None:
        """办理菜单."""
        self._frame.backstage.ask(
            self,
            lambda counter: deputy_forms.offers(counter.desk, row.no),
            lambda found: self._open_menu(row, f"{row.second}代{row.first}", found),
            topic="offers",
        )

    def _open(self, row: DeputyRow, offer: Offer) -> None:
        self._ask_form(row.stream, lambda counter: deputy_forms.form_of(counter.desk, offer.name, row.no))

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, DEPUTIES)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        self._after(int(done.answer.get("no", 0)))

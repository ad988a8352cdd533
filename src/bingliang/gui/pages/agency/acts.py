"""全程代办的办理: the menu of what can be done to the entrustment or post in hand, and the sheet on which it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bingliang.desk.agency.forms import TITLES, form_of, offers
from bingliang.desk.agency.listing import AgencyRow, Sort
from bingliang.desk.agency.script import AGENCY
from bingliang.gui.acting import Acting
from bingliang.gui.page import Command
from bingliang.gui.sheet import Sheet

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.offers import Offer
    from bingliang.desk.acts.rehearsal import Done
    from bingliang.gui.page import Page

NEW = frozenset({"entrust", "open_agent_post"})
"""Acts that make a row of their own."""


class AgencyActs(Acting[AgencyRow]):
    """全程代办的办理 of the page's current row."""

    def __init__(self, page: Page, done: Callable[[str], None]) -> None:
        super().__init__(page)
        self._after = done

    def menu(self, row: AgencyRow) -> None:
        """办理菜单 of one row; a gap has no acts of its own."""
        self._ask(row, lambda found: self._open_menu(row, row.upper, found))

    def ask_commands(self, row: AgencyRow | None, then: Callable[[Sequence[Command]], None]) -> None:
        """命令面板里的办理: what is new, then those of the current row with what forbids them."""
        if self.keys() is not None:
            then(())
            return
        new = [
            Command(TITLES[name][1], partial(self.open, name), cap)
            for name, cap in (("entrust", "Ins"), ("open_agent_post", ""))
        ]
        if row is None or row.sort is Sort.GAP:
            then(new)
            return
        group = f"办理 · {row.upper}"
        self._ask(
            row,
            lambda found: then(
                [
                    Command(one.title, partial(self.open, one.name, row), "", one.forbidden, row.number, group)
                    for one in found
                ]
                + new
            ),
        )

    def _ask(self, row: AgencyRow, then: Callable[[tuple[Offer, ...]], None]) -> None:
        stream = row.stream
        self._frame.backstage.ask(self, lambda counter: offers(counter.desk, stream), then, topic="agency offers")

    def open(self, name: str, row: AgencyRow | None = None, *, about: str = "") -> None:
        """打开办理单; without a row, one that is about nothing yet."""
        stream = row.stream if row is not None else ""
        self._ask_form(stream, lambda counter: form_of(counter.desk, name, stream, about=about))

    def _open(self, row: AgencyRow, offer: Offer) -> None:
        self.open(offer.name, row)

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, AGENCY)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        self._after(str(done.answer["streams"][0]) if form.name in NEW else "")

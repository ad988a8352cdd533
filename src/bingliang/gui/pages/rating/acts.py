"""评议的办理: the menu of what can be done about a row, and the sheet that does it; Enter goes to what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bingliang.desk.rating.forms import form_of, offers
from bingliang.desk.rating.script import RATINGS
from bingliang.gui.acting import Acting
from bingliang.gui.page import Command
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.act_menu import why

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.offers import Offer
    from bingliang.desk.acts.rehearsal import Done
    from bingliang.desk.rating.view import RatingRow
    from bingliang.gui.page import Page

NEW = frozenset({"enter_comment", "publish_comments"})
"""Acts that make a row of their own."""


class RatingActs(Acting["RatingRow"]):
    """评议的办理 of the row in hand."""

    def __init__(self, page: Page, done: Callable[[str], None]) -> None:
        super().__init__(page)
        self._after = done

    def answer(self, row: RatingRow) -> None:
        """办理 what comes next; when that is another post's, the menu says whose."""
        self._offers(row, partial(self._next, row), "offers")

    def menu(self, row: RatingRow) -> None:
        """办理菜单: everything, what this post may not do greyed with the reason."""
        self._offers(row, partial(self._every, row), "offers")

    def open(self, name: str, row: RatingRow | None = None) -> None:
        """打开办理单; without a row, one that is about none yet."""
        stream = row.stream if row is not None else ""
        self._ask_form(stream, lambda counter: form_of(counter.desk, name, row))

    def ask_commands(self, row: RatingRow | None, then: Callable[[Sequence[Command]], None]) -> None:
        """命令面板里的办理."""
        if row is None or self.keys() is not None:
            then(())
            return

        def take(found: tuple[Offer, ...]) -> None:
            group = f"评议 · {row.title}"
            then([Command(one.title, partial(self._open, row, one), "", why(one), row.about, group) for one in found])

        self._offers(row, take, "commands")

    def _offers(self, row: RatingRow, then: Callable[[tuple[Offer, ...]], None], topic: str) -> None:
        self._frame.backstage.ask(self, lambda counter: offers(counter.desk, row), then, topic=topic)

    def _next(self, row: RatingRow, found: tuple[Offer, ...]) -> None:
        natural = next((one for one in found if one.natural), None)
        if natural is not None:
            self._open(row, natural)
        else:
            self._every(row, found)

    def _every(self, row: RatingRow, found: tuple[Offer, ...]) -> None:
        self._open_menu(row, row.title, found)

    def _open(self, row: RatingRow, offer: Offer) -> None:
        self.open(offer.name, row)

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, RATINGS)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        self._after(str(done.answer["streams"][0]) if form.name in NEW else "")

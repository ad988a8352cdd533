"""督办的办理: the menu of what can be done about a matter, and the sheet that does it; 考核公布 by the same sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from bingliang.desk.act_forms import form_of
from bingliang.desk.assessing import publish_form, stream_of_period
from bingliang.desk.supervision_deeds import matter_offers
from bingliang.gui.page import Command
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.act_menu import ActMenu, why
from bingliang.mechanism.supervision import Period

if TYPE_CHECKING:
    from bingliang.desk.act_fields import ActForm
    from bingliang.desk.matters import MatterRow
    from bingliang.desk.offers import Offer
    from bingliang.desk.rehearsal import Done
    from bingliang.gui.page import Page


class SupervisionActs(QObject):
    """督办的办理 of the matter in hand."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._frame = page, page.frame
        self._row: MatterRow | None = None
        self._menu: ActMenu | None = None
        self._sheet: Sheet | None = None

    def keys(self) -> Mapping[str, Callable[[], None]] | None:
        """按键 while something stands over the page; None while nothing does."""
        if self._sheet is not None and self._sheet.isVisible():
            return {"confirm": self._sheet.confirm}
        return {} if self._menu is not None and self._menu.isVisible() else None

    def escape(self) -> bool:
        """Esc: closes what is open."""
        if self._menu is not None and self._menu.isVisible():
            self._menu.lift()
            return True
        if self._sheet is not None and self._sheet.isVisible():
            self._sheet.cancel()
            return True
        return False

    def unsaved(self) -> str:
        """未办完的办理单."""
        return self._sheet.unsaved() if self._sheet is not None and self._sheet.isVisible() else ""

    def answer(self, row: MatterRow) -> None:
        """办理 what comes next; when that is another post's, it is said whose."""
        self._ask(row, self._next)

    def menu(self, row: MatterRow) -> None:
        """办理菜单: everything, what this post may not do greyed with the post that may."""
        self._ask(row, self._open_menu)

    def publish(self, written: str) -> None:
        """公布一期考核."""
        self._frame.backstage.ask(
            self,
            lambda counter: publish_form(counter.desk, written),
            lambda form: self._open_sheet(stream_of_period(Period.of(written)), form),
            topic="form",
            refused=self._frame.say,
        )

    def ask_commands(self, row: MatterRow | None, then: Callable[[Sequence[Command]], None]) -> None:
        """命令面板里的办理."""
        if row is None or self.keys() is not None:
            then(())
            return

        def take(found: tuple[Offer, ...]) -> None:
            group = f"督办 · {row.item}"
            then([Command(one.title, partial(self._open, row, one), "", why(one), row.project, group) for one in found])

        self._offers(row, take, "commands")

    def _offers(self, row: MatterRow, then: Callable[[tuple[Offer, ...]], None], topic: str) -> None:
        self._frame.backstage.ask(
            self, lambda counter: matter_offers(counter.desk, row.stream, row.no, row.state), then, topic=topic
        )

    def _ask(self, row: MatterRow, then: Callable[[MatterRow, tuple[Offer, ...]], None]) -> None:
        self._row = row
        self._offers(row, lambda found: then(row, found), "offers")

    def _next(self, row: MatterRow, found: tuple[Offer, ...]) -> None:
        natural = next((one for one in found if one.natural), None)
        if natural is not None:
            self._open(row, natural)
        else:
            self._open_menu(row, found)

    def _open_menu(self, row: MatterRow, found: tuple[Offer, ...]) -> None:
        if self._menu is None:
            self._menu = ActMenu(self._page)
            self._menu.chosen.connect(self._chosen)
        self._menu.open(row.item, found)

    def _chosen(self, offer: Offer) -> None:
        if self._row is not None:
            self._open(self._row, offer)

    def _open(self, row: MatterRow, offer: Offer) -> None:
        self._frame.backstage.ask(
            self,
            lambda counter: form_of(counter.desk, row.stream, offer),
            lambda form: self._open_sheet(row.stream, form),
            topic="form",
            refused=self._frame.say,
        )

    def _open_sheet(self, stream: str, form: ActForm) -> None:
        if self._sheet is None:
            self._sheet = Sheet(self._frame, self._page)
            self._sheet.done.connect(self._done)
        self._sheet.open(stream, form)

    def _done(self, form: ActForm, done: Done) -> None:
        self._frame.tell(f"“{form.title}”已办理：{form.subject}。{done.sentence}")

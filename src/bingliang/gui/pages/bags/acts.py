"""材料袋的办理: the acts of a bag on the sheet of its case; what is scanned is put into the sheet, or opens the one it asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bingliang.desk.acts.fields import prefilled
from bingliang.desk.acts.forms import form_of
from bingliang.desk.acts.offers import Offer, offers
from bingliang.desk.bags.scanning import FIELDS, Kind, Scan
from bingliang.gui.acting import Acting
from bingliang.gui.page import Command
from bingliang.gui.widgets.act_menu import why

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.rehearsal import Done
    from bingliang.desk.bags.view import BagRow
    from bingliang.gui.page import Page

SHELVE, LEND, PASS, RETURN, CHECK, GIVE_BACK = (
    "shelve_bag", "lend_bag", "pass_bag", "return_bag", "check_originals", "return_kept",
)  # fmt: skip
ACTS = (SHELVE, LEND, PASS, RETURN, CHECK, GIVE_BACK)


class BagActs(Acting["BagRow"]):
    """一只材料袋的办理."""

    def __init__(self, page: Page, done: Callable[[str], None]) -> None:
        super().__init__(page)
        self._after = done
        self._asked: dict[str, str] = {}

    def answer(self, row: BagRow) -> None:
        """办理 what comes next: a bag that is out comes back, one that stands nowhere is put away; else the menu."""
        self._ask(row, lambda found: self._named(row, found, RETURN if row.holder else "" if row.shelf else SHELVE))

    def menu(self, row: BagRow) -> None:
        """办理菜单."""
        self._ask(row, partial(self._every, row))

    def take(self, row: BagRow, scan: Scan) -> None:
        """扫了架位或领取卡: the sheet it belongs to, with it filled in."""
        name = LEND if scan.kind is Kind.BORROWER else RETURN if row.holder else SHELVE
        given = {FIELDS[scan.kind]: scan.name}
        self._ask(row, lambda found: self._named(row, found, name, given))

    def put(self, scan: Scan) -> bool:
        """填进办理单: True when the sheet that stands open has a field for it."""
        if self._sheet is None or not self._sheet.isVisible() or scan.kind is Kind.BAG:
            return False
        return self._sheet.fields.put(FIELDS[scan.kind], scan.name)

    @property
    def sheet_open(self) -> bool:
        """办理单开着."""
        return self._sheet is not None and self._sheet.isVisible()

    def ask_commands(self, row: BagRow | None, then: Callable[[Sequence[Command]], None]) -> None:
        """命令面板里的办理."""
        if row is None or self.keys() is not None:
            then(())
            return

        def take(found: tuple[Offer, ...]) -> None:
            group = f"材料袋 · {row.number}"
            then([Command(one.title, partial(self._open, row, one), "", why(one), row.project, group) for one in found])

        self._ask(row, take, topic="commands")

    def _ask(self, row: BagRow, then: Callable[[tuple[Offer, ...]], None], *, topic: str = "offers") -> None:
        stream = row.stream
        self._frame.backstage.ask(
            self,
            lambda counter: tuple(one for one in offers(counter.desk, stream).case if one.name in ACTS),
            then,
            topic=topic,
        )

    def _named(self, row: BagRow, found: Sequence[Offer], name: str, given: dict[str, str] | None = None) -> None:
        offer = next((one for one in found if one.name == name), None)
        if offer is None:
            self._every(row, found)
        elif not offer.allowed:
            self._frame.say(why(offer))
        else:
            self._asked = given or {}
            self._open(row, offer)

    def _every(self, row: BagRow, found: Sequence[Offer]) -> None:
        self._open_menu(row, f"{row.number} {row.project}", found)

    def _open(self, row: BagRow, offer: Offer) -> None:
        given, self._asked = self._asked, {}
        self._ask_form(row.stream, lambda counter: prefilled(form_of(counter.desk, row.stream, offer), given))

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        self._after(str(done.answer["stream"]))

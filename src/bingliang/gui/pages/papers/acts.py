"""文书页的办理: the menu of what is decided about papers and is about no case, and the sheet that does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bingliang.desk.acts.offers import Group, Offer
from bingliang.desk.papers import blanks, hand_slips
from bingliang.desk.papers.room import ORDER, PAPER_ROOM, form_of
from bingliang.gui.acting import Acting
from bingliang.gui.page import Command
from bingliang.gui.printable import slip_sheet
from bingliang.gui.sheet import Sheet
from bingliang.ledger.acts import ACTS

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.rehearsal import Done
    from bingliang.gui.page import Page

PRINT = "打印备用手工凭证"


class PaperActs(Acting[str]):
    """文书页的办理; on another page the sheet alone (批准留空手填, where the sign is told)."""

    def __init__(self, page: Page, done: Callable[[], None] | None = None) -> None:
        super().__init__(page)
        self._after = done

    def menu(self) -> None:
        """办理菜单."""
        offers = [
            Offer(name, name, ACTS[name].title, Group.HANDLING, None, natural=name == ORDER[0],
                  safe=name != hand_slips.VOID)
            for name in ORDER
        ]  # fmt: skip
        self._open_menu("", "文书", offers)

    def commands(self) -> Sequence[Command]:
        """命令面板里的办理."""
        acts = [Command(ACTS[name].title, partial(self.open, name), group="文书的办理") for name in ORDER]
        return [*acts, Command(PRINT, self.print_slips, group="文书的办理")]

    def open(self, name: str, given: str = "") -> None:
        """打开办理单."""
        self._ask_form("", lambda counter: form_of(counter.desk, name, given=given))

    def leave_blank(self, signs: str = "") -> None:
        """批准留空手填, with the signs that could not be printed already filled in."""
        self.open(blanks.ACT, signs)

    def print_slips(self, numbers: Sequence[str] = ()) -> None:
        """打印备用凭证: those just reserved, or every one of this year and the last that is still in reserve."""
        first = numbers[0] if numbers else ""
        self._frame.printing.print_loose((f"slips/{first}", -1), lambda desk: slip_sheet(desk, numbers))

    def _open(self, row: str, offer: Offer) -> None:
        del row
        self.open(offer.name)

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, PAPER_ROOM)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        if form.name == hand_slips.RESERVE:
            self.print_slips(tuple(done.answer["numbers"]))
        if self._after is not None:
            self._after()

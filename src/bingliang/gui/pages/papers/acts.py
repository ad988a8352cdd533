"""文书页的办理: the menu of what can be done with the paper in hand and of what is about no paper, and the sheet that does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bingliang.desk.acts.offers import Group, Offer
from bingliang.desk.papers import blanks, hand_slips, of_paper
from bingliang.desk.papers.room import ORDER, PAPER_ROOM, form_of
from bingliang.gui.acting import Acting
from bingliang.gui.page import Command
from bingliang.gui.printable import slip_sheet
from bingliang.gui.sheet import Sheet
from bingliang.ledger.acts import ACTS

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.rehearsal import Done
    from bingliang.desk.rows import PaperRow
    from bingliang.gui.page import Page

PRINT = "打印备用手工凭证"
NO_CASE = "这份文书不属于办件，没有回件可以归卷。"


class PaperActs(Acting["PaperRow | None"]):
    """文书页的办理; on another page the sheet alone (批准留空手填, where the sign is told)."""

    def __init__(self, page: Page, done: Callable[[], None] | None = None) -> None:
        super().__init__(page)
        self._after = done

    def menu(self, row: PaperRow | None = None) -> None:
        """办理菜单: what can be done with the paper in hand stands first."""
        if row is None:
            self._show(None, ())
            return
        self._frame.backstage.ask(
            self, lambda counter: of_paper.of_paper(counter.desk, row), partial(self._show, row), topic="offers"
        )

    def _show(self, row: PaperRow | None, of_row: Sequence[Offer]) -> None:
        offers = [
            Offer(name, name, ACTS[name].title, Group.HANDLING, None, natural=name == ORDER[0] and not of_row,
                  safe=name != hand_slips.VOID)
            for name in ORDER
        ]  # fmt: skip
        subject = f"《{row.title}》{row.number}" if row is not None else "文书"
        self._open_menu(row, subject, [*of_row, *offers])

    def commands(self) -> Sequence[Command]:
        """命令面板里的办理."""
        acts = [Command(ACTS[name].title, partial(self.open, name), group="文书的办理") for name in ORDER]
        return [*acts, Command(PRINT, self.print_slips, group="文书的办理")]

    def file_copy(self, row: PaperRow) -> None:
        """回件归卷 of a paper without the menu; what forbids it is said."""

        def take(found: tuple[Offer, ...]) -> None:
            offer = next((one for one in found if one.name == of_paper.COPY), None)
            if offer is None or not offer.allowed:
                self._frame.say(offer.forbidden if offer is not None else NO_CASE)
                return
            self._open(row, offer)

        self._frame.backstage.ask(self, lambda counter: of_paper.of_paper(counter.desk, row), take, topic="offers")

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

    def _chosen(self, offer: Offer) -> None:
        self._open(self._row, offer)

    def _open(self, row: PaperRow | None, offer: Offer) -> None:
        if row is None or offer.name not in of_paper.ORDER:
            self.open(offer.name)
            return
        self._ask_form(row.stream, lambda counter: of_paper.paper_form(counter.desk, row, offer))

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, PAPER_ROOM)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        if form.name == hand_slips.RESERVE:
            self.print_slips(tuple(done.answer["numbers"]))
        if self._after is not None:
            self._after()

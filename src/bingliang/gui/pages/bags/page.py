"""材料袋: the bags on their shelves, and the stock-taking of a shelf; Ctrl+PgDn turns the two, the scanner works in both."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from bingliang.desk.bags.scanning import Kind, Scan, ours, read
from bingliang.desk.bags.stock import StockRow
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame
from bingliang.gui.pages.bags.bag_list import BagList
from bingliang.gui.pages.bags.stock_list import StockList
from bingliang.gui.turned import Turned

SHELVES, STOCK = "架上的袋", "盘点"
SCANNED = "扫码="
"""What stands before the code when it was scanned in a room that has no use for it."""
CASE_CODE = 14


class BagsPage(Turned[BagList | StockList]):
    """材料袋; `subject` is one of the two pages, the stream of a case whose bag is meant, or behind “扫码=” a code."""

    place = Place.BAGS

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self.shelves, self.stock = BagList(self), StockList(self)
        self.bring("材料袋", "bags.switch", {SHELVES: self.shelves, STOCK: self.stock})

    def enter(self, subject: str = "") -> None:
        if subject in self.views:
            self.turn(subject)
        elif subject.startswith("case/"):
            self.turn(SHELVES)
            self.shelves.show_stream(subject)
            self.view.focus()
            return
        self.refresh()
        self.view.focus()
        if subject.startswith(SCANNED):
            self.turn_to(SHELVES)
            self._read(subject.removeprefix(SCANNED), self._arrived)

    def scanned(self, code: str) -> bool:
        """扫码: bags, shelves and borrowers are this room's; the number of a paper is left to the window."""
        if not ours(code) and not (code.isdigit() and len(code) == CASE_CODE):
            return False
        self._read(code, self.view.scan)
        return True

    def ask_commands(self, then: Callable[[Sequence[Command]], None]) -> None:
        row = self.view.table.current()
        bag = row.bag if isinstance(row, StockRow) else row
        self.view.acts.ask_commands(bag, lambda acts: then([*acts, *self.commands()]))

    def _read(self, code: str, then: Callable[[Scan], None]) -> None:
        self.frame.backstage.ask(
            self, lambda counter: read(counter.desk, code), then, topic="scan", refused=self.frame.say
        )

    def _arrived(self, scan: Scan) -> None:
        """Scanned in another room: a shelf shows what stands on it."""
        if scan.kind is Kind.SHELF:
            self.shelves.only(scan.name)
        else:
            self.frame.say("请先扫材料袋的袋签，再扫领取卡。")

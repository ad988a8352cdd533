"""架上的袋: the bags by shelf, those that are out and late before all; a scan picks one out, a second one does what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from bingliang.desk.bags.scanning import Kind, Scan
from bingliang.desk.bags.view import BagFilter, BagRow, Bags, bags_of
from bingliang.gui.listed import OfStreams
from bingliang.gui.page import Command, Page
from bingliang.gui.pages.bags.acts import BagActs
from bingliang.gui.pages.bags.detail import BagDetail
from bingliang.gui.printable import label_sheet
from bingliang.gui.table import Column
from bingliang.gui.widgets import cells

EVERY_SHELF = ""


class BagList(OfStreams[BagRow, BagFilter]):
    """材料袋清单."""

    detail: BagDetail
    one = "一只材料袋"
    tile_help = "bags.filter"

    def __init__(self, page: Page) -> None:
        super().__init__(page, "材料袋", _columns(), BagDetail(), (BagFilter.SHELVED, BagFilter.ALL))
        self.acts: BagActs = BagActs(page, self.show_stream)
        self.shelf = EVERY_SHELF
        self._shelves: tuple[str, ...] = ()
        self._code = ""
        self.detail.acts.connect(self.menu)
        self.detail.case.connect(self.whole)
        self.table.setProperty("helpKey", "bags.list")
        self.table.opened.connect(self.acts.answer)

    def refresh(self) -> None:
        which, shelf, wanted = self.which, self.shelf, self._wanted
        self.ask_rows(lambda counter: bags_of(counter.desk, which, shelf, wanted), self._take, "bags")

    def choose(self, which: str) -> None:
        self.shelf = EVERY_SHELF
        super().choose(which)

    def next_shelf(self) -> None:
        """换架位: one after the other, and all of them again."""
        names = (EVERY_SHELF, *self._shelves)
        if len(names) == 1:
            self.frame.say("本区还没有登记架位，请管理员在“设置 → 待确认的口径”的“材料袋和归档”里填写。")
            return
        self.only(names[(names.index(self.shelf) + 1) % len(names)] if self.shelf in names else EVERY_SHELF)

    def only(self, shelf: str) -> None:
        """只看一个架位."""
        self.which, self.shelf = BagFilter.SHELVED, shelf
        self.refresh()

    def show_code(self, code: str) -> None:
        """选中 the bag of a case code, whatever the filter leaves out."""
        self._code = code
        self.which, self.shelf = BagFilter.ALL, EVERY_SHELF
        self.refresh()

    def menu(self) -> None:
        if (row := self.chosen("扫袋签，或者按 Alt+6 看全部")) is not None:
            self.acts.menu(row)

    def whole(self) -> None:
        """看办件."""
        if (row := self.chosen()) is not None:
            self.frame.open_case(row.stream, row.project, row.code)

    def print(self) -> None:
        """打印架位标签和领取卡."""
        self.frame.printing.print_loose(("bag_labels", 0), label_sheet)

    def scan(self, scan: Scan) -> None:
        """扫到了: a bag is picked out; a shelf or a borrower says what becomes of the bag picked out."""
        row = self.table.current()
        if self.acts.put(scan):
            return
        if self.acts.sheet_open:
            self.frame.say("请先办完或取消这张办理单，再扫。")
        elif scan.kind is Kind.BAG:
            self.show_code(scan.name)
        elif row is not None:
            self.acts.take(row, scan)
        elif scan.kind is Kind.SHELF:
            self.only(scan.name)
        else:
            self.frame.say("请先扫材料袋的袋签，再扫领取卡。")

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        held = super().keys()
        tiles = {f"bag_filter/{at}": held[f"batch/{at}"] for at in range(1, len(self.tiles) + 1)}
        own = {"bag_acts": self.menu, "bag_case": self.whole, "choices": self.next_shelf, "print": self.print}
        return {**tiles, **own}

    def commands(self) -> Sequence[Command]:
        return [Command("打印架位标签和领取卡", self.print, "F8", group="办理"), *super().commands()]

    def _take(self, found: Bags) -> None:
        if self.widened(found.rows):
            return
        self._shelves = found.shelves
        self.show_tiles(found.counts, self.which)
        self.card.head.setText(f"{self.shelf or '架上的袋'} · {self.which}")
        self.card.sum.setText(f"{len(found.rows)} 只")
        self.foot.setText("扫袋签选中，再扫架位标签就上架，扫领取卡就借出；F4 换架位，F8 打印标签。")
        hint = "扫袋签，或者在办件里按 Ctrl+B 办理“材料袋上架”。"
        self.show_rows(found.rows, f"没有“{self.which}”的材料袋", hint)
        self.select_wanted()
        self._select_code(found.rows)

    def _select_code(self, rows: Sequence[BagRow]) -> None:
        code, self._code = self._code, ""
        if not code:
            return
        row = next((one for one in rows if one.code == code), None)
        if row is None:
            self.frame.say(f"没有收件号为“{code}”的在办件，它的材料袋已经归档或者没有登记过。")
        else:
            self.select(row.stream)

    def _pick(self, row: BagRow | None) -> None:
        if row is None:
            self.none_chosen("扫袋签，或者在左边选一只。")
        else:
            self.detail.show_row(row)


def _columns() -> tuple[Column[BagRow], ...]:
    def tip(row: BagRow) -> str:
        return f"{row.number} {row.project}\n{row.enterprise}\n{row.place}" + (
            f"\n欠还原件{row.owed}" if row.owed else ""
        )

    return (
        Column("架位 / 袋号", lambda r: r.shelf, 128, tip=tip, paint=_shelf),
        Column("项目 / 申请单位", lambda r: r.project, tip=tip, speech=lambda r: f"{r.project}，{r.enterprise}", paint=_project, least=190),
        Column("谁拿着", lambda r: r.holder, 168, tip=tip, speech=lambda r: f"{r.word}，{r.holder}", paint=_holder),
    )  # fmt: skip


def _shelf(painter: QPainter, box: QRect, row: BagRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    cells.lines(painter, box.adjusted(14, 0, -4, 0), row.shelf or "没有上架", row.number, bold=True)


def _project(painter: QPainter, box: QRect, row: BagRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    cells.lines(painter, box.adjusted(12, 0, -8, 0), row.project, row.enterprise)


def _holder(painter: QPainter, box: QRect, row: BagRow, selected: bool) -> None:  # noqa: FBT001 - as above
    under = f"{row.back_by:%m-%d} 应还" if row.back_by else row.owed and f"欠原件{row.owed}"
    words = row.holder or row.word
    cells.lit(
        painter, box.adjusted(12, 0, -4, 0), row.light, words, under or "", selected=selected, loud=bool(row.late)
    )

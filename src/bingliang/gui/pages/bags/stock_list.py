"""盘点: scan the shelf, then every bag on it; the list says which is missing and which should not be here; F9 records it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import uuid4

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from bingliang.desk.bags.scanning import Kind, Scan
from bingliang.desk.bags.stock import Found, Stock, StockRow, stock_of, take_stock
from bingliang.desk.bags.view import BagFilter, bags_of
from bingliang.desk.lights import Light
from bingliang.gui.listed import Listed
from bingliang.gui.page import Command, Page
from bingliang.gui.pages.bags.acts import BagActs
from bingliang.gui.pages.bags.detail import BagDetail
from bingliang.gui.table import Column
from bingliang.gui.widgets import cells

_LIGHTS = {Found.MISSING: Light.PROMISE_LATE, Found.STRANGE: Light.SOON, Found.THERE: Light.OK}


class StockList(Listed[StockRow]):
    """盘点一个架位."""

    detail: BagDetail
    one = "一只材料袋"
    tile_help = "bags.stock"

    def __init__(self, page: Page) -> None:
        super().__init__(page, "盘点", _columns(), lambda row: row.key, BagDetail())
        self.acts: BagActs = BagActs(page, lambda _: self.refresh())
        self.shelf, self.codes = "", list[str]()
        self._fresh = ""
        self._only: Found | None = None
        self._shelves: tuple[str, ...] = ()
        self._stock: Stock | None = None
        self.detail.acts.connect(self.menu)
        self.detail.case.connect(self.whole)
        self.table.setProperty("helpKey", "bags.stock")
        self.table.opened.connect(self._answer)

    def refresh(self) -> None:
        shelf, codes = self.shelf, tuple(self.codes)
        if not shelf:
            self.ask_rows(lambda counter: bags_of(counter.desk, BagFilter.SHELVED).shelves, self._named, "stock")
            return
        self.ask_rows(lambda counter: stock_of(counter.desk, shelf, codes), self._take, "stock")

    def begin(self, shelf: str) -> None:
        """开始盘点一个架位; what was scanned for another is dropped."""
        if shelf != self.shelf:
            self.shelf, self.codes = shelf, []
        self._only = None
        self.refresh()

    def next_shelf(self) -> None:
        """换架位."""
        if not self._shelves:
            self.frame.say("本区还没有登记架位，请管理员在“设置 → 待确认的口径”的“材料袋和归档”里填写。")
        elif self.codes:
            self.frame.say(f"{self.shelf}盘到一半，请先按 F9 登记，或者按 Ctrl+Del 重新开始。")
        else:
            at = self._shelves.index(self.shelf) + 1 if self.shelf in self._shelves else 0
            self.begin(self._shelves[at % len(self._shelves)])

    def again(self) -> None:
        """重新开始: what was scanned is forgotten."""
        self.codes = []
        self.refresh()

    def scan(self, scan: Scan) -> None:
        """扫到了: the shelf first, then its bags in whatever order."""
        if self.acts.put(scan):
            return
        if scan.kind is Kind.BORROWER:
            self.frame.say("这是领取卡；盘点时先扫架位标签，再逐只扫袋签。")
        elif scan.kind is Kind.SHELF:
            if self.codes and scan.name != self.shelf:
                self.frame.say(f"{self.shelf}盘到一半，请先按 F9 登记，或者按 Ctrl+Del 重新开始，再盘{scan.name}。")
            else:
                self.begin(scan.name)
        elif not self.shelf:
            self.frame.say("请先扫架位标签（或者按 F4 选架位），再逐只扫袋签。")
        elif scan.name in self.codes:
            self.frame.say("这只已经扫过了。")
        else:
            self.codes.append(scan.name)
            self._fresh = scan.name
            self.refresh()

    def save(self) -> None:
        """登记盘点的结果."""
        shelf, codes = self.shelf, tuple(self.codes)
        if not shelf:
            self.frame.say("还没有选架位，没有可以登记的盘点。")
            return
        request = uuid4().hex
        self.frame.backstage.act(
            self.page,
            lambda counter: take_stock(counter.desk, request, shelf, counter.desk.today(), codes),
            self._saved,
            refused=self.frame.say,
        )

    def _saved(self, answer: Mapping[str, object]) -> None:
        self.frame.tell(f"盘点已登记：{answer['sentence']}")
        self.codes = []
        self.refresh()

    # ── the row in hand ──

    def menu(self) -> None:
        if (row := self.chosen()) is not None:
            self.acts.menu(row.bag)

    def whole(self) -> None:
        """看办件."""
        if (row := self.chosen()) is not None:
            self.frame.open_case(row.bag.stream, row.bag.project, row.bag.code)

    def _answer(self, row: StockRow) -> None:
        """Enter: a bag that should not be here is noted as here (or as back); of a missing one the acts are shown."""
        if row.found is Found.STRANGE:
            self.acts.take(row.bag, Scan(Kind.SHELF, self.shelf))
        else:
            self.acts.menu(row.bag)

    def choose(self, which: str) -> None:
        found = Found(which)
        self._only = None if self._only is found else found
        if self._stock is not None:
            self._show(self._stock)

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        held = super().keys()
        tiles = {f"bag_filter/{at}": held[f"batch/{at}"] for at in range(1, len(self.tiles) + 1)}
        own = {"bag_acts": self.menu, "bag_case": self.whole, "choices": self.next_shelf, "save": self.save}
        return {**tiles, **own, "stock_again": self.again}

    def commands(self) -> Sequence[Command]:
        return [
            Command("登记盘点的结果", self.save, "F9", group="办理"),
            Command("重新盘点这个架位", self.again, "Ctrl+Del", group="办理"),
            *super().commands(),
        ]

    # ── answers ──

    def _named(self, shelves: tuple[str, ...]) -> None:
        self._shelves = shelves
        self.show_tiles((), "")
        self.card.head.setText("盘点")
        self.card.sum.setText("")
        self.foot.setText("扫架位标签，或者按 F4 选架位；再逐只扫袋签。")
        hint = (
            "架位标签在“在架”一页按 F8 打印。"
            if shelves
            else "本区还没有登记架位，请管理员在“设置 → 待确认的口径”的“材料袋和归档”里填写。"
        )
        self.show_rows((), "扫架位标签开始盘点", hint)

    def _take(self, found: Stock) -> None:
        if found.shelf != self.shelf:
            return
        self._stock = found
        if found.unknown:
            lost = found.unknown[-1]
            self.codes = [one for one in self.codes if one not in found.unknown]
            self.frame.say(f"扫到的“{lost}”不是在窗口的材料袋：没有这一件，或者已经归档，请单独放开核对。")
        self._show(found)

    def _show(self, found: Stock) -> None:
        self.show_tiles([(one.value, len(found.of(one))) for one in Found], self._only.value if self._only else "")
        self.card.head.setText(f"盘点 · {found.shelf}")
        self.card.sum.setText(f"已扫 {len(self.codes)} 只" + (f" · {found.last}" if found.last else ""))
        self.foot.setText(f"{found.sentence}逐只扫袋签，扫完按 F9 登记；多出来的按 Enter 登记放在这里。")
        rows = [row for row in found.rows if self._only in (None, row.found)]
        self.show_rows(rows, f"{found.shelf}没有登记的材料袋", "扫到的袋会列在这里。")
        fresh, self._fresh = self._fresh, ""
        seen = next((row for row in rows if row.bag.code == fresh), None)
        if seen is not None:
            self.select(seen.key)

    def _pick(self, row: StockRow | None) -> None:
        if row is None:
            self.none_chosen("逐只扫袋签。")
        else:
            self.detail.show_row(row.bag)


def _columns() -> tuple[Column[StockRow], ...]:
    def tip(row: StockRow) -> str:
        return f"{row.bag.number} {row.bag.project}\n{row.where}"

    return (
        Column("盘到了没有", lambda r: r.found, 168, tip=tip, speech=lambda r: f"{r.found}，{r.where}", paint=_found),
        Column("项目 / 申请单位", lambda r: r.bag.project, tip=tip, paint=_project, least=190),
    )  # fmt: skip


def _found(painter: QPainter, box: QRect, row: StockRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    inner = box.adjusted(14, 0, -4, 0)
    under = row.where if row.found is Found.STRANGE else row.bag.number
    loud = row.found is Found.MISSING
    cells.lit(painter, inner, _LIGHTS[row.found], row.found.value, under, selected=selected, loud=loud)


def _project(painter: QPainter, box: QRect, row: StockRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    cells.lines(painter, box.adjusted(12, 0, -8, 0), row.bag.project, row.bag.enterprise)

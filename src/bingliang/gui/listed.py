"""有筛选的清单: tiles that filter, a list, what is chosen beside it; what the pages of 项目库, 咨询投诉 and 看板 have alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from bingliang.desk.lights import Light
from bingliang.gui import tokens
from bingliang.gui.exporting import EXCEL, ask_where
from bingliang.gui.on_card import OnCard
from bingliang.gui.page import Command
from bingliang.gui.table import Column, RowModel
from bingliang.gui.widgets.detail_pane import DetailPane
from bingliang.gui.widgets.list_card import WIDE_SHARE, ListCard
from bingliang.gui.widgets.tile import Tile

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.gui.acting import Acting
    from bingliang.gui.page import Page

Row = TypeVar("Row")
Which = TypeVar("Which", bound=StrEnum)


class _OnStream(Protocol):
    @property
    def stream(self) -> str: ...


Held = TypeVar("Held", bound=_OnStream)
FEW, TILE_WIDEST, QWIDGETSIZE_MAX = 4, 260, (1 << 24) - 1
"""Fewer tiles than these do not fill the row."""
KEYED = 9
"""As many tiles as Alt+1…9 reach; whoever has more clicks the rest, or chooses them in the palette."""


class Listed(OnCard[Row], Generic[Row]):
    """一页清单. What is asked, shown and done is each one's own."""

    tile_keys: ClassVar[str] = "batch"
    """the name in the key table under which Alt+1… press the tiles"""
    tile_help: ClassVar[str] = "projects.batch"
    tile_lights: ClassVar[Mapping[str, Light]] = {}
    """状态标 beside the count"""
    acts: Acting[Any]

    def __init__(
        self,
        page: Page,
        name: str,
        columns: tuple[Column[Row], ...],
        key: Callable[[Row], Hashable],
        detail: DetailPane[Any],
    ) -> None:
        super().__init__(page)
        self.page, self.frame, self.named = page, page.frame, name
        self.detail = detail
        self.tiles: list[Tile] = []
        self._tiles = QHBoxLayout()
        self._tiles.setSpacing(tokens.M)
        self._spare = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._dialog: QFileDialog | None = None
        model: RowModel[Row] = RowModel(columns, key=key, parent=self)
        self.card = ListCard(name, f"{name}清单", f"正在读取{name}…", model, self)
        self.table.picked.connect(self._pick)
        self.state.again.connect(self.refresh)
        self.foot = self.card.footed()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        column.addLayout(self._tiles)
        column.addLayout(self.card.beside(detail), 1)

    # ── each one's own ────────────────────────────────────────────────────────────────────────────────────────

    def choose(self, which: str) -> None:
        """换筛选 to the tile `which`."""
        raise NotImplementedError

    def menu(self) -> None:
        """办理菜单."""
        raise NotImplementedError

    def add(self) -> None:
        """加一行."""
        raise NotImplementedError

    def print(self) -> None:
        """打印."""

    def export(self) -> None:
        """导出."""

    # ── what all of them do ─────────────────────────────────────────────────────────────────────────────────────

    @property
    def front(self) -> QWidget:
        """焦点的落点."""
        return self.card.front

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.card.front, *self.detail.panes()]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        """按键; while a sheet stands over the page, its own."""
        over = self.acts.keys()
        if over is not None:
            return over
        return {
            **self.tile_acts(),
            "project_acts": self.menu,
            "add": self.add,
            "export": self.export,
            "print": self.print,
        }

    def tile_acts(self) -> Mapping[str, Callable[[], None]]:
        """Alt+1… press the tiles."""
        return {
            f"{self.tile_keys}/{at}": partial(self.choose, tile.which) for at, tile in enumerate(self.tiles[:KEYED], 1)
        }

    def commands(self) -> Sequence[Command]:
        """命令."""
        return [
            Command(f"{self.named}：{tile.which}", partial(self.choose, tile.which), f"Alt+{at}" if at <= KEYED else "")
            for at, tile in enumerate(self.tiles, 1)
        ]

    def show_tiles(self, counts: Sequence[tuple[str, int]], chosen: str) -> None:
        """计数块; made anew when their names have changed."""
        if [tile.which for tile in self.tiles] != [name for name, _ in counts]:
            for tile in self.tiles:
                self._tiles.removeWidget(tile)
                tile.deleteLater()
            self.tiles = [Tile(name, at, self.tile_lights.get(name)) for at, (name, _) in enumerate(counts, start=1)]
            for tile in self.tiles:
                tile.setProperty("helpKey", self.tile_help)
                tile.clicked.connect(partial(self._clicked, tile.which))
                tile.setMaximumWidth(TILE_WIDEST if len(counts) < FEW else QWIDGETSIZE_MAX)
                self._tiles.addWidget(tile)
            self._tiles.removeItem(self._spare)
            if len(counts) < FEW:
                self._tiles.addItem(self._spare)
        for tile, (name, count) in zip(self.tiles, counts, strict=True):
            tile.show_count(count)
            tile.setChecked(name == chosen)

    def _clicked(self, which: str, checked: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's slot
        del checked
        self.choose(which)

    def save_as(self, title: str, name: str, work: Callable[[Desk, str], str]) -> None:
        """另存: asks for the file, then `work` writes it beside the desk's own work."""
        self._dialog = ask_where(self, title, name, lambda chosen: self.save_to(chosen, work), (EXCEL,))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.card.share(self.width() + 2 * tokens.L, WIDE_SHARE)


class OfStreams(Listed[Held], Generic[Held, Which]):
    """一页清单 of streams under one filter: a stream that is asked for is shown even where the filter leaves it out."""

    which: Which
    every: Which
    """the filter that leaves nothing out"""

    def __init__(
        self,
        page: Page,
        name: str,
        columns: tuple[Column[Held], ...],
        detail: DetailPane[Any],
        filters: tuple[Which, Which],
    ) -> None:
        super().__init__(page, name, columns, lambda row: row.stream, detail)
        self.which, self.every = filters
        self._wanted = ""

    def choose(self, which: str) -> None:
        self.which = type(self.which)(which)
        self.refresh()

    def show_stream(self, stream: str) -> None:
        """选中 one of them."""
        self._wanted = stream
        self.refresh()

    def widened(self, rows: Sequence[Held]) -> bool:
        """换成全部: what is wanted is not among `rows`, so all of them are asked for instead."""
        wanted = self._wanted
        if not wanted or self.which == self.every or any(row.stream == wanted for row in rows):
            return False
        self.which = self.every
        self.refresh()
        return True

    def select_wanted(self) -> None:
        """选中 what was asked for."""
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.select(wanted)

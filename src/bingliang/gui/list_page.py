"""清单房间: a room that is one list under a row of filters, the chosen row beside it; what the rooms of that shape have alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.lights import Light
from bingliang.gui import tokens
from bingliang.gui.acting import Acting
from bingliang.gui.on_card import OnCard
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.table import Column, RowModel
from bingliang.gui.widgets.detail_pane import DetailPane
from bingliang.gui.widgets.list_card import SHARE, ListCard
from bingliang.gui.widgets.tile import Tile, tiled

Row = TypeVar("Row")
Which = TypeVar("Which", bound=StrEnum)


class ListPage(OnCard[Row], Page, Generic[Row, Which]):
    """一间清单. What is asked, shown and done is each one's own."""

    listed: ClassVar[str]
    """清单叫什么, as it is read aloud"""
    tile_keys: ClassVar[str]
    """the name in the key table under which Alt+1… press the tiles"""
    tile_word: ClassVar[str] = "筛选"
    """what the palette calls them"""
    tile_help: ClassVar[str] = ""
    tile_lights: ClassVar[Mapping[str, Light]] = {}
    """状态标 beside the count, for the filters that are one light"""
    tile_gap: ClassVar[int] = tokens.M
    share: ClassVar[float] = SHARE
    acts: Acting[Any]

    def __init__(
        self, frame: Frame, parent: QWidget | None, columns: tuple[Column[Row], ...], key: Callable[[Row], Hashable],
        which: Which, detail: DetailPane[Any] | None = None, behind: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(frame, parent)
        self._which = which
        self._every: tuple[Which, ...] = tuple(type(which))
        self.tiles = [Tile(one, at, self.tile_lights.get(one)) for at, one in enumerate(self._every, start=1)]
        for tile in self.tiles:
            if self.tile_help:
                tile.setProperty("helpKey", self.tile_help)
        model: RowModel[Row] = RowModel(columns, key=key, parent=self)
        self.card = ListCard(self.listed, self.listed, f"正在读取{self.named}…", model, self)
        self.table.picked.connect(self._pick)
        self.state.again.connect(self.refresh)
        self._sharing = detail is not None
        if detail is not None:
            self.detail = detail
        self.tick(which)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        if behind is None:
            column.addLayout(self._arranged(detail))
        else:
            column.addWidget(self._turned(detail, behind))

    def _arranged(self, detail: QWidget | None) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(tokens.M)
        column.addLayout(tiled(self.tiles, self.filter_by, which=self._every, gap=self.tile_gap))
        if detail is None:
            column.addWidget(self.card, 1)
        else:
            column.addLayout(self.card.beside(detail), 1)
        return column

    def _turned(self, detail: QWidget | None, behind: QWidget) -> QStackedWidget:
        listing = QWidget()
        column = self._arranged(detail)
        column.setContentsMargins(0, 0, 0, 0)
        listing.setLayout(column)
        self._views = QStackedWidget()
        self._views.addWidget(listing)
        self._views.addWidget(behind)
        return self._views

    @property
    def listing(self) -> bool:
        """清单在前, not what stands behind it."""
        return self._views.currentIndex() == 0

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    def panes(self) -> list[QWidget]:
        return [self.card.front, *self.detail.panes()]

    def escape(self) -> bool:
        return self.acts.escape()

    def unsaved(self) -> str:
        return self.acts.unsaved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._sharing:
            self.card.share(self.width(), self.share)

    # ── filters ───────────────────────────────────────────────────────────────────────────────────────────────

    def filter_by(self, which: Which, checked: bool = True) -> None:  # noqa: FBT001, FBT002 - also Qt's slot
        """筛选."""
        del checked
        self.tick(which)
        self.sift()

    def sift(self) -> None:
        """换了筛选: asks anew; a room that has every row here already shows others of them."""
        self.refresh()

    def tick(self, which: Which) -> None:
        """标出筛选 that holds."""
        self._which = which
        for tile, one in zip(self.tiles, self._every, strict=True):
            tile.setChecked(one is which)

    def count(self, many: Callable[[Which], int]) -> None:
        """计数 of every filter."""
        for tile, one in zip(self.tiles, self._every, strict=True):
            tile.show_count(many(one))

    def tile_acts(self) -> Mapping[str, Callable[[], None]]:
        """Alt+1… press the tiles."""
        return {f"{self.tile_keys}/{at}": partial(self.filter_by, one) for at, one in enumerate(self._every, start=1)}

    def filters(self) -> Sequence[Command]:
        """筛选 in the palette."""
        return [
            Command(f"{self.tile_word}：{one}", partial(self.filter_by, one), f"Alt+{at}")
            for at, one in enumerate(self._every, start=1)
        ]

"""事项目录: items with limits, promises, materials and special steps; searched, said anew in a draft, put in force as an edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from bingliang.desk.catalogue.editions import Edition, compare, editions
from bingliang.desk.catalogue.view import ItemFilter, ItemList, ItemRow, item_list, item_view, undecided
from bingliang.desk.lights import Light
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.list_page import ListPage
from bingliang.gui.page import Command, Frame
from bingliang.gui.pages.catalogue.acts import CatalogueActs
from bingliang.gui.pages.catalogue.compare import ComparePane
from bingliang.gui.pages.catalogue.detail import ItemDetail
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import Column
from bingliang.gui.widgets import cells, ink

_WALK = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CataloguePage(ListPage[ItemRow, ItemFilter]):
    """事项目录: filters as tiles, the list with its search box, the chosen item beside it; two editions compared behind it."""

    place = Place.CATALOGUE
    named, listed = "事项目录", "事项清单"
    one = "一个事项"
    tile_keys, tile_word = "item_kind", "事项"
    tile_lights: ClassVar[Mapping[str, Light]] = {
        ItemFilter.DOUBTED: Light.STOPPED,
        ItemFilter.COMING: Light.SOON,
        ItemFilter.DRAFTED: Light.WAITING,
    }
    detail: ItemDetail

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        self.comparing = ComparePane()
        super().__init__(
            frame, parent, _columns(), lambda row: row.code, ItemFilter.ALL, ItemDetail(), behind=self.comparing
        )
        self._found: ItemList | None = None
        self._editions: tuple[Edition, ...] = ()
        self._wanted = ""
        self.acts: CatalogueActs = CatalogueActs(self, self._recorded)
        self.table.setProperty("helpKey", "catalogue.list")
        self.table.opened.connect(lambda _: self._edit())
        self._search()
        self._foot = self.card.footed(tokens.CAPTION)
        self.detail.acts.connect(self._menu)
        self.detail.edit.connect(self._edit)
        self.comparing.asked.connect(self._ask_compared)
        self.comparing.left.connect(self._back_to_list)

    def _search(self) -> None:
        self.box = QLineEdit()
        self.box.setAccessibleName("找事项")
        self.box.setPlaceholderText("名称 / 编码 / 部门 / 拼音首字母")
        self.box.setProperty("helpKey", "catalogue.search")
        self.box.setClearButtonEnabled(False)
        self.box.textChanged.connect(lambda _: self.refresh())
        self.box.installEventFilter(self)
        row = QHBoxLayout()
        row.setContentsMargins(tokens.L, 0, tokens.M, tokens.S)
        row.addWidget(self.box)
        self.card.column.insertLayout(1, row)

    # ── the frame ─────────────────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        self._back_to_list()
        if subject:
            self.tick(ItemFilter.ALL)
            self.box.setText(subject)
        self.refresh()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> list[QWidget]:
        if not self.listing:
            return self.comparing.panes()
        return [self.box, self.card.front, *self.detail.panes()]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        return {
            **self.tile_acts(),
            "item_acts": self._menu,
            "compare": self._compare,
            "import_table": partial(self._allowed, "import_items"),
            "save_sheet": partial(self.acts.open, "export_items"),
            "save": partial(self._allowed, "adopt_items"),
            "add": partial(self._allowed, "new_item"),
        }

    def commands(self) -> Sequence[Command]:
        return [*self.acts.commands(self.table.current(), self._found), *self.filters()]

    def escape(self) -> bool:
        if self.acts.escape():
            return True
        if not self.listing:
            self._back_to_list()
            return True
        if self.box.text():
            self.box.clear()
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The box keeps the focus while ↑↓ walk the list and Enter opens what is chosen."""
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _WALK and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                QApplication.sendEvent(self.table, event)
                return True
            if key in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self._edit()
                return True
        return super().eventFilter(watched, event)

    def refresh(self) -> None:
        which, written = self._which, self.box.text()
        self.ask_rows(
            lambda counter: (item_list(counter.desk, which, written), editions(counter.desk)),
            self._take, "items", long=False,
        )  # fmt: skip

    def _recorded(self, code: str) -> None:
        """选中 an item that is new, whatever was sifted before."""
        self._wanted = code
        if code and self.box.text():
            self.box.clear()  # asks anew
        else:
            self.refresh()

    # ── what keys do ──────────────────────────────────────────────────────────────────────────────────────────

    def sift(self) -> None:
        self._back_to_list()
        self.refresh()

    def _menu(self) -> None:
        row = self.table.current()
        if row is not None and self._found is not None and self.listing:
            self.acts.menu(row, self._found)

    def _edit(self) -> None:
        row = self.table.current()
        if row is not None:
            self._allowed("edit_item", row.code)

    def _allowed(self, name: str, code: str = "") -> None:
        """A refusal is the same sentence as in the menu."""
        found = self._found
        if found is None:
            return
        if not found.may_change:
            self.frame.say(f"“{found.role}”只能查看事项目录，请由管理员修改。")
        elif name == "adopt_items" and not found.drafted:
            self.frame.say("草稿里没有改动，请先修改事项。")
        else:
            self.acts.open(name, code)

    def _compare(self) -> None:
        self._views.setCurrentIndex(1)
        self.comparing.offer(self._editions)

    def _back_to_list(self) -> None:
        if not self.listing:
            self._views.setCurrentIndex(0)
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_compared(self, older: int, newer: int) -> None:
        self.frame.backstage.ask(
            self,
            lambda counter: compare(counter.desk, older, newer),
            self.comparing.show_changes,
            topic="compare",
            refused=self.frame.say,
        )

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, answer: tuple[ItemList, tuple[Edition, ...]]) -> None:
        found, self._editions = answer
        if self._wanted and self._which is not ItemFilter.ALL and all(row.code != self._wanted for row in found.rows):
            self.filter_by(ItemFilter.ALL)
            return
        self._found = found
        self.count(lambda which: found.counts[which])
        drafted = f" · 草稿 {len(found.drafted)} 项，F9 启用" if found.drafted else ""
        self.card.head.setText(self._which)
        self.card.sum.setText(f"{len(found.rows)} 项{drafted}")
        self._foot.setText(undecided(self._editions, found))
        self.show_rows(found.rows, "没有这样的事项", "改一下上面找的字，或者按 Alt+1 看全部事项。")
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.select(wanted)

    def _pick(self, row: ItemRow | None) -> None:
        if row is None:
            self.none_chosen()
        else:
            self.ask_chosen(lambda counter: item_view(counter.desk, row.code), self.detail.show_view, "item")


def _columns() -> tuple[Column[ItemRow], ...]:
    def tip(row: ItemRow) -> str:
        return f"{row.code} {row.name}\n{row.body} · {row.handling}\n法定 {row.limit}，承诺 {row.promise}\n{row.state}"

    return (
        Column("事项 / 部门", lambda r: r.name, tip=tip, speech=lambda r: f"{r.code} {r.name}，{r.body}", paint=cells.first(_name), least=200),
        Column("法定 / 承诺", lambda r: f"{r.limit} / {r.promise}", 132, tip=tip,
               speech=lambda r: f"法定{r.limit}，承诺{r.promise}", paint=_limits),
        Column("状态", lambda r: r.state, 172, tip=tip, speech=lambda r: r.state, paint=_state),
    )  # fmt: skip


def _name(row: ItemRow) -> tuple[str, str]:
    lower = f"{row.code} · {row.body} · {row.handling}"
    return row.name, lower


def _limits(painter: QPainter, box: QRect, row: ItemRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    inner = box.adjusted(12, 0, -4, 0)
    if look().density.two_lines:
        cells.lines(painter, inner, f"法定 {row.limit}", f"承诺 {row.promise}")
    else:
        ink.write(painter, inner, f"{row.limit} / {row.promise}", font(tokens.LABEL), colours().text)


def _state(painter: QPainter, box: QRect, row: ItemRow, selected: bool) -> None:  # noqa: FBT001 - as above
    cells.state(painter, box, row.light, row.state, selected=selected)

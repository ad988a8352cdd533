"""Every state of a room, found by what stands in it: each page, each filter, a row of every kind, each sheet of its menus.

Nothing here knows a room by name: what a room added later has, it is taken through.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QTabBar, QWidget

from bingliang.gui import keys
from bingliang.gui.page import Page
from bingliang.gui.sheet import Sheet
from bingliang.gui.table import RowTable
from bingliang.gui.turned import Turned
from bingliang.gui.widgets.act_menu import ActMenu
from bingliang.gui.widgets.choice import Choice
from bingliang.gui.widgets.choices import ChoiceList
from bingliang.gui.widgets.form import Form
from bingliang.gui.widgets.lanes import LaneChart
from bingliang.gui.widgets.overlay import Overlay
from bingliang.gui.widgets.state import State
from bingliang.gui.widgets.tile import Tile
from bingliang.ledger.acts import Who
from bingliang.ledger.roles import SYSTEM
from tests.gui.conftest import Zone, settle

OPENING = frozenset({"add", "choices", "compare", "arrange", "preview", "reckon", "by_code", "account"})
"""Keys that open something and record nothing."""
TURN, BACK, MENU = "Ctrl+PgDown", "Ctrl+PgUp", "Ctrl+B"
LONG = 60_000
"""ms: hundreds of questions are asked here, and one of them may wait for a machine that does something else."""
FEW = 16
"""Of a short list every row is chosen: the sections of a room are one."""
Part = TypeVar("Part", bound=QWidget)
Seen = Callable[[str], None]
"""Called in every state with the words that say which."""


class Walk:
    """Through one room."""

    def __init__(self, zone: Zone, seen: Seen, listed: Seen | None = None) -> None:
        """`listed` is called besides, where a page or a filter is turned to."""
        self._zone, self._seen, self._listed = zone, seen, listed
        self._page = self.page
        self._turned: set[QWidget] = set()
        self._kinds: set[tuple[QWidget, Hashable]] = set()
        self._sheets: set[tuple[ActMenu, str]] = set()
        self._where: list[str] = []
        self._shown: set[tuple[QWidget, int]] = set()
        self._pressed: set[tuple[str, str]] = set()

    @property
    def page(self) -> Page:
        """The room as it stands now."""
        return self._zone.window.page

    def room(self) -> None:
        """Every state of the room that is open."""
        self._view()
        if not isinstance(self.page, Turned) and (turn := self._bound(TURN)) is not None:
            turn()
            self._into("下一页")
            (self._bound(BACK) or self._bound(TURN) or turn)()
            self._settle()

    def _keys(self) -> None:
        """What the page's own keys open, and what Enter does in it; the keys of the tiles press them."""
        numbered = not self._within(Tile)
        names = [name for name, _ in self.page.keys().items() if name in OPENING or ("/" in name and numbered)]
        for name in names:
            bound = self.page.keys().get(name)
            if bound is not None and (self._mark(), name) not in self._pressed:
                self._pressed.add((self._mark(), name))
                bound()
                self._opened(name)
        front = self.page.panes()[:1]
        if front and front[0].isEnabled() and front[0].isVisible():
            front[0].setFocus()
            QTest.keyClick(front[0], Qt.Key.Key_Return)
            self._opened("Enter")

    def _mark(self) -> str:
        """The page of a room of several."""
        return self.page.mark() if isinstance(self.page, Turned) else ""

    def _opened(self, name: str) -> None:
        self._dismiss_dialogs()
        if self.page is self._page:
            self._at(name)
            if not self._over():
                self.page.escape()
        self._close()

    def _over(self) -> bool:
        return any(one.isVisible() for one in self.page.findChildren(Overlay))

    def _close(self) -> None:
        """Back to the room as it stood: what hangs over it is closed, what was said is read."""
        window = self._zone.window
        while self._over() and self.page.escape():
            self._settle()
        window.notice.clear()
        if self.page is not self._page:
            window.back()
        self._settle()

    def _bound(self, shortcut: str) -> Callable[[], None] | None:
        bound = self.page.keys()
        return next((bound[key.name] for key in keys.table() if shortcut in key.keys and key.name in bound), None)

    def _view(self) -> None:
        self._at("", self._listed)
        self._rows()
        for tile in self._within(Tile):
            tile.click()
            self._at(tile.which, self._listed)
            self._rows()
        for bar in self._new(QTabBar):
            for at in range(bar.count()):
                bar.setCurrentIndex(at)
                self._at(bar.tabText(at))
        for choices in self._within(ChoiceList):
            self._lines(choices)
        self._keys()
        for choice in self._new(Choice):
            began = choice.value
            for value, button in choice._buttons.items():
                if value == began or not button.isEnabled():
                    continue
                button.click()
                self._settle()
                if self._over():
                    self._at(value)
                    self._close()
                else:
                    self._into(value)
            choice._buttons[began].click()
            self._settle()

    def _into(self, word: str) -> None:
        self._where.append(word)
        self._settle()
        self._view()
        self._where.pop()

    def missed(self) -> list[str]:
        """Pages that were turned up in no state: a room has a way to them that this walk does not know."""
        found = []
        for stack in self._stacks():
            for at in range(stack.count()):
                part = stack.widget(at)
                if part is not None and not isinstance(part, State) and (stack, at) not in self._shown:
                    found.append(f"{type(part).__name__} {part.accessibleName()}")
        return found

    def _stacks(self) -> list[QStackedWidget]:
        return [one for one in self._page.findChildren(QStackedWidget) if not _inside(one, Overlay, QDialog)]

    def _at(self, word: str, besides: Seen | None = None) -> None:
        self.rest()
        for stack in self._stacks():
            if stack.isVisible():
                self._shown.add((stack, stack.currentIndex()))
        words = "·".join((*self._where, word) if word else self._where)
        self._seen(words)
        if besides is not None:
            besides(words)

    def _settle(self) -> None:
        settle(self._zone.qtbot, self._zone.backstage, LONG)

    def rest(self) -> None:
        """Nothing is asked, and nothing waits to be: a preview is drawn a moment after its paper is chosen."""
        zone, page = self._zone, self.page
        self._settle()

        def waiting() -> bool:
            return any(one.isSingleShot() and one.isActive() for one in page.findChildren(QTimer))

        if waiting():
            zone.qtbot.waitUntil(lambda: zone.backstage.idle and not waiting(), timeout=LONG)
            self._settle()

    # ── rows ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _rows(self) -> None:
        for table in self._within(RowTable):
            for at in self._of_each_kind(table):
                table.selectRow(at)
                self._at(f"第{at + 1}行")
                self._menu()
        for chart in self._within(LaneChart):
            for no in self._lanes(chart):
                chart.choose(no)
                self._at(f"第{no}项")
                self._menu()

    def _lines(self, choices: ChoiceList) -> None:
        """Every one under the first heading, the first under each of the others."""
        seen: set[str] = set()
        for at, one in enumerate(choices.choices):
            if one.heading not in seen or one.heading == choices.choices[0].heading:
                seen.add(one.heading)
                choices.step(-len(choices.choices))
                choices.step(at)
                self._at(one.word)

    def _of_each_kind(self, table: RowTable[Any]) -> Iterator[int]:
        rows = table.rows_model.rows
        for at, row in enumerate(rows):
            kind = (table, at if len(rows) <= FEW and not self._tiled() else _kind(row))
            if kind not in self._kinds and at < len(table.rows_model.rows):
                self._kinds.add(kind)
                yield at

    def _tiled(self) -> bool:
        return bool(self._within(Tile))

    def _lanes(self, chart: LaneChart) -> Iterator[int]:
        for lane in chart._case.lanes if chart._case is not None else ():
            kind = (chart, lane.light)
            if kind not in self._kinds:
                self._kinds.add(kind)
                yield lane.no

    # ── the menu and its sheets ───────────────────────────────────────────────────────────────────────────────

    def _menu(self) -> None:
        before, self._zone.desk.who = self._zone.desk.who, Who("全部岗位", "后台", SYSTEM)
        try:
            menu = self._opened_menu()
            offers = [one for one in menu._offers if one.allowed] if menu is not None else []
            for offer in offers:
                if menu is None or (menu, offer.name) in self._sheets:
                    continue
                if not self._sheets or menu not in {one for one, _ in self._sheets}:
                    self._at("菜单")
                self._sheets.add((menu, offer.name))
                menu.lift()
                menu.chosen.emit(offer)
                self._sheet(offer.title)
        finally:
            self._close()
            self._zone.desk.who = before

    def _opened_menu(self) -> ActMenu | None:
        if (opens := self._bound(MENU)) is None:
            return None
        opens()
        self._settle()
        return next((one for one in self.page.findChildren(ActMenu) if one.isVisible()), None)

    def _sheet(self, title: str) -> None:
        self._settle()
        self._dismiss_dialogs()
        sheet = next((one for one in self.page.findChildren(Sheet) if one.isVisible()), None)
        if sheet is not None:
            self._zone.qtbot.waitUntil(lambda: not sheet._stale, timeout=LONG)
            self._at(f"单：{title}")
            sheet.cancel()
        self._settle()

    def _dismiss_dialogs(self) -> None:
        self._settle()
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()

    # ── what stands there ─────────────────────────────────────────────────────────────────────────────────────

    def _within(self, kind: type[Part]) -> list[Part]:
        """Those that can be seen, in the order in which they stand; what edits a setting turns no page."""
        found = [one for one in self.page.findChildren(kind) if one.isVisible() and not _inside(one, Form, Overlay)]
        return sorted(found, key=lambda one: one.mapTo(self.page, one.rect().topLeft()).toTuple()[::-1])

    def _new(self, kind: type[Part]) -> Iterator[Part]:
        for one in self._within(kind):
            if one not in self._turned and one.isVisible():
                self._turned.add(one)
                yield one


def _inside(widget: QWidget, *kinds: type[QWidget]) -> bool:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, kinds):
        around = around.parentWidget()
    return around is not None


def _kind(row: object) -> Hashable:
    """Rows of one kind have the same things to show: the same marks, and words in the same places."""
    if isinstance(row, Enum | bool):
        return row
    if is_dataclass(row) and not isinstance(row, type):
        return (type(row), *(_kind(getattr(row, one.name)) for one in fields(row)))
    if isinstance(row, tuple | list | str | int | float) or row is None:
        return (type(row).__name__, bool(row))
    return type(row).__name__

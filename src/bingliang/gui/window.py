"""主窗口: top bar, ribbon, navigation, pages, key strip; binds the one key table to what the pages can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.rows import CaseView, Light, ListFilter
from bingliang.gui import icons, style, tokens
from bingliang.gui.keys import Place, named
from bingliang.gui.source import PRACTICE, Heading
from bingliang.gui.style import colours, look
from bingliang.gui.widgets.navigation import WORKBENCH, Navigation
from bingliang.gui.widgets.notice import Notice
from bingliang.gui.widgets.ribbon import Ribbon
from bingliang.gui.widgets.strip import KeyStrip
from bingliang.gui.widgets.topbar import PROGRAM, TopBar

if TYPE_CHECKING:
    from bingliang.gui.backstage import Backstage
    from bingliang.gui.pages.case import CasePage
    from bingliang.gui.pages.worklist import WorklistPage

REFRESH_MS = 30_000


class Window(QMainWindow):
    """主窗口: the frame is painted at once; `furnish` puts the pages into it, the desk comes later through the backstage."""

    painted = Signal()
    """the frame has been painted for the first time"""
    retry = Signal()
    """F5 while the database is not open"""

    worklist: WorklistPage
    detail: CasePage

    def __init__(self, icon_folder: Path) -> None:
        super().__init__()
        self._backstage: Backstage | None = None
        self.setWindowTitle(PROGRAM)
        c = colours()
        self.setWindowIcon(icons.seal(64, c.nav, "#FFFFFF"))
        self.setMinimumSize(1120, 640)
        self.resize(1440, 900)
        self.topbar, self.ribbon, self.notice, self.strip = TopBar(), Ribbon(), Notice(), KeyStrip()
        self.navigation = Navigation(icon_folder)
        self._case_page: CasePage | None = None
        self.pages = QStackedWidget()
        self._arrange()
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self.topbar.installEventFilter(self)

    def furnish(self, backstage: Backstage) -> None:
        """布置: builds the pages and binds the keys; their modules are not imported before."""
        from bingliang.gui.pages.case import CasePage
        from bingliang.gui.pages.worklist import WorklistPage

        self._backstage = backstage
        self.detail = CasePage(backstage)
        self.worklist = WorklistPage(backstage, self.detail)
        self.pages.addWidget(self.worklist)
        self._share()
        self._wire(backstage)
        self._bind()
        if self.isVisible():
            self.worklist.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ── building ──────────────────────────────────────────────────────────────────────────────────────────────

    def _arrange(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addWidget(self.pages, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.topbar, self.ribbon, self.notice):
            column.addWidget(part)
        column.addLayout(middle, 1)
        column.addWidget(self.strip)
        centre = QWidget()
        centre.setLayout(column)
        self.setCentralWidget(centre)

    def _wire(self, back: Backstage) -> None:
        back.opened.connect(self._opened)
        back.not_opened.connect(self._not_opened)
        back.changed.connect(self.refresh)
        back.refused.connect(self.notice.say)
        back.failed.connect(lambda number: self.notice.say(f"刚才的操作没有完成，原因已记入日志（编号 {number}）。"))
        self.worklist.picked.connect(self.detail.show_stream)
        self.worklist.opened.connect(self.open_case)
        self.worklist.headed.connect(self._headed)
        self.detail.entered.connect(self._go)
        self.navigation.went.connect(self._go)

    def _bind(self) -> None:
        bound: dict[str, Callable[[], None]] = {
            "scope": self.worklist.next_scope,
            "tab": lambda: self._case_here().turn_tab(1),
            "tab_back": lambda: self._case_here().turn_tab(-1),
            "back": self.back,
            "refresh": self.refresh,
            "pane": lambda: self._pane(1),
            "pane_back": lambda: self._pane(-1),
        }
        for name, slot in bound.items():
            for keys in named(name).keys:
                self._shortcut(keys, slot)
        for keys, which in zip(named("tiles").keys, ListFilter, strict=True):
            self._shortcut(keys, partial(self._filter, which))

    def _shortcut(self, keys: str, slot: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys, QKeySequence.SequenceFormat.PortableText), self)
        shortcut.activated.connect(slot)

    # ── what keys and pages do ────────────────────────────────────────────────────────────────────────────────

    @property
    def case_page(self) -> CasePage:
        """办件页 over the whole window; built when the first case is opened, not before the first paint."""
        if self._case_page is None:
            from bingliang.gui.pages.case import CasePage

            assert self._backstage is not None, "furnish() comes first"  # noqa: S101 - a mistake of ours, not of data
            self._case_page = CasePage(self._backstage, full=True)
            self._case_page.shown.connect(self._case_shown)
            full = QWidget()
            margins = QVBoxLayout(full)
            margins.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
            margins.addWidget(self._case_page)
            self.pages.addWidget(full)
        return self._case_page

    @property
    def place(self) -> Place:
        """现在的地方: decides the key strip."""
        return Place.WORKLIST if self.pages.currentIndex() == 0 else Place.CASE

    def open_case(self, stream: str, title: str, code: str) -> None:
        """打开办件 over the whole window."""
        self.navigation.remember(stream, title, code)
        self.case_page.show_stream(stream)
        self.pages.setCurrentIndex(1)
        self.navigation.show_place(stream)
        self.strip.show_place(self.place)
        self.case_page.chart.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def back(self) -> None:
        """返回: from the case to the list, from anywhere on the worklist to its rows."""
        self.notice.clear()
        self.pages.setCurrentIndex(0)
        self.navigation.show_place(WORKBENCH)
        self.strip.show_place(self.place)
        self.worklist.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """刷新 what is on screen; tries to open the database again while it is not open."""
        if self._backstage is None or not self._backstage.ready:
            self.retry.emit()
            return
        self.worklist.refresh()
        self._case_here().refresh()

    def _filter(self, which: ListFilter) -> None:
        if self.pages.currentIndex() != 0:
            self.back()
        self.worklist.filter_by(which)

    def _case_here(self) -> CasePage:
        return self.detail if self.pages.currentIndex() == 0 else self.case_page

    def _go(self, place: str) -> None:
        if place == WORKBENCH:
            self.back()
            return
        case = self.detail.case
        if case is not None and case.stream == place:
            self.open_case(place, case.project, case.code)
        else:
            self.case_page.show_stream(place)
            self.pages.setCurrentIndex(1)
            self.navigation.show_place(place)
            self.strip.show_place(self.place)
            self.case_page.chart.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> list[QWidget]:
        """换区的顺序: navigation, list, detail."""
        if self.pages.currentIndex() == 0:
            return [self.navigation, *self.worklist.panes(), *self.detail.panes()]
        return [self.navigation, *self.case_page.panes()]

    def _pane(self, step: int) -> None:
        panes = [pane for pane in self.panes() if pane.isVisibleTo(self)]
        focus = QApplication.focusWidget()
        at = next((at for at, pane in enumerate(panes) if focus is pane or (focus and pane.isAncestorOf(focus))), -step)
        if panes:
            panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _opened(self) -> None:
        self.topbar.show_state("数据库已连接", Light.OK)
        self._timer.start()
        self.refresh()

    def _not_opened(self, sentence: str) -> None:
        self.topbar.show_state("数据库未打开", Light.STATUTE_LATE)
        self.worklist.not_opened(sentence)

    def _headed(self, heading: Heading) -> None:
        if heading.ribbon == PRACTICE and not look().practice:
            style.apply(style.application(), replace(look(), practice=True))
        self.topbar.show_heading(heading)
        self.ribbon.say(heading.ribbon, heading.banner)
        marks = "".join(f"〔{word}〕" for word in (heading.ribbon,) if word)
        self.setWindowTitle(f"{PROGRAM} {marks} {heading.zone_name}".replace("  ", " "))

    def _case_shown(self, case: CaseView) -> None:
        self.navigation.remember(case.stream, case.project, case.code)
        self.navigation.show_place(case.stream if self.pages.currentIndex() == 1 else WORKBENCH)

    # ── Qt ────────────────────────────────────────────────────────────────────────────────────────────────────

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        rail = self.width() < tokens.RAIL_BELOW
        self.navigation.set_rail(rail=rail)
        if self._backstage is not None:
            self.worklist.share(self.width() - (tokens.NAV_RAIL if rail else tokens.NAV_WIDTH))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched is self.topbar:
            self.topbar.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._backstage is not None:
            self.worklist.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        if self._backstage is not None:
            self._backstage.close()
        super().closeEvent(event)

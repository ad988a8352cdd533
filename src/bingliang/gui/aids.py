"""随手的工具: what hangs on the window in every room: the box that finds, the scanner, the command palette, help at a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from bingliang.gui.drawer import Drawer
from bingliang.gui.finder import Finder, open_hit
from bingliang.gui.keys import Place
from bingliang.gui.page import Command
from bingliang.gui.palette import Palette
from bingliang.gui.style import application
from bingliang.gui.wedge import Pace, Wedge
from bingliang.gui.widgets.scanner_test import KEEPS

if TYPE_CHECKING:
    from bingliang.desk.finding import FoundCase, FoundErrand, FoundPaper
    from bingliang.gui.source import Desk
    from bingliang.gui.window import Window
    from bingliang.settings import Settings


class Aids(QObject):
    """随手的工具; made when the window is furnished."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.finder = Finder(window, window.topbar.find_box, window)
        self.palette = Palette(window)
        self.drawer = Drawer(window)
        self.wedge = Wedge(lambda: pace(window.settings), self)
        self.wedge.scanned.connect(self._scanned)
        application().installEventFilter(self.wedge)
        window.installEventFilter(self)

    def keys(self) -> Mapping[str, Callable[[], None]]:
        """按键: what they do for a key, in whatever room."""
        return {"find": self.finder.begin, "palette": self.palette.ask, "help": self.drawer.ask}

    def commands(self) -> Sequence[Command]:
        """命令: what the palette offers in every room besides keys and rooms."""
        from bingliang.gui.pages.settings.sections import SECTIONS

        go = self._window.go
        sections = [
            Command(f"设置：{one.word}", partial(go, Place.SETTINGS, one.key), note=one.group, group="设置")
            for one in SECTIONS
        ]
        updates = Command("检查更新", self._look_for_updates, note="共享文件夹或网址上有没有新的安装程序", group="设置")
        backup = Command("备份台账", self._back_up, note="复制一份数据库和文书原件并检查，窗口不用关", group="设置")
        return (
            *sections,
            updates,
            backup,
            Command("练习区", self._practise, note="另一个数据库，怎么按都不影响业务数据", group="页面"),
        )

    def _practise(self) -> None:
        from bingliang.gui.practice import open_practice

        open_practice(self._window)

    def _back_up(self) -> None:
        from bingliang.gui.backing_up import ask_folder

        ask_folder(self._window)

    def _look_for_updates(self) -> None:
        from bingliang.gui.pages.settings.page import SettingsPage

        self._window.go(Place.SETTINGS, "updates")
        page = self._window.page
        if isinstance(page, SettingsPage):
            page.updates.look()

    @property
    def covering(self) -> bool:
        """盖着: nothing behind may be done by a key while the palette stands over the window."""
        return self.palette.isVisible()

    def escape(self) -> bool:
        """Esc: True when one of them used it up."""
        return self.drawer.escape() or self.palette.escape() or self.finder.escape()

    # ── scanning ──

    def _scanned(self, code: str) -> None:
        focus = QApplication.focusWidget()
        if (focus is not None and focus.property(KEEPS)) or not self._window.isActiveWindow():
            return
        if QApplication.activeModalWidget() is not None:
            self._window.say("刚才扫了码。请先完成或取消正在填写的内容，再扫一次。")
            return
        if self._window.page.scanned(code):
            return
        if _of_a_shelf(code):
            self._window.go(Place.BAGS, f"扫码={code}")
            return
        self._window.backstage.ask(
            self, lambda counter: _named(counter, code), self._open, topic="scan", refused=self._not_found
        )

    def _open(self, found: FoundCase | FoundPaper | FoundErrand) -> None:
        self.finder.clear()
        self.palette.escape()
        open_hit(self._window, found)

    def _not_found(self, sentence: str) -> None:
        self._window.say(sentence)
        if self._window.topbar.find_box.hasFocus():
            self.finder.clear()
            self.finder.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.finder.place()
            self.drawer.place()
        return super().eventFilter(watched, event)


def pace(settings: Settings) -> Pace:
    """扫码枪的快慢 of this machine."""
    return Pace(int(settings.scan_gap), int(settings.scan_least), settings.scan_prefix)


def _of_a_shelf(code: str) -> bool:
    """架位码、领取人码 that the room has no use for."""
    from bingliang.desk.bags.scanning import ours

    return ours(code)


def _named(counter: Desk, code: str) -> FoundCase | FoundPaper | FoundErrand:
    from bingliang.desk.finding import scanned

    return scanned(counter.desk, code)

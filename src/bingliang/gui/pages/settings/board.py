"""日日播的一节: whether this machine plays by itself, and on which of its screens."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from bingliang.gui.page import Frame
from bingliang.gui.pages.settings.machine import MachineForm
from bingliang.gui.widgets.drop_down import DropDown

OTHER = "窗口不在的那一块"


class BoardForm(MachineForm):
    """日日播: chosen is saved; a screen that is not plugged in now stays chosen."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        lead = "大厅的屏幕接在哪台机器上，就在哪台机器上打开。选中就生效，只影响这台机器；播放时刻是全区的口径。"
        super().__init__(frame, "日日播", lead, parent)
        self.when = self._choice("board", "自动播放", "选了，到播放时刻自动播最新冻结的一期，各一次；程序要开着。")
        self.screen_choice = DropDown()
        self.screen_choice.setAccessibleName("播放屏幕")
        self.screen_choice.setMaximumWidth(420)
        self.row("播放屏幕", self.screen_choice, "只有一块屏幕的，到点不播、不遮住窗口；要在这一块上播，在这里选它。")
        self.screen_choice.activated.connect(lambda at: self._take(board_screen=str(self.screen_choice.itemData(at))))
        self._text(
            "board_size",
            "导出图片的点数",
            "给别的屏幕导出图片、自动播放文件夹用，如 1920x1080、1280x384。",
            most=12,
            check=_pixels,
        )
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(lambda _: self.show_screens())
            app.screenRemoved.connect(lambda _: self.show_screens())
        self.show_screens()

    def first(self) -> QWidget:
        return self.when

    def show_screens(self) -> None:
        """列出屏幕 of this machine, by the system's name, else by their number."""
        held = self.frame.settings.board_screen
        self.screen_choice.clear()
        self.screen_choice.addItem(OTHER, "")
        for at, one in enumerate(QGuiApplication.screens(), start=1):
            size = one.size() * one.devicePixelRatio()
            name = f"（{one.name()}）" if one.name() else ""
            self.screen_choice.addItem(f"第{at}块{name}，{size.width()}×{size.height()}", one.name() or str(at))
        found = self.screen_choice.findData(held)
        if found < 0:
            self.screen_choice.addItem(f"{held}（现在没有接上）", held)
            found = self.screen_choice.count() - 1
        self.screen_choice.setCurrentIndex(found)


def _pixels(text: str) -> None:
    from bingliang.desk.boards.exports import pixels

    pixels(text)

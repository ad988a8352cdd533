"""预览: what is chosen, drawn as it will hang on the wall, over the whole page; a figure on it leads to its lines as in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bingliang.desk.boards.frames import frames
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.board_view import BoardView
from bingliang.gui.widgets.label import Words

if TYPE_CHECKING:
    from bingliang.desk.boards.view import BoardView as Shown
    from bingliang.gui.backstage import Backstage

KEYS = "← → 换幅　↑ ↓ 选数字　Enter 看出处　Esc 返回"


class Preview(QWidget):
    """预览 over the pages of the room; `chosen` is the figure whose lines are wanted, `left` that it is to be closed."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, backstage: Backstage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backstage = backstage
        self._title = Words(size=tokens.SUBTITLE, bold=True, colour=colours().text, whole=True)
        self._where = Words(size=tokens.BODY, colour=colours().text2)
        self.back_button = QPushButton("返回（Esc）")
        self.back_button.setProperty("helpKey", "boards.preview")
        self.back_button.clicked.connect(self.left)
        self.view = BoardView(backstage, self)
        self.view.opened.connect(self.chosen)
        self.view.turned.connect(self._turned)
        head = QHBoxLayout()
        head.setSpacing(tokens.M)
        head.addWidget(self._title)
        head.addWidget(self._where, 1)
        head.addWidget(self.back_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def show_view(self, shown: Shown, *, roll: bool) -> None:
        """预览 of what is frozen; laid out on a worker."""
        self._title.setText(shown.number or shown.title)
        self._where.setText("正在画…")
        self.view.show_boards(())
        of, board = shown.of, shown.board
        self._backstage.know(self, lambda: frames(of, board, roll=roll), self.view.show_boards, topic="frames")
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turned(self, at: int, of: int) -> None:
        self._where.setText(f"{at + 1}/{of}　{KEYS}")

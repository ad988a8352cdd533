"""F1 在对话框里: a question that stands over the window keeps the keys to itself, so it brings its own help."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from bingliang.gui import tokens
from bingliang.gui.helped import own_topic
from bingliang.gui.style import application, colours
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.topic_view import TopicView

WIDE, TALL = 420, 440
FOOT = "↑↓ 走动    Enter 打开参见    Backspace 上一条    Esc 关闭"


class HelpBox(QDialog):
    """帮助框 over a dialog; Esc closes it, and the dialog goes on where it was."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self.setWindowTitle("帮助")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDE, TALL)
        self.view = TopicView(self)
        foot = QHBoxLayout()
        foot.setContentsMargins(tokens.L, tokens.XS, tokens.L, tokens.S)
        foot.addWidget(Words(FOOT, size=tokens.CAPTION, colour=colours().text2))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def ask(self) -> None:
        """F1: the text of the field in hand, where there is one."""
        from bingliang.desk.help import factory_help

        held = factory_help()
        topic = own_topic(held, application().focusWidget())
        if topic is None:
            self.deleteLater()
            return
        self.view.show_topic(held, topic)
        self.open()
        self.view.enter()

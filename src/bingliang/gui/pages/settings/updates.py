"""更新的一节: where a newer setup program is looked for and when, and the question asked by a person."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from bingliang import __version__
from bingliang.gui import tokens
from bingliang.gui.helped import explain
from bingliang.gui.page import Frame
from bingliang.gui.pages.settings.machine import MachineForm
from bingliang.gui.style import colours
from bingliang.gui.updating import UpdateQuestion
from bingliang.gui.widgets.label import Paragraph


class UpdateForm(MachineForm):
    """更新: asks, says what came of it, and fetches when something newer is there."""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        lead = f"本机装的是 {__version__}。只查、只取，不自己安装；安装由人在下班后运行。按 F9 保存。"
        super().__init__(frame, "更新", lead, parent)
        self._text("updates", "更新地址", "放安装程序的共享文件夹，或者 https:// 开头的网址；由管理员给出。", most=240)
        self._text(
            "updates_key", "发布者公钥", "核对更新公告的签名用，44 个字符；空着就用安装程序自带的那一把。", most=60
        )
        self._text("open_hours", "开放时间", "这段时间里程序不会自己去查，像 08:00-18:00。", most=20, check=_opening)
        self._choice("updates_when", "自动检查", "选了也只在开放时间以外，一天一次，有新版本才提示。")
        self.check = QPushButton("现在检查")
        self.fetch = QPushButton("取到本机")
        self.fetch.setEnabled(False)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.S)
        for button, key in ((self.check, "updates.check"), (self.fetch, "updates.fetch")):
            button.setAutoDefault(True)
            explain(button, key)
            line.addWidget(button)
        line.addStretch(1)
        self.below(row)
        self.told = Paragraph(size=tokens.BODY, colour=colours().text)
        self.below(self.told)
        self.check.clicked.connect(self.look)
        self.fetch.clicked.connect(self._fetch)
        self.question = UpdateQuestion(frame.backstage, self)
        self.question.answered.connect(self._answered)

    def look(self) -> None:
        """现在检查, with what has been typed."""
        if self.dirty:
            self.save()
        self._ask()

    def _fetch(self) -> None:
        self._ask("--fetch")

    def _ask(self, *words: str) -> None:
        self.check.setEnabled(False)
        self.fetch.setEnabled(False)
        self.told.setText("正在取安装程序，请稍候……" if words else "正在检查，请稍候……")
        self.question.ask(*words)

    def _answered(self, sentence: str, newer: bool) -> None:  # noqa: FBT001 - of the signal
        self.check.setEnabled(True)
        self.fetch.setEnabled(newer)
        self.told.setText(sentence)


def _opening(hours: str) -> None:
    from bingliang.exchange.updates.looking import opening

    opening(hours)

"""扫码枪测试: what the scanner sends, how fast, and whether the window takes it for a scan; for the help and settings pages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.wedge import Wedge
from bingliang.gui.widgets.label import Paragraph
from bingliang.ledger.identifiers import check_case_code

HOW = (
    "把光标放在下面的框里，扫一张收件凭证上的条码或二维码。扫码枪应设成：末尾带回车；如能设前缀，请设为 F3。"
    "扫到的内容不会留在框里；如果留下了，说明扫码枪比设定的间隔慢，请在“设置”里把间隔调大一档再试。"
)
KEEPS = "keepsScans"
"""Property of a field that takes a scan for itself: nothing is opened while it has the focus."""


class ScannerTest(QWidget):
    """扫码枪测试. While its box has the focus a scan opens nothing."""

    def __init__(self, wedge: Wedge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wedge = wedge
        c = colours()
        label = QLabel("在这里扫码(&S)")
        self.box = QLineEdit()
        self.box.setAccessibleName("在这里扫码")
        self.box.setProperty("helpKey", "scanner")
        self.box.setProperty(KEEPS, True)
        self.box.setPlaceholderText("例如先打几个字再扫，扫完框里应仍是这几个字")
        self.box.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        label.setBuddy(self.box)
        self.verdict = Paragraph(size=tokens.SUBTITLE, bold=True)
        self.said = Paragraph("还没有扫过。", size=tokens.BODY, colour=c.text)
        self.pace = Paragraph(self._pace_words(), size=tokens.LABEL, colour=c.text2)
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        inside.setSpacing(tokens.S)
        inside.addWidget(self.verdict)
        inside.addWidget(self.said)
        self.verdict.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.M)
        for part in (Paragraph(HOW, size=tokens.BODY, colour=c.text), label, self.box, card, self.pace):
            column.addWidget(part)
        column.addStretch(1)
        wedge.heard.connect(self._heard)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.pace.setText(self._pace_words())

    def _pace_words(self) -> str:
        pace = self._wedge.pace
        prefix = f"，前缀“{pace.prefix}”会去掉" if pace.prefix else ""
        return f"现在的设定：{pace.least} 位以上、相邻两位不超过 {pace.gap_ms} 毫秒、末尾回车，算作扫码{prefix}。"

    def _heard(self, text: str, longest: int, taken: bool) -> None:  # noqa: FBT001 - a signal's arguments
        if not self.box.hasFocus():
            return
        c = colours()
        self.verdict.setText(self._judged(text, longest, taken=taken))
        self.verdict.set_colour(c.ok.text if taken else c.warn.text)
        self.verdict.show()
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        self.said.setText(f"收到“{shown}”，{len(text)} 位，最长间隔 {longest} 毫秒，末尾有回车。")

    def _judged(self, text: str, longest: int, *, taken: bool) -> str:
        pace = self._wedge.pace
        if not taken:
            why = f"间隔超过 {pace.gap_ms} 毫秒" if longest > pace.gap_ms else f"不足 {pace.least} 位"
            return f"！没有算作扫码：{why}"
        try:
            code = check_case_code(text.removeprefix(pace.prefix) if pace.prefix else text)
        except ValueError:
            return "√ 算作扫码，内容不是本柜台的收件号"
        return f"√ 算作扫码，收件号 {code} 校验相符"

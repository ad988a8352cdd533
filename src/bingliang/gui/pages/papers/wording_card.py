"""样式的文字: a paper's words to be changed, its law above them, what is wrong or missing and the reason below; its row in the list."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from bingliang.desk.zone.wording import FormRow
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.table import Column
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.label import Paragraph, Words


class WordingCard(QFrame):
    """样式的文字 of the paper in hand; what its buttons do is the page's."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        c = colours()
        self.setObjectName("card")
        self.title = Words(size=tokens.SUBTITLE, bold=True, colour=c.text)
        self.law = Paragraph(size=tokens.CAPTION, colour=c.text2)
        self.version = Paragraph(size=tokens.CAPTION, colour=c.text2)
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName("样式文字")
        self.editor.setProperty("helpKey", "forms.text")
        self.editor.setTabChangesFocus(True)
        self.editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.editor.setFont(font(tokens.LABEL))
        self.reason = QLineEdit()
        self.reason.setAccessibleName("修改的原因或依据")
        self.reason.setProperty("helpKey", "forms.reason")
        self.reason.setPlaceholderText("修改的原因或依据：谁审定、哪份文件")
        self.reason.setMaxLength(200)
        self.fault = Paragraph(size=tokens.LABEL, colour=c.late.text)
        self.caution = Paragraph(size=tokens.LABEL, colour=c.warn.text)
        self.save_button = QPushButton("启用（F9）")
        self.back_button = QPushButton("改回出厂…")
        foot = QHBoxLayout()
        foot.setSpacing(tokens.S)
        foot.addStretch(1)
        for button in (self.back_button, self.save_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.S)
        for part in (self.title, self.law, self.version):
            column.addWidget(part)
        column.addWidget(self.editor, 1)
        for line in (self.fault, self.caution):
            line.hide()
            column.addWidget(line)
        column.addWidget(self.reason)
        column.addLayout(foot)

    def tell(self, fault: str, caution: str = "") -> None:
        """差错 and 提醒 about the text as it stands; what is empty is taken away."""
        for line, words in ((self.fault, fault), (self.caution, caution)):
            line.setText(words)
            line.setVisible(bool(words))


def form_column() -> Column[FormRow]:
    """文书样式清单的一栏."""

    def tip(row: FormRow) -> str:
        return "\n".join((row.title, row.trigger, *row.ground))

    def paint(painter: QPainter, box: QRect, row: FormRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
        del selected
        c = colours()
        inner = box.adjusted(12, 0, -8, 0)
        upper = QRect(inner.left(), box.top() + 4, inner.width(), 20)
        lower = QRect(inner.left(), box.top() + 25, inner.width(), 17)
        ink.write(painter, upper, row.title, font(tokens.BODY, bold=True), c.text)
        mark = "本区文字 · " if row.own else ""
        ink.write(painter, lower, f"{mark}{row.profile} · {row.trigger}", font(tokens.CAPTION), c.text2)

    return Column("文书 / 何时出具", lambda row: row.title, tip=tip, paint=paint,
                  speech=lambda row: f"{row.title}，{row.trigger}")  # fmt: skip

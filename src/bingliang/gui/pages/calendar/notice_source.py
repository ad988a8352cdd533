"""通知原文: what is pasted or opened, with the fault the reading found marked in it, and what the text itself may leave out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from bingliang.desk.calendar.notice_view import text_of_file
from bingliang.gui import tokens
from bingliang.gui.page import Frame
from bingliang.gui.style import colours
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.ledger.workdays import Notice

TEXT_WIDTH = 340


class NoticeSource(QFrame):
    """通知原文, at the left of the pane."""

    changed = Signal()
    refused = Signal(str)
    """a file that cannot be read, in one sentence"""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = frame
        self._file: QFileDialog | None = None
        c = colours()
        self.setObjectName("card")
        self.setFixedWidth(TEXT_WIDTH)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("通知原文")
        self.text.setPlaceholderText("国务院办公厅关于……年部分节假日安排的通知\n\n一、元旦：……")
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self.changed)
        self.fault = Paragraph(size=tokens.LABEL, colour=c.late.text)
        self._days = Paragraph(size=tokens.LABEL, colour=c.text)
        self.year, self.published, self.title = QLineEdit(), QLineEdit(), QLineEdit()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.S)
        head = QHBoxLayout()
        head.addWidget(Words("通知原文", size=tokens.SUBTITLE, bold=True, colour=c.text), 1)
        head.addWidget(button("打开文件…", self.open_file))
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addWidget(self.fault)
        column.addWidget(self._days)
        column.addLayout(self._fields())
        self.fault.hide()
        self._days.hide()

    def _fields(self) -> QGridLayout:
        """原文没有写明时: year, day of publication and title."""
        c, grid = colours(), QGridLayout()
        grid.setHorizontalSpacing(tokens.S)
        grid.setVerticalSpacing(2)
        grid.addWidget(Words("以下在原文没有写明时填写：", size=tokens.CAPTION, colour=c.text2), 0, 0, 1, 3)
        fields = ((self.year, "年份", "2027"), (self.published, "公布日期", "2026-11-04"), (self.title, "标题", ""))
        for at, (field, word, hint) in enumerate(fields):
            label = Words(word, size=tokens.LABEL, colour=c.text2)
            label.setBuddy(field)
            field.setProperty("helpKey", "calendar.notice.year")
            field.setAccessibleName(f"{word}（原文没有写明时填写）")
            field.setPlaceholderText(hint)
            field.textChanged.connect(self.changed)
            grid.addWidget(label, 1, at)
            grid.addWidget(field, 2, at)
            grid.setColumnStretch(at, (2, 3, 4)[at])
        return grid

    def open_file(self) -> None:
        """打开文件: a text file of the notice."""
        dialog = QFileDialog(self, "打开节假日通知", "", "文本文件 (*.txt);;所有文件 (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.read_file)
        self._file = dialog
        dialog.open()

    def read_file(self, path: str) -> None:
        """读文件 on the worker; its text then stands in the field as if pasted."""
        self._frame.backstage.ask(
            self, lambda _: text_of_file(path), self.text.setPlainText, topic="file", refused=self.refused.emit
        )

    def say_fault(self, sentence: str) -> None:
        """读不下去的一句话, marked where the text has it; none when it is empty."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self._days.setVisible(False)
        self._underline(sentence)

    def _underline(self, sentence: str) -> None:
        """划出 the words the sentence quotes, where the text has them."""
        marks: list[QTextEdit.ExtraSelection] = []
        quoted = sentence.split("“", maxsplit=1)[1].split("”", maxsplit=1)[0] if "“" in sentence else ""
        cursor = self.text.document().find(quoted) if quoted else QTextCursor()
        if not cursor.isNull():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            form = QTextCharFormat()
            form.setBackground(QColor(colours().late.tint))
            form.setForeground(QColor(colours().late.text))
            mark.format = form
            marks.append(mark)
        self.text.setExtraSelections(marks)

    def say_days(self, notice: Notice) -> None:
        """读出的日子."""
        self.say_fault("")
        self._days.setText("\n".join(_said(one.festival, one.off, one.work) for one in notice.arrangements))
        self._days.setVisible(True)


def button(words: str, then: object) -> QPushButton:
    """按钮 that leaves Enter to the text."""
    made = QPushButton(words)
    made.setAutoDefault(False)
    made.setAccessibleName(words)
    made.clicked.connect(lambda _=False: then())  # type: ignore[operator]  # a bound method
    return made


def _said(festival: str, off: Sequence[date], work: Sequence[date]) -> str:
    """“春节：02-05 至 02-12 放假（8 天），01-31、02-20 上班”."""
    words = f"{festival}：{spans(off)} 放假（{len(off)} 天）"
    return words + (f"，{spans(work)} 上班" if work else "")


def spans(days: Sequence[date]) -> str:
    """连续的日子 as “02-05 至 02-12”, single ones as they are."""
    ordered = sorted(days)
    if not ordered:
        return ""
    starts = [ordered[0], *(b for a, b in pairwise(ordered) if (b - a).days > 1)]
    ends = [*(a for a, b in pairwise(ordered) if (b - a).days > 1), ordered[-1]]
    return "、".join(f"{a:%m-%d}" if a == b else f"{a:%m-%d} 至 {b:%m-%d}" for a, b in zip(starts, ends, strict=True))

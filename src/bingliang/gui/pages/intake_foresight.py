"""收件单右边: what F9 will do, said before it is pressed: dates of each item, papers, departments, what is still wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from bingliang.desk.foreseen import Foreseen, ForeseenDate, ForeseenItem
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.consequence import Tinted
from bingliang.gui.widgets.label import Paragraph


class Foresight(QScrollArea):
    """按 F9 会怎样."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("按 F9 会怎样")

    def show_foreseen(self, seen: Foreseen, *, wrong: int) -> None:
        """换上预见; `wrong` faults stand in the form."""
        c = colours()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(Paragraph("按 F9 会怎样", size=tokens.SUBTITLE, bold=True, colour=c.text))
        column.addWidget(Tinted(seen.sentence, c.ok if not wrong and seen.taken else c.todo, bold=True))
        for sentence in _warnings(seen, wrong):
            column.addWidget(Tinted(sentence, c.warn))
        for item in seen.taken:
            column.addWidget(_item(item))
        for head, words in (
            ("将出具的文书", "、".join(paper.title for paper in seen.papers)),
            ("材料交给", "、".join(seen.departments)),
            ("今天不收", "\n".join(f"{one.name}：{one.sentence}" for one in seen.asides)),
        ):
            if words:
                column.addWidget(Paragraph(head, size=tokens.CAPTION, bold=True, colour=c.text2))
                column.addWidget(Paragraph(words, size=tokens.LABEL, colour=c.text))
        column.addStretch(1)
        held = self.verticalScrollBar().value()
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.verticalScrollBar().setValue(held)
        self.setAccessibleDescription(seen.sentence)


def _warnings(seen: Foreseen, wrong: int) -> list[str]:
    found = [f"还有 {wrong} 处没有填好，见各栏下的红字。"] if wrong else []
    if seen.unlooked:
        found.append(f"还有 {seen.unlooked} 份材料没有核对：逐份核，或核过以后按 Alt+Q 全部登记为齐。")
    if seen.consent_needed:
        found.append(
            "有事项前置未取得：申请人签字同意预收后按 Alt+Y 勾选，否则逾期不告知会视为受理（《行政许可法》第三十二条）。"
        )
    return found + [item.warning for item in seen.taken if item.warning]


def _item(item: ForeseenItem) -> QWidget:
    c = colours()
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, tokens.XS, 0, tokens.XS)
    column.setSpacing(2)
    column.addWidget(Paragraph(f"{item.no}　{item.name}　〔{item.mode}〕", size=tokens.LABEL, bold=True, colour=c.text))
    column.addWidget(Paragraph(item.reason, size=tokens.CAPTION, colour=c.text2))
    dates = [("答复", item.answer), ("今天受理则法定", item.statutory), ("承诺", item.promised)]
    said = "　".join(f"{word} {_date(one)}" for word, one in dates if one.on or one.words)
    if said:
        column.addWidget(Paragraph(said, size=tokens.LABEL, colour=c.text))
    return box


def _date(one: ForeseenDate) -> str:
    if one.on is None:
        return one.words
    return f"{one.on:%Y-%m-%d}{'〔暂定〕' if one.provisional else ''}"

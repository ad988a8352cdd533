"""收件单右边: what F9 will do, said before it is pressed: dates of each item, papers, departments, what is still wrong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from bingliang.desk.intake.foreseen import Foreseen, ForeseenDate, ForeseenItem
from bingliang.desk.intake.foreseen_changes import Change, words_of
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.consequence import Tinted
from bingliang.gui.widgets.label import Paragraph

PLAIN = "正式收件"


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

    def show_foreseen(self, seen: Foreseen, *, wrong: Sequence[str], changed: Sequence[Change] = ()) -> None:
        """换上预见; `wrong` are the sentences of what is at fault, `changed` what is otherwise than it stood here before."""
        c = colours()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(Paragraph("按 F9 会怎样", size=tokens.SUBTITLE, bold=True, colour=c.text))
        if changed:
            column.addWidget(_changed(changed))
        column.addWidget(Tinted(seen.sentence, c.ok if not wrong and seen.taken else c.todo, bold=True))
        if wrong:
            said = "\n".join(f"× {one}" for one in wrong)
            column.addWidget(Tinted(f"{len(wrong)} 处要改，改好才能收：\n{said}", c.late))
        for sentence in _warnings(seen, looking=not wrong):
            column.addWidget(Tinted(sentence, c.warn))
        for item in seen.taken:
            column.addWidget(_item(item))
        for head, words in (
            ("将出具的文书", "、".join(paper.title for paper in seen.papers)),
            ("材料交给", "、".join(seen.departments)),
            ("今天不收", "\n".join(f"{one.name}：{one.sentence}" for one in seen.asides)),
        ):
            if words:
                column.addWidget(_line())
                column.addWidget(Paragraph(head, size=tokens.CAPTION, bold=True, colour=c.text2))
                column.addWidget(Paragraph(words, size=tokens.LABEL, colour=c.text))
        column.addStretch(1)
        held = 0 if changed else self.verticalScrollBar().value()
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.verticalScrollBar().setValue(held)
        told = "；".join(one.sentence for one in changed)
        self.setAccessibleDescription(f"刚才变了：{told}。{seen.sentence}" if told else seen.sentence)


def _changed(changed: Sequence[Change]) -> QWidget:
    """前后对照: old → new, under the name of what has changed."""
    c = colours()
    box = Tinted("刚才显示以后变了，请看过再按 F9：", c.warn, bold=True)
    for subject, ones in groupby(changed, key=lambda one: one.subject):
        box.column.addWidget(Paragraph(subject, size=tokens.LABEL, bold=True, colour=c.warn.text))
        for one in ones:
            said = f"{one.what}　{one.old} → {one.new}"
            box.column.addWidget(Paragraph(said, size=tokens.LABEL, colour=c.warn.text))
    return box


def _warnings(seen: Foreseen, *, looking: bool) -> list[str]:
    found = []
    if seen.unlooked and looking:
        found.append(f"还有 {seen.unlooked} 份材料没有核对：逐份核，或核过以后按 Alt+Q 全部登记为齐。")
    if looking:
        found += [f"“{one.name}”没有材料清单，请在材料一步按 Ins 自列。" for one in seen.listless if not one.listed]
    if seen.consent_owed:
        found.append(
            "有事项前置未取得：申请人签字同意预收后按 Alt+Y 勾选，否则逾期不告知会视为受理（《行政许可法》第三十二条）。"
        )
    return found + _of_items(seen)


def _of_items(seen: Foreseen) -> list[str]:
    """各项的提醒: what several items have in common is said once, with their numbers."""
    numbers: dict[str, list[int]] = {}
    for item in seen.taken:
        if item.warning:
            numbers.setdefault(item.warning, []).append(item.no)
    many = len(seen.taken) > 1
    return [f"第{'、'.join(map(str, nos))}项：{said}" if many and all(nos) else said for said, nos in numbers.items()]


def _item(item: ForeseenItem) -> QWidget:
    c = colours()
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, tokens.XS, 0, 0)
    grid.setHorizontalSpacing(tokens.S)
    grid.setVerticalSpacing(2)
    grid.setColumnMinimumWidth(0, 60)
    grid.setColumnStretch(1, 1)
    grid.addWidget(_line(), 0, 0, 1, 2)
    no = f"{item.no}　" if item.no else ""
    mode = f"　〔{item.mode}〕" if item.mode != PLAIN else ""
    grid.addWidget(Paragraph(f"{no}{item.name}{mode}", size=tokens.LABEL, bold=True, colour=c.text), 1, 0, 1, 2)
    at = 2
    if item.mode != PLAIN or item.warning:  # an ordinary receipt needs no reason
        grid.addWidget(Paragraph(item.reason, size=tokens.CAPTION, colour=c.text2), at, 0, 1, 2)
        at += 1
    for word, one in (("答复", item.answer), ("法定", item.statutory), ("承诺", item.promised)):
        if one.on is not None or one.words not in ("", "—"):
            grid.addWidget(Paragraph(word, size=tokens.LABEL, colour=c.text2), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Paragraph(_date(one), size=tokens.LABEL, colour=c.text), at, 1)
            at += 1
    return box


def _date(one: ForeseenDate) -> str:
    other = f"（按工作日读为 {one.other:%Y-%m-%d}）" if one.other else ""
    return words_of(one) + other


def _line() -> QFrame:
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedHeight(1)
    return line

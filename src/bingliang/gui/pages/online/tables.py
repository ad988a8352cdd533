"""网上预审的三张表: the filings by what is left of their time, what they say beside what is known, their materials."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from bingliang.desk.lights import Light
from bingliang.desk.online.view import FilingRow, MaterialRow
from bingliang.gui import icons, tokens
from bingliang.gui.pages.intake.cells import bare, two_lines
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import chip, ink
from bingliang.mechanism.online_approval import Difference

ROW, LINE = 46, 30
_KEPT = 2
"""So many signs of what is the same stay beside what is not."""


def remaining(row: FilingRow) -> str:
    """剩余时间 in words."""
    if row.remaining is None:
        return row.state
    if row.remaining < 0:
        return "已过答复期"
    return "今天到期" if row.remaining == 0 else f"还有 {row.remaining} 日"


class FilingTable(RowTable[FilingRow]):
    """申报清单."""

    def __init__(self, parent: QWidget | None = None) -> None:
        columns: tuple[Column[FilingRow], ...] = (
            Column(
                "申报单位 / 编号", lambda row: row.enterprise, paint=_filing, speech=_filing_speech, tip=_filing_tip
            ),
            Column("答复", remaining, 104, paint=_remaining, tip=_filing_tip),
        )
        model: RowModel[FilingRow] = RowModel(columns, key=lambda row: row.stream)
        super().__init__(model, ROW, "网上申报清单", parent)
        model.setParent(self)


def _filing(painter: QPainter, box: QRect, row: FilingRow, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    c = colours()
    inner = box.adjusted(12, 0, -4, 0)
    ink.write(painter, QRect(inner.left(), box.top() + 4, inner.width(), 20), row.enterprise, font(bold=True), c.text)
    below = QRect(inner.left(), box.top() + 25, inner.width(), 17)
    ink.write(painter, below, f"{row.number}　{row.items} 项　{row.project}", font(tokens.CAPTION), c.text2)


def _remaining(painter: QPainter, box: QRect, row: FilingRow, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    c = colours()
    tone = c.tone(row.light)
    ground = c.selected if selected else c.card
    icons.mark(painter, QRectF(box.left() + 4, box.top() + 7, 13, 13), row.light, c, ground)
    top = QRect(box.left() + 22, box.top() + 4, box.width() - 28, 20)
    urgent = row.light in (Light.SOON, Light.STATUTE_LATE)
    ink.write(
        painter, top, remaining(row), font(tokens.LABEL, bold=urgent), tone.on_selected if selected else tone.text
    )
    below = QRect(box.left() + 22, box.top() + 25, box.width() - 28, 17)
    until = f"{row.answer_by:%m-%d}{' 暂定' if row.provisional else ''}" if row.answer_by else row.case_code
    ink.write(painter, below, until, font(tokens.CAPTION), c.text2)


def _filing_speech(row: FilingRow) -> str:
    return f"{row.enterprise}，{row.project}，{row.items} 项，{remaining(row)}"


def _filing_tip(row: FilingRow) -> str:
    lines = (
        f"{row.number}　{row.state}",
        row.enterprise,
        row.project,
        f"{row.entered_at:%Y-%m-%d %H:%M} 进入系统",
        row.case_code,
    )
    return "\n".join(line for line in lines if line)


class DifferenceTable(RowTable[Difference]):
    """对照表: what differs is marked by a sign and a word, not by colour alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        columns: tuple[Column[Difference], ...] = (
            Column("栏目", lambda row: row.word, 90, paint=_word),
            Column("申报内容", lambda row: row.given or "没有填", paint=_given, tip=_pair, speech=_spoken, least=120),
            Column("本区登记", _known, 150, paint=_held, tip=_pair),
        )
        model: RowModel[Difference] = RowModel(columns, key=lambda row: row.word)
        super().__init__(model, LINE, "申报内容与登记的对照", parent, marked=False)
        model.setParent(self)


def _known(row: Difference) -> str:
    if row.differs:
        return row.known
    return "相同" if row.given and row.known else ("" if row.given else row.known)


def _pair(row: Difference) -> str:
    return f"申报：{row.given or '没有填'}\n登记：{row.known or '没有'}"


def _spoken(row: Difference) -> str:
    return f"{row.word}，申报 {row.given}" + (f"，与登记的 {row.known} 不同" if row.differs else "")


def _word(painter: QPainter, box: QRect, row: Difference, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    ink.write(painter, box.adjusted(12, 0, -4, 0), row.word, font(), colours().text2)


def apart(one: str, other: str) -> tuple[str, str]:
    """不同在哪里: what both begin and end with is left out, so that a cell shows the difference and not the beginning."""
    most = min(len(one), len(other))
    same = next((at for at in range(most) if one[at] != other[at]), most)
    tail = next((at for at in range(most - same) if one[-1 - at] != other[-1 - at]), most - same)
    head, end = max(0, same - _KEPT), max(0, tail - _KEPT)
    if head <= _KEPT:  # a short beginning stays
        head = 0
    if end <= _KEPT:
        end = 0

    def shown(text: str) -> str:
        return f"{'…' if head else ''}{text[head : len(text) - end]}{'…' if end else ''}"

    return shown(one), shown(other)


def _given(painter: QPainter, box: QRect, row: Difference, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    c = colours()
    words = apart(row.given, row.known)[0] if row.differs else row.given or "没有填"
    ink.write(painter, box.adjusted(8, 0, -6, 0), words, font(bold=row.differs), c.text if row.given else c.text2)


def _held(painter: QPainter, box: QRect, row: Difference, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    c = colours()
    words = f"≠ {apart(row.given, row.known)[1]}" if row.differs else _known(row)
    ink.write(
        painter, box.adjusted(8, 0, -6, 0), words, font(bold=row.differs), c.warn.text if row.differs else c.text2
    )


class MaterialTable(RowTable[MaterialRow]):
    """材料表: Space says 齐, 缺 and takes it back."""

    marked = Signal(object)
    """the row whose state was turned on"""

    def __init__(self, parent: QWidget | None = None) -> None:
        columns: tuple[Column[MaterialRow], ...] = (
            Column("核对", _state, 76, paint=_paint_state),
            Column("材料", lambda row: row.name, paint=_material, tip=_material_tip, speech=_material_speech),
            Column("附件", lambda row: f"{len(row.at)} 份" if row.at else "没有", 56),
        )
        model: RowModel[MaterialRow] = RowModel(columns, key=lambda row: row.key)
        super().__init__(model, look().density.row, "申报材料", parent)
        model.setParent(self)
        self.doubleClicked.connect(lambda _: self._turn())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if bare(event) and event.key() == Qt.Key.Key_Space:
            self._turn()
        else:
            super().keyPressEvent(event)

    def _turn(self) -> None:
        row = self.current()
        if row is not None and row.asked:
            self.marked.emit(row)


def _state(row: MaterialRow) -> str:
    return (row.state or "未核") if row.asked else ""


def _paint_state(painter: QPainter, box: QRect, row: MaterialRow, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    if row.asked:
        chip.paint(painter, box.left() + 10, box.center().y(), _state(row))


def _material(painter: QPainter, box: QRect, row: MaterialRow, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    c = colours()
    two_lines(painter, box, row.name, row.words or row.note or row.source, c.text if row.asked else c.text2)


def _material_tip(row: MaterialRow) -> str:
    return "\n".join(line for line in (row.name, row.words, row.note, row.source) if line)


def _material_speech(row: MaterialRow) -> str:
    return "，".join(part for part in (row.name, _state(row), row.words, row.note) if part)

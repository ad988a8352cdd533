"""流程再造的各栏: the changes of a scenario as a list, the comparison as a table, the headline of what would follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bingliang.desk.statistics.table import Shape
from bingliang.desk.what_if.asking import NOT_A_PROMISE
from bingliang.gui import tokens
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import LEFT, Column, RowModel, RowTable
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.headline import Head
from bingliang.gui.widgets.label import Paragraph, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bingliang.boards.what_if.change import Change
    from bingliang.boards.what_if.effect import Effect
    from bingliang.desk.what_if.table import Compared, Row

CENTRE = int(Qt.AlignmentFlag.AlignCenter)
Said = tuple["Change | None", str]
"""一条改动 and its sentence; the pace has a line of its own without one."""
WIDE = 290


_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWrapAnywhere)


class Scenarios(QWidget):
    """方案的改动 on the left: one line a change, and below them what the reckoning rests on."""

    added = Signal()
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        c = colours()
        self.title = Words(size=tokens.SUBTITLE, bold=True, colour=c.text)
        self.add_button = QPushButton("加一条（Ins）")
        self.add_button.setAutoDefault(False)
        self.add_button.setProperty("helpKey", "what_if.changes")
        self.add_button.clicked.connect(self.added)
        columns: tuple[Column[Said], ...] = (
            Column("改动", lambda one: one[1], 0, tip=lambda one: one[1], paint=_said),
        )
        model: RowModel[Said] = RowModel(columns, key=lambda one: one[1], parent=self)
        self.table: RowTable[Said] = RowTable(model, look().density.row, "方案的改动", self)
        self.table.setProperty("helpKey", "what_if.changes")
        self.table.opened.connect(self.opened)
        self.assumed = Paragraph(size=tokens.CAPTION, colour=c.text2)
        self.assumed.setAlignment(Qt.AlignmentFlag.AlignTop)
        top = QHBoxLayout()
        top.setContentsMargins(tokens.M, tokens.S, tokens.S, tokens.S)
        top.addWidget(self.title, 1)
        top.addWidget(self.add_button)
        under = QVBoxLayout()
        under.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        under.addWidget(self.assumed)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(under)

    def show_scenario(self, name: str, lines: Sequence[Said], assumptions: Sequence[str]) -> None:
        """一个方案."""
        self.title.setText(f"{name}的改动" if lines else f"{name}还没有改动")
        self.table.show_rows(tuple(lines))
        self.assumed.setText("\n".join(assumptions) if assumptions else f"Ins 加一条改动。{NOT_A_PROMISE}")


def _said(painter: QPainter, box: QRect, one: Said, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    painter.setFont(font(tokens.LABEL))
    painter.setPen(QColor(colours().text))
    painter.drawText(box.adjusted(12, 0, -4, 0), _WRAPPED, one[1])


def comparison(parent: QWidget, shown: Compared) -> RowTable[Row]:
    """比较表: made anew for every set of scenarios, because its columns are theirs."""
    columns: list[Column[Row]] = [_column("", 0, lambda row: row.label, least=120)]
    for at, head in enumerate(shown.heads):
        what, _, whose = head.partition("|")
        if what in _PAPER_ONLY:
            continue
        columns.append(_column(f"{_SHORT.get(what, what)}\n{whose}" if whose else what, 58, _cell(at), centred=True))
    model: RowModel[Row] = RowModel(tuple(columns), key=lambda row: row.label, parent=parent)
    made = RowTable(model, look().density.row, "过去和推演的比较", parent)
    made.horizontalHeader().setMinimumHeight(64)
    made.setProperty("helpKey", "what_if.table")
    return made


_PAPER_ONLY = frozenset({"审批用时平均"})
_SHORT = {"审批用时中位": "审批\n中位", "跨度用时中位": "跨度\n中位", "承诺时限内": "承诺\n时限内"}


def _cell(at: int) -> Callable[[Row], str]:
    return lambda row: "·" if row.cells[at].shape is Shape.COUNT and not row.cells[at].value else row.cells[at].text


def _column(
    title: str, width: int, text: Callable[[Row], str], *, least: int = 0, centred: bool = False
) -> Column[Row]:
    def paint(painter: QPainter, box: QRect, row: Row, selected: bool) -> None:  # noqa: FBT001 - as above
        del selected
        c = colours()
        used = font(tokens.BODY, bold=row.total)
        tone = c.text if row.moved or row.total or not centred else c.text2
        inside = box if centred else box.adjusted(12, 0, -4, 0)
        ink.write(painter, inside, text(row), used, tone, ink.CENTRE if centred else ink.LEFT)

    return Column(title, text, width, align=CENTRE if centred else LEFT, tip=text, paint=paint, least=least)


def headline(one: Effect | None, other: Effect | None) -> list[Head]:
    """要数 of the scenario in hand, the other one's figure below where there is one."""
    if one is None:
        return []
    before, after = one.total.before, one.total.after
    return [
        Head("审批用时中位", f"{_days(before.approval.median)} → {_days(after.approval.median)}",
             f"平均 {_days(before.approval.mean)} → {_days(after.approval.mean)}"
             + _beside(other, lambda found: _days(found.total.after.approval.median))),
        Head("各件跨度用时中位", f"{_days(one.before.median)} → {_days(one.after.median)}",
             f"平均 {_days(one.before.mean)} → {_days(one.after.mean)}"
             + _beside(other, lambda found: _days(found.after.median))),
        Head("省下的工作日", f"{one.saved}",
             f"{len(one.quicker)} 件变快，{len(one.slower)} 件变慢" + _beside(other, lambda found: str(found.saved))),
        Head("承诺时限内", f"{_share(before.kept.percent)} → {_share(after.kept.percent)}",
             f"{after.kept.good} / {after.kept.of} 项" + _beside(other, lambda found: _share(found.total.after.kept.percent))),
        Head("照过去的用时会超时", f"{len(one.total.late)} 项",
             "过去没有超时的" + _beside(other, lambda found: f"{len(found.total.late)} 项")),
    ]  # fmt: skip


def _beside(other: Effect | None, words: Callable[[Effect], str]) -> str:
    return "" if other is None else f"；{other.scenario.name} {words(other)}"


def _days(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f} 日"


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}%"

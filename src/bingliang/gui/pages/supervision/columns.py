"""督办件清单的各栏: state, item, department and the day that counts."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from bingliang.desk.supervision.rows import MatterRow
from bingliang.gui.table import RIGHT, Column
from bingliang.gui.widgets import badge, cells


def columns() -> tuple[Column[MatterRow], ...]:
    """各栏 of the list."""

    def tip(row: MatterRow) -> str:
        return "\n".join(
            one
            for one in (row.item, row.project, row.enterprise, _number(row), row.department, badge.speech(row))
            if one
        )

    return (
        Column("状态", lambda r: r.word, 116, tip=tip, speech=lambda r: f"{r.light}，{r.word}，{r.rung}", paint=_state),
        Column("事项 / 企业", lambda r: r.item, tip=tip, speech=lambda r: f"{r.item}，{r.enterprise}".strip("，"), paint=_item, least=190),
        Column("承办", lambda r: r.department, 92, tip=tip, paint=cells.one(_department)),
        Column(
            "截止", badge.remaining_text, 124, align=RIGHT, tip=tip, speech=badge.speech,
            paint=lambda p, b, r, _: badge.paint(p, b, r, 0),
        ),
    )  # fmt: skip


def _number(row: MatterRow) -> str:
    return f"收件号 {row.code}" if row.code and not row.kind else row.code


def _state(painter: QPainter, box: QRect, row: MatterRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    beside, colour = cells.marked(painter, box.adjusted(14, 0, -4, 0), row.light, selected=selected)
    cells.lines(painter, beside, row.word, row.rung, bold=True, colour=colour)


def _item(painter: QPainter, box: QRect, row: MatterRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    below = " · ".join(one for one in (row.enterprise, row.project) if one)
    cells.lines(painter, box.adjusted(12, 0, -8, 0), row.item, below, bold=True)


def _department(row: MatterRow) -> str:
    return row.department

"""办件的页签: 流转记录, 材料, 文书, as columns over the rows of the case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from bingliang.desk.rows import LogRow, MaterialRow, PaperRow
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.table import Column
from bingliang.gui.widgets import cells, ink
from bingliang.gui.widgets.topbar import counter_words

ROW = 30


def log_columns(today: Callable[[], date], *, narrow: bool = False) -> tuple[Column[LogRow], ...]:
    """流转记录: the date that counts, who, which act, what; `narrow` writes the act before what it was about."""

    def tip(row: LogRow) -> str:
        late = "（补录）" if row.late else ""
        papers = "".join(f"\n《{paper.title}》{paper.number}" for paper in row.papers)
        return f"{_what(row)}{papers}\n{row.on:%Y-%m-%d} 的行为，{row.at:%Y-%m-%d %H:%M} 记入{late}"

    def when(row: LogRow) -> str:
        same = row.at.date() == row.on
        return f"{row.at:%m-%d %H:%M}" if same and row.on.year == today().year else ink.day(row.on, today())

    def act(row: LogRow) -> str:
        return f"{row.act}{'（补录）' if row.late else ''}"

    def paint(painter: QPainter, box: QRect, row: LogRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
        del selected
        c, bold = colours(), font(tokens.LABEL, bold=True)
        wide = min(ink.width(act(row), bold), box.width() - 16)
        ink.write(painter, QRect(box.left() + 12, box.top(), wide, box.height()), act(row), bold, c.text)
        rest = box.adjusted(12 + wide + 8, 0, -4, 0)
        if rest.width() > 30:
            ink.write(painter, rest, _what(row), font(tokens.LABEL), c.text2)

    first = cells.plain("时间", when, 96, tip=tip, faint=True)
    who = cells.plain("经办", lambda r: r.who or counter_words(r.counter), 92 if narrow else 104, tip=tip)
    if narrow:
        return first, who, Column("行为与内容", lambda r: f"{act(r)} {_what(r)}", tip=tip, paint=paint)
    return first, who, cells.plain("行为", act, 112, tip=tip, bold=True), cells.plain("内容", _what, tip=tip)


def _what(row: LogRow) -> str:
    papers = f" · 文书 {len(row.papers)} 份" if row.papers else ""
    return row.text + (f"（{row.article}）" if row.article else "") + papers


def _of(items: tuple[str, ...]) -> str:
    """哪些事项 in one line."""
    return items[0] + (f" 等 {len(items)} 项" if len(items) > 1 else "") if items else ""


def material_columns(*, narrow: bool = False) -> tuple[Column[MaterialRow], ...]:
    """材料: number, name, which items it is for (not in the `narrow` pane), originals and copies, state."""

    def tip(row: MaterialRow) -> str:
        return f"{row.name}\n用于：{'、'.join(row.items)}"

    wide = () if narrow else (cells.plain("用于事项", lambda r: _of(r.items), 330, tip=tip, faint=True),)
    return (
        cells.plain("序", lambda r: str(r.no), 40, tip=tip, faint=True),
        cells.plain("材料名称", lambda r: r.name, tip=tip),
        *wide,
        cells.plain("原件", lambda r: f"{r.originals} 份", 60, tip=tip),
        cells.plain("复印件", lambda r: f"{r.copies} 份", 68, tip=tip),
        cells.plain("状态", lambda r: r.state, 96, tip=tip, bold=True),
    )


def paper_columns(today: Callable[[], date], *, narrow: bool = False) -> tuple[Column[PaperRow], ...]:
    """文书: title, which items it is about (not in the `narrow` pane), number, date, state."""

    def tip(row: PaperRow) -> str:
        about = f"\n{'、'.join(row.items)}" if row.items else ""
        void = f"\n已作废：{row.void_reason}" if row.void else f"\n部分作废：{row.partly}" if row.partly else ""
        return f"{row.title}{about}\n{row.number}，{row.pages} 页{void}\n{row.word}\nSM3 {row.sm3}"

    wide = () if narrow else (cells.plain("用于事项", lambda r: _of(r.items), 330, tip=tip, faint=True),)
    return (
        cells.plain("文书", lambda r: r.title, tip=tip),
        *wide,
        cells.plain("文号", lambda r: r.number, 196 if narrow else 280, tip=tip),
        cells.plain("日期", lambda r: ink.day(r.drawn_on, today()), 72, tip=tip, faint=True),
        cells.plain("状态", lambda r: r.word, 104, tip=tip, bold=True),
    )


def rating_columns(today: Callable[[], date]) -> tuple[Column[PaperRow], ...]:
    """评议: the rating sheets that went out with a delivery; entries come with 企业公开评议."""
    return (
        cells.plain("发出的评价表", lambda r: r.title),
        cells.plain("文号", lambda r: r.number, 196),
        cells.plain("随件发出", lambda r: ink.day(r.drawn_on, today()), 96, faint=True),
        cells.plain("状态", lambda r: "已发出" if r.issued else "待出具", 72, bold=True),
    )

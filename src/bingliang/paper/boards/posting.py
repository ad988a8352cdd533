"""张贴: a sheet for the wall: a red band with the title, a table in the largest letters that fit, the rules at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bingliang.paper.boards import measure, parts, tokens
from bingliang.paper.boards.ink import Board, Pen, Size
from bingliang.paper.boards.parts import Area, Stamp
from bingliang.paper.boards.table import Table

SIZES = (48.0, 44.0, 40.0, 36.0, 33.0, tokens.BODY, 27.0, 24.0, 21.0)
"""From what is read from two metres on A1 down to what is read standing before it; a longer list takes more sheets."""
_SIDE, _BAND, _LOOSE = 90.0, 300.0, 2.4
_FEW = 1.2
"""So many names of a row may be divided for the sake of larger letters."""


def posted(size: Size, title: str, under: str, stamp: Stamp, rules: Sequence[str], table: Table) -> tuple[Board, ...]:
    """一张, or as many as the rows need."""
    table.loose = _LOOSE
    area = _frame(Pen(size, tokens.LIGHT), title, under, replace(stamp, page=1, pages=2), rules)
    _set(table, area, _largest(table, area))
    sheets = table.frames(area.high)
    made = []
    for at, rows in enumerate(sheets, start=1):
        pen = Pen(size, tokens.LIGHT)
        table.draw(pen, _frame(pen, title, under, replace(stamp, page=at, pages=len(sheets)), rules), rows)
        made.append(pen.board(f"{title} {stamp.issue}"))
    return tuple(made)


def _largest(table: Table, area: Area) -> float:
    """字号: the largest at which all columns stand on one sheet and few names are divided; where that would be too small
    to read from two metres, the largest at which everything has room, else the smallest.
    """
    fitting = [letters for letters in SIZES if _set(table, area, letters) and _high(table) <= area.high]
    few = _FEW * len(table.rows)
    for letters in fitting:
        _set(table, area, letters)
        if letters >= tokens.BODY and table.divided <= few:
            return letters
    return fitting[0] if fitting else SIZES[-1]


def _set(table: Table, area: Area, letters: float) -> bool:
    """排成 letters of that size; whether all columns have room."""
    table.size, table.head = letters, letters * 0.87
    table.fit(area.wide)
    return len(table.kept) == len(table.columns)


def _high(table: Table) -> float:
    return table.head_high + sum(map(table.high, table.rows))


def _frame(pen: Pen, title: str, under: str, stamp: Stamp, rules: Sequence[str]) -> Area:
    theme, room = pen.theme, pen.wide - 2 * _SIDE
    pen.box(0, 0, pen.wide, _BAND, theme.red)
    pen.middle(pen.wide / 2, 166, title, measure.fitted(title, 130, room, bold=True), theme.on_flag, bold=True)
    pen.middle(pen.wide / 2, 250, under, measure.fitted(under, 46, room), theme.on_flag)
    count = f"第{stamp.page}张，共{stamp.pages}张" if stamp.pages > 1 else ""
    signed = " · ".join(part for part in (stamp.zone, stamp.foot, count) if part)
    foot = [line for words in (*rules, signed) if words
            for line in measure.lines(words, tokens.BODY, room)]  # fmt: skip
    top = pen.high - 60 - len(foot) * tokens.BODY * 1.5
    pen.line(_SIDE, top - 24, pen.wide - _SIDE, top - 24)
    for at, line in enumerate(foot):
        pen.text(_SIDE, top + (at + 0.8) * tokens.BODY * 1.5, line, tokens.BODY, theme.text2)
    begin = _BAND + 40
    if stamp.sample:
        parts.mark(pen, pen.wide - _SIDE, begin, stamp.sample)
        begin += 70
    return Area(_SIDE - 15, begin, room + 30, top - 50 - begin)

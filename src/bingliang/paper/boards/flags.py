"""红旗、黑旗: one sheet for each, to be put up on the roll: the flag, whose it is, by which rule, of which issue and cut-off."""

from __future__ import annotations

from bingliang.boards.daily_broadcast import Issue, ProjectRow
from bingliang.boards.flags import RED
from bingliang.paper.boards import measure, parts, said, sizes, tokens
from bingliang.paper.boards.cleaned import cleaned
from bingliang.paper.boards.ink import Board, Pen

_SIDE = 130.0


def sheets(issue: Issue, sheet: str = "A4") -> tuple[Board, ...]:
    """每面一张, the red ones first; none where no flag was put up."""
    issue = cleaned(issue)
    return tuple(_sheet(issue, one, sheet) for one in (*issue.red(), *issue.black()))


def _sheet(issue: Issue, one: ProjectRow, sheet: str) -> Board:
    pen, head = Pen(sizes.paper(sheet), tokens.LIGHT), issue.header
    red = one.flag == RED
    theme, room = pen.theme, pen.wide - 2 * _SIDE
    if head.mark:
        parts.mark(pen, pen.wide - _SIDE, 70, head.mark)
    pen.text(_SIDE, 118, head.campaign, measure.fitted(head.campaign, 46, room - 260), theme.text2)
    _cloth(pen, one.flag, red=red)
    y = 1220.0
    for line in measure.lines(one.name, 110, room, bold=True):
        y += 140
        pen.text(_SIDE, y, line, 110, bold=True)
    y += 30
    rows = (
        ("企业", one.firm),
        ("责任单位", one.responsible),
        ("旬进度", one.percent.text),
        ("插旗依据", one.flag_reason),
    )
    for word, value in rows:
        lines = measure.lines(value, 58, room - 330)
        for at, line in enumerate(lines):
            y += 86
            if at == 0:
                pen.text(_SIDE, y, word, 58, theme.text2)
            pen.text(_SIDE + 330, y, line, 58, bold=word == "旬进度")
    pen.spot(_SIDE, 1220, room, y - 1220, f"{one.name} {one.flag}", one.percent.sources)
    stamp = said.stamp(issue)
    foot = [line for words in (issue.rule, f"{stamp.zone} · {stamp.foot}") for line in measure.lines(words, 40, room)]
    top = pen.high - 110 - len(foot) * 60
    pen.line(_SIDE, top - 26, pen.wide - _SIDE, top - 26)
    for at, line in enumerate(foot):
        pen.text(_SIDE, top + 46 + at * 60, line, 40, theme.text2)
    return pen.board(f"{one.flag} {one.name} {head.name}")


def _cloth(pen: Pen, word: str, *, red: bool) -> None:
    """旗面, as wide as the sheet, its word on it."""
    theme = pen.theme
    left, top, high = _SIDE + 40, 210.0, 820.0
    right = pen.wide - _SIDE
    pen.box(left - 40, top - 30, 40, 1000, theme.text2, 20)
    points = ((left, top), (right, top), (right - 250, top + high / 2), (right, top + high), (left, top + high))
    pen.shape(points, theme.red if red else theme.black)
    middle = (left + right - 250) / 2 + 40
    pen.middle(middle, top + high / 2 + 140, word, 400, theme.on_flag, bold=True)

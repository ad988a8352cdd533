"""成段的话 on a frame: in the largest letters in which it stands, over more frames when it does not; a quotation in its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bingliang.paper.boards import measure, tokens
from bingliang.paper.boards.ink import Pen
from bingliang.paper.boards.parts import Area

SIZES = (46.0, 42.0, 38.0, tokens.SUBTITLE, tokens.BODY)
QUOTED = (100.0, 84.0, tokens.FIGURE, 62.0, tokens.HEAD, 44.0, 38.0, tokens.SUBTITLE, tokens.BODY)
_LEADING, _BETWEEN, _CLOSE = 1.5, 0.7, 1.4
_LOST = 4
"""Fewer signs than that alone on the last line of a quotation look lost."""


class Page(NamedTuple):
    """一幅上的话: letters, and the lines; an empty one stands between two paragraphs."""

    size: float
    lines: tuple[str, ...]


def pages(area: Area, paragraphs: Sequence[str]) -> list[Page]:
    """分幅."""
    fitting = (one for one in SIZES if _high(_lines(paragraphs, one, area.wide), one) <= area.high)
    size = next(fitting, SIZES[-1])
    lines = _lines(paragraphs, size, area.wide)
    found: list[list[str]] = [[]]
    for line in lines:
        if found[-1] and _high((*found[-1], line), size) > area.high:
            found.append([])
        if line or found[-1]:
            found[-1].append(line)
    return [Page(size, tuple(some)) for some in found if some]


def _lines(paragraphs: Sequence[str], size: float, wide: float) -> list[str]:
    found: list[str] = []
    for one in paragraphs:
        found += ["", *measure.lines(one, size, wide)] if found else measure.lines(one, size, wide)
    return found


def _high(lines: Sequence[str], size: float) -> float:
    return sum(size * (_LEADING if line else _BETWEEN) for line in lines)


def draw(pen: Pen, area: Area, page: Page) -> None:
    """写."""
    y = area.y
    for line in page.lines:
        y += page.size * (_LEADING if line else _BETWEEN)
        pen.text(area.x, y - page.size * 0.35, line, page.size)


def quote(pen: Pen, area: Area, words: str) -> None:
    """引文, in the middle of its height; one longer than the frame ends with dots, the whole stands in the ledger."""
    size, lines = QUOTED[-1], measure.lines(words, QUOTED[-1], area.wide, bold=True)
    for larger in QUOTED[:-1]:
        broken = measure.lines(words, larger, area.wide, bold=True)
        if len(broken) * larger * _CLOSE <= area.high and (len(broken) == 1 or len(broken[-1]) > _LOST):
            size, lines = larger, broken
            break
    room = max(1, int(area.high / (size * _CLOSE)))
    if len(lines) > room:
        lines = (*lines[: room - 1], f"{lines[room - 1][:-3]}……”")
    y = area.y + max(0.0, (area.high - len(lines) * size * _CLOSE) / 2)
    for line in lines:
        y += size * _CLOSE
        hang = size * 0.5 if line.startswith("“") else 0.0
        pen.text(area.x - hang, y - size * 0.34, line, size, bold=True)

"""条码标签: names with their bar codes on A4 sheets, three in a row, to be cut out along the hairlines."""

from __future__ import annotations

from collections.abc import Sequence

from bingliang.paper.draw import pdf
from bingliang.paper.ink import MM, Ink, Page, Rule, Run, Symbol
from bingliang.paper.linebreak import halves

Label = tuple[str, str, str]
"""一张标签: the word above (架位), the name, the code."""

WIDTH, HEIGHT = 210 * MM, 297 * MM
COLUMNS, ROWS = 3, 8
_SIDE, _TOP = 12 * MM, 15 * MM
_WIDE, _TALL = (WIDTH - 2 * _SIDE) / COLUMNS, (HEIGHT - 2 * _TOP) / ROWS
_INSIDE = 4 * MM
_LARGEST = 16.0


def labels(title: str, shown: Sequence[Label], watermark: str = "") -> bytes:
    """标签 as PDF, in the order given."""
    most = COLUMNS * ROWS
    pages = [shown[start : start + most] for start in range(0, len(shown), most)] or [()]
    return pdf([Page(WIDTH, HEIGHT, tuple(_page(one))) for one in pages], title, "bingliang", watermark)


def _page(shown: Sequence[Label]) -> list[Ink]:
    ink: list[Ink] = []
    for at, label in enumerate(shown):
        row, column = divmod(at, COLUMNS)
        ink += _label(label, _SIDE + column * _WIDE, _TOP + row * _TALL)
    lines = -(-len(shown) // COLUMNS)
    across = [_TOP + at * _TALL for at in range(lines + 1)]
    down = [_SIDE + at * _WIDE for at in range(COLUMNS + 1)]
    ink += [Rule(_SIDE, y, WIDTH - _SIDE, y, 0.3, dash=True) for y in across]
    ink += [Rule(x, across[0], x, across[-1], 0.3, dash=True) for x in down]
    return ink


def _label(label: Label, x: float, y: float) -> list[Ink]:
    """The name as large as it fits in a line, the bar code as wide as the label, its figures below."""
    word, name, code = label
    room = _WIDE - 2 * _INSIDE
    size = min(_LARGEST, room / max(1, halves(name)) * 2)
    figures = 8.0
    return [
        Run(x + _INSIDE, y + 5 * MM, word, 8, 8, grey=0.4),
        Run(x + (_WIDE - halves(name) * size / 2) / 2, y + 11.5 * MM, name, size, size, "head"),
        Symbol(x + _INSIDE, y + 15 * MM, room, 11 * MM, code, "code128"),
        Run(x + (_WIDE - halves(code) * figures / 2) / 2, y + 30 * MM, code, figures, figures),
    ]

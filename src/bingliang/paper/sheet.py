"""公文版式: A4 after GB/T 9704-2012 (天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, 22 lines of 28 characters)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bingliang.paper import filled
from bingliang.paper.ink import MM, Ink, Page, Run, shifted
from bingliang.paper.layout import atoms
from bingliang.paper.linebreak import halves
from bingliang.paper.pager import paginate
from bingliang.paper.setting import SHEET

WIDTH, HEIGHT = 210 * MM, 297 * MM
TOP, LEFT = 37 * MM, 28 * MM
_FOLIO = 14  # 4号
_SMALL = 9  # 小五


def pages(blocks: Sequence[filled.Filled], mark: str, foot: str, words: Mapping[str, str]) -> list[Page]:
    """公文各页: of one copy; `mark` (the copy's name) stands at the head, `foot` at the foot of every page."""
    laid = paginate(atoms(blocks, SHEET), SHEET.height, SHEET.pitch)
    result = []
    for number, placed in enumerate(laid, 1):
        ink: list[Ink] = [shifted(piece, LEFT, TOP + y) for y, atom in placed for piece in atom.ink]
        ink += _margins(number, mark, foot, words)
        result.append(Page(WIDTH, HEIGHT, tuple(ink)))
    return result


def _margins(number: int, mark: str, foot: str, words: Mapping[str, str]) -> list[Ink]:
    """页码: 4号, right on odd and left on even pages, one character from the edge, 7 mm below the type area."""
    folio = words["folio"].format(number=number)
    length = halves(folio) * _FOLIO / 2
    y = TOP + SHEET.height + 7 * MM + _FOLIO
    odd = number % 2 == 1
    ink: list[Ink] = [Run(LEFT + SHEET.width - length - _FOLIO if odd else LEFT + _FOLIO, y, folio, _FOLIO, _FOLIO)]
    if foot:
        width = halves(foot) * _SMALL / 2
        ink.append(Run(LEFT if odd else LEFT + SHEET.width - width, y, foot, _SMALL, _SMALL))
    if mark:
        ink.append(Run(LEFT, TOP - 6 * MM, mark, _SMALL, _SMALL))
    return ink

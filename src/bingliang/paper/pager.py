"""分页: places atoms on pages; headers are repeated, no row is split, what belongs together stays together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bingliang.paper.ink import Atom

_ROUND = 0.01  # points; sums of line heights must not overflow a page by a rounding error


class Placed(NamedTuple):
    """已定位: an atom and the distance of its top from the top of the type area."""

    y: float
    atom: Atom


def paginate(atoms: Sequence[Atom], height: float, pitch: float = 0.0) -> list[list[Placed]]:
    """分页: pages of placed atoms; ValueError when one piece is higher than a page.

    `pitch` is the distance of the grid's lines, to which an atom that snaps is moved down (0: no grid).
    """
    pages: list[list[Placed]] = [[]]
    y = 0.0
    index = 0
    while index < len(atoms):
        atom = atoms[index]
        if atom.snap and pitch and y:
            y = -(-(y - _ROUND) // pitch) * pitch
        room = height - y + _ROUND
        page = pages[-1]
        if page and (atom.fresh or _needed(atoms, index, height, pitch) > room):
            pages.append([])
            y = 0.0
            y = _repeat(atom, pages[-1], y)
            continue_header = atom.header
            if atom.height + sum(piece.height for piece in continue_header) > height + _ROUND:
                raise ValueError("表格有一行比一页还高，印不下，请把这一行的内容写短或分成几行。")
            if atom.blank:
                index += 1
                continue
        elif atom.blank and not page:
            index += 1
            continue
        if atom.height > height + _ROUND:
            raise ValueError("有一段内容比一页还高，印不下，请把内容写短或分成几段。")
        pages[-1].append(Placed(y, atom))
        y += atom.height
        index += 1
    return pages


def _repeat(atom: Atom, page: list[Placed], y: float) -> float:
    for piece in atom.header:
        page.append(Placed(y, piece))
        y += piece.height
    return y


def _needed(atoms: Sequence[Atom], index: int, height: float, pitch: float) -> float:
    """The height that must still be free: the atom with all that is glued to it, unless no page could hold so much."""
    total = atoms[index].height
    last = index
    while atoms[last].glue and last + 1 < len(atoms):
        last += 1
        if atoms[last].snap and pitch:
            total += pitch
        total += atoms[last].height
    return total if total <= height else atoms[index].height

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
    for index, atom in enumerate(atoms):
        if pages[-1] and (atom.fresh or not _fits(atoms, index, y, height, pitch)):
            pages.append([])
            y = 0.0
            for piece in atom.header:
                pages[-1].append(Placed(y, piece))
                y += piece.height
        if atom.blank and not pages[-1]:
            continue
        y = _snapped(atom, y, pitch)
        if y + atom.height > height + _ROUND:
            raise ValueError("有一段内容或者表格的一行比一页还高，印不下，请把内容写短或者分成几段。")
        pages[-1].append(Placed(y, atom))
        y += atom.height
    return pages


def _snapped(atom: Atom, y: float, pitch: float) -> float:
    return -(-(y - _ROUND) // pitch) * pitch if atom.snap and pitch else y


def _fits(atoms: Sequence[Atom], index: int, y: float, height: float, pitch: float) -> bool:
    """Whether the atom and all that is glued to it end on this page; a chain that no page could hold counts for nothing."""
    last = index
    while atoms[last].glue and last + 1 < len(atoms):
        last += 1
    if _end(atoms[index : last + 1], 0.0, pitch) > height + _ROUND:
        last = index
    return _end(atoms[index : last + 1], y, pitch) <= height + _ROUND


def _end(chain: Sequence[Atom], y: float, pitch: float) -> float:
    for atom in chain:
        y = _snapped(atom, y, pitch) + atom.height
    return y

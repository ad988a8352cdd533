"""看板成像: a board in pixels of its own size or any other, and as PNG."""

from __future__ import annotations

from collections.abc import Sequence

from bingliang.paper import pages
from bingliang.paper.boards.canvas import passing
from bingliang.paper.boards.ink import Board
from bingliang.paper.pages import Picture


def picture(board: Board, wide: int = 0) -> Picture:
    """成像: `wide` pixels across, as many as the board has of its own when it is left out."""
    return pictures([board], wide)[0]


def pictures(boards: Sequence[Board], wide: int = 0) -> list[Picture]:
    """成像 of several at once: their letters are set into one file."""
    made = passing(boards)
    return [pages.coloured(made, at, (wide or one.size.wide) / one.size.wide) for at, one in enumerate(boards)]

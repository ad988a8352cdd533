"""看板的画面: the boards that show what is chosen in the room, as they hang on the wall; drawn late, since the drawing is heavy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bingliang.desk.boards.exports import COMMANDERS, DIGEST, ISSUE, SCREEN

if TYPE_CHECKING:
    from bingliang.paper.boards.ink import Board


def frames(of: str, board: Any, *, roll: bool = False) -> tuple[Board, ...]:  # noqa: ANN401  # whichever it is
    """画面 of an issue (`roll`: its roll alone), a weekly number or a month's 点将台; none for what cannot be drawn."""
    from bingliang.paper.boards import daily, sizes, stage, weekly
    from bingliang.paper.boards import roll as rolls

    size = sizes.screen(*SCREEN)
    if of == ISSUE:
        return rolls.boards(board, size) if roll else daily.frames(board, size)
    if of == COMMANDERS:
        return stage.frames(board, size)
    return weekly.pages(board) if of == DIGEST else ()

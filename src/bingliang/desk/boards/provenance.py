"""出处: the lines of the ledger behind a figure, in words, and the room in which their stream can be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bingliang.ledger.acts import ACTS

if TYPE_CHECKING:
    from bingliang.boards.figures import Source
    from bingliang.desk.desk import Desk
    from bingliang.store.look import Look


@dataclass(frozen=True, slots=True)
class LineRow:
    """台账的一行 behind a figure, in words; `room` is where its stream can be looked at, empty where it has none."""

    stream: str
    seq: int
    words: str
    when: str
    act: str
    by: str
    room: str


_ROOMS = {"case": "办件", "project": "项目库", "problem": "项目库", "comment_issue": "评议"}


def lines(desk: Desk, sources: Sequence[Source]) -> tuple[LineRow, ...]:
    """出处 of a figure: each line with its act, its time and who wrote it."""
    with desk.store.look() as look:
        look.gather([one.stream for one in sources])
        return tuple(_lines(look, sources))


def _lines(look: Look, sources: Iterable[Source]) -> Iterable[LineRow]:
    for one in sources:
        entries = look.entries(one.stream)
        entry = next((row for row in entries if row.seq == one.seq), entries[-1] if entries else None)
        if entry is None:
            continue
        room = _ROOMS.get(one.stream.partition("/")[0], "")
        title = ACTS[entry.act].title
        yield LineRow(one.stream, entry.seq, one.words or title, f"{entry.at:%Y-%m-%d %H:%M}", title, entry.by, room)

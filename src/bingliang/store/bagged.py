"""材料袋的行: what was noted of bags and originals, of all cases or of some, without reading the rest of their lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import or_, select, text

from bingliang.ledger.acts import Entry
from bingliang.store.chain import Line
from bingliang.store.look import Look, together
from bingliang.store.schema import BAGGED, ledger

_COLUMNS = tuple(ledger.c[name] for name in Line.__slots__)
_ALSO = ("amend", "archive")
"""What else bears upon a bag: a line put right, and the volume handed over."""


def bag_lines(look: Look, streams: Collection[str] | None = None) -> Mapping[str, tuple[Entry, ...]]:
    """材料袋的行 of these streams, or of every one that has any: stream → its lines, oldest first."""
    bagged = text(BAGGED)
    if streams is None:
        found = [*_read(look, [bagged])]
        streams = {one.stream for one in found}
    else:
        found = [one for part in together(streams) for one in _read(look, [bagged, ledger.c.stream.in_(part)])]
        streams = {one.stream for one in found}
    for part in together(sorted(streams)):
        found += _read(look, [or_(*(ledger.c.act == act for act in _ALSO)), ledger.c.stream.in_(part)])
    ordered = sorted(found, key=lambda one: (one.stream, one.seq))
    return {stream: tuple(lines) for stream, lines in groupby(ordered, key=lambda one: one.stream)}


def _read(look: Look, where: Iterable[Any]) -> Iterable[Entry]:
    for row in look.connection.execute(select(*_COLUMNS).where(*where)):
        yield Line(*row).entry()

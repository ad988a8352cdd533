"""重建清单: makes the standing rows anew from the ledger, writers held out, and writes only what differs."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, text

from bingliang.store.acting import House
from bingliang.store.look import Look
from bingliang.store.schema import standing
from bingliang.store.standing_rows import changed, standing_of, stored
from bingliang.store.statements import Wire
from bingliang.store.writing import is_zone


def rebuild(house: House, connection: Connection) -> int:
    """重建 within a write transaction; returns how many rows were changed, added or taken away."""
    if house.statements.postgresql:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SELECT kind FROM edition ORDER BY kind FOR UPDATE"))
    look = Look(connection, house.editions, house.clock)
    wire = Wire(connection, house.statements)
    streams = look.streams()
    count = _strays(connection, {stream for stream in streams if not is_zone(stream)})
    for stream in streams:
        if is_zone(stream):
            continue
        new = house.project(stream, look.entries(stream), look.loaded)
        write, drop = changed(standing_of(connection, stream), new)
        wire.send([(house.statements.drop_standing, drop)] if drop else [])
        wire.send([(house.statements.standing, [stored(row, {}) for row in write])] if write else [])
        count += len(write) + len(drop)
        look.forget(stream)
    return count


def _strays(connection: Connection, known: set[str]) -> int:
    found = connection.execute(select(standing.c.stream).distinct()).scalars()
    strays = sorted(set(found) - known)
    return sum(connection.execute(delete(standing).where(standing.c.stream == stream)).rowcount for stream in strays)

"""迁库: a whole ledger into an empty database of the other kind, line for line and hash for hash; the source stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table, func, select

from bingliang.store import schema
from bingliang.store.rights import refuse_locking

if TYPE_CHECKING:
    from bingliang.store.store import Store

_AT_ONCE = 1_000
_MADE = (schema.edition, schema.name_gram)
"""what a new database holds already: its edition 0, and the mark by which rules names are found"""
_OWN = (schema.revision, schema.blob, schema.blob_chunk)
"""what each database has for itself; bytes go by way of `Blobs`"""


def move(source: Store, target: Store, watch: Callable[[str, int], None] = lambda *_: None) -> int:
    """迁库: how many lines of the ledger were written over; `watch` is told table by table and when the papers begin.

    No counter can write at the source in the meantime. Bytes come first, then all rows in one transaction, so that a
    move that was cut off has left no line. ValueError when the target holds anything, or does not verify afterwards.
    """
    _refuse_used(target)
    names = list(source.blobs.names())
    watch("文书原件", len(names))
    for name in names:
        target.blobs.put(source.blobs.get(name))
    reading = source.engine.connect().execution_options(bingliang_writes=True)
    writing = target.engine.connect().execution_options(bingliang_writes=True)
    with reading, writing, reading.begin(), writing.begin():
        if source.engine.dialect.name == "postgresql":
            refuse_locking(reading)
            reading.exec_driver_sql("LOCK TABLE ledger, request IN EXCLUSIVE MODE")
        for table in _MADE:
            writing.execute(table.delete())
        for table in schema.metadata.sorted_tables:
            if table not in _OWN:
                watch(table.name, _copy(reading, writing, table))
        lines = writing.execute(select(func.count()).select_from(schema.ledger)).scalar_one()
        if target.engine.dialect.name == "postgresql":
            newest = writing.execute(select(func.max(schema.ledger.c.id))).scalar() or 0
            # The next block of line numbers begins behind every number that is taken.
            writing.exec_driver_sql(f"SELECT setval('ledger_id', {newest + schema.ID_BLOCK})")
    verdict = target.verify()
    if not verdict.ok:
        raise ValueError(f"迁到的数据库没有通过核验（{verdict.sentence}），请不要使用它；原来的数据库没有改动。")
    return int(lines)


def _copy(reading: Connection, writing: Connection, table: Table) -> int:
    rows = reading.execute(select(table)).mappings()
    count = 0
    for part in rows.partitions(_AT_ONCE):
        writing.execute(table.insert(), [dict(row) for row in part])
        count += len(part)
    return count


def _refuse_used(target: Store) -> None:
    with target.engine.connect() as connection:
        for table in (schema.ledger, schema.request, schema.person, schema.enterprise):
            if connection.execute(select(table).limit(1)).first() is not None:
                raise ValueError(f"“{target.location.shown}”里已经有数据，只能迁到空的数据库，请由管理员另建一个。")

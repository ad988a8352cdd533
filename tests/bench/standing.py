"""清单的速度: pages and counts of the worklist against raw sqlite3 with the same keyset; a notice against reading its rows."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bingliang.desk.desk import Desk, open_desk
from bingliang.ledger.acts import Who
from bingliang.ledger.standing import Level, StandingRow
from bingliang.store import lists
from bingliang.store.open_items import open_terms
from bingliang.store.projection import gathered, retimed
from bingliang.store.retiming import moved
from bingliang.store.standing_rows import NAMES, stored
from tests.bench.measuring import Bench, Figure, compared, scratch

TODAY = date(2026, 10, 28)
SOON = date(2026, 10, 30)
OPEN_SHARE = 20
"""One case in twenty is open, as at a real counter."""

ITEMS = 6


@cache
def filled(cases: int) -> tuple[Desk, Path]:
    """A database with so many cases of six items; standing rows as an act writes them, without their lines."""
    folder = scratch()
    desk = open_desk(folder / "bench.db", Who("测速", "1"))
    fill(desk, cases)
    return desk, folder / "bench.db"


def fill(desk: Desk, cases: int, first: date = date(2026, 9, 14)) -> None:
    """So many cases beside what the desk has; their items begin in the 46 days from `first` on."""
    chosen = random.Random(cases)
    calendar = desk.calendar()
    marks = ",".join("?" * len(NAMES))
    statement = f"INSERT INTO standing ({','.join(NAMES)}) VALUES ({marks})"  # names of our own columns
    with _raw(desk) as connection:
        connection.execute("BEGIN")
        for number in range(cases):
            is_open = number % OPEN_SHARE == 0
            rows = _case(number, is_open, chosen, calendar, first)
            connection.executemany(statement, [_plain(stored(row, {})) for row in rows])
        connection.execute("COMMIT")
        connection.execute("ANALYZE")


def _plain(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(value.isoformat() if isinstance(value, date) else value for value in row)


def _case(number: int, is_open: bool, chosen: random.Random, calendar: Any, first: date) -> list[StandingRow]:  # noqa: ANN401, FBT001 - any field of it
    stream = f"case/{number:08d}"
    words: dict[str, Any] = {
        "enterprise": f"示例企业{number}有限公司",
        "project": f"示例项目{number}",
        "code": f"2026{number:010d}",
    }
    items = []
    for item in range(1, ITEMS + 1):
        start = first + timedelta(days=chosen.randrange(46))
        term: list[object] = [start.isoformat(), chosen.choice((10, 15, 20, 30)), "workday", [], 0]
        promise: list[object] = [start.isoformat(), chosen.choice((3, 5, 10)), "workday", [], 0]
        terms = json.dumps({"s": term, "p": promise, "next": ["s", "p"]})
        row = StandingRow(
            stream,
            Level.ITEM,
            f"{item:02d}",
            title="建设工程规划许可证核发",
            department="housing",
            counter=str(number % 8 + 1),
            stage="在办" if is_open else "已办结",
            received_on=start,
            accepted_on=start,
            open=is_open,
            decided_on=None if is_open else start,
            ended_on=None if is_open else start,
            items_total=1,
            items_done=0 if is_open else 1,
            terms=terms,
            **words,
        )
        items.append(retimed(row, calendar))
    case = StandingRow(
        stream, Level.CASE, title=words["project"], counter=str(number % 8 + 1), received_on=TODAY, **words
    )
    return [gathered(case, items), *items]


@contextmanager
def _raw(desk: Desk) -> Iterator[Any]:
    """The driver's own connection."""
    connection = desk.store.engine.raw_connection()
    try:
        yield connection.driver_connection
    finally:
        connection.close()


def _page(cases: int) -> Callable[[], Figure]:
    def bench() -> Figure:
        desk, path = filled(cases)
        names = ",".join(NAMES)
        with desk.store.look() as look:
            first = lists.worklist(look, lists.Wanted(), today=TODAY, soon=SOON, limit=cases // OPEN_SHARE // 2)
        middle = first[-1]
        mark = (str(middle.next_on), str(middle.next_on), middle.stream)
        raw = _connection(path)
        sql = (
            f"SELECT {names} FROM standing WHERE open = 1 AND level = 'case'"  # names of our own columns
            " AND next_on >= ? AND (next_on > ? OR stream > ?) ORDER BY next_on, stream, item, task LIMIT 100"
        )

        def ours() -> None:
            with desk.store.look() as look:
                for _ in range(20):
                    lists.worklist(look, lists.Wanted(), today=TODAY, soon=SOON, after=middle, limit=100)

        def floor() -> None:
            for _ in range(20):
                raw.execute(sql, mark).fetchall()

        return compared(1.5, ours, floor)

    return bench


def counts_100k() -> Figure:
    """All tiles of the worklist against one raw scan of the open cases."""
    desk, path = filled(100_000)
    raw = _connection(path)
    day, soon = TODAY.isoformat(), SOON.isoformat()
    sql = (
        "SELECT count(*), sum(due_on < ?), sum(promised_on < ?), sum(next_on <= ?), sum(stopped), sum(outside)"
        " FROM standing WHERE open = 1 AND level = 'case'"
    )

    def ours() -> None:
        with desk.store.look() as look:
            for _ in range(10):
                lists.counts(look, today=TODAY, soon=SOON)

    def floor() -> None:
        for _ in range(10):
            raw.execute(sql, (day, day, soon)).fetchall()

    return compared(2.0, ours, floor)


def recalendar() -> Figure:
    """Every open item computed again under an unchanged calendar, against reading those rows."""
    desk, _path = filled(100_000)
    calendar = desk.calendar()

    def read() -> list[StandingRow]:
        with desk.store.look() as look:
            return open_terms(look, date(2026, 10, 1))

    def ours() -> int:
        return len(moved(read(), calendar))

    if ours():
        raise AssertionError("日历没有变，却有期限移动。")

    return compared(1.5, ours, read, 5)


def _connection(path: Path) -> Any:  # noqa: ANN401  # a driver's connection
    from pysqlite3 import dbapi2

    return dbapi2.connect(str(path))


BENCHES = (
    Bench("worklist_10k", 1.5, "a page of 100 from the middle / raw sqlite3 keyset, 10,000 cases", _page(10_000)),
    Bench("worklist_100k", 1.5, "a page of 100 from the middle / raw sqlite3 keyset, 100,000 cases", _page(100_000)),
    Bench("counts_100k", 2.0, "all tiles / one raw scan of the open cases, 100,000 cases", counts_100k),
    Bench("recalendar", 1.5, "a notice that moves nothing / reading the open rows, 30,000 items", recalendar),
)

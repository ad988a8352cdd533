"""统计的速度: a month's figures against the plain SQL that counts least, and a workbook of 100,000 rows against CSV."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import Any

from pysqlite3 import dbapi2

from bingliang.boards.balance import Filter
from bingliang.desk.history.telling import Plan, tell
from bingliang.desk.statistics.figures import visit
from bingliang.desk.statistics.periods import Stretch, period_of
from bingliang.exchange.workbook import Share, Sheet, Value, write_workbook
from bingliang.store.touched import touched
from tests.bench.measuring import Bench, Figure, compared, scratch
from tests.bench.standing import filled

MONTH_GOAL, SHEET_GOAL, TOUCHED_GOAL = 20.0, 4.0, 5.0
CASES, ROWS, COLUMNS = 400, 100_000, 10
_COUNTED = (
    "SELECT body, count(*), sum(accepted_on BETWEEN :first AND :last), sum(decided_on BETWEEN :first AND :last),"
    " sum(promise_broken), sum(statute_broken) FROM standing WHERE level = 'item' GROUP BY body"
)


def statistics_month() -> Figure:
    """A month of a told history and its twelve, its cases folded once before, with every cell's items; the floor knows counts."""
    folder = scratch()
    desk = tell(folder / "history.db", Plan(projects=40, cases=CASES))
    period = period_of(date(2026, 6, 1), Stretch.MONTH)
    span = {"first": f"{period.first}", "last": f"{period.last}"}

    def floor() -> None:
        with desk.store.look() as look:
            look.connection.exec_driver_sql(_COUNTED, span).fetchall()

    try:
        return compared(MONTH_GOAL, lambda: visit(desk, period, Stretch.MONTH, Filter()), floor)
    finally:
        desk.close()


def statistics_touched() -> Figure:
    """Which cases of 100,000 belong to the month on screen and its twelve, and how far each has grown; the floor reads the same
    streams out of the same indices and knows nothing of the ledger.
    """
    desk, path = filled(100_000)
    first, last = "2025-11-01", date(2026, 10, 31)

    def ours() -> object:
        with desk.store.look() as look:
            return touched(look, date.fromisoformat(first), max(last, look.today))

    raw: Any = dbapi2.connect(str(path))

    def floor() -> None:
        raw.execute(
            "SELECT stream FROM standing WHERE open = 0 AND level = 'case' AND ended_on >= ?"
            " UNION ALL SELECT stream FROM standing WHERE open = 1 AND level = 'case'",
            (first,),
        ).fetchall()

    return compared(TOUCHED_GOAL, ours, floor)


def xlsx_100k() -> Figure:
    """A hundred thousand rows of ten columns, dates among them."""
    folder = scratch()
    begin = date(2024, 1, 1)
    rows: list[list[Value | Share]] = [
        [
            f"2026{n:010d}",
            "城市建筑垃圾处置核准",
            "城管",
            f"项目{n}",
            n % 7,
            n,
            begin + timedelta(days=n % 700),
            "准予",
            n % 20,
            n % 3,
        ]
        for n in range(ROWS)
    ]
    heads = [f"栏{n}" for n in range(COLUMNS)]

    def floor() -> None:
        with (folder / "rows.csv").open("w", encoding="utf-8-sig", newline="") as out:
            table = csv.writer(out)
            table.writerow(heads)
            table.writerows(rows)

    return compared(
        SHEET_GOAL, lambda: write_workbook(folder / "rows.xlsx", [Sheet("明细", heads, rows)]), floor, runs=5
    )


BENCHES = (
    Bench(
        "statistics_month",
        MONTH_GOAL,
        "a month's balanced table with the items of every cell / plain SQL counts",
        statistics_month,
    ),
    Bench(
        "statistics_touched",
        TOUCHED_GOAL,
        "the cases of a year among 100,000 with how far each has grown / their streams by raw sqlite3",
        statistics_touched,
    ),
    Bench("xlsx_100k", SHEET_GOAL, "100,000 rows × 10 as a workbook / as CSV", xlsx_100k),
)

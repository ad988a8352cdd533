"""bingliang statistics: on the sample zone's stories, against what plain SQL counts in the same database."""

from __future__ import annotations

import csv
import sqlite3
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bingliang.boards.balance import Column, Filter, Period
from bingliang.command import main
from bingliang.desk.demo.story import CLERK, StoryClock
from bingliang.desk.desk import Desk, open_desk
from bingliang.desk.statistics.figures import figures, months
from bingliang.desk.statistics.periods import Stretch, named, neighbour, period_of
from bingliang.desk.statistics.sheets import save_workbook

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def desk(demonstrated: Path) -> Desk:
    return open_desk(demonstrated / "demo.db", CLERK, clock=StoryClock(), create=False)


def plain(home: Path, query: str) -> int:
    with sqlite3.connect(home / "demo.db") as found:
        return int(found.execute(query).fetchone()[0])


def test_a_year_agrees_with_plain_sql(demonstrated: Path, desk: Desk) -> None:
    total = figures(desk, YEAR, Stretch.YEAR, Filter()).report.total
    item = "SELECT count(*) FROM standing WHERE level = 'item'"
    done = "SELECT count(*) FROM standing WHERE level = 'item' AND decided_on IS NOT NULL AND accepted_on IS NOT NULL"
    assert total.count(Column.DONE) >= plain(demonstrated, done) > 10
    assert total.count(Column.REFUSED) == plain(demonstrated, "SELECT count(*) FROM ledger WHERE act = 'refuse'")
    assert total.count(Column.RECEIVED) <= plain(demonstrated, item)
    left, right = total.balance
    assert left == right > 0
    desk.close()


def test_month_follows_on_month(desk: Desk) -> None:
    """期末 of each month is 期初 of the next, item by item."""
    one = period_of(date(2026, 9, 1), Stretch.MONTH)
    for _ in range(3):
        after = neighbour(one, Stretch.MONTH, 1)
        ends = figures(desk, one, Stretch.MONTH, Filter()).report.total.cells[Column.CLOSING]
        begins = figures(desk, after, Stretch.MONTH, Filter()).report.total.cells[Column.OPENING]
        assert ends == begins
        one = after
    desk.close()


def test_a_cell_opens_its_cases(desk: Desk) -> None:
    found = figures(desk, YEAR, Stretch.YEAR, Filter())
    for column, keys in found.report.total.cells.items():
        behind = found.behind(keys)
        assert len(behind) == len(keys), column
    refused = found.behind(found.report.total.cells[Column.REFUSED])
    assert {one.answer for one in refused} == {"不予"}
    assert all("（虚构）" in one.enterprise for one in refused)
    desk.close()


def test_what_has_grown_is_read_again(tmp_path: Path) -> None:
    from bingliang.desk.demo.story import open_zone
    from bingliang.settings import factory
    from tests.clerk import Clerk

    clock = StoryClock()
    desk = open_desk(tmp_path / "zone.db", CLERK, clock=clock)
    open_zone(desk, factory().resources / "demo")
    clerk = Clerk(desk, clock).on("10-12").receives("S3-07").accepts(1)
    october = period_of(date(2026, 10, 1), Stretch.MONTH)
    before = figures(desk, october, Stretch.MONTH, Filter()).report.total
    clerk.on("10-13").grants(1)
    after = figures(desk, october, Stretch.MONTH, Filter()).report.total
    assert (before.count(Column.DONE), before.count(Column.CLOSING)) == (0, 1)
    assert (after.count(Column.DONE), after.count(Column.CLOSING)) == (1, 0)
    desk.close()


def test_twelve_months(desk: Desk) -> None:
    found = months(desk, date(2026, 12, 18), Filter())
    assert [one.first for one in found] == [date(2026, month, 1) for month in range(1, 13)]
    desk.close()


@pytest.mark.parametrize(
    ("stretch", "day", "first", "last", "word"),
    [
        (Stretch.TEN_DAYS, date(2026, 2, 28), date(2026, 2, 21), date(2026, 2, 28), "2026年2月下旬"),
        (Stretch.TEN_DAYS, date(2026, 10, 31), date(2026, 10, 21), date(2026, 10, 31), "2026年10月下旬"),
        (Stretch.TEN_DAYS, date(2026, 10, 10), date(2026, 10, 1), date(2026, 10, 10), "2026年10月上旬"),
        (Stretch.MONTH, date(2024, 2, 3), date(2024, 2, 1), date(2024, 2, 29), "2024年2月"),
        (Stretch.QUARTER, date(2026, 11, 3), date(2026, 10, 1), date(2026, 12, 31), "2026年第四季度"),
        (Stretch.YEAR, date(2026, 11, 3), date(2026, 1, 1), date(2026, 12, 31), "2026年"),
    ],
)
def test_periods(stretch: Stretch, day: date, first: date, last: date, word: str) -> None:
    found = period_of(day, stretch)
    assert (found, named(found, stretch)) == (Period(first, last), word)
    assert neighbour(neighbour(found, stretch, 1), stretch, -1) == found


def test_typed(demonstrated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = ["statistics", "--db", str(demonstrated / "demo.db"), "--on", "2026-11-10"]
    assert main(typed) == 0
    out, err = capsys.readouterr()
    assert "2026年11月" in out
    assert "合计：" in out
    assert "来源：本区台账" in err
    book = tmp_path / "统计.xlsx"
    assert main([*typed, "--out", str(book)]) == 0
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["按部门", "按事项", "原因和瓶颈", "评价", "明细"]
    assert sheets["明细"]["G3"].is_date
    table = tmp_path / "统计.csv"
    assert main([*typed, "--out", str(table)]) == 0
    with table.open(encoding="utf-8-sig", newline="") as read:
        assert next(csv.reader(read))[:4] == ["部门", "期初在办", "收件", "受理"]
    capsys.readouterr()
    assert main([*typed, "--out", "a.doc"]) == 2
    assert main([*typed, "--department", "没有这个"]) == 2
    assert "可选的是" in capsys.readouterr().err


def test_ratings_stand_beside_the_figures_with_their_formula_and_few_are_not_shown(desk: Desk, tmp_path: Path) -> None:
    found = figures(desk, YEAR, Stretch.YEAR, Filter())
    assert found.satisfied.rate.formula == "（8＋7＋2）÷20＝85.0%"
    assert (found.satisfied.rate.bad, found.satisfied.closed) == (3, 1)
    assert found.rated("窗口") is not None
    assert found.rated("city-management") is None, "four ratings would give the rater away"
    book = tmp_path / "统计.xlsx"
    save_workbook(found, book)
    sheet = openpyxl.load_workbook(book)["评价"]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True) if row[0]}
    assert rows["窗口"][1:6] == (2, 2, 1, 1, 1)
    assert rows["窗口"][-1] == "（2＋2＋1）÷7＝71.4%"
    assert rows["城管"][-1] == "评价数不足，不显示"
    total, share, bad, closed = rows["合计"][6:10]
    assert (total, f"{share}", bad, closed) == (20, "0.85", 3, 1)
    desk.close()

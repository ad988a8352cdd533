"""bingliang statistics: on the sample zone's stories, against what plain SQL counts in the same database."""

from __future__ import annotations

import csv
import sqlite3
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bingliang.boards.balance import KINDS, Column, Filter, Period
from bingliang.command import main
from bingliang.desk.demo.story import CLERK, StoryClock
from bingliang.desk.desk import Desk, open_desk
from bingliang.desk.statistics.figures import Figures, Month, figures, months, visit
from bingliang.desk.statistics.periods import Stretch, named, neighbour, period_of
from bingliang.desk.statistics.saving import ENDINGS, save
from bingliang.desk.statistics.sheets import save_workbook
from bingliang.desk.statistics.table import HEADS, Band, Cell, Group, Shape, table
from bingliang.paper.pages import page_count, page_sizes, page_text
from tests.office import first_sheet, needs_office
from tests.queries import overheard

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
    assert sum(len(one.done) for one in found) == figures(desk, YEAR, Stretch.YEAR, Filter()).report.total.count(
        Column.DONE
    )
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
    assert "不动产：没有业务" in out
    assert "来源：本区台账" in err
    book = tmp_path / "统计.xlsx"
    assert main([*typed, "--out", str(book)]) == 0
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["按部门", "按事项", "原因和瓶颈", "评价", "明细"]
    assert sheets["明细"]["G3"].is_date
    table = tmp_path / "统计.csv"
    assert main([*typed, "--by-item", "--out", str(table)]) == 0
    with table.open(encoding="utf-8-sig", newline="") as read:
        assert next(csv.reader(read))[:4] == ["事项", "期初在办", "收件", "受理"]
    capsys.readouterr()
    any_days = ["statistics", "--db", str(demonstrated / "demo.db"), "--from", "2026-11-03", "--to", "2026-12-05"]
    assert main(any_days) == 0
    assert "2026年11月3日至2026年12月5日" in capsys.readouterr().out
    for wrong, said in (
        ([*typed, "--out", "a.doc"], "类型不能保存"),
        ([*typed, "--department", "没有这个"], "可选的是"),
        ([*typed, "--from", "2026-11-03"], "请写 --on 日期"),
        (any_days[:-2], "请写 --on 日期"),
        ([*any_days[:-1], "2026-11-01"], "早于"),
    ):
        assert main(wrong) == 2
        assert said in capsys.readouterr().err


@pytest.fixture(scope="module")
def november(demonstrated: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Figures, tuple[Month, ...], Path]:
    """One month saved in every way."""
    opened = open_desk(demonstrated / "demo.db", CLERK, clock=StoryClock(), create=False)
    found, twelve = visit(opened, period_of(date(2026, 11, 10), Stretch.MONTH), Stretch.MONTH, Filter())
    opened.close()
    folder = tmp_path_factory.mktemp("月报 #1")
    for ending in ENDINGS:
        save(found, twelve, folder / f"十一月{ending}")
    save(found, twelve, folder / "按事项.csv", Group.ITEM)
    return found, twelve, folder


def shown_value(cell: Cell) -> object:
    """What a spreadsheet must hold for a cell."""
    if cell.value is None:
        return None
    return cell.value / 100 if cell.shape is Shape.SHARE else cell.value


@pytest.mark.parametrize("group", list(Group))
def test_the_same_figures_in_excel_and_csv_cell_by_cell(
    november: tuple[Figures, tuple[Month, ...], Path], group: Group
) -> None:
    found, _, folder = november
    shown = table(found, group)
    sheet = openpyxl.load_workbook(folder / "十一月.xlsx")[str(group)]
    name = "十一月.csv" if group is Group.BODY else "按事项.csv"
    with (folder / name).open(encoding="utf-8-sig", newline="") as read:
        rows = list(csv.reader(read))
    assert rows[0][1:] == [head.name for head in HEADS]
    assert len(shown.lines) > 5
    for n, line in enumerate(shown.lines):
        assert rows[n + 1] == [line.label, *(cell.text for cell in line.cells)]
        saved = [cell.value for cell in sheet[n + 3]]
        assert saved[0] == line.label
        for head, cell, value in zip(HEADS, line.cells, saved[1:], strict=True):
            assert value == pytest.approx(shown_value(cell), abs=1e-4), (line.label, head.name)
    assert "示范数据" in rows[-1][0]


def test_the_same_figures_on_paper_cell_by_cell(november: tuple[Figures, tuple[Month, ...], Path]) -> None:
    """Each line of each of the three groups of columns stands on the paper, figure by figure in their order."""
    found, _, folder = november
    pdf = (folder / "十一月.pdf").read_bytes()
    words = "".join(page_text(pdf, page) for page in range(page_count(pdf))).split()
    printed = " ".join("".join(words).split())
    shown = table(found, Group.BODY)
    for line in shown.lines:
        for band in Band:
            figures_of = "".join(line.cells[at].text for at in shown.places(band))
            assert f"{line.label}{figures_of}" in printed, (line.label, band)
    for said in ("办件月报2026年11月", "制表：", "审核：", "来源：本区台账", "没有业务的部门：", "逐月办结"):
        assert said in printed
    assert all(width > height for width, height in page_sizes(pdf)), "A4 on its side"


@needs_office
def test_a_spreadsheet_program_opens_the_workbook_clean(
    november: tuple[Figures, tuple[Month, ...], Path], tmp_path: Path
) -> None:
    found, _, folder = november
    rows = first_sheet(folder / "十一月.xlsx", tmp_path)
    assert [row[0] for row in rows[2 : 2 + len(table(found).lines)]] == [line.label for line in table(found).lines]


def test_every_cell_opens_what_it_counts_and_the_kinds_add_up(desk: Desk) -> None:
    found = figures(desk, YEAR, Stretch.YEAR, Filter())
    names = [head.name for head in HEADS]
    for group in Group:
        for line in table(found, group).lines:
            for head, cell in zip(HEADS, line.cells, strict=True):
                if head.band is not Band.SERVICE and head.shape is Shape.COUNT:
                    assert cell.value == len(cell.keys), (line.label, head.name)
                assert cell.value is None or cell.shape is Shape.COUNT or cell.opens, (line.label, head.name)
                assert len(found.behind(cell.keys)) == len(cell.keys)
            kinds = sum(line.cells[names.index(kind)].value or 0 for kind in (*KINDS, Column.OTHER))
            assert kinds == line.cells[names.index(Column.DONE)].value
    desk.close()


def test_one_reading_serves_the_period_and_the_twelve_months(demonstrated: Path) -> None:
    with overheard() as queries:
        desk = open_desk(demonstrated / "demo.db", CLERK, clock=StoryClock(), create=False)
        desk.today()
    november = period_of(date(2026, 11, 10), Stretch.MONTH)
    found, twelve = visit(desk, november, Stretch.MONTH, Filter())
    alone = figures(desk, november, Stretch.MONTH, Filter())
    assert found.report == alone.report
    assert twelve == months(desk, november.last, Filter())
    assert twelve[-1].done == alone.report.total.cells[Column.DONE]
    assert twelve[-1].approval == alone.report.total.approval
    queries.forget()
    visit(desk, november, Stretch.MONTH, Filter())
    asked = [statement for _, statement in queries.heard if "max(ledger.seq)" in statement]
    assert len(asked) == 1, "the streams of a visit are looked for once"
    desk.close()


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

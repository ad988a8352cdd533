"""bingliang supervise: warnings written once, the list, a period and its marks as a workbook without a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from bingliang.command import main
from bingliang.exchange.plain_tables import Plain, write
from tests.clerk import day


@pytest.fixture(scope="module")
def zone(told_again: Callable[[], Path]) -> str:
    """The stories told."""
    return str(told_again())


@pytest.mark.usefixtures("on_its_day")
def test_due_writes_what_is_owed_once_and_list_shows_it(zone: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["supervise", "due", "--db", zone]) == 0
    capsys.readouterr()
    assert main(["supervise", "due", "--db", zone]) == 0
    assert capsys.readouterr().out.strip() == "没有新到的预警。"
    assert main(["supervise", "list", "--db", zone]) == 0
    told = capsys.readouterr().out
    assert "《固定资产投资项目节能审查》" in told
    assert told.rstrip().endswith("件。")


def test_a_period_is_exported_with_every_mark_and_its_line(
    zone: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "考核.xlsx"
    assert main(["supervise", "export", str(path), "--period", "2026-11", "--db", zone]) == 0
    assert "2026年11月，2026-12-07公布" in capsys.readouterr().out
    book = load_workbook(path)
    assert book.sheetnames == ["部门考核", "个人考核", "记分明细"]
    marks = list(book["记分明细"].iter_rows(min_row=2))
    assert marks
    assert all(isinstance(row[2], Cell) and row[2].is_date and row[11].value and row[12].value for row in marks)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    table = tmp_path / "考核.csv"
    assert main(["supervise", "export", str(table), "--period", "2026-11", "--db", zone]) == 0
    assert len(list(csv.reader(table.read_text("utf-8-sig").splitlines()))) == len(marks) + 1


@pytest.mark.parametrize(("period", "said"), [("2026-13", "不是考核期"), ("2099-01", "还没有开始")])
def test_a_wrong_period_is_one_line(
    zone: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], period: str, said: str
) -> None:
    assert main(["supervise", "export", str(tmp_path / "a.xlsx"), "--period", period, "--db", zone]) == 2
    assert said in capsys.readouterr().err


def test_another_ending_is_refused(zone: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["supervise", "export", str(tmp_path / "a.doc"), "--db", zone]) == 2
    assert "请用 .xlsx 或者 .csv" in capsys.readouterr().err


def test_words_that_look_like_a_formula_stay_words(tmp_path: Path) -> None:
    wicked = '=HYPERLINK("http://example.invalid","x")'
    table = Plain("表", ("文字", "日期", "数"), ((wicked, day("11-02"), -3), ("+1", None, 0)))
    write(tmp_path / "a.xlsx", (table,))
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type, sheet["C2"].value) == (wicked, "s", -3)
    assert sheet["B2"].is_date
    write(tmp_path / "a.csv", (table,))
    rows = list(csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    assert rows[1] == [f"'{wicked}", "2026-11-02", "-3"]
    assert rows[2][0] == "'+1"

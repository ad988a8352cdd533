"""Excel 工作簿: read back by openpyxl: real dates and numbers, text as text, no formula whatever stands in a cell."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from bingliang.exchange.workbook import Share, Sheet, Value, write_workbook
from tests.office import first_sheet, needs_office

WHEN = datetime(2026, 11, 26, 10, 30)  # noqa: DTZ001 - spreadsheets know no zones
ROWS: list[list[Value | Share]] = [
    ["湖南东龙<科技> & 有限公司", 12, 2.5, date(2026, 11, 12), Share(98.5), WHEN, None],
    ["=1+1", -3, 0.0, date(1999, 12, 31), Share(0), WHEN, " 两端有空格 "],
    ["@SUM(A1)\x07", 0, 1e6, date(2027, 1, 1), None, WHEN, "第一行\n第二行"],
]
HEADS = ["名称", "件", "平均", "日期", "率", "时刻", "说明"]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "统计 表.xlsx"
    write_workbook(path, [Sheet("按部门", HEADS, ROWS, "标题", "来源：台账", (30,)), Sheet("a/b[c]:*?", ["甲"], [])])
    return path


def test_it_reads_back(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    assert book.sheetnames == ["按部门", "a b c"] or book.sheetnames[0] == "按部门"
    sheet = book["按部门"]
    assert sheet["A1"].value == "标题"
    assert [cell.value for cell in sheet[2]] == HEADS
    first = [cell.value for cell in sheet[3]]
    assert first == ["湖南东龙<科技> & 有限公司", 12, 2.5, datetime(2026, 11, 12), 0.985, WHEN, None]  # noqa: DTZ001 - no zone stands in it
    assert sheet["D3"].is_date
    assert sheet["E3"].number_format == "0.0%"
    assert sheet.freeze_panes == "A3"
    assert sheet.cell(7, 1).value == "来源：台账"


def test_nothing_is_a_formula(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["按部门"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d", "inlineStr"}
    assert sheet["A4"].value == "=1+1"
    assert sheet["A4"].data_type != "f"
    assert sheet["A5"].value == "@SUM(A1)"
    assert (sheet["G4"].value, sheet["G5"].value) == (" 两端有空格 ", "第一行\n第二行")


def test_two_sheets_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="名称不能相同"):
        write_workbook(tmp_path / "a.xlsx", [Sheet("甲", [], []), Sheet("甲", [], [])])


@needs_office
def test_a_spreadsheet_program_opens_it(written: Path, tmp_path: Path) -> None:
    assert first_sheet(written, tmp_path)[0][0] == "标题"

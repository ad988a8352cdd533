"""Tables from other people's hands: CSV and Excel, with everything that is wrong with them."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from bingliang.exchange import tables
from bingliang.exchange.tables import Row, Table, read_table

REQUIRED = ("号", "企业名称", "收件日期")
OPTIONAL = ("单位", "停表")


def csv_file(folder: Path, text: str, *, encoding: str = "utf-8", name: str = "在办 件#1.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, *rows: tuple[Any, ...], name: str = "在办.xlsx") -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    path = folder / name
    book.save(path)
    return path


def read(path: Path) -> Table:
    return read_table(path, REQUIRED, OPTIONAL)


HEADER = ("号", "企业名称", "收件日期", "单位", "停表")


def test_utf8_with_and_without_bom(workspace: Path) -> None:
    text = "号,企业名称,收件日期\r\n1,甲,2026-10-12\r\n"
    plain = read(csv_file(workspace, text))
    assert plain.rows == (Row(2, {"号": "1", "企业名称": "甲", "收件日期": "2026-10-12"}),)
    assert read(csv_file(workspace, text, encoding="utf-8-sig")) == plain


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_another_encoding_is_refused_with_the_remedy(encoding: str, workspace: Path) -> None:
    with pytest.raises(ValueError, match=r"不是 UTF-8 编码.*请另存为“CSV UTF-8"):
        read(csv_file(workspace, "号,企业名称,收件日期\n1,甲,2026-10-12\n", encoding=encoding))


def test_headings_may_carry_remarks_titles_and_blanks(workspace: Path) -> None:
    text = (
        "在办件移交表,,,\n\n　号 *,企业 名称,收件日期（年-月-日）,单位(工作日/自然日/日),备注\n1,甲,2026-10-12,日,x\n"
    )
    found = read(csv_file(workspace, text))
    assert found.rows == (Row(4, {"号": "1", "企业名称": "甲", "收件日期": "2026-10-12", "单位": "日"}),)
    assert found.unknown == ("备注",)


def test_missing_and_double_columns_are_one_sentence(workspace: Path) -> None:
    with pytest.raises(ValueError, match=r"缺少收件日期这一列，请补上"):
        read(csv_file(workspace, "号,企业名称,单位\n1,甲,日\n"))
    with pytest.raises(ValueError, match=r"有两列都叫“单位”"):
        read(csv_file(workspace, "号,企业名称,收件日期,单位,单位（日）\n"))
    with pytest.raises(ValueError, match=r"前10行里没有找到表头，应有“号”“企业名称”"):
        read(csv_file(workspace, "号;企业名称;收件日期\n1;甲;2026-10-12\n"))
    with pytest.raises(ValueError, match="没有找到表头"):
        read(csv_file(workspace, ""))


def test_line_numbers_are_those_of_the_file(workspace: Path) -> None:
    text = '号,企业名称,收件日期\n1,"甲\n公司",2026-10-12\n,,\n\n2,乙,2026-10-13\n,, \n,,\n'
    found = read(csv_file(workspace, text))
    assert [(row.line, row.cells["企业名称"]) for row in found.rows] == [(2, "甲 公司"), (6, "乙")]


def test_invisible_characters_are_gone_and_full_width_stays(workspace: Path) -> None:
    found = read(
        csv_file(workspace, "号,企业名称,收件日期\n\u200b１\u00a0,\u202e甲（岳阳）\u3000公司\x07,\ufeff2026\n")
    )
    assert found.rows[0].cells == {"号": "１", "企业名称": "甲（岳阳） 公司", "收件日期": "2026"}


def test_a_broken_or_ragged_csv_names_the_line(workspace: Path) -> None:
    with pytest.raises(ValueError, match=r"第3行不是完整的 CSV"):
        read(csv_file(workspace, '号,企业名称,收件日期\n1,甲,2026-10-12\n2,"乙,2026-10-12\n'))
    found = read(csv_file(workspace, "号,企业名称,收件日期\n1,甲\n2,乙,2026-10-12,多,余\n"))
    assert found.rows[0] == Row(2, {"号": "1", "企业名称": "甲", "收件日期": ""})
    assert found.rows[1].faults == ("有5格，多于表头的3列，请核对是否多了逗号。",)


def test_real_dates_text_dates_and_numbers(workspace: Path) -> None:
    path = workbook(
        workspace,
        HEADER,
        (20261012000133, "甲", date(2026, 10, 12), 20.0, None),
        ("旧1", "乙", datetime.fromisoformat("2026-10-12T09:30"), 1.5, True),
        ("旧2", "丙", "2026年10月12日", "工作日", "  "),
    )
    first, second, third = read(path).rows
    assert list(first.cells.values()) == ["20261012000133", "甲", "2026-10-12", "20", ""]
    assert list(second.cells.values()) == ["旧1", "乙", "2026-10-12", "1.5", "True"]
    assert list(third.cells.values()) == ["旧2", "丙", "2026年10月12日", "工作日", ""]


def test_formulas_are_refused_with_their_cells(workspace: Path) -> None:
    rows: list[tuple[Any, ...]] = [(n, "=A2", "2026-10-12", ArrayFormula(f"D{n}", "=1"), "=B1") for n in range(2, 5)]
    with pytest.raises(ValueError, match=r"B2“企业名称”、D2“单位”、E2“停表”等9处是公式，请复制后用“选择性粘贴—数值”"):
        read(workbook(workspace, HEADER, *rows))
    with pytest.raises(ValueError, match=r"的第2行“号”是公式"):
        read(csv_file(workspace, '号,企业名称,收件日期\n"=""001""",甲,2026-10-12\n'))


def test_a_formula_in_an_unknown_column_disturbs_nobody(workspace: Path) -> None:
    found = read(workbook(workspace, (*HEADER, "序号"), ("1", "甲", "2026-10-12", "", "", "=ROW()")))
    assert (found.unknown, found.rows[0].line) == (("序号",), 2)


def test_scribbles_beside_an_excel_table_disturb_nobody(workspace: Path) -> None:
    (row,) = read(workbook(workspace, HEADER, ("1", "甲", "2026-10-12", "", "", "", "已电话核实"))).rows
    assert row.faults == ()


def test_twenty_thousand_rows_of_excel_are_read(workspace: Path) -> None:
    rows = [(f"旧{n}", "甲公司", "2026-10-12", "工作日") for n in range(tables.MAX_ROWS)]
    found = read(workbook(workspace, HEADER, *rows))
    assert (len(found.rows), found.rows[-1].line) == (20_000, 20_001)


def test_rounded_numbers_and_error_cells_fault_their_row(workspace: Path) -> None:
    path = workbook(workspace, HEADER, (914306000000001150, "#N/A", "2026-10-12"), ("2", "乙", "2026-10-12"))
    sheet_faults = read(path).rows[0].faults
    assert sheet_faults == (
        "“号”是长数字，Excel 只保留前15位，末几位已不可靠，请把该列设为“文本”后重新填写。",
        "“企业名称”是错误值#N/A。",
    )
    assert read(path).rows[1].faults == ()


def test_blank_merged_rows_at_the_end_and_far_cells(workspace: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADER)
    sheet.append(("1", "甲", "2026-10-12"))
    sheet.merge_cells("A3:E40")
    sheet["A1048576"] = " "
    sheet["XFD2"] = "远处"
    path = workspace / "合并.xlsx"
    book.save(path)
    assert [row.line for row in read(path).rows] == [2]


def test_the_first_sheet_with_content_is_read_and_others_are_named(workspace: Path) -> None:
    book = Workbook()
    for title in ("办件", "第二批"):
        sheet = book.create_sheet(title)
        sheet.append(HEADER)
        sheet.append(("1", title, "2026-10-12"))
    path = workspace / "几张.xlsx"
    book.save(path)
    found = read(path)
    assert (found.name, found.rows[0].cells["企业名称"], found.other_sheets) == ("几张.xlsx·办件", "办件", ("第二批",))
    with pytest.raises(ValueError, match="里没有内容"):
        read(workbook(workspace, name="空.xlsx"))


def test_old_office_files_and_damaged_ones(workspace: Path) -> None:
    old = workspace / "旧.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(ValueError, match=r"旧版 \.xls 或加了密码"):
        read(old)
    whole = workbook(workspace, HEADER).read_bytes()
    broken = workspace / "坏.xlsx"
    broken.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ValueError, match=r"不是完好的 \.xlsx"):
        read(broken)
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("说明.txt", "不是工作簿")
    with pytest.raises(ValueError, match=r"不是完好的 \.xlsx"):
        read(broken)


def repacked(path: Path, part: str, content: bytes) -> Path:
    """The same workbook with one part replaced."""
    target = path.with_name(f"改-{path.name}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return target


def test_entities_are_not_expanded(workspace: Path) -> None:
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    )
    path = repacked(workbook(workspace, HEADER), "xl/worksheets/sheet1.xml", laughs)
    with pytest.raises(ValueError, match=r"不是完好的 \.xlsx"):
        read(path)


def test_a_file_that_was_refused_is_let_go(workspace: Path) -> None:
    """Its owner mends it and saves it again, which Windows does not allow over a file that is open."""
    path = repacked(workbook(workspace, HEADER), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row")
    with pytest.raises(ValueError, match=r"不是完好的 \.xlsx") as held:
        read(path)
    opened = [one for one in Path("/proc/self/fd").glob("*") if one.exists() and one.samefile(path)]
    assert opened == [], held.traceback
    path.replace(path.with_name("改好.xlsx"))


def test_a_zip_bomb_is_not_unpacked(workspace: Path) -> None:
    path = repacked(workbook(workspace, HEADER), "xl/worksheets/sheet1.xml", bytes(tables.MAX_UNPACKED + 1))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(ValueError, match=r"展开后有150MB（上限150MB）"):
        read(path)


def test_sizes_are_bounded(workspace: Path) -> None:
    with pytest.raises(ValueError, match="超过20000行，请分成几个文件"):
        read(csv_file(workspace, "号,企业名称,收件日期\n" + "1,甲,2026-10-12\n" * 20_001))
    with pytest.raises(ValueError, match="超过100列"):
        read(workbook(workspace, (*HEADER, *(f"列{n}" for n in range(100)))))
    long = read(csv_file(workspace, f"号,企业名称,收件日期\n1,{'长' * 2001},2026-10-12\n"))
    assert long.rows[0].faults == ("“企业名称”文字过长（2001字）。",)
    huge = workspace / "大.csv"
    with huge.open("wb") as file:
        file.truncate(tables.MAX_BYTES + 1)
    with pytest.raises(ValueError, match="超过50MB，请分成几个文件"):
        read(huge)

"""表格: rows out of a CSV file or an Excel workbook, under Chinese headings, every cell as clean text with its line.

Nothing is guessed: a formula, a number that the spreadsheet has rounded or a file in another encoding is refused with
the cell and the remedy. The file is somebody else's: its size, its unpacked size, its rows and columns are bounded.
"""

from __future__ import annotations

import csv
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED = 150 * 1024 * 1024
"""An xlsx of 20,000 rows and 30 columns unpacks to about 40 MB."""
MAX_PARTS = 2_000
MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_TEXT = 2_000
HEADER_WITHIN = 10
"""表头须在前十行之内: above it there may be a title."""

_EXACT_DIGITS = 15
_SHOWN = 3
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_REMARK = re.compile(r"[(（【].*$")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


class Cell(NamedTuple):
    """单元格: clean text; `fault` is why it cannot be used; `formula` names the cell when it holds one."""

    text: str = ""
    fault: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """一行: `line` as the user counts it in the file; `cells` by heading, blank ones included; `faults` of its cells."""

    line: int
    cells: Mapping[str, str]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """退回的一行: as counted in the file, what it is called there, and every reason."""

    line: int
    name: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """表格: the rows that are not blank; `unknown` headings and `other_sheets` with content were not read."""

    name: str
    rows: tuple[Row, ...]
    unknown: tuple[str, ...] = ()
    other_sheets: tuple[str, ...] = ()


Lines = Iterator[tuple[int, Sequence[Cell]]]


def read_table(path: Path, required: Collection[str], optional: Collection[str] = ()) -> Table:
    """读表: CSV (UTF-8 with or without BOM) or .xlsx, told apart by content. Headings may carry a remark in brackets.

    ValueError with one sentence: too big, another format or encoding, no header, a required column missing, formulas.
    OSError when the file cannot be read.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise ValueError(
            f"文件“{path.name}”有{size // 1024 // 1024}MB，超过{MAX_BYTES // 1024 // 1024}MB，请分成几个文件。"
        )
    with path.open("rb") as file:
        head = file.read(4)
    if head == _OLD_OFFICE:
        raise ValueError(f"文件“{path.name}”是旧版 .xls 或加了密码，请另存为不加密码的 .xlsx 或 UTF-8 的 CSV。")
    if head.startswith(b"PK"):
        return _workbook(path, required, optional)
    return _assembled(path.name, _csv_lines(path), required, optional)


def clean(text: str) -> str:
    """净化: invisible and control characters out, every run of blanks one blank."""
    return " ".join(_INVISIBLE.sub("", text).split())


# ── CSV ──


def _csv_lines(path: Path) -> Lines:
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            for row in reader:
                yield line, [_csv_cell(text, line) for text in row]
                line = reader.line_num + 1
    except UnicodeDecodeError:
        raise ValueError(
            f"文件“{path.name}”不是 UTF-8 编码（多半是 GBK），请另存为“CSV UTF-8（逗号分隔）”或 .xlsx 后再用。"
        ) from None
    except csv.Error as fault:
        raise ValueError(f"文件“{path.name}”第{line}行不是完整的 CSV（{fault}），请核对引号和逗号。") from None


def _csv_cell(text: str, line: int) -> Cell:
    shown = clean(text)
    return Cell(formula=f"第{line}行") if shown.startswith("=") else _text_cell(shown)


def _text_cell(shown: str) -> Cell:
    return Cell(fault=f"文字过长（{len(shown)}字）") if len(shown) > MAX_TEXT else Cell(shown)


# ── Excel ──


def _workbook(path: Path, required: Collection[str], optional: Collection[str]) -> Table:
    _refuse_bomb(path)
    import openpyxl  # heavy, and only this room may know it

    # in memory: a file that was refused must not stay open, or Windows does not let its owner save the mended one
    held = BytesIO(path.read_bytes())

    if not openpyxl.DEFUSEDXML:
        raise ValueError("程序缺少安全读取 Excel 的组件 defusedxml，请重新安装程序，或另存为 UTF-8 的 CSV。")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and validations that are not read at all
        book = _read(path, lambda: openpyxl.load_workbook(held, read_only=True, keep_links=False))
        try:
            filled = [sheet for sheet in book.worksheets if _read(path, lambda s=sheet: _has_content(s))]
            if not filled:
                raise ValueError(f"文件“{path.name}”里没有内容，请核对是否选错了文件。")
            lines = _sheet_lines(path, filled[0])
            others = tuple(sheet.title for sheet in filled[1:])
            return _assembled(f"{path.name}·{filled[0].title}", lines, required, optional, others)
        finally:
            book.close()


def _read(path: Path, step: Any) -> Any:  # noqa: ANN401 - whatever the step of reading gives
    try:
        return step()
    except MemoryError:
        raise
    except Exception as error:  # openpyxl lets every kind of error out of a damaged or hostile file
        raise ValueError(f"文件“{path.name}”不是完好的 .xlsx 工作簿，请用 Excel 打开后另存为 .xlsx 再用。") from error


def _refuse_bomb(path: Path) -> None:
    """The sizes in the directory bind: Python's zipfile never unpacks more than they say."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise ValueError(f"文件“{path.name}”不是完好的 .xlsx 工作簿，请用 Excel 打开后另存为 .xlsx 再用。") from error
    unpacked = sum(part.file_size for part in parts if not part.filename.startswith("xl/media/"))
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED:
        raise ValueError(
            f"文件“{path.name}”展开后有{unpacked // 1024 // 1024}MB（上限{MAX_UNPACKED // 1024 // 1024}MB），"
            "不像是正常的表格，请只留迁入的工作表后另存再用。"
        )


def _has_content(sheet: Any) -> bool:  # noqa: ANN401 - openpyxl's read-only sheet
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MAX_COLUMNS, max_row=HEADER_WITHIN, values_only=True)
    return any(value is not None and str(value).strip() for row in rows for value in row)


def _sheet_lines(path: Path, sheet: Any) -> Lines:  # noqa: ANN401 - as above
    from openpyxl.cell.read_only import EMPTY_CELL

    sheet.reset_dimensions()
    rows = iter(sheet.iter_rows(max_col=MAX_COLUMNS + 1))
    line, gap = 0, None
    while (row := _read(path, lambda: next(rows, None))) is not None:
        line += 1
        if row is gap:
            continue
        filled = len(row)
        while filled and row[filled - 1] is EMPTY_CELL:
            filled -= 1
        cells = [_excel_cell(cell, line, place) for place, cell in enumerate(row[:filled], 1)]
        # one cell far below makes a million missing rows, all of them the same object
        gap = row if all(cell is _BLANK for cell in cells) else gap
        yield line, cells


def _excel_cell(cell: Any, line: int, place: int) -> Cell:  # noqa: ANN401 - openpyxl's cell, or its blank
    value = cell.value
    if value is None:
        return _BLANK
    if cell.data_type == "f":
        from openpyxl.utils import get_column_letter

        return Cell(formula=f"{get_column_letter(place)}{line}")
    if cell.data_type == "e":
        return Cell(fault=f"是错误值{value}")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number_cell(value)
    if isinstance(value, datetime | date):
        value = value.isoformat()[:10]
    return _text_cell(clean(str(value)))


_BLANK = Cell()


def _number_cell(value: float) -> Cell:
    if abs(value) >= 10**_EXACT_DIGITS:
        return Cell(fault="是长数字，Excel 只保留前15位，末几位已不可靠，请把该列设为“文本”后重新填写")
    return Cell(str(int(value)) if value == int(value) else str(value))


# ── the table ──


def _assembled(
    name: str,
    lines: Lines,
    required: Collection[str],
    optional: Collection[str],
    other_sheets: tuple[str, ...] | None = None,
) -> Table:
    known = {_heading(column): column for column in (*required, *optional)}
    headings = _headings(name, lines, known)
    places = {known[heading]: place for place, heading in enumerate(headings) if heading in known}
    missing = [column for column in required if column not in places]
    if missing:
        raise ValueError(f"“{name}”缺少{'、'.join(missing)}{'等' if len(missing) > 1 else '这一'}列，请补上后再用。")
    unknown = tuple(heading for heading in headings if heading and heading not in known)
    # a spreadsheet may have scribbles beside the table; in a CSV a further cell means a comma too many
    width = len(headings) if other_sheets is None else MAX_COLUMNS + 1
    return Table(name, _rows(name, lines, places, width), unknown, other_sheets or ())


def _headings(name: str, lines: Lines, known: Mapping[str, str]) -> list[str]:
    """表头: the first line in which three headings are known; there may be a title above it."""
    for line, cells in lines:
        folded = [_heading(cell.text) for cell in cells]
        found = [heading for heading in folded if heading in known]
        if len(found) >= min(3, len(known)):
            if len(folded) > MAX_COLUMNS and any(folded[MAX_COLUMNS:]):
                raise ValueError(f"“{name}”超过{MAX_COLUMNS}列，请删去不用的列。")
            double = sorted({heading for heading in found if found.count(heading) > 1})
            if double:
                raise ValueError(f"“{name}”有两列都叫“{double[0]}”，请只保留一列。")
            return folded
        if line >= HEADER_WITHIN:
            break
    raise ValueError(
        f"“{name}”前{HEADER_WITHIN}行里没有找到表头，应有“{'”“'.join(list(known.values())[:4])}”等列（CSV 用逗号分隔）。"
    )


def _heading(text: str) -> str:
    folded = unicodedata.normalize("NFKC", _REMARK.sub("", "".join(text.split())))
    return folded.rstrip("*:")


def _rows(name: str, lines: Lines, places: Mapping[str, int], width: int) -> tuple[Row, ...]:
    rows: list[Row] = []
    formulas: list[str] = []
    for line, cells in lines:
        if not any(cell != _BLANK for cell in cells):
            continue
        if len(rows) == MAX_ROWS:
            raise ValueError(f"“{name}”超过{MAX_ROWS}行，请分成几个文件。")
        rows.append(_row(line, cells, places, width, formulas))
    if formulas:
        some = "、".join(formulas[:_SHOWN]) + (f"等{len(formulas)}处" if len(formulas) > _SHOWN else "")
        raise ValueError(f"“{name}”的{some}是公式，请复制后用“选择性粘贴—数值”换成内容再用。")
    return tuple(rows)


def _row(line: int, cells: Sequence[Cell], places: Mapping[str, int], width: int, formulas: list[str]) -> Row:
    found: dict[str, str] = {}
    faults: list[str] = []
    for column, place in places.items():
        cell = cells[place] if place < len(cells) else _BLANK
        found[column] = cell.text
        if cell.fault:
            faults.append(f"“{column}”{cell.fault}。")
        if cell.formula:
            formulas.append(f"{cell.formula}“{column}”")
    beyond: Iterable[Cell] = cells[width:]
    if any(cell != _BLANK for cell in beyond):
        faults.append(f"有{len(cells)}格，多于表头的{width}列，请核对是否多了逗号。")
    return Row(line, found, tuple(faults))

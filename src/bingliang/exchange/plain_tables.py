"""导出表格: rows as an Excel workbook or CSV for whoever reckons on; text stays text, a date is a date, nothing is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

Value = str | int | date | None
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST, _LEAST = 60, 8


@dataclass(frozen=True, slots=True)
class Plain:
    """一张表: its name, headings and rows."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def write(path: Path, tables: Sequence[Plain]) -> None:
    """写出: by the ending of the name, .xlsx (a sheet for each table) or .csv (the first table, UTF-8 with mark, for Excel).

    ValueError for another ending or when the place takes no file.
    """
    kind = path.suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise ValueError(f"“{path.name}”不是能导出的格式，请用 .xlsx 或者 .csv 作扩展名。")
    made = _workbook(tables) if kind == ".xlsx" else _csv(tables[0])
    try:
        path.write_bytes(made)
    except OSError as error:
        raise ValueError(f"文件“{path}”写不进去（{error.strerror}），请换一个文件夹，或者先关掉打开的表格。") from error


def _workbook(tables: Sequence[Plain]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        for at, heading in enumerate(table.headings, 1):
            longest = max((_wide(row[at - 1]) for row in table.rows), default=0)
            sheet.column_dimensions[get_column_letter(at)].width = min(
                _WIDEST, max(_LEAST, _wide(heading), longest) + 2
            )
        head = [WriteOnlyCell(sheet, value=heading) for heading in table.headings]
        for cell in head:
            cell.font = Font(bold=True)
        sheet.append(head)
        for row in table.rows:
            cells = []
            for value in row:
                cell = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]  # a date is written as a date
                cell.alignment = Alignment(vertical="top", wrap_text=True)
                if isinstance(value, str):
                    cell.data_type = "s"  # what begins with = is words here, never a formula
                elif isinstance(value, date):
                    cell.number_format = "yyyy-mm-dd"
                cells.append(cell)
            sheet.append(cells)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _csv(table: Plain) -> bytes:
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(table.headings)
    for row in table.rows:
        writer.writerow([_guarded(value) for value in row])
    return held.getvalue().encode("utf-8-sig")


def _guarded(value: Value) -> str:
    """An apostrophe before what a spreadsheet would take for a formula."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def _wide(value: Value) -> int:
    """Columns on a screen: a Chinese sign is two wide."""
    text = "" if value is None else str(value)
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)  # noqa: PLR2004  # where CJK begins

"""填报表: an Excel sheet to be filled in and brought in again, with lists of what may be chosen and days that must be days.

The lists stand on a sheet of their own, because one inside a rule may have no more than 255 signs. No formula, no macro.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang.exchange.plain_tables import Plain, Value

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LISTS, NOTES = "取值", "填写说明"
ROOM = 1000
"""Rows below the heading for which the rules hold."""


class Rule(StrEnum):
    """一栏的规则."""

    TEXT = "文字"
    DAY = "日期"
    WHOLE = "整数"
    DECIMAL = "数字"


@dataclass(frozen=True, slots=True)
class FillIn:
    """一栏: heading, what may stand in it; `choices` are offered, and with `strict` nothing else is taken."""

    heading: str
    rule: Rule = Rule.TEXT
    choices: tuple[str, ...] = ()
    strict: bool = False
    note: str = ""
    wide: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """填报的表."""

    name: str
    columns: tuple[FillIn, ...]
    rows: Sequence[Sequence[Value]] = field(default_factory=tuple)
    notes: tuple[str, ...] = ()
    beside: tuple[Plain, ...] = ()
    """what is only to be read, each on a sheet behind it"""


def write_sheet(path: Path, sheet: Sheet) -> None:
    """写出. ValueError in one sentence when the place takes no file."""
    from openpyxl import Workbook

    book = Workbook()
    main = book.active
    assert main is not None  # noqa: S101 - a new book has one
    main.title = sheet.name
    _heads(main, sheet)
    for at, row in enumerate(sheet.rows, 2):
        for column, value in enumerate(row, 1):
            _cell(main, at, column, value)
    _rules(book, main, sheet)
    notes = book.create_sheet(NOTES)
    notes.column_dimensions["A"].width = 100
    for line in (*sheet.notes, *(f"{one.heading}：{one.note}" for one in sheet.columns if one.note)):
        notes.append([line])
    for table in sheet.beside:
        other = book.create_sheet(table.name)
        _heads(other, Sheet(table.name, tuple(FillIn(heading, wide=16) for heading in table.headings)))
        for at, row in enumerate(table.rows, 2):
            for column, value in enumerate(row, 1):
                _cell(other, at, column, value)
    try:
        book.save(path)
    except OSError as error:
        raise ValueError(f"文件“{path}”写不进去（{error.strerror}），请换一个文件夹，或者先关掉打开的表格。") from error


def _heads(main: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    fill = PatternFill("solid", fgColor="DCE9FA")
    for at, one in enumerate(sheet.columns, 1):
        head = main.cell(1, at, one.heading)
        head.font, head.fill = Font(bold=True), fill
        head.alignment = Alignment(wrap_text=True, vertical="center")
        main.column_dimensions[get_column_letter(at)].width = one.wide
    main.freeze_panes = "A2"


def _cell(main: Worksheet, row: int, column: int, value: Value) -> None:
    if value is None or value == "":
        return
    cell = main.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # what begins with = is words here, never a formula
        cell.number_format = "@"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"


def _rules(book: Any, main: Worksheet, sheet: Sheet) -> None:  # noqa: ANN401 - openpyxl's workbook
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    lists = book.create_sheet(LISTS)
    place = 0
    for at, one in enumerate(sheet.columns, 1):
        over = f"{get_column_letter(at)}2:{get_column_letter(at)}{ROOM + 1}"
        if one.choices:
            place += 1
            letter = get_column_letter(place)
            lists.cell(1, place, one.heading)
            for line, word in enumerate(one.choices, 2):
                lists.cell(line, place, word)
            ref = f"{LISTS}!${letter}$2:${letter}${len(one.choices) + 1}"
            made = DataValidation(type="list", formula1=ref, allow_blank=True, showErrorMessage=one.strict)
        elif one.rule is Rule.TEXT:
            continue
        else:
            made = DataValidation(**_BOUNDS[one.rule], allow_blank=True, showErrorMessage=one.strict)
        made.errorTitle, made.error = one.heading, one.note or f"请按“{one.rule}”填写。"
        main.add_data_validation(made)
        made.add(over)


_BOUNDS: Mapping[Rule, Mapping[str, Any]] = {
    Rule.DAY: {"type": "date", "operator": "between", "formula1": "36526", "formula2": "73050"},
    Rule.WHOLE: {"type": "whole", "operator": "between", "formula1": "0", "formula2": "999999999"},
    Rule.DECIMAL: {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "9999999"},
}
"""Days from 2000-01-01 to 2099-12-31; amounts and areas are not negative."""

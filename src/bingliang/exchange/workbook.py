"""Excel 工作簿, written by hand: real dates, real numbers, text as text; no formula, no macro, nothing that asks anything.

SpreadsheetML (ECMA-376) with inline strings: written row by row, so that a hundred thousand rows need no memory.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

Value = str | int | float | date | None
_DAY_ZERO = date(1899, 12, 30).toordinal()
_UNFIT = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")
_SIMPLE = re.compile("[^\\x00-\\x1f&<>\\ufffe\\uffff]{0,200}").fullmatch
"""Short and without a sign that must be escaped or left out: nearly every cell of a table."""
_NAME_UNFIT = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
_REMEMBERED = 20_000
_PLAIN, _HEAD, _DATE, _MOMENT, _SHARE, _TITLE, _MEAN = range(7)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass(frozen=True, slots=True)
class Share:
    """百分比: 66.7 is shown as 66.7%."""

    percent: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """工作表: a title line, one heading row that stays in sight, the rows, and below them where they come from."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value | Share]]
    title: str = ""
    source: str = ""
    widths: Sequence[float] = ()


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """存为 Excel. ValueError when there is no sheet or two have one name."""
    names = [_name(sheet.name) for sheet in sheets]
    if not names or len(set(names)) != len(names):
        raise ValueError("工作簿至少要有一张工作表，名称不能相同。")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("[Content_Types].xml", _content_types(len(sheets)))
        package.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        package.writestr("xl/workbook.xml", _book(names))
        parts = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
        package.writestr("xl/_rels/workbook.xml.rels", _relations([*parts, ("styles", "styles.xml")]))
        package.writestr("xl/styles.xml", _STYLES)
        for number, sheet in enumerate(sheets, 1):
            with package.open(f"xl/worksheets/sheet{number}.xml", "w") as raw, io.TextIOWrapper(raw, "utf-8") as out:
                _sheet(out, sheet, first=number == 1)


def _sheet(out: io.TextIOWrapper, sheet: Sheet, *, first: bool) -> None:
    top = 2 if sheet.title else 1
    chosen = ' tabSelected="1"' if first else ""
    out.write(f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"{chosen}>')
    out.write(f'<pane ySplit="{top}" topLeftCell="A{top + 1}" activePane="bottomLeft" state="frozen"/>')
    out.write("</sheetView></sheetViews><cols>")
    for n, heading in enumerate(sheet.headings, 1):
        wide = sheet.widths[n - 1] if n <= len(sheet.widths) else max(9, len(heading) * 2.2)
        out.write(f'<col min="{n}" max="{n}" width="{wide:g}" customWidth="1"/>')
    out.write("</cols><sheetData>")
    if sheet.title:
        out.write(f"<row>{_text(sheet.title, _TITLE)}</row>")
    out.write(f"<row>{''.join(_text(one, _HEAD) for one in sheet.headings)}</row>")
    known: dict[object, str] = {}
    out.writelines(_row(row, known) for row in sheet.rows)
    if sheet.source:
        out.write(f"<row/><row>{_text(sheet.source)}</row>")
    out.write("</sheetData></worksheet>")


def _row(row: Iterable[Value | Share], known: dict[object, str]) -> str:
    """一行. Words and days come again and again in a column: each is written once and remembered in `known`."""
    cells: list[str] = []
    for value in row:
        kind = type(value)
        if kind is int:
            cells.append(f"<c><v>{value}</v></c>")
        elif kind is str or kind is date:
            cell = known.get(value)
            if cell is None:
                if len(known) > _REMEMBERED:
                    known.clear()
                cell = known[value] = _cell(value)
            cells.append(cell)
        else:
            cells.append(_cell(value))
    return f"<row>{''.join(cells)}</row>"


def _cell(value: Value | Share) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, str):
        return _text(value)
    style, number = _number(value)
    return f'<c s="{style}"><v>{number}</v></c>'


def _number(value: float | date | Share) -> tuple[int, str]:
    """Style and value: days are counted from 1899-12-30, as spreadsheet programs do."""
    if isinstance(value, datetime):
        part = (value.hour * 3600 + value.minute * 60 + value.second) / 86400
        return _MOMENT, f"{value.toordinal() - _DAY_ZERO + part:.8f}"
    if isinstance(value, date):
        return _DATE, str(value.toordinal() - _DAY_ZERO)
    if isinstance(value, Share):
        return _SHARE, f"{value.percent / 100:.6f}"
    return (_PLAIN, str(value)) if isinstance(value, int) else (_MEAN, f"{value:.6g}")


def _text(text: str, style: int = _PLAIN) -> str:
    shown = text if _SIMPLE(text) else escape(_UNFIT.sub("", text)[:_LONGEST_TEXT])
    kept = ' xml:space="preserve"' if shown != shown.strip() or "\n" in shown else ""
    styled = f' s="{style}"' if style else ""
    return f'<c t="inlineStr"{styled}><is><t{kept}>{shown}</t></is></c>'


def _name(name: str) -> str:
    return _NAME_UNFIT.sub(" ", _UNFIT.sub("", name)).strip("' ")[:_LONGEST_NAME] or "表"


def _book(names: Sequence[str]) -> str:
    listed = "".join(
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, 1)
    )
    return f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{listed}</sheets></workbook>'


def _relations(parts: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(parts, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _content_types(sheets: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in range(1, sheets + 1)]
    listed = "".join(f'<Override PartName="{name}" ContentType="{kind}.{part}+xml"/>' for name, part in parts)
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    plain = f'<Default Extension="rels" ContentType="{rels}"/><Default Extension="xml" ContentType="application/xml"/>'
    return f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{plain}{listed}</Types>'


_FORMATS = ("General", "General", "yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm", "0.0%", "General", "0.0")
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="4">'
    + "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{escape(_FORMATS[n])}"/>' for n in (_DATE, _MOMENT, _SHARE, _MEAN)
    )
    + '</numFmts><fonts count="3"><font><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="11"/><name val="宋体"/></font><font><b/><sz val="14"/><name val="宋体"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFDCE9FA"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    f'<cellXfs count="{len(_FORMATS)}">'
    + "".join(
        f'<xf numFmtId="{0 if code == "General" else 164 + n}" fontId="{({_HEAD: 1, _TITLE: 2}).get(n, 0)}"'
        f' fillId="{2 if n == _HEAD else 0}" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for n, code in enumerate(_FORMATS)
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)

"""案卷和材料袋的文书事实: what lies in the volume, page by page, how long it is kept, and the bag it came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bingliang.desk.papers import rows
from bingliang.ledger.case import Case

if TYPE_CHECKING:
    from bingliang.desk.papers.sheet import Sheet

Group = dict[str, Any]

AROUND = frozenset({"volume_cover", "volume_index", "volume_note", "transfer_list", "bag_label"})
"""What is about the volume as a whole is not one of its pieces, and has no page number of it."""
RETENTION, RETENTION_DEFAULT = "archive_retention", "永久"
FONDS, FONDS_DEFAULT = "archive_fonds", "—"
_RETURNING = frozenset({"withdraw", "decline", "return_materials"})
"""What ends with the materials given back to the applicant on a list of their own."""
_CHECK, _CODE = 12, 14
_UNKNOWN = "—"


def bag_number(case: Case) -> str:
    """袋号 of a case."""
    return number_of(case.code)


def number_of(code: str) -> str:
    """袋号: year, day and serial out of the case code, short enough to be read from the shelf."""
    return f"{code[2:4]}-{code[4:8]}-{code[8:12]}" if len(code) == _CODE and code.isdigit() else code


def bag(sheet: Sheet) -> Group:
    """材料袋 as the case knows it."""
    case = sheet.case
    pieces = sum(1 for row in case.materials if row.get("state") != "缺")
    return {"number": bag_number(case), "shelf": case.bag.shelf, "count": f"{pieces}件" if pieces else ""}


def volume(sheet: Sheet) -> Group:
    """案卷: how many pieces and pages stand in its index, how long the ledger of the case is and where it ends."""
    pieces = tuple(_pieces(sheet))
    known = [int(piece["pages"]) for piece in pieces if piece["pages"] != _UNKNOWN]
    last = sheet.file.entries[-1].hash[-_CHECK:].upper() if sheet.file.entries else ""
    archived = next((line.facts for line in reversed(sheet.file.entries) if line.act == "archive"), {})
    unpaged = len(pieces) - len(known)
    return {
        "count": str(len(pieces)),
        "pages": str(sum(known)),
        "lines": str(len(sheet.file.entries)),
        "head": "-".join(last[start : start + 4] for start in range(0, len(last), 4)),
        "retention": str(archived.get("retention") or retention(sheet)),
        "fonds": str(sheet.setting(FONDS) or FONDS_DEFAULT),
        "unpaged": str(unpaged) if unpaged else "",
        "closed_on": sheet.case.closed_on.isoformat() if sheet.case.closed_on else "",
        "originals": "；".join(_given_back(sheet)),
    }


def retention(sheet: Sheet) -> str:
    """保管期限 of the zone."""
    return str(sheet.setting(RETENTION) or RETENTION_DEFAULT)


def _given_back(sheet: Sheet) -> Iterable[str]:
    """退还过的原件: what the file held once and holds no more, with the day and who signed."""
    for line in sheet.file.entries:
        if line.act == "return_kept":
            facts: Mapping[str, Any] = line.facts
            names = "、".join(f"《{row['name']}》{row['count']}份" for row in facts["pieces"])
            yield f"{facts['on']}退还{names}，{facts['receiver']}签收"


def contents(sheet: Sheet) -> list[Group]:
    """卷内目录: papers in the order they were drawn up with what came back of each, then the materials handed in.

    The page numbers run through the volume; behind a piece whose pages nobody has counted they are written in by hand.
    """
    found, at = [], 1
    for piece in _pieces(sheet):
        pages = int(piece["pages"]) if piece["pages"] != _UNKNOWN else 0
        at = at if at and pages else 0
        place = "" if not at else str(at) if pages == 1 else f"{at}—{at + pages - 1}"
        found.append({**piece, "place": place})
        at = at + pages if at else 0
    return rows.numbered(found)


def _pieces(sheet: Sheet) -> Iterable[Group]:
    case = sheet.case
    zone = str(sheet.setting("counter_name") or sheet.setting("lead_body_name"))
    for paper in case.papers:
        if paper.form in AROUND:
            continue
        body = paper.facts.get("body")
        author = (body.get("name") if isinstance(body, Mapping) else "") or zone
        yield {
            "number": paper.number,
            "author": author,
            "title": paper.title,
            "on": paper.on.isoformat(),
            "pages": str(paper.pages or _UNKNOWN),
            "note": "作废" if paper.void_reason else "部分作废" if paper.void_rows else "",
        }
        for back in paper.returned:
            yield {
                "number": paper.number,
                "author": author,
                "title": f"{paper.title}（回件）",
                "on": str(back["on"]),
                "pages": _UNKNOWN,
                "note": "回件",
            }
    gone = {no for no, item in case.items.items() if item.ending is not None and item.ending.act in _RETURNING}
    for row in case.materials:
        if row.get("state") == "缺" or (row.get("for") and gone.issuperset(row["for"])):
            continue
        yield {
            "number": _UNKNOWN,
            "author": case.enterprise["name"],
            "title": row["name"],
            "on": case.received_on.isoformat(),
            "pages": str(_pages(row) or _UNKNOWN),
            "note": _kind(row),
        }


def _kind(row: Mapping[str, Any]) -> str:
    """原件 lies in the file only where it was neither handed back at once nor kept to be handed back."""
    if int(row.get("originals") or 0) and not row.get("checked") and not row.get("kept"):
        return "原件"
    return "电子件" if row.get("electronic") and not int(row.get("copies") or 0) else "复印件"


def _pages(row: Mapping[str, Any]) -> int:
    written = str(row.get("pages") or "")
    return int(written) if written.isdigit() else 0

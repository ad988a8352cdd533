"""后添的文书事实: what the papers of transfer, urging, tracking and the volume say of the case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.papers import rows
from bingliang.ledger.acts import ACTS, Entry
from bingliang.ledger.case import day

if TYPE_CHECKING:
    from bingliang.desk.papers.sheet import Sheet

Group = dict[str, Any]

_QUIET = frozenset({"draw_up", "issue", "void", "void_row", "amend", "seal", "sign", "serve", "file_copy"})
_DATES = ("on", "accepted_on", "received_on", "served_on", "result_on", "approved_on")


def unified(sheet: Sheet) -> Group:
    """统一受理: each deciding body with its own items and its own remedies; nothing on a paper of one body alone."""
    if not sheet.combined:
        return {}
    about: dict[str, list[str]] = {}
    for item in sheet.spoken_of:
        about.setdefault(item.body, []).append(f"《{item.name}》")
    bodies = sheet.file.catalogue.bodies
    return {
        "document": sheet.setting("combined_acceptance") or _authorised(sheet),
        "bodies": rows.numbered(
            {
                "name": bodies[code].name,
                "items": "、".join(names),
                "reconsideration": bodies[code].reconsideration,
                "online_channel": bodies[code].online_channel,
                "court": bodies[code].court,
            }
            for code, names in about.items()
        ),
    }


def _authorised(sheet: Sheet) -> str:
    """授权文件 of the notice that is drawn up anew, when the zone has meanwhile gone back to one notice for each body."""
    told = (paper.facts.get("unified", {}) for paper in sheet.case.papers if paper.items == sheet.items)
    return next((str(one["document"]) for one in told if one.get("document")), "")


def urging(sheet: Sheet) -> Group:
    """催办督办: who handles it and how its two lines stand today."""
    item, clocks = sheet.item, sheet.clocks(sheet.item)
    body = sheet.file.catalogue.bodies[item.department or item.body]
    return {
        "department": body.name or body.short,
        "promised_due": rows.line(clocks.promised),
        "statutory_due": rows.line(clocks.statutory),
        "standing": _standing(sheet),
    }


def _standing(sheet: Sheet) -> str:
    item, clocks, calendar = sheet.item, sheet.clocks(sheet.item), sheet.file.calendar
    if late := clocks.statute_late(sheet.on):
        return f"法定超期{late}个工作日"
    if late := clocks.promise_late(sheet.on):
        return f"承诺超时{late}个工作日"
    if item.decision is not None:
        return "已决定"
    line, name = (clocks.promised, "承诺") if clocks.promised else (clocks.statutory, "法定")
    return f"距{name}办结日{calendar.count(sheet.on, line.on)}个工作日" if line else "没有期限"


def track(sheet: Sheet) -> list[Group]:
    """办理过程, line by line as the ledger has it."""
    return rows.numbered(_steps(sheet))


def _steps(sheet: Sheet) -> Iterable[Group]:
    before: date | None = None
    for entry in sheet.file.entries:
        if entry.act in ACTS and entry.act not in _QUIET:
            facts = entry.facts
            on = next((facts[key] for key in _DATES if facts.get(key)), entry.at.date())
            spent = sheet.file.calendar.count(before, day(on)) if before and before < day(on) else 0
            by = f"{entry.counter}号窗口" if entry.counter.isdigit() else entry.by or entry.counter
            yield {
                "on": day(on).isoformat(),
                "act": ACTS[entry.act].title,
                "item": _about(sheet, entry),
                "by": by,
                "spent": f"{spent}个工作日" if spent else "—",
            }
            before = day(on)


def _about(sheet: Sheet, entry: Entry) -> str:
    items = sheet.case.items
    numbers = entry.facts.get("items") if entry.act not in {"receive", "migrate"} else ()
    if not isinstance(numbers, (list, tuple)):
        numbers = [entry.facts["item"]] if "item" in entry.facts else []
    names = [items[no].name for no in numbers if isinstance(no, int) and no in items]
    return "、".join(names) or "全部"

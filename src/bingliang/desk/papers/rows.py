"""文书表格的行: items, materials and defects as they stand in the tables of a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.ledger.case import CaseItem
from bingliang.ledger.catalogue import Item, Limit, Start
from bingliang.ledger.happened import Acceptance
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.public_pledges import BY_GUIDE, Pledge, pledge_of
from bingliang.mechanism.time_limits.clocks import Clocks, completeness_term, hastened_term
from bingliang.mechanism.time_limits.forwarding import FORWARDING, forwards, own_limit
from bingliang.mechanism.time_limits.term import Due, cn, due

if TYPE_CHECKING:
    from bingliang.desk.papers.sheet import Sheet

Row = dict[str, Any]
NONE = "无"


def line(found: Due | None) -> Row | str:
    """一条时限线 as a paper prints it: the date, marked 〔暂定〕 beyond the last notice; blank where nothing runs."""
    return "" if found is None else {"date": found.on.isoformat(), "provisional": found.provisional}


HOTLINE = "12345"
"""政务服务便民热线 where the zone has said nothing else."""


def dated(on: date | None, calendar: Calendar) -> Row | str:
    """一个日子 with its mark."""
    return "" if on is None else {"date": on.isoformat(), "provisional": not calendar.certain(on)}


def numbered(found: Iterable[Mapping[str, Any]]) -> list[Row]:
    """编序号: 1, 2, 3 within this table."""
    return [{**row, "no": no} for no, row in enumerate(found, 1)]


def item(sheet: Sheet, found: CaseItem) -> Row:
    """一项: its limits in words and, once accepted, its dates. No figure is printed that is not a law's or a promise's."""
    definition = as_accepted(sheet.defined(found), found.acceptance)
    body = sheet.file.catalogue.bodies[found.body]
    clocks, acceptance = sheet.clocks(found), found.acceptance
    unsure = definition.limit is not None and not definition.limit.verified
    term = completeness_term(found)
    by_law = statutory_text(definition, sheet.setting("guide_text") or BY_GUIDE)
    return {
        "no": found.no,
        "code": found.code,
        "name": found.name,
        "body": body.name or body.short,
        "mode": "预收" if found.received_on is None else "正式收件",
        "waits_for": "、".join(wait.text.strip("《》") for wait in found.waits_for)
        if found.received_on is None
        else "",
        "answer_due": line(due(term, sheet.file.calendar)) if term else "",
        "article": found.completeness.article,
        "kind": found.handling.value,
        "start_event": _start(definition),
        "statutory": {"text": by_law},
        "statutory_text": by_law,
        "statutory_due": "" if unsure else line(clocks.statutory),
        "promised_text": _promised_text(clocks, definition),
        "promised_due": line(clocks.promised),
        "special_steps": special_steps(definition),
        "fee": definition.fee.text,
        "acceptance_number": acceptance.number if acceptance else "",
        "accepted_on": acceptance.on.isoformat() if acceptance else "",
        "contact": f"{body.works_at or body.short} {body.phone}".strip(),
        "result_document": definition.result or definition.name,
        "validity": definition.validity,
        "basis": "、".join(definition.legal_basis),
    }


def _promised_text(clocks: Clocks, definition: Item) -> str:
    """承诺 in words; that of 绿色通道 where it is the one that binds."""
    item = clocks.item
    acceptance, green = item.acceptance, hastened_term(item)
    if acceptance is None:
        return _green_days(item, pledge_of(definition).limit) or pledge_of(definition).text
    words = Pledge(acceptance.promise, "").text
    if green is None or item.hastened is None or clocks.promised != clocks.line(green):
        return words
    since = f"自{cn(green.start)}起" if green.start > acceptance.promised_from else ""
    return since + _green_days(item, acceptance.promise)


def _green_days(item: CaseItem, ordinary: Limit | None) -> str:
    if item.hastened is None or ordinary is None:
        return ""
    return f"{item.hastened.value}{ordinary.unit.text}（绿色通道）"


def second(sheet: Sheet, found: CaseItem) -> str:
    """受理时刻 to the second, by which applications are put in order (《行政许可法》第五十七条): the hour of the line itself.

    Blank where the line was written on another day than that of the acceptance (补录), and where silence has accepted:
    an hour at which nobody acted is not printed.
    """
    file = sheet.file
    lines = [
        *((one.act, one.facts, one.at) for one in file.entries),
        *((one.act, one.facts, file.work.now) for one in file.drafts),
    ]
    at = next((at for act, facts, at in reversed(lines) if act == "accept" and facts.get("item") == found.no), None)
    if at is None or found.acceptance is None or found.acceptance.deemed or at.date() != found.acceptance.on:
        return ""
    return f"{at.hour}时{at.minute:02d}分{at.second:02d}秒"


def as_accepted(definition: Item, acceptance: Acceptance | None) -> Item:
    """受理时的时限: what the acceptance has copied is printed, whatever the catalogue says by now."""
    if acceptance is None or acceptance.limit is None or definition.limit is None or forwards(definition):
        return definition
    return replace(definition, limit=replace(acceptance.limit, verified=definition.limit.verified))


def _start(definition: Item) -> str:
    limit = own_limit(definition)
    return (limit.start if limit else Start.ACCEPTED).text.removesuffix("之日")


def statutory_text(definition: Item, by_guide: str) -> str:
    """法定时限 in words with its article; the sentence that stands where the law gives none."""
    limit = definition.limit
    if forwards(definition):
        above = f"；{definition.decided_by}级机关{_length(limit)}" if limit and limit.verified else ""
        return f"本区{_length(FORWARDING)}{above}"
    return by_guide if limit is None or not limit.verified else _length(limit)


def _length(limit: Limit) -> str:
    length = "当日" if limit.value == 0 else f"{limit.value}{limit.unit.text}"
    return f"{length}（{limit.article}）" if limit.article else length


def special_steps(definition: Item) -> str:
    """特殊环节 with ground and longest time: 承诺时限 + 特殊环节时限."""
    found = [
        f"{step.name}{f'不超过{step.longest}{step.unit.text}' if step.longest else ''}（{step.ground}）"
        for step in definition.special_steps
    ]
    return "；".join(found) or NONE


def awaiting(sheet: Sheet, found: CaseItem) -> Row:
    """待受理项: n workdays from which event, no date."""
    definition = sheet.defined(found)
    pledge = pledge_of(definition)
    start = f"自{pledge.limit.start.text}起" if pledge.limit else ""
    waits = "、".join(wait.text for wait in found.waits_for) if found.received_on is None else ""
    waits = waits or ("补正材料" if found.noticed_on else "齐全性检查")
    days = _green_days(found, pledge.limit) or pledge.text
    return {**item(sheet, found), "waits_for": waits, "promised_text": f"{start}{days}"}


def elsewhere(sheet: Sheet, found: CaseItem) -> Row:
    """区外决定项: only the zone's own forwarding time."""
    definition = sheet.defined(found)
    return {**item(sheet, found), "forwarding": pledge_of(definition).text}


def material(row: Mapping[str, Any]) -> Row:
    """一份材料."""
    return {
        "name": row["name"],
        "for_items": "、".join(str(no) for no in row.get("for", ())) or "—",
        "originals": str(row.get("originals", 0)),
        "copies": str(row.get("copies", 0)),
        "electronic": bool(row.get("electronic")),
        "pages": "—" if row.get("state") == "缺" else str(row.get("pages") or "—"),
        "checked_returned": bool(row.get("checked")),
        "kept": bool(row.get("kept")),
        "state": row.get("state", "齐"),
        "note": row.get("note", ""),
        "sample": row.get("sample", ""),
    }


def defect(sheet: Sheet, found: CaseItem, row: Mapping[str, Any]) -> Row:
    """一条补正内容."""
    body = sheet.file.catalogue.bodies[found.body]
    return {
        "item": found.name,
        "department": body.name or body.short,
        "material": row["material"],
        "defect": row["defect"],
        "required": row["required"],
        "ground": row.get("ground", ""),
        "sample": row.get("sample", ""),
        "deferrable": bool(row.get("deferrable")),
    }

"""后添的文书事实: what the papers of transfer, urging, tracking and the volume say of the case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.papers import rows
from bingliang.ledger.acts import ACTS, Entry
from bingliang.ledger.case import day
from bingliang.mechanism.time_limits.renewing import AHEAD, days_words
from bingliang.mechanism.time_limits.roll import validity_due

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


def renewal(sheet: Sheet) -> Group:
    """延续: which permit, and until when."""
    item = sheet.item
    until = item.expires_on.isoformat() if item.expires_on else ""
    return {"document": item.renews, "expires_on": until}


def renewal_days(sheet: Sheet) -> list[Group]:
    """视为准予延续的算式: each day that counts, and how it was counted (《行政许可法》第五十条)."""
    item, calendar = sheet.item, sheet.file.calendar
    accepted, expires, received = item.acceptance, item.expires_on, item.received_on
    if accepted is None or expires is None or received is None:
        return []
    ahead, last = item.renewal_ahead or AHEAD, validity_due(expires, calendar)
    line = sheet.clocks(item).statutory
    due = line.on if line is not None else last
    rolled = "" if last == expires else "，届满日是休息日，提前到前一个工作日"
    by = f"届满前的最后一个工作日{rolled}" if due == last else "办理期限届满日，早于有效期届满日"
    why = f"（{item.renewal_ground}）" if item.renewal_ground else ""
    days = [
        ("提出申请（收件）", received, f"距届满{(expires - received).days}日，应在届满{days_words(ahead)}提出{why}"),
        ("受理", accepted.on, f"受理号{accepted.number}" if accepted.number else "依法受理"),
        ("最迟决定日", due, by),
        ("原许可有效期届满", expires, "届满仍没有作出决定，视为准予延续"),
    ]
    return rows.numbered({"what": what, "on": on.isoformat(), "how": how} for what, on, how in days)


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

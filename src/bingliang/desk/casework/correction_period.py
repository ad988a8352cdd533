"""补正期限: the applicant's days to hand in what is wanting; the zone's published number at least, never ending on a rest day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from bingliang.mechanism import overall
from bingliang.mechanism.time_limits.clocks import completeness_term
from bingliang.mechanism.time_limits.term import due_on

if TYPE_CHECKING:
    from bingliang.desk.file import File
    from bingliang.ledger.case import CaseItem, Paper


def last_day(file: File, on: date, until: date | None) -> date:
    """补正截止日: as asked, rolled on from a rest day (《民法典》第二百零三条); a Refusal below the zone's published days."""
    days = int(file.catalogue.setting("correction_days", 10))
    least = file.calendar.workday(on, days)
    last = file.calendar.on_or_after(until) if until else least
    if last <= on:
        raise ValueError(f"补正截止日{last:%Y-%m-%d}须晚于告知日{on:%Y-%m-%d}，请核对。")
    if last < least:
        raise Refusal(
            f"补正截止日{last:%Y-%m-%d}早于本区补正期限{days}个工作日的届满日{least:%Y-%m-%d}，不得给申请人更短的期限。",
            str(file.catalogue.setting("correction_rule", "")) or "区补正期限规定",
        )
    return last


def told_late(file: File, paper: Paper, on: date) -> None:
    """告知书逾期才送达: handed over after the period it told nobody in time; silence has accepted (第三十二条第一款第（四）项).

    Its items leave the notice. Not for what went by mail: what was posted in time is not late by its way.
    """
    late = [no for no in paper.items if _too_late(file, file.case.items[no], on)]
    if not late:
        return
    request = next(entry.request for entry in file.entries if entry.seq == paper.seq)
    line = next(one for one in file.entries if one.request == request and one.act == "notify_once")
    left = [no for no in paper.items if no not in late]
    reason = f"一次性告知书{paper.number}于{on:%Y-%m-%d}才送达，已过告知期限，不发生效力，依法视为收件之日受理"
    facts: dict[str, object] = {"seq": line.seq, "reason": reason, "approved_by": ""}
    if left:
        was = {key: line.facts[key] for key in ("items", "defects")}
        rows = [row for row in line.facts["defects"] if row["item"] in left]  # type: ignore[attr-defined]  # facts are JSON
        file.add("amend", {**facts, "facts": {"items": left, "defects": rows}, "was": was})
    else:
        file.add("amend", {**facts, "strike": True})
    file.follow()


def _too_late(file: File, item: CaseItem, on: date) -> bool:
    if item.state is not ItemState.CORRECTING or item.noticed_again or not overall.silence_binds(item):
        return False
    term = completeness_term(item)
    return term is not None and on > due_on(term, file.calendar)

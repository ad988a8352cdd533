"""补正期限: the applicant's days to hand in what is wanting; the zone's published number at least, never ending on a rest day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bingliang.ledger.acts import Refusal

if TYPE_CHECKING:
    from bingliang.desk.file import File


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

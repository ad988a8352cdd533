"""先看到的一页: the clerk's list while the database libraries are still on their way, as the desk would show it; or none.

There is none wherever the desk has to do something before a list may be shown: a ledger on PostgreSQL, not there yet, of
another structure or broken, and one in which silence may speak this morning (《行政许可法》第三十二条、第五十条): first that is
recorded, then the list is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bingliang.desk.list_row import row, soon_until
from bingliang.desk.loading import calendar
from bingliang.desk.rows import Counts, Sorting, WorklistRow
from bingliang.ledger.acts import Who
from bingliang.ledger.deputies import STREAM, fold_deputies, principals
from bingliang.ledger.roles import REVIEWER
from bingliang.settings import Settings, default_database
from bingliang.store.glance import Glance, glanced
from bingliang.store.location import located

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class FirstPage:
    """一页清单 of what this counter has in hand, with the counts of its tiles, of one moment."""

    rows: tuple[WorklistRow, ...]
    counts: Counts
    today: date


def who_of(settings: Settings) -> Who:
    """谁在窗口 by the settings."""
    return Who(settings.clerk or "窗口人员", settings.counter or "1", settings.role)


def first_page(settings: Settings, sorting: Sorting, limit: int) -> FirstPage | None:
    """先看到的一页 of at most `limit` rows; None where only the desk itself can tell."""
    who = who_of(settings)
    try:
        where = located(settings.database or default_database())
    except ValueError:  # the desk says why not
        return None
    if where.path is None or who.role == REVIEWER:
        return None
    with glanced(where.path, who.counter) as glance:
        return None if glance is None or glance.lapsing() else _page(glance, who, sorting, limit)


def _page(glance: Glance, who: Who, sorting: Sorting, limit: int) -> FirstPage:
    days, today = calendar(glance.edition("calendar")), glance.today
    found = glance.page(f"{sorting.by.name.lower()}_on", descending=sorting.far_first, limit=limit)
    entries = glance.entries(STREAM)
    deputies = principals(fold_deputies(entries), who.name, today) if entries else ()
    firsts = {one.name for one in deputies if one.role != REVIEWER}
    rows = (row(one, days, today) for one in found)
    in_hand, statute, promise, near, stopped, outside, collect, due_today, finished = glance.counts(
        soon_until(days, today)
    )
    return FirstPage(
        tuple(replace(one, deputy_for=one.clerk) if one.clerk in firsts else one for one in rows),
        Counts(in_hand, statute, promise, due_today, near, stopped, outside, finished, collect, glance.turns()),
        today,
    )

"""网上申报的计数: what the worklist tells of them; alone, so that a start need not know how one is examined."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

LISTED = 500
"""The newest so many filings are shown; an older one is found by its number through its case."""
SERIES = "网申/"


def waiting_count(desk: Desk) -> int:
    """待预审几件, for the worklist: counted, not read."""
    from bingliang.store.finding import filings_waiting

    with desk.store.look() as look:
        return filings_waiting(look, SERIES, LISTED)

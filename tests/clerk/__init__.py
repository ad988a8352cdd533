"""A driver that speaks like a clerk: a real database, the sample zone, an injected clock, one press for one sentence."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bingliang.desk.demo.story import BEIJING, StoryClock, open_zone
from bingliang.desk.desk import open_desk
from bingliang.ledger.acts import Who
from bingliang.settings import factory
from tests.clerk.between import SettlesBetween
from tests.clerk.ending import Ends
from tests.clerk.files import accepted_on, case_of, item_in
from tests.clerk.handling import Handles
from tests.clerk.sample import BEARER, FIRM, MET, PROJECT, SITE_A, SITE_B, day
from tests.clerk.taking_in import TakesIn
from tests.clerk.zone import SetsZone

__all__ = [
    "BEARER", "FIRM", "MET", "PROJECT", "SITE_A", "SITE_B", "Clerk", "accepted_on", "at_work", "case_of", "day", "item_in",
]  # fmt: skip


class Clerk(TakesIn, SettlesBetween, Handles, Ends, SetsZone):
    """窗口人员: stands at window 3 of the sample zone."""


def at_work(where: str | Path) -> Clerk:
    """A clerk at window 3 of the sample zone, on the first day of the story; the zone is opened where it is not yet."""
    if "://" not in str(where) and not Path(where).exists():
        Path(where).write_bytes(_opened_zone())
    return _at_work(where)


def _at_work(where: str | Path) -> Clerk:
    clock = StoryClock(datetime(2026, 9, 23, 8, 30, tzinfo=BEIJING))
    desk = open_desk(where, Who("综合窗口甲", "3", "窗口"), clock=clock)
    open_zone(desk, factory().resources / "demo")
    return Clerk(desk, clock, where=str(where))


@cache
def _opened_zone() -> bytes:
    """An embedded database in which the zone has just been opened: once for all the tests of a process."""
    with TemporaryDirectory() as folder:
        where = Path(folder, "zone.db")
        _at_work(where).desk.close()
        return where.read_bytes()

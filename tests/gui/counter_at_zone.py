"""A real counter on a real screen and a real database, whose clock reads the time from a file; for stories played by keys.

counter_at_zone.py DATABASE CLOCK [empty]      the file holds 2026-10-12T09:26; `empty`: only the zone, nothing told
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bingliang.desk.demo.demonstration import RIBBON
from bingliang.desk.demo.story import ADMINISTRATOR, BEIJING, CLERK
from bingliang.desk.desk import open_desk
from bingliang.desk.reading import Reading
from bingliang.desk.zone.editions import adopt_zone
from bingliang.gui.app import main
from bingliang.gui.style import Look
from bingliang.ledger.acts import Who
from bingliang.settings import Settings, factory


class FileClock:
    """The time as the file says it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self) -> datetime:
        return datetime.fromisoformat(self._file.read_text(encoding="utf-8").strip()).replace(tzinfo=BEIJING)


def arrive(database: Path, clock: FileClock) -> Reading:
    """The desk as the window opens it, with the zone's edition adopted once."""
    desk = open_desk(database, CLERK, clock=clock)
    adopt_zone(
        replace(desk, who=ADMINISTRATOR),
        "demo/zone",
        (factory().resources / "demo" / "zone.toml").read_text("utf-8"),
        "示范区",
    )
    return Reading(desk, ribbon=RIBBON)


if __name__ == "__main__":
    where, time = Path(sys.argv[1]), FileClock(Path(sys.argv[2]))

    def connect(settings: Settings) -> Reading:
        """As whoever the identity question named."""
        reading = arrive(where, time)
        reading.desk.who = Who(settings.clerk, settings.counter, reading.desk.who.role)
        return reading

    sys.exit(main([], connect=connect, look=Look(dark="dark" in sys.argv[3:])))

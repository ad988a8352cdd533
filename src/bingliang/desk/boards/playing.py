"""日日播: what must play on this machine now, by the zone's times and what it has played already; a journal per machine."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.boards.playing import Played, Schedule, Slot, must_play, next_play
from bingliang.desk.boards import issues, terms
from bingliang.placing import put_in_place

if TYPE_CHECKING:
    from bingliang.boards.daily_broadcast import Issue
    from bingliang.desk.desk import Desk
    from bingliang.ledger.workdays import Calendar

KEPT = 200
"""As many lines as are kept: three months of two a day."""
LOOK_AHEAD = 15
"""Days in which the next time is looked for: longer than any holiday."""


@dataclass(frozen=True, slots=True)
class Today:
    """今天的日日播: each time with what became of it, the next one, and the issue that plays."""

    slots: tuple[tuple[Slot, str], ...]
    now: Slot | None
    coming: Slot | None
    issue: Issue | None
    schedule: Schedule


PLAYED, WAITING, MISSED, DUE, RESTING = "已播", "待播", "错过没有播", "现在该播", "休息日不播"


def read(path: Path) -> tuple[Played, ...]:
    """播放记录 of this machine, oldest first; what cannot be read is left out."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError:
        return ()
    found = []
    for line in lines:
        try:
            row = json.loads(line)
            found.append(
                Played(str(row["slot"]), str(row["stream"]), int(row["seq"]), datetime.fromisoformat(row["began"]))
            )
        except (ValueError, KeyError, TypeError):
            continue
    return tuple(found)


def note(path: Path, played: Played) -> None:
    """记下播过: at its beginning, so that a machine that is switched off in the middle does not play it again."""
    kept = [*read(path), played][-KEPT:]
    text = "".join(
        json.dumps({"slot": one.slot, "stream": one.stream, "seq": one.seq, "began": one.began.isoformat()}) + "\n"
        for one in kept
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    spare = path.with_suffix(".new")
    spare.write_text(text, "utf-8")
    put_in_place(spare, path)


def today(desk: Desk, path: Path) -> Today:
    """今天."""
    with desk.store.look() as look:
        catalogue, calendar = look.loaded("catalogue"), look.loaded("calendar")
        times, now, issue = terms.schedule(catalogue), look.now, issues.latest(look)
    played = read(path)
    workdays = _workdays(calendar, now)
    due = must_play(times, now, played, workday=workdays[0]) if issue is not None else None
    done = {one.slot for one in played}
    playing = workdays[0] or times.rest_days
    slots = tuple((slot, _state(slot, now, done, due, playing=playing)) for slot in times.slots(now))
    return Today(slots, due, next_play(times, now, workdays), issue, times)


def _state(slot: Slot, now: datetime, done: set[str], due: Slot | None, *, playing: bool) -> str:
    if slot.key in done:
        return PLAYED
    if not playing:
        return RESTING
    if due is not None and slot.key == due.key:
        return DUE
    return WAITING if slot.at > now else MISSED


def _workdays(calendar: Calendar, now: datetime) -> tuple[bool, ...]:
    return tuple(calendar.is_workday((now + timedelta(days=ahead)).date()) for ahead in range(LOOK_AHEAD))


def what_now(desk: Desk, path: Path) -> tuple[Slot, Issue] | None:
    """现在该播的: the time and the issue; None when there is nothing to play."""
    found = today(desk, path)
    return (found.now, found.issue) if found.now is not None and found.issue is not None else None


def begun(path: Path, slot: Slot, issue: Issue, now: datetime) -> None:
    """开始播了."""
    place = issue.position
    note(path, Played(slot.key, place.stream if place else "", place.seq if place else 0, now))

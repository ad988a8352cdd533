"""日日播的时刻: what must be played now, on which of the day's times, and whether this machine has played it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

LATEST_START = 30
"""多少分钟以内补播: a machine switched on later than that has missed the time."""


@dataclass(frozen=True, slots=True)
class Slot:
    """一次播放: which time of which day."""

    at: datetime

    @property
    def key(self) -> str:
        """In the journal of the machine."""
        return f"{self.at:%Y-%m-%dT%H:%M}"


@dataclass(frozen=True, slots=True)
class Schedule:
    """播放的安排: the times of a day, whether on rest days too, and for how many minutes one may still begin."""

    times: tuple[time, ...]
    rest_days: bool = False
    within: int = LATEST_START

    @classmethod
    def of(cls, written: str, *, rest_days: bool = False, within: int = LATEST_START) -> Schedule:
        """读出 08:30、17:30. ValueError in one sentence."""
        parts = [part.strip() for part in written.replace("，", "、").replace(",", "、").split("、") if part.strip()]
        try:
            times = sorted({time.fromisoformat(part.replace("：", ":")) for part in parts})
        except ValueError:
            raise ValueError(f"播放时刻“{written}”没有看懂，请按 08:30、17:30 的样子填写。") from None
        return cls(tuple(times), rest_days, within)

    def slots(self, day: datetime) -> tuple[Slot, ...]:
        """那一天的各次播放."""
        return tuple(Slot(day.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)) for at in self.times)


@dataclass(frozen=True, slots=True)
class Played:
    """播过的一次: which time, which issue (stream and line), when it began."""

    slot: str
    stream: str
    seq: int
    began: datetime


def must_play(schedule: Schedule, now: datetime, played: Iterable[Played], *, workday: bool) -> Slot | None:
    """现在该播哪一次: a time of today that has come, is not too long ago and has not been played; None otherwise."""
    if not workday and not schedule.rest_days:
        return None
    done = {one.slot for one in played}
    for slot in reversed(schedule.slots(now)):
        if slot.at <= now <= slot.at + timedelta(minutes=schedule.within):
            return None if slot.key in done else slot
    return None


def next_play(schedule: Schedule, now: datetime, workdays: Sequence[bool]) -> Slot | None:
    """下一次: the first time after now; `workdays` says of today and the days after whether each is one."""
    for ahead, workday in enumerate(workdays):
        if not workday and not schedule.rest_days:
            continue
        for slot in schedule.slots(now + timedelta(days=ahead)):
            if slot.at > now:
                return slot
    return None

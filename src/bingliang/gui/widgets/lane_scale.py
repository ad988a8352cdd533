"""泳道的尺: from dates to pixels, and where each lane's closing words stand; no drawing, no counting of workdays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bingliang.desk.rows import CaseView, Lane

DAY = timedelta(days=1)
GAP = 8
LEAST_DAY, WIDEST_DAY = 0.2, 22.0
LABEL_ROOM = 46
"""What a date of the axis takes, with air."""
WORDS_SHARE = 0.55
"""No lane's words take more of the chart than this, however many documents they wait for; the rest is elided."""


@dataclass(frozen=True, slots=True)
class Tail:
    """尾注的位置: x of its left edge and the room it has."""

    left: int
    room: int


@dataclass(frozen=True, slots=True)
class LaneScale:
    """泳道的尺: `first` lies at `left`; one day is `per_day` pixels wide; marks stand at the end of their day."""

    first: date
    last: date
    left: int
    right: int
    per_day: float

    @classmethod
    def of(cls, case: CaseView, left: int, right: int, word_width: Callable[[str], int]) -> LaneScale:
        """泳道的尺 that leaves room for every lane's words, behind its last mark or before its first day."""
        first, last = _bounds(case)
        first -= timedelta(days=first.weekday())  # the axis begins on a Monday
        days = (last - first).days + 1
        per_day = min(WIDEST_DAY, (right - left) / days)
        most = int((right - left) * WORDS_SHARE)
        lanes = [(*extent(lane, case.today), min(most, word_width(lane.word) + GAP + 6)) for lane in case.lanes]
        for _ in lanes:  # a narrower day may take a lane's room before its first day, so it is asked again
            needed = [
                (right - left - room) / ((end - first).days + 1)
                for begin, end, room in lanes
                if (begin - first).days * per_day < room
            ]
            if not needed or min(needed) >= per_day:
                break
            per_day = min(needed)
        return cls(first, last, left, right, max(per_day, LEAST_DAY))

    def x(self, day: date) -> float:
        """横坐标 of the beginning of a day."""
        return self.left + (day - self.first).days * self.per_day

    def after(self, day: date) -> float:
        """横坐标 of the end of a day."""
        return self.x(day + DAY)

    def tail(self, lane: Lane, today: date, wide: int) -> Tail:
        """尾注的位置 of a lane."""
        begin, end = extent(lane, today)
        behind = round(self.after(end)) + GAP
        before = round(self.x(begin)) - GAP
        if behind + wide > self.right and before - wide >= self.left:
            return Tail(before - wide, wide)
        return Tail(behind, max(0, self.right - behind))

    def shown_last(self) -> date:
        """画到哪天: the last day that fits, at least `last`."""
        return self.first + timedelta(days=int((self.right - self.left) / self.per_day))

    def mondays(self) -> Iterator[date]:
        """刻度: Mondays; so many weeks apart that their dates never touch."""
        step = next((weeks for weeks in (1, 2, 4, 8, 13, 26) if weeks * 7 * self.per_day >= LABEL_ROOM), 52)
        day = self.first
        while self.after(day) <= self.right:
            yield day
            day += timedelta(days=7 * step)


def extent(lane: Lane, today: date) -> tuple[date, date]:
    """首末日 of what is drawn in one lane."""
    days = [span.start for span in lane.spans] + [span.end or max(today, span.start) for span in lane.spans]
    days += [on for on in (lane.received_on, lane.due_on, lane.promised_on, lane.decided_on) if on is not None]
    if not days:
        return today, today
    return min(days), max(days)


def _bounds(case: CaseView) -> tuple[date, date]:
    extents = [extent(lane, case.today) for lane in case.lanes] or [(case.received_on, case.received_on)]
    first = min(case.received_on, *(begin for begin, _ in extents))
    last = max(end for _, end in extents)
    return first, max(last, case.today) if case.closed_on is None else last

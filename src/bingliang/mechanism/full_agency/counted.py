"""代办的考核: what of the agents' work counts for the department and for the person, each point with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bingliang.ledger.agency import Entrustment, Post
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.full_agency.steps import TAKE_WITHIN
from bingliang.mechanism.supervision.marks import Mark

UNTAKEN, SILENT = "代办未按时接办", "代办长期无记录"


@dataclass(frozen=True, slots=True)
class AgencyWeights:
    """分值和期限; no public text of the zone has any, so that each is a setting."""

    untaken: int = 1
    silent: int = 1
    take_within: int = TAKE_WITHIN
    log_within: int = 10


def counted(
    one: Entrustment, posts: Mapping[str, Post], today: date, calendar: Calendar, weights: AgencyWeights
) -> Iterator[Mark]:
    """该委托的各分 by today: not taken in time, or no line in the log for too long while it was in force."""
    first = one.posts[0]
    until = calendar.workday(one.on, weights.take_within)
    taken = one.taken_on if len(one.posts) == 1 else one.on
    stop = one.ended_on or today
    if (taken is None and stop > until) or (taken is not None and taken > until):
        words = f"委托{one.number}应在{until:%Y-%m-%d}前接办" + (
            f"，{taken:%Y-%m-%d}才接办" if taken else "，至今没有接办"
        )
        yield _mark(one, posts.get(first), UNTAKEN, weights.untaken, calendar.workday(until, 1), words, 1)
    if one.taken_on is None:
        return
    end = min(stop, one.until)
    days = [one.taken_on, *sorted(line.on for line in one.log if line.on >= one.taken_on), end]
    for before, after in pairwise(days):
        if after > before and calendar.count(before, after) > weights.log_within:
            words = f"委托{one.number}自{before:%Y-%m-%d}起{weights.log_within}个工作日没有代办记录"
            on = calendar.workday(before, weights.log_within) + timedelta(days=1)
            yield _mark(one, posts.get(one.post), SILENT, weights.silent, on, words, 1, str(before))


def _mark(
    one: Entrustment, post: Post | None, kind: str, points: int, on: date, words: str, seq: int, part: str = ""
) -> Mark:
    """The department's mark, and the person's who held the post on that day."""
    return Mark(
        f"{kind}/{part}" if part else kind, kind, post.department if post else "", _holder(post, on), points, on,
        one.stream, 0, one.stream, seq, words,
    )  # fmt: skip


def _holder(post: Post | None, on: date) -> str:
    held = [one.holder for one in post.held if one.since <= on] if post else []
    return held[-1] if held else ""


@dataclass(frozen=True, slots=True)
class Tally:
    """代办业绩 of a post or a department in a period: for the year-end assessment, as figures, not as points."""

    taken: int = 0
    ended: int = 0
    in_hand: int = 0
    lines: int = 0
    minutes: int = 0

    def plus(self, other: Tally) -> Tally:
        """合计."""
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def tally(one: Entrustment, first: date, last: date) -> Tally:
    """该委托在那一段时间里的业绩."""
    lines = [line for line in one.log if first <= line.on <= last]
    return Tally(
        taken=int(first <= one.on <= last),
        ended=int(one.ended_on is not None and first <= one.ended_on <= last),
        in_hand=int(one.on <= last and (one.ended_on is None or one.ended_on > last)),
        lines=len(lines),
        minutes=sum(line.minutes for line in lines),
    )

"""工作日历: which days count, up to which horizon; nothing else in the program knows.

A calendar is made of notices (节假日通知), never of guesses: beyond the last notice only the days that
《全国年节及纪念日放假办法》 itself makes days off are off, and no 调休 is invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from bingliang.ledger.festivals import FESTIVALS, FIRST_YEAR, LAST_YEAR, SATURDAY, statutory_days, substitute_days

LEAD_DAYS = 14
"""A make-up workday lies at most this many days before its festival (seen 2018–2026: at most 11)."""

# the most make-up workdays a festival can plausibly have, where the notices loaded show fewer
_MAKE_UPS = {"元旦": 1, "春节": 2, "清明节": 1, "劳动节": 2, "端午节": 1, "中秋节": 1, "国庆节": 2}
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Arrangement:
    """一个节日的安排: the days off and the make-up workdays (调休上班) of one festival in one notice.

    ``festival`` may join two, as the notices do: 「国庆节、中秋节」.
    """

    festival: str
    off: tuple[date, ...]
    work: tuple[date, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """节日名: each festival this arrangement speaks for."""
        return frozenset(self.festival.split("、"))


@dataclass(frozen=True, slots=True)
class Notice:
    """节假日通知: one notice of the State Council's office (国务院办公厅) as published.

    ``document_number`` is empty where it is not verified; then title and date are printed.
    """

    id: str
    title: str
    document_number: str
    published: date
    year: int
    arrangements: tuple[Arrangement, ...]
    source: str = ""

    @property
    def basis(self) -> str:
        """依据: the notice as a paper names it, by number or, without one, by date."""
        mark = self.document_number or f"{self.published.year}年{self.published.month}月{self.published.day}日"
        return f"《{self.title}》（{mark}）"


def check_notice(notice: Notice) -> Notice:
    """核对通知: the notice itself, or ValueError naming the festival and the day that cannot be right."""
    first, last = date(notice.year - 1, 12, 1), date(notice.year, 12, 31)
    spoken: dict[date, str] = {}
    for arrangement in notice.arrangements:
        name = arrangement.festival
        if not arrangement.off:
            raise ValueError(f"“{name}”没有放假日期，请照通知原文补全。")
        for day in (*arrangement.off, *arrangement.work):
            if day in spoken:
                raise ValueError(f"{_cn(day)}在“{spoken[day]}”和“{name}”里重复，一天只能放假或上班一次，请核对。")
            if not first <= day <= last:
                raise ValueError(f"“{name}”的{_cn(day)}不属于{notice.year}年的安排，请核对年份。")
            spoken[day] = name
        for day in arrangement.work:
            if day.weekday() < SATURDAY:
                raise ValueError(
                    f"“{name}”的上班日{_cn(day)}是周{_WEEKDAYS[day.weekday()]}，调休上班只能是周六、周日，请核对。"
                )
    if not spoken:
        raise ValueError("通知里没有任何节日安排，请照通知原文补全。")
    if notice.published > max(spoken):
        raise ValueError(f"公布日期{_cn(notice.published)}晚于通知里的最后一天{_cn(max(spoken))}，请核对。")
    return notice


class _Mark(NamedTuple):
    """日标记: why one day is not what its weekday says."""

    workday: bool
    festival: str
    words: str
    notice: Notice | None


class Calendar:
    """工作日历: the workdays from ``first`` to the end of the festival table, certain up to ``horizon``.

    ``base`` is the ordinal of ``first``; ``cumulative[i]`` the number of workdays from ``first`` up to and including
    day ``base + i``; ``ordinals[k]`` and ``dates[k]`` the workday number ``k + 1``. So the n-th workday after ``day``
    is ``dates[cumulative[day.toordinal() - base] + n - 1]``, and no list in it is ever changed.
    """

    __slots__ = (
        "_as_of", "_bounds", "_loaded", "_marks", "base", "cumulative", "dates", "earliest", "first", "horizon",
        "last", "notices", "ordinals",
    )  # fmt: skip

    @classmethod
    def of(cls, notices: Iterable[Notice], *, as_of: date | None = None, bound: bool = False) -> Calendar:
        """工作日历 of these notices: of two arrangements of one festival and year the later published stands alone.

        ``as_of`` leaves out notices published after that day. ``bound`` makes the calendar of the earliest possible
        date: beyond the horizon every plausible make-up workday counts, as early as it could lie.
        """
        return cls(tuple(notices), as_of, bound=bound)

    def __init__(
        self, notices: tuple[Notice, ...], as_of: date | None, *, bound: bool, after: date | None = None
    ) -> None:
        known = sorted((n for n in notices if as_of is None or n.published <= as_of), key=lambda n: (n.published, n.id))
        self.notices = tuple(known)
        self.earliest = bound
        self._loaded = notices
        self._as_of = as_of
        self._bounds: dict[date | None, Calendar] = {}
        standing = _standing(known)
        self.first = _first_day(standing)
        self.last = date(LAST_YEAR, 12, 31)
        self.horizon = _horizon(self.first, standing, as_of)
        self._marks = _announced(standing)
        lawful = dict(_lawful(self.first, standing, as_of))
        for ordinal, mark in lawful.items():
            self._marks.setdefault(ordinal, mark)
        if bound:
            self._marks.update(_plausible(standing, self._marks, after or self.horizon, as_of))
        self._count()

    def _count(self) -> None:
        self.base = self.first.toordinal()
        self.cumulative: list[int] = []
        self.ordinals: list[int] = []
        marks, total = self._marks, 0
        for ordinal in range(self.base, self.last.toordinal() + 1):
            mark = marks.get(ordinal)
            if (ordinal + 6) % 7 < SATURDAY if mark is None else mark.workday:
                total += 1
                self.ordinals.append(ordinal)
            self.cumulative.append(total)
        self.dates = [date.fromordinal(ordinal) for ordinal in self.ordinals]

    def is_workday(self, day: date) -> bool:
        """工作日与否: True for a workday, 调休上班 included."""
        mark = self._marks.get(self.base + self._index(day))
        return day.weekday() < SATURDAY if mark is None else mark.workday

    def workday(self, start: date, n: int) -> date:
        """第 n 个工作日 after ``start``, which itself is not counted (《民法典》第二百零一条).

        ``n`` = 0 gives ``start`` itself or the next workday; a negative ``n`` counts back from ``start``.
        ValueError outside the calendar.
        """
        index = start.toordinal() - self.base
        if n > 0 and 0 <= index < len(self.cumulative):
            place = self.cumulative[index] + n - 1
        elif n == 0:
            return self.on_or_after(start)
        else:
            place = self.cumulative[self._index(start)] - self.is_workday(start) + n
        if 0 <= place < len(self.dates):
            return self.dates[place]
        raise ValueError(self._outside(f"自{_cn(start)}起数{n}个工作日"))

    def count(self, start: date, end: date) -> int:
        """工作日数 in (start, end]; negative when ``end`` lies before ``start``."""
        return self.cumulative[self._index(end)] - self.cumulative[self._index(start)]

    def on_or_after(self, day: date) -> date:
        """顺延: ``day``, or the first workday after it (《民法典》第二百零三条)."""
        return day if self.is_workday(day) else self.workday(day, 1)

    def on_or_before(self, day: date) -> date:
        """提前: ``day``, or the last workday before it, for duties of the form 「……前」."""
        return day if self.is_workday(day) else self.workday(day, -1)

    def describe(self, day: date) -> str:
        """日说明: in a few words why the day counts or rests, as the account prints it."""
        mark = self._marks.get(self.base + self._index(day))
        if mark is not None:
            return mark.words
        return "工作日" if day.weekday() < SATURDAY else f"周{_WEEKDAYS[day.weekday()]}"

    def notice_of(self, day: date) -> Notice | None:
        """所依通知: the notice that speaks of this day, or None for an ordinary day or one only the law speaks of."""
        mark = self._marks.get(self.base + self._index(day))
        return None if mark is None else mark.notice

    def festival(self, day: date) -> str:
        """节日 whose arrangement the day belongs to, off or made up; empty for an ordinary day."""
        mark = self._marks.get(self.base + self._index(day))
        return "" if mark is None else mark.festival

    def certain(self, day: date) -> bool:
        """已定: the day lies within the published notices; a due date beyond is printed 〔暂定〕."""
        return day <= self.horizon

    def bound(self, after: date | None = None) -> Calendar:
        """最早可能的日历: the same notices, every plausible make-up workday counted; made once and kept.

        ``after`` is the day a limit starts. It matters only beyond the horizon: a make-up workday guessed before the
        start would be lost to the limit, so the guesses then begin after it.
        """
        if self.earliest:
            return self
        key = None if after is None or after <= self.horizon else after
        if key not in self._bounds:
            self._bounds[key] = Calendar(self._loaded, self._as_of, bound=True, after=key)
        return self._bounds[key]

    def _index(self, day: date) -> int:
        index = day.toordinal() - self.base
        if 0 <= index < len(self.cumulative):
            return index
        raise ValueError(self._outside(_cn(day)))

    def _outside(self, what: str) -> str:
        return f"{what}超出工作日历（{_cn(self.first)}至{_cn(self.last)}），请核对日期，或先录入该年的节假日通知。"


class _Standing(NamedTuple):
    """有效安排: an arrangement no later notice has replaced."""

    year: int
    notice: Notice
    arrangement: Arrangement


def _standing(known: Iterable[Notice]) -> list[_Standing]:
    """有效安排, oldest first: a later notice replaces the same year's arrangement of a festival completely."""
    kept: list[_Standing] = []
    for notice in known:
        spoken = frozenset[str]().union(*(a.names for a in notice.arrangements))
        kept = [s for s in kept if s.year != notice.year or not s.arrangement.names & spoken]
        kept += [_Standing(notice.year, notice, a) for a in notice.arrangements]
    return kept


def _first_day(standing: list[_Standing]) -> date:
    days = [date(s.year, 1, 1) for s in standing]
    days += [day for s in standing for day in (*s.arrangement.off, *s.arrangement.work)]
    return min(days, default=date(FIRST_YEAR, 1, 1))


def _covered(standing: list[_Standing], year: int) -> frozenset[str]:
    return frozenset[str]().union(*(s.arrangement.names for s in standing if s.year == year))


def _horizon(first: date, standing: list[_Standing], as_of: date | None) -> date:
    """已定期限: 31 December of the last year all of whose festivals are announced, or the end of what a partial
    notice settles: the next festival may still send make-up workdays about two weeks ahead.
    """
    if not standing:
        return first - timedelta(1)
    year = min(s.year for s in standing)
    while year <= LAST_YEAR and _covered(standing, year).issuperset(FESTIVALS):
        year += 1
    settled = date(year - 1, 12, 31)
    covered = _covered(standing, year)
    if covered:
        silent = [days[0] for name, days in statutory_days(year, known_on=as_of).items() if name not in covered]
        settled = max(settled, min(silent) - timedelta(LEAD_DAYS + 1))
    return settled


def _announced(standing: list[_Standing]) -> dict[int, _Mark]:
    marks: dict[int, _Mark] = {}
    for _, notice, arrangement in standing:
        name = arrangement.festival
        marks.update((d.toordinal(), _Mark(False, name, f"{name}放假", notice)) for d in arrangement.off)
        marks.update((d.toordinal(), _Mark(True, name, f"调休上班（{name}）", notice)) for d in arrangement.work)
    return marks


def _lawful(first: date, standing: list[_Standing], as_of: date | None) -> Iterator[tuple[int, _Mark]]:
    """依放假办法: the days off of every festival no notice has spoken of, in all years of the calendar."""
    for year in range(max(first.year, FIRST_YEAR), LAST_YEAR + 1):
        covered = _covered(standing, year)
        for days, word in ((statutory_days(year, known_on=as_of), ""), (substitute_days(year, known_on=as_of), "补假")):
            for name, group in days.items():
                if name not in covered:
                    words = f"{name}{word}（依放假办法，暂定）"
                    yield from ((day.toordinal(), _Mark(False, name, words, None)) for day in group)


def _make_ups(standing: list[_Standing]) -> dict[str, int]:
    """调休上班的最多天数 of each festival, from the notices and never below the usual."""
    most = dict(_MAKE_UPS)
    for _, _, arrangement in standing:
        name = "国庆节" if "国庆节" in arrangement.names else arrangement.festival
        most[name] = max(most.get(name, 0), len(arrangement.work))
    return most


def _plausible(
    standing: list[_Standing], marks: dict[int, _Mark], settled: date, as_of: date | None
) -> dict[int, _Mark]:
    """可能的调休上班: for each festival not yet announced the most weekend days, the earliest first, that could become
    workdays around it. A day up to ``settled`` cannot change any more, so the search begins after it.
    """
    found: dict[int, _Mark] = {}
    most = _make_ups(standing)
    for year in range(settled.year, LAST_YEAR + 1):
        covered = _covered(standing, year)
        for name, group in statutory_days(year, known_on=as_of).items():
            wanted = 0 if name in covered else most[name]
            first = max(group[0] - timedelta(LEAD_DAYS), settled + timedelta(1)).toordinal()
            for ordinal in range(first, (group[-1] + timedelta(LEAD_DAYS)).toordinal() + 1):
                if wanted and (ordinal + 6) % 7 >= SATURDAY and ordinal not in marks and ordinal not in found:
                    found[ordinal] = _Mark(True, name, f"可能调休上班（{name}，最早）", None)
                    wanted -= 1
    return found


def _cn(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

"""统计: the figures of a period out of the ledger, and the items behind each of them.

Every figure is folded from the acts themselves, nothing is counted twice; what has not changed since is not folded again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from bingliang.boards.balance import Filter, Period, Row, row
from bingliang.boards.handled import Handled, Joined, handled, joined
from bingliang.boards.satisfaction import Satisfaction, satisfaction, together
from bingliang.boards.statistics import Report, report
from bingliang.desk import enquiry_log
from bingliang.desk.complaints.view import Complained
from bingliang.desk.complaints.view import count as count_complaints
from bingliang.desk.rating import terms as rating_terms
from bingliang.desk.rating.view import ratings_since
from bingliang.ledger.folding import fold

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look
    from bingliang.store.store import Store

MONTHS = 12
"""逐月: so many months beside the one that is shown."""
_TEN = 10


class Stretch(StrEnum):
    """期间的种类."""

    TEN_DAYS = "旬"
    MONTH = "月"
    QUARTER = "季"
    YEAR = "年"


def period_of(day: date, stretch: Stretch) -> Period:
    """那一天所在的旬、月、季、年."""
    if stretch is Stretch.YEAR:
        return Period(date(day.year, 1, 1), date(day.year, 12, 31))
    if stretch is Stretch.QUARTER:
        begin = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        return Period(begin, _month_end(date(begin.year, begin.month + 2, 1)))
    month = Period(day.replace(day=1), _month_end(day))
    if stretch is Stretch.MONTH:
        return month
    place = min(2, (day.day - 1) // _TEN)
    begin = day.replace(day=1 + place * _TEN)
    return Period(begin, month.last if place == 2 else begin + timedelta(days=_TEN - 1))  # noqa: PLR2004 - 下旬


def neighbour(period: Period, stretch: Stretch, step: int) -> Period:
    """前一期、后一期."""
    return period_of(period.before if step < 0 else period.last + timedelta(days=1), stretch)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def named(period: Period, stretch: Stretch) -> str:
    """期间的名称."""
    first = period.first
    words = {
        Stretch.TEN_DAYS: f"{first:%Y年}{first.month}月{'上中下'[(first.day - 1) // _TEN]}旬",
        Stretch.MONTH: f"{first:%Y年}{first.month}月",
        Stretch.QUARTER: f"{first:%Y年}第{'一二三四'[(first.month - 1) // 3]}季度",
        Stretch.YEAR: f"{first:%Y年}",
    }
    return words[stretch]


@dataclass(frozen=True, slots=True)
class Month:
    """逐月的一点, for the lines that tell where it goes."""

    first: date
    total: Row


@dataclass(frozen=True, slots=True)
class Figures:
    """一期统计 as a screen, a sheet or a paper shows it: `items` gives the facts of every item that a cell names."""

    title: str
    stretch: Stretch
    report: Report
    bodies: Mapping[str, str]
    known: Mapping[str, str]
    tags: tuple[str, ...]
    items: Mapping[tuple[str, int], Handled]
    made_at: datetime
    zone: str
    ratings: Mapping[str, Satisfaction] = field(default_factory=dict)
    least: int = 1
    enquired: enquiry_log.Enquired = field(default_factory=enquiry_log.Enquired)
    complained: Complained = field(default_factory=Complained)

    @property
    def satisfied(self) -> Satisfaction:
        """好差评的合计, all sides together."""
        return together(self.ratings.values())

    def rated(self, body: str) -> Satisfaction | None:
        """一个部门的好差评; None where there were none, or too few to be shown without giving the rater away."""
        found = self.ratings.get(body)
        return found if found is not None and found.rate.shown(self.least) else None

    @property
    def source(self) -> str:
        """来源和时间, as it stands below every picture."""
        return f"来源：本区台账，{self.zone}；{self.made_at:%Y-%m-%d %H:%M} 生成"

    def body(self, code: str) -> str:
        """部门的名称."""
        return self.bodies.get(code, code)

    def behind(self, keys: Sequence[tuple[str, int]]) -> tuple[Handled, ...]:
        """一格的各项."""
        return tuple(self.items[key] for key in keys if key in self.items)


Folded = tuple[int, int, tuple[Handled, ...], Joined | None]
_FOLDED: WeakKeyDictionary[Store, dict[str, Folded]] = WeakKeyDictionary()


def figures(desk: Desk, period: Period, stretch: Stretch, chosen: Filter) -> Figures:
    """统计 of one period; of one that is still going on, up to today, so that nothing is late before its day."""
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
        items, cases = _read(look, desk.store, period)
        names = {code: body.short for code, body in catalogue.bodies.items()}
        answering = {item.body for item in catalogue.items.values() if item.promise is not None}
        until = min(period.last, max(period.first, look.today))
        found = report(items, cases, Period(period.first, until), chosen, sorted(answering & set(names)))
        going = f"（至{until.month}月{until.day}日）" if until < period.last else ""
        return Figures(
            title=named(period, stretch) + going,
            stretch=stretch,
            report=found,
            bodies=names,
            known=dict(sorted({one.code: one.name for one in items}.items())),
            tags=tuple(sorted({tag for one in items for tag in one.tags})),
            items={one.key: one for one in items},
            made_at=look.now,
            zone=str(catalogue.setting("zone_name") or ""),
            ratings=satisfaction(ratings_since(look, period.first), Period(period.first, until)),
            least=rating_terms.terms(catalogue).least,
            enquired=enquiry_log.count(enquiry_log.rows_since(look, period.first), Period(period.first, until)),
            complained=count_complaints(look, Period(period.first, until), chosen.body),
        )


def months(desk: Desk, last: date, chosen: Filter) -> tuple[Month, ...]:
    """逐月: the totals of twelve months up to that of `last`, the oldest first."""
    spans = [period_of(last, Stretch.MONTH)]
    while len(spans) < MONTHS:
        spans.append(neighbour(spans[-1], Stretch.MONTH, -1))
    with desk.store.look() as look:
        items, _ = _read(look, desk.store, Period(spans[-1].first, spans[0].last))
    counted = [one for one in items if chosen.passes(one)]
    return tuple(Month(one.first, row("", counted, one)) for one in reversed(spans))


def _read(look: Look, store: Store, period: Period) -> tuple[list[Handled], list[Joined]]:
    """The items of all cases that touch the period; what is folded already and has not grown is taken as it is."""
    from bingliang.store.touched import touched

    calendar: Calendar = look.loaded("calendar")
    edition = look.editions()["calendar"]
    kept = _FOLDED.setdefault(store, {})
    items: list[Handled] = []
    cases: list[Joined] = []
    for stream, seq in touched(look, period.first, period.last):
        known = kept.get(stream)
        if known is None or known[:2] != (seq, edition):
            case = fold(look.entries(stream))
            look.forget(stream)
            known = (seq, edition, *((handled(case, calendar), joined(case, calendar)) if case else ((), None)))
            kept[stream] = known
        items += known[2]
        if known[3] is not None:
            cases.append(known[3])
    return items, cases

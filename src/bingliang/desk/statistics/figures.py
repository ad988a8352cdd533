"""统计: the figures of a period out of the ledger, and the items behind each of them.

Every figure is folded from the acts themselves, nothing is counted twice; what has not changed since is not folded again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from bingliang.boards.amounts import Rate, Spread, spread
from bingliang.boards.balance import Filter, Keys, Period, kept, touches
from bingliang.boards.handled import Exit, Handled, Joined, handled, joined
from bingliang.boards.satisfaction import Satisfaction, satisfaction, together
from bingliang.boards.statistics import Report, report
from bingliang.desk import enquiry_log
from bingliang.desk.complaints.view import Complained
from bingliang.desk.complaints.view import count as count_complaints
from bingliang.desk.rating import terms as rating_terms
from bingliang.desk.rating.view import ratings_since
from bingliang.desk.statistics.periods import Stretch, named, neighbour, period_of
from bingliang.ledger.folding import fold

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look
    from bingliang.store.store import Store

MONTHS = 12
"""逐月: so many months beside the one that is shown."""


@dataclass(frozen=True, slots=True)
class Month:
    """逐月的一点, for the lines that tell where it goes: what was 办结 in it, both rates and the time it took."""

    first: date
    done: Keys
    statute_kept: Rate
    promise_kept: Rate
    approval: Spread


@dataclass(frozen=True, slots=True)
class Figures:
    """一期统计 as a screen, a sheet or a paper shows it: `items` gives the facts of every item that a cell names."""

    title: str
    asked: Period
    """the whole period that was asked for; the report goes up to today"""
    stretch: Stretch
    report: Report
    bodies: Mapping[str, str]
    known: Mapping[str, str]
    tags: tuple[str, ...]
    items: Mapping[tuple[str, int], Handled]
    made_at: datetime
    zone: str
    mark: str = ""
    """示范数据, on whatever leaves the program"""
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
_NOTHING: Folded = (0, 0, (), None)


def figures(desk: Desk, period: Period, stretch: Stretch, chosen: Filter) -> Figures:
    """统计 of one period; of one that is still going on, up to today, so that nothing is late before its day."""
    with desk.store.look() as look:
        items, cases = _read(look, desk.store, period)
        return _figures(look, items, cases, period, stretch, chosen)


def visit(desk: Desk, period: Period, stretch: Stretch, chosen: Filter) -> tuple[Figures, tuple[Month, ...]]:
    """统计 and 逐月 in one reading: what lies in the twelve months is looked for once and serves both."""
    spans = _months(period.last)
    with desk.store.look() as look:
        items, cases = _read(
            look, desk.store, Period(min(spans[0].first, period.first), max(spans[-1].last, period.last))
        )
        found = _figures(look, items, cases, period, stretch, chosen)
    return found, _by_month(items, spans, chosen)


def months(desk: Desk, last: date, chosen: Filter) -> tuple[Month, ...]:
    """逐月: the totals of twelve months up to that of `last`, the oldest first."""
    spans = _months(last)
    with desk.store.look() as look:
        items, _ = _read(look, desk.store, Period(spans[0].first, spans[-1].last))
    return _by_month(items, spans, chosen)


def _months(last: date) -> list[Period]:
    spans = [period_of(last, Stretch.MONTH)]
    while len(spans) < MONTHS:
        spans.append(neighbour(spans[-1], Stretch.MONTH, -1))
    return spans[::-1]


def _by_month(items: Iterable[Handled], spans: Sequence[Period], chosen: Filter) -> tuple[Month, ...]:
    """Each item falls into the one month in which it left; it is not asked of all twelve."""
    fallen: dict[tuple[int, int], list[Handled]] = {}
    for one in items:
        if one.exit is Exit.DONE and one.left_on is not None and chosen.passes(one):
            fallen.setdefault((one.left_on.year, one.left_on.month), []).append(one)
    return tuple(_month(span.first, fallen.get((span.first.year, span.first.month), [])) for span in spans)


def _month(first: date, done: Sequence[Handled]) -> Month:
    return Month(
        first,
        tuple(one.key for one in done),
        kept(done, lambda one: one.due_on),
        kept(done, lambda one: one.promised_on),
        spread(one.approval for one in done),
    )


def _figures(
    look: Look,
    items: Sequence[Handled],
    cases: Sequence[Joined],
    period: Period,
    stretch: Stretch,
    chosen: Filter,
) -> Figures:
    catalogue: Catalogue = look.loaded("catalogue")
    names = {code: body.short for code, body in catalogue.bodies.items()}
    answering = {item.body for item in catalogue.items.values() if item.promise is not None}
    until = min(period.last, max(period.first, look.today))
    within = Period(period.first, until)
    counted = [one for one in items if touches(one, within)]
    found = report(counted, cases, within, chosen, sorted(answering & set(names)))
    going = f"（至{until.month}月{until.day}日）" if until < period.last else ""
    return Figures(
        title=named(period, stretch) + going,
        asked=period,
        stretch=stretch,
        report=found,
        bodies=names,
        known=dict(sorted({one.code: one.name for one in items}.items())),
        tags=tuple(sorted({tag for one in items for tag in one.tags})),
        items={one.key: one for one in items},
        made_at=look.now,
        zone=str(catalogue.setting("zone_name") or ""),
        mark=str(catalogue.setting("watermark") or ""),
        ratings=satisfaction(ratings_since(look, period.first), within),
        least=rating_terms.terms(catalogue).least,
        enquired=enquiry_log.count(enquiry_log.rows_since(look, period.first), within),
        complained=count_complaints(look, within, chosen.body),
    )


def _read(look: Look, store: Store, period: Period) -> tuple[list[Handled], list[Joined]]:
    """The items of all cases that touch the period; what is folded already and has not grown is taken as it is."""
    from bingliang.store.streams import lines_but_papers
    from bingliang.store.touched import touched

    calendar: Calendar = look.loaded("calendar")
    edition = look.editions()["calendar"]
    folded = _FOLDED.setdefault(store, {})
    items: list[Handled] = []
    cases: list[Joined] = []
    wanted = list(touched(look, period.first, period.last))
    stale = [stream for stream, seq in wanted if folded.get(stream, _NOTHING)[:2] != (seq, edition)]
    at = dict(wanted)
    for stream, lines in lines_but_papers(look, stale):
        case = fold(lines)
        made = (handled(case, calendar), joined(case, calendar)) if case else ((), None)
        folded[stream] = (at[stream], edition, *made)
    for stream, _ in wanted:
        known = folded.get(stream, _NOTHING)
        items += known[2]
        if known[3] is not None:
            cases.append(known[3])
    return items, cases

"""督办件: the list with the step of the ladder each has reached, for the page and the command line."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from bingliang.desk.kept import Kept, of_today
from bingliang.desk.lights import Light
from bingliang.desk.supervision import loose, terms
from bingliang.desk.supervision.rows import MatterFilter, MatterRow
from bingliang.desk.words import light
from bingliang.ledger.case import Case, CaseItem
from bingliang.ledger.folding import fold
from bingliang.ledger.matter import Matter, Order, Warned, fold_matter
from bingliang.mechanism.supervision import Mark, marks
from bingliang.mechanism.supervision.ladder import DELIVERING
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bingliang.desk.desk import Desk
    from bingliang.ledger.acts import Entry
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look

LISTED = 500
"""The newest so many matters are listed; an older one is reached through its case."""


def matters(desk: Desk) -> tuple[MatterRow, ...]:
    """督办件, those of a reviewer's own department only; the gravest first, what is done with last."""
    office = desk.who.office if desk.who.role == "部门" else ""
    with desk.store.look() as look:
        rows = [row for row in _listed(look) if not office or row.office == office]
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.state), row.until or date.max, row.code, row.no)))


_SUBJECTS: Kept[tuple[str, int]] = Kept()
"""Which case and item a matter is about."""
_ROWS: Kept[MatterRow | None] = Kept()


def _listed(look: Look) -> Iterable[MatterRow]:
    """各行: only what has grown since it was last looked at is folded again."""
    from bingliang.store.matters import newest
    from bingliang.store.streams import heads, lines_but_papers

    streams, today = newest(look, LISTED), of_today(look)
    look.gather([stream for stream in streams if _SUBJECTS.lacks(look, stream, None)])
    about = {stream: _SUBJECTS.get(look, stream, None, partial(_subject, look, stream)) for stream in streams}
    at = heads(look, [*streams, *(case for case, item in about.values() if item)])
    stamps = {stream: (at.get(stream), at.get(case), today) for stream, (case, _) in about.items()}
    stale = [stream for stream in streams if about[stream][1] and _ROWS.lacks(look, stream, stamps[stream])]
    look.gather(stale)
    cases = {stream: (fold(lines), lines) for stream, lines in lines_but_papers(look, [about[one][0] for one in stale])}
    for stream in streams:
        case, item = about[stream]
        if not item:  # rests on the streams of what it is about
            matter = fold_matter(look.entries(stream))
            yield from _loose(look, matter) if matter is not None and matter.case else ()
            continue
        if (row := _ROWS.get(look, stream, stamps[stream], partial(_made, look, stream, cases.get(case)))) is not None:
            yield row
    _ROWS.drop_all_but(look, streams)
    _SUBJECTS.drop_all_but(look, streams)


def _subject(look: Look, stream: str) -> tuple[str, int]:
    matter = fold_matter(look.entries(stream))
    return (matter.case, matter.item) if matter is not None else ("", 0)


def _made(look: Look, stream: str, about: tuple[Case | None, tuple[Entry, ...]] | None) -> MatterRow | None:
    lines = look.entries(stream)
    case, matter = about[0] if about else None, fold_matter(lines)
    if about is None or case is None or matter is None or matter.item not in case.items:
        return None
    return row_of(look, case, about[1], matter, lines)


_ORDER = (
    MatterFilter.SUPERVISE, MatterFilter.REVIEW, MatterFilter.REPLY, MatterFilter.URGE, MatterFilter.OPEN,
    MatterFilter.APPEAL, MatterFilter.DONE,
)  # fmt: skip


def row_of(look: Look, case: Case, entries: Sequence[Entry], matter: Matter, lines: Sequence[Entry]) -> MatterRow:
    """一件督办的行 of one item of a case."""
    calendar: Calendar = look.loaded("calendar")
    catalogue: Catalogue = look.loaded("catalogue")
    item = case.items[matter.item]
    clocks, today = Clocks(item, calendar), look.today
    own = marks_of(look, case, entries, matter, lines)
    appealing = any(not one.outcome for one in matter.appeals)
    state = _state(matter, item, clocks, today, appealing=appealing)
    until, word = _until(matter, clocks, state)
    body = catalogue.bodies.get(item.department)
    return MatterRow(
        stream=case.stream,
        no=item.no,
        item=item.name,
        code=case.code,
        project=str(case.project["name"]),
        enterprise=str(case.enterprise["name"]),
        department=body.short if body else item.department,
        office=item.department,
        light=light(item, calendar, today),
        state=state,
        rung=_rung(matter.warned),
        until=until,
        until_word=word,
        remaining=calendar.count(today, until) if until else None,
        provisional=until is not None and not calendar.certain(until),
        promise_late=clocks.promise_late(today),
        statute_late=clocks.statute_late(today),
        points=sum(mark.counts for mark in own),
        appealing=appealing,
    )


def marks_of(
    look: Look, case: Case, entries: Sequence[Entry], matter: Matter, lines: Sequence[Entry]
) -> tuple[Mark, ...]:
    """这一项的记分."""
    weights = terms.weights(look.loaded("catalogue"))
    found = marks(case, entries, {matter.item: (matter, lines)}, look.today, look.loaded("calendar"), weights)
    return tuple(mark for mark in found if mark.item == matter.item)


def _state(matter: Matter, item: CaseItem, clocks: Clocks, today: date, *, appealing: bool) -> MatterFilter:
    running = item.open and clocks.ended_on is None
    handing = item.open and not running and any(one.line == DELIVERING for one in matter.warned)
    order = _waiting(matter, going=running or handing)
    ignored = order is not None and order.state == "待回复" and today > order.reply_by
    late = running and (clocks.promise_late(today) or clocks.statute_late(today))
    supervised = any(one.act == "supervise" for one in matter.orders)
    if order is not None and (not ignored or order.act == "supervise"):
        # what is finished is looked at by the supervisors whether it was answered or not
        return MatterFilter.REVIEW if order.state == "待复核" or not (running or handing) else MatterFilter.REPLY
    if ignored or (late and not supervised):
        return MatterFilter.SUPERVISE
    if appealing:
        return MatterFilter.APPEAL
    if (running or handing) and not matter.orders:
        return MatterFilter.URGE
    return MatterFilter.OPEN if running or handing else MatterFilter.DONE


def _waiting(matter: Matter, *, going: bool) -> Order | None:
    """还没有了结的催办或者督办: to be urged is over with the item's end, to be supervised only with its review."""
    order = matter.order
    return None if order is not None and order.act == "urge" and not going else order


def _until(matter: Matter, clocks: Clocks, state: MatterFilter) -> tuple[date | None, str]:
    order = matter.order
    if order is not None and state is MatterFilter.REPLY:
        return order.reply_by, "回复截止"
    if clocks.ended_on is not None:
        late = clocks.delivery if clocks.item.delivered_on is None else None
        return (late.on, "送达截止") if late else (None, "")
    lines = [(line.on, word) for line, word in ((clocks.promised, "承诺"), (clocks.statutory, "法定")) if line]
    return min(lines) if lines else (None, "")


_GRAVITY = ("超期", "到期", "临期")


def _rung(warned: Sequence[Warned]) -> str:
    """到了哪一级: 法定 before 承诺, 超期 before 到期."""
    if not warned:
        return ""
    worst = min(warned, key=lambda one: (_GRAVITY.index(one.rung), one.line != "法定"))
    return f"{worst.line}{worst.rung}"


def _loose(look: Look, matter: Matter) -> Iterable[MatterRow]:
    """代办、评议的记分 of which an appeal waits: a row until it is decided."""
    if any(not one.outcome for one in matter.appeals):
        yield loose_row(look, matter.case, loose.marks_on(look, matter.case))


def loose_row(look: Look, stream: str, own: Sequence[Mark]) -> MatterRow:
    """代办、评议的记分 as a row: no item of a case stands behind it."""
    catalogue: Catalogue = look.loaded("catalogue")
    first = next((mark for mark in own if mark.asked), own[0])
    body = catalogue.bodies.get(first.side)
    return MatterRow(
        stream=stream, no=0, item=first.sentence, code="", project=first.kind, enterprise="",
        department=body.short if body else first.side, office=first.side, light=Light.OK, state=MatterFilter.APPEAL,
        rung="", until=None, until_word="", remaining=None, provisional=False, promise_late=0, statute_late=0,
        points=sum(mark.counts for mark in own), appealing=any(mark.asked for mark in own), kind=loose.word_of(stream),
    )  # fmt: skip

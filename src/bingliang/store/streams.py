"""短的流水: the lines of all streams of one kind in one question, since they are short and read together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from bingliang.ledger.acts import Entry
from bingliang.store.chain import Line, canonical
from bingliang.store.clock import stamp
from bingliang.store.look import LINE, Look, together
from bingliang.store.prefix import begins
from bingliang.store.schema import ledger
from bingliang.store.structure import BEIJING

DRAWING = ("draw_up", "issue")
"""The acts by which papers come about."""


def lines_under(
    look: Look, prefix: str, since: date | None = None, *, begun: Sequence[Mapping[str, object]] = ()
) -> Mapping[str, tuple[Entry, ...]]:
    """各流水的行: stream → its lines, oldest first; with `since`, only of streams written to on that day or later.

    With `begun`, only of streams whose first line says one of these facts, found in its stored text.
    """
    chosen = select(*LINE).where(begins(ledger.c.stream, prefix))
    if begun:
        said = [ledger.c.facts.contains(canonical(one)[1:-1], autoescape=True) for one in begun]
        first = select(ledger.c.stream).where(begins(ledger.c.stream, prefix), ledger.c.seq == 1, or_(*said))
        chosen = chosen.where(ledger.c.stream.in_(first))
    if since is not None:
        midnight = stamp(datetime.combine(since, time(), BEIJING))
        lately = select(ledger.c.stream).where(begins(ledger.c.stream, prefix), ledger.c.at >= midnight).distinct()
        chosen = chosen.where(ledger.c.stream.in_(lately))
    return _grouped(look, chosen)


def lines_of(look: Look, streams: Collection[str]) -> Mapping[str, tuple[Entry, ...]]:
    """这些流水的行: stream → its lines, oldest first; unlike `Look.gather` nothing of them is held on to."""
    chosen = (select(*LINE).where(ledger.c.stream.in_(part)) for part in together(streams))
    return {stream: lines for one in chosen for stream, lines in _grouped(look, one).items()}


def lines_but_papers(
    look: Look, streams: Collection[str], *, forms: Collection[str] = ()
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """这些流水的行, in the order asked for, without those that draw papers up: five sixths of what a case has written are
    the facts of its papers, and no date or state of an item rests on them. Papers of these `forms` are read all the same.
    """
    said = (ledger.c.facts.contains(canonical({"form": form})[1:-1], autoescape=True) for form in forms)
    wanted = or_(ledger.c.act.not_in(DRAWING), *(and_(ledger.c.act == DRAWING[0], one) for one in said))
    for part in together(streams):
        chosen = select(*LINE).where(ledger.c.stream.in_(part), wanted)
        found = _grouped(look, chosen)
        yield from ((stream, found[stream]) for stream in part if stream in found)


def _grouped(look: Look, chosen: Select[Any]) -> dict[str, tuple[Entry, ...]]:
    found = look.connection.execute(chosen.order_by(ledger.c.stream, ledger.c.seq))
    entries = [Line(*row).entry() for row in found]
    return {stream: tuple(lines) for stream, lines in groupby(entries, key=lambda one: one.stream)}


def heads(look: Look, streams: Collection[str]) -> Mapping[str, int]:
    """各流水写到第几行: one question for hundreds of them."""
    found: dict[str, int] = {}
    for part in together(streams):
        within = ledger.c.stream.in_(part)
        asked = select(ledger.c.stream, func.max(ledger.c.seq)).where(within).group_by(ledger.c.stream)
        found |= {row[0]: int(row[1]) for row in look.connection.execute(asked)}
    return found


def heads_under(look: Look, prefix: str) -> Mapping[str, int]:
    """这一类流水各写到第几行, in the order of the streams."""
    asked = select(ledger.c.stream, func.max(ledger.c.seq)).where(begins(ledger.c.stream, prefix))
    rows = look.connection.execute(asked.group_by(ledger.c.stream).order_by(ledger.c.stream))
    return {row[0]: int(row[1]) for row in rows}


def still_open(look: Look, prefix: str, opening: Collection[str], closing: Collection[str]) -> Sequence[str]:
    """没有了结的流水: those of which the last act of either kind opened, found without reading what one line says.

    In time nearly all of them are closed; the lines of those that are not are at hand afterwards.
    """
    among = ledger.c.act.in_((*opening, *closing))
    chosen = select(ledger.c.stream, ledger.c.act).where(begins(ledger.c.stream, prefix), among)
    ordered = look.connection.execute(chosen.order_by(ledger.c.stream, ledger.c.seq))
    last = {row.stream: row.act for row in ordered}
    streams = [stream for stream, act in last.items() if act in opening]
    look.gather(streams)
    return streams

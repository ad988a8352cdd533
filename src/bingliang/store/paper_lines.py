"""文书的台账行: the lines that draw up, issue and void papers, newest first by index, or all of a few streams at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select, text, tuple_

from bingliang.ledger.acts import Entry
from bingliang.store.chain import Line
from bingliang.store.clock import stamp
from bingliang.store.look import LINE, Look, together
from bingliang.store.prefix import begins
from bingliang.store.schema import CHECK, ledger, number
from bingliang.store.structure import BEIJING

DRAW_UP, VOID = "draw_up", "void"
MARKS = ("sign", "seal", "serve", "file_copy", "void_row")
PAGE = 100


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """书签: where a page ended, so that the next one begins behind it."""

    at: str
    id: int


def newest(
    look: Look,
    act: str,
    *,
    first: date | None = None,
    last: date | None = None,
    after: Mark | None = None,
    limit: int = PAGE,
) -> list[tuple[Mark, Entry]]:
    """一页文书行 of one act (`DRAW_UP` or `VOID`), newest first, written from day `first` to day `last`; an index range."""
    values: dict[str, object] = {"limit": limit}
    if first is not None:
        values["first"] = stamp(_midnight(first))
    if last is not None:
        values["last"] = stamp(_midnight(last + timedelta(days=1)))
    if after is not None:
        values |= {"at": after.at, "id": after.id}
    statement = _newest(act, first=first is not None, last=last is not None, later=after is not None)
    return [(Mark(line.at, line.id), line.entry()) for line in _read(look.rows(statement, values))]


def of_streams(look: Look, streams: Iterable[str]) -> list[Entry]:
    """几条流水的文书行: what was drawn up, issued, signed, sealed, served and voided in them, in the order written within each."""
    return [
        line.entry()
        for some in together(sorted(streams))
        for line in _read(look.connection.execute(_OF_STREAMS, {"streams": some}).all())
    ]


def numbered(look: Look, beginning: str, *, limit: int = PAGE) -> list[str]:
    """文号开头相同的流水: the streams that carry a number with this beginning."""
    statement = select(number.c.stream).where(begins(number.c.text, beginning)).distinct().limit(limit)
    return list(look.connection.execute(statement).scalars())


def checked(look: Look, tail: str) -> list[Entry]:
    """校验串的文书行: the lines that drew up a paper with this check string (twelve figures, without dashes)."""
    rows = look.connection.execute(_CHECKED, {"tail": tail.lower()})
    return [line.entry() for line in _read(rows.all())]


# Both conditions stand in the text as they do in the index, or neither planner sees that it fits.
_CHECKED = select(*LINE).where(text(f"act = '{DRAW_UP}'"), text(f"{CHECK} = :tail")).order_by(ledger.c.id)
_OF_STREAMS = (
    select(*LINE)
    .where(
        ledger.c.stream.in_(bindparam("streams", expanding=True)),
        ledger.c.act.in_((DRAW_UP, "issue", VOID, *MARKS, "amend")),
    )
    .order_by(ledger.c.stream, ledger.c.seq)
)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=BEIJING)


def _read(rows: Sequence[Sequence[Any]]) -> list[Line]:
    return [Line(*row) for row in rows]


@lru_cache(maxsize=16)
def _newest(act: str, *, first: bool, last: bool, later: bool) -> Select[Any]:
    # The act stands in the text: neither planner matches a partial index against a bound parameter.
    conditions: list[Any] = [text(f"act = '{act}'")]
    if first:
        conditions.append(ledger.c.at >= bindparam("first"))
    if last:
        conditions.append(ledger.c.at < bindparam("last"))
    if later:
        conditions.append(tuple_(ledger.c.at, ledger.c.id) < tuple_(bindparam("at"), bindparam("id")))
    order = (ledger.c.at.desc(), ledger.c.id.desc())
    return select(*LINE).where(*conditions).order_by(*order).limit(bindparam("limit"))

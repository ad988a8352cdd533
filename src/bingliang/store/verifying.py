"""核验: replays the whole ledger and says where it, or anything made from it, is no longer what was written.

It reads one moment of the database and never writes.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from operator import attrgetter
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Connection, Date, String, or_, select, text, type_coerce

from bingliang.ledger.standing import StandingRow
from bingliang.store.acting import House
from bingliang.store.anchors import STREAM, Anchor, fold_of, heads_before, read_anchor
from bingliang.store.append_only import triggers_for
from bingliang.store.blobs import Blobs
from bingliang.store.chain import Line, first_broken
from bingliang.store.erasing import ACT, DESTROYED, sm3s
from bingliang.store.look import Look
from bingliang.store.number_account import NumberAccount
from bingliang.store.schema import ledger, request, standing
from bingliang.store.standing_rows import COLUMNS, key_of, read
from bingliang.store.verdicts import Fault, Verdict
from bingliang.store.verifying_editions import verify_editions
from bingliang.store.writing import PRESSED, is_zone, pressed_sm3

_Streams = Generator[tuple[str, list[Line]], None, None]
_Rows = Generator[tuple[str, list[StandingRow]], None, None]

_LINES = select(*(ledger.c[name] for name in Line.__slots__)).order_by(ledger.c.stream, ledger.c.seq)
# Dates as they lie, since SQLAlchemy would stumble over one that SQLite should never have taken.
_CELLS = (type_coerce(cell, String) if isinstance(cell.type, Date) else cell for cell in COLUMNS)
_ROWS = select(*_CELLS).order_by(standing.c.stream, standing.c.item, standing.c.task)


def verify(
    house: House, look: Look, blobs: Blobs, anchor: Path | None = None, watch: Callable[[], None] = lambda: None
) -> Verdict:
    """核验 everything; ValueError only for an `anchor` file that cannot be read."""
    copy = read_anchor(anchor) if anchor else None
    examination = Examination(house, look, blobs, copy, watch)
    try:
        examination.run()
    except Fault as fault:
        return examination.verdict(ok=False, fault=fault)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        # What cannot even be read was not written by this program.
        return examination.verdict(ok=False, fault=Fault(f"台账里有读不出的内容（{error}），请联系管理员查明原因。"))
    return examination.verdict(ok=True)


class Examination:
    """一次核验: goes through the streams in the order of their names and stops at the first fault."""

    def __init__(self, house: House, look: Look, blobs: Blobs, copy: Anchor | None, watch: Callable[[], None]) -> None:
        """`look` holds the moment that is examined; `watch` is called in between and may end it."""
        self._watch = watch
        self._house = house
        self._look = look
        self._blobs = blobs
        self._copy = dict(copy.heads) if copy else {}
        self._account = NumberAccount()
        self._named: dict[str, tuple[str, int]] = {}
        self._pressed: dict[str, str] = {}
        self._destroyed: set[str] = set()
        self._counted: dict[str, Any] = {"streams": 0, "lines": 0, "rows": 0, "numbers": 0, "blobs": 0}

    def verdict(self, *, ok: bool, fault: Fault | None = None) -> Verdict:
        """The result so far."""
        if fault is None:
            done = self._counted
            said = f"台账完好：{done['streams']} 条流水、{done['lines']} 行、{done['numbers']} 个编号、{done['blobs']} 份原件均相符。"
            return Verdict(ok, said, **self._counted)
        return Verdict(ok, fault.sentence, fault.stream, fault.seq, **self._counted)

    def run(self) -> None:
        """All examinations, the lines first: everything else is made from them."""
        connection = self._look.connection
        verify_editions(connection)
        # Closed at once: a fault leaves both in the middle.
        with closing(_streams(connection)) as streams, closing(_by_stream(connection)) as rows:
            self._lines(streams, rows)
        _requests(connection, self._pressed)
        self._counted["numbers"] = self._account.settle(connection)
        self._last_anchor(connection)
        self._bytes()
        _triggers(connection)

    def _lines(self, streams: _Streams, rows: _Rows) -> None:
        pending = next(rows, None)
        for stream, lines in streams:
            self._watch()
            self._missing_streams(before=stream)
            here: list[StandingRow] = []
            while pending is not None and pending[0] <= stream:
                if pending[0] < stream:
                    _stray(pending[0])
                here = pending[1]
                pending = next(rows, None)
            self._stream(stream, lines, here)
        self._missing_streams()
        if pending is not None:
            _stray(pending[0])

    def _stream(self, stream: str, lines: list[Line], rows: list[StandingRow]) -> None:
        broken = _unreadable(lines) or first_broken(lines)
        if broken is not None:
            raise Fault(f"流水“{stream}”第 {broken} 行与校验链不符：被改动、抽走、插入或调换。", stream, broken)
        self._against_copy(stream, lines)
        for line in lines:
            self._line(line)
        self._counted["streams"] += 1
        self._counted["lines"] += len(lines)
        self._counted["rows"] += len(rows)
        if is_zone(stream):
            if rows:
                raise Fault(f"清单里多出流水“{stream}”的行，请运行 rebuild 重建清单。", stream, lines[-1].seq)
            return
        self._standing(stream, lines, rows)

    def _line(self, line: Line) -> None:
        try:
            facts: dict[str, Any] = json.loads(line.facts)
            self._account.enter(line, facts)
            for name in sm3s(facts):
                self._named.setdefault(name, (line.stream, line.seq))
            if line.act == ACT:
                self._destroyed.update(facts[DESTROYED])
            if PRESSED in facts:
                self._pressed[line.request] = facts[PRESSED]
        except (ValueError, TypeError, AttributeError) as error:
            raise Fault(f"流水“{line.stream}”第 {line.seq} 行的事实读不出来。", line.stream, line.seq) from error

    def _standing(self, stream: str, lines: list[Line], rows: list[StandingRow]) -> None:
        try:
            made = self._house.project(stream, tuple(line.entry() for line in lines), self._look.loaded)
        except Exception as error:  # a fold may fail in any way over lines that somebody has changed
            raise Fault(f"流水“{stream}”不能重放（{error}），请联系开发者。", stream, lines[-1].seq) from error
        if sorted(made, key=key_of) != rows:
            raise Fault(f"流水“{stream}”的清单行与台账不符，请运行 rebuild 重建清单。", stream, lines[-1].seq)

    def _against_copy(self, stream: str, lines: list[Line]) -> None:
        kept = self._copy.pop(stream, None)
        if kept is None:
            return
        seq, digest = kept
        if len(lines) < seq:
            raise Fault(f"流水“{stream}”第 {len(lines) + 1} 行起被截去，封存时有 {seq} 行。", stream, len(lines) + 1)
        if lines[seq - 1].hash != digest:
            raise Fault(f"流水“{stream}”封存后被改写，第 {seq} 行与封存的第二份不符。", stream, seq)

    def _missing_streams(self, before: str | None = None) -> None:
        gone = [stream for stream in self._copy if before is None or stream < before]
        if gone:
            raise Fault(f"封存时有的流水“{min(gone)}”整条不见了。", min(gone), 1)

    def _last_anchor(self, connection: Connection) -> None:
        query = select(ledger.c.id, ledger.c.seq, ledger.c.facts).where(ledger.c.stream == STREAM)
        row = connection.execute(query.order_by(ledger.c.seq.desc()).limit(1)).first()
        if row and json.loads(row.facts)["fold"] != fold_of(heads_before(connection, row.id)):
            raise Fault(f"台账与第 {row.seq} 次封存的汇总值不符：有流水被整条抽走、截去或改写。", STREAM, row.seq)

    def _bytes(self) -> None:
        for name in self._blobs.names():
            self._watch()
            self._counted["blobs"] += 1
            stream, seq = self._named.pop(name, ("", None))
            try:
                self._blobs.get(name)
            except ValueError as error:
                raise Fault(str(error), stream, seq) from error
        for name, (stream, seq) in self._named.items():
            if name in self._destroyed:
                continue
            raise Fault(f"流水“{stream}”第 {seq} 行的原件（SM3 {name[:12]}…）不见了，请从备份恢复。", stream, seq)


def _streams(connection: Connection) -> _Streams:
    with connection.execute(_LINES, execution_options={"yield_per": 1000}) as rows:
        for stream, lines in itertools.groupby((Line(*row) for row in rows), key=lambda line: line.stream):
            yield stream, list(lines)


def _by_stream(connection: Connection) -> _Rows:
    with connection.execute(_ROWS, execution_options={"yield_per": 1000}) as rows:
        for stream, found in itertools.groupby(rows, key=lambda row: str(row.stream)):
            yield stream, [_readable(row) for row in found]


def _readable(row: Sequence[Any]) -> StandingRow:
    try:
        return read(row)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Fault(f"流水“{row[0]}”的清单行已被改动（{error}），请运行 rebuild 重建清单。", str(row[0]), 1) from error


def _unreadable(lines: list[Line]) -> int | None:
    """The place of the first line with bytes where SQLite should hold text."""
    texts = attrgetter("stream", "request", "at", "by", "counter", "act", "facts", "hash")
    return next(
        (place for place, line in enumerate(lines, 1) if any(type(one) is not str for one in texts(line))), None
    )


def _stray(stream: str) -> NoReturn:
    raise Fault(f"清单里有流水“{stream}”，台账里却没有它的任何一行。", stream, 1)


def _requests(connection: Connection, pressed: Mapping[str, str]) -> None:
    """Every line belongs to a press of the same moment and clerk, and every press is as its last line says."""
    differs = or_(request.c.id.is_(None), request.c.at != ledger.c.at, request.c.by != ledger.c.by)
    joined = select(ledger.c.stream, ledger.c.seq).outerjoin(request, request.c.id == ledger.c.request)
    row = connection.execute(joined.where(differs).order_by(ledger.c.stream, ledger.c.seq).limit(1)).first()
    if row:
        raise Fault(f"流水“{row.stream}”第 {row.seq} 行的按键记录被改动或抽走。", row.stream, row.seq)
    columns = (request.c.id, request.c.at, request.c.by, request.c.act, request.c.answer)
    with connection.execute(select(*columns), execution_options={"yield_per": 1000}) as rows:
        wrong = next((row.id for row in rows if pressed.get(row.id) != _said(row)), None)
    if wrong is None:
        return
    lines = select(ledger.c.stream, ledger.c.seq).where(ledger.c.request == wrong).order_by(ledger.c.id.desc())
    place = connection.execute(lines.limit(1)).first()
    if place is None:
        raise Fault(f"按键记录“{wrong}”在台账里没有任何一行：行被抽走，或记录是塞进来的。")
    raise Fault(f"流水“{place.stream}”第 {place.seq} 行的按键记录被改动。", place.stream, place.seq)


def _said(row: Sequence[Any]) -> str | None:
    return pressed_sm3(*row) if all(type(one) is str for one in row) else None


def _triggers(connection: Connection) -> None:
    """The database itself must still refuse to rewrite a line."""
    dialect = connection.dialect.name
    wanted = sum("TRIGGER tr_" in statement for statement in triggers_for(dialect))
    if dialect == "postgresql":
        query = "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'tr\\_%' AND tgenabled = 'O' AND NOT tgisinternal"
    else:
        query = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'tr\\_%' ESCAPE '\\'"
    if connection.execute(text(query)).scalar_one() < wanted:
        raise Fault("台账的防改触发器被移除或停用，请联系管理员查明原因。")

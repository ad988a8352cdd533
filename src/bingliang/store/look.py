"""查看: everything that may be read of the ledger within one transaction. A look never writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Dialect, Select, bindparam, select
from sqlalchemy.sql.compiler import SQLCompiler

from bingliang.ledger.acts import Entry
from bingliang.ledger.register import Enterprise, Project
from bingliang.ledger.standing import StandingRow
from bingliang.store import people, registry
from bingliang.store.chain import Line
from bingliang.store.clock import Clock, read_clock
from bingliang.store.editions import Editions, edition_files, edition_numbers
from bingliang.store.prefix import begins
from bingliang.store.schema import ledger, number, request
from bingliang.store.standing_rows import as_text, standing_of
from bingliang.store.structure import BEIJING

LINE = tuple(ledger.c[name] for name in Line.__slots__)
"""一行的各栏."""
_LINES = select(*LINE).where(ledger.c.stream == bindparam("stream")).order_by(ledger.c.seq)
_OF_STREAMS = (
    select(*LINE)
    .where(ledger.c.stream.in_(bindparam("streams", expanding=True)))
    .order_by(ledger.c.stream, ledger.c.seq)
)
_TOGETHER = 400
_TAIL = select(*LINE).where(ledger.c.stream == bindparam("stream")).order_by(ledger.c.seq.desc()).limit(1)
_REQUEST = select(request.c.answer).where(request.c.id == bindparam("id"))
_OF_REQUEST = select(*LINE).where(ledger.c.request == bindparam("id")).order_by(ledger.c.id)
_NUMBER = select(number.c.stream, number.c.seq).where(number.c.text == bindparam("text"))


@lru_cache(maxsize=256)
def compiled_text(statement: Select[Any] | CompoundSelect[Any], dialect: Dialect) -> tuple[SQLCompiler, str]:
    """语句的文本, made once; for statements that are themselves kept."""
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 - what a select compiles to
    return compiled, str(compiled)


def together(streams: Iterable[str]) -> Iterator[list[str]]:
    """一并问的流水: each once, as many at a time as one question takes."""
    named = list(dict.fromkeys(streams))
    for start in range(0, len(named), _TOGETHER):
        yield named[start : start + _TOGETHER]


class Look:
    """查看: a consistent view of the database as it was when the look began."""

    def __init__(self, connection: Connection, editions: Editions, clock: Clock | None) -> None:
        """Made by `Store.look`; `connection` is in its transaction."""
        self.connection = connection
        self._editions = editions
        self._clock = clock
        self._now: datetime | None = None
        self._numbers: dict[str, int] | None = None
        self._entries: dict[str, tuple[Entry, ...]] = {}

    # ── time and editions ──

    @property
    def now(self) -> datetime:
        """现在: the database's clock (or the injected one), asked once, at +08:00."""
        if self._now is None:
            self._now = (self._clock() if self._clock else read_clock(self.connection)).astimezone(BEIJING)
        return self._now

    @property
    def today(self) -> date:
        """今天, in Beijing."""
        return self.now.date()

    @property
    def source(self) -> object:
        """哪个库: the same for every look at one opened database, and for no other."""
        return self.connection.engine

    def editions(self) -> Mapping[str, int]:
        """在用版号: kind → number (calendar, catalogue, forms, zone); 0 is the factory's."""
        if self._numbers is None:
            self._numbers = edition_numbers(self.connection)
        return dict(self._numbers)

    def loaded(self, kind: str) -> Any:  # noqa: ANN401 - each kind has its own type, known to who asks
        """在用版: the object that `load[kind]` made of the edition in force in this transaction."""
        return self._editions.loaded(self.connection, kind, self.editions()[kind])

    def edition_files(self, kind: str, number: int | None = None) -> Mapping[str, str]:
        """版本文件: name → content of an edition, the one in force if no number is given."""
        return edition_files(self.connection, kind, self.editions()[kind] if number is None else number)

    def rows(
        self, statement: Select[Any] | CompoundSelect[Any], values: Mapping[str, object]
    ) -> Sequence[Sequence[Any]]:
        """读行 as the driver gives them, without SQLAlchemy's result machinery; dates are texts on SQLite."""
        dialect = self.connection.dialect
        compiled, text = compiled_text(statement, dialect)
        parameters = compiled.construct_params(values)
        driver: Any = self.connection.connection.driver_connection
        found: Sequence[Sequence[Any]]
        if dialect.name == "postgresql":
            found = driver.execute(text, parameters).fetchall()
        else:
            given = [as_text(parameters[name]) for name in compiled.positiontup or ()]
            found = driver.execute(text, given).fetchall()
        return found

    # ── the ledger ──

    def entries(self, stream: str) -> tuple[Entry, ...]:
        """一条流水的全部行, oldest first; empty when there is no such stream."""
        if stream not in self._entries:
            rows = self.rows(_LINES, {"stream": stream})
            self._entries[stream] = tuple(Line(*row).entry() for row in rows)
        return self._entries[stream]

    def gather(self, streams: Sequence[str]) -> None:
        """一并读入 the lines of several streams: one question for hundreds, where `entries` would ask hundreds."""
        for names in together(stream for stream in streams if stream not in self._entries):
            found: dict[str, list[Entry]] = {name: [] for name in names}
            for row in self.connection.execute(_OF_STREAMS, {"streams": names}):
                found[row.stream].append(Line(*row).entry())
            self._entries |= {name: tuple(lines) for name, lines in found.items()}

    def forget(self, stream: str) -> None:
        """放下一条流水, so that going through all of them does not keep them all."""
        self._entries.pop(stream, None)

    def tail(self, stream: str) -> tuple[Entry, ...]:
        """最后一行 of a stream, for streams that are too long to read; empty when there is none."""
        if stream in self._entries:
            return self._entries[stream][-1:]
        return tuple(Line(*row).entry() for row in self.rows(_TAIL, {"stream": stream}))

    def streams(self, prefix: str = "") -> tuple[str, ...]:
        """流水的名称 that begin with `prefix`, sorted."""
        statement = select(ledger.c.stream).where(ledger.c.seq == 1).order_by(ledger.c.stream)
        if prefix:
            statement = statement.where(begins(ledger.c.stream, prefix))
        return tuple(self.connection.execute(statement).scalars())

    def answer(self, request_id: str) -> Mapping[str, object] | None:
        """这次按键的答复, or None when it was never confirmed."""
        found = self.connection.execute(_REQUEST, {"id": request_id}).scalar()
        return None if found is None else json.loads(found)

    def entries_of_request(self, request_id: str) -> tuple[Entry, ...]:
        """这次按键写下的行, in the order written."""
        return tuple(Line(*row).entry() for row in self.connection.execute(_OF_REQUEST, {"id": request_id}))

    def stream_of_number(self, text: str) -> tuple[str, int] | None:
        """编号在哪一行: (stream, seq) of the line that carries the number."""
        row = self.connection.execute(_NUMBER, {"text": text}).first()
        return (row.stream, row.seq) if row else None

    def standing(self, stream: str) -> tuple[StandingRow, ...]:
        """一条流水的现状, case row first."""
        return standing_of(self.connection, stream)

    # ── people, enterprises, projects ──

    def person(self, ref: str) -> people.Person:
        """按引用找人 ("id#version"); ValueError when there is none."""
        return people.person_by_ref(self.connection, ref)

    def person_by_number(self, id_type: str, id_number: str) -> people.Person | None:
        """按证件找人, newest version."""
        return people.person_by_number(self.connection, id_type, id_number)

    def enterprise(self, held: str) -> Enterprise | None:
        """按编号找企业."""
        found = registry.enterprise_by_id(self.connection, held)
        return found[0] if found else None

    def enterprise_by_code(self, code: str) -> Enterprise | None:
        """按统一社会信用代码找企业."""
        return registry.enterprise_by_code(self.connection, code)

    def find_enterprises(self, text: str, limit: int = registry.FOUND) -> tuple[Enterprise, ...]:
        """找企业 by part of the name, pinyin initials or the beginning of the credit code."""
        return registry.find_enterprises(self.connection, text, limit)

    def project(self, held: str) -> Project | None:
        """按编号找项目."""
        found = registry.project_by_id(self.connection, held)
        return found[0] if found else None

    def project_by_code(self, code: str) -> Project | None:
        """按项目代码找项目."""
        return registry.project_by_code(self.connection, code)

    def projects_of(self, enterprise_id: str) -> tuple[Project, ...]:
        """企业的项目."""
        return registry.projects_of(self.connection, enterprise_id)

    def find_projects(self, text: str, limit: int = registry.FOUND) -> tuple[Project, ...]:
        """找项目 by part of the name, pinyin initials or the beginning of the code."""
        return registry.find_projects(self.connection, text, limit)

"""一瞥: the first page of a morning, read by the driver alone while SQLAlchemy is still on its way into memory.

Each question is word for word what the store's own statements compile to (a test compares them), asked of an embedded
ledger that this very program wrote, in one read-only transaction. Whatever is not as usual there is no glance at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bingliang.ledger.standing import OWN, ItemState, Level, StandingRow, Waiting
from bingliang.store.driver import driver
from bingliang.store.standing_values import NAMES, as_text, read
from bingliang.store.structure import BEIJING, REVISION, SQLITE_NOW

if TYPE_CHECKING:
    from bingliang.ledger.acts import Entry


class Question(NamedTuple):
    """一问: the text, and what goes into it, in the order of its marks."""

    text: str
    given: tuple[str, ...] = ()


_ROWS = f"SELECT {', '.join(f'standing.{name}' for name in NAMES)} FROM standing"  # noqa: S608 - names of our own
_OPEN = "open = 1 AND level = 'case' AND standing.counter = ?"


def page_question(order: str, green: int, *, descending: bool) -> Question:
    """一页的问法: the open cases of a counter, those of the 绿色通道 or all others, sorted by that date."""
    way = "DESC" if descending else "ASC"
    return Question(
        f"{_ROWS} WHERE {_OPEN} AND green = {green} ORDER BY standing.{order} {way}, standing.stream {way} LIMIT ? OFFSET ?",
        ("counter", "limit", "offset"),
    )


def _number(at: int, condition: str) -> str:
    return f"(SELECT count(*) AS count_{at} FROM standing WHERE {_OPEN}{condition}) AS anon_{at}"  # noqa: S608 - as above


_TILES = (
    "",
    " AND standing.due_on < ?",
    " AND standing.promised_on < ? AND standing.due_on >= ?",
    " AND standing.next_on <= ? AND standing.due_on >= ? AND standing.promised_on >= ?",
    " AND stopped = 1",
    " AND outside = 1",
    f" AND waiting = '{Waiting.COLLECT.value}'",
    " AND standing.next_on = ?",
)
COUNTED = Question(
    f"SELECT {', '.join(_number(at, words) for at, words in enumerate(_TILES, start=1))}",
    (
        *("counter", "counter", "today", "counter", "today", "today", "counter", "soon", "today", "today"),
        *("counter", "counter", "counter", "counter", "today"),
    ),
)
FINISHED = Question(
    "SELECT count(*) AS count_1 FROM standing"
    " WHERE open = 0 AND level = 'case' AND standing.counter = ? AND standing.ended_on = ?",
    ("counter", "today"),
)
_PART = "SELECT standing.stream FROM standing WHERE open = 1 AND level = '{}' AND level <> 'case'"
TURN = Question(
    f"{_PART.format(Level.ITEM.value)} AND waiting = '{Waiting.APPLICANT.value}' AND standing.counter = ?"
    f" UNION {_PART.format(Level.TASK.value)} AND standing.department = ? AND standing.counter = ?",
    ("counter", "own", "counter"),
)
_SILENT = "SELECT DISTINCT standing.stream FROM standing WHERE open = 1 AND level = 'item' AND level <> 'case'"
LAPSING = Question(
    f"{_SILENT} AND standing.stage = ? AND standing.next_on < ?"
    f" UNION {_SILENT} AND standing.next_on < ? AND standing.due_on < ?"
    " AND (standing.terms LIKE '%' || ? || '%') ORDER BY stream",
    ("received", "today", "today", "today", "expiry"),
)
LINES = Question(
    'SELECT ledger.id, ledger.stream, ledger.seq, ledger.request, ledger.at, ledger."by", ledger.counter, ledger.act,'
    " ledger.facts, ledger.hash FROM ledger WHERE ledger.stream = ? ORDER BY ledger.seq",
    ("stream",),
)
REVISED = Question("SELECT alembic_version.version_num FROM alembic_version")
EDITIONS = Question("SELECT edition.kind, edition.number FROM edition ORDER BY edition.kind")
FILES = Question(
    "SELECT edition_file.name, edition_file.content FROM edition_file"
    " WHERE edition_file.kind = ? AND edition_file.number = ?",
    ("kind", "number"),
)
FIXED: dict[str, object] = {
    "offset": 0,
    "own": OWN,
    "received": ItemState.RECEIVED.value,
    "expiry": '"e":',
}
"""What goes into a question without being asked for."""


class Glance:
    """一瞥 at an embedded ledger, in a transaction that can only read."""

    def __init__(self, connection: Any, counter: str) -> None:  # noqa: ANN401 - a DBAPI connection has no common type
        """Made by `glanced`."""
        self._connection = connection
        self._given: dict[str, object] = {**FIXED, "counter": counter}
        (now,) = connection.execute(SQLITE_NOW).fetchone()
        self.today: date = datetime.fromisoformat(now).astimezone(BEIJING).date()

    def _ask(self, question: Question, **given: object) -> list[Any]:
        values = {**self._given, "today": self.today, **given}
        found: list[Any] = self._connection.execute(
            question.text, [as_text(values[name]) for name in question.given]
        ).fetchall()
        return found

    def edition(self, kind: str) -> dict[str, str]:
        """在用版的文件; none for the factory's."""
        number = dict(self._ask(EDITIONS))[kind]
        return dict(self._ask(FILES, kind=kind, number=number)) if number else {}

    def lapsing(self) -> bool:
        """有没有逾期未告知的: whether a sweep would have anything to look at."""
        return bool(self._ask(LAPSING))

    def page(self, order: str, *, descending: bool, limit: int) -> list[StandingRow]:
        """一页清单: those of the 绿色通道, then all others."""
        found: list[StandingRow] = []
        for green in (1, 0):
            question = page_question(order, green, descending=descending)
            found += [read(row) for row in self._ask(question, limit=limit - len(found))]
            if len(found) == limit:
                break
        return found

    def counts(self, soon: date) -> tuple[int, ...]:
        """计数: in hand, late by statute, late by promise, near, stopped, outside, to collect, due today, finished today."""
        return (*self._ask(COUNTED, soon=soon)[0], *self._ask(FINISHED)[0])

    def turns(self) -> int:
        """等企业的件数."""
        return len(self._ask(TURN))

    def entries(self, stream: str) -> Sequence[Entry]:
        """一条流水的全部行; what reads a line is only loaded where there is one."""
        rows = self._ask(LINES, stream=stream)
        if not rows:
            return ()
        from bingliang.store.chain import Line

        return [Line(*row).entry() for row in rows]


@contextmanager
def glanced(path: Path, counter: str) -> Iterator[Glance | None]:
    """看一眼; None where the file is not a ledger of just this program's structure, or cannot be read without waiting.

    Only by the driver that the store takes, and in the WAL mode in which the store keeps the file: a reader then neither
    waits for anybody nor holds anybody up.
    """
    module: Any
    module, sound = driver()
    connection = _connected(module, path) if sound else None
    if connection is None:
        yield None
        return
    try:
        yield _begun(connection, counter, module.Error)
    finally:
        connection.close()


def _connected(module: Any, path: Path) -> Any:  # noqa: ANN401 - a driver and its connection have no common type
    try:
        return module.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=0, isolation_level=None)
    except module.Error:  # no such file, or none that can be read
        return None


def _begun(connection: Any, counter: str, error: type[Exception]) -> Glance | None:  # noqa: ANN401 - as above
    try:
        connection.execute("PRAGMA query_only=ON")
        if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            return None
        connection.execute("BEGIN")
        if connection.execute(REVISED.text).fetchall() != [(REVISION,)]:
            return None
        return Glance(connection, counter)
    except error:  # no ledger, a broken one, or one that somebody holds for himself alone
        return None

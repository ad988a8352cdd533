"""台账库: one database, opened once per process. Every act is one transaction; every look sees one moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from bingliang.ledger.acts import Refusal, Who
from bingliang.store.acting import Attempt, House, ahead, decide_only
from bingliang.store.blobs import BlobFolder, Blobs, BlobTable, blob_folder
from bingliang.store.clock import Clock
from bingliang.store.editions import Editions, Loader
from bingliang.store.endings import Outcome, Shown, Unreachable
from bingliang.store.location import Location, located
from bingliang.store.look import Look
from bingliang.store.names import Pinyin
from bingliang.store.preparing import open_engine
from bingliang.store.schema import KINDS, ledger
from bingliang.store.statements import Statements
from bingliang.store.trouble import Trouble, refuse, trouble_of
from bingliang.store.verdicts import Verdict
from bingliang.store.work import Work
from bingliang.store.writing import Projector

if TYPE_CHECKING:
    from bingliang.store.rights import Rights

TRIES = 50
"""How often one press is decided again when other counters keep writing first."""

_RECOVERY_SECONDS = 20.0
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4)
_AGAIN = (Trouble.LINE_TAKEN, Trouble.ROW_TAKEN, Trouble.COLLIDED, Trouble.CUT)


def nothing() -> None:
    """不盯."""


def _no_pinyin(name: str) -> list[tuple[str]]:
    return [(sign,) for sign in name]


class Store:
    """台账库: `act` writes, `look` reads, `preview` decides without writing."""

    def __init__(self, engine: Engine, location: Location, house: House) -> None:
        """Made by `open`."""
        self.engine = engine
        self.location = location
        self.house = house
        self.blobs: Blobs = BlobFolder(blob_folder(location.path)) if location.path else BlobTable(engine)

    @classmethod
    def open(
        cls,
        where: str | Path,
        *,
        project: Projector,
        load: Mapping[str, Loader],
        clock: Clock | None = None,
        create: bool = True,
        pinyin: Pinyin | None = None,
    ) -> Self:
        """打开台账库: a path, `sqlite:///path` (taken literally) or `postgresql://…`; makes or migrates the tables.

        `load` makes the object of each kind of edition; `clock` None means the database's own; without `pinyin` names
        are found by their characters alone. ValueError with one sentence when it cannot be used.
        """
        location = located(where)

        def house_of(engine: Engine) -> House:
            return House(engine, Statements(engine.dialect), Editions(load), project, clock, pinyin or _no_pinyin)

        def renewed(connection: Connection) -> None:
            from bingliang.store.rebuilding import rebuild

            # What the lists hold was projected by an older program, which knew fewer rows.
            rebuild(house_of(connection.engine), connection)

        engine = open_engine(location, create=create, migrated=renewed)
        house = house_of(engine)
        if pinyin is not None:
            _rekey(engine, house.statements, pinyin)
        return cls(engine, location, house)

    def close(self) -> None:
        """关库."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ── reading ──

    @contextmanager
    def look(self) -> Iterator[Look]:
        """查看: a read-only view of one moment; it never waits for an act nor holds one up."""
        with self._reading() as connection:
            yield Look(connection, self.house.editions, self.house.clock)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self.engine.connect() as connection:
                if self.house.statements.postgresql:
                    # Set on this connection only, and put back when it returns to the pool.
                    connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                with connection.begin() as transaction:
                    yield connection
                    transaction.rollback()
        except (Refusal, ValueError):
            raise
        except Exception as error:  # noqa: BLE001 - refuse() raises it again unless a clerk can do something about it
            refuse(error)

    def answer(self, request: str) -> Mapping[str, object] | None:
        """这次按键的答复, or None when it was never confirmed."""
        with self.look() as look:
            return look.answer(request)

    @property
    def engine_words(self) -> str:
        """数据库的种类和版本."""
        with self._reading() as connection:
            name = connection.dialect.name
            query = "SHOW server_version" if name == "postgresql" else "SELECT sqlite_version()"
            return f"{name} {connection.exec_driver_sql(query).scalar_one()}"

    @property
    def rights(self) -> Rights | None:
        """权限 of the role by which it is open; None for an embedded database, which has no roles."""
        if not self.house.statements.postgresql:
            return None
        from bingliang.store.rights import rights

        with self._reading() as connection:
            return rights(connection)

    def verify(self, anchor: Path | None = None, *, watch: Callable[[], None] = nothing) -> Verdict:
        """核验: replays everything; `anchor` is the second copy of an anchor. ValueError when that cannot be read.

        `watch` is called before every stream and every stored paper; what it raises ends the examination.
        """
        from bingliang.store.verifying import verify

        with self.look() as look:
            if self.house.statements.postgresql:
                look.connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            return verify(self.house, look, self.blobs, anchor, watch)

    def preview(self, request: str, who: Who, decide: Callable[[Work], Outcome]) -> Shown:
        """预演: decides without writing, for the sheet the clerk confirms; hand the result to `act` as `shown`."""
        with self._reading() as connection:
            return decide_only(self.house, connection, request, who, decide)

    ahead_days = 0
    """日期须先确认的天数: set by whoever opens the store for a counter; 0 never asks."""

    def date_question(self) -> str:
        """日期的一问: one sentence while the machine's clock is too far ahead of the ledger; the server's own is not asked."""
        if self.house.clock is not None or self.house.statements.postgresql or not self.ahead_days:
            return ""
        with self.look() as look:
            last = look.connection.execute(select(ledger.c.at).order_by(ledger.c.id.desc()).limit(1)).scalar()
            return ahead(look.now, datetime.fromisoformat(last), self.ahead_days) if last else ""

    # ── writing ──

    def act(
        self,
        request: str,
        who: Who,
        act: str,
        decide: Callable[[Work], Outcome],
        *,
        shown: Shown | None = None,
        adopting: Collection[str] = (),
        despite_clock: str = "",
    ) -> Mapping[str, Any]:
        """办理: one press. Decides and writes in one transaction, and returns the answer; a second press with the same
        `request`, or the same press after a cut line, gets the stored answer and writes nothing.

        `decide` may be called more than once and must be pure apart from `work`; its Refusal or ValueError passes
        through and nothing is written. `Overtaken` when another counter wrote first and the lines differ from the
        first decision (or from `shown`). `adopting` names kinds of editions to hold from the start. `despite_clock`
        is an administrator's reason to go on although the machine's clock was set back; it is written into the lines.
        """
        attempt = Attempt(
            self.house, request, who, act, decide, shown, frozenset(adopting), despite_clock, self.ahead_days
        )
        until = time.monotonic() + _RECOVERY_SECONDS
        for number in range(TRIES):
            try:
                return attempt.once()
            except (Refusal, ValueError):
                raise
            except Exception as error:  # noqa: BLE001 - sorted by trouble_of, raised again unless it can be mended
                trouble = trouble_of(error)
                if trouble not in _AGAIN or time.monotonic() > until:
                    refuse(error)
                attempt.after(trouble)
            if trouble is not Trouble.LINE_TAKEN:
                time.sleep(_PAUSES[min(number, len(_PAUSES) - 1)])
        raise Unreachable("其他窗口一直在办理同一事务，这次没有记入，请稍后再按一次（不会重复登记）。")

    def anchor(self, request: str, who: Who) -> bytes:
        """封存: folds the heads of all streams into one line, writers held out, and returns the second copy (JSON),
        to be kept outside the database.
        """
        from bingliang.store.anchors import anchor_bytes, decide_anchor

        self.act(request, who, "anchor", decide_anchor, adopting=KINDS)
        with self.look() as look:
            return anchor_bytes(look, request)

    @contextmanager
    def retellable(self) -> Iterator[None]:
        """可以重来的库 (demo): within it no COMMIT waits for the disk, since all can be told again from the beginning; at
        its end everything is on the disk. Only for a database in which nothing of a counter's own is kept.
        """
        from bingliang.store.unhurried import unwaiting

        with unwaiting(self.engine):
            yield

    def rebuild(self) -> int:
        """重建清单 from the ledger, writers held out; returns how many rows were changed."""
        from bingliang.store.rebuilding import rebuild

        try:
            connection = self.engine.connect().execution_options(bingliang_writes=True)
            with connection, connection.begin():
                return rebuild(self.house, connection)
        except DBAPIError as error:
            refuse(error)


def _rekey(engine: Engine, statements: Statements, pinyin: Pinyin) -> None:
    from bingliang.store.rekeying import rekey

    try:
        rekey(engine, statements, pinyin)
    except DBAPIError as error:
        engine.dispose()
        refuse(error)

"""打印簿: every print of this machine, one row each, kept where the machine keeps its own things.

It is no ledger: another machine has a book of its own. A row is written before anything goes to a printer and after every
step, so that a killed program leaves a row that says how far it had come. Each step is one short transaction: two windows,
or two accounts of one Windows machine, share the book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from bingliang.store.driver import driver

FILE = "printing.db"
BUSY_S = 15.0


class JobState(StrEnum):
    """打印状态."""

    WAITING = "排队"
    SENDING = "正在送出"
    HANDED = "在打印机上"
    PRINTED = "已打印"
    FAILED = "没有打印"
    UNSURE = "待确认"
    CANCELLED = "已取消"


OPEN = (JobState.WAITING, JobState.SENDING, JobState.HANDED, JobState.FAILED, JobState.UNSURE)
"""没有了结的."""
_MOVING = (JobState.WAITING, JobState.SENDING, JobState.HANDED)
_LEFT = (JobState.SENDING, JobState.HANDED, JobState.PRINTED, JobState.UNSURE)
"""States in which a sheet may have left the printer."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """一次打印: `sm3` names the paper, `reprint` is 0 for the first print and n for 补打 n, `spool` the system's own number.

    `loose`: a sheet made on the spot, whose bytes the book keeps until it is printed.
    """

    id: str
    sm3: str
    stream: str
    seq: int
    number: str
    title: str
    kind: str
    printer: str
    at: str
    by: str
    note: str = ""
    batch: str = ""
    copies: int = 1
    reprint: int = 0
    loose: int = 0
    state: JobState = JobState.WAITING
    reason: str = ""
    spool: int = 0
    owner: str = ""
    changed: str = ""

    @property
    def name(self) -> str:
        """叫法."""
        return f"《{self.title}》{self.number}"

    @property
    def key(self) -> tuple[str, int]:
        """哪一份."""
        return self.stream, self.seq


_NAMES = tuple(one.name for one in fields(PrintJob))
_SQL_TYPES = {"int": "INTEGER", "str": "TEXT", "JobState": "TEXT"}
_COLUMNS = ", ".join(_NAMES)
_CREATE = (
    "CREATE TABLE IF NOT EXISTS job (place INTEGER PRIMARY KEY AUTOINCREMENT, sheet BLOB, "
    + ", ".join(f"{one.name} {_SQL_TYPES[str(one.type)]} NOT NULL" for one in fields(PrintJob))
    + ", CONSTRAINT uq_job_id UNIQUE (id))",
    "CREATE INDEX IF NOT EXISTS ix_job_paper ON job (sm3) WHERE loose = 0",
    "CREATE INDEX IF NOT EXISTS ix_job_state ON job (state, place)",
)


def _marks(states: Sequence[JobState]) -> str:
    return ", ".join(f"'{state}'" for state in states)


class PrintBook:
    """打印簿 in a folder; every method opens the file anew, so that any thread may call it."""

    def __init__(self, folder: Path) -> None:
        """Nothing is made before the first row."""
        self.path = folder / FILE
        self._made = False

    # ── writing ──

    def enter(self, job: PrintJob, sheet: bytes | None = None) -> tuple[PrintJob, bool]:
        """记一份要打的; see `enter_all`."""
        return self.enter_all(((job, sheet),))[0]

    def enter_all(self, jobs: Sequence[tuple[PrintJob, bytes | None]]) -> list[tuple[PrintJob, bool]]:
        """记下要打的 in one transaction: each row, and whether it is to go out now.

        A paper that is still on its way is not entered again: its row comes back with False. One that has failed is tried
        again under its own row, so that it keeps its number; one that may have come out already is entered as 补打.
        """
        with self._writing() as base:
            return [self._enter(base, job, sheet) for job, sheet in jobs]

    def _enter(self, base: Any, job: PrintJob, sheet: bytes | None) -> tuple[PrintJob, bool]:  # noqa: ANN401 - of either driver
        open_ = self._open_of(base, job)
        if open_ is not None and open_.state in _MOVING:
            return open_, False
        if open_ is not None and open_.state is JobState.FAILED:
            again = replace(
                open_, printer=job.printer, copies=job.copies, batch=job.batch, at=job.at, by=job.by,
                state=JobState.WAITING, reason="", spool=0, owner=job.owner, changed=job.at,
            )  # fmt: skip
            self._update(base, again, sheet)
            return again, True
        fresh = replace(
            job, reprint=0 if job.loose else self._left(base, job.sm3), state=JobState.WAITING, changed=job.at
        )
        values = [sheet, *(getattr(fresh, name) for name in _NAMES)]
        base.execute(f"INSERT INTO job (sheet, {_COLUMNS}) VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608 - names of our own
        return fresh, True

    def claim(self, job_id: str, owner: str, at: str, reprint: int | None = None) -> PrintJob | None:
        """取来送出: the row, now 正在送出 by `owner`; None when somebody else has taken it or it was cancelled.

        `reprint` is its number among the prints of all counters, where that is known.
        """
        known = {} if reprint is None else {"reprint": reprint}
        return self._step(job_id, (JobState.WAITING,), at, state=JobState.SENDING, owner=owner, reason="", **known)

    def handed(self, job_id: str, spool: int, at: str) -> PrintJob | None:
        """系统已收下, under a number of its own."""
        return self._step(
            job_id, (JobState.SENDING, JobState.UNSURE), at, state=JobState.HANDED, spool=spool, reason=""
        )

    def printed(self, job_id: str, at: str) -> PrintJob | None:
        """已打印."""
        return self._step(job_id, (JobState.SENDING, JobState.HANDED, JobState.UNSURE), at, state=JobState.PRINTED, reason="", sheet=None)  # fmt: skip

    def failed(self, job_id: str, reason: str, at: str) -> PrintJob | None:
        """没有打印, and why."""
        able = (*_MOVING, JobState.UNSURE)
        return self._step(job_id, able, at, state=JobState.FAILED, reason=reason, owner="", spool=0)

    def unsure(self, job_id: str, reason: str, at: str) -> PrintJob | None:
        """不知道打出来没有: the system cannot say, or has not answered for long; its number there is kept."""
        return self._step(
            job_id, (JobState.SENDING, JobState.HANDED), at, state=JobState.UNSURE, reason=reason, owner=""
        )

    def noted(self, job_id: str, reason: str, at: str) -> PrintJob | None:
        """记下打印机说的 (缺纸、脱机) of one that it holds."""
        return self._step(job_id, (JobState.HANDED,), at, reason=reason)

    def cancel(self, job_id: str, at: str, reason: str = "") -> PrintJob | None:
        """取消; what is being sent at this very moment is not stopped, what is out stays out."""
        able = (JobState.WAITING, JobState.HANDED, JobState.FAILED, JobState.UNSURE)
        return self._step(job_id, able, at, state=JobState.CANCELLED, reason=reason, owner="", sheet=None)

    def again(self, job_id: str, at: str, *, printer: str = "", owner: str = "") -> PrintJob | None:
        """再打, at another printer if one is named.

        One that may have come out is marked 补打: better a mark too many than two first prints.
        """
        with self._writing() as base:
            job = self._one(base, job_id)
            if job is None or job.state not in (JobState.FAILED, JobState.UNSURE, JobState.HANDED, JobState.CANCELLED):
                return None
            more = 1 if job.state is JobState.UNSURE and not job.loose else 0
            fresh = replace(
                job, state=JobState.WAITING, reason="", spool=0, owner=owner, changed=at,
                printer=printer or job.printer, reprint=job.reprint + more,
            )  # fmt: skip
            self._update(base, fresh, None)
            return fresh

    def recover(self, alive: Callable[[str], bool], at: str, reason: str) -> tuple[PrintJob, ...]:
        """收拾: what a program that is no longer there has left; waiting rows become 没有打印, those being sent come back."""
        with self._writing() as base:
            left = [job for job in self._of(base, (JobState.WAITING, JobState.SENDING)) if not alive(job.owner)]
            for job in left:
                if job.state is JobState.WAITING:
                    self._update(base, replace(job, state=JobState.FAILED, reason=reason, owner="", changed=at), None)
        return tuple(job for job in left if job.state is JobState.SENDING)

    # ── reading ──

    def job(self, job_id: str) -> PrintJob | None:
        """一次打印 as it stands."""
        with self._reading() as base:
            return self._one(base, job_id) if base is not None else None

    def sheet(self, job_id: str) -> bytes:
        """现制的一张 of a loose job; empty when it is no longer kept."""
        with self._reading() as base:
            row = base.execute("SELECT sheet FROM job WHERE id = ?", (job_id,)).fetchone() if base is not None else None
        return bytes(row[0]) if row is not None and row[0] is not None else b""

    def jobs(self, states: Sequence[JobState], *, limit: int = 500) -> tuple[PrintJob, ...]:
        """各次打印 in these states, newest first."""
        with self._reading() as base:
            return tuple(self._of(base, states, limit=limit, newest=True)) if base is not None else ()

    def counts(self, batch: str = "") -> dict[JobState, int]:
        """各状态多少."""
        with self._reading() as base:
            if base is None:
                return {}
            where, values = (" WHERE batch = ?", (batch,)) if batch else ("", ())
            rows = base.execute(f"SELECT state, count(*) FROM job{where} GROUP BY state", values).fetchall()  # noqa: S608 - as above
        return {JobState(state): int(count) for state, count in rows}

    def times(self, sm3: str) -> int:
        """打过几次: how often this paper has left, or may have left, the printer here."""
        with self._reading() as base:
            return self._left(base, sm3) if base is not None else 0

    def entered(self, papers: Sequence[str]) -> frozenset[str]:
        """打过或正在打的 among these papers, by their SM3."""
        with self._reading() as base:
            if base is None:
                return frozenset()
            wanted = _marks((*_LEFT, JobState.WAITING))
            rows = base.execute(f"SELECT DISTINCT sm3 FROM job WHERE loose = 0 AND state IN ({wanted})")  # noqa: S608 - as above
            return frozenset(row[0] for row in rows) & frozenset(papers)

    # ── inside ──

    def _step(self, job_id: str, able: Sequence[JobState], at: str, **given: Any) -> PrintJob | None:  # noqa: ANN401 - columns by name
        """One step of one row, if it is in a state from which the step can be taken."""
        given["changed"] = at
        names = ", ".join(f"{name} = ?" for name in given)
        with self._writing() as base:
            done = base.execute(
                f"UPDATE job SET {names} WHERE id = ? AND state IN ({_marks(able)})",  # noqa: S608 - as above
                (*given.values(), job_id),
            )
            return self._one(base, job_id) if done.rowcount else None

    def _update(self, base: Any, job: PrintJob, sheet: bytes | None) -> None:  # noqa: ANN401 - of either driver
        names = ", ".join(f"{name} = ?" for name in _NAMES)
        base.execute(f"UPDATE job SET {names} WHERE id = ?", (*(getattr(job, name) for name in _NAMES), job.id))  # noqa: S608 - as above
        if sheet is not None:
            base.execute("UPDATE job SET sheet = ? WHERE id = ?", (sheet, job.id))

    def _one(self, base: Any, job_id: str) -> PrintJob | None:  # noqa: ANN401 - as above
        row = base.execute(f"SELECT {_COLUMNS} FROM job WHERE id = ?", (job_id,)).fetchone()  # noqa: S608 - as above
        return _read(row) if row is not None else None

    def _of(self, base: Any, states: Sequence[JobState], *, limit: int = -1, newest: bool = False) -> list[PrintJob]:  # noqa: ANN401 - as above
        way = "DESC" if newest else "ASC"
        query = f"SELECT {_COLUMNS} FROM job WHERE state IN ({_marks(states)}) ORDER BY place {way} LIMIT ?"  # noqa: S608 - as above
        return [_read(row) for row in base.execute(query, (limit,)).fetchall()]

    def _open_of(self, base: Any, job: PrintJob) -> PrintJob | None:  # noqa: ANN401 - as above
        """The row of this very paper, or of this sheet made on the spot, that is not done with."""
        which, values = ("loose = 1 AND stream = ? AND seq = ?", (job.stream, job.seq)) if job.loose else ("loose = 0 AND sm3 = ?", (job.sm3,))  # fmt: skip
        states = _marks((*_MOVING, JobState.FAILED))
        row = base.execute(
            f"SELECT {_COLUMNS} FROM job WHERE {which} AND state IN ({states}) ORDER BY place DESC LIMIT 1",  # noqa: S608 - as above
            values,
        ).fetchone()
        return _read(row) if row is not None else None

    def _left(self, base: Any, sm3: str) -> int:  # noqa: ANN401 - as above
        query = f"SELECT count(*) FROM job WHERE loose = 0 AND sm3 = ? AND state IN ({_marks(_LEFT)})"  # noqa: S608 - as above
        return int(base.execute(query, (sm3,)).fetchone()[0])

    @contextmanager
    def _reading(self) -> Iterator[Any]:
        """None while there is no book."""
        if not self.path.exists():
            yield None
            return
        with self._open() as base:
            yield base

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        with self._open() as base:
            base.execute("BEGIN IMMEDIATE")
            try:
                yield base
            except BaseException:  # whatever it was, the book stays as it is
                base.execute("ROLLBACK")
                raise
            base.execute("COMMIT")

    @contextmanager
    def _open(self) -> Iterator[Any]:
        module, _ = driver()
        fresh = not self.path.exists()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(module.connect(str(self.path), timeout=BUSY_S, isolation_level=None)) as base:
                # One file without companions, and every step on the disk before the next is taken.
                base.execute("PRAGMA synchronous = FULL")
                if fresh or not self._made:
                    for statement in _CREATE:
                        base.execute(statement)
                    self._made = True
                yield base
        except (module.Error, OSError) as error:
            raise ValueError(
                f"打印簿“{self.path}”不能读写（{error}），这一份没有送打印机；请检查磁盘是否已满、文件夹能否写入，再按 F8。"
            ) from error


def _read(row: Sequence[Any]) -> PrintJob:
    held = dict(zip(_NAMES, row, strict=True))
    return PrintJob(**{**held, "state": JobState(held["state"])})

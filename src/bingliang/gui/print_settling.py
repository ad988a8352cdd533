"""打印的下落: what has become of the prints that the system has taken over, and of those a killed program was sending.

Everything here runs on the thread for what is outside. A printing service that does not answer is asked on, less often; after
ten minutes of silence a print that it holds is 待确认, so that nobody waits for a paper without being told. It is asked on
all the same, and what it says once it answers stands.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bingliang.desk.papers.print_queue import (
    KILLED_SENDING,
    KILLED_SILENT,
    KILLED_WAITING,
    SILENT,
    SILENT_LONG,
    JobState,
    PrintBook,
    PrintJob,
)
from bingliang.gui.devices.printers import Came, Printers, Spooled

TOKEN = 8
"""Signs of a job's id that stand in its title in the system's queue."""
PATIENCE_S = 600.0
"""How long a service may be silent before what it holds is 待确认."""


@dataclass(slots=True)
class Silence:
    """没有回答: since when the service of a printer has not answered, by a clock that only goes on."""

    clock: Callable[[], float] = time.monotonic
    since: dict[str, float] = field(default_factory=dict)

    def heard(self, printer: str) -> None:
        """It has answered."""
        self.since.pop(printer, None)

    def lasts(self, printer: str) -> float:
        """How long it has been silent, this time included."""
        return self.clock() - self.since.setdefault(printer, self.clock())


@dataclass(frozen=True, slots=True)
class Asked:
    """问过了: how many prints the system may still say something of, how many rows changed, and whether it was silent."""

    open: int = 0
    changed: int = 0
    silent: bool = False


class Settling:
    """弄清下落 of the rows of a book."""

    def __init__(self, book: PrintBook, printers: Printers, silence: Silence | None = None) -> None:
        self._book, self._printers = book, printers
        self._silence = silence or Silence()

    def recover(self, alive: Callable[[str], bool]) -> int:
        """收拾上次的, and how many papers want a hand."""
        for job in self._book.recover(alive, now(), KILLED_WAITING):
            self.settle(job)
        self.ask()
        counts = self._book.counts()
        return counts.get(JobState.FAILED, 0) + counts.get(JobState.UNSURE, 0)

    def settle(self, job: PrintJob) -> Came | None:
        """弄清一份 that was being sent when the program died: found in the system, surely never there, or nobody knows."""
        found = self._printers.find(job.printer, job.id[:TOKEN])
        if found is None:
            self._book.failed(job.id, KILLED_WAITING, now())
            return None
        if found.came in (Came.UNKNOWN, Came.SILENT):
            why = KILLED_SILENT if found.came is Came.SILENT else KILLED_SENDING
            if job.state is JobState.SENDING:
                self._book.unsure(job.id, why, now())
        else:
            self._book.handed(job.id, found.number, now())
            self._take(job, found)
        return found.came

    def ask(self) -> Asked:
        """问系统 about all that it has taken over, and about what it could not say something of before."""
        handed = self._book.jobs((JobState.HANDED,))
        doubtful = self._book.jobs((JobState.UNSURE,))
        known = [job for job in (*handed, *doubtful) if job.spool]
        total = Asked(open=sum(not job.spool for job in handed))
        for name in dict.fromkeys(job.printer for job in known):
            total = _sum(total, self._ask_printer(name, [job for job in known if job.printer == name]))
        for job in doubtful:
            # Others were in doubt because nobody keeps a record; a record that was purged since would say “never there”.
            if not job.spool and job.reason == KILLED_SILENT:
                total = _sum(total, self._find(job))
        return total

    def _ask_printer(self, name: str, jobs: Sequence[PrintJob]) -> Asked:
        seen = self._printers.ask(name, tuple(job.spool for job in jobs))
        if seen:
            self._silence.heard(name)
            changed = sum(self._take(job, seen[job.spool]) for job in jobs if job.spool in seen)
            return Asked(len(jobs), changed)
        long = self._silence.lasts(name) >= PATIENCE_S
        return Asked(len(jobs), sum(self._silent(job, long=long) for job in jobs), silent=True)

    def _silent(self, job: PrintJob, *, long: bool) -> bool:
        """没有回答: said at the row, and after a long while the row is in doubt."""
        if job.state is not JobState.HANDED:
            return False
        if long:
            return self._book.unsure(job.id, SILENT_LONG, now()) is not None
        return job.reason != SILENT and self._book.noted(job.id, SILENT, now()) is not None

    def _find(self, job: PrintJob) -> Asked:
        """Once more for a print of which nobody could say whether the system took it."""
        silent = self.settle(job) is Came.SILENT
        return Asked(1, silent=True) if silent else Asked(1, changed=1)

    def _take(self, job: PrintJob, seen: Spooled) -> bool:
        if seen.came is Came.OUT:
            return self._book.printed(job.id, now()) is not None
        if seen.came is Came.STOPPED:
            return self._book.failed(job.id, f"{seen.reason}，请看打印机，再按 F8 重打。", now()) is not None
        said = f"打印机{seen.reason}：这一份在系统的打印队列里，弄好打印机就会打出，不用再打。" if seen.reason else ""
        if job.state is JobState.UNSURE:
            self._book.handed(job.id, seen.number, now())
            return self._book.noted(job.id, said, now()) is not None
        return said != job.reason and self._book.noted(job.id, said, now()) is not None


def _sum(one: Asked, other: Asked) -> Asked:
    return Asked(one.open + other.open, one.changed + other.changed, one.silent or other.silent)


def now() -> str:
    """此刻, to the second, with its zone."""
    return datetime.now().astimezone().isoformat(timespec="seconds")

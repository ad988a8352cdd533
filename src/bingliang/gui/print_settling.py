"""打印的下落: what has become of the prints that the system has taken over, and of those a killed program was sending.

Everything here runs on the thread for what is outside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bingliang.desk.papers.print_queue import KILLED_SENDING, KILLED_WAITING, JobState, PrintBook, PrintJob
from bingliang.gui.devices.printers import Came, Printers, Spooled

TOKEN = 8
"""Signs of a job's id that stand in its title in the system's queue."""


class Settling:
    """弄清下落 of the rows of a book."""

    def __init__(self, book: PrintBook, printers: Printers) -> None:
        self._book, self._printers = book, printers

    def recover(self, alive: Callable[[str], bool]) -> int:
        """收拾上次的, and how many papers want a hand."""
        for job in self._book.recover(alive, now(), KILLED_WAITING):
            self.settle(job)
        self.ask()
        counts = self._book.counts()
        return counts.get(JobState.FAILED, 0) + counts.get(JobState.UNSURE, 0)

    def settle(self, job: PrintJob) -> None:
        """弄清一份 that was being sent when the program died: found in the system, surely never there, or nobody knows."""
        found = self._printers.find(job.printer, job.id[:TOKEN])
        if found is None:
            self._book.failed(job.id, KILLED_WAITING, now())
        elif found.came is Came.UNKNOWN:
            self._book.unsure(job.id, KILLED_SENDING, now())
        else:
            self._book.handed(job.id, found.number, now())
            self._take(job, found)

    def ask(self) -> tuple[int, int]:
        """问系统 about all that it has taken over: how many there were, how many rows have changed."""
        jobs = self._book.jobs((JobState.HANDED,))
        changed = 0
        for name in dict.fromkeys(job.printer for job in jobs):
            changed += self._ask_printer(name, [job for job in jobs if job.printer == name])
        return len(jobs), changed

    def _ask_printer(self, name: str, jobs: Sequence[PrintJob]) -> int:
        seen = self._printers.ask(name, tuple(job.spool for job in jobs))
        return sum(self._take(job, seen[job.spool]) for job in jobs if job.spool in seen)

    def _take(self, job: PrintJob, seen: Spooled) -> bool:
        if seen.came is Came.OUT:
            return self._book.printed(job.id, now()) is not None
        if seen.came is Came.STOPPED:
            return self._book.failed(job.id, f"{seen.reason}，请看打印机，再按 F8 重打。", now()) is not None
        said = f"打印机{seen.reason}：这一份在系统的打印队列里，弄好打印机就会打出，不用再打。" if seen.reason else ""
        return said != job.reason and self._book.noted(job.id, said, now()) is not None


def now() -> str:
    """此刻, to the second, with its zone."""
    return datetime.now().astimezone().isoformat(timespec="seconds")

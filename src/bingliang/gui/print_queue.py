"""打印队列的推动: takes one job after the other to its printer, asks what became of it, and writes every step down first.

A row stands in the machine's book before anything leaves the program. Bytes are read by the desk's worker, printers are
asked on the thread for what is outside; one job is on its way at a time, so that nothing else waits long for a printer.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from bingliang.desk.papers.print_queue import JobState, Presence, PrintBook, PrintJob
from bingliang.gui.devices.printers import Came, Printers
from bingliang.gui.print_pressing import job_of, press
from bingliang.gui.print_settling import now
from bingliang.gui.print_watching import Watch
from bingliang.gui.printable import Stored, give_back, to_send
from bingliang.settings import Settings

if TYPE_CHECKING:
    from bingliang.gui.backstage import Backstage

T = TypeVar("T")
BY_CLERK = "由窗口取消"


class PrintQueue(QObject):
    """打印队列 of this process; `jobs` of other windows are in the same book."""

    entered = Signal(object, bool)
    """a `PrintJob`, and whether it is new on its way"""
    sent = Signal(object)
    """a `PrintJob` that a printer has taken"""
    stopped = Signal(object, str)
    """a `PrintJob` that no printer took, and the sentence"""
    passed = Signal(object)
    """a `PrintJob` that was no longer waiting when its turn came: cancelled, or taken by another window"""
    moved = Signal()
    """a row of the book is no longer as it was"""
    emptied = Signal()
    """nothing of this process is waiting any more"""

    def __init__(
        self, backstage: Backstage, printers: Printers, folder: Callable[[], Path], settings: Callable[[], Settings]
    ) -> None:
        super().__init__(backstage)
        self._back, self.printers, self._folder, self._settings = backstage, printers, folder, settings
        self._book: PrintBook | None = None
        self._presence: Presence | None = None
        self._line: deque[PrintJob] = deque()
        self._papers: dict[str, Stored] = {}
        self._sending = ""
        self._coming = 0
        """how many steps at the book are still to say what goes into the line"""
        self.watch = Watch(backstage, printers, self.book)
        self.watch.moved.connect(self.moved)
        backstage.at_close(self.leave)

    @property
    def idle(self) -> bool:
        """空闲: nothing waits here and nothing is being sent."""
        return not (self._line or self._sending or self._coming)

    def book(self) -> PrintBook:
        """打印簿 of this machine; on the thread for what is outside."""
        if self._book is None:
            folder = self._folder()
            self._presence = Presence(folder)
            self._book = PrintBook(folder)
        return self._book

    @property
    def _me(self) -> str:
        return self._presence.name if self._presence is not None else ""

    # ── into the line ─────────────────────────────────────────────────────────────────────────────────────────────

    def put(self, papers: Sequence[Stored], printer: Callable[[str], str], copies: int = 1, *, mark: str = "") -> None:
        """排队: a row for each, then they go out one after the other; `printer` answers for a kind, `mark` names a batch."""
        by = self._settings().clerk

        def enter() -> list[tuple[PrintJob, bool, Stored]]:
            book = self.book()
            rows = [
                (
                    job_of(paper, printer(paper.kind), copies, by=by, batch=mark, owner=self._me),
                    paper.pdf if paper.loose else None,
                )
                for paper in papers
            ]
            entered = book.enter_all(rows)
            return [(job, fresh, paper) for (job, fresh), paper in zip(entered, papers, strict=True)]

        self._coming += 1
        self._back.outside(
            self, enter, self._entered, refused=partial(self._not_entered, papers),
            failed=lambda number: self._not_entered(papers, logged(number)),
        )  # fmt: skip

    def _entered(self, found: list[tuple[PrintJob, bool, Stored]]) -> None:
        self._coming -= 1
        for job, fresh, paper in found:
            stray = job.state is JobState.WAITING and job.owner == self._me and not self._has(job.id)
            if fresh or stray:
                if paper.pdf:
                    self._papers[job.id] = paper
                self._line.append(job)
            self.entered.emit(job, fresh or stray)
        self.moved.emit()
        self._pump()

    def _has(self, job_id: str) -> bool:
        return job_id == self._sending or any(job.id == job_id for job in self._line)

    def _not_entered(self, papers: Sequence[Stored], sentence: str) -> None:
        self._coming -= 1
        for paper in papers[:1]:  # one sentence for all of them
            self.stopped.emit(job_of(paper), sentence)
        self._pump()

    def again(self, job: PrintJob, printer: str = "") -> None:
        """再打一份 that did not come out, at another printer if one is named; what hangs in a system's queue is withdrawn first."""

        def step() -> PrintJob | None:
            book = self.book()
            if job.state is JobState.HANDED and job.spool:
                seen = self.printers.ask(job.printer, (job.spool,)).get(job.spool)
                if seen is not None and seen.came is Came.OUT:
                    book.printed(job.id, now())
                    return None
                self.printers.drop(job.printer, job.spool)
            return book.again(job.id, now(), printer=printer, owner=self._me)

        self._back.outside(self, step, self._again, refused=partial(self.stopped.emit, job))

    def _again(self, job: PrintJob | None) -> None:
        if job is not None:
            self._line.append(job)
            self.entered.emit(job, True)
        self.moved.emit()
        self._pump()

    def again_all(self) -> None:
        """没打出的全部再打, each at the printer it was meant for, the oldest first."""

        def step() -> list[PrintJob]:
            book = self.book()
            held = (book.again(job.id, now(), owner=self._me) for job in reversed(book.jobs((JobState.FAILED,))))
            return [job for job in held if job is not None]

        self._back.outside(self, step, self._all_again)

    def _all_again(self, jobs: list[PrintJob]) -> None:
        self._line.extend(jobs)
        self.moved.emit()
        self._pump()

    def cancel(self, job: PrintJob) -> None:
        """取消 one that has not come out."""

        def step() -> PrintJob | None:
            book = self.book()
            if job.state is JobState.HANDED and job.spool:
                self.printers.drop(job.printer, job.spool)
            return book.cancel(job.id, now(), BY_CLERK)

        self._back.outside(self, step, self._cancelled)

    def _cancelled(self, job: PrintJob | None) -> None:
        self.moved.emit()
        if job is not None and not job.loose and self._back.ready:
            self._back.ask(self, lambda counter: give_back(counter.desk, job), lambda _: None, topic=f"back {job.id}")

    def drop_rest(self, batch: str, failed: str = "") -> None:
        """不再送一批里余下的: cancelled, or kept as 没有打印 with a reason."""
        held = self._line
        self._line = deque()
        self._coming += 1

        def step() -> None:
            book = self.book()
            for job in held:
                if job.batch != batch:
                    continue
                if failed:
                    book.failed(job.id, failed, now())
                else:
                    book.cancel(job.id, now(), BY_CLERK)

        # where the book cannot be written, each is told of when its turn comes
        after = partial(self._dropped, held)
        self._back.outside(self, step, after, refused=after, failed=after)

    def _dropped(self, held: deque[PrintJob], _: object) -> None:
        self._coming -= 1
        # what was of no batch goes on; the rest is no longer waiting when claimed
        self._line.extendleft(reversed(held))
        self.moved.emit()
        self._pump()

    def ask_outside(self, question: Callable[[PrintBook], T], then: Callable[[T], None]) -> None:
        """问打印簿 on the thread for what is outside."""
        self._back.outside(self, lambda: question(self.book()), then)

    def came_out(self, job: PrintJob) -> None:
        """记为已打出: the clerk has the sheet in hand."""
        self._back.outside(self, lambda: self.book().printed(job.id, now()), lambda _: self.moved.emit())

    # ── out to the printer ────────────────────────────────────────────────────────────────────────────────────────

    def _pump(self) -> None:
        if self._sending:
            return
        if not self._line:
            if not self._coming:
                self.emptied.emit()
            return
        job = self._line.popleft()
        self._sending = job.id
        paper = self._papers.get(job.id)
        if job.loose or not self._back.ready:
            self._send(job, paper, job.reprint)
            return
        self._back.ask(
            self, lambda counter: to_send(counter.desk, job, paper), lambda found: self._send(job, *found),
            topic=f"print {job.id}",
            refused=partial(self._unread, job), failed=lambda number: self._unread(job, logged(number)),
        )  # fmt: skip

    def _unread(self, job: PrintJob, sentence: str) -> None:
        def step() -> None:
            self.book().failed(job.id, sentence, now())

        self._back.outside(self, step, lambda _: self._stopped_at(job, sentence))

    def _send(self, job: PrintJob, paper: Stored | None, reprint: int) -> None:
        settings = self._settings()
        self._back.outside(
            self, lambda: press(self.book(), self.printers, self._me, job, (paper, reprint), settings), partial(self._pressed, job),
            refused=partial(self._stopped_at, job), failed=lambda number: self._stopped_at(job, logged(number)),
        )  # fmt: skip

    def _pressed(self, asked: PrintJob, job: PrintJob | None) -> None:
        self._papers.pop(asked.id, None)
        if job is None:
            self.passed.emit(asked)
        else:
            if job.state is JobState.HANDED:
                self.watch.begin()
            self.sent.emit(job)
        self._next()

    def _stopped_at(self, job: PrintJob, sentence: str) -> None:
        self._papers.pop(job.id, None)
        self.stopped.emit(job, sentence)
        self._next()

    def _next(self) -> None:
        self._sending = ""
        self.moved.emit()
        self._pump()

    # ── what became of it ─────────────────────────────────────────────────────────────────────────────────────────

    def recover(self, then: Callable[[int], None]) -> None:
        """收拾上次的; see `Watch.recover`."""
        self.watch.recover(self._alive, then)

    def _alive(self) -> Callable[[str], bool]:
        assert self._presence is not None  # noqa: S101 - made with the book
        return self._presence.alive

    def ask(self) -> None:
        """问系统 now."""
        self.watch.ask()

    def leave(self) -> None:
        """收工."""
        self.watch.leave()
        if self._presence is not None:
            self._presence.leave()


def logged(number: str) -> str:
    """一句话 for an unexpected fault."""
    return f"文书没有打印，原因已记入日志（编号 {number}），请再按一次 F8，仍不行请联系管理员。"

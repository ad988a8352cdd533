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
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from bingliang.desk.print_queue import JobState, Presence, PrintBook, PrintJob
from bingliang.gui.devices.printers import Came, Printers, margin_of, tray_for
from bingliang.gui.devices.sheets import Job
from bingliang.gui.print_settling import TOKEN, Settling, now
from bingliang.gui.printable import Stored, give_back, to_send
from bingliang.ledger.acts import Refusal
from bingliang.settings import Settings

if TYPE_CHECKING:
    from bingliang.gui.backstage import Backstage

T = TypeVar("T")
ASK_MS = 2_000
"""How often the system is asked what has become of what it has taken over."""
BY_CLERK = "由窗口取消"
_GONE = "要打印的这一张没有留存，请回到原来的页面再打印。"


class PrintQueue(QObject):
    """打印队列 of this process; `jobs` of other windows are in the same book."""

    entered = Signal(object, bool)
    """a `PrintJob`, and whether it is new on its way"""
    sent = Signal(object)
    """a `PrintJob` that a printer has taken"""
    stopped = Signal(object, str)
    """a `PrintJob` that no printer took, and the sentence"""
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
        self._timer = QTimer(self, interval=ASK_MS)
        self._timer.timeout.connect(self.ask)
        self._asking = False
        backstage.at_close(self.leave)

    @property
    def idle(self) -> bool:
        """空闲: nothing waits here and nothing is being sent."""
        return not self._line and not self._sending

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
                (_job(paper, printer(paper.kind), copies, by, mark, self._me), paper.pdf if paper.loose else None)
                for paper in papers
            ]
            entered = book.enter_all(rows)
            return [(job, fresh, paper) for (job, fresh), paper in zip(entered, papers, strict=True)]

        self._back.outside(self, enter, self._entered, refused=self._not_entered(papers), failed=self._log(papers))

    def _entered(self, found: list[tuple[PrintJob, bool, Stored]]) -> None:
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

    def _not_entered(self, papers: Sequence[Stored]) -> Callable[[str], None]:
        def say(sentence: str) -> None:
            for paper in papers[:1]:
                self.stopped.emit(_job(paper, "", 1, "", "", ""), sentence)

        return say

    def _log(self, papers: Sequence[Stored]) -> Callable[[str], None]:
        say = self._not_entered(papers)
        return lambda number: say(logged(number))

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

        def step() -> None:
            book = self.book()
            for job in held:
                if job.batch != batch:
                    continue
                if failed:
                    book.failed(job.id, failed, now())
                else:
                    book.cancel(job.id, now(), BY_CLERK)

        self._back.outside(self, step, lambda _: self._dropped(held))

    def _dropped(self, held: deque[PrintJob]) -> None:
        self._line.extendleft(
            reversed(held)
        )  # what was of no batch goes on; the rest is no longer waiting when claimed
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
            self, partial(self._press, job, paper, reprint, settings), self._pressed,
            refused=partial(self._stopped_at, job), failed=lambda number: self._stopped_at(job, logged(number)),
        )  # fmt: skip

    def _press(self, job: PrintJob, paper: Stored | None, reprint: int, settings: Settings) -> PrintJob | None:
        """On the thread for what is outside. What the printer does not take is written down before anybody is told.

        None when the row is no longer waiting: it was cancelled, or another window has taken it.
        """
        book = self.book()
        held = book.claim(job.id, self._me, now(), reprint)
        if held is None:
            return None
        try:
            sheet = paper or _kept(held, book)
            number = self.printers.hand(held.printer, self._sheet(held, sheet, settings))
        except Refusal as refusal:
            book.failed(held.id, str(refusal), now())
            raise
        except Exception:
            book.failed(held.id, "打印时出了意外，原因已记入日志。", now())
            raise
        done = book.handed(held.id, number, now()) if number else book.printed(held.id, now())
        return done or held

    def _sheet(self, job: PrintJob, paper: Stored, settings: Settings) -> Job:
        tray = tray_for(settings, paper.kind)
        if tray and tray not in {one.key for one in self.printers.trays(job.printer)}:
            tray = ""  # another printer than the one the tray was chosen for
        return Job(
            paper.pdf,
            f"{job.title} {job.number}",
            paper.kind,
            job.copies,
            mark=paper.marks(job.reprint),
            halves=paper.kind == "凭证" and len(paper.row.copies) > paper.row.pages,
            token=job.id[:TOKEN],
            tray=tray,
            shift=margin_of(settings, job.printer),
        )

    def _pressed(self, job: PrintJob | None) -> None:
        self._papers.pop(self._sending, None)
        if job is not None:
            if job.state is JobState.HANDED:
                self._timer.start()
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
        """收拾上次的: what a killed program has left; `then` gets how many papers want a hand."""
        self._back.outside(self, self._recover, then, refused=lambda _: None)

    def _recover(self) -> int:
        book = self.book()
        assert self._presence is not None  # noqa: S101 - made with the book
        return Settling(book, self.printers).recover(self._presence.alive)

    def ask(self) -> None:
        """问系统 about all that it has taken over."""
        if self._asking:
            return
        self._asking = True
        self._back.outside(
            self, self._ask, self._asked, refused=lambda _: self._asked((0, 0)), failed=lambda _: self._asked((0, 0))
        )

    def _ask(self) -> tuple[int, int]:
        return Settling(self.book(), self.printers).ask()

    def _asked(self, found: tuple[int, int]) -> None:
        self._asking = False
        open_, changed = found
        if not open_:
            self._timer.stop()
        if changed:
            self.moved.emit()

    def leave(self) -> None:
        """收工."""
        self._timer.stop()
        if self._presence is not None:
            self._presence.leave()


def _kept(job: PrintJob, book: PrintBook) -> Stored:
    """现制的一张 as the book has kept it; a Refusal when it has not."""
    sheet = book.sheet(job.id)
    if not sheet:
        raise Refusal(_GONE)
    return Stored.of_job(job, sheet)


def _job(paper: Stored, printer: str, copies: int, by: str, batch: str, owner: str) -> PrintJob:
    row = paper.row
    return PrintJob(
        id=uuid4().hex, sm3=row.sm3, stream=row.stream, seq=row.seq, number=row.number, title=row.title,
        kind=paper.kind, printer=printer, at=now(), by=by, note=row.enterprise, batch=batch, copies=copies,
        loose=int(paper.loose), owner=owner,
    )  # fmt: skip


def logged(number: str) -> str:
    """一句话 for an unexpected fault."""
    return f"文书没有打印，原因已记入日志（编号 {number}），请再按一次 F8，仍不行请联系管理员。"

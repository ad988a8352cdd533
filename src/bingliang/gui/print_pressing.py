"""送出一份: a row of the print book is taken, its sheet handed to its printer, and what came of it written down.

Everything here but `job_of` runs on the thread for what is outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from bingliang.desk.papers.print_queue import PrintBook, PrintJob
from bingliang.gui.devices.printers import Printers, margin_of, tray_for
from bingliang.gui.devices.sheets import Job
from bingliang.gui.print_settling import TOKEN, now
from bingliang.gui.printable import Stored
from bingliang.ledger.acts import Refusal

if TYPE_CHECKING:
    from bingliang.settings import Settings

_GONE = "要打印的这一张没有留存，请回到原来的页面再打印。"


def job_of(
    paper: Stored, printer: str = "", copies: int = 1, *, by: str = "", batch: str = "", owner: str = ""
) -> PrintJob:
    """要打的一份 as a row of the book."""
    row = paper.row
    return PrintJob(
        id=uuid4().hex, sm3=row.sm3, stream=row.stream, seq=row.seq, number=row.number, title=row.title,
        kind=paper.kind, printer=printer, at=now(), by=by, note=row.enterprise, batch=batch, copies=copies,
        loose=int(paper.loose), owner=owner,
    )  # fmt: skip


def press(
    book: PrintBook,
    printers: Printers,
    owner: str,
    job: PrintJob,
    having: tuple[Stored | None, int],
    settings: Settings,
) -> PrintJob | None:
    """送出; `having` is the sheet, where it is in hand, and its number among the prints of all counters.

    What the printer does not take is written down before anybody is told. None when the row is no longer waiting: it was
    cancelled, or another window has taken it.
    """
    paper, reprint = having
    held = book.claim(job.id, owner, now(), reprint)
    if held is None:
        return None
    try:
        number = printers.hand(held.printer, _sheet(held, paper or _kept(held, book), printers, settings))
    except Refusal as refusal:
        book.failed(held.id, str(refusal), now())
        raise
    except Exception:  # whatever it was: the book must not hold the job as one that is still being printed
        book.failed(held.id, "打印时出了意外，原因已记入日志。", now())
        raise
    done = book.handed(held.id, number, now()) if number else book.printed(held.id, now())
    return done or held


def _kept(job: PrintJob, book: PrintBook) -> Stored:
    """现制的一张 as the book has kept it; a Refusal when it has not."""
    sheet = book.sheet(job.id)
    if not sheet:
        raise Refusal(_GONE)
    return Stored.of_job(job, sheet)


def _sheet(job: PrintJob, paper: Stored, printers: Printers, settings: Settings) -> Job:
    tray = tray_for(settings, paper.kind)
    if tray and tray not in {one.key for one in printers.trays(job.printer)}:
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

"""打印的速度: receipts in a batch, each written down before and after and laid on a QPrinter, against a bare canvas."""

from __future__ import annotations

import io
import os
from dataclasses import replace

from bingliang.desk.loading import factory_forms
from bingliang.paper.compose import compose
from tests.bench.measuring import Bench, Figure, compared, scratch

GOAL, MANY = 25.0, 20


def receipts_printed() -> Figure:
    """Twenty receipts (two sheets each) out of a thousand; the canvas draws the text of the same sheets, a file each."""
    from PySide6.QtWidgets import QApplication
    from reportlab.pdfgen.canvas import Canvas

    from bingliang import settings
    from bingliang.gui import style
    from bingliang.gui.devices.sheets import Job
    from bingliang.store.print_book import PrintBook, PrintJob
    from tests.bench.papers import _face
    from tests.gui.presses import PdfPrinters

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    style.load_fonts(settings.factory().resources / "fonts")
    form = factory_forms()["receipt"]
    rendered = compose(form, form.sample())
    face = _face()
    folder = scratch()
    printers, book = PdfPrinters(folder), PrintBook(folder)
    job = PrintJob(
        id="", sm3="", stream="case/1", seq=3, number="示范收〔2026〕第0001号", title="收件凭证", kind="凭证",
        printer=printers.known[0], at="2026-12-18T08:50:00+08:00", by="甲",
    )  # fmt: skip
    serial = iter(range(1_000_000))

    def floor() -> None:
        for _ in range(MANY):
            canvas = Canvas(io.BytesIO(), initialFontName=face, initialFontSize=12, invariant=1)  # type: ignore[arg-type]  # the stub says float
            for page in rendered.lines:
                canvas.setFont(face, 12)
                for row, line in enumerate(page):
                    canvas.drawString(79, 800 - row * 14, line)
                canvas.showPage()
            canvas.save()

    def ours() -> None:
        fresh = [replace(job, id=f"{n:032d}", sm3=f"{n:064d}") for n in (next(serial) for _ in range(MANY))]
        for one, _ in book.enter_all([(one, None) for one in fresh]):
            book.claim(one.id, "bench", one.at)
            printers.hand(one.printer, Job(rendered.pdf, one.name, "凭证", token=one.id[:8]))
            book.printed(one.id, one.at)
        for file in printers.files:
            file.unlink(missing_ok=True)
        printers.files.clear()

    try:
        return compared(GOAL, ours, floor, runs=3)
    finally:
        del app


BENCHES = (
    Bench(
        "receipts_printed", GOAL, "receipts on a QPrinter at 300 dpi, each in the book / bare canvas", receipts_printed
    ),
)

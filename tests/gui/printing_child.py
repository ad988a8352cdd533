"""A counter that prints and may be killed at any moment: `print FROM TO` or `settle`, in a folder, on a CUPS queue.

Each paper that is entered is told on stdout before it goes out.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from bingliang import settings
from bingliang.desk.papers.print_queue import PrintBook
from bingliang.desk.rows import PaperRow
from bingliang.gui import style
from bingliang.gui.backstage import Backstage
from bingliang.gui.devices.cups import CupsPrinters
from bingliang.gui.print_queue import PrintQueue
from bingliang.gui.printable import Stored
from bingliang.settings import Settings
from bingliang.store.print_book import JobState


def paper(n: int, pdf: bytes) -> Stored:
    row = PaperRow(
        number=f"示范受〔2026〕第{n:04d}号", title="受理通知书", form="acceptance", drawn_on=date(2026, 12, 18), issued=True,
        void=False, sm3=f"{n:064d}", pages=1, stream=f"case/{n}", seq=3, kind="公文",
    )  # fmt: skip
    return Stored(row, pdf, "")


def main(folder: Path, printer: str, verb: str, *numbers: str) -> int:
    app = QApplication([])
    style.load_fonts(settings.factory().resources / "fonts")
    faults: list[BaseException] = []

    def log(error: BaseException) -> str:
        faults.append(error)
        print("FAULT", repr(error), flush=True)
        return "L1"

    back = Backstage(log)
    printers = CupsPrinters.there()
    assert printers is not None
    queue = PrintQueue(back, printers, lambda: folder, Settings)
    queue.stopped.connect(lambda job, sentence: print("STOPPED", job.number, sentence, flush=True))
    if verb == "print":
        pdf = (folder / "paper.pdf").read_bytes()
        queue.emptied.connect(app.quit)
        queue.entered.connect(lambda job, _: print("ENTERED", job.number, flush=True))
        queue.put([paper(n, pdf) for n in range(*map(int, numbers))], lambda _: printer)
    else:
        # bytes are read anew where they are kept: here, beside the book
        pdf = (folder / "paper.pdf").read_bytes()

        def settled(_: int) -> None:
            for job in PrintBook(folder).jobs((JobState.FAILED,)):
                queue._papers[job.id] = paper(int(job.sm3), pdf)
            queue.again_all()
            queue.emptied.connect(app.quit)

        queue.recover(settled)
    QTimer.singleShot(60_000, lambda: app.exit(3))
    code = app.exec()
    back.close()
    return code or int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))

"""Papers and print jobs as the tests reach for them."""

from __future__ import annotations

from pathlib import Path

from bingliang.desk.papers import shelf
from bingliang.desk.papers.print_queue import JobState, PrintBook, PrintJob
from bingliang.desk.rows import PaperRow
from bingliang.gui.keys import Place
from bingliang.gui.pages.papers.page import PapersPage
from tests.gui.conftest import Zone

CASE = "新能源汽车零部件"


def at_paper(zone: Zone, form: str, project: str = CASE) -> PaperRow:
    """The paper of that kind of a case, shown on the page of papers."""
    stream = zone.stream(project)
    row = next(row for row in shelf.of_case(zone.desk, stream) if row.form == form)
    zone.window.go(Place.PAPERS, f"{stream}#{row.seq}")
    zone.settle()
    page = zone.window.page
    assert isinstance(page, PapersPage)
    assert page.preview.shown == row
    return row


def every(folder: Path) -> tuple[PrintJob, ...]:
    """All jobs of a machine's book, in whatever state."""
    return PrintBook(folder).jobs(tuple(JobState))

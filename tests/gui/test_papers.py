"""文书 by keys: the list, the preview that equals the paper, printing with F8, saving as PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from bingliang.desk import shelf
from bingliang.desk.rows import PaperRow
from bingliang.desk.shelf import ShelfFilter
from bingliang.gui.keys import Place
from bingliang.gui.pages.papers import PapersPage
from bingliang.gui.printing import Printing
from bingliang.gui.widgets.paper_view import Wish, Zoom
from bingliang.gui.widgets.printer_choice import PrinterChoice
from bingliang.settings import Settings
from tests.gui.conftest import Press, Zone
from tests.gui.presses import PdfPrinters, difference, poppler

KEY, ALT, CTRL, SHIFT = (
    Qt.Key,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def printers(zone: Zone, tmp_path: Path) -> PdfPrinters:
    """Printing of this window goes into PDF files."""
    made = PdfPrinters(tmp_path)
    Printing(zone.window, printers=made, folder=lambda: tmp_path)
    zone.window.saving.connect(lambda settings: setattr(zone.window, "settings", settings))
    return made


def page(zone: Zone) -> PapersPage:
    found = zone.window.page
    assert isinstance(found, PapersPage)
    return found


def at_paper(zone: Zone, form: str, project: str = "新能源汽车零部件") -> PaperRow:
    stream = zone.stream(project)
    row = next(row for row in shelf.of_case(zone.desk, stream) if row.form == form)
    zone.window.go(Place.PAPERS, f"{stream}#{row.seq}")
    zone.settle()
    assert page(zone)._shown == row
    return row


def test_list_walks_filters_and_finds_by_keys(zone: Zone, press: Press) -> None:
    press(KEY.Key_W, ALT)
    zone.settle()
    for _ in range(list(ShelfFilter).index(ShelfFilter.ALL)):
        press(KEY.Key_0, ALT)
        zone.settle()
    every = page(zone).table.rows_model.rows
    assert len(every) > 50
    drawn = [row.drawn_at for row in every if row.drawn_at is not None]
    assert drawn == sorted(drawn, reverse=True)
    page(zone).box.setFocus()
    for letter in "20261012000182":
        press(getattr(KEY, f"Key_{letter}"))
    zone.qtbot.waitUntil(lambda: not page(zone)._timer.isActive())
    zone.settle()
    assert {row.code for row in page(zone).table.rows_model.rows} == {"20261012000182"}
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: zone.window.place is Place.CASE)


def test_case_goes_to_its_papers_and_back(zone: Zone, press: Press) -> None:
    stream = zone.stream("新能源汽车零部件")
    zone.window.open_case(stream)
    zone.settle()
    case = zone.window.case_page
    case.tabs.setCurrentIndex(2)
    case._tabs.table.setFocus()
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: zone.window.place is Place.PAPERS)
    zone.settle()
    assert {row.stream for row in page(zone).table.rows_model.rows} == {stream}
    press(KEY.Key_Escape)
    assert zone.window.place is Place.CASE


@pytest.mark.parametrize("form", ["receipt", "acceptance", "slip80"])
def test_preview_equals_the_paper(zone: Zone, tmp_path: Path, form: str) -> None:
    row = at_paper(zone, form)
    stored = tmp_path / "stored.pdf"
    stored.write_bytes(shelf.pdf(zone.desk, row.stream, row.seq))
    view = page(zone).view
    assert len(view.pictures) == row.pages
    assert row.number in view.accessibleName()
    from bingliang.paper import pages

    for at, size in enumerate(pages.page_sizes(stored.read_bytes())):
        wish = Wish(900, 700, 1.0, Zoom.WIDTH)
        image = pages.render(stored.read_bytes(), at, 100)
        ours = Image.frombuffer("L", (image.width, image.height), image.data, "raw", "L", image.stride, 1)
        assert difference(ours, poppler(stored, at, 100)) < 5
        assert wish.dpi(size) > 24
    real = poppler(stored, 0, 100)
    assert difference(Image.new("L", real.size, 255), real) > 20, "the control: an empty page is far away"
    seen = view.pictures[0].toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    assert min(seen.pixelColor(x, y).red() for x in range(0, seen.width(), 3) for y in range(0, seen.height(), 3)) < 90


def test_f8_prints_the_paper_in_hand_and_remembers_the_printer(
    zone: Zone, press: Press, printers: PdfPrinters, qtbot: QtBot
) -> None:
    row = at_paper(zone, "receipt")
    press(KEY.Key_F8)
    printing = zone.window.printing
    qtbot.waitUntil(lambda: isinstance(printing.dialog, PrinterChoice) and printing.dialog.isVisible())
    assert printing.dialog is not None
    printing.dialog.activateWindow()
    qtbot.waitUntil(printing.dialog.isActiveWindow)
    with qtbot.waitSignal(printing.printed):
        press(KEY.Key_Return)
    assert "窗口3 激光" in zone.window.notice.text
    assert row.number in zone.window.notice.text
    zone.window.activateWindow()
    qtbot.waitUntil(zone.window.isActiveWindow)
    page(zone).table.setFocus()
    with qtbot.waitSignal(printing.printed) as again:
        press(KEY.Key_F8)
    assert again.args is not None
    assert again.args[0].reprint == 1
    assert "补打 1" in zone.window.notice.text
    assert len(printers.files) == 2
    stored = printers.folder / "stored.pdf"
    stored.write_bytes(shelf.pdf(zone.desk, row.stream, row.seq))
    assert difference(poppler(stored, 0, 100), poppler(printers.files[0], 0, 100)) < 12
    assert poppler(printers.files[1], 0, 100).tobytes() != poppler(printers.files[0], 0, 100).tobytes(), "补打 is drawn"


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_printer_that_takes_nothing_loses_nothing(
    zone: Zone, press: Press, printers: PdfPrinters, qtbot: QtBot
) -> None:
    zone.window.settings = Settings(clerk="甲", counter="3")
    at_paper(zone, "receipt")
    printers.jammed = True
    printing = zone.window.printing
    press(KEY.Key_F8)
    qtbot.waitUntil(lambda: isinstance(printing.dialog, PrinterChoice) and printing.dialog.isVisible())
    assert printing.dialog is not None
    printing.dialog.activateWindow()
    qtbot.waitUntil(printing.dialog.isActiveWindow)
    with qtbot.waitSignal(printing.stopped):
        press(KEY.Key_Return)
    assert "没有接受这份文书" in zone.window.notice.text
    printers.jammed = False
    zone.window.activateWindow()
    qtbot.waitUntil(zone.window.isActiveWindow)
    page(zone).table.setFocus()
    with qtbot.waitSignal(printing.printed) as out:
        press(KEY.Key_F8)
    assert out.args is not None
    assert out.args[0].reprint == 0, "nothing had come out before"


def test_saved_pdf_is_the_stored_one_byte_for_byte(
    zone: Zone, press: Press, printers: PdfPrinters, qtbot: QtBot
) -> None:
    row = at_paper(zone, "acceptance")
    press(KEY.Key_S, CTRL)
    printing = zone.window.printing
    qtbot.waitUntil(lambda: isinstance(printing.dialog, QFileDialog))
    dialog = printing.dialog
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == shelf.file_name(row)
    where = printers.folder / shelf.file_name(row)
    with qtbot.waitSignal(printing.saved):
        dialog.fileSelected.emit(str(where))
    assert where.read_bytes() == shelf.pdf(zone.desk, row.stream, row.seq)


def test_f8_without_a_paper_leads_to_the_papers(zone: Zone, press: Press, printers: PdfPrinters) -> None:
    del printers
    zone.window.printing.last = None
    press(KEY.Key_F8)
    zone.settle()
    assert zone.window.place is Place.PAPERS
    assert "还没有用过文书" in zone.window.notice.text

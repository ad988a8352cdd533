"""文书 by keys: the list, the preview that equals the paper, printing with F8, saving as PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from bingliang.desk.papers import shelf
from bingliang.desk.papers.print_queue import JobState, PrintBook
from bingliang.desk.papers.shelf import ShelfFilter
from bingliang.gui import tokens
from bingliang.gui.devices.sheets import MM, Job, put
from bingliang.gui.keys import Place
from bingliang.gui.pages.papers.page import PapersPage
from bingliang.gui.printable import account_sheet, stored
from bingliang.gui.printing import Printing
from bingliang.gui.widgets.paper_view import Wish, Zoom, drawn
from bingliang.gui.widgets.printer_choice import PrinterChoice
from bingliang.paper import pages
from bingliang.settings import Settings
from bingliang.store.chain import sm3
from tests.clerk import Clerk
from tests.gui.conftest import Press, Zone
from tests.gui.paper_hand import at_paper
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
    view = page(zone).preview.view
    assert len(view.pictures) == row.pages
    assert row.number in view.accessibleName()
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


@pytest.mark.parametrize("form", ["receipt", "acceptance", "slip80"])
def test_the_bytes_of_the_preview_are_the_bytes_that_are_printed(
    zone: Zone, press: Press, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """One file: what the preview draws, what the printer is handed, what is stored and what the ledger names."""
    previewed: list[bytes] = []
    printed: list[bytes] = []

    def drawing(pdf: bytes, wish: Wish) -> tuple[pages.Image, ...]:
        previewed.append(pdf)
        return drawn(pdf, wish)

    class Watched(PdfPrinters):
        def hand(self, name: str, job: Job) -> int:
            printed.append(job.pdf)
            return super().hand(name, job)

    monkeypatch.setattr("bingliang.gui.pages.papers.preview.drawn", drawing)
    zone.window.settings = Settings(clerk="甲", paper_printer="窗口3 激光", slip_printer="窗口3 热敏")
    printing = Printing(zone.window, printers=Watched(tmp_path), folder=lambda: tmp_path)
    row = at_paper(zone, form)
    qtbot.waitUntil(lambda: bool(previewed))
    for _ in range(2):  # 补打 prints the same bytes, marked beside them
        with qtbot.waitSignal(printing.printed):
            press(KEY.Key_F8)
    assert {previewed[-1], *printed} == {shelf.pdf(zone.desk, row.stream, row.seq)}
    assert len(printed) == 2
    assert sm3(printed[0]) == row.sm3


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1440, 900)], ids=str)
def test_a_page_fits_the_width_it_was_drawn_for(zone: Zone, size: tuple[int, int]) -> None:
    zone.window.resize(*size)
    at_paper(zone, "acceptance")
    view = page(zone).preview.view
    zone.qtbot.waitUntil(lambda: not view._timer.isActive() and zone.backstage.idle)
    zone.settle()
    assert view.verticalScrollBar().maximum() > 0
    assert view.horizontalScrollBar().maximum() == 0


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
    kept = printers.folder / "stored.pdf"
    kept.write_bytes(shelf.pdf(zone.desk, row.stream, row.seq))
    assert difference(poppler(kept, 0, 100), poppler(printers.files[0], 0, 100)) < 12
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


def test_the_account_is_printed_and_saved_by_keys(
    zone: Zone, press: Press, printers: PdfPrinters, qtbot: QtBot
) -> None:
    """E, then F8: the sheet as the desk makes it, on the printer of its kind; no paper of the case, never 补打."""
    stream = zone.stream("新能源汽车零部件")
    zone.window.settings = Settings(clerk="甲", counter="3", printers={"凭证": "窗口3 激光"})
    zone.window.open_case(stream)
    zone.settle()
    zone.window.case_page.chart.choose(8)
    zone.window.case_page.chart.setFocus()
    press(KEY.Key_E)
    zone.settle()
    printing = zone.window.printing
    for _ in range(2):
        with qtbot.waitSignal(printing.printed) as out:
            press(KEY.Key_F8)
        assert out.args is not None
        assert (out.args[0].reprint, out.args[0].printer) == (0, "窗口3 激光")
    assert "《期限逐日算式》20261012000182 特殊建设工程消防设计审查 已送打印机" in zone.window.notice.text
    made = printers.folder / "made.pdf"
    made.write_bytes(account_sheet(zone.desk, stream, 8).pdf)
    assert difference(poppler(made, 0, 100), poppler(printers.files[0], 0, 100)) < 12
    assert difference(poppler(printers.files[0], 0, 100), poppler(printers.files[1], 0, 100)) < 1, "no 补打"
    press(KEY.Key_S, CTRL)
    qtbot.waitUntil(lambda: isinstance(printing.dialog, QFileDialog))
    dialog = printing.dialog
    assert isinstance(dialog, QFileDialog)
    where = Path(dialog.selectedFiles()[0])
    assert where.name == "20261012000182_特殊建设工程消防设计审查_期限逐日算式.pdf"
    with qtbot.waitSignal(printing.saved):
        dialog.fileSelected.emit(str(printers.folder / where.name))
    assert (printers.folder / where.name).read_bytes().startswith(b"%PDF")


def test_f8_twice_in_one_breath_prints_once(zone: Zone, press: Press, printers: PdfPrinters, qtbot: QtBot) -> None:
    row = at_paper(zone, "acceptance")
    zone.window.settings = Settings(clerk="甲", counter="3", printers={"公文": "窗口3 激光"})
    printing = zone.window.printing
    went: list[object] = []
    printing.printed.connect(went.append)
    with qtbot.waitSignal(printing.printed):
        press(KEY.Key_F8)
        press(KEY.Key_F8)
        assert "正在打印这一份" in zone.window.notice.text
    zone.settle()
    qtbot.waitUntil(lambda: printing.idle)
    assert len(went) == len(printers.files) == 1
    assert [job.state for job in PrintBook(printers.folder).jobs(tuple(JobState))] == [JobState.PRINTED]
    assert len([one for one in shelf.of_case(zone.desk, row.stream) if one.form == "acceptance"]) == len(
        {one.number for one in shelf.of_case(zone.desk, row.stream) if one.form == "acceptance"}
    )


def test_the_printer_of_each_kind_is_its_own_and_remembered(
    zone: Zone, press: Press, printers: PdfPrinters, qtbot: QtBot
) -> None:
    zone.window.settings = Settings(clerk="甲", counter="3", printers={"公文": "窗口3 激光", "小票": "窗口3 热敏"})
    printing = zone.window.printing
    for form, printer in (("acceptance", "窗口3 激光"), ("slip80", "窗口3 热敏")):
        at_paper(zone, form)
        with qtbot.waitSignal(printing.printed) as out:
            press(KEY.Key_F8)
        assert out.args is not None
        assert out.args[0].printer == printer
    with qtbot.waitSignal(printing.stopped, raising=False, timeout=10):
        press(KEY.Key_F8, SHIFT)
    qtbot.waitUntil(lambda: isinstance(printing.dialog, PrinterChoice) and printing.dialog.isVisible())
    dialog = printing.dialog
    assert isinstance(dialog, PrinterChoice)
    with qtbot.waitSignal(printing.printed):
        dialog.chosen.emit("窗口3 激光", 1)
        dialog.close()
    assert zone.window.settings.printers == {"公文": "窗口3 激光", "小票": "窗口3 激光"}
    del printers


def test_a_printer_that_is_gone_is_named_and_another_is_offered(
    zone: Zone, press: Press, printers: PdfPrinters, qtbot: QtBot
) -> None:
    row = at_paper(zone, "acceptance")
    zone.window.settings = Settings(clerk="甲", counter="3", printers={"公文": "旧打印机"})
    press(KEY.Key_F8)
    printing = zone.window.printing
    qtbot.waitUntil(lambda: isinstance(printing.dialog, PrinterChoice) and printing.dialog.isVisible())
    dialog = printing.dialog
    assert isinstance(dialog, PrinterChoice)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "上次用的打印机“旧打印机”现在不在系统里，请另选一台。" in said
    dialog.reject()
    qtbot.waitUntil(lambda: printing.idle)
    assert printers.files == []
    assert zone.window.settings.printers == {"公文": "旧打印机"}, "nothing is forgotten by looking"
    assert page(zone).preview.shown == row


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_slip_comes_out_as_wide_as_its_roll_and_as_long_as_its_text(
    zone: Zone, printers: PdfPrinters, tmp_path: Path, dpi: int
) -> None:
    """80 mm to the millimetre, nothing cut at the foot, and 补打 in a strip of its own that makes the slip longer."""
    row = at_paper(zone, "slip80")
    pdf = shelf.pdf(zone.desk, row.stream, row.seq)
    (width, height), *_ = pages.page_sizes(pdf)
    printers.dpi = dpi
    for mark, more in (("", 0.0), ("补打 1", 6 * MM)):
        put(printers.open("窗口3 热敏"), Job(pdf, "小票", "小票", mark=mark))
        ((wide, high), *rest) = pages.page_sizes(printers.files[-1].read_bytes())
        assert rest == []
        assert abs(wide / MM - 80) < 0.5
        assert abs(wide - width) / MM < 0.5
        assert abs(high - height - more) / MM < 0.7
    kept = tmp_path / "slip.pdf"
    kept.write_bytes(pdf)
    assert difference(poppler(kept, 0, 100), poppler(printers.files[0], 0, 100)) < 12
    foot = _lowest_ink(poppler(kept, 0, 200))
    assert abs(_lowest_ink(poppler(printers.files[0], 0, 200)) - foot) < 6, "the last line is on the paper"
    assert abs(_lowest_ink(poppler(printers.files[1], 0, 200)) - foot - 6 / 25.4 * 200) < 8


def test_a_very_long_slip_is_not_cut(printers: PdfPrinters, tmp_path: Path) -> None:
    """A hundred items on one slip: more than a metre of paper, all of it on one page."""
    from bingliang.desk.loading import factory_forms
    from bingliang.paper.compose import compose

    form = factory_forms()["slip80"]
    facts = form.sample()
    rows = facts["items"]
    many = {**facts, "items": [{**rows[0], "no": n, "name": f"{rows[0]['name']}{n}"} for n in range(1, 101)]}
    pdf = compose(form, many).pdf
    ((width, height),) = pages.page_sizes(pdf)
    assert height > 1000 * MM, height / MM
    put(printers.open("窗口3 热敏"), Job(pdf, "小票", "小票"))
    ((wide, high),) = pages.page_sizes(printers.files[0].read_bytes())
    assert (abs(wide - width) / MM < 0.5, abs(high - height) / MM < 1) == (True, True)
    kept = tmp_path / "long.pdf"
    kept.write_bytes(pdf)
    assert difference(poppler(kept, 0, 100), poppler(printers.files[0], 0, 100)) < 12


def _lowest_ink(picture: Image.Image) -> int:
    box = picture.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert box is not None
    return box[3]


def test_a_reprint_is_marked_on_both_halves_of_a_receipt(zone: Zone, printers: PdfPrinters) -> None:
    """Two copies on one sheet are torn apart: each half must say 补打 itself, beside its text and not over it."""
    row = at_paper(zone, "receipt", "泛能站")
    found = stored(zone.desk, row.stream, row.seq)
    assert found.kind == "凭证"
    assert row.pages == 1, "the two copies share one sheet"
    job = Job(found.pdf, "收件凭证", "凭证", mark="补打 1", halves=len(row.copies) > row.pages)
    put(printers.open("窗口3 激光"), replace(job, mark=""))
    put(printers.open("窗口3 激光"), job)
    plain, marked = (poppler(file, 0, 150) for file in printers.files)
    changed = ImageChops.difference(plain, marked)
    middle = plain.height // 2
    for half in ((0, 0, plain.width, middle), (0, middle, plain.width, plain.height)):
        box = changed.crop(half).getbbox()
        assert box is not None, "this half says nothing"
        assert box[0] > plain.width * 0.85, "in the margin"
        under = plain.crop(half).crop(box)
        assert min(under.tobytes()) > 200, "over the text"


def test_a_void_paper_says_so_on_screen_and_on_paper(
    zone: Zone, press: Press, printers: PdfPrinters, qtbot: QtBot
) -> None:
    clerk = Clerk(replace(zone.desk), zone.clock, stream=zone.stream("泛能站"))
    seq = clerk.line("accept").seq
    clerk.amends(seq, {"accepted_on": "2026-12-03"})
    row = next(row for row in shelf.of_case(zone.desk, clerk.stream) if row.form == "acceptance" and row.void)
    zone.window.settings = Settings(clerk="甲", counter="3", printers={"公文": "窗口3 激光"})
    zone.window.go(Place.PAPERS, f"{clerk.stream}#{row.seq}")
    zone.settle()
    assert page(zone).preview.warning.text() == "已作废：录入更正：录入有误"
    assert page(zone).preview.view.stamp == "已作废"
    seen = page(zone).preview.view.viewport().grab().toImage()
    red = QColor(tokens.LIGHT.late.mark)
    assert any(seen.pixelColor(x, y) == red for x in range(seen.width()) for y in range(120)), "the page carries it"
    with qtbot.waitSignal(zone.window.printing.printed):
        press(KEY.Key_F8)
    assert "这份文书已作废，纸上已注明" in zone.window.notice.text
    stored_ = printers.folder / "stored.pdf"
    stored_.write_bytes(shelf.pdf(zone.desk, row.stream, row.seq))
    for at in range(row.pages):
        one, two = poppler(stored_, at, 100), poppler(printers.files[0], at, 100)
        box = (0, 0, min(one.width, two.width), min(one.height, two.height))
        head = (box[2] // 2, 0, box[2], box[3] // 12)
        apart = ImageChops.difference(one.crop(box).crop(head), two.crop(box).crop(head))
        assert max(apart.tobytes()) > 150, f"page {at + 1} says nothing"


def test_f8_without_a_paper_leads_to_the_papers(zone: Zone, press: Press, printers: PdfPrinters) -> None:
    del printers
    zone.window.printing.last = None
    press(KEY.Key_F8)
    zone.settle()
    assert zone.window.place is Place.PAPERS
    assert "这一件的文书列在左边" in zone.window.notice.text


def test_the_list_for_the_keeper_of_the_seal_is_printed_by_one_key(
    zone: Zone, press: Press, printers: PdfPrinters, qtbot: QtBot
) -> None:
    del printers
    zone.window.go(Place.PAPERS)
    zone.settle()
    press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    printing = zone.window.printing
    qtbot.waitUntil(lambda: isinstance(printing.dialog, PrinterChoice) and printing.dialog.isVisible())
    assert printing.dialog is not None
    printing.dialog.activateWindow()
    qtbot.waitUntil(printing.dialog.isActiveWindow)
    with qtbot.waitSignal(printing.printed):
        press(Qt.Key.Key_Return)
    assert "待用印清单" in zone.window.notice.text

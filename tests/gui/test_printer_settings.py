"""设置 → 打印机 on a real CUPS: trays that the printer reports, the test page with its rulers, the measured shift applied."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from bingliang.desk.papers import shelf
from bingliang.gui import style
from bingliang.gui.devices.cups import CupsPrinters
from bingliang.gui.devices.escpos import NAME
from bingliang.gui.devices.printers import margin_of
from bingliang.gui.devices.ruled import kept_shift
from bingliang.gui.devices.sheets import Job
from bingliang.gui.keys import Place
from bingliang.gui.pages.settings.page import SettingsPage
from bingliang.gui.pages.settings.printers import PrinterForm
from bingliang.gui.style import Look
from bingliang.settings import Settings, load
from tests.gui import looks
from tests.gui.conftest import Press, Zone, focused
from tests.gui.cups import Cups, private_cups
from tests.gui.presses import poppler

ROOT = Path(__file__).parents[2]
LASER = "laser"
DPI = 300


@pytest.fixture(scope="module")
def server() -> Iterator[Cups]:
    with private_cups() as cups:
        cups.add(LASER)
        yield cups


@pytest.fixture
def form(zone: Zone, cups: Cups) -> PrinterForm:
    del cups
    zone.window.settings = Settings(clerk="甲", counter="3", paper_printer=LASER)
    zone.window.saving.connect(lambda settings: setattr(zone.window, "settings", settings))
    zone.window.go(Place.SETTINGS, "printers")
    zone.settle()
    page = zone.window.page
    assert isinstance(page, SettingsPage)
    return page.printers


def frame_at(pdf: Path) -> tuple[float, float]:
    """Where the frame's left and top line stand on the sheet, in millimetres, as pdftoppm sees it."""
    picture = poppler(pdf, 0, DPI)
    mm = DPI / 25.4
    row = picture.crop((0, round(80 * mm), round(60 * mm), round(80 * mm) + 1))
    column = picture.crop((round(40 * mm), 0, round(40 * mm) + 1, round(60 * mm)))
    return _first_dark(row) / mm, _first_dark(column) / mm


def _first_dark(line: Image.Image) -> float:
    """The middle of the first line of ink."""
    dark = [at for at, grey in enumerate(line.tobytes()) if grey < 128]
    run = [at for at in dark if at - dark[0] < 10]
    return sum(run) / len(run) + 0.5


def test_trays_are_those_that_the_printer_reports(form: PrinterForm, zone: Zone) -> None:
    box = form.trays["公文"]
    assert [box.itemText(at) for at in range(box.count())] == ["打印机默认纸盒", "Auto", "Upper Tray", "Lower Tray"]
    assert not form.trays["小票"].isVisibleTo(form), "no printer was chosen for slips"
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    box.activated.emit(box.currentIndex())
    assert zone.window.settings.trays == {"公文": "Lower"}
    printer = form.boxes["公文"]
    printer.setCurrentIndex(0)
    printer.activated.emit(0)
    assert zone.window.settings.trays == {}, "the tray goes with its printer"


def test_a_test_page_is_measured_keyed_and_applied(form: PrinterForm, zone: Zone, press: Press, cups: Cups) -> None:
    """By keys: print, key 左上右下, Enter; the next page stands right, and so does a paper."""
    assert form.which.currentText() == LASER
    form.test_button.setFocus()
    press(Qt.Key.Key_Space)
    zone.settle()
    assert "试印页已送打印机“laser”" in zone.window.notice.text
    (first,) = cups.wait_for(1)
    left, top = frame_at(first.pdf)
    assert (abs(left - 20) < 0.15, abs(top - 20) < 0.15) == (True, True), (left, top)
    form.sides["左"].setFocus()
    for figure in ("18.5", "21", "21.5", "19"):
        assert isinstance(focused(), QLineEdit)
        QTest.keyClicks(focused(), figure)
        press(Qt.Key.Key_Return)
    assert focused() is form.keep_button
    press(Qt.Key.Key_Return)
    assert margin_of(zone.window.settings, LASER) == (1.5, -1.0)
    assert "右 1.5 毫米、下 -1 毫米" in form.shift_said.text()
    cups.clear()
    form.test_button.setFocus()
    press(Qt.Key.Key_Space)
    zone.settle()
    (second,) = cups.wait_for(1)
    moved = frame_at(second.pdf)
    assert (abs(moved[0] - left - 1.5) < 0.15, abs(moved[1] - top + 1) < 0.15) == (True, True), moved


def test_a_paper_is_shifted_by_what_was_measured(zone: Zone, cups: Cups, tmp_path: Path) -> None:
    printers = CupsPrinters.there()
    assert printers is not None
    row = next(row for row in shelf.of_case(zone.desk, zone.streams[0]) if row.form == "acceptance")
    job = Job(shelf.pdf(zone.desk, row.stream, row.seq), "受理通知书", "公文")
    for shift in ((0.0, 0.0), (3.0, 2.0)):
        printers.hand(LASER, replace(job, shift=shift))
    still, moved = (poppler(came.pdf, 0, 150).point(lambda grey: 255 if grey < 128 else 0) for came in cups.wait_for(2))
    one, two = still.getbbox(), moved.getbbox()
    assert one is not None
    assert two is not None
    assert abs((two[0] - one[0]) / 150 * 25.4 - 3) < 0.2
    assert abs((two[1] - one[1]) / 150 * 25.4 - 2) < 0.2
    del tmp_path


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        (("19", "20", "19", "20"), "左加右是 38"),
        (("19.5", "20", "20.5", "16"), "上加下是 36"),
        (("八", "20", "20", "20"), "应是毫米，如 19.5"),
        (("-3", "20", "43", "20"), "不会超过 60 毫米"),
        (("nan", "20", "20", "20"), "不会超过 60 毫米"),
    ],
)
def test_what_cannot_have_been_measured_is_not_kept(sides: tuple[str, ...], said: str) -> None:
    before = Settings(margins={LASER: "1 0"})
    if said.startswith("左加右是 38"):
        sides = ("17.9", "20", "20", "20")
        said = "左加右是 37.9"
    with pytest.raises(ValueError, match=said):
        kept_shift(before, LASER, sides)
    assert margin_of(Settings(margins={LASER: "坏的"}), LASER) == (0.0, 0.0)


def test_an_empty_side_is_named(form: PrinterForm, zone: Zone) -> None:
    form.keep_button.setFocus()
    form.keep_button.click()
    assert "“左”边还没有填" in zone.window.notice.text
    assert focused() is form.sides["左"]


def test_a_receipt_printer_without_a_driver_is_offered_once_it_is_set(
    form: PrinterForm, zone: Zone, press: Press
) -> None:
    line = form._texts["slip_device"]
    line.setFocus()
    QTest.keyClicks(line, "10.0.0.9")
    press(Qt.Key.Key_F9)
    zone.settle()
    assert zone.window.settings.slip_device == "10.0.0.9"
    box = form.boxes["小票"]
    assert NAME in [box.itemText(at) for at in range(box.count())]


@pytest.mark.parametrize("look", [Look(), Look(dark=True)], ids=["light", "dark"])
def test_the_form_is_read_on_every_screen(zone: Zone, form: PrinterForm, look: Look) -> None:
    style.apply(style.application(), look)
    try:
        for size in ((1280, 720), (1366, 768), (1440, 900)):
            zone.window.resize(*size)
            zone.settle()
            assert looks.cut(form) + looks.outside(form) + looks.nameless(form) == []
    finally:
        style.apply(style.application(), Look())


def test_the_command_line_lists_tests_and_keeps(cups: Cups, tmp_path: Path) -> None:
    environment = {
        **cups.environment, "BINGLIANG_DATA": str(tmp_path), "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }  # fmt: skip

    def told(*arguments: str) -> tuple[int, str, str]:
        command = [sys.executable, "-m", "bingliang", "printers", *arguments]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
        return done.returncode, done.stdout, done.stderr

    code, out, _ = told("--use", "公文", LASER)
    assert code == 0
    assert "打印机 laser　纸盒：Auto、Upper、Lower　偏移：右 0 下 0 毫米" in out
    assert "公文：laser" in out
    assert "打印队列：没有未了结的；已打印 0 份" in out
    code, out, _ = told("--tray", "公文", "Lower Tray", "--shift", LASER, "19", "20", "21", "20", "--test", LASER)
    assert (code, "试印页已送打印机“laser”" in out) == (0, True)
    (came,) = cups.wait_for(1)
    assert "InputSlot=Lower" in came.options
    assert abs(frame_at(came.pdf)[0] - 21) < 0.15
    held = load({"BINGLIANG_DATA": str(tmp_path)})
    assert (held.trays, held.margins) == ({"公文": "Lower"}, {LASER: "1 0"})
    assert told("--test", "没有")[0] == 2
    code, _, said = told("--tray", "公文", "Envelope")
    assert (code, "没有报告名为“Envelope”的纸盒" in said) == (2, True)

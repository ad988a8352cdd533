"""打印 on real printers of a real CUPS: what is said with every job, and that no paper is lost or doubled."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from bingliang.desk.papers import shelf
from bingliang.desk.papers.print_queue import (
    KILLED_SILENT,
    KILLED_WAITING,
    SILENT,
    SILENT_LONG,
    JobState,
    PrintBook,
    PrintJob,
)
from bingliang.gui.devices import cups as cups_module
from bingliang.gui.devices.cups import CupsPrinters
from bingliang.gui.devices.printers import Came, Tray
from bingliang.gui.devices.sheets import MM, Job
from bingliang.gui.keys import Place
from bingliang.gui.pages.queue.page import QueuePage
from bingliang.gui.print_pressing import job_of
from bingliang.gui.print_watching import SILENT_MS
from bingliang.gui.printable import stored
from bingliang.gui.printing import Printing
from bingliang.gui.widgets.printer_choice import PrinterChoice
from bingliang.ledger.acts import Refusal
from bingliang.paper import pages
from bingliang.settings import Settings
from tests.gui.conftest import Press, Zone
from tests.gui.cups import Cups, private_cups
from tests.gui.paper_hand import CASE, at_paper, every
from tests.gui.presses import PdfPrinters, difference, poppler

KEY = Qt.Key
LASER, OTHER = "laser", "other"
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def server() -> Iterator[Cups]:
    with private_cups(LASER, OTHER) as cups:
        yield cups


@pytest.fixture
def printers(cups: Cups) -> CupsPrinters:
    del cups
    found = CupsPrinters.there()
    assert found is not None
    return found


@pytest.fixture
def printing(zone: Zone, printers: CupsPrinters, tmp_path: Path) -> Printing:
    """Printing of this window goes to the printers of the tests' CUPS, its book lies in the test's folder."""
    zone.window.settings = Settings(clerk="甲", counter="3", paper_printer=LASER, slip_printer=LASER)
    return Printing(zone.window, printers=printers, folder=lambda: tmp_path)


def at_queue(zone: Zone) -> QueuePage:
    zone.window.go(Place.QUEUE)
    zone.settle()
    page = zone.window.page
    assert isinstance(page, QueuePage)
    return page


# ── what is said with a job ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", ["receipt", "acceptance"])
def test_a_paper_comes_out_as_it_is_stored(
    zone: Zone, cups: Cups, printers: CupsPrinters, tmp_path: Path, form: str
) -> None:
    """Page for page, size for size, dot for dot; grey, one side, A4, 100 %, whatever the queue's own defaults are."""
    row = next(row for row in shelf.of_case(zone.desk, zone.stream(CASE)) if row.form == form)
    pdf = stored(zone.desk, row.stream, row.seq).pdf
    number = printers.hand(LASER, Job(pdf, "受理通知书", "公文", copies=1, token="abcd1234", tray="Lower"))
    assert number > 0
    (came,) = cups.wait_for(1)
    assert came.title == "受理通知书 [abcd1234]"
    for said in ("sides=one-sided", "print-color-mode=monochrome", "ColorModel=Gray", "print-scaling=none", "media=A4",
                 "InputSlot=Lower", "Duplex=None"):  # fmt: skip
        assert said in came.options.split(), came.options
    source = tmp_path / "source.pdf"
    source.write_bytes(pdf)
    printed = came.pdf.read_bytes()
    assert pages.page_count(printed) == pages.page_count(pdf) == row.pages
    for at, (mine, theirs) in enumerate(zip(pages.page_sizes(pdf), pages.page_sizes(printed), strict=True)):
        assert max(abs(a - b) for a, b in zip(mine, theirs, strict=True)) < 0.5 * MM
        assert difference(poppler(source, at, 100), poppler(came.pdf, at, 100)) < 12
    listed = subprocess.run(["pdfimages", "-list", str(came.pdf)], capture_output=True, text=True, check=True).stdout
    assert {line.split()[5] for line in listed.splitlines()[2:]} == {"gray"}, "grey, not colour"


def test_the_printer_itself_is_set_to_grey_simplex_a4_whole(zone: Zone, printers: CupsPrinters, cups: Cups) -> None:
    """The real QPrinter of the queue, whose description says Letter, both sides and colour."""
    del cups
    row = next(row for row in shelf.of_case(zone.desk, zone.stream(CASE)) if row.form == "receipt")
    opened: list[QPrinter] = []

    class Watched(CupsPrinters):
        def open(self, name: str) -> QPrinter:
            opened.append(super().open(name))
            return opened[-1]

    watched = Watched(printers._cups)
    untouched = printers.open(LASER)
    assert untouched.duplex() is not QPrinter.DuplexMode.DuplexNone
    watched.hand(LASER, Job(shelf.pdf(zone.desk, row.stream, row.seq), "收件凭证", "凭证"))
    (printer,) = opened
    assert printer.colorMode() is QPrinter.ColorMode.GrayScale
    assert printer.duplex() is QPrinter.DuplexMode.DuplexNone
    layout = printer.pageLayout()
    assert layout.pageSize().name() == "A4"
    assert layout.margins().isNull()
    assert printer.fullPage()


def test_copies_and_the_size_of_a_slip(zone: Zone, cups: Cups, printers: CupsPrinters) -> None:
    row = next(row for row in shelf.of_case(zone.desk, zone.stream(CASE)) if row.form == "slip80")
    pdf = shelf.pdf(zone.desk, row.stream, row.seq)
    printers.hand(LASER, Job(pdf, "小票", "小票", copies=2))
    (came,) = cups.wait_for(1)
    ((wide, high), *_) = pages.page_sizes(pdf)
    sizes = pages.page_sizes(came.pdf.read_bytes())
    asked = int(came.options.partition("copies=")[2].split()[0])
    assert asked * len(sizes) == 2 * len(pages.page_sizes(pdf)), "two copies, by the printer or page after page"
    for width, height in sizes:
        assert (abs(width - wide) < 1.5, abs(height - high) < 2) == (True, True), (width, height, wide, high)


def test_only_trays_that_the_printer_reports(printers: CupsPrinters, cups: Cups) -> None:
    del cups
    assert printers.trays(LASER) == (Tray("Auto", "Auto"), Tray("Upper", "Upper Tray"), Tray("Lower", "Lower Tray"))
    assert printers.trays("没有这一台") == ()


def test_the_tray_of_a_kind_is_used_and_that_of_another_printer_is_not(
    zone: Zone, press: Press, printing: Printing, cups: Cups, qtbot: QtBot
) -> None:
    for tray, said in (("Upper", True), ("Envelope", False)):
        zone.window.settings = replace(zone.window.settings, trays={"公文": tray})
        at_paper(zone, "acceptance" if said else "receipt")
        cups.clear()
        with qtbot.waitSignal(printing.printed):
            press(KEY.Key_F8)
        (came,) = cups.wait_for(1)
        assert (f"InputSlot={tray}" in came.options) is (said and True)


# ── nothing lost, nothing doubled ───────────────────────────────────────────────────────────────────────────────────


def test_a_printer_without_paper_brings_it_out_once_when_it_has_some(
    zone: Zone, press: Press, printing: Printing, cups: Cups, qtbot: QtBot, tmp_path: Path
) -> None:
    cups.switch_off()
    row = at_paper(zone, "acceptance")
    with qtbot.waitSignal(printing.printed):
        press(KEY.Key_F8)
    zone.settle()
    for _ in range(3):
        press(KEY.Key_F8)
        zone.settle()
        qtbot.waitUntil(lambda: printing.idle)
    assert "已在打印机上" in zone.window.notice.text
    assert "不会再打一份" in zone.window.notice.text
    page = at_queue(zone)
    (job,) = page.table.rows_model.rows
    assert (job.state, job.number) == (JobState.HANDED, row.number)

    def told() -> bool:
        printing.queue.ask()
        zone.settle()
        return "缺纸" in every(tmp_path)[0].reason

    qtbot.waitUntil(told, timeout=15_000)
    zone.settle()
    assert "缺纸" in page.detail._sentence.accessibleName()
    press(KEY.Key_F8)
    assert "再打就是两份" in zone.window.notice.text
    cups.switch_on()
    cups.wait_for(1)

    def out() -> bool:
        printing.queue.ask()
        zone.settle()
        return every(tmp_path)[0].state is JobState.PRINTED

    qtbot.waitUntil(out, timeout=15_000)
    assert len(cups.came()) == 1


def test_what_hangs_on_one_printer_is_sent_to_another_and_comes_out_once(
    zone: Zone, press: Press, printing: Printing, printers: CupsPrinters, cups: Cups, qtbot: QtBot, tmp_path: Path
) -> None:
    cups.switch_off()
    at_paper(zone, "acceptance")
    with qtbot.waitSignal(printing.printed):
        press(KEY.Key_F8)
    at_queue(zone)
    press(KEY.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: isinstance(printing.dialog, PrinterChoice) and printing.dialog.isVisible())
    dialog = printing.dialog
    assert isinstance(dialog, PrinterChoice)
    assert dialog.table.rows_model.rows == (OTHER,)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(printing.printed):
        press(KEY.Key_Return)
    cups.switch_on()
    cups.wait_for(1)
    printing.queue.ask()
    zone.settle()
    (job,) = every(tmp_path)
    assert (job.printer, job.reprint) == (OTHER, 0)
    assert printers.ask(LASER, (job.spool - 1,))[job.spool - 1].came is Came.STOPPED, "withdrawn there"
    assert len(cups.came()) == 1


def test_a_printer_that_was_removed_loses_nothing(
    zone: Zone, press: Press, printing: Printing, cups: Cups, qtbot: QtBot, tmp_path: Path
) -> None:
    """Removed between the list of printers and the print, where Qt itself would say nothing."""
    row = at_paper(zone, "acceptance")
    paper = stored(zone.desk, row.stream, row.seq)
    cups.remove(LASER)
    try:
        with qtbot.waitSignal(printing.queue.stopped):
            printing.queue.put((paper,), lambda _: LASER)
        zone.settle()
        (job,) = every(tmp_path)
        assert (job.state, "系统里没有打印机“laser”" in job.reason) == (JobState.FAILED, True)
    finally:
        cups.add(LASER)
    page = at_queue(zone)
    assert page.table.current() == job
    with qtbot.waitSignal(printing.printed) as went:
        press(KEY.Key_F8)
    assert went.args is not None
    assert went.args[0].reprint == 0
    assert len(cups.wait_for(1)) == 1


def test_a_server_that_is_down_is_said_and_the_paper_stays(
    zone: Zone, printing: Printing, cups: Cups, qtbot: QtBot, tmp_path: Path, printers: CupsPrinters
) -> None:
    row = next(row for row in shelf.of_case(zone.desk, zone.stream(CASE)) if row.form == "receipt")
    cups.stop()
    try:
        assert printers.ask(LASER, (1,)) == {}
        found = printers.find(LASER, "abcd1234")
        assert found is not None
        assert found.came is Came.SILENT
        with qtbot.waitSignal(printing.queue.stopped):
            printing.queue.put((stored(zone.desk, row.stream, row.seq),), lambda _: LASER)
        (job,) = every(tmp_path)
        assert job.state is JobState.FAILED
    finally:
        cups.start()
    with qtbot.waitSignal(printing.printed):
        printing.queue.again_all()
    assert len(cups.wait_for(1)) == 1


def test_a_server_that_hangs_holds_nothing_up_and_what_it_says_later_stands(
    zone: Zone,
    press: Press,
    printing: Printing,
    cups: Cups,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """待确认 after ten minutes of silence, asked on all the same: neither lost nor told as printed before it is known."""
    monkeypatch.setattr(cups_module, "SECONDS", 0.3)
    cups.switch_off()
    at_paper(zone, "acceptance")
    with qtbot.waitSignal(printing.printed):
        press(KEY.Key_F8)
    zone.settle()
    watch = printing.queue.watch
    minutes = [0.0]
    watch.silence.clock = lambda: minutes[0] * 60

    def asked() -> PrintJob:
        printing.queue.ask()
        zone.settle()
        return every(tmp_path)[0]

    cups.hang()
    try:
        began = time.monotonic()
        job = asked()
        assert time.monotonic() - began < 5, "the thread for what is outside is free again"
        assert (job.state, job.reason) == (JobState.HANDED, SILENT)
        assert watch.timer.interval() == SILENT_MS, "asked less often, so that nothing else waits behind it"
        minutes[0] = 9.0
        assert asked().state is JobState.HANDED
        minutes[0] = 10.0
        job = asked()
        assert (job.state, job.reason) == (JobState.UNSURE, SILENT_LONG)
        page = at_queue(zone)
        assert page.table.current() == job
        assert "十分钟没有回答" in page.detail._sentence.accessibleName()
    finally:
        cups.wake()
    qtbot.waitUntil(lambda: asked().state is JobState.HANDED, timeout=15_000)
    cups.switch_on()
    qtbot.waitUntil(lambda: asked().state is JobState.PRINTED, timeout=15_000)
    assert len(cups.came()) == 1


def test_a_killed_print_of_a_silent_server_is_cleared_up_once_it_answers(
    zone: Zone, printing: Printing, cups: Cups, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cups_module, "SECONDS", 0.3)
    row = next(row for row in shelf.of_case(zone.desk, zone.stream(CASE)) if row.form == "receipt")
    job = job_of(stored(zone.desk, row.stream, row.seq), LASER, owner="一个已经没有了的程序")
    book = PrintBook(tmp_path)
    book.enter(job)
    book.claim(job.id, job.owner, job.at)
    cups.hang()
    try:
        printing.recover()
        zone.settle()
        held = every(tmp_path)[0]
        assert (held.state, held.reason) == (JobState.UNSURE, KILLED_SILENT)
    finally:
        cups.wake()

    def settled() -> bool:
        printing.queue.ask()
        zone.settle()
        return every(tmp_path)[0].state is JobState.FAILED

    qtbot.waitUntil(settled, timeout=15_000)
    assert every(tmp_path)[0].reason == KILLED_WAITING, "the server knows that it never had it"


def test_two_counters_that_print_one_paper_have_one_first_print(
    zone: Zone, cups: Cups, printers: CupsPrinters, qtbot: QtBot, tmp_path: Path
) -> None:
    """Two machines, each with a book of its own, one database: both sheets come out, the later one says 补打 1."""
    row = next(row for row in shelf.of_case(zone.desk, zone.stream(CASE)) if row.form == "receipt")
    paper = stored(zone.desk, row.stream, row.seq)
    counters = [Printing(zone.window, printers=printers, folder=partial(tmp_path.joinpath, at)) for at in ("甲", "乙")]
    for counter in counters:
        counter.queue.put((paper,), lambda _: LASER)
    qtbot.waitUntil(lambda: all(one.idle for one in counters) and zone.backstage.idle, timeout=30_000)
    one, two = cups.wait_for(2)
    assert sorted(job.reprint for at in ("甲", "乙") for job in every(tmp_path / at)) == [0, 1]
    assert poppler(one.pdf, 0, 100).tobytes() != poppler(two.pdf, 0, 100).tobytes(), "one of them is marked"
    first = PrintBook(tmp_path / "甲").jobs((JobState.HANDED, JobState.PRINTED))
    assert [job.number for job in first] == [row.number]


def test_two_windows_that_print_one_paper(
    zone: Zone, cups: Cups, printers: CupsPrinters, qtbot: QtBot, tmp_path: Path
) -> None:
    """Two windows of one machine at the same moment: one sheet; the other window says where it is."""
    row = next(row for row in shelf.of_case(zone.desk, zone.stream(CASE)) if row.form == "receipt")
    paper = stored(zone.desk, row.stream, row.seq)
    zone.window.settings = Settings(clerk="甲", paper_printer=LASER)
    one = Printing(zone.window, printers=printers, folder=lambda: tmp_path)
    two = Printing(zone.window, printers=printers, folder=lambda: tmp_path)
    one.queue.put((paper,), lambda _: LASER)
    two.queue.put((paper,), lambda _: LASER)
    qtbot.waitUntil(lambda: one.idle and two.idle and zone.backstage.idle)
    cups.wait_for(1)
    assert len(every(tmp_path)) == len(cups.came()) == 1


def test_a_killed_program_loses_and_doubles_nothing(cups: Cups, tmp_path: Path, zone: Zone) -> None:
    """SIGKILL at random moments of the drawing, the handing over and the writing down; then settled and gone on."""
    row = next(row for row in shelf.of_case(zone.desk, zone.stream(CASE)) if row.form == "receipt")
    (tmp_path / "paper.pdf").write_bytes(shelf.pdf(zone.desk, row.stream, row.seq))
    dice, entered, killed = random.Random(5), set[str](), 0
    for first in range(0, 24, 4):
        child = _child(tmp_path, "print", str(first), str(first + 4))
        assert child.stdout is not None
        for line in child.stdout:
            word, _, rest = line.strip().partition(" ")
            assert word == "ENTERED", line
            entered.add(rest)
            if len(entered) == first + 4:
                time.sleep(dice.uniform(0, 0.6))
                break
        killed += child.poll() is None
        child.kill()
        child.wait()
        child.stdout.close()
    assert killed >= 4, "the control: most were killed at work"
    assert len(entered) == 24
    states = Counter(job.state for job in every(tmp_path))
    assert states[JobState.WAITING] + states[JobState.SENDING] >= 3, states
    settle = _child(tmp_path, "settle")
    out, _ = settle.communicate(timeout=120)
    assert settle.returncode == 0, out
    came = Counter(one.title.partition("示")[2].partition(" [")[0] for one in cups.wait_for(24))
    assert came == {number.removeprefix("示"): 1 for number in entered}, "each exactly once"


def _child(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.gui.printing_child", str(folder), LASER, *arguments]
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}
    )


def test_a_full_disk_says_so_and_leaves_no_half_paper(zone: Zone, tmp_path: Path) -> None:
    row = next(row for row in shelf.of_case(zone.desk, zone.stream(CASE)) if row.form == "receipt")

    class Full(PdfPrinters):
        def open(self, name: str) -> QPrinter:
            printer = super().open(name)
            printer.setOutputFileName("/dev/full")
            return printer

    with pytest.raises(Refusal, match="磁盘写不下这一份，没有打印"):
        Full(tmp_path).hand("窗口3 激光", Job(shelf.pdf(zone.desk, row.stream, row.seq), "收件凭证", "凭证"))
    assert Path("/dev/full").exists()

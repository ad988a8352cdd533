"""打印队列 by keys: what is listed, what can be done about it, batches with progress and cancel, what a restart finds."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from bingliang.desk.papers import shelf
from bingliang.desk.papers.print_queue import KILLED_SENDING, JobState, PrintBook, PrintJob, QueueFilter
from bingliang.desk.papers.shelf import ShelfFilter
from bingliang.desk.rows import PaperState
from bingliang.gui import style
from bingliang.gui.devices.printers import Spooled
from bingliang.gui.devices.sheets import Job
from bingliang.gui.keys import Place
from bingliang.gui.pages.papers.page import PapersPage
from bingliang.gui.pages.queue.detail import why_not
from bingliang.gui.pages.queue.page import QueuePage
from bingliang.gui.printable import stored
from bingliang.gui.printing import Printing
from bingliang.gui.style import Look
from bingliang.settings import Settings
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.heartbeat import HeartBeat
from tests.gui.paper_hand import every
from tests.gui.presses import PdfPrinters
from tests.gui.sheet_hand import gone_to

KEY, ALT, CTRL, SHIFT = (
    Qt.Key,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
AT = "2026-12-18T08:50:00+08:00"
LASER = "窗口3 激光"


@pytest.fixture
def printers(tmp_path: Path) -> PdfPrinters:
    return PdfPrinters(tmp_path)


@pytest.fixture
def printing(zone: Zone, printers: PdfPrinters, tmp_path: Path) -> Printing:
    zone.window.settings = Settings(clerk="甲", counter="3", paper_printer=LASER, slip_printer="窗口3 热敏")
    return Printing(zone.window, printers=printers, folder=lambda: tmp_path)


def arrived(zone: Zone, press: Press) -> QueuePage:
    return gone_to(zone, press, KEY.Key_V, QueuePage)


def of_each_state(folder: Path, zone: Zone) -> None:
    """A row of every state, of real papers."""
    book = PrintBook(folder)
    rows = [row for stream in zone.streams[:3] for row in shelf.of_case(zone.desk, stream)]
    for n, (state, row) in enumerate(zip(JobState, rows, strict=False)):
        job = PrintJob(
            id=f"{n:032d}", sm3=row.sm3, stream=row.stream, seq=row.seq, number=row.number, title=row.title, kind=row.kind,
            printer=LASER, at=AT, by="综合窗口甲", note=row.enterprise,
        )  # fmt: skip
        book.enter(job)
        if state is JobState.CANCELLED:
            book.cancel(job.id, AT, "由窗口取消")
        if state in (JobState.WAITING, JobState.CANCELLED):
            continue
        book.claim(job.id, "me", AT)
        if state is JobState.HANDED:
            book.handed(job.id, 17, AT)
            book.noted(job.id, "打印机缺纸：这一份在系统的打印队列里，弄好打印机就会打出，不用再打。", AT)
        elif state is JobState.PRINTED:
            book.printed(job.id, AT)
        elif state is JobState.FAILED:
            book.failed(
                job.id,
                f"打印机“{LASER}”没有接受这份文书，请检查电源、连线和纸张，再按 F8；或按 Shift+F8 另选一台。",
                AT,
            )
        elif state is JobState.UNSURE:
            book.unsure(job.id, KILLED_SENDING, AT)


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1440, 900)], ids=str)
@pytest.mark.parametrize("look", [Look(), Look(dark=True), Look(compact=True)], ids=["light", "dark", "compact"])
def test_every_state_is_read_on_every_screen(
    zone: Zone, press: Press, printing: Printing, tmp_path: Path, size: tuple[int, int], look: Look
) -> None:
    of_each_state(tmp_path, zone)
    style.apply(style.application(), look)
    try:
        zone.window.resize(*size)
        page = arrived(zone, press)
        page.filter_by(QueueFilter.ALL)
        zone.settle()
        assert len(page.table.rows_model.rows) == len(JobState)
        for at in range(len(JobState)):
            page.table.selectRow(at)
            zone.settle()
            assert looks.cut(page) + looks.outside(page) + looks.nameless(page) == []
            if not look.dark:  # the window was made in the light look; the room tests make one in each
                assert looks.faint(page) == []
    finally:
        style.apply(style.application(), Look())
    assert printing.idle


def test_the_sum_says_what_wants_a_hand_and_filters_walk(
    zone: Zone, press: Press, printing: Printing, tmp_path: Path
) -> None:
    del printing
    of_each_state(tmp_path, zone)
    page = arrived(zone, press)
    assert page._sum.text() == "1 份排队、1 份正在送出、1 份在打印机上、1 份没有打印、1 份待确认；已打印 1 份"
    assert len(page.table.rows_model.rows) == 5
    shown = []
    for _ in range(3):
        press(KEY.Key_0, ALT)
        zone.settle()
        shown.append({str(job.state) for job in page.table.rows_model.rows})
    assert shown == [{"没有打印", "待确认"}, {"已打印"}, {str(state) for state in JobState}]


def test_enter_shows_the_paper_and_a_key_its_case(zone: Zone, press: Press, printing: Printing, tmp_path: Path) -> None:
    del printing
    of_each_state(tmp_path, zone)
    page = arrived(zone, press)
    job = page.table.current()
    assert job is not None
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: zone.place() is Place.PAPERS)
    zone.settle()
    papers = zone.window.page
    assert isinstance(papers, PapersPage)
    assert papers.preview.shown is not None
    assert (papers.preview.shown.stream, papers.preview.shown.seq) == job.key
    press(KEY.Key_Escape)
    zone.settle()
    assert page.table.current() == job, "the row is kept"
    press(KEY.Key_O, CTRL)
    zone.settle()
    assert zone.place() is Place.CASE


def test_what_cannot_be_done_is_grey_with_the_reason_and_said_when_pressed(
    zone: Zone, press: Press, printing: Printing, tmp_path: Path
) -> None:
    del printing
    of_each_state(tmp_path, zone)
    page = arrived(zone, press)
    page.filter_by(QueueFilter.ALL)
    zone.settle()
    deeds = {"again": (KEY.Key_F8, None), "drop": (KEY.Key_Delete, None), "out": (KEY.Key_E, CTRL)}
    for at, job in enumerate(page.table.rows_model.rows):
        page.table.selectRow(at)
        for deed, (key, held) in deeds.items():
            why = why_not(job, deed)
            button = page.detail._deeds[deed]
            assert (button.isEnabled(), button.toolTip()) == (not why, why)
            if why:
                press(key, *([held] if held else []))
                assert zone.window.notice.text == why
    assert [len({job.id for job in page.table.rows_model.rows})] == [len(JobState)], "nothing has moved"


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_jam_is_retried_under_its_number_or_cancelled(
    zone: Zone, press: Press, printing: Printing, printers: PdfPrinters, qtbot: QtBot, tmp_path: Path
) -> None:
    printers.jammed = True
    row = next(row for row in shelf.of_case(zone.desk, zone.streams[0]) if row.form == "receipt")
    with qtbot.waitSignal(printing.stopped):
        printing.print_paper(row.stream, row.seq)
    page = arrived(zone, press)
    assert page.detail._sentence.accessibleName().startswith("打印机“")
    printers.jammed = False
    with qtbot.waitSignal(printing.printed):
        press(KEY.Key_F8)
    zone.settle()
    (job,) = every(tmp_path)
    assert (job.state, job.reprint) == (JobState.PRINTED, 0)
    assert page._card.front is page._state, "nothing is open any more"
    printers.jammed = True
    with qtbot.waitSignal(printing.stopped):
        printing.print_paper(row.stream, row.seq)
    zone.settle()
    press(KEY.Key_Delete)
    zone.settle()
    assert [(job.state, job.reprint) for job in every(tmp_path)] == [(JobState.CANCELLED, 1), (JobState.PRINTED, 0)]


def test_a_printed_one_is_printed_again_as_a_reprint(
    zone: Zone, press: Press, printing: Printing, qtbot: QtBot, tmp_path: Path
) -> None:
    row = next(row for row in shelf.of_case(zone.desk, zone.streams[0]) if row.form == "receipt")
    with qtbot.waitSignal(printing.printed):
        printing.print_paper(row.stream, row.seq)
    page = arrived(zone, press)
    page.filter_by(QueueFilter.DONE)
    zone.settle()
    with qtbot.waitSignal(printing.printed) as went:
        press(KEY.Key_F8)
    assert went.args is not None
    assert went.args[0].reprint == 1
    zone.settle()
    assert [job.reprint for job in page.table.rows_model.rows] == [1, 0]
    assert len(every(tmp_path)) == 2


def test_what_the_last_day_left_is_told_at_the_start_and_printed_only_when_asked(
    zone: Zone, printing: Printing, printers: PdfPrinters, tmp_path: Path, press: Press, qtbot: QtBot
) -> None:
    row = next(row for row in shelf.of_case(zone.desk, zone.streams[0]) if row.form == "receipt")
    job = PrintJob(
        id="1" * 32, sm3=row.sm3, stream=row.stream, seq=row.seq, number=row.number, title=row.title, kind=row.kind,
        printer=LASER, at=AT, by="甲", owner="killed",
    )  # fmt: skip
    book = PrintBook(tmp_path)
    book.enter(job)
    book.enter(replace(job, id="2" * 32, sm3="f" * 64))
    book.claim("2" * 32, "killed", AT)
    printing.recover()
    zone.settle()
    assert "有 2 份没有打出" in zone.window.notice.text
    assert {one.state for one in every(tmp_path)} == {JobState.FAILED, JobState.UNSURE}
    assert printers.files == []
    page = arrived(zone, press)
    page.table.selectRow(page.table.rows_model.place("2" * 32))
    press(KEY.Key_E, CTRL)
    zone.settle()
    with qtbot.waitSignal(printing.printed):
        press(KEY.Key_R, CTRL)
    zone.settle()
    assert {one.state for one in every(tmp_path)} == {JobState.PRINTED}
    assert len(printers.files) == 1


# ── batches ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def at_all_papers(zone: Zone, press: Press) -> PapersPage:
    page = gone_to(zone, press, KEY.Key_W, PapersPage)
    page.filter_by(ShelfFilter.ALL)
    zone.settle()
    page.table.setFocus()
    page.table.selectRow(0)
    return page


def test_papers_chosen_with_shift_are_printed_in_one_go(
    zone: Zone, press: Press, printing: Printing, printers: PdfPrinters, qtbot: QtBot
) -> None:
    page = at_all_papers(zone, press)
    for _ in range(4):
        press(KEY.Key_Down, SHIFT)
    chosen = page.table.chosen()
    assert len(chosen) == 5
    assert page.preview.print_button.text() == "打印 5 份（F8）"
    able = [row for row in chosen if row.state is PaperState.ISSUED]
    page.refresh()
    zone.settle()
    assert page.table.chosen() == chosen, "a refresh takes nothing away"
    press(KEY.Key_F8)
    qtbot.waitUntil(lambda: printing.batch is not None and not printing.batch.running, timeout=60_000)
    zone.settle()
    assert zone.window.notice.text == f"批量打印完了：共 {len(able)} 份，{len(able)} 份已送打印机。"
    assert len(printers.files) == len(able)


def test_a_row_gone_to_while_a_key_is_held_is_chosen_alone(
    zone: Zone, press: Press, printing: Printing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt adds a row to those chosen while Shift or Ctrl is down: F8 would then print papers that nobody asked for."""
    del printing
    page = at_all_papers(zone, press)
    press(KEY.Key_Down, SHIFT)
    assert len(page.table.chosen()) == 2
    flags = QItemSelectionModel.SelectionFlag
    monkeypatch.setattr(page.table, "selectionCommand", lambda *_: flags.Select | flags.Rows)  # as with Ctrl held
    page.table.selectRow(5)
    assert page.table.chosen() == (page.table.rows_model.rows[5],)
    assert page.preview.print_button.text() == "打印（F8）"


def test_all_that_was_not_printed_yet_goes_out_while_the_clerk_goes_on(
    zone: Zone, press: Press, printing: Printing, printers: PdfPrinters, qtbot: QtBot, tmp_path: Path
) -> None:
    page = at_all_papers(zone, press)
    page.box.setText("小票")
    page.refresh()
    zone.settle()
    many = [row for row in page.table.rows_model.rows if row.state is PaperState.ISSUED]
    assert len(many) > 5
    with qtbot.waitSignal(printing.printed):
        printing.print_paper(many[0].stream, many[0].seq)
    printers.files.clear()
    heart = HeartBeat()
    press(KEY.Key_P, CTRL)
    qtbot.waitUntil(lambda: printing.batch is not None and not printing.batch.running, timeout=60_000)
    heart.stop()
    zone.settle()
    assert len(printers.files) == len(many) - 1, "the one that had been printed is not printed again"
    assert all(job.reprint == 0 for job in every(tmp_path))
    press(KEY.Key_P, CTRL)
    zone.settle()
    qtbot.waitUntil(lambda: "没有待打印的" in zone.window.notice.text)


def test_a_batch_shows_its_progress_and_is_stopped_by_a_key(
    zone: Zone, press: Press, tmp_path: Path, qtbot: QtBot
) -> None:
    third, go_on = threading.Event(), threading.Event()

    class Watched(PdfPrinters):
        def hand(self, name: str, job: Job) -> int:
            if len(self.files) == 2:
                third.set()
                assert go_on.wait(30)
            return super().hand(name, job)

    printers = Watched(tmp_path)
    zone.window.settings = Settings(clerk="甲", counter="3", paper_printer=LASER, slip_printer="窗口3 热敏")
    printing = Printing(zone.window, printers=printers, folder=lambda: tmp_path)
    page = at_all_papers(zone, press)
    for _ in range(7):
        press(KEY.Key_Down, SHIFT)
    many = sum(row.state is PaperState.ISSUED for row in page.table.chosen())
    press(KEY.Key_F8)
    qtbot.waitUntil(third.is_set, timeout=30_000)
    queue = zone.window
    queue.go(Place.QUEUE)
    room = queue.page
    assert isinstance(room, QueuePage)
    assert room.bar.isVisible()
    assert room.bar.said.text() == f"批量打印 2 / {many}"
    press(KEY.Key_F8)
    press(KEY.Key_Delete, CTRL)
    go_on.set()
    batch = printing.batch
    assert batch is not None
    qtbot.waitUntil(lambda: not batch.running, timeout=30_000)
    zone.settle()
    assert zone.window.notice.text == f"批量打印完了：共 {many} 份，3 份已送打印机，{many - 3} 份已取消。"
    assert not room.bar.isVisible()
    assert len(printers.files) == 3
    assert printing.idle, "what was cancelled can be printed after all"


def test_a_batch_begun_while_a_paper_is_still_going_out_is_told_when_it_is_over(
    zone: Zone, press: Press, tmp_path: Path, qtbot: QtBot
) -> None:
    first, go_on = threading.Event(), threading.Event()

    class Watched(PdfPrinters):
        def hand(self, name: str, job: Job) -> int:
            first.set()
            assert go_on.wait(30)
            return super().hand(name, job)

    zone.window.settings = Settings(clerk="甲", counter="3", paper_printer=LASER, slip_printer="窗口3 热敏")
    printing = Printing(zone.window, printers=Watched(tmp_path), folder=lambda: tmp_path)
    page = at_all_papers(zone, press)
    rows = [row for row in page.table.rows_model.rows if row.state is PaperState.ISSUED]
    printing.print_paper(rows[0].stream, rows[0].seq)
    qtbot.waitUntil(first.is_set, timeout=30_000)
    printing.print_many([stored(zone.desk, row.stream, row.seq) for row in rows[1:4]])
    batch = printing.batch
    assert batch is not None
    with qtbot.waitSignal(batch.finished, timeout=30_000) as over:
        go_on.set()
    assert over.args == ["批量打印完了：共 3 份，3 份已送打印机。"]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_ends_the_batch_and_keeps_the_rest(
    zone: Zone, press: Press, printing: Printing, printers: PdfPrinters, qtbot: QtBot, tmp_path: Path
) -> None:
    printers.jammed = True
    page = at_all_papers(zone, press)
    for _ in range(9):
        press(KEY.Key_Down, SHIFT)
    many = sum(row.state is PaperState.ISSUED for row in page.table.chosen())
    press(KEY.Key_F8)
    qtbot.waitUntil(lambda: printing.batch is not None and not printing.batch.running, timeout=60_000)
    zone.settle()
    said = f"批量打印完了：共 {many} 份，0 份已送打印机，{many} 份没有打印，原因见打印队列（Alt+V）。"
    assert zone.window.notice.text == said
    assert len(printers.opened) == 3, "not a thousand refusals"
    printers.jammed = False
    printers.files.clear()
    arrived(zone, press)
    press(KEY.Key_R, CTRL)
    qtbot.waitUntil(lambda: printing.idle and len(printers.files) == many, timeout=60_000)
    zone.settle()
    assert {job.state for job in every(tmp_path)} == {JobState.PRINTED}


def test_a_batch_without_a_printer_says_where_to_choose_one(zone: Zone, press: Press, printing: Printing) -> None:
    zone.window.settings = Settings(clerk="甲", counter="3")
    at_all_papers(zone, press)
    press(KEY.Key_Down, SHIFT)
    press(KEY.Key_F8)
    assert "到“设置 → 打印机”选好再打" in zone.window.notice.text
    assert printing.batch is None


def test_the_system_s_own_answer_is_not_needed_where_it_gives_none(printers: PdfPrinters) -> None:
    """Windows: what was handed over counts as printed; after a kill nobody can say, and the clerk is asked."""
    assert printers.ask(LASER, (3,)) == {3: Spooled(3, printers.ask(LASER, (3,))[3].came)}
    assert printers.trays(LASER) == ()
    printers.drop(LASER, 3)

"""The screen is never held up: no statement runs on its thread, whatever the clerk does, and no act waits behind a report.

How long the longest gap is, `bench event_gap` says; here it is judged what makes one, so that no busy machine fails a test.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bingliang.desk.casework.clocks import sweep
from bingliang.desk.papers import shelf
from bingliang.gui.keys import Place
from bingliang.gui.pages.calendar.page import CalendarPage
from bingliang.gui.pages.papers.page import PapersPage
from bingliang.gui.printing import Printing
from bingliang.gui.rooms import ROOMS
from bingliang.gui.source import Scope
from bingliang.settings import factory
from tests.gui.conftest import Zone
from tests.gui.heartbeat import HeartBeat
from tests.gui.presses import PdfPrinters
from tests.queries import Queries, overheard

NOTICE = (factory().resources / "demo" / "notice-2027.txt").read_text("utf-8")
CASE = "新能源汽车零部件"
LONG = 60_000
"""Milliseconds after which something has stopped, however busy the machine is."""


@pytest.fixture
def queries() -> Iterator[Queries]:
    with overheard() as heard:
        yield heard


def every_room(zone: Zone, _folder: Path) -> None:
    for room in ROOMS:
        zone.window.go(room.place)
        zone.settle()


def notice(zone: Zone, _folder: Path) -> None:
    zone.window.go(Place.CALENDAR)
    page = zone.window.page
    assert isinstance(page, CalendarPage)
    page.notice.text.setPlainText(NOTICE)
    page.notice.read()
    zone.settle()
    assert page.notice._proposal is not None
    assert page.notice._proposal.moved


def verify(zone: Zone, _folder: Path) -> None:
    verdicts: list[bool] = []
    zone.backstage.ask(
        QObject(zone.window), lambda counter: counter.desk.store.verify().ok, verdicts.append, long=True
    )  # fmt: skip
    zone.qtbot.waitUntil(lambda: bool(verdicts), timeout=LONG)
    assert verdicts == [True]


def preview_and_print(zone: Zone, folder: Path) -> None:
    printing = Printing(zone.window, printers=PdfPrinters(folder), folder=lambda: folder)
    zone.window.settings = type(zone.window.settings)(paper_printer="窗口3 激光", slip_printer="窗口3 热敏")
    zone.window.open_case(zone.streams[0])
    zone.settle()
    case = zone.window.case_page.case
    assert case is not None
    zone.window.go(Place.PAPERS, f"{case.stream}#{case.papers[0].seq}")
    zone.settle()
    page = zone.window.page
    assert isinstance(page, PapersPage)
    assert page.preview.view.pictures
    with zone.qtbot.waitSignal(printing.printed, timeout=LONG):
        printing.print_last()
    zone.settle()


def search(zone: Zone, _folder: Path) -> None:
    box = zone.window.topbar.find_box
    zone.window.aids.finder.begin()
    for end in range(1, 4):
        box.setText("科美达"[:end])
        box.textEdited.emit(box.text())
        zone.settle()
    zone.window.go(Place.FIND, "科美达")
    zone.settle()


def big_case(zone: Zone, _folder: Path) -> None:
    zone.window.open_case(zone.streams[0])
    zone.settle()
    assert zone.window.case_page.case is not None


def list_and_tiles(zone: Zone, _folder: Path) -> None:
    for scope in Scope:
        zone.window.worklist.scope_to(scope)
        zone.settle()
    for tile in zone.window.worklist.tiles:
        tile.click()
        zone.settle()
    zone.window.refresh()
    zone.settle()


def what_the_timers_do(zone: Zone, _folder: Path) -> None:
    zone.backstage.keep_up()
    zone.backstage.changed.emit()
    zone.settle()


def palette_and_help(zone: Zone, _folder: Path) -> None:
    big_case(zone, _folder)
    palette = zone.window.aids.palette
    palette.ask()
    zone.settle()
    QTest.keyClicks(palette.box, "kmd")
    zone.settle()
    assert palette.list.choices
    palette.lift()
    zone.window.aids.drawer.ask()
    zone.settle()


def menu_sheet_and_account(zone: Zone, _folder: Path) -> None:
    big_case(zone, _folder)
    case = zone.window.case_page
    case.acts.menu()
    zone.settle()
    assert case.acts.escape()
    case.acts.account()
    zone.settle()
    assert case.acts.escape()


Doing = Callable[[Zone, Path], None]
DOINGS: tuple[Doing, ...] = (
    every_room, notice, verify, preview_and_print, search, big_case, list_and_tiles, what_the_timers_do,
    palette_and_help, menu_sheet_and_account,
)  # fmt: skip


@pytest.mark.parametrize("doing", DOINGS, ids=lambda doing: doing.__name__)
def test_no_statement_runs_on_the_screens_thread(
    queries: Queries, zone: Zone, tmp_path: Path, doing: Doing
) -> None:  # fmt: skip
    queries.forget()
    doing(zone, tmp_path)
    assert queries.on_the_screen == []
    assert queries.threads & {"柜台", "报表"}, "the control: something was asked"


def test_a_statement_on_the_screens_thread_is_noticed(queries: Queries, zone: Zone) -> None:
    queries.forget()
    zone.desk.today()
    assert queries.on_the_screen
    queries.forget()
    with zone.desk.store.look() as look:
        look.entries(zone.streams[0])
    assert any("ledger" in statement for statement in queries.on_the_screen)


def test_a_screen_that_is_held_up_is_noticed(qtbot: QtBot) -> None:
    heart = HeartBeat()
    qtbot.waitUntil(lambda: heart.beats > 3)
    heart.again()
    QTimer.singleShot(0, heart, lambda: time.sleep(0.12))
    qtbot.waitUntil(lambda: heart.longest > 100)
    assert heart.stop() >= 120


def test_the_heart_beats_and_acts_go_through_while_a_report_takes_its_time(zone: Zone) -> None:
    """A real verify is held in the middle of its work; it goes on only when the act has been written and shown."""
    begun, go_on, order = threading.Event(), threading.Event(), list[str]()

    def watch() -> None:
        begun.set()
        assert go_on.wait(30)

    page = QObject(zone.window)
    zone.backstage.ask(
        page, lambda counter: counter.desk.store.verify(watch=watch).ok, lambda ok: order.append(f"核验 {ok}"), long=True
    )  # fmt: skip
    zone.qtbot.waitUntil(begun.is_set, timeout=LONG)
    heart = HeartBeat()
    answers: list[object] = []
    with zone.qtbot.waitSignal(zone.backstage.changed, timeout=LONG):
        zone.backstage.act(page, lambda counter: sweep(counter.desk), lambda _: order.append("办理"))
    zone.backstage.ask(page, lambda counter: counter.case(zone.streams[0]), answers.append, topic="case")
    zone.qtbot.waitUntil(lambda: bool(answers) and heart.beats > 20, timeout=LONG)
    assert order == ["办理"], "the report is still at work, the act was not made to wait"
    assert not zone.backstage.idle
    go_on.set()
    zone.qtbot.waitUntil(lambda: zone.backstage.idle, timeout=LONG)
    heart.stop()
    assert order == ["办理", "核验 True"]


def test_printing_keeps_neither_screen_nor_acts_waiting(zone: Zone, tmp_path: Path) -> None:
    """A printer that thinks for long: the clerk goes on, and the paper comes out in the end."""
    begun, ready = threading.Event(), threading.Event()

    class Slow(PdfPrinters):
        def names(self) -> tuple[str, ...]:
            begun.set()
            assert ready.wait(30)
            return super().names()

    printing = Printing(zone.window, printers=Slow(tmp_path), folder=lambda: tmp_path)
    zone.window.settings = type(zone.window.settings)(paper_printer="窗口3 激光", slip_printer="窗口3 热敏")
    row = next(row for row in shelf.of_case(zone.desk, zone.stream(CASE)) if row.form == "receipt")
    printing.print_paper(row.stream, row.seq)
    zone.qtbot.waitUntil(begun.is_set, timeout=LONG)
    heart, acted = HeartBeat(), list[object]()
    zone.backstage.act(QObject(zone.window), lambda counter: sweep(counter.desk), acted.append)
    zone.qtbot.waitUntil(lambda: bool(acted) and heart.beats > 20, timeout=LONG)
    assert not printing.idle
    with zone.qtbot.waitSignal(printing.printed, timeout=LONG):
        ready.set()
    heart.stop()
    zone.settle()

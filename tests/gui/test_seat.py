"""离开、换人 by keys: what is covered, who comes back, whose name the ledger has afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from bingliang import settings as machine
from bingliang.desk.demo.demonstration import visit
from bingliang.desk.demo.story import CLERK, StoryClock
from bingliang.desk.desk import open_desk
from bingliang.gui import seat as seating
from bingliang.gui.app import Start
from bingliang.gui.customer import CustomerWindow
from bingliang.gui.identity import Holder, IdentityDialog
from bingliang.gui.keys import Place
from bingliang.gui.offices import offered
from bingliang.gui.pages.intake.page import IntakePage
from bingliang.gui.seat import Absence, Seat
from bingliang.gui.style import Look
from bingliang.gui.widgets.asking import ask_first
from bingliang.settings import Settings
from tests.clerk import at_work
from tests.gui.case_hand import KEY, Hand, opened
from tests.gui.conftest import Press, Zone, settle

ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
FIRST, SECOND = "经办人甲", "经办人乙"


@pytest.fixture
def start(start: Start, qtbot: QtBot) -> Start:
    """The program with its first clerk at counter 3."""
    sat_down(start, qtbot)
    return start


@pytest.fixture
def zone(start: Start, workspace: Path, told_zone: tuple[Path, tuple[str, ...]], qtbot: QtBot) -> Iterator[Zone]:
    """The same, with a second desk that reads what was written."""
    clock = StoryClock()
    desk = open_desk(workspace / "zone" / "zone.db", CLERK, clock=clock, create=False)
    yield Zone(start.window, desk, clock, told_zone[1], start.backstage, qtbot)
    desk.close()


def sat_down(start: Start, qtbot: QtBot) -> None:
    """The first clerk has said who he is, and his desk stands."""
    assert start.identity is not None
    start.identity.clerk.setText(FIRST)
    start.identity.counter.setText("3")
    start.identity._check()
    qtbot.waitUntil(lambda: start.backstage.ready)
    settle(qtbot, start.backstage)
    active(start, qtbot)


def active(start: Start, qtbot: QtBot) -> None:
    start.window.activateWindow()
    qtbot.waitUntil(lambda: start.window.isActiveWindow() and QApplication.focusWidget() is not None)


def left(start: Start, qtbot: QtBot, press: Press) -> IdentityDialog:
    """Alt+Shift+L: the question over the covered window."""
    press(KEY.Key_L, ALT_SHIFT)
    return asked(start, qtbot)


def asked(start: Start, qtbot: QtBot) -> IdentityDialog:
    seat = start.seat
    assert seat is not None
    assert seat.dialog is not None
    dialog = seat.dialog
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isVisible() and dialog.clerk.hasFocus())
    return dialog


def changed(start: Start, qtbot: QtBot, press: Press, name: str = SECOND) -> None:
    """Another name, Enter, Enter."""
    dialog, before = left(start, qtbot, press), start.window
    dialog.clerk.setText(name)
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: start.window is not before)
    settle(qtbot, start.backstage)
    active(start, qtbot)


def seat_of(start: Start) -> Seat:
    assert start.seat is not None
    return start.seat


def signers(zone: Zone, stream: str, count: int) -> list[str]:
    """Who stands in the last lines of a case."""
    with zone.desk.store.look() as look:
        return [entry.by for entry in look.entries(stream)][-count:]


def test_the_window_is_covered_until_the_one_who_left_presses_enter(start: Start, qtbot: QtBot, press: Press) -> None:
    window = start.window
    dialog = left(start, qtbot, press)
    cover = seat_of(start).cover
    assert cover is not None
    spots = [QPoint(x, y) for x in (5, window.width() // 2, window.width() - 6) for y in (5, 400, window.height() - 6)]
    assert {window.childAt(spot) for spot in spots} == {cover}
    assert FIRST in cover.accessibleName()
    assert dialog.clerk.text() == FIRST
    press(KEY.Key_Escape)
    assert dialog.isVisible(), "Esc uncovers nothing"
    window.resize(1300, 820)
    assert cover.geometry() == window.rect()
    press(KEY.Key_Return)
    assert not dialog.isVisible()
    assert not cover.isVisible()
    assert start.window is window
    assert seat_of(start).cover is None
    active(start, qtbot)
    left(start, qtbot, press)


def test_the_name_at_the_right_of_the_bar_leaves_by_mouse(start: Start, qtbot: QtBot) -> None:
    bar = start.window.topbar
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(bar.who_box().left() - 60, 20))
    assert start.seat is None or start.seat.cover is None
    QTest.mouseMove(bar, bar.who_box().center())
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.who_box().center())
    asked(start, qtbot)


def test_what_stands_before_the_window_and_the_customers_screen_are_put_away(
    start: Start, qtbot: QtBot, press: Press
) -> None:
    done: list[str] = []
    customer = CustomerWindow("园区", 60, 5)
    customer.show()
    box = ask_first(start.window, "删除", "某企业的来件不收了？", "都会删除。", "不收了", lambda: done.append("不收"))
    qtbot.waitUntil(box.isVisible)
    with qtbot.waitSignal(customer.gone):
        start.window.leaving.emit()
    asked(start, qtbot)
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()]
    assert done == [], "a question that nobody answered is answered 取消"
    press(KEY.Key_Return)


def test_after_the_change_the_ledger_names_the_new_clerk(start: Start, zone: Zone, press: Press, qtbot: QtBot) -> None:
    hand, stream = Hand(zone, press), opened(zone, "泛能站")
    mine = start.window.settings
    hand.chord(KEY.Key_D)
    hand.press(KEY.Key_Return)
    hand.confirm()
    assert signers(zone, stream, 1) == [FIRST]
    dialog, before = left(start, qtbot, press), start.window
    dialog.clerk.setText(SECOND)
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    assert QApplication.activeModalWidget() is dialog, "until his desk stands no key reaches the first one's"
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: start.window is not before)
    settle(qtbot, start.backstage)
    active(start, qtbot)
    zone.window = start.window
    assert zone.place() is Place.WORKLIST, "he begins where his post begins, not in the case of the one who left"
    assert zone.window.heading is not None
    assert (zone.window.heading.clerk, zone.window.heading.counter) == (SECOND, "3")
    assert stream not in {one for one, _, _ in zone.window.navigation.recent}, "nor with what the first one had open"
    other = opened(zone, "磁力装备")
    hand.chord(KEY.Key_L)
    hand.confirm()
    assert signers(zone, other, 1) == [SECOND]
    assert signers(zone, stream, 1) == [FIRST]
    assert (machine.load().clerk, mine.clerk) == (SECOND, FIRST)


def test_a_sheet_that_is_open_is_confirmed_by_nobody_else(start: Start, zone: Zone, press: Press, qtbot: QtBot) -> None:
    hand, stream = Hand(zone, press), opened(zone, "泛能站")
    hand.chord(KEY.Key_D)
    hand.press(KEY.Key_Return)
    sheet, window = hand.sheet, start.window
    dialog = left(start, qtbot, press)
    dialog.clerk.setText(SECOND)
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    assert "“准予”的办理单还没有确认" in dialog.error
    assert f"以“{FIRST}”回来" in dialog.error
    assert dialog.clerk.text() == FIRST
    dialog.close()
    assert dialog.isVisible(), "nor is the program left over it"
    assert window.isVisible()
    assert "请先回来" in dialog.error
    press(KEY.Key_Return)
    active(start, qtbot)
    assert start.window is window
    assert hand.sheet is sheet
    hand.confirm()
    assert signers(zone, stream, 1) == [FIRST]


def test_an_intake_is_parked_under_the_name_of_who_began_it(start: Start, press: Press, qtbot: QtBot) -> None:
    press(KEY.Key_F2)
    settle(qtbot, start.backstage)
    page = start.window.page
    assert isinstance(page, IntakePage)
    page.form.enterprise.setFocus()
    QTest.keyClicks(page.form.enterprise.line, "bg")
    settle(qtbot, start.backstage)
    assert not page.now.blank
    changed(start, qtbot, press)
    press(KEY.Key_F2)
    qtbot.waitUntil(lambda: "恢复了 1 件" in start.window.notice.text)
    page = start.window.page
    assert isinstance(page, IntakePage)
    assert page.now.blank, "he does not go on by mistake with what another one began"
    assert [title.partition("：")[0] for _, title in page.visits.titles()] == [f"{FIRST}停放", "未填企业"]
    assert "由谁按 F9 收件，台账就记谁" in start.window.notice.text


def test_another_post_begins_in_its_own_room_and_an_unknown_department_is_asked_for_again(
    start: Start, qtbot: QtBot, press: Press
) -> None:
    dialog, window = left(start, qtbot, press), start.window
    dialog.role.setCurrentText("部门")
    dialog.office.setEditText("没有的局")
    dialog._check()
    qtbot.waitUntil(lambda: "没有名为“没有的局”的部门" in dialog.error)
    assert dialog.isVisible()
    assert seat_of(start).cover is not None
    assert start.window is window
    dialog.office.setEditText("城管")
    dialog._check()
    qtbot.waitUntil(lambda: start.window is not window)
    settle(qtbot, start.backstage)
    assert start.window.place is Place.DEPARTMENT
    assert seat_of(start).holder == Holder(FIRST, "3", "部门", "城管")


def test_nothing_is_recorded_by_whoever_failed_to_come(start: Start, zone: Zone, qtbot: QtBot, press: Press) -> None:
    dialog = left(start, qtbot, press)
    dialog.clerk.setText(SECOND)
    dialog.role.setCurrentText("部门")
    dialog.office.setEditText("没有的局")
    dialog._check()
    qtbot.waitUntil(lambda: "没有的局" in dialog.error)
    dialog._preset()
    press(KEY.Key_Return)
    active(start, qtbot)
    hand, stream = Hand(zone, press), opened(zone, "磁力装备")
    hand.chord(KEY.Key_L)
    hand.confirm()
    assert signers(zone, stream, 1) == [FIRST]


def test_the_cross_of_the_question_ends_the_program(start: Start, qtbot: QtBot, press: Press) -> None:
    dialog = left(start, qtbot, press)
    dialog.close()
    assert not start.window.isVisible()
    assert not dialog.isVisible()


# ── by itself ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_after_so_many_minutes_without_a_key_it_covers_itself(
    start: Start, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seating, "MINUTE_MS", 4)
    assert Settings().lock_after == "never", "nobody's window is covered by itself unless it was chosen"
    start._warm_later()
    absence = seat_of(start).absence
    assert not absence._timer.isActive()
    with qtbot.waitSignal(absence.away):
        start.window.saving.emit(replace(start._settings, lock_after="5"))
    assert asked(start, qtbot).isVisible()
    cover = seat_of(start).cover
    with qtbot.waitSignal(absence.away):
        QTest.keyClick(start.window, KEY.Key_Shift)
    assert seat_of(start).cover is cover, "covered once is covered"


def test_every_key_and_click_begins_the_minutes_anew(start: Start) -> None:
    absence = Absence(start)
    absence.after("30")
    assert absence._timer.interval() == 30 * 60_000
    absence._timer.stop()
    QTest.keyClick(start.window, KEY.Key_Shift)
    assert absence._timer.isActive()
    absence._timer.stop()
    QTest.mouseClick(start.window.strip, Qt.MouseButton.LeftButton)
    assert absence._timer.isActive()
    absence.after("never")
    QTest.keyClick(start.window, KEY.Key_Shift)
    assert not absence._timer.isActive()


# ── the departments of the zone ───────────────────────────────────────────────────────────────────────────────────


def test_the_zones_own_departments_are_offered_once_it_was_opened(start: Start, qtbot: QtBot) -> None:
    factory = dict(offered(Settings()))
    assert start._settings.offices == {}
    start._warm_later()
    settle(qtbot, start.backstage)
    kept = machine.load().offices
    with start.backstage._standing().desk.store.look() as look:
        assert kept == {code: body.short for code, body in look.loaded("catalogue").bodies.items()}
    assert dict(offered(machine.load())) == kept
    renamed = {**kept, "water": "水务分局", "own": "审批二科"}
    told = offered(Settings(offices=renamed))
    assert dict(told)["water"] == "水务分局"
    assert told[-1] == ("own", "审批二科")
    assert [code for code, _ in told if code in factory] == [code for code in factory if code in renamed]


def test_on_a_shared_database_the_newcomer_hears_the_others_and_the_one_who_left_holds_nothing(
    qtbot: QtBot,
    qapp: QApplication,
    press: Press,
    workspace: Path,
    zone_postgresql: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace))
    made = Start(qapp, lambda wanted: visit(zone_postgresql, wanted), Look())
    made.show()
    qtbot.waitUntil(lambda: made.identity is not None and made.identity.isVisible())
    sat_down(made, qtbot)
    first = sessions(zone_postgresql)
    changed(made, qtbot, press)
    second = sessions(zone_postgresql)
    assert not first & second, "the desk of the one who left has closed its connections"
    assert second
    heard = made.backstage._listening
    assert heard is not None
    qtbot.waitUntil(heard.ready.is_set)
    other = at_work(zone_postgresql)
    with qtbot.waitSignal(made.backstage.changed):
        other.receives("S2-02")
    settle(qtbot, made.backstage)
    assert made.window.worklist.table.model().rowCount() == 1
    other.desk.close()
    made.window.dismiss()
    made.backstage.close()


def sessions(where: str) -> set[int]:
    """The server's processes that serve this program on that database."""
    with psycopg.connect(where.replace("+psycopg", ""), autocommit=True) as connection:
        rows = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'bingliang'"
        )
        return {row[0] for row in rows}

"""The settings by keys: a look worn at once, a key changed, each key tested, a point of the zone set, a file brought in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from bingliang import settings as machine
from bingliang.desk.demo.demonstration import RIBBON
from bingliang.desk.demo.story import ADMINISTRATOR, CLERK, StoryClock
from bingliang.desk.desk import open_desk
from bingliang.desk.reading import Reading
from bingliang.desk.zone.settings import State, zone_view
from bingliang.gui import keys, rekey, style
from bingliang.gui.app import Start
from bingliang.gui.identity import IdentityDialog
from bingliang.gui.keys import Place
from bingliang.gui.offices import offered
from bingliang.gui.pages.settings.page import SettingsPage
from bingliang.gui.pages.settings.sections import SECTIONS
from bingliang.gui.style import Look
from bingliang.settings import Settings, factory
from tests.gui.conftest import Press, Zone, settle
from tests.gui.test_fit import _cut
from tests.stories import copied

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
ROOT = Path(__file__).resolve().parents[2]
ZONE = (factory().resources / "demo" / "zone.toml").read_text("utf-8")


@pytest.fixture
def page(zone: Zone) -> SettingsPage:
    """The clerk has gone to the settings by their key."""
    QTest.keySequence(zone.window, QKeySequence(keys.named("go_settings").keys[0]))
    zone.settle()
    return cast("SettingsPage", zone.window.page)


def to(page: SettingsPage, key: str, press: Press) -> None:
    """Down the list to a section, and into it."""
    page.sections.setFocus()
    press(Qt.Key.Key_Home, CTRL)
    for section in SECTIONS:
        if section.key == key:
            break
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    for _ in range(3):
        QApplication.processEvents()


# ── this machine, with a real Start ──


@pytest.fixture
def started(
    qtbot: QtBot,
    qapp: QApplication,
    told_zone: tuple[Path, tuple[str, ...]],
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Start]:
    """The program as a counter starts it, on the sample zone, in the settings."""
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace))
    monkeypatch.delenv("BINGLIANG_LOOK", raising=False)
    copied(told_zone[0], workspace / "示范区")
    desk = open_desk(workspace / "示范区" / "zone.db", CLERK, clock=StoryClock(), create=False)
    start = Start(qapp, lambda _: Reading(desk, ribbon=RIBBON), Look())
    start.show()
    qtbot.waitUntil(lambda: start.identity is not None and start.identity.isVisible())
    assert start.identity is not None
    start.identity.clerk.setText("李强")
    start.identity.counter.setText("3")
    start.identity._check()
    settle(qtbot, start.backstage)
    start.window.activateWindow()
    start.window.go(Place.SETTINGS)
    settle(qtbot, start.backstage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    yield start
    settle(qtbot, start.backstage)
    start.window.dismiss()
    start.backstage.close()
    keys.adopt({})
    style.apply(qapp, Look())
    desk.close()


def _page(start: Start) -> SettingsPage:
    return cast("SettingsPage", start.window.page)


def test_another_colour_is_worn_at_once_kept_and_the_page_comes_back_to_its_spot(
    started: Start, qtbot: QtBot, press: Press, workspace: Path
) -> None:
    to(_page(started), "look", press)
    old = started.window
    for _ in range(2):
        press(Qt.Key.Key_Right)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.waitUntil(lambda: style.look().dark)
    assert started.window is not old
    assert _page(started).mark() == "look"
    assert started.window.notice.text == "已保存。"
    assert machine.load({"BINGLIANG_DATA": str(workspace)}).theme == "dark"
    assert _page(started).look.theme.value == "dark"
    qtbot.waitUntil(lambda: _page(started).isAncestorOf(cast("QWidget", QApplication.focusWidget())))


def test_the_department_is_chosen_from_the_zones_own_not_typed(
    started: Start, press: Press, workspace: Path, qtbot: QtBot
) -> None:
    to(_page(started), "counter", press)
    settle(qtbot, started.backstage)
    box = _page(started).counter.office
    names = [box.itemText(at) for at in range(box.count())]
    assert names[0] == "（不是部门人员）"
    assert {"农水", "城管"} <= set(names)
    assert (box.currentText(), box.isEditable()) == ("（不是部门人员）", False)
    box.setFocus()
    at = names.index("农水")
    for _ in range(at):
        press(Qt.Key.Key_Down)
    assert box.currentText() == "农水"
    assert machine.load({"BINGLIANG_DATA": str(workspace)}).office == box.currentData()
    identity = IdentityDialog(
        "审查人员", "后台", role="部门", office=str(box.currentData()), offices=offered(machine.load())
    )
    assert identity.office.currentData() == box.currentData(), "the same code that is asked at the start"


def test_a_key_is_changed_by_pressing_the_new_one(started: Start, qtbot: QtBot, press: Press, workspace: Path) -> None:
    editor = _page(started).editor
    to(_page(started), "keys", press)
    at = next(n for n, row in enumerate(editor.table.rows_model.rows) if row.key.name == "refresh")
    editor.table.selectRow(at)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(editor.catcher.hasFocus)
    press(Qt.Key.Key_F3)
    assert editor.fault.text() == "“F3”已用于“查找”（处处），请换一个键，或者先改那一个。"
    press(Qt.Key.Key_A)
    assert "会妨碍打字" in editor.fault.text()
    press(Qt.Key.Key_M, CTRL)
    qtbot.waitUntil(lambda: keys.named("refresh").keys == ("Ctrl+M",))
    assert machine.load({"BINGLIANG_DATA": str(workspace)}).keys == {"refresh": "Ctrl+M"}
    changed = next(row for row in _page(started).editor.table.rows_model.rows if row.key.name == "refresh")
    assert changed.state == "已改（原 F5）"
    fresh = _page(started).editor
    fresh._begin(changed)
    qtbot.waitUntil(fresh.catcher.hasFocus)
    press(Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: keys.named("refresh").keys == ("F5",))
    assert machine.load({"BINGLIANG_DATA": str(workspace)}).keys == {}


def test_what_the_environment_says_for_one_run_does_not_get_into_the_file(
    started: Start, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del monkeypatch
    started._settings = started.window.settings = Settings(counter="3", clerk="李强", database="nur heute.db")
    started.window.save_settings(Settings(counter="4", clerk="李强", database="nur heute.db"))
    held = machine.load({"BINGLIANG_DATA": str(workspace)})
    assert (held.counter, held.database) == ("4", "")


def test_counter_and_name_are_saved_by_f9(started: Start, qtbot: QtBot, press: Press, workspace: Path) -> None:
    to(_page(started), "counter", press)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "窗口号"
    assert _page(started).unsaved() == ""
    QTest.keyClicks(focus, "7")
    assert "还没有保存" in _page(started).unsaved()
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: started.window.settings.counter == "37")
    assert machine.load({"BINGLIANG_DATA": str(workspace)}).counter == "37"
    assert _page(started).unsaved() == ""


# ── keys ──


def test_keys_that_type_or_belong_to_the_system_are_not_given_away() -> None:
    key = keys.named("refresh")
    assert "用来打字和走动" in rekey.objection(key, "Tab")
    assert "会妨碍打字" in rekey.objection(key, "Shift+A")
    assert "在系统里是“复制”" in rekey.objection(key, "Ctrl+C")
    assert rekey.objection(key, "Shift+F5") == ""
    other = next(one for one in keys.TABLE if one.place is Place.CALENDAR and one.name == "reckon")
    assert rekey.clash(other, "Alt+0") is None, "the worklist's key is free in the calendar"
    assert rekey.clash(key, "Ctrl+D") is not None, "what holds everywhere would collide with a room's key"


def test_every_key_of_the_table_lights_up_when_it_arrives(page: SettingsPage, zone: Zone, press: Press) -> None:
    to(page, "key_test", press)
    board = page.test.board
    assert page.test.catcher.hasFocus()
    for chord in board.chords:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keySequence(focus, QKeySequence(chord))
    assert zone.window.page is page, "a chord that is tested does nothing else"
    assert set(board.chords) == board.arrived
    assert "全部收到" in page.test._said.text()
    assert board.accessibleName() == "还没有收到的键：没有"


# ── the zone ──


def test_an_open_point_is_set_with_its_ground(page: SettingsPage, zone: Zone, press: Press) -> None:
    zone.desk.who = ADMINISTRATOR
    page.refresh()
    zone.settle()
    to(page, "points", press)
    zone.settle()
    assert f"{zone_view(zone.desk).open} 项待区确认" in page.points._sum.text()
    card = page.points.card
    press(Qt.Key.Key_Return)
    zone.qtbot.waitUntil(card.value.hasFocus)
    assert card.value.text() == "10"
    card.value.selectAll()
    QTest.keyClicks(card.value, "15")
    press(Qt.Key.Key_F9)
    zone.settle()
    assert "请写明“补正期限”的依据" in card.fault.text()
    assert card.ground.hasFocus(), "typing goes on where something is missing"
    card.ground.insert("经开发〔2026〕9号")  # QTest types no Chinese
    press(Qt.Key.Key_F9)
    zone.settle()
    assert "已保存“补正期限：15”" in zone.window.notice.text
    row = next(one for one in zone_view(zone.desk).points if one.key == "correction_days")
    assert (row.value, row.state, row.ground) == ("15个工作日", State.SET, "经开发〔2026〕9号")
    current = page.points.table.current()
    assert current is not None
    assert (current.key, current.state) == ("correction_days", State.SET)
    assert card._facts["现行内容"].text() == "15个工作日"


def test_typing_into_a_point_survives_a_refresh(page: SettingsPage, zone: Zone, press: Press) -> None:
    zone.desk.who = ADMINISTRATOR
    page.refresh()
    zone.settle()
    to(page, "points", press)
    zone.settle()
    page.points.card.ground.setText("正在写")
    press(Qt.Key.Key_F5)
    zone.settle()
    assert page.points.card.ground.text() == "正在写"
    assert "还没有保存" in page.unsaved()


def test_rules_built_in_can_be_read_but_not_changed(page: SettingsPage, zone: Zone, press: Press) -> None:
    to(page, "points", press)
    zone.settle()
    rows = page.points.table.rows_model.rows
    page.points.table.selectRow(next(n for n, row in enumerate(rows) if row.state is State.BUILT_IN))
    assert not page.points.card.value.isVisible()
    before = zone_view(zone.desk).edition
    press(Qt.Key.Key_F9)
    zone.settle()
    assert zone_view(zone.desk).edition == before


def test_a_zones_file_is_previewed_then_put_in_force(
    page: SettingsPage, zone: Zone, press: Press, workspace: Path
) -> None:
    zone.desk.who = ADMINISTRATOR
    page.refresh()
    zone.settle()
    to(page, "file", press)
    page.file.export(str(workspace / "区.toml"))
    zone.settle()
    inforce = (workspace / "区.toml").read_text("utf-8")
    (workspace / "区.toml").write_text(inforce.replace("0730-0009999", "0730-0008888"), encoding="utf-8")
    page.file.read(str(workspace / "区.toml"))
    zone.settle()
    (row,) = page.file.table.rows_model.rows
    assert (row.what, row.before, row.after) == ("效能投诉电话", "0730-0009999", "0730-0008888")
    first = zone_view(zone.desk).edition
    for answer, edition in ((Qt.Key.Key_Return, first), (Qt.Key.Key_Tab, first + 1)):
        press(Qt.Key.Key_F9)
        sheet = page.file.sheet
        assert sheet is not None
        zone.qtbot.waitUntil(lambda sheet=sheet: QApplication.focusWidget() is sheet.defaultButton())  # type: ignore[misc]  # bound at once
        press(answer)
        if answer == Qt.Key.Key_Tab:
            press(Qt.Key.Key_Space)
        zone.qtbot.waitUntil(lambda: page.file.sheet is None and QApplication.focusWidget() is not None)
        zone.settle()
        assert zone_view(zone.desk).edition == edition
    page.file.export(str(workspace / "出.toml"))
    zone.settle()
    assert (workspace / "出.toml").read_text("utf-8") == (workspace / "区.toml").read_text("utf-8")


def test_a_file_that_cannot_be_used_says_why_in_its_place(
    page: SettingsPage, zone: Zone, press: Press, workspace: Path
) -> None:
    zone.desk.who = ADMINISTRATOR
    page.refresh()
    zone.settle()
    to(page, "file", press)
    (workspace / "坏.toml").write_text(ZONE.replace('code = "S2-02"', 'code = "S9-99"'), encoding="utf-8")
    page.file.read(str(workspace / "坏.toml"))
    zone.settle()
    assert "S9-99" in page.file._state.text
    press(Qt.Key.Key_F9)
    assert "请先导入一个文件" in zone.window.notice.text


def test_printers_are_asked_off_the_screens_thread(page: SettingsPage, zone: Zone, press: Press) -> None:
    to(page, "printers", press)
    zone.settle()
    assert "系统里" in page.printers._said.text()
    assert page.printers.boxes["公文"].itemText(0) == "（没有选）"


# ── looks ──


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1440, 900)])
def test_nothing_is_cut_off_in_any_section(page: SettingsPage, zone: Zone, size: tuple[int, int]) -> None:
    zone.window.resize(*size)
    for section in SECTIONS:
        page.open(section.key)
        zone.settle()
        assert _cut(page) == [], section.word


def test_every_control_has_a_name(page: SettingsPage, zone: Zone) -> None:
    for section in SECTIONS:
        page.open(section.key)
        zone.settle()
        nameless = [
            type(part).__name__
            for part in page.findChildren(QWidget)
            if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not part.accessibleName() and not (isinstance(part, QAbstractButton) and part.text())
            and type(part).__name__ != "QScrollBar"
        ]  # fmt: skip
        assert nameless == [], section.word


@pytest.mark.parametrize(("scale", "ratio"), [("150", 1.5), ("200", 2.0)])
def test_the_scale_of_this_machine_comes_on_top_of_the_systems(scale: str, ratio: float) -> None:
    """In a process of its own: the factor counts only before the application is made."""
    run = (
        "import sys; from bingliang.gui.app import application\n"
        "app = application(sys.argv[1]); from PySide6.QtWidgets import QWidget\n"
        "w = QWidget(); w.resize(200, 100); w.show(); app.processEvents()\n"
        "print(w.devicePixelRatioF(), w.grab().width())"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT / "src")}
    environment.pop("QT_SCALE_FACTOR", None)
    done = subprocess.run(
        [sys.executable, "-c", run, scale], env=environment, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.split() == [str(ratio), str(round(200 * ratio))]

from __future__ import annotations

import ast
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox
from pytestqt.qtbot import QtBot

from bingliang import settings as machine
from bingliang.gui import lastresort, style
from bingliang.gui.app import Start
from bingliang.gui.backstage import Backstage
from bingliang.gui.identity import IdentityDialog
from bingliang.gui.lastresort import LastResort
from bingliang.gui.style import Look
from bingliang.gui.window import Window
from bingliang.settings import Settings
from tests.gui.conftest import Press, settle
from tests.gui.sample import SampleDesk


@pytest.fixture
def data(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace))
    return workspace


@pytest.fixture
def log(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The net installed as the program installs it, on a log that no other test has touched, and taken off again."""
    hooks, handler = (sys.excepthook, threading.excepthook), qInstallMessageHandler(None)
    fresh = logging.getLogger(f"{lastresort.LOG.name}.{tmp_path.name}")
    monkeypatch.setattr(lastresort, "LOG", fresh)
    yield data / "log" / "window.log"
    for mine in fresh.handlers:
        mine.close()
    sys.excepthook, threading.excepthook = hooks
    qInstallMessageHandler(handler)


def _start(qtbot: QtBot, qapp: QApplication, data: Path, opened_with: list[Settings], *, kept: bool = True) -> Start:
    assert data.is_dir()

    def connect(wanted: Settings) -> SampleDesk:
        opened_with.append(wanted)
        return SampleDesk(counter=wanted.counter, clerk=wanted.clerk)

    start = Start(qapp, connect, Look())
    if kept:
        qtbot.addWidget(start.window)
    start.show()
    qtbot.waitUntil(lambda: start.identity is not None and start.identity.isVisible())
    assert start.identity is not None
    start.identity.activateWindow()
    return start


def test_nothing_heavy_comes_before_the_first_paint_nor_with_the_list() -> None:
    """In a process of its own, since this one has everything in memory."""
    heavy = "{'sqlalchemy', 'reportlab', 'pypdfium2', 'openpyxl', 'psycopg', 'alembic', 'pypinyin', 'cryptography'}"
    run = (
        f"import sys; heavy = {heavy} | {{'bingliang.desk.rows'}}\n"
        "import bingliang.gui.app\n"
        "print(sorted((heavy | {'bingliang.ledger.case', 'bingliang.ledger.catalogue'}) & set(sys.modules)))\n"
        "import bingliang.gui.pages.worklist.page, bingliang.gui.aids, bingliang.gui.backstage, bingliang.gui.identity\n"
        "rooms = {'acts.forms', 'agency.listing', 'catalogue.filter', 'projects.problem_view', 'rating.view', 'supervision.rows'}\n"
        "print(sorted((heavy | {f'bingliang.desk.{one}' for one in rooms}) & set(sys.modules)))\n"
        "import bingliang.gui.connect as seam; seam.prepare()\n"
        "print('sqlalchemy' in sys.modules)\n"
        "seam.prepare_case(); seam.prepare_rooms(); before = set(sys.modules)\n"
        "from bingliang.gui.rooms import ROOMS; import importlib, pkgutil, bingliang.gui.pages as pages\n"
        "[importlib.import_module(one.name) for one in pkgutil.walk_packages(pages.__path__, 'bingliang.gui.pages.')]\n"
        "print(sorted(set(sys.modules) - before))"
    )
    said = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True, timeout=120)
    early, with_list, warmed, late = said.stdout.splitlines()
    assert early == "[]"
    assert with_list == "['bingliang.desk.rows']"
    assert warmed == "True"
    assert "bingliang.desk.intake.entering" not in late, "F2 would bring it in on the screen's thread"
    assert "bingliang.desk.overview" not in late


FIRST_PICTURE = {
    "", ".desk", ".desk.lights", ".gui", ".gui.app", ".gui.handed", ".gui.icons", ".gui.keys", ".gui.kept", ".gui.style",
    ".gui.tokens", ".gui.widgets", ".gui.widgets.find_box", ".gui.widgets.ink", ".gui.widgets.label",
    ".gui.widgets.navigation", ".gui.widgets.notice", ".gui.widgets.overlay", ".gui.widgets.ribbon", ".gui.widgets.strip",
    ".gui.widgets.topbar", ".gui.window", ".settings",
}  # fmt: skip
"""All of ours that the first picture waits for; who adds one measures `bench first_paint` before and after."""


@pytest.mark.usefixtures("data")
def test_the_first_picture_waits_for_little() -> None:
    """The program itself in a process of its own, until its frame has been painted."""
    run = (
        "import linecache, sys\n"
        "from bingliang.gui import app as program\n"
        "def told(start):\n"
        "    print(sorted(one[9:] for one in sys.modules if one.partition('.')[0] == 'bingliang'))\n"
        "    print(sorted(one for one in sys.modules if one.startswith('PySide6.Qt')))\n"
        "    print([one for one in linecache.cache if 'bingliang' in one])\n"
        "    start.window.close()\n"
        "program.Start._furnish = told\n"
        "program.main()"
    )
    said = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True, timeout=120)
    ours, qt, read = (ast.literal_eval(line) for line in said.stdout.splitlines())
    assert set(ours) == FIRST_PICTURE
    assert qt == ["PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"]
    assert read == [], "Qt's own import hook reads the source of every module"


def test_the_clerk_can_type_before_the_rooms_are_built(
    qtbot: QtBot, qapp: QApplication, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    steps = Window.furnishing

    def watched(window: Window, backstage: Backstage) -> Iterator[None]:
        for _ in steps(window, backstage):
            asked.append(any(isinstance(one, IdentityDialog) and one.isVisible() for one in qapp.topLevelWidgets()))
            yield

    monkeypatch.setattr(Window, "furnishing", watched)
    start = _start(qtbot, qapp, data, [])
    qtbot.waitUntil(lambda: start.window.pages.count() > 0)
    assert len(asked) > 1
    assert all(asked)
    start.window.close()


@pytest.mark.usefixtures("data")
def test_an_answer_that_comes_before_the_rooms_finds_them(qtbot: QtBot, qapp: QApplication) -> None:
    """As fast as no clerk is: the question is answered in the same breath in which it is put."""
    opened_with: list[Settings] = []

    def connect(wanted: Settings) -> SampleDesk:
        opened_with.append(wanted)
        return SampleDesk(counter=wanted.counter, clerk=wanted.clerk)

    start = Start(qapp, connect, Look())
    qtbot.addWidget(start.window)

    def answer() -> None:
        assert start.identity is not None
        start.identity.given.emit("欧阳", "3", "窗口", "")

    start.window.painted.connect(answer)
    start.show()
    qtbot.waitUntil(lambda: bool(opened_with))
    assert start.identity is not None
    start.identity.accept()
    settle(qtbot, start.backstage)
    qtbot.waitUntil(lambda: start.window.worklist.table.model().rowCount() > 0)
    start.window.close()


def test_clerk_is_asked_before_the_database_is_opened(
    qtbot: QtBot, qapp: QApplication, data: Path, press: Press
) -> None:
    opened_with: list[Settings] = []
    start = _start(qtbot, qapp, data, opened_with)
    assert start.window.isVisible(), "the window stands before anything is asked"
    assert start.identity is not None
    press(Qt.Key.Key_Return)  # walks on
    press(Qt.Key.Key_Return)  # begins, but the name is missing
    assert "请填写姓名" in start.identity.error
    assert opened_with == []
    for letter in "Ouyang":
        press(getattr(Qt.Key, f"Key_{letter.upper()}"))
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened_with))
    settle(qtbot, start.backstage)
    assert (opened_with[0].clerk.lower(), opened_with[0].counter) == ("ouyang", "3")
    assert machine.load().counter == "3", "next time it is filled in"
    assert "3 号窗口" in start.window.topbar.accessibleName()
    start.window.close()


def test_what_the_environment_says_for_one_run_is_not_kept(
    qtbot: QtBot, qapp: QApplication, data: Path, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data / machine.FILE).write_text('clerk = "甲"\ncounter = "2"\n', encoding="utf-8")
    monkeypatch.setenv("BINGLIANG_DATABASE", "另一个.db")
    opened_with: list[Settings] = []
    start = _start(qtbot, qapp, data, opened_with)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_5)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened_with))
    settle(qtbot, start.backstage)
    start.window.close()
    assert (opened_with[0].database, opened_with[0].counter) == ("另一个.db", "5")
    monkeypatch.delenv("BINGLIANG_DATABASE")
    assert machine.load() == Settings(clerk="甲", counter="5")


def test_practice_zone_changes_its_colour_when_it_is_opened(
    qtbot: QtBot, bench: Window, backstage: Backstage, desk: SampleDesk
) -> None:
    assert not style.look().practice
    desk.ribbon = "练习"
    bench.refresh()
    settle(qtbot, backstage)
    assert style.look().practice
    assert "练习" in bench.windowTitle()
    style.apply(style.application(), Look())


def test_closing_the_question_leaves_the_program(qtbot: QtBot, qapp: QApplication, data: Path, press: Press) -> None:
    start = _start(qtbot, qapp, data, [])
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not start.window.isVisible())


def test_broken_settings_file_is_said_in_the_window(qtbot: QtBot, qapp: QApplication, data: Path) -> None:
    (data / machine.FILE).write_text("counter = 3\n", encoding="utf-8")
    start = _start(qtbot, qapp, data, [])
    assert "counter" in start.window.notice.text
    start.window.close()


def test_identity_is_filled_in_from_last_time(qtbot: QtBot, press: Press) -> None:
    dialog = IdentityDialog("欧阳㛃", "3")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.clerk.hasFocus)
    with qtbot.waitSignal(dialog.given) as heard:
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Return)
    assert heard.args == ["欧阳㛃", "3", "窗口", ""]


def test_standard_buttons_speak_chinese(qtbot: QtBot) -> None:
    box = QMessageBox(QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    qtbot.addWidget(box)
    assert [box.button(which).text()[:1] for which in (box.StandardButton.Yes, box.StandardButton.No)] == ["是", "否"]
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    assert buttons.button(QDialogButtonBox.StandardButton.Cancel).text().startswith("取消")


def test_uncaught_error_goes_to_the_log_and_leaves_an_id(qtbot: QtBot, log: Path) -> None:
    resort = LastResort()
    resort.install(log.parent)
    with qtbot.waitSignal(resort.struck) as heard, qtbot.captureExceptions():
        error = RuntimeError("磁盘满了")
        resort._uncaught(type(error), error, error.__traceback__)
    assert heard.args is not None
    number = heard.args[0]
    written = log.read_text(encoding="utf-8")
    assert number in written
    assert "RuntimeError: 磁盘满了" in written
    assert number in lastresort.box_text(number)
    assert "Traceback" not in lastresort.box_text(number)


def test_error_of_a_thread_reaches_the_screen(qtbot: QtBot, log: Path) -> None:
    resort = LastResort()
    resort.install(log.parent)
    assert threading.excepthook is not threading.__excepthook__

    def broken() -> None:
        raise RuntimeError("线程里的错误")

    with qtbot.waitSignal(resort.struck):
        thread = threading.Thread(target=broken)
        thread.start()
        thread.join()


def test_another_look_is_worn_at_once_and_the_desk_stays_open(
    qtbot: QtBot, qapp: QApplication, data: Path, press: Press
) -> None:
    opened_with: list[Settings] = []
    start = _start(qtbot, qapp, data, opened_with, kept=False)
    assert start.identity is not None
    start.identity.clerk.setText("甲")
    start.identity.counter.setText("3")
    start.identity._check()
    qtbot.waitUntil(lambda: bool(opened_with))
    settle(qtbot, start.backstage)
    old, ground = start.window, start.window.grab().toImage().pixelColor(700, 700)
    start.wear(Look(dark=True))
    settle(qtbot, start.backstage)
    try:
        assert start.window is not old
        assert start.window.isVisible()
        assert start.window.grab().toImage().pixelColor(700, 700) != ground
        assert start.window.worklist.table.rows_model.rows, "the desk behind it is still open"
        press(Qt.Key.Key_F5)
        settle(qtbot, start.backstage)
        assert len(opened_with) == 1
    finally:
        style.apply(qapp, Look())
        start.window.close()


def test_fault_box_keeps_the_page(qtbot: QtBot, qapp: QApplication, data: Path) -> None:
    start = _start(qtbot, qapp, data, [])
    assert start.identity is not None
    start.identity.clerk.setText("写了一半")
    start.show_fault("1218-085000-ab12")
    box = next(box for box in start.window.findChildren(QMessageBox) if box.isVisible())
    assert "1218-085000-ab12" in box.text()
    box.accept()
    assert start.identity.clerk.text() == "写了一半"
    start.window.close()

"""The first start on a machine, by keys: one counter or a shared database, counter number, zone, printers; or to practise."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bingliang import settings as machine
from bingliang.command import main as command
from bingliang.desk.arriving import arrive
from bingliang.desk.first_day import FirstDay, begin, shared_address
from bingliang.desk.help import factory_help
from bingliang.gui import practice
from bingliang.gui.app import Start
from bingliang.gui.connect import connect
from bingliang.gui.first_start import FirstStart
from bingliang.gui.helped import own_topic
from bingliang.gui.style import Look
from bingliang.settings import Settings, is_new
from tests.gui import looks
from tests.gui.conftest import Press, settle
from tests.gui.hand import write
from tests.gui.test_helped import reached

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def data(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace))
    return workspace


@pytest.fixture
def begun(qtbot: QtBot, qapp: QApplication, data: Path) -> Iterator[Callable[[], Start]]:
    """Starts the program as it starts for a clerk."""
    assert data.is_dir()
    made: list[Start] = []

    def start() -> Start:
        one = Start(qapp, connect, Look(), first=True)
        qtbot.addWidget(one.window)
        one.show()
        made.append(one)
        return one

    yield start
    for one in made:
        one.window.close()


def asked(start: Start, qtbot: QtBot) -> FirstStart:
    qtbot.waitUntil(lambda: start.first_start is not None and start.first_start.isVisible())
    assert start.first_start is not None
    start.first_start.activateWindow()
    qtbot.waitUntil(lambda: start.first_start is not None and start.first_start.lines["counter"].hasFocus())
    settle(qtbot, start.backstage)
    return start.first_start


def committed(text: str) -> None:
    """As an input method hands it over: letters that come as fast as a test types them would be taken for a scan."""
    focus = QApplication.focusWidget()
    assert focus is not None
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focus, event)


def test_one_counter_is_set_up_with_the_keyboard_alone(
    begun: Callable[[], Start], qtbot: QtBot, press: Press, data: Path
) -> None:
    start = begun()
    dialog = asked(start, qtbot)
    for text in (
        "３",
        "岳阳经济技术开发区",
        "岳阳经开区行政审批服务局",
        "政务中心一楼",
        "0730-8888000",
        "0730-8888119",
    ):
        committed(text)
        press(KEY.Key_Return)
    press(KEY.Key_Return)  # the printer is chosen later
    press(KEY.Key_Return)  # and the last field begins
    qtbot.waitUntil(lambda: start.identity is not None and start.identity.isVisible())
    assert not dialog.isVisible()
    assert (machine.load().counter, machine.load().database) == ("3", ""), "full-width figures are the same counter"
    assert (data / "bingliang.db").is_file()
    assert start.identity is not None
    assert start.identity.counter.text() == "3", "nobody is asked twice"
    start.identity.activateWindow()
    write("经办人甲")
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: start.backstage.ready)
    settle(qtbot, start.backstage)
    assert start.window.windowTitle() == "岳阳经济技术开发区", "the system adds the program's name, once"
    assert command(["verify"]) == 0
    assert not is_new()


def test_a_machine_that_was_set_up_is_not_asked(begun: Callable[[], Start], qtbot: QtBot, data: Path) -> None:
    (data / machine.FILE).write_text('counter = "5"\n', encoding="utf-8")
    start = begun()
    qtbot.waitUntil(lambda: start.identity is not None and start.identity.isVisible())
    assert start.first_start is None


def test_a_shared_database_that_does_not_answer_is_said_and_nothing_is_kept(
    begun: Callable[[], Start], qtbot: QtBot, press: Press
) -> None:
    start = begun()
    dialog = asked(start, qtbot)
    press(KEY.Key_F9)
    assert "请填写窗口号" in dialog.said
    write("3")
    dialog.way.setFocus()
    press(KEY.Key_Right)
    press(KEY.Key_Space)
    assert dialog.lines["server"].isVisible()
    press(KEY.Key_F9)
    assert "请填写服务器" in dialog.said
    assert dialog.lines["server"].hasFocus()
    for text in ("127.0.0.1:1", "bingliang", "counter", "p@ss"):
        committed(text)
        press(KEY.Key_Return)
    press(KEY.Key_F9)
    qtbot.waitUntil(lambda: "连不上数据库" in dialog.said, timeout=30_000)
    assert "p@ss" not in dialog.said
    assert dialog.start.isEnabled(), "it can be tried again"
    assert dialog.isVisible()
    assert is_new()


def test_a_shared_database_opens_and_the_first_counter_names_the_zone(database: str, data: Path) -> None:
    begin(FirstDay(database, "1", "甲园区", "甲园区审批局"))
    begin(FirstDay(database, "2", "乙园区", ""))
    reading = arrive(Settings(database=database, counter="2", clerk="甲"))
    with contextlib.closing(reading.desk):
        assert reading.zone_name == "甲园区", "another counter's words stand"
    assert machine.load().counter == "2"
    assert data.is_dir()


def test_practice_is_one_key_away_and_the_question_stays(
    begun: Callable[[], Start], qtbot: QtBot, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    def started(program: str, words: Sequence[str]) -> bool:
        called.append(" ".join([program, *words]))
        return True

    monkeypatch.setattr(practice, "_detached", started)
    dialog = asked(begun(), qtbot)
    press(KEY.Key_P, ALT)
    qtbot.waitUntil(lambda: bool(called))
    assert called[0].endswith("practice")
    assert "练习区正在" in dialog.said
    assert dialog.isVisible()
    assert is_new()


def test_leaving_closes_the_program_and_asks_again_next_time(
    begun: Callable[[], Start], qtbot: QtBot, press: Press
) -> None:
    start = begun()
    asked(start, qtbot)
    press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: not start.window.isVisible())
    assert is_new()


def test_what_has_been_typed_is_not_left_by_one_key(begun: Callable[[], Start], qtbot: QtBot, press: Press) -> None:
    start = begun()
    dialog = asked(start, qtbot)
    press(KEY.Key_F9)
    assert "请填写窗口号" in dialog.said
    write("3")
    assert dialog.said == "", "the last attempt is over"
    press(KEY.Key_Escape)
    assert "再按一次 Esc 就退出" in dialog.said
    assert dialog.isVisible()
    write("1")
    press(KEY.Key_Escape)
    assert dialog.isVisible(), "he had gone on in between"
    press(KEY.Key_Escape)
    qtbot.waitUntil(lambda: not start.window.isVisible())
    assert is_new()


@pytest.mark.parametrize("way", ["here", "shared"])
def test_it_fits_is_named_and_explained(begun: Callable[[], Start], qtbot: QtBot, way: str) -> None:
    dialog = asked(begun(), qtbot)
    dialog.way.set_value(way)
    dialog._way_chosen(way)
    dialog._said.setText(
        "服务器“数据库服务器.园区.example:5432”没有回答，请检查网络、地址和口令，或者请管理员看一看服务器。"
    )
    dialog.adjustSize()
    assert dialog.height() <= 720 - 60, "the lowest screen"
    assert looks.cut(dialog) == []
    assert looks.outside(dialog) == []
    assert looks.nameless(dialog) == []
    assert looks.faint(dialog) == []
    held = factory_help()
    assert [one for one in reached(dialog) if own_topic(held, one) is None] == []


@pytest.mark.parametrize(
    ("given", "address"),
    [
        (("db", "b", "u", ""), "postgresql://u@db/b"),
        (("db:5433", " b ", "u", "p@s/s:#"), "postgresql://u:p%40s%2Fs%3A%23@db:5433/b"),
        (("fe80::1", "库", "用户", "x"), "postgresql://%E7%94%A8%E6%88%B7:x@[fe80::1]/%E5%BA%93"),
    ],
)
def test_addresses(given: tuple[str, str, str, str], address: str) -> None:
    assert shared_address(*given) == address


@pytest.mark.parametrize(
    ("given", "told"), [(("", "b", "u", ""), "服务器"), (("h", " ", "u", ""), "库名"), (("h:x", "b", "u", ""), "端口")]
)
def test_addresses_that_are_none(given: tuple[str, str, str, str], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        shared_address(*given)

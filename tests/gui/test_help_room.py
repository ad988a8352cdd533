"""The room 帮助: topics found and read by keys, the key card as worn now, the diagnosis with what is in it, the practice zone."""

from __future__ import annotations

import json
import subprocess
import threading
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from bingliang import __version__
from bingliang.desk.demo.story import CLERK
from bingliang.desk.desk import open_desk
from bingliang.desk.reading import Reading
from bingliang.gui import key_card, keys, practice
from bingliang.gui.backstage import Backstage
from bingliang.gui.keys import Place
from bingliang.gui.pages.help.card import CardPane
from bingliang.gui.pages.help.page import HelpPage
from bingliang.gui.widgets.topic_view import Link
from bingliang.gui.window import Window
from bingliang.paper import pages
from bingliang.settings import Settings
from tests.gui.conftest import Press, Zone, held_up, settle
from tests.gui.presses import PdfPrinters

KEY = Qt.Key
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(zone: Zone, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HelpPage:
    """The room, gone to by its key; what it writes goes into a folder of the test's."""
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path / "数据"))
    press(KEY.Key_H, ALT)
    zone.settle()
    page = zone.window.page
    assert isinstance(page, HelpPage)
    assert QApplication.focusWidget() is page.box
    return page


def types(text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    focus = QApplication.focusWidget()
    assert focus is not None
    QApplication.sendEvent(focus, event)


def title(page: HelpPage) -> str:
    assert page.view.topic is not None
    return page.view.topic.title


def test_a_topic_is_found_read_and_followed_by_keys(zone: Zone, room: HelpPage, press: Press) -> None:
    types("停表")
    assert title(room) == "特殊环节（特别程序）与停表"
    press(KEY.Key_Return)
    focus = QApplication.focusWidget()
    assert isinstance(focus, Link)
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert title(room) == "所需时间"
    press(KEY.Key_Escape)
    assert QApplication.focusWidget() is room.box
    press(KEY.Key_Escape)
    assert room.box.text() == ""
    assert zone.place() is Place.HELP
    press(KEY.Key_Escape)
    zone.settle()
    assert zone.place() is Place.WORKLIST


def test_a_topic_is_found_by_its_initials(zone: Zone, room: HelpPage) -> None:
    types("swsl")
    assert title(room) == "视为受理"
    assert zone.window.place is Place.HELP


def test_words_that_stand_nowhere_say_so(room: HelpPage) -> None:
    types("飞碟")
    assert not room.list.choices
    assert room._none.isVisible()


def test_the_key_card_has_every_key_as_it_is_worn_now(zone: Zone, room: HelpPage, press: Press) -> None:
    keys.adopt({"decide": "Ctrl+Shift+U"})
    try:
        press(KEY.Key_K, ALT)
        zone.qtbot.waitUntil(lambda: bool(room.card.pdf))
        zone.settle()
        lines = {(heading, word): cap for heading, group in key_card.groups() for cap, word in group}
        assert lines["办件", "决定"] == "Ctrl+Shift+U"
        assert {(str(key.place), key.word) for key in keys.table() if key.keys} <= set(lines)
        assert len(pages.page_sizes(room.card.pdf)) <= 2, "the two sides of one sheet beside the keyboard"
        width, height = pages.page_sizes(room.card.pdf)[0]
        assert (round(width), round(height)) == (595, 842)
        assert room.card.view.pictures, "what is printed is seen"
        assert "Ctrl+Shift+U 决定" in room.card.view.accessibleDescription()
    finally:
        keys.adopt({})


def test_the_card_is_saved_where_the_clerk_says(zone: Zone, room: HelpPage, press: Press, tmp_path: Path) -> None:
    press(KEY.Key_S, CONTROL)
    dialog = room.card.dialog
    assert dialog is not None
    target = tmp_path / "按键卡.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    zone.settle()
    assert target.read_bytes().startswith(b"%PDF")
    assert str(target) in zone.window.notice.text


def test_printing_the_card_without_a_printer_saves_it(zone: Zone, room: HelpPage, press: Press) -> None:
    press(KEY.Key_K, ALT)
    press(KEY.Key_F8)
    zone.settle()
    assert "存为 PDF" in zone.window.notice.text
    assert room.card.dialog is not None
    room.card.dialog.reject()


def test_the_card_goes_to_the_printer_of_the_papers(zone: Zone, tmp_path: Path) -> None:
    zone.window.settings = Settings(paper_printer="窗口3 激光")
    printers = PdfPrinters(tmp_path)
    pane = CardPane(zone.window, printers=printers)
    zone.qtbot.addWidget(pane)
    pane.print_card()
    zone.settle()
    assert "窗口3 激光" in zone.window.notice.text
    printed = Path(printers.opened[0].outputFileName()).read_bytes()
    assert len(pages.page_sizes(printed)) <= 2
    picture = pages.render(printed, 0, 60)
    assert min(picture.data) < 100 < max(picture.data), "there is ink on the sheet"


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told_and_nothing_is_lost(zone: Zone, tmp_path: Path) -> None:
    zone.window.settings = Settings(paper_printer="窗口3 激光")
    pane = CardPane(zone.window, printers=PdfPrinters(tmp_path, jammed=True))
    zone.qtbot.addWidget(pane)
    pane.print_card()
    zone.settle()
    assert "没有接受" in zone.window.notice.text


def test_without_a_database_help_the_palette_and_the_diagnosis_work(
    window: Window, backstage: Backstage, qtbot: QtBot, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the database does not open, this is where the way out is looked for."""
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path / "数据"))
    press(KEY.Key_K, CONTROL)
    settle(qtbot, backstage)
    types("诊断")
    settle(qtbot, backstage)
    assert "诊断包" in [one.word for one in window.aids.palette.list.choices]
    press(KEY.Key_Escape)
    press(KEY.Key_F1)
    settle(qtbot, backstage)
    assert window.aids.drawer.isVisible()
    press(KEY.Key_Escape)
    press(KEY.Key_H, ALT)
    settle(qtbot, backstage)
    press(KEY.Key_D, ALT)
    settle(qtbot, backstage)
    page = window.page
    assert isinstance(page, HelpPage)
    (made,) = (tmp_path / "数据").rglob("*.zip")
    assert str(made) in page.diagnosis.said.text()
    with zipfile.ZipFile(made) as held:
        assert json.loads(held.read("database.json")) == {"open": False}


def test_the_diagnosis_says_where_it_lies_and_what_is_in_it(zone: Zone, room: HelpPage, press: Press) -> None:
    press(KEY.Key_D, ALT)
    zone.qtbot.waitUntil(room.diagnosis.button.isEnabled, timeout=20_000)
    said = room.diagnosis.said.text()
    path = Path(next(line for line in said.splitlines() if line.endswith(".zip")))
    assert "台账完好" in said
    with zipfile.ZipFile(path) as made:
        assert [one for one in made.namelist() if one not in said] == []
        assert json.loads(made.read("versions.json"))["bingliang"] == __version__
        assert json.loads(made.read("environment.json"))["screen 1"]["size"]
        assert json.loads(made.read("database.json"))["verify"]["ok"] is True


def test_the_diagnosis_says_what_the_role_may_do_too_much(
    window: Window, backstage: Backstage, qtbot: QtBot, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    fresh_postgresql: str,
) -> None:  # fmt: skip
    """A counter that was given the owner's address works, and the administrator is told."""
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path / "数据"))
    desk = open_desk(fresh_postgresql, CLERK)
    backstage.open(lambda: Reading(desk, ribbon=""))
    settle(qtbot, backstage)
    press(KEY.Key_H, ALT)
    settle(qtbot, backstage)
    press(KEY.Key_D, ALT)
    page = window.page
    assert isinstance(page, HelpPage)
    qtbot.waitUntil(page.diagnosis.button.isEnabled, timeout=20_000)
    assert "数据库角色：本程序连接数据库用的角色" in page.diagnosis.said.text()
    assert "bingliang role --db" in page.diagnosis.said.text()
    desk.close()


def test_escape_stops_the_diagnosis_and_nothing_is_written(
    zone: Zone, room: HelpPage, press: Press, tmp_path: Path
) -> None:
    held, waiting = threading.Event(), threading.Event()
    zone.backstage.ask(zone.window, held_up(waiting, held), lambda _: None, topic="hold", long=True)
    assert waiting.wait(5)
    press(KEY.Key_D, ALT)
    press(KEY.Key_Escape)
    assert zone.window.place is Place.HELP
    held.set()
    zone.settle()
    assert "已取消" in room.diagnosis.said.text()
    assert room.diagnosis.button.isEnabled()
    assert list((tmp_path / "数据").rglob("*.zip")) == []


def test_version_and_licence_stand_there(zone: Zone, room: HelpPage) -> None:
    room.open("about")
    zone.settle()
    said = room.tools["about"].findChildren(type(room.diagnosis.said))
    text = "\n".join(one.text() for one in said)
    assert __version__ in text
    assert "Apache-2.0" in text
    assert "PySide6-Essentials" in text


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Sequence[str]]]:
    """What would have been started beside the window."""
    found: list[tuple[str, Sequence[str]]] = []

    def start(program: str, words: Sequence[str]) -> bool:
        found.append((program, words))
        return True

    monkeypatch.setattr(practice, "_detached", start)
    return found


def test_the_practice_zone_is_opened_from_help_and_from_the_palette(
    zone: Zone, room: HelpPage, press: Press, begun: list[tuple[str, Sequence[str]]]
) -> None:
    room.open("practice")
    press(KEY.Key_Return)
    button = QApplication.focusWidget()
    assert isinstance(button, QPushButton)
    press(KEY.Key_Space)
    assert "另一个窗口" in zone.window.notice.text
    press(KEY.Key_K, CONTROL)
    zone.settle()
    types("练习区")
    press(KEY.Key_Return)
    assert begun == [practice.practice_call()] * 2


def test_what_is_started_is_the_practice_zone(tmp_path: Path) -> None:
    """The very call, without its window."""
    program, words = practice.practice_call()
    where = tmp_path / "practice.db"
    done = subprocess.run(
        [program, *words, "--no-window", "--db", str(where)], capture_output=True, text=True, check=True, timeout=120
    )
    assert json.loads(done.stdout.splitlines()[-1])["database"] == str(where)
    assert where.is_file()

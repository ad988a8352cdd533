"""更新 in the settings and by itself: a person asks and fetches, the program asks only when the counter is closed."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import cast

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

import release as publishing
from bingliang import settings as machine
from bingliang.gui.keys import Place
from bingliang.gui.pages.settings.page import SettingsPage
from bingliang.gui.pages.settings.updates import UpdateForm
from bingliang.gui.updating import UNANSWERED, UpdateQuestion, update_call
from bingliang.settings import Settings
from tests.gui.conftest import Press, Zone

ROOT = Path(__file__).parents[2]
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
CHINA = timezone(timedelta(hours=8))
EVENING, NOON = (datetime(2026, 12, 18, hour, tzinfo=CHINA) for hour in (19, 12))


@pytest.fixture
def told(zone: Zone, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A machine whose administrator has named a share with a newer setup program."""
    share = workspace / "共享"
    share.mkdir()
    (share / "bingliang-99.0-setup.exe").write_bytes(b"MZ")
    publishing.write(share / "bingliang-99.0-setup.exe", "99.0", KEY, day=date(2026, 12, 1))
    here = Settings(
        updates=str(share), updates_key=publishing.public(KEY), updates_when="after", open_hours="08:00-18:00"
    )
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace))
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    machine.save(here)
    zone.window.settings = here
    return here


def opened(zone: Zone) -> UpdateForm:
    zone.window.go(Place.SETTINGS, "updates")
    zone.settle()
    return cast("SettingsPage", zone.window.page).updates


@pytest.mark.usefixtures("told")
def test_a_person_looks_and_fetches_by_keys(zone: Zone, workspace: Path, press: Press) -> None:
    form = opened(zone)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert not form.fetch.isEnabled(), "nothing was found yet"
    for _ in range(4):
        press(Qt.Key.Key_Tab)
    assert form.check.hasFocus()
    press(Qt.Key.Key_Return)
    zone.qtbot.waitUntil(lambda: "99.0" in form.told.text(), timeout=30_000)
    assert "签名已核对" in form.told.text()
    assert not list(workspace.rglob("updates/*.exe")), "looking is not fetching"
    form.fetch.setFocus()
    press(Qt.Key.Key_Return)
    zone.qtbot.waitUntil(lambda: "已取到" in form.told.text(), timeout=30_000)
    assert (workspace / "updates" / "bingliang-99.0-setup.exe").read_bytes() == b"MZ"
    assert not form.fetch.isEnabled()


@pytest.mark.usefixtures("told")
def test_the_palette_leads_there_and_asks(zone: Zone) -> None:
    zone.settle()
    line = next(one for one in zone.window.aids.commands() if one.word == "检查更新")
    line.act()
    form = cast("SettingsPage", zone.window.page).updates
    zone.qtbot.waitUntil(lambda: "99.0" in form.told.text(), timeout=30_000)


def test_what_is_wrong_is_said_in_the_words_of_the_check(zone: Zone, told: Settings) -> None:
    machine.save(replace(told, updates_key=publishing.public(Ed25519PrivateKey.from_private_bytes(bytes(32)))))
    form = opened(zone)
    form.check.click()
    zone.qtbot.waitUntil(form.check.isEnabled, timeout=30_000)
    assert "签名不是登记的发布者签的" in form.told.text()
    assert not form.fetch.isEnabled()


def test_opening_hours_that_are_none_are_not_saved(zone: Zone, press: Press) -> None:
    form = opened(zone)
    taken: list[Settings] = []
    form.taken.connect(taken.append)
    hours = next(one for one in form.findChildren(QLineEdit) if one.accessibleName() == "开放时间")
    hours.setText("18:00-08:00")
    press(Qt.Key.Key_F9)
    assert "开放时间" in zone.window.notice.text
    assert taken == []
    hours.setText("08:30-17:30")
    press(Qt.Key.Key_F9)
    assert [one.open_hours for one in taken] == ["08:30-17:30"]


@pytest.mark.usefixtures("told")
def test_by_itself_it_asks_once_a_day_and_never_in_opening_hours(zone: Zone) -> None:
    zone.settle()
    updating = zone.window.updating
    assert updating is not None
    asked: list[tuple[str, ...]] = []
    updating.question.ask = lambda *words: asked.append(words)  # type: ignore[method-assign]  # overheard
    updating._day = None
    updating.look(NOON)
    assert asked == []
    updating.look(EVENING)
    updating.look(EVENING + timedelta(minutes=10))
    assert asked == [()]
    updating.look(EVENING + timedelta(days=1))
    assert len(asked) == 2
    zone.window.settings = replace(zone.window.settings, updates_when="never")
    updating.look(EVENING + timedelta(days=2))
    assert len(asked) == 2
    updating._told("已是最新。", False)
    assert "已是最新" not in zone.window.notice.text, "nobody is disturbed for nothing"
    updating._told("有新版本 99.0。", True)
    assert "设置 → 更新" in zone.window.notice.text


def test_a_child_that_does_not_start_is_said_and_one_that_waits_ends_with_the_window(
    zone: Zone, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = UpdateQuestion(zone.window.backstage, zone.window)
    said: list[str] = []
    question.answered.connect(lambda sentence, _newer: said.append(sentence))
    monkeypatch.setattr("bingliang.gui.updating.update_call", lambda _words: ("/没有/这个程序", []))
    question.ask()
    zone.qtbot.waitUntil(lambda: bool(said))
    assert said == [UNANSWERED]
    waits = (sys.executable, ["-c", "import time; time.sleep(60)"])
    monkeypatch.setattr("bingliang.gui.updating.update_call", lambda _words: waits)
    question.ask()
    assert question.busy
    question.ask()
    question.stop()
    assert not question.busy
    assert said == [UNANSWERED]


def test_the_installed_program_asks_by_its_command_line(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(workspace / "bingliang"))
    assert update_call(["--json"]) == (str(workspace / "bingliang"), ["update", "--json"])
    (workspace / "bingliang-cli").touch()
    assert update_call(["--json"]) == (str(workspace / "bingliang-cli"), ["update", "--json"])

"""A package that is double-clicked on the desktop is in the list of what came in online when the clerk is at his counter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import bingliang.gui.app as program
from bingliang import PACKAGE
from bingliang.__main__ import main
from bingliang.desk.demo.demonstration import visit
from bingliang.exchange.packages import write_package
from bingliang.gui.app import Start
from bingliang.gui.handed import handed
from bingliang.gui.keys import Place
from bingliang.gui.pages.online.page import OnlinePage
from bingliang.gui.style import Look
from bingliang.settings import Settings, save
from tests.filings import PDF, manifest
from tests.gui.conftest import Press, settle
from tests.stories import copied

ROOT = Path(__file__).parents[2]


def test_it_is_imported_once_the_clerk_has_said_who_he_is(
    qtbot: QtBot,
    qapp: QApplication,
    press: Press,
    workspace: Path,
    told_zone: tuple[Path, tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace))
    save(Settings(clerk="经办人甲", counter="3"))
    copied(told_zone[0], workspace / "zone")
    package = write_package(workspace / f"申报 #1{PACKAGE}", manifest({"a.pdf": PDF}), {"a.pdf": PDF})
    start = Start(qapp, lambda wanted: visit(workspace / "zone" / "zone.db", wanted), Look())
    start.handed = handed([str(package)])
    qtbot.addWidget(start.window)
    start.show()
    qtbot.waitUntil(lambda: start.identity is not None and start.identity.isVisible())
    assert start.identity is not None
    start.identity.activateWindow()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    page = start.window.room(Place.ONLINE)
    assert isinstance(page, OnlinePage)
    qtbot.waitUntil(lambda: "网申〔2026〕0003号" in [row.number for row in page.list.table.rows_model.rows])
    settle(qtbot, start.backstage)
    assert start.window.place is Place.ONLINE
    start.window.close()


def test_the_window_opens_for_a_package_and_the_command_line_for_anything_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []

    def window(arguments: list[str]) -> int:
        asked.append(arguments)
        return 0

    monkeypatch.setattr(program, "main", window)
    assert main([r"C:\收到 的\一.BLPKG"]) == 0
    assert main([]) == 0
    assert asked == [[r"C:\收到 的\一.BLPKG"], []]
    assert main(["一.zip"]) == 2
    assert "没有名为“一.zip”的命令" in capsys.readouterr().err
    assert handed(["a", "b.blpkg"]) == Path("b.blpkg")
    assert handed([]) is None


def test_the_setup_ties_the_same_name_to_the_program() -> None:
    recipe = (ROOT / "packaging" / "windows" / "bingliang.nsi").read_text(encoding="utf-8")
    assert set(re.findall(r"Software\\Classes\\(\.\w+)", recipe)) == {PACKAGE}
    assert """'"$INSTDIR\\bingliang.exe" "%1"'""" in recipe

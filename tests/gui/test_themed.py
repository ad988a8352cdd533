"""The program's own font also where a system gives a kind of control a font of its own, as Windows does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from bingliang.gui import style, tokens
from bingliang.gui.style import THEMED, Look


class AsOnWindows:
    """The application, as Qt's platform for Windows makes it: with every new style the system's fonts are taken up again."""

    def __init__(self, app: QApplication) -> None:
        self._app = app

    def __getattr__(self, name: str) -> object:
        return getattr(self._app, name)

    def setStyleSheet(self, sheet: str) -> None:  # noqa: N802 - Qt's name
        self._app.setStyleSheet(sheet)
        for name in THEMED:
            self._app.setFont(QFont("MS Shell Dlg", 8), name)  # type: ignore[arg-type]  # as in style.py


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[QApplication]:
    yield cast("QApplication", AsOnWindows(qapp))
    style.apply(qapp, Look())


@pytest.mark.parametrize("kind", [QTableWidget, QMenu, QMessageBox])
def test_every_kind_of_control_speaks_in_our_font(qtbot: QtBot, windows: QApplication, kind: type[QWidget]) -> None:
    style.apply(windows, Look())
    made = kind()
    qtbot.addWidget(made)
    made.ensurePolished()
    assert made.font().family() == tokens.FAMILIES[0]
    assert made.font().pixelSize() == tokens.BODY

"""备份台账 by keys: a folder is chosen, the copy is whole and stands where the window says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from bingliang.command import main
from tests.gui.conftest import Press, Zone, focused


def test_the_ledger_is_backed_up_from_the_palette(zone: Zone, press: Press, tmp_path: Path) -> None:
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    zone.settle()
    QTest.keyClicks(focused(), "bftz", delay=40)
    zone.settle()
    press(Qt.Key.Key_Return)
    zone.qtbot.waitUntil(lambda: bool(zone.window.findChildren(QFileDialog)))
    (dialog,) = zone.window.findChildren(QFileDialog)
    folder = tmp_path / "另一块盘"
    folder.mkdir()
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    zone.qtbot.waitUntil(lambda: "已备份到" in zone.window.notice.text, timeout=20_000)
    (copy,) = folder.glob("*.db")
    assert str(copy) in zone.window.notice.text
    assert main(["verify", "--db", str(copy)]) == 0

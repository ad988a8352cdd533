"""设置 → 个人信息: an administrator finds a person, sees what forbids it, and erases by the keyboard; a clerk may not look."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bingliang.desk.online.filings import import_package
from bingliang.exchange.packages import write_package
from bingliang.gui.keys import Place
from bingliang.gui.pages.settings.page import SettingsPage
from bingliang.ledger.acts import Who
from bingliang.store.people import ERASED
from tests.filings import PDF, manifest
from tests.gui.conftest import Press, Zone
from tests.gui.hand import write

NUMBER = "440524188001010022"
HANDLER = {"name": "甄要删（虚构）", "id_type": "居民身份证", "id_number": NUMBER, "phone": "13912345678"}
ADMIN = Who("系统管理员", "机房", "管理员")


def sent(zone: Zone, folder: Path, **changed: object) -> str:
    files = {} if changed.get("kind") == "撤回" else {"申请表.pdf": PDF}
    package = write_package(folder / "包.zip", manifest(files, handler=HANDLER, **changed), files)
    return import_package(zone.desk, package, folder / "隔离").stream


def at_persons(zone: Zone) -> SettingsPage:
    zone.window.go(Place.SETTINGS, "persons")
    zone.settle()
    return cast("SettingsPage", zone.window.page)


def find(zone: Zone, page: SettingsPage, words: str) -> None:
    page.persons.box.setFocus()
    page.persons.box.setText(words)
    QTest.keyClick(page.persons.box, Qt.Key.Key_Return)
    zone.settle()


def test_found_and_erased_by_the_keyboard(zone: Zone, press: Press, tmp_path: Path) -> None:
    zone.desk.who = ADMIN
    stream = sent(zone, tmp_path, number="HN2026121799999")
    sent(zone, tmp_path, number="HN2026121799999", kind="撤回", reason="项目调整")
    page = at_persons(zone)
    find(zone, page, NUMBER)
    (row,) = page.persons.table.rows_model.rows
    assert row.barred == ""
    press(Qt.Key.Key_F9)
    zone.settle()
    sheet = page.persons.acts._sheet
    assert sheet is not None
    assert sheet.isVisible()
    assert NUMBER not in sheet.accessibleName()
    write("本人来函")
    zone.qtbot.wait(200)
    zone.settle()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    zone.settle()
    assert not sheet.isVisible()
    assert "旧字节也已经抹净" in zone.window.notice.text
    assert not page.persons.table.isVisible()
    assert "已依法删除1人" in page.persons._sum.text()
    zone.window.go(Place.ONLINE)
    zone.settle()
    with zone.desk.store.look() as look:
        assert look.person(str(look.entries(stream)[0].facts["handler"])).name == ERASED
    assert zone.desk.store.verify().ok


def test_a_running_case_keeps_its_agent(zone: Zone, press: Press) -> None:
    zone.desk.who = ADMIN
    page = at_persons(zone)
    with zone.desk.store.look() as look:
        name = look.connection.exec_driver_sql("SELECT name FROM person ORDER BY id LIMIT 1").scalar_one()
    find(zone, page, str(name))
    row = page.persons.table.rows_model.rows[0]
    assert "第四十七条" in row.barred
    assert not page.persons.erase_button.isEnabled()
    press(Qt.Key.Key_F9)
    assert "第四十七条" in zone.window.notice.text, "the same sentence by the key"


def test_a_clerk_may_not_look_anybody_up(zone: Zone) -> None:
    page = at_persons(zone)
    assert not page.persons.box.isEnabled()
    assert "“窗口”不能查找登记的人员" in page.persons._state.text


def test_nobody_found_is_said(zone: Zone) -> None:
    zone.desk.who = ADMIN
    page = at_persons(zone)
    assert "还没有查找" in page.persons._state.text
    find(zone, page, "没有这个人")
    assert "登记里没有这个人" in page.persons._state.text

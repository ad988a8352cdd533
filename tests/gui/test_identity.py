"""Who is here, by keys: the 岗位, a reviewer's department, and what the window becomes for each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bingliang import settings as machine
from bingliang.gui.app import Start
from bingliang.gui.help_box import HelpBox
from bingliang.gui.identity import HINTS, ROLES, IdentityDialog
from bingliang.gui.keys import Place
from bingliang.gui.offices import offered
from bingliang.ledger import roles
from bingliang.ledger.roles import ENTERPRISE
from bingliang.settings import Settings
from tests.gui.conftest import Press, settle

KEY = Qt.Key
ALT, PLAIN = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
OFFICES = (("water", "水利部门"), ("city-management", "城市管理部门"))


@pytest.fixture
def dialog(qtbot: QtBot) -> IdentityDialog:
    made = IdentityDialog("审查人员", "后台", role="部门", office="water", offices=OFFICES)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.clerk.hasFocus)
    return made


def test_every_role_of_the_mechanism_is_offered_and_explained() -> None:
    assert set(ROLES) == set(roles.ROLES) - {"系统", ENTERPRISE} == set(HINTS), (
        "the customer's own hand cannot be chosen"
    )


def test_last_times_department_is_there_and_enter_enter_begins(
    dialog: IdentityDialog, qtbot: QtBot, press: Press
) -> None:
    assert dialog.office.currentText() == "水利部门"
    with qtbot.waitSignal(dialog.given) as heard:
        press(KEY.Key_Return)
        press(KEY.Key_Return)
    assert heard.args == ["审查人员", "后台", "部门", "water"]


def test_help_opens_over_the_question_and_goes_back_to_it(dialog: IdentityDialog, qtbot: QtBot, press: Press) -> None:
    dialog.counter.setFocus()
    press(KEY.Key_F1)
    box = dialog.findChild(HelpBox)
    assert box is not None
    qtbot.waitUntil(box.isActiveWindow)
    assert box.view.topic is not None
    assert box.view.topic.title == "窗口号"
    press(KEY.Key_Escape)
    assert not box.isVisible()
    assert dialog.isVisible()
    assert dialog.counter.text() == "后台"
    dialog.activateWindow()
    qtbot.waitUntil(dialog.counter.hasFocus)


def test_another_role_by_arrows(dialog: IdentityDialog, qtbot: QtBot, press: Press) -> None:
    press(KEY.Key_Return)
    press(KEY.Key_Tab)
    assert dialog.role.hasFocus()
    press(KEY.Key_Up)
    assert not dialog.office.isVisible()
    assert dialog._hint.text() == HINTS["窗口"]
    with qtbot.waitSignal(dialog.given) as heard:
        press(KEY.Key_Return)
    assert heard.args == ["审查人员", "后台", "窗口", ""]


def test_a_reviewer_must_say_his_department_and_may_write_the_zones_own(
    dialog: IdentityDialog, qtbot: QtBot, press: Press
) -> None:
    dialog.office.setEditText("")
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    assert "请选择所属部门" in dialog.error
    assert dialog.office.hasFocus()
    dialog.office.setEditText("审批二科")
    with qtbot.waitSignal(dialog.given) as heard:
        press(KEY.Key_Return)
    assert heard.args is not None
    assert heard.args[3] == "审批二科"


def test_the_candidates_are_those_of_the_catalogue() -> None:
    assert ("water", "水利部门") in offered(Settings())


def answered(start: Start, role: str, office: str) -> None:
    dialog = start.identity
    assert dialog is not None
    dialog.clerk.setText("审查人员")
    dialog.counter.setText("后台")
    dialog.role.setCurrentText(role)
    dialog.office.setEditText(office)
    dialog._check()


def test_a_reviewer_begins_at_his_departments_tasks(start: Start, qtbot: QtBot, press: Press) -> None:
    answered(start, "部门", "水利部门")
    qtbot.waitUntil(lambda: start.window.place is Place.DEPARTMENT)
    settle(qtbot, start.backstage)
    start.window.activateWindow()
    qtbot.waitUntil(lambda: start.window.isActiveWindow() and QApplication.focusWidget() is not None)
    assert machine.load().role == "部门"
    assert machine.load().office == "water"
    went: list[Place] = []
    for key, modifier in ((KEY.Key_G, ALT), (KEY.Key_Escape, PLAIN), (KEY.Key_Escape, PLAIN)):
        press(key, modifier)
        settle(qtbot, start.backstage)
        went.append(start.window.place)
    assert went == [Place.WORKLIST, Place.DEPARTMENT, Place.DEPARTMENT], "his day begins and ends here"


def test_a_department_the_zone_does_not_have_is_asked_for_again(start: Start, qtbot: QtBot) -> None:
    dialog = start.identity
    assert dialog is not None
    answered(start, "部门", "没有的局")
    qtbot.waitUntil(lambda: "没有名为“没有的局”的部门" in dialog.error)
    assert dialog.isVisible()
    assert "可选的是" in dialog.error
    answered(start, "部门", "城管")
    qtbot.waitUntil(lambda: start.window.place is Place.DEPARTMENT)
    settle(qtbot, start.backstage)
    assert start.window.navigation._entries()[-1].place is not None


def test_a_clerk_begins_at_the_worklist_and_has_no_department(start: Start, qtbot: QtBot) -> None:
    answered(start, "窗口", "")
    qtbot.waitUntil(lambda: start.backstage.ready)
    settle(qtbot, start.backstage)
    assert start.window.place is Place.WORKLIST
    assert Place.DEPARTMENT not in {entry.place for entry in start.window.navigation._entries()}

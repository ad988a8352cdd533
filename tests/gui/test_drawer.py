"""F1: help at the field in hand, at the side: nothing typed is lost, it follows the focus, Esc gives the focus back."""

from __future__ import annotations

import threading

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from bingliang.gui.drawer import Drawer
from bingliang.gui.keys import Place
from bingliang.gui.widgets.act_menu import ActMenu
from bingliang.gui.widgets.topic_view import Link
from tests.gui.conftest import Press, Zone, focused, held_up

KEY = Qt.Key


def asked(zone: Zone, press: Press) -> Drawer:
    press(KEY.Key_F1)
    zone.settle()
    drawer = zone.window.aids.drawer
    assert drawer.isVisible()
    return drawer


def title(drawer: Drawer) -> str:
    assert drawer.view.topic is not None
    return drawer.view.topic.title


def field(zone: Zone, name: str) -> QLineEdit:
    return next(
        one for one in zone.window.page.findChildren(QLineEdit) if one.accessibleName() == name and one.isVisible()
    )


def test_help_at_a_field_leaves_the_focus_and_what_is_typed(zone: Zone, press: Press) -> None:
    press(KEY.Key_F2)
    zone.settle()
    box = field(zone, "统一社会信用代码")
    box.setFocus()
    QTest.keyClicks(box, "9143")
    drawer = asked(zone, press)
    assert title(drawer) == "统一社会信用代码"
    assert QApplication.focusWidget() is box
    QTest.keyClicks(focused(), "06")
    assert box.text() == "914306"
    press(KEY.Key_Escape)
    zone.settle()
    assert not drawer.isVisible()
    assert zone.window.place is Place.INTAKE
    assert QApplication.focusWidget() is box
    assert box.text() == "914306"


def test_a_printer_that_keeps_one_waiting_does_not_keep_help_waiting(zone: Zone, press: Press) -> None:
    held, waiting = threading.Event(), threading.Event()
    zone.backstage.outside(zone.window, held_up(waiting, held, 10), lambda _: None)
    assert waiting.wait(5)
    press(KEY.Key_F1)
    drawer = zone.window.aids.drawer
    zone.qtbot.waitUntil(drawer.isVisible)
    held.set()
    assert title(drawer) == "在办清单"


def test_it_follows_the_focus(zone: Zone, press: Press) -> None:
    press(KEY.Key_F2)
    zone.settle()
    field(zone, "统一社会信用代码").setFocus()
    drawer = asked(zone, press)
    press(KEY.Key_Tab)
    zone.settle()
    assert title(drawer) != "统一社会信用代码"
    field(zone, "企业名称").setFocus()
    assert title(drawer) == "企业名称"


def test_a_second_press_goes_in_and_see_also_is_walked_by_keys(zone: Zone, press: Press) -> None:
    before = QApplication.focusWidget()
    drawer = asked(zone, press)
    assert title(drawer) == "在办清单"
    press(KEY.Key_F1)
    links = drawer.view.links
    assert len(links) >= 2
    assert QApplication.focusWidget() is links[0]
    press(KEY.Key_Down)
    assert QApplication.focusWidget() is links[1]
    there = links[1].text()
    press(KEY.Key_Return)
    assert title(drawer) == there
    press(KEY.Key_Backspace)
    assert title(drawer) == "在办清单"
    assert isinstance(QApplication.focusWidget(), Link)
    press(KEY.Key_Escape)
    assert not drawer.isVisible()
    assert QApplication.focusWidget() is before


def test_help_over_a_sheet_closes_before_the_sheet(zone: Zone, press: Press) -> None:
    zone.window.open_case(zone.stream("生物制剂研发"))
    zone.settle()
    press(KEY.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    zone.settle()
    sheet = zone.window.case_page.acts._sheet
    assert sheet is not None
    typed = QApplication.focusWidget()
    assert isinstance(typed, QLineEdit)
    typed.setText("15")
    drawer = asked(zone, press)
    assert title(drawer) == "所需时间"
    assert not _covered(drawer, typed), "the field in hand stays in sight"
    press(KEY.Key_Escape)
    assert not drawer.isVisible()
    assert sheet.isVisible()
    assert QApplication.focusWidget() is typed
    assert typed.text() == "15"


def test_in_the_menu_it_tells_of_the_act_in_hand(zone: Zone, press: Press) -> None:
    zone.window.open_case(zone.stream("生物制剂研发"))
    zone.settle()
    press(KEY.Key_B, Qt.KeyboardModifier.ControlModifier)
    zone.settle()
    menu = next(one for one in zone.window.findChildren(ActMenu) if one.isVisible())

    def in_hand() -> str:
        choice = menu.list.current()
        assert choice is not None
        return choice.word

    drawer = asked(zone, press)
    first = in_hand()
    assert title(drawer) == first
    press(KEY.Key_Down)
    assert in_hand() != first
    press(KEY.Key_F1)
    assert title(drawer) == in_hand()
    assert menu.box.hasFocus()
    press(KEY.Key_F1)
    assert isinstance(QApplication.focusWidget(), Link), "a second press on the same act goes in"
    press(KEY.Key_Escape)
    assert menu.isVisible()
    assert menu.box.hasFocus()


def test_it_stays_within_the_pages_when_the_window_changes(zone: Zone, press: Press) -> None:
    drawer = asked(zone, press)
    for size in ((1280, 720), (1366, 768), (1440, 900)):
        zone.window.resize(*size)
        zone.settle()
        pages = zone.window.pages
        room = QRect(pages.mapTo(zone.window, QPoint(0, 0)), pages.size())
        assert room.contains(drawer.geometry())


def _covered(drawer: Drawer, widget: QWidget) -> bool:
    place = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
    return drawer.geometry().intersects(place)

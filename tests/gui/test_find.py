"""F3 from anywhere: the box, the list below it, what Enter opens, the way back. Only keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bingliang.desk.finding import FoundCase, FoundEnterprise
from bingliang.desk.rows import Light
from bingliang.gui.keys import Place
from bingliang.gui.widgets.choices import Choice
from tests.gui.conftest import Press, Zone

if TYPE_CHECKING:
    from bingliang.gui.pages.find import FindPage

KEY = Qt.Key


def types(zone: Zone, words: str) -> None:
    """Into whatever has the focus."""
    focus = QApplication.focusWidget()
    assert focus is not None
    if words.isascii():
        QTest.keyClicks(focus, words)
    else:
        from PySide6.QtGui import QInputMethodEvent

        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(focus, event)
    zone.settle()


def here(zone: Zone) -> Place:
    return zone.window.place


def listed(zone: Zone) -> list[Choice]:
    drop = zone.window.aids.finder.drop
    return list(drop.list.choices) if drop.isVisible() else []


def test_f3_goes_to_the_box_from_the_list_and_esc_goes_back(zone: Zone, press: Press) -> None:
    assert zone.window.worklist.table.hasFocus()
    press(KEY.Key_F3)
    assert zone.window.topbar.find_box.hasFocus()
    press(KEY.Key_Escape)
    assert zone.window.worklist.table.hasFocus()


def test_a_code_is_found_while_it_is_typed_and_enter_opens_it(zone: Zone, press: Press) -> None:
    press(KEY.Key_F3)
    types(zone, "1012000")  # a whole code and Enter at this speed is a scanner
    (case,) = listed(zone)
    assert isinstance(case.data, FoundCase)
    assert case.heading == "办件"
    assert case.light is Light.DONE
    assert case.tail == "已办结"
    press(KEY.Key_Return)
    zone.settle()
    assert here(zone) == Place.CASE
    shown = zone.window.case_page.case
    assert shown is not None
    assert shown.code == case.data.row.code
    assert zone.window.topbar.find_box.text() == ""
    assert listed(zone) == []


def test_who_has_it_until_when_stands_beside_the_case(zone: Zone, press: Press) -> None:
    press(KEY.Key_F3)
    types(zone, "科美达")
    (case,) = [one for one in listed(zone) if one.heading == "办件"][:1]
    assert case.tail
    assert case.word in case.speech
    assert case.tail in case.speech


def test_initials_find_the_enterprise_and_enter_lists_its_cases(zone: Zone, press: Press) -> None:
    press(KEY.Key_F3)
    types(zone, "yyxa")
    firms = [one for one in listed(zone) if isinstance(one.data, FoundEnterprise)]
    assert len(firms) == 1
    drop = zone.window.aids.finder.drop
    while drop.list.current() != firms[0]:
        press(KEY.Key_Down)
    press(KEY.Key_Return)
    zone.settle()
    assert here(zone) == Place.FIND
    page: FindPage = zone.window.page  # type: ignore[assignment]  # the page gone to
    assert page.title.text() == "岳阳新奥泛能有限公司（示范）"
    assert page.table.hasFocus()
    first = page.table.current()
    assert first is not None
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: zone.window.place == Place.CASE)
    zone.settle()
    shown = zone.window.case_page.case
    assert shown is not None
    assert shown.stream == first.row.stream
    press(KEY.Key_F12)
    assert here(zone) == Place.FIND
    press(KEY.Key_F12)
    assert here(zone) == Place.WORKLIST


def test_enter_before_the_answer_is_kept_for_it(zone: Zone, press: Press) -> None:
    """A scanner sends its Enter long before the database has answered."""
    press(KEY.Key_F3)
    box = zone.window.topbar.find_box
    code = zone.window.worklist.table.rows_model.rows[0].code
    QTest.keyClicks(box, code)
    press(KEY.Key_Return)
    assert here(zone) == Place.WORKLIST
    zone.settle()
    zone.settle()
    assert here(zone) == Place.CASE


def test_enter_before_the_answer_never_opens_one_of_many(zone: Zone, press: Press) -> None:
    press(KEY.Key_F3)
    QTest.keyClicks(zone.window.topbar.find_box, "2026")
    press(KEY.Key_Return)
    zone.settle()
    zone.settle()
    assert here(zone) == Place.FIND
    page: FindPage = zone.window.page  # type: ignore[assignment]  # the page gone to
    assert len(page.table.rows_model.rows) > 1


def test_only_the_newest_answer_is_shown(zone: Zone, press: Press) -> None:
    press(KEY.Key_F3)
    QTest.keyClicks(zone.window.topbar.find_box, "914306")
    press(KEY.Key_Backspace)
    types(zone, "zzzz")
    assert listed(zone) == []
    assert "没有找到" in zone.window.aids.finder.drop.hint.text()


def test_esc_closes_the_list_then_clears_then_leaves(zone: Zone, press: Press) -> None:
    press(KEY.Key_F3)
    types(zone, "914306")
    drop, box = zone.window.aids.finder.drop, zone.window.topbar.find_box
    assert drop.isVisible()
    press(KEY.Key_Escape)
    assert not drop.isVisible()
    assert box.text() == "914306"
    assert box.hasFocus()
    press(KEY.Key_Escape)
    assert box.text() == ""
    press(KEY.Key_Escape)
    assert zone.window.worklist.table.hasFocus()


def test_a_code_is_typed_past_the_input_method_a_name_with_it(zone: Zone, press: Press) -> None:
    press(KEY.Key_F3)
    box = zone.window.topbar.find_box
    enabled = Qt.WidgetAttribute.WA_InputMethodEnabled
    assert box.testAttribute(enabled)
    types(zone, "2026")
    assert not box.testAttribute(enabled)
    box.selectAll()
    press(KEY.Key_Backspace)
    assert box.testAttribute(enabled)


def test_full_width_letters_find_the_same(zone: Zone, press: Press) -> None:
    press(KEY.Key_F3)
    types(zone, "ｙｙｘａ")
    assert any(isinstance(one.data, FoundEnterprise) for one in listed(zone))


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1440, 900)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_box_and_list_lie_within_the_window(zone: Zone, press: Press, size: tuple[int, int]) -> None:
    zone.window.resize(*size)
    QApplication.processEvents()
    bar, box = zone.window.topbar, zone.window.topbar.find_box
    assert bar.rect().contains(box.geometry())
    assert box.width() >= 280
    press(KEY.Key_F3)
    types(zone, "2026")
    drop = zone.window.aids.finder.drop
    assert zone.window.rect().contains(drop.geometry())
    assert drop.geometry().bottom() < zone.window.strip.geometry().top()


def test_list_follows_the_window(zone: Zone, press: Press) -> None:
    press(KEY.Key_F3)
    types(zone, "示范")
    zone.window.resize(1280, 720)
    QApplication.processEvents()
    assert zone.window.rect().contains(zone.window.aids.finder.drop.geometry())

"""Ctrl+K: everything by words and initials; what is forbidden says why; nothing behind is pressed; the focus comes back."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from bingliang.gui.keys import Place
from bingliang.gui.page import Command
from bingliang.gui.pages.intake.page import IntakePage
from bingliang.gui.pages.intake.steps import Step
from bingliang.gui.palette import EMPTY, Palette
from bingliang.gui.palette_lines import Line, sift
from bingliang.gui.sheet import Sheet
from bingliang.gui.table import RowTable
from bingliang.gui.widgets.choices import Choice
from bingliang.gui.widgets.label import Words
from bingliang.ledger.acts import Who
from tests.gui.conftest import Press, Zone, focused, held_up

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(zone: Zone, press: Press, typed: str = "") -> Palette:
    press(KEY.Key_K, CONTROL)
    zone.settle()
    palette = zone.window.aids.palette
    assert palette.isVisible()
    types(typed)
    zone.settle()
    return palette


def types(text: str) -> None:
    """Letters by keys, Chinese by the input method, as on a real keyboard."""
    target = QApplication.focusWidget()
    assert target is not None
    if text.isascii():
        QTest.keyClicks(target, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(target, event)


def words(palette: Palette, heading: str = "") -> list[str]:
    return [one.word for one in palette.list.choices if one.heading.startswith(heading)]


def current(palette: Palette) -> Choice:
    found = palette.list.current()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("gzrl", Place.CALENDAR),
        ("工作日历", Place.CALENDAR),
        ("jzzl", Place.OVERVIEW),
        ("sz", Place.SETTINGS),
        ("xsj", Place.INTAKE),
    ],
)
def test_a_room_is_gone_to_by_its_initials_and_by_its_word(zone: Zone, press: Press, typed: str, place: Place) -> None:
    palette = opened(zone, press, typed)
    press(KEY.Key_Return)
    zone.settle()
    assert zone.window.place is place
    assert not palette.isVisible()


def test_a_section_of_the_settings_and_a_step_of_the_intake_are_gone_to(zone: Zone, press: Press) -> None:
    opened(zone, press, "aj")
    press(KEY.Key_Return)
    zone.settle()
    assert (zone.window.place, zone.window.page.mark()) == (Place.SETTINGS, "keys")
    press(KEY.Key_F2)
    zone.settle()
    palette = opened(zone, press, "材料")
    assert current(palette).word == "第 5 步：材料"
    press(KEY.Key_Return)
    zone.settle()
    page = zone.window.page
    assert isinstance(page, IntakePage)
    assert page.step is Step.MATERIALS


def test_escape_gives_the_focus_back_and_changes_nothing(zone: Zone, press: Press) -> None:
    before = QApplication.focusWidget()
    palette = opened(zone, press, "gzrl")
    press(KEY.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is before
    assert zone.window.place is Place.WORKLIST


def test_a_half_typed_field_is_typed_on_after_escape(zone: Zone, press: Press) -> None:
    press(KEY.Key_F2)
    zone.settle()
    box = next(one for one in zone.window.page.findChildren(QLineEdit) if one.accessibleName() == "统一社会信用代码")
    box.setFocus()
    QTest.keyClicks(box, "9143")
    opened(zone, press, "gzrl")
    press(KEY.Key_Escape)
    QTest.keyClicks(focused(), "06")
    press(KEY.Key_F3)
    press(KEY.Key_Escape)
    QTest.keyClicks(focused(), "00")
    press(KEY.Key_F1)
    zone.settle()
    press(KEY.Key_F1)
    press(KEY.Key_Escape)
    QTest.keyClicks(focused(), "0")
    assert box.text() == "914306000"


def test_the_same_key_closes_it(zone: Zone, press: Press) -> None:
    palette = opened(zone, press)
    press(KEY.Key_K, CONTROL)
    assert not palette.isVisible()


def test_acts_of_the_open_case_stand_there_and_the_forbidden_say_why(zone: Zone, press: Press) -> None:
    zone.window.open_case(zone.stream("生物制剂研发"))
    zone.settle()
    palette = opened(zone, press, "ycxgz")
    found = current(palette)
    assert found.word == "一次性告知"
    assert "第七十二条" in found.why_not
    press(KEY.Key_Return)
    zone.settle()
    assert palette.isVisible(), "what is forbidden is not done, and the reason stays in sight"
    assert "第七十二条" in palette._said.text()
    palette.box.clear()
    QTest.keyClicks(palette.box, "tshjks")
    zone.settle()
    press(KEY.Key_Return)
    zone.settle()
    sheet = zone.window.case_page.acts._sheet
    assert sheet is not None
    assert sheet.form is not None
    assert sheet.form.name == "stop"


def test_what_can_be_done_stands_before_what_cannot(zone: Zone, press: Press) -> None:
    palette = opened(zone, press)
    barred = [bool(one.why_not) for one in palette.list.choices]
    assert barred == sorted(barred)
    assert any(barred)
    assert not current(palette).why_not


def test_an_enterprise_is_found_by_its_initials_and_opened(zone: Zone, press: Press) -> None:
    palette = opened(zone, press, "xhd")
    firms = [one for one in palette.list.choices if one.heading == "企业"]
    assert ["新华达" in one.word for one in firms] == [True]
    press(KEY.Key_PageUp)  # a topic of the help was there before what the desk found
    while current(palette) != firms[0]:
        press(KEY.Key_Down)
    press(KEY.Key_Return)
    zone.settle()
    assert zone.window.place is Place.FIND
    assert "新华达" in zone.window.page.findChildren(RowTable)[0].rows_model.rows[0].row.enterprise


def test_a_case_is_found_by_its_number_and_opened(zone: Zone, press: Press) -> None:
    row = zone.window.worklist.table.rows_model.rows[-1]
    palette = opened(zone, press, row.code[4:8])  # a whole code and Enter at this speed is a scanner
    assert current(palette).heading == "办件"
    press(KEY.Key_Return)
    zone.settle()
    assert zone.window.place is Place.CASE
    assert zone.window.case_page.case is not None
    assert zone.window.case_page.case.code == row.code


def test_enter_before_the_answer_is_kept_for_it(zone: Zone, press: Press) -> None:
    row = zone.window.worklist.table.rows_model.rows[-1]
    press(KEY.Key_K, CONTROL)
    zone.settle()
    held, waiting = threading.Event(), threading.Event()
    zone.backstage.ask(zone.window, held_up(waiting, held), lambda _: None, topic="hold")
    assert waiting.wait(5)
    QTest.keyClicks(focused(), row.code[4:8])
    press(KEY.Key_Return)
    assert zone.window.aids.palette.isVisible()
    assert zone.place() is Place.WORKLIST
    held.set()
    zone.settle()
    assert zone.place() is Place.CASE


def test_an_answer_that_comes_late_moves_no_chosen_line(zone: Zone, press: Press) -> None:
    palette = opened(zone, press)
    held, waiting = threading.Event(), threading.Event()
    zone.backstage.ask(zone.window, held_up(waiting, held), lambda _: None, topic="hold")
    assert waiting.wait(5)
    QTest.keyClicks(palette.box, "s")
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    chosen = current(palette)
    held.set()
    zone.settle()
    assert current(palette).data == chosen.data


def test_keys_behind_the_palette_do_nothing(zone: Zone, press: Press) -> None:
    palette = opened(zone, press)
    for key, held in ((KEY.Key_R, Qt.KeyboardModifier.AltModifier), (KEY.Key_F2, Qt.KeyboardModifier.NoModifier)):
        press(key, held)
        zone.settle()
        assert zone.window.place is Place.WORKLIST
        assert palette.isVisible()


def test_recent_cases_stand_there_and_open(zone: Zone, press: Press) -> None:
    zone.window.open_case(zone.streams[0])
    zone.settle()
    press(KEY.Key_G, Qt.KeyboardModifier.AltModifier)
    zone.settle()
    palette = opened(zone, press)
    recent = [one for one in palette.list.choices if one.heading == "最近打开的办件"]
    assert len(recent) >= 2
    while current(palette) != recent[-1]:
        press(KEY.Key_Down)
    press(KEY.Key_Return)
    zone.settle()
    assert zone.window.place is Place.CASE


def test_help_is_told_beside_the_page_and_left_by_escape(zone: Zone, press: Press) -> None:
    before = QApplication.focusWidget()
    palette = opened(zone, press, "swsl")
    assert current(palette).heading == "帮助"
    press(KEY.Key_Return)
    zone.settle()
    drawer = zone.window.aids.drawer
    assert drawer.isVisible()
    assert drawer.view.topic is not None
    assert drawer.view.topic.title == "视为受理"
    press(KEY.Key_Escape)
    assert QApplication.focusWidget() is before


def test_a_word_that_is_nowhere_says_so(zone: Zone, press: Press) -> None:
    palette = opened(zone, press, "飞碟")
    assert not palette.list.choices
    assert palette._said.text() == EMPTY
    press(KEY.Key_Return)
    zone.settle()
    assert palette.isVisible()


def test_it_opens_at_once_while_the_desk_is_busy(zone: Zone, press: Press) -> None:
    held, waiting = threading.Event(), threading.Event()
    zone.backstage.ask(zone.window, held_up(waiting, held), lambda _: None, topic="hold")
    assert waiting.wait(5)
    press(KEY.Key_K, CONTROL)
    palette = zone.window.aids.palette
    assert palette.isVisible()
    assert "工作日历" in words(palette, "页面")
    held.set()
    zone.settle()


def test_a_reviewer_decides_and_filters_from_it(zone: Zone, press: Press) -> None:
    zone.desk.who = Who("审查人员", "后台", "部门", "water")
    zone.window.go(Place.DEPARTMENT)
    zone.settle()
    task = zone.window.page.findChildren(RowTable)[0].current()
    assert task is not None
    opened(zone, press, "准予")
    press(KEY.Key_Return)
    zone.settle()
    sheet = next(one for one in zone.window.findChildren(Sheet) if one.isVisible())
    assert sheet.form is not None
    assert (sheet.form.name, sheet.form.subject) == ("grant", task.item)
    assert [one.group for one in _commands(zone)] == ["这一页"] * 7, "with a sheet open no second one is offered"
    press(KEY.Key_Escape)
    opened(zone, press, "sxqq")
    press(KEY.Key_Return)
    zone.settle()
    assert "齐全性意见" in zone.window.page.findChildren(Words)[0].text()


def _commands(zone: Zone) -> Sequence[Command]:
    found: list[Sequence[Command]] = []
    zone.window.page.ask_commands(found.append)
    zone.settle()
    return found[-1]


def _nothing() -> None:
    """Only its place in the list matters."""


def test_nearer_words_stand_first_and_help_last() -> None:
    lines = [Line("帮助", "受理", _nothing), Line("页面", "视为受理", _nothing), Line("办理", "受理", _nothing)]
    assert [(one.group, one.word) for one in sift(lines, "受理", {})] == [
        ("办理", "受理"),
        ("页面", "视为受理"),
        ("帮助", "受理"),
    ]
    assert [one.word for one in sift(lines, "wsl", {"视为受理": ("swsl",)})] == ["视为受理"]
    assert sift(lines, "x", {"受理": ("sl",)}) == []
    both = [Line("帮助", "单位", _nothing), Line("帮助", "视为受理", _nothing)]
    spelled = {"单位": ("dw", "sw"), "视为受理": ("swsl",)}
    assert [one.word for one in sift(both, "sw", spelled)] == ["视为受理", "单位"], "the usual reading goes first"

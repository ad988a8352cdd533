"""The calendar by keys, on the real sample zone: walked, a notice pasted and applied, a limit reckoned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from bingliang.desk.calendar.view import Kind, Line
from bingliang.desk.demo.story import ADMINISTRATOR
from bingliang.gui import keys
from bingliang.gui.keys import Place
from bingliang.gui.pages.calendar.notice_source import spans
from bingliang.gui.pages.calendar.page import CalendarPage
from bingliang.gui.widgets import month_ink
from bingliang.gui.widgets.year_wall import month_later
from bingliang.settings import factory
from tests.gui.conftest import Press, Zone
from tests.gui.test_fit import _cut

CTRL = Qt.KeyboardModifier.ControlModifier
PRACTICE = (factory().resources / "demo" / "notice-2027.txt").read_text("utf-8")
# SAMPLE_ZONE §6: enterprise, provisional before, after the text, moved
TABLE = [
    ("岳阳新奥泛能有限公司（示范）", "2027-02-04", "2027-02-03", "提前 1 天"),
    ("岳阳海济药业有限公司（示范）", "2027-02-11", "2027-02-04", "提前 7 天"),
    ("岳阳同联药业有限公司（示范）", "2027-02-16", "2027-02-17", "推后 1 天"),
]


def page(zone: Zone) -> CalendarPage:
    return cast("CalendarPage", zone.window.room(Place.CALENDAR))


@pytest.fixture
def calendar(zone: Zone) -> Zone:
    """The clerk has gone to the calendar by its key."""
    QTest.keySequence(zone.window, QKeySequence(keys.named("go_calendar").keys[0]))
    zone.settle()
    return zone


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[None]:
    del qapp
    board = QGuiApplication.clipboard()
    board.setText(PRACTICE)
    yield
    board.clear()


def pasted(zone: Zone, press: Press) -> CalendarPage:
    press(Qt.Key.Key_V, CTRL)
    zone.settle()
    return page(zone)


def asked(zone: Zone, press: Press) -> None:
    """F9, and the sheet that asks has come up with the safe answer in focus."""
    press(Qt.Key.Key_F9)
    sheet = page(zone).notice.sheet
    assert sheet is not None
    zone.qtbot.waitUntil(lambda: QApplication.focusWidget() is sheet.defaultButton())
    assert sheet.defaultButton().text() == "取消"


def answered(zone: Zone) -> None:
    """The sheet is gone and the page has the keys again."""
    zone.qtbot.waitUntil(lambda: page(zone).notice.sheet is None and QApplication.focusWidget() is not None)
    zone.settle()


# ── the wall ──


def test_today_is_chosen_and_read_out(calendar: Zone) -> None:
    wall = page(calendar).wall
    assert wall.hasFocus()
    assert wall.chosen is not None
    assert wall.chosen.on == date(2026, 12, 18)
    assert wall.accessibleName() == "工作日历，2026年12月18日 周五，今天，工作日，到期 2 条（承诺 1、送达 1）"


def test_arrows_walk_day_by_day_and_into_the_next_year(calendar: Zone, press: Press) -> None:
    wall = page(calendar).wall
    for key, expected in (
        (Qt.Key.Key_Right, date(2026, 12, 19)),
        (Qt.Key.Key_Down, date(2026, 12, 26)),
        (Qt.Key.Key_Down, date(2027, 1, 2)),
        (Qt.Key.Key_Left, date(2027, 1, 1)),
        (Qt.Key.Key_PageDown, date(2027, 2, 1)),
        (Qt.Key.Key_PageUp, date(2027, 1, 1)),
        (Qt.Key.Key_Left, date(2026, 12, 31)),
        (Qt.Key.Key_Home, date(2026, 12, 18)),
    ):
        press(key)
        calendar.settle()
        assert wall.chosen is not None
        assert wall.chosen.on == expected
    assert "2026年" in page(calendar)._title.text()


def test_a_day_says_what_kind_it_is_and_which_notice_says_so(calendar: Zone, press: Press) -> None:
    press(Qt.Key.Key_PageUp, CTRL)
    calendar.settle()
    wall = page(calendar).wall
    assert wall.chosen is not None
    assert wall.chosen.on == date(2025, 12, 18)
    wall.choose(date(2025, 10, 11))
    assert "调休上班" in wall.accessibleName()
    assert "依据《国务院办公厅关于2025年部分节假日安排的通知》" in wall.accessibleName()
    press(Qt.Key.Key_PageDown, CTRL)
    press(Qt.Key.Key_PageDown, CTRL)
    calendar.settle()
    press(Qt.Key.Key_PageDown, CTRL)
    calendar.settle()
    assert "暂定" in wall.accessibleName()


def test_enter_leads_to_what_falls_due_and_on_into_the_case(calendar: Zone, press: Press) -> None:
    press(Qt.Key.Key_Return)
    assert page(calendar).day.list.hasFocus()
    first, second = page(calendar).day.list.rows_model.rows
    assert {first.line, second.line} == {Line.PROMISE, Line.DELIVERY}
    row = first
    press(Qt.Key.Key_Return)
    calendar.qtbot.waitUntil(lambda: calendar.window.place is Place.CASE)
    calendar.settle()
    assert calendar.window.case_page.case is not None
    assert calendar.window.case_page.case.stream == row.stream
    press(Qt.Key.Key_Escape)
    calendar.settle()
    assert calendar.window.place is Place.CALENDAR
    assert page(calendar).wall.hasFocus()


def test_a_quarter_shows_three_months_and_every_cell_finds_its_day(calendar: Zone) -> None:
    wall = page(calendar).wall
    assert [row.month for row in wall.months()] == list(range(1, 13))
    QTest.keySequence(calendar.window, QKeySequence("Alt+2"))
    assert [row.month for row in wall.months()] == [10, 11, 12]
    for box, row in wall.boxes():
        for day, cell in zip(row.days, month_ink.cells(box, row.year, row.month), strict=True):
            assert wall.day_at(cell.center()) == day
            assert wall.rect().contains(cell)


def test_one_month_later_is_the_last_day_of_a_shorter_month() -> None:
    assert month_later(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert month_later(date(2026, 1, 31), -1) == date(2025, 12, 31)
    assert month_later(date(2028, 3, 31), -1) == date(2028, 2, 29)


def test_refresh_moves_nothing(calendar: Zone, press: Press) -> None:
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_F5)
    calendar.settle()
    chosen = page(calendar).wall.chosen
    assert chosen is not None
    assert chosen.on == date(2026, 12, 19)
    assert page(calendar).wall.hasFocus()


# ── the notice ──


@pytest.mark.usefixtures("clipboard")
def test_the_practice_notice_is_pasted_previewed_and_applied_by_keys(calendar: Zone, press: Press) -> None:
    calendar.desk.who = ADMINISTRATOR
    notice = pasted(calendar, press).notice
    before = calendar.desk.calendar().horizon
    rows = notice.moved.rows_model.rows
    assert [(r.moved.enterprise, str(r.moved.old), str(r.moved.new)) for r in rows] == [row[:3] for row in TABLE]
    spoken = [str(notice.moved.rows_model.index(at, 0).data(Qt.ItemDataRole.DisplayRole)) for at in range(3)]
    assert [words.split("（")[0] for words in spoken] == [row[3] for row in TABLE]
    assert "其中提前 2 条、推后 1 条" in notice._moves_head.text()
    assert "2026-12-31 → 2027-03-21" in notice._sum.text()
    assert notice._changes.text() == "改变 4 天：01-31 上班、02-11 休息、02-12 休息、02-20 上班"
    assert "02-11 工作日 → 调休休息" in notice.pairs.accessibleDescription()
    assert calendar.desk.calendar().horizon == before, "a preview changes nothing"

    asked(calendar, press)
    press(Qt.Key.Key_Return)  # a careless Enter
    answered(calendar)
    assert calendar.desk.calendar().horizon == before
    asked(calendar, press)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    answered(calendar)
    assert calendar.desk.calendar().horizon == date(2027, 3, 21)
    said = calendar.window.notice.text
    assert "移动期限 3 条" in said
    assert "《时限调整说明》3 份" in said
    assert {note.enterprise for note in notice.made} == {row[0] for row in TABLE}
    assert notice.notes.hasFocus()
    assert calendar.window.ribbon.isVisible()
    press(Qt.Key.Key_Escape)
    calendar.settle()
    wall = page(calendar).wall
    assert wall.hasFocus()
    wall.choose(date(2027, 2, 20))
    calendar.settle()
    assert wall.chosen is not None
    assert (wall.chosen.kind, wall.chosen.provisional) == (Kind.MAKE_UP, False)


@pytest.mark.usefixtures("clipboard")
def test_a_notice_already_there_is_not_applied_again(calendar: Zone, press: Press) -> None:
    calendar.desk.who = ADMINISTRATOR
    notice = pasted(calendar, press).notice
    asked(calendar, press)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    answered(calendar)
    notice.text.setFocus()
    QTest.keyClicks(notice.text, " ")
    calendar.qtbot.waitUntil(lambda: notice._proposal is not None)
    calendar.settle()
    press(Qt.Key.Key_F9)
    assert "已经录入" in calendar.window.notice.text


def test_a_fault_names_the_sentence_and_marks_it(calendar: Zone, press: Press) -> None:
    QGuiApplication.clipboard().setText(PRACTICE.replace("共8天", "共9天"))
    notice = pasted(calendar, press).notice
    assert "写的是9天，按日期却是8天" in notice.source.fault.text()
    assert notice.source.fault.isVisible()
    (mark,) = notice.text.extraSelections()
    assert mark.cursor.selectedText().startswith("2月5日至12日放假调休")
    press(Qt.Key.Key_F9)
    assert "不能启用" in calendar.window.notice.text


@pytest.mark.usefixtures("clipboard")
def test_a_newer_paste_makes_the_older_answer_worthless(calendar: Zone, press: Press) -> None:
    notice = pasted(calendar, press).notice
    notice.text.setPlainText(PRACTICE.replace("2月5日至12日放假调休，共8天", "2月5日至11日放假调休，共7天"))
    assert notice._proposal is None, "what stands there has not been read yet"
    press(Qt.Key.Key_F9)
    assert "还没有读好" in calendar.window.notice.text
    notice.read()
    notice.text.setPlainText(PRACTICE)
    notice.read()
    calendar.settle()
    assert notice._proposal is not None
    assert [str(row.moved.new) for row in notice._proposal.moved] == [row[2] for row in TABLE]


def test_year_and_day_are_asked_for_when_the_text_is_silent(calendar: Zone, press: Press) -> None:
    bare = "春节：2月5日至12日放假调休，共8天。1月31日（周日）、2月20日（周六）上班。"
    QGuiApplication.clipboard().setText(bare)
    notice = pasted(calendar, press).notice
    assert "没有写明是哪一年" in notice.source.fault.text() or "没有公布日期" in notice.source.fault.text()
    for words in ("2027", "2026-12-18"):
        press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, words)
    calendar.qtbot.waitUntil(lambda: notice._proposal is not None)
    assert notice._proposal is not None
    assert len(notice._proposal.moved) == 3


def test_a_file_is_read_into_the_field(calendar: Zone, press: Press, workspace: Path) -> None:
    QGuiApplication.clipboard().clear()
    notice = pasted(calendar, press).notice
    (workspace / "通知.txt").write_text(PRACTICE, encoding="gb18030")
    notice.source.read_file(str(workspace / "通知.txt"))
    calendar.qtbot.waitUntil(lambda: notice._proposal is not None)
    assert notice.text.toPlainText() == PRACTICE
    notice.source.read_file(str(workspace / "没有.txt"))
    calendar.settle()
    assert "打不开" in notice.source.fault.text()


@pytest.mark.usefixtures("clipboard")
def test_closing_asks_while_a_notice_is_read_but_not_applied(calendar: Zone, press: Press) -> None:
    assert page(calendar).unsaved() == ""
    pasted(calendar, press)
    assert page(calendar).unsaved() == "粘贴的节假日通知还没有启用。"


def test_days_in_a_row_are_said_as_a_span() -> None:
    days = [date(2027, 2, n) for n in (5, 6, 7)] + [date(2027, 2, 20)]
    assert spans(days) == "02-05 至 02-07、02-20"


# ── 算期限 ──


def test_a_limit_is_reckoned_with_its_account(calendar: Zone, press: Press) -> None:
    press(Qt.Key.Key_D, CTRL)
    due = page(calendar).due
    assert due.start.text() == "2026-12-18"
    assert due.days.hasFocus()
    QTest.keyClicks(due.days, "10")
    calendar.qtbot.waitUntil(lambda: due.answer.text().startswith("2027-01-04"))
    assert due.answer.text() == "2027-01-04 周一〔暂定〕"
    lines = due.account.rows_model.rows
    assert (lines[0].reason, lines[-1].number) == ("起算当日不计", 10)
    wall = page(calendar).wall
    assert wall._due == date(2027, 1, 4)
    assert sum(number is not None for number in wall._counted.values()) == 10
    press(Qt.Key.Key_Escape)
    assert wall._due is None
    assert wall.hasFocus()


@pytest.mark.parametrize(
    ("start", "days", "sentence"),
    [
        ("腊月初八", "5", "不是日期"),
        ("2026-12-18", "五", "应是 0 到 3000 的整数"),
        ("2050-12-30", "50", "超出工作日历"),
    ],
)
def test_what_cannot_be_reckoned_is_one_sentence(
    calendar: Zone, press: Press, start: str, days: str, sentence: str
) -> None:
    press(Qt.Key.Key_D, CTRL)
    due = page(calendar).due
    due.start.setText(start)
    due.days.setText(days)
    due.reckon()
    calendar.settle()
    assert sentence in due._fault.text()
    assert not due.answer.isVisible()


def test_a_limit_in_bare_days_shows_both_dates(calendar: Zone, press: Press) -> None:
    press(Qt.Key.Key_D, CTRL)
    due = page(calendar).due
    due.start.setText("2026-10-12")
    due.days.setText("30")
    press(Qt.Key.Key_Tab)
    for _ in range(2):
        press(Qt.Key.Key_Right)
    calendar.settle()
    assert due.answer.text().startswith("2026-11-11")
    assert "按工作日算是 2026-11-23" in due._basis.text()


# ── looks ──


@pytest.mark.usefixtures("clipboard")
@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1440, 900)])
def test_nothing_is_cut_off(calendar: Zone, press: Press, size: tuple[int, int]) -> None:
    calendar.window.resize(*size)
    calendar.settle()
    assert _cut(page(calendar)) == []
    press(Qt.Key.Key_D, CTRL)
    QTest.keyClicks(page(calendar).due.days, "20")
    calendar.settle()
    assert _cut(page(calendar)) == []
    press(Qt.Key.Key_Escape)
    pasted(calendar, press)
    assert _cut(page(calendar)) == []


@pytest.mark.usefixtures("clipboard")
def test_every_control_has_a_name(calendar: Zone, press: Press) -> None:
    pasted(calendar, press)
    nameless = [
        type(part).__name__
        for part in page(calendar).findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled() and not part.accessibleName()
        and not (part.text() if isinstance(part, QAbstractButton) else type(part).__name__ in ("State", "QScrollBar"))
    ]  # fmt: skip
    assert nameless == []


@pytest.mark.usefixtures("clipboard")
def test_a_clerk_sees_what_a_notice_moves_but_does_not_put_it_in_force(calendar: Zone, press: Press) -> None:
    """The calendar binds every counter: it is the administrator's, and the button says so before anything is pressed."""
    notice = pasted(calendar, press).notice
    before = calendar.desk.calendar().horizon
    assert notice.moved.rows_model.rows
    assert not notice.apply_button.isEnabled()
    assert notice.apply_button.toolTip().startswith("窗口无权办理“节假日通知”，请由管理员岗位办理。")
    press(Qt.Key.Key_F9)
    calendar.settle()
    assert notice.sheet is None
    assert "请由管理员岗位办理" in calendar.window.notice.text
    assert calendar.desk.calendar().horizon == before

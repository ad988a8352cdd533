"""办件: the account of each day, the tabs, the lanes, and a record put right from the log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bingliang.desk.acts.forms import UNTOUCHED
from bingliang.gui import style, tokens
from bingliang.gui.keys import Place
from bingliang.gui.pages.case.room import CaseRoom
from bingliang.gui.pages.records import ROW
from bingliang.gui.widgets.account import AccountView
from bingliang.gui.widgets.choices import Choice
from bingliang.gui.widgets.lane_axis import AXIS
from tests.clerk import Clerk
from tests.gui import looks
from tests.gui.case_hand import CTRL, CTRL_SHIFT, KEY, Hand, item, lines, opened
from tests.gui.conftest import Press, Zone


@pytest.fixture
def hand(zone: Zone, press: Press) -> Hand:
    return Hand(zone, press)


# ── the account, the tabs ─────────────────────────────────────────────────────────────────────────────────────────


def test_account_of_each_day_is_one_key_away(zone: Zone, hand: Hand) -> None:
    opened(zone, "新能源汽车零部件")
    hand.press(*[KEY.Key_Down] * 7)
    hand.press(KEY.Key_E)
    view = next(one for one in zone.window.findChildren(AccountView) if one.isVisible())
    assert "特殊建设工程消防设计审查" in view.accessibleName()
    assert "11-25" in view._sum.text()
    hand.press(KEY.Key_Right)
    assert "承诺期限 7 个工作日：计 7 日，停表 9 日，到 2026-11-13" in view._sum.text()
    stopped = [line for line in view.table.rows_model.rows if line.reason.startswith("停表")]
    assert (f"{stopped[0].on:%m-%d}", f"{stopped[-1].on:%m-%d}", len(stopped)) == ("10-27", "11-06", 9)
    hand.press(KEY.Key_C, held=CTRL)
    assert "2026-11-13  周五  第7日" in QApplication.clipboard().text()
    hand.press(KEY.Key_Escape)
    assert hand.nothing_open()


def test_what_is_only_held_says_why_there_is_nothing_to_count(zone: Zone, hand: Hand) -> None:
    stream = zone.stream("虚构")
    zone.window.open_case(stream)
    zone.settle()
    hand.press(KEY.Key_E)
    view = next(one for one in zone.window.findChildren(AccountView) if one.isVisible())
    assert "没有受理就已终止" in view._sum.text()


def test_the_log_is_not_drowned_in_papers_and_a_turned_tab_is_seen(zone: Zone, hand: Hand) -> None:
    opened(zone, "新能源汽车零部件")
    page = zone.window.case_page
    log = page._tabs.tables[0].rows_model.rows
    assert [row.act for row in log if row.act == "拟制文书" and "承诺书" not in row.text] == []
    receipt = next(row for row in log if row.act == "收件")
    assert "收件凭证" in [paper.title for paper in receipt.papers]
    hand.press(*[KEY.Key_PageDown] * 3, held=CTRL)
    assert page.tabs.tabText(page.tabs.currentIndex()) == "评议 1"
    top = page._tabs.mapTo(page._area.viewport(), page._tabs.rect().topLeft()).y()
    assert 0 <= top < page._area.viewport().height() - tokens.HEADER_ROW
    assert "请企业在评价屏上评价按 Alt+E" in page._tabs._rating_note.text()


def test_enter_on_a_paper_goes_to_the_papers(zone: Zone, hand: Hand) -> None:
    opened(zone, "磁力装备")
    hand.press(*[KEY.Key_PageDown] * 2, held=CTRL)
    zone.window.case_page.panes()[1].setFocus()
    hand.press(KEY.Key_Return)
    assert zone.window.place is Place.PAPERS


def test_one_more_row_is_one_key_and_typing_begins_in_it(zone: Zone, hand: Hand) -> None:
    """齐全性意见 of an item that is still received: the sample zone has none that morning, so one is taken in."""
    clerk = Clerk(zone.desk, zone.clock)
    stream = clerk.receives("S3-07").stream
    zone.window.open_case(stream)
    zone.settle()
    hand.chord(KEY.Key_B)
    hand.press(KEY.Key_I, held=CTRL)
    hand.press(KEY.Key_X)
    rows = hand.sheet.fields.values()["defects"]
    assert [row["material"] for row in rows] == ["", "x"]


def test_what_is_greyed_can_be_read_as_well_as_its_reason(zone: Zone, hand: Hand, qapp: QApplication) -> None:
    """The word of a greyed act stands at 4.5:1 as drawn, current or not, by day and by night."""
    for dark in (False, True):
        style.apply(qapp, style.Look(dark=dark))
        opened(zone, "泛能站")
        hand.press(KEY.Key_B, held=CTRL)
        listed = hand.menu.list
        at = next(n for n, row in enumerate(listed._model.rows) if isinstance(row, Choice) and row.why_not)
        for current in (False, True):
            listed.setCurrentIndex(listed.model().index(at if current else 1, 0))
            listed.scrollTo(listed.model().index(at, 0))
            box = listed.visualRect(listed.model().index(at, 0))
            upper = listed.viewport().grab(box.adjusted(14, 2, -200, -box.height() // 2)).toImage()
            assert looks._contrast(upper) >= looks.LEAST, (dark, current)
        hand.press(KEY.Key_Escape)
    style.apply(qapp, style.Look())


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1440, 900)], ids=str)
def test_nine_items_leave_the_tabs_in_sight(zone: Zone, hand: Hand, size: tuple[int, int]) -> None:
    """The lanes scroll in their own room below an axis that stays; records, materials and papers are never below the fold."""
    zone.window.resize(*size)
    opened(zone, "新能源汽车零部件")
    zone.settle()
    page = zone.window.page
    assert isinstance(page, CaseRoom)
    case, chart = page.case, page.case.chart
    assert case.case is not None
    assert len(case.case.lanes) == 9
    view = case._area.viewport()
    assert case._area.verticalScrollBar().maximum() == 0, "nothing is below the fold"
    table = case._tabs.table
    assert table.mapTo(view, table.rect().bottomLeft()).y() <= view.height()
    assert table.viewport().height() >= 2 * ROW
    assert 3 <= chart.shown < 9
    hand.press(*[KEY.Key_Down] * 8)
    lane = chart.current()
    assert lane is not None
    assert (lane.no, chart.top) == (9, 9 - chart.shown)
    at = AXIS + (8 - chart.top) * chart.lane_height
    assert at + chart.lane_height <= chart.height(), "the lane in hand is in sight"
    assert lane.item_name in chart.words_at(20, at + 5)
    assert chart.words_at(20, AXIS - 5) == "", "the axis is no lane"
    hand.press(KEY.Key_Home)
    assert chart.top == 0
    hand.press(KEY.Key_PageDown)
    assert chart.top + chart.shown > chart._current >= chart.shown - 1
    hand.press(KEY.Key_End)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(60, AXIS + 5))
    assert chart._current == chart.top == 9 - chart.shown


def test_a_case_with_room_shows_every_lane(zone: Zone) -> None:
    zone.window.resize(1440, 1200)
    opened(zone, "新能源汽车零部件")
    zone.settle()
    page = zone.window.page
    assert isinstance(page, CaseRoom)
    assert (page.case.chart.shown, page.case.chart.top) == (9, 0)
    assert not page.case._path.isHidden()


# ── 录入更正 ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_record_is_put_right_from_the_log_by_keys(zone: Zone, hand: Hand) -> None:
    """The line in hand, the right day typed over, why and by whom; the clocks move, the old line stays."""
    stream = opened(zone, "泛能站")
    page = zone.window.page
    assert isinstance(page, CaseRoom)
    before, old = item(zone, stream), lines(zone, stream)
    assert before.acceptance is not None
    log = page.case._tabs.tables[0]
    log.setFocus()
    at = next(n for n, row in enumerate(log.rows_model.rows) if row.act == "受理")
    log.selectRow(at)
    hand.press(KEY.Key_G, held=CTRL_SHIFT)
    sheet = hand.sheet
    assert sheet.form is not None
    assert (sheet.form.name, sheet.form.seq) == ("amend", log.rows_model.rows[at].seq)
    assert UNTOUCHED in sheet.consequence.said
    assert sheet.cancel_button.isDefault()
    right = before.acceptance.on + timedelta(days=1)
    for letter in f"{right:%m%d}":
        hand.press(KEY(ord(letter)))
    assert f"受理日由 {before.acceptance.on} 更正为 {right}。" in sheet.consequence.said
    assert "作废，编号保留" in sheet.consequence.said
    hand.press(KEY.Key_Return)
    hand.press(*(KEY.Key_A, KEY.Key_B))
    hand.press(KEY.Key_Return)
    hand.press(KEY.Key_C)
    hand.press(KEY.Key_Return)
    assert lines(zone, stream) == old, "Enter does not put anything right"
    hand.confirm()
    now = item(zone, stream)
    assert now.acceptance is not None
    assert now.acceptance.on == right
    with zone.desk.store.look() as look:
        kept = look.entries(stream)
    assert kept[old].act == "amend"
    assert f"{before.acceptance.on}" == kept[old].facts["was"]["accepted_on"]  # type: ignore[index]  # facts are JSON
    assert zone.window.notice.text.startswith("“录入更正”已办理")


def test_a_record_is_chosen_from_the_menu_and_a_delivered_decision_says_why_not(zone: Zone, hand: Hand) -> None:
    opened(zone, "磁力装备")
    hand.chord(KEY.Key_L)
    hand.confirm()
    hand.press(KEY.Key_B, held=CTRL)
    hand.press(KEY.Key_L, KEY.Key_R, KEY.Key_G, KEY.Key_Z, KEY.Key_Return)
    assert hand.menu.title.text() == "录入更正 · 更正哪一行"
    choices = hand.menu.list.choices
    greyed = [choice for choice in choices if choice.why_not]
    assert any("准予" in choice.word and "第六十九条" in choice.why_not for choice in greyed)
    assert not any("拟制文书" in choice.word for choice in choices)
    hand.press(KEY.Key_1)
    assert hand.sheet.form is not None
    assert "送达" in hand.sheet.form.subject
    hand.press(KEY.Key_Escape)
    assert hand.nothing_open()


def test_what_the_program_recorded_itself_is_not_put_right(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, "泛能站")
    page = zone.window.page
    assert isinstance(page, CaseRoom)
    log = page.case._tabs.tables[0]
    before = lines(zone, stream)
    log.setFocus()
    at = next((n for n, row in enumerate(log.rows_model.rows) if row.act in ("拟制文书", "分送")), None)
    assert at is not None, [row.act for row in log.rows_model.rows]
    log.selectRow(at)
    hand.press(KEY.Key_G, held=CTRL_SHIFT)
    assert "由程序记录，不能更正" in zone.window.notice.text
    assert hand.nothing_open()
    assert lines(zone, stream) == before

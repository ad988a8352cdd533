"""绿色通道 by keys: granted at the case, first in the worklist with its mark, taken back; a project likewise."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from bingliang.desk.casework import green
from bingliang.desk.projects.rows import library
from bingliang.gui.keys import Place
from bingliang.gui.pages.library.page import ProjectsPage
from bingliang.gui.pages.worklist.page import WorklistPage
from bingliang.ledger.acts import Who
from tests.gui import looks
from tests.gui.case_hand import CTRL, KEY, Hand, item, lines, opened
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import confirmed, gone_to, settled, sheet_over

NEWEST = "泛能站"


@pytest.fixture
def hand(zone: Zone, press: Press) -> Hand:
    return Hand(zone, press)


def worklist(zone: Zone) -> WorklistPage:
    zone.window.go(Place.WORKLIST)
    zone.settle()
    page = zone.window.page
    assert isinstance(page, WorklistPage)
    return page


def test_granted_by_keys_it_stands_first_with_its_mark(zone: Zone, hand: Hand) -> None:
    rows = worklist(zone).table.rows_model.rows
    stream = opened(zone, NEWEST)
    assert rows[0].stream != stream
    law = [row.due_on for row in rows if row.stream == stream]
    hand.act("lstdzy")
    assert hand.sheet.fields.values()["promises"][0]["item"].endswith("公布15个工作日")
    hand.write("示范重点〔2026〕3号")
    hand.press(KEY.Key_Tab)
    hand.write("管委会分管副主任")
    assert looks.cut(zone.window) == []
    assert "排在最前" in hand.sheet.consequence.said
    hand.confirm()
    assert hand.nothing_open()
    page = worklist(zone)
    first = page.table.rows_model.rows[0]
    assert (first.stream, first.green) == (stream, True)
    assert "绿色通道在前，期限近的在前" in page._sum.text()
    assert [row.due_on for row in page.table.rows_model.rows if row.stream == stream] == law
    assert page.table.rows_model.data(page.table.rows_model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole).startswith(
        "绿色通道，"
    )
    opened(zone, NEWEST)
    hand.act("lstdqx")
    hand.write("移出重点项目名单")
    assert "已受理各项的承诺不因取消改变" in hand.sheet.consequence.said
    hand.confirm()
    assert worklist(zone).table.rows_model.rows[0].stream != stream


def test_a_promise_no_shorter_than_the_published_one_is_not_confirmed(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, NEWEST)
    before = lines(zone, stream)
    hand.act("lstdzy")
    hand.write("示范重点〔2026〕3号")
    hand.press(KEY.Key_Tab)
    hand.write("管委会分管副主任")
    hand.press(KEY.Key_Tab, KEY.Key_2, KEY.Key_0)
    assert "公布的承诺是15个工作日，绿色通道的承诺只能比它短" in hand.sheet.consequence.said
    hand.confirm()
    hand.press(KEY.Key_Backspace, KEY.Key_Backspace, KEY.Key_X)
    assert "不是日数" in hand.sheet.consequence.said
    hand.confirm()
    assert item(zone, stream).hastened is None
    assert lines(zone, stream) == before


def test_where_the_zone_has_named_no_grounds_the_menu_says_what_to_do(zone: Zone, hand: Hand) -> None:
    from tests.clerk import Clerk

    Clerk(zone.desk, zone.clock).sets(green_grounds="")
    opened(zone, NEWEST)
    hand.press(KEY.Key_B, held=CTRL)
    for letter in "LSTDZY":
        hand.press(getattr(KEY, f"Key_{letter}"))
    choice = next(one for one in hand.menu.list.choices if one.word == "绿色通道（准予）")
    assert "“绿色通道的情形”" in choice.why_not


def test_a_project_has_it_by_keys_and_the_menu_then_offers_to_take_it_back(zone: Zone, press: Press) -> None:
    page = gone_to(zone, press, KEY.Key_X, ProjectsPage).projects
    row = page.table.rows_model.rows[0]
    page.acts.open("grant_project_green", row)
    zone.settle()
    sheet = sheet_over(zone, page.acts)
    for name, words in (("green_document", "示范重点〔2026〕3号"), ("green_approver", "管委会分管副主任")):
        sheet.fields._lines[name].editor.stop.setText(words)  # type: ignore[attr-defined]  # a line of text
    settled(zone, sheet)
    assert "起收件的办件随项目走绿色通道" in sheet.consequence.said
    confirmed(zone, press, sheet)
    held = next(one for one in library(zone.desk).rows if one.stream == row.stream)
    assert held.green is not None
    assert held.green.in_force
    press(KEY.Key_B, Qt.KeyboardModifier.ControlModifier)
    zone.settle()
    menu = page.acts._menu
    assert menu is not None
    why = {one.word: one.why_not for one in menu.list.choices}
    assert "已走绿色通道" in why["项目绿色通道（准予）"]
    assert not why["项目绿色通道（取消）"]


def test_the_department_sees_it_first(zone: Zone) -> None:
    from bingliang.desk.tasks import tasks
    from tests.clerk import Clerk

    stream = zone.stream(NEWEST)
    case = item(zone, stream)
    clerk = Clerk(zone.desk, zone.clock, stream=stream)
    green.grant(
        clerk.desk,
        "green/1",
        stream,
        zone.desk.today(),
        green.Granting("抢险救灾（示范）", "示范〔2026〕1号", "管委会主任"),
    )
    zone.desk.who = Who("审查人员", "后台", "部门", case.department)
    zone.window.go(Place.DEPARTMENT)
    zone.settle()
    first = zone.window.page.table.rows_model.rows[0]  # type: ignore[attr-defined]  # the department's list
    owed = [one for one in tasks(zone.desk).rows if one.want.owed]
    assert (first.stream, first.green) == (stream, True)
    assert len(owed) > 1

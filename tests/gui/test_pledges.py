"""The register of pledges on screen, by keys: nine kinds, the case behind a row, a department's own pledge on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from bingliang.desk.pledges.rows import PledgeKind
from bingliang.gui.keys import Place
from bingliang.gui.pages.pledges.acts import offers
from bingliang.gui.pages.pledges.page import PledgesPage
from bingliang.gui.printable import pledge_sheet
from bingliang.ledger.acts import Who
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import gone_to, sheet_over

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


def arrived(zone: Zone, press: Press) -> PledgesPage:
    return gone_to(zone, press, KEY.Key_C, PledgesPage)


def test_every_kind_is_one_key_and_says_how_many(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    for at, which in enumerate(PledgeKind):
        press(KEY(KEY.Key_1 + at), ALT)
        zone.settle()
        assert page.tiles[at].isChecked()
        assert page.tiles[at].count == page.table.rows_model.rowCount()
        assert page.card.head.text() == which


def test_enter_goes_to_the_case_and_esc_comes_back(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_3, ALT)
    zone.settle()
    row = page.table.current()
    assert row is not None
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: zone.window.place is Place.CASE)
    zone.settle()
    press(KEY.Key_Escape)
    zone.settle()
    assert zone.window.place is Place.PLEDGES
    assert page.table.current() == row


def test_a_department_leads_to_its_own_dates_and_esc_back_to_all(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_7, ALT)
    zone.settle()
    row = next(one for one in page.table.rows_model.rows if sum(one.counts))
    page.table.selectRow(page.table.rows_model.place((row.stream, row.no, row.seq, row.body)))
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: page._department == row.body)
    zone.settle()
    assert {one.body for one in page.table.rows_model.rows} <= {row.body}
    press(KEY.Key_Escape)
    zone.settle()
    assert page.tiles[6].isChecked()
    made = pledge_sheet(zone.desk, row.body)
    assert made.loose
    assert made.row.title == "公开承诺书"


def test_the_broken_ones_say_which_still_owe_their_explanation(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_2, ALT)
    zone.settle()
    rows = page.table.rows_model.rows
    told = [bool(row.seq) for row in rows]
    assert told == sorted(told), "those that still owe it stand first"
    assert f"应公开说明的 {told.count(False)} 条，已公开 {told.count(True)} 条" in page.card.sum.text()
    assert {row.project for row in rows if row.seq} >= {"新能源汽车零部件产业园"}


def test_a_promise_of_the_zone_is_settled_with_its_proof(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_9, ALT)
    zone.settle()
    row = page.table.rows_model.rows[0]
    assert (row.kind, row.enterprise, row.state) == (PledgeKind.AGREED, "岳阳示例精工有限公司（虚构）", "已过 18 天")
    press(KEY.Key_Return)
    sheet = sheet_over(zone, page.acts)
    assert "须写明凭证" in sheet.consequence.said
    box = sheet.fields._lines["proof"].editor.stop
    assert isinstance(box, QLineEdit)
    box.insert("拨付凭证示范〔2026〕9号")
    sheet_over(zone, page.acts)
    press(KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    zone.qtbot.waitUntil(lambda: not sheet.isVisible())
    zone.settle()
    press(KEY.Key_8, ALT)
    zone.settle()
    kept = next(one for one in page.table.rows_model.rows if one.state == "12-18 逾期兑现")
    assert next(iter(offers(kept, "窗口"))).forbidden == "这一项承诺已经登记兑现，不用再登记。"
    assert offers(row, "窗口")[0].allowed


def test_publishing_is_the_administrators_and_shows_what_stays(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_7, ALT)
    zone.settle()
    row = next(one for one in page.table.rows_model.rows if one.body == "city-management")
    assert "2027-01-01起 《示范区承诺时限公告》示范〔2026〕5号" in row.number
    assert next(one for one in offers(row, "窗口")).forbidden == "“公布承诺时限”由管理员办理。"
    zone.desk.who = Who("管理员", "后台", "管理员")
    page.table.selectRow(page.table.rows_model.place((row.stream, row.no, row.seq, row.body)))
    press(KEY.Key_F5)
    zone.settle()
    press(KEY.Key_B, Qt.KeyboardModifier.ControlModifier)
    zone.settle()
    press(KEY.Key_Return)
    sheet = sheet_over(zone, page.acts)
    assert sheet.form is not None
    assert sheet.form.title == "公布承诺时限"
    assert "承诺还没有改动" in sheet.consequence.said
    assert looks.cut(page) == []

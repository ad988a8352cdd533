"""The register of pledges on screen, by keys: seven kinds, the case behind a row, a department's own pledge on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from bingliang.desk.pledge_register import PledgeKind
from bingliang.gui.keys import Place
from bingliang.gui.pages.pledges import PledgesPage, pledge_sheet
from tests.gui import looks
from tests.gui.conftest import Press, Zone

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


def arrived(zone: Zone, press: Press) -> PledgesPage:
    press(KEY.Key_C, ALT)
    zone.settle()
    page = zone.window.page
    assert isinstance(page, PledgesPage)
    return page


def test_every_kind_is_one_key_and_says_how_many(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    for at, which in enumerate(PledgeKind):
        press(KEY(KEY.Key_1 + at), ALT)
        zone.settle()
        assert page.tiles[at].isChecked()
        assert page.tiles[at].count == page.table.rows_model.rowCount() or not page.table.rows_model.rows
        assert page._head.text() == which


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


def test_nothing_is_cut_and_all_can_be_read(zone: Zone, press: Press, qtbot: QtBot) -> None:
    del qtbot
    for width, height in ((1280, 720), (1440, 900)):
        zone.window.resize(width, height)
        page = arrived(zone, press)
        zone.settle()
        assert looks.cut(page) == []
        assert looks.outside(page) == []
        assert looks.nameless(page) == []

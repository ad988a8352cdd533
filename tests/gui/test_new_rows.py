"""新登记的一行 is in hand once it has been recorded, whatever the filter was: what comes next is done to it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from bingliang.desk.boards.forms import form_of as board_form
from bingliang.desk.boards.pages import CONTEST, FORTNIGHTLY
from bingliang.gui.pages.boards.page import BoardsPage
from bingliang.gui.pages.library.page import ProjectsPage
from bingliang.gui.pages.pledges.page import PledgesPage
from bingliang.gui.pages.rating.page import RatingPage
from bingliang.gui.sheet import Sheet
from bingliang.ledger.acts import Who
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import confirmed, gone_to, settled, sheet_over

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


def written(zone: Zone, sheet: Sheet, **values: str) -> None:
    """As pasted: QTest types Latin letters only."""
    for name, words in values.items():
        box = sheet.fields._lines[name].editor.stop
        (box.setPlainText if hasattr(box, "setPlainText") else box.setText)(words)  # type: ignore[attr-defined]  # a line or several
    settled(zone, sheet)


def test_a_promise_is_shown_among_its_kind(zone: Zone, press: Press) -> None:
    page = gone_to(zone, press, KEY.Key_C, PledgesPage)
    press(KEY.Key_Insert)
    sheet = sheet_over(zone, page.acts)
    written(
        zone, sheet, agreed_enterprise="岳阳示例精工有限公司（虚构）", agreed_document="投资协议示范〔2026〕9号",
        agreed_words="厂房租金减半两年", agreed_owner="产发局", until="2027-03-01",
    )  # fmt: skip
    confirmed(zone, press, sheet)
    row = page.table.current()
    assert row is not None
    assert (row.what, page._which) == ("厂房租金减半两年", row.kind)


def test_a_project_is_shown_whatever_was_sifted(zone: Zone, press: Press) -> None:
    room = gone_to(zone, press, KEY.Key_X, ProjectsPage)
    room.projects.seek("智能装备车间")
    zone.settle()
    press(KEY.Key_Insert)
    sheet = sheet_over(zone, room.projects.acts)
    written(zone, sheet, project_name="示范热处理线", firm="岳阳示例精工有限公司（虚构）")
    confirmed(zone, press, sheet)
    row = room.projects.table.current()
    assert row is not None
    assert row.name == "示范热处理线"
    assert room.projects.sift.value() == ""


def test_a_number_is_shown_although_others_were_sifted(zone: Zone, press: Press) -> None:
    zone.desk.who = Who("督查专员", "后台", "督查")
    page = gone_to(zone, press, KEY.Key_O, BoardsPage)
    page.turn_to(CONTEST)
    zone.settle()
    view = page.view
    view.choose(FORTNIGHTLY)
    zone.settle()
    view.acts._ask_form("weekly|", lambda counter: board_form(counter.desk, "publish_digest", "weekly|"))
    sheet = sheet_over(zone, view.acts)
    confirmed(zone, press, sheet)
    row = view.table.current()
    assert row is not None
    assert row.key == "weekly|2026-12-18"


def test_a_signed_sheet_is_shown(zone: Zone, press: Press) -> None:
    page = gone_to(zone, press, KEY.Key_P, RatingPage)
    press(KEY.Key_Insert)
    sheet = sheet_over(zone, page.acts)
    written(zone, sheet, signer="项目经理")
    confirmed(zone, press, sheet)
    row = page.table.current()
    assert row is not None
    assert row.state.startswith("已封存到")

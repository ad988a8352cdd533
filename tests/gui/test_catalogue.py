"""事项目录 by keys: search, an item said anew, the draft in force, two editions compared; who may only look is told so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from bingliang.desk.catalogue.filter import ItemFilter
from bingliang.desk.catalogue.forms import TITLES, form_of
from bingliang.desk.catalogue.view import item_list
from bingliang.desk.help import factory_help
from bingliang.desk.loading import pinyin
from bingliang.desk.pledges.register import register
from bingliang.desk.pledges.rows import PledgeKind
from bingliang.gui.pages.catalogue.acts import offers
from bingliang.gui.pages.catalogue.page import CataloguePage
from bingliang.gui.pages.pledges.acts import offers as pledge_offers
from bingliang.gui.sheet import Sheet
from bingliang.ledger.acts import Who
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import confirmed, gone_to, settled, sheet_over

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ADMIN = Who("管理员", "后台", "管理员")


@pytest.fixture(autouse=True)
def own_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path / "own"))


def arrived(zone: Zone, press: Press, who: Who | None = ADMIN) -> CataloguePage:
    if who is not None:
        zone.desk.who = who
    return gone_to(zone, press, KEY.Key_I, CataloguePage)


def write(zone: Zone, sheet: Sheet, text: str) -> None:
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    focus.selectAll()
    focus.insert(text)  # as pasted: QTest types Latin letters only
    settled(zone, sheet)


def test_filters_count_and_a_few_letters_find(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    for at, which in enumerate(ItemFilter):
        press(KEY(KEY.Key_1 + at), ALT)
        zone.settle()
        assert page.tiles[at].count == len(page.table.rows_model.rows), which
    assert page.tiles[0].count == 80
    press(KEY.Key_1, ALT)
    QTest.keyClicks(page.box, "sgxk")
    zone.settle()
    assert [row.code for row in page.table.rows_model.rows] == ["S3-03", "S3-14"]
    assert page.detail.view is not None
    assert dict(page.detail.view.facts)["承诺时限"] == "3个工作日"
    press(KEY.Key_Escape)
    zone.settle()
    assert len(page.table.rows_model.rows) == 80
    before = page.table.currentIndex().row()
    press(KEY.Key_Down)
    zone.settle()
    assert page.table.currentIndex().row() == before + 1, "the arrows walk the list while the box keeps the focus"


def test_an_item_is_said_anew_put_in_force_and_compared(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    QTest.keyClicks(page.box, "S2-02")
    zone.settle()
    press(KEY.Key_Return)
    sheet = sheet_over(zone, page.acts)
    write(zone, sheet, "25")
    assert "长于法定的20个工作日" in sheet.consequence.said
    assert not sheet.act_button.isEnabled()
    write(zone, sheet, "4")
    assert "承诺时限：5个工作日，自受理之日起 → 4个工作日，自受理之日起" in sheet.consequence.said
    assert "对在办件" in sheet.consequence.said
    confirmed(zone, press, sheet)
    assert "草稿 1 项，F9 启用" in page.card.sum.text()
    press(KEY.Key_F9)
    sheet = sheet_over(zone, page.acts)
    assert sheet.form is not None
    assert sheet.form.name == "adopt_items"
    write(zone, sheet, "示范〔2026〕5号")
    assert "自 2027-01-01 起按新版办理（示范〔2026〕5号）" in sheet.consequence.said
    confirmed(zone, press, sheet)
    assert page.table.rows_model.rows[0].state == "2027-01-01起用新版"
    press(KEY.Key_D, CTRL)
    zone.settle()
    changed = {row.field: (row.before, row.after) for row in page.comparing.table.rows_model.rows}
    assert changed["承诺时限"] == ("5个工作日，自受理之日起", "4个工作日，自受理之日起")
    assert looks.cut(page) == []
    press(KEY.Key_Escape)
    zone.settle()
    assert page.listing
    assert zone.desk.store.verify().ok


def test_a_new_item_is_begun_by_ins_and_refused_without_a_law(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_Insert)
    sheet = sheet_over(zone, page.acts)
    assert sheet.form is not None
    assert (sheet.form.name, sheet.form.values["item_code"]) == ("new_item", "Z-01")
    write(zone, sheet, "城市树木迁移审批（示范）")
    assert "填好左边的必填栏" in sheet.consequence.said
    assert looks.cut(sheet) == []
    assert looks.nameless(sheet) == []
    press(KEY.Key_Escape)
    zone.desk.who = Who("综合窗口甲", "3")
    page.refresh()
    zone.settle()
    press(KEY.Key_Insert)
    zone.settle()
    assert not sheet.isVisible()
    assert "只能查看事项目录" in zone.window.notice.text


@pytest.mark.parametrize("code", ["S3-03", "S2-09", "S4-01", "S1-10"])
def test_an_item_only_looked_at_is_unchanged(zone: Zone, press: Press, code: str) -> None:
    """What the fields show is read back as what stands there, names with commas and all."""
    page = arrived(zone, press)
    page.acts.open("edit_item", code)
    sheet = sheet_over(zone, page.acts)
    assert "还没有改动" in sheet.consequence.said
    press(KEY.Key_Escape)


def test_every_act_is_found_by_its_initials(zone: Zone) -> None:
    rows = register(zone.desk, PledgeKind.PUBLIC).rows[:1] + register(zone.desk, PledgeKind.AGREED).rows[:1]
    every = [*offers(item_list(zone.desk)), *(one for row in rows for one in pledge_offers(row, "管理员"))]
    written = [one.title for one in every if "Excel" not in one.title and "公示牌" not in one.title]
    spoken = {title: "".join(sign[0][0] for sign in pinyin(title)) for title in written}
    assert {one.title: one.initials for one in every if one.title in spoken} == spoken
    assert {one.initials for one in every if "公示牌" in one.title} == {"dycngspa4", "dycngspa3", "dycngspa2"}


def test_who_may_only_look_is_told_by_key_and_in_the_menu(zone: Zone, press: Press) -> None:
    page = arrived(zone, press, who=None)
    press(KEY.Key_Return)
    zone.settle()
    said = "“窗口”只能查看事项目录，请由管理员修改。"
    assert page.acts._sheet is None
    assert said in zone.window.notice.text
    assert page._found is not None
    assert {one.forbidden for one in offers(page._found) if not one.name.startswith("export")} == {said}
    press(KEY.Key_F9)
    zone.settle()
    assert page.acts._sheet is None


def test_the_table_and_the_settings_are_written_and_read(zone: Zone, press: Press, tmp_path: Path) -> None:
    page = arrived(zone, press)
    for name, ending, same in (("items", "xlsx", "没有可以存入草稿的"), ("settings", "json", "完全相同")):
        path = tmp_path / f"{name}.{ending}"
        page.acts.export(f"export_{name}", path=str(path))
        zone.settle()
        assert path.stat().st_size > 1000
        page.acts.open(f"import_{name}", path=str(path))
        sheet = sheet_over(zone, page.acts)
        assert same in sheet.consequence.said
        press(KEY.Key_Escape)
        zone.settle()


def test_every_field_of_every_sheet_is_explained(zone: Zone) -> None:
    zone.desk.who = ADMIN
    held, lacking = factory_help(), []
    for name in TITLES:
        form = form_of(zone.desk, name, "S3-07" if name in ("edit_item", "drop_item") else "")
        assert held.topics[f"do.{name}"].title == form.title
        lacking += [key for one in form.fields if held.of(key := f"act.{name}.{one.name}") is None]
    assert lacking == []

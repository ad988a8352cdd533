"""看板 by keys: five pages, every figure down to its lines and from there to the case; drafted, signed and frozen on the sheet; exported."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from bingliang.desk.boards.exports import export
from bingliang.desk.boards.pages import BROADCAST, CONTEST, ISSUES, ROLL, STAGE, TABS
from bingliang.desk.demo.story import BEIJING
from bingliang.gui.keys import Place
from bingliang.gui.pages.boards.board_list import BoardList
from bingliang.gui.pages.boards.page import BoardsPage
from bingliang.gui.widgets.act_menu import ActMenu
from bingliang.ledger.acts import Who
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import confirmed, gone_to, sheet_over

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SUPERVISOR, LEADER = Who("督查专员", "后台", "督查"), Who("管委会主任", "后台", "领导")


def arrived(zone: Zone, press: Press, tab: str = ISSUES, who: Who | None = None) -> BoardList:
    if who is not None:
        zone.desk.who = who
    page = gone_to(zone, press, KEY.Key_O, BoardsPage)
    for _ in range(TABS.index(tab)):
        press(KEY.Key_PageDown, CTRL)
        zone.settle()
    zone.settle()
    assert page.view.tab == tab
    return page.view


def greyed(zone: Zone) -> dict[str, str]:
    """The menu that is open: what stands in it, and why it cannot be done."""
    zone.qtbot.waitUntil(lambda: any(one.isVisible() for one in zone.window.findChildren(ActMenu)))
    menu = next(one for one in zone.window.findChildren(ActMenu) if one.isVisible())
    return {choice.word: choice.why_not for choice in menu.list.choices}


@pytest.mark.parametrize(("tab", "rows"), [(ISSUES, 9), (BROADCAST, 2), (CONTEST, 7), (ROLL, 7), (STAGE, 2)])
def test_every_page_is_alive_and_nothing_is_cut(zone: Zone, press: Press, tab: str, rows: int) -> None:
    view = arrived(zone, press, tab)
    assert len(view.table.rows_model.rows) == rows
    assert view.detail.view is not None
    assert looks.cut(zone.window.page) == []
    assert looks.nameless(zone.window.page) == []


def test_a_figure_leads_to_its_lines_and_a_line_to_its_case(zone: Zone, press: Press) -> None:
    view = arrived(zone, press)
    press(KEY.Key_Down)
    zone.settle()
    shown = view.detail.view
    assert shown is not None
    assert (shown.number, shown.of) == ("2026年12月上旬 第8期", "issue")
    press(KEY.Key_Return)
    zone.settle()
    assert view.detail.figures.hasFocus()
    at = next(at for at, row in enumerate(view.detail.figures.rows_model.rows) if row.word == "本旬办结审批")
    for _ in range(at):
        press(KEY.Key_Down)
        zone.settle()
    lines = view.detail.lines.rows_model.rows
    assert [one.room for one in lines] == ["办件"] * 4
    assert "城镇污水排入排水管网许可准予（12-08）" in [one.words for one in lines]
    press(KEY.Key_Return)
    zone.settle()
    assert view.detail.lines.hasFocus()
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: zone.window.place is Place.CASE)
    zone.settle()
    press(KEY.Key_Escape)
    zone.settle()
    assert zone.window.place is Place.BOARDS


def test_nought_has_no_line_and_says_so(zone: Zone, press: Press) -> None:
    view = arrived(zone, press, ROLL)
    press(KEY.Key_Return)
    zone.settle()
    rows = view.detail.figures.rows_model.rows
    at = next(at for at, row in enumerate(rows) if row.text == "0项")
    for _ in range(at):
        press(KEY.Key_Down)
        zone.settle()
    press(KEY.Key_Return)
    zone.settle()
    assert "没有台账的行" in zone.window.notice.text
    assert view.detail.figures.hasFocus()


def test_the_counter_sees_whose_work_it_is(zone: Zone, press: Press) -> None:
    arrived(zone, press)
    press(KEY.Key_B, CTRL)
    found = greyed(zone)
    assert "窗口无权办理“旬报起草”，请由督查岗位办理" in found["旬报起草"]
    assert "窗口无权办理“旬报签发”，请由领导岗位办理" in found["旬报签发"]
    press(KEY.Key_Escape)


def test_a_frozen_issue_offers_nothing_but_its_correction(zone: Zone, press: Press) -> None:
    arrived(zone, press, who=SUPERVISOR)
    press(KEY.Key_Down)
    zone.settle()
    press(KEY.Key_B, CTRL)
    found = greyed(zone)
    assert found["旬报起草"] == ""
    assert "第8期已经冻结，不能再改；要更正的先起草更正稿" in found["旬报修改"]
    assert "第8期没有草稿，请先起草" in found["旬报冻结"]
    press(KEY.Key_Escape)


def test_the_ninth_issue_is_drafted_signed_and_frozen_on_the_sheet(zone: Zone, press: Press) -> None:
    zone.clock.now = datetime(2026, 12, 21, 9, 0, tzinfo=BEIJING)
    view = arrived(zone, press, who=SUPERVISOR)
    assert view.tiles[1].count == 1, "the 旬 is over and waits for its draft"
    at = view.table.rows_model.place(
        next(one.key for one in view.table.rows_model.rows if one.key.endswith("|2026-12中"))
    )
    view.table.selectRow(at)
    zone.settle()

    def done(who: Who, offered: str) -> None:
        zone.desk.who = who
        press(KEY.Key_B, CTRL)
        assert greyed(zone)[offered] == ""
        menu = next(one for one in zone.window.findChildren(ActMenu) if one.isVisible())
        menu.box.setText(offered)
        press(KEY.Key_Return)
        sheet = sheet_over(zone, view.acts)
        assert looks.cut(sheet) == []
        assert "龙虎榜" not in sheet.consequence.said
        assert "插旗规则" in sheet.consequence.said
        confirmed(zone, press, sheet)
        zone.settle()

    done(SUPERVISOR, "旬报起草")
    assert view.detail.view is not None
    assert "草稿，待签发" in view.detail.view.sentence
    done(LEADER, "旬报签发")
    done(SUPERVISOR, "旬报冻结")
    shown = view.detail.view
    assert (shown.number, shown.of) == ("2026年12月中旬 第9期", "issue")
    assert zone.desk.store.verify().ok


def test_what_is_frozen_is_written_to_files(zone: Zone, press: Press, tmp_path: Path) -> None:
    view = arrived(zone, press, CONTEST)
    press(KEY.Key_S, CTRL)
    assert {"导出手机报短文", "导出周刊用稿（Word 可改）", "导出手机报长图"} <= set(greyed(zone))
    press(KEY.Key_Escape)
    for key, name in (("digest_text", "短文.txt"), ("digest_word", "用稿.rtf")):
        view.acts.write(export(key), tmp_path / name)
        zone.qtbot.waitUntil((tmp_path / name).exists, timeout=10_000)
        zone.settle()
    assert "省市重大产业项目周报" in (tmp_path / "短文.txt").read_text("utf-8-sig")


def test_pictures_have_the_pixels_that_the_settings_say(zone: Zone, press: Press, tmp_path: Path) -> None:
    view = arrived(zone, press, ROLL)
    press(KEY.Key_S, CTRL)
    assert "导出倒排工期挂图 A0" in greyed(zone)
    press(KEY.Key_Escape)
    zone.window.settings = replace(zone.window.settings, board_size="大")
    view.acts.write(export("roll_png"), tmp_path / "榜")
    zone.settle()
    assert "“大”不是屏幕的点数" in zone.window.notice.text
    zone.window.settings = replace(zone.window.settings, board_size="960x540")
    view.acts.write(export("roll_png"), tmp_path / "榜")
    zone.qtbot.waitUntil(lambda: "已导出到" in zone.window.notice.text, timeout=30_000)
    picture = QImage(str(next((tmp_path / "榜").glob("*.png"))))
    assert (picture.width(), picture.height()) == (960, 540)


def test_a_draft_has_nothing_to_export_or_play(zone: Zone, press: Press) -> None:
    view = arrived(zone, press)
    press(KEY.Key_S, CTRL)
    zone.settle()
    assert not [one for one in zone.window.findChildren(ActMenu) if one.isVisible()]
    assert "看板只导出冻结的：请先在左边选一期已冻结的（Alt+3" in zone.window.notice.text
    for key, word in ((KEY.Key_F11, "播放"), (KEY.Key_O, "预览")):
        press(key, CTRL if key == KEY.Key_O else Qt.KeyboardModifier.NoModifier)
        assert f"看板只{word}冻结的：请先在左边选一期已冻结的（Alt+3" in zone.window.notice.text
    assert view.hasFocus() or view.table.hasFocus()
    press(KEY.Key_3, ALT)
    zone.settle()
    assert view.detail.view is not None
    assert view.detail.view.of == "issue", "there they are, as the sentence says"


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (SUPERVISOR, "按 Ctrl+B 起草"),
        (LEADER, "旬报由督查起草，起草以后由您按 Ctrl+B 签发"),
        (None, "旬报由督查起草，领导签发"),
    ],
    ids=["supervisor", "leader", "counter"],
)
def test_what_is_not_drafted_says_whose_it_is(zone: Zone, press: Press, who: Who | None, said: str) -> None:
    shown = arrived(zone, press, who=who).detail.view
    assert shown is not None
    assert shown.title == "还没有起草"
    assert shown.sentence.startswith(said)


def test_the_roll_offers_new_goals_for_its_project(zone: Zone, press: Press) -> None:
    arrived(zone, press, ROLL, SUPERVISOR)
    press(KEY.Key_B, CTRL)
    assert greyed(zone) == {"会战目标变更": ""}
    press(KEY.Key_Escape)


def test_a_page_is_gone_to_by_its_subject(zone: Zone) -> None:
    zone.window.go(Place.BOARDS, f"{STAGE}=2026-11")
    zone.settle()
    page = zone.window.page
    assert isinstance(page, BoardsPage)
    zone.settle()
    shown = page.view.detail.view
    assert shown is not None
    assert (page.mark(), shown.number, shown.of) == (STAGE, "2026年11月", "commanders")

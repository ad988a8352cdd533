"""预览 in the room of the boards: by key, frame by frame, from a drawn figure down to its lines; exports for any screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt

from bingliang.desk.boards.exports import export
from bingliang.desk.boards.pages import CONTEST, ISSUES, ROLL, STAGE
from bingliang.gui.pages.boards.board_list import BoardList
from bingliang.gui.pages.boards.page import BoardsPage
from bingliang.gui.widgets.act_menu import ActMenu
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.test_boards_room import arrived

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def page_of(zone: Zone) -> BoardsPage:
    return cast("BoardsPage", zone.window.page)


def frozen(zone: Zone, press: Press, tab: str = ISSUES) -> BoardList:
    """The latest that is frozen is chosen."""
    view = arrived(zone, press, tab)
    while view.detail.view is None or not view.detail.view.of:
        press(KEY.Key_Down)
        zone.settle()
    return view


def previewed(zone: Zone, press: Press) -> BoardsPage:
    press(KEY.Key_O, CTRL)
    page = page_of(zone)
    zone.qtbot.waitUntil(lambda: page.previewing.view.board is not None and page.previewing.view.whole, timeout=20_000)
    return page


@pytest.mark.parametrize(
    ("tab", "title"), [(ISSUES, "第8期"), (ROLL, "龙虎榜"), (CONTEST, "第"), (STAGE, "责任分工表")]
)
def test_what_is_chosen_is_drawn_over_the_page(zone: Zone, press: Press, tab: str, title: str) -> None:
    frozen(zone, press, tab)
    page = previewed(zone, press)
    board = page.previewing.view.board
    assert board is not None
    assert title in board.title
    assert page.on_wall
    assert page.previewing.view.hasFocus()
    assert looks.cut(page) == []
    assert looks.nameless(page) == []
    press(KEY.Key_Escape)
    zone.settle()
    assert not page.on_wall
    assert page.view.tab == tab


def test_a_drawn_figure_leads_to_its_lines(zone: Zone, press: Press) -> None:
    frozen(zone, press)
    page = previewed(zone, press)
    press(KEY.Key_Right)
    for _ in range(2):
        press(KEY.Key_Down)
    board = page.previewing.view.board
    assert board is not None
    wanted = board.spots[page.previewing.view.spot]
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(page.view.detail.lines.hasFocus, timeout=20_000)
    zone.settle()
    assert not page.on_wall
    rows = page.view.detail.lines.rows_model.rows
    assert {(row.stream, row.seq) for row in rows} <= {(one.stream, one.seq) for one in wanted.sources}
    assert rows


def test_a_draft_is_not_drawn(zone: Zone, press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(zone.window, "say", said.append)
    view = arrived(zone, press)
    while view.detail.view is None or view.detail.view.of:
        press(KEY.Key_Down)
        zone.settle()
    press(KEY.Key_O, CTRL)
    assert len(said) == 1
    assert "还没有冻结" in said[0]
    assert not page_of(zone).on_wall


def test_a_folder_for_the_strip_of_another_building(zone: Zone, press: Press, tmp_path: Path) -> None:
    zone.window.settings = replace(zone.window.settings, board_size="1024x336")
    view = frozen(zone, press)
    view.export()
    zone.settle()
    row = view.table.current()
    assert row is not None
    one = export("daily_folder")
    menu = next(held for held in zone.window.findChildren(ActMenu) if held.isVisible())
    assert menu.list.choices[0].data.export is one
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: "1280×384（条屏）" in [choice.word for choice in menu.list.choices])
    assert menu.isVisible()
    assert looks.cut(zone.window) == []
    assert menu.list.choices[0].word == "1024×336（设置 → 日日播里的点数）"
    press(KEY.Key_Return)
    assert view.acts.dialog is not None
    view.acts.dialog.reject()
    view.acts.write(one, tmp_path / "另一栋楼")
    zone.settle()
    made = tmp_path / "另一栋楼"
    zone.qtbot.waitUntil((made / "index.html").is_file, timeout=60_000)
    assert (made / "01.png").read_bytes()[16:24] == (1024).to_bytes(4, "big") + (336).to_bytes(4, "big")
    assert '"times": ["08:30", "17:30"]' in (made / "index.html").read_text(encoding="utf-8")

"""所选一并交付 by keys: two results chosen in the worklist, one identity looked at, both delivered and one sheet printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from bingliang.desk.errands.view import errands_of
from bingliang.desk.rows import ListFilter
from bingliang.gui.pages.worklist.page import WorklistPage
from bingliang.gui.source import Scope
from bingliang.ledger.folding import fold
from tests.clerk import Clerk
from tests.desk.test_collecting import decided
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import confirmed, sheet_over

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def waiting(zone: Zone) -> tuple[WorklistPage, Sequence[str]]:
    """Two results of one agent on top of the list of what is to be collected."""
    clerk = Clerk(zone.desk, zone.clock, presses=[9000])
    streams = [decided(clerk, no) for no in (1, 2)]
    zone.settle()
    page = zone.window.page
    assert isinstance(page, WorklistPage)
    page.scope_to(Scope.ALL)
    page.filter_by(ListFilter.TO_COLLECT)
    zone.settle()
    return page, streams


def test_two_chosen_results_are_delivered_together_by_keys(zone: Zone, press: Press) -> None:
    page, streams = waiting(zone)
    rows = [row.stream for row in page.table.rows_model.rows]
    at = sorted(rows.index(stream) for stream in streams)
    assert at[1] - at[0] == 1, "they stand one below the other"
    page.table.selectRow(at[0])
    page.table.setFocus()
    press(KEY.Key_Down, SHIFT)
    assert "已选 2 件（Ctrl+Shift+L 一并交付）" in page._sum.text()
    press(KEY.Key_L, CTRL | SHIFT)
    sheet = sheet_over(zone, page.chosen.collecting)
    assert not looks.cut(sheet)
    assert page.keys().keys() == {"confirm"}
    press(KEY.Key_Space)
    zone.qtbot.waitUntil(lambda: "交付 2 件 2 份" in sheet.consequence.said, timeout=10_000)
    zone.settle()
    confirmed(zone, press, sheet)
    with zone.desk.store.look() as look:
        cases = [case for stream in streams if (case := fold(look.entries(stream))) is not None]
    assert [case.items[1].delivered_on is not None for case in cases] == [True, True]
    (visit, *_) = errands_of(zone.desk).rows
    assert (visit.handed, visit.many) == (2, "2 家 2 件")
    zone.qtbot.waitUntil(lambda: zone.window.printing.dialog is not None or not zone.window.printing.idle)


def test_without_a_result_the_window_says_so(zone: Zone, press: Press) -> None:
    zone.settle()
    page = zone.window.page
    assert isinstance(page, WorklistPage)
    page.filter_by(ListFilter.STOPPED)
    page.scope_to(Scope.ALL)
    zone.settle()
    page.filter_by(ListFilter.IN_HAND)
    zone.settle()
    page.table.selectRow(0)
    page.table.setFocus()
    press(KEY.Key_L, CTRL | SHIFT)
    zone.settle()
    assert "没有待领的结果" in zone.window.notice.text

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from bingliang import settings
from bingliang.desk.rows import ListFilter
from bingliang.gui.backstage import Backstage
from bingliang.gui.keys import Place
from bingliang.gui.window import Window
from bingliang.ledger.acts import Refusal
from tests.gui.conftest import Press, settle
from tests.gui.sample import SampleDesk

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


class Heart:
    """Beats every 5 ms; the longest pause between two beats is the longest time the screen stood still."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.longest = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(5)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def stop(self) -> float:
        self._beat()
        self._timer.stop()
        return self.longest


def test_frame_is_painted_before_the_pages_are_built(qtbot: QtBot) -> None:
    frame = Window(settings.factory().resources / "icons")
    qtbot.addWidget(frame)
    with qtbot.waitSignal(frame.painted):
        frame.show()
    assert frame.pages.count() == 0
    frame.resize(1280, 720)
    frame.refresh()  # F5 is not bound yet; a timer must do no harm either
    assert frame.close()


def test_window_without_a_desk_says_that_it_is_waiting(window: Window) -> None:
    assert "正在打开数据库" in window.worklist._state.text
    assert "正在打开数据库" in window.topbar.accessibleName()
    assert [tile.count for tile in window.worklist.tiles] == [None] * 10


def test_database_that_does_not_open_is_said_in_place_and_f5_tries_again(
    qtbot: QtBot, window: Window, backstage: Backstage, press: Press
) -> None:
    def closed() -> SampleDesk:
        raise ValueError("数据库服务器没有应答，请检查网线或联系管理员。")

    backstage.open(closed)
    settle(qtbot, backstage)
    assert "没有应答" in window.worklist._state.text
    with qtbot.waitSignal(window.retry):
        press(KEY.Key_F5)


def test_first_case_stands_beside_the_list(bench: Window, desk: SampleDesk) -> None:
    assert bench.worklist.table.current() == desk.rows[0]
    assert bench.detail.case is not None
    assert bench.detail.case.stream == desk.rows[0].stream
    assert "示范数据" in bench.windowTitle()
    assert "2027 年节假日通知尚未录入" in bench.ribbon.text
    assert "3 号窗口" in bench.topbar.accessibleName()


def test_alt_and_a_figure_filter_the_list(
    qtbot: QtBot, bench: Window, backstage: Backstage, press: Press, desk: SampleDesk
) -> None:
    for figure, which in enumerate(ListFilter, start=1):
        press(KEY(KEY.Key_0 + figure) if figure < 10 else KEY.Key_Minus, ALT)
        settle(qtbot, backstage)
        shown = bench.worklist.table.rows_model.rows
        assert list(shown) == desk._pick(which, "全部")
        assert [tile.which for tile in bench.worklist.tiles if tile.isChecked()] == [which]
        assert bench.worklist.tiles[figure - 1].count == len(shown)
        if not shown:
            assert str(which) in bench.worklist._state.text


def test_scope_walks_by_key(qtbot: QtBot, bench: Window, backstage: Backstage, press: Press) -> None:
    press(KEY.Key_0, ALT)  # 全部 → 本人
    settle(qtbot, backstage)
    assert {row.clerk for row in bench.worklist.table.rows_model.rows} == {"经办人甲"}


def test_arrows_show_enter_opens_and_esc_returns(
    qtbot: QtBot, bench: Window, backstage: Backstage, press: Press, desk: SampleDesk
) -> None:
    press(KEY.Key_Down)
    settle(qtbot, backstage)
    assert bench.detail.case is not None
    assert bench.detail.case.stream == desk.rows[1].stream
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: bench.place == Place.CASE)
    settle(qtbot, backstage)
    assert bench.case_page.case is not None
    assert bench.case_page.case.stream == desk.rows[1].stream
    assert bench.case_page.chart.hasFocus()
    assert "返回" in bench.strip.accessibleName()
    press(KEY.Key_Escape)
    assert bench.place == Place.WORKLIST
    assert bench.worklist.table.hasFocus()
    assert bench.worklist.table.currentIndex().row() == 1


def test_f6_walks_through_the_panes_and_back(bench: Window, press: Press) -> None:
    panes = bench.panes()
    assert bench.worklist.table.hasFocus()
    at = panes.index(bench.worklist.table)
    for step in range(1, len(panes) + 1):
        press(KEY.Key_F6)
        assert panes[(at + step) % len(panes)].hasFocus()
    press(KEY.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert bench.navigation.hasFocus()
    press(KEY.Key_Return)
    assert bench.worklist.table.hasFocus()


def test_tabs_turn_by_key(bench: Window, press: Press) -> None:
    press(KEY.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert bench.detail.tabs.currentIndex() == 1
    press(KEY.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert bench.detail.tabs.currentIndex() == 0


def test_refresh_keeps_selection_and_focus(
    qtbot: QtBot, bench: Window, backstage: Backstage, press: Press, desk: SampleDesk
) -> None:
    for _ in range(3):
        press(KEY.Key_Down)
    settle(qtbot, backstage)
    desk.rows = (desk.rows[-1], *desk.rows[:-1])
    chosen = bench.worklist.table.current()
    press(KEY.Key_F5)
    settle(qtbot, backstage)
    assert bench.worklist.table.current() == chosen
    assert bench.worklist.table.rows_model.rows == desk.rows
    assert bench.worklist.table.hasFocus()


def test_focus_survives_an_empty_filter(qtbot: QtBot, bench: Window, backstage: Backstage, press: Press) -> None:
    press(KEY.Key_2, ALT)  # nothing is late by law
    settle(qtbot, backstage)
    press(KEY.Key_1, ALT)
    settle(qtbot, backstage)
    assert bench.worklist.table.hasFocus()


def test_refusal_stays_on_the_page_until_it_is_read(
    qtbot: QtBot, bench: Window, backstage: Backstage, press: Press
) -> None:
    def forbidden(_: object) -> None:
        raise Refusal("本件已受理，不能再要求补正", "《行政许可法》第三十二条")

    backstage.act(QObject(bench), forbidden, lambda _: None)
    settle(qtbot, backstage)
    assert "不能再要求补正" in bench.notice.text
    assert "第三十二条" in bench.notice.text
    press(KEY.Key_Escape)
    assert bench.notice.text == ""


def test_fault_is_shown_with_its_log_id_and_the_old_list_stays(
    qtbot: QtBot, bench: Window, backstage: Backstage, desk: SampleDesk, logged: list[BaseException]
) -> None:
    desk.error = OSError("disk I/O error")
    bench.refresh()
    settle(qtbot, backstage)
    assert "L1" in bench.worklist._notice.text()
    assert "disk" not in bench.worklist._notice.text()
    assert len(logged) == 1
    assert bench.worklist.table.rows_model.rows == desk.rows
    desk.error = None
    bench.refresh()
    settle(qtbot, backstage)
    assert bench.worklist._notice.isHidden()


def test_screen_goes_on_while_a_query_takes_a_second(
    qtbot: QtBot, bench: Window, backstage: Backstage, desk: SampleDesk
) -> None:
    desk.slow_s = 1.0
    heart = Heart()
    bench.worklist.refresh()
    settle(qtbot, backstage)
    assert heart.stop() <= 0.100
    assert all(name.startswith("柜台") for name in desk.asked_on)


def test_heart_beat_would_notice_a_query_on_the_screens_thread(qtbot: QtBot, bench: Window, desk: SampleDesk) -> None:
    desk.slow_s = 1.0
    heart = Heart()
    QTimer.singleShot(0, bench, lambda: desk.worklist(ListFilter.IN_HAND, scope="全部", after=None, limit=1))
    qtbot.waitUntil(lambda: any(not name.startswith("柜台") for name in desk.asked_on), timeout=3000)
    assert heart.stop() > 0.9


def test_everything_a_clerk_can_reach_has_a_name(bench: Window) -> None:
    silent = [
        widget
        for widget in bench.findChildren(QWidget)
        if widget.isVisible()
        and (widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(widget, QAbstractButton))
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert silent == []


@pytest.mark.parametrize("widget", ["topbar", "ribbon", "strip", "navigation"])
def test_painted_widgets_speak(bench: Window, widget: str) -> None:
    assert getattr(bench, widget).accessibleName()
    assert bench.detail.chart.accessibleDescription()
    assert bench.detail._light.accessibleName().startswith("状态：")


def test_closing_while_something_is_asked_is_quiet(window: Window, backstage: Backstage, desk: SampleDesk) -> None:
    desk.slow_s = 0.2
    backstage.open(lambda: desk)
    window.close()
    assert not window.isVisible()

"""工作台 on the sample zone, by keys: sorting, columns, what another counter writes, and the change of day."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bingliang.desk.casework import acceptance
from bingliang.desk.demo.story import BEIJING
from bingliang.desk.desk import open_desk
from bingliang.desk.lights import Light
from bingliang.desk.rows import ListFilter, SortBy, Sorting
from bingliang.gui import tokens
from bingliang.gui.backstage import Backstage
from bingliang.gui.keys import Place
from bingliang.gui.pages.worklist.arranged import arranged, with_arrangement
from bingliang.gui.source import Scope
from bingliang.gui.style import colours
from bingliang.gui.widgets.tile import Tile
from bingliang.gui.window import Window
from bingliang.ledger.acts import Who
from bingliang.settings import Settings, factory
from tests.clerk import Clerk
from tests.gui import looks
from tests.gui.conftest import Press, Zone, settle
from tests.gui.sample import SampleDesk

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


def projects(zone: Zone) -> list[str]:
    return [row.project for row in zone.window.worklist.table.rows_model.rows]


def head(zone: Zone) -> str:
    return zone.window.worklist._sum.text()


def titles(zone: Zone) -> list[str]:
    table = zone.window.worklist.table
    every = range(table.rows_model.columnCount())
    return [table.rows_model.headerData(at, Qt.Orientation.Horizontal) for at in every if not table.isColumnHidden(at)]


def test_the_morning_of_the_story(zone: Zone) -> None:
    counts = {tile.which: tile.count for tile in zone.window.worklist.tiles}
    assert counts == {
        "在办": 9, "法定超期": 0, "承诺超时": 1, "今日到期": 2, "临期": 3, "特殊环节中": 0, "外部办理": 1, "今日办结": 0, "待领取": 1,
        "企业期限": 2,
    }  # fmt: skip
    assert projects(zone)[:2] == ["生物制剂研发与产业化", "磁力装备产业园"]
    assert head(zone) == "9 件 · 期限近的在前"


@pytest.mark.parametrize(("role", "scope"), [("窗口", Scope.COUNTER), ("领导", Scope.ALL), ("督查", Scope.ALL)])
def test_who_stands_at_no_counter_begins_with_all_of_them(
    qtbot: QtBot, backstage: Backstage, role: str, scope: Scope
) -> None:
    window = Window(factory().resources / "icons", Settings(clerk="甲", counter="后台", role=role))
    qtbot.addWidget(window)
    window.furnish(backstage)
    backstage.open(SampleDesk)
    settle(qtbot, backstage)
    (chosen,) = [button.text() for button in window.worklist.scopes.buttons() if button.isChecked()]
    assert chosen == scope


def test_due_today_is_a_list_of_its_own(zone: Zone, press: Press) -> None:
    press(KEY.Key_4, ALT)
    zone.settle()
    assert projects(zone) == ["磁力装备产业园", "生产基地"]
    assert zone.window.worklist._head.text() == "今日到期"


def test_sorted_by_keys_and_said_in_words(zone: Zone, press: Press) -> None:
    press(KEY.Key_S, ALT)
    press(KEY.Key_Right)
    press(KEY.Key_Right)
    press(KEY.Key_Space)
    zone.settle()
    assert head(zone) == "9 件 · 按法定日，期限近的在前"
    rows = zone.window.worklist.table.rows_model.rows
    days = [row.due_on for row in rows if row.due_on]
    assert days == sorted(days)
    assert rows[-1].due_on is None
    press(KEY.Key_Right)
    press(KEY.Key_Right)
    press(KEY.Key_Space)
    zone.settle()
    assert head(zone) == "9 件 · 按法定日，期限远的在前"
    assert projects(zone)[:2] == ["生物制剂研发与产业化", "生产基地"]
    press(KEY.Key_Escape)
    assert zone.window.worklist.table.hasFocus()
    assert zone.window.worklist.arrangement.isHidden()


def test_a_click_on_a_heading_sorts_and_the_next_one_turns_it(zone: Zone, press: Press) -> None:
    table = zone.window.worklist.table
    heads = table.horizontalHeader()
    last = next(at for at, column in enumerate(table.rows_model.columns) if column.title == "剩余工作日")
    assert titles(zone)[-1] == "剩余工作日 ↑"
    where = heads.sectionViewportPosition(last) + 20
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where, 8))
    zone.settle()
    assert titles(zone)[-1] == "剩余工作日 ↓"
    assert projects(zone)[0] == "生物制剂研发与产业化"
    assert head(zone) == "9 件 · 期限远的在前"
    press(KEY.Key_S, ALT)
    assert zone.window.worklist.arrangement._ways[True].isChecked()


def test_columns_are_chosen_by_keys_and_remembered(zone: Zone, press: Press) -> None:
    saved: list[Settings] = []
    zone.window.saving.connect(saved.append)
    assert "标签" not in titles(zone)
    press(KEY.Key_S, ALT)
    for _ in range(8):
        press(KEY.Key_Right)
    press(KEY.Key_Space)
    assert "标签" in titles(zone)
    assert saved[-1].worklist == {"columns": "tags"}
    press(KEY.Key_Return)
    assert zone.window.worklist.table.hasFocus()
    spoken = zone.window.worklist.table.rows_model
    at = next(at for at, column in enumerate(spoken.columns) if column.name == "tags")
    assert spoken.index(0, at).data(Qt.ItemDataRole.AccessibleTextRole) == "标签2+10重点、生物医药"


def test_more_columns_than_room_are_reached_sideways(zone: Zone, press: Press) -> None:
    zone.window.resize(1280, 720)
    page = zone.window.worklist
    page._choose(("stage", "received", "clerk", "tags", "promised", "due"))
    zone.settle()
    bar = page.table.horizontalScrollBar()
    assert bar.maximum() > 0
    assert page.table.columnWidth(1) == page.table.rows_model.columns[1].least
    for _ in range(9):
        press(KEY.Key_Right)
    assert bar.value() > 0
    page._choose(())
    zone.settle()
    assert bar.maximum() == 0


@pytest.mark.parametrize("by", SortBy)
@pytest.mark.parametrize("far", [False, True])
def test_what_is_remembered_is_read_again(by: SortBy, *, far: bool) -> None:
    wanted = Sorting(by, far_first=far), ("stage", "due")
    assert arranged(with_arrangement(Settings(), *wanted)) == wanted
    assert with_arrangement(Settings(), Sorting(), ()) == Settings()
    assert arranged(Settings(worklist={"sort": "gone", "columns": "tags"})) == (Sorting(), ("tags",))


def test_the_next_page_follows_the_sorting(zone: Zone) -> None:
    with zone.desk.store.look() as look:
        today = look.today
    from bingliang.desk.reading import Reading
    from bingliang.desk.rows import ListFilter

    reading = Reading(zone.desk)
    for sorting in (Sorting(by, far_first=far) for by in SortBy for far in (False, True)):
        whole = reading.worklist(ListFilter.IN_HAND, scope="全部", after=None, limit=50, sorting=sorting)
        pages = list(reading.worklist(ListFilter.IN_HAND, scope="全部", after=None, limit=2, sorting=sorting))
        while more := reading.worklist(ListFilter.IN_HAND, scope="全部", after=pages[-1], limit=2, sorting=sorting):
            pages += more
        assert pages == list(whole)
    assert today.year == 2026


def hears(zone: Zone) -> bool:
    """Whether what another counter writes is heard at once."""
    found = zone.backstage._listening
    return found is not None and found.ready.is_set()


def test_another_counter_is_heard_and_the_selection_stays(zone: Zone, qtbot: QtBot, press: Press) -> None:
    """Two counters on one file: what the other receives stands in this list without a key, and nothing else moves."""
    qtbot.waitUntil(lambda: hears(zone))
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    zone.settle()
    chosen = zone.window.worklist.table.current()
    path = zone.desk.store.location.path
    assert path is not None
    other = Clerk(open_desk(path, Who("综合窗口乙", "5"), clock=zone.clock, create=False), zone.clock, where=str(path))
    with qtbot.waitSignal(zone.backstage.changed, timeout=5000):
        other.receives("S3-09")
    zone.settle()
    assert "智能零部件生产线（虚构）" in projects(zone)
    assert zone.window.worklist.tiles[0].count == 10
    assert zone.window.worklist.table.current() == chosen
    assert zone.window.worklist.table.hasFocus()
    with qtbot.waitSignal(zone.backstage.changed, timeout=5000):
        acceptance.accept(other.desk, "other/accept", other.stream, (1,), other.today)
    other.desk.close()


def test_a_new_day_records_what_followed_in_silence_and_shows_it(zone: Zone, qtbot: QtBot) -> None:
    here = Clerk(zone.desk, zone.clock)
    here.receives("S3-09")
    zone.window.refresh()
    zone.settle()
    zone.clock.now = datetime(2026, 12, 28, 0, 0, 20, tzinfo=BEIJING)
    with qtbot.waitSignal(zone.backstage.changed, timeout=5000):
        zone.backstage.keep_up()
    zone.settle()
    assert "2026-12-28" in zone.window.topbar.accessibleName()
    acceptance_of = here.item(1).acceptance
    assert acceptance_of is not None
    assert acceptance_of.deemed
    assert zone.window.worklist._today == here.today


def test_the_same_day_changes_nothing(zone: Zone, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(zone.backstage.changed):
        zone.backstage.keep_up()
        zone.settle()


def test_closing_the_window_ends_the_listening(zone: Zone, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: hears(zone))
    listening = zone.backstage._listening
    assert listening is not None
    zone.backstage.close()
    assert not listening._thread.is_alive()


def test_a_line_that_breaks_is_listened_to_again(qtbot: QtBot, backstage: Backstage) -> None:
    from bingliang.gui.listening import Listening

    class Watch:
        def __init__(self, broken: bool) -> None:  # noqa: FBT001 - one of two
            self.broken, self.told = broken, False
            self.closed = False

        def wait(self, seconds: float) -> tuple[str, ...] | None:
            del seconds
            if self.broken:
                raise ConnectionError
            told, self.told = self.told, True
            return None if told else ("case/1",)

        def close(self) -> None:
            self.closed = True

    watches = [Watch(broken=True), Watch(broken=False)]
    given = iter(watches)

    class Two:
        def watch(self) -> Watch:
            return next(given)

    heard: list[int] = []
    listening = Listening(Two(), lambda: heard.append(1), again=0.01)  # type: ignore[arg-type]  # only `watch` is asked
    listening.begin()
    qtbot.waitUntil(lambda: heard == [1])
    listening.end()
    assert [watch.closed for watch in watches] == [True, True]
    settle(qtbot, backstage)


def test_scope_all_is_not_needed_for_my_own(zone: Zone, press: Press) -> None:
    press(KEY.Key_0, ALT)
    zone.settle()
    assert zone.window.worklist._scope is Scope.MINE
    assert {row.clerk for row in zone.window.worklist.table.rows_model.rows} == {"综合窗口甲"}


@pytest.mark.parametrize(("count", "capped"), [(7, True), (346, True), (3466, False), (34660, False)])
def test_a_count_of_many_figures_takes_the_room_of_the_key(qtbot: QtBot, count: int, capped: bool) -> None:  # noqa: FBT001 - a row of the table
    tile = Tile(ListFilter.STATUTE_LATE, 2, Light.STATUTE_LATE)
    qtbot.addWidget(tile)
    tile.resize(140, tokens.TILE)
    tile.show_count(count)
    picture = tile.grab().toImage()
    grey = QColor(colours().text2)

    def inked(left: int, right: int) -> bool:
        """Whether anything is written in the row of the key in its colour."""
        return any(near(picture.pixelColor(x, y), grey) for x in range(left, right) for y in range(10, 23))

    def near(one: QColor, other: QColor) -> bool:
        apart = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
        return all(abs(each) < 60 for each in apart)

    assert inked(102, 132) is capped


def test_filings_that_wait_stand_below_the_list_and_lead_to_their_room(zone: Zone) -> None:
    button = zone.window.worklist.waiting.buttons[Place.ONLINE]
    assert button.isVisible()
    assert "网上申报待预审 2 件（Alt+N）".startswith(button.text())
    button.click()
    zone.settle()
    assert zone.window.place is Place.ONLINE
    zone.window.worklist.waiting.show_one(Place.ONLINE, "网上申报待预审", 0)
    assert button.isHidden(), "with none waiting the line is not there"


@pytest.mark.parametrize(
    ("role", "place", "said", "subject"),
    [
        ("窗口", Place.AGENCY, "委托待接 1 件（Alt+A）", "待接"),
        ("窗口", Place.RATING, "差评整改中 1 件（Alt+P）", "整改中"),
        ("督查", Place.RATING, "差评待联系 1 件（Alt+P）", "差评待联系"),
    ],
)
def test_entrustments_and_bad_ratings_that_wait_stand_beside_them(
    zone: Zone, role: str, place: Place, said: str, subject: str
) -> None:
    zone.desk.who = Who("值班", "3", role)
    zone.window.resize(1280, 720)
    zone.window.worklist.refresh()
    zone.settle()
    zone.settle()
    button = zone.window.worklist.waiting.buttons[place]
    assert (button.isVisible(), button.toolTip()) == (True, said)
    assert said.startswith(button.text())
    shown = [one for one in zone.window.worklist.waiting.buttons.values() if one.isVisible()]
    assert [one.text() for one in shown if one.width() < one.sizeHint().width()] == [], "whole, or in a shorter wording"
    assert looks.cut(zone.window) == []
    assert button.mapTo(zone.window, button.rect().topRight()).x() < zone.window.worklist._card.geometry().right() + 80
    button.click()
    zone.settle()
    assert zone.window.place is place
    page = zone.window.page
    assert getattr(page, "_which", "") == subject

"""The hero of the sample zone played at a real window by keys alone, to the dates and figures the story expects.

Nothing here calls an act: every line of the ledger comes from a key, and from what the sheets offer by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from bingliang.desk.demo.demonstration import RIBBON
from bingliang.desk.demo.story import BEIJING, CLERK, StoryClock, play
from bingliang.desk.desk import open_desk, stream_of
from bingliang.desk.reading import Reading
from bingliang.gui.backstage import Backstage
from bingliang.gui.widgets.drop import Drop
from bingliang.gui.window import Window
from bingliang.ledger.case import Case, ItemState
from bingliang.ledger.folding import fold
from tests.desk.test_story_donglong import TABLE
from tests.gui import hand as intake
from tests.gui.case_hand import CTRL, CTRL_SHIFT, KEY, Hand
from tests.gui.conftest import Press, Zone

POST = "岳阳经开区行政审批服务局（政务服务中心）（示范）局长"


@pytest.fixture
def opening(qtbot: QtBot, window: Window, backstage: Backstage, tmp_path: Path) -> Iterator[Zone]:
    """The same Monday at 09:20: nobody has been here yet, no enterprise is known."""
    yield from _zone(qtbot, window, backstage, tmp_path, datetime(2026, 10, 12, 9, 20, tzinfo=BEIJING))


@pytest.fixture
def morning(qtbot: QtBot, window: Window, backstage: Backstage, tmp_path: Path) -> Iterator[Zone]:
    """3 号窗口 on 2026-10-12 at 09:30: the visit has just been received."""
    yield from _zone(qtbot, window, backstage, tmp_path, datetime(2026, 10, 12, 9, 26, 30, tzinfo=BEIJING))


def _zone(qtbot: QtBot, window: Window, backstage: Backstage, tmp_path: Path, now: datetime) -> Iterator[Zone]:
    where = tmp_path / "示范区 #1.db"
    clock = StoryClock(now)
    played, told = play(where, until=clock.now)
    played.close()
    desk = open_desk(where, CLERK, clock=clock, create=False)
    found = Zone(window, desk, clock, told.streams, backstage, qtbot)
    backstage.open(lambda: Reading(desk, ribbon=RIBBON))
    found.settle()
    yield found
    desk.close()


class Player:
    """Presses what the clerk presses on each day of the story."""

    def __init__(self, zone: Zone, hand: Hand) -> None:
        self.zone, self.hand = zone, hand

    def at(self, when: str, item: int) -> Hand:
        """The clock stands at `when`, the list is fresh and the item is chosen."""
        self.zone.clock.now = datetime.fromisoformat(f"2026-{when}").replace(tzinfo=BEIJING)
        self.hand.press(KEY.Key_F5, KEY.Key_Home)
        self.hand.press(*[KEY.Key_Down] * (item - 1))
        return self.hand

    def accepts(self, when: str, *items: int) -> None:
        hand = self.at(when, items[0])
        hand.press(KEY.Key_S, held=CTRL_SHIFT)
        offered = hand.sheet.form
        assert offered is not None
        for _ in range(len(next(one for one in offered.fields if one.name == "items").choices)):
            hand.press(KEY.Key_Backtab)
        for one in next(one for one in offered.fields if one.name == "items").choices:
            if int(one.value) in items[1:]:
                hand.press(KEY.Key_Space)
            hand.press(KEY.Key_Tab)
        hand.confirm()

    def grants(self, when: str, item: int) -> None:
        hand = self.at(when, item)
        hand.press(KEY.Key_D, held=CTRL_SHIFT)
        hand.press(KEY.Key_Return)
        hand.confirm()

    def delivers(self, when: str, item: int) -> None:
        self.at(when, item).press(KEY.Key_L, held=CTRL_SHIFT)
        self.hand.confirm()

    def commits(self, when: str) -> None:
        hand = self.at(when, 1)
        hand.act("xsbj")
        assert hand.sheet.fields.values()["signatory"] == POST
        hand.confirm()

    @property
    def case(self) -> Case:
        with self.zone.desk.store.look() as look:
            case = fold(look.entries(stream_of("demo/DL/receive")))
        assert case is not None
        return case


def test_donglong_from_the_visit_to_the_last_delivery_by_keys(morning: Zone, press: Press) -> None:  # noqa: PLR0915 - one story
    hand = Hand(morning, press)
    player = Player(morning, hand)
    hand.press(KEY.Key_Return)  # the worklist's only row
    player.accepts("10-12T09:48", 1)
    _remarks(player)
    player.accepts("10-14T15:40", 2, 3, 4)
    player.commits("10-14T16:20")
    player.at("10-15T09:10", 5).act("ycx")
    assert [row["item"] for row in hand.sheet.fields.values()["defects"]] == ["5", "6"]
    hand.confirm()
    player.grants("10-15T16:30", 1)
    player.delivers("10-16T09:30", 1)
    player.grants("10-16T10:40", 4)
    player.delivers("10-16T15:10", 4)
    player.at("10-20T09:05", 5).act("bzsj")
    hand.confirm()
    assert {player.case.items[no].corrected_on for no in (5, 6)} == {date(2026, 10, 20)}
    player.accepts("10-20T09:30", 5)
    player.at("10-20T09:31", 6).press(KEY.Key_S, held=CTRL_SHIFT)
    hand.press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Space)  # 告知承诺 as it stands, 已核对
    hand.press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return, KEY.Key_Space, KEY.Key_Return)
    hand.write("2026年11月20日")
    hand.confirm()
    player.at("10-20T09:45", 5).act("zqyj")
    hand.write("交管")
    hand.press(KEY.Key_Return, KEY.Key_Return)
    hand.write("挖掘示范大道接入口的交通组织方案")
    hand.confirm()
    player.grants("10-20T11:00", 6)
    player.delivers("10-20T11:20", 6)
    player.commits("10-20T16:10")
    player.at("10-21T10:15", 5).act("hfyj")
    hand.write("示范交函〔2026〕18号")
    hand.confirm()
    player.grants("10-21T15:50", 2)
    player.delivers("10-22T09:20", 2)
    player.accepts("10-22T10:00", 7, 8)
    player.grants("10-22T14:30", 5)
    player.commits("10-22T16:20")
    player.delivers("10-23T09:15", 5)
    player.at("10-26T09:00", 8).press(KEY.Key_P, held=CTRL_SHIFT)
    hand.press(KEY.Key_1, KEY.Key_0)
    hand.confirm()
    player.at("10-29T16:00", 7).press(KEY.Key_D, held=CTRL_SHIFT)
    hand.write("示范审字〔2026〕第031号")
    hand.confirm()
    player.grants("10-30T15:30", 3)
    player.at("10-30T16:10", 3).act("csgk")
    hand.write("承办人员同期参加集中技术审查，未及时调配替补人员")
    hand.press(KEY.Key_Return)
    hand.write("已落实A、B角替岗")
    hand.confirm()
    player.delivers("11-02T09:20", 3)
    player.at("11-06T16:40", 8).act("tshjjs")
    hand.confirm()
    player.grants("11-11T15:20", 8)
    player.delivers("11-12T09:10", 8)
    player.accepts("11-12T09:40", 9)
    player.commits("11-12T10:10")
    player.grants("11-16T15:40", 9)
    player.delivers("11-17T09:30", 9)
    player.at("11-17T09:45", 9).press(KEY.Key_J, held=CTRL_SHIFT)
    hand.confirm()
    _as_the_story_has_it(player)


def test_donglong_hands_in_nine_items_by_keys(
    opening: Zone, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One visit, nine items, one form: six formally received, one technical review that follows, two held with consent."""
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path))
    hand = intake.Hand(opening, press)
    hand.press(KEY.Key_F2)
    hand.enter("湖南东龙科技有限公司（示范）")
    _types(hand, "914306000000001150")
    hand.enter("法定代表人甲（虚构）")
    hand.enter("岳阳经济技术开发区示范大道东侧（示范）")
    hand.enter("新能源汽车零部件产业园")
    _takes(hand, "带方案出让土地的社会投资类")
    _types(hand, "2609-430600-04-01-100001")
    hand.enter("一期厂房")
    hand.enter("岳阳经开区示范大道以东，用地240亩")
    hand.enter("欧阳㛃（虚构）")
    _types(hand, "13900000001")
    _types(hand, "11010519491231002X")
    hand.press(KEY.Key_Space)
    hand.enter()
    _takes(hand, "工程建设许可与施工许可合并阶段")
    hand.press(KEY.Key_2, intake.ALT)
    for question in ("环境影响报告表", "0.5至5公顷", "特殊建设工程", "挖掘城市道路", "建筑垃圾"):
        _answers_yes(hand, question)
    hand.press(KEY.Key_3, intake.ALT)
    hand.press(KEY.Key_Insert)
    hand.enter("不动产首次登记（国有建设用地")
    hand.press(KEY.Key_Y, intake.ALT)
    hand.press(KEY.Key_4, intake.ALT)
    for number in ("出让合同示范〔2026〕12号", "地字第430600202600012号", "施工合同示范2026-031"):
        hand.press(KEY.Key_Space)
        hand.enter(number)
        hand.enter("0918")  # shorter than any code, so that it never passes for a scan
        hand.enter()
        hand.press(KEY.Key_Down)
    hand.press(KEY.Key_Q, intake.ALT)
    hand.press(KEY.Key_F9)
    found = intake.cases(opening)
    assert len(found) == 1, opening.window.notice.text
    (case,) = found
    told = {row.code: row for row in TABLE}
    assert {item.code for item in case.items.values()} == set(told)
    held = {item.code for item in case.items.values() if item.held_on and not item.received_on}
    assert held == {"S3-01", "S3-02", "S3-03"}
    waits = {
        item.code: [case.items[wait.no].code for wait in item.waits_for if wait.no] for item in case.items.values()
    }
    assert {code: found for code, found in waits.items() if found} == {
        "S3-01": ["S2-02"], "S3-02": ["S2-02"], "S3-03": ["S2-02", "S3-01", "S3-02"],
    }  # fmt: skip
    assert "已收件" in opening.window.notice.text


def _types(hand: intake.Hand, text: str) -> None:
    """By hand, though as fast as a scanner: any key that is no sign parts the text from its Enter."""
    hand.enters(text)
    hand.press(KEY.Key_End)
    hand.press(KEY.Key_Return)


def _takes(hand: intake.Hand, word: str) -> None:
    """F4 and down to the row that says so."""
    hand.press(KEY.Key_F4)
    offered = next(one for one in hand.zone.window.findChildren(Drop) if one.isVisible())
    while (current := offered.list.current()) is None or current.word != word:
        hand.press(KEY.Key_Down)
        assert hand.count < 400, [one.word for one in offered.list.choices]
    hand.press(KEY.Key_Return)


def _answers_yes(hand: intake.Hand, word: str) -> None:
    table = hand.page.questions
    hand.press(KEY.Key_Home)
    while (row := table.current()) is None or word not in row.text:
        hand.press(KEY.Key_Down)
        assert hand.count < 400, word
    hand.press(KEY.Key_Y)


def _remarks(player: Player) -> None:
    """What the road and the water department find wanting, chosen from the lists of their items."""
    hand = player.at("10-14T10:05", 5)
    hand.act("qqxyj")
    hand.press(KEY.Key_I, held=CTRL)
    hand.press(KEY.Key_Down, KEY.Key_Return)  # what was wanting at the counter stands first
    hand.confirm()
    hand = player.at("10-14T10:20", 6)
    hand.act("qqxyj")
    hand.press(KEY.Key_I, held=CTRL)
    hand.write("承诺书")
    hand.press(KEY.Key_Return, KEY.Key_Return)
    hand.write("不符合法定形式：承诺书未加盖单位公章")
    hand.confirm()


def _as_the_story_has_it(player: Player) -> None:
    case, window = player.case, player.zone.window
    for row in TABLE:
        item = case.items[row.no]
        assert item.state is ItemState.DONE
        found = (item.received_on, item.acceptance and item.acceptance.on, item.decision and item.decision.on)
        assert [f"{on:%m-%d}" for on in found if on] == [row.received, row.accepted, row.decided], row.code
        assert (f"{item.delivered_on:%m-%d}" if item.delivered_on else "") == row.delivered
    assert f"{case.closed_on}" == "2026-11-17"
    shown = window.case_page.case
    assert shown is not None
    assert (shown.span_workdays, shown.serial_workdays) == (25, 46)
    owed = "农水应在12月1日前核查《生产建设项目水土保持方案审批（报告表，承诺制）》的告知承诺"
    assert shown.sentence == f"本件9项已全部办结（11月17日）；{owed}。"
    player.hand.press(KEY.Key_Up, KEY.Key_E)
    player.hand.press(KEY.Key_C, held=CTRL)
    copied = QGuiApplication.clipboard().text()
    assert "停表 9 日，到 2026-11-25" in copied

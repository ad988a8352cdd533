"""What a window shows: tiles and rows of one moment, in pages, within a scope; the sentence to read aloud."""

from __future__ import annotations

import pytest

from bingliang.desk.reading import COUNTER, MINE, Reading
from bingliang.desk.rows import Light, ListFilter
from bingliang.ledger.acts import Refusal
from tests.clerk import MET, Clerk, day


def numbered(found: object) -> list[str]:
    return [row.code[8:12] for row in found]  # type: ignore[attr-defined]  # rows


@pytest.fixture
def morning(clerk: Clerk) -> Clerk:
    """Seven cases on 2026-11-16: one for each light."""
    clerk.on("10-12").receives("S3-09").accepts(1)  # 法定超期 since 11-09
    clerk.on("11-05").receives("S3-09").accepts(1)  # 承诺超时 since 11-10
    clerk.on("11-12").receives("S3-07").accepts(1)  # 承诺 11-17, 临期
    clerk.on("11-02").receives("S2-04").on("11-04").accepts(1).on("11-09").stops(1, "专家评审", 15)
    clerk.on("11-10").receives("S2-14").accepts(1).on("11-12").forwards(1)
    clerk.on("11-13").receives("S3-09").accepts(1).grants(1)  # 待领取
    clerk.receives("S2-09").accepts(1)  # 正常
    clerk.receives("S3-09").on("11-16").withdraws(1)  # ended today
    return clerk


def test_the_tiles_count_what_the_lists_show(morning: Clerk) -> None:
    reading = Reading(morning.desk)
    counts = reading.counts(scope="全部")
    assert (counts.in_hand, counts.statute_late, counts.promise_late, counts.stopped, counts.outside) == (
        7,
        1,
        1,
        1,
        1,
    ), "what was forwarded in time breaks no promise while the city has it"
    assert (counts.to_collect, counts.done_today) == (1, 1)
    for which, count in (
        (ListFilter.IN_HAND, counts.in_hand),
        (ListFilter.STATUTE_LATE, counts.statute_late),
        (ListFilter.PROMISE_LATE, counts.promise_late),
        (ListFilter.SOON, counts.soon),
        (ListFilter.STOPPED, counts.stopped),
        (ListFilter.OUTSIDE, counts.outside),
        (ListFilter.TO_COLLECT, counts.to_collect),
        (ListFilter.DONE_TODAY, counts.done_today),
    ):
        assert len(reading.worklist(which, scope="全部", after=None, limit=50)) == count, which


def test_the_most_pressing_comes_first_and_pages_follow(morning: Clerk) -> None:
    reading = Reading(morning.desk)
    whole = reading.worklist(ListFilter.IN_HAND, scope="全部", after=None, limit=50)
    assert whole[0].light is Light.STATUTE_LATE
    assert (whole[0].remaining or 0) < 0
    first = reading.worklist(ListFilter.IN_HAND, scope="全部", after=None, limit=3)
    second = reading.worklist(ListFilter.IN_HAND, scope="全部", after=first[-1], limit=50)
    assert numbered([*first, *second]) == numbered(whole)
    assert {row.light for row in whole} == {
        Light.STATUTE_LATE, Light.PROMISE_LATE, Light.SOON, Light.STOPPED, Light.OUTSIDE, Light.COLLECT, Light.OK,
    }  # fmt: skip


def test_the_light_of_a_row_is_that_of_its_case(morning: Clerk) -> None:
    reading = Reading(morning.desk)
    for row in reading.worklist(ListFilter.IN_HAND, scope="全部", after=None, limit=50):
        view = reading.case(row.stream)
        assert view.light is row.light, view.sentence
        assert [lane.light for lane in view.lanes] == [segment.light for segment in row.segments]


def test_mine_my_counters_and_everybodys(morning: Clerk) -> None:
    other = morning.another()
    other.presses = [900]
    other.receives("S3-09")
    reading = Reading(other.desk)
    assert (reading.counter, reading.clerk, reading.today) == ("5", "综合窗口乙", day("11-16"))
    assert reading.counts(scope=MINE).in_hand == reading.counts(scope=COUNTER).in_hand == 1
    assert reading.counts(scope="全部").in_hand == 8


def test_the_head_of_the_window(morning: Clerk) -> None:
    reading = Reading(morning.desk)
    assert (reading.zone_name, reading.workday_text) == ("岳阳经济技术开发区（示范）", "工作日")
    morning.on("11-21")
    assert reading.workday_text == "休息日"


def test_no_such_case(clerk: Clerk) -> None:
    with pytest.raises(Refusal, match="没有这一办件"):
        Reading(clerk.desk).case("case/none")


def test_the_sentence_to_read_aloud(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09", "S3-07", "S2-08", "S4-11", hold_consent=True)
    assert clerk.view.sentence.startswith("窗口在核《城市建筑垃圾处置核准》，10月19日前受理或一次告知；")
    assert clerk.view.sentence.endswith("；另有1项未结。")
    clerk.accepts(1, 3, promised={3: MET}).tells_once((2, "交通组织方案"))
    sentence = clerk.view.sentence
    assert "城管在办《城市建筑垃圾处置核准》，承诺10月15日前办结" in sentence
    assert "等企业补正，至10月26日" in sentence
    clerk.on("10-19")
    assert "已超承诺日期10月15日" in clerk.view.sentence
    clerk.grants(1)
    assert "已办好，请企业来领取，窗口应在11月2日前送达" in clerk.view.sentence
    clerk.withdraws(2, 3, 4).delivers(1)
    assert clerk.view.sentence == "各项均已作出决定并送达，可以办结。"
    clerk.receives("S3-09").withdraws(1)
    assert clerk.view.sentence == "各项均已终止，可以归档。"


def test_the_words_behind_a_lane(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09", "S4-11", hold_consent=True)
    assert clerk.lane(1).word == "答复余 5 个工作日"
    assert clerk.lane(2).word.startswith("待《")
    clerk.accepts(1).on("10-15")
    assert clerk.lane(1).word == "承诺今日到期"
    clerk.on("10-16").grants(1)
    assert clerk.lane(1).word == "准予 10-16 · 承诺超时1日 · 待领取"
    clerk.delivers(1)
    assert clerk.lane(1).word == "准予 10-16 · 承诺超时1日"
    clerk.withdraws(2)
    assert clerk.lane(2).word == "撤回申请（撤件）"


def test_the_log_is_newest_first_and_every_line_says_something(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).on("10-14").grants(1)
    log = clerk.view.log
    assert log[-1].act == "收件"
    assert [row.on for row in log] == sorted((row.on for row in log), reverse=True)
    assert all(row.text for row in log)
    assert {row.counter for row in log} == {"3"}

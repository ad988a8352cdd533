"""The law of the file, the time of an item: the frame, pauses, extension, days of what kind, the last notice (A4–A6, A8, A14)."""

from __future__ import annotations

from functools import partial

import pytest

from tests.clerk import Clerk, day
from tests.desk.printed import text_of

# ── A4 the frame of 45 and 15 ─────────────────────────────────────────────────────────────────────────────────────


def test_a4_a_parallel_case_gives_nobody_45_days(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S3-09", "S3-07").accepts(1, 2)
    assert clerk.due(1) == "11-30"


def test_a4_the_frame_binds_only_where_it_ends_earlier(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S3-09", "S2-09", joint="示范联办〔2026〕1号").accepts(1, 2)
    assert clerk.due(1) == "11-30"
    assert clerk.due(2) == "2027-01-05"
    assert {row.due_on for row in clerk.rows()} == {day("11-30"), day("2027-01-05")}


def test_a4_the_head_of_a_committee_is_not_the_head_of_a_government(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S2-09", joint="示范联办〔2026〕1号").accepts(1).on("12-01")
    said = clerk.nothing_recorded(lambda: clerk.extends(1, 15, by="岳阳经开区管委会主任", frame=True))
    assert "管委会不是一级人民政府" in str(said)
    said = clerk.nothing_recorded(lambda: clerk.extends(1, 16, by="岳阳市人民政府负责人", frame=True))
    assert "最多可延长15" in str(said)
    clerk.sets(committee_may_extend=True)
    said = clerk.nothing_recorded(lambda: clerk.extends(1, 15, by="岳阳经开区管委会主任", frame=True))
    assert "授权文件文号" in str(said), "a yes without the document's number is none"
    before = clerk.clocks(1).statutory
    clerk.extends(1, 15, by="岳阳市人民政府负责人", frame=True)
    after = clerk.clocks(1).statutory
    assert before is not None
    assert after is not None
    assert clerk.desk.calendar().count(before.on, after.on) in range(16)
    said = clerk.nothing_recorded(lambda: clerk.extends(1, 1, by="岳阳市人民政府负责人", frame=True))
    assert "已延长过一次" in str(said)


def test_a4_there_is_no_frame_to_extend_outside_joint_handling(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S2-09").accepts(1)
    said = clerk.nothing_recorded(lambda: clerk.extends(1, 15, by="岳阳市人民政府负责人", frame=True))
    assert "不是统一、联合、集中办理" in str(said)


# ── A5 pauses ─────────────────────────────────────────────────────────────────────────────────────────────────────


def review(clerk: Clerk) -> Clerk:
    """A report accepted on 11-04: 60 days by law, 20 workdays promised, 专家评审 on its list."""
    return clerk.on("11-02").receives("S2-04").on("11-04").accepts(1)


def test_a5_only_steps_on_the_items_own_list(clerk: Clerk) -> None:
    review(clerk)
    for name in ("公示", "征求意见", "现场踏勘", "技术审查", "集体讨论", "缴费", "修改图纸"):
        said = clerk.nothing_recorded(partial(clerk.stops, 1, name, 5))
        assert "不在" in str(said)
        assert "第四十五条" in str(said)


def test_a5_the_clock_stops_from_service_to_result_at_most_to_the_time_told(clerk: Clerk) -> None:
    review(clerk).on("11-09").stops(1, "专家评审", 15, started="11-05", served="11-09")
    assert clerk.item(1).steps[0].told_until == day("11-30")
    clerk.on("11-27").resumes(1, "专家评审")
    # 新华达 of the sample zone: 14 workdays on the promise, 18 calendar days on the law
    assert (clerk.promised(1), clerk.due(1)) == ("12-22", "2027-01-19")


def test_a5_the_days_beyond_the_time_told_count(clerk: Clerk) -> None:
    review(clerk).on("11-09").stops(1, "专家评审", 5).on("11-27").resumes(1, "专家评审")
    assert clerk.promised(1) == "12-09"


def test_a5_the_clock_runs_again_by_itself_without_a_result(clerk: Clerk) -> None:
    review(clerk).on("11-09").stops(1, "专家评审", 5).on("12-01")
    assert clerk.promised(1) == "12-09"
    assert clerk.lane(1).word == "承诺余 6 个工作日"


def test_a5_a_further_notice_served_before_the_end_carries_on(clerk: Clerk) -> None:
    review(clerk).on("11-09").stops(1, "专家评审", 5).on("11-13").stops(1, "专家评审", 5)
    assert clerk.item(1).steps[1].told_until == day("11-23")
    clerk.on("11-23").resumes(1, "专家评审")
    assert clerk.promised(1) == "12-16"
    said = clerk.nothing_recorded(lambda: clerk.resumes(1, "专家评审"))
    assert "没有正在进行" in str(said)


def test_a5_a_further_notice_after_the_end_is_too_late(clerk: Clerk) -> None:
    review(clerk).on("11-09").stops(1, "专家评审", 5).on("11-17")
    said = clerk.nothing_recorded(lambda: clerk.stops(1, "专家评审", 5))
    assert "计时已自行恢复" in str(said)


@pytest.mark.parametrize(("days", "said"), [(0, "不合规定"), (21, "最长20个工作日")])
def test_a5_the_time_told_has_a_cap(clerk: Clerk, days: int, said: str) -> None:
    assert said in str(review(clerk).nothing_recorded(lambda: clerk.stops(1, "专家评审", days)))


def test_a5_two_notices_together_keep_the_cap(clerk: Clerk) -> None:
    review(clerk).on("11-09").stops(1, "专家评审", 15).on("11-20")
    said = clerk.nothing_recorded(lambda: clerk.stops(1, "专家评审", 6))
    assert "此前已用或者已告知15个工作日" in str(said)


def test_a5_neither_before_acceptance_nor_after_expiry(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S2-04")
    assert "受理前" in str(clerk.nothing_recorded(lambda: clerk.stops(1, "专家评审", 5)))
    clerk.on("11-04").accepts(1)
    said = clerk.nothing_recorded(lambda: clerk.stops(1, "专家评审", 5, started="11-03"))
    assert "不得早于受理日" in str(said)
    clerk.on("2027-02-22")
    said = clerk.nothing_recorded(lambda: clerk.stops(1, "专家评审", 5))
    assert "届满" in str(said)


def test_a5_the_result_cannot_come_before_the_step(clerk: Clerk) -> None:
    review(clerk).on("11-09").stops(1, "专家评审", 5, started="11-12").on("11-13")
    said = clerk.late("评审会提前").nothing_recorded(lambda: clerk.late("补录").resumes(1, "专家评审", when="11-10"))
    assert "早于开始日" in str(said)


def test_a5_a_step_stops_its_own_item_only(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S2-04", "S3-09").on("11-04").accepts(1, 2)
    before = (clerk.due(2), clerk.promised(2))
    clerk.on("11-05").stops(1, "专家评审", 5)
    assert (clerk.due(2), clerk.promised(2)) == before


# ── A6 extension ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a6_an_extension_moves_the_statutory_line_alone_and_once(clerk: Clerk) -> None:
    clerk.on("11-25").receives("S1-15", held={"S1-01": "备案证明示范1号"}).accepts(1)
    assert (clerk.due(1), clerk.promised(1)) == ("12-23", "12-09")
    clerk.on("12-16").extends(1, 10)
    assert (clerk.due(1), clerk.promised(1)) == ("2027-01-07", "12-09")
    assert clerk.papers("extension")[0].facts["extension"]["old_due"] == {"date": "2026-12-23", "provisional": False}
    assert clerk.clocks(1).promise_late(clerk.on("12-18").today) == 7
    assert "已延长过一次" in str(clerk.nothing_recorded(lambda: clerk.extends(1, 1)))


@pytest.mark.parametrize(
    ("when", "days", "given", "said"),
    [
        ("12-24", 10, {}, "届满"),
        ("12-16", 11, {}, "最多可延长10个工作日"),
        ("12-16", 0, {}, "最多可延长10个工作日"),
        ("12-16", 10, {"by": " "}, "负责人批准"),
        ("12-16", 10, {"reason": ""}, "理由告知"),
    ],
)
def test_a6_an_extension_is_refused(clerk: Clerk, when: str, days: int, given: dict[str, str], said: str) -> None:
    clerk.on("11-25").receives("S1-15", held={"S1-01": "备案证明示范1号"}).accepts(1).on(when)
    assert said in str(clerk.nothing_recorded(lambda: clerk.extends(1, days, **given)))  # type: ignore[arg-type]  # by and reason


def test_a6_the_zones_reading_of_an_extension_is_copied_into_the_act(clerk: Clerk) -> None:
    """Afterwards the setting may change: what was approved stays as it was told."""
    given = {"held": {"S1-01": "备案证明示范1号"}}
    clerk.on("11-25").receives("S1-15", **given).accepts(1).on("12-16").extends(1, 10)
    assert "from_rolled" not in clerk.line("extend").facts
    clerk.sets(extension_from_unrolled=False)
    clerk.on("11-25").receives("S1-15", **given).accepts(1).on("12-16").extends(1, 10)
    assert clerk.line("extend").facts["from_rolled"] is True
    statutory = clerk.clocks(1).statutory
    assert statutory is not None
    assert clerk.rows()[0].due_on == statutory.on
    assert clerk.desk.store.verify().ok


def test_a6_no_extension_where_the_law_has_none(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S3-06").accepts(1)
    assert "没有可以延长的规定" in str(clerk.nothing_recorded(lambda: clerk.extends(1, 5)))


def test_a5_a6_rt14_after_expiry_no_step_and_no_extension(clerk: Clerk) -> None:
    clerk.on("10-20").receives("S2-09").accepts(1).on("2027-01-20")
    assert "届满" in str(clerk.nothing_recorded(lambda: clerk.stops(1, "听证", 10)))
    clerk.on("10-20").receives("S3-09").accepts(1).on("2027-01-20")
    assert "不得延长" in str(clerk.nothing_recorded(lambda: clerk.extends(1, 10)))


# ── A8, A14 ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a8_an_unstated_unit_shows_both_dates_and_the_earlier_binds(clerk: Clerk) -> None:
    held = dict.fromkeys(("S1-09", "S2-02", "S3-01", "S3-02", "S3-10"), "示范1号")
    clerk.on("11-12").receives("S3-03", held=held).accepts(1)
    lane = clerk.lane(1)
    assert (lane.due_on, lane.due_other) == (day("11-19"), day("11-23"))


def test_a14_beyond_the_last_notice_a_date_is_provisional_with_an_earliest_day(clerk: Clerk) -> None:
    clerk.on("12-03").receives("S2-09").accepts(1)
    line = clerk.clocks(1).statutory
    assert line is not None
    assert (line.on, line.provisional) == (day("2027-02-11"), True)
    assert line.earliest <= day("2027-02-04")
    assert clerk.lane(1).provisional
    assert "〔暂定，以国务院办公厅通知为准〕" in text_of(clerk, "acceptance")
    assert clerk.line("accept").facts["provisional"] is True

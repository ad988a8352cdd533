"""录入更正不是后门: what the act itself forbids cannot be reached by correcting its line afterwards."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from tests.clerk import Clerk, day

PLAN = "交通组织方案"


def handled(clerk: Clerk) -> Clerk:
    """A refused item, an item with a step, an extension and a notice: lines to tamper with."""
    clerk.on("10-14").receives("S1-15", "S3-09", "S3-07", missing=[PLAN]).tells_once((3, PLAN)).accepts(1, 2)
    return clerk.declines(3, "不属本机关职权", right_body="岳阳市交通运输局").stops(1, "专家评审", 10).extends(1, 10)


@pytest.mark.parametrize(
    ("act", "facts"),
    [
        ("stop", {"name": "公示"}),
        ("accept", {"limit": {"value": 45, "unit": "workday", "start": "accepted", "article": "无"}}),
        ("accept", {"promise": None}),
        ("accept", {"started_on": "2026-10-20"}),
        ("accept", {"due": "2026-12-31"}),
        ("extend", {"frame": True}),
        ("decline", {"ground": "不具申请资格"}),
        ("receive", {"joint": "示范〔2026〕1号"}),
    ],
)
def test_a9_what_nobody_typed_is_not_corrected(alone: Clerk, act: str, facts: Mapping[str, object]) -> None:
    handled(alone).on("10-20")
    said = alone.nothing_recorded(lambda: alone.amends(alone.line(act).seq, facts))
    assert isinstance(said, Refusal)
    assert "不能以录入更正改动" in said.sentence


@pytest.mark.parametrize(
    ("act", "facts", "said"),
    [
        ("extend", {"approved_on": "2026-11-26"}, "晚于延长前的届满日2026-11-25"),
        ("extend", {"days": 11}, "最多可延长10日"),
        ("notify_once", {"until": "2026-10-20"}, "已经书面告知，不能更正为更早的2026-10-20"),
        ("notify_once", {"on": "2026-10-30"}, "依法自收到申请材料之日起即为受理"),
    ],
)
def test_a6_a10_a_correction_gives_no_more_than_the_act(
    alone: Clerk, act: str, facts: Mapping[str, object], said: str
) -> None:
    handled(alone).on("12-10")
    assert said in str(alone.nothing_recorded(lambda: alone.amends(alone.line(act).seq, facts)))


def test_a1_the_right_day_of_receipt_moves_the_limits_that_start_with_it(alone: Clerk) -> None:
    alone.on("10-12").receives("S2-05").on("10-14").accepts(1)
    assert alone.due(1) == "11-11"
    alone.on("10-15").amends(alone.line("receive").seq, {"received_on": "2026-10-09"})
    acceptance = alone.item(1).acceptance
    assert acceptance is not None
    assert (acceptance.on, acceptance.started_on, alone.due(1)) == (day("10-14"), day("10-09"), "11-09")
    assert alone.papers("acceptance")[-1].facts["items"][0]["statutory_due"]["date"] == "2026-11-09"
    assert alone.papers("acceptance")[0].void_reason


def test_a11_the_right_day_of_receipt_may_show_that_silence_had_accepted(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09").on("10-14").accepts(1)
    alone.on("10-15").amends(alone.line("receive").seq, {"received_on": "2026-09-25"}, "收件日录错")
    acceptance = alone.item(1).acceptance
    assert acceptance is not None
    assert (acceptance.on, acceptance.deemed) == (day("09-25"), True)
    assert alone.papers("acceptance")[-1].facts["acceptance"]["deemed"] is True


def test_a2_corrections_that_came_earlier_are_accepted_earlier(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-07", missing=[PLAN]).tells_once((1, PLAN))
    alone.on("10-20").takes_back(1, names=[PLAN]).accepts(1)
    alone.on("10-21").amends(alone.line("take_corrections").seq, {"on": "2026-10-15"})
    acceptance = alone.item(1).acceptance
    assert acceptance is not None
    assert (acceptance.on, alone.due(1)) == (day("10-15"), "11-12")
    said = alone.nothing_recorded(lambda: alone.amends(alone.line("accept").seq, {"accepted_on": "2026-10-21"}))
    assert "没有第二个期限" in str(said)


def test_a13_a_false_promise_is_not_corrected_into_a_true_one_without_approval(alone: Clerk) -> None:
    met = ({"met": True}, {"met": True})
    alone.on("10-12").receives("S2-08").accepts(1, promised={1: met}).grants(1).delivers(1).verifies(1, true=False)
    seq = alone.line("verify_pledge").seq
    assert "须经批准" in str(alone.nothing_recorded(lambda: alone.amends(seq, {"true": True}, by="")))


def test_a11_a_notice_day_within_its_period_can_be_put_right(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-07", missing=[PLAN]).on("10-14").tells_once((1, PLAN))
    alone.on("10-15").amends(alone.line("notify_once").seq, {"on": "2026-10-13"})
    assert (alone.item(1).noticed_on, alone.item(1).state) == (day("10-13"), ItemState.CORRECTING)


def test_a4_the_extension_of_the_frame_keeps_its_own_end(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09", joint="示范〔2026〕1号").accepts(1)
    alone.extends(1, 15, by="岳阳市人民政府分管副市长", frame=True)
    seq = alone.line("extend").seq
    alone.amends(seq, {"days": 12})
    extension = alone.item(1).frame_extension
    assert extension is not None
    assert extension.days == 12
    alone.on("12-31")
    assert "晚于延长前的届满日" in str(alone.nothing_recorded(lambda: alone.amends(seq, {"approved_on": "2026-12-30"})))

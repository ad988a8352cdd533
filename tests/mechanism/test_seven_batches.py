"""《“七个一批”项目推进服务制度》: seven ordered batches that the zone may rename."""

from __future__ import annotations

from datetime import date

import pytest

from bingliang.ledger.acts import Refusal
from bingliang.ledger.project import Enlisted, Milestone, Move, Profile, Tag
from bingliang.mechanism.seven_batches import DEFAULT_BATCHES, Step, days_late, funnel, listed, moved, tag_of, unfounded


def test_there_are_seven() -> None:
    assert len(DEFAULT_BATCHES) == 7


def test_forward_and_back() -> None:
    assert moved(DEFAULT_BATCHES, "签约", "开工") == ("开工", 1)
    assert moved(DEFAULT_BATCHES, "开工", "谋划") == ("谋划", -3)


@pytest.mark.parametrize(
    ("now", "to", "said"), [("签约", "签约", "无需流转"), ("签约", "上市", "不在本区"), ("谋划", "前期", "不在本区")]
)
def test_refused(now: str, to: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        moved(DEFAULT_BATCHES, now, to)


def test_the_funnel_counts_where_each_project_stands_now() -> None:
    def at(batch: str, amount: int) -> Enlisted:
        return Enlisted("", "", Profile("甲", "乙", investment=amount), (Move(batch, date(2026, 1, 5), "", 1),))

    held = [at("谋划", 9), at("洽谈", 1), at("洽谈", 2), at("签约", 4), at("开工", 8), at("达产", 16)]
    assert funnel(held, DEFAULT_BATCHES) == (Step("洽谈", 2, 3), Step("签约", 1, 4), Step("落地", 2, 24))
    assert funnel(held, ("招商", "签约", "落地")) == ()


def test_the_zones_own_list_or_the_default() -> None:
    assert listed("洽谈、签约，开工", DEFAULT_BATCHES) == ("洽谈", "签约", "开工")
    assert listed(" ", DEFAULT_BATCHES) == DEFAULT_BATCHES


@pytest.mark.parametrize("text", ["签约", "签约、开工、签约"])
def test_a_list_of_one_word_or_with_a_word_twice_is_no_order(text: str) -> None:
    with pytest.raises(ValueError, match="至少两个词，不能重复"):
        listed(text, DEFAULT_BATCHES)


def test_a_milestone_is_late_only_against_its_plan() -> None:
    planned, today = date(2026, 10, 12), date(2026, 10, 20)
    assert days_late(Milestone("", "开工"), today) == 0
    assert days_late(Milestone("", "开工", planned), today) == 8
    assert days_late(Milestone("", "开工", planned, date(2026, 10, 15)), today) == 3
    assert days_late(Milestone("", "开工", planned, date(2026, 10, 10)), today) == 0


def test_a_tag_says_at_least_its_set() -> None:
    assert tag_of("2+10 标杆 2026") == Tag("2+10", "标杆", 2026)
    with pytest.raises(ValueError, match="不是标签"):
        tag_of(" ")


def test_a_batch_takes_its_milestone_for_granted() -> None:
    begun = {("", "开工"): Milestone("", "开工", actual=date(2026, 12, 1))}
    one = Enlisted("", "", Profile("甲", "乙"), (Move("签约", date(2026, 1, 5), "", 1),), milestones=begun)
    assert unfounded("建设", one) == unfounded("谋划", one) == ""
    assert "里程碑“投产”还没有实际日期" in unfounded("投产", one)

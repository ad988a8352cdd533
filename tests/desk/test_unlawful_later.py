"""法制审核员的第二天: notices that came too late, corrections that hide a breach, permits that are gone, steps beyond their cap."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bingliang.desk.acts.offers import offers
from bingliang.desk.casework import dispatch, endings
from bingliang.desk.casework.aftermath import Later, follow
from bingliang.desk.reading import Reading
from bingliang.desk.rows import Light, ListFilter
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from tests.clerk import PROJECT, SITE_B, Clerk, at_work, day
from tests.racing import at_once

PLAN = "交通组织方案"
MET = ({"met": True}, {"met": True})


def told(clerk: Clerk) -> Clerk:
    return clerk.on("10-12").receives("S3-07", missing=[PLAN]).on("10-14").tells_once((1, PLAN))


# ── A11 a notice that reached nobody in time ──────────────────────────────────────────────────────────────────────


def test_a11_a_notice_handed_over_after_its_period_has_told_nobody(clerk: Clerk) -> None:
    told(clerk).on("10-22").marks("送达", "correction")
    acceptance = clerk.item(1).acceptance
    assert acceptance is not None
    assert (acceptance.on, acceptance.deemed, clerk.item(1).state) == (day("10-12"), True, ItemState.HANDLING)
    assert clerk.papers("acceptance")[0].facts["acceptance"]["deemed"] is True
    assert any("才送达，已过告知期限" in row.text for row in clerk.view.log)
    assert clerk.desk.store.verify().ok


@pytest.mark.parametrize(("when", "served"), [("10-19", {}), ("10-22", {"means": "邮寄送达", "tracking": "EMS 1"})])
def test_a11_in_time_or_by_mail_the_notice_stands(alone: Clerk, when: str, served: dict[str, str]) -> None:
    told(alone).on(when).marks("送达", "correction", **served)
    assert alone.item(1).state is ItemState.CORRECTING


def test_a11_only_the_items_that_are_too_late_leave_the_notice(alone: Clerk) -> None:
    """排污许可's three days are over, the others' five are not."""
    alone.on("10-12").receives("S3-07", "S4-11", missing=[PLAN]).tells_once((1, PLAN), (2, "申请表"))
    alone.on("10-16").marks("送达", "correction")
    assert (alone.item(1).state, alone.item(2).state) == (ItemState.CORRECTING, ItemState.HANDLING)
    assert [row["item"] for row in alone.item(1).defects] == [1]


def test_a11_the_sentence_says_that_nobody_has_been_told_yet(alone: Clerk) -> None:
    assert "还没有登记送达" not in told(alone).view.sentence
    assert "等企业补正，至10月28日（告知书还没有登记送达）" in alone.on("10-15").view.sentence
    alone.marks("送达", "correction")
    assert "还没有登记送达" not in alone.view.sentence


# ── A9 受理更正 and what came after the decision ──────────────────────────────────────────────────────────────────


def test_a9_putting_right_the_item_hides_no_breach(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-06").accepts(1).on("10-22")
    assert "承诺办结日2026-10-19已过" in str(alone.nothing_recorded(lambda: alone.rights(1, "S1-15")))
    alone.on("10-28")
    assert "法定应办结日2026-10-27已过" in str(alone.nothing_recorded(lambda: alone.rights(1, "S1-15")))


def test_a9_a_shorter_limit_that_is_over_shows_itself(alone: Clerk) -> None:
    alone.on("10-12").receives("S1-15").accepts(1).on("10-26").rights(1, "S3-06")
    assert (alone.due(1), alone.promised(1)) == ("10-27", "10-19")
    assert "已超承诺日期10月19日" in alone.view.sentence


@pytest.mark.parametrize("act", ["recall", "annul", "cancel"])
def test_a9_a_permit_that_is_gone_is_not_handed_over(alone: Clerk, act: str) -> None:
    alone.on("10-14").receives("S3-09").accepts(1).grants(1).afterwards(1, act)
    for wrong in (lambda: alone.delivers(1), lambda: alone.notifies(1)):
        assert "现为“已办结”" in str(alone.nothing_recorded(wrong))
    assert "请企业来领取" not in alone.view.sentence


def test_a9_what_is_gone_is_no_prerequisite(alone: Clerk) -> None:
    """消防设计审查 waits for 规划许可 and 审图; the permit annulled meanwhile, the rest cannot begin and is returned."""
    held = {"S1-08": "出让合同示范1号", "S1-09": "地字示范1号", "S3-10": "施工合同示范1号"}
    alone.on("10-12").receives(
        "S2-02", "S3-01", "S3-02", "S3-03", held=held, hold_consent=True,
        project={**PROJECT, "project_type": "SH-DFA"}, answers={"Q-SCHEME": True, "Q-FIRE": True},
    )  # fmt: skip
    alone.accepts(1).grants(1).afterwards(1, "annul")
    waiting = [item.no for item in alone.case.items.values() if item.state is ItemState.WAITING]
    assert waiting
    alone.returns_held()
    assert {alone.item(no).state for no in waiting} == {ItemState.ENDED}


# ── A5 the cap, A15 rectification, A13 the check ──────────────────────────────────────────────────────────────────


def test_a5_steps_one_after_the_other_keep_the_cap_together(alone: Clerk) -> None:
    alone.on("10-14").receives("S1-15").accepts(1).stops(1, "专家评审", 10).on("10-23").resumes(1, "专家评审")
    assert "此前已用或者已告知7个工作日" in str(alone.nothing_recorded(lambda: alone.stops(1, "专家评审", 4)))
    alone.stops(1, "专家评审", 3)


def test_a15_no_grant_while_what_the_body_found_wanting_is_not_put_right(alone: Clerk) -> None:
    held = {"S3-03": "施工许可证示范1号", "S2-02": "建字示范1号", "S3-02": "消审示范1号"}
    alone.on("12-08").receives("S4-02", "S4-03", held=held).accepts(1, 2).convenes(1, 2, at="2026-12-08T09:30")
    alone.attends(SITE_B, "有意见", "疏散指示标志缺两处", "《消防法》第十三条")
    assert "整改还没有复验合格，不能准予" in str(alone.nothing_recorded(lambda: alone.grants(2)))
    alone.grants(1)
    alone.attends(SITE_B).grants(2)


def test_a13_an_unchecked_promise_is_not_archived(alone: Clerk, tmp_path: Path) -> None:
    alone.on("10-12").receives("S2-08").accepts(1, promised={1: MET}).grants(1).delivers(1).closes()
    assert "告知承诺还没有核查，不能归档" in str(alone.nothing_recorded(lambda: alone.archives(tmp_path)))
    greyed = next(one for one in offers(alone.desk, alone.stream).case if one.name == "archive")
    assert "还没有核查" in greyed.forbidden
    alone.verifies(1).archives(tmp_path)


# ── two counters at once ──────────────────────────────────────────────────────────────────────────────────────────

Act = Callable[[Clerk], object]
RACES: dict[str, tuple[Callable[[Clerk], object], Act, Act]] = {
    "grant or withdrawal": (lambda c: c.receives("S3-09").accepts(1), lambda c: c.grants(1), lambda c: c.withdraws(1)),
    "notice or acceptance": (
        lambda c: c.receives("S3-09"),
        lambda c: c.tells_once((1, "申请表")),
        lambda c: c.accepts(1),
    ),
    "step or refusal": (
        lambda c: c.receives("S1-15").accepts(1),
        lambda c: c.stops(1, "专家评审", 10),
        lambda c: c.refuses(1),
    ),
    "dispute or grant": (lambda c: c.receives("S3-09").accepts(1), lambda c: c.disowns(1), lambda c: c.grants(1)),
    "delivery and delivery": (
        lambda c: c.receives("S3-09").accepts(1).grants(1),
        lambda c: c.delivers(1),
        lambda c: c.delivers(1, receiver="代办人（示范）"),
    ),
}


@pytest.mark.parametrize("race", RACES)
def test_a9_of_two_counters_at_once_one_acts_and_the_other_is_refused(database: str, race: str) -> None:
    """Each at its own connection, at the same moment, twice the other way round; nobody's unlawful line is kept."""
    before, one, two = RACES[race]
    here, there = at_work(database), at_work(database)
    there.presses[0] = 1000
    for first, second in ((one, two), (two, one)):
        here.on("10-12")
        before(here)
        there.on("10-12").stream = here.stream
        lines = len(here.entries)
        said = at_once(partial(first, here), partial(second, there))
        assert [isinstance(word, Refusal) for word in said if word is not None] == [True]
        written = {entry.request for entry in here.entries[lines:]}
        assert len({key for key in written if key.startswith("press/")}) == 1
    assert here.desk.store.verify().ok
    there.desk.close()
    here.desk.close()


# ── 补录 never for a better date ──────────────────────────────────────────────────────────────────────────────────


def test_a9_no_decision_of_ours_is_dated_back_before_a_limit_that_ran_out(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09").accepts(1).on("10-16")
    assert "承诺办结日2026-10-15已过" in str(alone.nothing_recorded(lambda: alone.late("补录").grants(1, when="10-15")))
    alone.on("11-20")
    said = alone.nothing_recorded(lambda: alone.late("补录").grants(1, when="11-05"))
    assert "法定应办结日2026-11-09已过，决定书（部门当日确已作出的，请填写其文号）今天才取号" in str(said)
    assert alone.clocks(1).statute_late(alone.today) == 9
    alone.late("部门已于当日决定").grants(1, when="11-05", document="岳经开城管许字〔2026〕7号")
    assert alone.clocks(1).statute_late(alone.today) == 0


def test_a7_no_forwarding_is_dated_back_before_its_limit(alone: Clerk) -> None:
    alone.on("11-10").receives("S2-14").accepts(1).on("12-10")
    desk = alone.late("补录").desk
    said = alone.nothing_recorded(
        lambda: dispatch.forward(
            desk, alone.press(), alone.stream, 1, day("11-12"), to="岳阳市应急管理局（示范）", listed="签收单1号"
        )
    )
    assert "转报函今天才取号，日期不能倒签为2026-11-12" in str(said)


def test_a10_no_withdrawal_entered_late_hides_an_overrun(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09").accepts(1).on("10-16")
    reason, press = "建设方案调整", alone.press
    late = alone.late("补录").desk
    said = alone.nothing_recorded(lambda: endings.withdraw(late, press(), alone.stream, (1,), day("10-15"), reason))
    assert "承诺办结日2026-10-15已过，补录为2026-10-15撤件会抹掉已经发生的超期" in str(said)
    alone.withdraws(1, reason="建设方案调整，撤回申请书10月15日签")
    assert alone.clocks(1).promise_late(alone.today) == 1
    assert alone.item(1).state is ItemState.ENDED


def test_a10_a_withdrawal_entered_late_within_the_limit_keeps_its_day(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09").accepts(1).on("10-14")
    endings.withdraw(alone.late("补录").desk, alone.press(), alone.stream, (1,), day("10-13"), "建设方案调整")
    assert alone.item(1).state is ItemState.ENDED


def test_a9_cancelled_for_a_revocation_only_after_the_revocation(alone: Clerk) -> None:
    ground = "许可依法被撤销、撤回，或者证件被吊销"
    alone.on("10-14").receives("S3-09").accepts(1).grants(1)
    said = alone.nothing_recorded(lambda: alone.afterwards(1, "cancel", ground))
    assert "没有登记过撤销或者撤回，不能以此注销" in str(said)
    alone.afterwards(1, "annul").afterwards(1, "cancel", ground)
    assert [one.act for one in alone.item(1).aftermath] == ["annul", "cancel"]


def test_a9_cancelled_for_a_penalty_names_the_penalty(alone: Clerk) -> None:
    alone.on("10-14").receives("S3-09").accepts(1).grants(1)
    later = Later(
        alone.today, "许可依法被撤销、撤回，或者证件被吊销", "证件被吊销，示范罚〔2026〕3号", "示范〔2026〕9号"
    )
    follow(alone.desk, alone.press(), alone.stream, 1, "cancel", later)
    assert alone.item(1).aftermath[0].act == "cancel"


def test_a6_an_overrun_is_explained_once(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09").accepts(1).on("10-19").explains(1)
    assert "已于2026-10-19公开说明" in str(alone.on("10-20").nothing_recorded(lambda: alone.explains(1)))
    assert len(alone.papers("overrun")) == 1


def test_a3_collection_is_notified_once(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09").accepts(1).grants(1).notifies(1)
    assert "已于2026-10-12通知领取" in str(alone.on("10-13").nothing_recorded(lambda: alone.notifies(1)))
    assert len(alone.papers("collection")) == 1


def test_a15_no_case_is_closed_over_an_open_meeting(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09", "S4-11").accepts(1, 2).convenes(1, 2, kind="会审").grants(1).grants(2)
    said = alone.nothing_recorded(alone.closes)
    assert "2026-10-12召集的会审还没有汇总结论，不能办结" in str(said)


def test_a3_a_delivery_past_its_ten_workdays_is_overdue_and_no_longer_near(alone: Clerk) -> None:
    """第四十四条: on the lane, in the case and in the list; a breach of its own, not the department's."""

    def lights() -> tuple[Light, Light, Light]:
        (row,) = Reading(alone.desk).worklist(ListFilter.IN_HAND, scope="全部", after=None, limit=50)
        return alone.lane(1).light, alone.view.light, row.light

    alone.on("10-12").receives("S3-09").accepts(1).on("10-14").grants(1)
    line = alone.clocks(1).delivery
    assert line is not None
    assert line.on == day("10-28")
    assert lights() == (Light.COLLECT,) * 3
    alone.on("10-28")
    assert lights() == (Light.SOON,) * 3
    alone.on("10-29")
    assert lights() == (Light.DELIVERY_LATE,) * 3
    assert Reading(alone.desk).counts(scope="全部").statute_late == 0
    assert "送达期限已过" in alone.lane(1).word
    alone.delivers(1)
    assert alone.lane(1).light is Light.DONE

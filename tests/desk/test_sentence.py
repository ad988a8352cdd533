"""一句话: in every state who has it, until when, and what is wanted; the two kinds of late are never one word."""

from __future__ import annotations

from tests.clerk import PROJECT, Clerk

PLAN = "交通组织方案"
DRAIN = "水质检测报告或者承诺书"


def test_what_waits_says_for_whom_and_what_cannot_come_is_to_be_returned(alone: Clerk) -> None:
    held = {"S1-08": "出让合同示范1号", "S1-09": "地字示范1号", "S3-10": "施工合同示范1号"}
    alone.on("10-12").receives(
        "S2-02", "S3-01", "S3-02", held=held, hold_consent=True,
        project={**PROJECT, "project_type": "SH-DFA"}, answers={"Q-SCHEME": True, "Q-FIRE": True},
    )  # fmt: skip
    assert "等本件办出《建设工程规划许可证（含附图）》后转正式收件" in alone.view.sentence
    alone.accepts(1).refuses(1)
    assert "《特殊建设工程消防设计审查》的前置件已经不成，窗口应退还预收材料" in alone.view.sentence
    assert "已决定不予许可，请企业来领取，窗口应在10月26日前送达" in alone.view.sentence


def test_what_waits_for_a_paper_from_outside_names_it(alone: Clerk) -> None:
    alone.on("10-12").receives("S1-10", hold_consent=True)
    assert "预收，等企业取得《国有建设用地使用权出让合同》后转正式收件" in alone.view.sentence


def test_a_filing_is_not_accepted_and_what_came_back_is_accepted_that_day(alone: Clerk) -> None:
    alone.on("10-12").receives("S1-01")
    assert alone.view.sentence == "窗口在核《企业投资项目备案》，信息齐全就备案。"
    alone.receives("S3-07", missing=[PLAN]).tells_once((1, PLAN)).on("10-14").takes_back(1, names=[PLAN])
    assert "补正材料已于10月14日交齐，窗口应以该日受理。" in alone.view.sentence
    alone.on("10-16")
    assert "窗口应以该日受理，已迟2个工作日，办理期限从该日起算" in alone.view.sentence


def test_a_date_beyond_the_last_notice_is_said_with_its_mark(alone: Clerk) -> None:
    alone.on("12-30").receives("S3-09")
    assert "1月7日〔暂定〕前受理或一次告知" in alone.view.sentence


def test_an_opinion_that_is_waited_for_is_said_with_its_day(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-07").accepts(1).asks(1)
    assert "在等公安交管部门（示范）10月14日前的意见，承诺10月15日前办结" in alone.view.sentence
    assert "公安交管部门（示范）逾期未回复意见" in alone.on("10-15").view.sentence


def test_a_deferral_that_is_over_says_what_the_counter_does(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-06", later=[DRAIN]).accepts(1, until={1: "10-15"}).on("10-16")
    assert "按申请人的承诺由窗口办理容缺逾期撤回" in alone.view.sentence
    alone.sets(deferral_withdraws=False)
    alone.on("10-12").receives("S3-06", later=[DRAIN]).accepts(1, until={1: "10-15"}).on("10-16")
    assert "容缺材料逾期未补齐，应依法作出决定" in alone.view.sentence


def test_b4_a_breach_of_law_is_not_called_a_broken_promise(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09").accepts(1).on("10-16")
    assert (alone.lane(1).light.value, alone.lane(1).word) == ("承诺超时", "承诺超 1 个工作日")
    assert "已超承诺日期10月15日，还没有公开说明理由，法定11月9日前办结" in alone.view.sentence
    assert "公开说明" not in alone.explains(1).view.sentence
    alone.on("11-10")
    assert (alone.lane(1).light.value, alone.lane(1).word) == ("法定超期", "法定超期 1 个工作日 · 承诺超 18 个")

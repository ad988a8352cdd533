"""D2: the order of applications is that of their acceptance, to the second, and the notice says it."""

from __future__ import annotations

from datetime import timedelta

from tests.clerk import Clerk
from tests.desk.printed import text_of


def to_the_second(clerk: Clerk, when: str, at: str, seconds: int) -> Clerk:
    clerk.on(when, at)
    clerk.clock.now += timedelta(seconds=seconds)
    return clerk


# ── D2 the order of acceptance ────────────────────────────────────────────────────────────────────────────────────


def test_d2_the_notice_prints_the_second_of_acceptance_in_the_line_of_its_day(clerk: Clerk) -> None:
    to_the_second(clerk.on("10-12").receives("S3-09", "S2-02"), "10-12", "10:23", 5).accepts(1, 2)
    words = text_of(clerk, "acceptance").replace("\n", "")
    assert "受理日为2026年10月12日10时23分05秒。" in words


def test_d2_a_notice_drawn_anew_keeps_the_second_of_the_acceptance(clerk: Clerk) -> None:
    to_the_second(clerk.on("10-12").receives("S3-09"), "10-12", "16:05", 40).accepts(1)
    clerk.on("10-14", "11:00").rights(1, "S3-07", "挖掘道路产生的，应为挖掘城市道路审批")
    assert "受理日为2026年10月12日16时05分40秒。" in text_of(clerk, "acceptance").replace("\n", "")


def test_d2_corrections_that_complete_the_application_give_the_second_too(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").tells_once((1, "处置方案"))
    to_the_second(clerk, "10-14", "09:10", 3).takes_back(1, names=("处置方案",)).accepts(1)
    assert "受理日为2026年10月14日9时10分03秒。" in text_of(clerk, "acceptance").replace("\n", "")


def test_d2_no_second_is_made_up_for_a_late_entry_or_for_silence(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    clerk.on("10-13").late("系统停用").accepts(1, when="10-12")
    assert "受理日为2026年10月12日。" in text_of(clerk, "acceptance").replace("\n", "")
    clerk.on("10-12").receives("S3-09").on("10-20").sweeps()
    assert "受理日为2026年10月12日。" in text_of(clerk, "acceptance").replace("\n", "")

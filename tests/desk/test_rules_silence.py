"""The law of the file: correction, and what silence does (A10, A11)."""

from __future__ import annotations

from bingliang.ledger.case import ItemState
from tests.clerk import Clerk, day
from tests.desk.printed import text_of


def test_a11_rt08_deemed_accepted_on_the_day_of_receipt_whenever_the_program_comes_back(clerk: Clerk) -> None:
    clerk.on("11-20", "15:40").receives("S3-06")
    assert clerk.on("11-27").sweeps() == ()
    assert clerk.on("11-30").sweeps() == (clerk.stream,)
    acceptance = clerk.item(1).acceptance
    assert acceptance is not None
    assert (acceptance.on, acceptance.deemed, acceptance.entered_on) == (day("11-20"), True, day("11-30"))
    assert (clerk.due(1), clerk.promised(1)) == ("12-07", "11-27")
    paper = clerk.papers("acceptance")[0]
    assert paper.on == day("11-30")
    assert "第三十二条第一款第（四）项" in text_of(clerk, "acceptance")
    assert "2026年11月20日" in text_of(clerk, "acceptance")


def test_a11_silence_is_recorded_once_whichever_counter_comes_first(clerk: Clerk) -> None:
    clerk.on("11-20").receives("S3-06").on("12-15").sweeps()
    before = clerk.state()
    assert clerk.another().sweeps() == ()
    assert clerk.sweeps() == ()
    assert clerk.state() == before
    assert [entry.act for entry in clerk.entries].count("deem_accepted") == 1


def test_a11_an_act_of_the_clerk_sees_what_silence_has_done(clerk: Clerk) -> None:
    clerk.on("11-20").receives("S3-06").on("11-30")
    assert "受理后不得再要求补正" in str(clerk.nothing_recorded(lambda: clerk.tells_once((1, "申请表"))))
    clerk.grants(1)
    assert [entry.act for entry in clerk.entries].count("deem_accepted") == 1
    assert clerk.item(1).state is ItemState.DECIDED


def test_a11_rt02_on_the_spot_silence_accepts_the_same_day(clerk: Clerk) -> None:
    held = {"S1-08": "出让合同示范〔2026〕12号"}
    clerk.on("12-04").receives("S1-10", held=held).on("12-07").sweeps()
    assert clerk.item(1).acceptance is not None
    assert clerk.due(1) == "2027-01-18"


def test_a11_rt01_the_period_is_the_items_own(clerk: Clerk) -> None:
    clerk.on("11-27").receives("S4-11", held={"S2-05": "岳环评〔2026〕1号"})
    completeness = clerk.clocks(1).completeness
    assert completeness is not None
    assert completeness.on == day("12-02")
    assert clerk.on("12-02").sweeps() == ()
    assert clerk.on("12-03").sweeps() == (clerk.stream,)


def test_a10_rt11_partial_then_full_is_accepted_that_day_without_a_second_period(clerk: Clerk) -> None:
    lack = "交通组织方案"
    names = [row["name"] for row in clerk.on("10-12").receives("S3-07", missing=[lack]).case.materials]
    assert lack in names
    assert "还缺交通组织方案" in str(clerk.nothing_recorded(lambda: clerk.accepts(1)))
    clerk.on("10-15").tells_once((1, lack), (1, "授权委托书"))
    assert "只能一次告知" in str(clerk.nothing_recorded(lambda: clerk.tells_once((1, "申请表"))))
    clerk.on("10-20").takes_back(1, names=["授权委托书"], complete=False)
    assert clerk.item(1).state is ItemState.CORRECTING
    assert "还没有交回" in str(clerk.nothing_recorded(lambda: clerk.takes_back(1, names=[], complete=True)))
    clerk.on("10-23").takes_back(1, names=[lack])
    assert clerk.rows()[0].next_on == day("10-23")
    assert "只能一次告知" in str(clerk.nothing_recorded(lambda: clerk.tells_once((1, "申请表"))))
    clerk.on("10-26")
    assert "受理日应为该日" in str(clerk.nothing_recorded(lambda: clerk.accepts(1)))
    clerk.late("窗口当日未录").accepts(1, when="10-23")
    assert clerk.due(1) == "11-20"


def test_a10_the_correction_period_can_only_grow(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-07", missing=["交通组织方案"]).tells_once((1, "交通组织方案"))
    assert clerk.item(1).correction_until == day("10-26")
    assert "须晚于原截止日" in str(clerk.nothing_recorded(lambda: clerk.prolongs(1, until="10-26")))
    assert "理由" in str(clerk.nothing_recorded(lambda: clerk.prolongs(1, until="11-02", reason="")))
    assert "才届满" in str(clerk.nothing_recorded(lambda: clerk.declines(1, "补正逾期")))
    clerk.prolongs(1, until="11-02").on("11-03").declines(1, "补正逾期", "至11月2日没有交来交通组织方案")
    assert clerk.item(1).state is ItemState.ENDED
    assert "交通组织方案" in text_of(clerk, "non_acceptance")

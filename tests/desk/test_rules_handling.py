"""The law of the file, the kinds of handling (A7)."""

from __future__ import annotations

from bingliang.ledger.case import ItemState
from bingliang.ledger.catalogue import Handling
from tests.clerk import MET, PROJECT, Clerk, day
from tests.desk.printed import text_of


def test_a7_a_filing_has_no_acceptance_and_no_refusal(clerk: Clerk) -> None:
    clerk.on("11-16").receives("S1-01")
    for act in (lambda: clerk.accepts(1), lambda: clerk.refuses(1), lambda: clerk.declines(1, "法律另有规定")):
        assert "第十三条" in str(clerk.nothing_recorded(act))
    clerk.on("12-16").sweeps()
    assert clerk.item(1).acceptance is None
    clerk.files(1)
    assert clerk.item(1).state is ItemState.DONE
    assert not clerk.papers("acceptance")


def test_a7_an_item_done_on_the_spot(clerk: Clerk) -> None:
    clerk.on("11-28").receives("S0-01").on("11-30").finishes_on_spot(1)
    assert clerk.item(1).state is ItemState.DONE
    assert [paper.form for paper in clerk.case.papers[-2:]] == ["delivery", "rating"]
    assert not clerk.papers("acceptance")


def test_a7_not_finished_that_day_it_is_accepted_like_any_other(clerk: Clerk) -> None:
    clerk.fills_in("market", "市监", "岳阳市市场监督管理局（示范）")
    clerk.on("11-27").receives("S0-01").on("11-30")
    assert "按承诺件受理" in str(clerk.nothing_recorded(lambda: clerk.finishes_on_spot(1)))
    assert "请写明原因后按承诺件受理" in str(clerk.nothing_recorded(lambda: clerk.accepts(1)))
    clerk.accepts(1, why="登记系统当日停机维护")
    assert clerk.line("accept").facts["spot_reason"] == "登记系统当日停机维护"
    assert clerk.item(1).state is ItemState.HANDLING
    clerk.receives("S3-09")
    assert "不能当场办结" in str(clerk.nothing_recorded(lambda: clerk.finishes_on_spot(1)))


def test_a7_a_notified_commitment_needs_the_applicants_words_and_a_check(clerk: Clerk) -> None:
    clerk.on("10-20").receives("S2-08")
    assert "有2项条件" in str(clerk.nothing_recorded(lambda: clerk.accepts(1)))
    unsaid = {1: [{"met": True}, {"met": False}]}
    assert "何时符合" in str(clerk.nothing_recorded(lambda: clerk.accepts(1, promised=unsaid)))
    clerk.accepts(1, promised={1: MET}).grants(1)
    check = clerk.clocks(1).verification
    assert check is not None
    assert check.on == day("12-01")
    clerk.on("11-26").verifies(1, true=False)
    assert clerk.item(1).verified_true is False
    assert "已于2026-11-26核查" in str(clerk.nothing_recorded(lambda: clerk.verifies(1)))


def test_a7_a_technical_review_has_its_own_time_and_no_acceptance_paper(clerk: Clerk) -> None:
    held = {"S2-02": "建字第430600202600001号"}
    clerk.on("10-22").receives("S3-01", held=held).accepts(1)
    assert (clerk.due(1), clerk.promised(1)) == ("11-12", "10-29")
    assert not clerk.papers("acceptance")
    for act in (lambda: clerk.grants(1), lambda: clerk.refuses(1), lambda: clerk.stops(1, "专家评审", 5)):
        assert "没有" in str(clerk.nothing_recorded(act))
    clerk.on("10-29").opines(1)
    assert clerk.item(1).state is ItemState.DONE


def test_a7_forwarding_ends_the_zones_own_time(clerk: Clerk) -> None:
    clerk.on("11-10").receives("S2-14").accepts(1)
    assert clerk.promised(1) == "11-12"
    said = clerk.nothing_recorded(lambda: clerk.grants(1))
    assert "请先办理转报" in str(said)
    assert "请先办理转报" in str(clerk.nothing_recorded(lambda: clerk.refuses(1)))
    assert "转报给哪个机关" in str(clerk.nothing_recorded(lambda: clerk.forwards(1, to="")))
    clerk.on("11-12").forwards(1).on("2027-03-01")
    assert clerk.item(1).state is ItemState.FORWARDED
    assert (clerk.clocks(1).promise_late(clerk.today), clerk.clocks(1).statute_late(clerk.today)) == (0, 0)
    assert clerk.lane(1).word == "外部办理中"
    assert clerk.rows()[0].outside
    for act in (lambda: clerk.grants(1), lambda: clerk.refuses(1)):
        assert "由上级机关决定" in str(clerk.nothing_recorded(act))
    assert "没有文号不能登记" in str(clerk.nothing_recorded(lambda: clerk.results(1, document=" ")))
    clerk.results(1, document="岳应急〔2027〕1号")
    assert clerk.item(1).state is ItemState.DECIDED
    assert not clerk.papers("grant"), "what the city decides is never printed as a decision of ours"
    assert "转报" in clerk.papers("forwarding")[0].number


def test_a7_a_zone_that_does_not_forward_is_late_itself(clerk: Clerk) -> None:
    clerk.on("11-10").receives("S2-14").accepts(1).on("11-16").forwards(1)
    assert clerk.clocks(1).promise_late(clerk.on("12-18").today) == 2


def test_a7_where_the_law_gives_no_limit_nothing_is_promised(clerk: Clerk) -> None:
    with clerk.desk.store.look() as look:
        catalogue = look.loaded("catalogue")
    bare = next(
        item for item in catalogue.items.values()
        if item.limit is None and item.promise is None and item.handling is Handling.PROMISED and item.materials
        and not catalogue.bodies[item.body].missing()
    )  # fmt: skip
    kind = next((t for t in bare.project_types if t != "ALL"), "SH-GY")
    clerk.on("11-02").receives(bare.code, project={**PROJECT, "project_type": kind}, hold_consent=True)
    if clerk.item(1).state is ItemState.WAITING:
        clerk.formalises(1)
    clerk.accepts(1)
    assert (clerk.due(1), clerk.promised(1)) == ("", "")
    assert clerk.clocks(1).fallback == day("11-30")
    assert clerk.rows()[0].next_on == day("11-30")
    assert "以办事指南为准" in text_of(clerk, "acceptance")
    assert "11月30日" not in text_of(clerk, "acceptance")

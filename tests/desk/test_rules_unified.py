"""统一受理 (B1) and the order of acceptance (D2): what the notice says besides, and only when it may."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bingliang.desk.papers.verdict import verdict
from bingliang.ledger.catalogue import IssuingBody
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


# ── B1 one notice for several bodies ──────────────────────────────────────────────────────────────────────────────

RULE = "示范授〔2026〕6号"


def bodies(clerk: Clerk) -> Mapping[str, IssuingBody]:
    with clerk.desk.store.look() as look:
        found: Mapping[str, IssuingBody] = look.loaded("catalogue").bodies
    return found


def told(clerk: Clerk, which: int = -1) -> str:
    return text_of(clerk, "acceptance", which).replace("\n", "").replace(" ", "")


def test_b1_without_the_authorising_document_every_body_gives_its_own_notice(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09", "S2-02").accepts(1, 2)
    assert [paper.items for paper in clerk.papers("acceptance")] == [(1,), (2,)]
    assert "统一受理" not in told(clerk)


def test_b1_with_the_document_one_notice_names_every_body_its_item_and_its_remedies(clerk: Clerk) -> None:
    clerk.on("10-12").sets(combined_acceptance=RULE)
    clerk.receives("S3-09", "S2-02").accepts(1, 2)
    (paper,) = clerk.papers("acceptance")
    assert paper.items == (1, 2)
    accepted = [item.acceptance for item in clerk.case.items.values()]
    assert {one.number for one in accepted if one} == {paper.number}
    assert paper.number.startswith("政务中心")
    assert "行政审批服务局" in paper.facts["body"]["name"]
    words = told(clerk)
    assert f"依据{RULE}统一受理" in words
    for item in clerk.case.items.values():
        own = bodies(clerk)[item.body]
        for said in (own.name, f"《{item.name}》", own.reconsideration, own.online_channel, own.court):
            assert said.replace(" ", "") in words
    assert verdict(clerk.desk, paper.number).ok


def test_b1_items_of_one_body_stay_its_own_notice(clerk: Clerk) -> None:
    clerk.on("11-18").sets(combined_acceptance=RULE)
    clerk.receives("S2-05", "S2-04").accepts(1, 2)
    (paper,) = clerk.papers("acceptance")
    assert "统一受理" not in told(clerk)
    assert paper.facts["body"]["name"] == bodies(clerk)[clerk.item(1).body].name


def test_b1_no_combined_notice_while_one_of_its_bodies_is_incomplete(clerk: Clerk) -> None:
    clerk.on("10-12").sets(combined_acceptance=RULE)
    clerk.receives("S3-09", "S1-12")
    open_ = bodies(clerk)[clerk.item(2).body]
    assert open_.missing(clerk.today)
    said = str(clerk.nothing_recorded(lambda: clerk.accepts(1, 2)))
    assert f"“{open_.name or open_.short}”的落款机关信息不全" in said


def test_b1_a_combined_notice_drawn_anew_stays_with_its_document_and_its_number_series(clerk: Clerk) -> None:
    clerk.on("10-12").sets(combined_acceptance=RULE)
    clerk.receives("S3-09", "S2-02").accepts(1, 2).sets(combined_acceptance="")
    clerk.on("10-13").amends(clerk.line("accept", 1).seq, {"accepted_on": "2026-10-13"})
    old, new = clerk.papers("acceptance")
    assert (bool(old.void_reason), new.void_reason, new.items) == (True, "", (1, 2))
    assert new.number.startswith("政务中心")
    assert new.number != old.number
    accepted = [item.acceptance for item in clerk.case.items.values()]
    assert {one.number for one in accepted if one} == {new.number}
    assert f"依据{RULE}统一受理" in told(clerk)


def test_b1_of_a_combined_notice_a_corrected_row_is_void_and_its_new_notice_is_its_own_bodys(clerk: Clerk) -> None:
    clerk.on("10-12").sets(combined_acceptance=RULE)
    clerk.receives("S3-09", "S2-02").accepts(1, 2)
    clerk.on("10-14").rights(1, "S3-07", "挖掘道路产生的，应为挖掘城市道路审批")
    shared, own = clerk.papers("acceptance")
    assert (shared.void_reason, bool(shared.void_rows)) == ("", True)
    assert own.facts["body"]["name"] == bodies(clerk)[clerk.item(1).body].name
    assert "统一受理" not in told(clerk)

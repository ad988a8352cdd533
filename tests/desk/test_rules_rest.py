"""The law of the file, the rest: refusal to sign, deferred decisions, enquiries, hand slips, change of department (A9, A12, A13)."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from bingliang.desk.act_forms import form_of
from bingliang.desk.delivery import MEANS
from bingliang.desk.offers import offers
from bingliang.mechanism.online_approval import events
from tests.clerk import Clerk, day

LEFT = MEANS[4]
SEEN = ("居委会甲（示范）", "园区物业乙（示范）")


def text_of(clerk: Clerk, form: str, which: int = -1) -> str:
    pages = PdfReader(io.BytesIO(clerk.pdf(clerk.papers(form)[which]))).pages
    return "".join("".join(page.extract_text() for page in pages).split())


# ── A12 refusal to sign ───────────────────────────────────────────────────────────────────────────────────────────


def test_a12_a_refusal_to_sign_needs_its_reason_and_two_witnesses(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).grants(1)

    def tried(refusal: str = "称内容有误", witnesses: tuple[str, ...] = SEEN) -> str:
        more: dict[str, Any] = {"refusal": refusal, "witnesses": witnesses}
        return str(clerk.nothing_recorded(lambda: clerk.delivers(1, LEFT, "前台（示范）", **more)))

    assert "拒收的理由" in tried(refusal=" ")
    for seen in ((), SEEN[:1], (SEEN[0], f" {SEEN[0]} "), (SEEN[0], "")):
        assert "两名见证人" in tried(witnesses=seen)
    assert "不能同时是见证人" in tried(witnesses=(SEEN[0], "前台（示范）"))
    clerk.delivers(1, LEFT, "前台（示范）", refusal="称内容有误", witnesses=SEEN)
    facts = clerk.line("deliver").facts
    assert (facts["means"], facts["refusal"], facts["witnesses"]) == (LEFT, "称内容有误", list(SEEN))
    assert "relation" not in facts
    told = text_of(clerk, "delivery")
    printed = clerk.papers("delivery")[-1].facts["delivery"]
    assert (printed["left"], printed["at_counter"]) == (True, False), "the tick is drawn, not written"
    assert "前台（示范）拒绝签收，理由和经过：称内容有误" in told
    assert "、".join(SEEN) in told


def test_a12_whoever_signs_is_named_with_his_right_and_the_receipt_keeps_its_empty_lines(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).grants(1)
    assert "签收人的身份" in str(clerk.nothing_recorded(lambda: clerk.delivers(1, relation=" ")))
    clerk.delivers(1)
    told = text_of(clerk, "delivery")
    printed = clerk.papers("delivery")[-1].facts["delivery"]
    assert (printed["left"], printed["at_counter"]) == (False, True)
    assert "拒收理由和日期：" in told
    assert "留置于" not in told


def test_a12_a_notice_that_nobody_signs_for_is_left_with_two_witnesses_too(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    wrong: dict[str, Any] = {"means": LEFT, "refusal": "不肯签", "witnesses": SEEN[:1]}
    assert "两名见证人" in str(clerk.nothing_recorded(lambda: clerk.marks("送达", "acceptance", **wrong)))
    clerk.marks("送达", "acceptance", **{**wrong, "witnesses": SEEN})
    assert clerk.line("serve").facts["witnesses"] == list(SEEN)


def test_a12_a_correction_makes_no_service_without_its_witnesses(clerk: Clerk) -> None:
    """录入更正 of the way of service must leave a service that stands."""
    clerk.on("10-12").receives("S3-09").accepts(1).grants(1).delivers(1)
    said = clerk.nothing_recorded(lambda: clerk.amends(clerk.line("deliver").seq, {"means": LEFT}))
    assert "拒收的理由" in str(said)
    clerk.amends(clerk.line("deliver").seq, {"receiver": "经办人甲（示范）"})


@pytest.mark.parametrize("name", ["deliver", "serve"])
def test_the_sheet_asks_for_witnesses_only_when_the_signature_is_refused(clerk: Clerk, name: str) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).grants(1)
    found = offers(clerk.desk, clerk.stream).of(1)
    form = form_of(clerk.desk, clerk.stream, next(one for one in found if one.name == name))
    more = {"refusal", "witness", "second_witness"}
    assert not more & {one.name for one in form.asked(form.values)}
    assert more <= {one.name for one in form.asked({**form.values, "means": LEFT})}


# ── A13 national code 12 ──────────────────────────────────────────────────────────────────────────────────────────

DRAIN = "水质检测报告或者承诺书"


def test_a13_what_was_accepted_with_pieces_out_is_told_to_the_nation_as_code_twelve(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-06", later=(DRAIN,)).accepts(1, until={1: "10-15"})
    assert "尚未补齐" in str(clerk.nothing_recorded(lambda: clerk.grants(1)))
    clerk.on("10-14").supplements(1, DRAIN).grants(1)
    assert not [one for one in clerk.entries if one.act == "grant"]
    assert [one.code for one in events(clerk.entries, 0)][-1] == 12
    assert clerk.item(1).decision.word == "准予（容缺）"  # type: ignore[union-attr]  # granted above
    assert clerk.papers("grant")[0].number == clerk.item(1).decision.document  # type: ignore[union-attr]
    clerk.delivers(1).closes()


def test_a13_a_whole_application_is_code_eleven(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-06").accepts(1).grants(1)
    assert [one.code for one in events(clerk.entries, 0)][-1] == 11


def test_a13_the_day_of_a_deferred_decision_is_put_right_like_any_other(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-06", later=(DRAIN,)).accepts(1, until={1: "10-15"})
    clerk.on("10-13").supplements(1, DRAIN).on("10-14").grants(1)
    before = clerk.papers("grant")[0].number
    clerk.amends(clerk.line("grant_deferred").seq, {"on": "2026-10-13"})
    assert clerk.item(1).decision.on == day("10-13")  # type: ignore[union-attr]  # granted above
    assert clerk.papers("grant")[0].void_reason
    assert clerk.papers("grant")[-1].number not in ("", before)

"""Whether a paper that somebody shows is ours: by its bytes, its check string and its number, never by its looks."""

from __future__ import annotations

from pathlib import Path

import pytest

from bingliang.desk.loading import factory_forms
from bingliang.desk.papers.verdict import Finding, check_of, verdict
from bingliang.ledger.case import Paper
from bingliang.paper.compose import compose
from tests.clerk import Clerk


@pytest.fixture
def shown(clerk: Clerk, tmp_path: Path) -> Path:
    clerk.on("10-12").receives("S3-09").accepts(1)
    where = tmp_path / "受理 通知书.pdf"
    where.write_bytes(clerk.pdf(accepted(clerk)))
    return where


def accepted(clerk: Clerk) -> Paper:
    return clerk.papers("acceptance")[0]


def check(clerk: Clerk) -> str:
    return check_of(next(entry for entry in clerk.entries if entry.seq == accepted(clerk).seq))


def test_the_stored_bytes_are_genuine(clerk: Clerk, shown: Path) -> None:
    found = verdict(clerk.desk, str(shown))
    assert found.finding is Finding.GENUINE
    assert found.number == accepted(clerk).number
    assert check(clerk) in found.sentence


def test_other_words_under_our_check_string_are_found(clerk: Clerk, shown: Path) -> None:
    paper = accepted(clerk)
    facts = {**paper.facts, "check": check(clerk), "print_time": "2026-10-12T09:00"}
    facts["acceptance"] = {**facts["acceptance"], "accepted_on": "2026-09-12"}
    shown.write_bytes(compose(factory_forms()["acceptance"], facts, watermark="示范数据").pdf)
    found = verdict(clerk.desk, str(shown))
    assert found.finding is Finding.ALTERED
    assert "被改动过" in found.sentence


def test_the_same_words_in_another_file_are_said_to_be_no_original(clerk: Clerk, shown: Path) -> None:
    shown.write_bytes(shown.read_bytes() + b"\n%saved again\n")
    assert verdict(clerk.desk, str(shown)).finding is Finding.COPY


def test_a_paper_of_nobody_is_unknown(clerk: Clerk, shown: Path) -> None:
    form = factory_forms()["acceptance"]
    shown.write_bytes(compose(form, form.sample()).pdf)
    assert verdict(clerk.desk, str(shown)).finding is Finding.UNKNOWN
    assert verdict(clerk.desk, "岳经开审〔2026〕受理第9999号").finding is Finding.UNKNOWN
    assert verdict(clerk.desk, "0000-0000-0000").finding is Finding.UNKNOWN


def test_number_and_check_string_lead_to_the_paper_whatever_the_brackets(clerk: Clerk, shown: Path) -> None:
    del shown
    number = accepted(clerk).number
    assert verdict(clerk.desk, number).ok
    assert verdict(clerk.desk, number.replace("〔", "[").replace("〕", "]")).ok
    assert verdict(clerk.desk, check(clerk).lower()).number == number


def test_a_void_paper_is_void_with_its_reason(clerk: Clerk, shown: Path) -> None:
    old = accepted(clerk).number
    clerk.on("10-13").amends(clerk.line("accept", 1).seq, {"accepted_on": "2026-10-13"})
    assert verdict(clerk.desk, old).finding is Finding.VOID
    assert verdict(clerk.desk, str(shown)).finding is Finding.VOID
    assert "录入有误" in verdict(clerk.desk, old).sentence


def test_a_file_that_is_no_pdf_is_told_in_one_sentence(clerk: Clerk, tmp_path: Path) -> None:
    wrong = tmp_path / "假.pdf"
    wrong.write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(ValueError, match="读不出来"):
        verdict(clerk.desk, str(wrong))


def test_a_paper_that_quotes_another_ones_check_string_is_itself(clerk: Clerk, shown: Path) -> None:
    """The reply to an acceptance that names it: the newest of the two is the one that the file is."""
    receipt = clerk.papers("receipt")[0]
    line = next(entry for entry in clerk.entries if entry.seq == receipt.seq)
    paper = accepted(clerk)
    facts = {**paper.facts, "check": f"{check(clerk)} {check_of(line)}", "print_time": "2026-10-12T09:00"}
    shown.write_bytes(compose(factory_forms()["acceptance"], facts, watermark="示范数据").pdf)
    assert verdict(clerk.desk, str(shown)).number == paper.number

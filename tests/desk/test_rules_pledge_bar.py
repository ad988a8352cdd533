"""A13: a broken promise bars the next one until its credit is repaired, and the ledger itself knows it; the choice is the applicant's."""

from __future__ import annotations

import re

import pytest

from bingliang.desk.acts.forms import form_of
from bingliang.desk.acts.offers import Offer, offers
from bingliang.desk.pledges.register import register
from bingliang.desk.pledges.rows import PledgeKind, PledgeRow
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from bingliang.ledger.catalogue import Handling
from tests.clerk import FIRM, MET, Clerk, day

DRAIN = "水质检测报告或者承诺书"


@pytest.fixture
def broken(clerk: Clerk) -> Clerk:
    """A promise of 10-12 was found untrue on 10-20; on 10-21 the same firm applies again."""
    clerk.on("10-12").receives("S2-08").accepts(1, promised={1: MET}).grants(1)
    clerk.on("10-20").verifies(1, true=False)
    return clerk.on("10-21").receives("S2-08")


def accepting(clerk: Clerk) -> Offer:
    return next(one for one in offers(clerk.desk, clerk.stream).of(1) if one.name == "accept")


def test_a13_whose_promise_was_untrue_promises_no_more(broken: Clerk) -> None:
    said = broken.nothing_recorded(lambda: broken.accepts(1, promised={1: MET}))
    assert isinstance(said, Refusal)
    assert f"{FIRM['name']}在收件号20261012" in said.sentence
    assert "于2026-10-20核查不实，还没有登记信用修复，修复以前不适用告知承诺，请按普通程序受理" in said.sentence
    assert said.article == "国办发〔2020〕42号"


def test_a13_the_sheet_greys_the_promise_with_that_reason_and_leaves_the_ordinary_way(broken: Clerk) -> None:
    offer = accepting(broken)
    assert offer.allowed
    form = form_of(broken.desk, broken.stream, offer)
    way = next(one for one in form.fields if one.name == "way")
    assert way.default == "普通程序"
    assert [bool(one.barred) for one in way.choices] == [True, False]
    assert re.fullmatch(r"收件号20261012\d+的承诺2026-10-20核查不实，未修复。", way.choices[0].barred), (
        "it fits on its line"
    )
    assert "修复以前不适用告知承诺" in way.help
    assert {"pledge_checked", "conditions"} & {one.name for one in form.asked(form.values)} == set()


def test_a13_the_ordinary_way_has_the_laws_twenty_workdays_and_nothing_to_check(broken: Clerk) -> None:
    broken.accepts(1, ordinary=True)
    item = broken.item(1)
    assert (item.handling, item.state) == (Handling.PROMISED, ItemState.HANDLING)
    assert (broken.due(1), item.verification) == ("11-18", None)
    acceptance = item.acceptance
    assert acceptance is not None
    assert acceptance.limit is not None
    assert acceptance.limit.article == "《行政许可法》第四十二条第一款"
    assert not broken.papers("notified_commitment")
    broken.on("10-23").grants(1).delivers(1)
    assert isinstance(broken.nothing_recorded(lambda: broken.verifies(1)), Refusal)
    assert broken.desk.store.verify().ok


def test_a13_repaired_by_its_document_it_may_promise_again(broken: Clerk) -> None:
    second, first = broken.stream, next(row.stream for row in _pledges(broken))
    broken.stream = first
    assert "没有文号" in str(broken.nothing_recorded(lambda: broken.repairs(1, document=" ")))
    late = broken.late("补")
    assert "早于" in str(broken.nothing_recorded(lambda: late.repairs(1, when="10-19")))
    broken.repairs(1)
    assert "已于2026-10-21登记" in str(broken.nothing_recorded(lambda: broken.repairs(1)))
    assert [row.state for row in _pledges(broken)] == ["核查不实，信用已修复"]
    broken.stream = second
    broken.accepts(1, promised={1: MET})
    assert broken.item(1).handling is Handling.PLEDGED
    assert isinstance(broken.nothing_recorded(lambda: broken.repairs(1)), Refusal)


def _pledges(clerk: Clerk) -> list[PledgeRow]:
    return list(register(clerk.desk, PledgeKind.NOTIFIED).rows)


def test_a13_nor_is_anything_deferred_for_it_and_nobody_else_is_barred(broken: Clerk) -> None:
    broken.receives("S3-06", later=(DRAIN,))
    said = broken.nothing_recorded(lambda: broken.accepts(1, until={1: "10-22"}))
    assert "也不能容缺，请一次性告知补正" in str(said)
    other = {**FIRM, "id": "other", "name": "岳阳另一家有限公司（虚构）", "credit_code": "914306000000008875"}
    broken.receives("S2-08", enterprise=other).accepts(1, promised={1: MET})
    assert broken.papers("notified_commitment")


def test_a13_the_choice_is_the_applicants(alone: Clerk) -> None:
    """Nothing stands against the promise; the applicant does not want it."""
    alone.on("10-12").receives("S2-08")
    form = form_of(alone.desk, alone.stream, accepting(alone))
    way = next(one for one in form.fields if one.name == "way")
    assert (way.default, [one.barred for one in way.choices]) == ("告知承诺", ["", ""])
    alone.accepts(1, ordinary=True)
    assert alone.item(1).handling is Handling.PROMISED


def test_a11_silence_accepts_an_application_and_no_promise(alone: Clerk) -> None:
    """视为受理 of a 告知承诺件: nobody has promised anything, so nothing is granted at once on a promise."""
    alone.on("10-12").receives("S2-08").on("10-21").sweeps()
    item = alone.item(1)
    assert item.acceptance is not None
    assert (item.acceptance.deemed, item.handling) == (True, Handling.PROMISED)
    assert alone.due(1) == "11-09"
    assert alone.clocks(1).statute_late(day("10-21")) == 0

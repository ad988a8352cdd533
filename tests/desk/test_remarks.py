"""A2: what the departments find wanting before acceptance becomes one notice, and none of it can be forgotten."""

from __future__ import annotations

import pytest

from bingliang.desk.acts.forms import form_of
from bingliang.desk.acts.offers import offers
from bingliang.desk.words import tail
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from tests.clerk import Clerk

ROAD, WATER = "交通组织方案", "水土保持方案报告表"


def two(clerk: Clerk) -> Clerk:
    """挖掘道路 and 建筑垃圾, of which the departments remark on both."""
    return clerk.on("10-12").receives("S3-07", "S3-09").on("10-14").remarks(1, ROAD).remarks(2, WATER)


def test_a2_the_notice_begins_with_what_every_department_remarked(clerk: Clerk) -> None:
    two(clerk).on("10-15")
    offer = next(one for one in offers(clerk.desk, clerk.stream).of(1) if one.act == "notify_once")
    form = form_of(clerk.desk, clerk.stream, offer)
    rows = next(field.default for field in form.fields if field.name == "defects")
    assert [(row["item"], row["material"]) for row in rows] == [("1", ROAD), ("2", WATER)]


def test_a2_a_notice_that_leaves_a_remark_out_is_refused_with_its_name(clerk: Clerk) -> None:
    two(clerk).on("10-15")
    why = clerk.nothing_recorded(lambda: clerk.tells_once((1, ROAD)))
    assert isinstance(why, Refusal)
    assert WATER in str(why)
    assert "第三十二条" in why.article
    clerk.tells_once((1, ROAD), (2, WATER))
    assert {item.state for item in clerk.case.items.values()} == {ItemState.CORRECTING}


def test_a2_an_item_with_an_untold_remark_is_not_accepted_until_the_department_takes_it_back(clerk: Clerk) -> None:
    two(clerk)
    why = clerk.nothing_recorded(lambda: clerk.accepts(2))
    assert isinstance(why, Refusal)
    assert WATER in str(why)
    clerk.remarks(2).accepts(2)
    assert clerk.item(2).state is ItemState.HANDLING
    clerk.tells_once((1, ROAD))
    assert clerk.item(1).state is ItemState.CORRECTING


def test_a2_lane_and_sentence_say_that_the_counter_owes_the_notice(clerk: Clerk) -> None:
    two(clerk)
    assert "1处待一次告知" in tail(clerk.case, clerk.item(1), clerk.desk.calendar(), clerk.today)
    assert "窗口要把城管对" in clerk.view.sentence
    clerk.on("10-15").tells_once((1, ROAD), (2, WATER))
    assert "待一次告知" not in tail(clerk.case, clerk.item(1), clerk.desk.calendar(), clerk.today)


def test_a2_the_period_runs_out_over_an_untold_remark_and_the_item_is_deemed_accepted(clerk: Clerk) -> None:
    """逾期不告知的，自收到申请材料之日起即为受理: the remark does not stop the law."""
    two(clerk).on("10-20").sweeps()
    assert clerk.item(1).acceptance is not None
    assert clerk.item(1).unanswered == ()


@pytest.mark.parametrize("name", [f" {ROAD} ", ROAD])
def test_a2_blanks_around_a_name_make_no_other_material(clerk: Clerk, name: str) -> None:
    clerk.on("10-12").receives("S3-07").remarks(1, ROAD).on("10-13").tells_once((1, name))
    assert clerk.item(1).state is ItemState.CORRECTING

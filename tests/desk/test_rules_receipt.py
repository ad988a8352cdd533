"""A12: whoever was asked signs for the slip, or two witnesses see that he would not; his days run from then where the zone says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bingliang.desk.acts.forms import form_of
from bingliang.desk.acts.offers import offers
from bingliang.desk.casework.delivery import LEFT
from bingliang.desk.rows import Light, TaskFilter
from bingliang.desk.task_view import task_offers, task_view
from bingliang.desk.tasks import Want, tasks
from bingliang.ledger.acts import Refusal
from bingliang.ledger.standing import Level
from tests.clerk import Clerk, day
from tests.desk.printed import text_of

POLICE = "公安交管部门（示范）"
SEEN = ("居委会甲（示范）", "园区物业乙（示范）")


@pytest.fixture
def asked(clerk: Clerk) -> Clerk:
    """An opinion asked on Monday 10-19, in a zone where its two days run from the receipt."""
    clerk.sets(opinion_from_receipt=True, opinion_silence=True, opinion_silence_rule="示范规〔2026〕3号")
    return clerk.on("10-12").receives("S3-07").accepts(1).on("10-19").asks(1)


def test_a12_by_default_the_days_run_from_the_sending_whoever_signs(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-07").accepts(1).on("10-19").asks(1)
    assert clerk.item(1).opinions[0].reply_by == day("10-21")
    assert "请于2026年10月21日前（2个工作日）书面回复" in text_of(clerk, "opinion_request")
    clerk.on("10-20").signs(1)
    (one,) = clerk.item(1).opinions
    assert (one.received_on, one.reply_by) == (day("10-20"), day("10-21"))
    assert clerk.papers("opinion_request")[0].served_on == day("10-20")


def test_a12_where_the_zone_says_so_they_run_from_the_receipt(asked: Clerk) -> None:
    (one,) = asked.item(1).opinions
    assert (one.reply_by, one.sign_by, one.unsigned) == (None, day("10-20"), True)
    told = text_of(asked, "opinion_request")
    assert "自签收之日的次日起2个工作日内书面回复" in told
    assert "请于" not in told
    asked.on("10-21").signs(1)
    (one,) = asked.item(1).opinions
    assert (one.received_on, one.reply_by, one.unsigned) == (day("10-21"), day("10-23"), False)
    assert [(row.stage, row.due_on) for row in asked.rows(Level.TASK)] == [("征求意见", day("10-23"))]
    assert "在等公安交管部门（示范）10月23日前的意见" in asked.view.sentence
    asked.on("10-22").hears(1)
    for form in ("opinion_reply", "opinion_received"):
        assert "2026-10-21收文岗签收" in text_of(asked, form)
    assert asked.desk.store.verify().ok


def test_a12_unsigned_it_is_called_for_and_no_silence_speaks(asked: Clerk) -> None:
    """The clock of the item runs on; only the days of whoever was asked have not begun."""
    due = asked.due(1)
    assert "在等公安交管部门（示范）签收联系单" in asked.view.sentence
    assert asked.lane(1).word.startswith("联系单待签收 · ")
    asked.on("10-28")
    assert "公安交管部门（示范）还没有签收联系单，请催签" in asked.view.sentence
    assert asked.lane(1).word.startswith("联系单催签 · ")
    assert asked.due(1) == due
    said = asked.nothing_recorded(lambda: asked.lapses(1))
    assert isinstance(said, Refusal)
    assert "答复期限没有起算" in said.sentence


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ({"refusal": " "}, "拒收的理由"),
        ({"witnesses": SEEN[:1]}, "两名见证人"),
        ({"witnesses": (SEEN[0], "收文岗")}, "不能同时是见证人"),
        ({"receiver": " "}, "签收人"),
    ],
)
def test_a12_a_refusal_to_sign_for_the_slip_needs_its_reason_and_two_witnesses(
    asked: Clerk, left: Mapping[str, Any], said: str
) -> None:
    whole: dict[str, Any] = {"means": LEFT, "refusal": "称不属本部门", "witnesses": SEEN, **left}
    assert said in str(asked.nothing_recorded(lambda: asked.signs(1, **whole)))


def test_a12_a_refusal_to_sign_starts_the_days_like_a_signature(asked: Clerk) -> None:
    asked.on("10-20").signs(1, means=LEFT, refusal="称不属本部门", witnesses=SEEN)
    assert asked.item(1).opinions[0].reply_by == day("10-22")
    row = next(row for row in asked.view.log if row.act == "联系单签收")
    assert row.text == f"{POLICE}收文岗拒绝签收：称不属本部门，见证人{'、'.join(SEEN)}"
    assert asked.papers("opinion_request")[0].served_by == LEFT
    said = asked.nothing_recorded(lambda: asked.on("10-22").lapses(1))
    assert "没有逾期未答复" in str(said), "the last day is his"
    asked.on("10-23").lapses(1)
    assert [row.stage for row in asked.rows(Level.TASK)] == ["逾期默认"]


def test_a12_who_was_asked_signs_for_himself_and_refuses_through_nobody(asked: Clerk) -> None:
    police, water = asked.reviewer("traffic-police"), asked.reviewer("water")
    assert "是向“公安交管部门（示范）”征求的" in str(water.nothing_recorded(lambda: water.signs(1)))
    refuses = police.nothing_recorded(lambda: police.signs(1, means=LEFT, refusal="不签", witnesses=SEEN))
    assert "部门不能自己登记拒收" in str(refuses)
    (row,) = tasks(police.desk).rows
    assert (row.want, row.until, row.light) == (Want.SIGN, day("10-20"), Light.OK)
    assert tasks(police.desk).under(TaskFilter.ANSWER) == (row,)
    assert "请在10月20日前签收联系单；答复期限自签收的次日起数" in task_view(police.desk, row).sentence
    assert next(one for one in task_offers(police.desk, row) if one.name == "receive_opinion").allowed
    police.on("10-20").signs(1)
    (row,) = tasks(police.desk).rows
    assert (row.want, row.until) == (Want.ANSWER, day("10-22"))


def test_a12_signed_once_never_before_it_was_sent_and_no_answer_before_the_signature(asked: Clerk) -> None:
    late = asked.on("10-21").late("补")
    assert "早于联系单送出之日2026-10-19" in str(asked.nothing_recorded(lambda: late.signs(1, when="10-16")))
    asked.signs(1)
    assert "早于联系单签收之日2026-10-21" in str(asked.nothing_recorded(lambda: late.hears(1, when="10-20")))
    assert "没有等待签收的联系单" in str(asked.nothing_recorded(lambda: asked.signs(1)))


def test_a12_the_sheet_asks_for_witnesses_only_when_the_signature_is_refused(asked: Clerk) -> None:
    offer = next(one for one in offers(asked.desk, asked.stream).of(1) if one.name == "receive_opinion")
    form = form_of(asked.desk, asked.stream, offer)
    more = {"refusal", "witness", "second_witness"}
    assert not more & {one.name for one in form.asked(form.values)}
    assert more <= {one.name for one in form.asked({**form.values, "signed": "拒绝签收"})}


def test_a12_the_right_day_of_the_signature_moves_the_day_to_answer(asked: Clerk) -> None:
    asked.on("10-22").signs(1)
    asked.amends(asked.line("receive_opinion").seq, {"on": "2026-10-21"})
    assert asked.item(1).opinions[0].reply_by == day("10-23")
    seq = asked.line("receive_opinion").seq
    assert "早于联系单送出之日" in str(asked.nothing_recorded(lambda: asked.amends(seq, {"on": "2026-10-16"})))


def test_a12_a_slip_served_as_a_paper_is_signed_for(asked: Clerk) -> None:
    asked.on("10-20").marks("送达", "opinion_request")
    assert asked.item(1).opinions[0].reply_by == day("10-22")
    assert "没有等待签收的联系单" in str(asked.nothing_recorded(lambda: asked.signs(1)))

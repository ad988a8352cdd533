"""An act that must be in writing is recorded together with its paper's number, or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bingliang.ledger.acts import ACTS
from tests.clerk import MET, Clerk
from tests.desk.test_papers_owed import RIGHT, joint, objected

Story = Callable[[Clerk], Clerk]
UNPRINTABLE = "\U0001f600"
ELSEWHERE = {
    "entrust": "full agency, on its own stream",
    "take_entrustment": "the same",
    "hold_originals": "the same",
    "return_originals": "the same",
    "urge": "on the matter's stream: test_supervising",
    "supervise": "the same",
    "publish_notice": "a notice to each case: test_notices",
    "hold": "the same receipt as 收件",
    "notify_again": "the same paper as 一次性告知",
    "grant_deferred": "the same paper as 准予",
    "hand_over": "the list of several cases, on its own stream: test_handover",
    "check_originals": "with the bag: test_bags",
    "return_kept": "the same",
    "pass_bag": "the same",
    "return_materials": "with 撤回: test_papers_owed",
}
"""Acts whose paper is made and tested elsewhere."""


def accepted(clerk: Clerk, code: str = "S3-09") -> Clerk:
    return clerk.receives(code).accepts(1)


def silent(clerk: Clerk) -> Clerk:
    """The permit runs out and nobody has decided on its renewal."""
    clerk.receives("S2-04").renews(1, "2026-11-15").accepts(1)
    clerk.on("11-16").sweeps()
    return clerk


def unified(clerk: Clerk) -> Clerk:
    """Two items under 统一办理, both departments content."""
    clerk.sets(unified_items="S3-09、S2-02", unified_document="示范政函〔2026〕12号", unified_body="housing")
    clerk.receives("S3-09", "S2-02").accepts(1, 2)
    for no, body in ((1, "岳阳经开区城市管理局（示范）"), (2, "岳阳市自然资源和规划局（示范）")):
        clerk.asks(no, body).hears(no, body)
    return clerk


WITH: dict[str, Story] = {
    "receive": lambda c: c.receives("S3-09"),
    "notify_once": lambda c: c.receives("S3-09").tells_once((1, "处置方案")),
    "accept": accepted,
    "not_required": lambda c: c.receives("S3-09").tells_not_required(1),
    "decline": lambda c: c.receives("S3-07").declines(1, "不属本机关职权", right_body=RIGHT),
    "withdraw": lambda c: c.receives("S3-09").withdraws(1),
    "stop": lambda c: accepted(c, "S2-04").stops(1, "专家评审", 10),
    "extend": lambda c: accepted(c).extends(1, 5),
    "ask_opinion": lambda c: accepted(c, "S3-07").asks(1),
    "give_opinion": lambda c: accepted(c, "S3-07").asks(1).hears(1),
    "convene": joint,
    "conclude": lambda c: objected(c).attends("岳阳经开区建设交通局（示范）").concludes(),
    "deem_renewed": silent,
    "decide_jointly": lambda c: unified(c).decides_jointly(),
    "forward": lambda c: accepted(c, "S2-14").forwards(1),
    "grant": lambda c: accepted(c).grants(1),
    "refuse": lambda c: accepted(c).refuses(1),
    "explain_overrun": lambda c: accepted(c).on("10-30").explains(1),
    "notify_collection": lambda c: accepted(c).grants(1).notifies(1),
    "deliver": lambda c: accepted(c).grants(1).delivers(1),
    "amend_acceptance": lambda c: accepted(c).rights(1, "S3-07"),
    "change_applicant": lambda c: accepted(c).renames("岳阳示例精工新名有限公司（虚构）"),
}
"""Act → a case in which it is done."""


@pytest.mark.parametrize("act", WITH)
def test_act_number_and_paper_are_one_press(alone: Clerk, act: str) -> None:
    WITH[act](alone.on("10-12"))
    line = alone.line(act)
    drawn = [one for one in alone.entries if one.act == "draw_up" and one.request == line.request]
    papers = {one.facts["form"]: one.facts["number"] for one in drawn}
    assert papers.get(ACTS[act].paper), f"{act} owes {ACTS[act].paper}, with a number"


def test_deemed_acceptance_draws_its_notice_up_in_the_same_press(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09").on("10-27").sweeps()
    line = alone.line("deem_accepted")
    assert any(one.act == "draw_up" and one.request == line.request for one in alone.entries)


def test_every_act_that_owes_a_paper_is_looked_at() -> None:
    owing = {act.name for act in ACTS.values() if act.paper}
    assert owing == {*WITH, *ELSEWHERE, "deem_accepted"}


@pytest.mark.parametrize(
    ("before", "act"),
    [
        (lambda c: c.receives("S3-09"), lambda c: c.tells_once((1, f"处置{UNPRINTABLE}方案"))),
        (lambda c: c.receives("S3-07"), lambda c: c.declines(1, "不属本机关职权", right_body=RIGHT + UNPRINTABLE)),
        (lambda c: c.receives("S3-09"), lambda c: c.withdraws(1, reason=UNPRINTABLE)),
        (accepted, lambda c: c.extends(1, 5, reason=UNPRINTABLE)),
        (accepted, lambda c: c.grants(1, content=UNPRINTABLE)),
        (accepted, lambda c: c.refuses(1, UNPRINTABLE)),
        (accepted, lambda c: c.renames(f"岳阳{UNPRINTABLE}公司")),
        (lambda c: accepted(c, "S2-14"), lambda c: c.forwards(1, listed=UNPRINTABLE)),
        (lambda c: c.receives("S2-08"), lambda c: c.accepts(1, promised={1: ({**MET[0], "by": UNPRINTABLE, "met": False}, *MET[1:])})),
    ],
    ids=["notify_once", "decline", "withdraw", "extend", "grant", "refuse", "change_applicant", "forward", "pledge"],
)  # fmt: skip
def test_an_act_whose_paper_cannot_be_printed_is_not_recorded_at_all(alone: Clerk, before: Story, act: Story) -> None:
    before(alone.on("10-12"))
    assert "U+1F600" in str(alone.nothing_recorded(lambda: act(alone)))

"""所选一并交付: results chosen in a list, of one enterprise or of one agent; one identity, a right of its own for each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bingliang.desk.errands import collecting, forms, handing, papers
from bingliang.desk.errands.collecting import Collector
from bingliang.desk.errands.view import ErrandFilter, errand_view, errands_of
from bingliang.desk.errors import Faults
from bingliang.desk.intake.receiving import Bearer
from bingliang.ledger.acts import Refusal
from bingliang.paper.pages import page_text
from tests.clerk import BEARER, FIRM, Clerk
from tests.desk.test_errands import SPOT, firm, receives

OTHER = Bearer("经办人丁（虚构）", "居民身份证", "11010519491231002X", "13900000008")
LEGAL = "法定代表人1（虚构）"
STRANGER = "领件人己（虚构）"
HIS_CARD = "11010519491231002X"


def decided(clerk: Clerk, no: int, **given: Any) -> str:  # noqa: ANN401 - any field of the receipt
    stream = receives(clerk, no, **given)
    clerk.accepts(1).grants(1)
    return stream


def code(clerk: Clerk, stream: str) -> str:
    return replace(clerk, stream=stream).case.code


def rights(clerk: Clerk, streams: list[str]) -> dict[str, str]:
    form = forms.form_of_chosen(clerk.desk, streams)
    return {row["code"]: row["authority"] for row in form.values[forms.CASES]}


def hands(clerk: Clerk, streams: list[str], who: Collector, given: dict[str, str], *, checked: bool = True) -> str:
    made = collecting.collect(streams, who, given, checked=checked)
    return str(forms.ERRANDS.record(clerk.desk, clerk.press(), made)["streams"][-1])


def test_chosen_results_of_one_agent_go_over_together_and_are_a_visit(clerk: Clerk) -> None:
    clerk.on("12-18")
    streams = [decided(clerk, 1), decided(clerk, 2)]
    waiting = receives(clerk, 3)
    form = forms.form_of_chosen(clerk.desk, [*streams, waiting])
    assert form.subject == "所选 2 件"
    assert "另有 1 件没有待领的结果" in form.hint
    assert form.values[forms.NAME] == BEARER.name
    shown = forms.ERRANDS.trial(clerk.desk, form, "", "试", {**form.values, forms.CHECKED: True}).rehearsed.consequence
    assert shown is not None
    assert f"交付 2 件 2 份，{BEARER.name}签收：" in shown.sentences
    assert clerk.case.items[1].delivered_on is None
    visit = hands(clerk, [*streams, waiting], Collector(BEARER.name), rights(clerk, streams))
    for stream in streams:
        case = replace(clerk, stream=stream).case
        assert (case.items[1].delivered_on, case.items[1].delivered_by) == (clerk.today, "委托领取")
        assert sum(paper.form == "delivery" for paper in case.papers) == 1
        assert case.errand == "", "whoever collects has not handed this file in today"
    (row,) = errands_of(clerk.desk, ErrandFilter.TODAY).rows
    assert (row.stream, row.cases, row.handed, row.agent) == (visit, 2, 2, BEARER.name)
    assert "一并交付 2 家 2 份" in errand_view(clerk.desk, visit).handed[0]
    sheet = papers.errand_paper(clerk.desk, visit, papers.SIGNED)
    text = "".join("".join(page_text(sheet.pdf, page).split()) for page in range(sheet.pages))
    assert BEARER.name in text
    assert "不代替送达回证" in text
    assert clerk.desk.store.verify().ok
    with pytest.raises(Refusal, match="没有待领的结果：还没有决定，或者已经送达"):
        forms.form_of_chosen(clerk.desk, streams)


def test_neither_one_enterprise_nor_one_agent_is_refused(alone: Clerk) -> None:
    alone.on("12-18")
    streams = [decided(alone, 1), decided(alone, 2, handler=OTHER)]
    with pytest.raises(Refusal, match="2 家企业的，也不是同一个经办人"):
        forms.form_of_chosen(alone.desk, streams)
    with pytest.raises(Refusal, match="还没有选中"):
        forms.form_of_chosen(alone.desk, [])
    supervisor = alone.another("后台", "督查", "督查甲")
    with pytest.raises(Refusal, match="督查无权办理"):
        forms.form_of_chosen(supervisor.desk, streams)


def test_the_authority_seen_at_the_receipt_is_its_bearers_alone(alone: Clerk) -> None:
    """One enterprise, two bearers: each file's letter names the one who stood there then."""
    alone.on("12-18")
    mine, theirs = decided(alone, 1), decided(alone, 1, handler=OTHER)
    first, second = code(alone, mine), code(alone, theirs)
    assert rights(alone, [mine, theirs]) == {first: handing.AT_RECEIPT, second: handing.NONE}
    both = dict.fromkeys((first, second), handing.AT_RECEIPT)
    hands(alone, [mine, theirs], Collector(BEARER.name), both)
    assert replace(alone, stream=mine).case.items[1].delivered_on == alone.today
    assert replace(alone, stream=theirs).case.items[1].delivered_on is None
    with pytest.raises(Refusal, match=f"授权的是{OTHER.name[:4]}.*不是{BEARER.name[:4]}"):
        hands(alone, [theirs], Collector(BEARER.name, BEARER.id_number), both)
    hands(alone, [theirs], Collector(BEARER.name, BEARER.id_number), {second: handing.FRESH})
    assert replace(alone, stream=theirs).case.items[1].delivered_by == "委托领取"


def test_the_legal_representative_and_somebody_else_may_come(alone: Clerk) -> None:
    alone.on("12-18")
    streams = [decided(alone, 1), decided(alone, 1)]
    own = dict.fromkeys((code(alone, each) for each in streams), handing.SELF)
    with pytest.raises(Refusal, match="登记的法定代表人"):
        hands(alone, streams[:1], Collector(BEARER.name), own)
    hands(alone, streams[:1], Collector(LEGAL), own)
    assert replace(alone, stream=streams[0]).case.items[1].delivered_by == "窗口领取"
    fresh = {code(alone, streams[1]): handing.FRESH}
    for who, why in (
        (Collector(""), "请填写领取人姓名"),
        (Collector(STRANGER), "照证件填写"),
        (Collector(STRANGER, "440524188001010015"), "身份证"),
        (Collector(BEARER.name, HIS_CARD), "同名的另一个人"),
    ):
        with pytest.raises(Faults, match=why):
            hands(alone, streams[1:], who, fresh)
    with pytest.raises(Faults, match="核对领取人的身份证件"):
        hands(alone, streams[1:], Collector(STRANGER, HIS_CARD), fresh, checked=False)
    visit = hands(alone, streams[1:], Collector(STRANGER, HIS_CARD), fresh)
    assert dict(errand_view(alone.desk, visit).facts)["经办人"] == STRANGER
    assert replace(alone, stream=streams[1]).case.items[1].delivered_by == "委托领取"
    assert alone.desk.store.verify().ok


def test_two_presses_on_the_same_results_deliver_once(clerk: Clerk) -> None:
    clerk.on("12-18")
    streams = [decided(clerk, 1), decided(clerk, 2)]
    given = rights(clerk, streams)
    made = collecting.collect(streams, Collector(BEARER.name), given, checked=True)
    first = forms.ERRANDS.record(clerk.desk, "同一次", made)
    assert forms.ERRANDS.record(clerk.desk, "同一次", made)["streams"] == first["streams"]
    with pytest.raises(Refusal, match="没有待领的结果"):
        hands(clerk, streams, Collector(BEARER.name), given)
    assert len(errands_of(clerk.desk).rows) == 1


def test_firms_without_a_number_of_their_bearer_are_not_taken_for_one_agents(alone: Clerk) -> None:
    held = [
        handing.Ready(alone.on("12-18").receives(SPOT, enterprise=firm(no), works={}).case, (), noted=True, bearer=None)
        for no in (1, 2)
    ]
    assert not collecting._one_agent(held)
    assert collecting.known(held) == (firm(1)["legal_representative"], firm(2)["legal_representative"])
    assert FIRM["name"] != held[0].firm

"""来访: one agent with the papers of several enterprises; gathered, told on one slip, handed over in one go."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bingliang.boards.balance import Column, Filter
from bingliang.desk import finding
from bingliang.desk.errands import forms, handing, papers
from bingliang.desk.errands.following import next_firm
from bingliang.desk.errands.view import ErrandFilter, errand_view, errands_of, listed
from bingliang.desk.errors import Faults
from bingliang.desk.finding import FoundErrand, find, scanned
from bingliang.desk.intake import entering
from bingliang.desk.intake.receiving import Bearer
from bingliang.desk.intake.visit import Visit, from_values, to_values
from bingliang.desk.statistics.figures import figures
from bingliang.desk.statistics.periods import Stretch, period_of
from bingliang.ledger.acts import Refusal
from bingliang.ledger.errand import fold_errand
from bingliang.ledger.identifiers import complete_credit_code, errand_code
from bingliang.paper.pages import page_text
from tests.clerk import BEARER, FIRM, PROJECT, Clerk

SPOT = "S3-07"
OTHER = Bearer("经办人丁（虚构）", "居民身份证", "11010519491231002X", "13900000008")


def firm(no: int) -> dict[str, Any]:
    """An invented enterprise."""
    name = f"岳阳示例第{no}号新能源汽车零部件制造有限责任公司（虚构）"
    code = complete_credit_code(f"9143060000000{no:03d}")
    return {
        **FIRM,
        "id": f"firm{no}",
        "name": name,
        "credit_code": code,
        "legal_representative": f"法定代表人{no}（虚构）",
    }


def receives(clerk: Clerk, no: int, beside: str = "", items: tuple[str, ...] = (SPOT,), **given: Any) -> str:  # noqa: ANN401 - any field of it
    """One enterprise's papers; its stream."""
    project = {**PROJECT, "id": f"project{no}", "name": f"示例项目{no}（虚构）", "code": "", "chief_agent": ""}
    clerk.receives(*items, enterprise=firm(no), project=project, works={}, beside=beside, **given)
    return clerk.stream


def gathered(clerk: Clerk, many: int, **given: Any) -> tuple[str, list[str]]:  # noqa: ANN401 - any field of the receipt
    """The visit and its cases."""
    streams = [receives(clerk, 1, **given)]
    for no in range(2, many + 1):
        streams.append(receives(clerk, no, streams[-1], **given))
    return clerk.case.errand, streams


def text_of(made: papers.ErrandPaper) -> str:
    return "".join("".join(page_text(made.pdf, page).split()) for page in range(made.pages))


def authorised(stream: str, clerk: Clerk) -> dict[str, str]:
    form = forms.form_of(clerk.desk, stream)
    return {row["code"]: row["authority"] for row in form.values[forms.CASES]}


def code(clerk: Clerk, stream: str) -> str:
    return replace(clerk, stream=stream).case.code


def test_the_next_firm_has_only_the_agent_in_it(clerk: Clerk) -> None:
    clerk.on("12-18")
    first = receives(clerk, 1)
    visit = next_firm(clerk.desk, first)
    assert visit == Visit(handler=BEARER, beside=first)
    assert not visit.blank
    assert from_values(to_values(visit)) == visit


def test_the_second_case_opens_the_visit_and_each_further_one_joins_it(clerk: Clerk) -> None:
    clerk.on("12-18")
    alone = receives(clerk, 9)
    assert clerk.case.errand == ""
    stream, streams = gathered(clerk, 3, queue=7)
    with clerk.desk.store.look() as look:
        errand = fold_errand(look.entries(stream))
        assert errand is not None
        assert list(errand.cases) == streams
        assert [len([e for e in look.entries(each) if e.act == "join_errand"]) for each in streams] == [1, 1, 1]
        assert not [e for e in look.entries(alone) if e.act == "join_errand"]
    assert errand.number == errand_code(clerk.today, 1)
    assert errand.queue == next_firm(clerk.desk, stream).queue == 7
    (row,) = errands_of(clerk.desk).rows
    assert (row.many, row.open, row.ready, row.agent) == ("3 家 3 件", 3, 0, BEARER.name)
    assert dict(errands_of(clerk.desk, ErrandFilter.READY).counts)[ErrandFilter.READY] == 0
    assert [line.split("　")[2] for line in errand_view(clerk.desk, stream).lines] == [
        one.row.code for one in listed(clerk.desk, stream)[1]
    ]
    clerk.desk.store.verify()


def test_another_day_and_another_person_are_other_visits(clerk: Clerk) -> None:
    clerk.on("12-17")
    stream, streams = gathered(clerk, 2)
    with pytest.raises(Refusal, match="交件人"):
        receives(clerk, 3, streams[-1], handler=OTHER)
    clerk.on("12-18")
    for beside in (stream, streams[0]):
        with pytest.raises(Refusal, match="另一天"):
            next_firm(clerk.desk, beside)
    with pytest.raises(Refusal, match="另一天"):
        receives(clerk, 3, streams[-1])
    with pytest.raises(Refusal, match="还没有收过件"):
        next_firm(clerk.desk, "case/none")
    assert errands_of(clerk.desk).rows == ()
    assert len(errands_of(clerk.desk, ErrandFilter.ALL).rows) == 1


def test_the_form_says_beforehand_that_somebody_else_came(clerk: Clerk) -> None:
    clerk.on("12-18")
    first = receives(clerk, 1)
    visit = replace(next_firm(clerk.desk, first), handler=OTHER)
    assert "去掉“同一来访”的勾" in dict(entering.foresee(clerk.desk, visit).faults)["handler.id_number"]
    assert "handler.id_number" not in dict(entering.foresee(clerk.desk, replace(visit, handler=BEARER)).faults)
    clerk.on("12-21")
    assert "另一天" in dict(entering.foresee(clerk.desk, visit).faults)["handler.name"]


def test_the_number_is_found_typed_and_scanned(clerk: Clerk) -> None:
    clerk.on("12-18")
    stream, _ = gathered(clerk, 2)
    with clerk.desk.store.look() as look:
        errand = fold_errand(look.entries(stream))
    assert errand is not None
    hit = scanned(clerk.desk, errand.number)
    assert isinstance(hit, FoundErrand)
    assert hit == find(clerk.desk, errand.number).errands[0] == FoundErrand(stream, errand.number, errand.on, 2)
    unknown = errand_code(errand.on, 999)
    with pytest.raises(Refusal, match="没有来访号"):
        scanned(clerk.desk, unknown)
    assert find(clerk.desk, unknown).empty
    with pytest.raises(ValueError, match="校验不符"):
        scanned(clerk.desk, f"{unknown[:-1]}{(int(unknown[-1]) + 1) % 10}")
    assert finding.cases_in(clerk.desk, ()) == ()


def test_the_summary_says_how_each_case_stands_and_that_it_is_only_a_summary(clerk: Clerk) -> None:
    clerk.on("12-18")
    stream, streams = gathered(clerk, 3, queue=4)
    clerk.stream = streams[0]
    clerk.accepts(1)
    clerk.stream = streams[1]
    clerk.tells_once((1, clerk.case.materials[0]["name"]))
    for key in (papers.SLIP, papers.SHEET):
        text = text_of(papers.errand_paper(clerk.desk, stream, key))
        for words in (
            "〔受理〕",
            "〔补正〕",
            "〔收件〕",
            "不是收件凭证",
            "3家，3件，3项",
            "4号",
            "139****0009",
            "第3号",
        ):
            assert words in text, (key, words)
    with pytest.raises(Refusal, match="还没有一并交付过"):
        papers.errand_paper(clerk.desk, stream, papers.SIGNED)


def test_the_results_of_several_go_over_together_and_who_has_not_authorised_is_left_out(clerk: Clerk) -> None:
    clerk.on("12-18")
    stream, streams = gathered(clerk, 2)
    streams.append(receives(clerk, 3, streams[-1], handler=replace(BEARER, authorised=False)))
    (offer,) = forms.offers(clerk.desk, stream)
    assert "没有待领的结果" in offer.forbidden
    for each in streams[1:]:
        clerk.stream = each
        clerk.accepts(1).grants(1)
    clerk.on("12-22")
    assert errands_of(clerk.desk, ErrandFilter.READY).rows[0].ready == 2
    assert forms.offers(clerk.desk, stream)[0].natural
    found = authorised(stream, clerk)
    assert found == {code(clerk, streams[1]): handing.AT_RECEIPT, code(clerk, streams[2]): handing.NONE}
    form = forms.form_of(clerk.desk, stream)
    trial = forms.ERRANDS.trial(clerk.desk, form, stream, "try", {**form.values, forms.CHECKED: True})
    assert trial.rehearsed.consequence is not None
    assert "没有授权" in trial.rehearsed.consequence.warnings[0]
    with pytest.raises(Faults, match="身份证件"):
        forms.ERRANDS.record(clerk.desk, clerk.press(), handing.hand_over(stream, found, checked=False))
    forms.ERRANDS.record(clerk.desk, clerk.press(), handing.hand_over(stream, found, checked=True))
    clerk.stream = streams[1]
    item = clerk.case.items[1]
    assert (item.delivered_on, item.delivered_by) == (clerk.today, "委托领取")
    delivered = next(e for e in clerk.entries if e.act == "deliver")
    assert delivered.facts["relation"] == "代办人，凭授权委托书（收件时已核）"
    assert any(paper.form == "delivery" and paper.sm3 for paper in clerk.case.papers)
    clerk.stream = streams[2]
    assert clerk.case.items[1].delivered_on is None
    text = text_of(papers.errand_paper(clerk.desk, stream, papers.SIGNED))
    assert "没有交付的" in text
    assert "第3号新能源汽车零部件制造有限责任公司（虚构）没有授权" in text
    assert "不代替送达回证" in text
    with pytest.raises(Refusal, match="没有可以交付的"):
        forms.ERRANDS.record(
            clerk.desk, clerk.press(), handing.hand_over(stream, authorised(stream, clerk), checked=True)
        )
    forms.ERRANDS.record(
        clerk.desk, clerk.press(), handing.hand_over(stream, {code(clerk, streams[2]): handing.FRESH}, checked=True)
    )
    assert clerk.case.items[1].delivered_by == "委托领取"
    assert "12-22 一并交付 1 家 1 份" in errand_view(clerk.desk, stream).handed[0]
    clerk.desk.store.verify()


@pytest.mark.parametrize(
    ("authority", "why"),
    [
        (handing.AT_RECEIPT, "收件时没有登记授权委托书"),
        (handing.SELF, "不是.*登记的法定代表人"),
        (handing.NONE, "没有授权"),
        (handing.LATER, "这次不领"),
    ],
)
def test_a_right_that_does_not_hold_is_refused_in_a_sentence(alone: Clerk, authority: str, why: str) -> None:
    alone.on("12-18")
    stream, _ = gathered(alone, 2, handler=replace(BEARER, authorised=False))
    alone.accepts(1).grants(1)
    with pytest.raises(Refusal, match=why):
        forms.ERRANDS.record(
            alone.desk, alone.press(), handing.hand_over(stream, {alone.case.code: authority}, checked=True)
        )


def test_the_legal_representative_himself_and_cases_of_other_days_are_taken_along(alone: Clerk) -> None:
    alone.on("12-16")
    own = {**firm(5), "legal_representative": BEARER.name}
    alone.receives(SPOT, enterprise=own, works={}, handler=replace(BEARER, authorised=False)).accepts(1).grants(1)
    before = alone.stream
    receives(alone, 6, handler=OTHER)
    alone.accepts(1).grants(1)
    alone.on("12-18")
    stream, _ = gathered(alone, 2)
    found = authorised(stream, alone)
    assert found == {code(alone, before): handing.SELF}
    forms.ERRANDS.record(alone.desk, alone.press(), handing.hand_over(stream, found, checked=True))
    alone.stream = before
    assert alone.case.items[1].delivered_by == "窗口领取"


def test_eight_and_thirty_companies_fit_the_papers(alone: Clerk) -> None:
    alone.on("12-18")
    stream, _ = gathered(alone, 8)
    slip = papers.errand_paper(alone.desk, stream, papers.SLIP)
    assert (slip.pages, slip.kind) == (1, "小票")
    assert papers.errand_paper(alone.desk, stream, papers.SHEET).pages == 1


def test_another_name_under_the_same_number_is_not_taken_along(alone: Clerk) -> None:
    alone.on("12-16")
    receives(alone, 7, handler=replace(BEARER, name="经办人戊（虚构）"))
    alone.accepts(1).grants(1)
    alone.on("12-18")
    stream, _ = gathered(alone, 2)
    with pytest.raises(Refusal, match="没有待领的结果"):
        forms.form_of(alone.desk, stream)


def test_the_demo_has_a_visit_and_a_bundle(told: Clerk) -> None:
    (row,) = errands_of(told.desk, ErrandFilter.ALL).rows
    assert (row.many, row.agent, f"{row.on:%m-%d}") == ("2 家 2 件", "经办人辛（示范）", "11-18")
    assert papers.errand_paper(told.desk, row.stream, papers.SLIP).pages == 1
    period = period_of(told.today, Stretch.MONTH)
    total = figures(told.desk, period, Stretch.MONTH, Filter()).report.total
    assert total.count(Column.BUNDLES) == 1
    assert len(total.cells[Column.BUNDLES]) == 4

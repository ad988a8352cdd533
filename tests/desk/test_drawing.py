"""Papers that the clerk draws up by himself: what they ask for, what the case fills in, what the law forbids."""

from __future__ import annotations

import pytest

from bingliang.desk.acts.forms import form_of
from bingliang.desk.acts.offers import offers
from bingliang.desk.loading import factory_forms
from bingliang.desk.papers import shelf
from bingliang.desk.papers.groups import GROUPS
from bingliang.ledger.acts import Refusal
from bingliang.paper.form import Form
from bingliang.paper.pages import page_text
from tests.clerk import Clerk

DRAWN = [form for form in factory_forms().values() if form.about]
PARTY = {"hearing__party": "岳阳示范小区业主委员会（虚构）"}
HELD = {**PARTY, "hearing__place": "三楼会议室", "hearing__chair": "法规科科长", "hearing__reviewer": "规划科经办人"}


def handled(clerk: Clerk) -> Clerk:
    return clerk.on("10-12").receives("S3-09").accepts(1)


def written(clerk: Clerk, key: str) -> str:
    row = next(one for one in shelf.of_case(clerk.desk, clerk.stream) if one.form == key)
    pdf = shelf.bytes_of(clerk.desk, row)
    return "".join("".join(page_text(pdf, page).split()) for page in range(row.pages))


def word(form: Form, fact: str) -> object:
    kind = form.vocabulary.facts[fact].type
    return {"date": "2026-10-26", "datetime": "2026-11-06 09:30", "bool": True}.get(kind, f"示范{fact.split('.')[1]}")


@pytest.mark.parametrize("form", DRAWN, ids=lambda form: form.key)
def test_every_paper_of_this_kind_can_be_drawn_from_a_real_case(clerk: Clerk, form: Form) -> None:
    """Nothing is asked for twice: with what the form asks for and the case knows, the paper is whole."""
    handled(clerk)
    filled = {ask.fact.replace(".", "__"): word(form, ask.fact) for ask in form.asks}
    if form.key == "hearing_record":  # written when the hearing is over
        filled["hearing__at"] = "2026-10-12 08:30"
    if form.key == "transfer_list":  # of a volume that is whole
        clerk.grants(1).delivers(1).closes()
    clerk.draws(form.key, 1 if form.about == "事项" else None, **filled)
    assert form.title in written(clerk, form.key)
    drawn = clerk.papers(form.key)[0]
    assert drawn.number == (clerk.case.code if not form.series else drawn.number)
    assert drawn.sm3


@pytest.mark.parametrize("form", DRAWN, ids=lambda form: form.key)
def test_what_the_case_cannot_know_is_asked_for(form: Form) -> None:
    asked = {ask.fact for ask in form.asks}
    typed = {
        name
        for name in form.required_facts()
        if name.split(".")[0] not in {*GROUPS, "number", "issued_on", "check", "print_time"}
    }
    assert typed <= asked


def test_the_sheet_offers_what_the_case_already_says(clerk: Clerk) -> None:
    handled(clerk)
    offer = next(one for one in offers(clerk.desk, clerk.stream).case if one.name == "draw")
    fields = {one.name: one for one in form_of(clerk.desk, clerk.stream, offer).fields}
    assert fields["transfer.sender@transfer_slip"].default == "岳阳经开区政务服务中心（示范）"
    assert fields["hearing.party@hearing_right"].default == clerk.case.enterprise["name"]
    assert fields["item@hearing_right"].default == "1"
    assert fields["hearing.cause@hearing_right"].when == ("form", "hearing_right")


def test_a_hearing_is_told_seven_days_before(clerk: Clerk) -> None:
    """《行政许可法》第四十八条: the tenth month's holidays do not help, the days are workdays."""
    handled(clerk)
    said = clerk.nothing_recorded(lambda: clerk.draws("hearing_notice", 1, **HELD, hearing__at="2026-10-21 09:30"))
    assert isinstance(said, Refusal)
    assert "最早定在2026-10-22" in said.sentence
    assert "第四十八条" in said.article
    clerk.draws("hearing_notice", 1, **HELD, hearing__at="2026-10-22 09:30")
    assert "2026年10月22日9时30分" in written(clerk, "hearing_notice")
    assert "不是时间" in str(
        clerk.nothing_recorded(lambda: clerk.draws("hearing_notice", 1, **HELD, hearing__at="下周"))
    )


def test_a_paper_about_an_item_needs_one_that_was_accepted(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    said = clerk.nothing_recorded(lambda: clerk.draws("hearing_right", 1, **PARTY, hearing__cause="日照"))
    assert "先受理" in str(said)


def test_what_is_not_filled_in_is_named_and_nothing_is_numbered(clerk: Clerk) -> None:
    handled(clerk)
    said = clerk.nothing_recorded(lambda: clerk.draws("urging", 1, urging__level="黄灯"))
    assert "请填写“要求”" in str(said)
    said = clerk.nothing_recorded(lambda: clerk.draws("grant", 1))
    assert "不能另行开具" in str(said)


def test_urging_says_how_the_lines_stand(clerk: Clerk) -> None:
    handled(clerk).on("10-30")
    clerk.draws("supervision", 1, urging__level="红灯", urging__request="立即作出决定", urging__reply_by="2026-11-02")
    text = written(clerk, "supervision")
    assert "承诺超时" in text
    assert "城市建筑垃圾处置核准" in text


def test_the_numbers_of_one_kind_run_on_and_those_of_another_begin_anew(clerk: Clerk) -> None:
    handled(clerk)
    for _ in range(2):
        clerk.draws("statement_right", 1, **PARTY, hearing__cause="日照", hearing__statement_until="2026-10-26")
    clerk.draws("hearing_right", 1, **PARTY, hearing__cause="日照")
    ours = [int(one.number[-5:-1]) for one in clerk.papers("statement_right")]
    assert ours[1] == ours[0] + 1
    assert clerk.papers("hearing_right")[0].number.split("〕")[1].startswith("听证告知第")


def test_a_change_of_the_applicant_leaves_a_paper_of_both_names(clerk: Clerk) -> None:
    handled(clerk)
    old = clerk.case.enterprise["name"]
    clerk.renames("岳阳示例精工制造有限公司（虚构）")
    text = written(clerk, "applicant_change")
    assert old in text
    assert "岳阳示例精工制造有限公司（虚构）" in text
    assert clerk.view.log[0].papers[0].title == "申请人信息变更单"


def test_the_tracking_sheet_says_how_many_workdays_each_step_took(clerk: Clerk) -> None:
    clerk.on("10-09").receives("S3-09").on("10-12").accepts(1)
    clerk.draws("tracking")
    paper = next(one for one in clerk.case.papers if one.form == "tracking")
    spent = {row["act"]: row["spent"] for row in paper.facts["track"]}
    assert spent["收件"] == "—"
    assert spent["受理"] == "2个工作日", "10 October is a Saturday that is worked"

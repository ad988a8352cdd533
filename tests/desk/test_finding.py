"""One box for everything: codes, numbers, names, initials; what is wrong with a scanned code is said."""

from __future__ import annotations

import pytest

from bingliang.desk import finding
from bingliang.desk.finding import FoundCase, FoundPaper
from bingliang.desk.rows import Light
from bingliang.ledger.acts import Refusal
from tests.clerk import Clerk

OTHER = {
    "id": "lifu",
    "name": "重庆立福物流有限公司（虚构）",
    "credit_code": "91430600000000668T",
    "legal_representative": "法定代表人丁（虚构）",
    "address": "岳阳经济技术开发区示范路11号（虚构）",
}
DEPOT = {
    "id": "depot",
    "name": "冷链中转仓（虚构）",
    "code": "2609-430600-04-01-100012",
    "project_type": "SH-GY",
    "site": "岳阳经开区示范路11号（虚构）",
}


@pytest.fixture
def counter(clerk: Clerk) -> Clerk:
    """Two enterprises: one case in hand, one with a permit to collect, one withdrawn."""
    clerk.on("11-02").receives("S3-09").accepts(1)
    clerk.receives("S3-09", enterprise=OTHER, project=DEPOT, works={"name": "一号库"}).accepts(1).on("11-03").grants(1)
    clerk.on("11-04").receives("S2-09").withdraws(1)
    return clerk.on("11-05")


def codes(found: finding.Found) -> list[str]:
    return [one.row.code[8:12] for one in found.cases]


def test_nothing_typed_finds_nothing(counter: Clerk) -> None:
    found = finding.find(counter.desk, "  　 ")
    assert found.empty
    assert found.hint == ""


def test_a_case_code_finds_its_case_and_says_who_has_it_until_when(counter: Clerk) -> None:
    found = finding.find(counter.desk, "202611020001")
    (one,) = found.cases
    assert one.row.project == "智能零部件生产线（虚构）"
    assert one.holder == "城管"
    assert one.row.light is Light.SOON
    assert one.row.next_on is not None
    assert f"{one.row.next_on:%m-%d}" == "11-05"


def test_full_width_figures_and_letters_are_what_they_look_like(counter: Clerk) -> None:
    assert codes(finding.find(counter.desk, "２０２６１１０２０００１")) == ["0001"]
    assert finding.find(counter.desk, "ＪＧ").words == "JG"
    wide = OTHER["credit_code"].translate({sign: sign + 0xFEE0 for sign in range(0x21, 0x7F)})
    assert [one.name for one in finding.find(counter.desk, wide).enterprises] == [OTHER["name"]]


def test_month_and_day_stand_for_this_years_code(counter: Clerk) -> None:
    assert codes(finding.find(counter.desk, "1102")) == ["0002", "0001"]
    assert codes(finding.find(counter.desk, "11040001")) == ["0001"]
    assert codes(finding.find(counter.desk, "1399")) == []


def test_a_part_of_a_name_finds_enterprise_project_and_cases(counter: Clerk) -> None:
    found = finding.find(counter.desk, "立福")
    assert [(one.name, one.in_hand, one.cases) for one in found.enterprises] == [(OTHER["name"], 1, 1)]
    assert codes(found) == ["0002"]
    assert found.cases[0].holder == "待企业领取"
    projects = finding.find(counter.desk, "冷链").projects
    assert [(one.name, one.enterprise) for one in projects] == [(DEPOT["name"], OTHER["name"])]


def test_initials_find_by_every_reading_the_register_has(counter: Clerk) -> None:
    assert [one.name for one in finding.find(counter.desk, "yysl").enterprises] == ["岳阳示例精工有限公司（虚构）"]


def test_credit_and_project_codes_are_found_in_either_case(counter: Clerk) -> None:
    assert [one.name for one in finding.find(counter.desk, "91430600000000668t").enterprises] == [OTHER["name"]]
    assert [one.name for one in finding.find(counter.desk, "2609-430600-04-01-100012").projects] == [DEPOT["name"]]


def test_what_is_in_hand_comes_before_what_has_ended(counter: Clerk) -> None:
    found = finding.find(counter.desk, "示例精工")
    assert [one.row.light is Light.DONE for one in found.cases] == [False, True]
    assert found.enterprises[0].in_hand == 1
    assert found.enterprises[0].cases == 2


@pytest.mark.parametrize(
    "typed",
    [
        "经开城管〔2026〕受理第0001号",
        "经开城管[2026]受理第0001号",
        "经开城管(2026)受理第00",
        "经开城管（２０２６）受理",
    ],
)
def test_a_number_is_found_whatever_brackets_the_keyboard_has(counter: Clerk, typed: str) -> None:
    papers = finding.find(counter.desk, typed).papers
    assert papers[0].number == "经开城管〔2026〕受理第0001号"
    assert papers[0].title == "受理通知书"
    assert papers[0].code.startswith("202611020001")


@pytest.mark.parametrize("typed", ["受理1", "受理第1号", "受理0001"])
def test_kind_and_serial_find_a_number_of_any_body(counter: Clerk, typed: str) -> None:
    assert [one.number for one in finding.find(counter.desk, typed).papers] == ["经开城管〔2026〕受理第0001号"]


def test_a_person_is_never_found_by_name(counter: Clerk) -> None:
    found = finding.find(counter.desk, "经办人乙")
    assert found.empty
    assert "不按人名查找" in found.hint


def test_a_whole_code_with_a_wrong_figure_says_so(counter: Clerk) -> None:
    good = finding.find(counter.desk, "202611020001").cases[0].row.code
    wrong = f"{good[:12]}{(int(good[12:]) + 1) % 100:02d}"
    assert "校验不符" in finding.find(counter.desk, wrong).hint


def test_cases_of_one_enterprise_fill_a_page(counter: Clerk) -> None:
    held = finding.find(counter.desk, "示例精工").enterprises[0].id
    assert len(finding.cases_of(counter.desk, enterprise=held)) == 2
    project = finding.find(counter.desk, "冷链").projects[0].id
    assert [one.row.project for one in finding.cases_of(counter.desk, project=project)] == [DEPOT["name"]]


def test_a_scan_names_one_case(counter: Clerk) -> None:
    code = finding.find(counter.desk, "202611020001").cases[0].row.code
    found = finding.scanned(counter.desk, code)
    assert isinstance(found, FoundCase)
    assert found.row.code == code


def test_a_scan_with_a_wrong_check_digit_opens_nothing(counter: Clerk) -> None:
    code = finding.find(counter.desk, "202611020001").cases[0].row.code
    swapped = code[:9] + "2" + code[10:]
    with pytest.raises(ValueError, match="校验不符"):
        finding.scanned(counter.desk, swapped)


def test_a_scan_of_another_zones_slip_is_told(counter: Clerk) -> None:
    from datetime import date

    from bingliang.ledger.identifiers import case_code

    with pytest.raises(ValueError, match="本园区"):
        finding.scanned(counter.desk, case_code(date(2025, 1, 2), 7))


def test_a_scan_of_a_document_number_opens_the_paper(counter: Clerk) -> None:
    found = finding.scanned(counter.desk, "经开城管〔2026〕受理第0001号")
    assert isinstance(found, FoundPaper)
    assert found.title == "受理通知书"
    with pytest.raises((ValueError, Refusal), match="不是本柜台的"):
        finding.scanned(counter.desk, "6901234567892X")

"""One project through all eight systems, from the story of the sample zone: what was recorded, and what is not kept yet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bingliang.desk.demo.story import StoryClock, play
from bingliang.desk.overview import Overview, overview, projects
from bingliang.desk.panels.values import NAMES, Panel
from bingliang.desk.rows import Light
from bingliang.ledger.acts import Refusal
from tests.clerk import Clerk


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    """The morning of 2026-12-18, all stories told."""
    where = str(tmp_path_factory.mktemp("总览") / "演示.db")
    desk, _ = play(where)
    yield Clerk(desk, StoryClock(), where=where)
    desk.close()


def of(clerk: Clerk, words: str) -> Overview:
    return overview(clerk.desk, projects(clerk.desk, words)[0].id)


def panel(clerk: Clerk, words: str, no: int) -> Panel:
    return of(clerk, words).panels[no - 1]


def lines(found: Panel) -> dict[str, tuple[str, Light | None]]:
    return {line.text: (line.value, line.light) for line in found.lines}


@pytest.mark.parametrize("words", ["新能源", "xnyqc", "2609-430600-04-01-100001", "东龙", "hndl"])
def test_a_project_is_chosen_by_name_initials_code_or_enterprise(told: Clerk, words: str) -> None:
    (found,) = projects(told.desk, words)
    assert (found.name, found.cases, found.in_hand) == ("新能源汽车零部件产业园", 1, 0)


def test_without_words_the_projects_with_the_nearest_dates_are_offered(told: Clerk) -> None:
    assert [one.name for one in projects(told.desk)[:2]] == ["生物制剂研发与产业化", "磁力装备产业园"]
    assert projects(told.desk, "没有这样的项目") == ()


def test_the_page_has_the_eight_systems_in_their_order_and_one_sentence(told: Clerk) -> None:
    page = of(told, "东龙")
    assert [(one.no, one.name) for one in page.panels] == list(enumerate(NAMES, 1))
    assert page.sentence == "共9项，均已办结或终止。"
    assert dict(page.facts)["事项"] == "9 项，已决定 9 项"
    assert dict(page.facts)["首席代办"] == "岳阳经开区建设交通局局长"
    assert page.light is Light.DONE, "what was late and is done is no alarm any more"
    assert page.tags == ("2+10标杆", "汽车产业", "百日会战")


def test_what_the_enterprise_said_of_the_departments_stands_there_and_no_grade_of_a_case(told: Clerk) -> None:
    found = panel(told, "东龙", 6)
    assert (found.figure, found.words) == ("2", "条业主点评")
    assert lines(found)["2026年12月上旬：生态"] == ("基本满意，已答复", Light.DONE)
    assert "服务评价表（好差评，隐去评价人）" in lines(found)
    sealed = panel(told, "雨虹", 6)
    assert lines(sealed)["2026年12月中旬点评"] == ("已封存到12-20", Light.STOPPED)


def test_limits_kept_and_broken_stand_item_by_item(told: Clerk) -> None:
    found = panel(told, "东龙", 2)
    assert (found.figure, found.words, found.light) == (
        "8",
        "项按时办结；承诺超时 1 项，法定超期 0 项",
        Light.PROMISE_LATE,
    )
    assert (found.lines[0].text, found.lines[0].value) == ("环境影响报告表审批", "承诺超时 2 日")
    assert len(found.lines) == 9


def test_parallel_handling_against_one_after_the_other(told: Clerk) -> None:
    found = panel(told, "东龙", 3)
    assert (found.figure, found.words) == ("21", "个工作日的节省：并联 25 日，逐项 46 日")
    assert "建设工程规划许可证核发 → 特殊建设工程消防设计审查 → 建筑工程施工许可证核发" in found.lines[2].text
    assert panel(told, "药品生产线", 3).words == "各件都只有一项，没有并联"


def test_pledges_are_listed_with_what_became_of_them(told: Clerk) -> None:
    found = panel(told, "东龙", 8)
    assert (found.figure, found.words) == ("9", "项公布了承诺时限，失约 1 项")
    said = lines(found)
    assert said["限时办结承诺书"] == ("4 份", None)
    assert said["超时公开说明"] == ("1 份", None)
    (check,) = [line for line in found.lines if line.text.startswith("告知承诺")]
    assert (check.value, check.light) == ("11月26日核查属实", Light.DONE)


def test_supervision_finds_what_the_ledger_shows(told: Clerk) -> None:
    assert lines(panel(told, "东龙", 7))["生态：环境影响报告表审批"] == (
        "承诺超时 2 日，已公开说明",
        Light.PROMISE_LATE,
    )
    assert lines(panel(told, "生物制剂", 7))["产发局：固定资产投资项目节能审查"][0] == "承诺超时 7 日，待公开说明"
    missed = panel(told, "磁力装备", 7)
    assert missed.figure == "2"
    assert lines(missed)["窗口：城镇污水排入排水管网许可"] == ("逾期未告知，已了结", Light.STATUTE_LATE)
    clean = panel(told, "药品生产线", 7)
    assert (clean.figure, clean.light) == ("0", Light.OK)


def test_enter_goes_to_the_case_behind_the_gravest_line(told: Clerk) -> None:
    page = of(told, "生物制剂")
    late = page.panels[1].lines[0]
    assert (late.text, late.light) == ("固定资产投资项目节能审查", Light.PROMISE_LATE)
    assert page.light is Light.PROMISE_LATE
    assert page.panels[1].stream == late.stream != ""
    assert page.sentence == "共3项，3项在办，最近的期限是《固定资产投资项目节能审查》12月9日，已过7个工作日。"


def test_a_project_that_waits_for_collection_says_so(told: Clerk) -> None:
    assert (
        of(told, "磁力装备").sentence
        == "共1项，1项待领取，最近的期限是《城镇污水排入排水管网许可》12月18日，就是今天。"
    )


def test_a_pledge_that_is_due_for_its_check(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S2-08").on("10-19").accepts(1, promised={1: ({"met": True}, {"met": True})}).grants(1)
    (check,) = [line for line in panel(clerk, "零部件", 8).lines if line.text.startswith("告知承诺")]
    assert (check.value, check.light) == ("核查期限11月30日", Light.OK)
    clerk.on("12-01")
    (check,) = [line for line in panel(clerk, "零部件", 8).lines if line.text.startswith("告知承诺")]
    assert (check.value, check.light) == ("核查期限11月30日，已过", Light.STATUTE_LATE)


def test_a_project_that_is_gone_is_said(clerk: Clerk) -> None:
    with pytest.raises(Refusal, match="没有这个项目"):
        overview(clerk.desk, "X0000000000000000")

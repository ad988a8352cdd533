"""The intake page's questions: who is known, what receiving would do, and that it then does just that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bingliang.desk.errors import Faults
from bingliang.desk.intake import entering, filling
from bingliang.desk.intake.foreseen import GUEST, TAKEN_OFF, Foreseen, ForeseenItem
from bingliang.desk.intake.past import Known
from bingliang.desk.intake.visit import HeldDocument, Mark, OwnMaterial, Visit
from tests.clerk import BEARER, FIRM, PROJECT, Clerk


def typed(**given: Any) -> Visit:  # noqa: ANN401 - any field of the form
    """A new enterprise as a clerk would type it."""
    enterprise = {key: value for key, value in FIRM.items() if key != "id"}
    project = {key: value for key, value in PROJECT.items() if key not in {"id", "tags"}}
    return replace(Visit(enterprise=enterprise, project=project, works="二号车间", choice="1", handler=BEARER), **given)


def looked(visit: Visit, seen: Foreseen, state: str = "齐") -> Visit:
    """The visit with the clerk's word on every material that is asked for."""
    return replace(visit, marks={row.key: Mark(state) for row in seen.materials if row.asked and row.required})


def filled(clerk: Clerk, visit: Visit) -> Visit:
    return looked(visit, entering.foresee(clerk.desk, visit))


def found(clerk: Clerk, text: str = "精工") -> Known:
    rows = entering.find_enterprises(clerk.desk, text)
    assert len(rows) == 1
    held = entering.known(clerk.desk, rows[0].id)
    assert held is not None
    return held


def item(seen: Foreseen, code: str) -> ForeseenItem:
    return next(one for one in seen.items if one.code == code)


def dates(clerk: Clerk, no: int) -> tuple[date | None, date | None]:
    """The statutory and the promised date of an accepted item."""
    clocks = clerk.clocks(no)
    return clocks.statutory.on if clocks.statutory else None, clocks.promised.on if clocks.promised else None


def said(seen: Foreseen) -> Mapping[str, str]:
    return dict(seen.faults)


# ── what receiving would do ──


def test_what_was_foreseen_is_what_the_receipt_then_says(clerk: Clerk) -> None:
    clerk.on("10-12")
    visit = filled(clerk, typed(hold_consent=True))
    seen = entering.foresee(clerk.desk, visit)
    assert seen.faults == ()
    done = entering.receive(clerk.desk, clerk.press(), visit)
    clerk.stream = done.stream
    case = clerk.case
    assert [one.name for one in seen.taken] == [one.name for one in case.items.values()]
    assert [one.no for one in seen.taken] == list(case.items)
    assert [paper.title for paper in seen.papers] == [paper.title for paper in case.papers]
    assert {paper.form for paper in case.papers} == {"checklist", "truthfulness", "receipt", "slip80"}
    for one in seen.taken:
        then = case.items[one.no]
        assert (one.mode == "预收") == (then.received_on is None)
        answer = clerk.clocks(one.no).completeness
        assert one.answer.on == (answer.on if answer else None)
    asked = [row.name for row in seen.materials if row.asked and row.required]
    assert asked == [row["name"] for row in case.materials if row["state"] == "齐"]
    assert case.stage == seen.stage == "立项用地规划许可"


def test_the_dates_are_those_of_an_acceptance_today(clerk: Clerk) -> None:
    clerk.on("10-12")
    visit = filled(clerk, typed(choice="3", hold_consent=True, extra=("S3-09",)))
    seen = item(entering.foresee(clerk.desk, visit), "S3-09")
    done = entering.receive(clerk.desk, clerk.press(), visit)
    no = next(one.no for one in done.items if one.name == seen.name)
    clerk.stream = done.stream
    clerk.accepts(no)
    assert (seen.statutory.on, seen.promised.on) == dates(clerk, no)
    assert seen.mode == "正式收件"
    assert seen.reason.endswith("（《行政许可法》第三十二条）。")


def test_a_date_beyond_the_published_notices_is_marked(clerk: Clerk) -> None:
    clerk.on("12-18")
    seen = item(entering.foresee(clerk.desk, typed(choice="3", extra=("S3-09", "S2-02"))), "S2-02")
    assert seen.statutory.on == date(2027, 1, 18)
    assert seen.statutory.provisional
    assert not seen.answer.provisional


def test_held_until_its_prerequisite_is_there_and_why(clerk: Clerk) -> None:
    clerk.on("10-12")
    seen = entering.foresee(clerk.desk, typed(choice="3", hold_consent=True))
    permit = item(seen, "S3-03")
    assert permit.mode == "预收"
    assert "《建筑法》第八条" in permit.reason
    assert permit.answer.words == "转正式收件后起算"
    assert permit.statutory.on is None
    assert "7日" in permit.statutory.words
    assert seen.consent_needed
    assert not seen.consent_owed
    assert entering.foresee(clerk.desk, typed(choice="3")).consent_owed
    assert "预收" in seen.sentence


def test_without_consent_it_counts_from_today_and_the_page_warns(clerk: Clerk) -> None:
    clerk.on("10-12")
    permit = item(entering.foresee(clerk.desk, typed(choice="3")), "S3-03")
    assert permit.mode == "正式收件"
    assert "没有书面同意预收" in permit.reason
    assert permit.answer.on == date(2026, 10, 19)
    assert "2026-10-19前一次告知" in permit.warning
    assert "视为受理" in permit.warning


def test_a_document_held_already_serves_although_another_of_its_kind_is_applied_for_in_the_same_visit(
    clerk: Clerk,
) -> None:
    """产权证书 or 用地规划许可证: that the first is applied for now does not hide the second, which is in the hand."""
    clerk.on("10-12")
    visit = filling.with_extra(typed(choice="2", hold_consent=True, answers={"Q-SCHEME": True}), "S1-10")
    seen = entering.foresee(clerk.desk, visit)
    assert item(seen, "S2-02").mode == "预收"
    (offered,) = [row for row in seen.documents if row.item == "S1-09"]
    assert "正式收件" in offered.effect
    visit = filling.with_document(visit, "S1-09", HeldDocument("地字第430600202600012号", "2026-09-01"))
    assert item(entering.foresee(clerk.desk, visit), "S2-02").mode == "正式收件"


def test_a_document_that_is_held_lets_the_item_be_received(clerk: Clerk) -> None:
    clerk.on("10-12")
    visit = typed(choice="2", hold_consent=True)
    seen = entering.foresee(clerk.desk, visit)
    assert item(seen, "S2-02").mode == "预收"
    lacking = {row.item: row for row in seen.documents}
    assert "不动产权" in lacking["S1-10"].title
    assert lacking["S1-10"].number == ""
    assert lacking["S1-10"].needed_by == (item(seen, "S2-02").name,)
    held = replace(visit, held={"S1-10": "湘（2026）第1号"}, answers={"Q-SCHEME": True})
    seen = entering.foresee(clerk.desk, held)
    assert item(seen, "S2-02").mode == "正式收件"
    assert [row.number for row in seen.documents if row.item == "S1-10"] == ["湘（2026）第1号"]
    assert [row.note for row in seen.materials if "湘（2026）第1号" in row.note]


def test_an_issuing_body_that_is_not_complete_is_told_before_it_matters(clerk: Clerk) -> None:
    clerk.on("10-12")
    visit = typed(choice="4", project={**typed().project, "project_type": "ZF-FJ"}, extra=("S2-11",))
    assert "受理前须由管理员在“设置 → 落款机关”里补全" in item(entering.foresee(clerk.desk, visit), "S2-11").warning


def test_an_item_taken_off_stays_in_its_place(clerk: Clerk) -> None:
    clerk.on("10-12")
    before = entering.foresee(clerk.desk, typed(choice="3"))
    after = entering.foresee(clerk.desk, typed(choice="3", dropped=("S3-01",)))
    assert [one.code for one in before.items] == [one.code for one in after.items]
    off = item(after, "S3-01")
    assert (off.mode, off.taken, off.no) == (TAKEN_OFF, False, 0)
    assert item(before, "S3-04").mode == GUEST
    assert [one.no for one in after.items if one.no] == [1]


def test_questions_bring_items(clerk: Clerk) -> None:
    clerk.on("10-12")
    seen = entering.foresee(clerk.desk, typed(choice="3"))
    question = next(one for one in seen.questions if one.code == "Q-ROAD")
    assert question.answer is None
    assert question.source
    with_road = entering.foresee(clerk.desk, typed(choice="3", answers={"Q-ROAD": True}))
    assert "S3-07" in {one.code for one in with_road.items}
    assert next(one for one in with_road.questions if one.code == "Q-ROAD").answer is True


def test_answers_that_exclude_each_other_are_told_and_can_be_put_right(clerk: Clerk) -> None:
    clerk.on("10-12")
    both = typed(choice="2", answers={"Q-EIA-REPORT": True, "Q-EIA-FORM": True})
    seen = entering.foresee(clerk.desk, both)
    assert "只能选一类" in said(seen)["choice"]
    assert {"Q-EIA-REPORT", "Q-EIA-FORM"} <= {one.code for one in seen.questions}


def test_a_bundle_is_one_choice(clerk: Clerk) -> None:
    clerk.on("10-12")
    seen = entering.foresee(clerk.desk, typed(choice="three-permits"))
    assert seen.stage.startswith("三证联办")
    assert {one.code for one in seen.items} == {"S2-02", "S3-03", "S3-07"}
    assert any(one.bundle for one in seen.choices)


def test_merged_stages_are_one_choice(clerk: Clerk) -> None:
    clerk.on("10-12")
    seen = entering.foresee(clerk.desk, typed(choice="2", project={**typed().project, "project_type": "SH-DFA"}))
    assert seen.stage == "工程建设许可与施工许可合并阶段"
    assert [one.code for one in seen.choices if not one.bundle] == ["0", "1", "2", "4", "5", "P"]
    assert any("不再审核设计方案" in one.sentence for one in seen.asides)


# ── what is wrong ──


def test_an_empty_form_says_everything_it_lacks(clerk: Clerk) -> None:
    clerk.on("10-12")
    seen = entering.foresee(clerk.desk, Visit())
    assert {name for name, _ in seen.faults} == {
        "enterprise.name", "enterprise.credit_code", "enterprise.legal_representative", "project.name", "project.project_type",
        "project.site", "choice", "handler.name",
        "handler.id_number", "handler.phone",
    }  # fmt: skip
    assert all(sentence.endswith("。") for _, sentence in seen.faults)
    with pytest.raises(Faults):
        entering.receive(clerk.desk, clerk.press(), Visit())
    assert clerk.desk.store.verify().ok


def test_nothing_is_claimed_that_the_clerk_has_not_looked_at(clerk: Clerk) -> None:
    clerk.on("10-12")
    visit = typed()
    seen = entering.foresee(clerk.desk, visit)
    assert seen.unlooked == sum(row.asked and row.required for row in seen.materials)
    assert f"还有 {seen.unlooked} 份材料没有核对" in said(seen)["materials"]
    assert isinstance(clerk.nothing_recorded(lambda: entering.receive(clerk.desk, clerk.press(), visit)), Faults)
    missing = looked(visit, seen, "缺")
    then = entering.foresee(clerk.desk, missing)
    assert "materials" not in said(then)
    assert then.lacking == seen.unlooked
    assert {(row.originals, row.copies) for row in then.materials if row.state == "缺"} == {(0, 0)}


def test_a_material_that_may_not_be_deferred(clerk: Clerk) -> None:
    clerk.on("10-12")
    visit = looked(typed(), entering.foresee(clerk.desk, typed()), "容缺")
    assert "不在公布的可容缺清单" in said(entering.foresee(clerk.desk, visit))["materials"]


def test_an_item_without_a_list_takes_the_clerks_own(clerk: Clerk) -> None:
    clerk.on("10-12")
    visit = typed(choice="3", extra=("S3-14",))
    assert (
        "自列材料"
        in said(entering.foresee(clerk.desk, looked(visit, entering.foresee(clerk.desk, visit))))["materials"]
    )
    own = replace(visit, own=(OwnMaterial("基坑支护施工图", "S3-14"),))
    own = filled(clerk, own)
    seen = entering.foresee(clerk.desk, own)
    assert seen.faults == ()
    done = entering.receive(clerk.desk, clerk.press(), own)
    clerk.stream = done.stream
    assert "基坑支护施工图" in [row["name"] for row in clerk.case.materials]


def test_a_project_without_a_code_is_received_and_its_papers_say_so(clerk: Clerk) -> None:
    visit = typed(project={**typed().project, "code": ""})
    done = entering.receive(clerk.on("10-12").desk, clerk.press(), filled(clerk, visit))
    clerk.stream = done.stream
    assert all(paper.sm3 for paper in clerk.case.papers)
    assert clerk.case.project.get("code", "") == ""


def test_registered_under_another_name(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    other = typed(enterprise={**typed().enterprise, "name": "岳阳示例精工集团"})
    seen = entering.foresee(clerk.desk, other)
    assert "登记的名称是“岳阳示例精工有限公司（虚构）”" in said(seen)["enterprise.name"]
    project = typed(project={**typed().project, "name": "另一个项目"})
    assert "登记的项目是" in said(entering.foresee(clerk.desk, project))["project.code"]
    foreign = typed(enterprise={"name": "湖南东龙科技有限公司", "credit_code": "914306000000001150"})
    assert "另一企业名下" in said(entering.foresee(clerk.desk, foreign))["project.code"]


def test_a_code_as_the_scanner_gives_it(clerk: Clerk) -> None:
    clerk.on("10-12")
    visit = filled(clerk, typed(enterprise={**typed().enterprise, "credit_code": "９１４３０６００ 0000 0099 19"}))
    done = entering.receive(clerk.desk, clerk.press(), visit)
    clerk.stream = done.stream
    assert clerk.case.enterprise["credit_code"] == "914306000000009919"


def test_an_item_that_does_not_fit_is_told_with_its_article_once(clerk: Clerk) -> None:
    clerk.on("10-12")
    seen = entering.foresee(clerk.desk, typed(choice="3", extra=("S2-11",)))
    assert [name for name, _ in seen.faults] == ["items"]
    assert "不适用于" in said(seen)["items"]
    assert all(not one.taken for one in seen.items)


def test_an_unknown_type_or_stage_from_an_old_draft(clerk: Clerk) -> None:
    clerk.on("10-12")
    seen = entering.foresee(clerk.desk, typed(choice="9"))
    assert "没有编码为“9”的阶段" in said(seen)["choice"]
    seen = entering.foresee(clerk.desk, typed(project={**typed().project, "project_type": "XX"}))
    assert seen.items == ()
    assert seen.types


# ── who is known ──


def test_a_known_enterprise_fills_the_form(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09", held={"S1-08": "出让合同1号"}, answers={"Q-FIRE": True})
    held = found(clerk)
    assert held.enterprise["credit_code"] == FIRM["credit_code"]
    assert held.handler is not None
    assert (held.handler.name, held.handler.id_number, held.handler.phone) == (
        BEARER.name, BEARER.id_number, BEARER.phone,
    )  # fmt: skip
    assert held.handler_on == date(2026, 10, 12)
    assert clerk.case.code in held.sentence
    project = held.projects[0]
    assert project.facts["chief_agent"] == PROJECT["chief_agent"]
    assert project.facts["agent_phone"] == PROJECT["agent_phone"], "kept by the receipt, not by the register"
    works = project.of_works("二号车间")
    assert works.held == {"S1-08": "出让合同1号"}
    assert works.answers == {"Q-FIRE": True}
    assert set(works.busy) == {"S3-09"}
    assert clerk.case.code in works.busy["S3-09"]


def test_what_is_being_handled_is_not_received_again(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-01", "S3-03", hold_consent=True)
    works = found(clerk).projects[0].of_works("二号车间")
    visit = typed(choice="3", busy=works.busy)
    seen = entering.foresee(clerk.desk, visit)
    assert {"S3-01", "S3-03"}.isdisjoint({one.code for one in seen.items})
    assert {"S3-01", "S3-03"} <= {one.code for one in seen.asides}


def test_the_stage_after_the_last_one_and_the_documents_issued(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S2-02", held={"S1-10": "湘（2026）第1号"}, answers={"Q-SCHEME": True})
    clerk.accepts(1).on("10-14").grants(1, document="建字第1号")
    works = found(clerk).projects[0].of_works("二号车间")
    assert works.choice == "3"
    assert "工程建设许可" in works.why
    assert works.held == {"S1-10": "湘（2026）第1号", "S2-02": "建字第1号"}
    assert works.busy == {}
    fresh = found(clerk).projects[0].of_works("三号车间")
    assert fresh.held == {"S1-10": "湘（2026）第1号"}, "land is the project's, a planning permit the works'"
    assert fresh.choice == "2"


def test_a_refused_or_withdrawn_item_may_be_brought_again(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").withdraws(1)
    works = found(clerk).projects[0].of_works("二号车间")
    assert (dict(works.held), dict(works.busy)) == ({}, {})


def test_found_by_initials_code_and_former_name(clerk: Clerk) -> None:
    firm = {**FIRM, "former_name": "岳阳老字号机械厂"}
    clerk.on("10-12").receives("S3-09", enterprise=firm)
    for text in ("yys", "sljg", "老字号", "9143060000000099", "精工"):
        assert [one.name for one in entering.find_enterprises(clerk.desk, text)] == [FIRM["name"]], text
    assert entering.find_enterprises(clerk.desk, "精工")[0].former_name == "岳阳老字号机械厂"
    assert entering.find_enterprises(clerk.desk, " ") == ()
    held = entering.known_by_code(clerk.desk, FIRM["credit_code"])
    assert held is not None
    assert held.enterprise["name"] == FIRM["name"]
    assert entering.known_by_code(clerk.desk, "914306000000001150") is None
    assert entering.known(clerk.desk, "没有") is None


def test_a_bearer_erased_by_law_is_not_brought_back(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    held = clerk.case.handler.rpartition("#")[0]
    from bingliang.ledger.acts import Draft
    from bingliang.store import Outcome, Work

    def erase(work: Work) -> Outcome:
        work.erase_person(held)
        return Outcome([Draft("zone", "adopt_edition", {"note": "依法删除"})])

    clerk.desk.store.act(clerk.press(), clerk.desk.who, "adopt_edition", erase)
    assert found(clerk).handler is None


# ── receiving and accepting ──


def test_the_same_press_twice_is_one_case(clerk: Clerk) -> None:
    visit = filled(clerk.on("10-12"), typed())
    press = clerk.press()
    first = entering.receive(clerk.desk, press, visit)
    before = clerk.state()
    again = entering.receive(clerk.desk, press, replace(visit, works="改过的"))
    assert again.code == first.code
    assert clerk.state() == before
    assert entering.already(clerk.desk, [press, "没有按过"]) == {press: first.code}


def test_accepting_at_the_counter_takes_a_second_press(clerk: Clerk) -> None:
    clerk.on("10-12")
    visit = filled(clerk, typed(choice="1", hold_consent=True))
    done = entering.receive(clerk.desk, clerk.press(), visit)
    clerk.stream = done.stream
    assert all(one.acceptance is None for one in clerk.case.items.values())
    assert all(one.why for one in done.items), "备案 is not accepted and the rest is held"
    assert any("备案" in one.why for one in done.items)
    assert any("预收" in one.why for one in done.items)


def test_what_can_be_accepted_at_once_is_offered_with_its_dates(clerk: Clerk) -> None:
    clerk.on("10-12")
    visit = filled(clerk, typed(choice="3", hold_consent=True, extra=("S3-09", "S3-07")))
    seen = entering.foresee(clerk.desk, visit)
    road = next(row.key for row in seen.materials if item(seen, "S3-07").no in row.items and len(row.items) == 1)
    done = entering.receive(clerk.desk, clerk.press(), visit.with_mark(road, Mark("缺")))
    named = {one.name: one for one in done.items}
    waste, dig = named[item(seen, "S3-09").name], named[item(seen, "S3-07").name]
    assert waste.why == ""
    assert "须一次性告知" in dig.why
    clerk.stream = done.stream
    then = entering.accept_now(clerk.desk, clerk.press(), done.stream, [one.no for one in done.items if not one.why])
    assert waste.name in then.accepted
    assert "受理通知书" in [paper.title for paper in then.papers]
    assert (waste.statutory, waste.promised) == dates(clerk, waste.no)
    assert any("已于2026-10-12受理" in one.why for one in then.items)


def test_items_that_may_be_added(clerk: Clerk) -> None:
    clerk.on("10-12")
    offered = entering.item_choices(clerk.desk, typed(busy={"S3-09": "正在办"}))
    codes = {one.code for one in offered}
    assert "S3-07" in codes
    assert "S3-09" not in codes, "it is being handled"
    assert "S2-11" not in codes, "not for this type of project"
    assert "S3-10" not in codes, "a contract, not an application"
    assert next(one for one in offered if one.code == "S3-07").initials.startswith("sz")
    assert entering.item_choices(clerk.desk, Visit()) == ()

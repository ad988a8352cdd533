"""好差评 at the desk, on both databases: invited by the clerk, given by the enterprise alone, sealed, gone after, looked at again."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from bingliang.desk.acts.forms import FORMS
from bingliang.desk.acts.offers import CASE_DEEDS, DEEDS
from bingliang.desk.errors import Faults
from bingliang.desk.projects.library import press
from bingliang.desk.rating import ratings
from bingliang.desk.rating.ratings import Verdict
from bingliang.desk.supervision.assessing import assessment
from bingliang.ledger.acts import Refusal
from bingliang.ledger.rating import fold_rating
from bingliang.ledger.roles import ROLES
from bingliang.mechanism.public_rating import Grade, Stage, stage
from tests.clerk import Clerk

BAD = Verdict(Grade.VERY_UNSATISFIED, ("115",), "等了一上午")


def delivered(clerk: Clerk) -> Clerk:
    """A case with one item decided and delivered."""
    clerk.on("11-02").receives("S3-07").on("11-03").accepts(1)
    return clerk.on("11-05").grants(1).on("11-06").delivers(1)


def invited(clerk: Clerk, no: int = 1, request: str = "请") -> str:
    return str(ratings.invite(clerk.desk, request, clerk.stream, no)["code"])


def rated(clerk: Clerk, given: Verdict = BAD, request: str = "企业") -> str:
    """The stream of the rating that the enterprise has just given."""
    ratings.rate(clerk.desk, request, invited(clerk), given)
    with clerk.desk.store.look() as look:
        return look.streams("rating/")[-1]


def lines_of(clerk: Clerk, prefix: str) -> list[Mapping[str, object]]:
    with clerk.desk.store.look() as look:
        return [dict(one.facts) for stream in look.streams(prefix) for one in look.entries(stream)]


def at(clerk: Clerk, stream: str) -> Stage:
    with clerk.desk.store.look() as look:
        found = fold_rating(look.entries(stream))
    assert found is not None
    return stage(found)


def test_the_service_given_last_is_rated_once_then_the_receiving_then_nothing(clerk: Clerk) -> None:
    delivered(clerk)
    first = ratings.invite(clerk.desk, "一", clerk.stream, 1)
    assert (first["subject"], first["service"]) == (clerk.case.items[1].name, "办结送达")
    assert ratings.invite(clerk.desk, "二", clerk.stream, 1) == first, "asked again, the same code"
    assert len(lines_of(clerk, "invitation/")) == 1
    ratings.rate(clerk.desk, "企业一", str(first["code"]), Verdict(Grade.VERY_SATISFIED, ("517",)))
    second = ratings.invite(clerk.desk, "三", clerk.stream, 1)
    assert second["service"] == "收件受理"
    ratings.rate(clerk.desk, "企业二", str(second["code"]), Verdict(Grade.SATISFIED))
    with pytest.raises(Refusal, match="一事一评，不能重复评价"):
        ratings.invite(clerk.desk, "四", clerk.stream, 1)
    with pytest.raises(Refusal, match="已经评价过了"):
        ratings.rate(clerk.desk, "企业三", str(first["code"]), BAD)
    assert clerk.desk.store.verify().ok


def test_before_anything_is_delivered_the_receiving_is_rated(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S3-07")
    assert ratings.invite(clerk.desk, "请", clerk.stream)["service"] == "收件受理"
    with pytest.raises(Refusal, match="没有这一办件"):
        ratings.invite(clerk.desk, "错", "case/没有")


def test_no_act_of_the_clerk_writes_a_grade(clerk: Clerk) -> None:
    """Neither his role, nor a menu, nor a form; and the line is not in his name."""
    graded = {"rate", "take_rating", "rate_again"}
    assert not graded & ROLES["窗口"]
    assert not graded & {deed.act for deed in DEEDS.values()}
    assert not graded & {act for act, _, _ in CASE_DEEDS.values()}
    assert not graded & set(FORMS)
    delivered(clerk)
    before = {one.act for one in clerk.entries}
    stream = rated(clerk)
    with clerk.desk.store.look() as look:
        line = look.entries(stream)[0]
    assert (line.by, line.counter) == ("企业", "评价器")
    assert {one.act for one in clerk.entries} == before, "the case knows nothing of it"


def test_the_rating_names_no_case_no_enterprise_no_person(clerk: Clerk) -> None:
    stream = rated(delivered(clerk))
    with clerk.desk.store.look() as look:
        told = json.dumps([dict(one.facts) for one in look.entries(stream)], ensure_ascii=False)
    assert clerk.stream not in told
    assert clerk.case.code not in told
    assert str(clerk.case.enterprise["name"]) not in told
    assert "grade" not in json.dumps(lines_of(clerk, "invitation/")), "and the invitation knows no grade"


def test_the_link_is_read_only_after_it_was_opened_with_a_reason_by_the_supervisors(clerk: Clerk) -> None:
    stream = rated(delivered(clerk))
    with clerk.desk.store.look() as look:
        assert ratings.rater(look, stream) is None, "sealed"
    opening = ratings.open_link(stream, "差评须在一个工作日内联系")
    with pytest.raises(Refusal, match="窗口无权办理“评价拆封”，请由督查岗位办理"):
        press(clerk.desk, "拆", opening)
    supervisor = clerk.another("督查", "督查", "督查专员")
    with pytest.raises(Faults, match="请写明为什么要拆封"):
        press(supervisor.desk, "空", ratings.open_link(stream, " "))
    press(supervisor.desk, "拆封", opening)
    with clerk.desk.store.look() as look:
        found = ratings.rater(look, stream)
        kept = fold_rating(look.entries(stream))
    assert found is not None
    assert (found.code, found.firm) == (clerk.case.code, clerk.case.enterprise["name"])
    assert kept is not None
    assert [(one.by, one.reason) for one in kept.opened] == [("督查专员", "差评须在一个工作日内联系")]


def test_a_bad_rating_goes_its_whole_way_and_only_the_second_look_closes_it(clerk: Clerk) -> None:
    stream = rated(delivered(clerk))
    supervisor = clerk.another("督查", "督查", "督查专员")
    department = clerk.reviewer("city-management")
    other = clerk.reviewer("ecology")
    assert at(clerk, stream) is Stage.TO_CONTACT
    with pytest.raises(Faults, match="写给部门看，不写企业和经办人"):
        press(supervisor.desk, "一", ratings.contact(stream, "属实", "", "立行立改"))
    with pytest.raises(Faults, match="核实结果请从"):
        press(supervisor.desk, "二", ratings.contact(stream, "可能", "x", "立行立改"))
    with pytest.raises(Faults, match="整改方式请从"):
        press(supervisor.desk, "三", ratings.contact(stream, "属实", "没有一次说清", "以后再说"))
    press(supervisor.desk, "四", ratings.contact(stream, "没有联系上", "", ""))
    press(supervisor.desk, "五", ratings.contact(stream, "属实", "没有一次说清", "立行立改"))
    with pytest.raises(Refusal, match="评价的不是本部门"):
        press(other.desk, "六", ratings.rectify(stream, "改"))
    with pytest.raises(Faults, match="请写明怎样整改"):
        press(department.desk, "七", ratings.rectify(stream, ""))
    press(department.desk, "八", ratings.rectify(stream, "窗口重新培训，清单张贴"))
    answer = press(supervisor.desk, "九", ratings.revisit(stream, "电话告知整改情况"))
    assert at(clerk, stream) is Stage.TO_LOOK
    ratings.rate(clerk.desk, "再评", str(answer["code"]), Verdict(Grade.UNSATISFIED))
    assert at(clerk, stream) is Stage.MENDING
    press(department.desk, "十", ratings.rectify(stream, "负责人上门说明"))
    code = str(press(supervisor.desk, "十一", ratings.revisit(stream, "上门回访"))["code"])
    ratings.rate(clerk.desk, "再评二", code, Verdict(Grade.SATISFIED))
    assert at(clerk, stream) is Stage.CLOSED
    assert clerk.desk.store.verify().ok


def test_an_appeal_of_the_rated_and_its_review(clerk: Clerk) -> None:
    stream = rated(delivered(clerk))
    supervisor = clerk.another("督查", "督查", "督查专员")
    press(supervisor.desk, "一", ratings.contact(stream, "属实", "没有一次说清", "解释说明"))
    press(clerk.reviewer("city-management").desk, "二", ratings.appeal(stream, "告知书当日送达，有签收"))
    with pytest.raises(Faults, match="复核结果请从"):
        press(supervisor.desk, "三", ratings.decide_appeal(stream, "再说", "x"))
    press(supervisor.desk, "四", ratings.decide_appeal(stream, "成立", "签收属实"))
    assert at(clerk, stream) is Stage.STRUCK


def test_codes_and_words_that_cannot_be(clerk: Clerk) -> None:
    code = invited(delivered(clerk))
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    for given, sentence in (("12345", "评价码是12位数字"), (wrong, "有一位或两位输错")):
        with pytest.raises(ValueError, match=sentence):
            ratings.rate(clerk.desk, given, given, BAD)
    with pytest.raises(Refusal, match="没有这个评价码"):
        ratings.rate(clerk.desk, "别的", ratings.code_of("别的"), BAD)
    with pytest.raises(Refusal, match="意见最多500字，现有501字"):
        ratings.rate(clerk.desk, "长", code, Verdict(Grade.FAIR, (), "长" * 501))
    with pytest.raises(Refusal, match="不在“满意”的清单里"):
        ratings.rate(clerk.desk, "理由", code, Verdict(Grade.SATISFIED, ("115",)))
    with pytest.raises(Refusal, match="没有这次评价"), clerk.desk.store.look() as look:
        ratings.found(look, clerk.stream)


def test_one_touch_of_the_screen_counts_once(clerk: Clerk) -> None:
    code = invited(delivered(clerk))
    ratings.rate(clerk.desk, "同一次", code, BAD)
    ratings.rate(clerk.desk, "同一次", code, BAD)
    assert len(lines_of(clerk, "rating/")) == 1


def test_what_was_late_and_what_proved_true_counts_in_the_assessment_without_the_rater(clerk: Clerk) -> None:
    stream = rated(delivered(clerk))
    clerk.on("11-11")
    supervisor = clerk.another("督查", "督查", "督查专员")
    press(supervisor.desk, "联系", ratings.contact(stream, "属实", "没有一次说清", "立行立改"))
    clerk.on("12-01")
    found = assessment(clerk.desk, "2026-11")
    told = [(row.name, one.mark.kind, one.code, one.enterprise) for row in found.departments for one in row.marks]
    hidden = ("评〔2026〕0001号", "（隐去评价人）")
    assert sorted(told) == sorted(
        [("窗口", "差评逾期未联系", *hidden), ("城管", "差评属实", *hidden), ("城管", "差评整改超期", *hidden)]
    )

"""What is wrong with a receipt is said at once, one clear sentence each, and nothing is recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bingliang.desk.casework import acceptance
from bingliang.desk.errors import Faults
from bingliang.desk.intake import receiving as intake
from bingliang.ledger.acts import Refusal
from tests.clerk import BEARER, FIRM, PROJECT, Clerk, at_work

FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("enterprise.credit_code", {"enterprise": {**FIRM, "credit_code": "914306000000009910"}}, "校验不符"),
    ("enterprise.credit_code", {"enterprise": {**FIRM, "credit_code": "11010519491231002X"}}, "这是居民身份证号码"),
    ("enterprise.credit_code", {"enterprise": {**FIRM, "credit_code": ""}}, "没有填写"),
    ("enterprise.name", {"enterprise": {**FIRM, "name": " "}}, "企业名称未填"),
    ("project.name", {"project": {**PROJECT, "name": ""}}, "项目名称未填"),
    ("project.code", {"project": {**PROJECT, "code": "2609-4306"}}, "项目代码"),
    ("project.project_type", {"project": {**PROJECT, "project_type": ""}}, "项目类型未选"),
    ("items", {"project": {**PROJECT, "project_type": "XX"}}, "不在目录中"),
    ("handler.name", {"handler": replace(BEARER, name="")}, "交件人姓名未填"),
    ("handler.id_number", {"handler": replace(BEARER, id_number="440524188001010015")}, "身份证"),
    ("handler.phone", {"handler": replace(BEARER, phone="1390000")}, "电话"),
    ("items", {"answers": {"Q-NONE": True}}, "情形问题"),
]


@pytest.mark.parametrize(("field", "given", "said"), FAULTS)
def test_a_receipt_with_a_fault(clerk: Clerk, field: str, given: dict[str, Any], said: str) -> None:
    visit = replace(clerk.on("10-12").visit("S3-09"), **given)
    found = clerk.nothing_recorded(lambda: clerk.hands_in(visit))
    assert isinstance(found, Faults)
    assert [name for name, _ in found.faults] == [field]
    assert said in str(found)
    assert str(found).endswith("。")


def test_all_faults_are_told_at_once(clerk: Clerk) -> None:
    visit = replace(
        clerk.on("10-12").visit("S3-09"),
        enterprise={**FIRM, "credit_code": "1"},
        project={"name": ""},
        items=("S3-09", "S3-09", "S9-99"),
        handler=intake.Bearer("", "居民身份证", "1", ""),
        received_at=clerk.clock.now + timedelta(days=1),
    )
    found = clerk.nothing_recorded(lambda: clerk.hands_in(visit))
    assert isinstance(found, Faults)
    assert [name for name, _ in found.faults] == [
        "enterprise.credit_code", "project.name", "project.project_type", "project.site", "received_at", "handler.name",
        "handler.id_number", "handler.phone", "items", "items",
    ]  # fmt: skip
    assert "重复选择" in str(found)
    assert "目录中没有事项“S9-99”" in str(found)
    assert "晚于今天" in str(found)


def test_no_item_at_all(clerk: Clerk) -> None:
    visit = replace(clerk.on("10-12").visit("S3-09"), items=())
    assert "没有选择事项" in str(clerk.nothing_recorded(lambda: clerk.hands_in(visit)))


def test_an_item_that_does_not_fit_the_project_is_refused_with_its_article(clerk: Clerk) -> None:
    visit = replace(clerk.on("10-12").visit("S3-09"), items=("S2-11",))
    found = clerk.nothing_recorded(lambda: clerk.hands_in(visit))
    assert isinstance(found, Refusal)
    assert "不适用于" in str(found)


def test_an_item_without_a_list_asks_for_the_clerks_own(clerk: Clerk) -> None:
    clerk.on("10-12")
    assert "自列材料" in str(clerk.nothing_recorded(lambda: clerk.receives("S3-14")))
    clerk.receives("S3-14", own=("施工图",), hold_consent=True)
    assert [row["name"] for row in clerk.case.materials if row["for"] == [1]][-1] == "施工图"


@pytest.mark.parametrize(("state", "said"), [("容缺", "不在公布的可容缺清单"), ("旧", "应为齐、缺、容缺之一")])
def test_a_material_in_a_state_it_cannot_have(clerk: Clerk, state: str, said: str) -> None:
    visit = clerk.on("10-12").visit("S3-09")
    wrong = (replace(visit.materials[0], state=state), *visit.materials[1:])
    assert said in str(clerk.nothing_recorded(lambda: clerk.hands_in(intake.with_materials(visit, wrong))))


def test_typed_as_the_scanner_gives_it(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09", enterprise={**FIRM, "credit_code": "９１４３０６００ 0000 0099 19"})
    assert clerk.case.enterprise["credit_code"] == "914306000000009919"


def test_the_same_press_twice_is_one_case(clerk: Clerk) -> None:
    visit = clerk.on("10-12").visit("S3-09")
    first = intake.receive(clerk.desk, "press/same", visit)
    before = clerk.state()
    assert intake.receive(clerk.desk, "press/same", visit) == first
    assert clerk.state() == before
    clerk.stream = str(first["stream"])
    assert acceptance.accept(clerk.desk, "press/accept", clerk.stream, [1], clerk.today) == acceptance.accept(
        clerk.desk, "press/accept", clerk.stream, [1], clerk.today
    )
    assert [entry.act for entry in clerk.entries].count("accept") == 1


def test_receipt_numbers_are_one_series_and_acceptance_numbers_another(clerk: Clerk) -> None:
    codes = [clerk.on("10-12").receives("S3-09").case.code for _ in range(3)]
    assert [code[8:12] for code in codes] == ["0001", "0002", "0003"]
    clerk.accepts(1)
    acceptance_ = clerk.item(1).acceptance
    assert acceptance_ is not None
    assert "受理第0001号" in acceptance_.number


def test_a_receipt_entered_later_names_its_reason(clerk: Clerk) -> None:
    visit = replace(clerk.on("10-13").visit("S3-09"), received_at=clerk.clock.now - timedelta(days=1))
    assert "补录" in str(clerk.nothing_recorded(lambda: clerk.hands_in(visit)))
    clerk.late("停电，手工凭证第7号").hands_in(visit)


def test_acts_on_what_is_not_there(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    assert "没有第7项" in str(clerk.nothing_recorded(lambda: clerk.accepts(7)))
    clerk.stream = "case/none"
    assert "没有这一办件" in str(clerk.nothing_recorded(lambda: clerk.accepts(1)))


def test_dates_in_the_future_or_out_of_order(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").on("10-14")
    assert "晚于今天" in str(clerk.nothing_recorded(lambda: clerk.accepts(1, when="10-15")))
    assert "早于前一环节" in str(clerk.late("补").nothing_recorded(lambda: clerk.late("补").accepts(1, when="10-11")))
    clerk.accepts(1).grants(1)
    assert "早于前一环节" in str(clerk.nothing_recorded(lambda: clerk.late("补").delivers(1, when="10-13")))


def test_forms_left_empty(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-07", "S3-09")
    assert "至少选择一项" in str(clerk.nothing_recorded(clerk.withdraws))
    assert "撤回原因" in str(clerk.nothing_recorded(lambda: clerk.withdraws(1, reason=" ")))
    assert "没有填写需要补正的内容" in str(clerk.nothing_recorded(clerk.tells_once))
    assert "问题、应提交什么" in str(clerk.nothing_recorded(lambda: clerk.tells_once((1, " "))))
    assert "须晚于告知日" in str(clerk.nothing_recorded(lambda: clerk.tells_once((1, "申请表"), until="10-12")))
    for ground, said in (
        ("其他", "不是不予受理的法定理由"),
        ("不属本机关职权", "应当告知向哪个机关申请"),
        ("限制期内再次申请", "届满日"),
        ("补正逾期", "未经一次性告知"),
    ):
        assert said in str(clerk.nothing_recorded(partial(clerk.declines, 1, ground)))
    assert "说明理由" in str(clerk.nothing_recorded(lambda: clerk.declines(1, "法律另有规定", " ")))
    clerk.accepts(1, 2)
    assert "至少1个工作日" in str(clerk.nothing_recorded(lambda: clerk.asks(1, days=0)))
    assert "哪个单位" in str(clerk.nothing_recorded(lambda: clerk.asks(1, department=" ")))
    assert "没有向" in str(clerk.nothing_recorded(lambda: clerk.hears(1)))
    clerk.asks(1)
    assert "文号" in str(clerk.nothing_recorded(lambda: clerk.hears(1, document="")))
    clerk.hears(1)
    assert "理由和依据" in str(clerk.nothing_recorded(lambda: clerk.refuses(1, reasons="")))
    clerk.grants(1)
    assert "送达方式" in str(clerk.nothing_recorded(lambda: clerk.delivers(1, means="飞鸽")))
    assert "签收人" in str(clerk.nothing_recorded(lambda: clerk.delivers(1, receiver=" ")))
    clerk.notifies(1).delivers(1, means="邮寄送达", tracking="EMS 1012 3344 005")
    assert clerk.papers("delivery")[0].facts["delivery"]["by_post"] is True


@pytest.mark.parametrize("ground", ["提供虚假材料", "限制期内再次申请", "法律另有规定", "不属本机关职权"])
def test_every_ground_of_non_acceptance_prints(clerk: Clerk, ground: str) -> None:
    given = {"right_body": "岳阳市交通运输局", "barred_until": clerk.on("10-12").today + timedelta(days=365)}
    clerk.receives("S3-07").declines(1, ground, "《示范条例》第三条：提供的权属证明系伪造", **given)
    assert {paper.form for paper in clerk.case.papers} >= {"non_acceptance", "returned_materials"}
    assert all(paper.sm3 for paper in clerk.case.papers)


def test_no_need_of_a_permit_must_be_grounded(clerk: Clerk) -> None:
    from bingliang.desk.casework import endings

    clerk.on("10-12").receives("S3-07")
    said = clerk.nothing_recorded(lambda: endings.tell_not_required(clerk.desk, "x", clerk.stream, 1, clerk.today, " "))
    assert "依据" in str(said)
    clerk.tells_not_required(1)


def test_a_counter_at_a_new_place_reads_what_another_wrote(database: str) -> None:
    first = at_work(database)
    first.on("10-12").receives("S3-09").accepts(1)
    first.desk.close()
    second = at_work(database)
    second.stream, second.presses = first.stream, [100]
    second.on("10-14").grants(1)
    assert second.item(1).decision is not None
    second.desk.close()

"""折叠: lines add up to a case; a correction counts, an unknown act changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bingliang.ledger.acts import Draft, Entry
from bingliang.ledger.case import ItemState
from bingliang.ledger.catalogue import Unit
from bingliang.ledger.folding import amended, extended, fold
from tests.clerk import day

AT = datetime(2026, 10, 12, 1, 26, tzinfo=UTC)
FIRST: dict[str, Any] = {
    "code": "20261012000182",
    "received_on": "2026-10-12",
    "enterprise": {"name": "岳阳示例精工有限公司（虚构）", "credit_code": "914306000000009919"},
    "project": {"name": "智能零部件生产线（虚构）"},
    "items": [
        {"no": 1, "item": "S3-09", "name": "建筑垃圾", "body": "city-management", "handling": "承诺件", "mode": "formal", "completeness": None},
        {"no": 2, "item": "S3-03", "name": "施工许可", "body": "housing", "handling": "承诺件", "mode": "hold", "waits_for": [{"no": 1, "text": "《一》"}], "completeness": {"value": 3, "unit": "workday", "start": "received"}},
    ],
    "materials": [{"name": "申请表", "for": [1], "state": "齐"}, {"name": "方案", "for": [1], "state": "缺"}],
}  # fmt: skip
TAKEN = {
    "item": 1,
    "accepted_on": "2026-10-14",
    "started_on": "2026-10-14",
    "limit": {"value": 20, "unit": "workday", "start": "accepted"},
}
STEP = {
    "item": 1,
    "name": "专家评审",
    "ground": "第四十五条",
    "started_on": "2026-10-15",
    "served_on": "2026-10-15",
    "told_days": 5,
    "told_until": "2026-10-22",
}


def lines(*acts: tuple[str, dict[str, Any]]) -> list[Entry]:
    every = [("receive", FIRST), *acts]
    return [Entry("case/1", seq, f"r{seq}", AT, "甲", "3", act, facts) for seq, (act, facts) in enumerate(every, 1)]


def folded(*acts: tuple[str, dict[str, Any]]) -> Any:  # noqa: ANN401 - the case, never None here
    return fold(lines(*acts))


def test_a_receipt_opens_the_case() -> None:
    case = folded()
    assert (case.received_at, case.channel, case.counter, case.clerk, case.joint) == (
        "2026-10-12",
        "窗口",
        "3",
        "甲",
        "",
    )
    assert [item.state for item in case.items.values()] == [ItemState.RECEIVED, ItemState.WAITING]
    assert [item.completeness.value for item in case.items.values()] == [5, 3]
    assert case.items[2].held_on == day("10-12")


def test_no_case_without_a_receipt() -> None:
    assert fold([]) is None
    assert fold(lines(("accept", TAKEN))[1:]) is None


def test_an_act_of_a_later_program_changes_nothing() -> None:
    case = folded(("unheard_of", {"item": 1}))
    assert (case.items[1].state, case.seq) == (ItemState.RECEIVED, 2)


def test_from_notice_to_acceptance() -> None:
    notice = {"items": [1], "on": "2026-10-14", "until": "2026-10-28", "defects": [{"item": 1, "material": "方案"}]}
    part = {"items": [1], "on": "2026-10-16", "complete": False, "pieces": []}
    rest = {"items": [1], "on": "2026-10-20", "complete": True, "pieces": [{"name": "方案"}, {"name": "说明"}]}
    case = folded(
        ("notify_once", notice),
        ("prolong_correction", {"items": [1], "until": "2026-11-02"}),
        ("take_corrections", part),
    )
    assert (case.items[1].state, case.items[1].correction_until) == (ItemState.CORRECTING, day("11-02"))
    case = folded(("notify_once", notice), ("take_corrections", part), ("take_corrections", rest), ("accept", TAKEN))
    assert case.items[1].corrected_on == day("10-20")
    assert [(row["name"], row["state"]) for row in case.materials] == [("申请表", "齐"), ("方案", "齐"), ("说明", "齐")]
    assert case.items[1].state is ItemState.HANDLING


def test_steps_extensions_and_opinions() -> None:
    asked = {"item": 1, "department": "交警", "on": "2026-10-14", "reply_by": "2026-10-16"}
    other = {**asked, "department": "城管"}
    said = {"item": 1, "department": "交警", "on": "2026-10-15", "opinion": "无意见"}
    more = {"item": 1, "days": 10, "approved_on": "2026-11-10"}
    frame = {**more, "days": 15, "frame": True}
    case = folded(
        ("accept", TAKEN), ("dispatch", {"item": 1, "on": "2026-10-14", "department": "water"}), ("stop", STEP),
        ("stop", {**STEP, "name": "听证"}), ("resume", {"item": 1, "name": "专家评审", "result_on": "2026-10-20"}),
        ("extend", more), ("extend", frame), ("ask_opinion", asked), ("ask_opinion", other), ("give_opinion", said),
    )  # fmt: skip
    item = case.items[1]
    assert [(step.name, step.result_on, step.told_unit) for step in item.steps] == [
        ("专家评审", day("10-20"), Unit.WORKDAY), ("听证", None, Unit.WORKDAY),
    ]  # fmt: skip
    assert (item.extension.days, item.frame_extension.days, item.department) == (10, 15, "water")
    assert [(one.department, one.opinion) for one in item.opinions] == [("交警", "无意见"), ("城管", "")]


def test_to_the_end() -> None:
    granted = {"item": 1, "on": "2026-10-21", "document": "示范1号", "content": "准予", "article": "第三十八条"}
    case = folded(
        ("accept", TAKEN), ("forward", {"item": 1, "on": "2026-10-16"}), ("grant", granted),
        ("explain_overrun", {"item": 1, "on": "2026-10-21"}), ("notify_collection", {"item": 1, "on": "2026-10-21"}),
        ("deliver", {"item": 1, "on": "2026-10-22", "means": "邮寄送达"}), ("verify_pledge", {"item": 1, "on": "2026-11-26", "true": False}),
        ("withdraw", {"items": [2], "on": "2026-10-22", "reason": "调整"}), ("return_materials", {"items": [2], "on": "2026-10-22"}),
        ("close", {"on": "2026-10-22"}),
    )  # fmt: skip
    item = case.items[1]
    assert (item.forwarded_on, item.explained_on, item.notified_on) == (day("10-16"), day("10-21"), day("10-21"))
    assert (item.delivered_by, item.verified_true, item.decision.content) == ("邮寄送达", False, "准予")
    assert (case.items[2].ending.act, case.closed_on) == ("withdraw", day("10-22"))


def test_other_endings() -> None:
    for act in ("decline", "not_required"):
        assert folded((act, {"item": 1, "on": "2026-10-14"})).items[1].ending.act == act
    gone = folded(("return_materials", {"items": [2], "on": "2026-10-22", "ends": True}))
    assert gone.items[2].ending.act == "return_materials"
    assert folded(("formalise", {"item": 2, "on": "2026-10-21"})).items[2].received_on == day("10-21")
    deemed = folded(("deem_accepted", {**TAKEN, "deemed": True}))
    assert deemed.items[1].acceptance.deemed
    renamed = folded(("change_applicant", {"enterprise": {"name": "新名"}}))
    assert renamed.enterprise == {"name": "新名"}


def test_papers_are_drawn_issued_and_voided() -> None:
    drawn = {"form": "receipt", "number": "收1号", "title": "收件凭证", "on": "2026-10-12", "facts": {}}
    case = folded(
        ("draw_up", drawn), ("draw_up", {**drawn, "items_on": [1]}), ("issue", {"paper": 2, "sm3": "ab", "pages": 1}),
        ("void", {"paper": 3, "reason": "误"}),
    )  # fmt: skip
    assert [(paper.sm3, paper.pages, paper.void_reason, paper.items) for paper in case.papers] == [
        ("ab", 1, "", ()), ("", 0, "误", (1,)),
    ]  # fmt: skip


def test_a_running_case_is_taken_over_with_what_it_had() -> None:
    running = {**TAKEN, "steps": [STEP], "extension": {"days": 5, "approved_on": "2026-11-01"}}
    first, second = FIRST["items"]
    facts = {**FIRST, "items": [{**first, "running": running}, {**second, "running": {**TAKEN, "item": 2}}]}
    case = fold([Entry("case/1", 1, "r", AT, "甲", "3", "migrate", facts)])
    assert case is not None
    assert case.migrated
    assert case.items[1].extension is not None
    assert len(case.items[1].steps) == 1
    assert case.items[2].extension is None
    assert case.items[1].dispatched_on == day("10-14")


def test_corrections_add_up_and_a_struck_line_is_gone() -> None:
    every = lines(
        ("accept", TAKEN),
        ("amend", {"seq": 2, "facts": {"accepted_on": "2026-10-13"}}),
        ("amend", {"seq": 2, "facts": {"number": "新号"}}),
    )
    assert amended(every)[1].facts["accepted_on"] == "2026-10-13"
    assert amended(every)[1].facts["number"] == "新号"
    assert every[1].facts == TAKEN
    struck = fold([*every, Entry("case/1", 5, "r5", AT, "甲", "3", "amend", {"seq": 2, "strike": True})])
    assert struck is not None
    assert struck.items[1].acceptance is None


def test_drafts_are_seen_as_they_will_stand() -> None:
    like = lines()[0]
    seen = extended(lines(), [Draft("case/1", "accept", TAKEN)], like)
    assert (seen[-1].seq, seen[-1].act) == (2, "accept")
    assert extended([], [Draft("case/1", "receive", FIRST)], like)[0].seq == 1


def test_a_ruling_without_an_objection_changes_nothing() -> None:
    ruling = {"item": 1, "on": "2026-10-16", "department": "water"}
    objection = {"item": 1, "on": "2026-10-15", "ground": "不属本部门职责"}
    assert folded(("rule", ruling)).items[1] == folded().items[1]
    ruled = folded(("disown", objection), ("rule", ruling)).items[1]
    assert (ruled.department, ruled.objection.ruled_on, ruled.objection.ruled_to) == ("water", day("10-16"), "water")


def test_an_item_is_supplemented_when_nothing_of_its_own_is_still_out() -> None:
    out = [{"name": name, "for": [1], "state": "容缺"} for name in ("方案", "图纸")]
    received = lines()[0]
    opened = Entry("case/1", 1, "r1", AT, "甲", "3", "receive", {**received.facts, "materials": out})

    def after(*names: str) -> Any:  # noqa: ANN401 - the case, never None here
        came = [
            ("supplement", {"item": 1, "on": f"2026-10-{20 + at}", "pieces": [{"name": name}]})
            for at, name in enumerate(names)
        ]
        return fold([opened, *lines(*came)[1:]])

    assert [row["state"] for row in after("方案").materials] == ["齐", "容缺"]
    assert after("方案").items[1].supplemented_on is None
    assert after("方案", "图纸").items[1].supplemented_on == day("10-21")

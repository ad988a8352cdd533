"""投诉: registered without a name, handed over, answered by its day, reopened, late in 督办, counted in 统计; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bingliang.boards.balance import Filter
from bingliang.desk import words
from bingliang.desk.acts.press import Press, press
from bingliang.desk.acts.rehearsal import Done
from bingliang.desk.complaints import handling
from bingliang.desk.complaints.forms import COMPLAINTS, form_of, offers
from bingliang.desk.complaints.handling import Reply, Told
from bingliang.desk.complaints.view import ComplaintFilter, complaint_view, complaints_of
from bingliang.desk.errors import Faults
from bingliang.desk.statistics.figures import Figures, figures
from bingliang.desk.statistics.periods import Stretch, period_of
from bingliang.desk.statistics.sheets import save_workbook
from bingliang.desk.supervision.elsewhere import elsewhere
from bingliang.desk.supervision.rows import MatterFilter
from bingliang.ledger.acts import Refusal, Who
from tests.clerk import Clerk

OFFICE = "区督查室（示范）"
SUPERVISOR, LEADER = Who("督查专员", "后台", "督查"), Who("分管领导", "后台", "领导")
TRUTH = Reply("属实", "已查明并答复企业", "当天退还多收的材料")


def told(clerk: Clerk, **more: Any) -> Told:  # noqa: ANN401 - any field
    given = Told(clerk.today, "电话", "企业", "城管", "要求清单以外的材料", "要了清单上没有的材料", OFFICE, days=5)
    return replace(given, **more)


def does(clerk: Clerk, made: Press, who: Who | None = None) -> str:
    desk = clerk.desk if who is None else replace(clerk.desk, who=who)
    return str(press(desk, clerk.press(), made)["streams"][0])


def supervisor(clerk: Clerk) -> Any:  # noqa: ANN401 - a desk
    return replace(clerk.desk, who=SUPERVISOR)


def month(clerk: Clerk, body: str = "") -> Figures:
    return figures(clerk.desk, period_of(clerk.today, Stretch.MONTH), Stretch.MONTH, Filter(body))


def test_a_complaint_about_a_case_is_handed_over_and_the_case_tells_of_it(clerk: Clerk) -> None:
    clerk.on("12-01").receives("S3-07")
    clerk.on("12-02")
    made = handling.register(told(clerk, code=clerk.case.code, ticket="工单7"))
    assert press(clerk.desk, "投-1", made) == press(clerk.desk, "投-1", made), "one press, one complaint"
    ((row,), counts) = (complaints_of(clerk.desk).rows, dict(complaints_of(clerk.desk).counts))
    assert (row.number, row.against, row.department, row.when) == (
        "投诉〔2026〕0001号", "城管", OFFICE, "12-09，余 5 日",
    )  # fmt: skip
    assert (counts[ComplaintFilter.OPEN], counts[ComplaintFilter.LATE]) == (1, 0)
    with clerk.desk.store.look() as look:
        line = look.entries(clerk.stream)[-1]
    assert words.entry(clerk.case, line) == (
        f"投诉〔2026〕0001号 · 工单7 · 要求清单以外的材料，{OFFICE}在2026-12-09前答复"
    )
    assert "要了清单上没有的材料" not in str(line.facts), "the words of the complainant stay on the complaint"
    view = complaint_view(clerk.desk, row.stream)
    assert view.sentence == f"{OFFICE}核查，2026-12-09前答复，还有 5 个工作日。"
    assert dict(view.facts)["办件"].startswith(clerk.case.code)
    clerk.on("12-08")
    does(clerk, handling.answer(row.stream, TRUTH), SUPERVISOR)
    with clerk.desk.store.look() as look:
        assert look.entries(clerk.stream)[-1].facts["note"] == f"{OFFICE}已答复，属实"
    (done,) = complaints_of(clerk.desk, ComplaintFilter.UPHELD).rows
    assert done.when == "属实"
    assert complaint_view(clerk.desk, done.stream).answer == "属实。已查明并答复企业\n纠正：当天退还多收的材料"
    assert clerk.desk.store.verify().ok


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"words": "他叫某某，电话13900000009"}, "words"),
        ({"words": "身份证440524188001010014"}, "words"),
        ({"channel": "梦里"}, "channel"),
        ({"by": "张三"}, "by"),
        ({"kind": "没有"}, "kind"),
        ({"against": "没有这个部门"}, "against"),
        ({"department": " "}, "department"),
        ({"against": "窗口", "department": "窗口"}, "department"),
        ({"on": date(2026, 10, 1)}, "on"),
        ({"on": date(2026, 12, 2)}, "on"),
        ({"code": "20261201000199"}, "case"),
    ],
)
def test_what_is_told_must_hold_and_names_nobody(clerk: Clerk, wrong: dict[str, Any], field: str) -> None:
    clerk.on("12-01")
    with pytest.raises(Faults) as said:
        does(clerk, handling.register(told(clerk, **wrong)))
    assert [name for name, _ in said.value.faults] == [field]


def test_the_day_is_the_tickets_or_the_zones_and_passing_on_does_not_move_it(clerk: Clerk) -> None:
    clerk.on("12-01")
    with pytest.raises(Refusal, match="答复期限请写工作日数"):
        does(clerk, handling.register(told(clerk, days=0)))
    with pytest.raises(Refusal, match="早于收到投诉的2026-12-01"):
        does(clerk, handling.register(told(clerk, until=date(2026, 11, 30))))
    stream = does(clerk, handling.register(told(clerk, until=date(2026, 12, 4))))
    with pytest.raises(Refusal, match="窗口无权办理“投诉移交”"):
        does(clerk, handling.pass_on(stream, "城管", "该部门主管"))
    with pytest.raises(Refusal, match=f"现在就由{OFFICE}答复"):
        does(clerk, handling.pass_on(stream, OFFICE, "理由"), SUPERVISOR)
    with pytest.raises(Refusal, match="请写明移交的理由"):
        does(clerk, handling.pass_on(stream, "城管", " "), LEADER)
    with pytest.raises(Faults, match="请填写由哪个单位"):
        does(clerk, handling.pass_on(stream, " ", "理由"), LEADER)
    clerk.on("12-03")
    does(clerk, handling.pass_on(stream, "城管", "服务事项由它主管"), LEADER)
    (row,) = complaints_of(clerk.desk).rows
    assert (row.department, row.due) == ("城管", date(2026, 12, 4))
    office = clerk.reviewer("city-management")
    assert [one.stream for one in complaints_of(office.desk).rows] == [stream]
    assert complaints_of(clerk.reviewer("water").desk).rows == ()
    with pytest.raises(Refusal, match="不是本部门的"):
        does(clerk, handling.answer(stream, TRUTH), clerk.reviewer("water").desk.who)
    with pytest.raises(Refusal, match="窗口只登记交给窗口的"):
        does(clerk, handling.answer(stream, TRUTH))
    does(clerk, handling.answer(stream, TRUTH), office.desk.who)


def test_an_answer_says_what_was_found_and_what_was_put_right(clerk: Clerk) -> None:
    clerk.on("12-01")
    stream = does(clerk, handling.register(told(clerk)))
    for wrong, said in (
        (replace(TRUTH, outcome="好"), "核查结果只有"),
        (replace(TRUTH, answer=" "), "请写明怎样答复投诉人"),
        (replace(TRUTH, measure=""), "请写明怎样纠正"),
    ):
        with pytest.raises(Refusal, match=said):
            does(clerk, handling.answer(stream, wrong), SUPERVISOR)
    for wrong, said in (
        (replace(TRUTH, answer="已打13900000009告知"), "电话号码或者证件号码"),
        (replace(TRUTH, on=date(2026, 11, 30)), "早于交办或者晚于今天"),
    ):
        with pytest.raises(Faults, match=said):
            does(clerk, handling.answer(stream, wrong), SUPERVISOR)
    of_counter = does(clerk, handling.register(told(clerk, against="窗口")))
    with pytest.raises(Refusal, match="窗口不登记自己的"):
        does(clerk, handling.answer(of_counter, TRUTH))
    does(clerk, handling.answer(does(clerk, handling.register(told(clerk))), TRUTH))
    does(clerk, handling.answer(stream, Reply("不属实", "录像为证，已说明", "")), SUPERVISOR)
    with pytest.raises(Refusal, match="已于2026-12-01答复（不属实）"):
        does(clerk, handling.answer(stream, TRUTH), SUPERVISOR)
    with pytest.raises(Refusal, match="没有这件投诉"), clerk.desk.store.look() as look:
        handling.found(look, "complaint/none")


def test_what_was_not_answered_is_late_in_the_supervisors_list_and_can_be_handed_over_anew(clerk: Clerk) -> None:
    clerk.on("12-01").receives("S3-07")
    stream = does(clerk, handling.register(told(clerk, code=clerk.case.code)))
    with pytest.raises(Refusal, match="还没有答复"):
        does(clerk, handling.reopen(stream, OFFICE, "理由", 5), SUPERVISOR)
    assert elsewhere(supervisor(clerk)) == ()
    clerk.on("12-10")
    (row,) = elsewhere(supervisor(clerk))
    assert (row.state, row.word, row.rung, row.place, row.subject, row.remaining) == (
        MatterFilter.ELSEWHERE, "投诉", "逾期未答复", "咨询投诉", stream, -2,
    )  # fmt: skip
    assert complaints_of(clerk.desk, ComplaintFilter.LATE).rows[0].when == "逾期 2 个工作日"
    assert "已逾期 2 个工作日" in complaint_view(clerk.desk, stream).sentence
    does(clerk, handling.answer(stream, TRUTH), SUPERVISOR)
    assert elsewhere(supervisor(clerk)) == ()
    assert "比期限迟 2 个工作日" in complaint_view(clerk.desk, stream).sentence
    assert "（迟 2 个工作日）" in complaint_view(clerk.desk, stream).history[0]
    with pytest.raises(Faults, match="为什么重新交办"):
        does(clerk, handling.reopen(stream, "", " ", 5), SUPERVISOR)
    does(clerk, handling.reopen(stream, OFFICE, "多收的没有退", 3), SUPERVISOR)
    view = complaint_view(clerk.desk, stream)
    assert view.sentence.startswith(f"第1次重新交办，{OFFICE}核查，2026-12-15前答复")
    assert view.answer == ""
    assert "重新交办" in view.history[0]
    with clerk.desk.store.look() as look:
        assert look.entries(clerk.stream)[-1].facts["note"] == "重新交办，2026-12-15前答复"
    assert clerk.desk.store.verify().ok


def test_a_period_counts_what_came_in_by_who_was_complained_of(clerk: Clerk, tmp_path: Path) -> None:
    clerk.on("12-01").receives("S3-07").accepts(1)
    late = does(clerk, handling.register(told(clerk)))
    does(clerk, handling.register(told(clerk, against="窗口")))
    clerk.on("12-02")
    does(clerk, handling.answer(does(clerk, handling.register(told(clerk, against="城管"))), TRUTH), SUPERVISOR)
    clerk.on("12-10")
    shown = month(clerk)
    assert shown.complained.words == "投诉 3 件，窗口 1（已答复 1，属实 1，逾期 2）"
    assert shown.complained.of("city-management") == 2
    assert month(clerk, "water").complained.words == "投诉 0 件"
    save_workbook(shown, tmp_path / "统计.xlsx")
    rows = list(load_workbook(tmp_path / "统计.xlsx")["按部门"].iter_rows(values_only=True))
    heads = next(row for row in rows if row[0] == "部门")
    at = heads.index("投诉")
    assert next(row for row in rows if row[0] == "合计")[at] == 3
    assert next(row for row in rows if row[0] == "城管")[at] == 2
    assert late


def test_the_sheets_say_what_follows_and_the_menu_who_may(clerk: Clerk) -> None:
    clerk.on("12-30").receives("S3-07")
    form = form_of(clerk.desk, "register_complaint", code=clerk.case.code)
    values = dict(form.values)
    assert values["complaint_against"] == "城管", "the department of the case"
    assert COMPLAINTS.trial(clerk.desk, form, "", "投", values).lacking == ("投诉什么",)
    values |= {"complaint_words": "要多交", "complaint_department": "城管", "complaint_days": "x"}
    assert COMPLAINTS.trial(clerk.desk, form, "", "投", values).rehearsed.faults[0][0] == "complaint_days"
    values |= {"complaint_days": "5"}
    trial = COMPLAINTS.trial(clerk.desk, form, "", "投", values)
    found = trial.rehearsed.consequence
    assert found is not None
    assert f"办件{clerk.case.code}的流转记录" in found.sentences[1]
    assert "暂定" in found.warnings[0]
    assert "承办的就是被投诉的一方" in found.warnings[1]
    assert trial.rehearsed.shown is not None
    done = COMPLAINTS.confirm(clerk.desk, form, "", "投", values, trial.rehearsed.shown)
    assert isinstance(done, Done)
    stream = str(done.answer["streams"][0])
    assert [(one.name, one.natural, bool(one.forbidden)) for one in offers(clerk.reviewer("city-management").desk, stream)] == [
        ("answer_complaint", True, False), ("pass_complaint", False, True), ("reopen_complaint", False, True),
    ]  # fmt: skip
    boss = supervisor(clerk)
    assert [one.initials for one in offers(boss, stream)] == ["tsdf", "tsyj", "tscxjb"]
    passing = form_of(boss, "pass_complaint", stream)
    moved = {"complaint_department": "区纪工委（示范）", "complaint_reason": "涉及作风"}
    told_ = COMPLAINTS.trial(boss, passing, stream, "移", {**passing.values, **moved}).rehearsed.consequence
    assert told_ is not None
    assert "不在部门清单里" in " ".join(told_.warnings)
    answering = form_of(boss, "answer_complaint", stream)
    said = {"complaint_answer": "已说明", "complaint_outcome": "不属实"}
    assert COMPLAINTS.trial(boss, answering, stream, "答", {**answering.values, **said}).rehearsed.shown is not None
    does(clerk, handling.answer(stream, Reply("不属于本区受理", "已告知向市局反映", "")), SUPERVISOR)
    again = form_of(boss, "reopen_complaint", stream)
    filled = {**again.values, "complaint_reason": "对方不满意"}
    assert COMPLAINTS.trial(boss, again, stream, "重", filled).rehearsed.shown is not None

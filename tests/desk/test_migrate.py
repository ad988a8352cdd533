"""Taking over what was running before go-live, and going on with it like with any other case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from bingliang.desk.casework import acceptance, clocks, decisions, delivery, dispatch, endings
from bingliang.desk.demo.story import BEIJING, StoryClock
from bingliang.desk.desk import Desk, stream_of
from bingliang.desk.intake import receiving as intake
from bingliang.desk.migration.migrate import Rejected, apply, preview
from bingliang.ledger.acts import Refusal, Who
from bingliang.ledger.case import ItemState
from bingliang.ledger.catalogue import Unit
from bingliang.mechanism.time_limits.clocks import Clocks
from bingliang.mechanism.time_limits.term import Stop, Term, due
from bingliang.store.finding import search
from tests.desk.migrate_hand import (
    BUILDING,
    EXAMPLE,
    FIRE,
    LAW,
    PAUSED,
    ROAD,
    case_of,
    day,
    lines,
    table,
    take_over,
)

# ── what is taken over ──


def test_number_dates_pauses_and_basis_stay_as_they_are(desk: Desk) -> None:
    take_over(
        desk,
        {
            **PAUSED,
            "承诺时限": "10工作日",
            "延长": "10:2026-10-29:本机关负责人:资料复杂",
            "经办人": "李四",
            "项目类型": "社会投资工业/仓储类",
            "单项工程": "一期厂房",
            "阶段": "1",
        },
    )
    case, item = case_of(desk), case_of(desk).items[1]
    assert (case.code, case.received_on, case.migrated, case.papers) == (
        "消收〔2026〕031号",
        day("2026-10-12"),
        True,
        (),
    )
    assert (case.stage, case.works["name"], case.project["project_type"]) == ("立项用地规划许可", "一期厂房", "SH-GY")
    assert item.acceptance is not None
    assert item.extension is not None
    assert (item.acceptance.on, item.acceptance.number) == (day("2026-10-13"), "消受〔2026〕7号")
    assert item.acceptance.limit is not None
    assert item.acceptance.limit.article == LAW
    assert (item.extension.days, item.extension.approver, item.extension.reason) == (10, "本机关负责人", "资料复杂")
    assert [(step.name, step.result_on) for step in item.steps] == [("委托评估", day("2026-10-20"))]
    assert "第九条" in item.steps[0].ground
    with desk.store.look() as look:
        assert look.person(case.handler).name == "李四"


def test_the_same_engine_computes_the_dates(desk: Desk) -> None:
    stops = (Stop(day("2026-10-15"), day("2026-10-20")),)
    (case,) = take_over(
        desk,
        {**PAUSED, "承诺时限": "10", "延长": "10:2026-10-29"},
    ).cases
    calendar, start = desk.calendar(), day("2026-10-13")
    assert case.items[0].statutory == due(Term(start, 15, Unit.WORKDAY, stops, 10), calendar)
    assert case.items[0].promised == due(Term(start, 10, Unit.WORKDAY, stops), calendar)
    with desk.store.look() as look:
        _, row = look.standing(stream_of("migrate-in/消收〔2026〕031号"))
    assert (row.due_on, row.promised_on) == (case.items[0].statutory.on, case.items[0].promised.on)


def test_a_printed_promise_is_met_to_the_day_and_stops_with_later_pauses(desk: Desk) -> None:
    pause = {"停表": "2026-10-15:2026-10-20", "停表名称依据": "专家评审"}
    shown = preview(
        desk,
        table(
            {"原收件号": "1", "承诺办结日": "2026-10-26"},
            {"原收件号": "2", "承诺办结日": "2026-10-26", **pause},
            # Saturday: stands for Monday (《民法典》第二百零三条)
            {"原收件号": "3", "承诺办结日": "2026-10-24"},
            {"原收件号": "4", "时限": "30", "单位": "自然日", "承诺办结日": "2026-10-24"},
            {"原收件号": "5", "承诺办结日": "2026-10-13"},
            # nothing said: the limit itself is promised
            {"原收件号": "6", "时限": "12", "单位": "工作日"},
        ),
    )
    assert shown.rejected == ()
    promised = [case.items[0].promised.on.isoformat() for case in shown.cases if case.items[0].promised]
    assert promised == ["2026-10-26", "2026-10-29", "2026-10-26", "2026-10-26", "2026-10-13", "2026-10-29"]


def test_a_day_of_unknown_kind_is_counted_both_ways_from_its_own_start(desk: Desk) -> None:
    """《建筑法》第八条: 收到申请之日起七日."""
    (case,) = take_over(desk, {"事项编码": BUILDING, "时限": "７", "单位": "日", "受理日期": "2026年10月13日"}).cases
    line = case.items[0].statutory
    assert line is not None
    assert (line.on, line.by_day, line.by_workday) == (day("2026-10-19"), day("2026-10-19"), day("2026-10-21"))
    started = preview(desk, table({"原收件号": "2", "事项编码": BUILDING, "起算日": "2026/10/13"})).cases[0].items[0]
    assert started.statutory is not None
    assert started.statutory.on == day("2026-10-20")


def test_a_date_beyond_the_last_notice_is_provisional(desk: Desk) -> None:
    (case,) = take_over(desk, {"时限": "60", "单位": "工作日"}).cases
    assert case.provisional
    assert case.items[0].notes == (
        "时限长于目录中的15个工作日（《建设工程消防设计审查验收管理暂行规定》（住建部令第51号）第二十二条），请核对依据",
    )


def test_what_a_later_paper_will_miss_is_said_in_the_preview(desk: Desk) -> None:
    (case,) = preview(desk, table({"项目代码": ""})).cases
    assert case.items[0].notes == ("没有项目代码，承诺书和决定书须补录后才能出具",)


def test_rows_of_one_number_are_one_case(desk: Desk) -> None:
    again = {
        "项目代码": "",
        "事项编码": ROAD,
        "受理日期": "2026-10-14",
        "受理号": "路受3号",
        "依据": "《行政许可法》第四十二条",
    }
    (case,) = take_over(desk, {"单项工程": "一期厂房"}, again).cases
    assert [(item.code, item.statutory.on if item.statutory else None) for item in case.items] == [
        (FIRE, day("2026-11-03")),
        (ROAD, day("2026-11-11")),
    ]
    found = case_of(desk)
    assert [item.acceptance.number for item in found.items.values() if item.acceptance] == [
        "消受〔2026〕7号",
        "路受3号",
    ]
    assert all(item.dispatched_on for item in found.items.values())


def test_enterprise_project_and_works_are_registered_once(desk: Desk) -> None:
    first = {"原收件号": "旧1", "单项工程": "一期厂房"}
    take_over(desk, first, {"原收件号": "旧2", "单项工程": "二期厂房"}, {"原收件号": "旧3", "项目代码": ""})
    one, two, three = (case_of(desk, number) for number in ("旧1", "旧2", "旧3"))
    assert one.enterprise == two.enterprise == three.enterprise
    assert one.project["id"] == two.project["id"] == three.project["id"]
    with desk.store.look() as look:
        (project,) = look.projects_of(one.enterprise["id"])
        assert [works.name for works in project.works] == ["一期厂房", "二期厂房"]
        assert sorted(str(row.code) for row in search(look, "示例精工")) == ["旧1", "旧2", "旧3"]
        assert [row.code for row in search(look, "旧2")] == ["旧2"]
    wrong = preview(desk, table({"原收件号": "4", "企业名称": "别家公司"}, {"原收件号": "5", "项目名称": "别的项目"}))
    assert [row.reason for row in wrong.rejected] == [
        "统一社会信用代码914306000000009919登记的是“岳阳示例精工有限公司（虚构）”，表中为“别家公司”，请核对；企业已更名的先办理变更。",
        "项目代码2609-430600-04-01-100011登记的是“智能零部件生产线（虚构）”，与表中企业或项目名称“别的项目”不符，请核对。",
    ]


def test_one_code_has_one_name_in_the_file(desk: Desk) -> None:
    other = {"企业名称": "别家公司", "项目代码": ""}
    shown = preview(
        desk, table({"原收件号": "1"}, {"原收件号": "2", **other}, {"原收件号": "3", "项目名称": "别的项目"})
    )
    assert [row.reason for row in shown.rejected] == [
        "统一社会信用代码914306000000009919在第2行写作“岳阳示例精工有限公司（虚构）”，这里写作“别家公司”，请核对。",
        (
            "项目代码2609-430600-04-01-100011在第2行写作“岳阳示例精工有限公司（虚构）·智能零部件生产线（虚构）”，"
            "这里写作“岳阳示例精工有限公司（虚构）·别的项目”，请核对。"
        ),
    ]


def test_what_is_received_but_not_accepted_waits_for_acceptance(desk: Desk, clock: StoryClock) -> None:
    waiting = {"原收件号": "2026031", "收件日期": "2026-10-28", "受理日期": "", "受理号": ""}
    (case,) = take_over(desk, waiting).cases
    assert case.items[0].completeness is not None
    assert case.items[0].completeness.on == day("2026-11-04")
    assert case_of(desk, "2026031").items[1].state is ItemState.RECEIVED
    clock.now = datetime(2026, 11, 2, 9, 0, tzinfo=BEIJING)
    acceptance.accept(desk, "受理", case_of(desk, "2026031").stream, [1], day("2026-11-02"))
    accepted = case_of(desk, "2026031")
    assert accepted.items[1].state is ItemState.HANDLING
    assert [paper.form for paper in accepted.papers] == ["acceptance"]
    late = preview(desk, table({**waiting, "原收件号": "2", "收件日期": "2026-10-12"}))
    assert "自收件之日起即为受理（《行政许可法》第三十二条" in late.rejected[0].reason


@pytest.mark.parametrize(
    ("said", "own", "outside"),
    [({}, 20, 20), ({"时限": "45", "单位": "自然日"}, 20, 45), ({"时限": "5", "单位": "工作日"}, 5, 20)],
)
def test_a7_what_is_decided_higher_up_is_taken_over_with_the_zones_own_time_and_the_higher_one_outside(
    desk: Desk, said: dict[str, str], own: int, outside: int
) -> None:
    (case,) = take_over(desk, {"事项编码": "S2-14", "依据": "《危险化学品建设项目安全监督管理办法》", **said}).cases
    taken = case_of(desk).items[1].acceptance
    assert taken is not None
    assert taken.limit is not None
    assert taken.outside is not None
    assert (taken.limit.value, taken.limit.unit, taken.started_on) == (own, Unit.WORKDAY, day("2026-10-13"))
    assert taken.outside.value == outside
    assert any("第四十三条" in note for note in case.items[0].notes)
    clocks.sweep(desk)
    dispatch.forward(
        desk, "转", case_of(desk).stream, 1, day("2026-10-30"), to="岳阳市应急管理局（示范）", listed="签收单示范1号"
    )
    after = Clocks(case_of(desk).items[1], desk.calendar())
    assert after.statute_late(day("2026-12-30")) == (8 if own == 5 else 0), "the zone's own part ended on 10-30"
    assert after.outside is not None


def test_what_was_taken_over_without_a_list_of_materials_can_still_be_withdrawn(desk: Desk) -> None:
    take_over(desk, {})
    case = case_of(desk)
    endings.withdraw(desk, "撤", case.stream, [1], day("2026-10-30"), "改用其他方案")
    assert [paper.form for paper in case_of(desk).papers] == ["withdrawal", "returned_materials"]


# ── afterwards it is a case like any other ──


def test_a_migrated_case_is_stopped_extended_granted_delivered_and_closed(desk: Desk, clock: StoryClock) -> None:
    take_over(desk, {"原收件号": "2026031", "经办人": "李四"})
    stream = case_of(desk, "2026031").stream
    before = Clocks(case_of(desk, "2026031").items[1], desk.calendar()).statutory
    step = clocks.Step("专家评审", day("2026-10-30"), day("2026-10-30"), 5)
    clocks.stop(desk, "停", stream, 1, step)
    clock.now = datetime(2026, 11, 4, 9, 0, tzinfo=BEIJING)
    clocks.resume(desk, "复", stream, 1, "专家评审", day("2026-11-04"))
    after = Clocks(case_of(desk, "2026031").items[1], desk.calendar()).statutory
    assert before is not None
    assert after is not None
    assert desk.calendar().count(before.on, after.on) == 3
    with pytest.raises(Refusal, match="没有可以延长的规定"):
        clocks.extend(desk, "延", stream, 1, clocks.Extending(5, day("2026-11-04"), "局长", "复杂"))
    decisions.grant(desk, "准", stream, 1, decisions.Reply(day("2026-11-04"), content="准予"))
    clock.now = datetime(2026, 11, 5, 9, 0, tzinfo=BEIJING)
    delivery.deliver(desk, "送", stream, 1, day("2026-11-05"), delivery.Served(receiver="李四"))
    decisions.close(desk, "结", stream)
    done = case_of(desk, "2026031")
    assert (done.closed_on, done.items[1].delivered_on) == (day("2026-11-05"), day("2026-11-05"))
    assert [paper.form for paper in done.papers][:3] == ["special_step", "grant", "delivery"]
    assert all(paper.sm3 for paper in done.papers)
    assert done.code == "2026031"
    assert desk.store.verify().ok


def test_an_extension_goes_on_from_the_old_pauses(desk: Desk) -> None:
    take_over(
        desk, {"原收件号": "2026031", "事项编码": ROAD, "受理日期": "2026-10-12", "依据": "《行政许可法》第四十二条"}
    )
    stream = case_of(desk, "2026031").stream
    clocks.extend(desk, "延", stream, 1, clocks.Extending(10, day("2026-10-30"), "局长", "交通复杂"))
    line = Clocks(case_of(desk, "2026031").items[1], desk.calendar()).statutory
    assert line == due(Term(day("2026-10-12"), 20, Unit.WORKDAY, (), 10), desk.calendar())


# ── a second run ──


def test_a_second_run_writes_nothing(desk: Desk) -> None:
    rows = ({"原收件号": "1"}, {"原收件号": "2", "受理日期": "2026-10-14"})
    take_over(desk, *rows)
    before = lines(desk)
    # the same dates written in another way, in another order
    again = preview(desk, table({"原收件号": "2", "受理日期": "2026/10/14"}, {"原收件号": "1"}))
    assert [case.recorded for case in again.cases] == [True, True]
    done = apply(desk, again)
    assert (done.written, done.recorded, done.rejected) == (0, 2, ())
    assert lines(desk) == before
    changed = preview(desk, table({"原收件号": "1", "受理日期": "2026-10-15"}))
    assert changed.rejected[0].reason == (
        "原收件号“1”已经迁入，表中内容与台账不同；需要改动的，请在该办件办理录入更正。"
    )


def test_two_counters_with_the_same_file_write_each_case_once(desk: Desk) -> None:
    shown = preview(desk, table({"原收件号": "1"}, {"原收件号": "2"}))
    assert apply(desk, shown).written == 2
    late = apply(Desk(desk.store, Who("李窗口", "5")), shown)
    assert (late.written, late.recorded) == (0, 2)


def test_a_number_that_this_counter_has_given_is_refused(desk: Desk) -> None:
    catalogue = _loaded(desk, "catalogue")
    given = intake.Intake(
        enterprise={"name": "甲（虚构）", "credit_code": EXAMPLE["统一社会信用代码"], "legal_representative": "丙"},
        project={"name": "乙（虚构）", "site": "某地", "code": EXAMPLE["项目代码"], "project_type": "SH-GY"},
        stage="施工许可",
        items=(ROAD,),
        materials=(),
        handler=intake.Bearer("李四", id_number="11010519491231002X", phone="13900000001"),
        received_at=datetime(2026, 10, 30, 9, 0, tzinfo=BEIJING),
    )
    answer = intake.receive(desk, "收", intake.with_materials(given, intake.asked(catalogue, given)))
    shown = preview(desk, table({"原收件号": answer["code"]}))
    assert shown.rejected == (Rejected(2, f"原收件号“{answer['code']}”在台账中已有，不能重复迁入，请核对。"),)


def _loaded(desk: Desk, kind: str) -> Any:  # noqa: ANN401 - as the store gives it
    with desk.store.look() as look:
        return look.loaded(kind)

"""2a: 绿色通道 is an act with its ground and granter: first in lists, promises of its own, and no other rule bends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bingliang.boards.balance import Column, Period, row
from bingliang.boards.handled import handled
from bingliang.desk.acts.press import Press, press
from bingliang.desk.calendar.account_view import accounts_of
from bingliang.desk.casework import green
from bingliang.desk.desk import stream_of
from bingliang.desk.errors import Faults
from bingliang.desk.file import File
from bingliang.desk.migration.migrate import apply, preview
from bingliang.desk.projects import greening
from bingliang.desk.projects.library import Entrant, enlist, found, stream_of_project
from bingliang.desk.projects.library_script import barred
from bingliang.desk.projects.rows import library
from bingliang.desk.projects.view import view
from bingliang.desk.reading import Reading
from bingliang.desk.rows import ListFilter, SortBy, Sorting, WorklistRow
from bingliang.desk.tasks import tasks
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from bingliang.ledger.project import Profile, Tag
from bingliang.store.endings import Outcome
from bingliang.store.work import Work
from tests.clerk import FIRM, PROJECT, Clerk, day
from tests.desk.migrate_hand import table

GROUND, DOCUMENT, BY = "省重点项目（示范）", "示范重点〔2026〕3号", "管委会分管副主任"
GIVEN = green.Granting(GROUND, DOCUMENT, BY)


@pytest.fixture
def zone(clerk: Clerk) -> Clerk:
    """The sample zone, which has said on which grounds 绿色通道 may be granted."""
    return clerk.on("10-12")


def promised(clerk: Clerk, no: int = 1) -> date:
    line = clerk.clocks(no).promised
    assert line is not None
    return line.on


def test_2a_without_grounds_of_the_zone_nothing_is_granted(alone: Clerk) -> None:
    alone.on("10-12").sets(green_grounds="").receives("S3-09")
    said = alone.nothing_recorded(alone.goes_green)
    assert isinstance(said, Refusal)
    assert "还没有规定哪些情形可以走绿色通道" in said.sentence
    assert "绿色通道的情形" in said.sentence
    assert said.article == "区绿色通道规定"


def test_2a_a_ground_of_the_list_a_document_and_a_post_are_asked(zone: Clerk) -> None:
    zone.receives("S3-09")
    said = zone.nothing_recorded(lambda: zone.goes_green(ground="领导关心", document=" ", approver=""))
    assert isinstance(said, Faults)
    assert [name for name, _ in said.faults] == ["ground", "document", "approver"]
    assert "不在本区规定的情形中" in str(said)
    zone.goes_green()
    assert zone.case.green is not None
    assert zone.case.green.text == f"2026-10-12由{BY}准予（{DOCUMENT}），{GROUND}"
    assert zone.view.log[0].text == f"{GROUND}，{BY}准予（{DOCUMENT}）"
    assert zone.view.green == f"绿色通道（{BY}准予）"
    assert "本件已走绿色通道" in str(zone.nothing_recorded(zone.goes_green))
    zone.amends(zone.line("grant_green").seq, {"document": "示范重点〔2026〕4号"})
    assert zone.case.green is not None
    assert zone.case.green.document == "示范重点〔2026〕4号"


def test_2a_not_before_the_receipt_nor_once_all_is_decided(zone: Clerk) -> None:
    zone.on("10-14").receives("S3-09")
    late = zone.late("当日会议纪要今天才到")
    assert "早于收件之日" in str(zone.nothing_recorded(lambda: late.goes_green(when="10-13")))
    zone.accepts(1).grants(1)
    assert "没有可以优先办理的事项" in str(zone.nothing_recorded(zone.goes_green))
    assert "没有走绿色通道" in str(zone.nothing_recorded(zone.leaves_green))


def test_2a_the_ordinary_promise_stays_unless_a_shorter_one_is_given(zone: Clerk) -> None:
    zone.receives("S2-02").accepts(1)
    before = (promised(zone), zone.due(1))
    zone.goes_green()
    assert (promised(zone), zone.due(1)) == before


def test_2a_a_shorter_promise_counts_from_the_grant_and_moves_no_line_of_the_law(zone: Clerk) -> None:
    """S2-02: five workdays from 10-12 are 10-19; two from the grant on 10-13 are 10-15."""
    zone.receives("S2-02").accepts(1).commits()
    law = zone.due(1)
    assert promised(zone) == day("10-19")
    zone.on("10-13").goes_green(promises={1: 2})
    assert (promised(zone), zone.due(1)) == (day("10-15"), law)
    assert zone.rows()[0].promised_on == day("10-15")
    note = zone.case.papers[-1]
    assert note.form == "commitment_note", "what was printed is told anew, and the old paper stays"
    assert note.facts["changes"][0]["new_due"]["date"] == "2026-10-15"
    assert DOCUMENT in note.facts["change"]["cause"]
    assert "自2026年10月13日起" in note.facts["change"]["cause"]
    assert "四十五条" not in note.facts["change"]["ground"]
    shown = {one.name: one for one in accounts_of(zone.item(1), zone.desk.calendar())}["承诺期限"]
    assert (shown.due.on, shown.article) == (day("10-15"), f"绿色通道，{DOCUMENT}")
    assert "只短于公布的承诺" in shown.note
    zone.on("10-16").sweeps()
    assert zone.clocks(1).promise_late(zone.today) == 1
    assert zone.desk.store.verify().ok


def test_2a_never_longer_than_the_ordinary_promise_nor_counted_backwards(zone: Clerk) -> None:
    zone.receives("S2-02").accepts(1)
    for value in (0, 5, 9):
        said = zone.nothing_recorded(lambda value=value: zone.goes_green(promises={1: value}))  # type: ignore[misc]  # bound at once
        assert isinstance(said, Refusal)
        assert "只能比它短" in said.sentence
    zone.on("10-16")
    said = zone.nothing_recorded(lambda: zone.goes_green(promises={1: 4}))
    assert isinstance(said, Refusal)
    assert "不早于现在的承诺办结日2026-10-19" in said.sentence
    zone.on("10-15").late("10月13日的会议纪要今天才到").goes_green(when="10-13", promises={1: 1})
    assert promised(zone) == day("10-16"), "a day that has gone by is never counted"


def test_2a_what_carries_no_promise_gets_none(zone: Clerk) -> None:
    zone.receives("P-03", own=("用电申请书",))
    assert green.ordinary_of(_file(zone), zone.item(1)) is None
    assert "没有公布的承诺时限" in str(zone.nothing_recorded(lambda: zone.goes_green(promises={1: 1})))


def test_2a_the_zones_own_setting_gives_the_days_by_item_or_by_share(zone: Clerk) -> None:
    zone.sets(green_promise="S3-09=1、50%")
    zone.receives("S3-09", "S2-02")
    assert dict(green.offered(_file(zone))) == {1: 1, 2: 3}, "half of five is three: rounded up"
    zone.goes_green(promises=green.offered(_file(zone))).accepts(1, 2)
    assert [promised(zone, no) for no in (1, 2)] == [day("10-13"), day("10-15")]
    accepted = zone.line("accept").facts
    assert accepted["promised_due"] in {"2026-10-13", "2026-10-15"}
    row_ = next(one for one in zone.case.papers if one.form == "acceptance").facts["items"][0]
    assert row_["promised_text"].endswith("（绿色通道）")


def test_2a_a_special_step_stops_the_shorter_promise_as_it_stops_the_other(zone: Clerk) -> None:
    zone.receives("S2-04").accepts(1)
    zone.on("10-13").stops(1, "专家评审", 5)
    zone.on("10-15").goes_green(promises={1: 3})
    zone.on("10-19").resumes(1, "专家评审")
    assert promised(zone) == day("10-22")
    assert zone.rows()[0].promised_on == day("10-22")
    assert zone.desk.store.verify().ok


def test_2a_taken_back_it_keeps_what_was_promised(zone: Clerk) -> None:
    zone.receives("S2-02", "S3-09").accepts(1)
    zone.goes_green(promises={1: 2, 2: 1})
    zone.on("10-13")
    assert "请写明取消绿色通道的原因" in str(zone.nothing_recorded(lambda: zone.leaves_green(reason=" ")))
    late = zone.late("补录")
    assert "早于准予之日" in str(zone.nothing_recorded(lambda: late.leaves_green(when="10-11")))
    zone.leaves_green()
    assert not zone.case.goes_first
    assert not zone.view.green
    assert promised(zone) == day("10-14"), "what the applicant was promised stays promised"
    zone.accepts(2)
    assert promised(zone, 2) == day("10-16"), "three workdays, as published"
    zone.on("10-14").goes_green(promises={2: 1})
    assert promised(zone, 2) == day("10-15")
    assert zone.desk.store.verify().ok


# ── nothing else bends ──


def test_2a_every_other_rule_is_that_of_any_other_case(zone: Clerk) -> None:
    """Two cases, the same days and presses, one of them 绿色通道: the same refusals, the same dates, the same silence."""
    plain, fast = replace(zone), replace(zone)
    plain.receives("S3-07", "S2-02", missing=("交通组织方案",))
    fast.receives("S3-07", "S2-02", missing=("交通组织方案",))
    fast.goes_green()
    for one in (plain, fast):
        said = one.nothing_recorded(lambda one=one: one.accepts(1))  # type: ignore[misc]  # bound at once
        assert isinstance(said, Refusal)
        assert said.article == "《行政许可法》第三十二条第一款第（四）项、第（五）项", "what is wanting is wanting"
    for one in (plain, fast):
        one.on("10-13").tells_once((1, "交通组织方案"))
        second = one.nothing_recorded(lambda one=one: one.tells_once((1, "交通组织方案")))  # type: ignore[misc]  # bound at once
        assert isinstance(second, Refusal), "told once"
    for one in (plain, fast):
        one.on("10-20").sweeps()
        assert one.item(2).state is ItemState.HANDLING
        assert one.item(2).acceptance is not None
        assert one.item(2).acceptance.deemed, "silence binds the counter"  # type: ignore[union-attr]  # just seen
        one.takes_back(1, names=["交通组织方案"]).accepts(1)
    for no in (1, 2):
        mine, its = plain.clocks(no), fast.clocks(no)
        assert (mine.statutory, mine.promised, mine.completeness) == (its.statutory, its.promised, its.completeness)
        refused = [one.nothing_recorded(lambda one=one, no=no: one.delivers(no)) for one in (plain, fast)]  # type: ignore[misc]  # bound at once
        assert str(refused[0]) == str(refused[1])


# ── lists ──


def test_2a_first_in_the_worklist_whichever_way_it_is_sorted_and_page_by_page(zone: Clerk) -> None:
    streams = []
    for hour in range(9, 15):
        zone.on("10-12", f"{hour:02d}:00").receives("S3-09" if hour % 2 else "S2-02").accepts(1)
        streams.append(zone.stream)
    for stream in (streams[4], streams[3]):
        replace(zone, stream=stream).goes_green()
    reading = Reading(zone.desk)
    for by in SortBy:
        for far in (False, True):
            seen: list[WorklistRow] = []
            page = reading.worklist(ListFilter.IN_HAND, scope="全区", after=None, limit=1, sorting=Sorting(by, far))
            while page:
                seen += page
                page = reading.worklist(
                    ListFilter.IN_HAND, scope="全区", after=seen[-1], limit=1, sorting=Sorting(by, far)
                )
            assert sorted(one.stream for one in seen) == sorted(streams)
            assert {one.stream for one in seen[:2]} == {streams[3], streams[4]}
            assert [one.green for one in seen] == [True, True, False, False, False, False]
    replace(zone, stream=streams[4]).leaves_green()
    page = reading.worklist(ListFilter.IN_HAND, scope="全区", after=None, limit=9)
    assert [one.green for one in page] == [True, *[False] * 5]


def test_2a_first_among_what_the_department_owes(zone: Clerk) -> None:
    zone.receives("S3-09").accepts(1)
    first = zone.stream
    zone.on("10-13").receives("S3-09").accepts(1)
    office = zone.item(1).department
    before = [one.stream for one in tasks(zone.reviewer(office).desk).rows]
    assert before == [first, zone.stream]
    zone.goes_green()
    rows = tasks(zone.reviewer(office).desk).rows
    assert [(one.stream, one.green) for one in rows] == [(zone.stream, True), (first, False)]


# ── a project, and its cases from then on ──


def enlisted(clerk: Clerk, *tags: Tag) -> str:
    profile = Profile(
        str(PROJECT["name"]), str(FIRM["name"]), str(FIRM["credit_code"]), str(PROJECT["code"]), tags=tags
    )
    pressed(clerk, enlist([Entrant(profile, "洽谈", clerk.today)]))
    return stream_of_project(profile.firm, profile.name)


def pressed(clerk: Clerk, what: Press) -> None:
    press(clerk.desk, clerk.press(), what)


def test_2a_a_project_has_it_and_its_cases_from_then_on(zone: Clerk) -> None:
    zone.sets(green_promise="50%")
    zone.receives("S2-02")
    before = zone.stream
    project = enlisted(zone)
    row_ = library(zone.desk).rows[0]
    assert "没有走绿色通道" in barred(greening.END, row_)
    zone.on("10-13")
    pressed(zone, greening.grant(project, zone.today, GIVEN))
    row_ = library(zone.desk).rows[0]
    assert "已走绿色通道" in barred(greening.GRANT, row_)
    assert not barred(greening.END, row_)
    zone.receives("S2-02").accepts(1)
    assert zone.case.green is not None
    assert zone.case.green.text.endswith(f"随项目“{PROJECT['name']}”")
    assert promised(zone) == day("10-16"), "the zone's share comes with it: three of five workdays"
    assert replace(zone, stream=before).case.green is None, "those before are granted it by themselves"
    assert dict(view(zone.desk, project).facts)["标签"] == f"绿色通道（{BY}准予）"
    zone.on("10-14")
    pressed(zone, greening.end(project, zone.today, "移出重点项目名单"))
    assert zone.case.goes_first, "a case that has it keeps it"
    zone.receives("S3-09")
    assert zone.case.green is None
    assert dict(view(zone.desk, project).facts)["标签"] == "绿色通道（2026-10-14取消）"
    assert [line for line in view(zone.desk, project).history if "准予" in line]


def test_2a_a_case_taken_over_goes_with_its_project_and_keeps_what_was_printed(zone: Clerk) -> None:
    zone.sets(green_promise="50%")
    project = enlisted(zone)
    zone.receives("S2-02")  # the project is registered
    zone.on("10-13")
    pressed(zone, greening.grant(project, zone.today, GIVEN))
    zone.on("10-16")
    row = {
        "企业名称": str(FIRM["name"]), "统一社会信用代码": str(FIRM["credit_code"]), "项目名称": str(PROJECT["name"]),
        "项目代码": str(PROJECT["code"]), "事项编码": "S2-02", "时限": "20", "单位": "工作日", "承诺时限": "5工作日",
    }  # fmt: skip
    accepted = {"收件日期": "2026-10-13", "受理日期": "2026-10-14", "受理号": "旧受〔2026〕1号"}
    shown = preview(
        zone.desk,
        table(
            {**row, **accepted, "原收件号": "旧1"},
            {**row, **accepted, "原收件号": "旧2", "收件日期": "2026-10-12"},
            {**row, "原收件号": "旧3", "收件日期": "2026-10-14", "受理日期": "", "受理号": "", "承诺时限": ""},
        ),
    )
    assert shown.rejected == ()
    said = [any("随项目走绿色通道" in note for note in case.items[0].notes) for case in shown.cases]
    assert said == [True, False, True]
    apply(zone.desk, shown)
    first, before, later = (replace(zone, stream=stream_of(f"migrate-in/旧{no}")) for no in (1, 2, 3))
    assert first.case.green is not None
    assert first.case.goes_first
    assert first.case.green.text.endswith(f"随项目“{PROJECT['name']}”")
    assert promised(first) == day("10-21"), "what the old paper promised stays"
    assert first.case.papers == ()
    assert before.case.green is None, "received before the project had it"
    later.accepts(1)
    assert promised(later) == day("10-21"), "not accepted then: three of five workdays from the acceptance"
    assert zone.desk.store.verify().ok


def test_2a_what_a_project_is_asked_before_it_has_it(zone: Clerk) -> None:
    project = enlisted(zone)

    def said(what: Press) -> str:
        with pytest.raises((Refusal, Faults)) as caught:
            pressed(zone, what)
        return str(caught.value)

    assert "没有走绿色通道" in said(greening.end(project, zone.today, "移出"))
    assert "还没有到" in said(greening.grant(project, day("10-13"), GIVEN))
    assert "文号" in said(greening.grant(project, zone.today, replace(GIVEN, document="")))
    pressed(zone, greening.grant(project, zone.today, GIVEN))
    assert "已走绿色通道" in said(greening.grant(project, zone.today, GIVEN))
    assert "早于准予之日" in said(greening.end(project, day("10-11"), "移出"))
    assert "原因" in said(greening.end(project, zone.today, " "))


# ── statistics ──


def counted(clerk: Clerk, first: str, last: str) -> int:
    items = handled(clerk.case, clerk.desk.calendar())
    return row("", items, Period(day(first), day(last))).count(Column.GREEN)


def test_2a_its_own_column_counts_from_the_day_of_the_grant(zone: Clerk) -> None:
    zone.receives("S3-09", "S2-02")
    assert counted(zone, "10-01", "10-31") == 0
    zone.accepts(1).grants(1)
    zone.on("11-02").goes_green()
    assert counted(zone, "10-01", "10-31") == 0, "a table that has been handed in does not change"
    assert counted(zone, "11-01", "11-30") == 1, "what was decided before never was one"
    zone.on("11-03").leaves_green()
    assert counted(zone, "11-01", "11-30") == 1


def test_2a_a_tag_alone_is_counted_by_receipt_as_before_and_goes_no_faster(zone: Clerk) -> None:
    zone.receives("S3-09", project={**PROJECT, "tags": ["绿色通道"]})
    assert counted(zone, "10-01", "10-31") == 1
    assert not zone.case.goes_first
    assert not zone.rows()[0].green
    project = enlisted(zone, Tag("绿色通道"))
    assert dict(view(zone.desk, project).facts)["标签"] == "绿色通道（只有标签，没有准予登记）"
    with zone.desk.store.look() as look:
        assert found(look, project).green is None


def _file(clerk: Clerk) -> File:
    kept: list[File] = []

    def decide(work: Work) -> Outcome:
        kept.append(clerk.desk.opened(work, clerk.stream))
        return Outcome()

    clerk.desk.store.preview("look", clerk.desk.who, decide)
    return kept[-1]

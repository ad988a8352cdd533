"""看板的办理单、清单和播放: what each sheet asks and would record, on the sample zone's own hundred days; nothing is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bingliang.boards.playing import Played
from bingliang.desk.acts.rehearsal import Rehearsed
from bingliang.desk.boards import campaigns, issues, pages, playing, view
from bingliang.desk.boards.forms import TITLES, form_of
from bingliang.desk.boards.offers import offers
from bingliang.desk.boards.script import BOARDS
from bingliang.desk.demo.story import BEIJING
from bingliang.desk.desk import Desk
from bingliang.desk.help import factory_help
from bingliang.ledger.acts import Refusal, Who
from tests.clerk import Clerk
from tests.desk.boards_hand import GOALS, PERIOD, Room, frozen

SUPERVISOR, LEADER = Who("督查专员", "后台", "督查"), Who("管委会主任", "后台", "领导")


@pytest.fixture
def desk(told: Clerk) -> Desk:
    return replace(told.desk, who=SUPERVISOR)


@pytest.fixture
def campaign(desk: Desk) -> str:
    with desk.store.look() as look:
        return campaigns.every(look)[0].stream


def tried(desk: Desk, name: str, key: str = "", project: str = "", **typed: Any) -> Rehearsed:  # noqa: ANN401 - what a form holds
    form = form_of(desk, name, key, project=project)
    return BOARDS.trial(desk, form, "", f"试/{name}", {**form.values, **typed}).rehearsed


def said(found: Rehearsed) -> str:
    assert found.consequence is not None, found.refusal
    return "\n".join(found.consequence.sentences)


def test_every_field_of_every_sheet_is_explained(desk: Desk, campaign: str) -> None:
    held, seen = factory_help(), set()
    keys = {
        "draft_issue": f"{campaign}|2026-12上", "set_campaign_target": campaign, "close_campaign": campaign,
        "publish_digest": "weekly|2026-12-14", "publish_commanders": "2026-11", "set_goals": "", "found_campaign": "",
    }  # fmt: skip
    for name, key in keys.items():
        form = form_of(desk, name, key)
        seen.add(name)
        wanting = [one.name for one in form.fields if held.of(f"act.{name}.{one.name}") is None]
        assert (name, wanting) == (name, [])
    assert [name for name in TITLES if held.of(f"do.{name}") is None] == []


def test_a_campaign_is_founded_from_what_is_typed(desk: Desk) -> None:
    form = form_of(desk, "found_campaign")
    assert len(form.values["goals"]) == 8, "the key projects are there already"
    rows = [{**row, "goal_amount": "500"} for row in form.values["goals"][:1]]
    rows.append({**rows[0], "goal_kind": "里程碑", "goal_words": "开工", "goal_amount": "", "goal_by": "12-28"})
    told = said(tried(desk, "found_campaign", campaign_name="冲刺十天", goals=rows))
    assert "参战项目 1 个，目标 2 项" in told
    assert "12-28前开工（1分）" in told
    bad = tried(desk, "found_campaign", goals=[{**rows[0], "goal_amount": "五百"}])
    assert "累计万元“五百”不是整数" in bad.refusal
    assert bad.faults == (("goals", "“完成投资”：累计万元“五百”不是整数。"),)
    assert "不是日期" in tried(desk, "found_campaign", goals=[{**rows[0], "goal_by": "哪天"}]).refusal


def test_goals_of_one_project_before_and_after(desk: Desk, campaign: str) -> None:
    with desk.store.look() as look:
        project = next(one.project for one in campaigns.every(look)[0].targets.values() if one.name == "扩建工程")
    form = form_of(desk, "set_campaign_target", campaign, project=project)
    told = said(
        tried(desk, "set_campaign_target", campaign, project, goals=form.values["goals"][:1], target_reason="调整")
    )
    assert "“扩建工程”原来：09-30前完成投资累计250万元（1分）；" in told
    assert "改为：09-30前完成投资累计250万元（1分）。" in told
    assert "退出会战" in said(tried(desk, "set_campaign_target", campaign, project, goals=[], target_reason="停建"))
    fresh = form_of(desk, "set_campaign_target", campaign)
    assert "药品生产线" in [one.text for one in fresh.fields[0].choices]
    row = {**fresh.values["goals"][0], "goal_amount": "100"}
    assert "没有参战" in said(tried(desk, "set_campaign_target", campaign, goals=[row], target_reason="增加"))
    assert "结束：提前收官" in said(tried(desk, "close_campaign", campaign, close_reason="提前收官"))


def test_issues_are_drafted_corrected_and_refused_in_words(desk: Desk, campaign: str) -> None:
    key = f"{campaign}|2026-12中"
    assert "第9期（2026年12月中旬）按现在的台账" in said(tried(desk, "draft_issue", key))
    assert "已经冻结，更正要另出一版" not in said(
        tried(desk, "draft_issue", f"{campaign}|2026-12上", issue_reason="漏登")
    )
    with pytest.raises(Refusal, match="还没有开始"):
        form_of(desk, "draft_issue", f"{campaign}|2026-12下")
    with pytest.raises(Refusal, match="第8期已经冻结，不能再改"):
        form_of(desk, "edit_issue", f"{campaign}|2026-12上")
    found = {one.name: one.forbidden for one in offers(desk, pages.ISSUES, f"{campaign}|2026-12上")}
    assert "请由领导岗位办理" in found["sign_issue"]
    assert "没有草稿" in found["freeze_issue"]
    assert [one.name for one in offers(desk, pages.ISSUES, key) if one.natural] == ["draft_issue"]
    assert [one.name for one in offers(desk, pages.ISSUES, "") if one.allowed] == ["found_campaign"]
    assert offers(desk, pages.BROADCAST, "2026-12-18T08:30") == ()


def test_numbers_and_months_are_offered_by_what_is_there(desk: Desk) -> None:
    found = {one.title: one.forbidden for one in offers(desk, pages.CONTEST, "weekly|2026-12-14")}
    assert found["刊发周报"] == found["更正这一期"] == ""
    assert "第8期已经刊发过，没有新的旬报" in found["刊发旬报"]
    told = said(tried(desk, "publish_digest", "weekly|2026-12-14", digest_reason="漏一条"))
    assert told.startswith("省市重大产业项目周报 第12期，2026-12-14刊发")
    assert "1　岳阳市自然资源和规划局（示范）　79分　一等奖" in said(
        tried(desk, "publish_commanders", "2026-11", commanders_reason="改")
    )
    assert (
        "到2026-12-31才期满" in {one.title: one.forbidden for one in offers(desk, pages.STAGE, "2026-12")}["点将台公布"]
    )
    form = form_of(desk, "set_goals")
    rows = [{**row, "month_amount": "10"} for row in form.values["months"]]
    assert "12月：10 万元" in said(tried(desk, "set_goals", annual="投产", annual_amount="120", months=rows))
    wrong = tried(
        desk, "set_goals", annual="投产", annual_amount="很多", months=[{**rows[0], "month_amount": "x"}, *rows[1:]]
    )
    assert [field for field, _ in wrong.faults] == ["annual_amount", "months"]


def test_a_draft_is_worded_and_spared_on_its_sheets(clerk: Clerk) -> None:
    """On a zone of its own, with one project far behind its plan."""
    clerk.on("10-22")
    room = Room(clerk)
    project = room.enlisted()
    campaign = room.founded({project: GOALS})
    clerk.on("11-02")
    key = f"{campaign}|{PERIOD}"
    stream = room.watch(issues.draft(campaign, PERIOD))
    watch, lead = room.supervisor.desk, room.leader.desk
    form = form_of(watch, "edit_issue", key)
    assert form.values["notes"] == ({"note_project": "智能零部件生产线（虚构）", "note_words": ""},)
    told = said(
        tried(watch, "edit_issue", key, lead="新导语。", notes=[{**form.values["notes"][0], "note_words": "加快"}])
    )
    assert "新导语。" in told
    assert "加快" in told
    spared = form_of(lead, "exempt_flag", key)
    assert [one.text for one in spared.fields[0].choices] == [
        "智能零部件生产线（虚构）",
        "岳阳经开区城市管理局（示范）",
    ]
    told = said(tried(lead, "exempt_flag", key, exempt_reason="洪水", approver="主任", document="〔2026〕9号"))
    assert "豁免“智能零部件生产线（虚构）”的黑旗：洪水（主任，〔2026〕9号）" in told
    assert "签发第1期（2026年10月下旬）" in said(tried(lead, "sign_issue", key))
    with pytest.raises(Refusal, match="还没有签发"):
        form_of(watch, "freeze_issue", key)
    room.lead(issues.sign(stream))
    with pytest.raises(Refusal, match="签发"):
        form_of(lead, "sign_issue", key)
    assert said(tried(watch, "freeze_issue", key)).startswith("第1期（2026年10月下旬）冻结，截至 2026-10-31")
    shown = view.view(watch, pages.ISSUES, key)
    assert (shown.of, "已签发，待冻结" in shown.sentence) == ("", True)
    room.watch(issues.freeze(stream))
    with pytest.raises(Refusal, match=r"没有黑旗|已经冻结"):
        form_of(lead, "exempt_flag", key)
    assert view.view(watch, pages.ISSUES, key).of == "issue"


# ── lists ──


def test_the_pages_of_the_room_say_where_things_stand(desk: Desk, tmp_path: Path) -> None:
    journal = tmp_path / "played"
    issues_ = pages.listing(desk, pages.ISSUES, pages.ALL, journal)
    assert dict(issues_.counts) == {"全部": 9, "待办": 0, "已冻结": 8}
    assert "今天第 87 天，共 100 天，参战项目 7 个" in issues_.foot
    assert len(pages.listing(desk, pages.ISSUES, pages.FROZEN, journal).rows) == 8
    roll = pages.listing(desk, pages.ROLL, pages.BY_PROJECT, journal)
    assert [(row.state, row.flag) for row in roll.rows][::6] == [("106%", "红旗"), ("63%", "黑旗")]
    assert len(pages.listing(desk, pages.ROLL, pages.BY_OFFICE, journal).rows) == 6
    assert len(pages.listing(desk, pages.CONTEST, pages.WEEKLY, journal).rows) == 2
    assert [row.state for row in pages.listing(desk, pages.STAGE, "", journal).rows] == ["到12-31期满", "已公布"]


def test_a_zone_without_a_campaign_has_empty_pages_that_say_how_to_begin(alone: Clerk, tmp_path: Path) -> None:
    alone.on("11-02")
    found = {tab: pages.listing(alone.desk, tab, "", tmp_path / "played") for tab in pages.TABS}
    assert [tab for tab, one in found.items() if not one.rows] == [pages.ISSUES, pages.CONTEST, pages.ROLL]
    assert all(one.empty for one in found.values() if not one.rows)
    for tab in (pages.BROADCAST, pages.STAGE):
        key = found[tab].rows[0].key
        assert view.view(alone.desk, tab, key).of == ""
    assert {one.title: one.allowed for one in offers(alone.desk, pages.CONTEST, "")} == {
        "刊发周报": False,
        "刊发旬报": False,
    }
    with pytest.raises(Refusal, match="项目库里还没有项目"):
        form_of(alone.administrator().desk, "found_campaign")


def test_a_row_that_is_gone_says_so(desk: Desk, campaign: str) -> None:
    for tab, key in (
        (pages.CONTEST, "weekly|2020-01-01"),
        (pages.ROLL, "project/none"),
        (pages.ISSUES, f"{campaign}|2026-12中"),
    ):
        assert view.view(desk, tab, key).figures == ()
    office = view.view(desk, pages.ROLL, "office|岳阳经开区城市管理局（示范）")
    assert {row.word for row in office.figures} == {"旬进度", "参战项目", "法定超期", "承诺超时", "在办问题"}


# ── 日日播 ──


def test_the_latest_issue_plays_once_at_each_time_on_each_machine(clerk: Clerk, tmp_path: Path) -> None:
    clerk.on("10-22")
    room, journal = Room(clerk), tmp_path / "a" / "played.jsonl"
    campaign = room.founded({room.enlisted(): GOALS})
    clerk.on("11-02", "08:35")
    assert playing.what_now(clerk.desk, journal) is None, "nothing is frozen yet"
    frozen(room, campaign)
    found = playing.what_now(clerk.desk, journal)
    assert found is not None
    slot, issue = found
    assert (slot.key, issue.header.name) == ("2026-11-02T08:30", "第1期")
    playing.begun(journal, slot, issue, clerk.clock.now)
    assert playing.what_now(clerk.desk, journal) is None
    assert playing.what_now(clerk.desk, tmp_path / "another machine") is not None
    assert [state for _, state in playing.today(clerk.desk, journal).slots] == ["已播", "待播"]
    clerk.on("11-02", "18:30")
    assert [state for _, state in playing.today(clerk.desk, journal).slots] == ["已播", "错过没有播"]
    coming = playing.today(clerk.desk, journal).coming
    assert coming is not None
    assert coming.key == "2026-11-03T08:30"
    clerk.on("11-07", "08:35")
    assert [state for _, state in playing.today(clerk.desk, journal).slots] == ["休息日不播", "休息日不播"]
    clerk.on("11-03", "08:35")
    assert [state for _, state in playing.today(clerk.desk, journal).slots] == ["现在该播", "待播"]


def test_a_journal_that_cannot_be_read_is_begun_anew(tmp_path: Path) -> None:
    journal = tmp_path / "played.jsonl"
    journal.write_text('{"slot": 1}\nnot json\n[]\n', "utf-8")
    assert playing.read(journal) == ()
    one = Played("2026-12-18T08:30", "tenday/1", 4, datetime(2026, 12, 18, 8, 30, tzinfo=BEIJING))
    for _ in range(playing.KEPT + 5):
        playing.note(journal, one)
    assert playing.read(journal) == (one,) * playing.KEPT

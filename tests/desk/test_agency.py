"""全程代办 at the desk: an entrustment through its life, posts that are taken over, papers, what counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bingliang.desk.agency import agents, entrusting
from bingliang.desk.agency.listing import AgencyFilter, agency
from bingliang.desk.agency.view import view
from bingliang.desk.errors import Faults
from bingliang.desk.papers import shelf
from bingliang.desk.projects import library as projects
from bingliang.desk.supervision.assessing import assessment
from bingliang.ledger.acts import Who
from bingliang.ledger.agency import CHIEF
from tests.clerk import FIRM, PROJECT, Clerk, day
from tests.desk.agency_hand import (
    ADMINISTRATOR,
    COUNTER_POST,
    HEAD,
    does,
    done,
    ends,
    entrusted,
    held_log,
    opens,
    pages_of,
    ready,
    row_of,
    said,
    text_of,
)


def test_an_entrustment_is_taken_signed_logged_and_ended(clerk: Clerk) -> None:
    posts = ready(clerk)
    stream = entrusted(clerk, posts)
    assert entrusted(clerk, posts) == stream, "the same press is recorded once"
    row = row_of(clerk, stream)
    assert (row.number, row.state, row.mine, row.coming) == (
        "政务中心〔2026〕代办第0001号", "待接", True, "请企业在代办委托书上签章",
    )  # fmt: skip
    does(clerk, entrusting.take(stream, clerk.today))
    assert "还没有登记签署" in said(lambda: does(clerk, entrusting.log(stream, done("领取"))))
    assert "须由企业本人办理" in said(lambda: does(clerk, entrusting.log(stream, done("签署承诺"))))
    does(clerk, entrusting.sign(stream, clerk.today))
    does(clerk, entrusting.log(stream, done("领取", "领取批复")))
    does(clerk, entrusting.log(stream, done("跟踪", "记错的一行")))
    wrong = held_log(clerk, stream)[-1].seq
    does(clerk, entrusting.strike(stream, wrong, "别的项目的"))
    assert [line.words for line in held_log(clerk, stream)] == ["领取批复"]
    assert "记错的一行，20分钟（已撤掉：别的项目的）" in " ".join(view(clerk.desk, row_of(clerk, stream)).history)
    does(clerk, entrusting.hold(stream, clerk.today, [("营业执照副本", 1), ("土地合同", 2)]))
    assert "《营业执照副本》、《土地合同》，请先交还" in said(lambda: ends(clerk, stream))
    does(clerk, entrusting.give_back(stream, clerk.today, [2]))
    assert "收存着1份材料" in {step.words for step in view(clerk.desk, row_of(clerk, stream)).steps}.pop()
    does(clerk, entrusting.give_back(stream, clerk.today, [1]))
    ends(clerk, stream)
    assert "由代办专员终止" in said(lambda: does(clerk, entrusting.log(stream, done("咨询"))))
    shown = view(clerk.desk, row_of(clerk, stream))
    assert (shown.row.state, shown.steps, shown.row.open) == ("已终止", (), False)
    assert "领取：领取批复，20分钟" in " ".join(shown.history)
    assert [title for title, _ in shown.papers] == ["代办材料交接清单"] * 3 + ["代办服务卡", "代办委托书"]
    assert clerk.desk.store.verify().ok


def test_the_papers_say_what_is_entrusted_and_what_never_is(alone: Clerk) -> None:
    posts = ready(alone)
    stream = entrusted(alone, posts, powers=("递交", "跟踪"))
    does(alone, entrusting.take(stream, alone.today))
    does(alone, entrusting.hold(stream, alone.today, [("营业执照副本", 1)]))
    papers = dict(reversed(view(alone.desk, row_of(alone, stream)).papers))
    mandate = text_of(alone, stream, papers["代办委托书"])
    assert "递交、跟踪" in mandate
    assert "签署承诺、声明材料真实、缴纳规费、撤回申请、放弃听证由委托人自己办理" in mandate
    assert "至2027年10月11日止" in mandate
    assert len(pages_of(alone, stream, papers["代办委托书"])) == 3, "one page for each of the three copies"
    card = text_of(alone, stream, papers["代办服务卡"])
    assert COUNTER_POST in card
    assert HEAD in card, "the project's own 首席代办专员 stands on it"
    assert "营业执照副本" in text_of(alone, stream, papers["代办材料交接清单"])
    owed = shelf.shelf(alone.desk, shelf.ShelfFilter.OWED).rows
    assert {(one.title, one.enterprise, one.owed) for one in owed if one.stream == stream} >= {
        ("代办委托书", str(FIRM["name"]), ("签署",))
    }


def test_one_case_may_be_entrusted_alone_and_its_clock_is_the_next_step(alone: Clerk) -> None:
    posts = ready(alone)
    alone.receives("S3-09", "S3-07")
    stream = entrusted(alone, posts, about=alone.case.code)
    does(alone, entrusting.take(stream, alone.today))
    does(alone, entrusting.sign(stream, alone.today))
    alone.on("10-14").tells_once((1, "处置方案"))
    row = row_of(alone, stream)
    until = alone.case.items[1].correction_until
    assert (row.case, row.on, row.today) == (alone.stream, until, False)
    assert row.coming.startswith("补正《")
    assert until is not None
    alone.clock.now = alone.clock.now.replace(month=until.month, day=until.day)
    assert row_of(alone, stream).today, "on its last day it is today's work"
    assert "已在办理" in said(lambda: entrusted(alone, posts, "再委托", about=alone.case.code))
    entrusted(alone, posts, "整个项目")


def test_a_renamed_project_keeps_its_entrustment_and_its_chief(alone: Clerk) -> None:
    posts = ready(alone)
    stream = entrusted(alone, posts)
    with alone.desk.store.look() as look:
        profile = projects.found(look, posts["project"]).profile
    does(alone, projects.describe(posts["project"], replace(profile, name="智能零部件二期（虚构）"), ()), ADMINISTRATOR)
    facts = dict(view(alone.desk, row_of(alone, stream)).facts)
    assert facts["首席代办专员"] == HEAD
    does(alone, entrusting.take(stream, alone.today))
    papers = dict(reversed(view(alone.desk, row_of(alone, stream)).papers))
    assert HEAD in text_of(alone, stream, papers["代办服务卡"])


def test_what_is_written_wrong_is_named(alone: Clerk) -> None:
    posts = ready(alone)
    assert "不是收件号，也不是项目库里的项目" in said(lambda: entrusted(alone, posts, about="没有的项目"))
    assert "目录里没有“盖房子”" in said(lambda: entrusted(alone, posts, matters=("盖房子",)))
    assert "企业自愿" in said(lambda: entrusted(alone, posts, voluntary=False))
    assert "没有这个代办岗位" in said(lambda: entrusted(alone, {"one": "agent/无"}))
    stream = entrusted(alone, posts)
    does(alone, entrusting.take(stream, alone.today))
    assert "请写明做了什么" in said(lambda: does(alone, entrusting.log(stream, done("跟踪", " "))))
    assert "一份一行" in said(lambda: does(alone, entrusting.hold(stream, alone.today, [])))
    assert "请写明终止的原因" in said(lambda: does(alone, entrusting.end(stream, alone.today, "代办专员", "", "")))
    assert "应在委托日期" in said(lambda: does(alone, entrusting.sign(stream, day("10-13"))))
    does(alone, entrusting.sign(stream, alone.today))
    assert "已经登记签署" in said(lambda: does(alone, entrusting.sign(stream, alone.today)))
    assert "没有这一代办委托" in said(lambda: does(alone, entrusting.take("agency/无", alone.today)))
    reviewer = Who("审查人员", "后台", "部门", "water")
    assert "部门无权办理“代办记录”" in said(lambda: does(alone, entrusting.log(stream, done("跟踪")), reviewer))


def test_the_successor_has_all_open_work_without_any_further_act(alone: Clerk) -> None:
    posts = ready(alone)
    stream = entrusted(alone, posts)
    alone.on("10-20")
    assert "代办无权办理“代办岗位接任”" in said(
        lambda: does(alone, agents.succeed(posts["one"], "代办专员丁", alone.today, ""))
    )
    does(alone, agents.succeed(posts["one"], "代办专员丁", alone.today, "任〔2026〕9号"), ADMINISTRATOR)
    assert not row_of(alone, stream).mine
    assert row_of(alone, stream, Who("代办专员丁", "6", "代办")).mine
    history = view(alone.desk, row_of(alone, posts["one"])).history
    assert "接任：代办专员丁，承接在办委托 1 件" in history[0]
    does(alone, agents.succeed(posts["head"], "局长乙", alone.today, "", name="岳阳经开区住建局局长"), ADMINISTRATOR)
    found = agency(alone.desk)
    assert [row.upper for row in found.under(AgencyFilter.GAPS) if row.lower.startswith("项目")] == []
    head = view(alone.desk, row_of(alone, posts["head"]))
    assert [step.words for step in head.steps] == [PROJECT["name"]], "the renamed post keeps its project"


def test_another_post_takes_over_with_consent_and_takes_it_anew(alone: Clerk) -> None:
    posts = ready(alone)
    stream = entrusted(alone, posts)
    does(alone, entrusting.take(stream, alone.today))
    refused = entrusting.hand_over(stream, posts["two"], alone.today, "", agreed=False)
    assert "须经委托的企业同意" in said(lambda: does(alone, refused))
    does(alone, entrusting.hand_over(stream, posts["two"], alone.today, "环评等批复", agreed=True))
    row = row_of(alone, stream)
    assert (row.who, row.state, row.mine) == ("政务中心代办岗（二）", "待接", False)
    assert "移交给政务中心代办岗（二）：环评等批复" in view(alone.desk, row).history[0]
    does(alone, agents.succeed(posts["two"], "代办专员戊", alone.today, ""), ADMINISTRATOR)
    closing = agents.close(posts["two"], alone.today, "合并")
    assert "还有1件在办的委托" in said(lambda: does(alone, closing, ADMINISTRATOR))
    does(alone, agents.close(posts["one"], alone.today, "合并"), ADMINISTRATOR)
    back = entrusting.hand_over(stream, posts["one"], alone.today, "", agreed=True)
    assert "已经撤销" in said(lambda: does(alone, back))


def test_a_key_project_is_never_left_without_its_chief(alone: Clerk) -> None:
    posts = ready(alone)
    with alone.desk.store.look() as look:
        profile = projects.found(look, posts["project"]).profile
    without = projects.describe(posts["project"], replace(profile, agent=""), ())
    assert "有且只有一个：没有明确" in said(lambda: does(alone, without, ADMINISTRATOR))
    assert "就没有首席代办专员了" in said(
        lambda: does(alone, agents.close(posts["head"], alone.today, "撤并"), ADMINISTRATOR)
    )
    assert "请写明撤销的理由" in said(lambda: does(alone, agents.close(posts["head"], alone.today, ""), ADMINISTRATOR))
    gaps = {row.upper for row in agency(alone.desk).under(AgencyFilter.GAPS)}
    assert "交警" in gaps
    assert "建设交通局" not in gaps
    assert "已经登记" in said(lambda: opens(alone, "建设交通局", CHIEF, HEAD, "局长乙"))
    with pytest.raises(Faults) as found:
        opens(alone, "", "局长", "", "")
    assert {field for field, _ in found.value.faults} == {"department", "post_name", "holder", "kind"}


def test_a_gap_says_how_it_is_mended(alone: Clerk) -> None:
    ready(alone, agent="")
    rows = agency(alone.desk).under(AgencyFilter.GAPS)
    assert (rows[0].upper, rows[0].lower) == (PROJECT["name"], "项目：没有明确首席代办专员")
    assert "项目概况变更" in view(alone.desk, rows[0]).sentence
    assert "管理员" in view(alone.desk, rows[-1]).sentence


def test_what_is_not_taken_in_time_counts_for_the_unit_and_the_person(alone: Clerk) -> None:
    posts = ready(alone)
    entrusted(alone, posts)
    alone.on("10-13")
    assert assessment(alone.desk, "2026-10").departments == ()
    alone.on("10-20")
    found = assessment(alone.desk, "2026-10")
    marks = [(row.name, one.mark.kind, one.mark.points, one.item) for row in found.departments for one in row.marks]
    assert marks == [("政务中心", "代办未按时接办", 1, "全程代办")]
    assert [row.name for row in found.people] == ["代办专员甲"]

"""代办、评议的记分: appealed, looked into and pardoned like those of a case; what was frozen stays; on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bingliang.desk.acts.press import Press, press
from bingliang.desk.acts.rehearsal import Done
from bingliang.desk.desk import Desk
from bingliang.desk.rating import comments
from bingliang.desk.supervision import assessing, loose
from bingliang.desk.supervision.assessing import MarkRow, assessment, stream_of_period
from bingliang.desk.supervision.matters import matters
from bingliang.desk.supervision.rows import MatterFilter
from bingliang.desk.supervision.script import SUPERVISION, Subject, form_of, offers_of, subject_of
from bingliang.desk.supervision.supervising import Decided
from bingliang.desk.supervision.view import matter_view
from bingliang.ledger.acts import Refusal, Who
from bingliang.mechanism.supervision import Period
from tests.clerk import Clerk
from tests.desk.agency_hand import AGENT_A, entrusted, ready
from tests.desk.test_comments import SPAN, enlisted
from tests.desk.test_comments import entered as owners_said
from tests.desk.test_ratings import delivered, rated

BOSS, LEADER = Who("督查专员", "后台", "督查"), Who("分管领导", "后台", "领导")
OFFICE = Who("审查人员", "后台", "部门", "city-management")
FORCE = "不可抗力"


def does(clerk: Clerk, made: Press, who: Who) -> None:
    press(as_(clerk, who), clerk.press(), made)


def as_(clerk: Clerk, who: Who) -> Desk:
    return replace(clerk.desk, who=who)


def marks(clerk: Clerk, written: str = "2026-11", *, live: bool = True) -> dict[str, MarkRow]:
    found = assessment(clerk.desk, written, live=live)
    return {row.mark.key: row for score in found.departments for row in score.marks}


def late_rating(clerk: Clerk) -> str:
    """A bad rating that nobody called about in time: one mark against the counter."""
    stream = rated(delivered(clerk))
    clerk.on("11-20")
    return stream


def test_a_mark_of_a_rating_is_appealed_once_and_no_longer_counts_when_it_is_upheld(clerk: Clerk) -> None:
    stream = late_rating(clerk)
    row = marks(clerk)["差评逾期未联系"]
    assert (row.mark.counts, row.mark.side, row.mark.asked) == (1, "窗口", False)
    with pytest.raises(Refusal, match="不记在本部门"):
        does(clerk, loose.appeal(stream, row.mark.key, "事实有误", "当天已联系"), OFFICE)
    with pytest.raises(Refusal, match="代办岗位只申诉全程代办"):
        does(clerk, loose.appeal(stream, row.mark.key, "事实有误", "当天已联系"), AGENT_A)
    for wrong in (
        ("没有", "事实有误", "当天已联系"),
        (row.mark.key, "不服", "当天已联系"),
        (row.mark.key, "事实有误", " "),
    ):
        with pytest.raises(ValueError, match="请选"):
            does(clerk, loose.appeal(stream, *wrong), clerk.desk.who)
    does(clerk, loose.appeal(stream, row.mark.key, "事实有误", "电话记录为证，当天已联系"), clerk.desk.who)
    with pytest.raises(Refusal, match="已经申诉过一次"):
        does(clerk, loose.appeal(stream, row.mark.key, "其他", "再说一遍"), clerk.desk.who)
    now = marks(clerk)[row.mark.key].mark
    assert (now.asked, now.counts) == (True, 1), "it counts until it is decided"
    (waiting,) = matters(as_(clerk, BOSS))
    assert (waiting.state, waiting.word, waiting.stream, waiting.no, waiting.office) == (
        MatterFilter.APPEAL, "好差评", stream, 0, "窗口",
    )  # fmt: skip
    assert matters(as_(clerk, OFFICE)) == (), "a department sees those of its own side"
    view = matter_view(as_(clerk, BOSS), stream, 0)
    assert "有申诉等待处理" in view.sentence
    assert [step.title for step in view.steps] == ["考核申诉"]
    with pytest.raises(Refusal, match="督查岗位复查"):
        does(clerk, loose.settle(stream, Decided(row.mark.key, upheld=True, words="属实"), act="exempt"), LEADER)
    for told, said in (
        (Decided("没有", upheld=True, words="属实"), "待处理的申诉"),
        (Decided(row.mark.key, upheld=True, words=" "), "事实和理由"),
    ):
        with pytest.raises(ValueError, match=said):
            does(clerk, loose.settle(stream, told, act="decide_appeal"), BOSS)
    does(
        clerk, loose.settle(stream, Decided(row.mark.key, upheld=True, words="通话记录属实"), act="decide_appeal"), BOSS
    )
    now = marks(clerk)[row.mark.key].mark
    assert (now.pardon, now.counts, now.asked) == ("申诉成立（通话记录属实）", 0, False)
    assert matters(as_(clerk, BOSS)) == ()
    assert "没有待处理的申诉" in matter_view(as_(clerk, BOSS), stream, 0).sentence
    assert clerk.desk.store.verify().ok


def test_a_pardon_of_an_agency_mark_is_the_leaders_and_a_frozen_month_needs_a_further_issue(clerk: Clerk) -> None:
    posts = ready(clerk)
    stream = entrusted(clerk, posts)
    clerk.on("11-02")
    (key,) = [one for one in marks(clerk, "2026-10") if one.startswith("代办")]
    assert marks(clerk, "2026-10")[key].mark.counts == 1
    period = stream_of_period(Period.of("2026-10"))
    assessing.publish(as_(clerk, BOSS), "公布", period)
    does(clerk, loose.appeal(stream, key, FORCE, "暴雨封路三天，示范气象证明"), AGENT_A)
    with pytest.raises(Refusal, match="免责须由领导岗位批准"):
        does(clerk, loose.settle(stream, Decided(key, upheld=True, words="属实"), act="decide_appeal"), BOSS)
    with pytest.raises(ValueError, match="批准文件的文号"):
        does(clerk, loose.settle(stream, Decided(key, upheld=True, words="属实"), act="exempt"), LEADER)
    about = Subject(stream, 0, key, mark=key)
    leader = as_(clerk, LEADER)
    natural = next(one for one in offers_of(leader, about) if one.natural)
    form = form_of(leader, about, natural)
    values = {
        **form.values,
        "outcome": "成立",
        "words": "属实",
        "approver": "管委会主任",
        "document": "示范〔2026〕9号",
    }
    trial = SUPERVISION.trial(leader, form, stream, "批", values)
    assert trial.rehearsed.consequence is not None
    assert trial.rehearsed.consequence.sentences[0] == "“代办未按时接办”1 分不再计入，原记录和申诉仍可查。"
    assert trial.rehearsed.consequence.warnings == ("2026年10月考核已经公布，成绩不变；要改的由督查更正公布。",)
    assert trial.rehearsed.shown is not None
    assert isinstance(SUPERVISION.confirm(leader, form, stream, "批", values, trial.rehearsed.shown), Done)
    assert marks(clerk, "2026-10", live=False)[key].mark.counts == 1, "what was published stands"
    assert marks(clerk, "2026-10")[key].mark.pardon == "免责（不可抗力，示范〔2026〕9号）"
    assessing.publish(as_(clerk, BOSS), "更正", period, "不可抗力，免责")
    again = assessment(clerk.desk, "2026-10")
    assert (again.issue, marks(clerk, "2026-10", live=False)[key].mark.counts) == (2, 0)
    assert clerk.desk.store.verify().ok


def test_the_menu_of_a_mark_says_who_may_and_the_sheet_begins_with_it(clerk: Clerk) -> None:
    stream = late_rating(clerk)
    row = marks(clerk)["差评逾期未联系"]
    about = subject_of(row.mark, row.mark.kind, row.item)
    assert (about.stream, about.no, about.mark) == (stream, 0, row.mark.key)
    mine = offers_of(clerk.desk, about)
    assert [(one.name, one.allowed) for one in mine] == [
        ("appeal_mark", True), ("decide_appeal", False), ("exempt", False),
    ]  # fmt: skip
    assert "督查" in mine[1].forbidden
    form = form_of(clerk.desk, about, mine[0])
    assert form.values["mark"] == row.mark.key
    filled = {**form.values, "words": "当天已联系"}
    trial = SUPERVISION.trial(clerk.desk, form, stream, "诉", filled)
    assert trial.rehearsed.consequence is not None
    assert "由督查岗位复查" in trial.rehearsed.consequence.sentences[0]
    assert trial.rehearsed.shown is not None
    SUPERVISION.confirm(clerk.desk, form, stream, "诉", filled, trial.rehearsed.shown)
    boss = as_(clerk, BOSS)
    natural = next(one for one in offers_of(boss, about) if one.natural)
    form = form_of(boss, about, natural)
    trial = SUPERVISION.trial(boss, form, stream, "复", {**form.values, "words": "没有记录"})
    assert trial.rehearsed.consequence is not None
    assert trial.rehearsed.consequence.sentences[0] == "“差评逾期未联系”1 分照计；这一项不能再申诉。"


def test_a_mark_of_a_case_opens_the_cases_own_sheet_with_it_chosen(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-07").accepts(1).on("11-12").grants(1)
    found = [row for row in marks(clerk, "2026-10").values() if row.mark.item]
    about = subject_of(found[-1].mark, found[-1].item, "")
    offer = next(one for one in offers_of(as_(clerk, OFFICE), about) if one.name == "appeal_mark")
    assert offer.allowed
    assert form_of(as_(clerk, OFFICE), about, offer).values["mark"] == found[-1].mark.key
    with pytest.raises(Refusal, match="代办岗位只申诉"):
        form_of(as_(clerk, AGENT_A), about, offer)
    with pytest.raises(Refusal, match="这里没有记分"), clerk.desk.store.look() as look:
        loose.marks_on(look, clerk.stream)


def test_a_department_appeals_what_the_owners_said_of_it_each_point_by_itself(clerk: Clerk) -> None:
    clerk.on("11-09")
    sheet = owners_said(clerk, enlisted(clerk), ("city-management", 4, "没有人接电话"))
    clerk.on("11-11")
    does(clerk, comments.check(sheet, []), BOSS)
    clerk.on("11-17")
    does(clerk, comments.publish(SPAN), BOSS)
    found = marks(clerk)
    bad, late = (
        next(row.mark for row in found.values() if row.mark.kind == kind)
        for kind in ("业主点评不满意", "业主点评逾期未答复")
    )
    assert bad.stream == late.stream
    assert loose.word_of(bad.stream) == "业主点评"
    does(clerk, loose.appeal(bad.stream, bad.key, "责任不在本单位", "电话属市政中心，有机构文件"), OFFICE)
    does(clerk, loose.settle(bad.stream, Decided(bad.key, upheld=True, words="属实"), act="decide_appeal"), BOSS)
    now = marks(clerk)
    assert (now[bad.key].mark.counts, now[late.key].mark.counts) == (0, 1), "the other point stands"
    with clerk.desk.store.look() as look, pytest.raises(Refusal, match="没有记分"):
        loose.marks_on(look, sheet)

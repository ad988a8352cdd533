"""业主点评 at the desk, on both databases: signed, sealed, checked, answered, and frozen when it is published."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bingliang.desk.errors import Faults
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.library import Entrant, press
from bingliang.desk.rating import comments
from bingliang.desk.rating.comments import Sheet, stream_of_comment
from bingliang.desk.rating.forms import form_of
from bingliang.desk.rating.script import RATINGS
from bingliang.desk.rating.view import RatingFilter, RatingRow, room
from bingliang.desk.supervision.assessing import assessment
from bingliang.ledger.acts import Refusal
from bingliang.ledger.comment import Issue
from bingliang.ledger.project import Profile
from bingliang.mechanism.public_rating import Span
from bingliang.mechanism.seven_batches import tag_of
from tests.clerk import FIRM, PROJECT, Clerk

SPAN = Span.of("2026-11上")
CITY, ECOLOGY = "city-management", "ecology"


def enlisted(clerk: Clerk, name: str = PROJECT["name"], code: str = PROJECT["code"], tag: str = "2+10重点2026") -> str:
    profile = Profile(name, FIRM["name"], code=code, tags=(tag_of(tag),))
    made = projects.enlist([Entrant(profile, "签约", date(2026, 10, 1))])
    return str(press(clerk.desk, f"入库{name}", made)["streams"][0])


def sheet(
    *rows: tuple[str, int, str], consent: bool = True, on: date = date(2026, 11, 9), signer: str = "总经理"
) -> Sheet:
    return Sheet(signer, on, consent, [{"department": d, "grade": g, "words": w} for d, g, w in rows])


def entered(clerk: Clerk, project: str, *rows: tuple[str, int, str], request: str = "登记", **more: Any) -> str:  # noqa: ANN401 - any field of it
    press(clerk.desk, request, comments.enter(SPAN, project, sheet(*rows, **more)))
    return stream_of_comment(SPAN, project)


def supervisor(clerk: Clerk) -> Clerk:
    return clerk.another("督查", "督查", "督查专员")


def issue(clerk: Clerk) -> Issue:
    with clerk.desk.store.look() as look:
        return comments.issues(look)[0]


def test_the_departments_that_served_the_project_are_known(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S3-07")
    enlisted(clerk)
    enlisted(clerk, "没有办件的项目（虚构）", "")
    enlisted(clerk, "不是重点的项目（虚构）", "", "汽车产业")
    with clerk.desk.store.look() as look:
        known = comments.key_projects(look)
        assert [one.profile.name for one in known] == [PROJECT["name"], "没有办件的项目（虚构）"]
        assert comments.served_by(look, known[0], SPAN.last) == (CITY,)
        assert comments.served_by(look, known[0], date(2026, 11, 1)) == (), "not before it was received"
        assert comments.served_by(look, known[1], SPAN.last) == ()
    clerk.sets(comment_tags="全部")
    with clerk.desk.store.look() as look:
        assert len(comments.key_projects(look)) == 3


def test_entered_from_the_signed_sheet_once_more_until_it_is_checked(clerk: Clerk) -> None:
    clerk.on("11-09")
    project = enlisted(clerk)
    with pytest.raises(Faults) as why:
        press(clerk.desk, "空", comments.enter(SPAN, project, sheet(on=date(2026, 11, 10), signer=" ")))
    assert [field for field, _ in why.value.faults] == ["comment_rows", "signer", "signed_on"]
    with pytest.raises(Refusal, match="不在参加点评的重点项目里"):
        entered(clerk, "project/没有", (CITY, 2, "好"), request="别的")
    stream = entered(clerk, project, (CITY, 2, "好"))
    entered(clerk, project, (CITY, 4, "又慢了"), request="改")
    with clerk.desk.store.look() as look:
        assert comments.found(look, stream).said[CITY].words == "又慢了"
    with pytest.raises(Refusal, match="点评封存到2026-11-10，期满以前任何岗位都看不到内容"):
        press(supervisor(clerk).desk, "早", comments.check(stream, []))
    clerk.on("11-11")
    with pytest.raises(Refusal, match="部门无权办理"):
        press(clerk.reviewer(CITY).desk, "部门", comments.check(stream, []))
    with pytest.raises(Faults, match="删去全部文字的"):
        press(supervisor(clerk).desk, "删", comments.check(stream, [{"department": CITY, "text": "", "hidden": ""}]))
    press(supervisor(clerk).desk, "审", comments.check(stream, []))
    with pytest.raises(Refusal, match="已于2026-11-11审核，不能再改"):
        entered(clerk, project, (CITY, 1, "好"), request="再改")


def test_answered_by_the_department_itself_then_published_and_frozen(clerk: Clerk) -> None:
    clerk.on("11-09").sets(comment_origin="2026-09-21")
    first, second = enlisted(clerk), enlisted(clerk, "没有同意的项目（虚构）", "")
    enlisted(clerk, "没有交表的项目（虚构）", "")
    one = entered(clerk, first, (CITY, 3, "承诺晚了两天，李科长没有解释"), (ECOLOGY, 1, "少跑四趟"))
    other = entered(clerk, second, (CITY, 5, "差"), consent=False, request="登记二")
    clerk.on("11-11")
    post = supervisor(clerk).desk
    with pytest.raises(Refusal, match="还有2张点评表没有审核"):
        press(post, "早", comments.publish(SPAN))
    press(post, "审一", comments.check(one, [{"department": CITY, "text": "承诺晚了两天，没有解释", "hidden": ""}]))
    press(post, "审二", comments.check(other, []))
    with pytest.raises(Refusal, match="还没有答复，答复期到2026-11-16"):
        press(post, "没答", comments.publish(SPAN))
    department = clerk.reviewer(CITY).desk
    with pytest.raises(Refusal, match="不是对本部门的"):
        press(department, "别人的", comments.answer(one, ECOLOGY, "谢谢"))
    with pytest.raises(Faults, match="答复会同点评一起公布"):
        press(department, "空", comments.answer(one, CITY, " "))
    press(department, "答一", comments.answer(one, CITY, "已经当面说明"))
    press(clerk.desk, "答二", comments.answer(other, CITY, "已经整改"))
    press(post, "公布", comments.publish(SPAN))
    found = issue(clerk)
    assert (found.number, found.projects, found.silent) == (5, 2, ("没有交表的项目（虚构）",))
    assert {(text.firm, text.text) for text in found.texts} == {
        (FIRM["name"], "承诺晚了两天，没有解释"),
        (FIRM["name"], "少跑四趟"),
    }, "without consent counted, never published"
    assert {(tally.department, tally.counts) for tally in found.tallies} == {
        (CITY, (0, 0, 1, 0, 1)),
        (ECOLOGY, (1, 0, 0, 0, 0)),
    }
    with pytest.raises(Refusal, match="已于2026-11-11公布（第5期），不能再登记"):
        entered(clerk, first, (CITY, 1, "好"), request="晚")
    with pytest.raises(Faults, match="第5期已经公布过，更正公布请写明理由"):
        press(post, "再", comments.publish(SPAN))
    press(post, "更正", comments.publish(SPAN, "一处错字"))
    assert (issue(clerk).number, issue(clerk).again, issue(clerk).reason) == (5, 1, "一处错字")
    assert clerk.desk.store.verify().ok


def test_an_answer_that_did_not_come_in_time_does_not_hold_the_issue_up(clerk: Clerk) -> None:
    clerk.on("11-09").sets(comment_origin="")
    project = enlisted(clerk)
    stream = entered(clerk, project, (CITY, 4, "没有人接电话"))
    clerk.on("11-11")
    press(
        supervisor(clerk).desk, "审", comments.check(stream, [{"department": CITY, "text": "", "hidden": "涉及个人"}])
    )
    clerk.on("11-17")
    press(supervisor(clerk).desk, "公布", comments.publish(SPAN))
    found = issue(clerk)
    assert (found.number, found.texts, [one.late for one in found.tallies]) == (1, (), [1])
    with pytest.raises(Refusal, match="没有这张点评表"), clerk.desk.store.look() as look:
        comments.found(look, "comment/没有/x")


def test_the_totals_of_a_published_issue_count_in_the_assessment_of_its_month(clerk: Clerk) -> None:
    clerk.on("11-09")
    project = enlisted(clerk)
    stream = entered(clerk, project, (CITY, 4, "没有人接电话"))
    clerk.on("11-11")
    press(supervisor(clerk).desk, "审", comments.check(stream, []))
    clerk.on("11-17")
    press(supervisor(clerk).desk, "公布", comments.publish(SPAN))
    found = assessment(clerk.desk, "2026-11")
    assert [(row.name, row.points, [one.mark.kind for one in row.marks]) for row in found.departments] == [
        ("城管", 2, ["业主点评不满意", "业主点评逾期未答复"])
    ]


def test_checked_answered_and_published_on_the_sheets_themselves(alone: Clerk) -> None:
    """Each sheet as it is filled in first, what it says it will do, and the confirmation."""
    clerk = alone
    clerk.on("11-09")
    project = enlisted(clerk)
    entered(clerk, project, (CITY, 4, "李科长不接电话"))
    clerk.on("11-11")

    def done(who: Clerk, name: str, which: RatingFilter, **typed: object) -> str:
        row = next((row for row in room(who.desk).rows if row.filter is which), None)
        form = form_of(who.desk, name, row)
        stream = row.stream if row is not None else ""
        trial = RATINGS.trial(who.desk, form, stream, name, {**form.values, **typed})
        assert trial.rehearsed.shown is not None, trial
        RATINGS.confirm(who.desk, form, stream, name, {**form.values, **typed}, trial.rehearsed.shown)
        assert trial.rehearsed.consequence is not None
        return " ".join(trial.rehearsed.consequence.sentences)

    post, department = supervisor(clerk), clerk.reviewer(CITY)
    rows = [{"department": "城管", "grade": "不满意", "text": "有人不接电话", "hidden": ""}]
    assert "公布的只用左边的文字" in done(post, "check_comment", RatingFilter.TO_CHECK, check_rows=rows)
    lacking = RATINGS.trial(
        department.desk, form_of(department.desk, "answer_comment", _waits(department)), "", "x", {}
    )
    assert lacking.lacking == ("部门", "答复")
    assert "同点评" not in done(department, "answer_comment", RatingFilter.TO_ANSWER, answer_words="已经安排专人接听")
    said = done(post, "publish_comments", RatingFilter.CLOSED, comment_span=SPAN.written)
    assert "第5期（2026年11月上旬）：1 张点评表，公布文字 1 条" in said
    assert issue(clerk).texts[0].text == "有人不接电话"
    refused = RATINGS.trial(
        post.desk, form_of(post.desk, "publish_comments"), "", "y", {"comment_span": SPAN.written, "publish_reason": ""}
    )
    assert "已经公布过，更正公布请写明理由" in refused.rehearsed.refusal


def _waits(who: Clerk) -> RatingRow:
    return next(row for row in room(who.desk).rows if row.filter is RatingFilter.TO_ANSWER)

"""《企业公开评议制度》: five grades, the national reasons, the loop behind a bad rating, and the signed comments."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bingliang.desk.loading import factory_calendar
from bingliang.ledger.acts import Entry, Refusal
from bingliang.ledger.comment import Comment, Issue, Said, Tally, fold_comment, fold_issue
from bingliang.ledger.rating import Rating, fold_invitation, fold_rating
from bingliang.mechanism import public_rating as rules
from bingliang.mechanism.public_rating import REASONS, Grade, Rate, Span, Stage, Terms, loop, may_choose, owners, reason

CALENDAR = factory_calendar()
TERMS = Terms()
BAD_ON = date(2026, 11, 20)  # a Friday


def line(seq: int, act: str, on: date, **facts: Any) -> Entry:  # noqa: ANN401 - any fact
    at = datetime(on.year, on.month, on.day, tzinfo=UTC)
    return Entry("rating/1", seq, "", at, "督查一", "督查", act, {"on": on.isoformat(), **facts})


def told(*more: Entry, grade: int = 5) -> Rating:
    first = line(
        1, "rate", BAD_ON, number="评〔2026〕0001号", grade=grade, reasons=["115"], words="等了一上午", side="city-management",
        service="办结送达", item_code="S3-07",
    )  # fmt: skip
    found = fold_rating([first, *more])
    assert found is not None
    return found


CONTACT = {"finding": "属实", "problem": "没有一次说清", "way": "立行立改"}


def test_five_grades_with_their_words_one_is_the_best() -> None:
    assert [grade.text for grade in Grade] == ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
    assert [grade.bad for grade in Grade] == [False, False, False, True, True]
    assert Grade.of(" 不满意") is Grade.UNSATISFIED
    with pytest.raises(ValueError, match="“还行”不是评价等级，请从非常满意、满意"):
        Grade.of("还行")


def test_the_reasons_are_the_national_ones_each_of_its_own_grade() -> None:
    assert {len(words) for words in REASONS.values()} == {8}
    assert reason("209") == "未在承诺时间内办结"
    assert reason("999") == "999", "a code that the list has lost stays readable"
    assert may_choose(Grade.UNSATISFIED, ("209", "214", "209")) == ("209", "214")
    with pytest.raises(Refusal, match="“服务态度较好”不在“非常不满意”的清单里"):
        may_choose(Grade.VERY_UNSATISFIED, ("413",))


def test_the_rate_shows_its_formula_and_few_ratings_are_not_shown_to_the_rated() -> None:
    found = Rate.of([1, 1, 2, 3, 5])
    assert (found.total, found.content, found.bad, found.percent) == (5, 4, 1, 80.0)
    assert found.formula == "（2＋1＋1）÷5＝80.0%"
    assert found.division == "（2＋1＋1）÷5"
    assert found.shown(5)
    assert not found.shown(6)
    assert (Rate().percent, Rate().formula) == (None, "还没有评价")


def test_a_good_rating_sets_nothing_going() -> None:
    good = told(grade=2)
    assert loop.stage(good) is Stage.NONE
    assert loop.deadline(good, CALENDAR, TERMS) is None
    assert list(loop.marks(good, date(2026, 12, 31), CALENDAR, TERMS)) == []
    with pytest.raises(Refusal, match="不是差评"):
        rules.may("contact_rater", good)


def test_contact_within_one_workday_mending_within_fifteen_and_closed_only_by_the_second_look() -> None:
    bad = told()
    assert loop.stage(bad) is Stage.TO_CONTACT
    assert loop.deadline(bad, CALENDAR, TERMS) == date(2026, 11, 23)
    assert loop.late_by(bad, date(2026, 11, 23), CALENDAR, TERMS) == 0
    assert loop.late_by(bad, date(2026, 11, 25), CALENDAR, TERMS) == 2
    unreached = line(2, "contact_rater", date(2026, 11, 20), finding="没有联系上", problem="", way="")
    assert loop.stage(told(unreached)) is Stage.TO_CONTACT, "an attempt is no contact"
    lines = [unreached, line(3, "contact_rater", date(2026, 11, 23), **CONTACT)]
    assert loop.stage(told(*lines)) is Stage.MENDING
    assert loop.deadline(told(*lines), CALENDAR, TERMS) == date(2026, 12, 11), "counted from the rating"
    with pytest.raises(Refusal, match="正在整改，整改情况还没有报来"):
        rules.may("revisit_rating", told(*lines))
    lines.append(line(4, "rectify_rating", date(2026, 12, 1), words="改了"))
    assert loop.stage(told(*lines)) is Stage.TO_REVISIT
    lines.append(line(5, "revisit_rating", date(2026, 12, 2), words="已告知", code="123456789012"))
    assert loop.stage(told(*lines)) is Stage.TO_LOOK
    rules.may("rate_again", told(*lines))
    again = [*lines, line(6, "rate_again", date(2026, 12, 3), grade=4)]
    assert loop.stage(told(*again)) is Stage.MENDING, "still dissatisfied: mended anew"
    assert loop.deadline(told(*again), CALENDAR, TERMS) == date(2026, 12, 24)
    lines.append(line(6, "rate_again", date(2026, 12, 3), grade=2))
    assert loop.stage(told(*lines)) is Stage.CLOSED
    with pytest.raises(Refusal, match="企业再评以后已经办结"):
        rules.may("rectify_rating", told(*lines))


def test_what_the_enterprise_calls_its_own_mistake_still_waits_for_its_second_look() -> None:
    mistaken = line(2, "contact_rater", BAD_ON, finding="企业确认误评", problem="", way="")
    assert loop.stage(told(mistaken)) is Stage.TO_REVISIT
    assert list(loop.marks(told(mistaken), date(2026, 12, 31), CALENDAR, TERMS)) == []
    looked = [
        mistaken,
        line(3, "revisit_rating", BAD_ON, words="已告知", code="123456789012"),
        line(4, "rate_again", BAD_ON, grade=1),
    ]
    assert loop.stage(told(*looked)) is Stage.CLOSED


def test_an_appeal_is_made_once_and_an_upheld_one_takes_the_rating_out() -> None:
    with pytest.raises(Refusal, match="还没有联系核实，请先由督查岗位联系企业，现在不能申诉"):
        rules.may("appeal_rating", told())
    lines = [line(2, "contact_rater", BAD_ON, **CONTACT)]
    rules.may("appeal_rating", told(*lines))
    with pytest.raises(Refusal, match="没有申诉"):
        rules.may("decide_rating_appeal", told(*lines))
    lines.append(line(3, "appeal_rating", BAD_ON, words="有录像"))
    rules.may("decide_rating_appeal", told(*lines))
    with pytest.raises(Refusal, match="已经申诉过一次，正在复核"):
        rules.may("appeal_rating", told(*lines))
    upheld = told(*lines, line(4, "decide_rating_appeal", BAD_ON, outcome="成立", words="核实无误"))
    assert loop.stage(upheld) is Stage.STRUCK
    assert list(loop.marks(upheld, date(2026, 12, 31), CALENDAR, TERMS)) == []
    dismissed = told(*lines, line(4, "decide_rating_appeal", BAD_ON, outcome="不成立", words="查无实据"))
    assert loop.stage(dismissed) is Stage.MENDING
    for act, word in (("appeal_rating", "结果为不成立"), ("decide_rating_appeal", "已经复核")):
        with pytest.raises(Refusal, match=word):
            rules.may(act, dismissed)
    rules.may("open_rating", dismissed)


def test_marks_name_the_side_and_the_line_and_never_the_rater() -> None:
    late = [
        line(2, "contact_rater", date(2026, 11, 24), **CONTACT),
        line(3, "rectify_rating", date(2026, 12, 14), words="改了"),
        line(4, "revisit_rating", date(2026, 12, 14), words="已告知", code="123456789012"),
        line(5, "rate_again", date(2026, 12, 15), grade=5),
        line(6, "open_rating", date(2026, 12, 15), reason="第二次联系"),
        line(7, "later_act", date(2026, 12, 15)),
    ]
    today = date(2026, 12, 18)
    found = list(loop.marks(told(*late), today, CALENDAR, TERMS))
    assert [(one.kind, one.side, one.points, one.on) for one in found] == [
        ("差评逾期未联系", "窗口", 1, date(2026, 11, 24)),
        ("差评属实", "city-management", 2, date(2026, 11, 24)),
        ("差评整改超期", "city-management", 2, date(2026, 12, 14)),
    ]
    assert {(one.stream, one.case) for one in found} == {("rating/1", "")}
    assert [one.kind for one in loop.marks(told(), today, CALENDAR, TERMS)] == ["差评逾期未联系"]
    closed = told(*late[:3], line(5, "rate_again", date(2026, 12, 15), grade=1))
    assert [one.kind for one in loop.marks(closed, today, CALENDAR, TERMS)][-1] == "差评整改超期", "late stays late"
    waiting = told(line(2, "contact_rater", BAD_ON, **CONTACT))
    assert [one.kind for one in loop.marks(waiting, today, CALENDAR, TERMS)] == ["差评属实", "差评整改超期"]


def test_other_streams_fold_to_nothing() -> None:
    assert fold_rating([line(1, "receive", BAD_ON)]) is None
    assert fold_invitation([]) is None
    assert fold_comment([line(1, "check_comment", BAD_ON, rows=[])]) is None
    assert fold_issue([line(1, "receive", BAD_ON)]) is None
    appealed = told(line(2, "decide_rating_appeal", BAD_ON, outcome="成立", words=""))
    assert appealed.objection is None, "nothing was appealed"


# ── 业主点评 ──

SPAN = Span.of("2026-12上")


@pytest.mark.parametrize(
    ("written", "first", "last", "name"),
    [
        ("2026-12上", "2026-12-01", "2026-12-10", "2026年12月上旬"),
        ("2026-12中", "2026-12-11", "2026-12-20", "2026年12月中旬"),
        ("2026-12下", "2026-12-21", "2026-12-31", "2026年12月下旬"),
        ("2027-02下", "2027-02-21", "2027-02-28", "2027年2月下旬"),
        ("2026-12", "2026-12-01", "2026-12-31", "2026年12月"),
    ],
)
def test_a_period_by_its_name(written: str, first: str, last: str, name: str) -> None:
    span = Span.of(written)
    assert (f"{span.first}", f"{span.last}", span.name, span.written) == (first, last, name, written)
    assert span.before.after == span
    assert span.short == name[5:]
    assert Span.at(span.last, span.stretch) == span


def test_a_period_that_is_none_and_the_number_of_its_issue() -> None:
    for wrong in ("2026-13上", "十二月", "2026-12前"):
        with pytest.raises(ValueError, match="不是点评期"):
            Span.of(wrong)
    assert SPAN.number(date(2026, 9, 23)) == 8
    assert SPAN.number(None) == 0
    assert SPAN.number(date(2027, 1, 1)) == 0


def comment(**more: Any) -> Comment:  # noqa: ANN401 - any field
    said = {"a": Said("a", 1, "好"), "b": Said("b", 3, "慢"), "c": Said("c", 5, "差")}
    held = Comment(
        "comment/x", "2026-12上", "project/x", "示范项目", "示范企业", "厂长", SPAN.last, consent=True, said=said, seq=1
    )
    return replace(held, **more)


def refused(act: Any, *given: Any) -> str:  # noqa: ANN401 - any rule
    with pytest.raises(Refusal, match="。") as why:
        act(*given)
    return why.value.sentence


def test_sealed_until_the_period_is_over_and_checked_once() -> None:
    assert "点评封存到2026-12-10，期满以前任何岗位都看不到内容" in refused(owners.may_check, comment(), SPAN, SPAN.last)
    owners.may_check(comment(), SPAN, date(2026, 12, 11))
    checked = comment(checked_on=date(2026, 12, 11))
    assert "已于2026-12-11审核" in refused(owners.may_check, checked, SPAN, date(2026, 12, 12))
    issue = Issue(8, "2026-12上", SPAN.name, date(2026, 12, 11), (), (), 1, (), "")
    assert "还没有开始" in refused(owners.may_enter, SPAN, date(2026, 11, 30), None, None)
    assert "已于2026-12-11公布（第8期）" in refused(owners.may_enter, SPAN, date(2026, 12, 11), None, issue)
    assert "不能再改" in refused(owners.may_enter, SPAN, date(2026, 12, 11), checked, None)
    owners.may_enter(SPAN, date(2026, 12, 1), comment(), None)
    assert "审核以后才转来" in refused(owners.may_answer, comment(), "a", None)
    assert "没有转给本部门" in refused(owners.may_answer, checked, "z", None)
    assert "已经公布" in refused(owners.may_answer, checked, "a", issue)
    assert owners.may_answer(checked, "b", None).words == "慢"
    done = comment(checked_on=date(2026, 12, 11), said={"b": Said("b", 3, "慢", answered_on=date(2026, 12, 11))})
    assert "已于2026-12-11答复" in refused(owners.may_answer, done, "b", None)


def test_published_when_every_answer_is_in_or_its_day_has_gone_by() -> None:
    after = date(2026, 12, 11)
    checked = comment(checked_on=after)
    assert "才结束" in refused(owners.may_publish, SPAN, [checked], SPAN.last, CALENDAR, 3)
    assert "没有收到点评表" in refused(owners.may_publish, SPAN, [], after, CALENDAR, 3)
    assert "还有1张点评表没有审核（示范企业）" in refused(owners.may_publish, SPAN, [comment()], after, CALENDAR, 3)
    assert "（基本满意）还没有答复，答复期到2026-12-16" in refused(
        owners.may_publish, SPAN, [checked], date(2026, 12, 16), CALENDAR, 3
    )
    owners.may_publish(SPAN, [checked], date(2026, 12, 17), CALENDAR, 3)
    assert owners.answer_by(comment(), CALENDAR, 3) is None
    found = owners.tallies([checked, comment()], CALENDAR, 3, date(2026, 12, 17))
    assert found == (Tally("a", (2, 0, 0, 0, 0)), Tally("b", (0, 0, 2, 0, 0), 1), Tally("c", (0, 0, 0, 0, 2), 1))
    assert [one.total for one in found] == [2, 2, 2]


def test_an_issue_s_totals_become_marks_of_its_departments() -> None:
    tallies = (Tally("a", (2, 0, 0, 0, 0)), Tally("c", (0, 0, 0, 1, 1), 1))
    issue = Issue(
        8, "2026-12上", SPAN.name, date(2026, 12, 17), (), tallies, 1, (), "", stream="comment_issue/x", seq=1
    )
    found = list(owners.marks(issue, {"c": "城管"}, bad=1, unanswered=2))
    assert [(one.kind, one.side, one.points) for one in found] == [
        ("业主点评不满意", "c", 1), ("业主点评不满意", "c", 1), ("业主点评逾期未答复", "c", 2),
    ]  # fmt: skip
    assert found[0].sentence == "第8期业主点评（2026年12月上旬）：城管不满意2条"
    assert len({one.key for one in found}) == 3

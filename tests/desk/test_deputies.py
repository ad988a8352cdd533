"""A/B角: the deputy sees and does the A角's work, under his own name, with just the rights of that post, within its days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from bingliang.desk.acts.press import press
from bingliang.desk.errors import Faults
from bingliang.desk.handover import deputies, handing
from bingliang.desk.handover.deputy_forms import DEPUTIES, DeputyFilter, deputies_of, form_of
from bingliang.desk.handover.deputy_forms import offers as pair_offers
from bingliang.desk.handover.handing import Given, hand_over_many, take_over
from bingliang.desk.reading import Reading
from bingliang.desk.rows import ListFilter
from bingliang.desk.tasks import tasks
from bingliang.ledger.acts import Principal, Refusal
from bingliang.ledger.catalogue import IssuingBody
from bingliang.ledger.deputies import DEPUTY, Pair
from bingliang.mechanism import overall
from tests.clerk import Clerk

A, B = "综合窗口甲", "综合窗口乙"


def pair(**other: object) -> Pair:
    given: dict[str, object] = {
        "first": A, "second": B, "role": "窗口", "office": "", "since": date(2026, 10, 12), "until": date(2026, 10, 16),
        "both": False, "document": "", **other,
    }  # fmt: skip
    return Pair(**given)  # type: ignore[arg-type]  # as the test says


def appointed(clerk: Clerk, **other: object) -> None:
    press(clerk.another("后台", "领导", "中心主任").desk, clerk.press(), deputies.appoint(pair(**other)))


def facts(clerk: Clerk, act: str) -> Mapping[str, object]:
    return next(entry.facts for entry in reversed(clerk.entries) if entry.act == act)


def marks(who: Clerk, scope: str = "我承办的") -> list[tuple[str, str]]:
    rows = Reading(who.desk).worklist(ListFilter.IN_HAND, scope=scope, after=None, limit=9)
    return [(row.stream, row.deputy_for) for row in rows]


def test_the_deputy_sees_the_cases_and_acts_under_his_own_name(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    other = clerk.another()
    assert marks(other) == []
    appointed(clerk)
    assert marks(other) == [(clerk.stream, A)]
    assert marks(clerk) == [(clerk.stream, "")]  # one way only
    other.accepts(1)
    line = next(entry for entry in clerk.entries if entry.act == "accept")
    assert (line.by, line.facts[DEPUTY]) == (B, A)
    said = next(row for row in Reading(clerk.desk).case(clerk.stream).log if row.act == "受理")
    assert said.who == f"{B}（代{A}，B角）"
    clerk.grants(1)
    assert DEPUTY not in facts(clerk, "grant")  # the A角 himself


def test_papers_carry_the_deputys_own_name(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    appointed(clerk)
    other = clerk.another()
    other.tells_once((1, "处置方案"))
    paper = next(paper for paper in clerk.case.papers if paper.form == "correction")
    assert paper.facts["case"]["clerk"] == B
    receipt = next(paper for paper in clerk.case.papers if paper.form == "receipt")
    assert receipt.facts["case"]["clerk"] == A


def test_outside_its_days_and_once_ended_nobody_stands_in(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    appointed(clerk, since=date(2026, 10, 13))
    other = clerk.another()
    assert marks(other) == []
    clerk.on("10-16")
    assert len(marks(other)) == 1
    clerk.on("10-19")
    assert marks(other) == []
    clerk.on("10-14")
    head = clerk.another("后台", "管理员", "系统管理员")
    no = deputies_of(head.desk).rows[0].no
    assert "请写明终止的原因" in str(clerk.nothing_recorded(lambda: press(head.desk, "空", deputies.end(no, ""))))
    press(head.desk, clerk.press(), deputies.end(no, "A角回岗"))
    assert marks(other) == []
    assert "已经到期或者终止" in str(clerk.nothing_recorded(lambda: press(head.desk, "再", deputies.end(no, "又"))))
    row = deputies_of(head.desk, DeputyFilter.OVER).rows[0]
    assert (row.end_reason, row.when) == ("A角回岗", "10-13 至 10-14，已终止")
    assert not pair_offers(head.desk, no)[0].allowed
    appointed(clerk, since=date(2026, 10, 14))  # what was ended is in nobody's way
    assert len(marks(other)) == 1


def test_both_ways_each_stands_in_for_the_other(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    other = clerk.another()
    other.receives("S3-06")
    appointed(clerk, both=True, until=None)
    assert {first for _, first in marks(other)} == {"", A}
    assert {first for _, first in marks(clerk)} == {"", B}


def test_just_the_rights_of_the_post_and_no_more(clerk: Clerk) -> None:
    """A deputy from another post gets what the counter may do with the case of his A角, and nothing with another's."""
    clerk.on("10-12").receives("S3-09")
    agent = clerk.another("后台", "代办", "代办专员甲")
    assert "代办无权办理“受理”" in str(clerk.nothing_recorded(lambda: agent.accepts(1)))
    appointed(clerk, second="代办专员甲")
    agent.accepts(1)
    assert facts(clerk, "accept")[DEPUTY] == A
    standing_in = replace(agent.desk.who, stands_for=(Principal(A, "窗口"),))
    with pytest.raises(Refusal, match="代办无权办理“催办”"):
        overall.authorise("urge", standing_in)  # nor may the A角
    other = clerk.another("5", name="综合窗口丙")
    other.receives("S3-06")
    agent.stream = other.stream
    assert "代办无权办理“受理”" in str(clerk.nothing_recorded(lambda: agent.accepts(1)))


def test_a_reviewer_of_another_department_has_only_the_items_of_the_one_he_stands_in_for(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09", "S2-02", "S1-15")
    first = clerk.reviewer(clerk.item(1).department, "审查甲")
    first.remarks(1)
    clerk.accepts(1, 2, 3)
    second = clerk.reviewer(clerk.item(2).department, "审查乙")
    assert "不是本部门的事项" in str(clerk.nothing_recorded(lambda: second.grants(1)))
    appointed(clerk, first="审查甲", second="审查乙", role="部门", office=clerk.item(1).department)
    assert "不是本部门的事项" in str(clerk.nothing_recorded(lambda: second.grants(3)))
    theirs = [row for row in tasks(second.desk).rows if row.deputy_for]
    assert [(row.no, row.deputy_for) for row in theirs] == [(1, "审查甲")]
    second.grants(1)
    line = next(entry for entry in clerk.entries if entry.act == "grant")
    assert (line.by, line.facts[DEPUTY]) == ("审查乙", "审查甲")
    assert Reading(clerk.desk).case(clerk.stream).lanes[0].clerk == "审查甲"


def body(clerk: Clerk, code: str) -> IssuingBody:
    with clerk.desk.store.look() as look:
        found: IssuingBody = look.loaded("catalogue").bodies[code]
        return found


def asked_of(clerk: Clerk) -> tuple[Clerk, str, str]:
    """DL: 自规 has the item, 生态 is asked; the deputy is of 自规."""
    clerk.on("10-12").receives("S2-02", "S1-15").accepts(1)
    name = body(clerk, "ecology").short
    clerk.asks(1, name)
    return clerk.reviewer(clerk.item(1).department, "审查乙"), clerk.item(1).department, name


def test_a_deputy_answers_what_the_department_of_his_a_post_was_asked(clerk: Clerk) -> None:
    second, _, name = asked_of(clerk)
    reply = {"department": name, "document": "示范环函〔2026〕9号"}
    assert f"向“{name}”征求的" in str(clerk.nothing_recorded(lambda: second.hears(1, **reply)))
    assert [row.asked for row in tasks(second.desk).rows if row.asked] == []
    appointed(clerk, first="审查环", second="审查乙", role="部门", office="ecology")
    theirs = [(row.want.value, row.asked, row.deputy_for) for row in tasks(second.desk).rows if row.asked]
    assert theirs == [("征求意见回复", name, "审查环")]
    second.signs(1)
    assert facts(clerk, "receive_opinion")[DEPUTY] == "审查环"
    second.hears(1, **reply)
    line = next(entry for entry in clerk.entries if entry.act == "give_opinion")
    assert (line.by, line.facts[DEPUTY], line.facts["department"]) == ("审查乙", "审查环", name)
    assert clerk.item(1).opinions[0].replied_on == clerk.today
    assert clerk.desk.store.verify().ok


def test_what_his_own_department_was_asked_he_answers_in_his_own_post(clerk: Clerk) -> None:
    """He stands in for the department that has the item; the opinion asked of his own is not given for the A角."""
    clerk.on("10-12").receives("S2-02").accepts(1)
    name = body(clerk, "ecology").short
    clerk.asks(1, name)
    second = clerk.reviewer("ecology", "审查乙")
    appointed(clerk, first="审查甲", second="审查乙", role="部门", office=clerk.item(1).department)
    second.signs(1).hears(1, department=name)
    assert DEPUTY not in facts(clerk, "give_opinion")
    second.grants(1)
    assert facts(clerk, "grant")[DEPUTY] == "审查甲"


def test_a_deputy_speaks_at_a_meeting_for_the_department_that_was_called(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    first, own = body(clerk, "ecology").name, body(clerk, "water").name
    clerk.convenes(1, departments=(first, own), kind="会审")
    second = clerk.reviewer("water", "审查乙")
    assert "不能由其他部门回复" in str(clerk.nothing_recorded(lambda: second.attends(first)))
    appointed(clerk, first="审查环", second="审查乙", role="部门", office="ecology")
    asked = {(row.asked, row.deputy_for) for row in tasks(second.desk).rows}
    assert asked == {(first, "审查环"), (own, "")}
    second.attends(first, "有意见", "补充排水去向", "《示范条例》第三条")
    assert facts(clerk, "attend")[DEPUTY] == "审查环"
    second.attends(own)
    assert DEPUTY not in facts(clerk, "attend")


def test_the_item_is_his_who_first_acted_on_it_in_the_department(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09", "S2-02")
    office = clerk.item(1).department
    first, other = clerk.reviewer(office, "审查甲"), clerk.reviewer(office, "审查丙")
    assert clerk.item(1).clerk == ""
    first.remarks(1)
    other.remarks(1)
    clerk.accepts(1, 2)
    assert (clerk.item(1).clerk, clerk.item(2).clerk) == ("审查甲", "")
    assert "没有您承办" in str(
        clerk.nothing_recorded(
            lambda: press(other.desk, "无", hand_over_many((clerk.stream,), Given("审查甲", "轮岗")))
        )
    )
    listed = str(
        press(first.desk, clerk.press(), hand_over_many((clerk.stream,), Given("审查丙", "借调")))["streams"][0]
    )
    assert clerk.case.handings[0].items == (1,)
    assert "等接收" in str(
        clerk.nothing_recorded(
            lambda: press(first.desk, "重", hand_over_many((clerk.stream,), Given("审查丙", "借调")))
        )
    )
    press(other.desk, clerk.press(), take_over(listed))
    assert (clerk.item(1).clerk, clerk.case.clerk) == ("审查丙", A)
    assert clerk.desk.store.verify().ok


def test_the_deputy_takes_over_what_was_handed_to_the_one_he_stands_in_for(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    appointed(clerk, first="综合窗口丙", second=B)
    listed = str(
        press(clerk.desk, clerk.press(), hand_over_many((clerk.stream,), Given("综合窗口丙", "轮岗")))["streams"][0]
    )
    press(clerk.another().desk, clerk.press(), take_over(listed))
    assert clerk.case.clerk == "综合窗口丙"
    with clerk.desk.store.look() as look:
        assert look.entries(listed)[-1].facts[DEPUTY] == "综合窗口丙"
        assert handing.found(look, listed).ended_by == B


def test_who_may_say_so_and_what_makes_no_sense(clerk: Clerk) -> None:
    clerk.on("10-12")
    assert "窗口无权办理“A/B角登记”" in str(
        clerk.nothing_recorded(lambda: press(clerk.desk, "自己", deputies.appoint(pair())))
    )
    why = clerk.nothing_recorded(
        lambda: appointed(clerk, first="", second="", role="督查", since=date(2026, 10, 12), until=date(2026, 10, 1))
    )
    assert isinstance(why, Faults)
    assert [name for name, _ in why.faults] == ["first", "second", "role", "until", "until"]
    assert "请选A角所在的部门" in str(clerk.nothing_recorded(lambda: appointed(clerk, role="部门", office="没有")))
    assert "不能是同一个人" in str(clerk.nothing_recorded(lambda: appointed(clerk, second=A)))
    appointed(clerk)
    assert "期间重叠" in str(clerk.nothing_recorded(lambda: appointed(clerk, first=B, second=A)))
    appointed(clerk, since=date(2026, 10, 19), until=None)  # after the first has run out
    with clerk.desk.store.look() as look, pytest.raises(Refusal, match="没有这对"):
        deputies.found(look, 99)
    counts = dict(deputies_of(clerk.desk).counts)
    assert counts == {DeputyFilter.NOW: 1, DeputyFilter.LATER: 1, DeputyFilter.OVER: 0, DeputyFilter.ALL: 2}


def test_the_sheet_says_who_stands_in_for_whom_before_it_is_pressed(clerk: Clerk) -> None:
    head = clerk.on("10-12").another("后台", "领导", "中心主任")
    form = form_of(head.desk, "appoint_deputy")
    assert DEPUTIES.trial(head.desk, form, "", "按", form.values).lacking == ("A角", "B角")
    values = {**form.values, "first": A, "second": B, "way": "互为A/B角"}
    trial = DEPUTIES.trial(head.desk, form, "", "按", values)
    assert trial.rehearsed.shown is not None
    assert trial.rehearsed.consequence is not None
    assert f"{A}也代{B}" in trial.rehearsed.consequence.sentences[0]
    DEPUTIES.confirm(head.desk, form, "", "按", values, trial.rehearsed.shown)
    no = deputies_of(head.desk).rows[0].no
    ending = form_of(head.desk, "end_deputy", no)
    shown = DEPUTIES.trial(head.desk, ending, f"deputies/{no}", "止", {"reason": "回岗"}).rehearsed
    assert shown.consequence is not None
    assert "不再代" in shown.consequence.sentences[0]

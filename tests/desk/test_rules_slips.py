"""Enquiries and hand slips (A9): what is asked and answered about a case; what was received while the program was off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bingliang.desk.acts.forms import form_of
from bingliang.desk.acts.offers import offers
from bingliang.desk.demo.story import BEIJING
from bingliang.desk.papers import late_slips
from bingliang.desk.papers.hand_slips import slip
from bingliang.desk.papers.late_slips import HandSlip
from bingliang.ledger.acts import ACTS, Refusal
from tests.clerk import Clerk, day
from tests.desk.printed import text_of

# ── A9 咨询登记 ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a9_an_enquiry_is_logged_with_what_was_said_and_moves_nothing(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    dates = (clerk.due(1), clerk.promised(1), clerk.item(1).state)
    clerk.on("10-14").logs("办到哪一步了", "正在办理，10月19日前办好")
    assert (clerk.due(1), clerk.promised(1), clerk.item(1).state) == dates
    assert ACTS["consult"].article == "《行政许可法》第三十条第二款"
    line = clerk.view.log[0]
    assert (line.act, line.text) == (
        "咨询登记", "经办人（示范）（电话）问：办到哪一步了；答：正在办理，10月19日前办好",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"caller": " "}, "请填写咨询人"),
        ({"question": ""}, "请填写问什么"),
        ({"answer": ""}, "请填写怎样答复"),
        ({"means": "飞鸽"}, "不在清单中"),
        ({"on": "10-11"}, "应在收件日2026-10-12与今天之间"),
        ({"on": "10-15"}, "与今天之间"),
        ({"on": "10-13"}, "属于补录"),
    ],
)
def test_a9_an_enquiry_says_who_what_and_when(clerk: Clerk, given: dict[str, str], said: str) -> None:
    clerk.on("10-12").receives("S3-09").on("10-14")
    assert said in str(clerk.nothing_recorded(lambda: clerk.logs(**given)))


def test_a9_the_answer_to_read_aloud_stands_in_the_sheet_and_an_agent_may_log(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    agent = clerk.another(role="代办", name="代办专员甲")
    found = offers(agent.desk, clerk.stream).case
    form = form_of(agent.desk, clerk.stream, next(one for one in found if one.name == "consult"))
    assert form.values["answer"] == clerk.view.sentence
    agent.presses = [600]
    agent.logs()
    assert clerk.entries[-1].by == "代办专员甲"
    refused = clerk.reviewer("city-management").nothing_recorded(lambda: clerk.reviewer("city-management").logs())
    assert "部门无权办理“咨询登记”" in str(refused)


def test_a_lost_slip_is_declared_void_by_the_statement_and_only_once(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    said: dict[str, Any] = {
        "loss__bearer": "受托人",
        "loss__identity": "居民身份证，末四位1014",
        "loss__authority": "授权委托书",
    }
    clerk.draws("lost_receipt", **said)
    void = {paper.form for paper in clerk.case.papers if paper.void_reason}
    assert void == {"receipt", "slip80"}
    assert "已经声明作废" in str(clerk.nothing_recorded(lambda: clerk.draws("lost_receipt", **said)))


# ── A9 手工凭证补录 ───────────────────────────────────────────────────────────────────────────────────────────────

SLIP = HandSlip("SG-2026-0001", "停电，次日9时恢复", "综合窗口负责人")


def by_hand(clerk: Clerk, at: datetime, slip: HandSlip = SLIP) -> Clerk:
    visit = replace(clerk.visit("S3-09"), received_at=at, slip=slip)
    return clerk.hands_in(visit)


MONDAY = datetime(2026, 10, 12, 15, 40, tzinfo=BEIJING)


def test_a9_a_hand_slip_is_entered_with_its_true_time_number_reason_and_approver(clerk: Clerk) -> None:
    assert clerk.on("10-12").reserves() == SLIP.number
    by_hand(clerk.on("10-14"), MONDAY)
    case = clerk.case
    assert (case.received_on, case.received_at[:16]) == (day("10-12"), "2026-10-12T15:40")
    facts = clerk.line("receive").facts
    assert (facts["entered_on"], facts["late_reason"]) == ("2026-10-14", SLIP.reason)
    line = clerk.line("late_entry").facts
    assert (line["slip"], line["approver"]) == (SLIP.number, SLIP.approver)
    assert f"手工凭证{SLIP.number}补录，原因：停电，次日9时恢复" in text_of(clerk, "receipt")
    clerk.accepts(1, when="10-14")
    assert clerk.item(1).received_on == day("10-12"), "the period began with the slip"
    with clerk.desk.store.look() as look:
        assert slip(look, SLIP.number).case == case.code
    assert clerk.desk.store.verify().ok


def test_a9_what_lapsed_while_nobody_could_enter_it_has_lapsed(clerk: Clerk) -> None:
    """No better date by a late entry: Monday's slip entered after its five workdays is accepted by silence, on Monday."""
    clerk.on("10-21").reserves()
    by_hand(clerk, MONDAY)
    acceptance = clerk.item(1).acceptance
    assert acceptance is not None
    assert (acceptance.deemed, acceptance.on) == (True, day("10-12"))
    assert clerk.papers("acceptance")


def test_a9_a_slip_of_the_same_morning_is_no_late_day_but_is_named(clerk: Clerk) -> None:
    clerk.on("10-12", "11:00").reserves()
    by_hand(clerk, datetime(2026, 10, 12, 9, 10, tzinfo=BEIJING))
    assert "entered_on" not in clerk.line("receive").facts
    assert clerk.case.hand_slip == SLIP.number
    assert "停电，次日9时恢复" in text_of(clerk, "receipt")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"number": " "}, "凭证的编号"), ({"reason": ""}, "为什么当时用手工凭证"), ({"approver": ""}, "须经批准")],
)
def test_a9_a_slip_without_number_reason_or_approver_is_not_entered(
    clerk: Clerk, wrong: dict[str, str], said: str
) -> None:
    clerk.on("10-14").reserves()
    bad = replace(SLIP, **wrong)
    assert said in str(clerk.nothing_recorded(lambda: by_hand(clerk, MONDAY, bad)))
    clerk.receives("S3-09")
    noted = clerk.nothing_recorded(lambda: late_slips.note(clerk.desk, clerk.press(), clerk.stream, bad))
    assert said in str(noted)


def test_a9_a_slip_is_entered_once_never_unreserved_and_never_for_the_future(clerk: Clerk) -> None:
    clerk.on("10-14")
    assert "没有领过号" in str(clerk.nothing_recorded(lambda: by_hand(clerk, MONDAY)))
    clerk.reserves()
    by_hand(clerk, MONDAY)
    said = clerk.nothing_recorded(lambda: clerk.enters_slip("SG-2026-0001"))
    assert isinstance(said, Refusal)
    assert ("一件只有一张" in said.sentence, said.article) == (True, "《行政许可法》第三十二条末款")
    other = clerk.another()
    other.presses = [700]
    assert "不能再用" in str(other.nothing_recorded(lambda: by_hand(other, MONDAY)))
    later = datetime(2026, 10, 14, 9, 30, tzinfo=BEIJING)
    assert "晚于现在" in str(other.nothing_recorded(lambda: by_hand(other, later)))


def test_a9_a_slip_found_afterwards_is_noted_and_moves_no_date(clerk: Clerk) -> None:
    clerk.on("10-14").receives("S3-09")
    clerk.enters_slip()
    assert (clerk.case.hand_slip, clerk.case.received_on) == ("SG-2026-0001", day("10-14"))
    assert "手工收件凭证SG-2026-0001" in clerk.view.log[0].text

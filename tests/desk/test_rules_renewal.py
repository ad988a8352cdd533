"""A6, A12: a permit that runs out is decided on before its last day, which rolls back; else the law renews it by itself (第五十条)."""

from __future__ import annotations

from datetime import date

import pytest

from bingliang.desk.calendar.account_view import accounts_of
from bingliang.desk.calendar.notices import publish
from bingliang.desk.zone.editions import adopt_zone, zone_text
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from bingliang.ledger.workdays import Arrangement, Notice
from bingliang.mechanism.online_approval import events
from bingliang.mechanism.overall import asked_in_time
from bingliang.mechanism.supervision import findings
from bingliang.mechanism.time_limits.renewing import renewable
from tests.clerk import Clerk, day
from tests.desk.printed import text_of


@pytest.fixture
def renewing(clerk: Clerk) -> Clerk:
    """Sixty days to handle it; the old one runs out on Sunday 2026-11-15."""
    return clerk.on("10-12").receives("S2-04").renews(1, "2026-11-15").accepts(1)


def test_a6_a_renewal_is_due_on_the_last_workday_before_its_permit_runs_out(renewing: Clerk) -> None:
    line = renewing.clocks(1).statutory
    assert line is not None
    assert (line.on, line.provisional) == (day("11-13"), False), "a Sunday rolls back to Friday, never on to Monday"
    assert renewing.rows()[0].due_on == day("11-13")
    assert renewing.line("accept").facts["due"] == "2026-11-13"
    assert renewing.clocks(1).promised.on <= line.on  # type: ignore[union-attr]  # it has one
    assert "原许可有效期至11月15日，届满前应作出决定" in renewing.view.sentence
    names = [one.name for one in accounts_of(renewing.item(1), renewing.desk.calendar())]
    assert "有效期届满前" in names
    assert renewing.desk.store.verify().ok


def test_a6_neither_a_special_step_nor_a_later_catalogue_moves_that_day(renewing: Clerk) -> None:
    renewing.on("10-20").stops(1, "专家评审", 15)
    assert renewing.due(1) == "11-13"


def test_a12_no_decision_before_it_runs_out_is_a_renewal(renewing: Clerk) -> None:
    renewing.on("11-15").sweeps()
    assert renewing.item(1).state is ItemState.HANDLING, "the last day is the body's"
    renewing.on("11-16").sweeps()
    item = renewing.item(1)
    assert item.decision is not None
    assert (item.decision.word, item.decision.on, item.decision.entered_on) == ("准予", day("11-15"), day("11-16"))
    assert item.decision.document == "示范排许〔2021〕9号（视为准予延续）"
    assert item.state is ItemState.DECIDED
    assert [one.code for one in events(renewing.entries, 0)][-1] == 11
    kinds = [(one.kind, one.article) for one in findings(renewing.case, renewing.today, renewing.desk.calendar())]
    assert ("逾期未决定延续", "《行政许可法》第五十条第二款") in kinds
    assert isinstance(renewing.nothing_recorded(lambda: renewing.refuses(1)), Refusal)
    before = len(renewing.entries)
    renewing.sweeps()
    assert len(renewing.entries) == before, "once, whichever counter comes first"
    renewing.delivers(1)
    assert renewing.desk.store.verify().ok


def test_a12_the_applicant_has_a_paper_of_it_with_the_account_of_days(renewing: Clerk) -> None:
    renewing.on("11-16").sweeps()
    (paper,) = renewing.papers("deemed_renewal")
    rows = [(row["what"], row["on"]) for row in paper.facts["renewal_days"]]
    assert rows == [
        ("提出申请（收件）", "2026-10-12"), ("受理", "2026-10-12"), ("最迟决定日", "2026-11-13"),
        ("原许可有效期届满", "2026-11-15"),
    ]  # fmt: skip
    words = text_of(renewing, "deemed_renewal")
    for said in (
        "视为准予延续",
        "示范排许〔2021〕9号",
        "距届满34日，应在届满三十日前提出",
        "提前到前一个工作日",
        "岳阳市生态环境局",
    ):
        assert said in words
    renewing.sweeps()
    assert len(renewing.papers("deemed_renewal")) == 1
    renewing.sets(seal_register=True)
    assert "还没有登记用印" in str(renewing.nothing_recorded(lambda: renewing.delivers(1)))
    renewing.marks("用印", "deemed_renewal").delivers(1)
    assert renewing.desk.store.verify().ok


def test_a12_while_the_body_is_incomplete_the_renewal_stands_and_its_paper_follows(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S2-04").renews(1, "2026-11-15").accepts(1)
    office = clerk.item(1).body
    with clerk.desk.store.look() as look:
        held = look.loaded("catalogue").bodies[office]
    text = zone_text(clerk.desk)
    adopt_zone(clerk.administrator().desk, clerk.press(), text.replace(f'seal = "{held.seal}"', 'seal = ""'), "缺印章")
    clerk.on("11-16").sweeps()
    assert clerk.item(1).decision is not None
    assert not clerk.papers("deemed_renewal")
    adopt_zone(clerk.administrator().desk, clerk.press(), text, "补全")
    clerk.delivers(1)
    assert [paper.items for paper in clerk.papers("deemed_renewal")] == [(1,)]


def test_a6_where_the_catalogue_says_that_it_is_renewed_its_own_days_count(clerk: Clerk) -> None:
    """排污许可: sixty days before it runs out; forty days are not in time, and nothing is presumed."""
    clerk.on("10-12").receives("S4-11").renews(1, "2026-11-21", ground="").accepts(1)
    assert clerk.line("note_renewal").facts["ahead"] == 60
    assert not asked_in_time(clerk.item(1))
    clerk.receives("S4-11").renews(1, "2026-12-11", ground="").accepts(1)
    assert asked_in_time(clerk.item(1)), "the sixtieth day before it"


def test_a6_what_the_catalogue_says_of_renewal() -> None:
    assert renewable("5年；届满60日前申请延续，20日办结") == 60
    assert renewable("5年，届满前申请延续") == 30
    assert renewable("2年内开工；可延期1次≤1年，须届满30个工作日前申请") is None
    assert renewable("") is None


def test_a12_an_act_sees_what_silence_has_renewed(renewing: Clerk) -> None:
    renewing.on("11-16")
    said = renewing.nothing_recorded(lambda: renewing.refuses(1))
    assert isinstance(said, Refusal)


def test_a12_asked_for_too_late_nothing_is_presumed(clerk: Clerk) -> None:
    """Nine days before the end: the applicant has not done what 第五十条 asks of him."""
    clerk.on("10-12").receives("S3-06").renews(1, "2026-10-21").accepts(1)
    assert not asked_in_time(clerk.item(1))
    assert clerk.due(1) == "10-21"
    clerk.on("10-26").sweeps()
    assert clerk.item(1).state is ItemState.HANDLING


def test_a6_only_what_runs_out_is_renewed_and_only_before_it_has(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09")
    said = alone.nothing_recorded(lambda: alone.renews(1))
    assert isinstance(said, Refusal)
    assert "没有有效期，没有延续申请" in said.sentence
    alone.receives("S3-06")
    assert "已经届满，不能延续" in str(alone.nothing_recorded(lambda: alone.renews(1, "2026-10-11")))
    assert "编号" in str(alone.nothing_recorded(lambda: alone.renews(1, document=" ")))
    asked = str(alone.nothing_recorded(lambda: alone.renews(1, ground=" ")))
    assert "没有写明可以延续；请填写依据哪部法律、法规第几条可以延续" in asked
    assert "写“有关规定”不算依据" in str(alone.nothing_recorded(lambda: alone.renews(1, ground="有关规定")))
    alone.renews(1)
    assert "（延续申请，原许可有效期至3月31日），10月19日前受理或一次告知" in alone.view.sentence
    assert alone.view.log[0].text == "延续示范排许〔2021〕9号，有效期至 2027-03-31"
    assert "已登记为延续申请" in str(alone.nothing_recorded(lambda: alone.renews(1)))
    alone.amends(alone.line("note_renewal").seq, {"expires_on": "2026-12-31"})
    assert alone.item(1).expires_on == day("12-31")
    alone.accepts(1)
    assert isinstance(alone.nothing_recorded(lambda: alone.renews(1)), Refusal)


def test_a14_a_notice_brings_the_day_before_the_expiry_forward(clerk: Clerk) -> None:
    """The last workday before the end becomes a rest day: the decision is due the workday before it."""
    clerk.on("12-18").receives("S2-04").renews(1, "2027-01-20").accepts(1)
    assert clerk.due(1) == "2027-01-20"
    rest = Notice(
        id="practice-rest", title="演示文本，非国务院通知", document_number="", published=date(2026, 12, 18), year=2027,
        arrangements=(Arrangement("元旦", (date(2027, 1, 1), date(2027, 1, 20)), ()),),
    )  # fmt: skip
    publish(clerk.administrator().desk, "notice/rest", rest)
    assert clerk.due(1) == "2027-01-19"
    assert clerk.rows()[0].due_on == date(2027, 1, 19)
    assert clerk.desk.store.verify().ok

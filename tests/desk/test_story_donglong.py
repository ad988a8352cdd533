"""The hero of the sample zone (东龙) and the invented firm, held to every date, state and figure of the story.

The story's files say only what the clerk did and when; everything asserted here was computed by the program.
"""

from __future__ import annotations

import io
import re
import tomllib
import uuid
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pytest
from pypdf import PdfReader

from bingliang.desk.demo.demonstration import demonstrate, papers
from bingliang.desk.demo.story import CLERK, StoryClock
from bingliang.desk.desk import open_desk, stream_of
from bingliang.desk.papers.issuing import issue_all
from bingliang.desk.reading import Reading
from bingliang.desk.rows import ListFilter
from bingliang.ledger.case import Case, ItemState
from bingliang.ledger.folding import fold
from bingliang.mechanism.supervision import findings
from bingliang.mechanism.time_limits import deducted
from bingliang.mechanism.time_limits.clocks import promised_term, statutory_term
from bingliang.settings import factory
from tests.clerk import Clerk, day
from tests.databases import _administration, address_of, daily_address

DL = stream_of("demo/DL/receive")
FIRM = {letter: stream_of(f"demo/SLJG{letter}/receive") for letter in "ABC"}


def _fresh(kind: str, request: pytest.FixtureRequest, tmp: pytest.TempPathFactory) -> Iterator[str]:
    if kind == "sqlite":
        yield str(tmp.mktemp("故事") / "演示 #1.db")
        return
    server: str = request.getfixturevalue("postgresql_server")
    template: str = request.getfixturevalue("postgresql_template")
    name = f"story_{uuid.uuid4().hex[:12]}"
    with _administration(server) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield daily_address(address_of(server, name), template)
    with _administration(server) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _told(kind: str, request: pytest.FixtureRequest, tmp: pytest.TempPathFactory) -> Iterator[str]:
    if kind == "sqlite":
        yield str(request.getfixturevalue("told_again")())
        return
    for where in _fresh(kind, request, tmp):
        demonstrate(where)[0].close()
        yield where


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    """Both stories played to 2026-12-18, 08:50, once on each database."""
    for where in _told(request.param, request, tmp_path_factory):
        clock = StoryClock()
        desk = open_desk(where, CLERK, clock=clock, create=False)
        yield Clerk(desk, clock, DL, where=where)
        desk.close()


class Row(NamedTuple):
    """One line of the table of the story; `wd` is the statutory date by workdays where the law states no unit."""

    no: int
    code: str
    received: str
    accepted: str
    due: str
    wd: str
    promised: str
    decided: str
    delivered: str
    until: str
    accepted_due: str = ""
    accepted_promised: str = ""


TABLE = [
    Row(1, "S1-10", "10-12", "10-12", "11-23", "", "10-15", "10-15", "10-16", "10-29"),
    Row(2, "S2-02", "10-12", "10-14", "11-11", "", "10-21", "10-21", "10-22", "11-04"),
    Row(3, "S2-05", "10-12", "10-14", "11-11", "11-23", "10-28", "10-30", "11-02", "11-13"),
    Row(4, "S3-09", "10-12", "10-14", "11-11", "", "10-19", "10-16", "10-16", "10-30"),
    Row(5, "S3-07", "10-12", "10-20", "11-17", "", "10-23", "10-22", "10-23", "11-05"),
    Row(6, "S2-08", "10-12", "10-20", "10-20", "", "10-20", "10-20", "10-20", "11-03"),
    Row(7, "S3-01", "10-21", "10-22", "11-12", "", "10-29", "10-29", "", ""),
    Row(8, "S3-02", "10-21", "10-22", "11-25", "", "11-13", "11-11", "11-12", "11-25", "11-12", "11-02"),
    Row(9, "S3-03", "11-11", "11-12", "11-18", "11-20", "11-17", "11-16", "11-17", "11-30"),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"DL-{row.no}")
def test_every_date_of_the_story(told: Clerk, row: Row) -> None:
    item, lane = told.item(row.no), told.lane(row.no)
    assert item.code == row.code
    assert item.received_on == day(row.received)
    assert item.acceptance is not None
    assert item.acceptance.on == day(row.accepted)
    assert (told.due(row.no), told.promised(row.no)) == (row.due, row.promised)
    assert lane.due_other == (day(row.wd) if row.wd else None)
    assert item.decision is not None
    assert item.decision.on == day(row.decided)
    assert item.delivered_on == (day(row.delivered) if row.delivered else None)
    assert lane.delivery_due == (day(row.until) if row.until else None)
    assert item.state is ItemState.DONE
    facts = told.line("accept", row.no).facts
    assert facts["due"] == day(row.accepted_due or row.due).isoformat()
    assert facts["promised_due"] == day(row.accepted_promised or row.promised).isoformat()


def test_three_items_wait_because_their_documents_do_not_exist_yet(told: Clerk) -> None:
    waits = {no: [wait.no for wait in item.waits_for] for no, item in told.case.items.items() if item.held_on}
    assert waits == {7: [2], 8: [2], 9: [2, 7, 8]}
    assert all(told.item(no).held_on == date(2026, 10, 12) for no in waits)


def test_the_expert_review_takes_nine_workdays_out_of_both_lines(told: Clerk) -> None:
    item, calendar = told.item(8), told.desk.calendar()
    statutory, promised = statutory_term(item), promised_term(item)
    assert statutory is not None
    assert promised is not None
    assert (deducted(statutory, calendar), deducted(promised, calendar)) == (9, 9)
    step = item.steps[0]
    assert (step.served_on, step.told_until, step.result_on) == (day("10-26"), day("11-09"), day("11-06"))


def test_one_promise_is_broken_by_two_workdays_and_no_law(told: Clerk) -> None:
    today = told.desk.today()
    late = {no: told.clocks(no).promise_late(today) for no in told.case.items}
    assert {no: days for no, days in late.items() if days} == {3: 2}
    assert not any(told.clocks(no).statute_late(today) for no in told.case.items)
    found = findings(told.case, today, told.desk.calendar())
    assert [(one.item, one.kind, one.workdays, one.settled) for one in found] == [(3, "承诺超时", 2, True)]
    assert told.item(3).explained_on == day("10-30")


def test_had_the_clock_of_the_building_permit_begun_with_the_visit(told: Clerk) -> None:
    from bingliang.ledger.catalogue import Unit
    from bingliang.mechanism.time_limits import Term, due_on

    assert due_on(Term(day("10-12"), 7, Unit.NOT_STATED), told.desk.calendar()) == day("10-19")


def test_span_serial_sum_and_critical_path(told: Clerk) -> None:
    view = told.view
    assert (view.span_workdays, view.serial_workdays) == (25, 46)
    assert [lane.no for lane in view.lanes if lane.critical] == [2, 8, 9]
    assert view.closed_on == day("11-17")
    assert view.sentence == "本件9项已全部办结（11月17日）。"


def test_seven_bodies_decide_and_the_traffic_police_is_asked(told: Clerk) -> None:
    assert len({item.body for item in told.case.items.values()}) == 7
    opinion = told.item(5).opinions[0]
    assert (opinion.department, opinion.reply_by, opinion.replied_on) == (
        "公安交管部门（示范）", day("10-22"), day("10-21"),
    )  # fmt: skip


def test_one_notice_with_two_rows_on_day_three_of_five(told: Clerk) -> None:
    notices = told.papers("correction")
    assert len(notices) == 1
    facts = notices[0].facts
    assert [(row["material"], row["item"]) for row in facts["defects"]] == [
        ("交通组织方案", told.item(5).name), ("水土保持行政许可承诺书", told.item(6).name),
    ]  # fmt: skip
    assert (facts["case"]["day_number"], facts["case"]["day_limit"], facts["case"]["answer_due"]) == (
        3,
        5,
        "2026-10-19",
    )
    assert facts["correction"]["due"]["date"] == "2026-10-29"
    assert {told.item(no).corrected_on for no in (5, 6)} == {day("10-20")}


def test_acceptance_papers_on_five_days_one_per_body(told: Clerk) -> None:
    found = [(paper.on, paper.items) for paper in told.papers("acceptance")]
    assert found == [
        (day("10-12"), (1,)),
        (day("10-14"), (2,)),
        (day("10-14"), (3,)),
        (day("10-14"), (4,)),
        (day("10-20"), (5,)),
        (day("10-20"), (6,)),
        (day("10-22"), (8,)),
        (day("11-12"), (9,)),
    ]
    assert sorted({on for on, _ in found}) == [day(d) for d in ("10-12", "10-14", "10-20", "10-22", "11-12")]


def test_four_versions_of_the_commitment_and_no_date_for_what_waits(told: Clerk) -> None:
    versions = told.papers("commitment")
    assert [paper.facts["commitment"]["version"] for paper in versions] == [
        "首次",
        "第1次调整",
        "第2次调整",
        "第3次调整",
    ]
    assert [paper.on for paper in versions] == [day(d) for d in ("10-14", "10-20", "10-22", "11-12")]
    assert [paper.facts["commitment"]["replaces"] for paper in versions] == ["", *(p.number for p in versions[:3])]
    first = versions[0].facts
    assert [row["name"] for row in first["accepted"]] == [told.item(no).name for no in (1, 2, 3, 4)]
    assert [row["name"] for row in first["awaiting"]] == [told.item(no).name for no in (5, 6, 7, 8, 9)]
    assert [row["promised_due"] for row in first["awaiting"]] == [""] * 5
    assert [row["promised_due"]["date"] for row in first["accepted"]] == [
        f"2026-{d}" for d in ("10-15", "10-21", "10-28", "10-19")
    ]
    text = _text(told.pdf(versions[0]))
    assert "不改变法定期限" in text
    assert "待受理" in text


def test_the_pledged_item_is_decided_the_same_day_and_checked_later(told: Clerk) -> None:
    item, check = told.item(6), told.clocks(6).verification
    assert check is not None
    assert (check.on, item.verified_on, item.verified_true) == (day("12-01"), day("11-26"), True)
    paper = told.papers("notified_commitment")[0]
    assert paper.on == day("10-20")
    text = _text(told.pdf(paper))
    assert "现已符合" in text
    assert "将于2026年11月20日前符合" in text


def test_papers_of_the_story(told: Clerk) -> None:
    forms = {paper.form for paper in told.case.papers}
    assert forms >= {
        "checklist", "receipt", "truthfulness", "slip80", "correction", "acceptance", "commitment", "special_step",
        "notified_commitment", "grant", "delivery", "opinion_request", "opinion_reply", "opinion_received", "overrun",
        "rating",
    }  # fmt: skip
    assert len(told.case.papers) >= 20
    assert all(paper.sm3 and paper.pages for paper in told.case.papers)


def test_every_pdf_opens_and_no_placeholder_or_blank_mark_is_left(told: Clerk) -> None:
    for name, pdf in papers(told.desk, (DL, *FIRM.values())):
        text = _text(pdf)
        assert text.strip(), name
        assert "{" not in text, name
        assert "None" not in text, name
        assert "示范数据" in text, name


def test_the_applicants_number_and_phone_are_in_no_line_of_the_ledger(told: Clerk) -> None:
    for stream in (DL, *FIRM.values()):
        with told.desk.store.look() as look:
            lines = " ".join(str(dict(entry.facts)) for entry in look.entries(stream))
        assert not re.search("11010519491231002X|440524188001010014|1390000000", lines)


# ── the invented firm ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_firm_withdraws_after_the_notice(told: Clerk) -> None:
    case = _case(told, "A")
    item = case.items[1]
    assert (item.noticed_on, item.correction_until) == (day("10-21"), day("11-04"))
    assert (item.state, item.ending and item.ending.on) == (ItemState.ENDED, day("11-06"))
    assert [paper.form for paper in case.papers][-2:] == ["withdrawal", "returned_materials"]


def test_the_firm_is_refused_with_reasons_article_and_remedies(told: Clerk) -> None:
    case = _case(told, "B")
    item = case.items[1]
    clerk = Clerk(told.desk, told.clock, FIRM["B"])
    assert item.acceptance is not None
    assert (item.acceptance.on, clerk.due(1), clerk.promised(1)) == (day("11-12"), "12-10", "11-17")
    assert item.decision is not None
    assert (item.decision.act, item.decision.on, item.delivered_on) == ("refuse", day("11-17"), day("11-18"))
    text = _text(told.pdf(next(paper for paper in case.papers if paper.form == "refusal")))
    for word in ("第三十三条", "五年", "60日", "6个月"):
        assert word in text, word


def test_one_application_belongs_elsewhere_and_one_needs_no_permit(told: Clerk) -> None:
    case = _case(told, "C")
    assert [item.ending.act for item in case.items.values() if item.ending] == ["decline", "not_required"]
    text = _text(told.pdf(next(paper for paper in case.papers if paper.form == "non_acceptance")))
    assert "岳阳市交通运输局" in text


def test_figures_of_the_two_stories(told: Clerk) -> None:
    cases = [told.case, *(_case(told, letter) for letter in "ABC")]
    items = [item for case in cases for item in case.items.values()]
    endings = [item.ending.act for item in items if item.ending]
    assert sum(len([p for p in case.papers if p.form == "correction"]) for case in cases) == 2
    assert {act: endings.count(act) for act in ("decline", "not_required", "withdraw")} == {
        "decline": 1, "not_required": 1, "withdraw": 1,
    }  # fmt: skip
    assert sum(item.decision is not None and item.decision.act == "refuse" for item in items) == 1
    assert not any(item.acceptance and item.acceptance.deemed for item in items)


# ── the same again ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_second_run_on_the_same_database_changes_nothing(told: Clerk) -> None:
    before = told.state()
    again, summary = demonstrate(told.where)
    assert Clerk(again, told.clock, DL).state() == before
    assert dict(papers(again, summary.streams)) == dict(papers(told.desk, summary.streams))
    assert set(summary.streams) >= {DL, *FIRM.values()}
    again.close()


def test_two_runs_give_the_same_papers_byte_for_byte(
    told: Clerk, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kind = "postgresql" if told.where.startswith("postgresql") else "sqlite"
    for where in _fresh(kind, request, tmp_path_factory):
        other, summary = demonstrate(where)
        assert dict(papers(other, summary.streams)) == dict(papers(told.desk, summary.streams))
        other.close()


def test_the_ledger_verifies(told: Clerk) -> None:
    assert issue_all(told.desk) == 0
    assert told.desk.store.verify().ok


def test_the_window_of_that_morning(told: Clerk) -> None:
    reading = Reading(told.desk)
    assert reading.counts(scope="全部").statute_late == 0
    in_hand = reading.worklist(ListFilter.IN_HAND, scope="全部", after=None, limit=50)
    assert not {DL, *FIRM.values()} & {row.stream for row in in_hand}


def test_b5_real_names_only_in_good_events() -> None:
    home = factory().resources / "demo"
    world = tomllib.loads((home / "enterprises.toml").read_text("utf-8"))
    bad = {"refuse", "withdraw", "decline", "tell_not_required", "notify_once"}
    for path in sorted((home / "stories").glob("*.toml")):
        story = tomllib.loads(path.read_text("utf-8"))
        firms = {act["enterprise"] for act in story["act"] if "enterprise" in act}
        names = [world["enterprise"][firm]["name"] for firm in firms]
        assert all("示范" in name or "虚构" in name for name in names)
        told = {act.get("case", "") for act in story["act"] if act["do"] == "notify_once"}
        ending = {
            act["do"]
            for act in story["act"]
            if act["do"] in bad - {"notify_once"} and (act["do"] != "withdraw" or act.get("case", "") in told)
        }  # a withdrawal for a reason of the firm's own is a neutral event
        if ending:
            assert all("虚构" in name for name in names), path.name
    for firm in world["enterprise"].values():
        assert "虚构" in firm["legal_representative"]


def _case(told: Clerk, letter: str) -> Case:
    with told.desk.store.look() as look:
        found = fold(look.entries(FIRM[letter]))
    assert found is not None
    return found


def _text(pdf: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())

"""The notice for 2027 arrives (practice text, not the State Council's): three water permits move, one of them a week."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from bingliang.desk.calendar.notices import ZONE, preview, publish
from bingliang.desk.loading import ZONE_FILE
from bingliang.desk.reading import Reading
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.standing import Level
from bingliang.ledger.workdays import Arrangement, Notice
from bingliang.store.endings import Outcome
from bingliang.store.work import Work
from tests.clerk import FIRM, Clerk, day


def _days(first: str, last: str) -> tuple[date, ...]:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return tuple(begin + timedelta(n) for n in range((end - begin).days + 1))


PRACTICE = Notice(
    id="practice-2027",
    title="演示文本，非国务院通知：2027年部分节假日安排",
    document_number="",
    published=date(2026, 12, 18),
    year=2027,
    arrangements=(
        Arrangement("元旦", _days("2027-01-01", "2027-01-03"), ()),
        Arrangement("春节", _days("2027-02-05", "2027-02-12"), (date(2027, 1, 31), date(2027, 2, 20))),
    ),
)
THREE = [
    ("岳阳新奥泛能（示范）", "914306000000008875", "12-02", "2027-02-04", "2027-02-03", "12-23"),
    ("岳阳海济药业（示范）", "91430600000000668T", "12-03", "2027-02-11", "2027-02-04", "12-24"),
    ("岳阳同联药业（示范）", "91430600000000772Y", "12-08", "2027-02-16", "2027-02-17", "12-29"),
]


@pytest.fixture
def three(clerk: Clerk) -> dict[str, str]:
    """The three open permits of the sample zone: enterprise → stream; and one beside them that the notice leaves alone."""
    streams = {}
    for name, code, accepted, before, _, promised in THREE:
        clerk.on(accepted).receives("S2-09", enterprise={**FIRM, "id": name, "name": name, "credit_code": code})
        clerk.accepts(1)
        assert (clerk.due(1), clerk.promised(1)) == (before, promised)
        streams[name] = clerk.stream
    clerk.receives("S3-07").accepts(1)
    streams["旁"] = clerk.stream
    return streams


def test_the_preview_shows_the_dangerous_ones_first_and_writes_nothing(clerk: Clerk, three: dict[str, str]) -> None:
    clerk.on("12-18")
    before = clerk.state()
    moved = preview(clerk.desk, PRACTICE)
    assert clerk.state() == before
    assert [(one.enterprise, one.line, one.earlier) for one in moved] == [
        (THREE[0][0], "法定", True),
        (THREE[1][0], "法定", True),
        (THREE[2][0], "法定", False),
    ]
    assert [(one.old.isoformat(), one.new.isoformat()) for one in moved] == [row[3:5] for row in THREE]
    assert len(three) == 4


def test_the_notice_moves_all_three_in_one_transaction(clerk: Clerk, three: dict[str, str]) -> None:
    clerk.on("12-18")
    shown = preview(clerk.desk, PRACTICE)
    answer = publish(clerk.administrator().desk, "notice/2027", PRACTICE)
    assert answer["moved"] == len(shown) == 3
    clerk.stream = ZONE
    facts = clerk.line("publish_notice").facts
    assert [(row["old"], row["new"]) for row in facts["moved"]] == [row[3:5] for row in THREE]  # type: ignore[attr-defined]  # facts are JSON
    assert [row["stream"] for row in facts["moved"]] == [three[row[0]] for row in THREE]  # type: ignore[attr-defined]  # facts are JSON
    for name, _, _, _, after, promised in THREE:
        clerk.stream = three[name]
        assert (clerk.due(1), clerk.promised(1)) == (after, promised)
        item, case = clerk.rows()[0], clerk.rows(Level.CASE)[0]
        assert item.due_on == case.due_on == date.fromisoformat(after)
        assert not item.provisional
        assert (item.promised_on, case.promised_on) == (day(promised), day(promised))
    assert clerk.desk.store.verify().ok


def test_each_moved_case_gets_its_note_and_nobody_else(clerk: Clerk, three: dict[str, str]) -> None:
    clerk.on("12-18")
    publish(clerk.administrator().desk, "notice/2027", PRACTICE)
    numbers = []
    for name, _, _, before, after, _ in THREE:
        clerk.stream = three[name]
        note = clerk.papers("deadline_note")[0]
        numbers.append(note.number)
        row = note.facts["changes"][0]
        acceptance = clerk.item(1).acceptance
        assert acceptance is not None
        assert row["acceptance_number"] == acceptance.number
        assert (row["old_due"], row["new_due"]) == (
            {"date": before, "provisional": True}, {"date": after, "provisional": False},
        )  # fmt: skip
        text = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(clerk.pdf(note))).pages).split())
        assert "演示文本，非国务院通知" in text
        assert "第八十二条" in text
    assert len(set(numbers)) == 3
    clerk.stream = three["旁"]
    assert not clerk.papers("deadline_note")


def test_the_same_notice_twice_is_refused_and_the_same_press_answered(clerk: Clerk, three: dict[str, str]) -> None:
    clerk.on("12-18")
    first = publish(clerk.administrator().desk, "notice/2027", PRACTICE)
    before = clerk.state()
    assert publish(clerk.administrator().desk, "notice/2027", PRACTICE) == first
    with pytest.raises(Refusal, match="已经录入"):
        publish(clerk.administrator().desk, "notice/2027/again", PRACTICE)
    assert clerk.state() == before
    assert preview(clerk.desk, PRACTICE) == ()
    assert three


def test_the_banner_speaks_of_next_year_until_its_notice_is_there(clerk: Clerk, three: dict[str, str]) -> None:
    clerk.on("12-18")
    assert Reading(clerk.desk).banner == "2027年节假日通知尚未录入，4件暂定"
    publish(clerk.administrator().desk, "notice/2027", PRACTICE)
    assert Reading(clerk.desk).banner == ""
    assert three


def test_an_item_accepted_afterwards_is_counted_by_the_notice(clerk: Clerk) -> None:
    clerk.on("12-18")
    publish(clerk.administrator().desk, "notice/2027", PRACTICE)
    clerk.receives("S2-09").accepts(1)
    line = clerk.clocks(1).statutory
    assert line is not None
    assert not line.provisional


def test_the_calendar_does_not_wait_for_a_paper(clerk: Clerk, three: dict[str, str]) -> None:
    def decide(work: Work) -> Outcome:
        bare = work.edition_files("catalogue")[ZONE_FILE].replace(
            '"岳阳经开区行政审批服务局（政务服务中心）（示范）"', '""', 1
        )
        number = work.adopt("catalogue", {ZONE_FILE: bare})
        facts = {"kind": "catalogue", "edition": number, "on": work.today.isoformat(), "name": "没有牵头单位"}
        return Outcome((Draft("zone/editions", "adopt_edition", facts),), {"edition": number})

    clerk.desk.store.act("bare", clerk.desk.who, "adopt_edition", decide, adopting=("catalogue",))
    clerk.on("12-18")
    assert publish(clerk.administrator().desk, "notice/2027", PRACTICE)["cases"] == []
    clerk.stream = ZONE
    assert clerk.line("publish_notice").facts["without_note"] == sorted(three[row[0]] for row in THREE)
    clerk.stream = three[THREE[1][0]]
    assert clerk.rows()[0].due_on == date(2027, 2, 4)
    assert clerk.desk.store.verify().ok


LATER = Notice(
    id="practice-later",
    title="演示文本，非国务院通知：元旦顺延的安排",
    document_number="",
    published=date(2026, 12, 21),
    year=2027,
    arrangements=(Arrangement("元旦", _days("2027-01-01", "2027-01-05"), ()),),
)
"""A notice that takes days away instead of adding make-up days: everything moves later."""


def test_a14_a_notice_that_lengthens_a_holiday_moves_what_the_applicant_has_to_do_too(clerk: Clerk) -> None:
    """The mirror case: the last day of a correction and of a deferral become rest days after they were told in writing."""
    clerk.sets(deferral_withdraws=True)
    clerk.on("12-18").receives("S3-07").tells_once((1, "交通组织方案"), until="2027-01-05")
    correcting = clerk.stream
    clerk.receives("S2-09").accepts(1)
    permit, before = clerk.stream, clerk.due(1)
    publish(clerk.administrator().desk, "notice/later", LATER)
    assert clerk.due(1) > before, "45 workdays end later"
    note = next(row for row in clerk.papers("deadline_note")[0].facts["changes"] if row["line"] == "法定期限")
    assert (note["old_due"]["date"], note["new_due"]["date"]) == (before, clerk.due(1))
    assert clerk.rows()[0].due_on == date.fromisoformat(clerk.due(1))
    clerk.stream = correcting
    assert clerk.rows()[0].next_on == date(2027, 1, 6)
    clerk.on("2027-01-06")
    assert "等企业补正，至1月6日" in clerk.view.sentence
    assert clerk.lane(1).word.startswith("待企业补正至 01-06")
    said = clerk.nothing_recorded(lambda: clerk.declines(1, "补正逾期", "没有补正"))
    assert "到2027-01-06才届满" in str(said)
    clerk.takes_back(1, names=["交通组织方案"]).accepts(1)
    assert clerk.item(1).acceptance.on == date(2027, 1, 6)  # type: ignore[union-attr]  # accepted above
    assert clerk.desk.store.verify().ok
    assert permit != correcting


def test_a14_a_deferred_piece_is_in_time_on_the_day_after_a_lengthened_holiday(clerk: Clerk) -> None:
    piece = "水质检测报告或者承诺书"
    clerk.sets(deferral_withdraws=True)
    clerk.on("12-28").receives("S3-06", later=(piece,)).accepts(1, until={1: "2027-01-04"})
    publish(clerk.administrator().desk, "notice/later", LATER)
    clerk.on("2027-01-06")
    assert "等企业补交容缺材料，至1月6日" in clerk.view.sentence
    assert "容缺待补至 01-06" in clerk.lane(1).word
    assert "补齐日到2027-01-06" in str(clerk.nothing_recorded(lambda: clerk.ends_deferral(1)))
    clerk.supplements(1, piece)
    assert clerk.item(1).supplemented_on == date(2027, 1, 6)

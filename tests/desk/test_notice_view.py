"""A notice is pasted: its days beside the old ones, what moves, and what came of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bingliang.desk.calendar.notice_view import apply_notice, propose, text_of_file
from bingliang.desk.calendar.view import Kind
from bingliang.settings import factory
from tests.clerk import Clerk
from tests.desk.test_notices import THREE, _days, three

__all__ = ["three"]

PRACTICE = (factory().resources / "demo" / "notice-2027.txt").read_text("utf-8")


def test_the_practice_text_gives_exactly_the_table_of_the_sample_zone(clerk: Clerk, three: dict[str, str]) -> None:
    clerk.on("12-18")
    before = clerk.state()
    found = propose(clerk.desk, PRACTICE)
    assert clerk.state() == before, "a preview writes nothing"
    shown = [(row.moved.enterprise, row.moved.line, row.days, row.workdays) for row in found.moved]
    assert shown == [(THREE[0][0], "法定", -1, -1), (THREE[1][0], "法定", -7, -1), (THREE[2][0], "法定", 1, 1)]
    assert [(str(row.moved.old), str(row.moved.new)) for row in found.moved] == [row[3:5] for row in THREE]
    assert found.earlier == 2
    assert (found.old_horizon, found.new_horizon) == (date(2026, 12, 31), date(2027, 3, 21))
    assert len(three) == 4


def test_the_days_stand_beside_the_old_ones(clerk: Clerk) -> None:
    clerk.on("12-18")
    found = propose(clerk.desk, PRACTICE)
    assert [(one.festival, one.off, one.work) for one in found.notice.arrangements] == [
        ("元旦", _days("2027-01-01", "2027-01-03"), ()),
        ("春节", _days("2027-02-05", "2027-02-12"), (date(2027, 1, 31), date(2027, 2, 20))),
    ]
    changed = {change.after.on: (change.before.kind, change.after.kind) for change in found.changes if change.changed}
    assert changed == {
        date(2027, 1, 31): (Kind.WEEKEND, Kind.MAKE_UP),
        date(2027, 2, 11): (Kind.WORKDAY, Kind.OFF),
        date(2027, 2, 12): (Kind.WORKDAY, Kind.OFF),
        date(2027, 2, 20): (Kind.WEEKEND, Kind.MAKE_UP),
    }
    assert [(before.month, after.month) for before, after in found.months] == [(1, 1), (2, 2)]


def test_one_act_applies_it_and_says_which_notes_were_made(clerk: Clerk, three: dict[str, str]) -> None:
    clerk.on("12-18")
    found = propose(clerk.desk, PRACTICE)
    done = apply_notice(clerk.administrator().desk, "press/notice", found.notice)
    assert (done.moved, done.without) == (3, ())
    assert {note.stream: note.enterprise for note in done.notes} == {three[row[0]]: row[0] for row in THREE}
    for note in done.notes:
        clerk.stream = note.stream
        assert [paper.number for paper in clerk.papers("deadline_note")] == [note.number]
    assert apply_notice(clerk.administrator().desk, "press/notice", found.notice) == done, (
        "the same press is answered the same"
    )
    again = propose(clerk.desk, PRACTICE)
    assert again.known
    assert again.moved == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("  \n", "还没有通知原文"),
        (PRACTICE.replace("1月31日（周日）", "1月30日（周日）"), "1月30日"),
        (PRACTICE.replace("2月5日至12日", "2月5日至11日"), "写的是8天，按日期却是7天"),
        (PRACTICE.replace("2026年12月18日", ""), "没有公布日期"),
    ],
    ids=["empty", "wrong-weekday", "wrong-count", "undated"],
)
def test_what_cannot_be_read_is_named_in_one_sentence(clerk: Clerk, text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as fault:
        propose(clerk.desk, text)
    assert str(fault.value).count("。") == 1


def test_year_and_day_may_be_given_where_the_text_is_silent(clerk: Clerk) -> None:
    bare = "春节：2月5日至12日放假调休，共8天。1月31日（周日）、2月20日（周六）上班。"
    found = propose(clerk.desk, bare, year=2027, published=date(2026, 11, 4), title="示范通知")
    assert (found.notice.year, found.notice.published, found.notice.title) == (2027, date(2026, 11, 4), "示范通知")


def test_a_text_file_is_read_in_utf8_and_in_the_old_encoding(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        (tmp_path / "通知.txt").write_bytes(PRACTICE.encode(encoding))
        assert text_of_file(str(tmp_path / "通知.txt")) == PRACTICE
    (tmp_path / "通知.txt").write_bytes(b"\x89PNG\xff\xfe\x00")
    with pytest.raises(ValueError, match="不是文本文件"):
        text_of_file(str(tmp_path / "通知.txt"))
    with pytest.raises(ValueError, match="打不开"):
        text_of_file(str(tmp_path / "没有.txt"))

"""打印日记: how often a paper was printed here, across restarts, two windows and a power cut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bingliang.desk.printed import FILE, Journal, Printed

FIRST = Printed(
    sm3="ab" * 32, stream="case/1", seq=3, number="示范受〔2026〕第0001号", title="受理通知书", kind="公文",
    printer="窗口3 #1", copies=2, reprint=0, at="2026-12-18T08:50:00+08:00", by="综合窗口甲",
)  # fmt: skip


def test_an_empty_journal_knows_nothing(workspace: Path) -> None:
    journal = Journal(workspace / "还没有")
    assert journal.times(FIRST.sm3) == 0
    assert journal.last is None
    assert not journal.path.exists()


def test_prints_are_counted_and_outlive_the_program(workspace: Path) -> None:
    journal = Journal(workspace / "新文件夹")
    journal.enter(FIRST)
    journal.enter(replace(FIRST, reprint=1))
    journal.enter(replace(FIRST, sm3="cd" * 32))
    assert (journal.times(FIRST.sm3), journal.times("cd" * 32)) == (2, 1)
    again = Journal(workspace / "新文件夹")
    assert again.times(FIRST.sm3) == 2
    assert again.last == replace(FIRST, sm3="cd" * 32)


def test_two_windows_share_one_journal(workspace: Path) -> None:
    one, two = Journal(workspace), Journal(workspace)
    one.enter(FIRST)
    assert two.times(FIRST.sm3) == 1
    two.enter(replace(FIRST, reprint=1))
    assert one.times(FIRST.sm3) == 2


def test_a_torn_line_is_passed_over_and_the_next_one_is_whole(workspace: Path) -> None:
    journal = Journal(workspace)
    journal.enter(FIRST)
    path = workspace / FILE
    path.write_bytes(path.read_bytes() + '{"sm3": "写了一半'.encode())
    torn = Journal(workspace)
    assert torn.times(FIRST.sm3) == 1
    torn.enter(replace(FIRST, reprint=1))
    assert torn.times(FIRST.sm3) == 2
    assert Journal(workspace).times(FIRST.sm3) == 2


def test_foreign_lines_are_passed_over(workspace: Path) -> None:
    (workspace / FILE).write_text('[]\n{"sm3": 3}\nnull\n\n', encoding="utf-8")
    assert Journal(workspace).last is None


def test_a_journal_that_cannot_be_written_says_that_the_paper_was_printed(workspace: Path) -> None:
    (workspace / FILE).mkdir()
    with pytest.raises(ValueError, match=r"已打印，但打印日记.*不会标“补打”") as said:
        Journal(workspace).enter(FIRST)
    assert str(said.value).count("。") == 1
    with pytest.raises(ValueError, match="读不出来"):
        Journal(workspace).times(FIRST.sm3)

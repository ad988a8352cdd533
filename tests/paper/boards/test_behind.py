"""What lies behind a board: every figure opens its lines of the ledger; no number of a person is on any."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bingliang.boards.figures import Source
from bingliang.boards.flags import Exemption
from bingliang.paper import pages
from bingliang.paper.boards import daily, export, flags, gantt, roll, sizes, stage, tokens, weekly
from bingliang.paper.boards.canvas import pdf
from bingliang.paper.boards.ink import Board, Text
from tests.paper.boards import sample

SCREEN = sizes.screen(1920, 1080)
PLANTED = ("13912345678", "43062119900307123X", "0730-8812345", "１３９１２３４５６７８")


def behind(boards: Sequence[Board]) -> set[Source]:
    return {source for board in boards for spot in board.spots for source in spot.sources}


def test_every_figure_of_an_issue_opens_its_lines() -> None:
    one = sample.issue()
    shown = behind(daily.frames(one, SCREEN))
    owed = [tile.figure for tile in one.tiles] + [row.percent for row in one.projects]
    owed += [figure for row in one.departments for figure in (row.percent, row.projects, row.late, row.overdue)]
    assert {source for figure in owed for source in figure.sources} <= shown
    assert {source for row in one.problems for source in row.sources} <= shown
    assert {row.source for row in one.comments} <= shown
    assert one.position is not None
    assert any((source.stream, source.seq) == (one.position.stream, one.position.seq) for source in shown)


def test_every_figure_of_the_other_boards_opens_its_lines() -> None:
    table, digest, plan = sample.commanders(), sample.digest(), sample.plan()
    shown = behind(stage.frames(table, SCREEN))
    assert {source for row in table.rows for figure in (row.month_done, row.month_percent, row.total)
            for source in figure.sources} <= shown  # fmt: skip
    assert {source for row in table.contest for points in row.points for source in points.figure.sources} <= shown
    said = {source for news in digest.news for one in news.sentences for source in one.sources}
    assert said <= behind([weekly.long(digest)])
    assert said <= behind(weekly.pages(digest))
    tasks = {source for section in plan.sections for task in section.tasks for source in task.sources}
    assert tasks == behind([gantt.poster(plan)])
    assert behind(flags.sheets(sample.issue())) == {
        source for row in (*sample.issue().red(), *sample.issue().black()) for source in row.percent.sources
    }


def test_the_smallest_figure_under_a_point_is_the_one() -> None:
    board = roll.boards(sample.issue(), SCREEN)[0]
    wide, high = board.size.units
    for spot in board.spots:
        found = board.spot_at((spot.x + spot.wide / 2) / wide, (spot.y + spot.high / 2) / high)
        assert found is not None
        assert found.wide * found.high <= spot.wide * spot.high
    assert board.spot_at(0.999, 0.999) is None


def every(words: str) -> list[Board]:
    """All boards with those words wherever somebody can write some."""
    one = sample.issue()
    one = replace(
        one,
        lead=words,
        note=words,
        problems=tuple(replace(row, words=words, outcome=words) for row in one.problems),
        comments=tuple(replace(row, text=words, answer=words) for row in one.comments),
        projects=tuple(replace(row, agent=words, flag_reason=words, firm=words) for row in one.projects),
    )
    table = sample.commanders()
    table = replace(table, rows=tuple(replace(row, annual=words, month_goal=words, leader=words) for row in table.rows))
    digest = replace(sample.digest(), lead=words, issue=one)
    plan = replace(sample.plan(), person=words, leader=words)
    return [
        *daily.frames(one, SCREEN), *roll.boards(one, sizes.screen(1280, 384)), *roll.posters(one), *flags.sheets(one),
        *stage.frames(table, SCREEN), *stage.posters(table), weekly.long(digest), *weekly.pages(digest),
        gantt.poster(plan),
    ]  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED)
def test_no_number_of_a_person_is_on_any_board(planted: str, tmp_path: Path) -> None:
    boards = every(f"请打{planted}找他")
    bare = re.sub(r"\D", "", planted.translate({0xFF10 + n: 0x30 + n for n in range(10)}))[:11]
    for board in boards:
        told = "".join(board.words) + board.title + "".join(spot.words for spot in board.spots)
        assert planted not in told
        assert bare not in re.sub(r"\D", "", told)
    assert any("已略去" in "".join(board.words) for board in boards)
    export.one_pdf(boards, tmp_path / "all.pdf", f"请打{planted}")
    made = (tmp_path / "all.pdf").read_bytes()
    assert all(planted not in pages.page_text(made, at) for at in range(len(boards)))


def luminance(code: str) -> float:
    parts = [int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [tokens.DARK, tokens.LIGHT], ids=["dark", "light"])
def test_words_stand_out_from_what_they_are_on(theme: tokens.Theme) -> None:
    for ground in (theme.ground, theme.panel):
        for colour in (theme.text, theme.text2, theme.ok, theme.warn, theme.late, theme.gold):
            assert contrast(colour, ground) >= 4.5, (colour, ground)
        for mark in (theme.ok_mark, theme.late_mark):
            assert contrast(mark, ground) >= 3, mark
    assert contrast(theme.on_flag, theme.red) >= 4.5
    assert contrast(theme.rim, theme.ground) >= 4.5, "a black flag is seen by its rim"


def test_a_flag_is_said_in_words_beside_its_colour() -> None:
    first = roll.boards(sample.issue(), SCREEN)[0]
    words = [one.words for one in first.ink if isinstance(one, Text)]
    assert words.count("红旗") == 2
    assert words.count("黑旗") == 1


def test_a_draft_says_so_on_paper_too() -> None:
    draft = replace(sample.issue(), position=None)
    for board in (*roll.posters(draft), *flags.sheets(draft)):
        assert "没有冻结" in "".join(board.words)


def test_a_correction_and_a_spared_flag_are_told_with_their_reasons() -> None:
    one = sample.issue()
    spared = Exemption("强降雨停工", "管委会主任", "会议纪要3号", Source("issue/8", 4, "批准豁免"))
    last = replace(
        one.projects[-1],
        flag="",
        exemption=spared,
        flag_reason="旬进度63%；经管委会主任批准豁免：强降雨停工",
        note="下旬专题推进",
    )
    header = replace(one.header, erratum=1, reason="投资额录错")
    one = replace(one, header=header, projects=(*one.projects[:-1], last))
    for boards in (daily.frames(one, SCREEN), roll.posters(one), [weekly.long(replace(sample.digest(), issue=one))]):
        told = "".join("".join(board.words) for board in boards)
        for words in ("更正1", "更正理由：投资额录错", "批准豁免：强降雨停工", "下旬专题推进"):
            assert words in told
    assert any("批准豁免" in board.words for board in daily.frames(one, SCREEN)), "beside the project too"
    table = replace(sample.commanders(), erratum=1, reason="目标录错")
    assert "更正理由：目标录错" in "".join("".join(board.words) for board in stage.posters(table))


def test_the_same_issue_makes_the_same_bytes() -> None:
    made = pdf(daily.frames(sample.issue(), SCREEN), "日日播")
    assert made == pdf(daily.frames(sample.issue(), SCREEN), "日日播")
    assert pages.page_count(made) == len(daily.frames(sample.issue(), SCREEN))

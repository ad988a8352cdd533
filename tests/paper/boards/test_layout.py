"""Every board on every screen and sheet: nothing runs off, no words over others, letters large enough, issue and cut-off on each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations

import pytest

from bingliang.boards.daily_broadcast import Issue
from bingliang.paper.boards import daily, flags, gantt, roll, sizes, stage, tokens, weekly
from bingliang.paper.boards.ink import Board, Box, Text
from tests.paper.boards import sample

SCREENS = ((1920, 1080), (3840, 2160), (1280, 720), (1280, 384), (960, 320), (1600, 360), (1080, 1920), (2560, 640))
LONG = "这一段话很长，" * 60


def worse() -> Issue:
    """The longest a 旬 can bring: forty projects with long names, long problems, a long lead, a long comment."""
    one = sample.issue(40)
    projects = tuple(replace(row, name=f"{row.name}及其配套基础设施建设项目（二期）") for row in one.projects)
    problems = tuple(replace(row, words=row.words + LONG) for row in one.problems)
    comments = tuple(replace(row, text=LONG[:200], answer=LONG[:200]) for row in one.comments)
    return replace(one, lead=LONG, projects=projects, problems=problems, comments=comments)


def bare() -> Issue:
    """The least: a draft of a 旬 in which nothing came about."""
    one = sample.issue(1)
    return replace(one, lead="", problems=(), comments=(), departments=(), rule="", reckoning="", position=None)


def faults(board: Board) -> list[str]:
    """Words off the sheet, and words over words."""
    wide, high = board.size.units
    texts = [one for one in board.ink if isinstance(one, Text)]
    found = [
        f"off: {one.words}"
        for one in texts
        if one.x < -0.6 * one.size or one.x + one.wide > wide + 1 or one.y > high or one.y - one.size * 0.8 < 0
    ]
    for one, other in combinations(texts, 2):
        across = min(one.x + one.wide, other.x + other.wide) - max(one.x, other.x)
        down = min(one.y, other.y) - max(one.y - one.size * 0.76, other.y - other.size * 0.76)
        if across > 2 and down > 2:
            found.append(f"over: {one.words} / {other.words}")
    return found


@pytest.mark.parametrize("size", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("issue", [sample.issue, worse, bare], ids=lambda made: made.__name__)
def test_every_frame_can_be_read(size: tuple[int, int], issue: Callable[[], Issue]) -> None:
    made = issue()
    boards = daily.frames(made, sizes.screen(*size))
    assert boards
    for board in boards:
        assert faults(board) == [], board.title
        assert (board.size.wide, board.size.high) == size
        letters = [one.size * board.size.scale for one in board.ink if isinstance(one, Text)]
        assert min(letters) >= tokens.SMALL
        told = "".join(board.words)
        assert made.header.name in told
        assert "2026-12-10 18:00" in told
        assert sample.MARK in told
        assert ("没有冻结" in told) is (made.position is None)


def foot_of(board: Board) -> float:
    """Where the foot begins: the lowest full-width block."""
    wide = board.size.units[0]
    return max(one.y for one in board.ink if isinstance(one, Box) and one.wide == wide)


@pytest.mark.parametrize("size", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_row_hides_behind_the_foot(size: tuple[int, int]) -> None:
    for board in daily.frames(worse(), sizes.screen(*size)):
        foot = foot_of(board)
        hidden = [one.words for one in board.ink if isinstance(one, Text) and one.y > foot > one.y - one.size * 0.8]
        assert hidden == [], board.title


def sheets() -> Sequence[tuple[str, Board]]:
    one, table = sample.issue(), sample.commanders()
    found = [(f"roll {sheet}", board) for sheet in ("A1", "A0") for by in (roll.PROJECT, roll.DEPARTMENT)
             for board in roll.posters(one, sheet, by=by)]  # fmt: skip
    found += [("roll of forty", board) for board in roll.posters(worse(), "A1")]
    found += [("roll of two hundred", board) for board in roll.posters(sample.issue(200), "A1")]
    found += [(f"flag {sheet}", board) for sheet in ("A4", "A3") for board in flags.sheets(one, sheet)]
    found += [(f"stage {sheet}", board) for sheet in ("A1", "A0", "A3") for board in stage.posters(table, sheet)]
    found += [("stage frame", board) for board in stage.frames(table, sizes.screen(1920, 1080))]
    for digest in (sample.digest(), sample.digest(weekly=False)):
        found += [("long", weekly.long(digest)), *(("page", board) for board in weekly.pages(digest))]
    found += [
        ("gantt", gantt.poster(sample.plan())),
        ("gantt empty", gantt.poster(replace(sample.plan(), sections=()))),
    ]
    return found


@pytest.mark.parametrize(("name", "board"), sheets(), ids=[name for name, _ in sheets()])
def test_every_sheet_can_be_read(name: str, board: Board) -> None:
    assert faults(board) == [], name
    told = "".join(board.words)
    assert sample.MARK in told
    assert "截至2026" in told


def test_two_metres_on_a1_and_an_arm_on_a4() -> None:
    """Letters of what is read: 9 mm and more on the wall, 3.4 mm (五号) and more in the hand."""
    one = sample.issue()
    body = [ink for ink in roll.posters(one, "A1")[0].ink if isinstance(ink, Text) and "东方雨虹" in ink.words]
    assert min(ink.size for ink in body) * 25.4 / 72 >= 9
    page = weekly.pages(sample.digest())[0]
    said = [ink.size * page.size.scale for ink in page.ink if isinstance(ink, Text) and "联合验收受理" in ink.words]
    assert min(said) >= 10.5


@pytest.mark.parametrize(("wide", "high"), [(640, 480), (1920, 100), (9000, 1000)])
def test_a_screen_that_cannot_be_read_is_refused(wide: int, high: int) -> None:
    with pytest.raises(ValueError, match="放不下看板"):
        sizes.screen(wide, high)
    with pytest.raises(KeyError):
        sizes.paper("B5")

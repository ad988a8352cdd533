"""Every board as a picture, compared with the one that was looked at and kept: a row, a flag or a colour that changes is seen.

`BINGLIANG_NEW_PICTURES=1 pytest tests/paper/boards/test_pictures.py` draws them anew; look at each before it is kept.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from bingliang.paper.boards import daily, flags, gantt, roll, sizes, stage, weekly
from bingliang.paper.boards.ink import Board
from bingliang.paper.boards.pixels import picture
from tests.paper.boards import sample

KEPT = Path(__file__).with_name("pictures")
WIDE = 400
CELL = 4
"""Pixels whose mean is compared, so that a smoothed edge does not matter and a line of text does."""
WORST, MEAN = 24, 2.2
QUALITY = 72
"""A board has few colours and is kept small; the keeping alone makes 14 and 1.7."""
LARGEST = 40 * 1024


def boards() -> Sequence[tuple[str, Board]]:
    one, table, digest = sample.issue(), sample.commanders(), sample.digest()
    wide, strip = sizes.screen(1920, 1080), sizes.screen(1280, 384)
    found = [(f"daily-{at}", board) for at, board in enumerate(daily.frames(one, wide), start=1)]
    found += [(f"strip-{at}", board) for at, board in enumerate(daily.frames(one, strip)[:3], start=1)]
    found += [
        ("light", daily.frames(one, wide, dark=False)[1]),
        ("upright", daily.frames(one, sizes.screen(1080, 1920))[1]),
    ]
    found += [("roll", roll.posters(one)[0]), ("units", roll.posters(one, by=roll.DEPARTMENT)[0])]
    found += [("red", flags.sheets(one)[0]), ("black", flags.sheets(one)[-1])]
    found += [(f"stage-{at}", board) for at, board in enumerate(stage.posters(table), start=1)]
    found += [("gantt", gantt.poster(sample.plan()))]
    found += [("long", weekly.long(digest)), ("long-issue", weekly.long(sample.digest(weekly=False)))]
    found += [(f"page-{at}", board) for at, board in enumerate(weekly.pages(sample.digest(weekly=False)), start=1)]
    return found


def drawn(board: Board) -> Image.Image:
    return Image.open(io.BytesIO(picture(board, WIDE).png())).convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    if one.size != other.size:
        return 255.0, 255.0
    size = (one.width // CELL, one.height // CELL)
    apart = ImageChops.difference(*(side.resize(size, Image.Resampling.BOX) for side in (one, other)))
    worst = max(float(high) for _, high in apart.getextrema())  # type: ignore[misc]  # three bands
    return worst, max(ImageStat.Stat(apart).mean)


def same(one: Image.Image, other: Image.Image) -> bool:
    worst, mean = difference(one, other)
    return worst <= WORST and mean <= MEAN


@pytest.mark.parametrize(("name", "board"), boards(), ids=[name for name, _ in boards()])
def test_the_board_looks_as_it_was_kept(name: str, board: Board) -> None:
    made, where = drawn(board), KEPT / f"{name}.jpg"
    if os.environ.get("BINGLIANG_NEW_PICTURES"):
        KEPT.mkdir(exist_ok=True)
        made.save(where, quality=QUALITY, subsampling=0, optimize=True)
    assert where.is_file(), f"{where.name} was never looked at: draw it with BINGLIANG_NEW_PICTURES=1"
    assert where.stat().st_size <= LARGEST * max(1.0, made.height / WIDE)
    with Image.open(where) as kept:
        worst, mean = difference(kept.convert("RGB"), made)
    assert worst <= WORST, f"{name}: a place differs by {worst:.0f} of 255"
    assert mean <= MEAN, f"{name}: the board differs by {mean:.2f} of 255 on the mean"


def test_nothing_is_kept_of_a_board_that_is_gone() -> None:
    assert {one.stem for one in KEPT.glob("*.jpg")} == {name for name, _ in boards()}


def test_a_row_that_moves_a_flag_of_another_colour_and_a_word_that_is_gone_are_seen() -> None:
    plain = drawn(daily.frames(sample.issue(), sizes.screen(1920, 1080))[1])
    assert same(plain, plain.copy())
    assert not same(plain, ImageChops.offset(plain, 0, 2))
    row = plain.crop((0, 60, WIDE, 90))
    moved = plain.copy()
    moved.paste(row, (0, 62))
    assert not same(plain, moved)
    black = plain.point([0 if value > 180 else value for value in range(256)] + list(range(256)) * 2)
    assert not same(plain, black), "no red any more"

"""Every paper as a picture, compared with the one that was looked at and kept: a row that moves is seen.

`BINGLIANG_NEW_PICTURES=1 pytest tests/paper/test_pictures.py` draws them anew; look at each before it is kept. Only the
shipped faces are used, so the pictures are the same on every machine but for the smoothing of edges, which is allowed for.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from bingliang.paper import pages
from bingliang.paper.compose import Rendered, compose
from bingliang.paper.form import Form
from tests.paper.conftest import FORMS, long_facts
from tests.paper.test_compose import only_required

KEPT = Path(__file__).with_name("pictures")
DPI = 36
GREYS = 32
"""Shades kept; what a page needs to be recognised and no more."""
CELL = 4
"""Pixels (2.8 mm) whose mean is compared, so that a smoothed edge does not matter and a line of text does."""
WORST, MEAN = 12, 0.4
"""The shades kept alone make 3 and 0.2; with more than this allowed, one row in eight could move by 2 pixels unseen."""
LARGEST = 30 * 1024
LONG = (
    "acceptance", "checklist", "collection", "commitment", "commitment_note", "correction", "deadline_note", "delivery",
    "forwarding", "grant", "notified_commitment", "receipt", "refusal", "returned_materials", "slip80", "transfer_slip",
)  # fmt: skip
"""Papers with long tables, or long names in a decision; they are kept with the longest lawful names and lists besides."""
SHORT = (
    "acceptance",
    "account",
    "commitment",
    "deferral_notice",
    "delivery",
    "notified_commitment",
    "receipt",
    "transfer_slip",
)
"""Papers that leave whole parts out where there is nothing to say; they are kept with nothing but what they must have."""


def drawn(form: Form, facts: Mapping[str, Any]) -> Image.Image:
    """The last copy, page beside page: it is the one with the rows to sign."""
    done = compose(form, facts)
    return beside([picture(done, page) for page in of_last_copy(done)])


def of_last_copy(done: Rendered) -> range:
    part = done.parts[-1]
    return range(part.first - 1, part.first - 1 + part.count)


def picture(done: Rendered, page: int) -> Image.Image:
    made = pages.render(done.pdf, page, DPI)
    return Image.frombuffer("L", (made.width, made.height), made.data, "raw", "L", made.stride, 1)


def beside(parts: list[Image.Image]) -> Image.Image:
    whole = Image.new("L", (sum(part.width for part in parts), max(part.height for part in parts)), 255)
    left = 0
    for part in parts:
        whole.paste(part, (left, 0))
        left += part.width
    return whole


def difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """The largest and the mean difference of the cells of two pictures; pictures of two sizes differ in everything."""
    if one.size != other.size:
        return 255.0, 255.0
    size = (one.width // CELL, one.height // CELL)
    apart = ImageChops.difference(*(side.resize(size, Image.Resampling.BOX) for side in (one, other)))
    return float(apart.getextrema()[1]), ImageStat.Stat(apart).mean[0]  # type: ignore[arg-type]  # one band of greys


def same(one: Image.Image, other: Image.Image) -> bool:
    worst, mean = difference(one, other)
    return worst <= WORST and mean <= MEAN


def compared(name: str, made: Image.Image, count: int) -> None:
    where = KEPT / f"{name}.png"
    if os.environ.get("BINGLIANG_NEW_PICTURES"):
        step = 255 / (GREYS - 1)
        made.point([round(round(value / step) * step) for value in range(256)]).save(where, optimize=True)
    assert where.is_file(), f"{where.name} was never looked at: draw it with BINGLIANG_NEW_PICTURES=1"
    assert where.stat().st_size <= LARGEST * count
    with Image.open(where) as kept:
        worst, mean = difference(kept.convert("L"), made)
    assert worst <= WORST, f"{name}: a place differs by {worst:.0f} of 255"
    assert mean <= MEAN, f"{name}: the page differs by {mean:.2f} of 255 on the mean"


def test_the_paper_looks_as_it_was_kept(form: Form) -> None:
    done = drawn(form, form.sample())
    compared(form.key, done, max(done.width // 297, 1))


@pytest.mark.parametrize("key", LONG)
def test_a_long_paper_looks_as_it_was_kept(key: str) -> None:
    done = drawn(FORMS[key], long_facts(FORMS[key]))
    compared(f"{key}-long", done, max(done.width // 297, 1))


@pytest.mark.parametrize("key", SHORT)
def test_a_short_paper_looks_as_it_was_kept(key: str) -> None:
    done = drawn(FORMS[key], only_required(FORMS[key]))
    compared(f"{key}-short", done, max(done.width // 297, 1))


def test_no_row_of_it_can_go_or_sink_unseen(form: Form) -> None:
    plain = drawn(form, form.sample())
    found = rows(plain)
    assert len(found) >= 3
    assert [row for row in found if same(plain, shifted(plain, row, plain.height))] == [], "rows that are gone"
    sunk = [row for row in found if same(plain, shifted(plain, row, 2))]
    assert len(sunk) <= len(found) // 8, "rows 1.4 mm lower; those with nothing but upright lines look the same"


def rows(page: Image.Image) -> list[tuple[int, int]]:
    """The rows of print between white ones, from and to; not the single pixel that is the edge of a line."""
    dark = [page.crop((0, y, page.width, y + 1)).getextrema()[0] < 170 for y in range(page.height)]  # type: ignore[operator]  # of one kind here
    edges = [y for y in range(1, page.height) if dark[y] != dark[y - 1]]
    return [(top, end) for top, end in pairwise(edges) if dark[top] and end > top + 1]


def shifted(page: Image.Image, row: tuple[int, int], down: int) -> Image.Image:
    top, end = row
    moved = page.copy()
    moved.paste(255, (0, top, page.width, end))
    moved.paste(page.crop((0, top, page.width, end)), (0, top + down))
    return moved


def test_nothing_is_kept_of_a_paper_that_is_gone() -> None:
    assert {one.stem for one in KEPT.glob("*.png")} == {
        *FORMS, *(f"{key}-long" for key in LONG), *(f"{key}-short" for key in SHORT),
    }  # fmt: skip


def test_a_row_that_moves_by_a_line_a_missing_line_and_another_word_are_seen() -> None:
    form = FORMS["grant"]
    facts = form.sample()
    plain = drawn(form, facts)
    assert same(plain, drawn(form, form.sample()))
    assert not same(plain, ImageChops.offset(plain, 0, 2)), "a page 1.4 mm lower"
    rows = plain.crop((0, 200, plain.width, 260))
    moved = plain.copy()
    moved.paste(rows, (0, 202))
    assert not same(plain, moved), "a few rows 1.4 mm lower"
    facts["decision"]["content"] += "，并应当按照批准的图纸施工"
    assert not same(plain, drawn(form, facts)), "a few words more"
    without = plain.copy()
    without.paste(255, (0, 230, plain.width, 238))
    assert not same(plain, without), "a line of text gone"

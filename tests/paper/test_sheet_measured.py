"""GB/T 9704-2012 to the millimetre, measured in the PDF that is printed, not in what the program meant to draw."""

from __future__ import annotations

import re

import pytest

from bingliang.paper.compose import compose
from bingliang.paper.draw import pdf
from bingliang.paper.filled import Text, Title
from bingliang.paper.form import Form
from bingliang.paper.pages import page_text
from bingliang.paper.sheet import pages
from tests.paper.conftest import FORMS, long_facts
from tests.paper.measured import Char, Sheet, read, words

LEFT, TOP, WIDTH, HEIGHT = 28.0, 37.0, 156.0, 225.0
STEP, PITCH = WIDTH / 28, HEIGHT / 22
NEAR = 0.35
"""Millimetres; the standard allows one."""
OFFICIAL = sorted(key for key, form in FORMS.items() if form.profile == "公文")
CLOSING = "，。、；：？！）》〉】〕］｝”’」』〗％…"
OPENING = "（《〈【〔［｛“‘「『〖"
WORDS = {"folio": "— {number} —"}


@pytest.fixture(scope="module")
def full() -> list[Sheet]:
    """Three pages of nothing but Chinese characters, 28 to a line."""
    body = Text("国" * 28 * 60, style="flush")
    return read(pdf(pages([Title("测量用通知"), body], "第一联　存档", "", WORDS), "测量", ""))


@pytest.fixture(scope="module", params=OFFICIAL)
def printed(request: pytest.FixtureRequest) -> tuple[Form, list[Sheet]]:
    form = FORMS[request.param]
    return form, read(compose(form, form.sample()).pdf)


def test_the_paper_is_a4(full: list[Sheet]) -> None:
    assert [(round(one.width, 1), round(one.height, 1)) for one in full] == [(210.0, 297.0)] * len(full)


def test_the_margins_are_37_35_28_26(full: list[Sheet]) -> None:
    """Measured on the second page, which has no title: the em boxes of the first and last character of the type area."""
    lines = full[1].lines(16)
    size = 16 * 25.4 / 72
    first, last = lines[0][0], lines[-1][-1]
    assert first.x == pytest.approx(LEFT, abs=NEAR)
    assert 210 - (last.x + STEP) == pytest.approx(26, abs=NEAR)
    top = first.y - 0.86 * size - (PITCH - size) / 2
    bottom = last.y + 0.14 * size + (PITCH - size) / 2
    assert top == pytest.approx(37, abs=NEAR)
    assert 297 - bottom == pytest.approx(35, abs=NEAR)


def test_a_page_has_22_lines_of_28_signs_of_size_three(full: list[Sheet]) -> None:
    lines = full[1].lines(16)
    assert [len(line) for line in lines] == [28] * 22
    for number, line in enumerate(lines):
        assert line[0].y - lines[0][0].y == pytest.approx(number * PITCH, abs=0.05)
        for place, one in enumerate(line):
            assert one.x - line[0].x == pytest.approx(place * STEP, abs=0.05)


def test_the_title_is_size_two_and_in_the_middle(full: list[Sheet]) -> None:
    title = full[0].lines(22)[0]
    assert words(title) == "测量用通知"
    middle = (title[0].x + title[-1].x + 22 * 25.4 / 72) / 2
    assert middle == pytest.approx(LEFT + WIDTH / 2, abs=NEAR)
    assert "Black" in title[0].font


def test_page_numbers_of_size_four_right_on_odd_left_on_even_below_the_type_area(full: list[Sheet]) -> None:
    fourth = 14 * 25.4 / 72
    for number, page in enumerate(full, 1):
        folio = page.lines(14)[-1]
        assert words(folio) == f"—{number}—"
        assert folio[0].y - 14 * 25.4 / 72 - (TOP + HEIGHT) == pytest.approx(7, abs=NEAR)
        if number % 2:
            assert LEFT + WIDTH - folio[-1].right == pytest.approx(fourth, abs=1)
        else:
            assert folio[0].x - LEFT == pytest.approx(fourth, abs=1)


def test_every_official_paper_keeps_to_the_type_area(printed: tuple[Form, list[Sheet]]) -> None:
    form, sheets = printed
    for page in sheets:
        outside = [one for one in page.chars if one.x < LEFT - NEAR or one.right > LEFT + WIDTH + NEAR]
        assert outside == [], form.key
        body = [one for one in page.lines(16) if not TOP <= one[0].y <= TOP + HEIGHT + NEAR]
        assert body == [], form.key


def test_body_lines_of_every_paper_lie_on_the_grid(printed: tuple[Form, list[Sheet]]) -> None:
    form, sheets = printed
    size = 16 * 25.4 / 72
    for page in sheets:
        for line in page.lines(16):
            steps = (line[0].y - TOP - (PITCH - size) / 2 - 0.86 * size) / PITCH
            assert abs(steps - round(steps)) * PITCH < NEAR, (form.key, words(line))


def test_the_date_ends_four_signs_before_the_edge_with_the_name_centred_over_it(
    printed: tuple[Form, list[Sheet]],
) -> None:
    form, sheets = printed
    if not any(block["kind"] == "seal" for block in form.blocks):
        pytest.skip("no seal on this paper")
    dates = [
        (page, at, line)
        for page in sheets
        for at, line in enumerate(page.lines(16))
        if re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", words(line)) and line[0].x > LEFT + WIDTH / 3
    ]
    assert dates, form.key
    for page, at, line in dates:
        assert LEFT + WIDTH - 4 * STEP - (line[-1].x + STEP) == pytest.approx(0, abs=0.6), form.key
        name = page.lines(16)[at - 1]
        if name[-1].x + STEP < LEFT + WIDTH - 0.5:
            middle = (name[0].x + name[-1].x + STEP) / 2
            assert middle == pytest.approx((line[0].x + line[-1].x + STEP) / 2, abs=0.6), (form.key, words(name))


def test_no_seal_stands_alone_on_its_page(printed: tuple[Form, list[Sheet]]) -> None:
    form, sheets = printed
    for page in sheets:
        marks = [line for line in page.lines() if re.fullmatch(r"（[^）]*章）", words(line))]
        for mark in marks:
            above = [one for one in page.chars if TOP < one.y < mark[0].y - 1 and one.size > 10]
            assert len({round(one.y) for one in above}) >= 2, form.key


def test_numbers_stand_in_hexagonal_brackets(printed: tuple[Form, list[Sheet]]) -> None:
    form, sheets = printed
    text = "".join(one.char for page in sheets for one in page.chars)
    assert re.findall(r"[\[【(（\uff3b]20\d\d[\]】)）\uff3d]", text) == [], form.key
    if form.series:
        assert re.search(r"〔20\d\d〕[^\d]*第?\d{4}号", text), form.key


@pytest.mark.parametrize("key", sorted(FORMS))
@pytest.mark.parametrize("long", [False, True], ids=["short", "long"])
def test_no_printed_line_begins_or_ends_where_it_may_not(key: str, long: bool) -> None:  # noqa: FBT001  # a parameter
    form = FORMS[key]
    sheets = read(compose(form, long_facts(form) if long else form.sample()).pdf)
    for page in sheets:
        for line in _runs(page):
            assert line[0].char not in CLOSING, (key, words(line))
            assert line[-1].char not in OPENING, (key, words(line))


def _runs(page: Sheet) -> list[list[Char]]:
    """Pieces of a line that follow each other (a drawn tick box between them too): cells of a table are lines of their own."""
    found: list[list[Char]] = []
    for line in page.lines():
        for one in line:
            last = found[-1][-1] if found else None
            near = last is not None and last.y == one.y and one.x - last.x < 2.2 * one.size * 25.4 / 72
            if near:
                found[-1].append(one)
            else:
                found.append([one])
    return found


def test_rare_signs_come_one_by_one_from_the_fallback_face_and_are_no_boxes() -> None:
    form = FORMS["acceptance"]
    facts = form.sample()
    facts["enterprise"]["name"] = "岳㐱阳㑇䶮科技有限公司（虚构）"
    pdf = compose(form, facts).pdf
    fonts = {one.char: one.font for one in read(pdf)[0].chars if one.char in "岳㐱㑇䶮"}
    assert {char: "Rare" in font for char, font in fonts.items()} == {"岳": False, "㐱": True, "㑇": True, "䶮": False}
    assert "㐱阳㑇" in page_text(pdf, 0)


@pytest.mark.parametrize("key", sorted(FORMS))
def test_no_paper_needs_more_than_80_kilobytes_a_page(key: str) -> None:
    form = FORMS[key]
    made = compose(form, form.sample())
    assert len(made.pdf) / made.pages <= 80 * 1024

"""公文版式: the grid of GB/T 9704-2012, measured in the finished PDF."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import pypdfium2  # type: ignore[import-untyped]  # the library has no types
import pytest
from pypdfium2 import raw

from bingliang.paper import draw, filled, sheet
from bingliang.paper.compose import compose
from bingliang.paper.form import Form
from bingliang.paper.ink import MM, Page, Run
from bingliang.paper.linebreak import balanced, halves
from tests.paper.conftest import FORMS, long_facts

WORDS = FORMS["grant"].vocabulary.words


def origins(pdf: bytes, page: int) -> list[tuple[str, float, float]]:
    """Every character of a page with the point it is set at, in millimetres from the top left corner."""
    with pypdfium2.PdfDocument(pdf) as document:
        opened = document[page]
        text = opened.get_textpage()
        height = opened.get_height()
        found = []
        for index in range(text.count_chars()):
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            char = chr(raw.FPDFText_GetUnicode(text, index))
            if char.strip():
                found.append((char, x.value / MM, (height - y.value) / MM))
        return found


def drawn(blocks: Sequence[filled.Filled], mark: str = "") -> bytes:
    return draw.pdf(sheet.pages(blocks, mark, "", WORDS), "试", "")


def lines_of(page: Page) -> list[Run]:
    return [ink for ink in page.ink if isinstance(ink, Run) and ink.size == 16]


def test_a_full_page_has_22_lines_of_28_characters_inside_its_margins() -> None:
    pdf = drawn([filled.Text("国" * (28 * 30), style="flush")])
    body = [(x, y) for char, x, y in origins(pdf, 0) if char == "国"]
    columns, rows = sorted({round(x, 2) for x, _ in body}), sorted({round(y, 2) for _, y in body})
    assert len(columns) == 28
    assert len(rows) == 22
    assert columns[0] == pytest.approx(28, abs=0.1)
    assert columns[1] - columns[0] == pytest.approx(156 / 28, abs=0.02)
    assert columns[-1] + 156 / 28 == pytest.approx(28 + 156, abs=0.1)
    assert (rows[-1] - rows[0]) / 21 == pytest.approx(225 / 22, abs=0.01)
    # The first line hangs from the head margin of 37 mm, the last one ends 35 mm above the edge.
    assert 37 < rows[0] < 37 + 225 / 22
    assert 297 - 35 - 225 / 22 < rows[-1] < 297 - 35


def test_two_half_width_figures_take_the_place_of_one_character() -> None:
    pdf = drawn([filled.Text("国2026国18国" * 3, style="flush")])
    body = [x for char, x, _y in origins(pdf, 0) if char == "国"]
    cell = 156 / 28
    assert [round((x - 28) / cell, 1) for x in body[:4]] == [0, 3, 5, 6]


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    pages = sheet.pages([filled.Text("国" * (28 * 50))], "", "", WORDS)
    folios = [next(ink for ink in page.ink if isinstance(ink, Run) and ink.size == 14) for page in pages]
    assert [folio.text for folio in folios] == ["— 1 —", "— 2 —", "— 3 —"]
    ends = [folio.x + halves(folio.text) * 7 for folio in folios]
    assert ends[0] == ends[2] == pytest.approx(28 * MM + 156 * MM - 14)
    assert folios[1].x == pytest.approx(28 * MM + 14)


def test_body_lines_stay_on_the_grid_below_tables_and_small_print(form: Form) -> None:
    if form.profile != "公文":
        return
    pitch = 225 * MM / 22
    first = 37 * MM + (pitch - 16) / 2 + 16 * 0.86
    for facts in (form.sample(), long_facts(form)):
        for page in sheet.pages(_blocks(form, facts), "", "", WORDS):
            for run in lines_of(page):
                line = (run.y - first) / pitch
                assert line == pytest.approx(round(line), abs=0.01), run.text


def _blocks(form: Form, facts: dict[str, object]) -> list[filled.Filled]:
    from bingliang.paper.fill import Filling

    return Filling(form, facts).blocks(form.copies[0], 1)


def test_the_date_ends_four_characters_before_the_edge_and_the_name_is_centred_over_it() -> None:
    page = sheet.pages([filled.Text("国" * 30), filled.Seal("岳阳市水利局", "2026年10月12日")], "", "", WORDS)[0]
    name, date = lines_of(page)[-2:]
    right = 28 * MM + 156 * MM
    advance = 156 * MM / 28
    assert date.x + halves(date.text) * advance / 2 == pytest.approx(right - 4 * advance)
    assert name.x + len(name.text) * advance / 2 == pytest.approx(date.x + halves(date.text) * advance / 4)


def test_a_long_name_over_the_seal_stays_inside_the_type_area() -> None:
    page = sheet.pages([filled.Text("国" * 30), filled.Seal("岳阳市" * 8 + "局", "2026年10月12日")], "", "", WORDS)[0]
    name = lines_of(page)[-2]
    assert name.x + len(name.text) * 156 * MM / 28 <= 28 * MM + 156 * MM + 0.1


@pytest.mark.parametrize("lines", range(15, 24))
def test_no_seal_stands_alone_on_a_page(lines: int) -> None:
    """However long the text is, at least two of its lines stand on the page of the seal."""
    pages = sheet.pages(
        [filled.Text("国" * (28 * lines - 2)), filled.Seal("岳阳市水利局", "2026年10月12日")], "", "", WORDS
    )
    body = [run for run in lines_of(pages[-1]) if run.text.startswith("国")]
    assert len(body) >= 2
    assert lines_of(pages[-1])[-1].text == "2026年10月12日"


def test_in_every_form_the_seal_has_text_on_its_page(form: Form) -> None:
    if form.profile != "公文":
        return
    for facts in (form.sample(), long_facts(form)):
        for page in sheet.pages(_blocks(form, facts), "", "", WORDS):
            sealed = [run for run in page.ink if isinstance(run, Run) and run.grey > 0]
            above = {
                round(run.y) for run in page.ink if isinstance(run, Run) and sealed and 37 * MM < run.y < sealed[0].y
            }
            assert not sealed or len(above) >= 2


def test_a_heading_never_ends_a_page(form: Form) -> None:
    if form.profile != "公文":
        return
    for facts in (form.sample(), long_facts(form)):
        for page in sheet.pages(_blocks(form, facts), "", "", WORDS):
            body = [
                run for run in page.ink if isinstance(run, Run) and run.y < 37 * MM + 225 * MM + 1 and run.size != 14
            ]
            last = max(body, key=lambda run: run.y)
            assert not (
                last.style == "head"
                and last.size == 16
                and not any(run.y == last.y and run is not last for run in body)
            )


def test_every_element_lies_inside_the_paper(form: Form) -> None:
    """Nothing is clipped, with the longest names as well."""
    for facts in (form.sample(), long_facts(form)):
        pdf = compose(form, facts).pdf
        with pypdfium2.PdfDocument(pdf) as document:
            for number in range(len(document)):
                width, height = document[number].get_size()
                for _char, x, y in origins(pdf, number):
                    assert 2 < x < width / MM - 2
                    assert 2 < y < height / MM - 1


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("准予行政许可决定书", ["准予行政许可决定书"]),
        ("岳阳经济技术开发区工程建设项目联合验收意见书", ["岳阳经济技术开发区工程", "建设项目联合验收意见书"]),
    ],
)
def test_a_long_title_is_broken_into_lines_of_like_length(title: str, lines: list[str]) -> None:
    assert balanced(title, 40) == lines

"""分页: headers come again, rows stay whole, chains stay together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bingliang.paper import filled
from bingliang.paper.ink import Atom, Run
from bingliang.paper.layout import atoms
from bingliang.paper.pager import _end, paginate
from bingliang.paper.setting import SHEET, slip

COLUMNS = (filled.Column("序号", 1), filled.Column("事项", 4))


def table(rows: int, words: int = 3) -> filled.Table:
    return filled.Table(COLUMNS, tuple((str(number), "国有建设用地使用权首次登记" * words) for number in range(rows)))


def texts(page: list) -> list[str]:
    return [ink.text for _y, atom in page for ink in atom.ink if isinstance(ink, Run)]


def test_the_head_row_is_repeated_on_every_page_and_no_row_is_split() -> None:
    pages = paginate(atoms([table(60)], SHEET), SHEET.height, SHEET.pitch)
    assert len(pages) > 2
    numbers: list[str] = []
    for page in pages:
        assert texts(page)[:2] == ["序号", "事项"]
        numbers += [text for text in texts(page) if text.isdigit()]
        assert all(y + atom.height <= SHEET.height + 0.02 for y, atom in page)
    assert numbers == [str(number) for number in range(60)]


def test_a_head_row_never_ends_a_page() -> None:
    for lines in range(15, 22):
        pages = paginate(atoms([filled.Text("国" * (28 * lines)), table(3)], SHEET), SHEET.height, SHEET.pitch)
        assert texts(pages[0])[-2:] != ["序号", "事项"]


def test_a_row_higher_than_a_page_is_refused() -> None:
    with pytest.raises(ValueError, match="比一页还高"):
        paginate(atoms([table(1, words=200)], SHEET), SHEET.height, SHEET.pitch)


def test_a_blank_line_vanishes_at_the_head_of_a_page() -> None:
    pages = paginate([Atom(10), Atom(4, blank=True), Atom(10)], 12)
    assert [[atom.height for _y, atom in page] for page in pages] == [[10], [10]]


def test_a_page_break_begins_a_page() -> None:
    setting = slip(12, 500)
    pages = paginate(atoms([filled.Text("一"), filled.Space(page=True), filled.Text("二")], setting), setting.height)
    assert [texts(page) for page in pages] == [["一"], ["二"]]


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans(), st.booleans()), max_size=40), st.sampled_from([0.0, 7.0]))
def test_nothing_is_lost_nothing_overflows_and_chains_hold(pieces: list[tuple[int, bool, bool]], pitch: float) -> None:
    made = [Atom(float(height), glue=glue, snap=snap) for height, glue, snap in pieces]
    pages = paginate(made, 50, pitch)
    assert [id(atom) for page in pages for _y, atom in page] == [id(atom) for atom in made]
    for page in pages:
        assert all(y + atom.height <= 50.02 for y, atom in page)
        for (y, atom), (below, _next) in pairwise(page):
            assert below >= y + atom.height - 0.02
    for page in pages[:-1]:
        # A chain is only torn when no page could hold it.
        place = next(number for number, atom in enumerate(made) if atom is page[-1].atom)
        first, last = place, place
        while first and made[first - 1].glue:
            first -= 1
        while made[last].glue and last + 1 < len(made):
            last += 1
        assert last == place or _end(made[first : last + 1], 0.0, pitch) > 50

"""码: every QR and bar code stands in white enough for any reader, on every paper and every size of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from bingliang.paper import compose as composing
from bingliang.paper.compose import Sizes
from bingliang.paper.form import Form
from bingliang.paper.ink import MM, Ink, Page, Rule, Run, Symbol
from bingliang.paper.linebreak import halves
from bingliang.paper.modules import QUIET_BARS, bar, modules
from bingliang.paper.pages import render
from tests.paper.conftest import FORMS, long_facts

CODED = sorted(key for key, form in FORMS.items() if any(block["kind"] == "code" for block in form.blocks))
QR_MODULES, BAR_MODULES = 4, 10
"""静区: GB/T 18284 and ISO/IEC 18004; GB/T 18347 and ISO/IEC 15417."""
LEAST_BAR, LEAST_SQUARE = 0.25 * MM, 0.5 * MM
"""What a 203 dpi head and the reader of a counter both manage."""


@pytest.fixture(params=CODED)
def coded(request: pytest.FixtureRequest) -> Form:
    return FORMS[request.param]


def sizes_of(form: Form) -> tuple[Sizes, ...]:
    return {"凭证": (Sizes(), Sizes(slip="A5")), "小票": (Sizes(roll=80), Sizes(roll=58))}.get(form.profile, (Sizes(),))


def pages(form: Form) -> Iterator[Page]:
    for sizes in sizes_of(form):
        for facts in (form.sample(), long_facts(form)):
            for copy in composing._laid(form, facts, sizes):
                yield from copy


def box(ink: Ink) -> tuple[float, float, float, float]:
    if isinstance(ink, Rule):
        return min(ink.x1, ink.x2), min(ink.y1, ink.y2), max(ink.x1, ink.x2), max(ink.y1, ink.y2)
    if isinstance(ink, Run):
        return ink.x, ink.y - ink.size * 0.8, ink.x + halves(ink.text) * ink.advance / 2, ink.y
    return ink.x, ink.y, ink.x + ink.width, ink.y + ink.height


def bars(symbol: Symbol) -> tuple[float, float, float]:
    """Where the bars of a Code 128 begin and end, and how wide the thinnest is."""
    narrow = bar(symbol.data, symbol.width)
    return symbol.x + QUIET_BARS * narrow, symbol.x + symbol.width - QUIET_BARS * narrow, narrow


def test_bars_stand_in_the_middle_of_their_place() -> None:
    """As drawn: the first and the last dark dot are as far from the edges of a strip; the figures begin below the first."""
    form = FORMS["slip80"]
    made = render(composing.compose(form, form.sample()).pdf, 0, 600)
    rows = [made.data[at * made.stride : at * made.stride + made.width] for at in range(made.height)]
    striped = [row for row in rows if sum(one != two for one, two in pairwise(byte < 128 for byte in row)) > 60]
    assert len(striped) > 100, "rows through the bars"
    row = striped[len(striped) // 2]
    dark = [at for at, byte in enumerate(row) if byte < 128]
    assert abs(dark[0] - (made.width - 1 - dark[-1])) <= 6, "a quarter of a millimetre"


def test_white_enough_stands_around_every_code(coded: Form) -> None:
    seen = 0
    for page in pages(coded):
        for symbol in page.ink:
            if isinstance(symbol, Symbol):
                seen += 1
                others = [box(ink) for ink in page.ink if ink is not symbol]
                assert (_around if symbol.kind == "qr" else _beside)(symbol, page, others) == []
    assert seen


def _around(symbol: Symbol, page: Page, others: list[tuple[float, float, float, float]]) -> list[object]:
    module = symbol.width / len(modules(symbol.data))
    assert module >= LEAST_SQUARE
    need = QR_MODULES * module - 0.01
    left, top, right, bottom = symbol.x - need, symbol.y - need, symbol.x + symbol.width + need, symbol.y + symbol.height + need  # fmt: skip
    edges = (
        [] if left >= 0 and top >= 0 and right <= page.width and bottom <= page.height else ["the edge of the paper"]
    )
    return [*edges, *(one for one in others if one[2] > left and one[0] < right and one[3] > top and one[1] < bottom)]


def _beside(symbol: Symbol, page: Page, others: list[tuple[float, float, float, float]]) -> list[object]:
    begin, end, module = bars(symbol)
    assert module >= LEAST_BAR
    left, right = begin - BAR_MODULES * module, end + BAR_MODULES * module
    assert left >= 0
    assert right <= page.width
    top, bottom = symbol.y, symbol.y + symbol.height
    return [one for one in others if one[2] > left and one[0] < right and one[3] > top and one[1] < bottom]

"""版面元素: what lies on a page, as plain values; the layout makes them, the canvas draws them, tests measure them.

Lengths are points. Inside an atom y runs downward from its top, x rightward from the left edge of the type area.
"""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Run:
    """字串: text from `x` on the baseline `y`; a full-width character takes `advance`, a half-width one half of it."""

    x: float
    y: float
    text: str
    size: float
    advance: float
    style: str = "text"
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """线: from (x1, y1) to (x2, y2), `width` thick; `dash` makes it broken."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.5
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Symbol:
    """码: a QR code or a Code 128 of figures, its top left corner at (x, y), `width` × `height` large."""

    x: float
    y: float
    width: float
    height: float
    data: str
    kind: str


@dataclass(frozen=True, slots=True)
class Area:
    """色块: a filled box, its top left corner at (x, y); 0 is black, 1 the paper."""

    x: float
    y: float
    width: float
    height: float
    grey: float = 0.6


Ink = Run | Rule | Symbol | Area


@dataclass(frozen=True, slots=True)
class Atom:
    """版块: the smallest piece that never splits over two pages.

    `glue` keeps it on the page of the next one, `blank` lets it vanish at the head of a page, `snap` asks for the next
    line of the grid before it, `header` is repeated above it when a page begins with it.
    """

    height: float
    ink: tuple[Ink, ...] = ()
    glue: bool = False
    blank: bool = False
    snap: bool = False
    fresh: bool = False
    header: tuple[Atom, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """页: its size in points and its elements, y downward from the top edge, x rightward from the left edge."""

    width: float
    height: float
    ink: tuple[Ink, ...]


def enlarged(page: Page, by: float) -> Page:
    """放大: the same page on a larger sheet, every length in proportion; √2 leads from A4 to A3, 2 to A2."""
    return Page(page.width * by, page.height * by, tuple(_enlarged(ink, by) for ink in page.ink))


def _enlarged(ink: Ink, by: float) -> Ink:
    if isinstance(ink, Rule):
        return Rule(ink.x1 * by, ink.y1 * by, ink.x2 * by, ink.y2 * by, ink.width * by, ink.dash)
    if isinstance(ink, Run):
        return Run(ink.x * by, ink.y * by, ink.text, ink.size * by, ink.advance * by, ink.style, ink.grey)
    if isinstance(ink, Area):
        return Area(ink.x * by, ink.y * by, ink.width * by, ink.height * by, ink.grey)
    return Symbol(ink.x * by, ink.y * by, ink.width * by, ink.height * by, ink.data, ink.kind)


def shifted(ink: Ink, dx: float, dy: float) -> Ink:
    """移动: the same element elsewhere."""
    if isinstance(ink, Rule):
        return Rule(ink.x1 + dx, ink.y1 + dy, ink.x2 + dx, ink.y2 + dy, ink.width, ink.dash)
    if isinstance(ink, Run):
        return Run(ink.x + dx, ink.y + dy, ink.text, ink.size, ink.advance, ink.style, ink.grey)
    if isinstance(ink, Area):
        return Area(ink.x + dx, ink.y + dy, ink.width, ink.height, ink.grey)
    return Symbol(ink.x + dx, ink.y + dy, ink.width, ink.height, ink.data, ink.kind)

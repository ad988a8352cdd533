"""看板的元素: what lies on a board, as plain values in units from the top left corner; drawn in the order in which it lies.

A board knows beside its ink where each figure stands and which lines of the ledger are behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bingliang.boards.figures import Source
from bingliang.ledger.masking import masked
from bingliang.paper.boards import measure
from bingliang.paper.boards.tokens import Theme

Sources = tuple[Source, ...]
"""出处: the lines of the ledger that a figure was counted from."""


@dataclass(frozen=True, slots=True)
class Text:
    """字: `y` is the baseline."""

    x: float
    y: float
    words: str
    size: float
    colour: str
    bold: bool = False

    @property
    def wide(self) -> float:
        """宽."""
        return measure.width(self.words, self.size, bold=self.bold)


@dataclass(frozen=True, slots=True)
class Box:
    """块: filled, or only framed; with a radius its corners are round."""

    x: float
    y: float
    wide: float
    high: float
    fill: str = ""
    radius: float = 0.0
    stroke: str = ""
    line: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """线."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    thick: float = 2.0
    dash: float = 0.0


@dataclass(frozen=True, slots=True)
class Shape:
    """形: a closed polygon."""

    points: tuple[tuple[float, float], ...]
    fill: str = ""
    stroke: str = ""
    line: float = 0.0


Ink = Text | Box | Line | Shape


@dataclass(frozen=True, slots=True)
class Spot:
    """数字所在: its place in units, what it is in words, and the lines of the ledger behind it."""

    x: float
    y: float
    wide: float
    high: float
    words: str
    sources: Sources


@dataclass(frozen=True, slots=True)
class Size:
    """版面: the page in points (of a screen: in pixels), and how many of them are one unit."""

    wide: float
    high: float
    scale: float

    @property
    def units(self) -> tuple[float, float]:
        """宽、高 in units."""
        return self.wide / self.scale, self.high / self.scale


@dataclass(frozen=True, slots=True)
class Board:
    """一幅: drawn as it stands here, wherever it is shown."""

    size: Size
    ground: str
    ink: tuple[Ink, ...]
    spots: tuple[Spot, ...] = ()
    title: str = ""

    def spot_at(self, x: float, y: float) -> Spot | None:
        """一点之下的数字; x and y as parts of the whole (0 … 1), so that it holds at any enlargement."""
        wide, high = self.size.units
        across, down = x * wide, y * high
        inside = [
            one for one in self.spots if one.x <= across <= one.x + one.wide and one.y <= down <= one.y + one.high
        ]
        return min(inside, key=lambda one: one.wide * one.high, default=None)

    @property
    def words(self) -> tuple[str, ...]:
        """板上的字, line by line."""
        return tuple(one.words for one in self.ink if isinstance(one, Text))


@dataclass(slots=True)
class Pen:
    """笔: what the parts of a board write with. No number of a person gets past it, whatever it is given."""

    size: Size
    theme: Theme
    ink: list[Ink] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    @property
    def wide(self) -> float:
        """版面宽."""
        return self.size.units[0]

    @property
    def high(self) -> float:
        """版面高."""
        return self.size.units[1]

    def text(self, x: float, y: float, words: str, size: float, colour: str = "", *, bold: bool = False) -> float:
        """写字 from x; answers how wide it was."""
        if not words:
            return 0.0
        one = Text(x, y, masked(words), size, colour or self.theme.text, bold)
        self.ink.append(one)
        return one.wide

    def right(self, x: float, y: float, words: str, size: float, colour: str = "", *, bold: bool = False) -> float:
        """写字 up to x."""
        wide = measure.width(masked(words), size, bold=bold)
        return self.text(x - wide, y, words, size, colour, bold=bold)

    def middle(self, x: float, y: float, words: str, size: float, colour: str = "", *, bold: bool = False) -> float:
        """写字 with its middle at x."""
        wide = measure.width(masked(words), size, bold=bold)
        return self.text(x - wide / 2, y, words, size, colour, bold=bold)

    def box(self, x: float, y: float, wide: float, high: float, fill: str = "", radius: float = 0.0,
            stroke: str = "", line: float = 0.0) -> None:  # fmt: skip
        """画块."""
        if wide > 0 and high > 0:
            self.ink.append(Box(x, y, wide, high, fill, radius, stroke, line))

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = "", thick: float = 2.0,
             dash: float = 0.0) -> None:  # fmt: skip
        """画线."""
        self.ink.append(Line(x1, y1, x2, y2, colour or self.theme.line, thick, dash))

    def shape(self, points: Iterator[tuple[float, float]] | tuple[tuple[float, float], ...], fill: str = "",
              stroke: str = "", line: float = 0.0) -> None:  # fmt: skip
        """画形."""
        self.ink.append(Shape(tuple(points), fill, stroke, line))

    def spot(self, x: float, y: float, wide: float, high: float, words: str, sources: Sources) -> None:
        """记下 where a figure stands; one without lines behind it is no figure of ours."""
        if sources:
            self.spots.append(Spot(x, y, wide, high, masked(words), tuple(sources)))

    def board(self, title: str) -> Board:
        """成板."""
        return Board(self.size, self.theme.ground, tuple(self.ink), tuple(self.spots), masked(title))

"""看板的表: columns that give way when there is no room, rows as high as their words ask for, a new frame when it is full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bingliang.paper.boards import measure, tokens
from bingliang.paper.boards.cells import Cell, Named, Words
from bingliang.paper.boards.ink import Pen
from bingliang.paper.boards.parts import Area

_BETWEEN = 26.0
_EDGE, _UNDER = 15.0, tokens.SMALL / tokens.BODY
_LONGEST = 0.42
"""No column is wider than this part of the table for the sake of its own words."""


@dataclass(frozen=True, slots=True)
class Column:
    """一栏: what part of the free width it takes; the highest `yields` is left out first when there is no room (0: never).

    `signs` is how many signs at least stand in a line of it; a column of sentences says so, or it would be a tower of words.
    """

    title: str
    part: float = 1.0
    yields: int = 0
    end: bool = False
    signs: float = 0.0
    spare: bool = False
    """left out too where the board then needs fewer frames"""


@dataclass(frozen=True, slots=True)
class Row:
    """一行."""

    cells: Sequence[Cell]
    name: str = ""


@dataclass(slots=True)
class Table:
    """表: laid out for one width; `frames` divides the rows by the height there is.

    `tight` is for a strip: names stand in one line, and columns give way for it.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    size: float = tokens.BODY
    head: float = tokens.SMALL
    tight: bool = False
    loose: float = 1.8
    """how many times its letters a row may grow where there is nothing else to show"""
    sparing: bool = False
    kept: list[int] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)

    def fit(self, wide: float) -> None:
        """定栏宽: columns that may be left out are, until the rest has room; what is free goes by parts."""
        least = [min(self._least(at, whole=self.tight), wide * _LONGEST) for at in range(len(self.columns))]
        kept = [at for at, column in enumerate(self.columns) if not (self.sparing and column.spare)]
        while sum(least[at] + _BETWEEN for at in kept) - _BETWEEN > wide - 2 * _EDGE:
            yielding = [at for at in kept if self.columns[at].yields]
            if not yielding and not self.tight:
                break
            if not yielding:
                # Nothing more can be left out of the strip: the names are divided after all.
                least = [min(self._least(at, whole=False), wide * _LONGEST) for at in range(len(self.columns))]
                break
            kept.remove(max(yielding, key=lambda at: self.columns[at].yields))
        free = wide - 2 * _EDGE - sum(least[at] for at in kept) - _BETWEEN * (len(kept) - 1)
        wanted = [max(0.0, self._wanted(at) - least[at]) for at in kept]
        parts = [self.columns[at].part for at in kept]
        sentences = [bool(self.columns[at].signs) for at in kept]
        self.kept, self.widths = kept, _shared([least[at] for at in kept], wanted, sentences, parts, free)

    def fits(self, wide: float) -> bool:
        """放得下: the columns that were kept stand side by side."""
        return sum(self.widths) + _BETWEEN * (len(self.widths) - 1) <= wide - 2 * _EDGE + 1

    def _least(self, at: int, *, whole: bool) -> float:
        column = self.columns[at]
        title = measure.width(column.title, self.head)
        own = [self._wanted(at)] if whole and not column.signs else []
        cells = (row.cells[at].least(self.size) for row in self.rows)
        return max([title, column.signs * self.size, *own, *cells])

    def _wanted(self, at: int) -> float:
        cells = [row.cells[at] for row in self.rows]
        whole = [measure.width(one.told, self.size, bold=True) for one in cells if isinstance(one, Words | Named)]
        under = [measure.width(one.under, self.size * _UNDER) for one in cells if isinstance(one, Named)]
        return max((*whole, *under), default=0.0) + 2

    def high(self, row: Row) -> float:
        """一行的高."""
        cells = zip(self.kept, self.widths, strict=True)
        return max(row.cells[at].high(wide, self.size) for at, wide in cells) + 2 * self._air

    @property
    def _air(self) -> float:
        return self.size / (4 if self.tight else 2)

    @property
    def head_high(self) -> float:
        """表头的高."""
        return self.head * (1.45 if self.tight else 1.7) if any(one.title for one in self.columns) else 0.0

    @property
    def divided(self) -> int:
        """折了几行: how many lines there are beyond one in each cell of words."""
        cells = [
            measure.lines(cell.words, self.size, wide, bold=cell.bold)
            for row in self.rows
            for at, wide in zip(self.kept, self.widths, strict=True)
            if isinstance(cell := row.cells[at], Words)
        ]
        return sum(len(lines) - 1 for lines in cells)

    def frames(self, high: float) -> list[list[Row]]:
        """分幅: as many rows as stand in that height, shared out evenly over the frames."""
        found: list[list[Row]] = []
        room = 0.0
        for row in self.rows:
            tall = min(self.high(row), high - self.head_high)
            if not found or tall > room:
                found.append([])
                room = high - self.head_high
            found[-1].append(row)
            room -= tall
        return self._levelled(found, high) if found else [[]]

    def _levelled(self, frames: list[list[Row]], high: float) -> list[list[Row]]:
        """One row alone on the last frame looks like a mistake: as many frames, as even as they go."""
        rows = [row for frame in frames for row in frame]
        each = -(-len(rows) // len(frames))
        even = [rows[at : at + each] for at in range(0, len(rows), each)]
        fits = all(sum(map(self.high, frame)) <= high - self.head_high for frame in even)
        return even if fits else frames

    def draw(
        self,
        pen: Pen,
        area: Area,
        rows: Sequence[Row],
        *,
        spread: bool = True,
        headed: bool = True,
        shaded: bool = True,
    ) -> float:
        """画 those rows; answers the height taken. Where there is air left, the rows take a part of it (`spread`).

        `shaded` is whether the first of them has a ground, as every other row has.
        """
        y = area.y
        if self.head_high and headed:
            for x, at, wide in self._places(area.x):
                column = self.columns[at]
                write = pen.right if column.end else pen.text
                write(x + (wide if column.end else 0), y + self.head * 1.15, column.title, self.head, pen.theme.text2)
            y += self.head_high
        heights = [min(self.high(row), area.bottom - y) for row in rows]
        air = area.bottom - y - sum(heights)
        more = min(max(0.0, air) / max(1, len(rows)), self.size * self.loose) if spread else 0.0
        for at, (row, tall) in enumerate(zip(rows, heights, strict=True)):
            if (at % 2 == 0) is shaded:
                pen.box(area.x, y, area.wide, tall + more, pen.theme.panel, tokens.RADIUS)
            self._row(pen, area.x, y, tall + more, row)
            y += tall + more
        return y - area.y

    def _row(self, pen: Pen, left: float, y: float, high: float, row: Row) -> None:
        for x, at, wide in self._places(left):
            cell = row.cells[at]
            cell.draw(pen, Area(x, y, wide, high), self.size)
            title = self.columns[at].title
            told = " ".join(part for part in (row.name, title, cell.told) if part)
            pen.spot(x - _BETWEEN / 2, y, wide + _BETWEEN, high, told, cell.sources)

    def _places(self, left: float) -> list[tuple[float, int, float]]:
        x, found = left + _EDGE, []
        for at, wide in zip(self.kept, self.widths, strict=True):
            found.append((x, at, wide))
            x += wide + _BETWEEN
        return found


def _shared(
    least: list[float], wanted: list[float], sentences: list[bool], parts: list[float], free: float
) -> list[float]:
    """Free width goes first to names, which would be divided without it, then to sentences, then by parts."""
    widths = list(least)
    for group in (False, True):
        need = sum(more for more, sentence in zip(wanted, sentences, strict=True) if sentence is group)
        given = max(0.0, min(free, need))
        for at, more in enumerate(wanted):
            if sentences[at] is group and need:
                widths[at] += given * more / need
        free -= given
    whole = sum(parts)
    return [own + max(0.0, free) * part / whole for own, part in zip(widths, parts, strict=True)] if whole else widths

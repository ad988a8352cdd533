"""连排: blocks one under another, on one picture as long as they are, or over pages; a heading never ends a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bingliang.paper.boards import measure, parts, tokens
from bingliang.paper.boards.ink import Board, Pen, Size, Sources
from bingliang.paper.boards.parts import Area
from bingliang.paper.boards.table import Row, Table

_LEADING = 1.6


class Block(Protocol):
    """一块, never divided; `glue` keeps it with what follows."""

    @property
    def glue(self) -> bool:
        """与下一块相连."""

    def high(self, wide: float) -> float:
        """要多高."""

    def draw(self, pen: Pen, area: Area) -> None:
        """画."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """一段."""

    words: str
    size: float = tokens.BODY
    bold: bool = False
    colour: str = ""
    after: float = 14.0
    sources: Sources = ()
    glue: bool = False

    def high(self, wide: float) -> float:
        """行高."""
        return len(measure.lines(self.words, self.size, wide, bold=self.bold)) * self.size * _LEADING + self.after

    def draw(self, pen: Pen, area: Area) -> None:
        """写."""
        y = area.y
        for line in measure.lines(self.words, self.size, area.wide, bold=self.bold):
            y += self.size * _LEADING
            pen.text(area.x, y - self.size * 0.44, line, self.size, self.colour, bold=self.bold)
        pen.spot(area.x, area.y, area.wide, y - area.y, self.words, self.sources)


@dataclass(frozen=True, slots=True)
class Heading:
    """小标题 with a bar before it."""

    words: str
    size: float = 40.0
    glue: bool = True

    def high(self, wide: float) -> float:
        """一行, and air above."""
        return len(measure.lines(self.words, self.size, wide - 28, bold=True)) * self.size * 1.4 + 44

    def draw(self, pen: Pen, area: Area) -> None:
        """写."""
        y = area.y + 30
        pen.box(area.x, y + self.size * 0.16, 10, self.size * 1.06, pen.theme.red, 3)
        for line in measure.lines(self.words, self.size, area.wide - 28, bold=True):
            y += self.size * 1.4
            pen.text(area.x + 28, y - self.size * 0.34, line, self.size, bold=True)


@dataclass(frozen=True, slots=True)
class Tiles:
    """数块."""

    what: Sequence[parts.Tile]
    glue: bool = False

    def high(self, wide: float) -> float:
        """几排."""
        return parts.tiles(Pen(Size(wide, 10_000, 1), tokens.LIGHT), Area(0, 0, wide, 10_000), self.what) + 12

    def draw(self, pen: Pen, area: Area) -> None:
        """画."""
        parts.tiles(pen, area, self.what)


@dataclass(frozen=True, slots=True)
class Line:
    """表的一行; the first of a table, and of a page, brings the head of it along."""

    table: Table
    row: Row
    first: bool = False
    shaded: bool = False
    glue: bool = False

    def high(self, wide: float) -> float:
        """行高."""
        self.table.fit(wide)
        return self.table.high(self.row) + (self.table.head_high if self.first else 0)

    def draw(self, pen: Pen, area: Area) -> None:
        """画."""
        self.table.fit(area.wide)
        self.table.draw(pen, area, [self.row], spread=False, headed=self.first, shaded=self.shaded)


def rows(table: Table) -> list[Block]:
    """一张表, row by row."""
    return [
        Line(table, row, first=at == 0, shaded=at % 2 == 0, glue=at == 0 and len(table.rows) > 1)
        for at, row in enumerate(table.rows)
    ]


def long(pen: Pen, area: Area, blocks: Sequence[Block]) -> float:
    """长图: everything on one picture; answers where it ends."""
    y = area.y
    for block in blocks:
        high = block.high(area.wide)
        block.draw(pen, Area(area.x, y, area.wide, high))
        y += high
    return y


def paged(blocks: Sequence[Block], areas: Sequence[Area]) -> list[list[Block]]:
    """分页: the first page has room of its own (`areas[0]`), every other that of the last."""
    pages: list[list[Block]] = [[]]
    left = areas[0].high
    at = 0
    while at < len(blocks):
        group = [blocks[at]]
        while group[-1].glue and at + len(group) < len(blocks):
            group.append(blocks[at + len(group)])
        area = areas[min(len(pages) - 1, len(areas) - 1)]
        high = sum(one.high(area.wide) for one in group)
        if high > left and pages[-1]:
            pages.append([])
            left = areas[min(len(pages) - 1, len(areas) - 1)].high
            if isinstance(group[0], Line) and not group[0].first:
                group[0] = replace(group[0], first=True)
                high = sum(one.high(area.wide) for one in group)
        pages[-1] += group
        left -= high
        at += len(group)
    return pages


def shortened(board: Board, high: float) -> Board:
    """裁到: the same picture, only as high as it is full."""
    return replace(board, size=replace(board.size, high=high * board.size.scale))

"""表格: cells of broken lines in ruled rows; a row is one atom, so it never splits, and the head row is repeated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bingliang.paper.ink import Atom, Ink, Rule, Run
from bingliang.paper.linebreak import break_lines, halves

PAD = 3.0
OUTER = 0.8
INNER = 0.4


@dataclass(frozen=True, slots=True)
class Cell:
    """格: its text and how it stands in its width."""

    text: str
    align: str = "left"
    style: str = "text"


@dataclass(frozen=True, slots=True)
class Grain:
    """表内字号: type size, line distance and the space above and below the lines of a cell, in points."""

    size: float
    leading: float
    space: float = 2.5


def widths(shares: Sequence[float], total: float) -> tuple[float, ...]:
    """栏宽: the shares of the columns scaled to the width of the type area."""
    whole = sum(shares)
    return tuple(total * share / whole for share in shares)


def cell_lines(cell: Cell, width: float, grain: Grain) -> list[str]:
    """格内折行: the lines of a cell; a line feed in the text begins a new one."""
    measure = int((width - 2 * PAD + 0.01) / (grain.size / 2))
    lines: list[str] = []
    for part in cell.text.split("\n"):
        lines += [line.text for line in break_lines(part, measure)]
    return lines


@lru_cache(maxsize=512)  # as the lines: copies repeat the rows
def row(cells: tuple[Cell, ...], columns: tuple[float, ...], grain: Grain, *, minimum: float = 0.0) -> Atom:
    """行: one ruled row; its height follows the cell with the most lines."""
    broken = [cell_lines(cell, width, grain) for cell, width in zip(cells, columns, strict=True)]
    content = max(len(lines) for lines in broken) * grain.leading
    height = max(content + 2 * grain.space, minimum)
    ink: list[Ink] = []
    left = 0.0
    for cell, lines, width in zip(cells, broken, columns, strict=True):
        top = (height - len(lines) * grain.leading) / 2
        for number, line in enumerate(lines):
            baseline = top + number * grain.leading + (grain.leading - grain.size) / 2 + grain.size * 0.86
            ink.append(
                Run(
                    _start(cell.align, line, left, width, grain.size),
                    baseline,
                    line,
                    grain.size,
                    grain.size,
                    cell.style,
                )
            )
        left += width
    return Atom(height, tuple(ink) + _frame(columns, height))


def framed(rows: Sequence[Atom], head: Atom | None, total: float) -> list[Atom]:
    """成表: closes the top of the first row and lets every later row carry the head row with it."""

    def top(atom: Atom) -> Atom:
        return Atom(atom.height, (*atom.ink, Rule(0, 0, total, 0, OUTER)), glue=atom.glue)

    body = [*([top(head)] if head else []), *rows]
    if head:
        repeated = (top(head),)
        return [
            Atom(atom.height, atom.ink, glue=number == 0, header=repeated if number else ())
            for number, atom in enumerate(body)
        ]
    # Without a head row every row closes its own top: two lines on one place look like one.
    return [top(atom) for atom in body]


def _start(align: str, line: str, left: float, width: float, size: float) -> float:
    length = halves(line) * size / 2
    if align == "center":
        return left + (width - length) / 2
    if align == "right":
        return left + width - PAD - length
    return left + PAD


def _frame(columns: Sequence[float], height: float) -> tuple[Ink, ...]:
    total = sum(columns)
    ink: list[Ink] = [
        Rule(0, 0, 0, height, OUTER),
        Rule(total, 0, total, height, OUTER),
        Rule(0, height, total, height, INNER),
    ]
    left = 0.0
    for width in list(columns)[:-1]:
        left += width
        ink.append(Rule(left, 0, left, height, INNER))
    return tuple(ink)

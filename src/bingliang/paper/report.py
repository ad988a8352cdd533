"""报表版式: A4 on its side: wide tables whose head is repeated, charts two by two, the rows to sign; for what leaders read.

Where a figure comes from and when it was made stands at the foot of every page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bingliang.boards.picture import Picture, Tone
from bingliang.paper.draw import pdf
from bingliang.paper.ink import MM, Area, Atom, Ink, Page, Rule, Run, shifted
from bingliang.paper.linebreak import break_lines, halves
from bingliang.paper.pager import paginate
from bingliang.paper.table import Cell, Grain, framed, row

WIDTH, HEIGHT = 297 * MM, 210 * MM
LEFT, TOP = 15 * MM, 14 * MM
ROOM, TALL = WIDTH - 2 * LEFT, HEIGHT - TOP - 16 * MM
_TITLE, _UNDER, _HEADING, _TEXT, _FOOT = 18.0, 10.0, 12.0, 10.0, 8.5
_GRAIN, _HEAD = Grain(9, 11.5, 2.2), Grain(8.5, 10.5, 2.5)
_GAP = 10.0
_GREY = {
    Tone.TEXT: 0.0, Tone.FAINT: 0.3, Tone.LINE: 0.6, Tone.BAR: 0.62, Tone.CHOSEN: 0.28, Tone.MARK: 0.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """一张表: a head whose lines are broken already, rows of words; `strong` are the rows in bold, `first` the share of the
    first column against 1 of the others.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int] = frozenset()
    first: float = 2.2
    shares: tuple[float, ...] = ()
    plain: frozenset[int] = frozenset({0})
    """columns that begin at the left; figures stand in the middle"""


@dataclass(frozen=True, slots=True)
class Pictures:
    """各图, two in a row, laid out for `size_of_picture`."""

    title: str
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """文字: paragraphs."""

    title: str
    lines: tuple[str, ...]


Part = Table | Pictures | Text


@dataclass(frozen=True, slots=True)
class Report:
    """报表: its title, what stands below it, its parts, who signs, and the foot of every page."""

    title: str
    under: tuple[str, ...]
    parts: tuple[Part, ...]
    signs: tuple[str, ...]
    foot: str
    watermark: str = ""


_SCALE = 0.8
"""One logical pixel of a chart on paper, in points."""
PICTURE = ((ROOM - _GAP) / 2 / _SCALE, 226.0)
"""图的大小 in logical pixels: two stand beside each other."""


def measured(text: str, size: float) -> float:
    """字宽 on paper, where every sign has its cell."""
    return halves(text) * size / 2


def report(made: Report) -> bytes:
    """报表 as PDF."""
    atoms = [*_head(made)]
    for part in made.parts:
        atoms += _part(part)
    atoms += _signs(made.signs)
    laid = paginate(atoms, TALL)
    pages = []
    for number, placed in enumerate(laid, 1):
        ink: list[Ink] = [shifted(piece, LEFT, TOP + y) for y, atom in placed for piece in atom.ink]
        pages.append(Page(WIDTH, HEIGHT, (*ink, *_foot(made.foot, number, len(laid)))))
    return pdf(pages, made.title, "bingliang", made.watermark)


def _head(made: Report) -> Iterable[Atom]:
    wide = halves(made.title) * _TITLE / 2
    yield Atom(30, (Run(max(0.0, (ROOM - wide) / 2), _TITLE, made.title, _TITLE, _TITLE, "title"),))
    for line in made.under:
        for part in _lines(line, _UNDER):
            yield Atom(15, (Run(0, 11, part, _UNDER, _UNDER),))


def _part(part: Part) -> Iterable[Atom]:
    if part.title:
        yield Atom(26, (Run(0, 19, part.title, _HEADING, _HEADING, "head"),), glue=True)
    if isinstance(part, Table):
        yield from _table(part)
    elif isinstance(part, Pictures):
        yield from _pictures(part.pictures)
    else:
        for line in part.lines:
            for at, words in enumerate(_lines(line, _TEXT)):
                yield Atom(15, (Run(0 if at == 0 else _TEXT, 11, words, _TEXT, _TEXT),))


def _lines(text: str, size: float) -> list[str]:
    return [line.text for line in break_lines(text, int((ROOM - size) / (size / 2)))]


def _table(part: Table) -> Iterable[Atom]:
    shares = part.shares or (part.first, *(1.0 for _ in part.heads[1:]))
    columns = tuple(ROOM * share / sum(shares) for share in shares)
    head = row(tuple(Cell(name, "center", "head") for name in part.heads), columns, _HEAD)
    body = [
        row(
            tuple(
                Cell(text, "left" if at in part.plain else "center", "head" if n in part.strong else "text")
                for at, text in enumerate(line)
            ),
            columns,
            _GRAIN,
        )
        for n, line in enumerate(part.rows)
    ]
    laid = framed(body, head, ROOM)
    whole = sum(atom.height for atom in laid) < TALL - 2 * _HEAD.leading
    yield from (replace(atom, glue=whole and n < len(laid) - 1) for n, atom in enumerate(laid))


def _pictures(pictures: Sequence[Picture]) -> Iterable[Atom]:
    wide, high = (side * _SCALE for side in PICTURE)
    for at in range(0, len(pictures), 2):
        ink: list[Ink] = []
        for n, picture in enumerate(pictures[at : at + 2]):
            left = n * (wide + _GAP)
            ink += [shifted(one, left, 0) for one in drawn(picture)]
            ink += [
                Rule(left, 0, left + wide, 0, 0.4), Rule(left, high, left + wide, high, 0.4),
                Rule(left, 0, left, high, 0.4), Rule(left + wide, 0, left + wide, high, 0.4),
            ]  # fmt: skip
        yield Atom(high + _GAP, tuple(ink))


def drawn(picture: Picture) -> Iterable[Ink]:
    """一张图 in ink, its top left corner at nought."""
    for block in picture.blocks:
        yield Area(block.x * _SCALE, block.y * _SCALE, block.w * _SCALE, block.h * _SCALE, _GREY[block.tone])
    for stroke in picture.strokes:
        x1, y1, x2, y2 = (end * _SCALE for end in (stroke.x1, stroke.y1, stroke.x2, stroke.y2))
        yield Rule(x1, y1, x2, y2, stroke.width * 0.6, stroke.dash)
    for word in picture.words:
        size = word.size * _SCALE
        left, room = word.x * _SCALE, word.w * _SCALE
        spare = room - halves(word.text) * size / 2
        left += {"left": 0.0, "right": spare, "centre": spare / 2}[word.align]
        style = "head" if word.bold else "text"
        yield Run(left, word.y * _SCALE + size * 0.36, word.text, size, size, style, _GREY[word.tone])


def _signs(signs: Sequence[str]) -> Iterable[Atom]:
    if not signs:
        return
    step = ROOM / len(signs)
    ink: list[Ink] = []
    for n, word in enumerate(signs):
        begin = n * step + halves(word) * _TEXT / 2 + 4
        ink += [Run(n * step, 30, word, _TEXT, _TEXT), Rule(begin, 32, (n + 1) * step - 24, 32, 0.4)]
    yield Atom(44, tuple(ink))


def _foot(foot: str, number: int, pages: int) -> Iterable[Ink]:
    y = HEIGHT - 8 * MM
    folio = f"第 {number} 页，共 {pages} 页"
    yield Rule(LEFT, y - 12, WIDTH - LEFT, y - 12, 0.4)
    yield Run(LEFT, y, foot, _FOOT, _FOOT, grey=0.3)
    yield Run(WIDTH - LEFT - halves(folio) * _FOOT / 2, y, folio, _FOOT, _FOOT, grey=0.3)

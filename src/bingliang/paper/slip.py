"""凭证与小票版式: two copies on one A4 with a perforation between them, or a page of its own each when they are long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bingliang.paper import filled
from bingliang.paper.ink import MM, Atom, Ink, Page, Rule, Run, shifted
from bingliang.paper.layout import atoms, small
from bingliang.paper.linebreak import halves
from bingliang.paper.pager import Placed, paginate
from bingliang.paper.setting import Setting, receipt, slip

WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT = 18 * MM
HALF = HEIGHT / 2
_HALF_TOP, _HALF_HEIGHT = 6 * MM, HALF - 13 * MM
_FULL_TOP, _FULL_HEIGHT = 16 * MM, HEIGHT - 34 * MM
_SMALL = 9
A5, A5_HEIGHT = "A5", 148 * MM
_HALVES = (slip(12, _HALF_HEIGHT), slip(10.5, _HALF_HEIGHT))
_SMALL_SHEETS = (slip(12, A5_HEIGHT - 17 * MM), slip(10.5, A5_HEIGHT - 17 * MM))
# In the order they are tried: 小四, 五号 with roomy tables, 五号 with tight ones; what needs more pages takes the fewest.
_WHOLE = (
    slip(12, _FULL_HEIGHT),
    replace(slip(12, _FULL_HEIGHT), size=10.5, advance=10.5, pitch=16),
    slip(10.5, _FULL_HEIGHT),
)


def halves_or_pages(
    copies: Sequence[tuple[Sequence[filled.Filled], str]],
    perforation: str,
    foot: str,
    words: Mapping[str, str],
) -> list[list[Page]]:
    """凭证各联的页: half pages when every copy fits into one in 小四 or 五号; else whole pages, in 小四 when one suffices.

    A list of pages for each copy; two copies on one sheet share its page, which is then listed with the first.
    """
    for setting in _HALVES if len(copies) > 1 else ():
        laid: list[list[Placed]] = []
        for blocks, mark in copies:
            pages = paginate(_marked(blocks, mark, setting), setting.height)
            if len(pages) > 1:
                break
            laid.append(pages[0])
        else:
            return _half_sheets(laid, perforation, foot)
    result = []
    for blocks, mark in copies:
        tried: list[list[list[Placed]]] = []
        for setting in _WHOLE:
            tried.append(paginate(_marked(blocks, mark, setting), setting.height))
            if len(tried[-1]) == 1:
                break
        # Of those that need more the roomier, unless the tight one saves a page.
        fitting = tried[-1] if len(tried[-1]) == 1 else min(tried[1:], key=len)
        result.append(_full_sheets(fitting, mark, foot, words))
    return result


def small_sheets(
    copies: Sequence[tuple[Sequence[filled.Filled], str]], foot: str, words: Mapping[str, str]
) -> list[list[Page]]:
    """A5 凭证: every copy on sheets of its own, lying, as wide as half an A4; in 小四 when one sheet suffices."""
    result = []
    for blocks, mark in copies:
        tried = [paginate(_marked(blocks, mark, setting), setting.height) for setting in _SMALL_SHEETS]
        laid = next((one for one in tried if len(one) == 1), min(tried, key=len))
        pages = []
        for number, placed in enumerate(laid, 1):
            ink: list[Ink] = [shifted(piece, LEFT, _HALF_TOP + y) for y, atom in placed for piece in atom.ink]
            ink.append(Run(LEFT, A5_HEIGHT - 4 * MM, foot, _SMALL, _SMALL))
            if len(laid) > 1:
                folio = words["page"].format(number=number, count=len(laid))
                folio = f"{mark.split('　')[0]}　{folio}" if mark else folio
                ink.append(Run(WIDTH - LEFT - halves(folio) * 4.5, A5_HEIGHT - 8 * MM, folio, _SMALL, _SMALL))
            pages.append(Page(WIDTH, A5_HEIGHT, tuple(ink)))
        result.append(pages)
    return result


def _marked(blocks: Sequence[filled.Filled], mark: str, setting: Setting) -> list[Atom]:
    """The copy's name stands right below the title."""
    made: list[filled.Filled] = []
    for block in blocks:
        made.append(block)
        if mark and isinstance(block, filled.Title):
            made.append(filled.Text(mark, style="mark"))
    return atoms(made, setting)


def _half_sheets(laid: Sequence[Sequence[Placed]], perforation: str, foot: str) -> list[list[Page]]:
    result: list[list[Page]] = []
    for start in range(0, len(laid), 2):
        ink: list[Ink] = []
        for place, placed in enumerate(laid[start : start + 2]):
            top = _HALF_TOP + place * HALF
            ink += [shifted(piece, LEFT, top + y) for y, atom in placed for piece in atom.ink]
            ink.append(Run(LEFT, (place + 1) * HALF - 4 * MM, foot, _SMALL, _SMALL))
        ink += _perforated(perforation)
        result.append([Page(WIDTH, HEIGHT, tuple(ink))])
        if start + 1 < len(laid):
            result.append([])
    return result


def _perforated(number: str) -> list[Ink]:
    """骑缝: the number stands across the line, so that each half keeps a part of it."""
    if not number:
        return [Rule(0, HALF, WIDTH, HALF, 0.5, dash=True)]
    length = halves(number) * 6
    left = (WIDTH - length) / 2
    return [
        Rule(0, HALF, left - 6, HALF, 0.5, dash=True),
        Rule(left + length + 6, HALF, WIDTH, HALF, 0.5, dash=True),
        Run(left, HALF + 4.4, number, 12, 12),
    ]


def _full_sheets(laid: Sequence[Sequence[Placed]], mark: str, foot: str, words: Mapping[str, str]) -> list[Page]:
    result = []
    width = 174 * MM
    for number, placed in enumerate(laid, 1):
        ink: list[Ink] = [shifted(piece, LEFT, _FULL_TOP + y) for y, atom in placed for piece in atom.ink]
        ink.append(Run(LEFT, HEIGHT - 10 * MM, foot, _SMALL, _SMALL))
        if len(laid) > 1:
            folio = words["page"].format(number=number, count=len(laid))
            ink.append(Run(LEFT + width - halves(folio) * 4.5, HEIGHT - 10 * MM, folio, _SMALL, _SMALL))
            if number > 1 and mark:
                ink.append(Run(LEFT, _FULL_TOP - 4 * MM, mark, _SMALL, _SMALL))
        result.append(Page(WIDTH, HEIGHT, tuple(ink)))
    return result


def receipts(blocks: Sequence[filled.Filled], foot: str, roll: int) -> list[Page]:
    """小票: one page as wide as the paper and as long as it needs to be."""
    setting = receipt(roll, 10_000)
    tail = [atom for line in foot.split("\n") if line for atom in small(line, setting)]
    laid = paginate([*atoms(blocks, setting), *tail], setting.height)[0]
    edge = (roll * MM - setting.width) / 2
    length = laid[-1].y + laid[-1].atom.height
    ink = tuple(shifted(piece, edge, 4 * MM + y) for y, atom in laid for piece in atom.ink)
    return [Page(roll * MM, length + 10 * MM, ink)]

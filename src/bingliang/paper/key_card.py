"""按键卡: the keys on one A4 sheet in columns, to lie beside the keyboard; set as large as its two sides allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bingliang.paper.draw import pdf
from bingliang.paper.ink import MM, Ink, Page, Rule, Run
from bingliang.paper.linebreak import halves

Group = tuple[str, Sequence[tuple[str, str]]]
"""一组: heading, and the keys with what they do."""

WIDTH, HEIGHT = 210 * MM, 297 * MM
_LEFT, _TOP, _FOOT = 16 * MM, 34 * MM, 14 * MM
_BETWEEN = 6 * MM


@dataclass(frozen=True, slots=True)
class _Setting:
    """一种字号: size of the text, height of a line, of a heading, of what lies between two groups; how many columns."""

    size: float
    line: float
    head: float
    gap: float
    columns: int = 2

    @property
    def wide(self) -> float:
        """栏宽."""
        return (WIDTH - 2 * _LEFT - (self.columns - 1) * _BETWEEN) / self.columns

    @property
    def caps(self) -> float:
        """键名占的宽."""
        return self.wide * 0.4


_SETTINGS = (
    _Setting(10.5, 17, 21, 8),
    _Setting(10, 15, 18, 7),
    _Setting(9, 13, 16, 5),
    _Setting(9, 12.5, 15, 5, columns=3),
    _Setting(8.5, 11, 13, 4, columns=3),
)
_SIDES = 2


def key_card(title: str, under: str, groups: Sequence[Group]) -> bytes:
    """按键卡 as PDF: `under` stands below the title, e.g. the zone and the day; one side where a legible size fits it, else two."""
    tried = [_lay(groups, one) for one in _SETTINGS]
    fitting = (pages for sides in range(1, _SIDES + 1) for pages in tried if len(pages) == sides)
    laid = next(fitting, tried[-1])
    head = (
        Run(_LEFT, 20 * MM, title, 18, 18, "title"),
        Run(_LEFT, 27 * MM, under, 10, 10, grey=0.4),
        Rule(_LEFT, 29.5 * MM, WIDTH - _LEFT, 29.5 * MM, 0.8),
    )
    return pdf([Page(WIDTH, HEIGHT, (*head, *ink)) for ink in laid], title, "bingliang")


def _lay(groups: Sequence[Group], setting: _Setting) -> list[list[Ink]]:
    """Column by column; a heading never stands alone at the foot of one."""
    pages: list[list[Ink]] = [[]]
    column, y = 0, _TOP
    for heading, lines in groups:
        for at, (cap, word) in enumerate(lines):
            above = setting.head if at == 0 else 0
            least = above + setting.line * (min(len(lines), 3) if at == 0 else 1)
            if y + least > HEIGHT - _FOOT:
                column, y = column + 1, _TOP
                if column == setting.columns:
                    pages.append([])
                    column = 0
            x = _LEFT + column * (setting.wide + _BETWEEN)
            if at == 0:
                pages[-1] += _heading(heading, x, y, setting)
            pages[-1] += _line(cap, word, x, y + above, setting)
            y += above + setting.line
        y += setting.gap
    return pages


def _heading(words: str, x: float, y: float, setting: _Setting) -> list[Ink]:
    size = setting.size + 0.5
    return [Run(x, y + size, words, size, size, "head"), Rule(x, y + size + 3, x + setting.wide, y + size + 3, 0.4)]


def _line(cap: str, word: str, x: float, y: float, setting: _Setting) -> list[Ink]:
    """The key in bold in a column of its own, smaller where it has no room there, and what it does."""
    size = min(setting.size, max(setting.size * 0.75, setting.caps / halves(cap) * 2))
    after = x + max(setting.caps, halves(cap) * size / 2 + 6)
    said = min(setting.size, (x + setting.wide - after) / max(1, halves(word)) * 2)
    return [
        Run(x, y + setting.size, cap, size, size, "head"),
        Run(after, y + setting.size, word, said, said),
    ]

"""量字: how wide words are in the shipped faces, and where they break; where a line may end is for `linebreak` to say."""

from __future__ import annotations

from functools import lru_cache

from bingliang.paper import fonts
from bingliang.paper.linebreak import break_lines, units

PLAIN, BOLD = "screen", "screen-bold"
_WHOLE = 1000


def style(*, bold: bool) -> str:
    """字体 of a weight: there are two."""
    return BOLD if bold else PLAIN


@lru_cache(maxsize=8192)
def _thousandths(words: str, bold: bool) -> float:  # noqa: FBT001  # a key of the cache
    total = 0.0
    for name, part in fonts.faced(style(bold=bold), words):
        widths = fonts.face(name).face.charWidths
        total += sum(widths[ord(char)] for char in part)
    return total


def width(words: str, size: float, *, bold: bool = False) -> float:
    """宽."""
    return _thousandths(words, bold) * size / _WHOLE


def lines(words: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """折行: lines no wider than `room`; what nowhere may be divided is divided where the line is full."""
    return _lines(words, size, room, bold)


@lru_cache(maxsize=4096)
def _lines(words: str, size: float, room: float, bold: bool) -> tuple[str, ...]:  # noqa: FBT001  # a key of the cache
    found: list[str] = []
    for paragraph in words.split("\n"):
        line = ""
        for unit in units(paragraph):
            if width((line + unit).rstrip(), size, bold=bold) <= room:
                line += unit
                continue
            if line:
                found.append(line.rstrip())
            pieces = [unit]
            if width(unit.rstrip(), size, bold=bold) > room:
                cells = max(4, int(room / size * 2 * 0.9))
                pieces = [one.text for one in break_lines(unit, cells)]
            found += pieces[:-1]
            line = pieces[-1]
        found.append(line.rstrip())
    return tuple(found)


def fitted(words: str, size: float, room: float, *, bold: bool = False, least: float = 0.0) -> float:
    """缩到放得下: the size at which it stands in one line, never under `least`."""
    wide = width(words, size, bold=bold)
    return size if wide <= room else max(least, size * room / wide)

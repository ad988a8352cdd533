"""换行: where a line of Chinese may end (禁则), counted in half-width cells, so that no font decides it.

A figure or Latin letter is one half cell, every other character two. Kept whole where they fit: numbers with their
unit, dates, 第×条, 〔2026〕第0001号, ——, ……, Latin words and codes. After GB/T 15834 and UAX #14.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_OPEN = "（《〈【〔［｛“‘「『〖￥￡№☑☐＄"
_CLOSE = "，。、；：？！）》〉】〕］｝”’」』〗％‰℃°′″…‥～·•／．－–‐々\u3000"
_ASCII_CLOSE = r"""\)\]\},.;:!?%'"/\-"""
_HAN = r"\u2e80-\u2fff\u3005-\u3007\u3021-\ua4cf\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
# Everything that runs on like a Latin word: ASCII but the blank, and the symbols UAX #14 treats alike (①, ×, □ …).
_LETTER = rf"[^\s—{_OPEN}{_CLOSE}{_HAN}\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f]"
_FIGURES = r"[0-9]+(?:[.,:/][0-9]+)*"
_COUNTED = r"(?:个工作日|个自然日|个月|个|工作日|日|天|年|月|时|分|条|款|项|号|份|页|件|次|批|期|元|万元|亿元|亩|米)?"
_NUMERAL = r"(?:[0-9]+|[零〇一二三四五六七八九十百千]+|（[零〇一二三四五六七八九十百千]+）)"
_BY_ITSELF = r"(?<=[，。：；（、》\s])"
_LEADING = "按照|依据|依照|根据|参照|见|经|向"
_CORE = "|".join(
    (
        r"[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?",
        r"[0-9]{1,2}月[0-9]{1,2}日",
        r"[0-9]{1,2}时[0-9]{1,2}分",
        # A body's short name keeps together where it stands by itself; inside a sentence two signs of it go along.
        rf"{_BY_ITSELF}(?!{_LEADING})[\u4e00-\u9fff]{{3,6}}〔[0-9]{{4}}〕[\u4e00-\u9fff]{{0,4}}第?[0-9]+号",
        r"[\u4e00-\u9fff]{0,2}〔[0-9]{4}〕[\u4e00-\u9fff]{0,4}第?[0-9]+号",
        r"[0-9]{4}〕[\u4e00-\u9fff]{0,4}第?[0-9]+号",
        rf"第{_NUMERAL}[条款项章节号批次页期联]",
        rf"{_FIGURES}(?!{_LETTER}){_COUNTED}",
        rf"(?:{_LETTER})+(?<![(\[{{])",
        rf"[·•°](?:{_LETTER})+",
        r"—+",
        r"\S",
    )
)
_UNIT = re.compile(
    rf"(?:[{_OPEN}][ ]*|(?:{_LETTER})*[(\[{{][ ]*)*(?:{_CORE}|(?=[ ]))"
    rf"(?:[ ]*[{_CLOSE}]+(?:(?<=[·•°′″‐℃％‰])(?:{_LETTER})+)?|(?:[{_ASCII_CLOSE}])(?:{_LETTER})*(?<![(\[{{]))*[ ]*"
    rf"|[{_OPEN}]+[ ]*|.",
    re.DOTALL,
)
_PAIR_START = frozenset(_CLOSE + ")]},.;:!?%")
_PAIR_END = frozenset(_OPEN + "([{")


class Line(NamedTuple):
    """行: its text, without the blanks at its end, and where it begins in the paragraph."""

    text: str
    start: int


def halves(text: str) -> int:
    """宽度: in half cells."""
    return 2 * len(text) - sum(" " <= char <= "~" for char in text) if not text.isascii() else len(text)


def units(text: str) -> list[str]:
    """不可拆的单位: the pieces between which a line may end; together they are the text."""
    return [found[0] for found in _UNIT.finditer(text)]


@lru_cache(maxsize=1024)  # the copies of a paper and its trial layouts ask for the same lines again
def break_lines(text: str, measure: int, indent: int = 0) -> tuple[Line, ...]:
    """折行: lines of at most `measure` half cells, the first one shorter by `indent`; ValueError if nothing can fit.

    A unit longer than a whole line is cut where it must be, still never before a closing or after an opening mark.
    """
    if measure - indent < 4:
        raise ValueError(f"栏宽只有{measure - indent}个半角字，放不下文字，请把这一栏调宽。")
    lines: list[Line] = []
    start = position = used = 0
    room = measure - indent
    for unit in units(text):
        width = halves(unit)
        end = position + len(unit)
        if used + width > room and used + halves(unit.rstrip(" ")) > room:
            # A unit that fits into no line at all goes on where it stands instead of leaving a gap.
            if used and halves(unit.rstrip(" ")) <= measure:
                lines.append(Line(text[start:position].rstrip(" "), start))
                start, room = position, measure
            while halves(text[start:end].rstrip(" ")) > room:
                cut = _forced(text, start, max(start, position), end, room)
                lines.append(Line(text[start:cut].rstrip(" "), start))
                start, room = cut, measure
            used = halves(text[start:end])
        else:
            used += width
        position = end
    if start < len(text) or not lines:
        lines.append(Line(text[start:].rstrip(" "), start))
    return tuple(lines)


def _forced(text: str, start: int, unit: int, end: int, room: int) -> int:
    """A cut inside a unit that is longer than a line: best beside a bracket or after a stroke, else the last place that
    breaks no pair, else simply the edge.
    """
    edge = start
    while edge < end and halves(text[start : edge + 1]) <= room:
        edge += 1
    lowest = max(unit, start + 1, start + (edge - start) // 3)
    allowed = [
        cut
        for cut in range(edge, lowest - 1, -1)
        if text[cut] not in _PAIR_START
        and text[cut - 1] not in _PAIR_END
        and text[cut - 1 : cut + 1] not in {"——", "……"}
    ]
    if unit > start and not allowed:
        return unit
    soft = [cut for cut in allowed if text[cut] in "〔（" or text[cut - 1] in "〕）/-_."]
    return (soft or allowed or [max(edge, start + 1)])[0]


def balanced(text: str, measure: int) -> list[str]:
    """标题回行: lines of nearly equal length, none longer than `measure` half cells, the first not the shortest."""
    lines = break_lines(text, measure)
    count = len(lines)
    if count == 1:
        return [lines[0].text]
    narrow = halves(text) // count
    while narrow < measure:
        tried = break_lines(text, max(narrow, 4))
        if len(tried) <= count:
            return [line.text for line in tried]
        narrow += 1
    return [line.text for line in lines]

"""看板的格: what stands in one cell of a table: words, a bar, flags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bingliang.paper.boards import measure, tokens
from bingliang.paper.boards.ink import Pen, Sources
from bingliang.paper.boards.parts import Area, bar, flag

SPACING = 1.28
_SHORT = 3
"""So many signs are never divided."""


class Cell(Protocol):
    """一格."""

    @property
    def sources(self) -> Sources:
        """出处."""

    def high(self, room: float, size: float) -> float:
        """要多高 in a column of that width."""

    def least(self, size: float) -> float:
        """至少多宽."""

    def draw(self, pen: Pen, area: Area, size: float) -> None:
        """画在那里."""

    @property
    def told(self) -> str:
        """读出来."""


@dataclass(frozen=True, slots=True)
class Words:
    """文字的一格, as many lines as it needs."""

    words: str
    bold: bool = False
    colour: str = ""
    end: bool = False
    whole: bool = False
    """never divided, like a day or a figure at the end of its column"""
    sources: Sources = ()

    def high(self, room: float, size: float) -> float:
        """行数的高."""
        return len(measure.lines(self.words, size, room, bold=self.bold)) * size * SPACING

    def least(self, size: float) -> float:
        """Four signs, or all where there are fewer; a figure is never divided."""
        whole = measure.width(self.words, size, bold=self.bold)
        return whole if self.end or self.whole or len(self.words) <= _SHORT else min(whole, size * 4.2)

    def draw(self, pen: Pen, area: Area, size: float) -> None:
        """写."""
        lines = measure.lines(self.words, size, area.wide, bold=self.bold)
        room = max(1, int(area.high / (size * SPACING) + 0.01))
        if len(lines) > room:
            lines = (*lines[: room - 1], f"{lines[room - 1].rstrip('，。；、')[:-2]}……")
        y = area.y + (area.high - len(lines) * size * SPACING) / 2 + size * 0.99
        for line in lines:
            if self.end:
                pen.right(area.right, y, line, size, self.colour, bold=self.bold)
            else:
                pen.text(area.x, y, line, size, self.colour, bold=self.bold)
            y += size * SPACING

    @property
    def told(self) -> str:
        """读出来."""
        return self.words


@dataclass(frozen=True, slots=True)
class Named:
    """名称的一格: a project in bold and, smaller, whose it is: many are called 生产基地."""

    name: str
    under: str
    sources: Sources = ()

    def _sizes(self, size: float) -> tuple[tuple[str, float, bool], ...]:
        small = size * tokens.SMALL / tokens.BODY
        return tuple(one for one in ((self.name, size, True), (self.under, small, False)) if one[0])

    def high(self, room: float, size: float) -> float:
        """两样的行高."""
        return sum(
            len(measure.lines(words, own, room, bold=bold)) * own * SPACING for words, own, bold in self._sizes(size)
        )

    def least(self, size: float) -> float:
        """Seven signs of the name: what is under it takes a second line."""
        return min(measure.width(self.name, size, bold=True), size * 7.1)

    def draw(self, pen: Pen, area: Area, size: float) -> None:
        """写."""
        y = area.y + max(0.0, area.high - self.high(area.wide, size)) / 2
        for words, own, bold in self._sizes(size):
            for line in measure.lines(words, own, area.wide, bold=bold):
                y += own * SPACING
                if y <= area.bottom + own * 0.3:
                    pen.text(area.x, y - own * 0.29, line, own, pen.theme.text if bold else pen.theme.text2, bold=bold)

    @property
    def told(self) -> str:
        """读出来."""
        return self.name


@dataclass(frozen=True, slots=True)
class Progress:
    """进度的一格: the bar and the figure behind it."""

    share: float
    words: str
    mark: str
    colour: str
    sources: Sources = ()

    def high(self, room: float, size: float) -> float:
        """一行."""
        del room
        return size * SPACING

    def least(self, size: float) -> float:
        """The figure and a bar on which a tenth can be told."""
        return measure.width("100%", size, bold=True) + 24 + size * 4

    def draw(self, pen: Pen, area: Area, size: float) -> None:
        """画."""
        wide = max(measure.width(one, size, bold=True) for one in ("100%", self.words))
        bar(pen, Area(area.x, area.y, area.wide - wide - 24, area.high), self.share, self.mark)
        pen.text(area.right - wide, area.y + area.high / 2 + size * 0.36, self.words, size, self.colour, bold=True)

    @property
    def told(self) -> str:
        """读出来."""
        return self.words


@dataclass(frozen=True, slots=True)
class Flags:
    """旗的一格: the flags with their word, and with their number where they are counted."""

    what: Sequence[tuple[bool, str]] = ()
    sources: Sources = ()

    def high(self, room: float, size: float) -> float:
        """不高过一行字: it may reach into the air above and below."""
        del room
        return size * SPACING if self.what else 0.0

    def least(self, size: float) -> float:
        """旗和字."""
        return sum(size * 1.7 + 12 + measure.width(word, size, bold=True) for _, word in self.what)

    def draw(self, pen: Pen, area: Area, size: float) -> None:
        """插旗."""
        x, high = area.x, size * 1.5
        for red, word in self.what:
            x += flag(pen, x, area.y + (area.high - high) / 2, high, red=red) + 10
            x += pen.text(x, area.y + area.high / 2 + size * 0.36, word, size, bold=True) + 18

    @property
    def told(self) -> str:
        """读出来."""
        return "、".join(word for _, word in self.what)

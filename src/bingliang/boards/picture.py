"""图: a chart as plain marks on a plane, laid out once; the window paints them in its theme, the paper in greys.

Every point that stands for something knows the items behind it, so that it can be walked to by keys and opened. Lengths are
logical pixels; whoever paints says how wide a word is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from bingliang.boards.balance import Keys

Measure = Callable[[str, float], float]
"""字宽: of a text in a size."""
SMALL, HEADING = 12.0, 13.0
EDGE, HEAD, FOOT = 12.0, 34.0, 24.0


class Tone(StrEnum):
    """色: by use, never by hue."""

    TEXT = "字"
    FAINT = "次要的字"
    LINE = "线"
    BAR = "条"
    CHOSEN = "这一期"
    MARK = "标记"


@dataclass(frozen=True, slots=True)
class Block:
    """色块."""

    x: float
    y: float
    w: float
    h: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Stroke:
    """线."""

    x1: float
    y1: float
    x2: float
    y2: float
    tone: Tone
    width: float = 1.0
    dash: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """字: within a line that is `w` wide and begins at `x`; `y` is the middle of the line."""

    x: float
    y: float
    w: float
    text: str
    size: float = SMALL
    tone: Tone = Tone.TEXT
    bold: bool = False
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Spot:
    """一点: what it says, the items behind it, and where it lies."""

    words: str
    keys: Keys
    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Picture:
    """一张图: its marks, its points in reading order, and the whole of it in words."""

    title: str
    width: float
    height: float
    blocks: tuple[Block, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    words: tuple[Word, ...] = ()
    spots: tuple[Spot, ...] = ()
    said: str = ""


@dataclass(slots=True)
class Sheet:
    """画纸 on which a chart is laid out; heading above, source below."""

    title: str
    source: str
    width: float
    height: float
    measure: Measure
    blocks: list[Block] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    @property
    def left(self) -> float:
        """图区的左边."""
        return EDGE

    @property
    def room(self) -> float:
        """图区的宽."""
        return self.width - 2 * EDGE

    @property
    def bottom(self) -> float:
        """图区的下边."""
        return self.height - FOOT

    def write(
        self,
        x: float,
        y: float,
        w: float,
        text: str,
        tone: Tone = Tone.TEXT,
        *,
        bold: bool = False,
        align: str = "left",
    ) -> None:
        """写字, cut with an ellipsis where there is no room."""
        self.words.append(Word(x, y, w, fitted(text, w, SMALL, self.measure), SMALL, tone, bold, align))

    def finished(self, said: str) -> Picture:
        """成图."""
        heading = fitted(self.title, self.room, HEADING, self.measure)
        foot = fitted(self.source, self.room, SMALL, self.measure)
        words = (
            Word(EDGE, 17, self.room, heading, HEADING, Tone.TEXT, bold=True),
            *self.words,
            Word(EDGE, self.height - 11, self.room, foot, SMALL, Tone.FAINT),
        )
        told = f"{self.title}：{said or '这一期没有'}。{self.source}"
        return Picture(
            self.title, self.width, self.height, tuple(self.blocks), tuple(self.strokes), words, tuple(self.spots), told
        )


def fitted(text: str, room: float, size: float, measure: Measure) -> str:
    """放得下的字: the whole, or as much as there is room for and an ellipsis."""
    if measure(text, size) <= room:
        return text
    kept = text
    while kept and measure(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept}…"

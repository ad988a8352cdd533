"""图: a chart as plain marks on a plane, laid out once; the window paints them in its theme, the paper in greys.

Every point that stands for something knows the items behind it, so that it can be walked to by keys and opened. Lengths are
logical pixels; whoever paints says how wide a word is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bingliang.boards.balance import Keys

Measure = Callable[[str, float], float]
"""字宽: of a text in a size."""
SMALL, PLAIN, HEADING = 12.0, 12.0, 13.0
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


@dataclass(frozen=True, slots=True)
class Bar:
    """一条: its name, its value and what is written at it; `second` is another length to compare it with."""

    name: str
    value: float
    text: str
    keys: Keys = ()
    chosen: bool = False
    second: float | None = None


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


def columns(sheet: Sheet, bars: Sequence[Bar], unit: str = "") -> Picture:
    """柱: side by side, each with its figure above and its name below."""
    most = max((bar.value for bar in bars), default=0)
    if not most:
        return _empty(sheet)
    step, foot = sheet.room / len(bars), sheet.bottom - 16
    tall = foot - HEAD - 18
    for n, bar in enumerate(bars):
        left, high = sheet.left + n * step, tall * bar.value / most
        sheet.blocks.append(
            Block(left + step * 0.18, foot - high, step * 0.64, high, Tone.CHOSEN if bar.chosen else Tone.BAR)
        )
        tone = Tone.TEXT if bar.chosen else Tone.FAINT
        sheet.words.append(Word(left - 6, foot - high - 9, step + 12, bar.text, SMALL, tone, bar.chosen, "centre"))
        name = bar.name if sheet.measure(bar.name, SMALL) < step else bar.name.rstrip("月")
        sheet.words.append(Word(left - 6, foot + 9, step + 12, name, SMALL, tone, align="centre"))
        sheet.spots.append(Spot(f"{bar.name} {bar.text}{unit}", bar.keys, left, HEAD, step, sheet.bottom - HEAD))
    sheet.strokes.append(Stroke(sheet.left, foot + 0.5, sheet.left + sheet.room, foot + 0.5, Tone.LINE))
    return sheet.finished("，".join(f"{bar.name} {bar.text}{unit}" for bar in bars))


def distribution(sheet: Sheet, values: Sequence[tuple[int, Keys]], mean: float, middle: float) -> Picture:
    """分布: how many took how many workdays; mean and median stand at their place. Long tails share the last column."""
    if not values:
        return _empty(sheet)
    bins = binned(values, max(4, int(sheet.room // 22)))
    most = max(len(keys) for _, _, keys in bins)
    step, foot = sheet.room / len(bins), sheet.bottom - 16
    tall = foot - HEAD - 34
    for n, (first, last, keys) in enumerate(bins):
        left, high = sheet.left + n * step, tall * len(keys) / most
        sheet.blocks.append(Block(left + 1, foot - high, max(1.0, step - 2), high, Tone.BAR))
        if keys:
            sheet.words.append(
                Word(left - 6, foot - high - 8, step + 12, str(len(keys)), SMALL, Tone.FAINT, align="centre")
            )
        name = _stretch(first, last)
        if sheet.measure(name, SMALL) >= step + 4:
            name = f"{first}+" if n == len(bins) - 1 and last > first else str(first)
        if sheet.measure(name, SMALL) < step + 12:
            sheet.words.append(Word(left - 6, foot + 9, step + 12, name, SMALL, Tone.FAINT, align="centre"))
        sheet.spots.append(
            Spot(f"{_stretch(first, last)} 个工作日 {len(keys)} 项", keys, left, HEAD, step, sheet.bottom - HEAD)
        )
    sheet.strokes.append(Stroke(sheet.left, foot + 0.5, sheet.left + sheet.room, foot + 0.5, Tone.LINE))
    for at, dash in ((mean, True), (middle, False)):
        place = _place(at, bins)
        x, high = sheet.left + place * step, tall * len(bins[min(int(place), len(bins) - 1)][2]) / most
        for top, end in ((HEAD + 16, foot - high - 17), (foot - high, foot)):
            if end > top:  # the figure above the bar stays readable
                sheet.strokes.append(Stroke(x, top, x, end, Tone.MARK, 1.4, dash))
    told = f"平均 {mean:.1f}（虚线）　中位 {middle:g}（实线）　最长 {bins[-1][1]} 个工作日"
    sheet.write(sheet.left, HEAD + 6, sheet.room, told, Tone.FAINT, align="right")
    return sheet.finished(
        f"平均 {mean:.1f}，中位 {middle:g} 个工作日；"
        + "，".join(f"{_stretch(a, b)} 日 {len(keys)} 项" for a, b, keys in bins)
    )


def binned(values: Sequence[tuple[int, Keys]], most: int) -> list[tuple[int, int, Keys]]:
    """分组: equal stretches of workdays, at most so many; the last one takes the few that took longest."""
    days = [value for value, keys in values for _ in keys]
    last, reach = days[-1], days[(len(days) - 1) * 19 // 20]
    wide = -(-(reach + 1) // most)
    many = min(most, -(-(last + 1) // wide))
    found: list[tuple[int, int, Keys]] = []
    for n in range(many):
        first = n * wide
        end = last if n == many - 1 else first + wide - 1
        held = [keys for value, keys in values if first <= value <= end]
        found.append((first, end, tuple(key for keys in held for key in keys)))
    return found


def _stretch(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _place(value: float, bins: Sequence[tuple[int, int, Keys]]) -> float:
    wide = bins[0][1] - bins[0][0] + 1
    return min(len(bins), (value + 0.5) / wide)


def rows(sheet: Sheet, bars: Sequence[Bar], *, second: str = "", first: str = "") -> Picture:
    """条形: as many as there is room for, each name above its bar; with a second length behind it where there is one."""
    line = 30.0
    key = f"上条 {first}，下条 {second}" if second else ""
    top = HEAD + (18 if key else 2)
    shown = list(bars)[: max(1, int((sheet.bottom - top + 6) // line))]
    if not shown:
        return _empty(sheet)
    if key:
        sheet.write(sheet.left, HEAD + 5, sheet.room, key, Tone.FAINT)
    most = max(0.01, *(max(bar.value, bar.second or 0) for bar in shown))
    for n, bar in enumerate(shown):
        y = top + n * line
        told = sheet.measure(bar.text, SMALL) + 10
        sheet.write(sheet.left, y + 8, sheet.room - told, bar.name)
        sheet.write(sheet.left, y + 8, sheet.room, bar.text, bold=True, align="right")
        if bar.second is not None:
            sheet.blocks.append(Block(sheet.left, y + 22, max(2, sheet.room * bar.second / most), 3, Tone.BAR))
        sheet.blocks.append(
            Block(
                sheet.left, y + 17, max(2, sheet.room * bar.value / most), 7 if bar.second is None else 5, Tone.CHOSEN
            )
        )
        sheet.spots.append(Spot(f"{bar.name} {bar.text}", bar.keys, sheet.left - 4, y, sheet.room + 8, line - 2))
    return sheet.finished("；".join(f"{bar.name} {bar.text}" for bar in bars))


def _empty(sheet: Sheet) -> Picture:
    sheet.words.append(
        Word(EDGE, (HEAD + sheet.bottom) / 2, sheet.room, "这一期没有", PLAIN, Tone.FAINT, align="centre")
    )
    return sheet.finished("")


def pairs(sheet: Sheet, bars: Sequence[Bar], first: str, second: str) -> Picture:
    """成对的柱: what was, beside what would be."""
    most = max((max(bar.value, bar.second or 0) for bar in bars), default=0)
    if not most:
        return _empty(sheet)
    sheet.write(sheet.left, HEAD + 6, sheet.room, f"浅色 {first}，深色 {second}", Tone.FAINT)
    step, foot = sheet.room / len(bars), sheet.bottom - 16
    tall = foot - HEAD - 36
    for n, bar in enumerate(bars):
        left, wide = sheet.left + n * step, step * 0.36
        for at, (value, tone) in enumerate(((bar.second or 0, Tone.BAR), (bar.value, Tone.CHOSEN))):
            high = tall * value / most
            x = left + step * 0.12 + at * (wide + 2)
            sheet.blocks.append(Block(x, foot - high, wide, high, tone))
            sheet.words.append(
                Word(
                    x - 8,
                    foot - high - 8,
                    wide + 16,
                    f"{value:g}",
                    SMALL,
                    Tone.FAINT if tone is Tone.BAR else Tone.TEXT,
                    align="centre",
                )
            )
        sheet.words.append(Word(left - 6, foot + 9, step + 12, bar.name, SMALL, Tone.FAINT, align="centre"))
        sheet.spots.append(
            Spot(f"{bar.name} 个工作日 {bar.text}", bar.keys, left, HEAD + 14, step, sheet.bottom - HEAD - 14)
        )
    sheet.strokes.append(Stroke(sheet.left, foot + 0.5, sheet.left + sheet.room, foot + 0.5, Tone.LINE))
    return sheet.finished("；".join(f"{bar.name} 个工作日 {bar.text}" for bar in bars))

"""看板的部件: head, foot, tiles, bars and flags, the same on every board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bingliang.paper.boards import measure, tokens
from bingliang.paper.boards.ink import Pen, Sources

LOW = 760.0
"""A board lower than this is a strip: its head is one line."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """落款: what stands on every board: whose it is, which issue, up to when it counts, and that a sample is a sample."""

    zone: str
    issue: str
    cut_off: str
    note: str = ""
    sample: str = ""
    page: int = 0
    pages: int = 0

    @property
    def foot(self) -> str:
        """底行."""
        return " · ".join(part for part in (self.issue, self.cut_off, self.note) if part)


@dataclass(frozen=True, slots=True)
class Area:
    """余地: where a part may draw, in units."""

    x: float
    y: float
    wide: float
    high: float

    @property
    def right(self) -> float:
        """右边."""
        return self.x + self.wide

    @property
    def bottom(self) -> float:
        """下边."""
        return self.y + self.high

    def below(self, taken: float) -> Area:
        """其余: what is left under the first `taken`."""
        return Area(self.x, self.y + taken, self.wide, self.high - taken)


def is_low(pen: Pen) -> bool:
    """条屏."""
    return pen.high < LOW


def margin(pen: Pen) -> float:
    """边."""
    return min(tokens.MARGIN, pen.wide * 0.045)


def framed(pen: Pen, title: str, under: str, stamp: Stamp) -> Area:
    """版框: head and foot; answers what is left between them."""
    top = _low_head(pen, title, under, stamp) if is_low(pen) else _head(pen, title, under, stamp)
    foot = _foot(pen, stamp)
    side = margin(pen)
    return Area(side, top, pen.wide - 2 * side, pen.high - top - foot)


def _head(pen: Pen, title: str, under: str, stamp: Stamp) -> float:
    side, theme = margin(pen), pen.theme
    room = pen.wide - 2 * side
    taken = mark(pen, pen.wide - side, 44, stamp.sample)
    zone_wide = measure.width(stamp.zone, tokens.BODY)
    stacked = measure.width(title, tokens.HEAD, bold=True) + max(taken, zone_wide) + 40 > room
    y = 48.0
    for line in measure.lines(title, tokens.HEAD, room - (taken + 24 if taken else 0), bold=True):
        y += tokens.HEAD * 1.16
        pen.text(side, y - 10, line, tokens.HEAD, bold=True)
    if stacked:
        y += tokens.BODY * 1.4
        pen.text(side, y - 6, stamp.zone, tokens.BODY, theme.text2)
    else:
        pen.right(pen.wide - side, y + tokens.BODY * 1.2, stamp.zone, tokens.BODY, theme.text2)
    for line in measure.lines(under, tokens.BODY, room - (0 if stacked else zone_wide + 40)) if under else ():
        y += tokens.BODY * 1.36
        pen.text(side, y - 4, line, tokens.BODY, theme.text2)
    return y + 28


def _low_head(pen: Pen, title: str, under: str, stamp: Stamp) -> float:
    side, theme = margin(pen), pen.theme
    size = 40.0
    taken = mark(pen, pen.wide - side, 14, stamp.sample)
    end = pen.wide - side - (taken + 20 if taken else 0)
    size = measure.fitted(title, size, end - side, bold=True, least=tokens.BODY)
    at = side + pen.text(side, 52, title, size, bold=True)
    for words in (under, stamp.zone):
        if words and at + 28 + measure.width(words, tokens.SMALL) < end:
            pen.text(at + 28, 52, words, tokens.SMALL, theme.text2)
            break
    return 72.0


def mark(pen: Pen, right: float, top: float, sample: str) -> float:
    """示范数据: in a frame of its own at the upper right corner; answers how wide it is."""
    if not sample:
        return 0.0
    size = tokens.SMALL
    wide = measure.width(sample, size, bold=True) + 28
    pen.box(right - wide, top, wide, size + 18, radius=6, stroke=pen.theme.gold, line=2.5)
    pen.text(right - wide + 14, top + size + 4, sample, size, pen.theme.gold, bold=True)
    return wide


def _foot(pen: Pen, stamp: Stamp) -> float:
    side, theme, size = margin(pen), pen.theme, tokens.SMALL
    count = f"{stamp.page}/{stamp.pages}" if stamp.pages > 1 else ""
    room = pen.wide - 2 * side - (measure.width(count, size) + 30 if count else 0)
    lines = measure.lines(stamp.foot, size, room)
    high = len(lines) * size * 1.4 + (14 if is_low(pen) else 28)
    top = pen.high - high
    pen.box(0, top, pen.wide, high, theme.panel)
    for at, line in enumerate(lines):
        pen.text(side, top + (high - len(lines) * size * 1.4) / 2 + size * (1.06 + 1.4 * at), line, size, theme.text2)
    if count:
        pen.right(pen.wide - side, top + (high + size * 0.72) / 2, count, size, theme.text2, bold=True)
    return high + (8 if is_low(pen) else 20)


@dataclass(frozen=True, slots=True)
class Tile:
    """数块: a figure, its word, in which colour, and the lines behind it."""

    figure: str
    word: str
    colour: str = ""
    sources: Sources = ()


_LOW_TILE, _TILE = 104.0, 136.0


def groups(area: Area, what: Sequence[Tile]) -> list[Sequence[Tile]]:
    """条屏的数块, frame by frame: as many as stand on one."""
    across = _across(area, what, low=True)
    down = max(1, int((area.high + tokens.GAP) / (_LOW_TILE + tokens.GAP)))
    frames = -(-len(what) // (across * down))
    each = -(-len(what) // frames)
    return [what[at : at + each] for at in range(0, len(what), each)]


def tiles(pen: Pen, area: Area, what: Sequence[Tile]) -> float:
    """数块 in as few rows as they have room in; answers the height taken. On a strip the word stands under its figure."""
    low = is_low(pen)
    across = _across(area, what, low=low)
    rows = -(-len(what) // across)
    across = -(-len(what) // rows)
    wide, high = (area.wide - tokens.GAP * (across - 1)) / across, _LOW_TILE if low else _TILE
    for at, one in enumerate(what):
        x, y = area.x + (at % across) * (wide + tokens.GAP), area.y + (at // across) * (high + tokens.GAP)
        pen.box(x, y, wide, high, pen.theme.panel, tokens.RADIUS)
        if low:
            pen.text(x + 14, y + 52, one.figure, 44.0, one.colour, bold=True)
            pen.text(x + 14, y + 90, one.word, tokens.SMALL, pen.theme.text2)
        else:
            pen.text(x + 28, y + high / 2 + tokens.FIGURE * 0.36, one.figure, tokens.FIGURE, one.colour, bold=True)
            pen.right(x + wide - 28, y + high / 2 + tokens.BODY * 0.36, one.word, tokens.BODY, pen.theme.text2)
        pen.spot(x, y, wide, high, f"{one.word} {one.figure}", one.sources)
    return rows * high + (rows - 1) * tokens.GAP + tokens.GAP


def _across(area: Area, what: Sequence[Tile], *, low: bool) -> int:
    """几块并排."""
    if low:
        each = (max(measure.width(one.figure, 44.0, bold=True), measure.width(one.word, tokens.SMALL)) for one in what)
        least = max(each) + 28
    else:
        figures = (measure.width(one.figure, tokens.FIGURE, bold=True) for one in what)
        words = (measure.width(one.word, tokens.BODY) for one in what)
        least = max(figure + word for figure, word in zip(figures, words, strict=True)) + 76
    return max(1, min(len(what), int((area.wide + tokens.GAP) / (least + tokens.GAP))))


def bar(pen: Pen, area: Area, share: float, colour: str, most: float = 1.1) -> None:
    """进度条 with a mark where the plan is reached; `share` 1 is the plan, the end of the bar is `most`."""
    high = min(area.high, 24.0)
    y = area.y + (area.high - high) / 2
    pen.box(area.x, y, area.wide, high, pen.theme.track, 4)
    filled = area.wide * max(0.0, min(share, most)) / most
    pen.box(area.x, y, max(filled, 6.0 if share > 0 else 0.0), high, colour, 4)
    plan = area.x + area.wide / most
    pen.line(plan, y - 8, plan, y + high + 8, pen.theme.text, 3)


def flag(pen: Pen, x: float, y: float, high: float, *, red: bool) -> float:
    """一面旗 on its pole, its top left corner at (x, y); answers its width. The word stands beside it, never the colour alone."""
    theme = pen.theme
    pole = high * 0.075
    wide, cloth = high * 1.02, high * 0.6
    pen.box(x, y, pole, high, theme.text2, pole / 2)
    left = x + pole
    points = (
        (left, y + high * 0.03), (left + wide, y + high * 0.03), (left + wide * 0.78, y + high * 0.03 + cloth / 2),
        (left + wide, y + high * 0.03 + cloth), (left, y + high * 0.03 + cloth),
    )  # fmt: skip
    pen.shape(points, theme.red if red else theme.black, theme.rim, max(2.0, high * 0.022))
    return pole + wide

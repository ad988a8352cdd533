"""图的排法: columns, a distribution, bars and pairs of columns, each laid out on a sheet of the size that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bingliang.boards.balance import Keys
from bingliang.boards.picture import EDGE, HEAD, SMALL, Block, Picture, Sheet, Spot, Stroke, Tone, Word


@dataclass(frozen=True, slots=True)
class Bar:
    """一条: its name, its value and what is written at it; `second` is another length to compare it with."""

    name: str
    value: float
    text: str
    keys: Keys = ()
    chosen: bool = False
    second: float | None = None


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
        Word(EDGE, (HEAD + sheet.bottom) / 2, sheet.room, "这一期没有", SMALL, Tone.FAINT, align="centre")
    )
    return sheet.finished("")


def pairs(sheet: Sheet, bars: Sequence[Bar], first: str, second: str) -> Picture:
    """成对的柱: what was, beside what would be."""
    most = max((max(bar.value, bar.second or 0) for bar in bars), default=0)
    if not most:
        return _empty(sheet)
    sheet.write(sheet.left, HEAD + 6, sheet.room, f"左 {first}，右 {second}", Tone.FAINT)
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

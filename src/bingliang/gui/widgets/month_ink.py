"""月历的笔: where the days of a month lie in a box and how a day of each kind is drawn; wall and notice share it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from bingliang.desk.calendar.view import DayRow, Kind, Line, MonthRow
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.tokens import Tone
from bingliang.gui.widgets import ink

HEAD, WEEK, WEEKS = 26, 18, 6
STACKED, LARGE = 28, 58
"""Cell heights from which the count stands below the figure, and from which the words are written out."""
OFF, WORK = "休", "班"
CHIP, LOW_CHIP, NARROW = 15, 13, 25


@dataclass(frozen=True, slots=True)
class Manner:
    """画法: what is marked on a month: today, the day chosen, days that a notice changes, days counted for a limit."""

    today: date | None = None
    chosen: date | None = None
    focused: bool = False
    changed: frozenset[date] = field(default_factory=frozenset)
    counted: Mapping[date, int | None] = field(default_factory=dict)
    due: date | None = None


def cells(box: QRect, year: int, month: int) -> list[QRect]:
    """每日的格: one box for each day of the month, Monday first, always six weeks high."""
    first = date(year, month, 1)
    length = (date(year + month // 12, month % 12 + 1, 1) - first).days
    top, high = box.top() + HEAD + WEEK, box.height() - HEAD - WEEK
    found = []
    for at in range(first.weekday(), first.weekday() + length):
        week, day = divmod(at, 7)
        x, right = (box.left() + round(box.width() * part / 7) for part in (day, day + 1))
        y, bottom = (top + round(high * part / WEEKS) for part in (week, week + 1))
        found.append(QRect(x, y, right - x, bottom - y))
    return found


def month(painter: QPainter, box: QRect, row: MonthRow, manner: Manner, title: str = "") -> None:
    """一月 in a box: its name, how many workdays it has, the weekdays, the days."""
    c, small = colours(), font(tokens.CAPTION)
    here = manner.today is not None and (manner.today.year, manner.today.month) == (row.year, row.month)
    name, bold = title or f"{row.month}月", font(tokens.BODY, bold=True)
    head = QRect(box.left() + 4, box.top(), box.width() - 8, HEAD - 4)
    ink.write(painter, head, name, bold, c.accent if here else c.text)
    _provisional(painter, head, ink.width(name, bold) + 8, row)
    ink.write(painter, head, f"{row.workdays} 个工作日", small, c.text2, ink.RIGHT)
    for at, word in enumerate("一二三四五六日"):
        x, right = (box.left() + round(box.width() * part / 7) for part in (at, at + 1))
        ink.write(painter, QRect(x, box.top() + HEAD - 3, right - x, WEEK), word, small, c.text3, ink.CENTRE)
    each = (box.height() - HEAD - WEEK) / WEEKS  # one manner for the whole month, whatever rounding gives a row
    for day, cell in zip(row.days, cells(box, row.year, row.month), strict=True):
        _day(painter, cell, day, manner, each)


def _provisional(painter: QPainter, head: QRect, after: int, row: MonthRow) -> None:
    """暂定 beside the month's name, from which day on when not all of it is."""
    loose = [day.on.day for day in row.days if day.provisional]
    if not loose:
        return
    c, small = colours(), font(tokens.CAPTION)
    words = "暂定" if len(loose) == len(row.days) else f"{loose[0]}日起暂定"
    chip = QRect(head.left() + after, head.top() + 3, ink.width(words, small) + 8, 16)
    ink.fill(painter, QRectF(chip), c.card, 3, c.control)
    ink.write(painter, chip, words, small, c.text2, ink.CENTRE)


def _day(painter: QPainter, cell: QRect, day: DayRow, manner: Manner, each: float) -> None:
    c = colours()
    inner = cell.adjusted(1, 1, -1, -1)
    chosen, today = day.on == manner.chosen, day.on == manner.today
    ground, tone = _ground(day)
    if chosen:
        ground = c.selected
    if ground:
        ink.fill(painter, QRectF(inner), ground, tokens.RADIUS)
    if day.provisional and not chosen:
        ink.pattern(painter, QRectF(inner), Qt.BrushStyle.BDiagPattern, c.line if ground else c.rest)
    if day.on in manner.changed:
        ink.fill(painter, QRectF(inner), "", tokens.RADIUS, c.warn.mark, 2)
    elif day.kind is Kind.MAKE_UP:
        ink.fill(painter, QRectF(inner), "", tokens.RADIUS, c.make_up.mark)
    _counted(painter, inner, day.on, manner)
    colour = (tone.on_selected if chosen else tone.text) if tone else c.text2 if day.kind is Kind.WEEKEND else c.text
    if each >= LARGE:
        _large(painter, inner, day, manner, colour)
    else:
        _small(painter, inner, day, manner, colour, stacked=each >= STACKED)
    if chosen:
        ink.fill(painter, QRectF(inner), "", tokens.RADIUS, c.accent if manner.focused else c.control, 2)
    elif today:
        ink.fill(painter, QRectF(inner), "", tokens.RADIUS, c.text, 1)


def _ground(day: DayRow) -> tuple[str, Tone | None]:
    c = colours()
    if day.kind in (Kind.HOLIDAY, Kind.OFF):
        return c.holiday.tint, c.holiday
    if day.kind is Kind.MAKE_UP:
        return c.make_up.tint, c.make_up
    if day.kind is Kind.WEEKEND:
        return (c.holiday.tint if day.festival else c.rest), (c.holiday if day.festival else None)
    return "", None


def _counted(painter: QPainter, inner: QRect, on: date, manner: Manner) -> None:
    """数到的日: a bar along the foot of each day that counts; the last one has the whole frame."""
    if manner.counted.get(on) is not None:
        c = colours()
        foot = QRectF(inner.left() + 3, inner.bottom() - 2, inner.width() - 6, 3)
        ink.fill(painter, foot, c.accent, 1.5)
    if on == manner.due:
        ink.fill(painter, QRectF(inner), "", tokens.RADIUS, colours().accent, 2)


def _mark(day: DayRow) -> str:
    """休、班: what a wall calendar prints beside a day that is not what its weekday says."""
    if day.kind is Kind.MAKE_UP:
        return WORK
    return OFF if not day.kind.workday and day.festival else ""


def _small(painter: QPainter, inner: QRect, day: DayRow, manner: Manner, colour: str, *, stacked: bool) -> None:
    """小格: the figure, and beside or below it the count, else 休 or 班."""
    bold = day.kind in (Kind.HOLIDAY, Kind.MAKE_UP) or day.on == manner.today
    # too narrow for both, the ground alone tells, and the words beside the month
    beside = bool(day.deadlines or (_mark(day) and (stacked or inner.width() >= NARROW)))
    size = tokens.LABEL if stacked and not beside else tokens.CAPTION
    figure, foot = QRect(inner), QRect()
    if beside and stacked:
        figure.setHeight(inner.height() - LOW_CHIP)
        foot = QRect(inner.left(), figure.bottom(), inner.width(), LOW_CHIP)
    elif beside:
        # the whole cell for two figures and a sign: each would stand on the other's edge within it
        figure = QRect(inner.left() - 1, inner.top(), ink.width("88", font(size, bold=bold)) - 1, inner.height())
        foot = QRect(figure.right() + 2, inner.top(), inner.right() - figure.right(), inner.height())
    _figure(painter, figure, day, manner, colour, size, bold=bold)
    if day.deadlines:
        _chip(painter, foot, (str(day.deadlines), "+"), urgency(day, manner.today))
    elif beside:
        _put(painter, foot, _mark(day), font(tokens.CAPTION), colour)


def _large(painter: QPainter, inner: QRect, day: DayRow, manner: Manner, colour: str) -> None:
    """大格: the figure, 休 or 班, the festival, and each line that falls due in words."""
    bold = font(tokens.SUBTITLE, bold=True)
    top = QRect(inner.left() + 3, inner.top() + 3, ink.width(str(day.on.day), bold) + 2, 22)
    _figure(painter, top, day, manner, colour, tokens.SUBTITLE, bold=True)
    small = font(tokens.CAPTION)
    _put(painter, QRect(inner.right() - 14, inner.top() + 4, 13, 20), _mark(day), small, colour)
    y = inner.top() + 25
    if day.festival:
        ink.write(
            painter, QRect(inner.left() + 4, y, inner.width() - 5, 16), _short(day.festival, inner), small, colour
        )
        y += 17
    room = max(1, (inner.bottom() - 3 - y) // (CHIP + 2))
    lines = [(f"{line.short} {number}", f"{line.short}{number}", str(number)) for line, number in day.due]
    if len(lines) > room:
        lines = [(f"{day.deadlines} 条", str(day.deadlines), "+")]
    for at, words in enumerate(lines):
        chip = QRect(inner.left() + 1, y + at * (CHIP + 2), inner.width() - 2, CHIP + 1)
        _chip(painter, chip, words, urgency(day, manner.today))


def _short(festival: str, inner: QRect) -> str:
    """“国庆节、中秋节” → “国庆节”, or “国庆” where the cell is narrow: the cell has room for one."""
    first = festival.split("、", maxsplit=1)[0]
    narrow = ink.width(first, font(tokens.CAPTION)) > inner.width() - 5
    return first.removesuffix("节") if narrow and len(first) > len("春节") else first


def _figure(
    painter: QPainter, box: QRect, day: DayRow, manner: Manner, colour: str, size: int, *, bold: bool
) -> None:  # fmt: skip
    """日号; today's stands on a dark ground."""
    words, used = str(day.on.day), font(size, bold=bold)
    if day.on == manner.today:
        c, wide = colours(), ink.width(words, used) + 6
        plate = QRect(0, 0, min(wide, box.width()), min(size + 6, box.height()))
        plate.moveCenter(box.center())
        ink.fill(painter, QRectF(plate), c.text, tokens.RADIUS)
        colour = c.card
    _put(painter, box, words, used, colour)


def _put(painter: QPainter, box: QRect, words: str, used: QFont, colour: str) -> None:
    """写字 in the middle of a box that is known to be wide enough, never with an ellipsis."""
    painter.setFont(used)
    painter.setPen(QColor(colour))
    painter.drawText(box, ink.CENTRE | Qt.TextFlag.TextDontClip, words)


def _chip(painter: QPainter, box: QRect, wordings: tuple[str, ...], tone: Tone) -> None:
    """到期的小牌 with the longest wording that fits, in the colour of how near it is."""
    small = font(tokens.CAPTION, bold=True)
    fitting = (words for words in wordings if round(QFontMetricsF(small).horizontalAdvance(words)) <= box.width())
    words = next(fitting, wordings[-1])
    plate = QRect(0, 0, min(max(ink.width(words, small) + 6, CHIP), box.width()), min(CHIP, box.height()))
    plate.moveCenter(box.center())
    ink.fill(painter, QRectF(plate), tone.tint, 3, tone.mark)
    _put(painter, plate, words, small, tone.text)


def urgency(day: DayRow, today: date | None) -> Tone:
    """到期的急缓: past and still open is late (a broken promise has its own colour), today is near, the rest is calm."""
    c = colours()
    if today is None or day.on > today:
        return c.done
    if day.on == today:
        return c.warn
    return c.promise if all(line is Line.PROMISE for line, _ in day.due) else c.late


def speech(day: DayRow, today: date | None = None) -> str:
    """一日的话 for a screen reader and a tooltip."""
    on = day.on
    parts = [f"{on.year}年{on.month}月{on.day}日 {day.weekday}", "今天" if on == today else ""]
    parts += [str(day.kind), "" if day.words in (str(day.kind), day.weekday) else day.words]
    parts.append("暂定" if day.provisional and "暂定" not in day.words else "")
    if day.deadlines:
        parts.append(f"到期 {day.deadlines} 条（{'、'.join(f'{line} {number}' for line, number in day.due)}）")
    parts.append(f"依据《{day.notice}》" if day.notice else "")
    return "，".join(part for part in parts if part)

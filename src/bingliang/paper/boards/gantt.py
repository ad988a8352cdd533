"""挂图: the 倒排工期 of a project on one lying sheet: plan beside what came about, legal and promised dates, today, rest days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bingliang.boards.schedule import LATE, MILESTONE, OK, PAUSE, PERMIT, WARN, Plan, Section, Task, span_of
from bingliang.paper.boards import measure, parts, sizes, tokens
from bingliang.paper.boards.cleaned import cleaned
from bingliang.paper.boards.ink import Board, Pen
from bingliang.paper.boards.parts import Area

_SIDE, _BAND, _MONTHS, _SECTION = 70.0, 210.0, 116.0, 50.0
_COLUMNS = (("节点、事项", 400.0), ("责任单位", 190.0), ("计划（承诺、法定）", 260.0), ("实际", 150.0), ("倒排", 220.0))
_LEFT = sum(wide for _, wide in _COLUMNS)
_TALLEST, _THIN, _WEEKS = 92.0, 2.6, 9.0
"""A row is never higher; a rest day thinner than that is shaded only in a row of three and more; from that width of a day
on, the Mondays are written."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """日期到横坐标."""

    first: date
    last: date
    x: float
    wide: float

    @property
    def each(self) -> float:
        """一天的宽."""
        return self.wide / ((self.last - self.first).days + 1)

    def at(self, day: date) -> float:
        """一天的左边."""
        return self.x + (day - self.first).days * self.each

    def middle(self, day: date) -> float:
        """一天的正中."""
        return self.at(day) + self.each / 2

    def months(self) -> Iterator[date]:
        """每月一日."""
        day = self.first
        while day <= self.last:
            yield day
            day = (day + timedelta(days=31)).replace(day=1)


def poster(plan: Plan, sheet: str = "A0") -> Board:
    """一张: milestones over years and permits over weeks, each on its own scale; rows as high as there is room."""
    plan, pen = cleaned(plan), Pen(sizes.paper(sheet, upright=False), tokens.LIGHT)
    area = _frame(pen, plan)
    permits = tuple(one for one in plan.sections if any(task.kind == PERMIT for task in one.tasks))
    charts = [some for some in (tuple(one for one in plan.sections if one not in permits), permits) if some]
    rows = sum(len(one.tasks) for one in plan.sections)
    room = area.high - len(charts) * (_MONTHS + 12) - _SECTION * len(plan.sections)
    high = min(_TALLEST, room / max(1, rows))
    y = area.y
    for sections in charts:
        y = _chart(pen, plan, Area(area.x, y, area.wide, high), sections) + 12
    return pen.board(f"{plan.project}倒排工期")


def _chart(pen: Pen, plan: Plan, area: Area, sections: tuple[Section, ...]) -> float:
    """一幅图 on the scale of its own days; answers where it ends. `area.high` is the height of a row."""
    first, last = span_of(sections, plan.today)
    scale = _Scale(first, last, area.x + _LEFT, area.wide - _LEFT)
    bottom = area.y + _MONTHS + sum(len(one.tasks) * area.high + _SECTION for one in sections)
    _days(pen, plan, scale, area.y, bottom)
    y = area.y + _MONTHS
    for section in sections:
        y = _section(pen, plan, scale, Area(area.x, y, area.wide, area.high), section)
    _today(pen, plan, scale, area.y, bottom)
    return bottom


def _frame(pen: Pen, plan: Plan) -> Area:
    theme, room = pen.theme, pen.wide - 2 * _SIDE
    pen.box(0, 0, pen.wide, _BAND, theme.red)
    title = f"{plan.project} 倒排工期"
    pen.text(_SIDE, 116, title, measure.fitted(title, 92, room - 420, bold=True), theme.on_flag, bold=True)
    duty = (
        ("责任单位", plan.responsible),
        ("责任人", plan.person),
        ("联系领导", plan.leader),
        ("首席代办专员", plan.agent),
    )
    said = " · ".join((plan.firm, f"“{plan.batch}”批次", *(f"{word}：{who}" for word, who in duty if who)))
    pen.text(_SIDE, 178, said, measure.fitted(said, 36, room), theme.on_flag)
    pen.right(
        pen.wide - _SIDE, 110, f"截至{plan.today:%Y}年{plan.today:%m}月{plan.today:%d}日", 44, theme.on_flag, bold=True
    )
    top = pen.high - 118
    _legend(pen, top)
    foot = f"{plan.zone} · {plan.number} · 数据截至{plan.today:%Y-%m-%d}，出自项目库和办件台账"
    if plan.certain_to is not None:
        foot += f" · {plan.certain_to:%Y-%m-%d}以后的休息日暂定，待放假通知"
    if plan.mark:
        parts.mark(pen, pen.wide - _SIDE, top + 50, plan.mark)
    pen.text(_SIDE, top + 84, foot, measure.fitted(foot, tokens.SMALL, room - 200), theme.text2)
    return Area(_SIDE, _BAND + 16, room, top - 20 - _BAND - 16)


def _legend(pen: Pen, y: float) -> None:
    """图例: every sign with its word."""
    theme, x, middle = pen.theme, _SIDE, y + 10
    bars = {"办理": theme.ok_mark, "停表、外部": PAUSED, "企业的时间": theme.track}
    diamonds = {"计划": ("", theme.text2), "完成": (theme.ok_mark, ""), "迟": (theme.late_mark, "")}
    ticks = {"承诺办结日": PROMISED, "法定应办结日": theme.late_mark}
    for word in (*diamonds, *bars, *ticks, "下一节点、关键路径", "休息日", "今天"):
        at = x + 26
        if word in diamonds:
            _diamond(pen, at, middle, 13, *diamonds[word])
        elif word in bars:
            pen.box(at - 22, middle - 11, 44, 22, bars[word], 4)
        elif word in ticks:
            _tick(pen, at, middle, 18, ticks[word])
        elif word == "休息日":
            pen.box(at - 12, middle - 18, 24, 36, theme.rest)
        elif word == "今天":
            pen.line(at, middle - 18, at, middle + 18, theme.red, 5)
        else:
            pen.box(at - 26, middle - 16, 52, 32, radius=6, stroke=theme.text, line=3)
        x += 64 + pen.text(x + 62, middle + 9, word, tokens.SMALL, theme.text2) + 28


PAUSED, PROMISED = "#8A7FD6", "#B36B00"


def _days(pen: Pen, plan: Plan, scale: _Scale, top: float, bottom: float) -> None:
    """底图: rest days, months, weeks where a day is wide enough, and the heads of the columns."""
    theme, head = pen.theme, top + _MONTHS
    for begin, end in plan.rest:
        inside = begin <= scale.last and end >= scale.first
        if inside and (scale.each >= _THIN or (end - begin).days > 1):
            left, right = max(scale.at(begin), scale.x), min(scale.at(end) + scale.each, scale.x + scale.wide)
            pen.box(left, head, right - left, bottom - head, theme.rest)
    weeks = scale.each >= _WEEKS
    months = list(scale.months())
    step = next(n for n in (1, 2, 3, 6, 12) if scale.wide / len(months) * n >= 74)
    for at, month in enumerate(months):
        x, named = scale.at(month), at % step == 0
        pen.line(x, head - (76 if named else 14), x, bottom, theme.line, 1.5)
        year = f"{month.year}年" if at == 0 or month.month == 1 else ""
        above = 46 if weeks else 14
        if named:
            pen.text(x + 6, head - above, f"{year if weeks else ''}{month.month}月", tokens.SMALL, theme.text2)
        if year and not weeks:
            pen.text(x + 6, head - 48, year, tokens.SMALL, theme.text, bold=True)
    if weeks:
        _mondays(pen, scale, head, bottom)
    x = _SIDE
    for title, wide in _COLUMNS:
        pen.text(x + 10, head - 14, title, measure.fitted(title, tokens.SMALL, wide - 16), theme.text2)
        x += wide
    pen.line(_SIDE, head, pen.wide - _SIDE, head, theme.text2, 3)


def _mondays(pen: Pen, scale: _Scale, head: float, bottom: float) -> None:
    day = scale.first + timedelta(days=-scale.first.weekday() % 7)
    while day <= scale.last:
        x = scale.at(day)
        pen.line(x, head - 10, x, bottom, pen.theme.line, 0.8)
        if x + 60 < scale.x + scale.wide:
            pen.text(x + 4, head - 12, f"{day.day}日", 21.0, pen.theme.text2)
        day += timedelta(days=7)


def _section(pen: Pen, plan: Plan, scale: _Scale, area: Area, section: Section) -> float:
    """一节: its title over its rows; answers where the next begins. `area.high` is the height of a row."""
    theme, y = pen.theme, area.y
    pen.box(area.x, y + 6, _LEFT, _SECTION - 8, theme.panel)
    pen.text(area.x + 10, y + 37, section.title, tokens.BODY, bold=True)
    y += _SECTION
    for task in section.tasks:
        _task(pen, plan, scale, Area(area.x, y, area.wide, area.high), task)
        y += area.high
        pen.line(area.x, y, area.right, y, theme.line, 1.2)
    return y


def _task(pen: Pen, plan: Plan, scale: _Scale, area: Area, task: Task) -> None:
    theme = pen.theme
    colour = {LATE: theme.late, WARN: theme.warn, OK: theme.ok}.get(task.tone, theme.text)
    x = area.x
    size = min(tokens.BODY, area.high / 2.75)
    for (_, wide), (words, shade, bold) in zip(
        _COLUMNS,
        (
            (task.name, theme.text, True),
            (task.office, theme.text, False),
            (_dates(task), theme.text, False),
            (f"{task.actual:%y-%m-%d}" if task.actual else "", theme.text, False),
            (task.state, colour, True),
        ),
        strict=True,
    ):
        _written(pen, Area(x + 10, area.y, wide - 16, area.high), words, size, shade, bold=bold)
        x += wide
    if task.kind == MILESTONE:
        _milestone(pen, plan, scale, area, task)
    else:
        _permit(pen, plan, scale, area, task)
    pen.spot(area.x, area.y, area.wide, area.high, f"{task.name} {task.state}", task.sources)


def _written(pen: Pen, area: Area, words: str, size: float, colour: str, *, bold: bool) -> None:
    """字 in one line or two, smaller where they would not go in."""
    if not any("\u4e00" <= sign <= "\u9fff" for sign in words):
        size = measure.fitted(words, size, area.wide, bold=bold)
    while size > 12 and len(measure.lines(words, size, area.wide, bold=bold)) * size * 1.3 > area.high - 6:
        size *= 0.92
    lines = measure.lines(words, size, area.wide, bold=bold)
    y = area.y + (area.high - len(lines) * size * 1.3) / 2
    for line in lines:
        y += size * 1.3
        pen.text(area.x, y - size * 0.34, line, size, colour, bold=bold)


def _dates(task: Task) -> str:
    later = "（暂定）" if task.provisional else ""
    if task.kind == MILESTONE:
        return f"{task.planned:%y-%m-%d}" if task.planned else "没有排期"
    promised = f"承诺 {task.planned:%y-%m-%d}" if task.planned else ""
    due = f"法定 {task.due:%y-%m-%d}{later}" if task.due else ""
    return "\n".join(part for part in (promised, due) if part)


def _milestone(pen: Pen, plan: Plan, scale: _Scale, area: Area, task: Task) -> None:
    """计划 as an empty diamond, what came about as a full one; between them how late it was."""
    theme, middle = pen.theme, area.y + area.high / 2
    side = min(20.0, area.high * 0.3)
    ended = task.actual or (plan.today if task.tone == LATE else None)
    if task.planned is not None and ended is not None and ended != task.planned:
        mark = theme.late_mark if ended > task.planned else theme.ok_mark
        pen.line(scale.middle(task.planned), middle, scale.middle(ended), middle, mark, 7)
    elif task.planned is not None and task.actual is None and task.planned > plan.today:
        pen.line(scale.middle(plan.today), middle, scale.middle(task.planned), middle, theme.track, 5, dash=9)
    if task.planned is not None:
        _diamond(pen, scale.middle(task.planned), middle, side, theme.ground, theme.text2)
        if task.critical:
            x = scale.middle(task.planned)
            pen.box(x - side - 9, middle - side - 9, 2 * side + 18, 2 * side + 18, radius=6, stroke=theme.text, line=3)
    if task.actual is not None:
        _diamond(pen, scale.middle(task.actual), middle, side, theme.late_mark if task.tone == LATE else theme.ok_mark)


def _permit(pen: Pen, plan: Plan, scale: _Scale, area: Area, task: Task) -> None:
    """办理的几段, the promised and the legal day as ticks."""
    theme, middle = pen.theme, area.y + area.high / 2
    high = min(34.0, area.high * 0.42)
    fills = {OK: theme.ok_mark, PAUSE: PAUSED}
    ends = []
    for one in task.stretches:
        left, right = scale.at(one.start), scale.at(one.end or plan.today) + scale.each
        pen.box(left, middle - high / 2, max(right - left, 4), high, fills.get(one.tone, theme.track), 3)
        ends += [left, right]
    if task.critical and ends:
        left, right = min(ends) - 7, max(ends) + 7
        pen.box(left, middle - high / 2 - 7, right - left, high + 14, radius=6, stroke=theme.text, line=3)
    for day, colour in ((task.planned, PROMISED), (task.due, theme.late_mark)):
        if day is not None:
            _tick(pen, scale.middle(day), middle, high * 0.8, colour)


def _today(pen: Pen, plan: Plan, scale: _Scale, top: float, bottom: float) -> None:
    x, theme = scale.middle(plan.today), pen.theme
    pen.line(x, top + 36, x, bottom, theme.red, 4)
    word = f"今天 {plan.today:%m-%d}"
    wide = measure.width(word, tokens.SMALL, bold=True) + 20
    left = min(x - wide / 2, pen.wide - _SIDE - wide)
    pen.box(left, top, wide, 36, theme.red, 6)
    pen.text(left + 10, top + 27, word, tokens.SMALL, theme.on_flag, bold=True)


def _diamond(pen: Pen, x: float, y: float, side: float, fill: str, stroke: str = "") -> None:
    points = ((x, y - side), (x + side, y), (x, y + side), (x - side, y))
    pen.shape(points, fill, stroke, 3.5)


def _tick(pen: Pen, x: float, y: float, high: float, colour: str) -> None:
    pen.line(x, y - high, x, y + high, colour, 5)

"""龙虎榜: by project and by 责任单位, as frames of a screen and as a poster; the flags of the 旬, the rule beneath."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bingliang.boards.daily_broadcast import DepartmentRow, Issue, ProjectRow
from bingliang.boards.figures import Figure
from bingliang.boards.flags import RED, Rule
from bingliang.paper.boards import measure, parts, posting, said, sizes, tokens
from bingliang.paper.boards.cells import Cell, Flags, Named, Progress, Words
from bingliang.paper.boards.cleaned import cleaned
from bingliang.paper.boards.ink import Board, Pen, Size
from bingliang.paper.boards.parts import Area, Stamp, framed
from bingliang.paper.boards.table import Column, Row, Table
from bingliang.paper.boards.tokens import Theme

Draw = Callable[[Stamp], Board]
Made = Callable[[], Pen]
TITLE, UNITS = "产业项目建设龙虎榜", "责任单位龙虎榜"
PROJECT, DEPARTMENT = "project", "department"
MEDALS = 3

PROJECTS = (
    Column("名次", 0), Column("项目", 2), Column("责任单位", 0, 2), Column("首席代办专员", 0, 4, spare=True), Column("旬进度（计划＝100%）", 6),
    Column("旗", 0),
)  # fmt: skip
DEPARTMENTS = (
    Column("名次", 0), Column("责任单位", 1), Column("项目", 0, 3, end=True), Column("旬进度（计划＝100%）", 6),
    Column("承诺超时", 0, 2, end=True), Column("法定超期", 0, 1, end=True), Column("旗", 0),
)  # fmt: skip


def boards(issue: Issue, size: Size, *, dark: bool = True) -> tuple[Board, ...]:
    """榜, screen by screen: the projects, then the 责任单位."""
    issue, theme = cleaned(issue), tokens.theme(dark=dark)

    def new() -> Pen:
        return Pen(size, theme)

    draws = [*project_frames(issue, new), *department_frames(issue, new)]
    stamp = replace(said.stamp(issue), note=issue.rule if size.wide >= size.high else "")
    return tuple(draw(replace(stamp, page=at, pages=len(draws))) for at, draw in enumerate(draws, start=1))


def project_table(issue: Issue, theme: Theme) -> Table:
    """项目榜."""
    return Table(PROJECTS, [_project(theme, one, issue.flag_rule) for one in issue.projects])


def department_table(issue: Issue, theme: Theme) -> Table:
    """责任单位榜."""
    return Table(DEPARTMENTS, [_department(theme, one, issue.flag_rule) for one in issue.departments])


def project_frames(issue: Issue, new: Made) -> Iterator[Draw]:
    """按项目."""
    table = project_table(issue, new().theme)
    head = issue.header
    under = f"{head.period_name} · {len(issue.projects)}个项目 · {head.day_of}"
    yield from framed_table(new, TITLE, under, table, said.longest(said.stamp(issue)))


def department_frames(issue: Issue, new: Made) -> Iterator[Draw]:
    """按责任单位."""
    if not issue.departments:
        return
    table = department_table(issue, new().theme)
    under = f"{issue.header.period_name} · {len(issue.departments)}个责任单位"
    yield from framed_table(new, UNITS, under, table, said.longest(said.stamp(issue)))


def framed_table(new: Made, title: str, under: str, table: Table, stamp: Stamp) -> Iterator[Draw]:
    """一张表: in the largest letters in which it stands on one frame, else over as many as it needs."""
    probe = new()
    area = framed(probe, title, under, stamp)
    table.tight = parts.is_low(probe)
    for rows in _set_large(table, area).frames(area.high):

        def draw(stamp: Stamp, rows: list[Row] = rows) -> Board:
            pen = new()
            table.draw(pen, framed(pen, title, under, stamp), rows)
            return pen.board(title)

        yield draw


def _set_large(table: Table, area: Area) -> Table:
    table.fit(area.wide)
    whole = len(table.frames(area.high))
    table.sparing = True
    table.fit(area.wide)
    if len(table.frames(area.high)) == whole:
        table.sparing = False
        table.fit(area.wide)
    kept, divided = len(table.kept), table.divided
    for size in LARGER:
        table.size, table.head = size, size * 0.87
        table.fit(area.wide)
        if (
            table.fits(area.wide)
            and len(table.kept) == kept
            and table.divided <= divided
            and len(table.frames(area.high)) == 1
        ):
            return table
    return table


LARGER = (42.0, 38.0, 36.0, 34.0, 32.0, tokens.BODY)


def _project(theme: Theme, one: ProjectRow, rule: Rule) -> Row:
    cells: tuple[Cell, ...] = (
        ranked(theme, one.rank),
        Named(one.name, one.firm),
        Words(one.responsible),
        Words(one.agent),
        _progress(theme, one.percent, rule),
        _flag(one.flag, bool(one.exemption), one.percent),
    )
    return Row(cells, one.name)


def _department(theme: Theme, one: DepartmentRow, rule: Rule) -> Row:
    cells: tuple[Cell, ...] = (
        ranked(theme, one.rank),
        Words(one.name, bold=True),
        Words(one.projects.text, end=True, sources=one.projects.sources),
        _progress(theme, one.percent, rule),
        _count(theme.warn, one.late),
        _count(theme.late, one.overdue),
        _flag(one.flag, bool(one.exemption), one.percent),
    )
    return Row(cells, one.name)


def ranked(theme: Theme, rank: int) -> Words:
    """名次, the first three in gold."""
    return Words(str(rank) if rank else "—", bold=True, colour=theme.gold if 0 < rank <= MEDALS else theme.text2)


def _count(colour: str, figure: Figure) -> Words:
    raised = bool(figure.value)
    return Words(figure.text, bold=raised, colour=colour if raised else "", end=True, sources=figure.sources)


def _progress(theme: Theme, percent: Figure, rule: Rule) -> Cell:
    colour, mark = said.colours(theme, percent, rule)
    if percent.value is None:
        return Words("本旬没有目标", colour=colour)
    return Progress(percent.value / 100, percent.text, mark, colour, percent.sources)


def _flag(flag: str, spared: bool, percent: Figure) -> Cell:  # noqa: FBT001  # one caller each
    if flag:
        return Flags(((flag == RED, flag),), percent.sources)
    return Words("批准豁免" if spared else "", sources=percent.sources)


_FEW, _UPRIGHT, _NARROW = 4, 1100.0, 1500.0


def flag_frames(issue: Issue, new: Made) -> Iterator[Draw]:
    """插旗: the red ones and the black ones, large."""
    probe = new()
    held = [(one, one.flag == RED) for one in (*issue.red(), *issue.black())]
    area = framed(probe, "本旬插旗", issue.header.period_name, said.longest(said.stamp(issue)))
    few = len(held) <= _FEW or area.wide < _NARROW or parts.is_low(probe)
    across = 1 if area.wide < _UPRIGHT or len(held) == 1 else 2 if few else 3
    high = 118.0 if parts.is_low(probe) else 250.0
    down = max(1, int((area.high + tokens.GAP) / (high + tokens.GAP)))
    each = across * down
    for begin in range(0, len(held), each):

        def draw(stamp: Stamp, some: Sequence[tuple[ProjectRow, bool]] = tuple(held[begin : begin + each])) -> Board:
            pen = new()
            red = sum(is_red for _, is_red in held)
            under = f"{issue.header.period_name} · 红旗{red}面，黑旗{len(held) - red}面"
            area = framed(pen, "本旬插旗", under, stamp)
            _flag_cards(pen, area, some, across, issue.flag_rule)
            return pen.board("本旬插旗")

        yield draw


def _flag_cards(pen: Pen, area: Area, some: Sequence[tuple[ProjectRow, bool]], across: int, rule: Rule) -> None:
    rows = -(-len(some) // across)
    across = min(across, len(some))
    wide = (area.wide - tokens.GAP * (across - 1)) / across
    most = 150.0 if parts.is_low(pen) else 380.0
    high = min((area.high - tokens.GAP * (rows - 1)) / rows, most)
    top = area.y + max(0.0, (area.high - rows * (high + tokens.GAP) + tokens.GAP) / 2.6)
    for at, (one, red) in enumerate(some):
        x, y = area.x + (at % across) * (wide + tokens.GAP), top + (at // across) * (high + tokens.GAP)
        _flag_card(pen, Area(x, y, wide, high), one, rule, red=red)


def _flag_card(pen: Pen, area: Area, one: ProjectRow, rule: Rule, *, red: bool) -> None:
    theme = pen.theme
    pen.box(area.x, area.y, area.wide, area.high, theme.panel, tokens.RADIUS)
    low = parts.is_low(pen)
    tall = min(area.high - 40, 220.0, area.wide * 0.3)
    x = area.x + 32
    x += parts.flag(pen, x, area.y + (area.high - tall) / 2, tall, red=red) + 28
    room = area.right - x - 20
    lines = [
        (line, size, colour, bold)
        for words, size, colour, bold in (
            (
                f"{one.flag} {one.percent.text}",
                tokens.BODY if low else tokens.HEAD,
                said.colours(theme, one.percent, rule)[0],
                True,
            ),
            (
                one.name,
                measure.fitted(one.name, tokens.BODY if low else 40.0, room, bold=True, least=tokens.BODY),
                theme.text,
                True,
            ),
            (one.firm, tokens.SMALL, theme.text2, False),
            ("" if low else one.responsible, tokens.SMALL, theme.text2, False),
        )
        for line in measure.lines(words, size, room, bold=bold)
        if words
    ]
    while sum(size * 1.36 for _, size, _, _ in lines) > area.high - 16 and len(lines) > 1:
        lines.pop()
    y = area.y + (area.high - sum(size * 1.36 for _, size, _, _ in lines)) / 2
    for line, size, colour, bold in lines:
        y += size * 1.36
        pen.text(x, y - size * 0.34, line, size, colour, bold=bold)
    pen.spot(area.x, area.y, area.wide, area.high, f"{one.name} {one.flag}", one.percent.sources)


def posters(issue: Issue, sheet: str = "A1", *, by: str = PROJECT) -> tuple[Board, ...]:
    """张贴的榜, upright, letters as large as the rows of the 旬 allow."""
    issue, theme = cleaned(issue), tokens.LIGHT
    head = issue.header
    title, table = (TITLE, project_table(issue, theme)) if by == PROJECT else (UNITS, department_table(issue, theme))
    under = f"{head.campaign} · {head.period_name} · {head.name} · {head.day_of}"
    return posting.posted(sizes.paper(sheet), title, under, said.stamp(issue), said.beneath(issue), table)

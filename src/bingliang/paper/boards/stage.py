"""点将台: 责任分工表 with its goals, and the 劳动竞赛, as frames of a screen and as a sheet for the meeting room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bingliang.boards.commanders import CommanderRow, Commanders, ContestRow
from bingliang.boards.flags import DEFAULT_RULE
from bingliang.paper.boards import posting, roll, said, sizes, tokens
from bingliang.paper.boards.cells import Cell, Named, Progress, Words
from bingliang.paper.boards.cleaned import cleaned
from bingliang.paper.boards.ink import Board, Pen, Size
from bingliang.paper.boards.roll import Draw, Made
from bingliang.paper.boards.table import Column, Row, Table
from bingliang.paper.boards.tokens import Theme

CONTEST = "劳动竞赛"


def frames(table: Commanders, size: Size, *, dark: bool = True) -> tuple[Board, ...]:
    """一月, screen by screen: who answers for what, then the contest."""
    table, theme = cleaned(table), tokens.theme(dark=dark)

    def new() -> Pen:
        return Pen(size, theme)

    draws = [*_duties(table, new), *_contest(table, new)]
    stamp = said.stamp_of_month(table)
    return tuple(draw(replace(stamp, page=at, pages=len(draws))) for at, draw in enumerate(draws, start=1))


def posters(table: Commanders, sheet: str = "A1") -> tuple[Board, ...]:
    """悬挂的: the 责任分工表 on one lying sheet, the 劳动竞赛 on another."""
    table = cleaned(table)
    theme, stamp, size = tokens.LIGHT, said.stamp_of_month(table), sizes.paper(sheet, upright=False)
    under = f"{table.name} · {len(table.rows)}个项目"
    reason = (f"{table.name}的更正理由：{table.reason}",) if table.reason else ()
    made = posting.posted(size, table.title, under, stamp, reason, _duty_table(theme, table))
    if table.contest:
        contest = _contest_table(theme, table)
        under = f"{table.name} · {len(table.contest)}个责任单位"
        made += posting.posted(size, CONTEST, under, stamp, (table.rule,), contest)
    return made


def _duties(table: Commanders, new: Made) -> Iterator[Draw]:
    made = _duty_table(new().theme, table)
    yield from roll.framed_table(
        new,
        table.title,
        f"点将台 · {table.name} · {len(table.rows)}个项目",
        made,
        said.longest(said.stamp_of_month(table)),
    )


def _contest(table: Commanders, new: Made) -> Iterator[Draw]:
    if table.contest:
        made = _contest_table(new().theme, table)
        yield from roll.framed_table(
            new,
            CONTEST,
            f"{table.name} · {len(table.contest)}个责任单位",
            made,
            said.longest(said.stamp_of_month(table)),
        )


def _duty_table(theme: Theme, table: Commanders) -> Table:
    month = f"{int(table.month[-2:])}月"
    columns = (
        Column("项目", 1), Column("年度目标", 2, 7, signs=7), Column("责任单位", 0, 2), Column("责任人（职务）", 0, 4),
        Column("联系领导（职务）", 0, 5), Column("首席代办专员", 0, 6), Column(f"{month}目标", 2, 3, signs=7),
        Column(f"{month}完成", 2, 1, signs=7), Column("月进度", 3), Column("累计", 0, end=True),
    )  # fmt: skip
    return Table(columns, [_duty(theme, one) for one in table.rows])


def _duty(theme: Theme, one: CommanderRow) -> Row:
    colour, mark = said.colours(theme, one.month_percent, DEFAULT_RULE)
    value = one.month_percent.value
    progress: Cell = Words("没有目标", colour=theme.text2)
    if value is not None:
        progress = Progress(value / 100, one.month_percent.text, mark, colour, one.month_percent.sources)
    done, total = one.month_done, one.total
    cells: tuple[Cell, ...] = (
        Named(one.project, one.firm), Words(one.annual), Words(one.responsible), Words(one.person), Words(one.leader),
        Words(one.agent), Words(one.month_goal), Words(done.text, sources=done.sources), progress,
        Words(total.text, bold=True, end=True, sources=total.sources),
    )  # fmt: skip
    return Row(cells, one.project)


def _contest_table(theme: Theme, table: Commanders) -> Table:
    names = list(dict.fromkeys((one.key, one.name) for row in table.contest for one in row.points))
    columns = (
        Column("名次"), Column("责任单位", 2), *(Column(name, 1, 9 - at, end=True) for at, (_, name) in enumerate(names)),
        Column("总分", 1, end=True), Column("奖励", 2),
    )  # fmt: skip
    return Table(columns, [_scored(theme, row, [key for key, _ in names]) for row in table.contest])


def _scored(theme: Theme, row: ContestRow, keys: list[str]) -> Row:
    held = {one.key: one for one in row.points}
    points = (
        Words(str(held[key].points), end=True, sources=held[key].figure.sources,
              colour=theme.late if held[key].points < 0 else "")
        if key in held else Words("—", end=True)
        for key in keys
    )  # fmt: skip
    sources = tuple(source for one in row.points for source in one.figure.sources)
    cells: tuple[Cell, ...] = (
        roll.ranked(theme, row.rank), Words(row.name, bold=True), *points,
        Words(str(row.total), bold=True, end=True, sources=sources), Words(row.prize, colour=theme.gold, bold=True),
    )  # fmt: skip
    return Row(cells, row.name)

"""日日播: the frames of one issue: cover, roll, new problems, flags, the owners' comments, closing; issue and cut-off on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from bingliang.boards.daily_broadcast import NEW, SOLVED, CommentRow, Issue, ProblemRow
from bingliang.boards.figures import Source
from bingliang.paper.boards import measure, parts, roll, said, tokens, words
from bingliang.paper.boards.cells import Named, Words
from bingliang.paper.boards.cleaned import cleaned
from bingliang.paper.boards.ink import Board, Pen, Size, Sources
from bingliang.paper.boards.parts import Area, Stamp, framed
from bingliang.paper.boards.roll import Draw, Made
from bingliang.paper.boards.table import Column, Row, Table
from bingliang.paper.boards.tokens import Theme

SECONDS = 20
"""每幅停留的秒数: long enough to read seven rows aloud."""


def frames(issue: Issue, size: Size, *, dark: bool = True) -> tuple[Board, ...]:
    """一次播放, frame by frame."""
    issue, theme = cleaned(issue), tokens.theme(dark=dark)

    def pen() -> Pen:
        return Pen(size, theme)

    draws = [
        *_cover(issue, pen),
        *roll.project_frames(issue, pen),
        *roll.department_frames(issue, pen),
        *_problems(issue, pen),
        *_flags(issue, pen),
        *_comments(issue, pen),
        *_closing(issue, pen),
    ]
    stamp = said.stamp(issue)
    return tuple(draw(replace(stamp, page=at, pages=len(draws))) for at, draw in enumerate(draws, start=1))


def _cover(issue: Issue, new: Made) -> Iterator[Draw]:
    """封面: which day of the hundred, the figures of the 旬, the editors' words; words that have no room get frames of their own."""
    head = issue.header
    title, under = head.campaign, f"{head.period_name}旬报 · {head.name}"
    what = [said.tile(new().theme, one) for one in issue.tiles]
    low = parts.is_low(new())
    groups: list[Sequence[parts.Tile]] = [what]
    if low:
        day = parts.Tile(f"第{head.day}天", f"共{head.days}天", new().theme.gold, (Source(head.stream),))
        groups = parts.groups(framed(new(), title, under, said.longest(said.stamp(issue))), [day, *what])

    def draw(stamp: Stamp, some: Sequence[parts.Tile], *, told: bool) -> Board:
        pen = new()
        area = framed(pen, title, under, stamp)
        if not low:
            area = area.below(_days(pen, area, issue))
        if some:
            area = area.below(parts.tiles(pen, area, some) + 12)
        if told and len(pages := words.pages(area, [issue.lead])) == 1:
            words.draw(pen, area, pages[0])
        return pen.board(f"{head.campaign}{head.name}")

    probe = new()
    left = framed(probe, title, under, said.longest(said.stamp(issue)))
    if not low:
        left = left.below(_days(probe, left, issue))
        left = left.below(parts.tiles(probe, left, what) + 12) if what else left
    told = not low and len(words.pages(left, [issue.lead])) == 1
    for some in groups:
        yield partial(draw, some=some, told=told)
    if issue.lead and not told:
        yield from _told(issue, new, title, under, [issue.lead])


def _told(
    issue: Issue, new: Made, title: str, under: str, paragraphs: Sequence[str], sources: Sources = ()
) -> Iterator[Draw]:
    """几段话, over as many frames as they need."""

    def draw(stamp: Stamp, page: words.Page) -> Board:
        pen = new()
        area = framed(pen, title, under, stamp)
        words.draw(pen, area, page)
        pen.spot(area.x, area.y, area.wide, area.high, title, sources)
        return pen.board(title)

    for page in words.pages(framed(new(), title, under, said.longest(said.stamp(issue))), paragraphs):
        yield partial(draw, page=page)


def _days(pen: Pen, area: Area, issue: Issue) -> float:
    """第几天: the one great figure and the hundred days as a bar."""
    head, theme = issue.header, pen.theme
    size = min(tokens.GREAT, area.high * 0.26)
    base = area.y + size * 0.94
    x = area.x + pen.text(area.x, base, "第", tokens.HEAD, theme.text2) + 14
    x += pen.text(x, base, str(head.day), size, theme.gold, bold=True) + 14
    x += pen.text(x, base, f"天 / 共{head.days}天", tokens.HEAD, theme.text2) + 48
    long, high = area.right - x, 26.0
    below = long < area.wide * 0.3
    if below:
        x, long = area.x, area.wide
    y = base - high if not below else base + 34
    pen.box(x, y, long, high, theme.track, high / 2)
    pen.box(x, y, long * min(1.0, head.day / head.days), high, theme.gold, high / 2)
    pen.spot(area.x, area.y, area.wide, size, head.day_of, (Source(head.stream),))
    return size * 1.18 + 30 + (60 if below else 0)


def _problems(issue: Issue, new: Made) -> Iterator[Draw]:
    """要素保障: what came up in this 旬 and what was solved in it; what is merely under way waits for its own 旬."""
    held = [one for one in issue.problems if one.state in (NEW, SOLVED)]
    if held:
        new_ones = sum(one.state == NEW for one in held)
        under = f"{issue.header.period_name} · 新增{new_ones}个，解决{len(held) - new_ones}个"
        theme = new().theme
        table = Table(PROBLEMS, [_problem(theme, one) for one in held])
        yield from roll.framed_table(new, "企业的问题", under, table, said.longest(said.stamp(issue)))


PROBLEMS = (
    Column("状态"), Column("项目", 2), Column("类别", 0, 4, spare=True), Column("问题和结果", 4, signs=11), Column("责任部门", 1, 3), Column("限期或解决", 0, 2),
)  # fmt: skip


_END = "。；，！"


def _problem(theme: Theme, one: ProblemRow) -> Row:
    solved = one.state == SOLVED
    text, day = one.words, one.due
    if solved:
        amount = f"落实{one.amount:,}万元" if one.amount else ""
        result = "，".join(part for part in (one.outcome, amount) if part)
        text = f"{one.words.rstrip(_END)}：{result}" if result else one.words
        day = one.settled_on or one.due
    cells = (
        Words(one.state, bold=True, colour=theme.ok if solved else theme.warn), Named(one.project or one.firm, one.firm if one.project else ""),
        Words(one.kind), Words(text, sources=one.sources), Words(one.department),
        Words(f"{day:%m-%d}" + ("解决" if solved else "前"), whole=True),
    )  # fmt: skip
    return Row(cells, one.project or one.firm)


def _flags(issue: Issue, new: Made) -> Iterator[Draw]:
    """红旗、黑旗: what stands on the wall, with the rule beneath."""
    red, black = issue.red(), issue.black()
    if red or black:
        yield from roll.flag_frames(issue, new)


def _comments(issue: Issue, new: Made) -> Iterator[Draw]:
    """业主点评; on a strip the answer of the department has a frame of its own."""
    low = parts.is_low(new())
    for one in issue.comments:
        who = f"{one.firm} → {one.department}"
        answer = _answer(one)
        yield _comment(issue, one, new, who, f"“{one.text}”", "" if low else answer)
        if low and answer:
            yield _comment(issue, one, new, f"{one.department} → {one.firm}", answer, "")


def _answer(one: CommentRow) -> str:
    when = f"（{one.answered_on:%m}月{one.answered_on:%d}日）" if one.answered_on else ""
    return f"{one.department}答复：{one.answer}{when}" if one.answer else ""


def _comment(issue: Issue, one: CommentRow, new: Made, who: str, text: str, answer: str) -> Draw:
    def draw(stamp: Stamp) -> Board:
        pen = new()
        low = parts.is_low(pen)
        area = framed(pen, "业主点评", f"{issue.header.period_name} · 经企业同意公布", stamp)
        pen.box(area.x, area.y, area.wide, area.high - 8, pen.theme.panel, tokens.RADIUS)
        if one.source is not None:
            pen.spot(area.x, area.y, area.wide, area.high, f"{one.firm}点评{one.department}", (one.source,))
        pad = 20.0 if low else 48.0
        area = Area(area.x + pad, area.y + pad * 0.7, area.wide - 2 * pad, area.high - 8 - pad * 1.4)
        area = area.below(_whose(pen, area, one, who))
        lines = measure.lines(answer, tokens.SUBTITLE, area.wide) if answer else ()
        foot = len(lines) * tokens.SUBTITLE * 1.5 + (24 if lines else 0)
        words.quote(pen, Area(area.x, area.y, area.wide, area.high - foot), text)
        if lines:
            pen.line(area.x, area.bottom - foot + 4, area.right, area.bottom - foot + 4)
        for at, line in enumerate(lines, start=1):
            pen.text(
                area.x,
                area.bottom - (len(lines) - at) * tokens.SUBTITLE * 1.5 - 12,
                line,
                tokens.SUBTITLE,
                pen.theme.text2,
            )
        return pen.board(f"业主点评 {one.firm}")

    return draw


def _whose(pen: Pen, area: Area, one: CommentRow, who: str) -> float:
    """谁点评谁, the grade, about which project."""
    size = tokens.BODY if parts.is_low(pen) else 40.0
    y = area.y
    for line in measure.lines(who, size, area.wide, bold=True):
        y += size * 1.3
        pen.text(area.x, y - size * 0.3, line, size, bold=True)
    y += tokens.SUBTITLE * 1.4
    wide = pen.text(area.x, y - 10, one.grade, tokens.SUBTITLE, said.grade_colour(pen.theme, one.grade), bold=True)
    project = f" · {one.project}" if one.project else ""
    if wide + measure.width(project, tokens.SUBTITLE) <= area.wide:
        pen.text(area.x + wide, y - 10, project, tokens.SUBTITLE, pen.theme.text2)
    return y - area.y + 8


def _closing(issue: Issue, new: Made) -> Iterator[Draw]:
    """说明: how it was reckoned, by which rule the flags stand, when it was signed."""
    head, position = issue.header, issue.position
    told = [*said.beneath(issue)]
    sources: Sources = ()
    if position is not None:
        told.append(
            f"{position.at:%Y}年{position.at:%m}月{position.at:%d}日 {position.at:%H:%M}签发冻结，校验串 {position.tail}。每个数字都出自台账，可以逐行查到。"
        )
        sources = (Source(position.stream, position.seq, f"{head.name}签发"),)
    yield from _told(issue, new, f"{head.period_name}旬报 · {head.name}", head.campaign, told, sources)

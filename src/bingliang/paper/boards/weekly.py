"""周周比: the weekly number as one long picture for the phone bulletin and as A4 pages for the editors of the weekly."""

from __future__ import annotations

from collections.abc import Iterator

from bingliang.boards.daily_broadcast import NEW, OPEN, SOLVED, CommentRow, Issue, ProblemRow
from bingliang.boards.weekly_contest import Digest, News
from bingliang.paper.boards import flow, measure, parts, roll, said, sizes, tokens
from bingliang.paper.boards.cleaned import cleaned
from bingliang.paper.boards.flow import Block, Heading, Paragraph, Tiles
from bingliang.paper.boards.ink import Board, Pen, Size
from bingliang.paper.boards.parts import Area
from bingliang.paper.boards.tokens import Theme

WIDE = 1080
"""手机长图宽, in pixels."""
_ENDLESS, _SIDE, _PAGE_SIDE = 60_000.0, 48.0, 190.0


def long(digest: Digest) -> Board:
    """手机报长图: WIDE pixels across, as high as it is full."""
    digest, pen = cleaned(digest), Pen(Size(float(WIDE), _ENDLESS, 1.0), tokens.LIGHT)
    theme, room = pen.theme, WIDE - 2 * _SIDE
    pen.box(0, 0, WIDE, 250, theme.red)
    lines = measure.lines(digest.kind, 68, room, bold=True)
    for at, line in enumerate(lines):
        pen.middle(WIDE / 2, 112 + at * 84 - (len(lines) - 1) * 20, line, 68, theme.on_flag, bold=True)
    pen.middle(WIDE / 2, 206, _under(digest), measure.fitted(_under(digest), 34, room), theme.on_flag)
    y = 270.0
    if digest.mark:
        parts.mark(pen, WIDE - _SIDE, y, digest.mark)
        y += 56
    y = flow.long(pen, Area(_SIDE, y, room, _ENDLESS), [*_blocks(digest, theme, tokens.SUBTITLE)])
    y = flow.long(pen, Area(_SIDE, y + 30, room, _ENDLESS), [*_foot(digest, theme)])
    return flow.shortened(pen.board(digest.name), y + 40)


def pages(digest: Digest) -> tuple[Board, ...]:
    """周刊页: A4, issue and cut-off at the foot of each."""
    digest = cleaned(digest)
    size, theme = sizes.paper("A4"), tokens.LIGHT
    blocks = [*_blocks(digest, theme, 33.0)]
    first, later = _page(Pen(size, theme), digest, 1, 9), _page(Pen(size, theme), digest, 2, 9)
    held = flow.paged(blocks, (first, later))
    boards = []
    for at, some in enumerate(held, start=1):
        pen = Pen(size, theme)
        flow.long(pen, _page(pen, digest, at, len(held)), some)
        boards.append(pen.board(f"{digest.name} {at}/{len(held)}"))
    return tuple(boards)


def _page(pen: Pen, digest: Digest, at: int, of: int) -> Area:
    """版心: the title on the first page, issue, cut-off and number on all."""
    theme, room = pen.theme, pen.wide - 2 * _PAGE_SIDE
    y = 190.0
    if digest.mark:
        parts.mark(pen, pen.wide - _PAGE_SIDE, 100, digest.mark)
    if at == 1:
        pen.middle(
            pen.wide / 2, 300, digest.kind, measure.fitted(digest.kind, 84, room, bold=True), theme.red, bold=True
        )
        pen.middle(pen.wide / 2, 378, _under(digest), measure.fitted(_under(digest), 36, room), theme.text2)
        pen.line(_PAGE_SIDE, 410, pen.wide - _PAGE_SIDE, 410, theme.red, 5)
        y = 440.0
    stamp = said.stamp_of_digest(digest)
    top = pen.high - 170
    pen.line(_PAGE_SIDE, top, pen.wide - _PAGE_SIDE, top)
    words = f"{stamp.zone} · {stamp.foot}"
    pen.text(_PAGE_SIDE, top + 44, words, measure.fitted(words, tokens.SMALL, room - 120), theme.text2)
    pen.right(pen.wide - _PAGE_SIDE, top + 44, f"{at}/{of}", tokens.SMALL, theme.text2)
    return Area(_PAGE_SIDE, y, room, top - 30 - y)


def _under(digest: Digest) -> str:
    return f"第{digest.number}期 · {digest.first:%Y}年{digest.first:%m}月{digest.first:%d}日至{digest.last:%m}月{digest.last:%d}日 · {digest.published_on:%Y-%m-%d}刊发"


def _foot(digest: Digest, theme: Theme) -> Iterator[Block]:
    stamp = said.stamp_of_digest(digest)
    yield Paragraph(f"{stamp.zone} · {stamp.foot}", tokens.SMALL, colour=theme.text2)


def _blocks(digest: Digest, theme: Theme, size: float) -> Iterator[Block]:
    if digest.lead:
        yield Paragraph(digest.lead, size, after=26)
    if digest.tiles:
        yield Tiles([said.tile(theme, one) for one in digest.tiles])
    for one in digest.news:
        yield from _news(one, theme, size)
    if digest.issue is not None:
        yield from _issue(digest.issue, theme, size)


def _news(one: News, theme: Theme, size: float) -> Iterator[Block]:
    yield Heading(one.project)
    who = " · ".join(part for part in (one.firm, f"责任单位：{one.responsible}" if one.responsible else "") if part)
    yield Paragraph(who, tokens.SMALL, colour=theme.text2, after=4, glue=True)
    for said_of in one.sentences:
        yield Paragraph(said_of.text, size, after=4, sources=said_of.sources)


def _issue(issue: Issue, theme: Theme, size: float) -> Iterator[Block]:
    head = issue.header
    yield Heading(f"{head.period_name}龙虎榜")
    under = f"{head.campaign} · {head.name} · {head.day_of}"
    yield Paragraph(under, tokens.SMALL, colour=theme.text2, after=4, glue=True)
    yield from flow.rows(roll.project_table(issue, theme))
    if issue.departments:
        yield Heading("责任单位龙虎榜")
        yield from flow.rows(roll.department_table(issue, theme))
    for state, title in ((NEW, "新增问题"), (SOLVED, "解决问题"), (OPEN, "在办问题")):
        held = [one for one in issue.problems if one.state == state]
        if held:
            yield Heading(f"{title}（{len(held)}个）")
            for one in held:
                yield Paragraph(_problem(one), size, after=8, sources=one.sources)
    if issue.comments:
        yield Heading("业主点评")
        for comment in issue.comments:
            yield from _comment(comment, theme, size)
    for words in said.beneath(issue):
        yield Paragraph(words, tokens.SMALL, colour=theme.text2, after=8)


_END = "。；，！"


def _problem(one: ProblemRow) -> str:
    who = "，".join(part for part in (one.project or one.firm, one.kind, one.department) if part)
    if one.settled_on is None:
        return f"{one.words.rstrip(_END)}（{who}，{one.due:%m}月{one.due:%d}日前）。"
    amount = f"，落实{one.amount:,}万元" if one.amount else ""
    outcome = f"：{one.outcome}" if one.outcome else ""
    return f"{one.words.rstrip(_END)}{outcome}{amount}（{who}，{one.settled_on:%m}月{one.settled_on:%d}日解决）。"


def _comment(one: CommentRow, theme: Theme, size: float) -> Iterator[Block]:
    sources = (one.source,) if one.source is not None else ()
    words = f"{one.firm}点评{one.department}（{one.grade}）：“{one.text}”"
    yield Paragraph(words, size, after=4, sources=sources, glue=bool(one.answer))
    if one.answer:
        when = f"（{one.answered_on:%m}月{one.answered_on:%d}日）" if one.answered_on else ""
        yield Paragraph(f"{one.department}答复：{one.answer}{when}", size, colour=theme.text2, after=10)

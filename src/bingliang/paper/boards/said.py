"""看板的话: how an issue signs itself, and which colour a figure has."""

from __future__ import annotations

from dataclasses import replace

from bingliang.boards.commanders import Commanders
from bingliang.boards.daily_broadcast import DepartmentRow, Issue, ProjectRow
from bingliang.boards.figures import Figure, Tile
from bingliang.boards.flags import Rule
from bingliang.boards.weekly_contest import Digest
from bingliang.paper.boards import parts
from bingliang.paper.boards.parts import Stamp
from bingliang.paper.boards.tokens import Theme

NOT_FROZEN = "草稿，没有冻结"
_GOOD = ("非常满意", "满意")
_BAD = ("不满意", "非常不满意")


def stamp(issue: Issue) -> Stamp:
    """落款 of an issue: its number and 旬, its cut-off, and that a draft is none yet."""
    head = issue.header
    draft = "" if issue.position is not None else NOT_FROZEN
    return Stamp(
        head.zone, f"{head.name} {head.period_name}", f"数据截至{head.cut_off:%Y-%m-%d %H:%M}", draft, head.mark
    )


def beneath(issue: Issue) -> tuple[str, ...]:
    """榜下的话: why it was corrected, whose black flag was spared by whom and why, the editors' notes, rule and reckoning."""
    head = issue.header
    rows: tuple[ProjectRow | DepartmentRow, ...] = (*issue.projects, *issue.departments)
    spared = (f"{one.name}：{one.flag_reason}" for one in rows if one.exemption)
    noted = (f"{one.name}：{one.note}" for one in issue.projects if one.note)
    corrected = f"{head.name}的更正理由：{head.reason}" if head.reason else ""
    return tuple(one for one in (corrected, *spared, *noted, issue.note, issue.rule, issue.reckoning) if one)


def longest(stamp: Stamp) -> Stamp:
    """落款 with the most frames there may be: by it the rows are divided before the frames are counted."""
    return replace(stamp, page=99, pages=99)


def stamp_of_month(table: Commanders) -> Stamp:
    """落款 of a month's 点将台."""
    draft = f"{table.position.at:%Y-%m-%d %H:%M}冻结" if table.position is not None else NOT_FROZEN
    return Stamp(table.zone, table.name, f"数据截至{table.last:%Y-%m-%d}", draft, table.mark)


def stamp_of_digest(digest: Digest) -> Stamp:
    """落款 of a weekly number; one that carries a 旬报 names that too."""
    note = ""
    cut_off = f"数据截至{digest.last:%Y-%m-%d}"
    if digest.issue is not None:
        head = digest.issue.header
        note, cut_off = f"载{head.period_name}旬报{head.name}", f"数据截至{head.cut_off:%Y-%m-%d %H:%M}"
    if digest.position is None:
        note = "，".join(part for part in (note, NOT_FROZEN) if part)
    return Stamp(digest.zone, f"{digest.name} {digest.published_on:%Y-%m-%d}", cut_off, note, digest.mark)


def tile(theme: Theme, one: Tile) -> parts.Tile:
    """数块 in its colour."""
    colours = {"ok": theme.ok, "warn": theme.warn, "late": theme.late}
    return parts.Tile(one.figure.text, one.label, colours.get(one.tone, ""), one.figure.sources)


def colours(theme: Theme, percent: Figure, rule: Rule) -> tuple[str, str]:
    """进度的颜色 by the rule of the flags: of the figure and of the bar."""
    if percent.value is None:
        return theme.text2, theme.track
    if percent.value >= rule.red:
        return theme.ok, theme.ok_mark
    if percent.value >= rule.black:
        return theme.warn, theme.warn_mark
    return theme.late, theme.late_mark


def grade_colour(theme: Theme, grade: str) -> str:
    """评价的颜色."""
    return theme.ok if grade in _GOOD else theme.late if grade in _BAD else theme.warn

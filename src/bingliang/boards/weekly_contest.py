"""周周比: the weekly report of provincial and municipal projects and the two-weekly ten-day report, for phone bulletin and weekly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bingliang.boards.daily_broadcast import Issue, Position
from bingliang.boards.figures import Figure, Tile
from bingliang.boards.frozen import board_of, facts_of

WEEKLY, FORTNIGHTLY = "省市重大产业项目周报", "“百日会战”旬报"
MOST = 500
"""手机报短文最多几个字; a setting."""


@dataclass(frozen=True, slots=True)
class News:
    """一个项目的一周: what came about between two days, in sentences that each have their line."""

    project: str
    firm: str
    responsible: str
    sentences: tuple[Figure, ...]
    stream: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """一期周报 or the two-weekly number that carries the last frozen 旬报 (`issue`)."""

    kind: str
    zone: str
    number: int
    published_on: date
    first: date
    last: date
    lead: str
    tiles: tuple[Tile, ...] = ()
    news: tuple[News, ...] = ()
    issue: Issue | None = None
    text: str = ""
    """手机报短文, at most so many characters as the zone has set"""
    mark: str = ""
    position: Position | None = None

    @property
    def name(self) -> str:
        """省市重大产业项目周报 第12期."""
        return f"{self.kind} 第{self.number}期"

    def facts(self) -> dict[str, Any]:
        """As they stand in the line that freezes it."""
        made: dict[str, Any] = facts_of(replace(self, position=None))
        return made


def digest_of(facts: Mapping[str, Any], position: Position | None = None) -> Digest:
    """一期 out of the facts it was frozen with."""
    return replace(board_of(Digest, facts), position=position)


def short(sentences: tuple[str, ...], most: int = MOST) -> str:
    """手机报短文: whole sentences, as many as there is room for; the rest is said to stand in the long picture."""
    more = "（其余见长图）"
    text = "".join(sentences)
    if len(text) <= most:
        return text
    kept = ""
    for one in sentences:
        if len(kept) + len(one) + len(more) > most:
            break
        kept += one
    return (kept + more)[:most]


def said_of(issue: Issue) -> tuple[str, ...]:
    """旬报的短文, sentence by sentence."""
    head = issue.header
    ranked = [one for one in issue.projects if one.percent.value is not None]
    red = "、".join(f"{one.name}（{one.percent.text}）" for one in issue.red())
    black = "、".join(f"{one.name}（{one.percent.text}）" for one in issue.black())
    solved = [one for one in issue.problems if one.settled_on is not None]
    amount = sum(one.amount for one in solved)
    said = [
        f"【{head.campaign}】{head.period_name}旬报{head.name}（截至{head.last:%m}月{head.last:%d}日，{head.day_of}）。"
    ]
    if issue.lead:
        said.append(issue.lead)
    said.append(f"{len(ranked)}个项目有旬目标。")
    said += [f"红旗：{red}。"] if red else []
    said += [f"黑旗：{black}。"] if black else []
    if solved:
        said.append(f"本旬解决企业问题{len(solved)}个" + (f"，落实{amount}万元。" if amount else "。"))
    said += [f"{one.firm}点评{one.department}：“{one.text}”（{one.grade}）。" for one in issue.comments if one.text]
    return tuple(said)

"""看板的数字一行一个: every figure of an issue, a number or a month as a row with its lines, for the room and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bingliang.boards.figures import Source, joined

if TYPE_CHECKING:
    from bingliang.boards.commanders import Commanders
    from bingliang.boards.daily_broadcast import Issue, ProjectRow
    from bingliang.boards.weekly_contest import Digest


@dataclass(frozen=True, slots=True)
class FigureRow:
    """一个数字: in which part of the board, its word, itself, what else is said, its lines."""

    part: str
    word: str
    text: str
    note: str
    sources: tuple[Source, ...]


def of_issue(one: Issue) -> tuple[FigureRow, ...]:
    """一期旬报的数字: the tiles, the roll, the departments, the problems, the comments."""
    rows = [FigureRow("总览", tile.label, tile.figure.text, "", tile.figure.sources) for tile in one.tiles]
    for row in one.projects:
        said = row.flag or ("豁免黑旗" if row.exemption else "")
        rows.append(
            FigureRow(
                "龙虎榜", f"{row.rank}　{row.name}", f"{row.percent.text} {said}".strip(), row.done, row.percent.sources
            )
        )
        exempt = row.exemption
        if exempt is not None:
            rows.append(FigureRow("龙虎榜", f"{row.name}豁免", exempt.document, exempt.reason, (exempt.source,)))
    rows += [
        FigureRow(
            "责任单位",
            f"{row.rank}　{row.name}",
            f"{row.percent.text} {row.flag}".strip(),
            row.flag_reason,
            row.percent.sources,
        )
        for row in one.departments
    ]
    rows += [
        FigureRow(
            "要素保障", problem.project, problem.state, f"{problem.words}{_amount(problem.amount)}", problem.sources
        )
        for problem in one.problems
    ]
    rows += [
        FigureRow("业主点评", f"{said.firm} → {said.department}", said.grade, f"“{said.text}”{_answer(said.answer)}",
                  (said.source,) if said.source else ())
        for said in one.comments
    ]  # fmt: skip
    return tuple(rows)


def _amount(amount: int) -> str:
    return f"，落实{amount}万元" if amount else ""


def _answer(answer: str) -> str:
    return f" 答复：{answer}" if answer else ""


def of_project(row: ProjectRow) -> tuple[FigureRow, ...]:
    """一个项目在榜上的数字: the progress, each goal with plan and done, what is late."""
    head = (
        ("旬进度", row.percent), ("占会战总目标", row.whole), ("法定超期", row.overdue), ("本旬办结审批", row.permits),
    )  # fmt: skip
    rows = [FigureRow("进度", word, figure.text, "", figure.sources) for word, figure in head]
    for goal in row.goals:
        note = f"{goal.done.text}，得 {goal.ratio}%，{goal.points} 分"
        rows.append(
            FigureRow(goal.kind, goal.words, goal.planned.text, note, (*goal.done.sources, *goal.planned.sources))
        )
    return tuple(rows)


def of_digest(one: Digest) -> tuple[FigureRow, ...]:
    """一期周报的数字; of the two-weekly number those of its issue."""
    if one.issue is not None:
        return of_issue(one.issue)
    rows = [FigureRow("总览", tile.label, tile.figure.text, "", tile.figure.sources) for tile in one.tiles]
    rows += [
        FigureRow("本周进展", news.project, figure.text, news.responsible, figure.sources)
        for news in one.news
        for figure in news.sentences
    ]
    return tuple(rows)


def of_commanders(one: Commanders) -> tuple[FigureRow, ...]:
    """责任分工表的数字."""
    rows = []
    for row in one.rows:
        month = one.month_name.partition("年")[2] or one.month_name
        note = f"{month}目标 {row.month_goal}；{row.responsible}，{row.person}；联系领导 {row.leader}"
        done = (
            f"{row.month_done.text}（{row.month_percent.text}）"
            if row.month_percent.value is not None
            else row.month_done.text
        )
        rows.append(
            FigureRow("责任分工", row.project, done, note, (*row.month_done.sources, *row.month_percent.sources))
        )
        rows.append(
            FigureRow("责任分工", f"{row.project}累计", row.total.text, f"年度目标 {row.annual}", row.total.sources)
        )
    return tuple(rows)


def of_contest(one: Commanders) -> tuple[FigureRow, ...]:
    """劳动竞赛的得分."""
    rows = []
    for row in one.contest:
        rows.append(
            FigureRow(
                "劳动竞赛",
                f"{row.rank}　{row.name}",
                f"{row.total}分 {row.prize}".strip(),
                "",
                joined(tuple(part.figure for part in row.points)),
            )
        )
        rows += [
            FigureRow("劳动竞赛", f"　{part.name}", f"{part.points:+d}分", part.figure.text, part.figure.sources)
            for part in row.points
        ]
    return tuple(rows)

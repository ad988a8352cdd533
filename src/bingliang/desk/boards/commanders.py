"""点将台的办理: goals of the year and its months, the month reckoned from the ledger with the contest, frozen when it is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bingliang.boards.commanders import (
    BLACK_FLAGS,
    LATE,
    PROGRESS,
    RED_FLAGS,
    SOLVED,
    CommanderRow,
    Commanders,
    commanders_of,
    contest,
    mean,
)
from bingliang.boards.figures import NONE, Figure, Source, joined, whole
from bingliang.boards.flags import BLACK, RED
from bingliang.desk.acts.press import Press
from bingliang.desk.boards import issues, terms
from bingliang.desk.boards.offices import office_of
from bingliang.desk.errors import Faults
from bingliang.desk.projects import problems
from bingliang.desk.projects.index import index
from bingliang.ledger.acts import ACTS, Draft, Refusal
from bingliang.ledger.campaign import GOAL_YEARS, MONTHS, YearGoal, fold_goals, fold_published
from bingliang.mechanism import overall
from bingliang.mechanism.supervision import Period

if TYPE_CHECKING:
    from bingliang.boards.commanders import ContestRow
    from bingliang.boards.daily_broadcast import Issue
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.project import Enlisted
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

LAW = issues.LAW
A_YEAR = 12
TITLE = "“七个一批”重点项目推进责任分工表"


@dataclass(frozen=True, slots=True)
class Given:
    """一个项目的目标 of a year: in words and 万元, and of each month in words and 万元."""

    project: str
    words: str
    amount: int
    months: Sequence[tuple[str, int]]


def stream_of_year(year: int) -> str:
    """一年目标的流水名."""
    return f"{GOAL_YEARS}{year}"


def stream_of_month(month: Period) -> str:
    """一月点将台的流水名."""
    return f"{MONTHS}{month.written}"


def goals(look: Look, year: int) -> Mapping[str, YearGoal]:
    """一年的目标 by project."""
    return fold_goals(look.entries(stream_of_year(year)))


def set_goals(year: int, given: Given) -> Press:
    """登记目标 of one project, from now on; a month that is published keeps the goals it was published with."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("set_goals", work.who)
        held = index(work).held.get(given.project)
        if held is None or held.ended:
            raise Refusal("项目库里没有这个项目，或者已并入别的项目，请刷新后重新选择。", LAW)
        faults = [] if given.words.strip() else [("annual", "请填写年度目标，例如“一期竣工投产，完成投资 3 亿元”。")]
        if len(given.months) != A_YEAR:
            faults.append(("months", "月目标应是 12 个月，一月一行。"))
        elif given.amount and sum(amount for _, amount in given.months) > given.amount:
            faults.append(("months", f"各月目标合计超过年度目标{given.amount}万元，请核对。"))
        if faults:
            raise Faults(faults)
        months = [[words.strip(), amount] for words, amount in given.months]
        now = goals(work, year).get(given.project)
        if now is not None and (now.words, now.amount, [list(one) for one in now.months]) == (
            given.words.strip(), given.amount, months,
        ):  # fmt: skip
            raise Refusal(f"“{held.profile.name}”{year}年的目标没有改动。", LAW)
        facts: dict[str, object] = {
            "project": given.project, "name": held.profile.name, "words": given.words.strip(), "amount": given.amount,
            "months": months, "on": work.today.isoformat(),
        }  # fmt: skip
        return Outcome((Draft(stream_of_year(year), "set_goals", facts),), {"streams": [stream_of_year(year)]})

    return Press("set_goals", decide)


# ── reading ──


def board(look: Look, month: Period, *, live: bool = False) -> Commanders:
    """一月的点将台: as it was published last, or, with `live` or before that, as the ledger stands."""
    held = fold_published(look.entries(stream_of_month(month)))
    if held is None or live:
        return reckon(look, month)
    last = held.versions[-1]
    return commanders_of(last.board, issues.position_of(last.line))


def versions(look: Look, month: Period) -> tuple[Commanders, ...]:
    """公布过的各版."""
    held = fold_published(look.entries(stream_of_month(month)))
    return tuple(commanders_of(one.board, issues.position_of(one.line)) for one in held.versions) if held else ()


def published(look: Look) -> tuple[Commanders, ...]:
    """公布过的各月, the newest first."""
    months = sorted((stream.removeprefix(MONTHS) for stream in look.streams(MONTHS)), reverse=True)
    return tuple(board(look, Period.of(one)) for one in months)


def reckon(look: Look, month: Period) -> Commanders:
    """一月 as the ledger stands."""
    if month.first > look.today:
        raise ValueError(f"{month.name}还没有开始，没有可以写的内容。")
    catalogue: Catalogue = look.loaded("catalogue")
    held, year = index(look).held, month.first.year
    rows = tuple(
        _row(held[goal.project], goal, month)
        for goal in sorted(goals(look, year).values(), key=lambda one: held[one.project].number)
        if goal.project in held
    )
    return Commanders(
        terms.zone_name(catalogue), f"{year}年{TITLE}", month.written, month.name, month.last, rows,
        _contest(look, catalogue, rows, month), terms.weights(catalogue), terms.prizes(catalogue),
        rule_words(catalogue), terms.mark(catalogue),
    )  # fmt: skip


def rule_words(catalogue: Catalogue) -> str:
    """竞赛的规则, printed beneath."""
    told = "，".join(f"{one.name}{one.points:+d}分" for one in terms.weights(catalogue))
    return f"劳动竞赛计分（示范默认，由区确认）：{told}；完成率按 100% 得满分折算，旗和超期以当月冻结的旬报为准。"


def _row(one: Enlisted, goal: YearGoal, month: Period) -> CommanderRow:
    profile, year = one.profile, month.first.year
    words, amount = goal.months[month.first.month - 1]
    reports = [row for row in one.invested if row.on.year == year and row.on <= month.last]
    mine = [row for row in reports if row.on in month]
    miles = [mile for mile in one.milestones.values() if mile.actual is not None and mile.actual in month]
    lines = tuple(Source(one.stream, row.seq, f"{row.on:%m-%d}完成投资{row.amount}万元") for row in reports)
    month_lines = tuple(line for line, row in zip(lines, reports, strict=True) if row in mine)
    reached = tuple(Source(one.stream, mile.seq, f"{mile.works}{mile.name}{mile.actual}") for mile in miles)
    done, total = sum(row.amount for row in mine), sum(row.amount for row in reports)
    sums = [f"{done}万元"] if amount or done else []
    told = "；".join([*sums, *(f"{mile.works}{mile.name}" for mile in miles)]) or "—"
    plan = Source(stream_of_year(year), goal.seq, f"{year}年目标")
    percent = Figure(f"{whole(done, amount)}%", whole(done, amount), (*month_lines, plan)) if amount else NONE
    share = f"（{whole(total, goal.amount)}%）" if goal.amount else ""
    return CommanderRow(
        one.stream, one.number, profile.name, profile.firm, goal.words, profile.responsible, profile.person,
        profile.leader, profile.agent, _goal_words(words, amount), Figure(told, done, (*month_lines, *reached)), percent,
        Figure(f"{total}万元{share}" if goal.amount or total else "—", total, (*lines, plan)), one.batch,
        tuple(_goal_words(said, planned) for said, planned in goal.months),
    )  # fmt: skip


def _goal_words(words: str, amount: int) -> str:
    return "；".join(part for part in (words, f"{amount}万元" if amount else "") if part) or "—"


# ── 劳动竞赛 ──


def _contest(look: Look, catalogue: Catalogue, rows: Sequence[CommanderRow], month: Period) -> tuple[ContestRow, ...]:
    """各责任单位的得分: flags and lateness out of the issues frozen of that month, so that it can be reckoned again."""
    frozen = [made for one in issues.every(look) if (made := issues.opened(one)) and made.header.last in month]
    settled = [one for one in problems.every(look) if one.settled_on is not None and one.settled_on in month]
    found: dict[str, Mapping[str, Figure]] = {}
    for name in dict.fromkeys(one.responsible for one in rows if one.responsible):
        office = office_of(look, name)
        solved = tuple(
            Source(one.stream, 0, f"{one.number}：{one.outcome}")
            for one in settled
            if office and office_of(look, one.owner.department) == office
        )
        found[name] = {
            PROGRESS: mean(one.month_percent for one in rows if one.responsible == name),
            RED_FLAGS: _flags(frozen, name, RED),
            BLACK_FLAGS: _flags(frozen, name, BLACK),
            SOLVED: Figure.count(solved, "个"),
            LATE: _late(frozen, name),
        }
    return contest(found, terms.weights(catalogue), terms.prizes(catalogue))


def _flags(frozen: Sequence[Issue], name: str, flag: str) -> Figure:
    lines = tuple(
        _line(one, f"{one.header.name}：{row.name}{flag}")
        for one in frozen
        for row in one.projects
        if (row.responsible, row.flag) == (name, flag)
    )
    return Figure.count(lines, "面")


def _late(frozen: Sequence[Issue], name: str) -> Figure:
    figures = tuple(
        figure for one in frozen for row in one.departments if row.name == name for figure in (row.overdue, row.late)
    )
    lines = joined(figures)
    return Figure(f"{len(lines)}项", len(lines), lines)


def _line(one: Issue, words: str) -> Source:
    return Source(one.position.stream, one.position.seq, words) if one.position else Source("", 0, words)


# ── publication ──


def publish(month: Period, reason: str = "") -> Press:
    """公布一月: frozen as it stands when the month is over; a further version needs its reason."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("publish_commanders", work.who)
        before = may_publish(work, month)
        if before and not reason.strip():
            raise Faults([("commanders_reason", f"{month.name}点将台已经公布过，更正公布请写明理由。")])
        made = replace(reckon(work, month), erratum=before, reason=reason.strip())
        facts = {"board": made.facts(), "reason": reason.strip(), "on": work.today.isoformat()}
        stream = stream_of_month(month)
        return Outcome(
            (Draft(stream, "publish_commanders", facts),),
            {"streams": [stream], "act": ACTS["publish_commanders"].title},
        )

    return Press("publish_commanders", decide)


def may_publish(look: Look, month: Period) -> int:
    """可公布: the month is over and has goals; how often it was published before."""
    if not month.monthly:
        raise ValueError("点将台逐月公布，请按 2026-11 的样子写月份。")
    if month.last >= look.today:
        raise Refusal(f"{month.name}到{month.last:%Y-%m-%d}才期满，期满以后才能公布。", LAW)
    if not goals(look, month.first.year):
        raise Refusal(f"{month.first.year}年还没有登记项目的年度目标和月目标，请先登记。", LAW)
    return len(look.entries(stream_of_month(month)))

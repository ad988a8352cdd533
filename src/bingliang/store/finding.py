"""查找的索引: numbers on papers, cases of enterprises and projects. Index ranges only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import exists, func, or_, select, text

from bingliang.ledger.standing import StandingRow
from bingliang.store.look import Look
from bingliang.store.prefix import begins
from bingliang.store.schema import number, number_series, project, standing
from bingliang.store.standing_rows import COLUMNS, read

_CASE = text("level = 'case'")


def cases_begun(look: Look, codes: Sequence[str], limit: int) -> list[StandingRow]:
    """办件 whose 收件号 begins with one of `codes`, the newest first."""
    if not codes:
        return []
    statement = select(*COLUMNS).where(_CASE, or_(*(begins(standing.c.code, code) for code in codes)))
    rows = look.connection.execute(statement.order_by(standing.c.code.desc()).limit(limit))
    return [read(row) for row in rows]


def numbers_begun(look: Look, written: Sequence[str], limit: int) -> list[tuple[str, str, int]]:
    """文号 that begin with one of `written`: (number, stream, seq of the line that carries it)."""
    if not written:
        return []
    condition = or_(*(begins(number.c.text, one) for one in written))
    statement = select(number.c.text, number.c.stream, number.c.seq).where(condition, number.c.stream != "")
    return [(row.text, row.stream, row.seq) for row in look.connection.execute(statement.limit(limit))]


def numbers_of_kind(look: Look, kind: str, n: int, limit: int) -> list[tuple[str, str, int]]:
    """文号 of a kind by its serial alone (“受理31”), of every body and year, the newest year first."""
    series = select(number_series.c.series).where(begins(number_series.c.series, f"{kind}/"))
    named = [row.series for row in look.connection.execute(series) if row.series.split("/")[0] == kind]
    if not named:
        return []
    statement = select(number.c.text, number.c.stream, number.c.seq).where(number.c.series.in_(named), number.c.n == n)
    rows = look.connection.execute(statement.order_by(number.c.text.desc()).limit(limit))
    return [(row.text, row.stream, row.seq) for row in rows]


def cases_of(look: Look, column: str, ids: Iterable[str], limit: int) -> list[StandingRow]:
    """办件 of enterprises (`enterprise_id`), projects (`project_id`) or streams (`stream`), those in hand first."""
    wanted = sorted(set(ids))
    if not wanted:
        return []
    statement = select(*COLUMNS).where(_CASE, standing.c[column].in_(wanted))
    order = (standing.c.open.desc(), standing.c.received_on.desc(), standing.c.stream)
    return [read(row) for row in look.connection.execute(statement.order_by(*order).limit(limit))]


def going_on_of_each(look: Look, ids: Iterable[str], limit: int) -> dict[str, list[str]]:
    """各项目还有事要办的办件: the streams of each with an item or a duty of the enterprise still open, those in hand first, at
    most `limit` of one; the projects in one question.
    """
    wanted = sorted(set(ids))
    own = standing.alias()
    going = or_(standing.c.open == 1, exists().where(own.c.stream == standing.c.stream, own.c.open == 1))
    chosen = (_CASE, standing.c.project_id.in_(wanted), going)
    statement = select(standing.c.project_id, standing.c.stream).where(*chosen)
    order = (standing.c.open.desc(), standing.c.received_on.desc(), standing.c.stream)
    found: dict[str, list[str]] = {}
    for row in look.connection.execute(statement.order_by(*order)) if wanted else ():
        found.setdefault(row.project_id, []).append(row.stream)
    return {project: streams[:limit] for project, streams in found.items()}


def projects_coded(look: Look, codes: Iterable[str]) -> dict[str, str]:
    """登记册里的项目 by their 项目代码: code → id."""
    wanted = sorted(set(codes))
    statement = select(project.c.code, project.c.id).where(project.c.code.in_(wanted))
    return {row.code: row.id for row in look.connection.execute(statement)} if wanted else {}


def case_counts(look: Look, column: str, ids: Iterable[str]) -> dict[str, tuple[int, int]]:
    """件数 of each enterprise or project: (in hand, all)."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    key = standing.c[column]
    statement = select(key, func.sum(standing.c.open), func.count()).where(_CASE, key.in_(wanted)).group_by(key)
    return {row[0]: (int(row[1]), int(row[2])) for row in look.connection.execute(statement)}

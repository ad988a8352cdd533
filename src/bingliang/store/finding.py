"""查找的索引: numbers on papers, cases of enterprises and projects. Index ranges only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import bindparam, exists, func, or_, select, text

from bingliang.ledger.standing import Level, StandingRow
from bingliang.store import registry
from bingliang.store.look import Look, together
from bingliang.store.prefix import begins
from bingliang.store.schema import ledger, number, number_series, project, standing
from bingliang.store.standing_rows import COLUMNS, read

_CASE = text("level = 'case'")
_CODES = select(standing.c.stream, standing.c.code).where(
    standing.c.stream.in_(bindparam("streams", expanding=True)), standing.c.level == Level.CASE.value
)
_FILED = select(func.count(ledger.c.stream.distinct())).where(
    ledger.c.stream.in_(bindparam("streams", expanding=True)), ledger.c.act.in_(("take_filing", "withdraw_filing"))
)


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


def search(look: Look, words: str, *, limit: int = registry.FOUND) -> list[StandingRow]:
    """查找办件 by the beginning of its code or of any number on its papers, or by part of the enterprise's or project's
    name (or pinyin initials, or credit code); those still in hand first, then the newest.
    """
    wanted = words.strip()
    if not wanted:
        return []
    numbered = select(number.c.stream).where(begins(number.c.text, wanted)).limit(limit)
    enterprises = [held.id for held in registry.find_enterprises(look.connection, wanted, limit)]
    projects = [held.id for held in registry.find_projects(look.connection, wanted, limit)]
    parts = [begins(standing.c.code, wanted), standing.c.stream.in_(numbered)]
    parts += [standing.c.enterprise_id.in_(enterprises)] if enterprises else []
    parts += [standing.c.project_id.in_(projects)] if projects else []
    found: dict[str, StandingRow] = {}
    for part in parts:
        rows = look.connection.execute(select(*COLUMNS).where(_CASE, part).limit(limit))
        found.update((row.stream, read(row)) for row in rows)
    newest = sorted(found.values(), key=lambda row: (row.received_on or date.min, row.stream), reverse=True)
    return sorted(newest, key=lambda row: not row.open)[:limit]


def numbered(look: Look, series: str, limit: int) -> list[str]:
    """编了号的流水: the streams that hold a number of these series (those that begin so), newest number first."""
    statement = (
        select(number.c.stream)
        .where(begins(number.c.series, series))
        .order_by(number.c.series.desc(), number.c.n.desc())
        .limit(limit)
    )
    return list(dict.fromkeys(look.connection.execute(statement).scalars()))


def codes(look: Look, streams: Sequence[str]) -> dict[str, str]:
    """收件号 of these cases, without reading one line of them."""
    found: dict[str, str] = {}
    for some in together(streams):
        rows = look.connection.execute(_CODES, {"streams": some})
        found.update((row.stream, row.code) for row in rows)
    return found


def filings_waiting(look: Look, series: str, limit: int) -> int:
    """待预审的网上申报: of the newest `limit`, those neither received nor withdrawn, counted in the database."""
    streams = numbered(look, series, limit)
    done = sum(int(look.connection.execute(_FILED, {"streams": some}).scalar_one()) for some in together(streams))
    return len(streams) - done


def rows_of(look: Look, streams: Iterable[str]) -> list[StandingRow]:
    """几条流水的现状, in the order of streams and items."""
    statement = select(*COLUMNS).where(standing.c.stream.in_(bindparam("streams", expanding=True)))
    found = [read(row) for some in together(streams) for row in look.connection.execute(statement, {"streams": some})]
    return sorted(found, key=lambda row: (row.stream, row.item, row.task))

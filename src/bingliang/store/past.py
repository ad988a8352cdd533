"""往来: the cases of one enterprise, newest first, open and closed alike; what a new intake learns from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bingliang.store.schema import standing

if TYPE_CHECKING:
    from bingliang.store.look import Look

_CASES = (
    select(standing.c.stream, standing.c.project_id, standing.c.code, standing.c.received_on)
    .where(standing.c.level == "case", standing.c.enterprise_id == bindparam("enterprise"))
    .order_by(standing.c.received_on.desc(), standing.c.code.desc())
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class PastCase:
    """往来的一件."""

    stream: str
    project_id: str
    code: str
    received_on: date | None


def cases_of_enterprise(look: Look, enterprise_id: str, most: int = 60) -> tuple[PastCase, ...]:
    """企业的办件, newest first, at most `most` of them."""
    rows = look.connection.execute(_CASES, {"enterprise": enterprise_id, "most": most})
    return tuple(PastCase(row.stream, row.project_id, row.code, row.received_on) for row in rows)

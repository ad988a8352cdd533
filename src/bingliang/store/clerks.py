"""经办过的人: who has written into the ledger lately, at which counter and for which department; to choose a person from."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import select

from bingliang.ledger.handing import OFFICE
from bingliang.store.look import Look
from bingliang.store.schema import ledger

LATELY = 3_000
"""So many lines back; who has written nothing in all of them is typed instead of chosen."""


@dataclass(frozen=True, slots=True)
class Known:
    """一位: `office` the code of a reviewer's 部门, empty for everybody else."""

    name: str
    counter: str
    office: str


def known(look: Look) -> tuple[Known, ...]:
    """近来经办的各位, who wrote last first; one name at one counter once."""
    newest = select(ledger.c.by, ledger.c.counter, ledger.c.facts).order_by(ledger.c.id.desc()).limit(LATELY)
    found: dict[tuple[str, str], Known] = {}
    for by, counter, facts in look.connection.execute(newest):
        key = (by, counter)
        if key not in found or (OFFICE in facts and not found[key].office):
            office = str(json.loads(facts).get(OFFICE, "")) if OFFICE in facts else ""
            found[key] = Known(by, counter, office or (found[key].office if key in found else ""))
    return tuple(found.values())


def offices(look: Look, name: str) -> frozenset[str]:
    """各部门 (codes) for which this name has written lately. A counter's line names none, nor does a paper's."""
    newest = select(ledger.c.by, ledger.c.facts).order_by(ledger.c.id.desc()).limit(LATELY).subquery()
    lines = look.connection.execute(select(newest.c.facts).where(newest.c.by == name)).scalars()
    return frozenset(str(json.loads(facts)[OFFICE]) for facts in lines if f'"{OFFICE}"' in facts) - {""}

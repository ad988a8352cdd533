"""预警巡查: at start and at each change of day every rung of a limit that has been reached is written, once, with its own day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from bingliang.desk.projects import problems
from bingliang.desk.supervision.terms import figure
from bingliang.ledger.acts import Draft
from bingliang.ledger.case import CaseItem
from bingliang.ledger.folding import fold
from bingliang.ledger.matter import fold_matter, stream_of_matter
from bingliang.mechanism.supervision import Rung, rungs, second_looks

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

AHEAD, BATCH = 40, 200
"""Days ahead in which a limit may already be near: 90 % of the longest one in the catalogue."""


def warn(desk: Desk) -> int:
    """预警: writes every rung that has been reached and was not warned of yet; how many. Whichever counter comes first.

    A rung that was passed while the program was off is written with the day on which it was reached.
    """
    from bingliang.store.endings import Outcome

    owed = _owed(desk)
    for start in range(0, len(owed), BATCH):
        part = owed[start : start + BATCH]
        names = "/".join(f"{stream}.{item}.{one.line}{one.rung}{one.round}" for stream, item, one, _ in part)

        def decide(work: Work, part: Sequence[_Owed] = part) -> Outcome:
            still = [row for row in part if not _warned(work, row[0], row[1], row[2])]
            drafts = [Draft(stream_of_matter(stream, item), "warn", facts) for stream, item, _, facts in still]
            return Outcome(tuple(drafts), {"warned": len(drafts)})

        desk.store.act(f"warn/{_short(names)}", desk.who, "warn", decide)
    return len(owed) + problems.warn(desk)


_Owed = tuple[str, int, Rung, Mapping[str, object]]


def _short(names: str) -> str:
    from bingliang.store.chain import sm3

    return sm3(names.encode())


def _warned(look: Look, case: str, item: int, one: Rung) -> bool:
    matter = fold_matter(look.entries(stream_of_matter(case, item)))
    return matter is not None and matter.rung(one.line, one.rung, one.round)


def _owed(desk: Desk) -> list[_Owed]:
    from bingliang.store.matters import nearing
    from bingliang.store.streams import lines_but_papers

    found: list[_Owed] = []
    with desk.store.look() as look:
        calendar, today = look.loaded("calendar"), look.today
        share = figure(look.loaded("catalogue"), "warning_share")
        ahead = AHEAD if share >= 90 else 400  # noqa: PLR2004  # the default, for which AHEAD was reckoned
        for stream, lines in lines_but_papers(look, nearing(look, today + timedelta(days=ahead))):
            case = fold(lines)
            for no, item in (case.items if case else {}).items():
                looks = second_looks(case, no) if case else ()
                found += [
                    (stream, no, one, _warning(stream, item, one))
                    for one in rungs(item, today, calendar, share, looks)
                    if not _warned(look, stream, no, one)
                ]
    return found


def _warning(stream: str, item: CaseItem, one: Rung) -> dict[str, object]:
    return {
        "case": stream, "item": item.no, "line": one.line, "rung": one.rung, "round": one.round,
        "on": one.on.isoformat(), "due": one.due.isoformat(), "department": item.department,
    }  # fmt: skip

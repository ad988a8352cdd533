"""同一来访，下一家: the intake of the next enterprise, in which only the agent stands who is at the window already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bingliang.desk.errands.joining import agent_of, case_before, found
from bingliang.desk.intake.receiving import Bearer
from bingliang.desk.intake.visit import Visit
from bingliang.ledger.errand import fold_errand
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk


def next_firm(desk: Desk, stream: str) -> Visit:
    """下一家的来件: only who hands in stands in it; `stream` is a case of this visit, or the visit itself.

    A Refusal says why it cannot be gone on with: another day, a case taken over, an agent whose identity nobody knows.
    """
    overall.authorise("receive", desk.who)
    with desk.store.look() as look:
        errand = fold_errand(look.entries(stream))
        case = case_before(look, errand.cases[-1] if errand else stream)
        person = agent_of(look, case)
        authorised = bool(look.entries(case.stream)[0].facts.get("handler_authorised"))
        queue = found(look, case.errand).queue if case.errand else 0
    handler = Bearer(person.name, person.id_type, person.id_number, person.phone, authorised)
    return Visit(handler=handler, beside=case.stream, queue=queue)

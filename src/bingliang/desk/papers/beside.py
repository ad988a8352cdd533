"""件外文书: a paper drawn up on a stream that is no case, in the act's own transaction; numbered by the lead unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bingliang.desk import numbers
from bingliang.desk.papers import check
from bingliang.ledger.acts import Draft, Number

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.paper.form import Form
    from bingliang.store.work import Work


def lead_number(work: Work, series: str, slot: str) -> Number:
    """编号 of the lead unit, for what concerns all departments."""
    catalogue: Catalogue = work.loaded("catalogue")
    lead = str(catalogue.setting("lead_body")) or next(iter(catalogue.bodies))
    return numbers.document(catalogue.bodies[lead], series, work.today, slot)


def drawn_beside(work: Work, stream: str, key: str, number: object, facts: dict[str, Any]) -> Draft:
    """拟制一份: a ValueError when it could not be printed, so that the act is not recorded either."""
    form: Form = work.loaded("forms")[key]
    today = work.today.isoformat()
    facts = {"number": number, "issued_on": today, **facts}
    check(work, form, facts)
    return Draft(
        stream,
        "draw_up",
        {
            "form": key,
            "form_edition": form.edition,
            "edition": work.editions().get("forms", 0),
            "title": form.title,
            "number": number,
            "on": today,
            "items_on": [],
            "facts": facts,
            "typed": {},
        },
    )

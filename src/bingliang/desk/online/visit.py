"""申报成来件: the visit that a filing is, so that nothing of it is typed again; the clerk still presses 收件 himself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from bingliang.desk.intake.foresee import Sight
from bingliang.desk.intake.past import Known, known_in, renewed
from bingliang.desk.intake.receiving import Bearer
from bingliang.desk.intake.visit import HeldDocument, Mark, OwnMaterial, Visit
from bingliang.desk.online import filings
from bingliang.mechanism import overall
from bingliang.mechanism.online_approval import CHANNEL

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.filing import Filing, Remark
    from bingliang.store.look import Look


def press_of(stream: str) -> str:
    """收件的按键 of a filing: the same whichever counter presses it, so that one filing is one case."""
    return uuid5(NAMESPACE_URL, f"{stream}/receive").hex


def may_take(desk: Desk) -> None:
    """可转收件: a Refusal for a post that receives nothing."""
    overall.authorise("take_filing", desk.who)
    overall.authorise("receive", desk.who)


def visit_of(desk: Desk, stream: str) -> Visit:
    """来件 of a filing as it was looked through; a Refusal when it is no longer waiting."""
    with desk.store.look() as look:
        filing = filings.found(look, stream)
        filings.waiting(filing)
        return preset(look, filing, filing.remarks)


def preset(look: Look, filing: Filing, remarks: Mapping[str, Remark]) -> Visit:
    """备好的来件: enterprise, project, items, documents, handler and materials, as filed; what is registered fills gaps."""
    facts: Any = filing.facts
    visit = _filled(look, filing)
    chosen = str(facts["stage"])
    codes = {one.code for one in (*look.loaded("catalogue").stages, *look.loaded("catalogue").bundles)}
    if chosen in codes:
        brought = Sight(look, replace(visit, choice=chosen)).listed
        visit = replace(visit, choice=chosen, dropped=tuple(code for code in brought if code not in filing.items))
        visit = replace(visit, extra=tuple(code for code in filing.items if code not in brought))
    else:
        visit = replace(visit, extra=filing.items)
    return _marked(look, visit, filing, remarks)


def _filled(look: Look, filing: Filing) -> Visit:
    facts: Any = filing.facts
    known = known_in(look, facts["enterprise"]["credit_code"])
    firm = known.enterprise if known else {}
    registered = _registered(known, facts["project"])
    documents = {
        row["item"]: HeldDocument(row["number"], row.get("on", ""), row.get("issuer", "")) for row in facts["documents"]
    }
    person = look.person(str(facts["handler"]))
    visit = Visit(
        enterprise={**firm, **{key: value for key, value in facts["enterprise"].items() if value}},
        project={**registered, **{key: value for key, value in facts["project"].items() if value}},
        works=str(facts["works"]),
        answers=dict(facts["answers"]),
        documents=documents,
        held={item: one.words for item, one in documents.items()},
        handler=Bearer(person.name, person.id_type, person.id_number, person.phone, facts["handler_authorised"]),
        agent=dict(known.agent) if known else {},
        hold_consent=bool(facts["hold_consent"]),
        channel=CHANNEL,
        filing=filing.stream,
    )
    return renewed(look, visit)


def _registered(known: Known | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """登记的项目 of that code, else of that name: what a receipt carries and an applicant does not know."""
    code = given.get("code", "")
    for one in known.projects if known else ():
        if (code and one.facts.get("code") == code) or one.name == given["name"]:
            return dict(one.facts)
    return {}


def _marked(look: Look, visit: Visit, filing: Filing, remarks: Mapping[str, Remark]) -> Visit:
    """材料: what the reviewer said of each; an item without a list gets the attachments as its own lines."""
    sight = Sight(look, visit)
    planned = {one.code for one in sight.planned.materials} if sight.planned else set()
    named = {one.name for one in sight.planned.materials} if sight.planned else set()
    loose = [one for one in filing.attachments if one.material not in planned and one.title not in named]
    listless = [code for code in (sight.planned.without_list if sight.planned else ()) if code in sight.picked]
    titles = tuple(dict.fromkeys(one.title for one in loose))
    visit = replace(visit, own=tuple(OwnMaterial(title, code) for code in listless for title in titles))
    marks = {}
    for row in Sight(look, visit).materials:
        if row.asked:
            remark = remarks.get(row.key)
            marks[row.key] = Mark(remark.state if remark else "", 0, 0, electronic=True)
    return replace(visit, marks=marks)

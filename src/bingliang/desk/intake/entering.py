"""新收件: what the intake page asks of the desk and does there; the rows stand in `foreseen`, what is typed in `visit`.

收件 and 受理 are two presses: before the second one the departments look at completeness, unless the clerk takes it on
himself at the counter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.casework import acceptance
from bingliang.desk.intake import receiving as intake
from bingliang.desk.intake.additions import AddedDocument, ItemChoice, document_choices, item_choices
from bingliang.desk.intake.drafts import Drafts, drafts_folder
from bingliang.desk.intake.foresee import ZONE, Sight, foresee, intake_now
from bingliang.desk.intake.foreseen_changes import ConsequenceChanged, changes
from bingliang.desk.intake.past import find_enterprises, known, known_by_code, renewed
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import Case, CaseItem
from bingliang.ledger.catalogue import Handling
from bingliang.ledger.errand import fold_errand
from bingliang.ledger.folding import fold
from bingliang.mechanism.time_limits.clocks import Clocks
from bingliang.mechanism.time_limits.start import acceptance_facts

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.desk.intake.foreseen import Foreseen
    from bingliang.desk.intake.visit import Visit
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look

"""齐全性意见的期限 where the zone has set none, in workdays."""


@dataclass(frozen=True, slots=True)
class ReceivedPaper:
    """已出具的文书."""

    title: str
    number: str
    form: str
    seq: int


@dataclass(frozen=True, slots=True)
class ReceivedItem:
    """已收的一项: whether it may be accepted at the counter, the dates that would follow, else why not."""

    no: int
    name: str
    department: str
    why: str
    statutory: date | None = None
    promised: date | None = None
    answer: date | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """收件的结果, read back from the ledger: the number, the papers, and what may follow."""

    stream: str
    code: str
    title: str
    today: date
    papers: tuple[ReceivedPaper, ...]
    items: tuple[ReceivedItem, ...]
    accepted: tuple[str, ...] = ()
    errand: str = ""
    """来访的一句话; empty when it came by itself"""


def receive(desk: Desk, request: str, visit: Visit, shown: Foreseen | None = None) -> Received:
    """收件 of the visit as it stands; Faults with everything that is wrong with it. The same press is one case.

    With `shown` only what stood there is done: ConsequenceChanged when dates, items or papers would be others by now,
    found in the very transaction that would write them.
    """
    with desk.store.look() as look:
        pressed = look.answer(request)
    if pressed is None:
        agreed = None if shown is None else lambda look: _as_shown(look, visit, shown)
        pressed = intake.receive(desk, request, intake_now(desk, visit), agreed)
    return received(desk, str(pressed["stream"]))


def confirm(desk: Desk, request: str, visit: Visit, shown: Foreseen) -> Received | ConsequenceChanged:
    """确认收件: for exactly what stood on the page, else what is otherwise by now; nothing was written then."""
    try:
        return receive(desk, request, visit, shown)
    except ConsequenceChanged as changed:
        return changed


def _as_shown(look: Look, visit: Visit, shown: Foreseen) -> None:
    now = Sight(look, renewed(look, visit)).foreseen()
    if found := changes(shown, now):
        raise ConsequenceChanged(found, now)


def renew(desk: Desk, visit: Visit) -> Visit:
    """对一遍台账: the visit with what is granted and what runs by now."""
    with desk.store.look() as look:
        return renewed(look, visit)


def received(desk: Desk, stream: str) -> Received:
    """收件的结果 of a case; a Refusal when there is none."""
    with desk.store.look() as look:
        case = fold(look.entries(stream))
        if case is None:
            raise Refusal("没有这一办件，请核对收件号。")
        return _received(look, case)


def already(desk: Desk, requests: Sequence[str]) -> Mapping[str, str]:
    """已经收件的按键: request → 收件号, for drafts that outlived their receipt when the power failed in between."""
    with desk.store.look() as look:
        found = {request: look.answer(request) for request in requests}
    return {request: str(answer["code"]) for request, answer in found.items() if answer is not None}


def unfinished(desk: Desk) -> int:
    """没有收完的来件: how many drafts of this machine wait to be gone on with."""
    keys = Drafts(drafts_folder(), str(desk.store.engine.url)).keys()
    return len(keys) - len(already(desk, keys))


def accept_now(desk: Desk, request: str, stream: str, items: Sequence[int]) -> Received:
    """当场受理: the clerk takes completeness on himself; each item's clock starts today."""
    acceptance.accept(desk, request, stream, items, desk.today())
    return received(desk, stream)


def _received(look: Look, case: Case) -> Received:
    calendar: Calendar = look.loaded("calendar")
    catalogue: Catalogue = look.loaded("catalogue")
    items = tuple(_item(case, item, catalogue, calendar, look.today) for item in case.items.values())
    return Received(
        stream=case.stream,
        code=case.code,
        title=case.project["name"],
        today=look.today,
        papers=tuple(ReceivedPaper(paper.title, paper.number, paper.form, paper.seq) for paper in case.papers),
        items=items,
        accepted=tuple(item.name for item in case.items.values() if item.acceptance is not None),
        errand=_errand(look, case),
    )


def _errand(look: Look, case: Case) -> str:
    one = fold_errand(look.entries(case.errand)) if case.errand else None
    return f"来访 {one.number}，第 {len(one.cases)} 件。" if one is not None else ""


def _item(case: Case, item: CaseItem, catalogue: Catalogue, calendar: Calendar, today: date) -> ReceivedItem:
    why = _why_not_now(case, item, catalogue, today)
    clocks = Clocks(item, calendar)
    if not why:
        facts = acceptance_facts(item, catalogue.item_on(item.code, today), today, calendar)
        due, promised = facts.get("due"), facts.get("promised_due")
    else:
        due = promised = None
    return ReceivedItem(
        no=item.no,
        name=item.name,
        department=catalogue.bodies[item.body].short,
        why=why,
        statutory=date.fromisoformat(str(due)) if due else None,
        promised=date.fromisoformat(str(promised)) if promised else None,
        answer=clocks.completeness.on if clocks.completeness else None,
    )


def _why_not_now(case: Case, item: CaseItem, catalogue: Catalogue, today: date) -> str:
    """为什么现在不能受理, or nothing."""
    if item.acceptance is not None:
        return f"已于{item.acceptance.on:%Y-%m-%d}受理"
    if item.received_on is None:
        return "预收，前置取得后转为正式收件"
    if item.handling is Handling.FILING:
        return "备案，收到全部信息即备案，不作受理"
    if item.handling is Handling.PLEDGED:
        return "告知承诺件，须在办件页登记申请人的承诺后受理"
    lacking = [row["name"] for row in case.materials if row["state"] == "缺" and item.no in row["for"]]
    if lacking:
        return f"还缺{'、'.join(lacking)}，须一次性告知"
    body = catalogue.bodies[item.body]
    missing = body.missing(today)
    named = body.name or body.short
    return (
        f"“{named}”的落款机关信息不全（缺{'、'.join(missing)}），请管理员在“设置 → 落款机关”里补全" if missing else ""
    )


__all__ = [
    "ZONE",
    "AddedDocument",
    "ConsequenceChanged",
    "ItemChoice",
    "Received",
    "ReceivedItem",
    "ReceivedPaper",
    "accept_now",
    "already",
    "confirm",
    "document_choices",
    "find_enterprises",
    "foresee",
    "item_choices",
    "known",
    "known_by_code",
    "receive",
    "received",
    "renew",
    "unfinished",
]

"""不适用告知承诺: an applicant whose notified commitment was found untrue may not use one again until its credit is repaired.

Known from the ledger itself, in whichever case it was found (国办发〔2020〕42号); the clerk is told which.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.case import CaseItem
from bingliang.ledger.catalogue import Handling
from bingliang.ledger.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.look import Look
    from bingliang.store.work import Work

ARTICLE = ACTS["repair_credit"].article


@dataclass(frozen=True, slots=True)
class Untrue:
    """核查不实 that has not been repaired: in which case, of which item, found when."""

    code: str
    item: str
    on: date


def untrue(look: Look, enterprise: Mapping[str, Any]) -> tuple[Untrue, ...]:
    """未修复的不实承诺 of one enterprise, over all its cases, the newest first."""
    from bingliang.store.pledged import pledged_cases

    catalogue: Catalogue = look.loaded("catalogue")
    every = [*catalogue.items.values(), *(one for versions in catalogue.versions.values() for one in versions)]
    names = sorted({one.name for one in every if one.handling is Handling.PLEDGED})
    found = []
    for stream in pledged_cases(look, str(enterprise.get("id", "")), names):
        case = fold(look.entries(stream))
        items = case.items.values() if case else ()
        found += [
            Untrue(case.code, item.name, item.verified_on)
            for item in items
            if case and item.verified_on and stands(item)
        ]
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def stands(item: CaseItem) -> bool:
    """不实而未修复."""
    return item.verified_true is False and item.repaired_on is None


def why(file: File) -> str:
    """为什么不能再用告知承诺 in one sentence; blank while nothing stands against this applicant."""
    found = untrue(file.work, file.case.enterprise)
    if not found:
        return ""
    one = found[0]
    return (
        f"{file.case.enterprise['name']}在收件号{one.code}对“{one.item}”的承诺于{one.on:%Y-%m-%d}核查不实，"
        "还没有登记信用修复，修复以前不适用告知承诺"
    )


def briefly(file: File) -> str:
    """同一原因 in a line: where and when it was found."""
    found = untrue(file.work, file.case.enterprise)
    return f"收件号{found[0].code}的承诺{found[0].on:%Y-%m-%d}核查不实，未修复" if found else ""


def refuse_barred(file: File, otherwise: str) -> None:
    """有不实承诺的不得再承诺; `otherwise` is what the clerk does instead."""
    if said := why(file):
        raise Refusal(f"{said}，{otherwise}。", ARTICLE)


def may_repair(item: CaseItem) -> None:
    """可登记修复: a promise was found untrue and nothing has repaired it."""
    if item.verified_true is not False:
        raise Refusal(f"“{item.name}”没有核查不实的告知承诺，无需信用修复。", ARTICLE)
    if item.repaired_on is not None:
        raise Refusal(f"“{item.name}”的信用修复已于{item.repaired_on:%Y-%m-%d}登记。", ARTICLE)


def repair(desk: Desk, request: str, stream: str, no: int, on: date, *, document: str) -> Answer:
    """信用修复登记: by the document of the body that keeps the credit record; from then on a promise may be given again."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "repair_credit", on)
        may_repair(item)
        if not document.strip():
            raise ValueError("请填写信用修复决定的文号，没有文号不能登记。")
        if item.verified_on is not None and on < item.verified_on:
            raise ValueError(f"信用修复的日期{on:%Y-%m-%d}早于核查不实之日{item.verified_on:%Y-%m-%d}，请核对。")
        file.record("repair_credit", on, {"item": no, "document": document.strip()})
        return file

    return desk.act(request, "repair_credit", decide)

"""来访的纸: the summary of all cases on one slip or one sheet, and the sheet that is signed for results handed over together.

Made on the spot out of the ledger, so that it says how things stand now; no paper of any case, and it says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bingliang.desk.errands.joining import found
from bingliang.desk.errands.view import cases_of_errand, word_of
from bingliang.desk.papers import blanks, zone_words
from bingliang.desk.papers.issuing import of_paper
from bingliang.desk.papers.rows import HOTLINE
from bingliang.ledger.acts import Refusal
from bingliang.ledger.folding import fold
from bingliang.ledger.identifiers import mask_phone

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.case import Case
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.errand import Errand, HandedOver
    from bingliang.store.look import Look

SLIP, SHEET, SIGNED = "errand_slip", "errand_sheet", "errand_receipt"


@dataclass(frozen=True, slots=True)
class ErrandPaper:
    """来访的打印稿."""

    pdf: bytes
    pages: int
    title: str
    name: str
    kind: str


def errand_paper(desk: Desk, stream: str, key: str, seq: int = 0) -> ErrandPaper:
    """汇总小票、汇总单, or the 签收单 of what was handed over by line `seq` (the last one when 0)."""
    from bingliang.paper.compose import compose

    with desk.store.look() as look:
        one = found(look, stream)
        catalogue: Catalogue = look.loaded("catalogue")
        form = look.loaded("forms")[key]
        facts = facts_of(look, one) | (_signed(look, one, seq) if key == SIGNED else _gathered(look, one))
        watermark, sizes = str(catalogue.setting("watermark")), of_paper(catalogue)
    made = compose(form, facts, watermark=watermark, sizes=sizes)
    return ErrandPaper(made.pdf, made.pages, form.title, one.number, form.profile)


def facts_of(look: Look, one: Errand) -> dict[str, Any]:
    """来访的事实: who came when, and whom to ask."""
    catalogue: Catalogue = look.loaded("catalogue")
    person = look.person(one.handler)
    cases = cases_of_errand(look, one)
    return {
        blanks.FACT: blanks.every(look),
        "print_time": look.now.isoformat(timespec="minutes")[:16],
        "errand": {
            "number": one.number,
            "on": one.on.isoformat(),
            "agent": person.name,
            "phone": mask_phone(person.phone) if person.phone else "—",
            "counter": one.counter,
            "queue": str(one.queue) if one.queue else "",
            "firms": len({case.enterprise["name"] for case in cases}),
            "cases": len(cases),
            "items": sum(len(case.items) for case in cases),
        },
        "zone": {
            "counter_name": zone_words.counter_name(catalogue),
            "lead_phone": zone_words.counter_phone(catalogue),
            "complaint_line": catalogue.setting("complaint_phone"),
            "hotline": catalogue.setting("hotline") or HOTLINE,
        },
    }


def _gathered(look: Look, one: Errand) -> dict[str, Any]:
    return {"gathered": [_case(no, case) for no, case in enumerate(cases_of_errand(look, one), 1)]}


def _case(no: int, case: Case) -> dict[str, Any]:
    lacking = sum(row["state"] != "齐" for row in case.materials)
    many = f"{len(case.materials)} 份" + (f"，缺 {lacking}" if lacking else "")
    items = [f"{item.name}〔{word_of(item.state)}〕" for item in case.items.values()]
    return {
        "no": no, "code": case.code, "enterprise": case.enterprise["name"], "project": case.project["name"],
        "stage": case.stage, "items": "；".join(items), "materials": many,
    }  # fmt: skip


def _signed(look: Look, one: Errand, seq: int) -> dict[str, Any]:
    done = next((each for each in reversed(one.handed) if seq in (0, each.seq)), None)
    if done is None:
        raise Refusal("这次来访还没有一并交付过结果，没有签收单；先按 Ctrl+Shift+L 一并交付。")
    made: dict[str, Any] = {"handed_on": done.on.isoformat(), "receiver": done.receiver, "documents": len(done.rows)}
    facts = facts_of(look, one)["errand"]
    return {"errand": {**facts, **made}, "collected": _collected(look, done), "kept": [dict(row) for row in done.kept]}


def _collected(look: Look, done: HandedOver) -> list[dict[str, Any]]:
    rows = []
    for no, row in enumerate(done.rows, 1):
        case = fold(look.entries(row["case"]))
        rows.append(
            {
                "no": no, "code": row["code"], "enterprise": row["enterprise"], "document": row["document"],
                "authority": row["authority"], "paper": _proof(case, row) if case is not None else "",
            }
        )  # fmt: skip
    return rows


def _proof(case: Case, row: Mapping[str, Any]) -> str:
    """送达回证 of that item, which is the paper that counts."""
    proofs = [paper.number for paper in case.papers if paper.form == "delivery" and row["item"] in paper.items]
    return proofs[-1] if proofs else ""

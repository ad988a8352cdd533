"""项目服务的文书: the list of a 集中开工 and the 交办单 of a problem, made on the spot from what the ledger says now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bingliang.desk.papers import blanks
from bingliang.desk.papers.rows import numbered
from bingliang.desk.projects import ceremonies, problems
from bingliang.desk.projects.ceremony_view import BEGUN, READY, view_of
from bingliang.ledger.acts import Refusal
from bingliang.mechanism.seven_batches import starting

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.desk.projects.ceremony_view import ListedRow
    from bingliang.store.look import Look

CEREMONY, PROBLEM = "ceremony_list", "problem_order"


@dataclass(frozen=True, slots=True)
class LibraryPaper:
    """现制的一张."""

    form: str
    pdf: bytes
    pages: int
    title: str
    name: str
    kind: str


def ceremony_paper(desk: Desk, stream: str) -> LibraryPaper:
    """集中开工项目清单: whoever has no 施工许可 is named apart, with the reason. A Refusal while nobody is ready."""
    with desk.store.look() as look:
        found = view_of(look, ceremonies.found(look, stream))
        ready = [row for row in found.rows if row.state in (READY, BEGUN)]
        if not ready:
            raise Refusal(f"“{found.name}”里还没有具备开工条件的项目，没有清单可以出具。", starting.LAW)
        waiting = [row for row in found.rows if row.state not in (READY, BEGUN)]
        facts: dict[str, Any] = {
            **_heads(look),
            "number": found.number,
            "ceremony": {
                "name": found.name,
                "day": found.day.isoformat(),
                "place": found.place,
                "count": len(ready),
                "investment": f"{found.investment / 10000:,.2f}",
            },
            "starters": numbered(_starter(row) for row in ready),
            "waiting": numbered({**_starter(row), "why": row.why} for row in waiting),
        }
        return _made(look, CEREMONY, facts, found.name)


def _starter(row: ListedRow) -> dict[str, Any]:
    return {
        "name": row.name, "firm": row.firm, "investment": f"{row.investment:,}" if row.investment else "—",
        "permit": row.permit, "responsible": row.responsible or "—",
    }  # fmt: skip


def problem_paper(desk: Desk, stream: str) -> LibraryPaper:
    """要素保障交办单 to the department that has it now."""
    with desk.store.look() as look:
        one = problems.found(look, stream)
        project = look.entries(one.project)[0].facts if one.project else {}
        certain = look.loaded("calendar").certain(one.due)
        facts: dict[str, Any] = {
            **_heads(look),
            "number": one.number,
            "enterprise": {"name": one.firm},
            "project": {"name": str(project.get("name", "")) or "—"},
            "problem": {
                "kind": one.kind,
                "words": one.words,
                "source": one.source,
                "met_on": one.met_on.isoformat(),
                "visitor": one.visitor,
                "wanted": f"{one.wanted:,} 万元" if one.wanted else "—",
                "department": one.owner.department,
                "handed_on": one.owner.on.isoformat(),
                "reason": one.owner.reason,
                "due": {"date": one.due.isoformat(), "provisional": not certain},
            },
        }
        return _made(look, PROBLEM, facts, one.number)


def _heads(look: Look) -> dict[str, Any]:
    catalogue = look.loaded("catalogue")
    return {
        "issued_on": look.today.isoformat(),
        "print_time": look.now.isoformat(timespec="minutes")[:16],
        "zone": {"lead_unit": catalogue.setting("lead_body_name") or catalogue.setting("zone_name")},
    }


def _made(look: Look, key: str, facts: dict[str, Any], name: str) -> LibraryPaper:
    from bingliang.paper.compose import compose

    form = look.loaded("forms")[key]
    facts = {**facts, blanks.FACT: blanks.every(look)}
    made = compose(form, facts, watermark=str(look.loaded("catalogue").setting("watermark")))
    return LibraryPaper(key, made.pdf, made.pages, form.title, name, form.profile)

"""用印: the list of papers that wait for the seal, to take along to its keeper, and the register of those sealed.

Sheets made on the spot; what they say is in the ledger, line by line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bingliang.desk.papers import blanks, shelf
from bingliang.desk.papers.shelf import ShelfFilter
from bingliang.desk.rows import PaperRow
from bingliang.ledger.acts import Refusal
from bingliang.paper.form import SEAL

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

WAITING, REGISTER = "seal_list", "seal_register"
LISTED = 300
"""Papers on one list; whoever has more lets the seal's keeper come."""


@dataclass(frozen=True, slots=True)
class SealPaper:
    """用印清单的打印稿."""

    pdf: bytes
    pages: int
    title: str
    name: str
    kind: str


def seal_paper(desk: Desk, key: str) -> SealPaper:
    """待用印清单 or 用印登记 as a sheet; a Refusal when there is nothing on it."""
    from bingliang.paper.compose import compose

    which = ShelfFilter.OWED if key == WAITING else ShelfFilter.ALL
    rows = [row for row in shelf.shelf(desk, which, limit=LISTED).rows if _on(key, row)]
    if not rows:
        raise Refusal("现在没有待用印的文书。" if key == WAITING else "近来没有登记过用印。", "区印章管理规定")
    with desk.store.look() as look:
        catalogue = look.loaded("catalogue")
        form = look.loaded("forms")[key]
        watermark = str(catalogue.setting("watermark"))
        facts: dict[str, Any] = {
            blanks.FACT: blanks.every(look),
            "issued_on": look.today.isoformat(),
            "print_time": look.now.isoformat(timespec="minutes")[:16],
            "zone": {"counter_name": catalogue.setting("counter_name") or catalogue.setting("lead_body_name")},
            "seals": [
                {
                    "no": no,
                    "title": row.title,
                    "number": row.number,
                    "enterprise": row.enterprise,
                    "sealed_on": row.sealed_on.isoformat() if row.sealed_on else "",
                    "by": row.sealed_by,
                }
                for no, row in enumerate(rows, 1)
            ],
        }
        today = look.today
    made = compose(form, facts, watermark=watermark)
    return SealPaper(made.pdf, made.pages, form.title, f"{today:%Y-%m-%d}", form.profile)


def _on(key: str, row: PaperRow) -> bool:
    return SEAL in row.owed if key == WAITING else row.sealed_on is not None

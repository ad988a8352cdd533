"""启用新版: what a zone decides for itself (bodies, promises, special steps, settings) is one numbered file that all
counters share; the factory's files are never written to, and an upgrade overwrites nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bingliang.desk import loading
from bingliang.desk.zone.lawful import check
from bingliang.ledger.acts import Draft
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

STREAM = "zone/editions"


def adopt_zone(desk: Desk, request: str, text: str, name: str) -> Answer:
    """启用区的文件 as the next edition of the catalogue; running items keep what was copied at their acceptance.

    ValueError names file, line and field when the file cannot be laid over the factory catalogue.
    """
    from bingliang.store.endings import Outcome

    def decide(work: Work) -> Outcome:
        overall.authorise("adopt_edition", work.who)
        number = work.adopt("catalogue", {loading.ZONE_FILE: text})
        check(work.loaded("catalogue"))
        facts = {"kind": "catalogue", "edition": number, "on": work.today.isoformat(), "name": name}
        return Outcome((Draft(STREAM, "adopt_edition", facts),), {"edition": number})

    return desk.store.act(request, desk.who, "adopt_edition", decide, adopting=("catalogue",))


def zone_text(desk: Desk) -> str:
    """区的文件 in force; empty while the zone has adopted none."""
    with desk.store.look() as look:
        return look.edition_files("catalogue").get(loading.ZONE_FILE, "")

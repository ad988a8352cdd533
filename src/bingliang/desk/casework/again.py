"""再次告知: the one exception to the one notice: defects of the pieces newly handed in, with a superior's approval.

Off unless the zone has set it; each is a finding against the counter (《行政许可法》第三十二条、第七十二条).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.casework.acceptance import returned
from bingliang.desk.casework.correction_period import last_day
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.store.work import Work

ARTICLE = "《行政许可法》第三十二条第一款第（四）项、第七十二条"


@dataclass(frozen=True, slots=True)
class Again:
    """再次告知的内容: rows as in the first notice, the new last day (blank: the zone's period), the post that approved it."""

    defects: Sequence[Mapping[str, Any]]
    approver: str
    until: date | None = None


def may_notify_again(file: File, item: CaseItem) -> None:
    """可再次告知: the zone allows it, a first notice was answered with pieces, and there was no second one yet."""
    if not file.catalogue.setting("second_notice", False):
        raise Refusal(f"“{item.name}”的补正内容只能一次告知，本区没有规定可以再次告知的情形。", ARTICLE)
    if item.noticed_on is None:
        raise Refusal(f"“{item.name}”还没有发过一次性告知书，请先一次告知全部补正内容。", ARTICLE)
    if item.noticed_again is not None:
        raise Refusal(f"“{item.name}”已于{item.noticed_again:%Y-%m-%d}再次告知，不得第三次告知。", ARTICLE)
    if not handed_back(file, item):
        raise Refusal(f"“{item.name}”还没有交回补正材料，再次告知只针对新交来的材料。", ARTICLE)


def handed_back(file: File, item: CaseItem) -> tuple[str, ...]:
    """新交来的材料 of this item: what its notice named and has come back."""
    back = returned(file)
    return tuple(dict.fromkeys(str(row["material"]) for row in item.defects if row["material"] in back))


def notify_again(desk: Desk, request: str, stream: str, no: int, on: date, told: Again) -> Answer:
    """再次告知: only about pieces that came in after the first notice; the item then waits for them again."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "notify_again", on)
        may_notify_again(file, item)
        back = handed_back(file, item)
        rows = [{**row, "item": no} for row in told.defects]
        old = [str(row["material"]) for row in rows if row["material"] not in back]
        if old or not rows:
            raise Refusal(
                f"再次告知只能针对新交来的材料（{'、'.join(back)}），{'、'.join(old) or '没有填写的'}不能再要求补正。",
                ARTICLE,
            )
        if any(not str(row.get(key, "")).strip() for row in rows for key in ("defect", "required", "ground")):
            raise ValueError("补正内容须逐项写明问题、应提交什么和依据，请补充填写。")
        if not told.approver.strip():
            raise ValueError("再次告知须经批准，请填写批准人职务。")
        last = last_day(file, on, told.until)
        facts = {"items": [no], "until": last.isoformat(), "defects": rows, "approver": told.approver}
        file.record("notify_again", on, facts)
        file.paper("correction", on, (no,))
        return file

    return desk.act(request, "notify_again", decide)

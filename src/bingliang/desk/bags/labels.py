"""架位标签和领取卡: the zone's shelves and borrowers as sheets of bar codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bingliang.desk.supervision.terms import listed
from bingliang.ledger.acts import Refusal
from bingliang.ledger.bag import BORROWER, SHELF, code_of

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

TITLE = "架位标签和领取卡"
_WORDS = (("bag_shelves", SHELF, "材料袋架位"), ("bag_borrowers", BORROWER, "材料袋领取人"))


def label_sheet(desk: Desk) -> bytes:
    """标签 as PDF; a Refusal while the zone has named no shelf."""
    from bingliang.paper.labels import labels

    with desk.store.look() as look:
        catalogue = look.loaded("catalogue")
    if not listed(catalogue, "bag_shelves"):
        raise Refusal(
            "本区还没有登记架位，没有可以打印的标签；请管理员在“设置 → 待确认的口径”的“材料袋和归档”里填写。",
            "区窗口材料管理规定",
        )
    shown = [(word, name, code_of(kind, name)) for key, kind, word in _WORDS for name in listed(catalogue, key)]
    return labels(TITLE, shown, str(catalogue.setting("watermark", "") or ""))

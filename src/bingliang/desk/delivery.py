"""送达: every decision is handed over as soon as it is made, within ten workdays (《行政许可法》第四十四条)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.file import File
from bingliang.ledger.case import ItemState

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

MEANS = ("窗口领取", "邮寄送达", "电子送达", "委托领取", "留置送达")


def notify_collection(desk: Desk, request: str, stream: str, no: int, on: date) -> Answer:
    """通知领取."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        file.item(no, "notify_collection", on)
        file.record("notify_collection", on, {"item": no})
        file.paper("collection", on, (no,))
        return file

    return desk.act(request, "notify_collection", decide)


def deliver(  # noqa: PLR0913  # a keyword for each line of the 送达回证
    desk: Desk, request: str, stream: str, no: int, on: date, *, receiver: str, means: str = "窗口领取",
    relation: str = "本单位经办人", tracking: str = "",
) -> Answer:  # fmt: skip
    """送达 with its 送达回证; `receiver` signs, `relation` tells by what right, `tracking` is the number of the mail."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        file.item(no, "deliver", on)
        hand_over(file, no, on, receiver=receiver, means=means, relation=relation, tracking=tracking)
        return file

    return desk.act(request, "deliver", decide)


def hand_over(
    file: File, no: int, on: date, *, receiver: str, means: str = MEANS[0], relation: str = "本单位经办人",
    tracking: str = "",
) -> None:  # fmt: skip
    """交付: the line and its 送达回证; with the last document of the case the 服务评价表 goes along."""
    if means not in MEANS:
        raise ValueError(f"送达方式“{means}”不在清单中，可选：{'、'.join(MEANS)}。")
    if not receiver.strip():
        raise ValueError("请填写签收人姓名，没有签收不能登记送达。")
    sent = {"tracking": tracking.strip()} if tracking.strip() else {}
    file.record("deliver", on, {"item": no, "means": means, "receiver": receiver, "relation": relation, **sent})
    file.paper("delivery", on, (no,), **({"delivery": sent} if sent else {}))
    if all(item.state in {ItemState.DONE, ItemState.ENDED} for item in file.case.items.values()):
        file.paper("rating", on, (no,))

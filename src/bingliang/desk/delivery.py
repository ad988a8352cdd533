"""送达: every decision is handed over as soon as it is made, within ten workdays (《行政许可法》第四十四条)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.file import File, opened

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

MEANS = ("窗口领取", "邮寄送达", "电子送达", "委托领取", "留置送达")


def notify_collection(desk: Desk, request: str, stream: str, no: int, on: date) -> Answer:
    """通知领取."""

    def decide(work: Work) -> File:
        file = opened(work, stream)
        file.item(no, "notify_collection", on)
        file.add("notify_collection", {"item": no, "on": on.isoformat()})
        file.paper("collection", on, (no,))
        return file

    return desk.act(request, "notify_collection", decide)


def deliver(
    desk: Desk, request: str, stream: str, no: int, on: date, *, receiver: str, means: str = "窗口领取",
    relation: str = "本单位经办人",
) -> Answer:  # fmt: skip
    """送达 with its 送达回证; `receiver` signs, `relation` tells by what right."""

    def decide(work: Work) -> File:
        file = opened(work, stream)
        file.item(no, "deliver", on)
        if means not in MEANS:
            raise ValueError(f"送达方式“{means}”不在清单中，可选：{'、'.join(MEANS)}。")
        if not receiver.strip():
            raise ValueError("请填写签收人姓名，没有签收不能登记送达。")
        facts = {"item": no, "on": on.isoformat(), "means": means, "receiver": receiver, "relation": relation}
        file.add("deliver", facts)
        file.paper("delivery", on, (no,), delivery=_ticks(means))
        return file

    return desk.act(request, "deliver", decide)


def _ticks(means: str) -> dict[str, bool]:
    """Which box of the 送达回证 is ticked."""
    return {
        "at_counter": means in {"窗口领取", "委托领取", "留置送达"},
        "by_post": means == "邮寄送达",
        "electronic": means == "电子送达",
    }

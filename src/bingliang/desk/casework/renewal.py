"""延续申请: a permit that runs out is renewed before it does; the body decides before its last day, else it is renewed by law.

The decision is due on the earlier of the handling limit and the last workday up to the day of expiry, never later; whoever
applied thirty days before it and got no answer has the permit renewed (《行政许可法》第五十条).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.casework.law_named import named
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.case import CaseItem
from bingliang.mechanism.time_limits.renewing import AHEAD, renewable

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.store.work import Work

ARTICLE = ACTS["note_renewal"].article


def may_renew(file: File, item: CaseItem) -> None:
    """可登记延续: the permit of this item runs out at all, and the application is not one already."""
    validity = file.definition(item, file.today).validity
    if not validity:
        raise Refusal(f"“{item.name}”的许可没有有效期，没有延续申请，按新的申请办理。", ARTICLE)
    if item.expires_on is not None:
        raise Refusal(
            f"“{item.name}”已登记为延续申请，原许可{item.renews}有效期至{item.expires_on:%Y-%m-%d}；写错了的用录入更正。",
            ARTICLE,
        )


def grounded(file: File, item: CaseItem, given: str) -> tuple[int, str]:
    """可以延续的依据: how many days before its end it is asked for, and by what; ValueError when nothing says that it may be."""
    definition = file.definition(item, file.today)
    days = renewable(definition.validity)
    if days is not None:
        return days, given.strip() or f"事项目录：{definition.validity}"
    if not given.strip():
        raise ValueError(
            f"事项目录写的有效期是“{definition.validity}”，没有写明可以延续；请填写依据哪部法律、法规第几条可以延续，"
            f"没有依据的按新的申请办理（{ARTICLE}）。"
        )
    named(given, "可以延续的依据")
    return AHEAD, given.strip()


def note_renewal(
    desk: Desk, request: str, stream: str, no: int, on: date, *, document: str, expires: date, ground: str = ""
) -> Answer:
    """延续申请登记, before the acceptance: which permit, the day on which it runs out, and by which law it may be renewed.

    Where the catalogue says of its validity that it is renewed, that is the ground; else the clerk names one.
    """

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "note_renewal", on)
        may_renew(file, item)
        if not document.strip():
            raise ValueError("请填写要延续的许可证件的编号。")
        if item.received_on is not None and expires < item.received_on:
            raise ValueError(
                f"原许可有效期至{expires:%Y-%m-%d}，收件时已经届满，不能延续，请按新的申请办理（{ARTICLE}）。"
            )
        ahead, why = grounded(file, item, ground)
        facts = {
            "item": no,
            "document": document.strip(),
            "expires_on": expires.isoformat(),
            "ahead": ahead,
            "ground": why,
        }
        file.record("note_renewal", on, facts)
        return file

    return desk.act(request, "note_renewal", decide)

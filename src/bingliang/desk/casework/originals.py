"""原件: shown, found to agree with the copy, and handed back at once with a signature; or kept, and then owed back.

What the counter keeps is listed until it has been signed for; no decision, withdrawal or archive makes it forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.casework.bags import GROUND
from bingliang.ledger.acts import Refusal
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.store.work import Work

RETURNED, KEPT = "当场退还", "留存待还"


@dataclass(frozen=True, slots=True)
class Collected:
    """领回: who signs for the originals, by which right."""

    receiver: str
    relation: str


def may_check(file: File) -> None:
    """可核对: the case is still handled, and has materials whose originals may be shown."""
    case = file.case
    if case.closed_on is not None:
        raise Refusal(f"办件{case.code}已于{case.closed_on:%Y-%m-%d}办结，不再核对原件。", GROUND)
    if all(item.ending is not None for item in case.items.values()):
        raise Refusal("本件各项均已终止，不再核对原件；留存着的请办理“退还留存原件”。", GROUND)
    if not case.materials:
        raise Refusal("台账中没有这一件的材料清单，没有可以核对的原件。", GROUND)


def may_return(file: File) -> None:
    """可退还: the counter keeps some."""
    if not file.case.kept:
        raise Refusal("窗口没有留存这一件的原件，不必退还；退还整套申请材料的，在撤件或者退还预收材料时办理。", GROUND)


def check(
    desk: Desk, request: str, stream: str, on: date, *, pieces: Sequence[Mapping[str, Any]], bearer: str
) -> Answer:
    """核对原件 with its signed sheet; what is kept is owed from now on."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("check_originals", work.who)
        may_check(file)
        if on < file.case.received_on:
            raise ValueError(f"核对的日期{on:%Y-%m-%d}早于收件日{file.case.received_on:%Y-%m-%d}，请核对。")
        rows = _checked(file, pieces)
        if not bearer.strip():
            raise ValueError("请填写出示原件的人，由他在核对单上签名。")
        file.record("check_originals", on, {"pieces": rows, "bearer": bearer.strip()})
        file.paper("originals_checked", on, (), shown=_printed(rows))
        return file

    return desk.act(request, "check_originals", decide)


def _checked(file: File, pieces: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    if not pieces:
        raise ValueError("没有勾选核对了哪些原件，请至少勾选一份。")
    held = {one.name for one in file.case.kept}
    known = {str(row["name"]) for row in file.case.materials}
    rows = []
    for piece in pieces:
        name, count = str(piece["name"]), int(piece["count"])
        if name not in known:
            raise ValueError(f"材料清单里没有“{name}”，请照清单填写。")
        if name in held:
            raise ValueError(f"“{name}”的原件已经留存在窗口，退还以前不再核对。")
        if count < 1:
            raise ValueError(f"“{name}”请填写核对了几份原件。")
        rows.append({"name": name, "count": count, "kept": bool(piece["kept"])})
    return rows


def _printed(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "no": no,
            "name": row["name"],
            "count": str(row["count"]),
            "result": "与原件一致",
            "fate": KEPT if row["kept"] else RETURNED,
        }
        for no, row in enumerate(rows, 1)
    ]


def give_back(desk: Desk, request: str, stream: str, on: date, *, names: Sequence[str], collected: Collected) -> Answer:
    """退还留存原件 against a signature; a part of them may go back before the rest."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("return_kept", work.who)
        may_return(file)
        kept = [one for one in file.case.kept if one.name in names]
        if not kept:
            raise ValueError("没有勾选退还哪些原件，请至少勾选一份。")
        since = max(one.on for one in kept)
        if on < since:
            raise ValueError(f"退还的日期{on:%Y-%m-%d}早于留存之日{since:%Y-%m-%d}，请核对。")
        if not collected.receiver.strip() or not collected.relation.strip():
            raise ValueError("请填写领回人和他的身份，由他在签收单上签名；没有签收不能登记退还。")
        rows = [{"name": one.name, "count": one.count, "on": one.on.isoformat()} for one in kept]
        words = {"receiver": collected.receiver.strip(), "relation": collected.relation.strip()}
        file.record("return_kept", on, {"pieces": rows, **words})
        printed = [
            {"no": no, "name": one["name"], "count": str(one["count"]), "on": one["on"]}
            for no, one in enumerate(rows, 1)
        ]
        file.paper("originals_returned", on, (), shown=printed)
        return file

    return desk.act(request, "return_kept", decide)

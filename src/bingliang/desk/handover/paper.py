"""《承办事项移交清单》: the cases, where each stands, what comes next and by when, what has to be watched; signed by three."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bingliang.desk.papers.beside import drawn_beside
from bingliang.ledger.acts import Draft
from bingliang.ledger.case import CaseItem, ItemState
from bingliang.ledger.handover import LIST
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from datetime import date

    from bingliang.desk.file import File
    from bingliang.store.work import Work

WAITS: Mapping[ItemState, str] = {
    ItemState.WAITING: "待前置件",
    ItemState.RECEIVED: "待受理",
    ItemState.CORRECTING: "待企业补正",
    ItemState.HANDLING: "待决定",
    ItemState.FORWARDED: "待上级结果",
    ItemState.DECIDED: "待送达",
}
"""等什么 of an item that is not finished."""


def list_paper(work: Work, stream: str, number: object, said: Mapping[str, Any], opened: Sequence[File]) -> Draft:
    """拟制清单 out of what the list says and the cases as they stand."""
    catalogue = work.loaded("catalogue")
    cases: Any = said["cases"]
    facts: dict[str, Any] = {
        "zone": {"counter_name": catalogue.setting("counter_name") or catalogue.setting("lead_body_name")},
        "handing": {
            "sender": said["from"], "receiver": said["to"], "reason": said["reason"], "on": said["on"],
            "since": said["since"], "count": len(opened), "by": work.who.name,
        },
        "handed": [
            _row(no, file, row["items"], row["watch"]) for no, (file, row) in enumerate(zip(opened, cases, strict=True), 1)
        ],
    }  # fmt: skip
    return drawn_beside(work, stream, LIST, number, facts)


def _row(no: int, file: File, items: Sequence[int], watch: str) -> dict[str, Any]:
    case = file.case
    held = [item for item in case.items.values() if (not items or item.no in items) and waits_for(item)]
    near = [(on, item) for item in held if (on := Clocks(item, file.calendar).next_on) is not None]
    on, first = min(near, key=lambda pair: pair[0], default=(None, None))
    return {
        "no": no,
        "code": case.code,
        "enterprise": case.enterprise["name"],
        "project": case.project["name"],
        "state": states(held) or "各事项已办完，待办结",
        "next": _next(on, first, certain=on is None or file.calendar.certain(on)),
        "watch": watch or "—",
    }


def _next(on: date | None, item: CaseItem | None, *, certain: bool) -> str:
    """最近期限: the day and the item it is about."""
    if on is None or item is None:
        return "没有正在计的期限"
    return f"{on:%Y-%m-%d}{'' if certain else '〔暂定〕'}，{item.name}"


def waits_for(item: CaseItem) -> str:
    """还等什么; empty for an item that is finished."""
    return WAITS.get(item.state, "")


def states(items: Sequence[CaseItem]) -> str:
    """现状: how many items wait for what."""
    words = [waits_for(item) for item in items]
    return "，".join(f"{word} {words.count(word)} 项" for word in dict.fromkeys(words))

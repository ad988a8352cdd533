"""一次决定: what is no case's act is decided on the ledger as it stands then, and recorded once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Outcome
    from bingliang.store.work import Work


@dataclass(frozen=True, slots=True)
class Press:
    """一次决定: the act it is recorded as, and how it is decided on the ledger as it stands then."""

    act: str
    decide: Callable[[Work], Outcome]


def press(desk: Desk, request: str, made: Press) -> Mapping[str, Any]:
    """办理 on the ledger: the same `request` is recorded once. A Refusal, Faults or ValueError passes through."""
    return desk.store.act(request, desk.who, made.act, made.decide, shown=desk.shown)

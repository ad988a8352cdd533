"""存储: the only room that knows SQLAlchemy, its drivers and alembic.

What other rooms need of it is named here and loaded when it is first asked for: start-up does not pay for a database.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bingliang.store.endings import ClockSetBack, Outcome, Overtaken, Shown, Unreachable
    from bingliang.store.look import Look
    from bingliang.store.people import Person
    from bingliang.store.store import Store
    from bingliang.store.work import Work

_HOMES = {
    "ClockSetBack": "endings",
    "Look": "look",
    "Outcome": "endings",
    "Overtaken": "endings",
    "Person": "people",
    "Shown": "endings",
    "Store": "store",
    "Unreachable": "endings",
    "Work": "work",
}

__all__ = ["ClockSetBack", "Look", "Outcome", "Overtaken", "Person", "Shown", "Store", "Unreachable", "Work"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module gives what it has
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

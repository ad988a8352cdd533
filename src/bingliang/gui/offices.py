"""所属部门的候选: what the question who is there can offer before any database is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bingliang import settings as machine
from bingliang.gui.widgets.ribbon import PRACTICE
from bingliang.settings import Settings

if TYPE_CHECKING:
    from bingliang.gui.source import Desk


def offered(settings: Settings) -> tuple[tuple[str, str], ...]:
    """部门的候选 (code, name): those of the zone opened last on this machine, before the first time of the factory's catalogue.

    In the order of the factory's; what only the zone has stands behind them.
    """
    import tomllib

    table = tomllib.loads((machine.factory().resources / "catalogue" / "bodies.toml").read_text("utf-8"))
    factory = {str(body["code"]): str(body["short"]) for body in table["body"]}
    held = settings.offices
    return tuple(
        (code, held[code]) for code in (*(code for code in factory if code in held), *sorted(held.keys() - factory))
    ) or (tuple(factory.items()))


def own(counter: Desk) -> Mapping[str, str]:
    """本区的部门, on the worker; the practice zone's are not remembered: the next question is for the zone itself."""
    from bingliang.desk.arriving import offices

    return {} if counter.ribbon == PRACTICE else {code: short for code, short, _ in offices(counter.desk)}

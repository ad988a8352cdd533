"""演示的动词（材料袋）: bags put on their shelves and lent, an original kept, told through the same acts of the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bingliang.desk.bags import stock
from bingliang.desk.casework import bags, originals
from bingliang.desk.desk import stream_of
from bingliang.ledger.case import maybe_day
from bingliang.ledger.folding import fold

if TYPE_CHECKING:
    from bingliang.desk.demo.story import Telling


def _stream(told: Telling) -> str:
    return stream_of(f"{told.act['of']}/receive")


def _shelve(told: Telling) -> None:
    bags.shelve(told.desk, told.request, _stream(told), told.on, shelf=told.act["shelf"])


def _lend(told: Telling) -> None:
    act = told.act
    asked = bags.Borrowing(act["to"], act["office"], act["purpose"], maybe_day(act.get("back_by")))
    bags.lend(told.desk, told.request, _stream(told), told.on, asked)


def _bring_back(told: Telling) -> None:
    bags.take_back(told.desk, told.request, _stream(told), told.on, by=told.act["by"], shelf=told.act["shelf"])


def _keep_original(told: Telling) -> None:
    """The original of the first material is shown, and kept while the case is handled."""
    stream = _stream(told)
    with told.desk.store.look() as look:
        case = fold(look.entries(stream))
    name = str(case.materials[told.act["material"] - 1]["name"]) if case is not None else ""
    piece = {"name": name, "count": 1, "kept": True}
    originals.check(told.desk, told.request, stream, told.on, pieces=[piece], bearer=told.act["bearer"])


def _take_stock(told: Telling) -> None:
    codes = []
    with told.desk.store.look() as look:
        for one in told.act["scanned"]:
            case = fold(look.entries(stream_of(f"{one}/receive")))
            codes += [case.code] if case is not None else []
    stock.take_stock(told.desk, told.request, told.act["shelf"], told.on, codes)


BAGS: Mapping[str, Callable[[Telling], None]] = {
    "shelve_bag": _shelve,
    "lend_bag": _lend,
    "bring_back_bag": _bring_back,
    "keep_original": _keep_original,
    "take_stock": _take_stock,
}
"""The verbs that a story may use about bags."""

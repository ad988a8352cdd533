"""材料袋和原件的办理: the values of a form made into the desk's own call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bingliang.desk.casework import bags, originals

if TYPE_CHECKING:
    from bingliang.desk.acts.calls import Press, V
    from bingliang.desk.desk import Answer, Desk


def shelve(desk: Desk, at: Press, v: V) -> Answer:
    """上架."""
    return bags.shelve(desk, at.request, at.stream, v["on"], shelf=v["shelf"])


def _borrowing(v: V) -> bags.Borrowing:
    return bags.Borrowing(v["to"], v["office"], v["purpose"], v["back_by"])


def lend(desk: Desk, at: Press, v: V) -> Answer:
    """借出."""
    return bags.lend(desk, at.request, at.stream, v["on"], _borrowing(v))


def pass_on(desk: Desk, at: Press, v: V) -> Answer:
    """移送部门."""
    return bags.pass_on(desk, at.request, at.stream, v["on"], int(v["item"]), _borrowing(v))


def take_back(desk: Desk, at: Press, v: V) -> Answer:
    """归还."""
    return bags.take_back(desk, at.request, at.stream, v["on"], by=v["by"], shelf=v["shelf"])


def check_originals(desk: Desk, at: Press, v: V) -> Answer:
    """核对原件."""
    pieces = [
        {"name": row["name"], "count": row["count"], "kept": row["fate"] == originals.KEPT}
        for row in v["pieces"]
        if row["shown"]
    ]
    return originals.check(desk, at.request, at.stream, v["on"], pieces=pieces, bearer=v["bearer"])


def return_kept(desk: Desk, at: Press, v: V) -> Answer:
    """退还留存原件."""
    names = [row["name"] for row in v["pieces"] if row["back"]]
    collected = originals.Collected(v["receiver"], v["relation"])
    return originals.give_back(desk, at.request, at.stream, v["on"], names=names, collected=collected)

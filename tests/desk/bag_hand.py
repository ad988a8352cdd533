"""The hand of a clerk with bags and originals: shelves, lends, hands over, brings back; checks originals and gives them back."""

from __future__ import annotations

from datetime import date

from bingliang.desk.casework import bags, originals
from tests.clerk import Clerk, day


def shelves(clerk: Clerk, shelf: str = "甲架1层", when: str = "") -> Clerk:
    """上架."""
    bags.shelve(clerk.desk, clerk.press(), clerk.stream, _on(clerk, when), shelf=shelf)
    return clerk


def borrowing(to: str = "建设交通局审查岗", back: str = "", purpose: str = "现场核对图纸") -> bags.Borrowing:
    """What is written on the sheet."""
    return bags.Borrowing(to, "建设交通局", purpose, day(back) if back else None)


def lends(clerk: Clerk, back: str = "", when: str = "") -> Clerk:
    """借出."""
    bags.lend(clerk.desk, clerk.press(), clerk.stream, _on(clerk, when), borrowing(back=back))
    return clerk


def passes(clerk: Clerk, item: int = 1) -> Clerk:
    """移送部门."""
    bags.pass_on(clerk.desk, clerk.press(), clerk.stream, clerk.today, item, borrowing("城市管理局收件岗"))
    return clerk


def brings_back(clerk: Clerk, shelf: str = "", by: str = "建设交通局审查岗") -> Clerk:
    """归还."""
    bags.take_back(clerk.desk, clerk.press(), clerk.stream, clerk.today, by=by, shelf=shelf)
    return clerk


def names(clerk: Clerk) -> list[str]:
    """The materials of the case."""
    return [str(row["name"]) for row in clerk.case.materials]


def checks(clerk: Clerk, *, kept: bool = True, count: int = 1, at: int = 0) -> Clerk:
    """核对原件 of one material."""
    piece = {"name": names(clerk)[at], "count": count, "kept": kept}
    originals.check(clerk.desk, clerk.press(), clerk.stream, clerk.today, pieces=[piece], bearer="经办人乙（虚构）")
    return clerk


def gives_back(clerk: Clerk, at: int = 0, receiver: str = "经办人乙（虚构）") -> Clerk:
    """退还留存原件."""
    collected = originals.Collected(receiver, "本单位经办人")
    originals.give_back(
        clerk.desk, clerk.press(), clerk.stream, clerk.today, names=[names(clerk)[at]], collected=collected
    )
    return clerk


def _on(clerk: Clerk, when: str) -> date:
    return day(when) if when else clerk.today

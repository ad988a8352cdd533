"""一件事: when a case that was taken in by a 一件事 of the catalogue counts as one, and which of its items belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bingliang.ledger.case import Case, CaseItem

LEAST = 2
"""One item alone is no 一件事, however it was chosen."""


def items_of(case: Case) -> tuple[CaseItem, ...]:
    """一件事里的事项 that were taken in; what was added beside it is none of them."""
    named = set(case.bundle.get("items", ()))
    return tuple(item for item in case.items.values() if item.code in named)


def counts(case: Case) -> bool:
    """计不计一件事: everything it brought was taken in, which is at least two items.

    What is held already, handled in another case or not asked of this project was never brought, and is not missed; what
    was added makes no difference; what the clerk took off does.
    """
    return bool(case.bundle) and not case.bundle["left"] and len(items_of(case)) >= LEAST


def words(case: Case) -> str:
    """一件事的一句话, as the case shows it; empty for a case that came by a stage or by single items."""
    if not case.bundle:
        return ""
    name, many = str(case.bundle["name"]), len(items_of(case))
    if counts(case):
        return f"{name}，{many} 项，计一件"
    left = len(case.bundle["left"])
    why = f"少收 {left} 项" if left else f"只有 {many} 项"
    return f"{name}，{why}，不计一件事"

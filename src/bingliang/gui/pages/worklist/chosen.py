"""所选办件的办理: what is done in one press with the cases chosen in the worklist: handed over to a colleague, or delivered.

A start need not know what acts there are: each is made when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bingliang.desk.rows import ListFilter
from bingliang.gui.page import Command

if TYPE_CHECKING:
    from bingliang.gui.acting import Acting
    from bingliang.gui.pages.handover.acts import ChosenActs
    from bingliang.gui.pages.worklist.collecting import CollectingActs
    from bingliang.gui.pages.worklist.page import WorklistPage

KEYS = {"H": "移交", "L": "一并交付"}


class Chosen:
    """所选的办理 over the list."""

    def __init__(self, page: WorklistPage) -> None:
        self._page = page
        self._made: dict[str, Acting[Any]] = {}

    @property
    def handing(self) -> ChosenActs:
        """移交."""
        from bingliang.gui.pages.handover.acts import ChosenActs

        made: Any = self._made.get("H") or self._made.setdefault("H", ChosenActs(self._page))
        acts: ChosenActs = made
        return acts

    @property
    def collecting(self) -> CollectingActs:
        """一并交付."""
        from bingliang.gui.pages.worklist.collecting import CollectingActs

        made: Any = self._made.get("L") or self._made.setdefault("L", CollectingActs(self._page))
        acts: CollectingActs = made
        return acts

    def over(self) -> Mapping[str, Callable[[], None]] | None:
        """按键 while a sheet stands over the list; None while none does."""
        return next((keys for one in self._made.values() if (keys := one.keys()) is not None), None)

    def escape(self) -> bool:
        """Esc."""
        return any(one.escape() for one in self._made.values())

    def unsaved(self) -> str:
        """未办完的办理单."""
        return next((said for one in self._made.values() if (said := one.unsaved())), "")

    def keys(self) -> Mapping[str, Callable[[], None]]:
        """按键 of the list itself."""
        return {"hand_chosen": self._hand_over, "deliver_chosen": self._deliver}

    def commands(self) -> list[Command]:
        """命令面板."""
        chosen = len(self._streams())
        acts = zip(KEYS.items(), (self._hand_over, self._deliver), strict=True)
        return [
            Command(f"{word}所选的 {chosen} 件", act, f"Ctrl+Shift+{key}", group="办理") for (key, word), act in acts
        ] if chosen else []  # fmt: skip

    def said(self, which: ListFilter) -> str:
        """已选几件, and what is done with them most likely; empty while it is one or none."""
        chosen, key = len(self._streams()), "L" if which is ListFilter.TO_COLLECT else "H"
        return f"已选 {chosen} 件（Ctrl+Shift+{key} {KEYS[key]}）" if chosen > 1 else ""

    def _streams(self) -> Sequence[str]:
        return [row.stream for row in self._page.table.chosen()]

    def _hand_over(self) -> None:
        self.handing.hand_over(self._streams())

    def _deliver(self) -> None:
        self.collecting.hand_over(self._streams())

"""只记账的柜台: the acts and their papers are recorded as ever; a PDF is made when somebody asks for it (F8), not in advance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bingliang.desk.desk import Desk, outcome_of
from bingliang.ledger.acts import Who

if TYPE_CHECKING:
    from bingliang.desk.acts.press import Press
    from bingliang.desk.desk import Answer
    from bingliang.desk.file import File
    from bingliang.store.work import Work


@dataclass
class Recording(Desk):
    """柜台 that makes no PDF; `written` counts the presses on each stream, so that a reader knows when to look again."""

    written: Counter[str] = field(default_factory=Counter)

    def act(self, request: str, act: str, decide: Callable[[Work], File]) -> Answer:
        """办理一次, without making the papers."""
        answer = self.store.act(request, self.who, act, outcome_of(decide))
        self.written[str(answer["stream"])] += 1
        return answer

    def pressed(self, request: str, made: Press) -> Mapping[str, Any]:
        """办理 what is no case's act, without making the papers."""
        return self.store.act(request, self.who, made.act, made.decide)

    def post(self, name: str, role: str, office: str = "") -> Recording:
        """换岗位: another post than the counter's, at the same database."""
        return replace(self, who=Who(name, "后台", role, office))

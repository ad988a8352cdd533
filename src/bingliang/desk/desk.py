"""柜台: one counter at one database: who stands there, the editions in force, and the three lines of every act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bingliang.desk.loading import LOADERS, pinyin
from bingliang.ledger.acts import Who

if TYPE_CHECKING:
    from bingliang.desk.file import File
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.clock import Clock
    from bingliang.store.endings import Outcome, Shown
    from bingliang.store.store import Store
    from bingliang.store.work import Work

Answer = Mapping[str, Any]
T = TypeVar("T")
CLOCK_AHEAD_DAYS = 10
"""日期须确认的天数 while the zone is silent: longer than any holiday, shorter than what a wrong year makes."""


@dataclass
class Desk:
    """柜台: `store` is the database, `who` the person at the counter."""

    store: Store
    who: Who
    late_reason: str = ""
    shown: Shown | None = None
    """what the clerk was shown before this press; another consequence in the meantime is refused (他人在先)"""

    def late(self, reason: str) -> Desk:
        """补录: the same counter entering what happened earlier, with the reason that every such line carries."""
        return replace(self, late_reason=reason)

    def having_shown(self, shown: Shown) -> Desk:
        """确认: the same counter, pressing for exactly the consequence that stood on the sheet."""
        return replace(self, shown=shown)

    def opened(self, work: Work, stream: str) -> File:
        """调卷: the file of a case with what has followed by itself already in it."""
        from bingliang.desk.file import opened

        return opened(work, stream, self.late_reason)

    def act(self, request: str, act: str, decide: Callable[[Work], File]) -> Answer:
        """办理一次: load, decide, record in one transaction; then the papers are made and issued.

        The same `request` pressed twice is recorded once and answered the same. A Refusal or ValueError passes through.
        """
        from bingliang.desk.papers.issuing import issue

        outcome = outcome_of(decide)
        # once recorded the act stands; a paper that cannot be made now is made at the next press or start
        answer = self.store.act(request, self.who, act, outcome, shown=self.shown)
        issue(self, str(answer["stream"]))
        return answer

    def seen(self, purpose: str, look_at: Callable[[Work], T]) -> T:
        """看一看: what an act would find now, with what has followed by itself; nothing is written."""
        from bingliang.store.endings import Outcome

        found: list[T] = []

        def decide(work: Work) -> Outcome:
            found.append(look_at(work))
            return Outcome()

        self.store.preview(purpose, self.who, decide)
        return found[-1]

    @property
    def writes(self) -> bool:
        """是否真办: False for a rehearsal, which leaves nothing behind on disk either."""
        return True

    def note(self, request: str, act: str, decide: Callable[[Work], Outcome]) -> Answer:
        """记一笔 that is about no case: decide and record in one transaction; no paper follows."""
        return self.store.act(request, self.who, act, decide, shown=self.shown)

    def keep(self, data: bytes) -> str:
        """存原件: bytes that an act is about to name; their SM3. A rehearsal only reckons it."""
        return self.store.blobs.put(data)

    def today(self) -> date:
        """今天, by the database's clock."""
        with self.store.look() as look:
            return look.today

    def calendar(self) -> Calendar:
        """工作日历 in force."""
        with self.store.look() as look:
            found: Calendar = look.loaded("calendar")
            return found

    def close(self) -> None:
        """离开柜台."""
        self.store.close()


def outcome_of(decide: Callable[[Work], File]) -> Callable[[Work], Outcome]:
    """决定成行: what the store writes, out of what an act decides on its file."""
    from bingliang.store.endings import Outcome

    def outcome(work: Work) -> Outcome:
        file = decide(work)
        return Outcome(tuple(file.drafts), _answer(file))

    return outcome


def _answer(file: File) -> dict[str, object]:
    case = file.case
    papers = [draft.facts["number"] for draft in file.drafts if draft.act == "draw_up"]
    return {"stream": file.stream, "code": case.code, "acts": len(file.drafts), "papers": papers}


def stream_of(request: str) -> str:
    """办件流水名 of a new case, from its request, so that a second decision of the same press names the same stream."""
    from uuid import NAMESPACE_URL, uuid5

    return f"case/{uuid5(NAMESPACE_URL, request).hex}"


def open_desk(where: str | Path, who: Who, *, clock: Clock | None = None, create: bool = True) -> Desk:
    """到柜台: opens the database (a path, sqlite:/// or postgresql://); ValueError with one sentence when it cannot be used."""
    from bingliang.store.projection import rows
    from bingliang.store.store import Store

    store = Store.open(where, project=rows, load=LOADERS, clock=clock, create=create, pinyin=pinyin)
    if clock is None:
        with store.look() as look:
            store.ahead_days = int(look.loaded("catalogue").setting("clock_ahead_days", CLOCK_AHEAD_DAYS))
    return Desk(store, who)

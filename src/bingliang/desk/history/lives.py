"""办件的一生: one visit from receipt to close, each item on its own line, by the same acts that a clerk presses.

What it meets is planned; the rest is drawn from the case's own generator, so that one case never disturbs another; when it
happens follows from the dates that the rules give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from bingliang.desk.casework import acceptance, decisions
from bingliang.desk.demo.story import TODAY
from bingliang.desk.desk import stream_of
from bingliang.desk.history import entry, handling
from bingliang.desk.history.courses import DEFERRABLE, Turn
from bingliang.desk.history.planning import BEIJING, Planned
from bingliang.desk.intake import receiving as intake
from bingliang.ledger.acts import Who
from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.catalogue import Handling
from bingliang.ledger.folding import fold

if TYPE_CHECKING:
    from bingliang.desk.history.recording import Recording
    from bingliang.desk.history.season import Life, Season
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar

CLERKS = tuple(Who(f"综合窗口{sign}", str(number), "窗口") for number, sign in enumerate("甲乙丙丁戊己", 1))
_OFFICE_HOURS = (8 * 60 + 40, 16 * 60 + 50)
_AT_ONCE = 0.9
"""So many of a hundred filings are done on the day itself."""
_NEAR = 2
"""Within so many workdays of the story's morning nothing of the history is due: that morning belongs to the story."""


@dataclass
class Visit:
    """一次来窗: the desk, what is planned, and the case's own random choices."""

    desk: Recording
    season: Season
    planned: Planned
    calendar: Calendar
    catalogue: Catalogue
    urged: bool = False
    _presses: int = 0
    _begun: set[int] = field(default_factory=set)
    _running: int = 0
    _case: tuple[int, Case] | None = None

    def __post_init__(self) -> None:
        """Its generator, of its own."""
        self.random = Random(self.planned.key)  # noqa: S311 - a story, no secret

    @property
    def stream(self) -> str:
        """办件的流水."""
        return stream_of(f"{self.planned.key}/receive")

    def meets(self, turn: Turn, no: int = 1) -> bool:
        """是否遇上: what is planned happens to the first item of the visit."""
        return no == 1 and turn in self.planned.turns

    def press(self, act: str) -> str:
        """按键 of this case, numbered, so that a second telling finds it answered."""
        self._presses += 1
        return f"{self.planned.key}/{self._presses:03d}-{act}"

    def case(self) -> Case:
        """The case as it stands; read again only when something has been written on it."""
        written = self.desk.written[self.stream]
        if self._case is None or self._case[0] != written:
            with self.desk.store.look() as look:
                found = fold(look.entries(self.stream))
            if found is None:
                raise ValueError(f"没有收件：{self.planned.key}")
            self._case = written, found
        return self._case[1]

    def item(self, no: int) -> CaseItem:
        """一项 as it stands."""
        return self.case().items[no]

    # ── time ──

    def on(self, day: date, after: datetime | None = None) -> datetime:
        """Some time in office hours of that day; on the day of `after`, some minutes after it."""
        moment = datetime.combine(day, time(), BEIJING) + timedelta(minutes=self.random.randint(*_OFFICE_HOURS))
        if after is not None and moment <= after:
            moment = after + timedelta(minutes=self.random.randint(3, 25))
        # the story's own morning begins with nothing done yet
        return max(moment, TODAY + timedelta(minutes=10)) if moment.date() == TODAY.date() else moment

    def later(self, after: datetime, workdays: int) -> datetime:
        """So many workdays after it."""
        return self.on(self.calendar.workday(after.date(), workdays) if workdays else after.date(), after)

    def settled(self, moment: datetime, due: date | None, after: datetime) -> datetime:
        """不压在故事的早晨: what would be due or late around it was done on the workday before."""
        today = TODAY.date()
        if moment <= TODAY or due is None or due > self.calendar.workday(today, _NEAR):
            return moment
        return self.on(max(self.calendar.workday(today, -1), after.date()), after)

    # ── the visit ──

    def life(self) -> Life:
        """收件, and a line for every item of it."""
        yield self.planned.at
        lacking = self._receive()
        for item in self.case().items.values():
            if item.state is ItemState.RECEIVED:
                self._start(item, lacking if item.no == 1 else (), self.planned.at)

    def _receive(self) -> Sequence[str]:
        who, why, at = self.planned.who, self.planned.why, self.planned.at
        self.desk = replace(self.desk, who=CLERKS[self.random.randrange(len(CLERKS))])
        channel = next((one.value for one in (Turn.ONLINE, Turn.POSTED) if self.meets(one)), "窗口")
        given = intake.Intake(
            enterprise=who.enterprise,
            project=who.project,
            works={"name": who.works[self.random.randrange(len(who.works))]},
            stage=why.stage,
            items=why.items,
            materials=(),
            handler=who.bearer,
            received_at=at,
            held={code: f"示范〔{at.year}〕{code}号" for code in why.held},
            answers=why.answers,
            hold_consent=True,
            channel=channel,
        )
        asked = intake.asked(self.catalogue, given)
        mine = [row.name for row in asked if row.serves == why.items[:1]]
        lacks = self.meets(Turn.CORRECTED) or self.meets(Turn.UNCORRECTED)
        lacking = [self.random.choice(mine)] if mine and lacks else []
        asked = tuple(self._deferred(row) for row in intake.asked(self.catalogue, given, missing=lacking))
        listed = {code for row in asked for code in row.serves}
        own = [intake.Handed("申请表及附件", (code,)) for code in why.items if code not in listed]
        intake.receive(self.desk, f"{self.planned.key}/receive", intake.with_materials(given, (*asked, *own)))
        return lacking

    def _deferred(self, row: intake.Handed) -> intake.Handed:
        if self.meets(Turn.DEFERRED) and row.code in DEFERRABLE.values():
            return replace(row, state="容缺", originals=0, copies=0)
        return row

    def _start(self, item: CaseItem, lacking: Sequence[str], at: datetime) -> None:
        self._begun.add(item.no)
        self._running += 1
        self.season.begin(self._line(item, lacking, at))

    def _line(self, item: CaseItem, lacking: Sequence[str], at: datetime) -> Life:
        yield from self._handled(item, lacking, at)
        self._running -= 1
        if not self._running and not any(one.open for one in self.case().items.values()):
            decisions.close(self.desk, self.press("close"), self.stream)

    def _handled(self, item: CaseItem, lacking: Sequence[str], at: datetime) -> Life:
        if item.handling is Handling.FILING:
            moment = self.later(at, 0 if self.random.random() < _AT_ONCE else 1)
            yield moment
            handling.answer(self, item, "file", moment)
            return
        accepted = yield from entry.accepted(self, item, lacking, at)
        if accepted is not None:
            yield from handling.to_decision(self, item.no, accepted)

    def accept(self, no: int, moment: datetime) -> None:
        """受理 with what the applicant promises for it."""
        promised, deferred = entry.said_for(self, self.item(no), moment)
        acceptance.accept(
            self.desk, self.press("accept"), self.stream, (no,), moment.date(),
            promised=promised, said=acceptance.Said(pledge_checked=True), deferred=deferred,
        )  # fmt: skip

    def woken(self, moment: datetime) -> None:
        """转正式收件: items that waited for this decision have begun by themselves."""
        for item in self.case().items.values():
            if item.no not in self._begun and item.state is ItemState.RECEIVED:
                self._start(item, (), moment)

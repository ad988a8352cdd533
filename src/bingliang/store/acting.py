"""一次按键: the single attempt of an act, from the question whether it was answered already to COMMIT."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine

from bingliang.ledger.acts import Entry, Refusal, Who
from bingliang.store.chain import plain
from bingliang.store.clock import Clock, as_time, read_clock
from bingliang.store.editions import Editions, edition_numbers
from bingliang.store.endings import ClockAhead, ClockSetBack, Outcome, Overtaken, Shown
from bingliang.store.names import Pinyin
from bingliang.store.statements import Statements, Wire
from bingliang.store.structure import BEIJING
from bingliang.store.trouble import Trouble, trouble_of
from bingliang.store.work import Work
from bingliang.store.writing import Projector, is_zone, planned, write

_SET_BACK = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class House:
    """库内用具: what every transaction of one store shares."""

    engine: Engine
    statements: Statements
    editions: Editions
    project: Projector
    clock: Clock | None
    pinyin: Pinyin


@dataclass(frozen=True, slots=True)
class Opening:
    """开场: what the transaction learns in its first round trip."""

    numbers: dict[str, int]
    now: datetime
    first_id: int
    answer: str | None
    last_at: str | None


@dataclass(slots=True)
class Attempt:
    """一次按键, tried until it is written, answered or refused."""

    house: House
    request: str
    who: Who
    act: str
    decide: Callable[[Work], Outcome]
    shown: Shown | None
    adopting: frozenset[str]
    despite_clock: str
    ahead_days: int = 0
    decided: Shown | None = None
    compared: Shown | None = None

    def after(self, trouble: Trouble) -> None:
        """再试之前: only when another counter took the next line must the second decision equal the first."""
        if trouble is Trouble.LINE_TAKEN:
            self.compared = self.compared or self.decided

    def once(self) -> Mapping[str, Any]:
        """One transaction; any error leaves nothing behind."""
        with self.house.engine.connect().execution_options(**self.house.statements.writing) as connection:
            transaction = connection.begin()
            try:
                answer = self._within(connection)
            except BaseException as error:  # also an interrupted program takes its lines back
                _back(connection, error)
                raise
            if transaction.is_active:
                # Already committed with the last round trip, or nothing to commit; this only tells SQLAlchemy.
                transaction.commit()
        return answer

    def _within(self, connection: Connection) -> Mapping[str, Any]:
        wire = Wire(connection, self.house.statements)
        opening = _opened(wire, self.house, self.request, self.adopting)
        if opening.answer is not None:
            found: dict[str, Any] = json.loads(opening.answer)
            return found
        self._mind_the_clock(opening)
        work = Work(
            *(connection, self.house.editions),
            request=self.request,
            who=self.who,
            now=opening.now,
            numbers=opening.numbers,
        )
        outcome = self._decided(work)
        self._compare(work, outcome)
        plan = planned(work, outcome, self.house.project, self.despite_clock)
        self.decided = Shown(outcome, work.read_so_far())
        answer = write(wire, plan, work, first_id=opening.first_id, act=self.act, pinyin=self.house.pinyin)
        for kind, (number, _, made) in work.staged.adopted.items():
            self.house.editions.keep(kind, number, made)
        return answer

    def _decided(self, work: Work) -> Outcome:
        """A refusal for what another counter has done since the clerk was shown something names that counter."""
        try:
            return self.decide(work)
        except Refusal as why:
            before = self.compared or self.shown
            since = _since(work, before) if before is not None else []
            if before is None or not since:
                raise
            raise Overtaken(before.outcome, Outcome(), since, why) from why

    def _compare(self, work: Work, outcome: Outcome) -> None:
        before = self.compared or self.shown
        if before is not None and not same_lines(before.outcome, outcome):
            raise Overtaken(before.outcome, outcome, _since(work, before))

    def _mind_the_clock(self, opening: Opening) -> None:
        if self.house.clock is not None or opening.last_at is None or self.despite_clock:
            return
        last = datetime.fromisoformat(opening.last_at)
        if opening.now < last - _SET_BACK:
            raise ClockSetBack(
                f"本机时钟（{opening.now:%Y-%m-%d %H:%M}）早于台账最后一行（{last:%Y-%m-%d %H:%M}），请先校准时钟；确需继续的，由管理员说明原因。"
            )
        if (said := ahead(opening.now, last, self.ahead_days)) and not self.house.statements.postgresql:
            raise ClockAhead(f"{said}请先在命令（Ctrl+K）里“确认本机日期”，日期不对的先校准时钟；确认以前什么都不记。")


def ahead(now: datetime, last: datetime, days: int) -> str:
    """超前的一句话; empty while no more than so many days lie between the ledger's last line and now (0: never asked)."""
    apart = (now.astimezone(BEIJING).date() - last.astimezone(BEIJING).date()).days
    if not days or apart <= days:
        return ""
    return f"本机日期是{now.astimezone(BEIJING):%Y-%m-%d}，台账最后一行是{last.astimezone(BEIJING):%Y-%m-%d}，相隔{apart}天。"


def decide_only(
    house: House, connection: Connection, request: str, who: Who, decide: Callable[[Work], Outcome]
) -> Shown:
    """预演 within a read-only transaction."""
    now = house.clock() if house.clock else read_clock(connection)
    work = Work(
        *(connection, house.editions),
        request=request,
        who=who,
        now=now.astimezone(BEIJING),
        numbers=edition_numbers(connection),
        previewing=True,
    )
    outcome = decide(work)
    for draft in outcome.drafts:
        if not is_zone(draft.stream):
            work.entries(draft.stream)
    return Shown(outcome, work.read_so_far())


def same_lines(one: Outcome, other: Outcome) -> bool:
    """所示相同: whether two decisions write the same lines (numbers still being placeholders)."""
    return _lines(one) == _lines(other)


def _lines(outcome: Outcome) -> list[tuple[str, str, object]]:
    return [(draft.stream, draft.act, plain(draft.facts)) for draft in outcome.drafts]


def _since(work: Work, before: Shown) -> list[Entry]:
    return [entry for stream, seq in sorted(before.heads.items()) for entry in work.entries(stream) if entry.seq > seq]


def _opened(wire: Wire, house: House, request: str, adopting: frozenset[str]) -> Opening:
    statements = house.statements
    with wire.together():
        wire.begin()
        # Editions first: a notice may keep us waiting here, and the clock is read after it.
        held = wire.ask(statements.held_for_adopting if adopting else statements.editions_held)
        rest = wire.ask(statements.opening, (request,))
    # Read when both have come: to read within would send, and wait, once more.
    numbers = dict(held.fetchall())
    (now, first_id, answer, last_at) = rest.fetchone()
    moment = house.clock() if house.clock else as_time(now)
    return Opening(numbers, moment.astimezone(BEIJING), first_id, answer, last_at)


def _back(connection: Connection, error: BaseException) -> None:
    """回退: on the driver, since errors of the pipeline never passed through SQLAlchemy."""
    if isinstance(error, Exception) and trouble_of(error) is Trouble.CUT:
        connection.invalidate(error)
        return
    try:
        driver = connection.connection.driver_connection
        if driver is not None:
            driver.rollback()
        transaction = connection.get_transaction()
        if transaction is not None and transaction.is_active:
            transaction.rollback()
    except Exception as second:  # noqa: BLE001 - the first error is the one to tell; the connection is given up
        connection.invalidate(second)

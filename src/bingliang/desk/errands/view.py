"""来访的清单: the visits of the last three months with how their cases stand, and one of them whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.desk.errands.joining import found
from bingliang.desk.finding import FoundCase, cases_in
from bingliang.desk.lights import Light
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import Case, ItemState
from bingliang.ledger.errand import PREFIX, Errand, HandedOver, day_of, fold_errand
from bingliang.ledger.folding import fold
from bingliang.ledger.identifiers import mask_phone
from bingliang.ledger.standing import Level, StandingRow, Waiting

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.look import Look

DAYS = 92
"""So many days back are listed; what is older is found by its number, or through its cases."""


class ErrandFilter(StrEnum):
    """来访的筛选."""

    TODAY = "今天"
    READY = "有结果可领"
    OPEN = "还在办"
    ALL = "近三个月"


@dataclass(frozen=True, slots=True)
class ErrandRow:
    """来访的一行; `ready` counts the results that wait to be collected."""

    stream: str
    number: str
    on: date
    agent: str
    counter: str
    firms: tuple[str, ...]
    cases: int
    open: int
    ready: int
    handed: int

    @property
    def light(self) -> Light:
        """状态灯."""
        return Light.COLLECT if self.ready else Light.OK if self.open else Light.DONE

    @property
    def many(self) -> str:
        """几家几件."""
        return f"{len(self.firms)} 家 {self.cases} 件"

    @property
    def stands(self) -> str:
        """办到哪里."""
        if self.ready:
            return f"{self.ready} 份结果可领"
        return f"在办 {self.open} 件" if self.open else "都办完了"


@dataclass(frozen=True, slots=True)
class Errands:
    """来访 under one filter, with how many are under each."""

    counts: tuple[tuple[ErrandFilter, int], ...]
    rows: tuple[ErrandRow, ...]


@dataclass(frozen=True, slots=True)
class ErrandView:
    """一次来访 whole: who came, a line for each case, what was handed over together."""

    row: ErrandRow
    facts: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    handed: tuple[str, ...]


_TESTS: Mapping[ErrandFilter, Callable[[ErrandRow, date], bool]] = {
    ErrandFilter.TODAY: lambda row, today: row.on == today,
    ErrandFilter.READY: lambda row, _: bool(row.ready),
    ErrandFilter.OPEN: lambda row, _: bool(row.open),
    ErrandFilter.ALL: lambda row, _: bool(row.stream),
}


def errands_of(desk: Desk, which: ErrandFilter = ErrandFilter.TODAY) -> Errands:
    """来访 under one filter, the latest first."""
    with desk.store.look() as look:
        rows, today = rows_of(look), look.today
    counts = tuple((one, sum(test(row, today) for row in rows)) for one, test in _TESTS.items())
    return Errands(counts, tuple(row for row in rows if _TESTS[which](row, today)))


def rows_of(look: Look) -> tuple[ErrandRow, ...]:
    """各次来访 of three months."""
    since = look.today - timedelta(days=DAYS)
    streams = [stream for stream in look.streams(PREFIX) if day_of(stream) >= since]
    look.gather(streams)
    errands = [one for stream in streams if (one := fold_errand(look.entries(stream))) is not None]
    return _rows(look, errands)


def _rows(look: Look, errands: Iterable[Errand]) -> tuple[ErrandRow, ...]:
    from bingliang.store import finding

    held = list(errands)
    stands: dict[str, list[StandingRow]] = {}
    for row in finding.rows_of(look, [stream for one in held for stream in one.cases]):
        stands.setdefault(row.stream, []).append(row)
    made = [_row(look, one, [stands.get(stream, []) for stream in one.cases]) for one in held]
    return tuple(sorted(made, key=lambda row: row.number, reverse=True))


def _row(look: Look, one: Errand, stands: list[list[StandingRow]]) -> ErrandRow:
    heads = [row for rows in stands for row in rows if row.level is Level.CASE]
    items = [row for rows in stands for row in rows if row.level is Level.ITEM]
    return ErrandRow(
        one.stream, one.number, one.on, look.person(one.handler).name, one.counter,
        tuple(dict.fromkeys(row.enterprise for row in heads)), len(one.cases), sum(row.open for row in heads),
        sum(row.open and row.waiting is Waiting.COLLECT for row in items), sum(len(done.rows) for done in one.handed),
    )  # fmt: skip


def errand_view(desk: Desk, stream: str) -> ErrandView:
    """一次来访 whole; a Refusal when there is none."""
    with desk.store.look() as look:
        one = found(look, stream)
        (row,) = _rows(look, [one])
        person = look.person(one.handler)
        cases = cases_of_errand(look, one)
    facts = (
        ("来访日", f"{one.on:%Y-%m-%d}"),
        ("经办人", person.name),
        ("联系电话", mask_phone(person.phone) if person.phone else "—"),
        ("窗口", f"{one.counter}号窗口" + (f"，排队 {one.queue} 号" if one.queue else "")),
    )
    lines = tuple(f"{no}　{case.enterprise['name']}　{case.code}　{state_of(case)}" for no, case in enumerate(cases, 1))
    return ErrandView(row, facts, lines, tuple(map(told, reversed(one.handed))))


def told(done: HandedOver) -> str:
    """一并交付的一句话."""
    kept = f"，{len(done.kept)} 家没有交付" if done.kept else ""
    firms = len({row["case"] for row in done.rows})
    return f"{done.on:%m-%d} 一并交付 {firms} 家 {len(done.rows)} 份，{done.receiver}签收{kept}"


def cases_of_errand(look: Look, one: Errand) -> tuple[Case, ...]:
    """来访的各件, in the order in which they were handed in."""
    look.gather(one.cases)
    return tuple(case for stream in one.cases if (case := fold(look.entries(stream))) is not None)


_WORDS: Mapping[ItemState, str] = {ItemState.RECEIVED: "收件", ItemState.CORRECTING: "补正", ItemState.HANDLING: "受理"}


def word_of(state: ItemState) -> str:
    """事项的状态, as the slip says it: 收件, 受理, 补正, and the ledger's own word for what comes later."""
    return _WORDS.get(state, state.value)


def state_of(case: Case) -> str:
    """整件的状态: each state with how many items are in it."""
    counts: dict[str, int] = {}
    for item in case.items.values():
        counts[word_of(item.state)] = counts.get(word_of(item.state), 0) + 1
    return "、".join(f"{word} {count} 项" for word, count in counts.items())


def listed(desk: Desk, stream: str) -> tuple[ErrandRow, tuple[FoundCase, ...]]:
    """来访的各件 as the page of what was found lists them."""
    with desk.store.look() as look:
        one = found(look, stream)
        (row,) = _rows(look, [one])
    return row, cases_in(desk, one.cases)


def by_number(look: Look, number: str) -> Errand:
    """来访号指的来访; a Refusal when this zone has drawn no such number."""
    held = look.stream_of_number(number)
    if held is None or not held[0].startswith(PREFIX):
        raise Refusal(f"本库没有来访号“{number}”，请确认汇总单是本园区开具的。")
    return found(look, held[0])

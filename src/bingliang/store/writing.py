"""记账: turns a decision into lines, standing rows and numbers, and sends them in the order that locks numbers shortest.

First everything without a number, then the draw, then in one round trip the lines that carry a number, the rows that
show it, the request and COMMIT.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bingliang.ledger.acts import ACTS, Draft, Entry, Number
from bingliang.ledger.standing import StandingRow
from bingliang.store.chain import FACTS_VERSION, canonical, digest_of, filled, noted, sm3
from bingliang.store.clock import stamp
from bingliang.store.endings import Outcome
from bingliang.store.names import Pinyin
from bingliang.store.numbering import Drawn, drawn, wanted
from bingliang.store.staged_rows import staged_batches
from bingliang.store.standing_rows import changed, standing_of, stored
from bingliang.store.statements import Batch, Wire
from bingliang.store.work import Work

Projector = Callable[[str, Sequence[Entry], Callable[[str], Any]], Sequence[StandingRow]]
"""投影: (stream, all its entries, loaded) → its standing rows; `loaded(kind)` gives the edition in force."""

NUMBERS = "numbers"
"""The fact in which a line names the numbers it drew: text → [series, n]."""

EDITIONS = "editions"
"""The fact in which a line names the editions it was decided by: kind → number; a kind that is the factory's is left out."""

ADOPTED = "adopted"
"""The fact in which a line names what it put in force: kind → [number, SM3 of the files]."""

PRESSED = "pressed"
"""The fact in which the last line of a press names the SM3 of the row `request`, its answer included."""


def is_zone(stream: str) -> bool:
    """区级流水 (calendar, anchors, consultations): has no standing and may grow long, so it is never folded."""
    return stream == "zone" or stream.startswith("zone/")


@dataclass(slots=True)
class Planned:
    """待写的一行 with its number placeholders, before its hash can be made."""

    entry: Entry
    facts: dict[str, Any]
    numbers: list[Number]


@dataclass(slots=True)
class Plan:
    """待写的全部: lines in the order of the drafts, heads of their streams, standing rows and deletions."""

    lines: list[Planned] = field(default_factory=list)
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    rows: list[StandingRow] = field(default_factory=list)
    dropped: list[tuple[str, str, str]] = field(default_factory=list)
    answer: Any = None
    answered: list[Number] = field(default_factory=list)


def planned(work: Work, outcome: Outcome, project: Projector, clock_note: str = "") -> Plan:
    """打算: everything that can be made before the first statement is sent. ValueError for an act the ledger lacks."""
    answer, answered = noted(outcome.answer)
    plan = Plan(answer=answer, answered=answered)
    grown: dict[str, list[Entry]] = {}
    for draft in outcome.drafts:
        if draft.act not in ACTS:
            raise ValueError(f"台账没有“{draft.act}”这种行为，请核对 acts.py 的行为表。")
        if draft.stream not in grown:
            grown[draft.stream] = _known(work, draft.stream)
            plan.heads[draft.stream] = _head(grown[draft.stream])
        entries = grown[draft.stream]
        plan.lines.append(_line(work, draft, _head(entries)[0] + 1, clock_note))
        entries.append(plan.lines[-1].entry)
    _name_adopted(plan, work)
    for stream, entries in grown.items():
        if not is_zone(stream):
            new = project(stream, tuple(entries), work.loaded)
            old = standing_of(work.connection, stream) if plan.heads[stream][0] else ()
            write, drop = changed(old, new)
            plan.rows += write
            plan.dropped += drop
    plan.rows += outcome.retime
    _check_numbers(plan)
    return plan


def _known(work: Work, stream: str) -> list[Entry]:
    return list(work.tail(stream) if is_zone(stream) else work.entries(stream))


def _head(entries: Sequence[Entry]) -> tuple[int, str]:
    return (entries[-1].seq, entries[-1].hash) if entries else (0, "")


def _line(work: Work, draft: Draft, seq: int, clock_note: str) -> Planned:
    facts: Any
    facts, numbers = noted(draft.facts)
    facts.setdefault("v", FACTS_VERSION)
    used = {kind: number for kind, number in work.editions().items() if number}
    if used:
        facts[EDITIONS] = used
    if clock_note:
        facts["clock"] = clock_note
    who = work.who
    entry = Entry(draft.stream, seq, work.request, work.now, who.name, who.counter, draft.act, facts)
    return Planned(entry, facts, numbers)


def _name_adopted(plan: Plan, work: Work) -> None:
    adopted = work.staged.adopted
    if adopted and not plan.lines:
        raise ValueError("启用新版必须在台账里记一行，说明启用了什么。")
    if adopted:
        plan.lines[0].facts[ADOPTED] = {
            kind: [number, files_sm3(files)] for kind, (number, files, _) in adopted.items()
        }


def files_sm3(files: Mapping[str, str]) -> str:
    """一版的杂凑: SM3 over the names and contents of its files."""
    return sm3(canonical(dict(files)).encode("utf-8", "surrogatepass"))


def pressed_sm3(*columns: str) -> str:
    """一次按键的杂凑: SM3 over the row `request` (id, at, by, act, answer)."""
    return sm3(canonical(columns).encode("utf-8", "surrogatepass"))


def _check_numbers(plan: Plan) -> None:
    carried = {number for line in plan.lines for number in line.numbers}
    shown = {row.code for row in plan.rows if isinstance(row.code, Number)} | {*plan.answered}
    if shown - carried:
        raise ValueError("编号必须写在某一行台账里，不能只出现在答复或清单中。")


def write(wire: Wire, plan: Plan, work: Work, *, first_id: int, act: str, pinyin: Pinyin) -> dict[str, Any]:
    """写入并提交: sends the plan and COMMIT, returns the answer with its numbers. A press that writes no line leaves no
    request either: pressed again it is decided again.
    """
    statements = wire.statements
    hashes = {stream: head[1] for stream, head in plan.heads.items()}
    early, late = _parted(plan.lines)
    last = (late or early)[-1:]
    ids = {id(line): first_id + place for place, line in enumerate(plan.lines)}
    nothing = Drawn()
    at = stamp(work.now)
    pressed = (work.request, at, work.who.name, act)
    said = canonical(plan.answer) if not late else ""
    if not late:
        _close(last, *pressed, said)
    before: list[Batch] = [
        *staged_batches(statements, work, pinyin),
        (statements.line, [_columns(line, ids[id(line)], at, nothing, hashes) for line in early]),
        (statements.drop_standing, plan.dropped),
        (statements.standing, [stored(row, {}) for row in plan.rows if not isinstance(row.code, Number)]),
    ]
    numbers = nothing
    if late:
        numbers = _draw(wire, before, [number for line in plan.lines for number in line.numbers])
        before = []
    answer = filled(plan.answer, numbers.texts)
    if late:
        said = canonical(answer)
        _close(last, *pressed, said)
    after: list[Batch] = [
        (statements.line, [_columns(line, ids[id(line)], at, numbers, hashes) for line in late]),
        (statements.number, _number_rows(late, numbers)),
        (statements.standing, [stored(row, numbers.texts) for row in plan.rows if isinstance(row.code, Number)]),
        (statements.request, [(*pressed, said)] if plan.lines else []),
    ]
    with wire.together():
        wire.send(before + after)
        wire.tell(sorted(plan.heads))
        wire.commit()
    read: dict[str, Any] = answer if isinstance(answer, dict) else {}
    return read


def _close(last: Sequence[Planned], *columns: str) -> None:
    """封口: the line of the press that is hashed last vouches for the press itself."""
    for line in last:
        line.facts[PRESSED] = pressed_sm3(*columns)


def _parted(lines: Sequence[Planned]) -> tuple[list[Planned], list[Planned]]:
    """前后两批: a line waits for the draw if it, or an earlier one of its stream, carries a number."""
    early: list[Planned] = []
    late: list[Planned] = []
    waiting: set[str] = set()
    for line in lines:
        if line.numbers:
            waiting.add(line.entry.stream)
        (late if line.entry.stream in waiting else early).append(line)
    return early, late


def _draw(wire: Wire, before: Sequence[Batch], placeholders: Sequence[Number]) -> Drawn:
    _, many = wanted(placeholders)
    values = [value for pair in many for value in pair]
    with wire.together():
        wire.send(before)
        last = wire.ask(wire.statements.draw(len(many)), values)
    # Read after it: to read within would wait a second time while the counters are locked.
    return drawn(placeholders, dict(last.fetchall()))


def _columns(line: Planned, number: int, at: str, numbers: Drawn, hashes: dict[str, str]) -> tuple[object, ...]:
    facts = line.facts
    if line.numbers:
        facts = {**facts, NUMBERS: {numbers.texts[held]: [held.series, numbers.places[held]] for held in line.numbers}}
    entry = line.entry
    columns = (
        *(number, entry.stream, entry.seq, entry.request, at, entry.by, entry.counter, entry.act),
        canonical(facts, numbers.texts if line.numbers else None),
    )
    digest = hashes[entry.stream] = digest_of(hashes[entry.stream], columns)
    return (*columns, digest)


def _number_rows(lines: Sequence[Planned], numbers: Drawn) -> list[tuple[object, ...]]:
    carriers: dict[Number, Entry] = {}
    for line in lines:
        for number in line.numbers:
            carriers.setdefault(number, line.entry)
    return [
        (number.series, numbers.places[number], numbers.texts[number], entry.stream, entry.seq)
        for number, entry in carriers.items()
    ]

"""记分: every point against a department or a person, each with the one line of the ledger it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bingliang.ledger.acts import ACTS, Entry
from bingliang.ledger.case import Case, CaseItem, Facts, day
from bingliang.ledger.matter import Matter
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits.clocks import Clocks

VIOLATIONS = (
    "不受理应当受理的", "超过承诺时限", "未超期但环节超时", "初审迟报", "不说明理由", "不按规定上网", "乱收费", "其他",
)  # fmt: skip
"""违规类型八种 (公开的电子监察办法: lawyee 17225329); the zone's own list replaces it."""

COUNTER = "窗口"
STATUTE_LATE, PROMISE_LATE, UNTOLD, DELIVERED_LATE = "法定超期", "承诺超时", "逾期未告知", "送达超期"
YELLOW, RED, UNANSWERED, VIOLATION, ENTERED_LATE = "黄牌督办", "红牌督办", "逾期未回复", "违规", "事后补录"
UNEXPLAINED = "超时未公开说明"


@dataclass(frozen=True, slots=True)
class Weights:
    """分值 of one point of each kind; the zone's own settings replace them."""

    statute: int = 5
    promise: int = 2
    untold: int = 5
    delivered: int = 2
    yellow: int = 1
    red: int = 3
    unanswered: int = 2
    violation: int = 3
    entered: int = 1
    unexplained: int = 1
    explain_within: int = 5

    def of(self, kind: str) -> int:
        """一类的分值."""
        return {
            STATUTE_LATE: self.statute, PROMISE_LATE: self.promise, UNTOLD: self.untold, DELIVERED_LATE: self.delivered,
            YELLOW: self.yellow, RED: self.red, UNANSWERED: self.unanswered, VIOLATION: self.violation,
            ENTERED_LATE: self.entered, UNEXPLAINED: self.unexplained,
        }[kind]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """一分: who (`side` a department's code or 窗口), which kind, how many points, on which day; `stream` and `seq` name its line.

    `pardon` says why it does not count any more; `asked` that an appeal is waiting.
    """

    key: str
    kind: str
    side: str
    person: str
    points: int
    on: date
    case: str
    item: int
    stream: str
    seq: int
    sentence: str
    pardon: str = ""
    asked: bool = False

    @property
    def counts(self) -> int:
        """计入的分."""
        return 0 if self.pardon else self.points


@dataclass(frozen=True)
class _Found:
    kind: str
    side: str
    person: str
    on: date
    line: Entry
    sentence: str
    once: bool = True


def marks(
    case: Case,
    entries: Sequence[Entry],
    matters: Mapping[int, tuple[Matter, Sequence[Entry]]],
    today: date,
    calendar: Calendar,
    weights: Weights | None = None,
) -> tuple[Mark, ...]:
    """该件的各分 by today, item by item; only from what the ledger holds."""
    weights = weights or Weights()
    found: list[Mark] = []
    for no, item in case.items.items():
        matter, lines = matters.get(no, (None, ()))
        rows = [*_of_item(item, entries, today, calendar, weights), *_late_entries(case, no, item, entries)]
        if matter is not None:
            rows += _of_matter(matter, item, {line.seq: line for line in lines}, today, calendar)
        found += [_mark(case, no, row, matter, weights) for row in rows]
    return tuple(found)


def judged(mark: Mark, matter: Matter | None) -> Mark:
    """复查以后的一分: why it no longer counts, or that an appeal about it waits."""
    appeal = matter.appeal(mark.key) if matter is not None else None
    if appeal is None:
        return mark
    pardon = ""
    if appeal.outcome == "成立":
        pardon = f"免责（{appeal.ground}，{appeal.document}）" if appeal.exempted else f"申诉成立（{appeal.words}）"
    return replace(mark, pardon=pardon, asked=not appeal.outcome)


def _mark(case: Case, no: int, row: _Found, matter: Matter | None, weights: Weights) -> Mark:
    key = row.kind if row.once else f"{row.kind}/{row.line.seq}"
    made = Mark(
        key, row.kind, row.side, row.person, weights.of(row.kind), row.on, case.stream, no, row.line.stream,
        row.line.seq, row.sentence,
    )  # fmt: skip
    return judged(made, matter)


def _line(entries: Sequence[Entry], no: int, acts: Iterable[str]) -> Entry:
    """The last line of these acts about the item; the case's first line when there is none."""
    wanted = frozenset(acts)
    for entry in reversed(entries):
        if entry.act in wanted and _is_about(entry, no):
            return entry
    return entries[0]


def _is_about(entry: Entry, no: int) -> bool:
    facts: Facts = entry.facts
    return facts.get("item") == no or no in (facts.get("items") or ())


def _of_item(
    item: CaseItem, entries: Sequence[Entry], today: date, calendar: Calendar, weights: Weights
) -> Iterable[_Found]:
    clocks = Clocks(item, calendar)
    if item.acceptance is None:
        return
    accepted = _line(entries, item.no, ("accept", "deem_accepted", "migrate"))
    if item.acceptance.deemed:
        on = item.acceptance.entered_on or item.acceptance.on
        yield _Found(UNTOLD, COUNTER, "", on, accepted, f"《{item.name}》期限内没有受理也没有告知，依法视为受理")
    ended = f"，{clocks.ended_on:%m-%d}才办结" if clocks.ended_on else "，至今没有办结"
    statute, promise = clocks.statute_late(today), clocks.promise_late(today)
    if statute and clocks.statutory is not None:
        said = f"《{item.name}》法定应办结日{clocks.statutory.on:%Y-%m-%d}{ended}，超期{statute}个工作日"
        first = calendar.workday(clocks.statutory.on, 1)
        yield _Found(STATUTE_LATE, item.department, _by(entries, item.no), first, accepted, said)
    elif promise and clocks.promised is not None:
        said = f"《{item.name}》承诺办结日{clocks.promised.on:%Y-%m-%d}{ended}，超时{promise}个工作日"
        first = calendar.workday(clocks.promised.on, 1)
        yield _Found(PROMISE_LATE, item.department, _by(entries, item.no), first, accepted, said)
    if promise and clocks.promised is not None:
        until = calendar.workday(clocks.promised.on, weights.explain_within)
        if (item.explained_on or today) > until:
            said = f"《{item.name}》超过承诺时限以后{weights.explain_within}个工作日内没有公开说明理由"
            yield _Found(
                UNEXPLAINED, item.department, _by(entries, item.no), calendar.workday(until, 1), accepted, said
            )
    delivery = clocks.delivery
    if delivery is not None and (item.delivered_on or today) > delivery.on:
        decided = _line(entries, item.no, ("grant", "grant_deferred", "refuse"))
        said = f"《{item.name}》应在{delivery.on:%Y-%m-%d}前送达"
        yield _Found(DELIVERED_LATE, COUNTER, "", calendar.workday(delivery.on, 1), decided, said)


def _by(entries: Sequence[Entry], no: int) -> str:
    """承办人: who wrote the decision into the ledger; nobody is named while there is none."""
    line = _line(entries, no, ("grant", "grant_deferred", "refuse", "file", "opine", "forward"))
    return "" if line is entries[0] else line.by


def _late_entries(case: Case, no: int, item: CaseItem, entries: Sequence[Entry]) -> Iterable[_Found]:
    first = min(case.items)
    for entry in entries:
        facts: Facts = entry.facts
        if not facts.get("late_reason"):
            continue
        numbers = [facts["item"]] if "item" in facts else list(facts.get("items") or [first])
        if numbers and numbers[0] == no:
            side = COUNTER if entry.counter.isdigit() else item.department
            on = day(facts.get("entered_on") or entry.at.date())
            said = f"“{ACTS[entry.act].title}”到{on:%Y-%m-%d}才登记，原因：{facts['late_reason']}"
            yield _Found(ENTERED_LATE, side, entry.by, on, entry, said, once=False)


def _of_matter(
    matter: Matter, item: CaseItem, lines: Mapping[int, Entry], today: date, calendar: Calendar
) -> Iterable[_Found]:
    for order in matter.orders:
        line = lines[order.seq]
        name = "催办" if order.act == "urge" else "督办"
        if order.act == "supervise":
            kind = RED if order.light.startswith("红") else YELLOW
            yield _Found(
                kind, item.department, "", order.on, line, f"《{item.name}》{kind}：{order.request}", once=False
            )
        if (order.replied_on or today) > order.reply_by:
            said = f"《{item.name}》的{name}应在{order.reply_by:%Y-%m-%d}前回复"
            yield _Found(UNANSWERED, item.department, "", calendar.workday(order.reply_by, 1), line, said, once=False)
    for one in matter.violations:
        side = COUNTER if one.against == COUNTER else item.department
        yield _Found(VIOLATION, side, "", one.on, lines[one.seq], f"{one.kind}：{one.words}", once=False)

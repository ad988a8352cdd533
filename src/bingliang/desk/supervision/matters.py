"""督办件: the list with the step of the ladder each has reached, and one of them whole, for the page and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from bingliang.desk.kept import Kept, of_today
from bingliang.desk.lights import Light
from bingliang.desk.supervision import loose, terms
from bingliang.desk.words import light
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.case import Case, CaseItem
from bingliang.ledger.folding import fold
from bingliang.ledger.matter import Matter, Order, Warned, fold_matter, stream_of_matter
from bingliang.mechanism.supervision import Mark, marks
from bingliang.mechanism.supervision.ladder import DELIVERING
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bingliang.desk.desk import Desk
    from bingliang.ledger.acts import Entry
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look

LISTED = 500
"""The newest so many matters are listed; an older one is reached through its case."""


class MatterFilter(StrEnum):
    """督办的筛选."""

    OPEN = "督办在办"
    URGE = "待催办"
    SUPERVISE = "待督办"
    REPLY = "待回复"
    REVIEW = "待复核"
    APPEAL = "待处理申诉"
    DONE = "督办了结"
    ELSEWHERE = "其他超期"


@dataclass(frozen=True, slots=True)
class MatterRow:
    """清单的一行: `state` is one of the words of the filter; `rung` the gravest warning so far."""

    stream: str
    no: int
    item: str
    code: str
    project: str
    enterprise: str
    department: str
    office: str
    light: Light
    state: MatterFilter
    rung: str
    until: date | None
    until_word: str
    remaining: int | None
    provisional: bool
    promise_late: int
    statute_late: int
    points: int
    appealing: bool
    kind: str = ""
    place: str = ""
    subject: str = ""
    """of what is late elsewhere: what it is, the room where it is done and what to show there"""

    @property
    def word(self) -> str:
        """状态的一个词: what it is where it is no matter of a case."""
        return self.kind or self.state

    @property
    def key(self) -> tuple[str, int]:
        """行的名称."""
        return self.stream, self.no

    @property
    def next_on(self) -> date | None:
        """到哪天, as the badge of a list shows it."""
        return self.until


@dataclass(frozen=True, slots=True)
class Step:
    """一步 of the matter: on which day, what, in words, with the line that says it."""

    on: date
    title: str
    words: str
    seq: int
    case_line: bool = False


@dataclass(frozen=True, slots=True)
class MatterView:
    """一件督办 whole: its lines, its steps and its marks."""

    row: MatterRow
    sentence: str
    days: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    marks: tuple[Mark, ...]
    papers: tuple[tuple[str, str, int], ...]
    """title, number and line of the 催办单 and 督办单"""


def matters(desk: Desk) -> tuple[MatterRow, ...]:
    """督办件, those of a reviewer's own department only; the gravest first, what is done with last."""
    office = desk.who.office if desk.who.role == "部门" else ""
    with desk.store.look() as look:
        rows = [row for row in _listed(look) if not office or row.office == office]
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.state), row.until or date.max, row.code, row.no)))


_SUBJECTS: Kept[tuple[str, int]] = Kept()
"""Which case and item a matter is about."""
_ROWS: Kept[MatterRow | None] = Kept()


def _listed(look: Look) -> Iterable[MatterRow]:
    """各行: only what has grown since it was last looked at is folded again."""
    from bingliang.store.matters import newest
    from bingliang.store.streams import heads, lines_but_papers

    streams, today = newest(look, LISTED), of_today(look)
    look.gather([stream for stream in streams if _SUBJECTS.lacks(look, stream, None)])
    about = {stream: _SUBJECTS.get(look, stream, None, partial(_subject, look, stream)) for stream in streams}
    at = heads(look, [*streams, *(case for case, item in about.values() if item)])
    stamps = {stream: (at.get(stream), at.get(case), today) for stream, (case, _) in about.items()}
    stale = [stream for stream in streams if about[stream][1] and _ROWS.lacks(look, stream, stamps[stream])]
    look.gather(stale)
    cases = {stream: (fold(lines), lines) for stream, lines in lines_but_papers(look, [about[one][0] for one in stale])}
    for stream in streams:
        case, item = about[stream]
        if not item:  # rests on the streams of what it is about
            matter = fold_matter(look.entries(stream))
            yield from _loose(look, matter) if matter is not None and matter.case else ()
            continue
        if (row := _ROWS.get(look, stream, stamps[stream], partial(_made, look, stream, cases.get(case)))) is not None:
            yield row
    _ROWS.drop_all_but(look, streams)
    _SUBJECTS.drop_all_but(look, streams)


def _subject(look: Look, stream: str) -> tuple[str, int]:
    matter = fold_matter(look.entries(stream))
    return (matter.case, matter.item) if matter is not None else ("", 0)


def _made(look: Look, stream: str, about: tuple[Case | None, tuple[Entry, ...]] | None) -> MatterRow | None:
    lines = look.entries(stream)
    case, matter = about[0] if about else None, fold_matter(lines)
    if about is None or case is None or matter is None or matter.item not in case.items:
        return None
    return _row(look, case, about[1], matter, lines)


_ORDER = (
    MatterFilter.SUPERVISE, MatterFilter.REVIEW, MatterFilter.REPLY, MatterFilter.URGE, MatterFilter.OPEN,
    MatterFilter.APPEAL, MatterFilter.DONE,
)  # fmt: skip


def under(rows: Sequence[MatterRow], which: MatterFilter) -> tuple[MatterRow, ...]:
    """筛选."""
    if which is MatterFilter.OPEN:
        return tuple(row for row in rows if row.state not in (MatterFilter.DONE, MatterFilter.ELSEWHERE))
    if which is MatterFilter.APPEAL:
        return tuple(row for row in rows if row.appealing)
    return tuple(row for row in rows if row.state is which)


def _row(look: Look, case: Case, entries: Sequence[Entry], matter: Matter, lines: Sequence[Entry]) -> MatterRow:
    calendar: Calendar = look.loaded("calendar")
    catalogue: Catalogue = look.loaded("catalogue")
    item = case.items[matter.item]
    clocks, today = Clocks(item, calendar), look.today
    own = _marks(look, case, entries, matter, lines)
    appealing = any(not one.outcome for one in matter.appeals)
    state = _state(matter, item, clocks, today, appealing=appealing)
    until, word = _until(matter, clocks, state)
    body = catalogue.bodies.get(item.department)
    return MatterRow(
        stream=case.stream,
        no=item.no,
        item=item.name,
        code=case.code,
        project=str(case.project["name"]),
        enterprise=str(case.enterprise["name"]),
        department=body.short if body else item.department,
        office=item.department,
        light=light(item, calendar, today),
        state=state,
        rung=_rung(matter.warned),
        until=until,
        until_word=word,
        remaining=calendar.count(today, until) if until else None,
        provisional=until is not None and not calendar.certain(until),
        promise_late=clocks.promise_late(today),
        statute_late=clocks.statute_late(today),
        points=sum(mark.counts for mark in own),
        appealing=appealing,
    )


def _marks(
    look: Look, case: Case, entries: Sequence[Entry], matter: Matter, lines: Sequence[Entry]
) -> tuple[Mark, ...]:
    weights = terms.weights(look.loaded("catalogue"))
    found = marks(case, entries, {matter.item: (matter, lines)}, look.today, look.loaded("calendar"), weights)
    return tuple(mark for mark in found if mark.item == matter.item)


def _state(matter: Matter, item: CaseItem, clocks: Clocks, today: date, *, appealing: bool) -> MatterFilter:
    running = item.open and clocks.ended_on is None
    handing = item.open and not running and any(one.line == DELIVERING for one in matter.warned)
    order = _waiting(matter, going=running or handing)
    ignored = order is not None and order.state == "待回复" and today > order.reply_by
    late = running and (clocks.promise_late(today) or clocks.statute_late(today))
    supervised = any(one.act == "supervise" for one in matter.orders)
    if order is not None and (not ignored or order.act == "supervise"):
        # what is finished is looked at by the supervisors whether it was answered or not
        return MatterFilter.REVIEW if order.state == "待复核" or not (running or handing) else MatterFilter.REPLY
    if ignored or (late and not supervised):
        return MatterFilter.SUPERVISE
    if appealing:
        return MatterFilter.APPEAL
    if (running or handing) and not matter.orders:
        return MatterFilter.URGE
    return MatterFilter.OPEN if running or handing else MatterFilter.DONE


def _waiting(matter: Matter, *, going: bool) -> Order | None:
    """还没有了结的催办或者督办: to be urged is over with the item's end, to be supervised only with its review."""
    order = matter.order
    return None if order is not None and order.act == "urge" and not going else order


def _until(matter: Matter, clocks: Clocks, state: MatterFilter) -> tuple[date | None, str]:
    order = matter.order
    if order is not None and state is MatterFilter.REPLY:
        return order.reply_by, "回复截止"
    if clocks.ended_on is not None:
        late = clocks.delivery if clocks.item.delivered_on is None else None
        return (late.on, "送达截止") if late else (None, "")
    lines = [(line.on, word) for line, word in ((clocks.promised, "承诺"), (clocks.statutory, "法定")) if line]
    return min(lines) if lines else (None, "")


_GRAVITY = ("超期", "到期", "临期")


def _rung(warned: Sequence[Warned]) -> str:
    """到了哪一级: 法定 before 承诺, 超期 before 到期."""
    if not warned:
        return ""
    worst = min(warned, key=lambda one: (_GRAVITY.index(one.rung), one.line != "法定"))
    return f"{worst.line}{worst.rung}"


def _loose(look: Look, matter: Matter) -> Iterable[MatterRow]:
    """代办、评议的记分 of which an appeal waits: a row until it is decided."""
    if any(not one.outcome for one in matter.appeals):
        yield _loose_row(look, matter.case, loose.marks_on(look, matter.case))


def _loose_row(look: Look, stream: str, own: Sequence[Mark]) -> MatterRow:
    catalogue: Catalogue = look.loaded("catalogue")
    first = next((mark for mark in own if mark.asked), own[0])
    body = catalogue.bodies.get(first.side)
    return MatterRow(
        stream=stream, no=0, item=first.sentence, code="", project=first.kind, enterprise="",
        department=body.short if body else first.side, office=first.side, light=Light.OK, state=MatterFilter.APPEAL,
        rung="", until=None, until_word="", remaining=None, provisional=False, promise_late=0, statute_late=0,
        points=sum(mark.counts for mark in own), appealing=any(mark.asked for mark in own), kind=loose.word_of(stream),
    )  # fmt: skip


def _loose_view(look: Look, stream: str) -> MatterView:
    lines = look.entries(stream_of_matter(stream, 0))
    own = loose.marks_on(look, stream)
    row = _loose_row(look, stream, own)
    said = f"{row.kind}的记分，{row.department}；" + ("有申诉等待处理。" if row.appealing else "没有待处理的申诉。")
    return MatterView(row, said, (("记分日期", f"{own[0].on:%Y-%m-%d}"),), _steps(lines), tuple(own), ())


def matter_view(desk: Desk, stream: str, no: int) -> MatterView:
    """一件督办; a Refusal when there is no such item."""
    with desk.store.look() as look:
        if not no:
            return _loose_view(look, stream)
        entries = look.entries(stream)
        case = fold(entries)
        if case is None or no not in case.items:
            raise Refusal("没有这一项，请刷新后再看。")
        name = stream_of_matter(stream, no)
        lines = look.entries(name)
        matter = fold_matter(lines) or Matter(name, stream, no)
        row = _row(look, case, entries, matter, lines)
        presses = {order.press for order in matter.orders}
        drawn = {entry.seq for entry in entries if entry.act == "draw_up" and entry.request in presses}
        papers = tuple((paper.title, paper.number, paper.seq) for paper in case.papers if paper.seq in drawn)
        clocks = Clocks(case.items[no], look.loaded("calendar"))
        return MatterView(
            row,
            _sentence(row, matter),
            _days(clocks),
            _steps(lines),
            _marks(look, case, entries, matter, lines),
            papers,
        )


def _days(clocks: Clocks) -> tuple[tuple[str, str], ...]:
    def said(on: date | None, *, provisional: bool = False) -> str:
        return f"{on:%Y-%m-%d}{'（暂定）' if provisional else ''}" if on else "没有"

    item, promised, law = clocks.item, clocks.promised, clocks.statutory
    return (
        ("受理", said(item.acceptance.on if item.acceptance else None)),
        ("承诺办结", said(promised.on, provisional=promised.provisional) if promised else "没有"),
        ("法定办结", said(law.on, provisional=law.provisional) if law else "以办事指南为准"),
        ("办结", said(clocks.ended_on) if clocks.ended_on else "还没有"),
    )


def _sentence(row: MatterRow, matter: Matter) -> str:
    late = []
    if row.statute_late:
        late.append(f"法定超期 {row.statute_late} 个工作日")
    elif row.promise_late:
        late.append(f"承诺超时 {row.promise_late} 个工作日")
    head = f"{row.department}承办，" + ("，".join(late) or (f"{row.rung}已预警" if row.rung else "期限以内"))
    order = matter.order
    if order is None:
        return f"{head}；{_NEXT[row.state]}"
    named = "催办" if order.act == "urge" else f"{order.light.replace('灯', '牌')}督办"
    if order.state == "待复核" and order.replied_on is not None:
        return f"{head}；{named}已于 {order.replied_on:%m-%d} 回复，等督查复核。"
    return f"{head}；{order.on:%m-%d} 已{named}，请承办部门在 {order.reply_by:%m-%d} 前回复。"


_NEXT = {
    MatterFilter.URGE: "还没有催办。",
    MatterFilter.SUPERVISE: "应当督办。",
    MatterFilter.APPEAL: "有申诉等待处理。",
    MatterFilter.OPEN: "催办、督办都已了结，期限照常计算。",
    MatterFilter.DONE: "已了结。",
    MatterFilter.REPLY: "等回复。",
    MatterFilter.REVIEW: "等复核。",
}


def _steps(lines: Sequence[Entry]) -> tuple[Step, ...]:
    return tuple(
        Step(date.fromisoformat(str(entry.facts["on"])), _title(entry), _words(entry), entry.seq) for entry in lines
    )


def _title(entry: Entry) -> str:
    facts = entry.facts
    if entry.act == "warn":
        return f"{facts['line']}{facts['rung']}预警"
    if entry.act == "supervise":
        return f"{str(facts['light']).replace('灯', '牌')}督办"
    if entry.act == "hold_account":
        return str(facts["kind"])
    return ACTS[entry.act].title


def _words(entry: Entry) -> str:
    facts = entry.facts
    if entry.act == "warn":
        return f"{facts['line']}期限 {facts['due']}"
    parts = [str(facts[key]) for key in ("verdict", "outcome", "mark", "ground", "request", "words") if facts.get(key)]
    if entry.act in ("urge", "supervise"):
        parts.append(f"{facts['reply_by']} 前回复")
    if entry.act in ("hold_account", "record_violation"):
        parts = [str(facts[key]) for key in ("kind", "against", "document", "words", "article") if facts.get(key)]
    if facts.get("document") and entry.act == "exempt":
        parts.append(str(facts["document"]))
    return "；".join(parts)

"""承诺登记册: every promise made, by whom, until when, kept or broken, and which checks are still to come.

《公开承诺制度》: public pledges of the departments; the dates promised item by item; what applicants have promised
(告知承诺, 容缺, 材料真实性). Everything is read from the ledger, nothing is typed in a second time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.desk.rows import Light
from bingliang.ledger.case import Case, CaseItem, Paper
from bingliang.ledger.folding import fold
from bingliang.mechanism.public_pledges import pledge_of
from bingliang.mechanism.time_limits.clocks import SOON, Clocks

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.standing import StandingRow
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look

LISTED = 300
"""Rows of one kind that a screen is given; more than this is counted, not listed."""


class PledgeKind(StrEnum):
    """承诺的种类, in the order of the page."""

    OPEN = "限时承诺履行中"
    BROKEN = "已违诺"
    KEPT = "已兑现"
    NOTIFIED = "告知承诺"
    DEFERRED = "容缺承诺"
    TRUTH = "材料真实性承诺"
    PUBLIC = "部门公开承诺"


_SERIES = {PledgeKind.NOTIFIED: "告知承诺", PledgeKind.DEFERRED: "容缺承诺", PledgeKind.TRUTH: "真实性承诺"}
_FORMS = {
    PledgeKind.NOTIFIED: "notified_commitment",
    PledgeKind.DEFERRED: "deferral_promise",
    PledgeKind.TRUTH: "truthfulness",
}


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """承诺的一行: who promised what, until when, how it stands. `follow` says what is still to be done about it."""

    kind: PledgeKind
    who: str
    what: str
    until: date | None
    state: str
    light: Light
    follow: str = ""
    project: str = ""
    enterprise: str = ""
    number: str = ""
    stream: str = ""
    no: int = 0
    seq: int = 0
    body: str = ""
    counts: tuple[int, int, int] = (0, 0, 0)
    """部门公开承诺: 履行中, 已兑现, 已违诺."""


@dataclass(frozen=True, slots=True)
class Register:
    """登记册 of one kind, with the counts of all kinds; `complete` is False where there are more than are listed."""

    rows: tuple[PledgeRow, ...]
    counts: dict[PledgeKind, int]
    today: date
    complete: bool = True


def register(desk: Desk, kind: PledgeKind, body: str = "") -> Register:
    """登记册: one kind in full, the others by their numbers. `body` narrows the promised dates to one department."""
    with desk.store.look() as look:
        accounts = tuple(_public(look))
        own = {one: _of_kind(look, one) for one in _SERIES}
        dated = {PledgeKind.OPEN: 0, PledgeKind.KEPT: 1, PledgeKind.BROKEN: 2}
        counts = {one: sum(row.counts[at] for row in accounts) for one, at in dated.items()}
        counts |= {one: len(rows) for one, rows in own.items()} | {PledgeKind.PUBLIC: len(accounts)}
        if kind is PledgeKind.PUBLIC:
            rows: tuple[PledgeRow, ...] = accounts
        else:
            rows = own[kind] if kind in own else tuple(_dated(look, kind, body))
        ordered = {one: counts[one] for one in PledgeKind}
        return Register(rows, ordered, look.today, len(rows) < LISTED)


def _public(look: Look) -> Iterable[PledgeRow]:
    """部门公开承诺: how many items a department has promised a time for, and how it has kept them."""
    from bingliang.store import pledged

    catalogue: Catalogue = look.loaded("catalogue")
    kept = {one.body: one for one in pledged.accounts(look, look.today)}
    items: dict[str, int] = {}
    for item in (catalogue.on(code, look.today) for code in catalogue.items):
        if pledge_of(item).limit is not None and item.body in catalogue.bodies:
            items[item.body] = items.get(item.body, 0) + 1
    order = sorted({*items, *kept}, key=lambda code: (-(kept[code].broken if code in kept else 0), code))
    for code in order:
        body, account = catalogue.bodies.get(code), kept.get(code)
        counts = (account.open, account.kept, account.broken) if account else (0, 0, 0)
        done = counts[1] + counts[2]
        share = f"兑现率 {counts[1] * 100 // done}%" if done else "还没有到期的承诺"
        name = (body.name or body.short) if body else code
        light = Light.PROMISE_LATE if counts[2] else Light.OK
        yield PledgeRow(
            PledgeKind.PUBLIC, name, f"公开承诺 {items.get(code, 0)} 项时限", None, share, light,
            body=code, counts=counts,
            follow=f"履行中 {counts[0]}，已兑现 {counts[1]}，已违诺 {counts[2]}",
        )  # fmt: skip


def _dated(look: Look, kind: PledgeKind, body: str) -> Iterable[PledgeRow]:
    """限时承诺: the dates printed on acceptance notices and 承诺书."""
    from bingliang.store import pledged

    which = {
        PledgeKind.OPEN: pledged.Standing.OPEN,
        PledgeKind.KEPT: pledged.Standing.KEPT,
        PledgeKind.BROKEN: pledged.Standing.BROKEN,
    }[kind]
    catalogue: Catalogue = look.loaded("catalogue")
    calendar: Calendar = look.loaded("calendar")
    for row in pledged.promised(look, which, look.today, LISTED, body=body):
        body_of = catalogue.bodies.get(row.body)
        state, light = _state(row, kind, calendar, look.today)
        yield PledgeRow(
            kind, (body_of.short if body_of else row.body), row.title, row.promised_on, state, light,
            project=row.project, enterprise=row.enterprise, stream=row.stream, no=int(row.item or 0), body=row.body,
            follow="公开说明理由" if kind is PledgeKind.BROKEN else "",
        )  # fmt: skip


def _state(row: StandingRow, kind: PledgeKind, calendar: Calendar, today: date) -> tuple[str, Light]:
    promised, decided = row.promised_on, row.decided_on
    if promised is None:
        return str(kind), Light.DONE
    if kind is PledgeKind.OPEN:
        left = calendar.count(today, promised)
        words = "今日到期" if promised == today else f"余 {left} 个工作日"
        return words, Light.STOPPED if row.stopped else Light.SOON if left <= SOON else Light.OK
    if kind is PledgeKind.KEPT:
        return f"{decided:%m-%d} 办结" if decided else "已兑现", Light.DONE
    late = calendar.count(promised, decided or today)
    return f"超 {late} 个工作日{'办结' if decided else ''}", Light.PROMISE_LATE


# ── 申请人的承诺 ──────────────────────────────────────────────────────────────────────────────────────────────────


def _of_kind(look: Look, kind: PledgeKind) -> tuple[PledgeRow, ...]:
    from bingliang.store import pledged

    found: list[PledgeRow] = []
    cases: dict[str, Case | None] = {}
    for _, stream, seq in pledged.numbered(look, _SERIES[kind], LISTED):
        if stream not in cases:
            cases[stream] = fold(look.entries(stream))
        case = cases[stream]
        paper = next((one for one in case.papers if one.seq == seq), None) if case else None
        if case is not None and paper is not None and paper.form == _FORMS[kind] and not paper.void_reason:
            found.append(_applicants(kind, case, paper, look))
    return tuple(sorted(found, key=lambda row: (row.light not in _OWED, row.until or date.max)))


_OWED = frozenset({Light.PROMISE_LATE, Light.SOON})


def _applicants(kind: PledgeKind, case: Case, paper: Paper, look: Look) -> PledgeRow:
    calendar: Calendar = look.loaded("calendar")
    item = next((case.items[no] for no in paper.items if no in case.items), None)
    until: date | None = None
    state, light, follow = (
        ("已签署", Light.DONE, "") if paper.signed_on else ("待签署", Light.APPLICANT, "请企业签名盖章")
    )
    what = item.name if item else "本件申请材料"
    if item is not None and kind is PledgeKind.NOTIFIED:
        until, state, light, follow = _checked(item, calendar, look.today)
    elif item is not None and kind is PledgeKind.DEFERRED:
        until, state, light, follow = _deferred(item, calendar, look.today)
    return PledgeRow(
        kind, case.enterprise["name"], what, until, state, light, follow,
        project=case.project["name"], enterprise=case.enterprise["name"], number=paper.number,
        stream=case.stream, no=item.no if item else 0, seq=paper.seq,
    )  # fmt: skip


def _checked(item: CaseItem, calendar: Calendar, today: date) -> tuple[date | None, str, Light, str]:
    """告知承诺: 事中事后核查 in its time (国办发〔2020〕42号)."""
    due = Clocks(item, calendar).verification
    until = due.on if due else None
    if item.verified_on is not None:
        return until, *(
            ("核查属实", Light.DONE, "") if item.verified_true else ("核查不实", Light.PROMISE_LATE, "依法处理")
        )
    if until is None:
        return None, "待作出决定", Light.OK, "决定后核查"
    if today > until:
        return until, f"核查超 {calendar.count(until, today)} 个工作日", Light.PROMISE_LATE, "立即核查"
    left = calendar.count(today, until)
    return until, f"{left} 个工作日内核查", Light.SOON if left <= SOON else Light.OK, "核查"


def _deferred(item: CaseItem, calendar: Calendar, today: date) -> tuple[date | None, str, Light, str]:
    """容缺: in by the day the applicant has named himself."""
    until = item.deferred_until
    if item.supplemented_on is not None:
        kept = until is None or item.supplemented_on <= until
        return until, ("按时补齐" if kept else "逾期补齐"), Light.DONE if kept else Light.PROMISE_LATE, ""
    if item.ending is not None or until is None:
        return until, "已终止" if item.ending else "待补齐", Light.DONE, ""
    if today > until:
        return until, f"逾期 {calendar.count(until, today)} 个工作日未补齐", Light.PROMISE_LATE, "按容缺承诺处理"
    left = calendar.count(today, until)
    return until, f"{left} 个工作日内补齐", Light.SOON if left <= SOON else Light.OK, "提醒企业补齐"

"""承诺登记册: every promise made, by whom, until when, kept or broken, and which checks are still to come.

《公开承诺制度》: public pledges of the departments; the dates promised item by item; what applicants have promised
(告知承诺, 容缺, 材料真实性). Everything is read from the ledger, nothing is typed in a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from bingliang.desk.kept import Kept, of_today
from bingliang.desk.lights import Light
from bingliang.desk.pledges import agreed as agreed_pledges
from bingliang.desk.pledges.rows import LISTED, PledgeKind, PledgeRow
from bingliang.ledger.agreed import KEPT
from bingliang.ledger.case import Case, CaseItem, Paper
from bingliang.ledger.folding import fold
from bingliang.mechanism.public_pledges import agreed_kept, pledge_of
from bingliang.mechanism.supervision.marks import Weights
from bingliang.mechanism.time_limits.clocks import SOON, Clocks

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.agreed import Agreed
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.standing import StandingRow
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look

NEAR = 30
"""Days before a promise to an enterprise falls due at which it is shown as near; on the screen only."""

_SERIES = {PledgeKind.NOTIFIED: "告知承诺", PledgeKind.DEFERRED: "容缺承诺", PledgeKind.TRUTH: "真实性承诺"}
_FORMS = {
    PledgeKind.NOTIFIED: "notified_commitment",
    PledgeKind.DEFERRED: "deferral_promise",
    PledgeKind.TRUTH: "truthfulness",
}


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
        agreed = tuple(_agreed(one, look.today) for one in agreed_pledges.every(look))
        due = _due(own[PledgeKind.NOTIFIED], own[PledgeKind.DEFERRED], agreed)
        whole = {**own, PledgeKind.PUBLIC: accounts, PledgeKind.AGREED: agreed, PledgeKind.CHECKS: due}
        counts |= {one: len(rows) for one, rows in whole.items()} | _uncut(look, own)
        rows = whole[kind] if kind in whole else tuple(_dated(look, kind, body))
        ordered = {one: counts[one] for one in PledgeKind}
        return Register(rows, ordered, look.today, len(rows) < LISTED and ordered[kind] <= LISTED)


def _uncut(look: Look, own: Mapping[PledgeKind, Sequence[PledgeRow]]) -> dict[PledgeKind, int]:
    """一共几份 of a kind of which there are more than are listed; those void are counted, as they are not read."""
    from bingliang.store import pledged

    many = (one for one in own if len(own[one]) > LISTED // 2)
    totals = {one: pledged.count_numbered(look, _SERIES[one]) for one in many}
    return {one: total for one, total in totals.items() if total > LISTED}


def _public(look: Look) -> Iterable[PledgeRow]:
    """部门公开承诺: how many items a department has promised a time for, and how it has kept them."""
    from bingliang.store import pledged

    catalogue: Catalogue = look.loaded("catalogue")
    today = look.today
    kept = {one.body: one for one in pledged.accounts(look, look.today)}
    items: dict[str, int] = {}
    for item in (catalogue.on(code, look.today) for code in catalogue.items):
        if item.handling.offered and pledge_of(item).limit is not None and item.body in catalogue.bodies:
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
            body=code, counts=counts, number=_documents(catalogue, code, today),
            follow=f"履行中 {counts[0]}，已兑现 {counts[1]}，已违诺 {counts[2]}",
        )  # fmt: skip


def _documents(catalogue: Catalogue, body: str, today: date) -> str:
    """公布文件 of what a department promises now, and the one that takes its place on a day to come."""
    mine = [code for code, item in catalogue.items.items() if item.body == body]
    now = dict.fromkeys(one.ground for code in mine if (one := catalogue.on(code, today).promise) is not None)
    later = {
        f"{one.effective_from:%Y-%m-%d}起 {one.document}"
        for code in mine
        for one in catalogue.versions.get(code, ())
        if one.effective_from > today
    }
    return "；".join((*now, *sorted(later)))


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
    within = int(catalogue.setting("explanation_days") or Weights().explain_within)
    told = _explanations(look) if kind is PledgeKind.BROKEN else {}
    found: list[PledgeRow] = []
    for row in pledged.promised(look, which, look.today, LISTED, body=body):
        body_of = catalogue.bodies.get(row.body)
        state, light = _state(row, kind, calendar, look.today)
        no = int(row.item or 0)
        explained = told.get((row.stream, no))
        found.append(
            PledgeRow(
                kind, (body_of.short if body_of else row.body), row.title, row.promised_on, state, light,
                project=row.project, enterprise=row.enterprise, stream=row.stream, no=no, body=row.body,
                follow=_follow(row, calendar, explained, within) if kind is PledgeKind.BROKEN else "",
                seq=explained[1] if explained else 0, number=explained[2] if explained else "",
            )
        )  # fmt: skip
    # of the broken ones those that still owe their explanation stand first
    return sorted(found, key=lambda one: kind is PledgeKind.BROKEN and bool(one.seq))


def _explanations(look: Look) -> dict[tuple[str, int], tuple[date, int, str]]:
    """超时公开说明 that were published: of which item, on which day, the line and number of the paper."""
    from bingliang.store import pledged
    from bingliang.store.streams import lines_but_papers

    found: dict[tuple[str, int], tuple[date, int, str]] = {}
    papers = pledged.numbered(look, "超时说明", LISTED)
    streams = [stream for _, stream, _ in papers]
    cases = {stream: fold(lines) for stream, lines in lines_but_papers(look, streams, forms=("overrun",))}
    for number, stream, seq in papers:
        case = cases.get(stream)
        paper = next((one for one in case.papers if one.seq == seq), None) if case else None
        if case is None or paper is None or paper.void_reason:
            continue
        for no in paper.items:
            on = case.items[no].explained_on
            if on is not None:
                found.setdefault((stream, no), (on, seq, number))
    return found


def _follow(row: StandingRow, calendar: Calendar, explained: tuple[date, int, str] | None, within: int) -> str:
    """公开说明: published when, else owed until when (《优化营商环境条例》第三十六条)."""
    if explained:
        return f"{explained[0]:%m-%d} 已公开说明"
    until = calendar.workday(row.promised_on, within) if row.promised_on else None
    return f"应在 {until:%m-%d} 以前公开说明" if until else "应公开说明"


def _agreed(one: Agreed, today: date) -> PledgeRow:
    """招商协议与政策承诺: kept, broken or how many days are left, in calendar days."""
    kept = agreed_kept(one, today)
    left = (one.until - today).days
    if kept:
        state, light, follow = f"{one.settled_on:%Y-%m-%d} 兑现", Light.DONE, one.proof
    elif one.settled_on is not None:
        late = one.outcome == KEPT
        state = f"{one.settled_on:%m-%d} {'逾期兑现' if late else '认定未兑现'}"
        light, follow = Light.PROMISE_LATE, one.proof if late else one.reason
    elif kept is None:
        state, light = f"余 {left} 天", Light.SOON if left <= NEAR else Light.OK
        follow = "到期前兑现并登记"
    else:
        state, light, follow = f"已过 {-left} 天", Light.PROMISE_LATE, "兑现，或者登记原因和补救"
    return PledgeRow(
        PledgeKind.AGREED, one.owner, one.words, one.until, state, light, follow, project=one.project,
        enterprise=one.enterprise, number=f"{one.kind} · {one.document}", stream=one.stream, kept=one.outcome == KEPT,
    )  # fmt: skip


def _due(*some: tuple[PledgeRow, ...]) -> tuple[PledgeRow, ...]:
    """待核查: what somebody has still to check or to settle, the most urgent first."""
    waiting = (row for rows in some for row in rows if row.until is not None and row.follow and row.light in _WAITING)
    return tuple(sorted(waiting, key=lambda row: (row.light is not Light.PROMISE_LATE, row.until or date.max)))


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
    from bingliang.store.streams import heads, lines_but_papers

    papers = [(stream, seq) for _, stream, seq in pledged.numbered(look, _SERIES[kind], LISTED)]
    at, today = heads(look, [stream for stream, _ in papers]), of_today(look)
    stamps = {stream: (head, today) for stream, head in at.items()}
    stale = [stream for stream, seq in papers if _KEPT.lacks(look, (kind, stream, seq), stamps[stream])]
    cases = {stream: fold(lines) for stream, lines in lines_but_papers(look, stale, forms=(_FORMS[kind],))}
    found = [
        _KEPT.get(look, (kind, stream, seq), stamps[stream], partial(_pledge, look, kind, cases.get(stream), seq))
        for stream, seq in papers
    ]
    rows = (row for row in found if row is not None)
    return tuple(sorted(rows, key=lambda row: (row.light not in _OWED, row.until or date.max)))


_KEPT: Kept[PledgeRow | None] = Kept()


def _pledge(look: Look, kind: PledgeKind, case: Case | None, seq: int) -> PledgeRow | None:
    paper = next((one for one in case.papers if one.seq == seq), None) if case else None
    if case is None or paper is None or paper.form != _FORMS[kind] or paper.void_reason:
        return None
    return _applicants(kind, case, paper, look)


_WAITING = frozenset({Light.PROMISE_LATE, Light.SOON, Light.OK})
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
            ("核查属实", Light.DONE, "")
            if item.verified_true
            else ("核查不实，信用已修复", Light.DONE, "")
            if item.repaired_on
            else ("核查不实，未修复", Light.PROMISE_LATE, "依法处理，修复前不得再承诺")
        )
    if until is None:
        return None, "待作出决定", Light.OK, "决定后核查"
    if today > until:
        return until, f"核查超 {calendar.count(until, today)} 个工作日", Light.PROMISE_LATE, "立即核查"
    left = calendar.count(today, until)
    return until, f"{left} 个工作日内核查", Light.SOON if left <= SOON else Light.OK, "核查"


def _deferred(item: CaseItem, calendar: Calendar, today: date) -> tuple[date | None, str, Light, str]:
    """容缺: in by the day the applicant has named himself."""
    until = Clocks(item, calendar).deferral
    if item.supplemented_on is not None:
        kept = until is None or item.supplemented_on <= until
        return until, ("按时补齐" if kept else "逾期补齐"), Light.DONE if kept else Light.PROMISE_LATE, ""
    if item.ending is not None or until is None:
        return until, "已终止" if item.ending else "待补齐", Light.DONE, ""
    if today > until:
        return until, f"逾期 {calendar.count(until, today)} 个工作日未补齐", Light.PROMISE_LATE, "按容缺承诺处理"
    left = calendar.count(today, until)
    return until, f"{left} 个工作日内补齐", Light.SOON if left <= SOON else Light.OK, "提醒企业补齐"

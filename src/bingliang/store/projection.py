"""投影: a case stream folded into its standing rows, and those rows computed again when the calendar changes.

One path for both: an item row carries the inputs of its dates (`terms`), and `retimed` makes the dates from them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bingliang.ledger.acts import Entry
from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.catalogue import Unit
from bingliang.ledger.folding import fold
from bingliang.ledger.happened import Meeting, Opinion
from bingliang.ledger.own_matters import OWN, OwnMatter
from bingliang.ledger.standing import ATTENDING, RECTIFYING, REINSPECTING, SIGNING, Level, StandingRow, Waiting
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits import clocks
from bingliang.mechanism.time_limits.clocks import Clocks, running
from bingliang.mechanism.time_limits.term import Due, Stop, Term, due

_WAITING = {
    ItemState.WAITING: Waiting.HELD,
    ItemState.CORRECTING: Waiting.APPLICANT,
    ItemState.DECIDED: Waiting.COLLECT,
}
_FINISHED = frozenset({ItemState.DONE, ItemState.ENDED})


def rows(stream: str, entries: Sequence[Entry], loaded: Callable[[str], Any]) -> tuple[StandingRow, ...]:
    """现状各行 of one stream: the case, its items, and the opinions asked of other bodies; none for other streams."""
    case = fold(entries)
    if case is None:
        return ()
    calendar: Calendar = loaded("calendar")
    items = [retimed(_item(case, item, calendar), calendar) for item in case.items.values()]
    tasks = [row for item in case.items.values() for row in _tasks(case, item)]
    tasks += [row for meeting in case.meetings for row in _called(case, meeting)]
    tasks += [_own(case, number, matter) for number, matter in enumerate(case.own_matters, 1)]
    return (gathered(_case(stream, case), items), *items, *tasks)


def retimed(row: StandingRow, calendar: Calendar) -> StandingRow:
    """重算日期 of one item row from its own terms: the same code at every act and at every new notice."""
    terms: dict[str, Any] = json.loads(row.terms)
    found = {key: _term(terms[key]) for key in "spgcdfj" if key in terms}
    if "e" in terms:
        accepted, expires = (date.fromisoformat(day) for day in terms["e"])
        found["e"] = clocks.before_expiry(accepted, expires, calendar)
    if "p" in found:
        found["p"] = clocks.within_law(found["p"], [found.get(key) for key in "gsje"], calendar)
    lines = {key: due(running(term, calendar), calendar) for key, term in found.items()}
    law = min((lines[key] for key in "sje" if key in lines), key=lambda line: line.on, default=None)
    near = [lines[key].earliest for key in terms.get("next", ()) if key in lines]
    if terms.get("until"):
        near.append(date.fromisoformat(terms["until"]))
    if terms.get("correct"):  # the applicant's last day rolls on when a notice makes it a rest day
        near.append(calendar.on_or_after(date.fromisoformat(terms["correct"])))
    return replace(
        row,
        due_on=_on(law),
        promised_on=_on(lines.get("p")),
        next_on=min(near, default=None),
        provisional=any(line.provisional for line in (law, lines.get("p")) if line is not None),
    )


def gathered(case: StandingRow, items: Sequence[StandingRow]) -> StandingRow:
    """汇总 the item rows into the case row: what is nearest, whether anything is open, stopped or outside."""
    running_items = [row for row in items if row.open and row.decided_on is None]
    # what was forwarded is the higher authority's: its passing is neither this zone's promise nor its law
    ours = [row for row in running_items if not row.outside]
    opened = [row for row in items if row.open]
    decided = [row.decided_on for row in items if row.decided_on]
    collect = next((row.waiting for row in opened if row.waiting is Waiting.COLLECT), None)
    waits = {row.waiting for row in opened}
    return replace(
        case,
        due_on=min((row.due_on for row in ours if row.due_on), default=None),
        promised_on=min((row.promised_on for row in ours if row.promised_on), default=None),
        next_on=min((row.next_on for row in opened if row.next_on), default=None),
        provisional=any(row.provisional for row in ours),
        stopped=any(row.stopped for row in running_items),
        outside=any(row.outside for row in running_items),
        open=bool(opened),
        waiting=collect or (waits.pop() if len(waits) == 1 else Waiting.NOTHING),
        ended_on=None if opened else max((row.ended_on for row in items if row.ended_on), default=None),
        decided_on=max(decided, default=None),
        promise_broken=any(row.promise_broken for row in items),
        statute_broken=any(row.statute_broken for row in items),
        items_total=len(items),
        items_done=sum(1 for row in items if row.decided_on or not row.open),
        segments=json.dumps([_segment(row) for row in items], ensure_ascii=False, separators=(",", ":")),
    )


def _segment(row: StandingRow) -> list[object]:
    """一段: name, state, nearest date, promised, statutory date, and whether a special step is going on."""
    days = [None if day is None else day.isoformat() for day in (row.next_on, row.promised_on, row.due_on)]
    return [row.title, row.stage, *days, int(row.stopped)]


def _on(line: Due | None) -> date | None:
    return None if line is None else line.on


def _case(stream: str, case: Case) -> StandingRow:
    return StandingRow(
        stream=stream,
        level=Level.CASE,
        code=case.code,
        title=case.project["name"],
        enterprise=case.enterprise["name"],
        enterprise_id=str(case.enterprise.get("id", "")),
        project=case.project["name"],
        project_id=str(case.project.get("id", "")),
        counter=case.desk,
        clerk=case.clerk,
        stage="办结" if case.closed_on else case.stage,
        received_on=case.received_on,
        tags=tuple(case.project.get("tags", ())),
        green=case.goes_first,
    )


def _item(case: Case, item: CaseItem, calendar: Calendar) -> StandingRow:
    state, decision = item.state, item.decision
    read = Clocks(item, calendar)
    ended = decision.on if decision else (item.ending.on if item.ending else None)
    done = read.ended_on
    return StandingRow(
        stream=case.stream,
        level=Level.ITEM,
        item=f"{item.no:02d}",
        code=case.code,
        title=item.name,
        enterprise=case.enterprise["name"],
        enterprise_id=str(case.enterprise.get("id", "")),
        project=case.project["name"],
        project_id=str(case.project.get("id", "")),
        department=item.department,
        body=item.body,
        counter=case.desk,
        clerk=item.clerk or case.clerk,
        stage=state.value,
        received_on=item.received_on or item.held_on,
        accepted_on=item.acceptance.on if item.acceptance else None,
        stopped=item.open and any(step.result_on is None for step in item.steps),
        outside=state is ItemState.FORWARDED,
        open=state not in _FINISHED,
        waiting=_WAITING.get(state, Waiting.NOTHING),
        ended_on=(item.delivered_on or ended) if state in _FINISHED else None,
        decided_on=decision.on if decision else None,
        promise_broken=done is not None and read.promise_late(done) > 0,
        statute_broken=done is not None and read.statute_late(done) > 0,
        items_total=1,
        items_done=0 if item.open else 1,
        terms=json.dumps(_terms(item), ensure_ascii=False, separators=(",", ":")),
        tags=tuple(case.project.get("tags", ())),
        green=case.goes_first,
    )


def _terms(item: CaseItem) -> dict[str, object]:
    """各期限的输入: s 法定, j 联合办理外框, e 届满前, p 承诺, g 绿色通道的承诺, c 告知, d 送达, f 待核参考; `next` names those whose dates matter now."""
    found: dict[str, Term | None] = {
        "s": clocks.statutory_term(item),
        "j": clocks.frame_term(item),
        "p": clocks.promised_term(item),
        "g": clocks.hastened_term(item),
    }
    near: tuple[str, ...] = ()
    state = item.state
    if state is ItemState.RECEIVED and item.corrected_on is None:
        found["c"], near = clocks.completeness_term(item), ("c",)
    elif state is ItemState.HANDLING:
        near = ("s", "j", "p", "f", *(("e",) if item.expires_on else ()))
        if item.acceptance is not None and not (found["s"] or found["j"]):
            limit = clocks.FALLBACK
            found["f"] = Term(item.acceptance.on, limit.value, limit.unit, clocks.stops_of(item))
    elif state is ItemState.DECIDED and item.decision is not None:
        found["d"], near = Term(item.decision.on, clocks.DELIVERY.value, clocks.DELIVERY.unit), ("d",)
    facts: dict[str, object] = {key: _term_facts(term) for key, term in found.items() if term is not None}
    facts["next"] = list(near)
    if item.expires_on and item.acceptance is not None:
        facts["e"] = [item.acceptance.on.isoformat(), item.expires_on.isoformat()]
    if state is ItemState.CORRECTING and item.correction_until:
        facts["correct"] = item.correction_until.isoformat()
    if state is ItemState.RECEIVED and item.corrected_on:
        facts["until"] = item.corrected_on.isoformat()
    return facts


def _term_facts(term: Term) -> list[object]:
    stops = [[stop.after.isoformat(), stop.until.isoformat()] for stop in term.stops]
    rolled = [True] if term.extension_from_rolled else []
    return [term.start.isoformat(), term.value, term.unit.value, stops, term.extension, *rolled]


def _term(facts: Sequence[Any]) -> Term:
    start, value, unit, stops, extension, *rolled = facts
    return Term(
        date.fromisoformat(start),
        value,
        Unit(unit),
        tuple(Stop(date.fromisoformat(after), date.fromisoformat(until)) for after, until in stops),
        extension,
        bool(rolled),
    )


def _tasks(case: Case, item: CaseItem) -> list[StandingRow]:
    """征求意见 as tasks of the bodies asked: internal lines of their own, never in an item's."""
    return [
        StandingRow(
            stream=case.stream,
            level=Level.TASK,
            item=f"{item.no:02d}",
            task=f"{number:02d}",
            code=case.code,
            title=f"{item.name}（征求意见）",
            enterprise=case.enterprise["name"],
            project=case.project["name"],
            department=opinion.department,
            counter=case.desk,
            clerk=case.clerk,
            stage=_stage(opinion),
            received_on=opinion.asked_on,
            due_on=opinion.reply_by,
            next_on=(opinion.reply_by or opinion.sign_by) if opinion.open else None,
            open=opinion.open,
            ended_on=opinion.replied_on or opinion.lapsed_on,
            decided_on=opinion.replied_on,
            green=case.goes_first,
        )
        for number, opinion in enumerate(item.opinions, 1)
    ]


def _called(case: Case, meeting: Meeting) -> list[StandingRow]:
    """会审、踏勘、验收 as tasks of the departments called: their word, then the enterprise's turn, then the second look.

    Numbered behind any opinion of the item (three digits), so that each keeps its place.
    """
    pending = {one.department: one for one in meeting.reinspecting}
    rows = []
    for number, department in enumerate(meeting.departments, 1):
        voice, report = meeting.last.get(department), pending.get(department)
        objects = department in meeting.objecting
        stage = REINSPECTING if report else RECTIFYING if objects else ATTENDING
        waits = meeting.concluded_on is None and (voice is None or objects)
        until = report.by if report else None if objects else date.fromisoformat(meeting.at[:10])
        rows.append(
            StandingRow(
                stream=case.stream,
                level=Level.TASK,
                item=f"{meeting.items[0]:02d}",
                task=f"{meeting.no}{number:02d}",
                code=case.code,
                title=f"{case.items[meeting.items[0]].name}（{meeting.kind}）",
                enterprise=case.enterprise["name"],
                project=case.project["name"],
                department=department,
                counter=case.desk,
                clerk=case.clerk,
                stage=stage,
                received_on=meeting.on,
                due_on=until if waits else None,
                next_on=until if waits else None,
                open=waits,
                ended_on=None if waits else (voice.on if voice else meeting.concluded_on),
                green=case.goes_first,
            )
        )
    return rows


def _stage(opinion: Opinion) -> str:
    if not opinion.open:
        return "已回复" if opinion.replied_on else "逾期默认"
    return SIGNING if opinion.unsigned else "征求意见"


def _own(case: Case, number: int, matter: OwnMatter) -> StandingRow:
    """企业自办事项: found across all cases; its date is folded when it is read, so that a notice need not move it here."""
    return StandingRow(
        stream=case.stream,
        level=Level.TASK,
        item="00",
        task=f"{number:02d}",
        code=case.code,
        title=matter.name,
        enterprise=case.enterprise["name"],
        enterprise_id=str(case.enterprise.get("id", "")),
        project=case.project["name"],
        project_id=str(case.project.get("id", "")),
        department=OWN,
        counter=case.desk,
        clerk=case.clerk,
        stage=matter.kind,
        received_on=matter.on,
        open=matter.done_on is None,
        ended_on=matter.done_on,
        green=case.goes_first,
    )

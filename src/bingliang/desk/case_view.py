"""办件详情: a case folded into what its page shows: lanes, log, papers, the sentence to read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from bingliang.desk import words
from bingliang.desk.casework import bags
from bingliang.desk.papers.marks import owed
from bingliang.desk.rows import CaseView, Lane, LaneSpan, LogPaper, LogRow, MaterialRow, PaperRow, SpanKind
from bingliang.desk.sentence import sentence
from bingliang.ledger.acts import ACTS, Entry
from bingliang.ledger.case import Case, CaseItem, ItemState, day
from bingliang.ledger.catalogue import Catalogue
from bingliang.ledger.folding import amended, fold
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.parallel_approval import bundled
from bingliang.mechanism.parallel_approval.span import span
from bingliang.mechanism.time_limits.clocks import Clocks, stops_of
from bingliang.paper.form import Form


def case_view(
    entries: Sequence[Entry],
    catalogue: Catalogue,
    calendar: Calendar,
    today: date,
    forms: Mapping[str, Form] | None = None,
) -> CaseView | None:
    """办件详情 out of the case's entries; None when the stream is no case. `forms` tell what each paper still owes."""
    case = fold(entries)
    if case is None:
        return None
    measured = span(case, calendar)
    path = measured.path if measured and len(case.items) > 1 else ()  # one item alone is on no path
    lanes = tuple(_lane(case, item, catalogue, calendar, today, item.no in path) for item in case.items.values())
    return CaseView(
        stream=case.stream,
        code=case.code,
        sentence=sentence(case, catalogue, calendar, today),
        enterprise=case.enterprise["name"],
        credit_code=case.enterprise["credit_code"],
        project=case.project["name"],
        project_code=case.project.get("code", ""),
        works=case.works.get("name", ""),
        stage=case.stage,
        received_on=case.received_on,
        counter=case.desk,
        clerk=case.clerk,
        handing="、".join(f"{one.receiver}待接收" for one in case.handings),
        light=words.case_light(case, calendar, today),
        lanes=lanes,
        log=tuple(_log(case, entries)),
        papers=tuple(_papers(case, forms or {})),
        materials=tuple(_materials(case)),
        span_workdays=measured.workdays if measured else None,
        serial_workdays=measured.serial if measured else None,
        critical_path=tuple(case.items[no].name for no in path),
        today=today,
        closed_on=case.closed_on,
        rest_days=_rest_days(lanes, calendar, case.received_on, today),
        tags=tuple(case.project.get("tags", ())),
        green=case.green.tag if case.green is not None and case.green.in_force else "",
        filing=str(entries[0].facts.get("filing", "")),
        bundle=bundled.words(case),
        errand=case.errand,
        bag=bags.where(case, today),
        owed=bags.owed(case),
    )


def _lane(case: Case, item: CaseItem, catalogue: Catalogue, calendar: Calendar, today: date, critical: bool) -> Lane:  # noqa: FBT001  # one caller, one line
    clocks = Clocks(item, calendar)
    statutory, promised, decision = clocks.statutory, clocks.promised, item.decision
    body = catalogue.bodies[item.body]
    department = catalogue.bodies.get(item.department, body)
    return Lane(
        no=item.no,
        item=item.code,
        item_name=item.name,
        department=department.short,
        body=body.name or body.short,
        handling=item.handling.value,
        light=words.light(item, calendar, today),
        word=words.tail(case, item, calendar, today),
        spans=(
            *_spans(item, today),
            *_rectifying(case, item, {body.name, body.short, department.name, department.short}),
        ),
        received_on=item.received_on,
        accepted_on=item.acceptance.on if item.acceptance else None,
        due_on=statutory.on if statutory else None,
        due_other=statutory.by_workday if statutory else None,
        promised_on=promised.on if promised else None,
        provisional=any(line.provisional for line in (statutory, promised) if line),
        decided_on=decision.on if decision else None,
        decision=decision.word if decision else "",
        document=decision.document if decision else "",
        delivered_on=item.delivered_on,
        delivery_due=clocks.delivery.on if clocks.delivery else None,
        critical=critical,
        clerk=item.clerk,
    )


def _spans(item: CaseItem, today: date) -> Iterable[LaneSpan]:
    """时段: in the order of the day; the service side's and the applicant's time drawn differently."""
    end = item.decision.on if item.decision else (item.ending.on if item.ending else None)
    if item.held_on is not None:
        yield LaneSpan(
            SpanKind.WAITING, item.held_on, item.received_on or end, "、".join(w.text for w in item.waits_for)
        )
    if item.received_on is None:
        return
    checked = item.noticed_on or (item.acceptance.on if item.acceptance else end)
    if checked is None or checked > item.received_on:
        yield LaneSpan(SpanKind.CHECK, item.received_on, checked)
    if item.noticed_on is not None:
        yield LaneSpan(SpanKind.APPLICANT, item.noticed_on, item.corrected_on or end, "待企业补正")
    if item.acceptance is not None:
        outside = item.forwarded_on
        yield LaneSpan(SpanKind.HANDLING, item.acceptance.on, outside or end)
        for step, stop in zip(item.steps, stops_of(item), strict=False):
            yield LaneSpan(SpanKind.STOPPED, stop.after + timedelta(days=1), min(stop.until, end or today), step.name)
        if outside is not None:
            yield LaneSpan(SpanKind.OUTSIDE, outside, end)
    if item.state is ItemState.DECIDED or (
        item.decision and item.delivered_on and item.delivered_on > item.decision.on
    ):
        yield LaneSpan(SpanKind.COLLECT, item.decision.on if item.decision else today, item.delivered_on)


def _rectifying(case: Case, item: CaseItem, names: set[str]) -> Iterable[LaneSpan]:
    """企业整改: from a department's objection at a meeting to its next word; drawn over the handling, whose clock runs on."""
    for meeting in case.meetings:
        if item.no not in meeting.items:
            continue
        voices = [voice for voice in meeting.voices if voice.department in names]
        for at, voice in enumerate(voices):
            if voice.verdict == "有意见":
                ended = voices[at + 1].on if at + 1 < len(voices) else meeting.concluded_on
                round_ = sum(one.verdict == "有意见" for one in voices[: at + 1])
                report = next((one for one in meeting.reports if one.department in names and one.round == round_), None)
                yield LaneSpan(SpanKind.RECTIFYING, voice.on, report.on if report else ended, "整改中，期限照常计算")


def _log(case: Case, entries: Sequence[Entry]) -> Iterable[LogRow]:
    """流转记录, newest first; the papers of an act are folded under it, so that they do not drown what was done."""
    lines = {entry.seq: entry for entry in entries}
    right = {entry.seq: entry for entry in amended(entries)}
    under = _under(entries)
    folded = {paper.seq for papers in under.values() for paper in papers}
    for entry in reversed(entries):
        act = ACTS.get(entry.act)
        if act is None or entry.act == "issue" or entry.seq in folded:
            continue
        facts = entry.facts
        on = next((facts[key] for key in ("on", "accepted_on", "received_on", "served_on", "result_on", "approved_on")
                   if key in facts), entry.at.date())  # fmt: skip
        yield LogRow(
            at=entry.at,
            on=day(on),
            who=words.by(entry),
            counter=entry.counter,
            act=act.title,
            text=words.amendment(case, entry, lines)
            if entry.act == "amend"
            else words.entry(case, entry) + ("" if right.get(entry.seq) == entry else "（已更正）"),
            article=act.article,
            late="late_reason" in facts,
            papers=tuple(under.get(entry.seq, ())),
            seq=entry.seq,
        )


def _under(entries: Sequence[Entry]) -> dict[int, list[LogPaper]]:
    """每一行之下的文书: those drawn up by the same press, under the act before them."""
    found: dict[int, list[LogPaper]] = {}
    lead: dict[str, int] = {}
    for entry in entries:
        if entry.act == "draw_up" and entry.request in lead:
            facts = entry.facts
            paper = LogPaper(str(facts["title"]), str(facts["number"]), entry.seq)
            found.setdefault(lead[entry.request], []).append(paper)
        elif entry.act not in {"draw_up", "issue", "dispatch", "void", "void_row"}:
            lead[entry.request] = entry.seq
    return found


def _papers(case: Case, forms: Mapping[str, Form]) -> Iterable[PaperRow]:
    for paper in reversed(case.papers):
        yield PaperRow(
            number=paper.number,
            title=paper.title,
            form=paper.form,
            drawn_on=paper.on,
            issued=bool(paper.sm3),
            void=bool(paper.void_reason),
            sm3=paper.sm3,
            pages=paper.pages,
            stream=case.stream,
            seq=paper.seq,
            void_reason=paper.void_reason,
            partly="；".join(paper.void_rows),
            items=tuple(case.items[no].name for no in paper.items if no in case.items),
            code=case.code,
            project=case.project["name"],
            enterprise=case.enterprise["name"],
            owed=owed(forms.get(paper.form), paper),
        )


def _materials(case: Case) -> Iterable[MaterialRow]:
    for no, row in enumerate(case.materials, 1):
        names = tuple(case.items[n].name for n in row.get("for", ()) if n in case.items)
        yield MaterialRow(no, row["name"], names, int(row.get("originals", 0)), int(row.get("copies", 0)), row["state"])


_SHOWN = 130
"""Days behind the last mark that a chart 2,560 pixels wide may show."""


def _rest_days(lanes: Sequence[Lane], calendar: Calendar, first: date, today: date) -> frozenset[date]:
    """非工作日 drawn behind the lanes, as far as the widest chart shows: a day without shade would pass for a workday."""
    marks = [d for lane in lanes for d in (lane.due_on, lane.promised_on, lane.decided_on, lane.delivered_on) if d]
    last = max((*marks, today)) + timedelta(days=_SHOWN)
    begin = max(first - timedelta(days=14), calendar.first)
    days = (begin + timedelta(days=n) for n in range((last - begin).days + 1))
    return frozenset(d for d in days if not calendar.is_workday(d))

"""录入更正: a recorded line is never changed; a further line names it, the reason and the facts that hold instead.

Both stay visible, clocks are computed again, papers on the wrong fact are voided (numbers kept) and drawn up anew. What
cannot be taken back, a delivered decision, is refused with the way the law offers.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bingliang.desk.file import File
from bingliang.ledger.acts import ACTS, DECISIONS, Entry, Refusal
from bingliang.ledger.case import CaseItem, Facts, day, limit_of
from bingliang.mechanism.time_limits.start import started_on
from bingliang.mechanism.time_limits.term import Term, due

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

_FIXED = frozenset({"draw_up", "issue", "void", "amend", "anchor", "publish_notice"})
_DATES = ("on", "accepted_on", "received_on", "started_on", "served_on", "result_on", "approved_on")
_ACCEPTANCES = frozenset({"accept", "deem_accepted"})


def amend(
    desk: Desk,
    request: str,
    stream: str,
    seq: int,
    facts: Mapping[str, Any],
    *,
    reason: str,
    approved_by: str = "",
) -> Answer:
    """录入更正 of line `seq`: `facts` are the fields that were wrong, with their right values.

    Acts with legal effect need an approver. Refusal for a delivered decision and for lines of the machine's own.
    """

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        line = _line(file, seq)
        _may_amend(file, line, facts, reason, approved_by)
        right = _whole(file, line, dict(facts))
        was = {key: line.facts.get(key) for key in right}
        file.add("amend", {"seq": seq, "reason": reason, "approved_by": approved_by, "facts": right, "was": was})
        _check_order(file)
        _redraw(file, line, reason)
        file.follow()
        return file

    return desk.act(request, "amend", decide)


def _line(file: File, seq: int) -> Entry:
    for entry in file.entries:
        if entry.seq == seq:
            return entry
    raise ValueError(f"办件{file.case.code}没有第{seq}行记录，请核对。")


def _may_amend(file: File, line: Entry, facts: Mapping[str, Any], reason: str, approved_by: str) -> None:
    act = ACTS[line.act]
    if line.act in _FIXED:
        raise Refusal(f"“{act.title}”由程序记录，不能更正。")
    if not facts:
        raise ValueError("没有填写更正后的内容。")
    unknown = [key for key in facts if key not in line.facts]
    if unknown:
        raise ValueError(f"“{act.title}”没有“{'、'.join(unknown)}”这一栏，请核对。")
    if not reason.strip():
        raise ValueError("请写明更正原因，更正前后的内容都会保留。")
    if act.legal and not approved_by.strip():
        raise ValueError(f"“{act.title}”有法律效力，更正须经批准，请填写批准人职务。")
    item = _item(file, line)
    if line.act in DECISIONS and item is not None and item.delivered_on is not None:
        raise Refusal(
            f"“{item.name}”的决定已于{item.delivered_on:%Y-%m-%d}送达，不能以录入更正改动；内容有误的办理决定更正，违法的依法撤销。",
            "《行政许可法》第六十九条",
        )


def _item(file: File, line: Entry) -> CaseItem | None:
    no = line.facts.get("item")
    return file.case.items.get(no) if isinstance(no, int) else None


def _whole(file: File, line: Entry, facts: dict[str, Any]) -> dict[str, Any]:
    """The right facts with all that follows from them: a new acceptance day moves its start days and printed dates.

    The limit and the promise stay those copied at acceptance, whatever the catalogue says today.
    """
    today = file.today
    for key in _DATES:
        if facts.get(key) and day(facts[key]) > today:
            raise ValueError(f"更正后的日期{facts[key]}晚于今天{today:%Y-%m-%d}，请核对。")
    item = _item(file, line)
    if line.act not in _ACCEPTANCES or "accepted_on" not in facts or item is None:
        return facts
    on = day(facts["accepted_on"])
    old: Facts = line.facts
    for key, kept, starts in (("due", "limit", "started_on"), ("promised_due", "promise", "promised_from")):
        limit = limit_of(old.get(kept))
        if limit is not None:
            begin = started_on(item, limit, on)
            facts[starts] = begin.isoformat()
            facts[key] = due(Term(begin, limit.value, limit.unit), file.calendar).on.isoformat()
    return facts


def _check_order(file: File) -> None:
    """The corrected file must still be in order: receipt, acceptance, decision, delivery."""
    for item in file.case.items.values():
        acceptance, decision = item.acceptance, item.decision
        days: list[tuple[str, date | None]] = [
            ("收件", item.received_on),
            ("受理", acceptance.on if acceptance else None),
            ("决定", decision.on if decision else None),
            ("送达", item.delivered_on),
        ]
        known = [(word, on) for word, on in days if on is not None]
        for (before, earlier), (after, later) in pairwise(known):
            if later < earlier:
                raise ValueError(
                    f"更正后“{item.name}”的{after}日{later:%Y-%m-%d}早于{before}日{earlier:%Y-%m-%d}，请核对。"
                )


def _redraw(file: File, line: Entry, reason: str) -> None:
    """文书: those drawn up by the same press, and every later 承诺书 that restates the date, are voided and made anew."""
    requests = {entry.seq: entry.request for entry in file.entries}
    wrong = [
        paper
        for paper in file.case.papers
        if not paper.void_reason
        and (
            requests.get(paper.seq) == line.request
            or (paper.form == "commitment" and paper.seq > line.seq and line.act in _ACCEPTANCES)
        )
    ]
    for paper in wrong:
        file.add("void", {"paper": paper.seq, "number": paper.number, "reason": f"录入更正：{reason}"})
        kept = {group: paper.facts[group] for group in ("commitment", "decision") if group in paper.facts}
        file.paper(paper.form, file.today, paper.items, **kept)

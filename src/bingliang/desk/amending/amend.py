"""录入更正: a recorded line is never changed; a further line names it, the reason and the facts that hold instead.

Both stay visible, clocks are computed again, papers on the wrong fact are voided (numbers kept) and drawn up anew. What
cannot be taken back, a delivered decision, is refused with the way the law offers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bingliang.desk import numbers
from bingliang.desk.amending.rules import (
    ACCEPTANCES,
    check_order,
    item_of,
    may_amend,
    silent_since,
    still_served,
    told_in_time,
    well_founded,
    whole,
)
from bingliang.desk.file import File
from bingliang.desk.papers import signing
from bingliang.ledger.acts import Entry, Refusal
from bingliang.ledger.case import Facts, Paper
from bingliang.ledger.folding import amended
from bingliang.mechanism import overall
from bingliang.mechanism.time_limits.start import started_on

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

_OPENERS = frozenset({"receive", "migrate"})
_NUMBERED = {
    "accept": ("number", "受理"),
    "deem_accepted": ("number", "受理"),
    "grant": ("document", "准予"),
    "grant_deferred": ("document", "准予"),
    "refuse": ("document", "不予"),
    "decline": ("number", "不予受理"),
}
"""哪一栏是我们自己的文号, and of which kind."""


@dataclass(frozen=True, slots=True)
class Approved:
    """更正的缘由: why, and for an act with legal effect the post that approved it."""

    reason: str
    by: str = ""


def amend(desk: Desk, request: str, stream: str, seq: int, facts: Mapping[str, Any], approved: Approved) -> Answer:
    """录入更正 of line `seq`: `facts` are the fields that were wrong, with their right values.

    Acts with legal effect need an approver. Refusal for a delivered decision and for lines of the machine's own.
    """

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("amend", work.who)
        line = line_of(file, seq)
        changed = {key: value for key, value in facts.items() if key not in line.facts or line.facts[key] != value}
        may_amend(file, line)
        well_founded(line, changed, approved.reason, approved.by)
        told_in_time(file, line, changed)
        words = {"reason": approved.reason, "approved_by": approved.by}
        righted = [_put_right(file, line, changed, words)]
        righted += _followers(file, words)
        if line.act not in ACCEPTANCES:
            righted += _started_anew(file, words)
        _fallen(file, words)
        check_order(file)
        for one in righted:
            _redraw(file, one, approved.reason)
        file.follow()
        return file

    return desk.act(request, "amend", decide)


@dataclass(frozen=True, slots=True)
class _Righted:
    """更正了的一行: the line as it stood, the facts that hold instead, and the papers that rested on it."""

    line: Entry
    right: Mapping[str, Any]
    papers: Sequence[Paper]


def _put_right(file: File, line: Entry, facts: Mapping[str, Any], words: Mapping[str, str]) -> _Righted:
    still_served(line, facts)
    right = whole(file, line, dict(facts))
    papers = _wrong_papers(file, line)
    right |= _new_number(file, line, papers)
    was = {key: line.facts.get(key) for key in right}
    file.add("amend", {"seq": line.seq, **words, "facts": right, "was": was})
    _same_paper(file, line, right, papers, words)
    return _Righted(line, right, papers)


def _followers(file: File, words: Mapping[str, str]) -> list[_Righted]:
    """随之改变: what became formal on the day of a decision moves with it, and with that the start of its own clocks."""
    found: list[_Righted] = []
    for no, item in file.case.items.items():
        since = overall.prerequisites_on(file.case, item)
        lines = [entry for entry in amended(file.entries) if entry.facts.get("item") == no]
        formal = [entry for entry in lines if entry.act == "formalise"]
        outside = any(wait.no is None for wait in item.waits_for)
        if not formal or outside or since is None or since == item.received_on:
            continue
        found.append(_put_right(file, formal[0], {"on": since.isoformat()}, words))
        taken = [entry for entry in lines if entry.act in ACCEPTANCES]
        found += [_put_right(file, entry, {"accepted_on": entry.facts["accepted_on"]}, words) for entry in taken[:1]]
    return found


def _started_anew(file: File, words: Mapping[str, str]) -> list[_Righted]:
    """起算日随之改变: a limit from 收到 starts with the right day of receipt, and what was corrected is accepted on the day all
    was in; where the right day shows that the period had passed in silence, the day of receipt is the acceptance day.
    """
    found: list[_Righted] = []
    lines = amended(file.entries)
    for no, item in file.case.items.items():
        acceptance = item.acceptance
        if acceptance is None or acceptance.deemed or item.righted_from:
            continue
        silent = silent_since(file, item)
        on = item.corrected_on or silent or acceptance.on
        starts = {started_on(item, limit, on) for limit in (acceptance.limit,) if limit}
        if on == acceptance.on and starts <= {acceptance.started_on}:
            continue
        right = {"accepted_on": on.isoformat(), **({"deemed": True} if silent else {})}
        taken = [entry for entry in lines if entry.act == "accept" and entry.facts.get("item") == no]
        found += [_put_right(file, entry, right, words) for entry in taken[:1]]
    return found


def line_of(file: File, seq: int) -> Entry:
    """台账里的那一行 with what is right by now; ValueError when there is none."""
    for entry in amended(file.entries):
        if entry.seq == seq:
            return entry
    raise ValueError(f"办件{file.case.code}没有第{seq}行记录，请核对。")


def _wrong_papers(file: File, line: Entry) -> list[Paper]:
    """文书 resting on the wrong fact: those of the same press about the same items, and every later 承诺书."""
    requests = {entry.seq: entry.request for entry in file.entries}
    about = set(_numbers(line))
    return [
        paper
        for paper in file.case.papers
        if not paper.void_reason
        and (
            (requests.get(paper.seq) == line.request and (not about or not paper.items or about & set(paper.items)))
            or (paper.form == "commitment" and paper.seq > line.seq and line.act in ACCEPTANCES)
        )
    ]


def _numbers(line: Entry) -> list[int]:
    facts: Facts = line.facts
    if line.act in _OPENERS:
        return []
    return list(facts.get("items") or ([facts["item"]] if "item" in facts else []))


def _new_number(file: File, line: Entry, papers: Sequence[Paper]) -> dict[str, Any]:
    """新文号: the voided paper keeps its number, so the act that carries it goes by the number of the new paper."""
    key, kind = _NUMBERED.get(line.act, ("", ""))
    item = item_of(file, line)
    old = next((paper for paper in papers if paper.number == line.facts.get(key)), None)
    if item is None or old is None:
        return {}
    return {key: numbers.document(signing(file, old.form, old.items), kind, file.today, f"amend/{line.seq}")}


def _same_paper(
    file: File, line: Entry, right: Mapping[str, Any], papers: Sequence[Paper], words: Mapping[str, str]
) -> None:
    """同一张受理通知书上的其他事项 go by its new number too."""
    if line.act not in ACCEPTANCES or "number" not in right:
        return
    shared = {no for paper in papers if paper.form == "acceptance" for no in paper.items}
    for entry in file.entries:
        if entry.act in ACCEPTANCES and entry.seq != line.seq and entry.facts["item"] in shared:
            was = {"number": entry.facts["number"]}
            file.add("amend", {"seq": entry.seq, **words, "facts": {"number": right["number"]}, "was": was})


def _fallen(file: File, words: Mapping[str, str]) -> None:
    """视为受理 that rested on a wrong day of receipt falls with it; what the right day brings follows afterwards."""
    for item in file.case.items.values():
        if item.acceptance is None or not item.acceptance.deemed or item.acceptance.on == item.received_on:
            continue
        if item.decision is not None or item.steps or item.extension:
            raise Refusal(
                f"“{item.name}”视为受理后已经办理，不能再更正收件日，请照现有记录办理。", "《行政许可法》第三十二条"
            )
        for entry in file.entries:
            if entry.act in {"deem_accepted", "dispatch"} and entry.facts.get("item") == item.no:
                file.add("amend", {"seq": entry.seq, **words, "strike": True})
        for paper in file.case.papers:
            if paper.form == "acceptance" and item.no in paper.items and not paper.void_reason:
                file.add("void", _voided(paper, words["reason"]))


def _redraw(file: File, righted: _Righted, reason: str) -> None:
    """作废重出: numbers kept on the voided ones; what the clerk had typed is kept, with the right facts in its place."""
    line, right = righted.line, righted.right
    typed = {entry.seq: entry.facts.get("typed", {}) for entry in file.entries}
    void = {paper.seq for paper in file.case.papers if paper.void_reason}
    mended = {str(line.facts.get(key)): value for key, value in right.items() if isinstance(value, str)}
    own = {key: right[key] for key in ("number", "document") if key in right}
    for paper in righted.papers:
        if paper.seq in void:
            continue
        void.add(paper.seq)
        file.add("void", _voided(paper, reason))
        words: Any = _mended(typed[paper.seq], mended)
        if paper.number in {line.facts.get(key) for key in own}:
            words = {**words, "number": next(iter(own.values()))}
        file.paper(paper.form, file.today, paper.items, **words)


def _voided(paper: Paper, reason: str) -> dict[str, Any]:
    return {"paper": paper.seq, "number": paper.number, "reason": f"录入更正：{reason}"}


def _mended(value: Any, mended: Mapping[str, str]) -> Any:  # noqa: ANN401  # JSON in, JSON out
    if isinstance(value, Mapping):
        return {key: _mended(part, mended) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mended(part, mended) for part in value]
    return mended.get(value, value) if isinstance(value, str) and value else value

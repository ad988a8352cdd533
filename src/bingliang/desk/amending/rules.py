"""更正的规则: which line may be put right, what follows from the right facts, and the order the file must still be in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from bingliang.desk.acts.asked.amending import KEYS
from bingliang.desk.casework.delivery import Served, handed
from bingliang.desk.casework.reinspection import reported_anew
from bingliang.desk.file import File
from bingliang.ledger.acts import ACTS, DECISIONS, Entry, Refusal
from bingliang.ledger.case import CaseItem, Facts, day, limit_of
from bingliang.ledger.catalogue import Unit
from bingliang.mechanism import overall
from bingliang.mechanism.time_limits.clocks import Clocks, completeness_term, within_law
from bingliang.mechanism.time_limits.roll import FRAME_EXTENSION
from bingliang.mechanism.time_limits.start import started_on
from bingliang.mechanism.time_limits.term import Term, due_on

FIXED = frozenset(
    {"draw_up", "issue", "void", "void_row", "amend", "anchor", "publish_notice", "note_complaint", "join_errand"}
)
"""程序自己的记录: never put right by hand."""
ACCEPTANCES = frozenset({"accept", "deem_accepted"})
EXTENDING = "《行政许可法》第四十二条"
_DATES = ("on", "accepted_on", "received_on", "started_on", "served_on", "result_on", "approved_on")


def may_amend(file: File, line: Entry) -> None:
    """可更正: not what the program records itself, and not a decision that has been delivered."""
    if line.act in FIXED:
        raise Refusal(f"“{ACTS[line.act].title}”由程序记录，不能更正。")
    if line.act == "hand_over":
        raise Refusal(
            "承办人移交不用录入更正：没有接收的，由移交人收回或者由接收人退回；已经接收的，再移交一次。",
            ACTS[line.act].article,
        )
    item = item_of(file, line)
    later = (
        one for one in file.entries if one.act == "amend_acceptance" and one.facts.get("item") == line.facts.get("item")
    )
    if line.act in ACCEPTANCES and item is not None and any(later):
        raise Refusal(
            f"“{item.name}”已办理受理更正，受理日以受理更正通知书为准，原来的受理记录不能再更正。",
            "《行政许可法》第三十二条",
        )
    if line.act == "decide_jointly" or line.facts.get("unified") is True:
        raise Refusal(
            "统一决定对各项只有一份，不能用录入更正改动其中一项；内容有误的办理决定更正，违法的依法撤销。",
            "《行政许可法》第二十六条第二款、第六十九条",
        )
    if line.act in DECISIONS and item is not None and item.delivered_on is not None:
        raise Refusal(
            f"“{item.name}”的决定已于{item.delivered_on:%Y-%m-%d}送达，不能以录入更正改动；内容有误的办理决定更正，违法的依法撤销。",
            "《行政许可法》第六十九条",
        )


def well_founded(line: Entry, changed: Mapping[str, Any], reason: str, by: str) -> None:
    """有据: something is changed that the line knows, with a reason, and approved where the act has legal effect."""
    act = ACTS[line.act]
    if not changed:
        raise ValueError("没有填写更正后的内容，或者与原记录相同，请改动要更正的一栏。")
    unknown = [key for key in changed if key not in line.facts]
    if unknown:
        raise ValueError(f"“{act.title}”没有“{'、'.join(unknown)}”这一栏，请核对。")
    fixed = [key for key in changed if key not in KEYS.get(line.act, ())]
    if fixed:
        raise Refusal(
            f"“{act.title}”的“{'、'.join(fixed)}”不是人填写的，由法律、公布的承诺或者程序得出，不能以录入更正改动。",
            act.article,
        )
    if not reason.strip():
        raise ValueError("请写明更正原因，更正前后的内容都会保留。")
    if (act.legal or line.act == "verify_pledge") and not by.strip():
        raise ValueError(f"“{act.title}”有法律效力，更正须经批准，请填写批准人职务。")


def told_in_time(file: File, line: Entry, changed: Mapping[str, Any]) -> None:
    """告知在期限内: a notice that was really given after its period has no effect; silence has accepted (第三十二条)."""
    if line.act != "notify_once" or "on" not in changed:
        return
    on = day(changed["on"])
    for no in line.facts["items"]:  # type: ignore[attr-defined]  # facts are JSON
        item = file.case.items[no]
        term = completeness_term(item) if overall.silence_binds(item) else None
        last = due_on(term, file.calendar) if term else None
        if last is not None and on > last:
            raise Refusal(
                f"“{item.name}”的告知期限到{last:%Y-%m-%d}，更正后的告知日{on:%Y-%m-%d}已经逾期：依法自收到申请材料之日起即为受理，"
                "告知书没有效力。请报负责人，按受理办理并告知申请人，不能以录入更正保留补正。",
                "《行政许可法》第三十二条第一款第（四）项",
            )


def silent_since(file: File, item: CaseItem) -> date | None:
    """视为受理之日: the day of receipt, when neither acceptance nor a notice came within the period that it gives."""
    term = completeness_term(item) if overall.silence_binds(item) and item.noticed_on is None else None
    if term is None or item.acceptance is None or item.acceptance.on <= due_on(term, file.calendar):
        return None
    return item.received_on


def item_of(file: File, line: Entry) -> CaseItem | None:
    """这一行所说的事项; None for a line about the whole case."""
    no = line.facts.get("item")
    return file.case.items.get(no) if isinstance(no, int) else None


def whole(file: File, line: Entry, facts: dict[str, Any]) -> dict[str, Any]:
    """The right facts with all that follows from them: a new acceptance day moves its start days and printed dates.

    The limit and the promise stay those copied at acceptance, whatever the catalogue says today.
    """
    today = file.today
    for key in _DATES:
        if facts.get(key) and day(facts[key]) > today:
            raise ValueError(f"更正后的日期{facts[key]}晚于今天{today:%Y-%m-%d}，请核对。")
    if line.act == "receive" and "received_on" in facts:
        facts.setdefault("received_at", f"{facts['received_on']}{str(line.facts['received_at'])[10:]}")
    item = item_of(file, line)
    if line.act == "stop" and item is not None:
        return _told_anew(file, item, line, facts)
    if line.act == "extend" and item is not None:
        _within_rule(file, item, line, facts)
    _never_shorter(line, facts)
    if line.act in _COUNTED_ANEW and "on" in facts:
        return _COUNTED_ANEW[line.act](file, line, facts)
    if line.act not in ACCEPTANCES or "accepted_on" not in facts or item is None:
        return facts
    on = day(facts["accepted_on"])
    old: Facts = line.facts
    law: Term | None = None
    for key, kept, starts in (("due", "limit", "started_on"), ("promised_due", "promise", "promised_from")):
        limit = limit_of(old.get(kept))
        if limit is not None:
            begin = started_on(item, limit, on)
            term = within_law(Term(begin, limit.value, limit.unit), (law,), file.calendar)
            law = law or term
            facts[starts] = begin.isoformat()
            facts[key] = due_on(term, file.calendar).isoformat()
    return facts


def still_served(line: Entry, facts: Mapping[str, Any]) -> None:
    """送达仍然成立: what makes a delivery must stand after the correction, above all the witnesses of a refusal to sign."""
    if line.act in {"deliver", "serve"} and "means" in facts:
        now: Facts = {**line.facts, **facts}
        words = {key: str(now.get(key, "")) for key in ("means", "receiver", "relation", "tracking", "refusal")}
        handed(Served(**words, witnesses=tuple(now.get("witnesses", ()))))


def _told_anew(file: File, item: CaseItem, line: Entry, facts: dict[str, Any]) -> dict[str, Any]:
    """告知的时间随之重算: the end of a special step follows from its start, its service and the days told (第四十五条)."""
    now: Facts = {**line.facts, **facts}
    started, served, days = day(now["started_on"]), day(now["served_on"]), int(now["told_days"])
    listed = next((one for one in file.definition(item, served).special_steps if one.name == now["name"]), None)
    others = sum(step.told_days for step in item.steps if step.name == now["name"]) - int(str(line.facts["told_days"]))
    if days < 1 or (listed is not None and listed.longest is not None and others + days > listed.longest):
        longest = f"，最长{listed.longest}个工作日" if listed is not None and listed.longest else ""
        raise ValueError(f"“{now['name']}”所需{days}个工作日不合规定{longest}（{now['ground']}），请核对。")
    if item.acceptance is not None and started < item.acceptance.on:
        raise Refusal(f"特殊环节不得早于受理日{item.acceptance.on:%Y-%m-%d}。", "《行政许可法》第四十五条")
    facts["told_until"] = due_on(Term(max(started, served), days, Unit.WORKDAY), file.calendar).isoformat()
    return facts


def _signed_anew(file: File, line: Entry, facts: dict[str, Any]) -> dict[str, Any]:
    """答复期限随之重算, where it runs from the receipt; nobody has signed for a slip before it was sent."""
    old: Facts = line.facts
    on, one = day(facts["on"]), file.case.items[old["item"]].opinions[int(old["slip"]) - 1]
    if on < one.asked_on:
        raise ValueError(f"签收的日期{on:%Y-%m-%d}早于联系单送出之日{one.asked_on:%Y-%m-%d}，请核对。")
    return {**facts, "reply_by": file.calendar.workday(on, one.days).isoformat()} if old.get("reply_by") else facts


_COUNTED_ANEW: Mapping[str, Callable[[File, Entry, dict[str, Any]], dict[str, Any]]] = {
    "receive_opinion": _signed_anew,
    "report_rectified": reported_anew,
}
"""随日期重算的期限 of an act, each by its own rule."""


def _within_rule(file: File, item: CaseItem, line: Entry, facts: Facts) -> None:
    """延长的限度: no more days than the rule gives, and approved before the limit without it ran out."""
    old: Facts = line.facts
    on, days = day(facts.get("approved_on", old["approved_on"])), int(facts.get("days", old["days"]))
    rule = file.definition(item, on).extension
    most = FRAME_EXTENSION if old.get("frame") else rule.value if rule is not None else days
    if not 1 <= days <= most:
        raise Refusal(f"最多可延长{most}日，不能更正为{days}日。", EXTENDING)
    bare = replace(item, frame_extension=None) if old.get("frame") else replace(item, extension=None)
    last = Clocks(bare, file.calendar).statutory
    if last is not None and on > last.on:
        raise Refusal(f"更正后的批准日{on:%Y-%m-%d}晚于延长前的届满日{last.on:%Y-%m-%d}，届满后不得延长。", EXTENDING)


def _never_shorter(line: Entry, facts: Facts) -> None:
    """已经告知的期限只能延长: what the applicant or another body was told in writing is not taken back by a correction."""
    for key, word in (("until", "补正截止日"), ("reply_by", "要求回复日")):
        if key in facts and day(facts[key]) < day(line.facts[key]):
            raise Refusal(
                f"{word}{day(line.facts[key]):%Y-%m-%d}已经书面告知，不能更正为更早的{day(facts[key]):%Y-%m-%d}，只能延长。",
                ACTS[line.act].article,
            )


def check_order(file: File) -> None:
    """The corrected file must still be in order: receipt, acceptance, decision, delivery."""
    for item in file.case.items.values():
        acceptance, decision = item.acceptance, item.decision
        days: list[tuple[str, date | None]] = [
            ("收件", item.received_on),
            ("受理", acceptance.on if acceptance else None),
            ("决定", decision.on if decision else None),
            ("送达", item.delivered_on),
        ]
        for step in item.steps:
            if step.result_on is not None and step.result_on < step.started_on:
                raise ValueError(
                    f"更正后“{step.name}”的结果日{step.result_on:%Y-%m-%d}早于开始日{step.started_on:%Y-%m-%d}，请核对。"
                )
        if item.corrected_on and acceptance and not acceptance.deemed and acceptance.on != item.corrected_on:
            raise Refusal(
                f"“{item.name}”的补正材料于{item.corrected_on:%Y-%m-%d}交齐，受理日应为该日，没有第二个期限。",
                "《行政许可法》第三十二条第一款第（五）项",
            )
        known = [(word, on) for word, on in days if on is not None]
        for (before, earlier), (after, later) in pairwise(known):
            if later < earlier:
                raise ValueError(
                    f"更正后“{item.name}”的{after}日{later:%Y-%m-%d}早于{before}日{earlier:%Y-%m-%d}，请核对。"
                )

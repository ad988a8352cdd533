"""后果: what an act would change, out of the case before and the case after it: dates old and new, states, papers, words.

Everything here is read off the two folded cases and the lines between them; nothing is computed that the act itself
would not record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bingliang.desk import bag_words
from bingliang.desk.casework import bags, own_matters
from bingliang.ledger.acts import ACTS, DECISIONS, Draft
from bingliang.ledger.case import Case, CaseItem, Facts, ItemState
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.overall import asked_in_time
from bingliang.mechanism.parallel_approval.join import missing, stranded
from bingliang.mechanism.time_limits import Due
from bingliang.mechanism.time_limits.clocks import Clocks
from bingliang.mechanism.time_limits.renewing import AHEAD, days_words

MARK = "〔暂定〕"
_RUNNING = frozenset({"法定应办结日", "承诺办结日"})
"""Lines that a decision has stopped: afterwards they are worth a word only when they move."""
DEFERRAL_MARGIN = 2
"""Workdays before the promised day by which what was 容缺 should be in."""
_HANDING = DECISIONS | {
    "deliver",
    "notify_collection",
    "withdraw",
    "decline",
    "not_required",
    "return_materials",
    "close",
}
"""When it is said that the bag is out or that originals are owed: the applicant gets his own, or comes for it."""
_QUIET = frozenset({"draw_up", "void", "void_row", "dispatch"})


@dataclass(frozen=True, slots=True)
class DateChange:
    """日子的变动: one line of one item before and after; `None` where nothing runs. `moved` in workdays, later positive."""

    word: str
    before: date | None
    after: date | None
    provisional: bool
    moved: int = 0

    @property
    def changed(self) -> bool:
        """变了没有."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class ItemChange:
    """一项的变动: its state and its dates before and after."""

    no: int
    name: str
    before: str
    after: str
    dates: tuple[DateChange, ...]


@dataclass(frozen=True, slots=True)
class Consequence:
    """后果: what the sheet shows before the key, in the order in which a clerk reads it."""

    sentences: tuple[str, ...]
    items: tuple[ItemChange, ...]
    acts: tuple[str, ...]
    papers: tuple[str, ...]
    articles: tuple[str, ...]
    warnings: tuple[str, ...]
    accounts: tuple[str, ...] = ()
    """算式 of the dates that move, where an old fact is put right"""


def consequence(
    before: Case,
    after: Case,
    drafts: Sequence[Draft],
    calendar: Calendar,
    today: date,
    *,
    lead: str = "",
    told: Sequence[str] = (),
) -> Consequence:
    """后果 of the drafts that lead from one case to the other; `lead` is the act that the clerk asked for, `told` what is
    to be said before all else.
    """
    changes = tuple(_items(before, after, calendar, lead, drafts))
    acts = [draft for draft in drafts if draft.act not in _QUIET]
    titles = [ACTS[draft.act].title + _about(draft, after) for draft in acts]
    facts: list[Facts] = [draft.facts for draft in drafts if draft.act == "draw_up"]
    articles = dict.fromkeys(ACTS[draft.act].article for draft in acts if ACTS[draft.act].article)
    return Consequence(
        sentences=(*told, *_sentences(before, after, acts, changes, calendar)),
        items=changes,
        acts=tuple(dict.fromkeys(titles)),
        papers=tuple(f"{row['title']}{_for(row, after)}" for row in facts),
        articles=tuple(articles),
        warnings=tuple(_warnings(before, after, drafts, calendar, today)),
    )


def _numbers(facts: Facts) -> list[int]:
    if isinstance(facts.get("items"), (list, tuple)):
        return [no for no in facts["items"] if isinstance(no, int)]
    return [facts["item"]] if isinstance(facts.get("item"), int) else []


def _about(draft: Draft, case: Case) -> str:
    names = [case.items[no].name for no in _numbers(draft.facts) if no in case.items]
    return f"《{'》《'.join(names[:3])}》" + (f"等{len(names)}项" if len(names) > 3 else "") if names else ""  # noqa: PLR2004  # one line


def _for(row: Facts, case: Case) -> str:
    names = [case.items[no].name for no in row.get("items_on", ()) if no in case.items]
    return f"（{names[0]}{f'等{len(names)}项' if len(names) > 1 else ''}）" if names and len(case.items) > 1 else ""


# ── items ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _items(before: Case, after: Case, calendar: Calendar, lead: str, drafts: Sequence[Draft]) -> Iterable[ItemChange]:
    asked = {no for draft in drafts if draft.act == lead for no in _numbers(draft.facts)}
    for no, item in after.items.items():
        old = before.items[no]
        dates = tuple(_dates(old, item, calendar))
        if no in asked or old.state is not item.state or any(one.changed for one in dates):
            yield ItemChange(no, item.name, _state(old), _state(item), dates)


def _state(item: CaseItem) -> str:
    if item.ending is not None:
        return ACTS[item.ending.act].title
    return (
        item.decision.word + ("·已办结" if item.state is ItemState.DONE else "") if item.decision else item.state.value
    )


def _dates(old: CaseItem, new: CaseItem, calendar: Calendar) -> Iterable[DateChange]:
    was, now = _lines(old, calendar), _lines(new, calendar)
    for word, first in was.items():
        second = now[word]
        over = old.decision is not None and first == second and word in _RUNNING
        if over or (first is None and second is None):
            continue
        moved = calendar.count(first, second) if first and second else 0
        yield DateChange(word, first, second, second is not None and not calendar.certain(second), moved)


def _lines(item: CaseItem, calendar: Calendar) -> Mapping[str, date | None]:
    """期限 that run for an item as it stands; what has been done in time or not runs no more."""
    clocks, ended = Clocks(item, calendar), item.ending is not None
    lines: Mapping[str, Due | date | None] = {
        "答复期限": clocks.completeness,
        "补正截止日": None if item.corrected_on or item.acceptance else clocks.correction,
        "法定应办结日": clocks.statutory,
        "承诺办结日": clocks.promised,
        "送达期限": None if item.delivered_on else clocks.delivery,
        "核查期限": None if item.verified_on else clocks.verification,
    }
    return {word: None if ended else _day(line) for word, line in lines.items()}


def _day(line: Due | date | None) -> date | None:
    return line.on if isinstance(line, Due) else line


# ── sentences ─────────────────────────────────────────────────────────────────────────────────────────────────────


def said(on: date | None, *, provisional: bool = False) -> str:
    """日子 on a sheet: 11-13, with the year where it is not plain, and 〔暂定〕 beyond the last notice."""
    return "" if on is None else f"{on:%Y-%m-%d}{MARK if provisional else ''}"


def _sentences(
    before: Case, after: Case, acts: Sequence[Draft], changes: Sequence[ItemChange], calendar: Calendar
) -> Iterable[str]:
    for draft in acts:
        yield from _NOTED.get(draft.act, ())
        if draft.act == "stop":
            yield _stopping(draft, changes)
        elif draft.act == "extend":
            yield _extending(draft, changes)
        elif draft.act in _SAID:
            yield from _SAID[draft.act](draft, after, calendar)
    plain = [change for change in changes if not _told(change.no, acts)]
    yield from (sentence for change in plain if (sentence := _moves(change)))
    if _last_open(before, after):
        yield "本件各项此后均已办完，可以办结。"


_NOTED = {
    "consult": ("咨询记在本件名下，不影响任何期限。",),
    "grant_green": ("本件从现在起走绿色通道，在各清单里排在最前；材料要求、受理和法定期限与其他办件一样。",),
    "end_green": ("本件从现在起按普通次序排列；已受理各项的承诺不因取消改变，没有受理的按公布的承诺。",),
    "late_entry": ("手工收件凭证登记在本件名下，收件日和各项期限都不改变。",),
    **bag_words.NOTED,
}


def _signed(draft: Draft, _after: Case, _calendar: Calendar) -> Iterable[str]:
    facts: Facts = draft.facts
    until, way = facts.get("reply_by"), "拒绝签收" if facts.get("refusal") else "签收"
    runs = f"答复期限自签收的次日起数，到 {until}" if until else "答复期限仍自送出之日起算，不因签收改变"
    yield f"{facts['department']}的联系单{way}于 {facts['on']}，{runs}；申请人的期限照常计算。"


def _reported(draft: Draft, _after: Case, _calendar: Calendar) -> Iterable[str]:
    facts: Facts = draft.facts
    names = "、".join(row["department"] for row in facts["reported"])
    yield f"{names}应在 {facts['reinspect_by']} 前复验（收到报告后{facts['days']}个工作日）；各事项的期限照常计算。"


def _closing(_draft: Draft, after: Case, _calendar: Calendar) -> Iterable[str]:
    yield f"本件{len(after.items)}项全部办结，办件关闭。"


def _ended(draft: Draft, after: Case, _calendar: Calendar) -> Iterable[str]:
    yield f"{_about(draft, after)}就此终止，其他事项照常办理。"


def _own(draft: Draft, after: Case, calendar: Calendar) -> Iterable[str]:
    yield from own_matters.told(str(draft.facts["code"]), after, calendar)


def _returned(draft: Draft, after: Case, _calendar: Calendar) -> Iterable[str]:
    facts: Facts = draft.facts
    if facts["complete"]:
        yield f"{_about(draft, after)}补正材料已于 {facts['on']} 交齐，受理日就是这一天，没有第二个期限，请随即受理。"
        return
    back = {str(piece["name"]) for piece in facts["pieces"]}
    yield f"{_about(draft, after)}登记为部分补正，这次交回：{'、'.join(sorted(back))}；补正期限照常到期。"


def _told(no: int, acts: Sequence[Draft]) -> bool:
    return any(draft.act in {"stop", "extend"} and no in _numbers(draft.facts) for draft in acts)


def _of(draft: Draft, changes: Sequence[ItemChange]) -> tuple[DateChange, ...]:
    about = _numbers(draft.facts)
    return next((change.dates for change in changes if change.no in about), ())


def _stopping(draft: Draft, changes: Sequence[ItemChange]) -> str:
    moved = [_move(one) for one in _of(draft, changes) if one.changed]
    facts: Facts = draft.facts
    begin = f"本特殊环节（{facts['name']}）停表 {facts['told_days']} 个工作日，至 {facts['told_until']} 止"
    return begin + ("，" + "，".join(moved) if moved else "，两条期限都不因此改变") + "。"


def _extending(draft: Draft, changes: Sequence[ItemChange]) -> str:
    dates = _of(draft, changes)
    moved = [_move(one) for one in dates if one.changed] or ["法定应办结日不因此改变"]
    kept = [one for one in dates if one.word == "承诺办结日" and one.after is not None]
    promise = f"；承诺办结日仍为 {said(kept[0].after, provisional=kept[0].provisional)}，不因延长而改变" if kept else ""
    return "，".join(moved) + promise + "。"


def _formal(draft: Draft, after: Case, calendar: Calendar) -> Iterable[str]:
    for no in _numbers(draft.facts):
        line = Clocks(after.items[no], calendar).completeness
        until = f"，{said(line.on, provisional=line.provisional)} 前应受理或一次性告知" if line else ""
        yield f"《{after.items[no].name}》转为正式收件{until}。"


_SAID: Mapping[str, Callable[[Draft, Case, Calendar], Iterable[str]]] = {
    "formalise": _formal,
    "close": _closing,
    "receive_opinion": _signed,
    "report_rectified": _reported,
    "own_matter": _own,
    "take_corrections": _returned,
    **dict.fromkeys(("withdraw", "decline", "not_required"), _ended),
}
"""各行为的一句话: what an act means beyond the dates that it moves."""


def _moves(change: ItemChange) -> str:
    moved = [_move(one) for one in change.dates if one.changed and one.after is not None]
    return f"《{change.name}》{'，'.join(moved)}。" if moved else ""


def _move(one: DateChange) -> str:
    after = said(one.after, provisional=one.provisional)
    if one.before is None:
        return f"{one.word}为 {after}"
    way = f"（{'后移' if one.moved > 0 else '提前'} {abs(one.moved)} 个工作日）" if one.moved else ""
    return f"{one.word}由 {said(one.before)} 改为 {after}{way}"


def _last_open(before: Case, after: Case) -> bool:
    done = {ItemState.DONE, ItemState.ENDED}
    ended = after.closed_on is None and all(item.state in done for item in after.items.values())
    return ended and any(item.state not in done for item in before.items.values())


# ── warnings ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _warnings(before: Case, after: Case, drafts: Sequence[Draft], calendar: Calendar, today: date) -> Iterable[str]:
    late = [draft for draft in drafts if draft.facts.get("late_reason")]
    if late:
        yield "属于补录：记入的日期早于今天，连同补录原因列入督办清单。"
    for draft in drafts:
        yield from _of_act(draft, before, after, calendar, today)
        yield from _renewing(draft, after)
        yield from _at_once(draft, after, calendar, today)
    if any(draft.act in _HANDING for draft in drafts):
        yield from bags.told(after)
    known = {item.no for item in stranded(before)}
    lost = [item.name for item in stranded(after) if item.no not in known]
    if lost:
        yield f"《{'》《'.join(lost)}》因前置件不成不能再启动，请随后退还预收材料。"


def _of_act(draft: Draft, before: Case, after: Case, calendar: Calendar, today: date) -> Iterable[str]:
    for no in _numbers(draft.facts):
        old, item = before.items[no], after.items[no]
        was = Clocks(old, calendar)
        if draft.act == "extend" and was.promise_late(today) and old.explained_on is None:
            yield "承诺已经超时，延长不能补救，应当公开说明理由（《优化营商环境条例》第三十六条）。"
        if draft.act == "resume":
            yield from (
                f"“{step.name}”超过告知的时间，{step.told_until:%Y-%m-%d}以后的日子已计入期限。"
                for step in item.steps
                if step.result_on and step.result_on > step.told_until and step.name == draft.facts["name"]
            )
        if draft.act in DECISIONS:
            yield from _decided(item, calendar, today)
        if draft.act == "accept" and was.completeness is not None and today > was.completeness.on:
            yield f"《{item.name}》的答复期限 {was.completeness.on:%Y-%m-%d} 已过（《行政许可法》第七十二条）。"
        if draft.act == "accept" and item.deferred_until is not None:
            yield from _deferred(item, calendar)
        if draft.act == "disown":
            yield f"《{item.name}》的法定期限和承诺时限照常计算，等待裁定的时间不扣除。"
        if draft.act == "notify_once":
            yield f"《{item.name}》的补正内容只能告知这一次，受理后也不能再要求补正。"
    if draft.act == "close" and missing(
        before, calendar
    ):  # pragma: no cover - the act refuses it; kept for amended files
        yield "仍有事项未作决定。"


def _at_once(draft: Draft, after: Case, calendar: Calendar, today: date) -> Iterable[str]:
    """即时告知: that no permit is needed, or another body is asked, is seen at the counter and said there and then."""
    if draft.act != "not_required" and not (
        draft.act == "decline" and draft.facts["article"] == ACTS["decline"].article
    ):
        return
    for item in (after.items[no] for no in _numbers(draft.facts)):
        days = calendar.count(item.received_on, today) if item.received_on is not None else 0
        if days > 0:
            yield f"《{item.name}》收件已过 {days} 个工作日：依法不需要许可的、不属本机关职权的应当即时告知（《行政许可法》第三十二条第一款第（一）项、第（二）项）。"


def _renewing(draft: Draft, after: Case) -> Iterable[str]:
    """延续: whoever asks less than thirty days before the end has no silence on his side."""
    late = [after.items[no] for no in _numbers(draft.facts)] if draft.act == "note_renewal" else []
    for item in (one for one in late if not asked_in_time(one)):
        yield f"《{item.name}》不是在届满{days_words(item.renewal_ahead or AHEAD)}提出的，届满前没有决定也不能推定准予延续（《行政许可法》第五十条）。"


def _deferred(item: CaseItem, calendar: Calendar) -> Iterable[str]:
    """容缺: what comes in less than two workdays before the promised day leaves the department no time to look at it."""
    promised, until = Clocks(item, calendar).promised, item.deferred_until
    if promised is None or until is None or calendar.count(until, promised.on) >= DEFERRAL_MARGIN:
        return
    yield f"《{item.name}》的容缺补齐日 {until:%Y-%m-%d} 离承诺办结日 {promised.on:%Y-%m-%d} 不足 {DEFERRAL_MARGIN} 个工作日，部门可能来不及审查。"


def _decided(item: CaseItem, calendar: Calendar, today: date) -> Iterable[str]:
    clocks = Clocks(item, calendar)
    if days := clocks.statute_late(today):
        yield f"《{item.name}》法定超期 {days} 个工作日（《行政许可法》第七十四条）。"
    elif (days := clocks.promise_late(today)) and item.explained_on is None:
        yield f"《{item.name}》承诺超时 {days} 个工作日，应当公开说明理由（《优化营商环境条例》第三十六条）。"

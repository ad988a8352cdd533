"""迁入的一项: one row into the facts of its item, checked against the catalogue, the calendar and the law of its day."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from bingliang.desk.migration.rows import Amount, OldItem, Pause
from bingliang.ledger.case import definition_facts, limit_facts
from bingliang.ledger.catalogue import Catalogue, Handling, Item, Limit, SpecialStep, Start, Unit
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits.forwarding import forwards, own_limit
from bingliang.mechanism.time_limits.term import Term, due

NAMES_A_LAW = re.compile("《.+》|〔\\d{4}〕")
"""写明了条文 or a document by its number."""


class RowFault(ValueError):
    """行错: one sentence and the line it is about."""

    def __init__(self, line: int, sentence: str) -> None:
        """`line` as the user counts it in the file."""
        super().__init__(sentence)
        self.line = line


def item_facts(no: int, row: OldItem, catalogue: Catalogue, calendar: Calendar, today: date) -> dict[str, Any]:
    """事项事实 of one row; RowFault for what is not allowed."""
    definition = _definition(row, catalogue)
    _check_days(row, definition, today)
    facts = {
        "no": no,
        **definition_facts(definition),
        "mode": "formal",
        "waits_for": [],
        "basis": row.basis,
        "line": row.line,
    }
    if row.accepted_on is not None:
        facts["running"] = _running(row, row.accepted_on, definition, calendar, today)
    return facts


def _definition(row: OldItem, catalogue: Catalogue) -> Item:
    try:
        definition = catalogue.item_on(row.item, row.accepted_on or row.received_on)
    except ValueError as fault:
        raise RowFault(row.line, str(fault)) from None
    if not definition.handling.offered:
        raise RowFault(row.line, f"“{definition.name}”为{definition.handling.value}，不是窗口收件的事项，请核对编码。")
    if definition.handling is Handling.FILING and row.accepted_on is not None:
        raise RowFault(
            row.line,
            f"“{definition.name}”为备案，不作受理（《企业投资项目核准和备案管理条例》第十三条），请把受理日期留空。",
        )
    return definition


def _check_days(row: OldItem, definition: Item, today: date) -> None:
    begun = row.accepted_on or row.received_on
    days = [("收件日期", row.received_on, date.min, ""), ("受理日期", row.accepted_on, row.received_on, "收件日期")]
    days.append(("起算日", row.started_on, row.received_on, "收件日期"))
    days += [("停表开始日", pause.after, begun, "受理日期") for pause in row.pauses]
    if row.extension:
        days.append(("延长批准日", row.extension.approved_on, begun, "受理日期"))
    for word, on, floor, before in days:
        if on is not None and on > today:
            raise RowFault(row.line, f"{word}{on:%Y-%m-%d}晚于今天{today:%Y-%m-%d}，请核对。")
        if on is not None and on < floor:
            raise RowFault(row.line, f"{word}{on:%Y-%m-%d}早于{before}{floor:%Y-%m-%d}，请核对。")
    if row.started_on is not None and row.accepted_on is not None and row.started_on > row.accepted_on:
        raise RowFault(
            row.line,
            f"起算日{row.started_on:%Y-%m-%d}晚于受理日期{row.accepted_on:%Y-%m-%d}，期限至迟自受理之日起算"
            "（《行政许可法》第四十二条），请核对。",
        )
    if row.promised_on is not None and row.promised_on < begun:
        raise RowFault(row.line, f"承诺办结日{row.promised_on:%Y-%m-%d}早于受理日期{begun:%Y-%m-%d}，请核对。")
    if row.extension is not None:
        _check_rule(row, definition, row.extension.days)


def _check_rule(row: OldItem, definition: Item, days: int) -> None:
    rule = definition.extension
    if rule is None:
        raise RowFault(
            row.line, f"“{definition.name}”的期限没有可以延长的规定（《行政许可法》第四十二条），请删去延长。"
        )
    if days > rule.value:
        raise RowFault(row.line, f"最多可延长{rule.value}{rule.unit.text}（{rule.article}），表中为{days}，请核对。")


def _running(row: OldItem, accepted_on: date, definition: Item, calendar: Calendar, today: date) -> dict[str, Any]:
    limit, outside = _limits(row, definition, accepted_on, calendar)
    begins = limit.start if limit else Start.ACCEPTED
    given = None if outside else row.started_on
    started_on = given or (row.received_on if begins is Start.RECEIVED else accepted_on)
    promise = _promise(row, limit, started_on, calendar)
    said = row.promise is not None or row.promised_on is not None
    facts: dict[str, Any] = {
        "accepted_on": accepted_on.isoformat(),
        "started_by": begins.value,
        "started_on": started_on.isoformat(),
        "limit": limit_facts(limit),
        "outside": limit_facts(outside),
        "promise": limit_facts(promise),
        "promised_from": started_on.isoformat(),
        "promise_ground": row.basis if said else f"即时限（{limit.article}）" if limit else "以办事指南为准",
        "promise_stops": True,
        "number": row.acceptance_number,
        "steps": [_step(pause, row, definition, calendar, today) for pause in row.pauses],
    }
    if row.promised_on is not None:
        facts["promised_due"] = row.promised_on.isoformat()
    if row.extension is not None:
        facts["extension"] = asdict(row.extension) | {"approved_on": row.extension.approved_on.isoformat()}
    return facts


def _limits(row: OldItem, definition: Item, accepted_on: date, calendar: Calendar) -> tuple[Limit | None, Limit | None]:
    """本区的时限 and, of what is decided higher up, the higher authority's: a time beyond the twenty days of 第四十三条 was
    never the zone's own, so it is taken over as 外部.
    """
    limit = _limit(row, definition)
    own = own_limit(definition)
    if not forwards(definition) or own is None:
        return limit, None

    def last(one: Limit) -> date:
        return due(Term(accepted_on, one.value, one.unit), calendar).on

    if row.limit is not None and limit is not None and last(limit) <= last(own):
        return replace(limit, start=own.start), definition.limit
    return own, limit


def _limit(row: OldItem, definition: Item) -> Limit | None:
    """时限: as the old acceptance had it, on its own basis; a blank one is the catalogue's of that day."""
    law = definition.limit
    if row.limit is None:
        return law
    return Limit(row.limit.value, row.limit.unit, law.start if law else Start.ACCEPTED, row.basis)


def _promise(row: OldItem, limit: Limit | None, started_on: date, calendar: Calendar) -> Limit | None:
    """承诺: a term, or the printed date counted back into the limit's unit; blank means the limit itself is promised."""
    begins = limit.start if limit else Start.ACCEPTED
    given = row.promise
    if row.promised_on is not None:
        unit = limit.unit if limit else Unit.WORKDAY
        try:
            # a printed rest day stands for the next workday (《民法典》第二百零三条)
            last = calendar.on_or_after(row.promised_on)
            workdays = calendar.count(started_on, last)
        except ValueError as fault:
            raise RowFault(row.line, str(fault)) from None
        given = Amount(workdays if unit is Unit.WORKDAY else (row.promised_on - started_on).days, unit)
    return limit if given is None else Limit(max(given.value, 0), given.unit, begins, row.basis)


def _step(pause: Pause, row: OldItem, definition: Item, calendar: Calendar, today: date) -> dict[str, Any]:
    """特殊环节 as it was told: it stopped no longer than the item's own list allows (《行政许可法》第四十五条)."""
    listed = next((step for step in definition.special_steps if step.name == pause.name), None)
    ground = pause.ground or (listed.ground if listed else "")
    if listed is None and not NAMES_A_LAW.search(ground):
        names = "、".join(step.name for step in definition.special_steps) or "无"
        raise RowFault(
            row.line,
            f"停表“{pause.name}”不在“{definition.name}”的特殊环节清单中（清单：{names}），须写明依法需要的条文，如"
            "“专家评审：《…》第二十二条”，否则不停止计时（《行政许可法》第四十五条）。",
        )
    try:
        taken = calendar.count(pause.after, pause.until)
    except ValueError as fault:
        raise RowFault(row.line, str(fault)) from None
    _check_longest(pause, row, listed, taken)
    return {
        "name": pause.name,
        "ground": ground,
        "started_on": pause.after.isoformat(),
        "served_on": pause.after.isoformat(),
        "told_days": taken,
        "told_until": pause.until.isoformat(),
        "result_on": pause.until.isoformat() if pause.until <= today else None,
    }


def _check_longest(pause: Pause, row: OldItem, listed: SpecialStep | None, workdays: int) -> None:
    if listed is None or listed.longest is None:
        return
    taken = workdays if listed.unit is Unit.WORKDAY else (pause.until - pause.after).days
    if taken > listed.longest:
        raise RowFault(
            row.line,
            f"停表“{pause.name}”有{taken}{listed.unit.text}，最长{listed.longest}{listed.unit.text}（{listed.ground}），"
            "超过部分不停表，请改短结束日。",
        )

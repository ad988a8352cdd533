"""企业自办事项: the enterprise's own duty (竣工验收备案), and what it files elsewhere with our 代办专员 beside it (陪办).

Neither is an item of the case: no department here owes a decision, no light of ours turns red. It is a reminder with a
date, its ground, and the person who reminds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import Case, limit_facts
from bingliang.ledger.catalogue import Catalogue, Handling, Item
from bingliang.ledger.own_matters import ACCOMPANIED, DUTY, OwnMatter
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism import overall
from bingliang.mechanism.full_agency import due_of

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.store.work import Work

ARTICLE = "区《全程代办服务制度》"


@dataclass(frozen=True, slots=True)
class Own:
    """登记的内容: which matter (item code), who accompanies it, and whether it is done (`done`: `on` is that day)."""

    code: str
    agent: str = ""
    done: bool = False
    note: str = ""


def kind_of(item: Item) -> str:
    """企业义务 or 陪办; empty for what is handed in here."""
    if item.limit is None:
        return ""
    if item.handling is Handling.DUTY:
        return DUTY
    return ACCOMPANIED if item.handling is Handling.FORWARDED and item.decided_by != "区" else ""


def choices(case: Case, catalogue: Catalogue) -> tuple[Item, ...]:
    """可登记的: duties first, then permits of higher authorities, for this type of project that are no item of this case."""
    here = {one.code for one in case.items.values()}
    kind = str(case.project.get("project_type", ""))
    wide = {"ALL", kind, *(catalogue.type_rules[kind].kind_of if kind in catalogue.type_rules else ())}
    found = [
        one
        for one in catalogue.items.values()
        if kind_of(one) and one.code not in here and wide & set(one.project_types)
    ]
    return tuple(sorted(found, key=lambda one: kind_of(one) != DUTY))


def note(desk: Desk, request: str, stream: str, on: date, own: Own) -> Answer:
    """登记企业自办事项, or that the enterprise has done it. The case itself, open or closed, is not touched by it."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("own_matter", work.who)
        if on > file.today:
            raise ValueError(f"日期{on:%Y-%m-%d}晚于今天{file.today:%Y-%m-%d}，请核对。")
        known = next((one for one in file.case.own_matters if one.code == own.code), None)
        if own.done:
            file.record(
                "own_matter", on, {"code": own.code, "name": _open(known, on).name, "done": True, "note": own.note}
            )
            return file
        if known is not None:
            raise Refusal(f"“{known.name}”已于{known.on:%Y-%m-%d}登记为{known.kind}事项，不能重复登记。", ARTICLE)
        item = next((one for one in choices(file.case, file.catalogue) if one.code == own.code), None)
        if item is None:
            raise ValueError("请从清单中选择企业自办的事项；窗口收件的事项按收件办理，不在其内。")
        kind = kind_of(item)
        if kind == ACCOMPANIED and not own.agent.strip():
            raise ValueError("请填写陪办的代办专员职务，企业要知道找谁。")
        facts: dict[str, object] = {
            "code": item.code,
            "name": item.name,
            "kind": kind,
            "body": file.catalogue.bodies[item.body].short,
        }
        facts |= {"limit": limit_facts(item.limit), "agent": own.agent.strip(), "done": False, "note": own.note}
        file.record("own_matter", on, facts)
        return file

    return desk.act(request, "own_matter", decide)


def _open(known: OwnMatter | None, on: date) -> OwnMatter:
    if known is None:
        raise Refusal("这一事项还没有登记为企业自办事项，请先登记起算日。", ARTICLE)
    if known.done_on is not None:
        raise Refusal(f"“{known.name}”企业已于{known.done_on:%Y-%m-%d}办理完毕，无需再登记。", ARTICLE)
    if on < known.on:
        raise ValueError(f"办毕日{on:%Y-%m-%d}早于起算日{known.on:%Y-%m-%d}，请核对。")
    return known


def clauses(case: Case, calendar: Calendar, today: date) -> Iterable[str]:
    """义务提醒: what the enterprise itself still has to do, until when; late is the enterprise's, not a department's."""
    for matter in case.own_matters:
        if matter.done_on is not None:
            continue
        line = due_of(matter, calendar)
        until = f"{line.on.month}月{line.on.day}日{'（暂定）' if line.provisional else ''}" if line else ""
        if matter.kind == DUTY:
            late = "，已过期限，请提醒企业" if line and today > line.on else ""
            yield f"企业自办：《{matter.name}》{until}前由企业报{matter.body}{late}"
        else:
            yield f"{matter.agent}陪办：《{matter.name}》由{matter.body}办理，法定{until}"


def told(code: str, case: Case, calendar: Calendar) -> Iterable[str]:
    """办理单上的一句: the date that is registered, before anybody confirms it."""
    matter = next(one for one in case.own_matters if one.code == code)
    line = due_of(matter, calendar)
    if matter.done_on is not None:
        yield f"《{matter.name}》企业已于 {matter.done_on:%Y-%m-%d} 办毕，不再提醒。"
    elif line is not None:
        mark = "〔暂定〕" if line.provisional else ""
        whose = "是企业自己的期限" if matter.kind == DUTY else f"由{matter.body}办理"
        yield f"《{matter.name}》（{matter.kind}）期限为 {line.on:%Y-%m-%d}{mark}，{whose}，不计入本区部门的时限。"

"""文书事实分组: one function per group of forms/facts.toml; each takes the sheet and gives what the case says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bingliang.desk.papers import later_groups, rows, volume_groups, zone_words
from bingliang.desk.papers.sheet import Sheet
from bingliang.ledger.case import CaseItem, ItemState
from bingliang.ledger.catalogue import Handling, Unit
from bingliang.mechanism.time_limits.clocks import completeness_term
from bingliang.mechanism.time_limits.term import Term, due

Group = dict[str, Any]

FRAME_ARTICLE = "《行政许可法》第四十二条第二款"


def _enterprise(sheet: Sheet) -> Group:
    found = sheet.case.enterprise
    words = {
        key: found.get(key, "") for key in ("name", "former_name", "credit_code", "legal_representative", "address")
    }
    if sheet.renamed and "enterprise.former_name" not in sheet.form.optional_facts():
        words["name"] = f"{words['name']}（原{words['former_name']}）"
    return words


def _bearer(sheet: Sheet) -> Group:
    return {"person": sheet.case.handler, "authorised": True}


def _agent(sheet: Sheet) -> Group:
    project = sheet.case.project
    return {"post": project.get("chief_agent", ""), "phone": project.get("agent_phone", "")}


def _project(sheet: Sheet) -> Group:
    project, works = sheet.case.project, sheet.case.works
    return {
        "name": project["name"],
        "code": project.get("code", "") or "尚未赋码",
        "zone_code": project.get("zone_code", ""),
        "works": works.get("name", "") or "全部",
        "site": project.get("site", ""),
        "stage": sheet.case.stage,
        "bundle": str(sheet.case.bundle.get("name", "")),
        "tags": list(project.get("tags", ())),
    }


def _case(sheet: Sheet) -> Group:
    case, calendar = sheet.case, sheet.file.calendar
    first = min((item.received_on for item in sheet.spoken_of if item.received_on), default=case.received_on)
    answers = [due(term, calendar).on for item in sheet.spoken_of if (term := completeness_term(item))]
    limits = [item.completeness.value for item in sheet.spoken_of if item.received_on]
    truth = next((paper.number for paper in case.papers if paper.form == "truthfulness"), "")
    return {
        "code": case.code,
        "received_at": case.received_at,
        "received_on": first.isoformat(),
        "channel": case.channel,
        "counter": case.counter,
        "clerk": _clerk(sheet),
        "answer_due": max(answers).isoformat() if answers else "",
        "day_number": calendar.count(first, sheet.on),
        "day_limit": max(limits, default=5),
        "consent": any(item.held_on for item in case.items.values()),
        "truth_number": truth,
        "hand_slip": case.hand_slip,
        "late_reason": case.late_reason,
    }


def _clerk(sheet: Sheet) -> str:
    """经办人: the deputy's papers carry his own name."""
    who, case = sheet.file.work.who, sheet.case
    return who.name if any(one.name == case.clerk for one in who.stands_for) else case.clerk


def _body(sheet: Sheet) -> Group:
    body = sheet.body
    return {
        "name": body.name,
        "capacity": body.capacity,
        "capacity_line": body.capacity_line,
        "seal": body.seal,
        "reconsideration": body.reconsideration,
        "court": body.court,
        "online_channel": body.online_channel,
        "phone": zone_words.body_phone(body, sheet.file.catalogue),
        "supervision_phone": zone_words.supervision_phone(body, sheet.file.catalogue),
    }


def _zone(sheet: Sheet) -> Group:
    return {
        "name": sheet.setting("zone_name"),
        "counter_name": zone_words.counter_name(sheet.file.catalogue),
        "lead_unit": sheet.setting("lead_body_name"),
        "lead_phone": zone_words.counter_phone(sheet.file.catalogue),
        "address": sheet.setting("address"),
        "complaint_line": sheet.setting("complaint_phone"),
        "hotline": sheet.setting("hotline") or rows.HOTLINE,
        "unified": sheet.setting("unified_acceptance"),
        "notice_number": sheet.setting("promise_notice_number"),
        "notice_date": sheet.setting("promise_notice_date"),
        "notice_link": sheet.setting("promise_notice_link"),
        "explanation_place": sheet.setting("explanation_place"),
        "explanation_days": sheet.setting("explanation_days"),
        "seal": sheet.setting("receipt_seal") or zone_words.SEAL,
    }


def _item(sheet: Sheet) -> Group:
    return rows.item(sheet, sheet.item)


def _items(sheet: Sheet) -> list[Group]:
    return [rows.item(sheet, item) for item in sheet.spoken_of]


def _accepted(sheet: Sheet) -> list[Group]:
    items = [item for item in sheet.case.items.values() if item.acceptance and not _elsewhere_one(item)]
    found = [rows.item(sheet, item) for item in items if item.ending is None]
    return rows.numbered({**row, "special_steps": row["special_steps"].removeprefix(rows.NONE)} for row in found)


def _awaiting(sheet: Sheet) -> list[Group]:
    states = {ItemState.WAITING, ItemState.RECEIVED, ItemState.CORRECTING}
    items = [item for item in sheet.case.items.values() if item.state in states and not _elsewhere_one(item)]
    return rows.numbered(rows.awaiting(sheet, item) for item in items)


def _elsewhere(sheet: Sheet) -> list[Group]:
    items = [item for item in sheet.case.items.values() if _elsewhere_one(item)]
    return rows.numbered(rows.elsewhere(sheet, item) for item in items)


def _elsewhere_one(item: CaseItem) -> bool:
    return item.handling is Handling.FORWARDED


def _materials(sheet: Sheet) -> list[Group]:
    wanted = {item.no for item in sheet.spoken_of}
    found = [row for row in sheet.case.materials if not sheet.items or wanted & set(row.get("for", ()))]
    return rows.numbered(rows.material(row) for row in found)


def _defects(sheet: Sheet) -> list[Group]:
    found = [rows.defect(sheet, item, row) for item in sheet.spoken_of for row in item.defects]
    return rows.numbered(found)


def _correction(sheet: Sheet) -> Group:
    until = sheet.item.correction_until
    accepted = [str(no) for no, item in sheet.case.items.items() if item.acceptance is not None]
    days = sheet.file.calendar.count(sheet.on, until) if until else 0
    return {
        "due": rows.dated(until, sheet.file.calendar),
        "limit_text": f"{days}{Unit.WORKDAY.text}",
        "rule": sheet.setting("correction_rule"),
        "consequence": sheet.setting("correction_end") or zone_words.CORRECTION_END,
        "online": sheet.setting("correction_online"),
        "accepted_items": "、".join(accepted),
    }


def _acceptance(sheet: Sheet) -> Group:
    acceptance = sheet.item.acceptance
    if acceptance is None:
        return {}
    return {
        "accepted_on": acceptance.on.isoformat(),
        "second": rows.second(sheet, sheet.item),
        "complete": sheet.item.corrected_on is None and not acceptance.deemed,
        "corrected_on": sheet.item.corrected_on.isoformat() if sheet.item.corrected_on else "",
        "deemed": acceptance.deemed,
        "extension_possible": any(sheet.defined(item).extension is not None for item in sheet.spoken_of),
    }


def _step(sheet: Sheet) -> Group:
    step = sheet.item.steps[-1]
    longest = next((s.longest for s in sheet.definition.special_steps if s.name == step.name), None)
    return {
        "name": step.name,
        "ground": step.ground,
        "days_text": f"{step.told_days}{step.told_unit.text}",
        "starts_on": max(step.started_on, step.served_on).isoformat(),
        "ends_on": rows.dated(step.told_until, sheet.file.calendar),
        "cap_text": f"{longest}{Unit.WORKDAY.text}" if longest else "",
        "organiser": sheet.body.name,
        "applicant_part": step.cooperation,
    }


def _extension(sheet: Sheet) -> Group:
    item, clocks = sheet.item, sheet.clocks(sheet.item)
    extension, rule = item.frame_extension or item.extension, sheet.definition.extension
    if extension is None:
        return {}
    unit, ground = Unit.WORKDAY, FRAME_ARTICLE
    if item.frame_extension is None and rule is not None:
        unit, ground = rule.unit, rule.article
    before = replace(item, extension=None) if item.frame_extension is None else replace(item, frame_extension=None)
    return {
        "days_text": f"{extension.days}{unit.text}",
        "reason": extension.reason,
        "old_due": rows.line(sheet.clocks(before).statutory),
        "new_due": rows.line(clocks.statutory),
        "approver": extension.approver,
        "approved_on": extension.approved_on.isoformat(),
        "ground": ground,
        "promised_due": rows.line(clocks.promised),
    }


def _decision(sheet: Sheet) -> Group:
    decision = sheet.item.decision
    if decision is None:
        return {}
    return {
        "content": _unstopped(decision.content),
        "facts": _unstopped(decision.findings),
        "reasons": _unstopped(decision.reasons),
        "articles": decision.article,
        "validity": decision.validity or sheet.definition.validity,
        "public": True,
        "public_place": sheet.setting("public_place"),
        "due_delivery": rows.line(sheet.clocks(sheet.item).delivery),
    }


def _unstopped(words: str) -> str:
    """句末标点 as typed is left out: the form's own sentence ends with one."""
    return words.rstrip().rstrip("。；;，,、")


def _documents(sheet: Sheet) -> list[Group]:
    found = []
    for item in sheet.spoken_of:
        if item.decision is None:
            continue
        definition = sheet.defined(item)
        name = "不予行政许可决定书" if item.decision.act == "refuse" else definition.result or item.name
        found.append({"name": name, "number": item.decision.document, "count": "1"})
    return rows.numbered(found)


def _delivery(sheet: Sheet) -> Group:
    clocks, means = sheet.clocks(sheet.item), sheet.item.delivered_by
    return {
        "at_counter": means in {"", "窗口领取", "委托领取"},
        "by_post": means == "邮寄送达",
        "electronic": means == "电子送达",
        "locker": False,
        "left": means == "留置送达",
        "address": sheet.setting("address"),
        "ready_on": sheet.on.isoformat(),
        "due": rows.line(clocks.delivery),
    }


def _withdrawal(sheet: Sheet) -> Group:
    ending = sheet.item.ending
    return {"reason": ending.reason if ending else "", "items": [item.name for item in sheet.spoken_of]}


def _overrun(sheet: Sheet) -> Group:
    item, clocks = sheet.item, sheet.clocks(sheet.item)
    late = clocks.promise_late(sheet.on)
    return {
        "promised_due": rows.line(clocks.promised),
        "done_on": item.decision.on.isoformat() if item.decision else "",
        "days_text": f"{late}{Unit.WORKDAY.text}",
        "statutory_due": rows.line(clocks.statutory),
        "department": sheet.file.catalogue.bodies[item.body].name,
    }


def _pledge(sheet: Sheet) -> Group:
    verification = sheet.clocks(sheet.item).verification
    limit = sheet.item.verification
    expected = (
        due(Term(sheet.on, limit.value, limit.unit), sheet.file.calendar)
        if verification is None and limit
        else verification
    )
    return {
        "ground": "、".join(sheet.definition.legal_basis),
        "check_due": rows.line(expected),
        "checker": sheet.body.name,
        "public": True,
        "exclusion_none": True,
        "credit_clean": True,
        "checked_by": sheet.file.work.who.name,
        "teller": sheet.file.work.who.name,
    }


GROUPS: Mapping[str, Callable[[Sheet], Any]] = {
    "enterprise": _enterprise,
    "handler": _bearer,
    "agent": _agent,
    "project": _project,
    "case": _case,
    "body": _body,
    "zone": _zone,
    "item": _item,
    "items": _items,
    "accepted": _accepted,
    "awaiting": _awaiting,
    "elsewhere": _elsewhere,
    "materials": _materials,
    "defects": _defects,
    "correction": _correction,
    "acceptance": _acceptance,
    "unified": later_groups.unified,
    "step": _step,
    "extension": _extension,
    "decision": _decision,
    "documents": _documents,
    "delivery": _delivery,
    "withdrawal": _withdrawal,
    "overrun": _overrun,
    "pledge": _pledge,
    "urging": later_groups.urging,
    "track": later_groups.track,
    "volume": volume_groups.volume,
    "contents": volume_groups.contents,
    "bag": volume_groups.bag,
    "renewal": later_groups.renewal,
    "renewal_days": later_groups.renewal_days,
}

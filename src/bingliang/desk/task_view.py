"""部门任务的详情: what a reviewer reads before he answers, and the acts that his role may do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk import words
from bingliang.desk.acts.offers import Offer, offers
from bingliang.desk.rows import Light
from bingliang.desk.tasks import Task, Want, remark_until
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import Case, CaseItem
from bingliang.ledger.catalogue import Handling
from bingliang.ledger.folding import amended, fold
from bingliang.ledger.roles import REVIEWER, ROLES
from bingliang.mechanism.overall import permit
from bingliang.mechanism.time_limits.clocks import Clocks, stopped_on

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar


@dataclass(frozen=True, slots=True)
class TaskView:
    """任务详情: what a reviewer reads before he answers: the sentence, the days, the materials, what was said before."""

    task: Task
    sentence: str
    body: str
    handling: str
    credit_code: str
    works: str
    stage: str
    days: tuple[tuple[str, str], ...]
    materials: tuple[tuple[str, str], ...]
    said: tuple[str, ...]


def task_view(desk: Desk, task: Task) -> TaskView:
    """任务详情 of one row; a Refusal when the case is gone."""
    with desk.store.look() as look:
        entries = look.entries(task.stream)
        case = fold(entries)
        if case is None or task.no not in case.items:
            raise Refusal("没有这一办件，请按 F5 刷新。")
        item = case.items[task.no]
        catalogue: Catalogue = look.loaded("catalogue")
        calendar: Calendar = look.loaded("calendar")
        body = catalogue.bodies[item.body]
        said = tuple(
            f"{words.spoken(line.at.date())}　{line.by}　{_said(line.facts)}"
            for line in amended(entries)
            if line.act == "remark" and line.facts.get("item") == item.no
        )
        return TaskView(
            task=task,
            sentence=_sentence(task, item, calendar, look.today),
            body=body.name or body.short,
            handling=item.handling.value,
            credit_code=str(case.enterprise["credit_code"]),
            works=str(case.works.get("name", "")),
            stage=case.stage,
            days=_days(item, catalogue, calendar),
            materials=_materials(case, item),
            said=said,
        )


def _said(facts: object) -> str:
    defects = facts.get("defects", ()) if hasattr(facts, "get") else ()
    if not defects:
        return "材料齐全，没有意见"
    return "；".join("，".join(str(row[key]) for key in ("material", "defect") if row.get(key)) for row in defects)


def _materials(case: Case, item: CaseItem) -> tuple[tuple[str, str], ...]:
    return tuple((str(row["name"]), str(row["state"])) for row in case.materials if item.no in row.get("for", ()))


def _days(item: CaseItem, catalogue: Catalogue, calendar: Calendar) -> tuple[tuple[str, str], ...]:
    clocks = Clocks(item, calendar)
    acceptance = item.acceptance
    found: list[tuple[str, date | None, bool]] = [
        ("收件", item.received_on, False),
        ("受理", acceptance.on if acceptance else None, False),
    ]
    if acceptance is None and item.received_on is not None and item.handling is not Handling.FILING:
        found.append(("齐全性意见截止", remark_until(item, catalogue, calendar), False))
    for name, line in (
        ("窗口答复截止", clocks.completeness),
        ("承诺办结", clocks.promised),
        ("法定办结", clocks.statutory),
        ("告知承诺核查截止", None if item.verified_on else clocks.verification),
    ):
        found.append((name, line.on if line else None, bool(line and line.provisional)))
    rows = [(name, f"{on:%Y-%m-%d}{'（暂定）' if mark else ''}") for name, on, mark in found if on is not None]
    if lag := clocks.before_dispatch:
        rows.append(("受理到分送", f"{lag}个工作日，计入窗口，不计本部门"))
    return tuple(rows)


def _sentence(task: Task, item: CaseItem, calendar: Calendar, today: date) -> str:
    """要什么、到哪天: one sentence to read aloud."""
    until = words.spoken(task.until) if task.until else ""
    name = f"《{item.name}》"
    if task.want is Want.REMARK:
        return f"请在{until}前对{name}的材料提出齐全性意见，不提即视为齐全，由窗口受理。"
    if task.want is Want.FILE:
        return f"{name}为备案，信息收齐即予备案，请登记备案文号。"
    if task.want in (Want.DECIDE, Want.OPINE):
        return _handling_sentence(task, item, calendar, today)
    over = task.light is Light.PROMISE_LATE
    late, late_look = ("，已过期限，请尽快核查", "，已过期限") if over else ("", "")
    said = {
        Want.ANSWER: f"{task.asked}受邀就{name}提出意见，请在{until}前回复并写明文号。",
        Want.SIGN: f"{task.asked}受邀就{name}提出意见，请在{until}前签收联系单；答复期限自签收的次日起数。",
        Want.ATTEND: f"请就{name}的会审、踏勘、验收提出意见（{until}到会），有意见的写明整改内容和依据。",
        Want.RECTIFY: f"{name}等企业整改；收到整改完成报告后复验，各事项的期限照常计算。",
        Want.REINSPECT: f"企业已报告整改完成，请在{until}前复验并登记意见{late_look}。",
        Want.VERIFY: f"{name}凭告知承诺准予，请在{until}前核查承诺是否属实并登记结果{late}。",
        Want.ACCEPTANCE: f"{name}的齐全性意见已收到或已过期限，等窗口受理或一次告知。",
        Want.CORRECTION: f"{name}已一次告知，等企业补正" + (f"，至{until}。" if until else "。"),
        Want.HELD: f"{name}为预收，等{'、'.join(wait.text for wait in item.waits_for)}取得后转正式收件。",
        Want.SUPERIOR: f"{name}已转报上级，等上级结果。",
        Want.MEETING: f"{name}的意见由窗口召集各部门以后汇总结论作出；本部门受召集的，在“到会意见”里登记意见。",
    }
    return said[task.want]


def _handling_sentence(task: Task, item: CaseItem, calendar: Calendar, today: date) -> str:
    clocks, verb = Clocks(item, calendar), "出具意见" if task.want is Want.OPINE else "作出决定"
    step = stopped_on(item, today)
    parts = [f"请对《{item.name}》{verb}"]
    late = clocks.promise_late(today)
    if clocks.promised is not None:
        on = words.spoken(clocks.promised.on)
        parts.append(f"承诺日{on}已过{late}个工作日，须公开说明" if late else f"承诺{on}前办结")
    if clocks.statutory is not None:
        mark = "（暂定）" if clocks.statutory.provisional else ""
        parts.append(f"法定{words.spoken(clocks.statutory.on)}{mark}前办结")
    if step is not None:
        parts.append(f"“{step.name}”期间停表")
    return "，".join(parts) + "。"


_CALLED = frozenset({Want.ATTEND, Want.RECTIFY, Want.REINSPECT})
_OF_A_MEETING = frozenset({"attend", "report_rectified"})


def task_offers(desk: Desk, task: Task) -> tuple[Offer, ...]:
    """可办清单 of a reviewer for one task: the acts of his role, and 一次性告知, which after acceptance is nobody's.

    Why there is no correction after acceptance is said by the law, not by the role (《行政许可法》第三十二条、第七十二条).
    """
    mine = ROLES[REVIEWER]
    whole = offers(desk, task.stream)
    found = [one for one in whole.items.get(task.no, ()) if one.act in mine or one.name == "notify_once"]
    found += [one for one in whole.case if one.name in _OF_A_MEETING and task.want in _CALLED]
    with desk.store.look() as look:
        case = fold(look.entries(task.stream))
    item = case.items.get(task.no) if case else None
    if item is None or item.acceptance is None:
        return tuple(one for one in found if one.name != "notify_once")
    return tuple(_by_law(one, item) if one.name == "notify_once" else one for one in found)


def _by_law(offer: Offer, item: CaseItem) -> Offer:
    try:
        permit(offer.act, item)
    except Refusal as why:
        return replace(offer, forbidden=why.sentence, article=why.article)
    return offer

"""职责异议: a department says “not ours”, within its day; the lead unit rules. The applicant's clock runs on all the while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.store.work import Work

RULES = "区职责分工规定"


def last_day(file: File, item: CaseItem) -> date | None:
    """退分截止日: the zone's days (default one workday) after the item came to the department."""
    days = int(file.catalogue.setting("disown_days", 1))
    return file.calendar.workday(item.dispatched_on, days) if item.dispatched_on else None


def may_disown(file: File, item: CaseItem, on: date) -> None:
    """可退分: once, and only within the zone's period after 分送."""
    if item.objection is not None:
        raise Refusal(f"“{item.name}”已于{item.objection.on:%Y-%m-%d}提出过职责异议，不能再次退分。", RULES)
    last = last_day(file, item)
    if last is None:
        raise Refusal(f"“{item.name}”还没有分送到部门，没有可退的分办件。", RULES)
    if on > last:
        raise Refusal(
            f"“{item.name}”的退分期限已于{last:%Y-%m-%d}届满，部门应当在期限内办理；确属分错的由牵头单位改正。", RULES
        )


def disown(desk: Desk, request: str, stream: str, no: int, on: date, *, ground: str, proposed: str) -> Answer:
    """退分: with the ground and the department that should have it instead; stops no clock."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "disown", on)
        may_disown(file, item, on)
        if not ground.strip() or not proposed.strip():
            raise ValueError("退分须写明依据（三定规定或者权责清单的条款）和应由哪个部门办理。")
        facts = {"item": no, "department": item.department, "ground": ground, "proposed": proposed}
        file.record("disown", on, facts)
        return file

    return desk.act(request, "disown", decide)


def may_rule(item: CaseItem) -> None:
    """可裁定: an objection is waiting."""
    if item.objection is None or item.objection.ruled_on is not None:
        raise Refusal(f"“{item.name}”没有等待裁定的职责异议。", RULES)


def rule(desk: Desk, request: str, stream: str, no: int, on: date, *, department: str, document: str) -> Answer:
    """裁定 by the lead unit: which department has the item (the code of a body), with the document that says so."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "rule", on)
        may_rule(item)
        if item.objection is not None and on < item.objection.on:
            raise ValueError(f"裁定的日期{on:%Y-%m-%d}早于退分日{item.objection.on:%Y-%m-%d}，请核对。")
        _may_have(file, department)
        if not document.strip():
            raise ValueError("请填写裁定的文号或者会议纪要，没有凭据不能改变承办部门。")
        file.record("rule", on, {"item": no, "department": department, "document": document})
        return file

    return desk.act(request, "rule", decide)


def _may_have(file: File, department: str) -> None:
    """可以承办: a body of the catalogue that decides and can sign (《行政许可法》第二十二条)."""
    if department not in file.catalogue.bodies:
        raise ValueError(f"目录中没有代码为“{department}”的部门，请从清单中选择。")
    body = file.catalogue.bodies[department]
    if not body.decides or (lacking := body.missing(file.today)):
        why = (
            f"落款机关信息不全（缺：{'、'.join(lacking)}，请管理员在“设置 → 落款机关”里补全）"
            if body.decides
            else "只收件协调，不作决定"
        )
        raise Refusal(
            f"“{body.short}”{why}，不能由它办理并以它的名义决定。", "《行政许可法》第二十二条；区职责分工规定"
        )


def may_reassign(item: CaseItem) -> None:
    """可改派: the counter sent it to the wrong department itself; an objection is ruled on, and a ruling stands."""
    if item.dispatched_on is None:
        raise Refusal(f"“{item.name}”还没有分送到部门，没有可改派的分办件。", RULES)
    if item.objection is None:
        return
    if item.objection.ruled_on is None:
        raise Refusal(f"“{item.name}”有部门提出的职责异议等待裁定，不能以改派代替裁定。", RULES)
    raise Refusal(f"“{item.name}”已于{item.objection.ruled_on:%Y-%m-%d}裁定承办部门，不能再改派。", RULES)


@dataclass(frozen=True, slots=True)
class Reassigned:
    """改派: to which department, why it went to the wrong one, and the post that approved it."""

    department: str
    reason: str
    approver: str


def reassign(desk: Desk, request: str, stream: str, no: int, on: date, asked: Reassigned) -> Answer:
    """改派 of what was sent to the wrong department: with the reason and the approving post; the applicant's clock runs on."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "reassign", on)
        may_reassign(item)
        if asked.department == item.department:
            raise ValueError(f"“{item.name}”现在就由这个部门承办，请选择另一个部门。")
        _may_have(file, asked.department)
        if not asked.reason.strip() or not asked.approver.strip():
            raise ValueError("改派须写明为什么分错、由哪个职务批准（不写姓名）。")
        words = {"reason": asked.reason.strip(), "approver": asked.approver.strip()}
        file.record("reassign", on, {"item": no, "department": asked.department, "was": item.department, **words})
        return file

    return desk.act(request, "reassign", decide)

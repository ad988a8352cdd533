"""时限: special steps, extension, the public explanation of a broken promise, and what follows by itself each morning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.file import File, opened
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem
from bingliang.ledger.catalogue import Item, SpecialStep, Unit
from bingliang.mechanism.time_limits.clocks import Clocks, stopped_on
from bingliang.mechanism.time_limits.term import Term, due_on

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work


@dataclass(frozen=True, slots=True)
class Step:
    """特殊环节告知: `told_days` workdays needed, told in writing; `served_on` is the day the notice was served."""

    name: str
    started_on: date
    served_on: date
    told_days: int
    cooperation: str = ""


def stop(desk: Desk, request: str, stream: str, no: int, told: Step) -> Answer:
    """特殊环节开始: only a step on the item's own list, told in writing with the time needed (《行政许可法》第四十五条).

    The clock stops from the later of start and service, at most to the end of the time told.
    """

    def decide(work: Work) -> File:
        file = opened(work, stream)
        item = file.item(no, "stop", told.served_on)
        step = _listed(file.catalogue.items[item.code], told.name)
        _may_stop(file, item, told)
        if told.told_days < 1 or (step.longest is not None and told.told_days > step.longest):
            longest = f"，最长{step.longest}个工作日" if step.longest else ""
            raise ValueError(f"“{step.name}”所需{told.told_days}个工作日不合规定{longest}（{step.ground}），请核对。")
        begins = max(told.started_on, told.served_on)
        facts = {
            "item": no,
            "name": step.name,
            "ground": step.ground,
            "started_on": told.started_on.isoformat(),
            "served_on": told.served_on.isoformat(),
            "told_days": told.told_days,
            "told_until": due_on(Term(begins, told.told_days, Unit.WORKDAY), file.calendar).isoformat(),
            "cooperation": told.cooperation,
        }
        file.add("stop", facts)
        file.paper("special_step", told.served_on, (no,), step={"applicant_part": told.cooperation})
        return file

    return desk.act(request, "stop", decide)


def _listed(definition: Item, name: str) -> SpecialStep:
    for step in definition.special_steps:
        if step.name == name:
            return step
    listed = "、".join(step.name for step in definition.special_steps) or "无"
    raise Refusal(
        f"“{name}”不在“{definition.name}”的特殊环节清单中（清单：{listed}），不停止计时。", "《行政许可法》第四十五条"
    )


def _may_stop(file: File, item: CaseItem, told: Step) -> None:
    if stopped_on(item, told.served_on) is not None:
        raise Refusal(f"“{item.name}”已在特殊环节中，前一环节结束后才能再启动。", "《行政许可法》第四十五条")
    assert item.acceptance is not None  # noqa: S101  # permit() admits only accepted items
    if told.started_on < item.acceptance.on:
        raise Refusal(f"特殊环节不得早于受理日{item.acceptance.on:%Y-%m-%d}。", "《行政许可法》第四十五条")
    line = Clocks(item, file.calendar).statutory
    if line is not None and max(told.started_on, told.served_on) > line.on:
        raise Refusal(
            f"“{item.name}”的法定期限已于{line.on:%Y-%m-%d}届满，不得再启动特殊环节。",
            "《行政许可法》第四十二条、第四十五条",
        )


def resume(desk: Desk, request: str, stream: str, no: int, name: str, result_on: date) -> Answer:
    """特殊环节结束: the day the result came in; days beyond the time told have counted already."""

    def decide(work: Work) -> File:
        file = opened(work, stream)
        item = file.item(no, "resume", result_on)
        going = [step for step in item.steps if step.name == name and step.result_on is None]
        if not going:
            raise Refusal(f"“{item.name}”没有正在进行的“{name}”。", "《行政许可法》第四十五条")
        if result_on < going[0].started_on:
            raise ValueError(f"“{name}”的结果日{result_on:%Y-%m-%d}早于开始日{going[0].started_on:%Y-%m-%d}，请核对。")
        file.add("resume", {"item": no, "name": name, "result_on": result_on.isoformat()})
        return file

    return desk.act(request, "resume", decide)


def extend(
    desk: Desk, request: str, stream: str, no: int, *, days: int, approved_on: date, approver: str, reason: str
) -> Answer:
    """延长办理期限: once, approved and told on or before the current due date; never moves the promise (第四十二条)."""

    def decide(work: Work) -> File:
        file = opened(work, stream)
        item = file.item(no, "extend", approved_on)
        rule = file.catalogue.items[item.code].extension
        if rule is None:
            raise Refusal(f"“{item.name}”的法定期限没有可以延长的规定。", "《行政许可法》第四十二条")
        if item.extension is not None:
            raise Refusal(f"“{item.name}”已延长过一次，不得再延。", rule.article)
        if not 1 <= days <= rule.value:
            raise Refusal(f"最多可延长{rule.value}{rule.unit.text}，不能延长{days}。", rule.article)
        if not reason.strip() or not approver.strip():
            raise ValueError("延长须经负责人批准并将理由告知申请人，请填写批准人职务和理由。")
        line = Clocks(item, file.calendar).statutory
        if line is None or max(approved_on, file.today) > line.on:
            when = f"{line.on:%Y-%m-%d}" if line else "未定"
            raise Refusal(f"“{item.name}”的法定期限已于{when}届满，不得再延长。", rule.article)
        facts: dict[str, Any] = {
            "item": no,
            "days": days,
            "approved_on": approved_on.isoformat(),
            "approver": approver,
            "reason": reason,
        }
        file.add("extend", facts)
        old = {"date": line.on.isoformat(), "provisional": line.provisional}
        file.paper("extension", approved_on, (no,), extension={"old_due": old})
        return file

    return desk.act(request, "extend", decide)


def explain(desk: Desk, request: str, stream: str, no: int, on: date, reason: str, *, remedy: str) -> Answer:
    """超时公开说明: a broken promise asks for its reasons in public (《优化营商环境条例》第三十六条)."""

    def decide(work: Work) -> File:
        file = opened(work, stream)
        item = file.item(no, "explain_overrun", on if on > file.today else None)
        clocks = Clocks(item, file.calendar)
        late = clocks.promise_late(file.today)
        if not late:
            raise Refusal(f"“{item.name}”没有超过承诺时限，无需公开说明。", "《优化营商环境条例》第三十六条")
        if not reason.strip() or not remedy.strip():
            raise ValueError("请写明超过承诺时限的理由和改进措施，说明将向社会公开。")
        facts = {"item": no, "on": on.isoformat(), "reason": reason, "remedy": remedy, "workdays": late}
        file.add("explain_overrun", facts)
        file.paper("overrun", on, (no,), overrun={"reason": reason, "remedy": remedy})
        return file

    return desk.act(request, "explain_overrun", decide)


def sweep(desk: Desk) -> Sequence[str]:
    """推定巡查: at start, at each change of day and with every poll; records what followed in silence, once, whichever
    counter comes first. The request id is made of stream and day, so a second counter finds it already answered.
    """
    from bingliang.store.open_items import lapsing

    swept: list[str] = []
    with desk.store.look() as look:
        today, waiting = look.today, lapsing(look, look.today)
    for stream in waiting:

        def decide(work: Work, stream: str = stream) -> File:
            return opened(work, stream)

        desk.act(f"infer/{stream}/{today.isoformat()}", "deem_accepted", decide)
        swept.append(stream)
    return tuple(swept)

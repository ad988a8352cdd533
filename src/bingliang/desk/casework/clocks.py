"""时限: special steps, extension, the public explanation of a broken promise, and what follows by itself each morning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.casework.commitment import adjust
from bingliang.desk.file import File
from bingliang.desk.supervision.warnings import warn
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem
from bingliang.ledger.catalogue import ExtensionRule, Item, SpecialStep, Unit
from bingliang.ledger.folding import fold
from bingliang.mechanism.overall import inferred
from bingliang.mechanism.time_limits.clocks import Clocks, stop_of
from bingliang.mechanism.time_limits.roll import FRAME_EXTENSION
from bingliang.mechanism.time_limits.term import Term, due_on

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.look import Look
    from bingliang.store.work import Work

GOVERNMENT = "人民政府"
"""本级人民政府: the approver's level that the frame of joint handling needs."""


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

    The clock stops from the later of start and service, at most to the end of the time told. A further notice for a step
    that is going on carries on where the first one ends, and must be served before that.
    """

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "stop", told.served_on)
        may_stop(file, item, told.served_on)
        step = listed(file.definition(item, told.served_on), told.name)
        begins = _may_stop(file, item, told)
        _within_cap(file, item, step, told)
        facts = {
            "item": no,
            "name": step.name,
            "ground": step.ground,
            "started_on": begins.isoformat(),
            "told_days": told.told_days,
            "told_until": due_on(
                Term(max(begins, told.served_on), told.told_days, Unit.WORKDAY), file.calendar
            ).isoformat(),
            "cooperation": told.cooperation,
        }
        file.record("stop", told.served_on, facts, key="served_on")
        file.paper("special_step", told.served_on, (no,))
        return file

    return desk.act(request, "stop", decide)


def may_stop(file: File, item: CaseItem, on: date) -> None:
    """可停表: the item has a list of special steps, and its statutory limit has not run out by that day."""
    definition = file.definition(item, on)
    if not definition.special_steps:
        raise Refusal(
            f"“{definition.name}”的特殊环节清单是空的，任何环节都不停止计时，请在期限内办理。",
            "《行政许可法》第四十五条",
        )
    _not_expired(file, item, on)


def _not_expired(file: File, item: CaseItem, on: date) -> None:
    line = Clocks(item, file.calendar).statutory
    if line is not None and on > line.on:
        raise Refusal(
            f"“{item.name}”的法定期限已于{line.on:%Y-%m-%d}届满，不得再启动特殊环节。",
            "《行政许可法》第四十二条、第四十五条",
        )


def listed(definition: Item, name: str) -> SpecialStep:
    """清单上的特殊环节 of that name; anything else stops no clock (《行政许可法》第四十五条)."""
    for step in definition.special_steps:
        if step.name == name:
            return step
    names = "、".join(step.name for step in definition.special_steps) or "无"
    raise Refusal(
        f"“{name}”不在“{definition.name}”的特殊环节清单中（清单：{names}），不停止计时。", "《行政许可法》第四十五条"
    )


def _may_stop(file: File, item: CaseItem, told: Step) -> date:
    """The day from which the step counts: its start, or the end of the time told before."""
    going = [step for step in item.steps if step.name == told.name and step.result_on is None]
    begins = max((told.started_on, *(step.told_until for step in going)))
    if going and told.served_on > going[-1].told_until:
        raise Refusal(
            f"“{told.name}”告知的时间已于{going[-1].told_until:%Y-%m-%d}用完，计时已自行恢复，请先登记环节结束。",
            "《行政许可法》第四十五条",
        )
    if item.acceptance is not None and told.started_on < item.acceptance.on:
        raise Refusal(f"特殊环节不得早于受理日{item.acceptance.on:%Y-%m-%d}。", "《行政许可法》第四十五条")
    # a notice entered after the limit ran out bears a number of that later day: it cannot have been served before
    _not_expired(file, item, max(told.started_on, told.served_on, file.today))
    promised = Clocks(item, file.calendar).promised
    if promised is not None and max(told.started_on, told.served_on) <= promised.on < file.today:
        raise Refusal(
            f"“{item.name}”的承诺办结日{promised.on:%Y-%m-%d}已过，补录更早送达的特殊环节会把超过的承诺改回去；"
            "请以今天为送达日，只停法定期限。",
            "《行政许可法》第四十五条；《优化营商环境条例》第三十六条",
        )
    return begins


def not_backdated(file: File, item: CaseItem, on: date, what: str) -> None:
    """不得倒签: a paper that gets its number today bears no day before a limit that has run out since.

    What another body really did on that day is entered with its own number.
    """
    lines = Clocks(item, file.calendar)
    for kind, line in (("法定应办结日", lines.statutory), ("承诺办结日", lines.promised)):
        if line is not None and on <= line.on < file.today:
            raise Refusal(
                f"“{item.name}”的{kind}{line.on:%Y-%m-%d}已过，{what}今天才取号，日期不能倒签为{on:%Y-%m-%d}。",
                "《行政许可法》第四十二条、第七十四条",
            )


def used(file: File, item: CaseItem, name: str) -> int:
    """已用的工作日 of the steps of that name: those that are over by what they took, one that is going on by what was told."""
    found = 0
    for one in (one for one in item.steps if one.name == name):
        stop = stop_of(one)
        taken = file.calendar.count(stop.after, stop.until) if stop else 0
        found += one.told_days if one.result_on is None else taken
    return found


def _within_cap(file: File, item: CaseItem, step: SpecialStep, told: Step) -> None:
    """最长时间: all notices of one step together, what is over by the days that it really took."""
    before = used(file, item, step.name)
    if told.told_days < 1 or (step.longest is not None and before + told.told_days > step.longest):
        already = f"（此前已用或者已告知{before}个工作日）" if before else ""
        longest = f"，最长{step.longest}个工作日" if step.longest else ""
        raise ValueError(
            f"“{step.name}”所需{told.told_days}个工作日{already}不合规定{longest}（{step.ground}），请核对。"
        )


def resume(desk: Desk, request: str, stream: str, no: int, name: str, result_on: date) -> Answer:
    """特殊环节结束: the day the result came in; days beyond the time told have counted already."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "resume", result_on)
        may_resume(item)
        going = [step for step in item.steps if step.name == name and step.result_on is None]
        if not going:
            raise Refusal(f"“{item.name}”没有正在进行的“{name}”。", "《行政许可法》第四十五条")
        if result_on < going[0].started_on:
            raise ValueError(f"“{name}”的结果日{result_on:%Y-%m-%d}早于开始日{going[0].started_on:%Y-%m-%d}，请核对。")
        file.record("resume", result_on, {"item": no, "name": name}, key="result_on")
        adjust(file, result_on, f"“{item.name}”依法进行{name}，所需时间不计入承诺时限")
        return file

    return desk.act(request, "resume", decide)


def may_resume(item: CaseItem) -> None:
    """可登记结束: a step is going on."""
    if all(step.result_on is not None for step in item.steps):
        raise Refusal(f"“{item.name}”没有正在进行的特殊环节。", "《行政许可法》第四十五条")


@dataclass(frozen=True, slots=True)
class Extending:
    """延长的审批: how many days, approved when, by which post, why; `frame` for the frame of joint handling."""

    days: int
    approved_on: date
    approver: str
    reason: str
    frame: bool = False


def extend(desk: Desk, request: str, stream: str, no: int, asked: Extending) -> Answer:
    """延长办理期限: once, approved and told on or before the current due date; never moves the promise (第四十二条).

    The frame of 统一、联合、集中办理 is extended only by the head of the government of the same level (同条第二款).
    """

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "extend", asked.approved_on)
        _may_extend_frame(file, item, asked) if asked.frame else _may_extend(file, item, asked)
        if not asked.reason.strip() or not asked.approver.strip():
            raise ValueError("延长须经负责人批准并将理由告知申请人，请填写批准人职务和理由。")
        still_running(file, item, asked.approved_on)
        facts = {"item": no, "days": asked.days, "approver": asked.approver, "reason": asked.reason}
        if not file.catalogue.setting("extension_from_unrolled", True) and not asked.frame:
            facts["from_rolled"] = True  # the zone's own reading, copied here: a later setting rewrites nothing
        file.record("extend", asked.approved_on, {**facts, "frame": asked.frame}, key="approved_on")
        file.paper("extension", asked.approved_on, (no,))
        return file

    return desk.act(request, "extend", decide)


def still_running(file: File, item: CaseItem, on: date) -> None:
    """期限未满: an extension is approved and told on or before the current due date (《行政许可法》第四十二条)."""
    line = Clocks(item, file.calendar).statutory
    if line is None or max(on, file.today) > line.on:
        when = f"已于{line.on:%Y-%m-%d}届满" if line else "法律没有规定"
        raise Refusal(f"“{item.name}”的法定期限{when}，不得延长。", "《行政许可法》第四十二条")


def may_extend(file: File, item: CaseItem, on: date) -> ExtensionRule:
    """可延长: the law of this item allows it, and it has not been done yet."""
    rule = file.definition(item, on).extension
    if rule is None:
        raise Refusal(f"“{item.name}”的法定期限没有可以延长的规定。", "《行政许可法》第四十二条")
    if item.extension is not None:
        raise Refusal(f"“{item.name}”已延长过一次，不得再延。", rule.article)
    return rule


def _may_extend(file: File, item: CaseItem, asked: Extending) -> None:
    rule = may_extend(file, item, asked.approved_on)
    if not 1 <= asked.days <= rule.value:
        raise Refusal(f"最多可延长{rule.value}{rule.unit.text}，不能延长{asked.days}。", rule.article)


FRAME_ARTICLE = "《行政许可法》第四十二条第二款"


def may_extend_frame(item: CaseItem) -> None:
    """可延外框: the item is handled under 第二十六条 and its frame has not been extended yet."""
    article = FRAME_ARTICLE
    if item.acceptance is None or not item.acceptance.joint:
        raise Refusal(f"“{item.name}”不是统一、联合、集中办理的事项，没有45日外框可延。", article)
    if item.frame_extension is not None:
        raise Refusal(f"“{item.name}”的外框已延长过一次，不得再延。", article)


def _may_extend_frame(file: File, item: CaseItem, asked: Extending) -> None:
    may_extend_frame(item)
    article = FRAME_ARTICLE
    if not 1 <= asked.days <= FRAME_EXTENSION:
        raise Refusal(f"外框最多可延长{FRAME_EXTENSION}个工作日，不能延长{asked.days}。", article)
    setting = file.catalogue.setting
    committee = setting("committee_may_extend", False) and str(setting("committee_document", "")).strip()
    if GOVERNMENT not in asked.approver and not (committee and "管委会" in asked.approver):
        raise Refusal(
            "统一、联合、集中办理延长15日须经本级人民政府负责人批准；管委会不是一级人民政府，"
            "其负责人批准须先在区设置中登记授权文件文号。",
            article,
        )


def explain(desk: Desk, request: str, stream: str, no: int, on: date, reason: str, *, remedy: str) -> Answer:
    """超时公开说明: a broken promise asks for its reasons in public (《优化营商环境条例》第三十六条)."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "explain_overrun", on if on > file.today else None)
        late = may_explain(file, item)
        promised = Clocks(item, file.calendar).promised
        if promised is not None and on <= promised.on:
            raise ValueError(f"{on:%Y-%m-%d}还没有超过承诺办结日{promised.on:%Y-%m-%d}，公开说明的日期应在其后。")
        if not reason.strip() or not remedy.strip():
            raise ValueError("请写明超过承诺时限的理由和改进措施，说明将向社会公开。")
        facts = {"item": no, "reason": reason, "remedy": remedy, "workdays": late}
        file.record("explain_overrun", on, facts)
        file.paper("overrun", on, (no,), overrun={"reason": reason, "remedy": remedy})
        return file

    return desk.act(request, "explain_overrun", decide)


def may_explain(file: File, item: CaseItem) -> int:
    """可公开说明: once for one promise; a Refusal when it has been done, or when the promise has been kept so far."""
    late = promise_broken(file, item)
    if item.explained_on is not None:
        raise Refusal(
            f"“{item.name}”超过承诺时限已于{item.explained_on:%Y-%m-%d}公开说明，同一项不再出第二份；写错了的用录入更正。",
            "《优化营商环境条例》第三十六条",
        )
    return late


def promise_broken(file: File, item: CaseItem) -> int:
    """承诺超时的工作日; a Refusal when the promise has been kept so far."""
    late = Clocks(item, file.calendar).promise_late(file.today)
    if not late:
        raise Refusal(f"“{item.name}”没有超过承诺时限，无需公开说明。", "《优化营商环境条例》第三十六条")
    return late


def sweep(desk: Desk) -> Sequence[str]:
    """推定巡查: at start, at each change of day and with every poll; records what followed in silence, once, whichever
    counter comes first. The request id is made of stream and day, so a second counter finds it already answered.
    """
    from bingliang.store.open_items import lapsing

    swept: list[str] = []
    with desk.store.look() as look:
        today = look.today
        waiting = [stream for stream in lapsing(look, today) if _follows(look, stream)]
    for stream in waiting:

        def decide(work: Work, stream: str = stream) -> File:
            return desk.opened(work, stream)

        desk.act(f"infer/{stream}/{today.isoformat()}", "deem_accepted", decide)
        swept.append(stream)
    warn(desk)
    return tuple(swept)


def _follows(look: Look, stream: str) -> bool:
    """Whether anything follows at all: most of what a morning looks at only waits for the clerk."""
    case = fold(look.entries(stream))
    return case is not None and bool(inferred(case, look.today, look.loaded("calendar"), look.loaded("catalogue")))

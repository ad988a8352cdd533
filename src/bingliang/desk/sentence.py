"""一句话: who has it, until when, what is wanted; to be read aloud on the telephone, what presses most first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.casework import bags, own_matters
from bingliang.desk.words import disputed, spoken
from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.catalogue import Handling
from bingliang.mechanism.parallel_approval.join import stranded
from bingliang.mechanism.time_limits.clocks import Clocks, stopped_on

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.mechanism.time_limits.term import Due


def sentence(case: Case, catalogue: Catalogue, calendar: Calendar, today: date) -> str:
    """谁在办、到哪天、要什么: one sentence to read aloud on the telephone, what presses most first."""
    own = "".join(f"；{one}" for one in own_matters.clauses(case, calendar, today))
    own += f"；窗口留存的原件{kept}待领回" if (kept := bags.owed(case)) else ""
    if case.closed_on is not None:
        owed = "".join(f"；{one}" for item in case.items.values() if (one := _clause(item, catalogue, calendar, today)))
        return f"本件{len(case.items)}项已全部办结（{spoken(case.closed_on)}）{owed}{own}。"
    pressing = sorted(case.items.values(), key=lambda item: Clocks(item, calendar).next_on or date.max)
    cannot = {item.no for item in stranded(case)}
    clauses = [
        f"《{item.name}》的前置件已经不成，窗口应退还预收材料"
        if item.no in cannot
        else clause + _not_served(case, item, today)
        for item in pressing
        if (clause := _clause(item, catalogue, calendar, today))
    ]
    clauses = [*_meetings(case, catalogue, today), *clauses]
    if not clauses:
        ended = all(item.ending for item in case.items.values())
        return ("各项均已终止，可以归档" if ended else "各项均已作出决定并送达，可以办结") + f"{own}。"
    more = f"；另有{len(clauses) - 3}项未结" if len(clauses) > 3 else ""  # noqa: PLR2004  # as many as one breath carries
    return "；".join(clauses[:3]) + more + own + "。"


def _not_served(case: Case, item: CaseItem, today: date) -> str:
    """告知书还没有送达: from the day after; a notice that reached nobody in its period has no effect."""
    if item.state is not ItemState.CORRECTING or item.noticed_on is None or today <= item.noticed_on:
        return ""
    told = [one for one in case.papers if one.form == "correction" and item.no in one.items and not one.void_reason]
    return "（告知书还没有登记送达）" if told and all(one.served_on is None for one in told) else ""


def _meetings(case: Case, catalogue: Catalogue, today: date) -> list[str]:
    """会审、踏勘、验收: who has not spoken, who puts right, who looks again by when, or that the conclusion is due."""
    short = {body.name: body.short for body in catalogue.bodies.values()}
    said = []
    for meeting in (one for one in case.meetings if one.concluded_on is None):
        silent = "、".join(short.get(name, name) for name in meeting.silent)
        rectifying = "、".join(short.get(name, name) for name in meeting.rectifying)
        parts = [f"尚缺{silent}的意见" if silent else "", f"等企业整改后由{rectifying}复验" if rectifying else ""]
        for one in meeting.reinspecting:
            who, by = short.get(one.department, one.department), spoken(one.by)
            parts.append(
                f"{who}的复验已超过{by}的期限" if one.by < today else f"企业已报告整改完成，{who}应在{by}前复验"
            )
        said.append(meeting.kind + ("，".join(part for part in parts if part) or "各部门意见已齐，请汇总结论"))
    return said


def _clause(item: CaseItem, catalogue: Catalogue, calendar: Calendar, today: date) -> str:
    clocks = Clocks(item, calendar)
    return _CLAUSES[item.state](item, clocks, catalogue, today)


def _who(item: CaseItem, catalogue: Catalogue) -> str:
    return catalogue.bodies[item.department].short if item.department in catalogue.bodies else item.department


def _waiting(item: CaseItem, _clocks: Clocks, _catalogue: Catalogue, _today: date) -> str:
    own = "、".join(wait.text for wait in item.waits_for if wait.no is not None)
    outside = "、".join(wait.text for wait in item.waits_for if wait.no is None)
    parts = [f"等本件办出{own}" if own else "", f"等企业取得{outside}" if outside else ""]
    return f"《{item.name}》预收，{'，'.join(part for part in parts if part) or '等前置件'}后转正式收件"


def _receiving(item: CaseItem, clocks: Clocks, catalogue: Catalogue, today: date) -> str:
    line = clocks.completeness
    by = f"{_marked(line)}前" if line else ""
    if item.handling is Handling.FILING:
        return f"窗口在核《{item.name}》，信息齐全就备案"
    if item.unanswered:
        return f"窗口要把{_who(item, catalogue)}对《{item.name}》提出的{len(item.unanswered)}处补正{by}一次告知"
    if item.corrected_on is not None:
        late = clocks.calendar.count(item.corrected_on, today)
        told = f"，已迟{late}个工作日，办理期限从该日起算" if late > 0 else ""
        return f"《{item.name}》补正材料已于{spoken(item.corrected_on)}交齐，窗口应以该日受理{told}"
    if line is None:
        return f"窗口待接收《{item.name}》并分送{_who(item, catalogue)}"
    old = f"（延续申请，原许可有效期至{spoken(item.expires_on)}）" if item.expires_on else ""
    return f"窗口在核《{item.name}》{old}，{by}受理或一次告知"


def _correcting(item: CaseItem, clocks: Clocks, _catalogue: Catalogue, today: date) -> str:
    last = clocks.correction
    if last is not None and today > last:
        over = f"《{item.name}》补正已于{spoken(last)}届满"
        return f"{over}，由窗口应申请人要求延长、作不予受理决定或者收撤回申请"
    until = f"，至{spoken(last)}" if last else ""
    return f"《{item.name}》等企业补正{until}"


def _handling(item: CaseItem, clocks: Clocks, catalogue: Catalogue, today: date) -> str:
    who = _who(item, catalogue)
    line = clocks.promised or clocks.statutory
    step = stopped_on(item, today)
    words = f"{who}在办《{item.name}》" + (f"，{step.name}停表中" if step else "")
    words += "，并提出职责异议，待牵头单位裁定" if disputed(item) else ""
    if clocks.deferral is not None and item.supplemented_on is None:
        over = today > clocks.deferral
        what = "按申请人的承诺由窗口办理容缺逾期撤回" if item.deferral_withdraws else "应依法作出决定"
        words += f"，容缺材料逾期未补齐，{what}" if over else f"，等企业补交容缺材料，至{spoken(clocks.deferral)}"
    words += _unheard(item, today)
    words += f"，原许可有效期至{spoken(item.expires_on)}，届满前应作出决定" if item.expires_on else ""
    if line is None:
        return words + "，时限以办事指南为准"
    if clocks.promised is None or today <= clocks.promised.on:
        return f"{words}，{_until('承诺' if clocks.promised else '法定', line, today)}"
    passed = f"{words}，{_until('承诺', clocks.promised, today)}"
    passed += "，还没有公开说明理由" if item.explained_on is None else ""
    return passed + (f"，{_until('法定', clocks.statutory, today)}" if clocks.statutory else "")


def _unheard(item: CaseItem, today: date) -> str:
    """征求的意见还没有回复: internal, beside the item's own line."""
    due = [(one.department, one.reply_by) for one in item.opinions if one.open and one.reply_by is not None]
    late = "、".join(name for name, by in due if by < today)
    waited = "、".join(f"{name}{spoken(by)}前的意见" for name, by in due if by >= today)
    said = (f"，{late}逾期未回复意见" if late else "") + (f"，在等{waited}" if waited else "")
    return said + _unsigned(item, today)


def _unsigned(item: CaseItem, today: date) -> str:
    """联系单没有签收: the days of whoever was asked have not begun; called for from the day after the day to sign by."""
    waits = [(one.department, one.sign_by) for one in item.opinions if one.unsigned]
    late = "、".join(name for name, by in waits if by is not None and by < today)
    waited = "、".join(name for name, by in waits if by is None or by >= today)
    return (f"，{late}还没有签收联系单，请催签" if late else "") + (f"，在等{waited}签收联系单" if waited else "")


def _until(kind: str, line: Due, today: date) -> str:
    """One line in words: until when, or that it has passed."""
    if today > line.on:
        return f"已超{kind}日期{spoken(line.on)}"
    return f"{kind}{_marked(line)}前办结"


def _marked(line: Due) -> str:
    """日子 with its mark beyond the last notice."""
    return spoken(line.on) + ("〔暂定〕" if line.provisional else "")


def _outside(item: CaseItem, clocks: Clocks, _catalogue: Catalogue, today: date) -> str:
    """外部: the higher authority's time is shown, never counted for or against the zone; once over, it is asked after."""
    line = clocks.outside
    until = f"，其法定期限到{_marked(line)}" if line else ""
    if line and today > line.on:
        until = f"，其法定期限{_marked(line)}已过，请向其询问结果"
    above = f"{item.decided_by}级机关" if item.decided_by != "区" else "上级机关"
    return f"《{item.name}》已转报{above}，外部办理中{until}"


def _decided(item: CaseItem, clocks: Clocks, _catalogue: Catalogue, today: date) -> str:
    word = "已办好" if item.decision is None or item.decision.act != "refuse" else "已决定不予许可"
    line = clocks.delivery
    if line is None:
        return f"《{item.name}》{word}，请企业来领取"
    when, late = _marked(line), today > line.on
    return f"《{item.name}》{word}，请企业来领取，窗口" + (f"已超过送达期限{when}" if late else f"应在{when}前送达")


def _done(item: CaseItem, clocks: Clocks, catalogue: Catalogue, today: date) -> str:
    """办结以后还欠的: the check of what an applicant promised (国办发〔2020〕42号)."""
    line = clocks.verification
    if line is None or item.verified_on is not None:
        return ""
    who, when = _who(item, catalogue), _marked(line)
    if today > line.on:
        return f"{who}核查《{item.name}》的告知承诺已超过期限{when}"
    return f"{who}应在{when}前核查《{item.name}》的告知承诺"


_CLAUSES: Mapping[ItemState, Callable[[CaseItem, Clocks, Catalogue, date], str]] = {
    ItemState.WAITING: _waiting,
    ItemState.RECEIVED: _receiving,
    ItemState.CORRECTING: _correcting,
    ItemState.HANDLING: _handling,
    ItemState.FORWARDED: _outside,
    ItemState.DECIDED: _decided,
    ItemState.DONE: _done,
    ItemState.ENDED: lambda *_: "",
}

"""话: what a state, a date and an act are called on screen: the sentence a clerk reads aloud, lights, tail words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from bingliang.desk import own_matters
from bingliang.desk.rows import Light
from bingliang.ledger.acts import ACTS, Entry, Number
from bingliang.ledger.case import Case, CaseItem, Decision, ItemState, day
from bingliang.ledger.catalogue import Catalogue
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits import Due
from bingliang.mechanism.time_limits.clocks import SOON, Clocks, stopped_on

_PLAIN: Mapping[ItemState, Light] = {
    ItemState.WAITING: Light.WAITING,
    ItemState.CORRECTING: Light.APPLICANT,
    ItemState.FORWARDED: Light.OUTSIDE,
    ItemState.DONE: Light.DONE,
    ItemState.ENDED: Light.DONE,
}
_ORDER = tuple(
    Light(word)
    for word in ("法定超期", "承诺超时", "临期", "待领取", "正常", "特殊环节", "待企业", "外部办理", "预收待办", "办结")
)


def light(item: CaseItem, calendar: Calendar, today: date) -> Light:
    """状态灯 of one item: a breach of law outranks a broken promise, and both outrank what is merely near."""
    plain = _PLAIN.get(item.state)
    if plain is not None:
        return plain
    clocks = Clocks(item, calendar)
    if item.state is ItemState.DECIDED:
        return _near(clocks.next_on, calendar, today, Light.COLLECT)
    if clocks.statute_late(today):
        return Light.STATUTE_LATE
    if clocks.promise_late(today):
        return Light.PROMISE_LATE
    if stopped_on(item, today) is not None:
        return Light.STOPPED
    return _near(clocks.next_on, calendar, today, Light.OK)


def _near(on: date | None, calendar: Calendar, today: date, otherwise: Light) -> Light:
    return Light.SOON if on is not None and calendar.count(today, on) <= SOON else otherwise


def case_light(case: Case, calendar: Calendar, today: date) -> Light:
    """状态灯 of a case: the gravest of its items."""
    return min((light(item, calendar, today) for item in case.items.values()), key=_ORDER.index, default=Light.DONE)


def tail(case: Case, item: CaseItem, calendar: Calendar, today: date) -> str:
    """尾注 of a lane: what is left, or what it came to."""
    clocks = Clocks(item, calendar)
    if item.ending is not None:
        return ACTS[item.ending.act].title
    if item.decision is not None:
        return _answered(item, item.decision, clocks, today)
    if (step := stopped_on(item, today)) is not None:
        return f"{step.name}至 {step.told_until:%m-%d}"
    if item.state is ItemState.WAITING:
        return "待" + "、".join(_short(case, wait.no, wait.text) for wait in item.waits_for)
    if item.state is ItemState.CORRECTING:
        return _wanting(item, calendar, today)
    owed = f"{len(item.unanswered)}处待一次告知 · " if item.unanswered else ""
    owed += _beside(case, item, today)
    return "外部办理中" if item.state is ItemState.FORWARDED else owed + _left(clocks, today, calendar)


def _answered(item: CaseItem, decision: Decision, clocks: Clocks, today: date) -> str:
    """已作决定: what it was, whether the promise was broken, what became of it, whether it still waits to be fetched."""
    late = clocks.promise_late(today)
    word = f"{decision.word} {decision.on:%m-%d}"
    word += f" · 承诺超时{late}日" if late else ""
    word += "".join(f" · {_LATER[one.act]} {one.on:%m-%d}" for one in item.aftermath)
    if item.state is not ItemState.DECIDED:
        return word
    over = clocks.delivery is not None and today > clocks.delivery.on
    return f"{word} · 待领取" + ("，送达期限已过" if over else "")


_LATER: Mapping[str, str] = {"amend_decision": "已更正", "recall": "已撤回", "annul": "已撤销", "cancel": "已注销"}


def _wanting(item: CaseItem, calendar: Calendar, today: date) -> str:
    """补正中: the applicant's time, with a reminder at half time and on the day before; past its end nothing happens by
    itself, and the next word is the counter's.
    """
    until, told = item.correction_until, item.noticed_on
    if until is None or told is None:
        return "待企业补正"
    if today > until:
        return f"补正逾期待处理（{until:%m-%d} 届满）"
    days = calendar.count(told, until)
    reminders = {calendar.workday(told, days // 2), calendar.workday(until, -1)} - {told}
    return f"待企业补正至 {until:%m-%d}" + ("（今日提醒企业）" if today in reminders else "")


def _beside(case: Case, item: CaseItem, today: date) -> str:
    """办理中另有一事: a dispute that waits for a ruling, a deferred material that has not come."""
    said = "职责异议待裁定 · " if _disputed(item) else ""
    until = item.deferred_until
    if (
        until is None
        or item.supplemented_on is not None
        or item.state is not ItemState.HANDLING
        or not _out(case, item)
    ):
        return said
    return said + (f"容缺待补至 {until:%m-%d} · " if today <= until else "容缺逾期待处理 · ")


def _disputed(item: CaseItem) -> bool:
    return item.objection is not None and item.objection.ruled_on is None and item.state is ItemState.HANDLING


def _out(case: Case, item: CaseItem) -> bool:
    return any(row["state"] == "容缺" and item.no in row["for"] for row in case.materials)


def _short(case: Case, no: int | None, text: str) -> str:
    return text if no is None or no not in case.items else f"《{case.items[no].name}》"


def _left(clocks: Clocks, today: date, calendar: Calendar) -> str:
    line = clocks.promised or clocks.statutory or clocks.completeness
    if line is None:
        return "时限以办事指南为准"
    left = calendar.count(today, line.on)
    mark = "〔暂定〕" if line.provisional else ""
    kind = "承诺" if clocks.promised else ("法定" if clocks.statutory else "答复")
    if left < 0:
        return f"{kind}超 {-left} 个工作日"
    return f"{kind}余 {left} 个工作日{mark}" if left else f"{kind}今日到期{mark}"


def spoken(on: date) -> str:
    """说日子: 11月2日, as it is read aloud."""
    return f"{on.month}月{on.day}日"


def sentence(case: Case, catalogue: Catalogue, calendar: Calendar, today: date) -> str:
    """谁在办、到哪天、要什么: one sentence to read aloud on the telephone, what presses most first."""
    own = "".join(f"；{one}" for one in own_matters.clauses(case, calendar, today))
    if case.closed_on is not None:
        owed = "".join(f"；{one}" for item in case.items.values() if (one := _clause(item, catalogue, calendar, today)))
        return f"本件{len(case.items)}项已全部办结（{spoken(case.closed_on)}）{owed}{own}。"
    pressing = sorted(case.items.values(), key=lambda item: Clocks(item, calendar).next_on or date.max)
    clauses = [
        clause + _not_served(case, item, today)
        for item in pressing
        if (clause := _clause(item, catalogue, calendar, today))
    ]
    clauses = [*_meetings(case, catalogue), *clauses]
    if not clauses:
        ended = all(item.ending for item in case.items.values())
        return ("各项均已终止，可以归档" if ended else "各项均已作出决定并送达，可以办结") + f"{own}。"
    more = f"；另有{len(clauses) - 3}项在办" if len(clauses) > 3 else ""  # noqa: PLR2004  # as many as one breath carries
    return "；".join(clauses[:3]) + more + own + "。"


def _not_served(case: Case, item: CaseItem, today: date) -> str:
    """告知书还没有送达: from the day after; a notice that reached nobody in its period has no effect."""
    if item.state is not ItemState.CORRECTING or item.noticed_on is None or today <= item.noticed_on:
        return ""
    told = [one for one in case.papers if one.form == "correction" and item.no in one.items and not one.void_reason]
    return "（告知书还没有登记送达）" if told and all(one.served_on is None for one in told) else ""


def _meetings(case: Case, catalogue: Catalogue) -> list[str]:
    """会审、踏勘、验收: who has not spoken, who waits for rectification, or that the conclusion is due."""
    short = {body.name: body.short for body in catalogue.bodies.values()}
    said = []
    for meeting in (one for one in case.meetings if one.concluded_on is None):
        silent = "、".join(short.get(name, name) for name in meeting.silent)
        objecting = "、".join(short.get(name, name) for name in meeting.objecting)
        parts = [f"尚缺{silent}的意见" if silent else "", f"等企业整改后由{objecting}复验" if objecting else ""]
        said.append(meeting.kind + ("，".join(part for part in parts if part) or "各部门意见已齐，请汇总结论"))
    return said


def _clause(item: CaseItem, catalogue: Catalogue, calendar: Calendar, today: date) -> str:
    clocks = Clocks(item, calendar)
    return _CLAUSES[item.state](item, clocks, catalogue, today)


def _who(item: CaseItem, catalogue: Catalogue) -> str:
    return catalogue.bodies[item.department].short if item.department in catalogue.bodies else item.department


def _receiving(item: CaseItem, clocks: Clocks, catalogue: Catalogue, _today: date) -> str:
    line = clocks.completeness
    if item.unanswered:
        by = f"{spoken(line.on)}前" if line else ""
        return f"窗口要把{_who(item, catalogue)}对《{item.name}》提出的{len(item.unanswered)}处补正{by}一次告知"
    return f"窗口在核《{item.name}》，{spoken(line.on)}前受理或一次告知" if line else f"窗口待受理《{item.name}》"


def _correcting(item: CaseItem, _clocks: Clocks, _catalogue: Catalogue, today: date) -> str:
    if item.correction_until is not None and today > item.correction_until:
        over = f"《{item.name}》补正已于{spoken(item.correction_until)}届满"
        return f"{over}，由窗口应申请人要求延长、作不予受理决定或者收撤回申请"
    until = f"，至{spoken(item.correction_until)}" if item.correction_until else ""
    return f"《{item.name}》等企业补正{until}"


def _handling(item: CaseItem, clocks: Clocks, catalogue: Catalogue, today: date) -> str:
    who = _who(item, catalogue)
    line = clocks.promised or clocks.statutory
    step = stopped_on(item, today)
    words = f"{who}在办《{item.name}》" + (f"，{step.name}停表中" if step else "")
    words += "，并提出职责异议，待牵头单位裁定" if _disputed(item) else ""
    if item.deferred_until is not None and item.supplemented_on is None:
        over = today > item.deferred_until
        words += "，容缺材料逾期未补齐" if over else f"，等企业补交容缺材料，至{spoken(item.deferred_until)}"
    if line is None:
        return words + "，时限以办事指南为准"
    if clocks.promised is None or today <= clocks.promised.on:
        return f"{words}，{_until('承诺' if clocks.promised else '法定', line, today)}"
    passed = f"{words}，{_until('承诺', clocks.promised, today)}"
    return passed + (f"，{_until('法定', clocks.statutory, today)}" if clocks.statutory else "")


def _until(kind: str, line: Due, today: date) -> str:
    """One line in words: until when, or that it has passed."""
    if today > line.on:
        return f"已超{kind}日期{spoken(line.on)}"
    return f"{kind}{spoken(line.on)}{'〔暂定〕' if line.provisional else ''}前办结"


def _outside(item: CaseItem, clocks: Clocks, _catalogue: Catalogue, _today: date) -> str:
    line = clocks.outside
    mark = "〔暂定〕" if line and line.provisional else ""
    until = f"，上级法定{spoken(line.on)}{mark}前" if line else ""
    return f"《{item.name}》已转报上级，外部办理中{until}"


def _decided(item: CaseItem, clocks: Clocks, _catalogue: Catalogue, today: date) -> str:
    word = "已办好" if item.decision is None or item.decision.act != "refuse" else "已决定不予许可"
    line = clocks.delivery
    if line is None:
        return f"《{item.name}》{word}，请企业来领取"
    when = spoken(line.on) + ("〔暂定〕" if line.provisional else "")
    late = today > line.on
    return f"《{item.name}》{word}，请企业来领取，窗口" + (f"已超过送达期限{when}" if late else f"应在{when}前送达")


def _done(item: CaseItem, clocks: Clocks, catalogue: Catalogue, today: date) -> str:
    """办结以后还欠的: the check of what an applicant promised (国办发〔2020〕42号)."""
    line = clocks.verification
    if line is None or item.verified_on is not None:
        return ""
    who, when = _who(item, catalogue), spoken(line.on) + ("〔暂定〕" if line.provisional else "")
    if today > line.on:
        return f"{who}核查《{item.name}》的告知承诺已超过期限{when}"
    return f"{who}应在{when}前核查《{item.name}》的告知承诺"


_CLAUSES: Mapping[ItemState, Callable[[CaseItem, Clocks, Catalogue, date], str]] = {
    ItemState.WAITING: lambda item, *_: f"《{item.name}》预收，待{'、'.join(w.text for w in item.waits_for)}",
    ItemState.RECEIVED: _receiving,
    ItemState.CORRECTING: _correcting,
    ItemState.HANDLING: _handling,
    ItemState.FORWARDED: _outside,
    ItemState.DECIDED: _decided,
    ItemState.DONE: _done,
    ItemState.ENDED: lambda *_: "",
}


def entry(case: Case, line: Entry) -> str:
    """流转记录里的一句话."""
    facts = line.facts
    if line.act == "draw_up":
        return f"{facts['title']} {facts['number']}"
    if line.act == "void":
        title = next((paper.title for paper in case.papers if paper.seq == facts.get("paper")), "")
        return f"《{title}》{facts['number']} · {facts['reason']}"
    numbers = facts.get("items")
    if not isinstance(numbers, (list, tuple)):
        numbers = [facts["item"]] if "item" in facts else []
    named = [case.items[no].name if no in case.items else "" for no in numbers if isinstance(no, int)]
    named = [name for name in named if name]
    detail = next(
        (
            str(facts[key])
            for key in (
                "reason",
                "reasons",
                "cause",
                "name",
                "document",
                "note",
                "opinion",
                "ground",
                "conclusion",
                "kind",
            )
            if facts.get(key)
        ),
        "",
    )
    if line.act == "consult":
        return f"{facts['caller']}（{facts['means']}）问：{facts['question']}；答：{facts['answer']}"
    if line.act == "late_entry":
        return f"手工收件凭证{facts['slip']} · {facts['reason']}"
    if line.act == "attend":
        return "：".join(
            part for part in (f"{facts['department']}{facts['verdict']}", str(facts.get("opinion", ""))) if part
        )
    joined = "、".join(named[:4]) + (f"等{len(named)}项" if len(named) > 4 else "")  # noqa: PLR2004  # one line
    return " · ".join(part for part in (joined, detail) if part) or ACTS[line.act].title


_FIELDS: Mapping[str, str] = {
    "on": "日期",
    "received_on": "收件日",
    "accepted_on": "受理日",
    "started_on": "开始日",
    "served_on": "送达日",
    "result_on": "结果日",
    "approved_on": "批准日",
    "until": "截止日",
    "due": "法定应办结日",
    "promised_due": "承诺办结日",
    "number": "文号",
    "document": "文号",
    "content": "内容",
    "reason": "原因",
    "reasons": "理由",
    "question": "征求意见的内容",
    "opinion": "意见",
    "told_days": "告知所需工作日",
    "told_until": "停表截止日",
    "reply_by": "要求回复日",
    "days": "延长日数",
    "approver": "批准人",
    "receiver": "签收人",
    "means": "送达方式",
    "relation": "与申请人关系",
    "tracking": "邮件号",
    "to": "转报机关",
    "listed": "移交清单",
    "cause": "依据",
    "article": "依据",
    "validity": "有效期",
    "findings": "查明的事实",
    "cooperation": "申请人配合事项",
    "remedy": "改进措施",
    "note": "情况",
    "place": "地点",
    "ground": "依据",
    "review": "初审意见",
    "conclusion": "结论",
}


_FOLLOWS = frozenset({"due", "promised_due", "started_on", "promised_from", "received_at", "number", "told_until"})
"""随之改变的栏: not typed by anybody; what becomes of them is said as dates and papers."""


def put_right(line_: Entry, lines: Mapping[int, Entry]) -> Iterable[str]:
    """更正前后, a sentence for each field: “受理日由 2026-10-14 更正为 2026-10-13。”"""
    facts = line_.facts
    wrong = lines[int(str(facts["seq"]))]
    title = ACTS[wrong.act].title
    if facts.get("strike"):
        yield f"原来的“{title}”随之取消。"
    right, was = facts.get("facts"), facts.get("was")
    if not isinstance(right, Mapping) or not isinstance(was, Mapping):
        return
    for key, value in right.items():
        own_start = key == "started_on" and wrong.act == "stop"
        if key in _FIELDS and value != was.get(key) and (key not in _FOLLOWS or own_start):
            yield f"{title}的{_FIELDS[key]}由 {was.get(key) or '（空）'} 更正为 {_said(value)}。"


def _said(value: object) -> str:
    """What holds instead; a number is drawn only when the act is done."""
    return "新文号（办理时取号）" if isinstance(value, Number) else str(value) or "（空）"


def line(case: Case, entry_: Entry) -> str:
    """记录的叫法: the day that counts, the act and what it was about: “10-14 受理《…》”."""
    facts = entry_.facts
    keys = ("on", "accepted_on", "received_on", "served_on", "result_on", "approved_on")
    on = day(next((facts[key] for key in keys if key in facts), entry_.at.date()))
    numbers = facts.get("items") if entry_.act not in {"receive", "migrate"} else ()
    if not isinstance(numbers, (list, tuple)):
        numbers = [facts["item"]] if "item" in facts else []
    names = [case.items[no].name for no in numbers if isinstance(no, int) and no in case.items]
    more = f"等{len(names)}项" if len(names) > 1 else ""
    return f"{on:%Y-%m-%d} {ACTS[entry_.act].title}" + (f"《{names[0]}》{more}" if names else "")


def amendment(case: Case, line: Entry, lines: Mapping[int, Entry]) -> str:
    """更正的一句话: which line, what stood there, what holds instead, why and by whose approval."""
    facts = line.facts
    wrong = lines[int(str(facts["seq"]))]
    title = ACTS[wrong.act].title
    about = entry(case, wrong)
    what = f"{about} · {title}" if about != title else title
    right, was = facts.get("facts"), facts.get("was")
    changes = [
        f"{_FIELDS[key]}{was.get(key) or '（空）'}改为{_said(value)}"
        for key, value in (right.items() if isinstance(right, Mapping) else ())
        if key in _FIELDS and isinstance(was, Mapping)
    ]
    changes = changes or ["取消" if facts.get("strike") else "内容已更正"]
    approved = f"，{facts['approved_by']}批准" if facts.get("approved_by") else ""
    return f"{what}：{'，'.join(changes)}（{facts['reason']}{approved}）"

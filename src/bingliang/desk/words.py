"""话: what a state, a date and an act are called on screen: lights, tail words, what the log says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from bingliang.desk import bag_words
from bingliang.desk.lights import GRAVITY, Light
from bingliang.ledger.acts import ACTS, Entry, Number
from bingliang.ledger.case import Case, CaseItem, ItemState, day
from bingliang.ledger.deputies import DEPUTY
from bingliang.ledger.happened import Decision
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits.clocks import SOON, Clocks, stopped_on

_PLAIN: Mapping[ItemState, Light] = {
    ItemState.WAITING: Light.WAITING,
    ItemState.CORRECTING: Light.APPLICANT,
    ItemState.FORWARDED: Light.OUTSIDE,
    ItemState.DONE: Light.DONE,
    ItemState.ENDED: Light.DONE,
}


def light(item: CaseItem, calendar: Calendar, today: date) -> Light:
    """状态灯 of one item: a breach of law outranks a broken promise, and both outrank what is merely near."""
    plain = _PLAIN.get(item.state)
    if plain is not None:
        return plain
    clocks = Clocks(item, calendar)
    if item.state is ItemState.DECIDED:
        over = clocks.delivery is not None and today > clocks.delivery.on  # 第四十四条
        return Light.DELIVERY_LATE if over else _near(clocks.next_on, calendar, today, Light.COLLECT)
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
    return min((light(item, calendar, today) for item in case.items.values()), key=GRAVITY.index, default=Light.DONE)


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
    owed += _asked(item, today) + _reinspected(case, item, today) + _beside(case, item, clocks, today)
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
    until, told = Clocks(item, calendar).correction, item.noticed_on
    if until is None or told is None:
        return "待企业补正"
    if today > until:
        return f"补正逾期待处理（{until:%m-%d} 届满）"
    days = calendar.count(told, until)
    reminders = {calendar.workday(told, days // 2), calendar.workday(until, -1)} - {told}
    return f"待企业补正至 {until:%m-%d}" + ("（今日提醒企业）" if today in reminders else "")


def _asked(item: CaseItem, today: date) -> str:
    """联系单在外: not signed for, or not answered in its days; internal, beside the item's own line."""
    if any(one.unsigned for one in item.opinions):
        late = any(one.unsigned and one.sign_by is not None and one.sign_by < today for one in item.opinions)
        return "联系单催签 · " if late else "联系单待签收 · "
    late = any(one.open and one.reply_by is not None and one.reply_by < today for one in item.opinions)
    return "意见逾期未回 · " if late else ""


def _reinspected(case: Case, item: CaseItem, today: date) -> str:
    """待复验: the enterprise has reported; the short limit of the second look stands beside the item's own."""
    days = [one.by for meeting in case.meetings for one in meeting.reinspecting if item.no in one.items]
    if not days:
        return ""
    by = min(days)
    return f"复验逾期（{by:%m-%d}） · " if by < today else f"待复验至 {by:%m-%d} · "


def _beside(case: Case, item: CaseItem, clocks: Clocks, today: date) -> str:
    """办理中另有一事: a dispute that waits for a ruling, a deferred material that has not come."""
    said = "职责异议待裁定 · " if disputed(item) else ""
    until = clocks.deferral
    if (
        until is None
        or item.supplemented_on is not None
        or item.state is not ItemState.HANDLING
        or not _out(case, item)
    ):
        return said
    return said + (f"容缺待补至 {until:%m-%d} · " if today <= until else "容缺逾期待处理 · ")


def disputed(item: CaseItem) -> bool:
    """职责异议未裁定: whose item it is, is not settled."""
    return item.objection is not None and item.objection.ruled_on is None and item.state is ItemState.HANDLING


def _out(case: Case, item: CaseItem) -> bool:
    return any(row["state"] == "容缺" and item.no in row["for"] for row in case.materials)


def _short(case: Case, no: int | None, text: str) -> str:
    return text if no is None or no not in case.items else f"《{case.items[no].name}》"


def _left(clocks: Clocks, today: date, calendar: Calendar) -> str:
    if late := clocks.statute_late(today):  # a breach of law is said first, a broken promise beside it
        broken = clocks.promise_late(today)
        return f"法定超期 {late} 个工作日" + (f" · 承诺超 {broken} 个" if broken else "")
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


def by(line: Entry) -> str:
    """谁办的: under his own name, and for whom where he was the deputy."""
    first = line.facts.get(DEPUTY)
    return f"{line.by}（代{first}，B角）" if first else line.by


def entry(case: Case, line: Entry) -> str:
    """流转记录里的一句话."""
    facts = line.facts
    if line.act == "draw_up":
        return f"{facts['title']} {facts['number']}"
    if line.act in {"void", "void_row"}:
        title = next((paper.title for paper in case.papers if paper.seq == facts.get("paper")), "")
        row = f"中《{facts['name']}》一行" if line.act == "void_row" else ""
        return f"《{title}》{facts['number']}{row} · {facts['reason']}"
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
    if line.act in _OWN_WORDS:
        return _OWN_WORDS[line.act](facts)
    joined = "、".join(named[:4]) + (f"等{len(named)}项" if len(named) > 4 else "")  # noqa: PLR2004  # one line
    return " · ".join(part for part in (joined, detail) if part) or ACTS[line.act].title


def _signing(facts: Mapping[str, object]) -> str:
    """签收的一句话: who signed for the slip, or who would not, why, and who saw it."""
    seen = facts.get("witnesses")
    if isinstance(seen, (list, tuple)):
        return (
            f"{facts['department']}{facts['receiver']}拒绝签收：{facts['refusal']}，见证人{'、'.join(map(str, seen))}"
        )
    return f"{facts['department']}{facts['receiver']}签收"


def _spoke(facts: Mapping[str, object]) -> str:
    """到会意见的一句话."""
    parts = (f"{facts['department']}{facts['verdict']}", str(facts.get("opinion", "")))
    return "：".join(part for part in parts if part)


def _granted_green(facts: Mapping[str, object]) -> str:
    """准予绿色通道的一句话: on what ground, by whom, and whose project it comes from."""
    parts = (facts["ground"], facts["note"], f"{facts['approver']}准予（{facts['document']}）")
    origin = f"，随项目“{facts['project']}”" if facts.get("project") else ""
    return "，".join(str(part) for part in parts if part) + origin


def _of_departments(facts: Mapping[str, object]) -> str:
    rows = facts["reported"]
    return "、".join(row["department"] for row in rows) if isinstance(rows, (list, tuple)) else ""


def _handed(facts: Mapping[str, object]) -> str:
    """承办人移交的一句话; until it is taken over the case stays where it was."""
    said = f"{facts['from']}移交{facts['to']}：{facts['reason']}"
    if "list" not in facts:
        return said
    watch = f"；注意：{facts['watch']}" if facts["watch"] else ""
    return f"{said}，自 {facts['since']} 起，待接收（{facts['number']}）{watch}"


_OWN_WORDS: Mapping[str, Callable[[Mapping[str, object]], str]] = {
    "consult": lambda facts: f"{facts['caller']}（{facts['means']}）问：{facts['question']}；答：{facts['answer']}",
    "late_entry": lambda facts: f"手工收件凭证{facts['slip']} · {facts['reason']}",
    "grant_green": _granted_green,
    "note_renewal": lambda facts: f"延续{facts['document']}，有效期至 {facts['expires_on']}",
    "ask_opinion": lambda facts: f"向{facts['department']}征求：{facts.get('question', '')}",
    "receive_opinion": _signing,
    "attend": _spoke,
    "report_rectified": lambda facts: f"{_of_departments(facts)}，{facts['reinspect_by']} 前复验：{facts['note']}",
    "join_errand": lambda facts: f"来访号 {_said(facts['visit'])}，同一经办人一次交件的几家",
    "hand_over": _handed,
    "take_over": lambda facts: f"{facts['to']}接收自{facts['from']}（{facts['number']}）",
    "hand_back": lambda facts: f"{facts['to']}退回{facts['from']}（{facts['number']}）：{facts['reason']}",
    "call_back": lambda facts: f"{facts['from']}收回，没有移交{facts['to']}（{facts['number']}）：{facts['reason']}",
    **bag_words.WORDS,
    "note_complaint": lambda facts: " · ".join(
        str(facts[key]) for key in ("complaint", "ticket", "note") if facts[key]
    ),
}
"""行为自己的话, where the item and one detail would not say it."""


_FIELDS: Mapping[str, str] = {
    "on": "日期",
    "received_on": "收件日",
    "accepted_on": "受理日",
    "started_on": "开始日",
    "served_on": "送达日",
    "result_on": "结果日",
    "approved_on": "批准日",
    "until": "截止日",
    "expires_on": "有效期届满日",
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
    **bag_words.FIELDS,
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

"""更正要填什么: of each act the facts that a clerk has typed, as they stand now; what follows from them follows by itself."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bingliang.desk.acts.asked.scene import Scene
from bingliang.desk.acts.fields import Choice, Field, Kind
from bingliang.ledger.acts import ACTS, DECISIONS, Entry, Refusal

WORDS: Mapping[str, tuple[str, Kind]] = MappingProxyType(
    {
        "received_on": ("收件日", Kind.DAY),
        "accepted_on": ("受理日", Kind.DAY),
        "on": ("日期", Kind.DAY),
        "started_on": ("环节开始日", Kind.DAY),
        "served_on": ("告知书送达日", Kind.DAY),
        "result_on": ("结果送回日", Kind.DAY),
        "approved_on": ("批准日", Kind.DAY),
        "until": ("补正截止日", Kind.DAY),
        "expires_on": ("有效期届满日", Kind.DAY),
        "reply_by": ("要求回复日", Kind.DAY),
        "back_by": ("应归还日", Kind.DAY),
        "shelf": ("架位", Kind.TEXT),
        "bearer": ("出示原件的人", Kind.TEXT),
        "office": ("单位", Kind.TEXT),
        "purpose": ("取走做什么", Kind.TEXT),
        "by": ("谁交回的", Kind.TEXT),
        "told_days": ("告知所需工作日", Kind.NUMBER),
        "days": ("延长日数", Kind.NUMBER),
        "true": ("核查结果", Kind.CHOICE),
        "approver": ("批准人职务", Kind.TEXT),
        "receiver": ("签收人", Kind.TEXT),
        "means": ("送达方式", Kind.TEXT),
        "relation": ("与申请人关系", Kind.TEXT),
        "tracking": ("邮件号", Kind.TEXT),
        "refusal": ("拒收理由", Kind.LONG),
        "document": ("文号", Kind.TEXT),
        "place": ("地点", Kind.TEXT),
        "to": ("转报机关", Kind.TEXT),
        "listed": ("移交清单", Kind.TEXT),
        "validity": ("有效期", Kind.TEXT),
        "article": ("依据", Kind.TEXT),
        "cause": ("依据", Kind.LONG),
        "ground": ("依据", Kind.LONG),
        "review": ("初审意见", Kind.LONG),
        "conclusion": ("结论", Kind.LONG),
        "cooperation": ("申请人配合事项", Kind.LONG),
        "question": ("征求的内容", Kind.LONG),
        "answer": ("怎样答复", Kind.LONG),
        "opinion": ("意见", Kind.LONG),
        "content": ("决定内容", Kind.LONG),
        "findings": ("查明的事实", Kind.LONG),
        "reasons": ("理由", Kind.LONG),
        "reason": ("理由", Kind.LONG),
        "remedy": ("改进措施", Kind.LONG),
        "note": ("核查情况", Kind.LONG),
    }
)
"""栏的叫法: the facts that may be put right, in the order of the sheet. Numbers of ours are never typed."""

_DECISION = ("on", "document", "content", "findings", "reasons", "article", "validity")
KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "receive": ("received_on",),
        "formalise": ("on", "cause"),
        "remark": ("on",),
        "notify_once": ("on", "until"),
        "notify_again": ("on", "until", "approver"),
        "prolong_correction": ("on", "until", "reason"),
        "take_corrections": ("on",),
        "note_renewal": ("on", "document", "expires_on", "ground"),
        "accept": ("accepted_on",),
        "not_required": ("on", "reason"),
        "decline": ("on", "reason"),
        "withdraw": ("on", "reason"),
        "return_materials": ("on",),
        "stop": ("started_on", "served_on", "told_days", "cooperation"),
        "resume": ("result_on",),
        "extend": ("approved_on", "days", "approver", "reason"),
        "ask_opinion": ("on", "reply_by", "question"),
        "receive_opinion": ("on", "receiver", "refusal"),
        "give_opinion": ("on", "document", "opinion"),
        "opinion_lapsed": ("on",),
        "forward": ("on", "to", "listed", "review"),
        "superior_result": ("on", "document", "reasons"),
        "disown": ("on", "ground"),
        "rule": ("on", "document"),
        "reassign": ("on", "reason", "approver"),
        "correct_on_spot": ("on", "note"),
        "supplement": ("on",),
        "convene": ("on", "place"),
        "attend": ("on", "opinion", "ground"),
        "report_rectified": ("on", "note"),
        "conclude": ("on", "conclusion"),
        "change_applicant": ("on", "reason"),
        "grant_green": ("on", "ground", "note", "document", "approver"),
        "end_green": ("on", "reason"),
        "own_matter": ("on", "note"),
        "consult": ("on", "question", "answer"),
        "late_entry": ("reason", "approver"),
        **dict.fromkeys(("amend_decision", "recall", "annul", "cancel"), ("on", "document", "reason")),
        "explain_overrun": ("on", "reason", "remedy"),
        "verify_pledge": ("on", "true", "note"),
        "repair_credit": ("on", "document"),
        "notify_collection": ("on",),
        "deliver": ("on", "receiver", "means", "relation", "tracking", "refusal"),
        "sign": ("on",),
        "seal": ("on",),
        "serve": ("on", "receiver", "means", "relation", "tracking", "refusal"),
        "file_copy": ("on",),
        "archive": ("on",),
        "check_originals": ("on", "bearer"),
        "return_kept": ("on", "receiver", "relation"),
        "shelve_bag": ("on", "shelf"),
        "lend_bag": ("on", "to", "office", "purpose", "back_by"),
        "pass_bag": ("on", "to", "office", "purpose", "back_by"),
        "return_bag": ("on", "by", "shelf"),
        **dict.fromkeys(DECISIONS, _DECISION),
    }
)
"""可更正的栏 of each act: what a clerk has typed. What follows from it (started_on of an acceptance, due) is never typed."""
_OTHERWISE: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("correct_on_spot", "note"): "更正的内容", ("change_applicant", "reason"): "证明材料",
        ("grant_green", "ground"): "情形", ("grant_green", "approver"): "谁准予的（职务）", ("grant_green", "note"): "具体情况",
        ("lend_bag", "to"): "领取人", ("pass_bag", "to"): "接收人",
        ("superior_result", "reasons"): "上级结果", ("consult", "question"): "问什么",
    }
)  # fmt: skip
"""Where an act calls a field by another word."""
_OWN_NUMBER = frozenset({"grant", "grant_deferred", "refuse"})
"""Their document bears our number, which a paper made anew gets anew."""
_HELP = "改成应有的内容。原来的记录不会删去，更正前后的内容都留在流转记录里。"
FACT = "fact."


def keys_of(line: Entry) -> tuple[str, ...]:
    """可更正的栏 of a line."""
    keys = [key for key in KEYS.get(line.act, ()) if key in line.facts]
    if line.act in DECISIONS:  # what does not stand on this kind of reply is not asked for
        keys = [key for key in keys if key == "on" or line.facts.get(key)]
    return tuple(key for key in keys if key != "document" or line.act not in _OWN_NUMBER)


def none_to_amend(line: Entry) -> None:
    """没有可更正的栏: a Refusal that says what to do instead."""
    if not keys_of(line):
        title = ACTS[line.act].title
        instead = {
            "decide_jointly": "统一决定对各项只有一份，内容有误的办理决定更正，违法的依法撤销",
            "deem_accepted": "它由收件日推定，请更正收件日",
            "dispatch": "它随受理自动记录，请更正受理日",
            "deem_renewed": "它由有效期届满日推定，请更正延续申请登记",
            "amend_acceptance": "更正成的事项有误的，请再办理一次受理更正",
            "close": "办结由各项的办理得出，请更正有误的那一行",
            "migrate": "迁入的内容请在迁入文件中改正后另行迁入",
        }.get(line.act, "这一行没有可以更正的内容")
        raise Refusal(f"“{title}”不能直接更正：{instead}。")


def amending(scene: Scene) -> tuple[Field, ...]:
    """更正单: each fact as it stands, then why, and for an act with legal effect who approved it."""
    line = scene.line
    if line is None:
        raise Refusal("请先选择要更正的记录。")
    fields = [_field(line.act, key, line.facts[key]) for key in keys_of(line)]
    fields.append(
        Field(
            "amend_reason", "更正原因", Kind.LONG, help="写明哪里录错、依据什么更正；会记入台账，也写在作废的文书上。"
        )
    )
    if ACTS[line.act].legal or line.act == "verify_pledge":
        told = f"“{ACTS[line.act].title}”有法律效力，更正须经批准，填写批准人的职务。"
        fields.append(Field("approved_by", "批准人职务", help=told))
    return tuple(fields)


def _field(act: str, key: str, value: Any) -> Field:  # noqa: ANN401 - facts are JSON
    label, kind = WORDS[key]
    label = _OTHERWISE.get((act, key), label)
    if kind is Kind.CHOICE:
        choices = (Choice("属实", "属实"), Choice("不实", "不实"))
        return Field(FACT + key, label, kind, "属实" if value else "不实", _HELP, choices)
    return Field(FACT + key, label, kind, str(value), _HELP, optional=kind in (Kind.TEXT, Kind.LONG) and not value)


def right_facts(values: Mapping[str, Any]) -> dict[str, Any]:
    """应有的内容 as facts: days as text, the result of a check as truth."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name.startswith(FACT):
            key = name.removeprefix(FACT)
            found[key] = value.isoformat() if hasattr(value, "isoformat") else value
            if key == "true":
                found[key] = value == "属实"
    return found

"""产业项目服务整体工作机制: which act may follow which state, who may do it, and what follows by itself.

One table for the acts of an item, one for roles (`ledger.roles`), one pure function for what the law makes happen in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from bingliang.ledger.acts import ACTS, DECISIONS, Draft, Principal, Refusal, Who
from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.catalogue import Catalogue, Handling
from bingliang.ledger.roles import REVIEWER, ROLES, SYSTEM, entitled
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits.clocks import RENEWED, Clocks
from bingliang.mechanism.time_limits.renewing import AHEAD
from bingliang.mechanism.time_limits.start import acceptance_facts, ordinary

_S = ItemState
_PERMITS = frozenset({Handling.SPOT, Handling.PROMISED, Handling.PLEDGED, Handling.FORWARDED})
_OPINIONS = frozenset({Handling.REVIEW, Handling.CONVENED, Handling.OPINION, Handling.UTILITY})

OF_WHO_WAS_ASKED = frozenset({"receive_opinion", "give_opinion", "attend", "report_rectified"})
"""被问到的部门办的: by whoever was asked or called, whoever has the item."""
_ON_RECORD = ("reply_supervision", "review_supervision", "hold_account", "record_violation", "appeal_mark")

STATES: Mapping[str, frozenset[ItemState]] = MappingProxyType(
    {
        "formalise": frozenset({_S.WAITING}),
        "remark": frozenset({_S.RECEIVED}),
        "correct_on_spot": frozenset({_S.RECEIVED}),
        "notify_once": frozenset({_S.RECEIVED}),
        "notify_again": frozenset({_S.RECEIVED, _S.CORRECTING}),
        "prolong_correction": frozenset({_S.CORRECTING}),
        "take_corrections": frozenset({_S.CORRECTING}),
        "note_renewal": frozenset({_S.RECEIVED}),
        "accept": frozenset({_S.RECEIVED}),
        "not_required": frozenset({_S.RECEIVED}),
        "decline": frozenset({_S.RECEIVED, _S.CORRECTING}),
        "return_materials": frozenset({_S.WAITING}),
        "withdraw": frozenset({_S.WAITING, _S.RECEIVED, _S.CORRECTING, _S.HANDLING, _S.FORWARDED}),
        "dispatch": frozenset({_S.HANDLING}),
        "stop": frozenset({_S.HANDLING}),
        "resume": frozenset({_S.HANDLING}),
        "extend": frozenset({_S.HANDLING}),
        "ask_opinion": frozenset({_S.RECEIVED, _S.HANDLING}),
        "receive_opinion": frozenset({_S.RECEIVED, _S.HANDLING}),
        "give_opinion": frozenset({_S.RECEIVED, _S.HANDLING}),
        "forward": frozenset({_S.HANDLING}),
        "superior_result": frozenset({_S.FORWARDED}),
        "opinion_lapsed": frozenset({_S.RECEIVED, _S.HANDLING}),
        "disown": frozenset({_S.HANDLING}),
        "rule": frozenset({_S.HANDLING}),
        "reassign": frozenset({_S.HANDLING}),
        "supplement": frozenset({_S.HANDLING}),
        "amend_acceptance": frozenset({_S.HANDLING}),
        "grant": frozenset({_S.HANDLING}),
        "grant_deferred": frozenset({_S.HANDLING}),
        "refuse": frozenset({_S.HANDLING}),
        "file": frozenset({_S.RECEIVED, _S.HANDLING}),
        "opine": frozenset({_S.HANDLING}),
        "explain_overrun": frozenset({_S.HANDLING, _S.FORWARDED, _S.DECIDED, _S.DONE}),
        "verify_pledge": frozenset({_S.DECIDED, _S.DONE}),
        "repair_credit": frozenset({_S.DECIDED, _S.DONE}),
        "notify_collection": frozenset({_S.DECIDED}),
        "deliver": frozenset({_S.DECIDED}),
        "urge": frozenset({_S.RECEIVED, _S.HANDLING, _S.DECIDED}),
        "supervise": frozenset({_S.RECEIVED, _S.HANDLING, _S.DECIDED, _S.DONE}),
        **dict.fromkeys(
            (*_ON_RECORD, "decide_appeal", "exempt"),
            frozenset(ItemState),
        ),
        "amend_decision": frozenset({_S.DECIDED, _S.DONE}),
        "recall": frozenset({_S.DECIDED, _S.DONE}),
        "annul": frozenset({_S.DECIDED, _S.DONE}),
        "cancel": frozenset({_S.DECIDED, _S.DONE}),
    }
)
"""状态表: in which states of an item each act is lawful."""

HANDLINGS: Mapping[str, frozenset[Handling]] = MappingProxyType(
    {
        "grant": _PERMITS,
        "grant_deferred": _PERMITS - {Handling.FORWARDED},
        "refuse": _PERMITS,
        "file": frozenset({Handling.FILING}),
        "opine": _OPINIONS,
        "forward": frozenset({Handling.FORWARDED}),
        "accept": frozenset(Handling) - {Handling.FILING},
        "note_renewal": _PERMITS,
        "decline": _PERMITS | {Handling.CONVENED},
        "verify_pledge": frozenset({Handling.PLEDGED}),
        "repair_credit": frozenset({Handling.PLEDGED}),
        "superior_result": frozenset({Handling.FORWARDED}),
        "extend": _PERMITS,
        "stop": _PERMITS,
        "recall": _PERMITS,
        "annul": _PERMITS,
        "cancel": _PERMITS,
    }
)
"""方式表: for which kinds of handling an act exists at all."""

_NOT_THIS_KIND: Mapping[tuple[str, Handling], tuple[str, str]] = MappingProxyType(
    {
        ("accept", Handling.FILING): (
            "为备案，收到全部信息即备案，不作受理",
            "《企业投资项目核准和备案管理条例》第十三条",
        ),
        ("decline", Handling.FILING): (
            "为备案，没有不予受理，信息不全的指导补正",
            "《企业投资项目核准和备案管理条例》第十三条",
        ),
        ("refuse", Handling.FILING): (
            "为备案，没有不予备案的决定，信息不全的指导补正",
            "《企业投资项目核准和备案管理条例》第十三条",
        ),
    }
)

_WHY: Mapping[tuple[str, ItemState], tuple[str, str]] = MappingProxyType(
    {
        ("notify_once", _S.HANDLING): (
            "受理后不得再要求补正，请依法说明、启动特殊环节、作出决定，或由申请人书面撤回",
            "《行政许可法》第三十二条、第七十二条",
        ),
        ("notify_once", _S.CORRECTING): (
            "补正内容只能一次告知，不得再次发出一次性告知书",
            "《行政许可法》第三十二条第一款第（四）项",
        ),
        ("notify_again", _S.HANDLING): (
            "受理后不得再要求补正，请依法说明、启动特殊环节、作出决定，或由申请人书面撤回",
            "《行政许可法》第三十二条、第七十二条",
        ),
        ("stop", _S.RECEIVED): ("受理前时限尚未起算，不能启动特殊环节", "《行政许可法》第四十五条"),
        ("extend", _S.RECEIVED): ("受理前时限尚未起算，无从延长", "《行政许可法》第四十二条"),
        ("decline", _S.HANDLING): (
            "已受理的申请不得再作不予受理，请依法作出准予或不予的决定",
            "《行政许可法》第三十二条、第三十八条",
        ),
        ("withdraw", _S.DECIDED): ("决定已经作出，申请人不能再撤件，如需终止请办理注销", "《行政许可法》第七十条"),
        ("withdraw", _S.DONE): ("决定已经作出，申请人不能再撤件，如需终止请办理注销", "《行政许可法》第七十条"),
        ("decline", _S.FORWARDED): (
            "已受理的申请不得再作不予受理，已转报的由上级机关决定",
            "《行政许可法》第三十二条、第四十三条",
        ),
        ("not_required", _S.HANDLING): (
            "已受理的申请不能再作不受理告知，查明依法不需要许可的，请办理受理更正或者由申请人书面撤回",
            "《行政许可法》第三十二条",
        ),
        ("take_corrections", _S.HANDLING): (
            "受理后没有补正，申请人交来的说明和修改直接交承办部门",
            "《行政许可法》第三十二条、第七十二条",
        ),
        ("grant", _S.FORWARDED): ("已转报，由上级机关决定，请在结果回来后登记上级结果", "《行政许可法》第四十三条"),
        ("refuse", _S.FORWARDED): ("已转报，由上级机关决定，请在结果回来后登记上级结果", "《行政许可法》第四十三条"),
        ("superior_result", _S.HANDLING): ("尚未转报，没有上级结果可登记，请先转报", "《行政许可法》第四十三条"),
        ("amend_acceptance", _S.RECEIVED): ("尚未受理，谈不上受理更正，请按正确的事项处理", "《行政许可法》第三十二条"),
        ("amend_acceptance", _S.DECIDED): (
            "决定已经作出，不能再更正受理的事项；决定有误的办理决定更正或者依法撤销",
            "《行政许可法》第三十二条、第六十九条",
        ),
        ("urge", _S.FORWARDED): (
            "已转报上级，上级机关的时间不计入本区，不能催办承办部门",
            "《行政许可法》第四十三条",
        ),
        ("urge", _S.CORRECTING): ("正在等企业补正，企业的时间不计入期限，不能催办", "《行政许可法》第三十二条"),
        ("supervise", _S.FORWARDED): (
            "已转报上级，上级机关的时间不计入本区，不能督办承办部门",
            "《行政许可法》第四十三条",
        ),
        ("supervise", _S.CORRECTING): ("正在等企业补正，企业的时间不计入期限，不能督办", "《行政许可法》第三十二条"),
        ("reassign", _S.FORWARDED): ("已转报，由上级机关决定，不能再改派", "《行政许可法》第四十三条"),
        ("reassign", _S.DECIDED): ("决定已经作出，不能再改派", "《行政许可法》第三十八条；区职责分工规定"),
        ("disown", _S.DECIDED): ("决定已经作出，不能再提出职责异议", "《行政许可法》第三十八条；区职责分工规定"),
        ("recall", _S.HANDLING): (
            "还没有作出准予的决定，没有可以撤回的许可；申请人自己收回申请的是撤件",
            "《行政许可法》第八条",
        ),
        ("annul", _S.HANDLING): (
            "还没有作出准予的决定，没有可以撤销的许可；申请人自己收回申请的是撤件",
            "《行政许可法》第六十九条",
        ),
        ("cancel", _S.HANDLING): (
            "还没有作出准予的决定，没有可以注销的许可；申请人自己收回申请的是撤件",
            "《行政许可法》第七十条",
        ),
        ("accept", _S.CORRECTING): ("补正材料尚未交齐，请先登记补正收件", "《行政许可法》第三十二条第一款第（五）项"),
        ("accept", _S.WAITING): ("前置件尚未取得，本项为预收，待转正式收件后受理", "《行政许可法》第三十二条"),
        ("accept", _S.HANDLING): ("本项已受理，不能重复受理", "《行政许可法》第三十二条"),
        ("grant", _S.RECEIVED): ("尚未受理，不能作出决定，请先受理", "《行政许可法》第三十二条、第三十八条"),
        ("refuse", _S.RECEIVED): ("尚未受理，不能作出决定，请先受理或不予受理", "《行政许可法》第三十二条、第三十八条"),
        ("not_required", _S.CORRECTING): (
            "已一次性告知补正，不能再作不受理告知；查明依法不需要许可的，由申请人撤件，材料退还",
            "《行政许可法》第二十九条、第三十二条",
        ),
        ("not_required", _S.DECIDED): (
            "决定已经作出，不受理告知只在受理以前；许可不该作出的依法撤销",
            "《行政许可法》第三十二条、第六十九条",
        ),
        ("not_required", _S.DONE): (
            "决定已经作出，不受理告知只在受理以前；许可不该作出的依法撤销",
            "《行政许可法》第三十二条、第六十九条",
        ),
        ("decline", _S.WAITING): (
            "还是预收，没有正式收件，不作不予受理；不再办理的由申请人撤件，或者退还预收材料",
            "《行政许可法》第二十九条、第三十二条",
        ),
        ("decline", _S.DECIDED): (
            "决定已经作出，不予受理只在受理以前；决定违法的依法撤销",
            "《行政许可法》第三十二条、第六十九条",
        ),
        ("decline", _S.DONE): (
            "决定已经作出，不予受理只在受理以前；决定违法的依法撤销",
            "《行政许可法》第三十二条、第六十九条",
        ),
        ("refuse", _S.CORRECTING): (
            "尚未受理，不能作出不予许可的决定；补正逾期的可以不予受理，申请人收回申请的是撤件",
            "《行政许可法》第三十二条、第三十八条",
        ),
        ("refuse", _S.WAITING): (
            "还是预收，尚未受理，不能作出不予许可的决定；申请人收回申请的是撤件",
            "《行政许可法》第三十二条、第三十八条",
        ),
        ("grant", _S.CORRECTING): (
            "尚未受理，不能作出决定，请先登记补正收件、受理",
            "《行政许可法》第三十二条、第三十八条",
        ),
        ("deliver", _S.HANDLING): ("决定尚未作出，没有可送达的证件", "《行政许可法》第四十四条"),
    }
)

_TABLE = "《整体工作机制》角色表"


def permit(act: str, item: CaseItem) -> None:
    """准办: raise a Refusal with its article unless the act may follow the item's state and kind of handling."""
    title = ACTS[act].title
    kinds = HANDLINGS.get(act)
    if kinds is not None and item.handling not in kinds:
        none = (f"为{item.handling.value}，没有“{title}”这一办理行为", ACTS[act].article)
        why, article = _NOT_THIS_KIND.get((act, item.handling), none)
        raise Refusal(f"“{item.name}”{why}。", article)
    state = item.state
    if act == "notify_once" and item.noticed_on is not None and state is _S.RECEIVED:
        state = _S.CORRECTING  # everything is back: the one notice has been given all the same
    if state not in STATES[act]:
        why, article = _WHY.get((act, state), (f"现为“{state.value}”，不能办理“{title}”", ACTS[act].article))
        raise Refusal(f"“{item.name}”{why}。", article)


def barred_by_law(act: str, handling: Handling) -> bool:
    """依法没有: the kind of handling lacks the act because a law says so, and the clerk should be able to read it."""
    return (act, handling) in _NOT_THIS_KIND


def authorise(act: str, who: Who) -> None:
    """授权: raise a Refusal unless the role may do the act, or that of somebody he stands in for in this file (A/B角)."""
    posts = (who.role, *(one.role for one in who.stands_for))
    if not any(entitled(role, act) for role in posts):
        may = "、".join(role for role, acts in ROLES.items() if act in acts and role != SYSTEM)
        raise Refusal(f"{who.role}无权办理“{ACTS[act].title}”，请由{may or '系统'}岗位办理。", _TABLE)


def own_item(act: str, who: Who, item: CaseItem, department: str) -> None:
    """本部门的事项: a reviewer acts on the items of his own department only; `department` is the name to be read.

    An opinion is given by the body that was asked, whoever has the item: see `own_opinion`.
    """
    elsewhere = who.role == REVIEWER and act not in OF_WHO_WAS_ASKED and _office(who) != item.department
    if elsewhere and not any(may_for(one, act, item) for one in who.stands_for):
        raise Refusal(
            f"“{item.name}”由{department}办理，不是本部门的事项，不能办理“{ACTS[act].title}”，请由{department}或窗口办理。",
            _TABLE,
        )


def own_opinion(who: Who, asked: str, names: Collection[str]) -> None:
    """本部门的意见: a reviewer answers only what his own department (`names` it goes by, and that of his A角) was asked."""
    if who.role == REVIEWER and _office(who) and asked not in names:
        raise Refusal(f"这份意见是向“{asked}”征求的，不能由其他部门回复，请由{asked}或窗口登记。", _TABLE)


def may_for(first: Principal, act: str, item: CaseItem) -> bool:
    """代办得了: what the A角's post may do with the item, and no more: a reviewer's own items, and those nobody of his has."""
    own = first.role != REVIEWER or (first.office == item.department and item.clerk in ("", first.name))
    return own and entitled(first.role, act)


def _office(who: Who) -> str:
    if not who.office:
        raise Refusal("还没有登记所属部门，不能以部门身份办理，请重新选择岗位和所属部门。", _TABLE)
    return who.office


def dated(act: str, on: date, item: CaseItem, today: date) -> None:
    """日期合理: not in the future, not before what it follows. ValueError in one sentence otherwise."""
    title = ACTS[act].title
    if on > today:
        raise ValueError(f"“{title}”的日期{on:%Y-%m-%d}晚于今天{today:%Y-%m-%d}，请核对。")
    before = [item.held_on, item.received_on, item.noticed_on, item.corrected_on]
    before.append(item.acceptance.on if item.acceptance else None)
    if act in DECISIONS:
        before += _handled(item)
    floor = max((day for day in before if day is not None), default=None)
    if item.decision is not None:
        floor = item.decision.on
    if floor is not None and on < floor:
        raise ValueError(f"“{item.name}”“{title}”的日期{on:%Y-%m-%d}早于前一环节{floor:%Y-%m-%d}，请核对。")


def _handled(item: CaseItem) -> Iterator[date | None]:
    """办理中已有的日子, which a decision cannot lie before: special steps, an extension, a ruling."""
    for step in item.steps:
        yield max(step.started_on, step.served_on) if step.result_on is None else step.result_on
    for extension in (item.extension, item.frame_extension):
        yield extension.approved_on if extension else None
    if item.objection is not None:
        yield item.objection.ruled_on or item.objection.on


def inferred(case: Case, today: date, calendar: Calendar, catalogue: Catalogue) -> tuple[Draft, ...]:
    """推定: what follows by itself on that day: 预收转正式收件 and 视为受理. The same for whichever counter comes first."""
    drafts: list[Draft] = []
    for item in case.items.values():
        if item.state is ItemState.WAITING:
            since = ready_since(case, item)
            if since is not None:
                facts = {"item": item.no, "on": since.isoformat(), "cause": "前置件均已取得，依预收同意书转为正式收件"}
                drafts.append(Draft(case.stream, "formalise", facts))
        elif lapsed(item, today, calendar) and item.received_on is not None:
            definition = catalogue.item_on(item.code, item.received_on)
            # nobody has promised anything: silence accepts the application, not a commitment (国办发〔2020〕42号)
            plain = item.handling is Handling.PLEDGED
            definition = ordinary(definition) if plain else definition
            facts = acceptance_facts(
                item, definition, item.received_on, calendar,
                deemed=True, entered_on=today, joint=bool(case.joint),
            )  # fmt: skip
            drafts.append(Draft(case.stream, "deem_accepted", {**facts, "ordinary": True} if plain else facts))
        elif renewed(item, today):
            drafts.append(Draft(case.stream, "deem_renewed", _renewed(item, today)))
    return tuple(drafts)


def renewed(item: CaseItem, today: date) -> bool:
    """视为准予延续: asked for in time, accepted, and the permit ran out without a decision (《行政许可法》第五十条第二款)."""
    waits = item.state is ItemState.HANDLING and asked_in_time(item)
    return waits and item.expires_on is not None and today > item.expires_on


def asked_in_time(item: CaseItem) -> bool:
    """按时提出的延续申请: thirty days before the end, or as its own law says (《行政许可法》第五十条第一款)."""
    ahead = timedelta(days=item.renewal_ahead or AHEAD)
    return bool(item.expires_on and item.received_on and item.received_on <= item.expires_on - ahead)


def _renewed(item: CaseItem, today: date) -> dict[str, object]:
    on = item.expires_on.isoformat() if item.expires_on else ""
    return {
        "item": item.no, "on": on, "document": f"{item.renews}（视为准予延续）", "entered_on": today.isoformat(),
        "reasons": f"有效期届满前没有作出是否准予延续的决定，依{RENEWED}视为准予延续",
        "article": RENEWED,
    }  # fmt: skip


def ready_since(case: Case, item: CaseItem) -> date | None:
    """前置件全部取得之日, or None while one is missing, refused, or lies outside the case."""
    if any(wait.no is None for wait in item.waits_for) or unready(case, item):
        return None
    return prerequisites_on(case, item)


def unready(case: Case, item: CaseItem) -> tuple[str, ...]:
    """尚未取得的前置件 that other items of this case have to give."""
    return tuple(wait.text for wait in item.waits_for if wait.no is not None and _given_on(case.items[wait.no]) is None)


def prerequisites_on(case: Case, item: CaseItem) -> date | None:
    """本件内前置件取得之日: the last of them that is there; a document from outside has its own day."""
    days = (_given_on(case.items[wait.no]) for wait in item.waits_for if wait.no is not None)
    return max((day for day in days if day is not None), default=None)


def _given_on(item: CaseItem) -> date | None:
    return None if item.decision is None or item.decision.act == "refuse" or item.gone else item.decision.on


def silence_binds(item: CaseItem) -> bool:
    """默示效力: a licence is accepted by silence; anything else only where its own law says so, not 参照 (by analogy)."""
    return item.handling.has_completeness_clock and (item.licence or "参照" not in item.completeness.article)


def lapsed(item: CaseItem, today: date, calendar: Calendar) -> bool:
    """逾期未告知: the period of 第三十二条第一款第(四)项 is over without acceptance or notice."""
    if item.state is not ItemState.RECEIVED or item.corrected_on is not None or not silence_binds(item):
        return False
    completeness = Clocks(item, calendar).completeness
    return completeness is not None and today > completeness.on

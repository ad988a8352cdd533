"""从受理到送达: what becomes of one item, at the moments that the rules' own dates make likely."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from bingliang.desk.casework import clocks, decisions, delivery, dispatch, endings
from bingliang.ledger.catalogue import Handling
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from bingliang.desk.history.lives import Visit
    from bingliang.desk.history.season import Life
    from bingliang.ledger.case import CaseItem

_WITHDRAWN = ("建设方案调整，暂不办理", "投资计划变化，推迟建设", "与另一项申请合并办理")
_REFUSED = ("现场情况与申请材料不一致", "申请的内容不符合法定条件和技术标准")
_LATE = ("承办人员外出，没有及时交接", "现场核查排期不足", "系统对接延误")
_BODIES = {"S3-07": "公安交管部门（示范）", "S3-09": "公安交管部门（示范）"}
_BEYOND_LAW, _BEYOND_PROMISE, _EARLY = 0.01, 0.06, 0.85
"""So many of a hundred are decided after the law's day, after the promise, before the last day."""


def to_decision(visit: Visit, no: int, accepted: datetime) -> Life:
    """一项受理以后: withdrawn, or opinions, special steps and extension, then the decision and what follows it."""
    item = visit.case().items[no]
    alone = len(visit.why.items) == 1
    if alone and visit.chance(0.025):
        moment = visit.later(accepted, 1)
        yield moment
        reason = visit.random.choice(_WITHDRAWN)
        endings.withdraw(visit.desk, visit.press("withdraw"), visit.stream, (no,), moment.date(), reason)
        return
    moment = accepted
    for step in (_opinion, _special_step, _extension):
        for when in step(visit, item, moment):
            moment = when
            yield when
    moment = _decision_moment(visit, no, moment)
    yield moment
    if item.handling is Handling.FORWARDED:
        _forward(visit, item, moment)
        moment = visit.later(moment, visit.random.randint(8, 30))
        yield moment
        document = f"示范上级〔{moment.year}〕{visit.key[-5:]}号"
        reply = dispatch.SuperiorReply(moment.date(), granted=True, document=document)
        dispatch.superior_result(visit.desk, visit.press("superior_result"), visit.stream, item.no, reply)
    else:
        answer(visit, item, _drawn_answer(visit, item, alone=alone), moment)
    visit.woken(moment)
    yield from _afterwards(visit, no, moment)


def _drawn_answer(visit: Visit, item: CaseItem, *, alone: bool) -> str:
    """答复: a review gives an opinion; a licence is seldom refused, and never one on which others of the visit wait."""
    if item.handling is Handling.REVIEW:
        return "opine"
    refusable = alone and item.licence and item.handling is Handling.PROMISED
    return "refuse" if refusable and visit.chance(0.03) else "grant"


_ACTS: Mapping[str, Callable[..., object]] = {
    "file": decisions.file_record,
    "opine": decisions.opine,
    "grant": decisions.grant,
    "refuse": decisions.refuse,
}


def answer(visit: Visit, item: CaseItem, act: str, moment: datetime) -> None:
    """登记答复 with a number of ours, or, for what we do not print ourselves, with the department's own."""
    ours = act in {"grant", "refuse"} and item.licence
    own = "" if ours else f"示范{item.code}〔{moment.year}〕{visit.key[-5:]}号"
    reply = decisions.Reply(moment.date(), own, content="准予按申请内容实施")
    if act == "refuse":
        why = visit.random.choice(_REFUSED)
        basis = visit.catalogue.item_on(item.code, moment.date()).legal_basis
        article = basis[0] if basis else "《行政许可法》第三十八条"
        reply = decisions.Reply(moment.date(), own, reasons=why, article=article, findings=f"经核查，{why}")
    _ACTS[act](visit.desk, visit.press(act), visit.stream, item.no, reply)


def _opinion(visit: Visit, item: CaseItem, at: datetime) -> Life:
    """征求意见: internal, stops nothing."""
    body = _BODIES.get(item.code)
    if body is None or not visit.chance(0.3):
        return
    moment = visit.later(at, 0)
    yield moment
    dispatch.ask_opinion(
        visit.desk, visit.press("ask_opinion"), visit.stream, item.no, moment.date(),
        department=body, days=2, question="交通组织",
    )  # fmt: skip
    moment = visit.later(moment, visit.random.choice((0, 1, 1, 2)))
    yield moment
    document = f"示范交函〔{moment.year}〕{visit.key[-5:]}号"
    reply = dispatch.OpinionReply(body, moment.date(), "无意见", document)
    dispatch.give_opinion(visit.desk, visit.press("give_opinion"), visit.stream, item.no, reply)


def _special_step(visit: Visit, item: CaseItem, at: datetime) -> Life:
    """特殊环节 from the item's own list: told in writing, mostly over before the time told."""
    listed = visit.catalogue.item_on(item.code, at.date()).special_steps
    if not listed or item.handling is not Handling.PROMISED or not visit.chance(0.5):
        return
    step = listed[visit.random.randrange(len(listed))]
    moment = visit.later(at, 1)
    yield moment
    days = min(step.longest or 15, visit.random.randint(5, 15))
    told = clocks.Step(step.name, moment.date(), moment.date(), days)
    clocks.stop(visit.desk, visit.press("stop"), visit.stream, item.no, told)
    moment = visit.later(moment, visit.random.randint(max(1, days - 4), days))
    yield moment
    clocks.resume(visit.desk, visit.press("resume"), visit.stream, item.no, step.name, moment.date())


def _extension(visit: Visit, item: CaseItem, at: datetime) -> Life:
    """延长: moves the statutory line only; a few each month."""
    rule = visit.catalogue.item_on(item.code, at.date()).extension
    acceptance_ = visit.case().items[item.no].acceptance
    if rule is None or acceptance_ is None or acceptance_.limit is None or not visit.chance(0.02):
        return
    moment = visit.later(at, 1)
    yield moment
    asked = clocks.Extending(min(5, rule.value), moment.date(), rule.approver, "需要核实的内容较多")
    clocks.extend(visit.desk, visit.press("extend"), visit.stream, item.no, asked)


def _decision_moment(visit: Visit, no: int, at: datetime) -> datetime:
    """何时决定: mostly well before the promise, sometimes on its day, seldom after it, hardly ever after the law's day."""
    lines = Clocks(visit.case().items[no], visit.calendar)
    line = lines.promised or lines.statutory
    if line is None:
        return visit.later(at, visit.random.randint(1, 6))
    left = max(0, visit.calendar.count(at.date(), line.on))
    drawn = visit.random.random()
    if drawn < _BEYOND_LAW and lines.statutory is not None:
        left = max(left, visit.calendar.count(at.date(), lines.statutory.on)) + visit.random.randint(1, 2)
    elif drawn < _BEYOND_PROMISE:
        left += visit.random.randint(1, 3)
    elif drawn < _EARLY:
        left = round(left * (0.3 + 0.65 * visit.random.random()))
    return visit.later(at, left)


def _forward(visit: Visit, item: CaseItem, moment: datetime) -> None:
    """转报: from then on the time is 外部."""
    to = visit.catalogue.body_of(item.code).name or "上级机关（示范）"
    listed = f"签收单{visit.key[-5:]}号"
    dispatch.forward(visit.desk, visit.press("forward"), visit.stream, item.no, moment.date(), to=to, listed=listed)


def _afterwards(visit: Visit, no: int, moment: datetime) -> Life:
    """送达, and for a broken promise its public explanation."""
    if Clocks(visit.case().items[no], visit.calendar).promise_late(moment.date()):
        moment = visit.later(moment, 1)
        yield moment
        clocks.explain(
            visit.desk, visit.press("explain"), visit.stream, no, moment.date(),
            visit.random.choice(_LATE), remedy="已落实A、B角替岗",
        )  # fmt: skip
    if visit.case().items[no].owes_delivery:
        moment = visit.later(moment, visit.random.choice((0, 0, 1, 1, 2, 4)))
        yield moment
        receiver = visit.who.bearer.name
        served = delivery.Served(receiver=receiver)
        delivery.deliver(visit.desk, visit.press("deliver"), visit.stream, no, moment.date(), served)
    yield from _verified(visit, no, moment)


def _verified(visit: Visit, no: int, moment: datetime) -> Life:
    """告知承诺核查, within its own period."""
    due = Clocks(visit.case().items[no], visit.calendar).verification
    if due is None:
        return
    left = max(1, visit.calendar.count(moment.date(), due.on))
    moment = visit.later(moment, visit.random.randint(max(1, left // 2), left))
    yield moment
    decisions.verify_pledge(
        visit.desk,
        visit.press("verify"),
        visit.stream,
        no,
        moment.date(),
        true=True,
        note="现场核查和资料核查，承诺属实",
    )

"""从受理到决定: what becomes of one item, at the moments that the rules' own dates make likely."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from bingliang.desk.casework import clocks, decisions, deferral, dispatch, endings, jurisdiction, righting
from bingliang.desk.history import afterwards
from bingliang.desk.history.courses import BODIES, RIGHT_CODES, Turn
from bingliang.ledger.catalogue import Handling
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from bingliang.desk.history.lives import Visit
    from bingliang.desk.history.season import Life
    from bingliang.ledger.case import CaseItem

_WITHDRAWN = ("建设方案调整，暂不办理", "投资计划变化，推迟建设", "与另一项申请合并办理")
_REFUSED = ("现场情况与申请材料不一致", "申请的内容不符合法定条件和技术标准")
_EARLY = 0.85
"""So many of a hundred are decided before the last day of the promise."""


def to_decision(visit: Visit, no: int, accepted: datetime) -> Life:
    """一项受理以后: withdrawn, put right, or opinions, special steps and extension, then the decision and what follows."""
    item = visit.item(no)
    for turn, ends in ((Turn.WITHDRAWN, _withdrawn), (Turn.RIGHTED, _righted)):
        if visit.meets(turn, no):
            yield from ends(visit, item, accepted)
            return
    moment = accepted
    for turn, step in _STEPS:
        if visit.meets(turn, no):
            for when in step(visit, item, moment):
                moment = when
                yield when
    planned = _decision_moment(visit, no, moment)
    yield from afterwards.urge(visit, no, planned, moment)
    moment = planned
    yield moment
    if item.handling is Handling.FORWARDED:
        _forward(visit, item, moment)
        moment = visit.later(moment, visit.random.randint(8, 30))
        yield moment
        document = f"示范上级〔{moment.year}〕{visit.planned.key[-5:]}号"
        reply = dispatch.SuperiorReply(moment.date(), granted=True, document=document)
        dispatch.superior_result(visit.desk, visit.press("superior_result"), visit.stream, item.no, reply)
    else:
        answer(visit, item, _act(visit, item), moment)
    visit.woken(moment)
    yield from afterwards.life(visit, no, moment)


def _act(visit: Visit, item: CaseItem) -> str:
    """答复: a review gives an opinion; a licence is seldom refused, and never one on which others of the visit wait."""
    if item.handling is Handling.REVIEW:
        return "opine"
    return "refuse" if visit.meets(Turn.REFUSED, item.no) else "grant"


_ACTS: Mapping[str, Callable[..., object]] = {
    "file": decisions.file_record,
    "opine": decisions.opine,
    "grant": decisions.grant,
    "refuse": decisions.refuse,
}


def answer(visit: Visit, item: CaseItem, act: str, moment: datetime) -> None:
    """登记答复 with a number of ours, or, for what we do not print ourselves, with the department's own."""
    ours = act in {"grant", "refuse"} and item.licence
    own = "" if ours else f"示范{item.code}〔{moment.year}〕{visit.planned.key[-5:]}号"
    reply = decisions.Reply(moment.date(), own, content="准予按申请内容实施")
    if act == "refuse":
        why = visit.random.choice(_REFUSED)
        basis = visit.catalogue.item_on(item.code, moment.date()).legal_basis
        article = basis[0] if basis else "《行政许可法》第三十八条"
        reply = decisions.Reply(moment.date(), own, reasons=why, article=article, findings=f"经核查，{why}")
    _ACTS[act](visit.desk, visit.press(act), visit.stream, item.no, reply)


# ── ways out ──


def _withdrawn(visit: Visit, item: CaseItem, at: datetime) -> Life:
    moment = visit.later(at, 1)
    yield moment
    reason = visit.random.choice(_WITHDRAWN)
    endings.withdraw(visit.desk, visit.press("withdraw"), visit.stream, (item.no,), moment.date(), reason)


def _righted(visit: Visit, item: CaseItem, at: datetime) -> Life:
    """受理更正: a report was taken where the register form is enough; filed at once."""
    moment = visit.later(at, 1)
    yield moment
    asked = righting.Righting(RIGHT_CODES[item.code], "对照分类管理名录，只需填报登记表", "综合窗口负责人")
    righting.right(visit.desk, visit.press("amend_acceptance"), visit.stream, item.no, moment.date(), asked)
    moment = visit.later(moment, 0)
    yield moment
    answer(visit, visit.item(item.no), "file", moment)


# ── steps on the way ──


def _supplemented(visit: Visit, item: CaseItem, at: datetime) -> Life:
    """容缺补齐, before the day that was promised."""
    names = deferral.wanting(visit.case(), item.no)
    moment = visit.later(at, visit.random.randint(1, 2))
    yield moment
    pieces = [{"name": name, "originals": 1, "copies": 0} for name in names]
    deferral.supplement(visit.desk, visit.press("supplement"), visit.stream, item.no, moment.date(), pieces=pieces)


def _disowned(visit: Visit, item: CaseItem, at: datetime) -> Life:
    """退分和裁定: not ours, says the department; it is, says the lead unit."""
    moment = visit.later(at, 1)
    yield moment
    jurisdiction.disown(
        visit.desk, visit.press("disown"), visit.stream, item.no, moment.date(),
        ground="三定规定第三条，本部门只负责技术指导", proposed="建设交通局",
    )  # fmt: skip
    moment = visit.later(moment, 1)
    yield moment
    document = f"示范协调〔{moment.year}〕{visit.planned.key[-5:]}号"
    jurisdiction.rule(
        visit.desk, visit.press("rule"), visit.stream, item.no, moment.date(), department=item.body, document=document
    )


def _opinion(visit: Visit, item: CaseItem, at: datetime) -> Life:
    """征求意见: internal, stops nothing."""
    body = BODIES[item.code]
    moment = visit.later(at, 0)
    yield moment
    dispatch.ask_opinion(
        visit.desk, visit.press("ask_opinion"), visit.stream, item.no, moment.date(),
        department=body, days=2, question="交通组织",
    )  # fmt: skip
    moment = visit.later(moment, visit.random.choice((0, 1, 1, 2)))
    yield moment
    document = f"示范交函〔{moment.year}〕{visit.planned.key[-5:]}号"
    reply = dispatch.OpinionReply(body, moment.date(), "无意见", document)
    dispatch.give_opinion(visit.desk, visit.press("give_opinion"), visit.stream, item.no, reply)


def _special_step(visit: Visit, item: CaseItem, at: datetime) -> Life:
    """特殊环节 from the item's own list: told in writing, mostly over before the time told."""
    listed = visit.catalogue.item_on(item.code, at.date()).special_steps
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
    held = visit.item(item.no).acceptance
    if rule is None or held is None or held.limit is None:
        return
    moment = visit.later(at, 1)
    yield moment
    asked = clocks.Extending(min(5, rule.value), moment.date(), rule.approver, "需要核实的内容较多")
    clocks.extend(visit.desk, visit.press("extend"), visit.stream, item.no, asked)


_STEPS: tuple[tuple[Turn, Callable[[Visit, CaseItem, datetime], Life]], ...] = (
    (Turn.DEFERRED, _supplemented),
    (Turn.DISOWNED, _disowned),
    (Turn.ASKED, _opinion),
    (Turn.STOPPED, _special_step),
    (Turn.EXTENDED, _extension),
)


# ── when ──


def _decision_moment(visit: Visit, no: int, at: datetime) -> datetime:
    """何时决定: mostly well before the promise, sometimes on its day, seldom after it, hardly ever after the law's day."""
    lines = Clocks(visit.item(no), visit.calendar)
    law = lines.statutory.on if lines.statutory is not None else None
    due: date | None = lines.promised.on if lines.promised is not None else law
    if due is None:
        return visit.later(at, visit.random.randint(1, 6))
    left = max(0, visit.calendar.count(at.date(), due))
    drawn = visit.random.random()
    if visit.meets(Turn.OVERDUE, no) and law is not None:
        left = max(left, visit.calendar.count(at.date(), law)) + visit.random.randint(2, 3)
    elif visit.meets(Turn.LATE, no):
        left += visit.random.randint(2, 4)
    elif drawn < _EARLY:
        left = round(left * (0.3 + 0.65 * visit.random.random()))
    return visit.settled(visit.later(at, left), due, at)


def _forward(visit: Visit, item: CaseItem, moment: datetime) -> None:
    """转报: from then on the time is 外部."""
    to = visit.catalogue.body_of(item.code).name or "上级机关（示范）"
    listed = f"签收单{visit.planned.key[-5:]}号"
    dispatch.forward(visit.desk, visit.press("forward"), visit.stream, item.no, moment.date(), to=to, listed=listed)

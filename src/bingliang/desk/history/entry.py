"""收件以后、受理以前: accepted, told once and corrected, declined, or forgotten until silence has accepted."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from bingliang.desk.casework import acceptance, deferral, endings
from bingliang.desk.demo.story import TODAY
from bingliang.desk.history.courses import Turn
from bingliang.ledger.catalogue import Handling
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from bingliang.desk.history.lives import Visit
    from bingliang.ledger.case import CaseItem

Entered = Generator[datetime, None, datetime | None]
"""一段: gives back the moment of acceptance, or None where the item has ended before it."""

_DEFECTS = ("缺少", "不符合法定形式：未加盖单位公章", "不符合法定形式：版本不是最新的", "内容与申请表不一致")
_OTHER_BODIES = ("岳阳市水利局（示范）", "岳阳市交通运输局（示范）", "岳阳市林业局（示范）")
_FREE = ("室内装修不涉及结构和用途变动", "更换原有设备，不新增产能和排放", "利用原有接口，不开挖道路")


def accepted(visit: Visit, item: CaseItem, lacking: Sequence[str], at: datetime) -> Entered:
    """从收件到受理."""
    if lacking:
        return (yield from _corrected(visit, item, lacking, at))
    if visit.meets(Turn.OTHER_BODY, item.no) or visit.meets(Turn.NOT_REQUIRED, item.no):
        return (yield from _turned_away(visit, item, at))
    silent = _day_of_silence(visit, item)
    if silent is not None:
        moment = visit.on(visit.calendar.workday(silent, 1))
        yield moment  # the sweep of that morning has recorded it before the counter opened
        return moment
    most = max(0, min(2, item.completeness.value - 1))
    days = visit.random.randint(0, most) if item.handling is not Handling.PLEDGED else 0
    moment = visit.settled(visit.later(at, days), _answer_by(visit, item), at)
    yield moment
    visit.accept(item.no, moment)
    return moment


def _answer_by(visit: Visit, item: CaseItem) -> date | None:
    line = Clocks(item, visit.calendar).completeness
    return None if line is None else line.on


def _day_of_silence(visit: Visit, item: CaseItem) -> date | None:
    """被忘了的一项: the last day on which it should have been answered, where that lies well before the story's morning."""
    until = _answer_by(visit, item)
    if not visit.meets(Turn.DEEMED, item.no) or until is None:
        return None
    return until if until < visit.calendar.workday(TODAY.date(), -2) else None


def _turned_away(visit: Visit, item: CaseItem, at: datetime) -> Entered:
    """当场说明: another authority's, or no permit at all."""
    moment = visit.later(at, 0)
    yield moment
    on = moment.date()
    if visit.meets(Turn.OTHER_BODY, item.no):
        body = visit.random.choice(_OTHER_BODIES)
        declined = endings.Declined("不属本机关职权", f"该项由{body}办理", right_body=body)
        endings.decline(visit.desk, visit.press("decline"), visit.stream, item.no, on, declined)
    else:
        reason = visit.random.choice(_FREE)
        endings.tell_not_required(visit.desk, visit.press("not_required"), visit.stream, item.no, on, reason)
    return None


def _corrected(visit: Visit, item: CaseItem, lacking: Sequence[str], at: datetime) -> Entered:
    """一次性告知 and what comes back of it: all of it, late or never."""
    days = 0 if item.completeness.value == 0 else visit.random.randint(1, 2)
    moment = visit.settled(visit.later(at, days), _answer_by(visit, item), at)
    yield moment
    said = {"defect": visit.random.choice(_DEFECTS), "required": "提交一份", "ground": "办事指南（以办事指南为准）"}
    rows = [{"item": item.no, "material": name, **said} for name in lacking]
    acceptance.notify_once(visit.desk, visit.press("notify_once"), visit.stream, moment.date(), rows)
    if visit.meets(Turn.UNCORRECTED, item.no):
        moment = visit.later(moment, visit.random.randint(11, 14))
        yield moment
        declined = endings.Declined("补正逾期", f"告知后未交回{lacking[0]}")
        endings.decline(visit.desk, visit.press("decline"), visit.stream, item.no, moment.date(), declined)
        return None
    moment = visit.later(moment, visit.random.choice((1, 2, 2, 3, 4, 5, 7, 9)))
    yield moment
    pieces = [{"name": name, "originals": 1, "copies": 0} for name in lacking]
    acceptance.take_corrections(
        visit.desk, visit.press("take_corrections"), visit.stream, moment.date(), (item.no,),
        complete=True, pieces=pieces,
    )  # fmt: skip
    visit.accept(item.no, moment)
    return moment


Said = tuple[dict[int, list[dict[str, object]]], Mapping[int, deferral.Deferral]]


def said_for(visit: Visit, item: CaseItem, moment: datetime) -> Said:
    """申请人的承诺: for 告知承诺 its conditions, for 容缺 until when the rest comes."""
    promised: dict[int, list[dict[str, object]]] = {}
    if item.handling is Handling.PLEDGED:
        conditions = visit.catalogue.setting(f"pledge_{item.code}", {}).get("conditions", ())
        by = visit.calendar.workday(moment.date(), 20)
        promised = {
            item.no: [{"met": True}, *({"met": False, "by": f"{by:%Y}年{by:%m}月{by:%d}日"} for _ in conditions[1:])]
        }
    if not deferral.wanting(visit.case(), item.no):
        return promised, {}
    until = visit.calendar.workday(moment.date(), 3)
    return promised, {item.no: deferral.Deferral(until, credit_clean=True)}

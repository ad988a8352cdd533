"""《“七个一批”项目推进服务制度》: the ordered batches a project passes through and the milestones on its way.

The zone's own list is not public; the default is the published definition of 融安 2025
(谋划、洽谈、签约、开工、建设、投产、达产), a setting that the zone may replace. Milestones run by calendar days: they are
plans of the project, no deadlines of an authority, and no light of a case stands for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bingliang.ledger.acts import Refusal
from bingliang.ledger.project import Enlisted, Milestone, Tag

DEFAULT_BATCHES = ("谋划", "洽谈", "签约", "开工", "建设", "投产", "达产")
SOURCE = "广西融安 2025 年公开名词解释；示范默认，由区确认"
DEFAULT_MILESTONES = ("签约", "公司注册", "银行开户", "交地", "开工", "竣工", "投产", "达产")
MILESTONES_SOURCE = "经开区 2019 年公开报道所用的说法；示范默认，由区确认"
ROLES = ("标杆", "重点")
GROWTH = ("入规", "升高", "专精特新", "上市")
"""企业培育 in the words of the zone's news: 进入规模以上, 高新技术企业, 专精特新, 上市."""
INVESTORS = ("500强企业", "央企省企", "上市公司", "其他")

_BEGUN = {"签约": "签约", "开工": "开工", "建设": "开工", "投产": "投产", "达产": "达产"}
"""Which milestone a batch of that name takes for granted."""
_TAG = re.compile(rf"(?P<name>.+?)(?P<role>{'|'.join(ROLES)})?(?P<year>20\d\d)?")
_FEWEST = 2


def listed(text: str, default: Sequence[str]) -> tuple[str, ...]:
    """字典: the zone's own ordered list as written in its settings (、between the words), or the default where it is empty.

    ValueError when a word stands there twice or fewer than two are left.
    """
    words = tuple(word for part in re.split(r"[、，,；;\s]+", text) if (word := part.strip()))
    if not words:
        return tuple(default)
    if len(set(words)) < len(words) or len(words) < _FEWEST:
        raise ValueError(f"“{text}”不能作为有序的清单：至少两个词，不能重复，用顿号隔开。")
    return words


def moved(batches: Sequence[str], now: str, to: str) -> tuple[str, int]:
    """流转: the batch moved to and how many steps (negative: back, which needs a reason).

    Refusal when a batch is not on the list or the project already stands there. A batch that the zone has since taken off
    its list leads anywhere, counted as one step.
    """
    if to not in batches:
        raise Refusal(f"“{to}”不在本区“七个一批”字典中，请选择：{'、'.join(batches)}。", SOURCE)
    if to == now:
        raise Refusal(f"项目已在“{to}”批次，无需流转。", SOURCE)
    return to, batches.index(to) - batches.index(now) if now in batches else 1


def may_move(batches: Sequence[str], now: str, to: str, reason: str) -> int:
    """准予流转: how many steps; a step back or a leap over a batch needs its reason in words."""
    _, steps = moved(batches, now, to)
    if steps != 1 and not reason.strip():
        word = "退回" if steps < 0 else f"越过{'、'.join(batches[batches.index(now) + 1 : batches.index(to)])}"
        raise Refusal(f"由“{now}”到“{to}”是{word}，请写明理由；进度由台账得出，以后要说得清。", SOURCE)
    return steps


def unfounded(to: str, project: Enlisted) -> str:
    """依据不足: the sentence that warns when a batch takes a milestone for granted that has no actual day yet."""
    name = _BEGUN.get(to, "")
    if not name or any(one.actual for one in project.of(name)):
        return ""
    return f"里程碑“{name}”还没有实际日期，请随后登记，否则项目在“{to}”批次没有依据。"


def may_date(name: str, actual: date | None, today: date) -> None:
    """日期合理: what came about has come about; a Refusal for a day that is still to come."""
    if actual is not None and actual > today:
        raise Refusal(f"“{name}”的实际日期{actual:%Y-%m-%d}还没有到，还没有发生的请填计划日期。", MILESTONES_SOURCE)


def days_late(one: Milestone, today: date) -> int:
    """迟几天, in calendar days: how late it came about, or how late it is by now; 0 when in time or not planned."""
    if one.planned is None:
        return 0
    return max(0, ((one.actual or today) - one.planned).days)


def coming(project: Enlisted, order: Sequence[str]) -> Milestone | None:
    """下一个里程碑: planned and not yet come about, the earliest first; None when nothing is planned."""
    waiting = [one for one in project.milestones.values() if one.planned is not None and one.actual is None]
    return min(waiting, key=lambda one: (one.planned or date.max, _place(order, one.name), one.works), default=None)


def in_order(milestones: Iterable[Milestone], order: Sequence[str]) -> list[Milestone]:
    """里程碑 by 单项工程, each in the order of the zone's list."""
    return sorted(milestones, key=lambda one: (one.works, _place(order, one.name), one.name))


def _place(order: Sequence[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


@dataclass(frozen=True, slots=True)
class Step:
    """招商漏斗的一级: how many projects stand there now, and their investment in 万元."""

    name: str
    count: int
    amount: int


def funnel(projects: Iterable[Enlisted], batches: Sequence[str]) -> tuple[Step, ...]:
    """招商漏斗 洽谈→签约→落地: where each project stands now; 落地 is every batch behind 签约.

    Nothing where the zone's list has no 洽谈 before 签约: then the three words would mean something else.
    """
    names = tuple(batches)
    if not {"洽谈", "签约"} <= set(names) or names.index("洽谈") > names.index("签约"):
        return ()
    landed = frozenset(names[names.index("签约") + 1 :])
    held = tuple(projects)
    steps = (("洽谈", frozenset({"洽谈"})), ("签约", frozenset({"签约"})), ("落地", landed))
    found = [(name, [one for one in held if one.batch in of]) for name, of in steps]
    return tuple(Step(name, len(ones), sum(one.profile.investment for one in ones)) for name, ones in found)


def tag_of(text: str) -> Tag:
    """标签 as it is written: “2+10标杆2026” is the set 2+10, the role 标杆, the year 2026."""
    found = _TAG.fullmatch("".join(text.split()))
    if found is None:
        raise ValueError(f"“{text}”不是标签，请写成“2+10标杆2026”这样：集合、角色（{'、'.join(ROLES)}）、年度。")
    return Tag(found["name"], found["role"] or "", int(found["year"] or 0))


def tags_of(text: str) -> tuple[Tag, ...]:
    """几个标签, 、between them; the same one counts once."""
    return tuple(dict.fromkeys(tag_of(part) for part in re.split(r"[、，,；;]+", text) if part.strip()))

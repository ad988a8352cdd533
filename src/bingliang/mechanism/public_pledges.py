"""《公开承诺制度》: which promise an item carries, and whether a promise was kept.

A promised limit is the zone's published decision with its ground; blank means that the verified statutory limit is
what is promised. Where the law gives none, nothing is promised and no figure is printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bingliang.ledger.acts import Refusal
from bingliang.ledger.agreed import BROKEN, KEPT, Agreed
from bingliang.ledger.catalogue import Item, Limit
from bingliang.mechanism.time_limits.forwarding import own_limit

BY_GUIDE = "以办事指南为准"
LAW_31 = "《优化营商环境条例》第三十一条"
"""政策承诺和依法订立的合同 are honoured; a change of office, post or division is no excuse."""


@dataclass(frozen=True, slots=True)
class Pledge:
    """承诺: the limit promised, its ground as printed, and whether special steps stop it, which by default they do."""

    limit: Limit | None
    ground: str
    stops: bool = True

    @property
    def text(self) -> str:
        """The figure as printed, or the sentence that stands where there is none."""
        if self.limit is None:
            return BY_GUIDE
        return "当日" if self.limit.value == 0 else f"{self.limit.value}{self.limit.unit.text}"


def pledge_of(item: Item) -> Pledge:
    """该事项的承诺: the zone's promise, else the verified statutory limit, else nothing."""
    if item.promise is not None:
        promise = item.promise
        limit = Limit(promise.value, promise.unit, promise.start, promise.ground)
        return Pledge(limit, promise.ground, not promise.with_special_steps)
    own = own_limit(item)
    if own is not None and own.verified:
        return Pledge(own, f"即法定时限（{own.article}）")
    return Pledge(None, BY_GUIDE)


def kept(promised: date | None, decided: date | None, today: date) -> bool | None:
    """践诺: True kept, False broken, None still open or nothing promised."""
    if promised is None:
        return None
    if decided is not None:
        return decided <= promised
    return False if today > promised else None


KEPT_ALREADY = "这一项承诺已经登记兑现，不用再登记。"


def may_settle(one: Agreed, outcome: str, on: date, today: date, *, proof: str, reason: str) -> None:
    """可否登记兑现或者未兑现: kept needs its proof, broken its reason, and only after the day has passed."""
    if outcome not in (KEPT, BROKEN):
        raise Refusal(f"结果只能是“{KEPT}”或者“{BROKEN}”。", LAW_31)
    if one.outcome == KEPT:
        raise Refusal(KEPT_ALREADY, LAW_31)
    if on > today:
        raise Refusal(f"日期{on:%Y-%m-%d}还没有到，请写实际发生的日子。", LAW_31)
    if on < one.on and outcome == BROKEN:
        raise Refusal(f"日期{on:%Y-%m-%d}早于登记的{one.on:%Y-%m-%d}，请核对。", LAW_31)
    if outcome == KEPT and not proof.strip():
        raise Refusal("登记兑现须写明凭证（拨付凭证、交付单、批复文号等）。", LAW_31)
    if outcome == BROKEN and on <= one.until:
        raise Refusal(f"期限{one.until:%Y-%m-%d}还没有过，不能登记未兑现。", LAW_31)
    if outcome == BROKEN and not reason.strip():
        raise Refusal(
            "登记未兑现须写明原因和怎样补救；行政区划调整、换届、机构或者职能调整、责任人更替都不是理由。", LAW_31
        )


def agreed_kept(one: Agreed, today: date) -> bool | None:
    """兑现与否: True kept in time, False late or broken or overdue, None still open."""
    if one.outcome == KEPT and one.settled_on is not None:
        return one.settled_on <= one.until
    return False if one.outcome == BROKEN or today > one.until else None


@dataclass(frozen=True, slots=True)
class Haste:
    """绿色通道的承诺 as the zone has set it: days by item, and for all others a share of the ordinary promise in per cent."""

    items: Mapping[str, int]
    share: int | None = None


_DAYS = re.compile(r"([A-Z]\w*-\d+)\s*[=＝：:]?\s*(\d+)")
_SHARE = re.compile(r"(\d+)\s*[%％]")
WHOLE = 100


def hasten(written: str) -> Haste:
    """区设置的写法: “S3-09=2、S2-02=3、50%”; blank: the ordinary promise stays. ValueError for what cannot be read."""
    items: dict[str, int] = {}
    share: int | None = None
    for part in filter(None, (one.strip() for one in re.split(r"[、，,；;\n]+", written))):
        days, rest = _DAYS.fullmatch(part), _SHARE.fullmatch(part)
        if days is not None and int(days[2]) > 0:
            items[days[1]] = int(days[2])
        elif rest is not None and share is None and 0 < int(rest[1]) < WHOLE:
            share = int(rest[1])
        else:
            raise ValueError(
                f"“{part}”读不出来：逐项写成“事项编码=日数”（日数至少是1），其余各项写一个小于100%的比例，用顿号隔开，例“S3-09=2、50%”。"
            )
    return Haste(items, share)


def ordinary_promise(item: Item) -> Limit | None:
    """普通的承诺 of an item, as it would be accepted today."""
    return pledge_of(item).limit


def own_promise(haste: Haste, code: str, ordinary: Limit | None) -> int | None:
    """绿色通道的日数 in the unit of the ordinary promise, a share rounded up; None where it would not be shorter."""
    if ordinary is None:
        return None
    given = haste.items.get(code)
    if given is None and haste.share is not None:
        given = -(-ordinary.value * haste.share // WHOLE)
    return given if given is not None and 1 <= given < ordinary.value else None

"""经过: what a visit meets on its way, drawn before anything is told, so that the shares of a whole plan can be looked at.

The shares are invented and meant to be believable; none is a figure of a real zone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.ledger.catalogue import Handling
from bingliang.mechanism.overall import HANDLINGS

if TYPE_CHECKING:
    from random import Random

    from bingliang.ledger.catalogue import Item


class Turn(StrEnum):
    """经过的一种."""

    CORRECTED = "补正"
    UNCORRECTED = "补正逾期"
    OTHER_BODY = "不属职权"
    NOT_REQUIRED = "不需许可"
    DEEMED = "视为受理"
    DEFERRED = "容缺"
    WITHDRAWN = "撤件"
    REFUSED = "不予许可"
    RIGHTED = "受理更正"
    DISOWNED = "退分"
    ASKED = "征求意见"
    STOPPED = "特殊环节"
    EXTENDED = "延长"
    LATE = "承诺超时"
    OVERDUE = "法定超期"
    URGED = "催办"
    FALSE = "承诺不实"
    RATED = "评价"
    COMPLAINED = "差评"
    ONLINE = "网上"
    POSTED = "邮寄"


class Ending(StrEnum):
    """一项的结局."""

    GRANTED = "准予"
    FILED = "备案"
    OPINED = "出具意见"
    ANSWERED = "上级准予"
    REFUSED = "不予许可"
    DECLINED = "不予受理"
    NOT_REQUIRED = "不受理"
    WITHDRAWN = "撤件"


RIGHT_CODES = {"S2-05": "S2-06"}
"""选错的事项 and what it should have been: a report where the register form is enough."""
BODIES = {"S3-07": "公安交管部门（示范）", "S3-09": "公安交管部门（示范）"}
"""征求意见的部门."""
PLEDGED = frozenset({"S2-08"})
"""告知承诺件 among the reasons for a visit."""
DEFERRABLE = {"S3-06": "M-DRAIN-QUALITY"}
"""可容缺材料 on the sample zone's published list."""

_ENTRY = (
    (Turn.OTHER_BODY, 0.006), (Turn.NOT_REQUIRED, 0.006), (Turn.UNCORRECTED, 0.012), (Turn.CORRECTED, 0.13),
    (Turn.DEEMED, 0.006), (Turn.DEFERRED, 0.15),
)  # fmt: skip
_HANDLED = ((Turn.WITHDRAWN, 0.025), (Turn.REFUSED, 0.03), (Turn.RIGHTED, 0.03), (Turn.DISOWNED, 0.008))
_TIMING = ((Turn.OVERDUE, 0.008), (Turn.LATE, 0.05))
_STEPS = ((Turn.ASKED, 0.3), (Turn.STOPPED, 0.5), (Turn.EXTENDED, 0.03))
_CHANNEL = ((Turn.ONLINE, 0.35), (Turn.POSTED, 0.04))
_URGED, _FALSE, _RATED, _COMPLAINED, _COMPLAINED_LATE = 0.5, 0.04, 0.3, 0.03, 0.25
_NEVER_DECIDED = frozenset({Turn.OTHER_BODY, Turn.NOT_REQUIRED, Turn.UNCORRECTED, Turn.WITHDRAWN})
_DECLINED = frozenset({Turn.OTHER_BODY, Turn.UNCORRECTED})


def drawn(random: Random, items: tuple[Item, ...]) -> frozenset[Turn]:
    """抽取一次来窗的经过: one way in, one way on, what happens meanwhile; the first item's, the others go smoothly."""
    first, alone = items[0], len(items) == 1
    open_to = {turn for turn, test in _OPEN_TO.items() if test(first, alone)}
    found = {turn for turn in (_one(random, _ENTRY, open_to), _one(random, _CHANNEL, open_to)) if turn}
    if not found & _NEVER_DECIDED and (turn := _one(random, _HANDLED, open_to)):
        found.add(turn)
    if not found & {*_NEVER_DECIDED, Turn.RIGHTED}:
        found |= {turn for turn, share in _STEPS if random.random() < share and turn in open_to}
        if turn := _one(random, _TIMING, open_to):
            found.add(turn)
            found |= {Turn.URGED} if random.random() < _URGED or turn is Turn.OVERDUE else set()
        if Turn.FALSE in open_to and random.random() < _FALSE:
            found.add(Turn.FALSE)
    if random.random() < _RATED:
        late = bool(found & {Turn.LATE, Turn.OVERDUE})
        found.add(Turn.COMPLAINED if random.random() < (_COMPLAINED_LATE if late else _COMPLAINED) else Turn.RATED)
    return frozenset(found)


def ending(turns: frozenset[Turn], item: Item) -> Ending:
    """结局 of the first item."""
    if turns & _DECLINED:
        return Ending.DECLINED
    for turn, end in _ENDS.items():
        if turn in turns:
            return end
    return _BY_HANDLING.get(item.handling, Ending.GRANTED)


_ENDS = {
    Turn.NOT_REQUIRED: Ending.NOT_REQUIRED, Turn.WITHDRAWN: Ending.WITHDRAWN, Turn.REFUSED: Ending.REFUSED,
    Turn.RIGHTED: Ending.FILED,
}  # fmt: skip
_BY_HANDLING = {
    Handling.FILING: Ending.FILED, Handling.REVIEW: Ending.OPINED, Handling.FORWARDED: Ending.ANSWERED,
}  # fmt: skip


def _one(random: Random, shares: tuple[tuple[Turn, float], ...], open_to: set[Turn]) -> Turn | None:
    """至多一种, of those that this item can meet at all."""
    at = random.random()
    for turn, share in shares:
        if turn not in open_to:
            continue
        if at < share:
            return turn
        at -= share
    return None


def _usual(item: Item, _alone: bool) -> bool:  # noqa: FBT001 - one signature for all of the table
    """按普通程序受理."""
    return item.handling not in {Handling.FILING, Handling.PLEDGED}


def _declinable(item: Item, alone: bool) -> bool:  # noqa: FBT001 - as above
    return alone and _usual(item, alone) and item.handling in HANDLINGS["decline"]


def _timed(item: Item, _alone: bool) -> bool:  # noqa: FBT001 - as above
    return item.handling is Handling.PROMISED and item.promise is not None


_OPEN_TO: Mapping[Turn, Callable[[Item, bool], bool]] = {
    Turn.CORRECTED: _usual,
    Turn.UNCORRECTED: _declinable,
    Turn.OTHER_BODY: _declinable,
    Turn.NOT_REQUIRED: lambda item, alone: alone and _usual(item, alone),
    Turn.DEEMED: lambda item, alone: alone and item.handling is Handling.PROMISED,
    Turn.DEFERRED: lambda item, alone: alone and item.code in DEFERRABLE,
    Turn.WITHDRAWN: lambda item, alone: alone and _usual(item, alone),
    Turn.REFUSED: lambda item, alone: alone and item.licence and item.handling is Handling.PROMISED,
    Turn.RIGHTED: lambda item, alone: alone and item.code in RIGHT_CODES,
    Turn.DISOWNED: lambda item, _: item.handling is Handling.PROMISED,
    Turn.ASKED: lambda item, _: item.code in BODIES,
    Turn.STOPPED: lambda item, _: item.handling is Handling.PROMISED and bool(item.special_steps),
    Turn.EXTENDED: lambda item, _: item.handling is Handling.PROMISED and item.extension is not None,
    Turn.LATE: _timed,
    Turn.OVERDUE: _timed,
    Turn.FALSE: lambda item, _: item.handling is Handling.PLEDGED,
    Turn.ONLINE: lambda _item, _: True,
    Turn.POSTED: lambda _item, _: True,
}

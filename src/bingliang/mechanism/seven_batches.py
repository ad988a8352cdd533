"""《“七个一批”项目推进服务制度》: the ordered batches a project passes through.

The zone's own list is not public; the default is the published definition of 融安 2025
(谋划、洽谈、签约、开工、建设、投产、达产), an edition that the zone may replace.
"""

from __future__ import annotations

from collections.abc import Sequence

from bingliang.ledger.acts import Refusal

DEFAULT_BATCHES = ("谋划", "洽谈", "签约", "开工", "建设", "投产", "达产")
SOURCE = "广西融安 2025 年公开名词解释；示范默认，由区确认"


def moved(batches: Sequence[str], now: str, to: str) -> tuple[str, int]:
    """流转: the batch moved to and how many steps (negative: back, which needs a reason).

    Refusal when a batch is not on the list or the project already stands there.
    """
    for name in (now, to):
        if name not in batches:
            raise Refusal(f"“{name}”不在本区“七个一批”字典中，请选择：{'、'.join(batches)}。", SOURCE)
    steps = batches.index(to) - batches.index(now)
    if steps == 0:
        raise Refusal(f"项目已在“{to}”批次，无需流转。", SOURCE)
    return to, steps

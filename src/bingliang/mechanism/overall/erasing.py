"""依法删除个人信息 (《个人信息保护法》第四十七条): when a natural person may be taken out of the register, and what forbids it.

The archives win (同条第二款): while a volume must be kept, what it says of the person is kept with it and used for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bingliang.ledger.acts import Refusal

LAW = "《个人信息保护法》第四十七条"
KEPT = "《个人信息保护法》第四十七条第二款、《档案法》第十四条"

GROUNDS = {
    "一": "处理目的已实现、无法实现或者为实现处理目的不再必要",
    "二": "停止提供产品或者服务，或者保存期限已届满",
    "三": "个人撤回同意",
    "四": "违反法律、行政法规或者违反约定处理个人信息",
    "五": "法律、行政法规规定的其他情形",
}
"""第四十七条第一款各项."""

_YEARS = re.compile(r"(\d{1,3})\s*年")


@dataclass(frozen=True, slots=True)
class Place:
    """一处: a file in which the person is named. A volume (案卷) is kept as the archives say, a mere filing is not."""

    word: str
    running: bool
    volume: bool = False
    archived_on: date | None = None
    retention: str = ""

    @property
    def kept_until(self) -> date | None:
        """保管到哪天: the end of the last whole year after that of the archiving; None for ever (永久, or not to be read)."""
        years = _YEARS.search(self.retention)
        if self.archived_on is None or years is None or "永久" in self.retention:
            return None
        return date(self.archived_on.year + int(years[1]), 12, 31)


def may_erase(places: Sequence[Place], today: date) -> tuple[Place, ...]:
    """可以删除: the volumes whose time is over and that go with the person; a Refusal with the article otherwise."""
    for one in places:
        if one.running:
            raise Refusal(f"{one.word}还在办理，处理个人信息的目的还没有实现，办结以前不能删除。", f"{LAW}第一款第一项")
    volumes = tuple(one for one in places if one.volume)
    for one in volumes:
        if one.archived_on is None:
            raise Refusal(f"{one.word}办结了还没有归档，案卷应当保存，不能删除；请先归档、定保管期限。", KEPT)
        until = one.kept_until
        if until is None:
            raise Refusal(
                f"{one.word}的案卷保管期限是“{one.retention or '永久'}”，不能删除；除存储和必要的安全保护以外不再作别的处理，并向本人说明理由。",
                f"{KEPT}、《个人信息保护法》第五十条",
            )
        if today <= until:
            raise Refusal(
                f"{one.word}的案卷要保管到{until:%Y-%m-%d}（{one.retention}），不能删除；除存储和必要的安全保护以外不再作别的处理，并向本人说明理由。",
                f"{KEPT}、《个人信息保护法》第五十条",
            )
    return volumes

"""集中开工的条件: which permits a project holds on the day; without 施工许可 it is not on the list.

《建筑法》第七条 asks for the permit before work begins, with two exceptions of its own; 第九条 lets it lapse after three
months. The other permits are shown as they stand; two of them forbid the beginning by a law of their own while they run.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import Case, CaseItem
from bingliang.ledger.ceremony import Licence

LAW = "《建筑法》第七条；《建筑工程施工许可管理办法》第三条"
LAPSE = "《建筑法》第九条"
PERMIT = "施工许可"
EXEMPTIONS = ("国务院建设行政主管部门确定的限额以下的小型工程", "已按国务院规定的权限和程序批准开工报告")
"""《建筑法》第七条 itself names these two; there is no third."""
MONTHS = 3


class Having(StrEnum):
    """一个要件的情形."""

    HELD = "已取得"
    RUNNING = "办理中"
    REFUSED = "未准予或者已撤销"
    NONE = "没有记录"
    EXEMPT = "依法不需要"


@dataclass(frozen=True, slots=True)
class Check:
    """一个要件: the items of the catalogue of which one gives it; `barring` the law that forbids beginning without it."""

    name: str
    items: tuple[str, ...]
    barring: str = ""


CHECKS: tuple[Check, ...] = (
    Check("立项", ("S1-01", "S1-02")),
    Check("用地", ("S1-10", "S1-09", "S1-07")),
    Check("规划许可", ("S2-02",)),
    Check("环评", ("S2-04", "S2-05", "S2-06"), "《生态环境法典》第一百零七条"),
    Check("施工图审查", ("S3-01",)),
    Check("消防设计审查", ("S3-02",), "《消防法》第十二条"),
    Check(PERMIT, ("S3-03",), LAW),
)


@dataclass(frozen=True, slots=True)
class Found:
    """一个要件查到的: how it stands, in words with number and day."""

    name: str
    having: Having
    words: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Readiness:
    """开工条件: every permit, why the project is not ready (with the article), and what has to be looked at."""

    found: tuple[Found, ...]
    why: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """具备开工条件."""
        return not self.why

    @property
    def permit(self) -> Found:
        """施工许可."""
        return next(one for one in self.found if one.name == PERMIT)


def readiness(cases: Iterable[Case], licence: Licence, on: date, held: Iterable[tuple[str, str]] = ()) -> Readiness:
    """核对 for a beginning on that day; `held` are documents handed in that were issued outside the program."""
    items = [item for case in cases for item in case.items.values()]
    outside = dict(held)
    found = tuple(_found(check, items, outside, licence) for check in CHECKS)
    why = [
        (_sentence(one, check), check.barring)
        for one, check in zip(found, CHECKS, strict=True)
        if check.barring and _bars(one)
    ]
    return Readiness(found, tuple(why), tuple(_lapsing(found[-1], on)))


def _bars(one: Found) -> bool:
    """施工许可 has to be there; the others bar only while the ledger shows them open or refused."""
    if one.name == PERMIT:
        return one.having not in (Having.HELD, Having.EXEMPT)
    return one.having in (Having.RUNNING, Having.REFUSED)


def _sentence(one: Found, check: Check) -> str:
    state = f"{check.name}{one.having}"
    return f"{state}（{one.words}）" if one.words else state


def _found(check: Check, items: Sequence[CaseItem], outside: Mapping[str, str], licence: Licence) -> Found:
    """What the ledger has comes first, then what was shown to have been issued elsewhere."""
    mine = [item for item in items if item.code in check.items]
    if (own := _granted(check, mine)) is not None:
        return own
    if check.name == PERMIT and licence.given:
        return _of_licence(licence)
    document = next((outside[code] for code in check.items if outside.get(code)), "")
    if document and check.name != PERMIT:
        return Found(check.name, Having.HELD, document)
    waiting = [item.name for item in mine if item.open]
    if waiting:
        return Found(check.name, Having.RUNNING, "、".join(waiting))
    ended = [item.name for item in mine if item.decision is not None]
    return Found(check.name, Having.REFUSED, ended[-1]) if ended else Found(check.name, Having.NONE)


def _granted(check: Check, mine: Sequence[CaseItem]) -> Found | None:
    """The last one granted and not taken back since."""
    held = [
        (item.decision.on, item.decision.document or item.name)
        for item in mine
        if item.decision is not None and item.decision.act != "refuse" and not item.gone
    ]
    if not held:
        return None
    on, document = max(held)
    return Found(check.name, Having.HELD, f"{document} {on:%Y-%m-%d}", on)


def _of_licence(licence: Licence) -> Found:
    if licence.exempt:
        return Found(PERMIT, Having.EXEMPT, f"{licence.exempt}（{licence.document}）")
    return Found(PERMIT, Having.HELD, " ".join(part for part in (licence.number, licence.body) if part), licence.on)


def _lapsing(permit: Found, on: date) -> Iterable[str]:
    if permit.having is Having.HELD and permit.on is not None and on > months_after(permit.on, MONTHS):
        yield (
            f"施工许可自{permit.on:%Y-%m-%d}领取，到开工日已超过三个月；没有按期开工又没有申请延期的，施工许可证自行废止，"
            f"请核对是否已经延期（{LAPSE}）。"
        )


def months_after(on: date, months: int) -> date:
    """几个月以后的同日; the last of the month where it has no such day (《民法典》第二百零二条)."""
    month = on.month - 1 + months
    year, month = on.year + month // 12, month % 12 + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def must_be_ready(name: str, found: Readiness) -> None:
    """没有施工许可不上名单: a Refusal in one sentence with the article of the first reason."""
    if not found.ready:
        said = "；".join(sentence for sentence, _ in found.why)
        raise Refusal(f"“{name}”不具备开工条件：{said}，不能列入开工名单，请取得以后再确认。", found.why[0][1])


def may_exempt(ground: str, document: str) -> None:
    """依法不需要施工许可: only on a ground of the law itself, and with the document that proves it."""
    if ground and ground not in EXEMPTIONS:
        raise Refusal(f"依法不需要施工许可的只有两种：{'；'.join(EXEMPTIONS)}。", "《建筑法》第七条")
    if ground and not document.strip():
        raise Refusal("依法不需要施工许可的，请填写证明它的文件和文号。", "《建筑法》第七条")

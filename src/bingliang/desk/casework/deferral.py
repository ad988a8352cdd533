"""容缺: only what the published list lets come later, with the applicant's promise; the clock runs, no 准予 before all is in.

An accepted application cannot be un-accepted by a local rule: at the end either the applicant's own words make it a
withdrawal, or the body decides on what it has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.consequence import DEFERRAL_MARGIN
from bingliang.desk.casework.pledge_bar import refuse_barred
from bingliang.desk.online.arrived import arrived
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem, day
from bingliang.mechanism.time_limits.clocks import Clocks
from bingliang.mechanism.time_limits.start import acceptance_facts

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.ledger.case import Case
    from bingliang.store.work import Work

ARTICLE = "国发〔2022〕5号；区容缺受理办法"


@dataclass(frozen=True, slots=True)
class Deferral:
    """容缺承诺: until when, and the clerk's word that the applicant's credit was looked up and is clean."""

    until: date
    credit_clean: bool


def wanting(case: Case, no: int) -> tuple[str, ...]:
    """还没有补齐的容缺材料 of one item."""
    return tuple(row["name"] for row in case.materials if row["state"] == "容缺" and no in row["for"])


def usual_until(file: File, item: CaseItem, on: date) -> date:
    """默认的补齐日: two workdays before the promise (or the law's day) ends, never before the acceptance itself."""
    end = _end(acceptance_facts(item, file.definition(item, on), on, file.calendar))
    if end is None:
        return file.calendar.workday(on, int(file.catalogue.setting("correction_days", 10)))
    return max(on, file.calendar.workday(end, -DEFERRAL_MARGIN))


def _end(facts: Mapping[str, Any]) -> date | None:
    found = facts.get("promised_due") or facts.get("due")
    return day(found) if found else None


def defer(file: File, item: CaseItem, facts: dict[str, object], given: Deferral | None) -> None:
    """容缺受理 into the facts of an acceptance: the day, and what the applicant says follows when it passes."""
    if not wanting(file.case, item.no):
        return
    refuse_barred(file, "也不能容缺，请一次性告知补正")
    end = _end(facts)
    if given is None or not given.credit_clean:
        raise Refusal(
            f"“{item.name}”容缺受理前须核查申请人的信用，有未修复的失信承诺或者没有核查的，不能容缺，请一次性告知补正。",
            ARTICLE,
        )
    until = given.until
    if until < day(facts["accepted_on"]):
        raise ValueError(f"容缺材料的补齐日{until:%Y-%m-%d}早于受理日，请核对。")
    if end is not None and until > end:
        raise Refusal(f"容缺材料的补齐日{until:%Y-%m-%d}不能晚于承诺办结日{end:%Y-%m-%d}。", ARTICLE)
    withdraws = bool(file.catalogue.setting("deferral_withdraws", False))
    facts |= {"deferred_until": until.isoformat(), "deferral_withdraws": withdraws}
    facts["credit_checked"] = True


def papers(file: File, no: int, on: date) -> None:
    """容缺受理通知书 and the applicant's 容缺受理承诺书."""
    item = file.case.items[no]
    names = wanting(file.case, no)
    if item.deferred_until is None or not names:
        return
    until = {"date": item.deferred_until.isoformat(), "provisional": not file.calendar.certain(item.deferred_until)}
    rows = [{"no": place, "name": name, "until": until} for place, name in enumerate(names, 1)]
    promised = Clocks(item, file.calendar).promised
    words: dict[str, object] = {"until": until, "withdraws": item.deferral_withdraws}
    words["promised_due"] = {"date": promised.on.isoformat(), "provisional": promised.provisional} if promised else ""
    words["credit_text"] = "无未修复的失信承诺"
    for form in ("deferral_promise", "deferral_notice"):
        file.paper(form, on, (no,), deferral=words, deferred=rows)


def may_supplement(file: File, item: CaseItem, on: date) -> None:
    """可补齐: something is still out, and the applicant's own promise has not ended the application."""
    if not wanting(file.case, item.no):
        raise Refusal(f"“{item.name}”没有等待补齐的容缺材料。", ARTICLE)
    last = Clocks(item, file.calendar).deferral
    if (
        item.deferral_withdraws
        and last is not None
        and on > last
        and not arrived(file, wanting(file.case, item.no), last)
    ):
        raise Refusal(
            f"“{item.name}”的容缺补齐日{last:%Y-%m-%d}已过，申请人承诺逾期视为撤回，请办理容缺逾期撤回，可以重新申请。",
            ARTICLE,
        )


def supplement(
    desk: Desk, request: str, stream: str, no: int, on: date, *, pieces: Sequence[Mapping[str, Any]]
) -> Answer:
    """容缺补齐: piece by piece; what arrives on the last day counts."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "supplement", on)
        may_supplement(file, item, on)
        names = wanting(file.case, no)
        strange = [str(piece["name"]) for piece in pieces if piece["name"] not in names]
        if strange or not pieces:
            raise ValueError(f"请勾选这次补交的容缺材料（{'、'.join(names)}），其他材料不在此登记。")
        file.record("supplement", on, {"item": no, "pieces": [dict(piece) for piece in pieces]})
        return file

    return desk.act(request, "supplement", decide)


def may_end(file: File, item: CaseItem) -> None:
    """可按容缺逾期撤回: the day has passed, something is still out, and the applicant's promise says so itself."""
    names = wanting(file.case, item.no)
    last = Clocks(item, file.calendar).deferral
    if not names or last is None:
        raise Refusal(f"“{item.name}”没有逾期未补齐的容缺材料。", ARTICLE)
    if file.today <= last:
        raise Refusal(f"“{item.name}”的容缺补齐日到{last:%Y-%m-%d}，当日补齐的也算按时。", ARTICLE)
    came = arrived(file, names, last)
    if came is not None:
        raise Refusal(
            f"“{item.name}”的{'、'.join(came.names)}已于{came.on:%Y-%m-%d}随网上补正包按时到达，还没有登记容缺补齐，不能按逾期撤回。",
            "法释〔2009〕20号第六条第二款；区容缺受理办法",
        )
    if not item.deferral_withdraws:
        raise Refusal(
            f"“{item.name}”的容缺承诺没有写明逾期视为撤回，已受理的申请不能退回，请根据已有材料依法作出决定。",
            "《行政许可法》第三十八条；区容缺受理办法",
        )


def end(desk: Desk, request: str, stream: str, no: int, on: date) -> Answer:
    """容缺逾期撤回: the applicant's own sentence makes it a withdrawal, told in writing; the materials go back."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "withdraw", on)
        may_end(file, item)
        names = "、".join(wanting(file.case, no))
        promise = next((p.number for p in file.case.papers if p.form == "deferral_promise" and no in p.items), "")
        until = item.deferred_until.isoformat() if item.deferred_until else ""
        words = {"names": names, "promise_number": promise, "until": until}
        reason = f"容缺材料（{names}）逾期未补齐，依申请人的容缺承诺视为撤回"
        file.record("withdraw", on, {"items": [no], "reason": reason})
        file.paper("deferral_end", on, (no,), deferral=words)
        file.record("return_materials", on, {"items": [no]})
        file.paper("returned_materials", on, (no,))
        return file

    return desk.act(request, "withdraw", decide)

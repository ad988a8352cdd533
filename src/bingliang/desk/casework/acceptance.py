"""受理: answer what is complete, tell once what is not, take what comes back, accept.

An answer or the one notice is owed within each item's own period, otherwise silence accepts
(《行政许可法》第三十二条第一款第(四)项).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk import numbers
from bingliang.desk.casework import deferral
from bingliang.desk.casework.correction_period import last_day
from bingliang.desk.casework.dispatch import dispatch_all
from bingliang.desk.casework.pledge_bar import refuse_barred
from bingliang.desk.file import File
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem
from bingliang.ledger.catalogue import Handling, IssuingBody
from bingliang.mechanism import overall
from bingliang.mechanism.parallel_approval.unified import ground
from bingliang.mechanism.time_limits.start import acceptance_facts, ordinary

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work


def formalise(desk: Desk, request: str, stream: str, no: int, on: date, evidence: str) -> Answer:
    """转正式收件 by hand: the outside document that the item waited for is here (`evidence`: its name and number).

    Refusal while a prerequisite of this very case is still to come: the clock would run before it exists.
    """

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "formalise", on)
        may_formalise(file, item)
        since = overall.prerequisites_on(file.case, item)
        if since is not None and on < since:
            raise ValueError(f"转正式收件的日期{on:%Y-%m-%d}早于前置件取得之日{since:%Y-%m-%d}，请核对。")
        if not evidence.strip():
            raise ValueError("请填写前置件的名称和文号，作为转正式收件的凭据。")
        file.record("formalise", on, {"item": no, "cause": evidence})
        return file

    return desk.act(request, "formalise", decide)


def may_formalise(file: File, item: CaseItem) -> None:
    """可转正式收件: no prerequisite of this very case is still to come."""
    lacking = overall.unready(file.case, item)
    if lacking:
        raise Refusal(
            f"“{item.name}”的前置件{'、'.join(lacking)}尚未取得，不能转正式收件。", "《行政许可法》第三十二条"
        )


def remark(
    desk: Desk, request: str, stream: str, no: int, on: date, *, defects: Sequence[Mapping[str, Any]] = ()
) -> Answer:
    """齐全性意见 of the item's department before acceptance; no defects means complete. Silence means no remark."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "remark", on)
        facts = {"item": no, "department": item.department, "defects": [dict(defect) for defect in defects]}
        file.record("remark", on, facts)
        return file

    return desk.act(request, "remark", decide)


def correct_on_spot(desk: Desk, request: str, stream: str, no: int, on: date, *, what: str) -> Answer:
    """当场更正: a slip that can be put right at once is put right at once; it is no 补正 and starts no notice."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        file.item(no, "correct_on_spot", on)
        if not what.strip():
            raise ValueError("请写明当场更正了哪一份材料的什么内容，由申请人签章确认。")
        file.record("correct_on_spot", on, {"item": no, "note": what})
        return file

    return desk.act(request, "correct_on_spot", decide)


def notify_once(
    desk: Desk,
    request: str,
    stream: str,
    on: date,
    defects: Sequence[Mapping[str, Any]],
    *,
    until: date | None = None,
) -> Answer:
    """一次性告知: all defects of all items in one notice, a row per item and material, within each item's own period.

    `until` is the applicant's correction day; by default the zone's setting (补正期限, in workdays).
    A second notice is refused (《行政许可法》第三十二条第一款第(四)项).
    """

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        numbers_ = sorted({int(row["item"]) for row in defects})
        if not numbers_:
            raise ValueError("没有填写需要补正的内容；一次性告知必须一次列明全部补正内容。")
        for no in numbers_:
            file.item(no, "notify_once", on)
        if any(
            not str(row.get(key, "")).strip() for row in defects for key in ("material", "defect", "required", "ground")
        ):
            raise ValueError("补正内容须逐项写明材料、问题、应提交什么和依据，请补充填写。")
        all_told(file, defects)
        last = last_day(file, on, until)
        facts = {"items": numbers_, "until": last.isoformat(), "defects": [dict(row) for row in defects]}
        file.record("notify_once", on, facts)
        file.paper("correction", on, tuple(numbers_))
        return file

    return desk.act(request, "notify_once", decide)


def all_told(file: File, defects: Sequence[Mapping[str, Any]]) -> None:
    """一次列全: every remark of every department that is not told yet has its row; a Refusal names those left out."""
    told = {(int(row["item"]), str(row["material"]).strip()) for row in defects}
    left = [
        f"{item.department}对“{item.name}”所提的“{row['material']}”"
        for item in file.case.items.values()
        for row in item.unanswered
        if (item.no, str(row["material"]).strip()) not in told
    ]
    if left:
        raise Refusal(
            f"{'、'.join(left)}没有列入告知书，须一次告知全部补正内容；部门已经撤回的，请先重新登记它的齐全性意见。",
            "《行政许可法》第三十二条第一款第（四）项",
        )


def prolong_correction(
    desk: Desk, request: str, stream: str, items: Sequence[int], on: date, *, until: date, reason: str
) -> Answer:
    """延长补正期限 at the applicant's request; only ever to a later day, with the reason."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        last = file.calendar.on_or_after(until)  # 《民法典》第二百零三条
        for no in items:
            now = file.item(no, "prolong_correction", on).correction_until
            if now is not None and last <= now:
                raise ValueError(f"延长后的补正截止日{last:%Y-%m-%d}须晚于原截止日{now:%Y-%m-%d}，请核对。")
        if not reason.strip():
            raise ValueError("请写明申请人要求延长补正期限的理由。")
        if last < file.today:
            raise ValueError(f"延长后的补正截止日{last:%Y-%m-%d}已经过去，等于没有延长，请填今天以后的日子。")
        file.record("prolong_correction", on, {"items": list(items), "until": last.isoformat(), "reason": reason})
        return file

    return desk.act(request, "prolong_correction", decide)


def take_corrections(
    desk: Desk,
    request: str,
    stream: str,
    on: date,
    items: Sequence[int],
    *,
    complete: bool,
    pieces: Sequence[Mapping[str, Any]],
) -> Answer:
    """补正收件: a partial return is recorded piece by piece; all in means that day is the acceptance day (32(1)(5)).

    `complete` is the clerk's word that nothing is wanting; refused while a material of the notice has not come back.
    """

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        found = [file.item(no, "take_corrections", on) for no in items]
        back = {str(piece["name"]) for piece in pieces} | returned(file)
        wanting = [row["material"] for item in found for row in item.defects if row["material"] not in back]
        if complete and wanting:
            raise ValueError(f"告知书列明的{'、'.join(wanting)}还没有交回，不能登记为补正齐全，请按部分补正登记。")
        facts = {"items": list(items), "complete": complete, "pieces": [dict(piece) for piece in pieces]}
        file.record("take_corrections", on, facts)
        return file

    return desk.act(request, "take_corrections", decide)


def returned(file: File) -> set[str]:
    """已经交回的补正材料."""
    back: set[str] = set()
    for entry in file.entries:
        facts: Mapping[str, Any] = entry.facts
        if entry.act == "take_corrections":
            back |= {str(piece["name"]) for piece in facts["pieces"]}
        if entry.act == "notify_again":  # what was handed in is wanted anew
            back -= {str(row["material"]) for row in facts["defects"]}
    return back


@dataclass(frozen=True, slots=True)
class Said:
    """窗口的话: that neither an exclusion nor an unrepaired broken promise stands against 告知承诺; why a 即办件 was not done
    on its day; that a 告知承诺件 goes the ordinary way, because the applicant chose it or may not promise.
    """

    pledge_checked: bool = False
    spot_reason: str = ""
    ordinary: bool = False


NOTHING_SAID = Said()

Promised = Mapping[int, Sequence[Mapping[str, Any]]]
"""申请人的承诺: item number → for each condition of the zone's list, `met` now or `by` when."""


def accept(
    desk: Desk, request: str, stream: str, items: Sequence[int], on: date, *,
    promised: Promised | None = None, said: Said = NOTHING_SAID,
    deferred: Mapping[int, deferral.Deferral] | None = None,
) -> Answer:  # fmt: skip
    """受理 each item on its own day and send all of them to their departments at once; one paper per issuing body.

    `promised` holds what the applicant promises for each 告知承诺件 of them, `deferred` what is promised for
    容缺, `said` what the clerk himself answers for.
    """

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        lead = unified(file, items)
        for no in items:
            item = file.item(no, "accept", on)
            if item.handling is Handling.PLEDGED and not said.ordinary:
                draw_pledge(file, item, on, (promised or {}).get(no, ()), checked=said.pledge_checked)
            reason = not_on_the_spot(file, item, on, said.spot_reason)
            accept_one(file, item, on, (deferred or {}).get(no), reason=reason, plain=said.ordinary, signs=lead)
        dispatch_all(file)
        _acceptance_papers(file, items, together=lead is not None)
        for no in items:
            deferral.papers(file, no, on)
        return file

    return desk.act(request, "accept", decide)


def unified(file: File, items: Sequence[int]) -> IssuingBody | None:
    """统一受理: the lead unit, which signs one notice for several bodies; None where each signs for itself.

    Only with the document that authorises it: an acceptance is the act of the body that decides (《行政许可法》第二十四条、
    第二十六条第二款).
    """
    lead = file.catalogue.bodies.get(str(file.catalogue.setting("lead_body", "")))
    found = [file.case.items[no] for no in items if no in file.case.items]
    several = len({item.body for item in found if item.handling.has_acceptance_paper}) > 1
    return lead if several and str(file.catalogue.setting("combined_acceptance", "")).strip() else None


def spot_is_over(file: File, item: CaseItem, on: date) -> bool:
    """即办过时: a 即办件 that was not finished on the day of its receipt (or the next workday after a rest day)."""
    if item.handling is not Handling.SPOT or item.received_on is None:
        return False
    return on > file.calendar.on_or_after(item.received_on)


def not_on_the_spot(file: File, item: CaseItem, on: date, reason: str) -> str:
    """未能即办的原因: such an item goes on as 承诺件, with the reason in its line."""
    if not spot_is_over(file, item, on):
        return ""
    if not reason.strip():
        raise ValueError(f"“{item.name}”是即办件，没有在收件当日办结，请写明原因后按承诺件受理。")
    return reason


def accept_one(
    file: File, item: CaseItem, on: date, deferred: deferral.Deferral | None = None, *,
    reason: str = "", plain: bool = False, signs: IssuingBody | None = None,
) -> None:  # fmt: skip
    """受理一项: refused while a material is wanting, or on another day than that on which all corrections were in."""
    if item.corrected_on is not None and on != item.corrected_on:
        raise Refusal(
            f"补正材料已于{item.corrected_on:%Y-%m-%d}交齐，受理日应为该日，没有第二个期限。",
            "《行政许可法》第三十二条第一款第（五）项",
        )
    complete(file, item)
    own = file.catalogue.bodies[item.body]
    if item.handling.has_acceptance_paper:
        number = numbers.acceptance(signs or own, file.today)
    else:
        number = numbers.document(own, "接收", file.today)
    definition = file.definition(item, on)
    plain = plain and item.handling is Handling.PLEDGED
    if plain:
        definition = ordinary(definition)
    together = ground(file.catalogue, item.code, definition.handling)
    joint = bool(file.case.joint or together)
    facts = acceptance_facts(item, definition, on, file.calendar, number=number, joint=joint)
    facts |= {"unified": together} if together else {}
    facts |= {"ordinary": True} if plain else {}
    deferral.defer(file, item, facts, deferred)
    if reason:
        facts["spot_reason"] = reason
    file.record("accept", on, facts, key="accepted_on")


def complete(file: File, item: CaseItem) -> None:
    """材料齐全: a Refusal naming what is still wanting."""
    lacking = [row["name"] for row in file.case.materials if row["state"] == "缺" and item.no in row["for"]]
    if lacking:
        raise Refusal(
            f"“{item.name}”还缺{'、'.join(lacking)}，不能受理，请一次性告知补正；依法可以容缺的先登记为容缺。",
            "《行政许可法》第三十二条第一款第（四）项、第（五）项",
        )
    if item.unanswered:
        found = "、".join(str(row["material"]) for row in item.unanswered)
        raise Refusal(
            f"{item.department}提出“{item.name}”的{found}需要补正，尚未告知，不能受理；"
            "请一次性告知补正，部门已经撤回的先重新登记它的齐全性意见。",
            "《行政许可法》第三十二条第一款第（四）项、第（五）项",
        )


def told_conditions(file: File, item: CaseItem) -> Mapping[str, Any]:
    """告知承诺的条件 that the zone has published; a Refusal when there are none (国办发〔2020〕42号)."""
    told: Mapping[str, Any] = file.catalogue.setting(f"pledge_{item.code}", {})
    if not told:
        raise Refusal(
            f"本区没有公布“{item.name}”的告知承诺条件，不能按告知承诺办理，请管理员在“设置 → 区的文件”里补充。",
            "国办发〔2020〕42号",
        )
    return told


def draw_pledge(file: File, item: CaseItem, on: date, promised: Sequence[Mapping[str, Any]], *, checked: bool) -> None:
    """告知承诺书: what the body tells comes from the zone's list, what the applicant promises from the applicant.

    Refusal for an item without conditions on the zone's list (国办发〔2020〕42号).
    """
    told = told_conditions(file, item)
    refuse_barred(file, "请按普通程序受理")
    if not checked:
        raise Refusal(
            f"“{item.name}”按告知承诺办理前，须核对不属于国办发〔2020〕42号排除的情形，且申请人没有未修复的失信承诺；"
            "没有核对或者不符合的，按普通程序办理。",
            "国办发〔2020〕42号",
        )
    conditions = told["conditions"]
    if len(promised) != len(conditions):
        raise ValueError(
            f"“{item.name}”的告知承诺有{len(conditions)}项条件，请逐项填写申请人的承诺（现填{len(promised)}项）。"
        )
    rows = []
    for number, (condition, own) in enumerate(zip(conditions, promised, strict=True), 1):
        if not own.get("met") and not own.get("by"):
            raise ValueError(f"告知承诺第{number}项条件须承诺“现已符合”或者写明何时符合，请补充填写。")
        rows.append({**condition, "no": number, "met": bool(own.get("met")), "by": str(own.get("by", ""))})
    words = {key: told[key] for key in ("decision_text", "not_before", "check_way", "public_scope")}
    file.paper("notified_commitment", on, (item.no,), pledge=words, conditions=rows)


def _acceptance_papers(file: File, items: Sequence[int], *, together: bool) -> None:
    """受理通知书: one per issuing body; one for all of them under 统一受理 with its authorising document."""
    by_body: dict[str, list[int]] = {}
    for no in items:
        item = file.case.items[no]
        if item.handling.has_acceptance_paper:
            by_body.setdefault("" if together else item.body, []).append(no)
    for numbers_ in by_body.values():
        file.paper("acceptance", file.today, tuple(numbers_))

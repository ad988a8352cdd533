"""事项的变化: what each act changes of one item, or of several alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from bingliang.ledger.altering import replace
from bingliang.ledger.case import CaseItem, Facts, day, maybe_day
from bingliang.ledger.catalogue import Handling
from bingliang.ledger.happened import Aftermath, Decision, Ending, Objection, Opinion
from bingliang.ledger.opening import acceptance_of, extension_of, new_item, step_of

ItemChange = Callable[[CaseItem, Facts], CaseItem]


def _remarked(item: CaseItem, facts: Facts) -> CaseItem:
    """齐全性意见: the department's last word counts; without defects it takes an earlier one back."""
    return replace(item, remarks=tuple(facts.get("defects", ())))


def _notice(item: CaseItem, facts: Facts) -> CaseItem:
    defects = tuple(row for row in facts["defects"] if row["item"] == item.no)
    return replace(item, noticed_on=day(facts["on"]), correction_until=maybe_day(facts["until"]), defects=defects)


def _noticed_again(item: CaseItem, facts: Facts) -> CaseItem:
    first = item.noticed_on
    return replace(_notice(item, facts), noticed_on=first, noticed_again=day(facts["on"]), corrected_on=None)


def corrected(item: CaseItem, facts: Facts) -> CaseItem:
    """补正: only when nothing is missing any more."""
    return replace(item, corrected_on=day(facts["on"])) if facts["complete"] else item


def _resume(item: CaseItem, facts: Facts) -> CaseItem:
    steps = tuple(
        replace(step, result_on=day(facts["result_on"]))
        if step.result_on is None and step.name == facts["name"]
        else step
        for step in item.steps
    )
    return replace(item, steps=steps)


def _asked(item: CaseItem, facts: Facts) -> CaseItem:
    opinion = Opinion(
        facts["department"], day(facts["on"]), maybe_day(facts.get("reply_by")), facts.get("question", ""),
        days=int(facts.get("days", 0)), sign_by=maybe_day(facts.get("sign_by")),
    )  # fmt: skip
    return replace(item, opinions=(*item.opinions, opinion))


def _signed_for(item: CaseItem, facts: Facts) -> CaseItem:
    """联系单签收: of the slip that the line counts; where the days run from it, it brings the day to answer by."""
    opinions = tuple(
        replace(one, received_on=day(facts["on"]), reply_by=maybe_day(facts.get("reply_by")) or one.reply_by)
        if place == facts["slip"]
        else one
        for place, one in enumerate(item.opinions, 1)
    )
    return replace(item, opinions=opinions)


def _replied(item: CaseItem, facts: Facts) -> CaseItem:
    opinions = tuple(
        replace(opinion, replied_on=day(facts["on"]), opinion=facts["opinion"])
        if opinion.department == facts["department"] and opinion.replied_on is None
        else opinion
        for opinion in item.opinions
    )
    return replace(item, opinions=opinions)


def _ending(act: str) -> ItemChange:
    def end(item: CaseItem, facts: Facts) -> CaseItem:
        return replace(item, ending=Ending(act, day(facts["on"]), facts.get("reason", ""), facts.get("number", "")))

    return end


def _decision(act: str) -> ItemChange:
    def decide(item: CaseItem, facts: Facts) -> CaseItem:
        words = {key: facts.get(key, "") for key in ("reasons", "article", "content", "findings", "validity")}
        entered = maybe_day(facts.get("entered_on"))
        return replace(item, decision=Decision(act, day(facts["on"]), facts["document"], entered_on=entered, **words))

    return decide


def _extended(item: CaseItem, facts: Facts) -> CaseItem:
    if facts.get("frame"):
        return replace(item, frame_extension=extension_of(facts))
    return replace(item, extension=extension_of(facts))


def _delivered(item: CaseItem, facts: Facts) -> CaseItem:
    return replace(item, delivered_on=day(facts["on"]), delivered_by=facts.get("means", ""))


def _given_back(item: CaseItem, facts: Facts) -> CaseItem:
    """材料退还 ends only what is still 预收 and can no longer begin; after a withdrawal the ending stands already."""
    return _ending("return_materials")(item, facts) if facts.get("ends") else item


def _verified(item: CaseItem, facts: Facts) -> CaseItem:
    followed = str(facts.get("followed", ""))
    return replace(item, verified_on=day(facts["on"]), verified_true=bool(facts["true"]), verified_follow=followed)


def _accepted(item: CaseItem, facts: Facts) -> CaseItem:
    return replace(
        _ordinarily(item, facts),
        acceptance=acceptance_of(facts),
        deferred_until=maybe_day(facts.get("deferred_until")),
        deferral_withdraws=bool(facts.get("deferral_withdraws", False)),
    )


def _renewing(item: CaseItem, facts: Facts) -> CaseItem:
    """延续: which permit, and until when it lasts."""
    ahead, ground = int(facts.get("ahead", 0)), str(facts.get("ground", ""))
    until = day(facts["expires_on"])
    return replace(item, renews=facts["document"], expires_on=until, renewal_ahead=ahead, renewal_ground=ground)


def _deemed(item: CaseItem, facts: Facts) -> CaseItem:
    return replace(_ordinarily(item, facts), acceptance=acceptance_of(facts))


def _ordinarily(item: CaseItem, facts: Facts) -> CaseItem:
    """普通程序: a 告知承诺件 that is accepted without a promise is handled like any other; there is nothing to check later."""
    return replace(item, handling=Handling.PROMISED, verification=None) if facts.get("ordinary") else item


def _superior(item: CaseItem, facts: Facts) -> CaseItem:
    return _decision("grant" if facts["granted"] else "refuse")(item, facts)


def _lapsed(item: CaseItem, facts: Facts) -> CaseItem:
    opinions = tuple(
        replace(one, lapsed_on=day(facts["on"])) if one.department == facts["department"] else one
        for one in item.opinions
    )
    return replace(item, opinions=opinions)


def _disowned(item: CaseItem, facts: Facts) -> CaseItem:
    said = Objection(item.department, day(facts["on"]), facts["ground"], facts.get("proposed", ""))
    return replace(item, objection=said)


def _ruled(item: CaseItem, facts: Facts) -> CaseItem:
    if item.objection is None:
        return item
    ruled = replace(item.objection, ruled_on=day(facts["on"]), ruled_to=facts["department"])
    # the body that has the power decides in its own name (《行政许可法》第二十二条)
    return _passed_to(replace(item, objection=ruled), facts["department"])


def _reassigned(item: CaseItem, facts: Facts) -> CaseItem:
    return _passed_to(item, facts["department"])


def _passed_to(item: CaseItem, department: str) -> CaseItem:
    """换了部门: nobody of the new one has it yet."""
    clerk = item.clerk if department == item.department else ""
    return replace(item, department=department, body=department, clerk=clerk)


def _righted(item: CaseItem, facts: Facts) -> CaseItem:
    """受理更正: another item in the place of the wrong one; the day of acceptance stays."""
    fresh = new_item({**facts["to"], "no": item.no, "mode": "formal"}, item.received_on or day(facts["on"]))
    taken = facts.get("acceptance")
    return replace(
        fresh,
        held_on=item.held_on,
        noticed_on=item.noticed_on,
        correction_until=item.correction_until,
        corrected_on=item.corrected_on,
        defects=item.defects,
        opinions=item.opinions,
        acceptance=acceptance_of(taken) if taken else None,
        righted_from=item.name,
        clerk=item.clerk if fresh.department == item.department else "",
    )


def _after(act: str) -> ItemChange:
    def later(item: CaseItem, facts: Facts) -> CaseItem:
        words = (facts["document"], facts.get("reason", ""), facts.get("article", ""))
        return replace(item, aftermath=(*item.aftermath, Aftermath(act, day(facts["on"]), *words)))

    return later


ON_ITEM: Mapping[str, ItemChange] = MappingProxyType(
    {
        "formalise": lambda item, facts: replace(item, received_on=day(facts["on"])),
        "remark": _remarked,
        "notify_once": _notice,
        "notify_again": _noticed_again,
        "prolong_correction": lambda item, facts: replace(item, correction_until=day(facts["until"])),
        "note_renewal": _renewing,
        "deem_renewed": _decision("grant"),
        "accept": _accepted,
        "deem_accepted": _deemed,
        "not_required": _ending("not_required"),
        "decline": _ending("decline"),
        "withdraw": _ending("withdraw"),
        "dispatch": lambda item, facts: replace(
            item, dispatched_on=day(facts["on"]), department=facts.get("department") or item.department
        ),
        "stop": lambda item, facts: replace(item, steps=(*item.steps, step_of(facts))),
        "resume": _resume,
        "extend": _extended,
        "return_materials": _given_back,
        "ask_opinion": _asked,
        "receive_opinion": _signed_for,
        "give_opinion": _replied,
        "forward": lambda item, facts: replace(item, forwarded_on=day(facts["on"])),
        "explain_overrun": lambda item, facts: replace(item, explained_on=day(facts["on"])),
        "verify_pledge": _verified,
        "repair_credit": lambda item, facts: replace(item, repaired_on=day(facts["on"])),
        "notify_collection": lambda item, facts: replace(item, notified_on=day(facts["on"])),
        "deliver": _delivered,
        "superior_result": _superior,
        "opinion_lapsed": _lapsed,
        "disown": _disowned,
        "rule": _ruled,
        "reassign": _reassigned,
        "amend_acceptance": _righted,
        **{act: _after(act) for act in ("amend_decision", "recall", "annul", "cancel")},
        **{act: _decision(act) for act in ("grant", "grant_deferred", "refuse", "file", "opine")},
    }
)
"""The acts about items alone."""

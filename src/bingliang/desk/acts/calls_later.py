"""表单到办理（续）: the less daily acts: typed values become one call of the desk. Nothing is decided here."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bingliang.desk import enquiries
from bingliang.desk.acts.asked.green import shorter
from bingliang.desk.casework import (
    acceptance,
    aftermath,
    again,
    applicant,
    convening,
    deferral,
    dispatch,
    green,
    jurisdiction,
    own_matters,
    reinspection,
    renewal,
    righting,
    unified,
)
from bingliang.desk.handover import fields as handover_fields
from bingliang.desk.handover import handing
from bingliang.desk.papers import late_slips

if TYPE_CHECKING:
    from bingliang.desk.acts.calls import Press, V
    from bingliang.desk.desk import Answer, Desk


def correct_on_spot(desk: Desk, at: Press, v: V) -> Answer:
    """当场更正."""
    return acceptance.correct_on_spot(desk, at.request, at.stream, at.item, v["on"], what=v["what"])


def notify_again(desk: Desk, at: Press, v: V) -> Answer:
    """再次告知."""
    told = again.Again(v["defects"], v["approver"], v["until"])
    return again.notify_again(desk, at.request, at.stream, at.item, v["on"], told)


def note_renewal(desk: Desk, at: Press, v: V) -> Answer:
    """延续申请登记."""
    words = {"document": v["document"], "expires": v["expires_on"], "ground": v.get("ground", "")}
    return renewal.note_renewal(desk, at.request, at.stream, at.item, v["on"], **words)


def supplement(desk: Desk, at: Press, v: V) -> Answer:
    """容缺补齐."""
    keys = ("name", "originals", "copies")
    pieces = [{key: row[key] for key in keys} for row in v["pieces"] if row["back"]]
    return deferral.supplement(desk, at.request, at.stream, at.item, v["on"], pieces=pieces)


def deferral_end(desk: Desk, at: Press, v: V) -> Answer:
    """容缺逾期撤回."""
    return deferral.end(desk, at.request, at.stream, at.item, v["on"])


def opinion_lapsed(desk: Desk, at: Press, v: V) -> Answer:
    """逾期默认."""
    return dispatch.lapse(desk, at.request, at.stream, at.item, v["on"], department=v["department"])


def disown(desk: Desk, at: Press, v: V) -> Answer:
    """退分."""
    words = {"ground": v["ground"], "proposed": v["proposed"]}
    return jurisdiction.disown(desk, at.request, at.stream, at.item, v["on"], **words)


def rule(desk: Desk, at: Press, v: V) -> Answer:
    """裁定."""
    words = {"department": v["department"], "document": v["document"]}
    return jurisdiction.rule(desk, at.request, at.stream, at.item, v["on"], **words)


def reassign(desk: Desk, at: Press, v: V) -> Answer:
    """改派."""
    asked = jurisdiction.Reassigned(v["department"], v["reason"], v["approver"])
    return jurisdiction.reassign(desk, at.request, at.stream, at.item, v["on"], asked)


def superior_result(desk: Desk, at: Press, v: V) -> Answer:
    """上级结果."""
    reply = dispatch.SuperiorReply(v["on"], v["outcome"] == "准予", v["document"], v.get("words", ""))
    return dispatch.superior_result(desk, at.request, at.stream, at.item, reply)


def amend_acceptance(desk: Desk, at: Press, v: V) -> Answer:
    """受理更正."""
    asked = righting.Righting(v["code"], v["reason"], v["approver"])
    return righting.right(desk, at.request, at.stream, at.item, v["on"], asked)


def _afterwards(desk: Desk, at: Press, v: V, act: str) -> Answer:
    later = aftermath.Later(v["on"], v["ground"], v["reason"], v["document"])
    return aftermath.follow(desk, at.request, at.stream, at.item, act, later)


def amend_decision(desk: Desk, at: Press, v: V) -> Answer:
    """决定更正."""
    return _afterwards(desk, at, v, "amend_decision")


def recall(desk: Desk, at: Press, v: V) -> Answer:
    """撤回许可."""
    return _afterwards(desk, at, v, "recall")


def annul(desk: Desk, at: Press, v: V) -> Answer:
    """撤销."""
    return _afterwards(desk, at, v, "annul")


def cancel(desk: Desk, at: Press, v: V) -> Answer:
    """注销."""
    return _afterwards(desk, at, v, "cancel")


def convene(desk: Desk, at: Press, v: V) -> Answer:
    """召集."""
    try:
        when = datetime.fromisoformat(v["at"].strip().replace(" ", "T"))
    except ValueError:
        raise ValueError(f"“{v['at']}”不是时间，请按 2026-12-11 09:30 的样子填写。") from None
    names = [row["department"] for row in v["departments"] if row["called"]]
    called = convening.Convening(v["kind"], when, v["place"], v["items"], names)
    return convening.convene(desk, at.request, at.stream, v["on"], called)


def attend(desk: Desk, at: Press, v: V) -> Answer:
    """到会意见."""
    said = convening.Attending(v["department"], v["verdict"], v.get("text", ""), v.get("ground", ""))
    return convening.attend(desk, at.request, at.stream, v["on"], said)


def report_rectified(desk: Desk, at: Press, v: V) -> Answer:
    """整改完成报告."""
    names = [row["department"] for row in v["reported"] if row["done"]]
    return reinspection.report(desk, at.request, at.stream, v["on"], names, note=v["note"])


def conclude(desk: Desk, at: Press, v: V) -> Answer:
    """结论."""
    return convening.conclude(desk, at.request, at.stream, v["on"], conclusion=v["conclusion"])


def decide_jointly(desk: Desk, at: Press, v: V) -> Answer:
    """统一决定."""
    words = {key: v.get(key, "") for key in ("content", "findings", "reasons", "article")}
    decision = unified.Joint(v["on"], v["outcome"] == "准予", **words)
    return unified.decide_jointly(desk, at.request, at.stream, decision)


def grant_green(desk: Desk, at: Press, v: V) -> Answer:
    """准予绿色通道."""
    given = green.Granting(v["ground"], v["document"], v["approver"], v["note"], shorter(v.get("promises", ())))
    return green.grant(desk, at.request, at.stream, v["on"], given)


def end_green(desk: Desk, at: Press, v: V) -> Answer:
    """取消绿色通道."""
    return green.end(desk, at.request, at.stream, v["on"], reason=v["reason"])


def change_applicant(desk: Desk, at: Press, v: V) -> Answer:
    """申请人信息变更."""
    data = applicant.NewData(v["name"], v["legal_representative"], v["address"], v["proof"])
    return applicant.change(desk, at.request, at.stream, v["on"], data)


def hand_over(desk: Desk, at: Press, v: V) -> Answer:
    """承办人移交."""
    given = handover_fields.given(v, {at.stream: v["watch"]})
    return handing.hand_over(desk, at.request, at.stream, v["on"], given)


def own_matter(desk: Desk, at: Press, v: V) -> Answer:
    """企业自办事项."""
    own = own_matters.Own(v["code"], v.get("agent", ""), v["done"] == "企业已办毕", v["note"])
    return own_matters.note(desk, at.request, at.stream, v["on"], own)


def consult(desk: Desk, at: Press, v: V) -> Answer:
    """咨询登记."""
    asked = enquiries.Enquiry(v["caller"], v["question"], v["answer"], v["means"])
    return enquiries.note(desk, at.request, at.stream, v["on"], asked)


def late_entry(desk: Desk, at: Press, v: V) -> Answer:
    """手工凭证补录."""
    return late_slips.note(desk, at.request, at.stream, late_slips.HandSlip(v["number"], v["reason"], v["approver"]))

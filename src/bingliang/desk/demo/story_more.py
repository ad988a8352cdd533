"""演示的动词（续）: what happens less often at a counter, told through the same acts of the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bingliang.desk import enquiries, enquiry_log
from bingliang.desk.acts.press import press
from bingliang.desk.casework import (
    aftermath,
    applicant,
    convening,
    deferral,
    dispatch,
    jurisdiction,
    own_matters,
    reinspection,
    righting,
)
from bingliang.desk.complaints import handling as complaints
from bingliang.desk.handover import handing
from bingliang.desk.papers import drawing, hand_slips
from bingliang.desk.supervision import assessing, supervising
from bingliang.ledger.acts import Who
from bingliang.ledger.folding import fold
from bingliang.mechanism.supervision import Period

if TYPE_CHECKING:
    from bingliang.desk.demo.story import Telling
    from bingliang.desk.desk import Desk


def _forward(told: Telling) -> None:
    words = told.words("to", "listed", "review")
    dispatch.forward(told.desk, told.request, told.stream, told.act["item"], told.on, **words)


def _superior_result(told: Telling) -> None:
    reply = dispatch.SuperiorReply(told.on, told.act["granted"], **told.words("document", "words"))
    dispatch.superior_result(told.desk, told.request, told.stream, told.act["item"], reply)


def _amend_acceptance(told: Telling) -> None:
    asked = righting.Righting(**told.words("code", "reason", "approver"))
    righting.right(told.desk, told.request, told.stream, told.act["item"], told.on, asked)


def _disown(told: Telling) -> None:
    words = told.words("ground", "proposed")
    jurisdiction.disown(told.desk, told.request, told.stream, told.act["item"], told.on, **words)


def _rule(told: Telling) -> None:
    words = told.words("department", "document")
    jurisdiction.rule(told.desk, told.request, told.stream, told.act["item"], told.on, **words)


def _change_applicant(told: Telling) -> None:
    words = {"name": "", "legal_representative": "", "address": "", **told.words("name", "proof")}
    applicant.change(told.desk, told.request, told.stream, told.on, applicant.NewData(**words))


def _hand_over(told: Telling) -> None:
    given = handing.Given(**told.words("to", "reason", "note"), watch={told.stream: str(told.act.get("watch", ""))})
    handing.hand_over(_by(told), told.request, told.stream, told.on, given)


def _take_over(told: Telling) -> None:
    with told.desk.store.look() as look:
        lines = look.entries(told.stream)
    handed = [line for line in lines if line.act == "hand_over" and line.facts["to"] == told.act["by"]]
    handing.press(_by(told), told.request, handing.take_over(str(handed[-1].facts["list"])))


def _by(told: Telling) -> Desk:
    """谁办的: the clerk of the story, or whom the act names, at his counter."""
    name = told.act.get("by")
    return replace(told.desk, who=Who(name, told.act["counter"])) if name else told.desk


def _convene(told: Telling) -> None:
    act = told.act
    called = convening.Convening(act["kind"], act["when"], act["place"], act["items"], act["departments"])
    convening.convene(told.desk, told.request, told.stream, told.on, called)


def _attend(told: Telling) -> None:
    said = convening.Attending(**told.words("department", "verdict", "text", "ground"))
    convening.attend(told.desk, told.request, told.stream, told.on, said)


def _report_rectified(told: Telling) -> None:
    words = told.words("departments", "note")
    reinspection.report(told.desk, told.request, told.stream, told.on, words["departments"], note=words["note"])


def _conclude(told: Telling) -> None:
    convening.conclude(told.desk, told.request, told.stream, told.on, conclusion=told.act["conclusion"])


def _supplement(told: Telling) -> None:
    deferral.supplement(told.desk, told.request, told.stream, told.act["item"], told.on, pieces=told.act["pieces"])


def _afterwards(act: str) -> Callable[[Telling], None]:
    def tell(told: Telling) -> None:
        later = aftermath.Later(told.on, **told.words("ground", "reason", "document"))
        aftermath.follow(told.desk, told.request, told.stream, told.act["item"], act, later)

    return tell


def _as(told: Telling, name: str, role: str, office: str = "") -> Desk:
    """Another post than the counter's, at the same database."""
    return replace(told.desk, who=Who(name, "后台", role, office))


def _urge(told: Telling) -> None:
    ordered = supervising.Ordered(told.act["request"], told.act["reply_by"])
    supervising.urge(_as(told, "督查专员", "督查"), told.request, told.stream, told.act["item"], ordered)


def _reply(told: Telling) -> None:
    desk = _as(told, "审查人员", "部门", told.act["office"])
    supervising.reply_supervision(desk, told.request, told.stream, told.act["item"], told.act["words"])


def _review(told: Telling) -> None:
    desk = _as(told, "督查专员", "督查")
    supervising.review_supervision(
        desk, told.request, told.stream, told.act["item"], told.act["verdict"], told.act["words"]
    )


def _publish(told: Telling) -> None:
    stream = assessing.stream_of_period(Period.of(told.act["period"]))
    assessing.publish(_as(told, "督查专员", "督查"), told.request, stream)


def _reserve_slips(told: Telling) -> None:
    hand_slips.reserve(told.desk, told.request, told.act["count"], told.act["purpose"])


def _void_slip(told: Telling) -> None:
    hand_slips.void(told.desk, told.request, told.act["number"], told.act["reason"])


def _own_matter(told: Telling) -> None:
    own = own_matters.Own(**told.words("code", "agent", "done", "note"))
    own_matters.note(told.desk, told.request, told.stream, told.on, own)


def _consult(told: Telling) -> None:
    asked = enquiries.Enquiry(**told.words("caller", "means", "question", "answer"))
    enquiries.note(told.desk, told.request, told.stream, told.on, asked)


def _enquire(told: Telling) -> None:
    asked = enquiries.Enquiry(**told.words("caller", "means", "question", "answer"))
    press(told.desk, told.request, enquiry_log.enquire(told.on, asked, told.act.get("item", "")))


def _complain(told: Telling) -> None:
    """投诉登记; with `mine`, about the case of the story."""
    code = ""
    if told.act.get("mine"):
        with told.desk.store.look() as look:
            case = fold(look.entries(told.stream))
        code = case.code if case is not None else ""
    words = told.words("channel", "by", "against", "kind", "words", "department", "ticket")
    press(told.desk, told.request, complaints.register(complaints.Told(on=told.on, code=code, days=5, **words)))


def _answer_complaint(told: Telling) -> None:
    """投诉答复 of the one that waits longest, by the supervisors for an office that has no tasks here."""
    desk = _as(told, "督查专员", "督查")
    with desk.store.look() as look:
        first = min(complaints.open_ones(look), key=lambda one: one.number)
    press(
        desk,
        told.request,
        complaints.answer(first.stream, complaints.Reply(**told.words("outcome", "answer", "measure"))),
    )


def _draw(told: Telling) -> None:
    drawing.draw(told.desk, told.request, told.stream, told.on, told.act["form"], item=None, filled=told.act["filled"])


MORE: Mapping[str, Callable[[Telling], None]] = {
    "forward": _forward,
    "superior_result": _superior_result,
    "amend_acceptance": _amend_acceptance,
    "disown": _disown,
    "rule": _rule,
    "change_applicant": _change_applicant,
    "hand_over": _hand_over,
    "take_over": _take_over,
    "convene": _convene,
    "attend": _attend,
    "report_rectified": _report_rectified,
    "conclude": _conclude,
    "supplement": _supplement,
    "urge": _urge,
    "reply_supervision": _reply,
    "review_supervision": _review,
    "publish_assessment": _publish,
    "reserve_slips": _reserve_slips,
    "void_slip": _void_slip,
    "own_matter": _own_matter,
    "consult": _consult,
    "enquire": _enquire,
    "complain": _complain,
    "answer_complaint": _answer_complaint,
    "draw": _draw,
    **{act: _afterwards(act) for act in ("amend_decision", "recall", "annul", "cancel")},
}
"""The verbs that a story may use besides those of `desk.story`."""

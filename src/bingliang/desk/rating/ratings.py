"""好差评的办理: the clerk invites, the enterprise itself rates on its own screen, and a bad rating is gone after.

Nothing the clerk does writes a grade: the three acts that hold one are open to the role 企业 alone, which nobody can choose
at the counter; `rate` and `rate_again` put it on. Everything else is a decision on the rating's own stream.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from bingliang.desk.errors import Faults
from bingliang.desk.projects.library import Press
from bingliang.ledger import rating as held
from bingliang.ledger.acts import ACTS, Draft, Number, Refusal
from bingliang.ledger.case import Case, CaseItem
from bingliang.ledger.folding import fold
from bingliang.ledger.identifiers import check_rating_code, rating_code
from bingliang.ledger.rating import Invitation, Rating, fold_invitation, fold_rating
from bingliang.ledger.roles import REVIEWER
from bingliang.mechanism import overall
from bingliang.mechanism.public_rating import SOURCE, Grade, may, may_choose
from bingliang.mechanism.public_rating.loop import WAYS

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

SERIES = "评价/"
WORDS = 500
"""意见 of the enterprise: at most so many signs."""


# ── 邀请 ──


def code_of(*parts: object) -> str:
    """评价码: the same for the same service, so that a second press is no second code."""
    return rating_code(uuid5(NAMESPACE_URL, "/".join(map(str, parts))).int)


def invite(desk: Desk, request: str, stream: str, no: int = 0) -> Mapping[str, Any]:
    """请企业评价 the service that was given last: a delivered item, else the receiving of the case. Answers with its code."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("invite_rating", work.who)
        case = fold(work.entries(stream))
        if case is None:
            raise Refusal("没有这一办件，请核对收件号。")
        said = ""
        for asked in services(case, no):
            known = fold_invitation(work.entries(f"{held.INVITED}{asked.code}"))
            if known is None:
                return Outcome(
                    (Draft(f"{held.INVITED}{asked.code}", "invite_rating", _facts(work, asked)),), _told(asked)
                )
            if not known.taken:
                return Outcome((), _told(known))
            said = said or f"“{known.subject}”的{known.service}已经评价过了，一事一评，不能重复评价。"
        raise Refusal(said, "GB/T 39734-2020")

    return desk.note(request, "invite_rating", decide)


def services(case: Case, no: int = 0) -> tuple[Invitation, ...]:
    """可以评价的服务: the delivery of the item in hand (or of each that is done), then the receiving of the case."""
    chosen = [case.items[no]] if no in case.items else []
    done = [*chosen, *(item for item in case.items.values() if item.no != no)]
    found = [_delivery(case, item) for item in done if item.delivered_on is not None]
    receiving = Invitation(
        code_of(case.stream, 0, held.RECEIVING), case.stream, 0, held.RECEIVING, held.COUNTER, str(case.project["name"]), "",
        case.received_on,
    )  # fmt: skip
    return (*found, receiving)


def _delivery(case: Case, item: CaseItem) -> Invitation:
    code = code_of(case.stream, item.no, held.DELIVERING)
    return Invitation(
        code, case.stream, item.no, held.DELIVERING, item.department, item.name, item.code, case.received_on
    )


def _facts(work: Work, one: Invitation) -> dict[str, object]:
    facts: dict[str, object] = {
        name: getattr(one, name) for name in ("code", "case", "item", "service", "side", "subject", "item_code")
    }
    return {**facts, "on": work.today.isoformat()}


def _told(one: Invitation) -> dict[str, object]:
    return {"code": one.code, "subject": one.subject, "service": one.service}


def invitation(look: Look, code: str) -> Invitation:
    """凭码找邀请; a Refusal or ValueError that helps when the code is none, or used up."""
    one = fold_invitation(look.entries(f"{held.INVITED}{check_rating_code(code)}"))
    if one is None:
        raise Refusal("没有这个评价码，请照评价单核对，或者请窗口重新打印。", SOURCE)
    if one.taken:
        raise Refusal("这个评价码已经评价过了，谢谢您。", "GB/T 39734-2020")
    return one


# ── 企业评价 ──


@dataclass(frozen=True, slots=True)
class Verdict:
    """企业的评价: grade, reasons of its own list, words if any."""

    grade: Grade
    reasons: Sequence[str] = ()
    words: str = ""


def rate(desk: Desk, request: str, code: str, given: Verdict) -> Mapping[str, Any]:
    """企业评价 under a code, once: the invitation is used up and a rating begun that does not name it."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        asked = invitation(work, code)
        reasons = may_choose(given.grade, given.reasons)
        words = given.words.strip()
        if len(words) > WORDS:
            raise Refusal(f"意见最多{WORDS}字，现有{len(words)}字，请写短一些。", SOURCE)
        on = work.today.isoformat()
        taken = Draft(f"{held.INVITED}{asked.code}", "take_rating", {"on": on})
        if asked.rating:
            looked = found(work, asked.rating)
            overall.authorise("rate_again", work.who)
            may("rate_again", looked)
            facts = {"on": on, "grade": int(given.grade), "reasons": list(reasons), "words": words}
            return Outcome((taken, Draft(asked.rating, "rate_again", facts)), {"bad": given.grade.bad})
        overall.authorise("rate", work.who)
        year = work.today.year
        stream = stream_of(request)
        first: dict[str, object] = {
            "number": Number(f"{SERIES}{year}", f"评〔{year}〕{{n:04d}}号", stream), "grade": int(given.grade),
            "reasons": list(reasons), "words": words, "side": asked.side, "service": asked.service,
            "item_code": asked.item_code, "on": on,
        }  # fmt: skip
        return Outcome((taken, Draft(stream, "rate", first)), {"bad": given.grade.bad})

    # the customer's own hand, whoever stands at the counter
    return replace(desk, who=held.ENTERPRISE, shown=None).note(request, "rate", decide)


def stream_of(request: str) -> str:
    """评价的流水名, from the press that gave it: nothing in it names the case."""
    return f"{held.PREFIX}{uuid5(NAMESPACE_URL, request).hex}"


# ── 差评以后 ──


def found(look: Look, stream: str) -> Rating:
    """调出评价; a Refusal when there is none."""
    one = fold_rating(look.entries(stream)) if stream.startswith(held.PREFIX) else None
    if one is None:
        raise Refusal("没有这次评价，请刷新后重新选择。")
    return one


def contact(stream: str, finding: str, problem: str, way: str) -> Press:
    """联系核实: true or mistaken, the fault in words without names; an attempt that reached nobody leaves it waiting."""

    def lines(_work: Work, one: Rating) -> dict[str, object]:
        if finding not in held.FINDINGS:
            raise Faults([("finding", f"核实结果请从{'、'.join(held.FINDINGS)}中选。")])
        if finding == held.TRUE and not problem.strip():
            raise Faults([("problem", "请写明查实的问题，写给部门看，不写企业和经办人。")])
        if finding == held.TRUE and way not in WAYS:
            raise Faults([("way", f"整改方式请从{'、'.join(WAYS)}中选。")])
        del one
        return {"finding": finding, "problem": problem.strip(), "way": way if finding == held.TRUE else ""}

    return _on(stream, "contact_rater", lines)


def rectify(stream: str, words: str) -> Press:
    """整改 reported by the rated side."""
    return _on(
        stream, "rectify_rating", lambda _work, _one: {"words": _written(words, "请写明怎样整改、改到什么程度。")}
    )


def appeal(stream: str, words: str) -> Press:
    """申诉: once, with its facts; the term for mending runs on meanwhile."""
    return _on(stream, "appeal_rating", lambda _work, _one: {"words": _written(words, "请写明申诉的事实和证据。")})


def decide_appeal(stream: str, outcome: str, words: str) -> Press:
    """申诉复核: upheld, the rating no longer counts; both stay to be read."""

    def lines(_work: Work, _one: Rating) -> dict[str, object]:
        if outcome not in (held.UPHELD, held.DISMISSED):
            raise Faults([("appeal_outcome", f"复核结果请从{held.UPHELD}、{held.DISMISSED}中选。")])
        return {"outcome": outcome, "words": _written(words, "请写明认定的事实和理由。")}

    return _on(stream, "decide_rating_appeal", lines)


def open_link(stream: str, reason: str) -> Press:
    """拆封: who rated, read by the one way there is; the reason and the reader stay in the rating's own lines."""
    return _on(stream, "open_rating", lambda _work, _one: {"reason": _written(reason, "请写明为什么要拆封。")})


def revisit(stream: str, words: str) -> Press:
    """回访: told what was mended, the enterprise is invited to look again; its code is drawn here."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        one = checked(work, stream, "revisit_rating")
        code = code_of(stream, held.AGAIN, len(one.looks), len(work.entries(stream)))
        on = work.today.isoformat()
        said = _written(words, "请写明回访时怎样告知企业。")
        asked = {
            "code": code,
            "rating": stream,
            "service": held.AGAIN,
            "side": one.side,
            "subject": one.service,
            "on": on,
        }
        drafts = (
            Draft(stream, "revisit_rating", {"on": on, "words": said, "code": code}),
            Draft(f"{held.INVITED}{code}", "invite_rating", asked),
        )
        return Outcome(drafts, {"streams": [stream], "code": code})

    return Press("revisit_rating", decide)


def _written(words: str, otherwise: str) -> str:
    if not words.strip():
        raise Faults([("rating_words", otherwise)])
    return words.strip()


def checked(work: Work, stream: str, act: str) -> Rating:
    """可办的评价: a Refusal for another post, another side or another step."""
    overall.authorise(act, work.who)
    one = found(work, stream)
    may(act, one)
    mine = {REVIEWER: work.who.office, held.COUNTER: held.COUNTER}.get(work.who.role)
    if mine is not None and one.side != mine:
        raise Refusal(f"{one.number}评价的不是本部门，不能办理“{ACTS[act].title}”。", SOURCE)
    return one


def _on(stream: str, act: str, lines: Callable[[Work, Rating], dict[str, object]]) -> Press:
    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        one = checked(work, stream, act)
        facts = {"on": work.today.isoformat(), **lines(work, one)}
        return Outcome((Draft(stream, act, facts),), {"streams": [stream]})

    return Press(act, decide)


@dataclass(frozen=True, slots=True)
class Rater:
    """拆封所见: case, enterprise and who came to the window."""

    stream: str
    code: str
    firm: str
    handler: str
    item: str


def rater(look: Look, stream: str) -> Rater | None:
    """评价人, for a rating that was opened by the act 拆封; None while it is sealed."""
    one = found(look, stream)
    if not one.opened:
        return None
    first = look.entries(stream)[0]
    for entry in look.entries_of_request(first.request):
        if entry.act == "take_rating":
            asked = fold_invitation(look.entries(entry.stream))
            case = fold(look.entries(asked.case)) if asked is not None else None
            if asked is not None and case is not None:
                handler = look.person(case.handler).name if case.handler else ""
                return Rater(case.stream, case.code, str(case.enterprise["name"]), handler, asked.subject)
    return None

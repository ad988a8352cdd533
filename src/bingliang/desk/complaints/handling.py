"""投诉的办理: a complaint is registered and handed over at once, passed on, answered, handed over anew; its case tells of it.

Nobody's name, telephone or identity number goes into a line: what has the form of one is refused, not masked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from bingliang.desk.acts.press import Press
from bingliang.desk.errors import Faults
from bingliang.desk.projects.problems import office_of
from bingliang.desk.supervision.terms import figure
from bingliang.ledger.acts import Draft, Number, Refusal
from bingliang.ledger.complaint import ANSWERING, BY, CHANNELS, OPENING, PREFIX, Complaint, fold_complaint
from bingliang.ledger.folding import fold
from bingliang.ledger.masking import HIDDEN, masked
from bingliang.ledger.rating import COUNTER
from bingliang.ledger.roles import REVIEWER
from bingliang.mechanism import overall
from bingliang.mechanism.supervision import complaints as rules

if TYPE_CHECKING:
    from bingliang.ledger.case import Case
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

SERIES = "投诉/"
WITHIN = 31
"""A complaint is entered within so many days."""


@dataclass(frozen=True, slots=True)
class Told:
    """投诉的内容: `against` a department's name, code or 窗口; `code` the 收件号, empty when it is about no case."""

    on: date
    channel: str
    by: str
    against: str
    kind: str
    words: str
    department: str
    ticket: str = ""
    code: str = ""
    days: int = 0
    until: date | None = None


def days(look: Look) -> int:
    """默认的答复期限, in workdays."""
    return figure(look.loaded("catalogue"), "complaint_days")


def found(look: Look, stream: str) -> Complaint:
    """调出一件投诉; a Refusal when there is none."""
    one = fold_complaint(look.entries(stream))
    if one is None:
        raise Refusal("没有这件投诉，请刷新后重新选择。")
    return one


def since(look: Look, first: date) -> tuple[Complaint, ...]:
    """各件投诉, of which something was written since that day."""
    from bingliang.store.streams import lines_under

    folded = (fold_complaint(lines) for lines in lines_under(look, PREFIX, first).values())
    return tuple(one for one in folded if one is not None)


def open_ones(look: Look) -> tuple[Complaint, ...]:
    """待答复的投诉, however old; those that were answered, which in time are nearly all, are not read."""
    from bingliang.store.streams import still_open

    folded = (fold_complaint(look.entries(stream)) for stream in still_open(look, PREFIX, OPENING, ANSWERING))
    return tuple(one for one in folded if one is not None)


def name_of(catalogue: Catalogue, side: str) -> str:
    """被投诉的一方 by its name."""
    body = catalogue.bodies.get(side)
    return body.short if body else side


def _press(act: str, stream: str, made: Callable[[Work], Iterable[Draft]]) -> Press:
    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise(act, work.who)
        drafts = tuple(made(work))
        return Outcome(drafts, {"streams": [stream or drafts[0].stream], "act": act})

    return Press(act, decide)


def register(told: Told) -> Press:
    """投诉登记: handed over to who answers it at once; the case it is about says so in its own records."""

    def made(work: Work) -> Iterable[Draft]:
        case = _sound(work, told)
        calendar: Calendar = work.loaded("calendar")
        due = rules.deadline(calendar, told.on, told.days, told.until)
        stream = f"{PREFIX}{uuid5(NAMESPACE_URL, f'complaint/{work.request}').hex}"
        number = Number(f"{SERIES}{work.today.year}", f"投诉〔{work.today.year}〕{{n:04d}}号")
        about = {"case": case.stream} if case is not None else {}
        against = COUNTER if told.against == COUNTER else office_of(work, told.against) or told.against
        facts = {
            "number": number, "on": told.on.isoformat(), "channel": told.channel, "ticket": told.ticket.strip(),
            "by": told.by, "against": against, "kind": told.kind, "words": told.words.strip(), "due": due.isoformat(),
            **about, **_handed(work, told.department),
        }  # fmt: skip
        yield Draft(stream, "register_complaint", facts)
        if case is not None:
            said = f"{told.kind}，{told.department}在{due:%Y-%m-%d}前答复"
            yield _noted(case.stream, told.on, number, told.ticket, said)

    return _press("register_complaint", "", made)


def _handed(work: Work, department: str) -> dict[str, object]:
    return {"department": department.strip(), "office": office_of(work, department.strip())}


def _noted(case: str, on: date, number: object, ticket: str, said: str) -> Draft:
    """办件上的一行: number and state, nothing of who complained or in which words."""
    facts = {"on": on.isoformat(), "complaint": number, "ticket": ticket.strip(), "note": said}
    return Draft(case, "note_complaint", facts)


def _sound(work: Work, told: Told) -> Case | None:
    faults = [
        (name, f"{word}请从{'、'.join(offered)}中选。")
        for name, word, value, offered in (
            ("channel", "渠道", told.channel, CHANNELS), ("by", "投诉人", told.by, BY),
            ("kind", "投诉事项", told.kind, rules.KINDS),
        )
        if value not in offered
    ]  # fmt: skip
    if told.against != COUNTER and not office_of(work, told.against):
        faults.append(("against", f"“{told.against}”不在部门清单里，请从清单中选；窗口服务的选“{COUNTER}”。"))
    if not told.department.strip():
        faults.append(("department", "请填写由哪个单位核查答复。"))
    elif told.against == told.department.strip() == COUNTER:
        faults.append(("department", "对窗口的投诉不能由窗口自己核查，请交主管单位。"))
    if not work.today - timedelta(days=WITHIN) <= told.on <= work.today:
        faults.append(("on", f"收到日期{told.on:%Y-%m-%d}应在今天和以前{WITHIN}天之内，请核对。"))
    faults += _personal(("words", told.words))
    case = None
    if code := told.code.strip():
        try:
            case = case_of(work, code)
        except ValueError as why:
            faults.append(("case", str(why)))
    if faults:
        raise Faults(faults)
    return case


def _personal(*texts: tuple[str, str]) -> list[tuple[str, str]]:
    """个人信息: a telephone or identity number has no place in a line that is never deleted."""
    return [
        (name, "写了电话号码或者证件号码，请删去：台账不能删改，联系方式留在原工单上。")
        for name, text in texts
        if HIDDEN in masked(text)
    ]


def case_of(look: Look, code: str) -> Case:
    """收件号指的办件; ValueError in one sentence when there is none."""
    from bingliang.ledger.identifiers import check_case_code
    from bingliang.store.finding import cases_of

    row = next(iter(cases_of(look, "code", [check_case_code(code)], 1)), None)
    case = fold(look.entries(row.stream)) if row is not None else None
    if case is None:
        raise ValueError(f"本库没有收件号为“{code}”的办件，请核对；不针对一件的可以不填。")
    return case


def pass_on(stream: str, department: str, reason: str) -> Press:
    """投诉移交: another office answers; the day by which it must stays."""

    def made(work: Work) -> Iterable[Draft]:
        if not department.strip():
            raise Faults([("department", "请填写由哪个单位核查答复。")])
        rules.may_pass(found(work, stream), department.strip(), reason)
        facts = {**_handed(work, department), "reason": reason.strip(), "on": work.today.isoformat()}
        yield Draft(stream, "pass_complaint", facts)

    return _press("pass_complaint", stream, made)


@dataclass(frozen=True, slots=True)
class Reply:
    """答复的内容."""

    outcome: str
    answer: str
    measure: str
    on: date | None = None


def answer(stream: str, reply: Reply) -> Press:
    """投诉答复 with its outcome, by whoever has it."""

    def made(work: Work) -> Iterable[Draft]:
        one = found(work, stream)
        mine(work, one)
        rules.may_answer(one, reply.outcome, reply.answer, reply.measure)
        faults = _personal(("answer", reply.answer), ("measure", reply.measure))
        on = reply.on or work.today
        if not one.owner.on <= on <= work.today:
            faults.append(("on", f"答复日期{on:%Y-%m-%d}早于交办或者晚于今天，请核对。"))
        if faults:
            raise Faults(faults)
        calendar: Calendar = work.loaded("calendar")
        late = {"late": calendar.count(one.due, on)} if on > one.due else {}
        facts = {
            "outcome": reply.outcome, "answer": reply.answer.strip(), "measure": reply.measure.strip(),
            "on": on.isoformat(), **late,
        }  # fmt: skip
        yield Draft(stream, "answer_complaint", facts)
        if one.case:
            yield _noted(one.case, on, one.number, one.ticket, f"{one.owner.department}已答复，{reply.outcome}")

    return _press("answer_complaint", stream, made)


def mine(work: Work, one: Complaint) -> None:
    """A reviewer answers what was handed to his own department; the counter never answers for a department that is here."""
    rules.still_open(one)
    owner = one.owner
    if work.who.role == REVIEWER and work.who.office != owner.office:
        raise Refusal(
            f"{one.number}由{owner.department}答复，不是本部门的，请由{owner.department}登记。",
            "《整体工作机制》角色表",
        )
    if work.who.role == COUNTER and one.against == COUNTER:
        raise Refusal(f"{one.number}投诉的是窗口，核查结果由督查岗位登记，窗口不登记自己的。", "《整体工作机制》角色表")
    if work.who.role == COUNTER and owner.office:
        raise Refusal(
            f"{one.number}由{owner.department}核查答复，请由{owner.department}的岗位登记；窗口只登记交给窗口的。",
            "《整体工作机制》角色表",
        )


def reopen(stream: str, department: str, reason: str, until_days: int) -> Press:
    """重新交办 what was answered and did not hold."""

    def made(work: Work) -> Iterable[Draft]:
        one = found(work, stream)
        rules.may_reopen(one)
        faults = [] if reason.strip() else [("reason", "请写明为什么重新交办。")]
        if not department.strip():
            faults.append(("department", "请填写由哪个单位核查答复。"))
        if faults:
            raise Faults(faults)
        calendar: Calendar = work.loaded("calendar")
        due = rules.deadline(calendar, work.today, until_days, None)
        facts = {
            **_handed(work, department), "reason": reason.strip(), "due": due.isoformat(), "on": work.today.isoformat(),
        }  # fmt: skip
        yield Draft(stream, "reopen_complaint", facts)
        if one.case:
            yield _noted(one.case, work.today, one.number, one.ticket, f"重新交办，{due:%Y-%m-%d}前答复")

    return _press("reopen_complaint", stream, made)

"""代办委托: accepted, taken, logged, material held and given back, passed on, ended; each on the entrustment's own stream."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from bingliang.desk.agency import agents
from bingliang.desk.agency.papers import drawn, handed
from bingliang.desk.errors import Faults
from bingliang.desk.papers.beside import lead_number
from bingliang.desk.projects.library import Press
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.agency import (
    CARD,
    ENTERPRISE,
    HANDOVER,
    MANDATE,
    PREFIX,
    Entrustment,
    Original,
    Post,
    fold_entrustment,
)
from bingliang.ledger.folding import fold
from bingliang.mechanism import overall
from bingliang.mechanism.full_agency import POWERS, chief_of, powers

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

SIDES = (ENTERPRISE, "代办专员")
DONE, STOPPED = "办结", "中止"


@dataclass(frozen=True, slots=True)
class Subject:
    """委托的对象: whose which project, and one case of it when not all is entrusted; `chief` as the project has it."""

    firm: str
    credit_code: str
    project: str
    project_code: str
    project_id: str
    case: str = ""
    case_code: str = ""
    chief: str = ""

    def facts(self) -> dict[str, Any]:
        """As they stand in the line."""
        names = ("firm", "credit_code", "project", "project_code", "project_id", "case", "case_code")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Mandate:
    """委托的内容."""

    about: str
    post: str
    powers: tuple[str, ...]
    on: date
    until: date
    matters: tuple[str, ...] = ()
    voluntary: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """做了什么: the kind is a power, or a service that needs none."""

    kind: str
    on: date
    words: str
    minutes: int
    result: str


def press(desk: Desk, request: str, made: Press) -> Mapping[str, Any]:
    """办理 on the ledger; then the papers are made. The same `request` is recorded once."""
    from bingliang.desk.papers.issuing import issue

    answer = desk.store.act(request, desk.who, made.act, made.decide, shown=desk.shown)
    for stream in answer["streams"]:
        issue(desk, stream)
    return answer


def found(look: Look, stream: str) -> Entrustment:
    """调出委托; a Refusal when there is none."""
    one = fold_entrustment(look.entries(stream))
    if one is None:
        raise Refusal("没有这一代办委托，请刷新后重新选择。")
    return one


def subject_of(look: Look, written: str) -> Subject:
    """对象 by what was written: a 收件号, or the name, number or code of a project of the library."""
    text = written.strip()
    located = look.stream_of_number(text)
    case = fold(look.entries(located[0])) if located is not None else None
    if case is not None:
        project = case.project
        registered = next((row.project_id for row in look.standing(case.stream)), "")
        return Subject(
            str(case.enterprise["name"]), str(case.enterprise.get("credit_code", "")), str(project["name"]),
            str(project.get("code", "")), registered, case.stream, case.code, str(project.get("chief_agent", "")),
        )  # fmt: skip
    known = [one for one in agents.library(look) if text in (one.profile.name, one.number, one.profile.code) and text]
    if not known:
        raise Faults([("about", f"“{text}”不是收件号，也不是项目库里的项目名称、项目号，请从清单选择。")])
    if len(known) > 1:
        numbers = "、".join(one.number for one in known)
        raise Faults([("about", f"有{len(known)}个项目叫“{text}”，请写项目号：{numbers}。")])
    profile = known[0].profile
    held = look.project_by_code(profile.code) if profile.code else None
    return Subject(
        profile.firm, profile.credit_code, profile.name, profile.code, held.id if held else "", chief=profile.agent
    )


# ── 委托 ──


def entrust(given: Mandate) -> Press:
    """接受委托: voluntary, free, in writing, for a time."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("entrust", work.who)
        subject = subject_of(work, given.about)
        post = _post(work, given.post)
        known = agents.entrustments(work).values()
        same = [one for one in known if _same(one, subject)]
        powers.may_entrust(given.powers, given.on, given.until, work.today, same, voluntary=given.voluntary)
        _matters_known(work, given.matters)
        where = f"{subject.firm}/{subject.project}/{subject.case_code}/{len(same)}"
        stream = f"{PREFIX}{uuid5(NAMESPACE_URL, where).hex}"
        number = lead_number(work, "代办", stream)
        facts: dict[str, Any] = {
            **subject.facts(), "number": number, "post": post.stream, "powers": [one for one in POWERS if one in given.powers],
            "matters": list(given.matters), "on": given.on.isoformat(), "until": given.until.isoformat(),
            "voluntary": True, "free": True,
        }  # fmt: skip
        made = Entrustment(
            stream, "", **subject.facts(), post=post.stream, powers=tuple(facts["powers"]), matters=given.matters,
            on=given.on, until=given.until,
        )  # fmt: skip
        chief = _chief(work, subject.chief)
        paper = drawn(work, made, MANDATE, post=post, chief=chief, number=number)
        return Outcome((Draft(stream, "entrust", facts), paper), {"streams": [stream]})

    return Press("entrust", decide)


def _same(one: Entrustment, subject: Subject) -> bool:
    """同一对象: the same project and the same case, or the whole of it."""
    return (one.firm, one.project, one.case) == (subject.firm, subject.project, subject.case)


def _matters_known(look: Look, matters: Sequence[str]) -> None:
    catalogue: Catalogue = look.loaded("catalogue")
    names = {item.name for item in catalogue.items.values()}
    if strange := [name for name in matters if name not in names]:
        raise Faults([("matters", f"目录里没有“{'、'.join(strange)}”，请从清单选择事项；一项不写就是全部事项。")])


def _post(look: Look, stream: str) -> Post:
    post = agents.found(look, stream)
    if not post.open:
        raise Refusal(f"“{post.name}”的代办岗位已经撤销，请另选岗位。", agents.ARTICLE)
    return post


def _chief(look: Look, written: str) -> str:
    post = chief_of(written, agents.posts(look).values())
    return post.name if post is not None else written


# ── 接办以后 ──


def take(stream: str, on: date) -> Press:
    """接办: the agent takes it and gives the enterprise the card with his name of post and telephone."""

    def lines(work: Work, one: Entrustment) -> Sequence[Draft]:
        powers.may_take(one, on, work.today)
        post = agents.found(work, one.post)
        project = agents.project_of(agents.library(work), one)
        written = project.profile.agent if project is not None else ""
        card = drawn(work, one, CARD, post=post, chief=_chief(work, written), number=one.number)
        return (Draft(stream, "take_entrustment", {"on": on.isoformat()}), card)

    return _on(stream, "take_entrustment", lines)


def log(stream: str, done: Done) -> Press:
    """登记代办日志."""

    def lines(work: Work, one: Entrustment) -> Sequence[Draft]:
        powers.may_log(one, done.kind, done.on, work.today)
        if not done.words.strip():
            raise Faults([("words", "请写明做了什么。")])
        facts = {
            "kind": done.kind, "on": done.on.isoformat(), "words": done.words.strip(), "minutes": done.minutes,
            "result": done.result.strip(),
        }  # fmt: skip
        return (Draft(stream, "log_agency", facts),)

    return _on(stream, "log_agency", lines)


def strike(stream: str, line: int, reason: str) -> Press:
    """更正日志: a line that should not be there is struck out with its reason; right ones are logged anew."""

    def lines(work: Work, one: Entrustment) -> Sequence[Draft]:
        powers.may_strike(one, line, reason)
        facts = {"line": line, "reason": reason.strip(), "on": work.today.isoformat()}
        return (Draft(stream, "amend_agency", facts),)

    return _on(stream, "amend_agency", lines)


def hold(stream: str, on: date, pieces: Sequence[tuple[str, int]]) -> Press:
    """收存材料 against a list that both sign."""

    def lines(work: Work, one: Entrustment) -> Sequence[Draft]:
        powers.may_hold(one, on, work.today)
        if not pieces:
            raise Faults([("pieces", "请写明收存的材料，一份一行。")])
        first = len(one.originals) + 1
        taken = [Original(name, copies, on, no) for no, (name, copies) in enumerate(pieces, first)]
        rows = [{"name": name, "copies": copies} for name, copies in pieces]
        paper = _handover(work, one, taken, "企业交代办专员收存", on, len(one.held) + len(taken))
        return (Draft(stream, "hold_originals", {"on": on.isoformat(), "pieces": rows}), paper)

    return _on(stream, "hold_originals", lines)


def give_back(stream: str, on: date, numbers: Sequence[int]) -> Press:
    """交还材料 against a list that both sign."""

    def lines(work: Work, one: Entrustment) -> Sequence[Draft]:
        powers.may_return(one, numbers, on, work.today)
        back = [piece for piece in one.held if piece.no in numbers]
        paper = _handover(work, one, back, "代办专员交还企业", on, len(one.held) - len(back))
        return (Draft(stream, "return_originals", {"on": on.isoformat(), "back": list(numbers)}), paper)

    return _on(stream, "return_originals", lines)


def _handover(work: Work, one: Entrustment, pieces: Sequence[Original], way: str, on: date, left: int) -> Draft:
    number = lead_number(work, "代办交接", f"{one.stream}/{len(work.entries(one.stream))}")
    post = agents.found(work, one.post)
    return drawn(work, one, HANDOVER, post=post, chief="", number=number, **handed(pieces, way, on, left))


def sign(stream: str, on: date) -> Press:
    """委托书签署: the enterprise has signed; before that nothing is collected in its name."""

    def lines(work: Work, one: Entrustment) -> Sequence[Draft]:
        powers.in_force(one)
        paper = one.paper(MANDATE)
        if paper is None or paper.signed_on is not None:
            raise Refusal("代办委托书已经登记签署，不用再登记。", "《民法典》第一百六十五条")
        if not one.on <= on <= work.today:
            raise ValueError(f"签署日期{on:%Y-%m-%d}应在委托日期{one.on:%Y-%m-%d}和今天之间，请核对。")
        return (Draft(stream, "sign", {"paper": paper.seq, "on": on.isoformat(), "number": paper.number}),)

    return _on(stream, "sign", lines)


def hand_over(stream: str, to: str, on: date, open_things: str, *, agreed: bool) -> Press:
    """移交 to another post with what is open and what is held; the receiving post takes it again."""

    def lines(work: Work, one: Entrustment) -> Sequence[Draft]:
        powers.may_pass(one, to, on, work.today, agreed=agreed)
        post = _post(work, to)
        facts = {
            "to": post.stream, "to_name": post.name, "on": on.isoformat(), "things": open_things.strip(),
            "held": [piece.name for piece in one.held], "agreed": True,
        }  # fmt: skip
        return (Draft(stream, "pass_entrustment", facts),)

    return _on(stream, "pass_entrustment", lines)


def end(stream: str, on: date, by: str, reason: str, result: str) -> Press:
    """终止委托 by either side; the agent reports what came of it (《民法典》第九百二十四条)."""

    def lines(work: Work, one: Entrustment) -> Sequence[Draft]:
        powers.may_end(one, on, work.today)
        wanted = (("reason", reason, "终止的原因"), ("result", result, "办理结果"))
        if faults := [(field, f"请写明{word}。") for field, text, word in wanted if not text.strip()]:
            raise Faults(faults)
        facts = {"on": on.isoformat(), "by": by, "reason": reason.strip(), "result": result.strip()}
        return (Draft(stream, "end_entrustment", facts),)

    return _on(stream, "end_entrustment", lines)


def _on(stream: str, act: str, lines: Callable[[Work, Entrustment], Sequence[Draft]]) -> Press:
    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise(act, work.who)
        return Outcome(tuple(lines(work, found(work, stream))), {"streams": [stream]})

    return Press(act, decide)

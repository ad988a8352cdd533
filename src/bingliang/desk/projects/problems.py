"""要素保障的办理: a problem is registered and handed over at once, its progress reported, handed on, supervised, settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from bingliang.desk.acts.press import Press
from bingliang.desk.errors import Faults
from bingliang.desk.projects import library as projects
from bingliang.desk.supervision.terms import figure
from bingliang.ledger.acts import Draft, Number, Refusal
from bingliang.ledger.problem import OPENING, PREFIX, SETTLING, Problem, fold_problem
from bingliang.ledger.roles import REVIEWER
from bingliang.mechanism import overall, seven_batches
from bingliang.mechanism.seven_batches import problems as rules

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

SERIES = "要素保障/"
BATCH = 200


@dataclass(frozen=True, slots=True)
class Hand:
    """交办的内容: `days` workdays or `until` a day; `on` the day it was handed over, today when none is given."""

    department: str
    days: int = 0
    until: date | None = None
    reason: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """企业反映的问题; `project` a stream of the library, or empty with the `firm` in words; `wanted` in 万元."""

    kind: str
    words: str
    source: str
    met_on: date
    visitor: str
    hand: Hand
    project: str = ""
    firm: str = ""
    wanted: int = 0
    visit: int = 0
    """the line of the project that is the visit it was raised on: that says its source, day and visitor"""


def kinds(look: Look) -> tuple[str, ...]:
    """本区的要素种类."""
    catalogue: Catalogue = look.loaded("catalogue")
    return seven_batches.listed(str(catalogue.setting("problem_kinds")), rules.KINDS)


def days(look: Look) -> int:
    """默认的办结期限, in workdays."""
    catalogue: Catalogue = look.loaded("catalogue")
    return figure(catalogue, "problem_days")


def found(look: Look, stream: str) -> Problem:
    """调出一个问题; a Refusal when there is none."""
    problem = fold_problem(look.entries(stream))
    if problem is None:
        raise Refusal("没有这个要素保障问题，请刷新后重新选择。")
    return problem


def every(look: Look) -> tuple[Problem, ...]:
    """全部问题."""
    streams = look.streams(PREFIX)
    look.gather(streams)
    return tuple(one for stream in streams if (one := fold_problem(look.entries(stream))) is not None)


def open_ones(look: Look) -> tuple[Problem, ...]:
    """在办的问题: those that were settled, which in time are nearly all, are not read."""
    from bingliang.store.streams import still_open

    found = (fold_problem(look.entries(stream)) for stream in still_open(look, PREFIX, OPENING, SETTLING))
    return tuple(one for one in found if one is not None and one.open)


def office_of(look: Look, department: str) -> str:
    """部门代码 of a department that has tasks here; empty for one that has none."""
    catalogue: Catalogue = look.loaded("catalogue")
    return next(
        (code for code, body in catalogue.bodies.items() if department in (code, body.short, body.name)), ""
    )  # fmt: skip


def _handed(work: Work, hand: Hand) -> dict[str, object]:
    calendar: Calendar = work.loaded("calendar")
    if not hand.department.strip():
        raise Faults([("department", "请填写由哪个部门办。")])
    on = hand.on or work.today
    if on > work.today:
        raise Faults([("handed_on", f"交办日期{on:%Y-%m-%d}还没有到，请核对。")])
    due = rules.deadline(calendar, on, hand.days, hand.until)
    given = {} if hand.until else {"days": hand.days}
    return {
        "department": hand.department.strip(), "office": office_of(work, hand.department.strip()),
        "due": due.isoformat(), "reason": hand.reason.strip(), **given, "on": on.isoformat(),
    }  # fmt: skip


def _press(act: str, stream: str, facts: Callable[[Work], dict[str, object]]) -> Press:
    """A line on the problem's stream; without one, the press begins a stream of its own."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise(act, work.who)
        at = stream or f"{PREFIX}{uuid5(NAMESPACE_URL, f'problem/{work.request}').hex}"
        return Outcome((Draft(at, act, facts(work)),), {"streams": [at], "act": act})

    return Press(act, decide)


def raise_problem(told: Told) -> Press:
    """登记并交办, each press a problem of its own."""

    def facts(work: Work) -> dict[str, object]:
        firm = told.firm.strip()
        if told.project:
            firm = projects.going_on(work, told.project).profile.firm
        _sound(work, told, firm)
        given: dict[str, object] = {"visit": told.visit} if told.visit else {}
        year = work.today.year
        return {
            "number": Number(f"{SERIES}{year}", f"要素〔{year}〕{{n:04d}}号"),
            "firm": firm, "project": told.project, "kind": told.kind, "words": told.words.strip(), "source": told.source,
            "met_on": told.met_on.isoformat(), "visitor": told.visitor.strip(), "wanted": told.wanted,
            **given, **_handed(work, told.hand),
        }  # fmt: skip

    return _press("raise_problem", "", facts)


def _sound(work: Work, told: Told, firm: str) -> None:
    faults: list[tuple[str, str]] = []
    if not firm:
        faults.append(("firm", "请选项目，或者填写企业名称。"))
    if told.kind not in kinds(work):
        faults.append(("kind", f"种类请从{'、'.join(kinds(work))}中选。"))
    if told.source not in rules.SOURCES:
        faults.append(("source", f"来源请从{'、'.join(rules.SOURCES)}中选。"))
    if not told.words.strip():
        faults.append(("words", "请写明企业的问题和要求。"))
    if told.visit and told.visit not in {one.seq for one in projects.found(work, told.project).visits}:
        faults.append(("visit", "这次走访不是这个项目的，或者已经撤掉，请重新选择。"))
    if told.met_on > work.today:
        faults.append(("met_on", f"日期{told.met_on:%Y-%m-%d}还没有到，请核对。"))
    if faults:
        raise Faults(faults)


def hand_on(stream: str, hand: Hand) -> Press:
    """移交 to another department, or another day."""

    def facts(work: Work) -> dict[str, object]:
        made = _handed(work, hand)
        due = date.fromisoformat(str(made["due"]))
        rules.may_hand(found(work, stream), str(made["department"]), due, hand.reason)
        return made

    return _press("hand_problem", stream, facts)


def report(stream: str, words: str, on: date) -> Press:
    """进展, by whoever has it; it answers a supervision that waits."""

    def facts(work: Work) -> dict[str, object]:
        _mine(work, found(work, stream))
        if not words.strip():
            raise Faults([("words", "请写明做了什么、下一步什么时候做。")])
        if on > work.today:
            raise Faults([("on", f"日期{on:%Y-%m-%d}还没有到，请核对。")])
        return {"words": words.strip(), "on": on.isoformat()}

    return _press("report_problem", stream, facts)


def settle(stream: str, outcome: str, reason: str, amount: int, on: date | None = None) -> Press:
    """办结 with its outcome; `amount` 万元 that were solved."""

    def facts(work: Work) -> dict[str, object]:
        problem = found(work, stream)
        _mine(work, problem)
        rules.may_settle(problem, outcome, reason, amount)
        settled = on or work.today
        if not problem.owner.on <= settled <= work.today:
            raise Faults([("on", f"办结日期{settled:%Y-%m-%d}早于交办或者晚于今天，请核对。")])
        return {"outcome": outcome, "reason": reason.strip(), "amount": amount, "on": settled.isoformat()}

    return _press("settle_problem", stream, facts)


def _mine(work: Work, problem: Problem) -> None:
    """A reviewer acts on what was handed to his own department."""
    rules.still_open(problem)
    owner = problem.owner
    if work.who.role == REVIEWER and work.who.office != owner.office:
        raise Refusal(
            f"这个问题由{owner.department}办，不是本部门的，请由{owner.department}或者窗口登记。",
            "《整体工作机制》角色表",
        )


def reopen(stream: str, hand: Hand) -> Press:
    """重新交办 what was settled and did not hold."""

    def facts(work: Work) -> dict[str, object]:
        rules.may_reopen(found(work, stream))
        if not hand.reason.strip():
            raise Faults([("reason", "请写明为什么重新交办。")])
        return _handed(work, hand)

    return _press("reopen_problem", stream, facts)


def supervise(stream: str, request: str, reply_days: int) -> Press:
    """督办 what is late."""

    def facts(work: Work) -> dict[str, object]:
        calendar: Calendar = work.loaded("calendar")
        rules.may_supervise(found(work, stream), calendar, work.today)
        if not request.strip():
            raise Faults([("request", "请写明要求做什么、做到什么程度。")])
        reply_by = rules.deadline(calendar, work.today, reply_days, None)
        return {"request": request.strip(), "reply_by": reply_by.isoformat(), "on": work.today.isoformat()}

    return _press("supervise_problem", stream, facts)


def warn(desk: Desk) -> int:
    """预警: the day on which a problem was due and the day after, each written once, by whichever counter comes first."""
    from bingliang.store.chain import sm3

    with desk.store.look() as look:
        owed = [(one.stream, rung) for one in open_ones(look) for rung in rules.rungs(one, look.today)]
    for start in range(0, len(owed), BATCH):
        part = owed[start : start + BATCH]

        def decide(work: Work, part: list[tuple[str, str]] = part) -> Outcome:
            from bingliang.store.endings import Outcome

            drafts = [_warning(work, stream, rung) for stream, rung in part if _still(work, stream, rung)]
            return Outcome(tuple(drafts), {"warned": len(drafts)})

        heads = "/".join(f"{stream}.{rung}" for stream, rung in part)
        desk.store.act(f"warn/{sm3(f'{heads}/{_marks(desk, part)}'.encode())}", desk.who, "warn_problem", decide)
    return len(owed)


def _marks(desk: Desk, part: list[tuple[str, str]]) -> str:
    """From which hand-over the warnings are, so that a later one is another press."""
    with desk.store.look() as look:
        return ".".join(str(found(look, stream).owner.seq) for stream, _ in part)


def _still(work: Work, stream: str, rung: str) -> bool:
    return rung in rules.rungs(found(work, stream), work.today)


def _warning(work: Work, stream: str, rung: str) -> Draft:
    problem = found(work, stream)
    facts: dict[str, Any] = {
        "rung": rung, "due": problem.due.isoformat(), "department": problem.owner.department,
        "on": work.today.isoformat(),
    }  # fmt: skip
    return Draft(stream, "warn_problem", facts)

"""所选几件一并交付: results of one enterprise, or brought in by one agent, chosen in a list and handed to one person.

Whoever comes is looked at once, and has a right of his own to each file; each result keeps the delivery, the 送达回证 and
the rules of its own file. That somebody came to collect is a visit like any other, so that its sheet is found and printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from bingliang.desk import numbers
from bingliang.desk.acts.press import Press
from bingliang.desk.errands.handing import ACT, LAW, Ready, chosen, over_the_counter
from bingliang.desk.errors import Faults
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.errand import stream_on
from bingliang.ledger.identifiers import id_number
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

CARD = "居民身份证"


@dataclass(frozen=True, slots=True)
class Collector:
    """领取人 as he is told at the window; the number is asked for only where no file knows him."""

    name: str
    number: str = ""


def may_collect(look: Look, streams: Sequence[str]) -> tuple[Ready, ...]:
    """所选里可以一并交付的; a Refusal where nothing is ready, or where the files have neither enterprise nor agent in common."""
    every = chosen(look, streams)
    if not every:
        raise Refusal("还没有选中办件，请先在清单里选（Shift+↑↓ 多选）。", LAW)
    held = tuple(one for one in every if one.items)
    if not held:
        raise Refusal(f"所选的 {len(every)} 件没有待领的结果：还没有决定，或者已经送达。", LAW)
    firms = {str(one.case.enterprise.get("credit_code") or one.firm) for one in held}
    if len(firms) > 1 and not _one_agent(held):
        raise Refusal(
            f"所选各件是 {len(firms)} 家企业的，也不是同一个经办人交来的（或者没有登记证件号码，认不出是不是同一个人），"
            "不能一并交付；请按企业或者按经办人分开选。",
            LAW,
        )
    return held


def _one_agent(held: Sequence[Ready]) -> bool:
    people = {(one.bearer.id_number, one.bearer.name) if one.bearer else ("", "") for one in held}
    return len(people) == 1 and all(number for number, _ in people)


def known(held: Sequence[Ready]) -> tuple[str, ...]:
    """认得的人: who handed the files in, and who is registered to represent the enterprise, in that order."""
    bearers = [one.bearer.name for one in held if one.bearer is not None]
    return tuple(dict.fromkeys(name for name in (*bearers, *(one.legal for one in held)) if name))


def collect(streams: Sequence[str], who: Collector, authorities: Mapping[str, str], *, checked: bool) -> Press:
    """所选一并交付: `authorities` says for each 收件号 by which right; `checked` that his identity was looked at."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise(ACT, work.who)
        overall.authorise("deliver", work.who)
        held = may_collect(work, streams)
        name = who.name.strip()
        if not name:
            raise Faults([("name", "请填写领取人姓名。")])
        ref = _person(work, held, name, who.number)
        if not checked:
            raise Faults([("checked", "请核对领取人的身份证件，核对过再打勾。")])
        drafts, rows, kept = over_the_counter(work, held, authorities, name)
        today = work.today
        stream = stream_on(today, uuid5(NAMESPACE_URL, f"collect/{work.request}").hex)
        visit = {
            "number": numbers.errand(today), "on": today.isoformat(), "handler": ref, "queue": 0,
            "cases": [one.case.stream for one in held],
        }  # fmt: skip
        facts = {"on": today.isoformat(), "receiver": name, "rows": rows, "kept": kept}
        lines = (*drafts, Draft(stream, "open_errand", visit), Draft(stream, ACT, facts))
        return Outcome(lines, {"streams": [*dict.fromkeys(draft.stream for draft in drafts), stream], "act": ACT})

    return Press(ACT, decide)


def _person(work: Work, held: Sequence[Ready], name: str, number: str) -> str:
    """领取人的人员行: the one a file knows by that name, or a new one, by his card; a Fault where nobody can tell who it is."""
    given = number.strip().upper()
    bearers = {
        one.case.handler: one.bearer.id_number for one in held if one.bearer is not None and one.bearer.name == name
    }
    same = [ref for ref, held_ in bearers.items() if not given or given == held_.upper()]
    if same:
        return same[0]
    if bearers:
        raise Faults(
            [("number", f"证件号码与{name}交件时登记的不同，是同名的另一个人的，请核对；姓名相同不能代替核对证件。")]
        )
    if not given and name not in {one.legal for one in held}:
        raise Faults(
            [("number", f"{name}不是交件时登记的经办人，也不是登记的法定代表人，请照证件填写他的身份证号码。")]
        )
    from bingliang.store.people import Person

    return work.save_person(Person(name, CARD if given else "", _card(given)))


def _card(given: str) -> str:
    if not given:
        return ""
    try:
        return id_number(given)
    except ValueError as why:
        raise Faults([("number", str(why))]) from None

"""归入来访: the cases of one agent at the window are gathered as they are taken in.

A visit ends with its day, and with the person: who comes tomorrow, or somebody else, is
another visit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from bingliang.desk import numbers
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.errand import Errand, fold_errand, stream_on
from bingliang.ledger.folding import fold

if TYPE_CHECKING:
    from bingliang.desk.file import File
    from bingliang.desk.intake.checks import Fault
    from bingliang.desk.intake.receiving import Bearer
    from bingliang.ledger.case import Case
    from bingliang.store.look import Look
    from bingliang.store.people import Person

LAW = "《行政许可法》第二十九条第二款"


def found(look: Look, stream: str) -> Errand:
    """调出来访; a Refusal when there is none."""
    errand = fold_errand(look.entries(stream))
    if errand is None:
        raise Refusal("没有这次来访，请刷新后重新选择。")
    return errand


def case_before(look: Look, stream: str) -> Case:
    """前一家的办件, taken in today; a Refusal says why the visit cannot be gone on with."""
    case = fold(look.entries(stream))
    if case is None:
        raise Refusal("还没有收过件：先收完一家，再按“同一来访，下一家”。")
    if case.received_on != look.today:
        raise Refusal(
            f"{case.code}是{case.received_on:%Y-%m-%d}收的，另一天来是另一次来访，不并入那一次。", LAW
        )  # fmt: skip
    return case


def agent_of(look: Look, case: Case) -> Person:
    """交件的经办人; a Refusal when nobody can tell whether the next one is the same person."""
    person = look.person(case.handler) if case.handler else None
    if person is None or not person.id_number:
        raise Refusal(f"{case.code}没有经办人的证件号码，不能作同一来访。", LAW)
    return person


def faults(look: Look, beside: str, handler: Bearer) -> list[Fault]:
    """来访的差错 while the form is filled in: another day, or somebody else at the window."""
    if not beside:
        return []
    try:
        person = agent_of(look, case_before(look, beside))
    except Refusal as why:
        return [("handler.name", why.sentence)]
    given = handler.id_number.strip().upper()
    if given and given != person.id_number.upper():
        said = f"本次来访的交件人是{person.name}，证件号码与这里填的不同。是另一个人来的，去掉“同一来访”的勾，不并入这次来访。"
        return [("handler.id_number", said)]
    return []


def join(file: File, beside: str, handler: Bearer, queue: int) -> None:
    """归入来访, in the transaction that takes the case in: the second case opens the visit, each further one extends it."""
    work = file.work
    if said := faults(work, beside, handler):
        raise Refusal(said[0][1], LAW)
    first = case_before(work, beside)
    if file.case.received_on != first.received_on:
        raise Refusal("补录的收件日期与这次来访不是同一天，不能并入，请去掉“同一来访”的勾。", LAW)
    today = work.today
    stream = first.errand or stream_on(today, uuid5(NAMESPACE_URL, f"errand/{work.request}").hex)
    errand = fold_errand(work.entries(stream))
    if errand is not None:
        file.drafts.append(Draft(stream, "extend_errand", {"on": today.isoformat(), "case": file.stream}))
        file.add("join_errand", {"errand": stream, "visit": errand.number, "on": today.isoformat()})
        return
    number = numbers.errand(today)
    facts = {
        "number": number, "on": today.isoformat(), "handler": first.handler, "queue": queue,
        "cases": [first.stream, file.stream],
    }  # fmt: skip
    file.drafts.append(Draft(stream, "open_errand", facts))
    joined = {"errand": stream, "visit": number, "on": today.isoformat()}
    file.drafts.append(Draft(first.stream, "join_errand", joined))
    file.add("join_errand", joined)

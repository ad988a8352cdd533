"""几家结果一并交付: what is ready for the enterprises of one agent goes over the counter in one press.

Each result is delivered in its own case, by the rules of its own delivery, with its own 送达回证; and each enterprise must
have authorised the agent itself. Who has not is left out, and told why; the others are not kept waiting for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bingliang.desk.acts.press import Press
from bingliang.desk.casework import delivery
from bingliang.desk.errands.joining import found
from bingliang.desk.errors import Faults
from bingliang.desk.file import File, opened
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.folding import fold
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.ledger.errand import Errand
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.people import Person
    from bingliang.store.work import Work

ACT = "hand_over_errand"
LAW = "《行政许可法》第四十四条"
AT_RECEIPT, FRESH, SELF = "委托书（收件时已核）", "委托书（这次交来）", "法定代表人本人"
NONE, LATER = "没有授权，不交付", "这次不领"
AUTHORITIES = (AT_RECEIPT, FRESH, SELF, NONE, LATER)
_MEANS = {AT_RECEIPT: delivery.PROXY, FRESH: delivery.PROXY, SELF: delivery.MEANS[0]}


@dataclass(frozen=True, slots=True)
class Ready:
    """一件里可以交付的: the items decided and not handed over, and by which right the agent had come for it."""

    case: Case
    items: tuple[CaseItem, ...]
    noted: bool
    """收件时核对过授权委托书, that of the bearer"""
    bearer: Person | None
    """交件的经办人"""

    @property
    def authority(self) -> str:
        """凭什么领, for the one who handed the file in."""
        return self.right_of(self.bearer.name if self.bearer else "")

    def right_of(self, receiver: str) -> str:
        """凭什么领, as far as the file itself says: what was noted at the receipt holds for the one who stood there."""
        if self.noted and self.bearer is not None and self.bearer.name == receiver:
            return AT_RECEIPT
        return SELF if receiver and receiver == self.legal else NONE

    @property
    def legal(self) -> str:
        """登记的法定代表人."""
        return str(self.case.enterprise.get("legal_representative", ""))

    @property
    def firm(self) -> str:
        """企业."""
        return str(self.case.enterprise["name"])

    @property
    def documents(self) -> str:
        """各份结果."""
        return "、".join(document_of(item) for item in self.items)


def document_of(item: CaseItem) -> str:
    """结果的叫法 with its number."""
    number = item.decision.document if item.decision else ""
    refused = "（不予）" if item.decision and item.decision.act == "refuse" else ""
    return f"{item.name}{refused}　{number}".strip()


def ready(look: Look, errand: Errand) -> tuple[Ready, ...]:
    """可领的结果 of this agent: of the visit first, then of whatever else he has handed in, on whatever day."""
    from bingliang.store.collecting import to_collect

    agent = look.person(errand.handler)
    waiting = to_collect(look)
    look.gather(waiting)
    mine = [stream for stream in errand.cases if stream in waiting]
    others = [stream for stream in waiting if stream not in mine and _his(look, stream, agent)]
    return tuple(one for stream in (*mine, *others) if (one := _ready(look, stream)) is not None)


def _his(look: Look, stream: str, agent: Person) -> bool:
    """他交来的: by number and name; a number noted for somebody of another name is looked into before anything is handed over."""
    case = fold(look.entries(stream))
    person = look.person(case.handler) if case is not None and case.handler else None
    return person is not None and (person.id_number, person.name) == (agent.id_number, agent.name)


def _ready(look: Look, stream: str) -> Ready | None:
    entries = look.entries(stream)
    case = fold(entries)
    if case is None:
        return None
    items = tuple(item for item in case.items.values() if item.state is ItemState.DECIDED)
    bearer = look.person(case.handler) if case.handler else None
    return Ready(case, items, bool(entries[0].facts.get("handler_authorised")), bearer)


def chosen(look: Look, streams: Sequence[str]) -> tuple[Ready, ...]:
    """所选各件, whether anything of them is ready or not."""
    look.gather(streams)
    return tuple(one for stream in dict.fromkeys(streams) if (one := _ready(look, stream)) is not None)


def may_hand_over(look: Look, errand: Errand) -> tuple[Ready, ...]:
    """可交付的; a Refusal while nothing of this agent's is ready."""
    found_ready = ready(look, errand)
    if not found_ready:
        name = look.person(errand.handler).name
        raise Refusal(f"{name}交来的各件现在没有待领的结果，决定以后再来交付。", LAW)
    return found_ready


def hand_over(stream: str, authorities: Mapping[str, str], *, checked: bool) -> Press:
    """一并交付: `authorities` says for each 收件号 by which right; `checked` that the agent's identity was looked at."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise(ACT, work.who)
        overall.authorise("deliver", work.who)
        errand = found(work, stream)
        held = may_hand_over(work, errand)
        if not checked:
            raise Faults([("checked", "请核对领取人的身份证件，核对过再打勾。")])
        receiver = work.person(errand.handler).name
        drafts, rows, kept = over_the_counter(work, held, authorities, receiver)
        facts = {"on": work.today.isoformat(), "receiver": receiver, "rows": rows, "kept": kept}
        streams = [*dict.fromkeys(draft.stream for draft in drafts), stream]
        return Outcome((*drafts, Draft(stream, ACT, facts)), {"streams": streams, "act": ACT})

    return Press(ACT, decide)


def over_the_counter(
    work: Work, held: Sequence[Ready], authorities: Mapping[str, str], receiver: str
) -> tuple[list[Draft], list[dict[str, object]], list[dict[str, object]]]:
    """逐件送达 by the rules of each: the lines, a row for each result that goes, and for each that stays with the reason."""
    drafts: list[Draft] = []
    rows: list[dict[str, object]] = []
    kept: list[dict[str, object]] = []
    for one in held:
        authority = authorities.get(one.case.code, one.authority)
        if said := _barred(one, authority, receiver):
            kept.append({"code": one.case.code, "enterprise": one.firm, "document": one.documents, "why": said})
            continue
        file = opened(work, one.case.stream)
        for item in one.items:
            row = {"code": one.case.code, "enterprise": one.firm, "document": document_of(item)}
            try:
                _deliver(file, item.no, receiver, authority)
            except Refusal as why:
                kept.append({**row, "why": why.sentence})
            else:
                rows.append({**row, "case": file.stream, "item": item.no, "authority": right_of(authority)})
        drafts += file.drafts
    if not rows:
        raise Refusal(f"没有可以交付的：{'；'.join(str(row['why']) for row in kept)}", LAW)
    return drafts, rows, kept


def _barred(one: Ready, authority: str, receiver: str) -> str:
    """为什么这一家不交付; empty when it may be."""
    if authority == LATER:
        return "这次不领。"
    if authority == AT_RECEIPT and not one.noted:
        return f"{one.firm}收件时没有登记授权委托书，没有交付；请凭本企业的授权委托书领取，或者由法定代表人本人领取。"
    if authority == AT_RECEIPT and (one.bearer is None or one.bearer.name != receiver):
        named = one.bearer.name if one.bearer else "别人"
        return (
            f"{one.firm}收件时核对的委托书授权的是{named}，不是{receiver}，没有交付；请凭授权{receiver}的委托书领取。"
        )
    if authority == SELF and receiver != one.legal:
        return f"{receiver}不是{one.firm}登记的法定代表人，没有交付；请凭本企业的授权委托书领取。"
    if authority not in _MEANS:
        return f"{one.firm}没有授权{receiver}领取，没有交付；请凭本企业的授权委托书领取，或者由法定代表人本人领取。"
    return ""


def _deliver(file: File, no: int, receiver: str, authority: str) -> None:
    item = file.item(no, "deliver", file.today)
    delivery.sealed(file, item)
    relation = right_of(authority) if authority == SELF else f"代办人，凭{right_of(authority)}"
    delivery.hand_over(file, no, file.today, delivery.Served(_MEANS[authority], receiver, relation))


def right_of(authority: str) -> str:
    """凭什么领, in full as it stands on paper."""
    return authority if authority == SELF else f"授权{authority}"

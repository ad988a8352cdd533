"""备用手工凭证: blank numbered receipts, printed in reserve for the day without power, each number accounted for.

A number is reserved, then used by the entry made afterwards, or made void with a reason; none is lost and none used twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bingliang.desk.papers import zone_words
from bingliang.ledger.acts import ACTS, Draft, Number, Refusal
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

RESERVE, VOID, USE = "reserve_slips", "void_slip", "use_slip"
FORM = "blank_receipt"
MOST = 200
"""Slips of one press: a counter's reserve for a day."""
LAW = ACTS[RESERVE].article
_NUMBER = re.compile(r"SG-(\d{4})-(\d{4,})")


class SlipState(StrEnum):
    """凭证的状态."""

    WAITING = "备用"
    USED = "已补录"
    VOID = "已作废"


@dataclass(frozen=True, slots=True)
class Slip:
    """一张备用手工凭证: when it was reserved; used by which case, or void for which reason."""

    number: str
    reserved_on: date
    state: SlipState = SlipState.WAITING
    case: str = ""
    reason: str = ""

    @property
    def sentence(self) -> str:
        """一句话."""
        told = {
            SlipState.WAITING: f"{self.reserved_on:%Y-%m-%d}领号，还没有用",
            SlipState.USED: f"已补录为收件 {self.case}",
            SlipState.VOID: f"已作废，原因：{self.reason}",
        }
        return f"手工凭证{self.number}{told[self.state]}。"


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """备用手工凭证的打印稿."""

    pdf: bytes
    pages: int
    title: str
    name: str
    kind: str


def stream_of(year: int | str) -> str:
    """一年的凭证的流水."""
    return f"zone/slips/{year}"


def slips(look: Look, year: int) -> tuple[Slip, ...]:
    """一年的凭证, in the order of their numbers."""
    found: dict[str, Slip] = {}
    for line in look.entries(stream_of(year)):
        facts: Mapping[str, Any] = line.facts
        if line.act == RESERVE:
            on = date.fromisoformat(str(facts["on"]))
            found |= {number: Slip(number, on) for number in facts["numbers"]}
        elif line.act == VOID:
            held = found[facts["number"]]
            found[held.number] = replace(held, state=SlipState.VOID, reason=str(facts["reason"]))
        else:
            held = found[facts["number"]]
            found[held.number] = replace(held, state=SlipState.USED, case=str(facts["case"]))
    return tuple(found.values())


def in_reserve(look: Look, years: Iterable[int] = ()) -> tuple[Slip, ...]:
    """备用的凭证 of these years; without any, of this year and the last, whose slips still lie in the drawer in January."""
    wanted = sorted(years) or (look.today.year - 1, look.today.year)
    return tuple(one for year in wanted for one in slips(look, year) if one.state is SlipState.WAITING)


def slip(look: Look, number: str) -> Slip:
    """一张凭证 by its number; a Refusal for one that was never reserved, a ValueError for no such number at all."""
    given = number.strip().upper()
    parts = _NUMBER.fullmatch(given)
    if parts is None:
        raise ValueError(f"“{number}”不是手工凭证的编号，请按 SG-2026-0001 的样子填写。")
    held = next((one for one in slips(look, int(parts[1])) if one.number == given), None)
    if held is None:
        raise Refusal(f"手工凭证{given}没有领过号，不是本区印发的备用凭证，请核对编号。", LAW)
    return held


def reserve(desk: Desk, request: str, count: int, purpose: str) -> Answer:
    """领号: `count` numbers in a row, of the year by the database's clock."""
    from bingliang.store.endings import Outcome

    def decide(work: Work) -> Outcome:
        overall.authorise(RESERVE, work.who)
        if not 1 <= count <= MOST:
            raise ValueError(f"一次领 1 到 {MOST} 张，请核对张数。")
        year = work.today.year
        series, shape = f"手工凭证/{year}", f"SG-{year}-{{n:04d}}"
        numbers = [Number(series, shape, f"{place:04d}") for place in range(count)]
        facts = {"on": work.today.isoformat(), "purpose": purpose.strip(), "numbers": numbers}
        return Outcome((Draft(stream_of(year), RESERVE, facts),), {"stream": stream_of(year), "numbers": numbers})

    return desk.note(request, RESERVE, decide)


def void(desk: Desk, request: str, number: str, reason: str) -> Answer:
    """作废 one that was not used; its number stays and is never given again."""
    from bingliang.store.endings import Outcome

    def decide(work: Work) -> Outcome:
        overall.authorise(VOID, work.who)
        held = unused(work, number)
        if not reason.strip():
            raise ValueError("请写明作废的原因。")
        facts = {"on": work.today.isoformat(), "number": held.number, "reason": reason.strip("。 ")}
        stream = stream_of(held.number.split("-")[1])
        return Outcome((Draft(stream, VOID, facts),), {"stream": stream, "number": held.number})

    return desk.note(request, VOID, decide)


def used(work: Work, number: str, case: object) -> Draft:
    """用讫: the line that belongs into the transaction which enters the slip's receipt; `case` is the 收件号 or its place.

    A Refusal when the number was never reserved, was used already or is void.
    """
    held = unused(work, number)
    facts = {"on": work.today.isoformat(), "number": held.number, "case": case}
    return Draft(stream_of(held.number.split("-")[1]), USE, facts)


def unused(look: Look, number: str) -> Slip:
    """还没有用的一张; a Refusal that says what became of it otherwise."""
    held = slip(look, number)
    if held.state is not SlipState.WAITING:
        raise Refusal(f"{held.sentence}不能再用，也不能再作废。", LAW)
    return held


def slip_paper(desk: Desk, numbers: Sequence[str] = ()) -> SlipPaper:
    """备用凭证的打印稿 of these numbers, or of every one of this year and the last that is still in reserve; void ones are
    never printed.
    """
    from bingliang.desk.papers.issuing import of_paper
    from bingliang.paper.compose import compose_all

    with desk.store.look() as look:
        years = {int(parts[1]) for number in numbers if (parts := _NUMBER.fullmatch(number))}
        waiting = [one.number for one in in_reserve(look, years)]
        wanted = [number for number in waiting if not numbers or number in numbers]
        if not wanted:
            raise Refusal("现在没有备用的手工凭证，请先领号。", LAW)
        catalogue: Catalogue = look.loaded("catalogue")
        form = look.loaded("forms")[FORM]
        watermark, sizes = str(catalogue.setting("watermark")), of_paper(catalogue)
        zone = {"lead_phone": zone_words.counter_phone(catalogue)}
        print_time = look.now.isoformat(timespec="minutes")[:16]
    made = compose_all(
        form,
        [{"blank": {"number": number}, "zone": zone, "print_time": print_time} for number in wanted],
        watermark=watermark,
        sizes=sizes,
    )
    name = wanted[0] if len(wanted) == 1 else f"{wanted[0]} 至 {wanted[-1]}"
    return SlipPaper(made.pdf, made.pages, form.title, name, form.profile)

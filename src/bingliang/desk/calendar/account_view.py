"""逐日算式: every day of an item's statutory and promised line, why it counts or not, as a clerk counts on a wall calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import Case, CaseItem
from bingliang.ledger.folding import fold
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits.account import Line, account
from bingliang.mechanism.time_limits.clocks import (
    Clocks,
    hastened_term,
    law_terms,
    promise_bounds,
    promised_term,
    running,
    stop_of,
    within_law,
)
from bingliang.mechanism.time_limits.term import Due, Stop, Term, due

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk


STOPPED = "停表"
PROMISE = "承诺期限"
EXPIRY = "有效期届满前"


@dataclass(frozen=True, slots=True)
class Account:
    """一条期限的算式: its name, limit, source, day by day, and the date it ends on."""

    name: str
    limit: str
    article: str
    due: Due
    lines: tuple[Line, ...]
    start: date
    note: str = ""

    @property
    def from_words(self) -> str:
        """起算: “2026-11-02 不计，次日起算”."""
        return f"{self.start:%Y-%m-%d} 不计，次日起算"

    @property
    def sum_words(self) -> str:
        """合计: “计 7 个工作日，停表 9 日，到 2026-11-13”."""
        counted = max((line.number or 0 for line in self.lines), default=0)
        stopped = sum(line.number is None and line.reason.startswith(STOPPED) for line in self.lines)
        mark = "〔暂定，以国务院办公厅通知为准〕" if self.due.provisional else ""
        return f"计 {counted} 日{f'，停表 {stopped} 日' if stopped else ''}，到 {self.due.on:%Y-%m-%d}{mark}"


@dataclass(frozen=True, slots=True)
class ItemAccount:
    """一项的算式: the lines that run, or why there is none yet."""

    no: int
    name: str
    accounts: tuple[Account, ...]
    why_none: str = ""

    @property
    def text(self) -> str:
        """全文, to be copied."""
        parts = [f"{self.no} {self.name}", self.why_none]
        for one in self.accounts:
            parts += [
                "",
                f"{one.name}：{one.limit}（{one.article}）",
                *(line.text for line in one.lines),
                one.sum_words,
            ]
        return "\n".join(parts).strip()


def item_account(desk: Desk, stream: str, no: int) -> ItemAccount:
    """逐日算式 of one item; a Refusal when there is no such item."""
    with desk.store.look() as look:
        case = fold(look.entries(stream))
        calendar: Calendar = look.loaded("calendar")
    if case is None or no not in case.items:
        raise Refusal("没有这一项，请刷新后再看。")
    item = case.items[no]
    found = named_accounts(case, item, calendar)
    return ItemAccount(no, item.name, found, "" if found else _why_none(item))


def named_accounts(case: Case, item: CaseItem, calendar: Calendar) -> tuple[Account, ...]:
    """各条期限的算式, each stopped day with its special step and the notice that told of it."""
    return tuple(_named(one, case, item) for one in accounts_of(item, calendar))


def _named(one: Account, case: Case, item: CaseItem) -> Account:
    told = tuple(_steps(case, item))
    lines = tuple(
        replace(line, reason=line.reason.replace(STOPPED, f"{STOPPED}：{words}", 1))
        if line.reason.startswith(STOPPED) and (words := _step_on(line.on, told))
        else line
        for line in one.lines
    )
    return replace(one, lines=lines)


def _steps(case: Case, item: CaseItem) -> Iterable[tuple[Stop, str]]:
    """停表时段与环节: the span of each step in words: “专家评审（岳环〔2026〕特别程序第0001号）”."""
    papers = [one for one in case.papers if one.form == "special_step" and item.no in one.items and not one.void_reason]
    for step in item.steps:
        stop = stop_of(step)
        if stop is None:
            continue
        begins = stop.after.isoformat()
        numbers = [
            one.number
            for one in papers
            if one.facts["step"]["name"] == step.name and one.facts["step"]["starts_on"] == begins
        ]
        yield stop, f"{step.name}（{numbers[-1]}）" if numbers else step.name


def _step_on(on: date, told: Sequence[tuple[Stop, str]]) -> str:
    return "、".join(words for stop, words in told if stop.after < on <= stop.until)


def accounts_of(item: CaseItem, calendar: Calendar) -> list[Account]:
    """各条期限的算式 of an accepted item: statutory, frame, promise."""
    acceptance = item.acceptance
    if acceptance is None:
        return []
    found: list[Account] = []
    binding = Clocks(item, calendar).statutory
    laws = law_terms(item, calendar)
    for name, term, limit in (
        ("法定期限", laws[0], acceptance.limit),
        ("统一、联合、集中办理的外框", laws[1], None),
        (EXPIRY, laws[2], None),
        (PROMISE, promised_term(item), acceptance.promise),
    ):
        if term is None:
            continue
        bound = within_law(term, promise_bounds(item, calendar), calendar) if name == PROMISE else term
        green = name == PROMISE and bound is not term and bound == hastened_term(item)
        run = running(bound, calendar)
        line = due(run, calendar)
        other = "《行政许可法》第五十条" if name == EXPIRY else "《行政许可法》第四十二条第二款"
        article = limit.article if limit is not None else other
        ground = acceptance.promise_ground if name == PROMISE else article
        if green and item.hastened is not None:
            ground = f"绿色通道，{item.hastened.document}"
        found.append(
            Account(
                name, _limit_words(run), ground or article, line, account(run, calendar, recorded=True),
                run.start, _GREEN if green else _note(name, line, binding, capped=bound is not term),
            )
        )  # fmt: skip
    return found


_GREEN = "绿色通道准予的承诺，只短于公布的承诺，自准予之日起；法定期限不变。"


def _limit_words(term: Term) -> str:
    extended = f"，延长 {term.extension} {term.unit.text}" if term.extension else ""
    return f"{term.value} {term.unit.text}{extended}"


def _note(name: str, line: Due, binding: Due | None, *, capped: bool) -> str:
    if capped:
        return "按公布的承诺日数算出的日子晚于法定期限，承诺不得晚于法定，以法定期限（不含延长）为准。"
    if name == PROMISE:
        return "延长只动法定期限；承诺只随特殊环节停表。"
    earlier = binding is not None and binding.on < line.on
    return line.basis + ("另有更早的期限，以较早者为准。" if earlier else "")


def _why_none(item: CaseItem) -> str:
    if item.received_on is None:
        waits = "、".join(wait.text for wait in item.waits_for)
        return f"本项为预收，{f'待{waits}，' if waits else ''}期限从受理之日起算，现在没有可算的日子。"
    if item.ending is not None:
        return "本项没有受理就已终止，没有办理期限。"
    return "本项还没有受理，法定期限和承诺期限都从受理（或法律规定的收到）之日起算。"

"""开具文书: a paper that no other act draws up (hearing, statement, transfer, agency, urging, volume), by the clerk's own choice.

Which papers these are and what the clerk fills in stands in their forms; the rest comes from the case, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bingliang.desk.casework import archiving
from bingliang.desk.casework.hearing import NOTICE, RECORD, STATEMENT
from bingliang.desk.file import File
from bingliang.desk.papers.groups import GROUPS
from bingliang.desk.papers.sheet import Sheet
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem, Paper, day
from bingliang.mechanism import overall
from bingliang.mechanism.time_limits.clocks import Clocks
from bingliang.paper.form import Ask, Form

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

HEARING = NOTICE
SERVED_BEFORE = 7
"""举行听证的七日前通知 (《行政许可法》第四十八条): counted in workdays, which is never too few."""
ITEM = "事项"
TRANSFER = "transfer_list"
LOST, SLIPS = "lost_receipt", frozenset({"receipt", "slip80"})
"""收件凭证遗失说明, and what it declares void."""


def drawable(file: File) -> tuple[Form, ...]:
    """可开具的文书, by their names."""
    forms: Mapping[str, Form] = file.work.loaded("forms")
    return tuple(forms[key] for key in sorted(forms) if forms[key].about)


def about(file: File) -> tuple[CaseItem, ...]:
    """可说的事项: those that have been accepted; before that no paper about an item is drawn up by hand."""
    return tuple(item for item in file.case.items.values() if item.acceptance is not None)


def may_draw(file: File) -> None:
    """可开具: the zone has such forms at all."""
    if not drawable(file):
        raise Refusal("本区没有可以另行开具的文书样式，请管理员核对文书样式。", "区文书样式")


def offered(file: File, form: Form, ask: Ask) -> str:
    """预填: what the case already says for a thing to fill in; the form's own default otherwise."""
    group, _, field = ask.source.partition(".")
    build = GROUPS.get(group)
    if build is None:
        return ask.default
    found = build(Sheet(file, form, file.today, ()))
    return str(found.get(field, "") if isinstance(found, Mapping) else "") or ask.default


def draw(
    desk: Desk, request: str, stream: str, on: date, key: str, *, item: int | None, filled: Mapping[str, Any]
) -> Answer:
    """开具一份文书: `filled` holds what the form asks for, by the full name of each fact."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("draw_up", work.who)
        form = next((one for one in drawable(file) if one.key == key), None)
        if form is None:
            raise Refusal("这种文书不能另行开具，它由相应的办理行为出具。", "区文书样式")
        if on != file.today:
            raise ValueError(f"文书的出具日期就是今天{file.today:%Y-%m-%d}，不能倒签。")
        items = _items(file, form, item)
        extra = _extra(form, filled)
        if key == HEARING:
            _in_time(file, on, str(filled["hearing.at"]))
        if key == RECORD and _hour(str(filled["hearing.at"])).date() > on:
            raise ValueError(f"听证定在{filled['hearing.at']}，还没有举行，不能制作笔录。")
        if key == STATEMENT:
            _before_the_end(file, items[0], filled["hearing.statement_until"])
        if key == TRANSFER:
            archiving.may_archive(file)
        lost = _slips(file) if key == LOST else ()
        file.paper(key, on, items, **extra)
        for paper in lost:
            file.add(
                "void", {"paper": paper.seq, "number": paper.number, "reason": "收件凭证遗失，申请人已出具遗失说明"}
            )
        return file

    return desk.act(request, "draw_up", decide)


def _slips(file: File) -> tuple[Paper, ...]:
    """还有效的收件凭证和小票; a Refusal when they were declared void before."""
    found = tuple(paper for paper in file.case.papers if paper.form in SLIPS and not paper.void_reason)
    if not found:
        raise Refusal("本件没有还有效的收件凭证，遗失的已经声明作废，不必再出具遗失说明。", "《行政许可法》第四十四条")
    return found


def _items(file: File, form: Form, item: int | None) -> tuple[int, ...]:
    if form.about != ITEM:
        return ()
    if item is None or item not in {one.no for one in about(file)}:
        raise Refusal(
            f"《{form.title}》是对已受理的事项出具的，请先受理并选定事项。", form.ground[0] if form.ground else ""
        )
    return (item,)


def _extra(form: Form, filled: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {}
    for ask in form.asks:
        value = filled.get(ask.fact, "")
        if value in ("", None) and not ask.optional:
            raise ValueError(f"《{form.title}》请填写“{form.vocabulary.facts[ask.fact].label}”。")
        group, _, field = ask.fact.partition(".")
        made.setdefault(group, {})[field] = value.isoformat() if isinstance(value, date) else value
    return made


def _in_time(file: File, on: date, written: str) -> None:
    held = _hour(written).date()
    if file.calendar.count(on, held) <= SERVED_BEFORE:
        first = file.calendar.workday(on, SERVED_BEFORE + 1)
        raise Refusal(
            f"听证定在{held:%Y-%m-%d}，距今天不足{SERVED_BEFORE}个工作日，来不及在七日前通知，最早定在{first:%Y-%m-%d}。",
            "《行政许可法》第四十八条第一款第（一）项",
        )


def _hour(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written.strip().replace(" ", "T"))
    except ValueError:
        raise ValueError(f"“{written}”不是时间，请按 2026-11-06 09:30 的样子填写。") from None


def _before_the_end(file: File, no: int, until: object) -> None:
    """陈述申辩的截止日: after today, and before the last day for the decision, since it stops no clock."""
    last, due = day(until), Clocks(file.case.items[no], file.calendar).statutory
    if last <= file.today or (due is not None and last >= due.on):
        ends = f"，早于法定应办结日{due.on:%Y-%m-%d}" if due else ""
        raise ValueError(f"陈述申辩的截止日{last:%Y-%m-%d}应晚于今天{ends}，请核对。")


def labelled(form: Form) -> Iterable[tuple[Ask, str, str]]:
    """要填的各项 with their labels and types."""
    for ask in form.asks:
        fact = form.vocabulary.facts[ask.fact]
        yield ask, fact.label, fact.type

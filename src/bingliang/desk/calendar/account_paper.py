"""逐日算式打印: the account of one item on A4, for whoever asks how a date was reckoned; a sheet for checking, no paper of the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bingliang.desk.calendar.account_view import Account, named_accounts
from bingliang.desk.papers import blanks
from bingliang.desk.papers.issuing import printed
from bingliang.ledger.acts import Refusal
from bingliang.ledger.folding import fold
from bingliang.mechanism.time_limits.clocks import Clocks
from bingliang.mechanism.time_limits.term import Due

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.case import Case, CaseItem
    from bingliang.ledger.workdays import Calendar
    from bingliang.mechanism.time_limits.account import Line
    from bingliang.store.look import Look

FORM = "account"
GROUPS: Mapping[str, str] = {"法定期限": "statute", "统一、联合、集中办理的外框": "frame", "承诺期限": "promise"}


@dataclass(frozen=True, slots=True)
class AccountPaper:
    """算式的打印稿: its PDF and pages, and what it is called in lists and files."""

    pdf: bytes
    pages: int
    title: str
    name: str
    kind: str


def account_paper(desk: Desk, stream: str, no: int) -> AccountPaper:
    """算式打印稿 of one item; nothing is recorded. A Refusal when nothing runs yet."""
    from bingliang.paper.compose import compose

    with desk.store.look() as look:
        entries = look.entries(stream)
        case = fold(entries)
        if case is None or no not in case.items:
            raise Refusal("没有这一项，请刷新后再看。")
        item = case.items[no]
        facts = _facts(look, case, item, len(entries))
        form = look.loaded("forms")[FORM]
        settled = {**printed(look, facts, at=look.now, tail=entries[-1].hash), blanks.FACT: blanks.every(look)}
        watermark = str(look.loaded("catalogue").setting("watermark"))
    made = compose(form, settled, watermark=watermark)
    return AccountPaper(made.pdf, made.pages, form.title, f"{case.code} {item.name}", form.profile)


def _facts(look: Look, case: Case, item: CaseItem, seq: int) -> dict[str, Any]:
    calendar: Calendar = look.loaded("calendar")
    catalogue = look.loaded("catalogue")
    accounts = named_accounts(case, item, calendar)
    acceptance, clocks = item.acceptance, Clocks(item, calendar)
    if not accounts or acceptance is None:
        raise Refusal("这一项还没有受理，没有可以打印的算式。")
    number = look.editions()["calendar"]
    edition = f"第{number}版" if number else "出厂日历"
    body = catalogue.bodies[item.body]
    facts: dict[str, Any] = {
        "issued_on": look.today.isoformat(),
        "case": {"code": case.code},
        "enterprise": {"name": case.enterprise["name"]},
        "project": {"name": case.project["name"]},
        "zone": {"counter_name": str(catalogue.setting("counter_name", "") or catalogue.setting("lead_body_name", ""))},
        "account": {
            "item": item.name,
            "body": body.name or body.short,
            "accepted_on": acceptance.on.isoformat(),
            "acceptance_number": acceptance.number,
            "due": _dated(clocks.statutory),
            "promised_due": _dated(clocks.promised),
            "calendar": f"{edition}，节假日已公布至{calendar.horizon:%Y-%m-%d}",
            "seq": seq,
        },
    }
    for one in accounts:
        facts |= _of_account(GROUPS[one.name], one)
    return facts


def _of_account(group: str, one: Account) -> dict[str, Any]:
    words = {"sum": one.sum_words, "limit": one.limit, "article": one.article or "办事指南", "basis": one.note}
    return {group: words, f"{group}_days": [_row(line) for line in one.lines]}


def _row(line: Line) -> dict[str, str]:
    why = "；".join(part for part in (line.reason, line.notice) if part) + ("〔暂定〕" if line.provisional else "")
    why = why or "工作日，计入"
    number = f"第{line.number}日" if line.number is not None else "不计"
    return {"on": f"{line.on:%Y-%m-%d} {line.weekday}", "number": number, "why": why}


def _dated(line: Due | None) -> object:
    return "" if line is None else {"date": line.on.isoformat(), "provisional": line.provisional}

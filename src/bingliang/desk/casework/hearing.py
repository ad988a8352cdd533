"""听证和陈述申辩: once the right has been told, no decision before it can be used (《行政许可法》第三十六条、第四十七条、第四十八条)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem, Paper

if TYPE_CHECKING:
    from bingliang.desk.file import File

RIGHT, NOTICE, RECORD, STATEMENT = "hearing_right", "hearing_notice", "hearing_record", "statement_right"
TO_ASK = 5
"""被告知之日起五日内可以要求听证: the law does not say which days; workdays, the longer way, for the party."""


def heard(file: File, item: CaseItem, on: date) -> None:
    """可决定: the days to ask for a hearing and to be heard are over, and a hearing that was called has its record."""
    told = [one for one in file.case.papers if item.no in one.items and not one.void_reason and one.form in _CHECKS]
    held = [one for one in file.case.papers if item.no in one.items and not one.void_reason and one.form == RECORD]
    for paper in told:
        _CHECKS[paper.form](file, paper, on, held)


def _right(file: File, paper: Paper, on: date, held: list[Paper]) -> None:
    last = file.calendar.workday(paper.served_on or paper.on, TO_ASK)
    if on <= last and not held:
        raise Refusal(
            f"{paper.number}告知了听证的权利，当事人自被告知之日起五日内（至{last:%Y-%m-%d}）可以要求听证，期满以前不能作出决定。",
            "《行政许可法》第四十七条第一款",
        )


def _notice(_file: File, paper: Paper, _on: date, held: list[Paper]) -> None:
    if not any(record.seq > paper.seq for record in held):
        raise Refusal(
            f"{paper.number}通知了{paper.facts['hearing']['at']}举行听证，还没有听证笔录；应当根据听证笔录作出决定，请先制作笔录。",
            "《行政许可法》第四十八条第二款",
        )


def _statement(_file: File, paper: Paper, on: date, _held: list[Paper]) -> None:
    until = date.fromisoformat(str(paper.facts["hearing"]["statement_until"]))
    if on <= until:
        raise Refusal(
            f"{paper.number}告知当事人可以在{until:%Y-%m-%d}以前陈述、申辩，期满以前不能作出决定。",
            "《行政许可法》第三十六条",
        )


_CHECKS = {RIGHT: _right, NOTICE: _notice, STATEMENT: _statement}

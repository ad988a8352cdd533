"""承诺: the 限时办结承诺书, a one-sided paper of the lead unit that restates published limits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.file import File
from bingliang.desk.papers.rows import line
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import day
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

FORM = "commitment"


def may_commit(file: File) -> None:
    """可出具承诺书: something has been accepted; before that there is no date to restate."""
    if not any(item.acceptance for item in file.case.items.values()):
        raise Refusal(
            "还没有已受理的事项，暂不能出具限时办结承诺书，请先受理。",
            "《优化营商环境条例》第三十六条；区《公开承诺制度》",
        )


def commit(desk: Desk, request: str, stream: str, on: date, *, signatory: str) -> Answer:
    """出具限时办结承诺书: accepted items with dates, items still to come with days and event only, items decided elsewhere.

    A later version names the one it replaces; the old one stays. `signatory` is the post that signs, never a name.
    """

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        may_commit(file)
        if on != file.today:
            raise ValueError(f"承诺书的出具日期就是今天{file.today:%Y-%m-%d}，不能倒签，也不能预签。")
        if not signatory.strip():
            raise ValueError("请填写承诺书签发人的职务。")
        earlier = [paper for paper in file.case.papers if paper.form == FORM and not paper.void_reason]
        words = {
            "version": f"第{len(earlier)}次调整" if earlier else "首次",
            "replaces": earlier[-1].number if earlier else "",
            "signatory": signatory,
        }
        file.paper(FORM, on, (), commitment=words)
        return file

    return desk.act(request, "draw_up", decide)


def adjust(file: File, on: date, cause: str, ground: str = "《行政许可法》第四十五条") -> None:
    """承诺时限调整说明: what the last 承诺书 printed and no longer holds, row by row; the 承诺书 itself stays."""
    standing = [paper for paper in file.case.papers if paper.form == FORM and not paper.void_reason]
    if not standing:
        return
    changes = []
    for row in standing[-1].facts["accepted"]:
        item = next((one for one in file.case.items.values() if one.name == row["name"]), None)
        now = Clocks(item, file.calendar).promised if item else None
        if item is None or now is None or not row["promised_due"] or day(row["promised_due"]["date"]) == now.on:
            continue
        number = item.acceptance.number if item.acceptance else ""
        changes.append(
            {"name": item.name, "acceptance_number": number, "old_due": row["promised_due"], "new_due": line(now)}
        )
    if changes:
        rows = [{**row, "no": no} for no, row in enumerate(changes, 1)]
        words = {"cause": cause, "ground": f"{ground}；限时办结承诺书的计算规则"}
        file.paper("commitment_note", on, (), change=words, changes=rows, commitment={"number": standing[-1].number})

"""承诺: the 限时办结承诺书, a one-sided paper of the lead unit that restates published limits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.file import File

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

FORM = "commitment"


def may_commit(file: File) -> None:
    """可出具承诺书: something has been accepted; before that there is no date to restate."""
    if not any(item.acceptance for item in file.case.items.values()):
        raise ValueError("还没有已受理的事项，暂不能出具限时办结承诺书，请先受理。")


def commit(desk: Desk, request: str, stream: str, on: date, *, signatory: str) -> Answer:
    """出具限时办结承诺书: accepted items with dates, items still to come with days and event only, items decided elsewhere.

    A later version names the one it replaces; the old one stays. `signatory` is the post that signs, never a name.
    """

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        may_commit(file)
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

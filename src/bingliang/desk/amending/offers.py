"""可更正的记录: the lines of a case that a clerk has entered, newest first; what cannot be put right says why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bingliang.desk import words
from bingliang.desk.acts.asked.amending import none_to_amend
from bingliang.desk.acts.offers import Group, Offer, refused
from bingliang.desk.amending.rules import FIXED, may_amend
from bingliang.ledger.acts import ACTS, Entry
from bingliang.ledger.folding import amended
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.desk.file import File

_QUIET = FIXED | {"dispatch"}


def amend_offers(desk: Desk, stream: str) -> tuple[Offer, ...]:
    """可更正的记录 of one case for the person at this desk; nothing is written."""
    return desk.seen("offers", lambda work: tuple(_lines(desk.opened(work, stream))))


def _lines(file: File) -> Iterable[Offer]:
    for line in reversed(amended(file.entries)):
        if line.act not in _QUIET:
            sentence, article = refused(lambda line=line: _asked(file, line))  # type: ignore[misc]  # bound at once
            yield Offer(
                "amend", "amend", words.line(file.case, line), Group.CASE, None, sentence, article, safe=False, seq=line.seq,
            )  # fmt: skip


def _asked(file: File, line: Entry) -> None:
    overall.authorise("amend", file.work.who)
    may_amend(file, line)
    none_to_amend(line)


def amend_offer(desk: Desk, stream: str, seq: int) -> Offer:
    """更正这一行: allowed, or the sentence that forbids it; lines of the program's own say so too."""
    for one in amend_offers(desk, stream):
        if one.seq == seq:
            return one
    return Offer("amend", "amend", ACTS["amend"].title, Group.CASE, None, "这一行由程序记录，不能更正。", seq=seq)

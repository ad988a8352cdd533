"""手工凭证补录: what was received on a numbered blank slip while the program was off, entered later with its true time.

A slip is entered once; the reason and the post that approved it stand beside it. It never moves a date: the day of receipt
is the one on the slip, and whatever has lapsed since then has lapsed (《行政许可法》第三十二条).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bingliang.desk.papers.hand_slips import LAW, used
from bingliang.ledger.acts import Refusal
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.store.work import Work


@dataclass(frozen=True, slots=True)
class HandSlip:
    """手工收件凭证: its number, why it had to be used, the post that approved the entry."""

    number: str
    reason: str
    approver: str


def lacking(slip: HandSlip) -> Iterator[tuple[str, str]]:
    """还缺什么: field and sentence."""
    if not slip.number.strip():
        yield "slip.number", f"补录须填写手工收件凭证的编号（{LAW}）。"
    if not slip.reason.strip():
        yield "slip.reason", "请写明为什么当时用手工凭证，例：停电，10时20分恢复。"
    if not slip.approver.strip():
        yield "slip.approver", "补录须经批准，请填写批准人的职务，不写姓名。"


def enter(file: File, slip: HandSlip, code: object) -> None:
    """补录一行 in the case, and one in the register of slips; `code` is the 收件号 or its place."""
    overall.authorise("late_entry", file.work.who)
    faults = [sentence for _, sentence in lacking(slip)]
    if faults:
        raise ValueError("".join(faults))
    taken = used(file.work, slip.number, code)
    facts = {"slip": taken.facts["number"], "reason": slip.reason.strip(), "approver": slip.approver.strip()}
    file.add("late_entry", {**facts, "on": file.today.isoformat()})
    file.drafts.append(taken)


def may_enter(file: File) -> None:
    """可登记手工凭证: the case was taken in at a counter here, and has none yet."""
    case = file.case
    if case.hand_slip:
        raise Refusal(f"本件已登记手工收件凭证{case.hand_slip}，一件只有一张，不能再登记。", LAW)
    if case.migrated or case.channel == "网上":
        raise Refusal("本件不是在窗口收的，没有手工收件凭证可以登记。", LAW)


def note(desk: Desk, request: str, stream: str, slip: HandSlip) -> Answer:
    """登记手工凭证 of a case that is in the ledger already; its dates stay (a wrong day of receipt is put right by 更正)."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("late_entry", work.who)
        may_enter(file)
        enter(file, slip, file.case.code)
        return file

    return desk.act(request, "late_entry", decide)

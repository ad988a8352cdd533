"""网上件的一次性告知: the filing is received on the day it entered, and all that the reviewer found wrong is told at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bingliang.desk.casework import acceptance
from bingliang.desk.intake import entering
from bingliang.desk.intake.foresee import Sight
from bingliang.desk.online import filings
from bingliang.desk.online.visit import preset, press_of
from bingliang.ledger.acts import Refusal
from bingliang.ledger.folding import fold

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.look import Look

_LAW = "《行政许可法》第三十二条第一款第（四）项"


@dataclass(frozen=True, slots=True)
class Told:
    """告知了什么: the case it became and the numbers of its papers."""

    stream: str
    title: str
    code: str
    rows: int


def lines(desk: Desk, stream: str) -> tuple[str, ...]:
    """将要告知的内容, a line for each material; a Refusal when nothing is wrong or something is not looked at yet."""
    with desk.store.look() as look:
        return tuple(f"{name}：{words}" for _, name, words, _ in _found(look, stream))


def notify(desk: Desk, stream: str) -> Told:
    """收件并一次性告知: two lines of the law in two acts, each done once however often it is pressed.

    Faults with everything that is wrong with the receipt itself: those are put right in 新收件 first.
    """
    with desk.store.look() as look:
        wrong = _found(look, stream)
        visit = preset(look, filings.found(look, stream), filings.found(look, stream).remarks)
    received = entering.receive(desk, press_of(stream), visit)
    with desk.store.look() as look:
        case = fold(look.entries(received.stream))
        today = look.today
    if case is None:
        raise Refusal("没有这一办件，请核对收件号。")
    by_name = {row["name"]: row["for"] for row in case.materials}
    defects = [
        {
            "item": no,
            "material": name,
            "defect": words,
            "required": f"请交《{name}》的完整电子件",
            "ground": ground or _LAW,
        }
        for _, name, words, ground in wrong
        for no in by_name.get(name, ())
        if case.items[no].received_on is not None
    ]
    if not defects:
        raise Refusal("有问题的材料只用于预收的事项，答复期还没有起算，现在不必告知；已经收件。", _LAW)
    acceptance.notify_once(desk, f"{press_of(stream)}/notify", received.stream, today, defects)
    return Told(received.stream, received.title, received.code, len(defects))


def _found(look: Look, stream: str) -> list[tuple[str, str, str, str]]:
    filing = filings.found(look, stream)
    filings.waiting(filing)
    materials = Sight(look, preset(look, filing, filing.remarks)).materials
    asked = [row for row in materials if row.asked and row.required]
    unseen = [row.name for row in asked if not row.state]
    if unseen:
        raise Refusal(f"还有 {len(unseen)} 份材料没有看（{unseen[0]}），告知只能一次，请逐份看完再告知。", _LAW)
    wrong = [row for row in materials if row.asked and row.state == "缺"]
    if not wrong:
        raise Refusal("材料都登记为齐，没有需要补正的内容，请直接收件。", _LAW)
    return [
        (
            row.key,
            row.name,
            (filing.remarks[row.key].words if row.key in filing.remarks else "") or "没有交",
            row.source,
        )
        for row in wrong
    ]

"""受理更正: the wrong item was chosen. The day of acceptance stays, a new number is drawn, the old paper is void, one count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk import numbers
from bingliang.desk.casework.dispatch import dispatch_all
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem, definition_facts
from bingliang.ledger.catalogue import Handling, Item
from bingliang.mechanism.parallel_approval.unified import ground
from bingliang.mechanism.time_limits.clocks import Clocks
from bingliang.mechanism.time_limits.start import acceptance_facts

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.mechanism.time_limits.term import Due
    from bingliang.store.work import Work

ARTICLE = "《行政许可法》第三十二条"


@dataclass(frozen=True, slots=True)
class Righting:
    """更正成什么: the code of the right item, why, and the post that approved it."""

    code: str
    reason: str
    approver: str


def may_right(item: CaseItem) -> None:
    """可更正: nothing has happened on the wrong item yet that has an effect of its own."""
    if item.righted_from:
        raise Refusal(f"“{item.name}”已经更正过一次，不能再次更正，请由申请人撤回后重新申请。", ARTICLE)
    if item.steps or item.extension or item.frame_extension:
        raise Refusal(
            f"“{item.name}”已经启动特殊环节或者延长，不能再更正受理的事项，请由申请人撤回后重新申请。", ARTICLE
        )
    if item.handling is Handling.PLEDGED:
        raise Refusal(f"“{item.name}”已按告知承诺办理，不能更正受理的事项，请由申请人撤回后重新申请。", ARTICLE)


def choices(file: File, item: CaseItem) -> tuple[Item, ...]:
    """可以更正成的事项: what the counter takes in, of the same project type, not already in this case."""
    here = {one.code for one in file.case.items.values()}
    kind = str(file.case.project.get("project_type", ""))
    wide = {"ALL", kind, *(file.catalogue.type_rules[kind].kind_of if kind in file.catalogue.type_rules else ())}
    del item
    return tuple(
        one
        for one in file.catalogue.items.values()
        if one.code not in here
        and one.handling.offered
        and one.handling is not Handling.PLEDGED
        and not file.catalogue.bodies[one.body].missing(file.today)
        and wide & set(one.project_types)
    )


def right(desk: Desk, request: str, stream: str, no: int, on: date, asked: Righting) -> Answer:
    """受理更正, approved; for an item that is only filed (备案) the acceptance falls away and the filing follows."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "amend_acceptance", on)
        may_right(item)
        if not asked.reason.strip() or not asked.approver.strip():
            raise ValueError("受理更正须写明原因和批准人职务，通知书上要印。")
        if asked.code not in {one.code for one in choices(file, item)}:
            raise ValueError("请从清单中选择更正成哪个事项；本件已有的、不适用于本项目的或者落款机关不全的不能选。")
        old = item.acceptance
        if old is None:
            raise Refusal(f"“{item.name}”尚未受理，谈不上受理更正。", ARTICLE)
        received = item.received_on or old.on
        definition = file.catalogue.item_on(asked.code, received)
        to = {**definition_facts(definition), "waits_for": []}
        facts: dict[str, Any] = {"item": no, "to": to, "acceptance": None}
        facts |= {"reason": asked.reason, "approver": asked.approver, "was": item.code, "number": ""}
        if definition.handling is not Handling.FILING:
            body = file.catalogue.bodies[definition.body]
            kind = "受理" if definition.handling.has_acceptance_paper else "接收"
            number = numbers.document(body, kind, file.today)
            taken = acceptance_facts(item, definition, old.on, file.calendar, number=number, joint=old.joint)
            together = ground(file.catalogue, definition.code, definition.handling)
            taken |= {"unified": together, "joint": True} if together else {}
            facts |= {"acceptance": taken, "number": number}
        file.record("amend_acceptance", on, facts)
        _no_rescue(file, item)
        dispatch_all(file)
        _papers(file, no, on, asked, item)
        return file

    return desk.act(request, "amend_acceptance", decide)


def _no_rescue(file: File, old: CaseItem) -> None:
    """不得借更正改好期限: once the old limit or promise has run out, no item with a longer one takes its place."""
    for kind, was, now in _lines(file, old):
        if was is not None and was.on < file.today and (now is None or now.on > was.on):
            then = f"变成{now.on:%Y-%m-%d}" if now else "没有了"
            raise Refusal(
                f"“{old.name}”的{kind}{was.on:%Y-%m-%d}已过，更正以后{kind}{then}，超期的事实不能因此消失；"
                "请由申请人撤回后重新申请，或者依法作出决定。",
                "《行政许可法》第四十二条、第七十四条",
            )


def _lines(file: File, old: CaseItem) -> tuple[tuple[str, Due | None, Due | None], ...]:
    was, now = Clocks(old, file.calendar), Clocks(file.case.items[old.no], file.calendar)
    return ("法定应办结日", was.statutory, now.statutory), ("承诺办结日", was.promised, now.promised)


def _papers(file: File, no: int, on: date, asked: Righting, old: CaseItem) -> None:
    """The old 受理通知书 is void where it spoke of this item alone; of a shared one its row is, the others keep their number."""
    reason = f"受理更正：{asked.reason}"
    shared = False
    for paper in file.case.papers:
        if paper.form == "acceptance" and no in paper.items and not paper.void_reason:
            about = {"paper": paper.seq, "number": paper.number, "reason": reason}
            if paper.items == (no,):
                file.add("void", about)
            else:
                shared = True
                file.add("void_row", {**about, "row": no, "name": old.name})
    now, before = file.case.items[no].acceptance, old.acceptance
    words = {
        "old_name": old.name,
        "old_number": before.number if before else "",
        "new_number": now.number if now else "",
        "accepted_on": before.on.isoformat() if before else "",
        "reason": asked.reason,
        "approver": asked.approver,
        "shared": shared,
    }
    file.paper("amended_acceptance", on, (no,), amended=words)
    if now is not None and file.case.items[no].handling.has_acceptance_paper:
        file.paper("acceptance", file.today, (no,))

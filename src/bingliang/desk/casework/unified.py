"""统一决定: the one decision of the body that the zone has named for the items set to 统一办理, after the opinion of every department (第二十六条第二款)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk import numbers
from bingliang.desk.casework.clocks import not_backdated
from bingliang.desk.casework.decisions import may_decide, written
from bingliang.desk.casework.law_named import named
from bingliang.desk.file import File, names_of
from bingliang.desk.papers import signing
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem
from bingliang.ledger.happened import Opinion
from bingliang.mechanism import overall
from bingliang.mechanism.parallel_approval import unified

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

Concluded = tuple[tuple[CaseItem, Opinion], ...]


@dataclass(frozen=True, slots=True)
class Joint:
    """一个决定: granted or refused for all of them; `reasons` and `article` for a refusal, `content` for a grant."""

    on: date
    granted: bool
    content: str = ""
    findings: str = ""
    reasons: str = ""
    article: str = ""


def may_decide_jointly(file: File) -> Concluded:
    """可统一决定: two items or more are handled so, the zone has named who decides, every department has concluded."""
    unified.several(file.case, file.catalogue)
    unified.deciding(file.catalogue, file.today)
    found = unified.concluded(file.case, file.catalogue, lambda code: names_of(file.catalogue, code))
    for item, _ in found:
        overall.permit("refuse", item)
        may_decide(file, item, "refuse", together=True)
    return found


def decide_jointly(desk: Desk, request: str, stream: str, decision: Joint) -> Answer:
    """统一决定: one number, one day, one paper; the ten workdays of delivery of every item begin with it."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("decide_jointly", work.who)
        found = may_decide_jointly(file)
        _may_say(file, found, decision)
        about = tuple(item.no for item, _ in found)
        body = signing(file, "joint_decision", about)
        number = numbers.document(body, "统一决定", file.today, file.stream)
        said = {key: getattr(decision, key) for key in ("content", "findings", "reasons", "article")}
        whole = {"about": list(about), "granted": decision.granted, "document": number, "body": body.code, **said}
        file.record("decide_jointly", decision.on, whole)
        for item, _ in found:
            act = written(item, "grant") if decision.granted else "refuse"
            file.record(
                act, decision.on, {"item": item.no, "document": number, "validity": "", **said, "unified": True}
            )
        rows = [_row(file, place, *one, granted=decision.granted) for place, one in enumerate(found, 1)]
        words = {"granted": decision.granted, "refused": not decision.granted, "ground": _ground(found)}
        file.paper("joint_decision", decision.on, about, number=number, together=words, conclusions=rows)
        file.follow()
        return file

    return desk.act(request, "decide_jointly", decide)


def _may_say(file: File, found: Concluded, decision: Joint) -> None:
    for item, opinion in found:
        act = "grant" if decision.granted else "refuse"
        file.item(item.no, act, decision.on)
        may_decide(file, item, act, decision.on, together=True)
        not_backdated(file, item, decision.on, "统一决定书")
        if opinion.replied_on is not None and decision.on < opinion.replied_on:
            raise ValueError(
                f"统一决定的日期{decision.on:%Y-%m-%d}早于“{item.name}”的部门意见{opinion.replied_on:%Y-%m-%d}，请核对。"
            )
    against = unified.objecting(found)
    if decision.granted and against:
        raise Refusal(
            f"部门对{'、'.join(f'“{name}”' for name in against)}有意见，不能统一准予；问题解决的，再征求一次意见，否则统一决定不予。",
            "《行政许可法》第二十六条第二款、第三十八条",
        )
    if decision.granted and not decision.content.strip():
        raise ValueError("请写明准予的内容，统一决定书上要印。")
    if not decision.granted:
        if not decision.reasons.strip() or not decision.article.strip():
            raise ValueError("不予许可须说明理由和依据条款，请补充填写（《行政许可法》第三十八条第二款）。")
        named(decision.article, "不予许可的依据")


def _ground(found: Concluded) -> str:
    told = [item.acceptance.unified for item, _ in found if item.acceptance is not None]
    return "、".join(dict.fromkeys(told))


def _row(file: File, place: int, item: CaseItem, opinion: Opinion, *, granted: bool) -> dict[str, object]:
    body = file.catalogue.bodies[item.department]
    acceptance, definition = item.acceptance, file.definition(item, file.today)
    return {
        "no": place,
        "item": item.name,
        "basis": "、".join(definition.legal_basis),
        "validity": definition.validity if granted else "",
        "acceptance_number": acceptance.number if acceptance else "",
        "accepted_on": acceptance.on.isoformat() if acceptance else "",
        "department": body.name or body.short,
        "opinion": opinion.opinion,
        "on": opinion.replied_on.isoformat() if opinion.replied_on else "",
    }

"""绿色通道: granted to a case on a ground of the zone's own list, by a post, with its document; taken back with a reason.

A case that has it stands first in the lists, and the zone may promise it less time, from the day of the grant on. Nothing
else bends: materials, acceptance, special steps and the law's own periods are those of any other case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.casework.commitment import adjust
from bingliang.desk.errors import Faults
from bingliang.desk.projects.enterprises import names_of
from bingliang.desk.projects.index import index
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.altering import replace
from bingliang.ledger.catalogue import Catalogue, Limit
from bingliang.ledger.green import Green, Hastened
from bingliang.mechanism import overall
from bingliang.mechanism.public_pledges import hasten, ordinary_promise, own_promise
from bingliang.mechanism.time_limits.clocks import Clocks
from bingliang.mechanism.time_limits.term import cn

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.ledger.case import CaseItem
    from bingliang.store.look import Look
    from bingliang.store.work import Work

ARTICLE = ACTS["grant_green"].article
PROMISED = "《优化营商环境条例》第三十六条；区《公开承诺制度》"


@dataclass(frozen=True, slots=True)
class Granting:
    """准予的内容: ground, particulars, document, the post that granted it, and the shorter promises by item number."""

    ground: str
    document: str
    approver: str
    note: str = ""
    promises: Mapping[int, int] = field(default_factory=dict)


def grounds(catalogue: Catalogue) -> tuple[str, ...]:
    """本区的情形 for which 绿色通道 may be granted; none while the zone is silent."""
    written = str(catalogue.setting("green_grounds", ""))
    return tuple(dict.fromkeys(part for part in re.split(r"[、；;\n]+", written) if part.strip()))


def none_named(catalogue: Catalogue) -> None:
    """没有规定情形: a Refusal that says what to do."""
    if not grounds(catalogue):
        raise Refusal(
            "本区还没有规定哪些情形可以走绿色通道，不能准予；请管理员在“设置 → 待确认的口径”里填写“绿色通道的情形”，写明依据的文件。",
            ARTICLE,
        )


def well_founded(catalogue: Catalogue, given: Granting) -> None:
    """有据: a ground of the list, a document and who granted it. Faults with every fault at once."""
    listed, faults = grounds(catalogue), []
    if given.ground not in listed:
        faults.append(("ground", f"“{given.ground}”不在本区规定的情形中，请从{'、'.join(listed)}中选。"))
    if not given.document.strip():
        faults.append(("document", "请填写准予绿色通道的文号（批示、会议纪要或者通知的文号）。"))
    if not given.approver.strip():
        faults.append(("approver", "请填写准予绿色通道的人的职务，不写姓名。"))
    if faults:
        raise Faults(faults)


def may_grant(file: File) -> None:
    """可准予: the zone has named its grounds, something is still to be decided, and the case has none in force."""
    case = file.case
    none_named(file.catalogue)
    if case.goes_first and case.green is not None:
        raise Refusal(f"本件已走绿色通道，{case.green.text}；内容写错的用录入更正。", ARTICLE)
    if not any(item.open for item in case.items.values()):
        raise Refusal("本件各项都已作出决定或者终止，没有可以优先办理的事项。", ARTICLE)


def may_end(file: File) -> None:
    """可取消: there is one in force."""
    if not file.case.goes_first:
        raise Refusal("本件没有走绿色通道，没有可取消的。", ARTICLE)


def ordinary_of(file: File, item: CaseItem) -> Limit | None:
    """普通的承诺 of an item that is still to be decided: as accepted, else as published; None where nothing is promised."""
    if not item.open:
        return None
    if item.acceptance is not None:
        return item.acceptance.promise
    return ordinary_promise(file.definition(item, file.today))


def offered(file: File) -> Mapping[int, int]:
    """区设置给出的承诺 for each item of which it brings the promised day forward."""
    rule = hasten(str(file.catalogue.setting("green_promise", "")))
    found = {}
    for no, item in file.case.items.items():
        value = own_promise(rule, item.code, ordinary_of(file, item))
        if value is not None and _sooner(file, item, value):
            found[no] = value
    return found


def _sooner(file: File, item: CaseItem, value: int) -> bool:
    """提前与否, for an item whose promised day is known already; one that is not accepted yet has none."""
    now = Clocks(item, file.calendar).promised
    then = Clocks(replace(item, hastened=Hastened(file.today, value, "")), file.calendar).promised
    return now is None or (then is not None and then.on < now.on)


def grant(desk: Desk, request: str, stream: str, on: date, given: Granting) -> Answer:
    """准予绿色通道: first in the lists from now on; a promise that moves is told by the 承诺时限调整说明."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("grant_green", work.who)
        may_grant(file)
        well_founded(file.catalogue, given)
        if on < file.case.received_on:
            raise ValueError(f"准予的日期{on:%Y-%m-%d}早于收件之日{file.case.received_on:%Y-%m-%d}，请核对。")
        for no, value in given.promises.items():
            _may_hasten(file, file.case.items[no], value)
        file.record("grant_green", on, _facts(file, given))
        cause = f"准予绿色通道（{given.document.strip()}），承诺时限自{cn(file.today)}起缩短"
        adjust(file, file.today, cause, f"{ARTICLE}；{given.document.strip()}")
        return file

    return desk.act(request, "grant_green", decide)


def _may_hasten(file: File, item: CaseItem, value: int) -> None:
    ordinary = ordinary_of(file, item)
    if ordinary is None:
        raise Refusal(f"“{item.name}”没有公布的承诺时限，绿色通道不能另定，请留空。", PROMISED)
    if not 1 <= value < ordinary.value:
        raise Refusal(
            f"“{item.name}”公布的承诺是{ordinary.value}{ordinary.unit.text}，绿色通道的承诺只能比它短，"
            f"最少1{ordinary.unit.text}，填写的是{value}。",
            PROMISED,
        )
    if not _sooner(file, item, value):
        line = Clocks(item, file.calendar).promised
        until = f"{line.on:%Y-%m-%d}" if line else ""
        raise Refusal(
            f"“{item.name}”从今天起数{value}{ordinary.unit.text}，不早于现在的承诺办结日{until}，不起作用，请写得更短或者留空。",
            PROMISED,
        )


def _facts(file: File, given: Granting) -> dict[str, object]:
    return {
        "ground": given.ground,
        "note": given.note.strip(),
        "document": given.document.strip(),
        "approver": given.approver.strip(),
        # a promise made today never counts days that have gone by
        "counts_from": file.today.isoformat(),
        "promises": [{"item": no, "value": value} for no, value in given.promises.items()],
    }


def end(desk: Desk, request: str, stream: str, on: date, *, reason: str) -> Answer:
    """取消绿色通道: from now on in its ordinary place; what was promised to the applicant stays promised."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("end_green", work.who)
        may_end(file)
        green = file.case.green
        if green is not None and on < green.on:
            raise ValueError(f"取消的日期{on:%Y-%m-%d}早于准予之日{green.on:%Y-%m-%d}，请核对。")
        if not reason.strip():
            raise ValueError("请写明取消绿色通道的原因。")
        file.record("end_green", on, {"reason": reason.strip()})
        return file

    return desk.act(request, "end_green", decide)


def inherit(file: File, *, printed: bool = False) -> None:
    """随项目走绿色通道: a case received while its project has it; those received before are granted it by themselves.

    `printed`: the case comes from elsewhere, and what it was promised on paper there stays promised.
    """
    green = holding(of_project(file.work, file.case.project.get("id", "")), file.case.received_on)
    if green is None or (printed and not any(item.open for item in file.case.items.values())):
        return
    promises = {
        no: value for no, value in offered(file).items() if not (printed and file.case.items[no].acceptance is not None)
    }
    given = Granting(green.ground, green.document, green.approver, green.note, promises)
    facts = {**_facts(file, given), "project": str(file.case.project["name"])}
    file.record("grant_green", file.today, facts)


def holding(green: Green | None, received_on: date) -> Green | None:
    """收件那天项目有没有绿色通道."""
    if green is None or received_on < green.on or (green.ended_on is not None and green.ended_on <= received_on):
        return None
    return green


def of_project(look: Look, project: object) -> Green | None:
    """项目的绿色通道 by the project's id, one that is over included."""
    held = look.project(str(project))
    owner = look.enterprise(held.enterprise) if held is not None else None
    enlisted = index(look).of_registry(held, names_of(look, owner)) if held is not None and owner is not None else None
    return enlisted.green if enlisted is not None else None

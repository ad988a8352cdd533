"""网上预审: the list of filings by what is left of their time, and one of them beside what is known of its applicant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bingliang.desk.intake.foresee import Sight
from bingliang.desk.lights import Light
from bingliang.desk.online.counting import LISTED, SERIES
from bingliang.desk.online.filings import found
from bingliang.desk.online.visit import preset
from bingliang.ledger.case import ItemState
from bingliang.ledger.filing import Attachment, Filing, Remark, fold_filing
from bingliang.ledger.folding import fold
from bingliang.mechanism.online_approval import Difference, answer_by, compared
from bingliang.mechanism.time_limits.clocks import SOON

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.desk.intake.foreseen import ForeseenMaterial
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.register import Project
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look

WAITING, CORRECTED = "待预审", "补正已到"
_FIRM = {"name": "企业名称", "credit_code": "信用代码", "legal_representative": "法定代表人", "address": "住所"}
_PLAN = {
    "name": "项目名称",
    "code": "项目代码",
    "project_type": "项目类型",
    "site": "建设地点",
    "zone_code": "园区编号",
}


@dataclass(frozen=True, slots=True)
class FilingRow:
    """清单的一行: `remaining` workdays until the answer is owed, None where nothing runs; `state` in a word."""

    stream: str
    number: str
    enterprise: str
    project: str
    items: int
    entered_at: datetime
    state: str
    light: Light
    remaining: int | None
    answer_by: date | None
    provisional: bool
    case: str
    case_code: str
    supplements: int

    @property
    def waiting(self) -> bool:
        """待预审."""
        return self.state == WAITING

    @property
    def corrected(self) -> bool:
        """补正已到, and not entered in its case yet."""
        return self.state == CORRECTED


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """材料的一行: one material of the merged list, or an attachment that names none; `at` are places among the attachments."""

    key: str
    name: str
    asked: bool
    required: bool
    at: tuple[int, ...]
    state: str
    words: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class FilingView:
    """一件申报 with everything that is compared and looked at."""

    row: FilingRow
    source: str
    sent_number: str
    sentence: str
    differences: tuple[Difference, ...]
    items: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    materials: tuple[MaterialRow, ...]
    faults: tuple[str, ...]


def filings(desk: Desk, *, everything: bool = False) -> tuple[FilingRow, ...]:
    """网上申报 that are waiting, the most urgent first; with `everything` those done too, newest first behind them."""
    from bingliang.store.finding import codes

    with desk.store.look() as look:
        wanted = [one for one in newest(look) if everything or one.waiting or one.supplements or one.withdrawn_on]
        # only a case that further packages came for has to be read; of the others the number is enough
        look.gather([one.case for one in wanted if one.case and _further(one)])
        known = codes(look, [one.case for one in wanted if one.case])
        rows = [_row(look, one, known) for one in wanted]
    rows = [row for row in rows if everything or row.state not in ("已收件", "已撤回")]
    return tuple(sorted(rows, key=lambda row: (row.remaining is None, row.remaining or 0, row.entered_at)))


def newest(look: Look) -> list[Filing]:
    """网上申报, the newest first, as many as are looked at."""
    from bingliang.store.finding import numbered

    streams = numbered(look, SERIES, LISTED)
    look.gather(streams)
    return [one for stream in streams if (one := fold_filing(look.entries(stream))) is not None]


def filings_of(look: Look, project: Project) -> tuple[FilingRow, ...]:
    """一个项目的网上申报 that are still waiting, by its code or, without one, by its name and enterprise."""
    owner = look.enterprise(project.enterprise)
    firm = owner.credit_code if owner else ""
    mine = [one for one in newest(look) if one.waiting and _is_of(one.facts, project, firm)]
    return tuple(_row(look, one) for one in mine)


def _is_of(facts: Mapping[str, Any], project: Project, firm: str) -> bool:
    given = facts["project"]
    code = str(given.get("code", ""))
    if code and project.code:
        return code == project.code
    return bool(given["name"] == project.name and facts["enterprise"]["credit_code"] == firm)


def _further(filing: Filing) -> bool:
    """补正包 came after it was received."""
    return len(filing.supplements) > filing.before


def _corrected(look: Look, filing: Filing) -> bool:
    """补正已到 and not entered in the case yet."""
    if not filing.case or not _further(filing):
        return False
    entries = look.entries(filing.case)
    case = fold(entries)
    taken = sum(entry.act == "take_corrections" for entry in entries)
    later = len(filing.supplements) - filing.before > taken
    return later and case is not None and any(item.state is ItemState.CORRECTING for item in case.items.values())


def _row(look: Look, filing: Filing, known: Mapping[str, str] | None = None) -> FilingRow:
    from bingliang.store.finding import codes

    catalogue: Catalogue = look.loaded("catalogue")
    calendar: Calendar = look.loaded("calendar")
    numbers = known if known is not None else codes(look, [filing.case] if filing.case else [])
    items = [catalogue.item_on(code, filing.received_on) for code in filing.items if code in catalogue.items]
    line = answer_by(filing.received_on, items, calendar) if filing.waiting else None
    remaining = calendar.count(look.today, line.on) if line else None
    state, light = WAITING, Light.OK
    if filing.withdrawn_on is not None:
        state, light = ("申请撤件", Light.SOON) if filing.case else ("已撤回", Light.DONE)
    elif filing.case:
        state, light = (CORRECTED, Light.SOON) if _corrected(look, filing) else ("已收件", Light.DONE)
    elif remaining is not None:
        light = Light.STATUTE_LATE if remaining < 0 else Light.SOON if remaining <= SOON else Light.OK
    facts = filing.facts
    return FilingRow(
        stream=filing.stream,
        number=filing.number,
        enterprise=str(facts["enterprise"]["name"]),
        project=str(facts["project"]["name"]),
        items=len(filing.items),
        entered_at=filing.entered_at,
        state=state,
        light=light,
        remaining=remaining,
        answer_by=line.on if line else None,
        provisional=bool(line and line.provisional),
        case=filing.case,
        case_code=numbers.get(filing.case, ""),
        supplements=len(filing.supplements),
    )


def view(desk: Desk, stream: str) -> FilingView:
    """一件申报; a Refusal when there is none."""
    with desk.store.look() as look:
        filing = found(look, stream)
        row = _row(look, filing)
        sight = Sight(look, preset(look, filing, filing.remarks))
        catalogue: Catalogue = look.loaded("catalogue")
        waiting = filing.waiting
        return FilingView(
            row=row,
            source=str(filing.facts["source"]),
            sent_number=str(filing.facts["sent_number"]),
            sentence=_sentence(row, filing),
            differences=_differences(look, filing),
            items=tuple(catalogue.items[code].name for code in filing.items if code in catalogue.items),
            attachments=filing.attachments,
            materials=_materials(sight.materials if waiting else (), filing, filing.remarks),
            faults=tuple(said for field, said in sight.faults if field != "materials") if waiting else (),
        )


def _sentence(row: FilingRow, filing: Filing) -> str:
    entered = f"{filing.entered_at:%m-%d %H:%M}进入系统"
    if filing.withdrawn_on is not None:
        more = "，已经收件的请在办件页办理撤件" if filing.case else ""
        return f"申请人已于{filing.withdrawn_on:%m-%d}撤回：{filing.withdrawn_why}{more}。"
    if row.corrected:
        return f"补正材料已于{filing.supplements[-1]:%m-%d}到，看过附件按 F9 登记补正收件，以到达之日为准。"
    if filing.case:
        more = "；后来补交的材料列在下面" if len(filing.supplements) > filing.before else ""
        return f"{entered}，已收件{row.case_code}{more}。"
    if row.remaining is None or row.answer_by is None:
        return f"{entered}，全部是备案或者没有答复期的事项，收到全部信息即办。"
    until = f"{row.answer_by:%m-%d}{'（暂定）' if row.provisional else ''}"
    if row.remaining < 0:
        return f"{entered}，答复期{until}已过，依法自入库之日起即为受理，请立即收件。"
    left = "就是今天" if row.remaining == 0 else f"还有 {row.remaining} 个工作日"
    return f"{entered}，{until}前受理或者一次告知，{left}；不答复即为受理（《行政许可法》第三十二条）。"


def _differences(look: Look, filing: Filing) -> tuple[Difference, ...]:
    facts: Any = filing.facts
    firm = look.enterprise_by_code(str(facts["enterprise"]["credit_code"]))
    code = str(facts["project"].get("code", ""))
    project = look.project_by_code(code) if code else None
    if project is None and firm is not None:
        name = facts["project"]["name"]
        project = next((one for one in look.projects_of(firm.id) if one.name == name), None)
    catalogue: Catalogue = look.loaded("catalogue")
    rows = [
        *compared(facts["enterprise"], asdict(firm) if firm else None, _FIRM),
        *compared(_typed(facts["project"], catalogue), _typed(asdict(project), catalogue) if project else None, _PLAN),
    ]
    rows.append(Difference("单项工程", str(facts["works"]) or "—"))
    person = look.person(str(facts["handler"]))
    tail = f"，证件尾号{person.id_number[-4:]}" if person.id_number else ""
    proxy = "有授权委托" if facts["handler_authorised"] else "没有授权委托"
    rows.append(Difference("经办人", f"{person.name}{tail}，{proxy}"))
    rows.append(Difference("同意预收", "申请人已书面同意" if facts["hold_consent"] else "没有"))
    return tuple(sorted((row for row in rows if row.given or row.known), key=lambda row: not row.differs))


def _typed(project: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    kind = str(project.get("project_type", ""))
    return {**project, "project_type": catalogue.project_types.get(kind, kind)}


def _materials(
    asked: tuple[ForeseenMaterial, ...], filing: Filing, remarks: Mapping[str, Remark]
) -> tuple[MaterialRow, ...]:
    rows = []
    left = dict(enumerate(filing.attachments))
    for one in asked:
        at = tuple(
            no for no, attachment in left.items() if attachment.material == one.key or attachment.title == one.name
        )
        for no in at:
            del left[no]
        remark = remarks.get(one.key, Remark(""))
        rows.append(
            MaterialRow(
                one.key, one.name, one.asked, one.required, at, remark.state if one.asked else "", remark.words,
                one.note, one.source,
            )
        )  # fmt: skip
    rows += [
        MaterialRow(
            f"附件/{no}", attachment.title, False, False, (no,), "", "", _with(attachment, looked_at=bool(asked)), ""
        )
        for no, attachment in left.items()
    ]
    return tuple(rows)


def _with(attachment: Attachment, *, looked_at: bool) -> str:
    words = "补正交来" if attachment.since else "不在材料清单里" if looked_at else "随申报交来"
    return words + (f"；PDF 里有{'、'.join(attachment.notes)}，只显示，不执行" if attachment.notes else "")

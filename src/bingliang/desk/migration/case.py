"""迁入的一件: rows of one old case into the facts of its `migrate` line, with the dates that the engine makes of them.

The same function decides the preview and the act, so that what was shown is what is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.desk import stream_of
from bingliang.desk.migration.item import NAMES_A_LAW, RowFault, item_facts
from bingliang.desk.migration.rows import OldItem, fingerprint
from bingliang.ledger.acts import Entry, Refusal
from bingliang.ledger.case import Case, CaseItem
from bingliang.ledger.catalogue import Catalogue, Item
from bingliang.ledger.folding import fold
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism import overall
from bingliang.mechanism.time_limits.clocks import Clocks, running, statutory_term
from bingliang.mechanism.time_limits.forwarding import own_limit
from bingliang.mechanism.time_limits.term import Due, Term, due

if TYPE_CHECKING:
    from bingliang.store.look import Look


@dataclass(frozen=True, slots=True)
class MovedItem:
    """迁入的一项, as the preview shows it; `completeness` only while it is not accepted yet."""

    code: str
    name: str
    statutory: Due | None
    promised: Due | None
    completeness: Due | None
    notes: tuple[str, ...] = ()

    @property
    def provisional(self) -> bool:
        """〔暂定〕: a date lies beyond the last published notice."""
        return any(line.provisional for line in (self.statutory, self.promised, self.completeness) if line)


def request_of(rows: Sequence[OldItem]) -> str:
    """请求号 of a case, from its old number: the second run finds it answered."""
    return f"migrate-in/{rows[0].key}"


def facts_of(rows: tuple[OldItem, ...], look: Look) -> dict[str, Any]:
    """迁入事实 of one case; enterprise and project still without the ids that registering gives.

    RowFault for what the catalogue, the calendar or the law does not allow.
    """
    catalogue, calendar = look.loaded("catalogue"), look.loaded("calendar")
    first = rows[0]
    for row in rows[1:]:
        _agree(first, row)
    _refuse_twice(rows)
    items = [item_facts(no, row, catalogue, calendar, look.today) for no, row in enumerate(rows, 1)]
    return {
        "code": first.number,
        "received_on": first.received_on.isoformat(),
        "received_at": first.received_on.isoformat(),
        "channel": "窗口",
        "enterprise": {"name": first.enterprise, "credit_code": first.credit_code},
        "project": {
            "name": first.project,
            "code": _some(rows, "project_code"),
            "project_type": _project_type(rows, catalogue),
        },
        "works": {"name": _some(rows, "works")},
        "stage": _stage(rows, catalogue),
        "handler": _some(rows, "handler"),
        "items": items,
        "materials": [],
        "fingerprint": fingerprint(rows),
    }


def moved(rows: tuple[OldItem, ...], facts: Mapping[str, Any], look: Look) -> tuple[MovedItem, ...]:
    """折叠并算期限: the items as the ledger will fold them, with their dates; RowFault when the dates contradict the law."""
    stream = stream_of(request_of(rows))
    case = fold([Entry(stream, 1, "", look.now, "", "", "migrate", facts)])
    assert case is not None  # noqa: S101  # migrate opens a case
    return tuple(_moved(row, case, no, look) for no, row in enumerate(rows, 1))


def _moved(row: OldItem, case: Case, no: int, look: Look) -> MovedItem:
    item, calendar = case.items[no], look.loaded("calendar")
    definition = look.loaded("catalogue").item_on(item.code, row.accepted_on or row.received_on)
    clocks = Clocks(item, calendar)
    try:
        _check_lines(row, item, calendar, look.today)
        notes = tuple(_notes(row, item, definition, calendar, has_code=bool(case.project["code"])))
        return MovedItem(item.code, item.name, clocks.statutory, clocks.promised, clocks.completeness, notes)
    except Refusal as refusal:
        raise RowFault(row.line, f"{refusal}。") from None
    except RowFault:
        raise
    except ValueError as fault:
        raise RowFault(row.line, str(fault)) from None


def _check_lines(row: OldItem, item: CaseItem, calendar: Calendar, today: date) -> None:
    if row.accepted_on is None:
        if overall.lapsed(item, today, calendar):
            raise RowFault(
                row.line,
                f"“{item.name}”收件后已过{item.completeness.value}{item.completeness.unit.text}未受理也未一次性告知，"
                "自收件之日起即为受理（《行政许可法》第三十二条第一款第（四）项），请填写受理日期和受理号。",
            )
        return
    term = statutory_term(item)
    if term is not None:
        # recorded stops that began after expiry do nothing; here they are a fault of the table
        due(term, calendar)
        _check_extension(row, term, calendar)
    _check_promise(row, item, calendar)


def _check_extension(row: OldItem, term: Term, calendar: Calendar) -> None:
    if row.extension is None:
        return
    line = due(running(replace(term, extension=0), calendar), calendar)
    if row.extension.approved_on > line.on:
        raise RowFault(
            row.line,
            f"延长批准于{row.extension.approved_on:%Y-%m-%d}，晚于届满日{line.on:%Y-%m-%d}，不发生延长的效力"
            "（《行政许可法》第四十二条），请核对批准日或删去延长。",
        )


def _check_promise(row: OldItem, item: CaseItem, calendar: Calendar) -> None:
    """承诺不得长于法定, compared as dates, since the units may differ."""
    found = item.acceptance
    if found is None or found.limit is None or found.promise is None:
        return
    statutory = due(Term(found.started_on, found.limit.value, found.limit.unit), calendar)
    promised = due(Term(found.promised_from, found.promise.value, found.promise.unit), calendar)
    if promised.on > statutory.on:
        raise RowFault(
            row.line,
            f"“{item.name}”承诺办结日{promised.on:%Y-%m-%d}晚于时限届满日{statutory.on:%Y-%m-%d}，"
            "承诺不得长于法定期限（《行政许可法》第四十二条），请核对时限和承诺。",
        )


def _notes(row: OldItem, item: CaseItem, definition: Item, calendar: Calendar, *, has_code: bool) -> list[str]:
    found, law = item.acceptance, own_limit(definition)
    notes = [] if has_code else ["没有项目代码，承诺书和决定书须补录后才能出具"]
    if found is not None and found.limit is not None and row.limit is not None and law is not None:
        by_law = due(Term(found.started_on, law.value, law.unit), calendar).on
        if due(Term(found.started_on, found.limit.value, found.limit.unit), calendar).on > by_law:
            if not NAMES_A_LAW.search(row.basis):
                raise RowFault(
                    row.line,
                    f"“{item.name}”的时限长于目录中的{law.value}{law.unit.text}（{law.article}），依据“{row.basis}”没有写明法律、法规或者"
                    "规章，不得比法定期限长（《行政许可法》第四十二条），请核对。",
                )
            notes.append(f"时限长于目录中的{law.value}{law.unit.text}（{law.article}），请核对依据")
    if found is not None and found.outside is not None and found.limit is not None:
        notes.append(
            f"本区转报按{found.limit.value}{found.limit.unit.text}计（《行政许可法》第四十三条），上级机关的期限另计为外部"
        )
    listed = {step.name for step in definition.special_steps}
    notes += [f"“{pause.name}”不在本事项特殊环节清单中，请核对依据" for pause in row.pauses if pause.name not in listed]
    return notes


# ── rows of one case ──

_SAME = (
    ("enterprise", "企业名称"),
    ("credit_code", "统一社会信用代码"),
    ("project", "项目名称"),
    ("received_on", "收件日期"),
)
_SAME_IF_SAID = (
    ("project_code", "项目代码"),
    ("project_type", "项目类型"),
    ("works", "单项工程"),
    ("stage", "阶段"),
    ("handler", "经办人"),
)


def _agree(first: OldItem, row: OldItem) -> None:
    for name, column in (*_SAME, *_SAME_IF_SAID):
        one, other = getattr(first, name), getattr(row, name)
        if one != other and (one and other):
            raise RowFault(row.line, f"与第{first.line}行同一原收件号，{column}却不同（“{one}”与“{other}”），请统一。")


def _refuse_twice(rows: Sequence[OldItem]) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        line = seen.setdefault(row.item, row.line)
        if line != row.line:
            raise RowFault(row.line, f"与第{line}行同一原收件号、同一事项，请删去一行。")


def _some(rows: Sequence[OldItem], name: str) -> str:
    """A field that only one row of the case needs to say."""
    return next((str(found) for row in rows if (found := getattr(row, name))), "")


def _project_type(rows: Sequence[OldItem], catalogue: Catalogue) -> str:
    given = _some(rows, "project_type")
    if not given or given in catalogue.project_types:
        return given
    for code, name in catalogue.project_types.items():
        if name == given:
            return code
    raise RowFault(rows[0].line, f"项目类型“{given}”不在目录中，请填写目录中的类型编码或名称，如 SH-GY。")


def _stage(rows: Sequence[OldItem], catalogue: Catalogue) -> str:
    given = _some(rows, "stage") or catalogue.items[rows[0].item].stage
    return next((stage.name for stage in catalogue.stages if stage.code == given), given)

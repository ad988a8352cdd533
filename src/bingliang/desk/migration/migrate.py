"""迁入: takes over running cases at go-live with their old numbers, dates, pauses and basis, from a table.

First a preview with every due date by the same engine and every rejected row with its reason; then one act per case.
The request id is made of the old number, so that a second run writes nothing. No number is drawn and no paper made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from bingliang.desk import registry
from bingliang.desk.casework.green import holding, inherit, of_project
from bingliang.desk.desk import stream_of
from bingliang.desk.file import File
from bingliang.desk.migration.case import MovedItem, facts_of, moved, request_of
from bingliang.desk.migration.item import RowFault
from bingliang.desk.migration.rows import OPTIONAL, REQUIRED, OldItem, fingerprint, number_key, read_row
from bingliang.exchange.tables import Table, read_table
from bingliang.ledger.acts import Refusal
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from pathlib import Path

    from bingliang.desk.desk import Desk
    from bingliang.store.look import Look
    from bingliang.store.work import Work


class Rejected(NamedTuple):
    """退回的一行: the line as the user counts it, and one sentence for each fault."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class MovedCase:
    """可迁入的一件; `recorded` when an earlier run has written it already."""

    number: str
    enterprise: str
    project: str
    items: tuple[MovedItem, ...]
    rows: tuple[OldItem, ...]
    recorded: bool = False

    @property
    def provisional(self) -> bool:
        """〔暂定〕: a date of any of its items may still move."""
        return any(item.provisional for item in self.items)


@dataclass(frozen=True, slots=True)
class Preview:
    """迁入预览: what can be taken over, and the rejected rows in the order of the file."""

    cases: tuple[MovedCase, ...]
    rejected: tuple[Rejected, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """迁入结果: cases written now, cases written by an earlier run, and those refused meanwhile."""

    written: int
    recorded: int
    rejected: tuple[Rejected, ...]


def read(path: Path) -> Table:
    """读迁入表; ValueError and OSError as `read_table`."""
    return read_table(path, REQUIRED, OPTIONAL)


def preview(desk: Desk, table: Table) -> Preview:
    """预览: reads, checks and computes everything; writes nothing."""
    rejected: list[Rejected] = []
    groups = _grouped(table, rejected)
    names = _Names()
    cases: list[MovedCase] = []
    with desk.store.look() as look:
        for rows in groups:
            try:
                names.agree(rows)
                cases.append(_case(rows, look))
                names.remember(rows)
            except RowFault as fault:
                rejected += _rejected(rows, fault)
    return Preview(tuple(cases), tuple(sorted(rejected)))


def apply(desk: Desk, shown: Preview, *, skip_rejected: bool = False) -> Applied:
    """迁入: one act per case. A Refusal, with nothing written, while any row is rejected unless `skip_rejected`.

    Every case is decided again in its own transaction; one that another counter has made impossible is in `rejected`.
    """
    overall.authorise("migrate", desk.who)
    if shown.rejected and not skip_rejected:
        raise Refusal(
            f"有{len(shown.rejected)}行未通过，一件也没有迁入；请改正后再迁入，或选择跳过未通过的行（--skip-rejected）。"
        )
    written, rejected = 0, []
    for case in shown.cases:
        if case.recorded:
            continue
        decided: list[str] = []
        try:
            desk.act(request_of(case.rows), "migrate", _deciding(case.rows, decided))
            written += bool(decided)
        except RowFault as fault:
            rejected += _rejected(case.rows, fault)
        except (Refusal, ValueError) as fault:
            rejected.append(Rejected(case.rows[0].line, str(fault)))
    refused = {row.line for row in rejected}
    recorded = sum(all(row.line not in refused for row in case.rows) for case in shown.cases) - written
    return Applied(written, recorded, tuple(rejected))


def _deciding(rows: tuple[OldItem, ...], decided: list[str]) -> Callable[[Work], File]:
    """`decided` stays empty when another counter had written the case already."""

    def decide(work: Work) -> File:
        decided.append(work.request)
        overall.authorise("migrate", work.who)
        facts = _checked(rows, work)
        moved(rows, facts, work)
        file = File(work, stream_of(work.request), ())
        file.add("migrate", {**facts, **_registered(work, facts)})
        inherit(file, printed=True)
        return file

    return decide


# ── rows into cases ──


def _grouped(table: Table, rejected: list[Rejected]) -> list[tuple[OldItem, ...]]:
    """按原收件号合并: rows of one old number are one case; a faulty row takes its whole case with it."""
    groups: dict[str, list[OldItem]] = {}
    faulty: dict[str, int] = {}
    for row in table.rows:
        try:
            found = read_row(row)
            groups.setdefault(found.key, []).append(found)
        except ValueError as fault:
            rejected.append(Rejected(row.line, str(fault)))
            faulty.setdefault(number_key(row.cells["原收件号"]), row.line)
    for key, line in faulty.items():
        rejected += [_sibling(row.line, line) for row in groups.pop(key, ())]
    return [tuple(rows) for rows in groups.values()]


def _sibling(line: int, faulty: int) -> Rejected:
    return Rejected(line, f"同一原收件号的第{faulty}行有误，整件暂不迁入。")


def _rejected(rows: Iterable[OldItem], fault: RowFault) -> list[Rejected]:
    own = [Rejected(fault.line, str(fault))]
    return own + [_sibling(row.line, fault.line) for row in rows if row.line != fault.line]


@dataclass
class _Names:
    """表内一致: one credit code has one name in the file, one project code one project; of cases that passed."""

    seen: dict[str, tuple[str, int]] = field(default_factory=dict)

    def agree(self, rows: tuple[OldItem, ...]) -> None:
        """RowFault when an earlier case of the file says otherwise."""
        for code, name in _named(rows):
            known, line = self.seen.get(code, (name, 0))
            if known != name:
                raise RowFault(rows[0].line, f"{code}在第{line}行写作“{known}”，这里写作“{name}”，请核对。")

    def remember(self, rows: tuple[OldItem, ...]) -> None:
        """For the cases that come after."""
        for code, name in _named(rows):
            self.seen.setdefault(code, (name, rows[0].line))


def _named(rows: tuple[OldItem, ...]) -> Iterator[tuple[str, str]]:
    first = rows[0]
    yield f"统一社会信用代码{first.credit_code}", first.enterprise
    code = next((row.project_code for row in rows if row.project_code), "")
    if code:
        yield f"项目代码{code}", f"{first.enterprise}·{first.project}"


def _case(rows: tuple[OldItem, ...], look: Look) -> MovedCase:
    recorded = _recorded(rows, look)
    facts = facts_of(rows, look) if recorded else _checked(rows, look)
    items = moved(rows, facts, look)
    if not recorded and (said := _first(facts, look)):
        items = (replace(items[0], notes=(said, *items[0].notes)), *items[1:])
    return MovedCase(rows[0].number, rows[0].enterprise, rows[0].project, items, rows, recorded)


def _first(facts: Mapping[str, Any], look: Look) -> str:
    """随项目走绿色通道, where the project had it on the day of the receipt; empty where it had not."""
    held = look.project_by_code(facts["project"]["code"]) if facts["project"]["code"] else None
    green = holding(of_project(look, held.id), date.fromisoformat(facts["received_on"])) if held is not None else None
    return f"随项目走绿色通道（{green.document}），迁入以后排在各清单最前；原来的承诺不变" if green is not None else ""


def _recorded(rows: tuple[OldItem, ...], look: Look) -> bool:
    """已迁入: an earlier run wrote it with the same content; RowFault when the table says something else now."""
    lines = look.entries_of_request(request_of(rows))
    if not lines:
        return False
    if lines[0].facts.get("fingerprint") != fingerprint(rows):
        raise RowFault(
            rows[0].line,
            f"原收件号“{rows[0].number}”已经迁入，表中内容与台账不同；需要改动的，请在该办件办理录入更正。",
        )
    return True


def _checked(rows: tuple[OldItem, ...], look: Look) -> dict[str, Any]:
    """核对后的事实: what the ledger and the registry already hold must not contradict the table."""
    first = rows[0]
    if any(look.stream_of_number(number) for number in {first.number, first.key}):
        raise RowFault(first.line, f"原收件号“{first.number}”在台账中已有，不能重复迁入，请核对。")
    facts = facts_of(rows, look)
    held = look.enterprise_by_code(first.credit_code)
    if held and first.enterprise not in {held.name, held.former_name}:
        raise RowFault(
            first.line,
            f"统一社会信用代码{first.credit_code}登记的是“{held.name}”，表中为“{first.enterprise}”，请核对；企业已更名的先办理变更。",
        )
    code = facts["project"]["code"]
    project = look.project_by_code(code) if code else None
    if project and (project.name != first.project or not held or project.enterprise != held.id):
        raise RowFault(
            first.line, f"项目代码{code}登记的是“{project.name}”，与表中企业或项目名称“{first.project}”不符，请核对。"
        )
    return facts


# ── registering ──


def _registered(work: Work, facts: Mapping[str, Any]) -> dict[str, Any]:
    """登记企业、项目、经办人 that the counter does not know yet; what it knows is left as it is."""
    enterprise = registry.enterprise(work, facts["enterprise"])
    project = registry.project(work, facts["project"], facts["works"]["name"], enterprise.id)
    works = next((one for one in project.works if one.name == facts["works"]["name"]), None)
    return {
        "counter": work.who.counter,
        "clerk": work.who.name,
        "enterprise": {
            key: value for key, value in asdict(enterprise).items() if key != "phone" and (value or key == "name")
        },
        "project": {
            **{key: value for key, value in asdict(project).items() if key not in {"enterprise", "works"}},
            "project_type": facts["project"]["project_type"] or project.project_type,
        },
        "works": {"id": works.id, "name": works.name} if works else {},
        "handler": _bearer(work, facts["handler"]),
    }


def _bearer(work: Work, name: str) -> str:
    if not name:
        return ""
    from bingliang.store.people import Person

    return work.save_person(Person(name))

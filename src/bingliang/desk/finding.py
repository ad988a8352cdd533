"""查找: what stands in the box at the top of the window, sought at once among cases, papers, enterprises and projects.

Figures find case codes and numbers; letters find pinyin initials and credit codes; words find names. Nobody is found by
name: persons are not searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.bags.places import places
from bingliang.desk.reading import row
from bingliang.desk.rows import WorklistRow
from bingliang.ledger.acts import Refusal
from bingliang.ledger.identifiers import check_case_code, is_errand_code, looks_like_errand
from bingliang.ledger.standing import Level, StandingRow, Waiting

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.register import Enterprise, Project
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look

SHOWN = 6
"""As many of each kind as one popup holds."""
LISTED = 200
"""As many cases as a page of results holds."""

_WIDE = {code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)}
_FOLDED: dict[int, int | str] = {**_WIDE, ord("\u3000"): " ", **dict.fromkeys(map(ord, "－–—‐"), "-")}
_YEAR = re.compile(r"[\[〔【(（]\s*(\d{4})\s*[\]〕】)）]")
_SERIAL = re.compile(r"([\u4e00-\u9fff]{2,6}?)\s?第?0*(\d{1,6})号?")
_CODE_LENGTH, _DAY_FIGURES = 14, 4


@dataclass(frozen=True, slots=True)
class FoundCase:
    """找到的办件, with who has it now; its row says until when."""

    row: WorklistRow
    holder: str
    bag: str = ""
    """材料袋在哪里"""


@dataclass(frozen=True, slots=True)
class FoundPaper:
    """找到的文书: its number, on which line of which case."""

    number: str
    title: str
    stream: str
    seq: int
    project: str
    enterprise: str
    code: str
    drawn_on: date
    void: bool


@dataclass(frozen=True, slots=True)
class FoundEnterprise:
    """找到的企业, with its cases counted."""

    id: str
    name: str
    credit_code: str
    former_name: str
    in_hand: int
    cases: int


@dataclass(frozen=True, slots=True)
class FoundProject:
    """找到的项目, with its cases counted."""

    id: str
    name: str
    code: str
    enterprise: str
    in_hand: int
    cases: int


@dataclass(frozen=True, slots=True)
class FoundErrand:
    """找到的来访: one agent's cases of one day."""

    stream: str
    number: str
    on: date
    cases: int


@dataclass(frozen=True, slots=True)
class Found:
    """查找结果: four groups in the order they are shown; `hint` says why nothing was found, or what a code lacks."""

    words: str
    cases: tuple[FoundCase, ...] = ()
    papers: tuple[FoundPaper, ...] = ()
    enterprises: tuple[FoundEnterprise, ...] = ()
    projects: tuple[FoundProject, ...] = ()
    hint: str = ""
    errands: tuple[FoundErrand, ...] = ()

    @property
    def empty(self) -> bool:
        """没有找到."""
        return not (self.cases or self.papers or self.enterprises or self.projects or self.errands)


def folded(words: str) -> str:
    """统一写法: full-width figures and letters as they are stored, blanks at both ends and doubled ones gone."""
    return " ".join(words.translate(_FOLDED).split())


def find(desk: Desk, words: str, shown: int = SHOWN) -> Found:
    """查找: at most `shown` of each kind, those in hand first."""
    wanted = folded(words)
    if not wanted:
        return Found("")
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
        calendar: Calendar = look.loaded("calendar")
        enterprises = look.find_enterprises(wanted, shown)
        projects = look.find_projects(wanted, shown)
        papers = _papers(look, wanted, shown)
        rows = _cases(look, wanted, enterprises, projects, papers, shown)
        found = Found(
            wanted,
            cases=tuple(_with_holders(look, rows, catalogue, calendar, look.today)),
            papers=tuple(papers),
            enterprises=tuple(_enterprises(look, enterprises)),
            projects=tuple(_projects(look, projects)),
            errands=tuple(_errands(look, wanted)),
        )
    return found if not found.empty else Found(wanted, hint=_hint(wanted))


def cases_of(desk: Desk, *, enterprise: str = "", project: str = "", limit: int = LISTED) -> tuple[FoundCase, ...]:
    """一家企业或一个项目的办件, those in hand first."""
    from bingliang.store import finding

    column, held = ("enterprise_id", enterprise) if enterprise else ("project_id", project)
    with desk.store.look() as look:
        rows = finding.cases_of(look, column, [held], limit)
        return tuple(_with_holders(look, rows, look.loaded("catalogue"), look.loaded("calendar"), look.today))


def cases_in(desk: Desk, streams: Sequence[str]) -> tuple[FoundCase, ...]:
    """这些办件, in their order."""
    from bingliang.store import finding

    with desk.store.look() as look:
        held = {row.stream: row for row in finding.cases_of(look, "stream", streams, len(streams))}
        rows = [held[stream] for stream in streams if stream in held]
        return tuple(_with_holders(look, rows, look.loaded("catalogue"), look.loaded("calendar"), look.today))


def scanned(desk: Desk, text: str) -> FoundCase | FoundPaper | FoundErrand:
    """扫码: the one case, paper or visit that the code names; ValueError says what is wrong with a code that names none.

    A code of the counter's own is 14 figures with two check digits; a code that fails them is never looked up.
    """
    wanted = folded(text).replace(" ", "")
    if is_errand_code(wanted):
        with desk.store.look() as look:
            return _errand(look, wanted)
    if looks_like_errand(wanted):
        raise ValueError(f"来访号“{wanted}”校验不符，有一位或两位输错，请照汇总单重扫或重输。")
    if wanted.isdigit():
        code = check_case_code(wanted)
        found = next((one for one in find(desk, code, 1).cases if one.row.code == code), None)
        if found is None:
            raise ValueError(f"本库没有收件号为“{code}”的办件，请确认凭证是本园区开具的。")
        return found
    paper = next((one for one in find(desk, wanted, 1).papers if one.number == _bracketed(wanted)), None)
    if paper is None:
        raise ValueError(f"扫到的“{_short(wanted)}”不是本柜台的收件号或文号，请扫凭证上的条码或二维码。")
    return paper


# ── visits ──


def _errand(look: Look, number: str) -> FoundErrand:
    from bingliang.desk.errands.view import by_number

    one = by_number(look, number)
    return FoundErrand(one.stream, one.number, one.on, len(one.cases))


def _errands(look: Look, wanted: str) -> Iterable[FoundErrand]:
    """A whole 来访号 names its visit; one that this zone has not drawn names nothing."""
    if is_errand_code(wanted):
        with suppress(Refusal):
            yield _errand(look, wanted)


# ── cases ──


def _cases(
    look: Look,
    wanted: str,
    enterprises: Sequence[Enterprise],
    projects: Sequence[Project],
    papers: Sequence[FoundPaper],
    shown: int,
) -> list[StandingRow]:
    from bingliang.store import finding

    found: dict[str, StandingRow] = {}
    for rows in (
        finding.cases_begun(look, _begun(wanted, look.today), shown),
        finding.cases_of(look, "stream", [paper.stream for paper in papers], shown),
        finding.cases_of(look, "enterprise_id", [one.id for one in enterprises], shown),
        finding.cases_of(look, "project_id", [one.id for one in projects], shown),
    ):
        found.update((one.stream, one) for one in rows if one.stream not in found)
    # A code that was typed names what it names, in hand or not.
    named = [one for one in found.values() if wanted.isdigit() and str(one.code) == wanted]
    rest = sorted((one for one in found.values() if one not in named), key=lambda one: not one.open)
    return [*named, *rest][:shown]


def _begun(wanted: str, today: date) -> list[str]:
    """The beginnings of codes that figures may mean: as written, or month and day (and serial) of this year."""
    figures = wanted.replace("-", "")
    if not figures.isdigit() or len(figures) < _DAY_FIGURES or len(figures) > _CODE_LENGTH:
        return []
    spoken = [f"{today.year}{figures}"] if _is_day(figures[:_DAY_FIGURES], today.year) else []
    return [figures, *spoken]


def _is_day(figures: str, year: int) -> bool:
    try:
        date(year, int(figures[:2]), int(figures[2:4]))
    except ValueError:
        return False
    return True


def _with_holders(
    look: Look, rows: Sequence[StandingRow], catalogue: Catalogue, calendar: Calendar, today: date
) -> Iterable[FoundCase]:
    from bingliang.store import finding

    items: dict[str, list[StandingRow]] = {}
    for one in finding.rows_of(look, [held.stream for held in rows]):
        if one.level is Level.ITEM and one.open:
            items.setdefault(one.stream, []).append(one)
    bags = places(look, [held.stream for held in rows])
    for held in rows:
        holder = _holder(held, items.get(held.stream, []), catalogue)
        yield FoundCase(row(held, calendar, today), holder, bags.get(held.stream, ""))


def _holder(held: StandingRow, items: Sequence[StandingRow], catalogue: Catalogue) -> str:
    """Who has it now: the department of the item whose date comes first, or the enterprise when it is its turn."""
    if not held.open:
        return "已办结" if held.ended_on else ""
    first = min(items, key=lambda one: (one.next_on or date.max, one.item), default=None)
    if first is None:
        return "窗口"
    if first.waiting in _TURNS:
        return _TURNS[first.waiting]
    if first.accepted_on is None:
        return "窗口核对"
    body = catalogue.bodies.get(first.department) or catalogue.bodies.get(first.body)
    return (body.short if body else first.department) + ("（外部）" if first.outside else "")


_TURNS = {
    Waiting.COLLECT: "待企业领取",
    Waiting.APPLICANT: "待企业补正",
    Waiting.HELD: "预收待办",
}


# ── papers, enterprises, projects ──


def _bracketed(wanted: str) -> str:
    """A year in any brackets, or in none that a keyboard has, becomes 〔2026〕."""
    return _YEAR.sub(r"〔\1〕", wanted)


def _papers(look: Look, wanted: str, shown: int) -> list[FoundPaper]:
    from bingliang.ledger.agency import fold_entrustment
    from bingliang.ledger.folding import fold, papers_of
    from bingliang.ledger.handover import fold_handover
    from bingliang.store import finding

    if len(wanted) < 2 or wanted.isdigit():  # noqa: PLR2004 - one sign begins every number of a body
        return []
    numbers = finding.numbers_begun(look, [_bracketed(wanted)], shown)
    if short := _SERIAL.fullmatch(wanted):
        numbers += finding.numbers_of_kind(look, short[1], int(short[2]), shown)
    found: list[FoundPaper] = []
    for number, stream, _ in numbers[:shown]:
        entries = look.entries(stream)
        case, one = fold(entries), fold_entrustment(entries)
        if case is not None:
            project, firm, code = str(case.project["name"]), str(case.enterprise["name"]), case.code
        elif one is not None:
            project, firm, code = one.project, one.firm, one.case_code
        elif (handed := fold_handover(entries)) is not None:
            project, firm, code = f"{handed.sender}移交{handed.receiver}", f"{len(handed.cases)} 件", ""
        else:
            continue
        found += [
            FoundPaper(number, paper.title, stream, paper.seq, project, firm, code, paper.on, bool(paper.void_reason))
            for paper in papers_of(entries)
            if paper.number == number
        ]
    return found


def _enterprises(look: Look, held: Sequence[Enterprise]) -> Iterable[FoundEnterprise]:
    from bingliang.store import finding

    counts = finding.case_counts(look, "enterprise_id", [one.id for one in held])
    for one in held:
        in_hand, cases = counts.get(one.id, (0, 0))
        yield FoundEnterprise(one.id, one.name, one.credit_code, one.former_name, in_hand, cases)


def _projects(look: Look, held: Sequence[Project]) -> Iterable[FoundProject]:
    from bingliang.store import finding

    counts = finding.case_counts(look, "project_id", [one.id for one in held])
    for one in held:
        in_hand, cases = counts.get(one.id, (0, 0))
        owner = look.enterprise(one.enterprise)
        yield FoundProject(one.id, one.name, one.code, owner.name if owner else "", in_hand, cases)


def _hint(wanted: str) -> str:
    """Why nothing was found: a whole code with a wrong figure says so, anything else says what can be sought."""
    if wanted.isdigit() and len(wanted) == _CODE_LENGTH:
        try:
            check_case_code(wanted)
        except ValueError as wrong:
            return str(wrong)
    return f"没有找到“{_short(wanted)}”。可以查收件号、文号、企业或项目名称、拼音首字母、信用代码、项目代码；不按人名查找。"


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:24]}…"  # noqa: PLR2004 - one line of a popup

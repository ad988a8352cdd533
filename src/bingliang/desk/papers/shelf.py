"""文书架: the papers of one case and of the whole counter, as rows for a screen; each paper's stored bytes, checked.

A question reads a range of an index or a few streams, never all ledgers: what a rare kind of paper needs more of is read
in further pages, each of which says where it ended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Any

from bingliang.desk.papers.marks import ACTS_OF, marked
from bingliang.desk.rows import PaperRow, PaperState
from bingliang.ledger.acts import Entry, Refusal
from bingliang.ledger.case import day
from bingliang.ledger.folding import amended

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.case import Paper
    from bingliang.ledger.standing import StandingRow
    from bingliang.paper.form import Form
    from bingliang.store.look import Look
    from bingliang.store.paper_lines import Mark

PAGE = 100
_LOOKED_AT = 1_000
"""Lines looked at for one page of a rare kind; more than this is left to the next page."""

_UNFIT = re.compile(r'[\\/:*?"<>|\s]+')
_BRACKETS = str.maketrans("[]【】", "〔〕〔〕")
_YEAR = re.compile(r"[(（](\d{4})[)）]")
_DATE = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?")


class ShelfFilter(StrEnum):
    """文书筛选."""

    TODAY = "今天"
    CASE = "本件"
    ALL = "全部"
    OWED = "待签送"
    WAITING = "待出具"
    VOID = "作废"


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """一页文书: `after` says where it ended and is handed back for the next page; None when there is nothing behind it."""

    rows: tuple[PaperRow, ...]
    after: Mark | None = None


def shelf(
    desk: Desk,
    which: ShelfFilter,
    *,
    stream: str = "",
    words: str = "",
    after: Mark | None = None,
    limit: int = PAGE,
) -> ShelfPage:
    """文书清单 of a filter, newest first; `stream` is the case of `本件`.

    `words` finds by the beginning of a 文号 or 收件号, by the name of the paper, the enterprise or the project, or by a day.
    """
    wanted = wished(words)
    with desk.store.look() as look:
        if which is ShelfFilter.ALL and wanted:
            return _found(look, wanted, after, limit)
        if which is ShelfFilter.CASE:
            return ShelfPage(_speaking(_of_streams(look, [stream] if stream else []), wanted))
        if which is ShelfFilter.WAITING:
            return ShelfPage(_speaking(_waiting(look), wanted))
        if which is ShelfFilter.OWED:
            return _scanned(look, after, limit, keep=lambda row: bool(row.owed) and _speaks(row, wanted))
        if which is ShelfFilter.VOID:
            return _scanned(look, after, limit, act="void", keep=lambda row: _speaks(row, wanted))
        first = look.today if which is ShelfFilter.TODAY else None
        return _scanned(look, after, limit, first=first, keep=lambda row: _speaks(row, wanted))


def of_case(desk: Desk, stream: str) -> tuple[PaperRow, ...]:
    """本件文书, newest first."""
    return shelf(desk, ShelfFilter.CASE, stream=stream).rows


def paper(desk: Desk, stream: str, seq: int) -> PaperRow:
    """一份文书 by the line that drew it up; a Refusal when there is none."""
    with desk.store.look() as look:
        rows = _of_streams(look, [stream])
    for row in rows:
        if row.seq == seq:
            return row
    raise Refusal("没有找到这份文书，请在文书页按文号查找。")


def pdf(desk: Desk, stream: str, seq: int) -> bytes:
    """文书原件: the stored bytes, checked against their SM3; a Refusal in one sentence when they cannot be had."""
    return bytes_of(desk, paper(desk, stream, seq))


def bytes_of(desk: Desk, row: PaperRow) -> bytes:
    """文书原件 of a row that is already known."""
    if not row.sm3:
        raise Refusal(f"《{row.title}》（{row.number}）已编号，PDF 尚未制成，请按 F8 补制后打印。")
    try:
        return desk.store.blobs.get(row.sm3)
    except ValueError as error:
        raise Refusal(f"《{row.title}》（{row.number}）不能显示也不能打印：{error}") from error


def make(desk: Desk, stream: str, seq: int) -> PaperRow:
    """补制: makes the PDFs of this case that a power cut has left unmade, and gives the row as it now stands."""
    from bingliang.desk.papers.issuing import issue

    issue(desk, stream)
    return paper(desk, stream, seq)


def file_name(one: Paper | PaperRow) -> str:
    """文件名: the paper's number and title, without what a file system cannot hold."""
    return _UNFIT.sub("_", f"{one.number} {one.title}").strip("_") + ".pdf"


# ── finding ───────────────────────────────────────────────────────────────────────────────────────────────────────


def wished(words: str) -> str:
    """The search words as numbers are written: 〔2026〕, whatever brackets the keyboard has."""
    return _YEAR.sub(r"〔\1〕", words.strip().translate(_BRACKETS))


def _speaks(row: PaperRow, words: str) -> bool:
    held = (row.number, row.title, row.code, row.project, row.enterprise, f"{row.drawn_on:%Y-%m-%d}", *row.items)
    return not words or any(words in text for text in held)


def _speaking(rows: Iterable[PaperRow], words: str) -> tuple[PaperRow, ...]:
    return tuple(row for row in rows if _speaks(row, words))


def _found(look: Look, words: str, after: Mark | None, limit: int) -> ShelfPage:
    """By day, by the name of the paper, else by number and by the names that stand on it."""
    from bingliang.store import finding, paper_lines

    if (when := _day(words, look.today)) is not None:
        return _scanned(look, after, limit, first=when, last=when)
    kinds = {key for key, form in _forms(look).items() if words in form.title}
    if kinds:
        return _scanned(look, after, limit, keep=lambda row: row.form in kinds)
    numbered = paper_lines.numbered(look, words)
    streams = {*numbered, *(row.stream for row in finding.search(look, words))}
    rows = _of_streams(look, streams)
    exact = tuple(row for row in rows if row.number.startswith(words))
    return ShelfPage(exact or rows)


def _day(words: str, today: date) -> date | None:
    found = _DATE.fullmatch(words)
    if found is None:
        return None
    year, month, of_month = (int(part) if part else today.year for part in found.groups())
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def _waiting(look: Look) -> tuple[PaperRow, ...]:
    from bingliang.store.open_items import unissued

    return tuple(row for row in _of_streams(look, unissued(look)) if row.state is PaperState.WAITING)


def _scanned(
    look: Look,
    after: Mark | None,
    limit: int,
    *,
    act: str = "draw_up",
    first: date | None = None,
    last: date | None = None,
    keep: Callable[[PaperRow], bool] = lambda _row: True,
) -> ShelfPage:
    """A page along the index; what `keep` refuses is looked past, at most `_LOOKED_AT` lines of it."""
    from bingliang.store import paper_lines

    rows: list[PaperRow] = []
    looked = 0
    while looked < _LOOKED_AT:
        lines = paper_lines.newest(look, act, first=first, last=last, after=after, limit=limit)
        looked += len(lines)
        for mark, row in _along(look, lines):
            after = mark
            if row is not None and keep(row):
                rows.append(row)
                if len(rows) == limit:
                    return ShelfPage(tuple(rows), after)
        if len(lines) < limit:
            return ShelfPage(tuple(rows))
    return ShelfPage(tuple(rows), after)


def _along(look: Look, lines: Sequence[tuple[Mark, Entry]]) -> Iterable[tuple[Mark, PaperRow | None]]:
    """Each line with the paper it is about: a line that voids names the paper, one that draws up is it."""
    rows = {(row.stream, row.seq): row for row in _of_streams(look, {entry.stream for _, entry in lines})}
    for mark, entry in lines:
        facts: Mapping[str, Any] = entry.facts
        yield mark, rows.get((entry.stream, int(facts["paper"]) if entry.act == "void" else entry.seq))


# ── rows ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_streams(look: Look, streams: Iterable[str]) -> tuple[PaperRow, ...]:
    from bingliang.store import finding, paper_lines

    lines = paper_lines.of_streams(look, streams)
    by_stream = groupby(lines, key=lambda entry: entry.stream)
    # A service put right by 录入更正 counts as it was put right.
    entries = [entry for _, own in by_stream for entry in amended(own) if entry.act != "amend"]
    about: dict[tuple[str, int], list[Entry]] = {}
    for entry in entries:
        if entry.act != "draw_up":
            about.setdefault((entry.stream, int(str(entry.facts["paper"]))), []).append(entry)
    standing: dict[str, dict[str, StandingRow]] = {}
    for one in finding.rows_of(look, {entry.stream for entry in entries}):
        if not one.task:
            standing.setdefault(one.stream, {})[one.item] = one
    forms = _forms(look)
    rows = [
        _row(entry, about.get((entry.stream, entry.seq), []), standing.get(entry.stream, {}), forms)
        for entry in entries
        if entry.act == "draw_up"
    ]
    return tuple(sorted(rows, key=lambda row: (row.drawn_at, row.stream, row.seq), reverse=True))


def _row(
    entry: Entry,
    about: Sequence[Entry],
    standing: Mapping[str, StandingRow],
    forms: Mapping[str, Form],
) -> PaperRow:
    facts: Mapping[str, Any] = entry.facts
    said: dict[str, Mapping[str, Any]] = {one.act: one.facts for one in about}
    sealed = next((one for one in about if one.act == "seal"), None)
    issued, void = said.get("issue", {}), said.get("void", {})
    form, case = forms.get(facts["form"]), standing.get("")
    owes = form.owes if form and not void else ()
    names = (standing.get(f"{int(no):02d}") for no in facts.get("items_on", ()))
    return PaperRow(
        number=facts["number"],
        title=facts["title"],
        form=facts["form"],
        drawn_on=day(facts["on"]),
        issued=bool(issued),
        void=bool(void),
        sm3=str(issued.get("sm3", "")),
        pages=int(issued.get("pages", 0)),
        stream=entry.stream,
        seq=entry.seq,
        void_reason=str(void.get("reason", "")),
        partly="；".join(
            f"《{one.facts['name']}》一行，{one.facts['reason']}" for one in about if one.act == "void_row"
        ),
        kind=form.profile if form else "",
        copies=tuple(copy.name for copy in form.copies if copy.name) if form else (),
        items=tuple(item.title for item in names if item is not None),
        code=str(case.code) if case else "",
        project=case.project if case else _named(facts, "project"),
        enterprise=case.enterprise if case else _named(facts, "enterprise"),
        drawn_at=entry.at,
        owed=tuple(word for word in owes if ACTS_OF[word] not in said),
        marks=tuple(marked(word, said[act]) for word, act in ACTS_OF.items() if act in said),
        sealed_on=day(sealed.facts["on"]) if sealed else None,
        sealed_by=sealed.by if sealed else "",
        returned=tuple(str(one.facts["name"]) for one in about if one.act == "file_copy"),
    )


def _named(facts: Mapping[str, Any], group: str) -> str:
    """A paper of no case (代办委托书) says itself whose it is."""
    found: Mapping[str, Any] = facts["facts"].get(group, {})
    return str(found.get("name", ""))


def _forms(look: Look) -> Mapping[str, Form]:
    found: Mapping[str, Form] = look.loaded("forms")
    return found

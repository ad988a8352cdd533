"""评议的清单和详情: 好差评 and 业主点评 in one list, each as this post may see it.

The supervisors see a bad rating as it was given, without who gave it. Departments and the counter see of 好差评 the totals alone,
and of a bad one what the supervisors have written to them; the words of the enterprise only from so many ratings on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.desk.lights import Light
from bingliang.desk.rating import comments, terms
from bingliang.ledger.comment import Comment, Issue, Said
from bingliang.ledger.rating import COUNTER, PREFIX, Rating, fold_rating
from bingliang.ledger.roles import REVIEWER, SUPERVISOR
from bingliang.mechanism.public_rating import Grade, Rate, Span, Stage, deadline, late_by, owes_answer, owners, stage

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look

YEAR = timedelta(days=365)
"""Ratings not written to for a year are not listed; they stay in the ledger."""

SHOWN = 2
"""So many 点评期 are listed whole; of earlier ones only what was never published."""


class RatingFilter(StrEnum):
    """评议的筛选."""

    ALL = "全部在办"
    TO_CONTACT = "差评待联系"
    MENDING = "整改中"
    TO_LOOK = "待回访再评"
    TO_COMMENT = "待点评"
    TO_CHECK = "点评待审核"
    TO_ANSWER = "待答复点评"
    CLOSED = "已了结"
    PUBLISHED = "已公布"


_OF_STAGE = {
    Stage.TO_CONTACT: RatingFilter.TO_CONTACT,
    Stage.MENDING: RatingFilter.MENDING,
    Stage.TO_REVISIT: RatingFilter.TO_LOOK,
    Stage.TO_LOOK: RatingFilter.TO_LOOK,
    Stage.CLOSED: RatingFilter.CLOSED,
    Stage.STRUCK: RatingFilter.CLOSED,
}
RATING, COMMENT_KIND, ISSUE = "好差评", "业主点评", "点评公布"


@dataclass(frozen=True, slots=True)
class RatingRow:
    """清单的一行: a bad rating, a comment on one department, a sheet still to come, or an issue."""

    key: str
    stream: str
    kind: str
    filter: RatingFilter
    title: str
    about: str
    department: str
    state: str
    until: date | None
    late: int
    light: Light
    sealed: bool = False

    @property
    def when(self) -> str:
        """截止的一句话."""
        if self.late:
            return f"迟 {self.late} 个工作日"
        return f"至 {self.until:%m-%d}" if self.until is not None else "—"


@dataclass(frozen=True, slots=True)
class Totals:
    """合计 of one side over a year; `shown` False where too few ratings would give the rater away."""

    name: str
    rate: Rate
    shown: bool
    words: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """一行."""
        if not self.shown:
            return f"{self.name}　评价数不足，不显示"
        return f"{self.name}　评价 {self.rate.total} 次　满意率 {self.rate.formula}"


@dataclass(frozen=True, slots=True)
class Room:
    """评议室: rows, counts by filter, totals by side."""

    rows: tuple[RatingRow, ...]
    totals: tuple[Totals, ...]
    span: str
    today: date

    @property
    def summary(self) -> str:
        """好差评的合计 in two lines: all together, then the sides with bad ratings; of one side alone, its own line."""
        if len(self.totals) <= 1:
            return "".join(one.text for one in self.totals) or "近一年没有好差评。"
        counts = zip(*(one.rate.counts for one in self.totals), strict=True)
        every = Rate(tuple(map(sum, counts)))
        bad = [f"{one.name} {one.rate.bad} 次" for one in self.totals if one.rate.bad and one.shown]
        tail = f"\n差评：{'、'.join(bad)}；各部门的合计按 Ctrl+S 导出" if bad else ""
        return f"好差评近一年：评价 {every.total} 次　满意率 {every.formula}{tail}"

    def under(self, which: RatingFilter) -> tuple[RatingRow, ...]:
        """一种筛选的各行."""
        closed = (RatingFilter.CLOSED, RatingFilter.PUBLISHED)
        if which is RatingFilter.ALL:
            return tuple(row for row in self.rows if row.filter not in closed)
        return tuple(row for row in self.rows if row.filter is which)


def room(desk: Desk) -> Room:
    """评议室 as the post at this desk may see it; what is late first."""
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
        folded = ratings_since(look, look.today - YEAR)
        rows = [*_rating_rows(look, folded, desk), *_comment_rows(look, desk), *_issue_rows(look)]
        rows.sort(key=lambda row: (-row.late, row.until or date.max, row.title))
        return Room(tuple(rows), _totals(look, folded, desk), terms.span_on(catalogue, look.today).written, look.today)


def ratings_since(look: Look, since: date, *, bad: bool = False) -> list[Rating]:
    """评价, of which something was written since that day; with `bad`, those alone that were given as a 差评."""
    from bingliang.store.streams import lines_under

    begun = [{"grade": int(grade)} for grade in Grade if grade.bad] if bad else ()
    found = (fold_rating(lines) for lines in lines_under(look, PREFIX, since, begun=begun).values())
    return sorted((one for one in found if one is not None), key=lambda one: one.number)


def _office(desk: Desk) -> str:
    """The side whose rows this post sees; empty for the supervisors and everybody who is not rated."""
    return desk.who.office if desk.who.role == REVIEWER else COUNTER if desk.who.role == COUNTER else ""


def bad_ratings(look: Look, desk: Desk) -> tuple[RatingRow, ...]:
    """差评 of a year, as this post may see them; the good ones, which are nearly all, are not read."""
    return tuple(_rating_rows(look, ratings_since(look, look.today - YEAR, bad=True), desk))


def _rating_rows(look: Look, folded: Sequence[Rating], desk: Desk) -> Iterable[RatingRow]:
    mine = _office(desk)
    for one in folded:
        at = stage(one)
        if at is Stage.NONE or (mine and (one.side != mine or at is Stage.TO_CONTACT)):
            continue
        yield _rating_row(look, one, at)


def _rating_row(look: Look, one: Rating, at: Stage) -> RatingRow:
    catalogue: Catalogue = look.loaded("catalogue")
    calendar: Calendar = look.loaded("calendar")
    held, today = terms.terms(catalogue), look.today
    until, late = deadline(one, calendar, held), late_by(one, today, calendar, held)
    appealed = one.objection is not None and not one.objection.outcome
    return RatingRow(
        one.stream, one.stream, RATING, _OF_STAGE[at], f"{one.number} {one.service}差评", one.contact.problem if one.contact else "",
        short(catalogue, one.side), f"{at}，申诉待复核" if appealed else str(at), until, late, _light(at, until, late, today),
    )  # fmt: skip


def _light(at: Stage, until: date | None, late: int, today: date) -> Light:
    if at in (Stage.CLOSED, Stage.STRUCK):
        return Light.DONE
    if late:
        return Light.PROMISE_LATE
    if until is None:
        return Light.APPLICANT
    return Light.SOON if (until - today).days <= 1 else Light.OK


def short(catalogue: Catalogue, side: str) -> str:
    """部门简称."""
    body = catalogue.bodies.get(side)
    return body.short if body else side


def _spans(look: Look) -> tuple[Span, ...]:
    """现在这一期和上一期, and those before them of which comments still wait to be published."""
    now = terms.span_on(look.loaded("catalogue"), look.today)
    spans = [now, now.before]
    while len(spans) < comments.RECENT:
        spans.append(spans[-1].before)
    old = (span for span in spans[SHOWN:] if comments.issue_of(look, span) is None)
    return (*spans[:SHOWN], *old)


def _comment_rows(look: Look, desk: Desk) -> Iterable[RatingRow]:
    catalogue: Catalogue = look.loaded("catalogue")
    calendar: Calendar = look.loaded("calendar")
    today, days = look.today, terms.answer_days(catalogue)
    reviewer = desk.who.role == REVIEWER
    for at, span in enumerate(_spans(look)):
        issue = comments.issue_of(look, span)
        came = comments.comments_of(look, span)
        if issue is None and not reviewer and at < SHOWN:
            names = {one.project for one in came}
            for one in comments.key_projects(look):
                if one.stream not in names:
                    yield _waited(span, one.stream, one.profile.name, one.profile.firm, today)
        for held in came:
            if held.checked_on is None:
                if not reviewer:
                    yield _entered(held, span, today)
                continue
            until = owners.answer_by(held, calendar, days)
            for said in held.said.values():
                if not reviewer or said.department == desk.who.office:
                    yield _said(held, said, issue, until, short(catalogue, said.department), calendar, today)


def _waited(span: Span, stream: str, name: str, firm: str, today: date) -> RatingRow:
    over = today > span.last
    return RatingRow(
        f"{span.written}/{stream}", f"{span.written}/{stream}", COMMENT_KIND, RatingFilter.TO_COMMENT, name, firm, "", f"{span.short}待点评",
        None if over else span.last, 0, Light.WAITING, sealed=True,
    )  # fmt: skip


def _entered(held: Comment, span: Span, today: date) -> RatingRow:
    over = today > span.last
    state = "待审核" if over else f"已封存到{span.last:%m-%d}"
    return RatingRow(
        held.stream, held.stream, COMMENT_KIND, RatingFilter.TO_CHECK, held.name, held.firm, f"{len(held.said)} 个部门",
        state, None, 0, Light.OK if over else Light.STOPPED, sealed=not over,
    )  # fmt: skip


def _said(
    held: Comment, said: Said, issue: Issue | None, until: date | None, department: str, calendar: Calendar, today: date
) -> RatingRow:
    waits = said.answered_on is None and owes_answer(said) and issue is None
    late = calendar.count(until, today) if waits and until is not None and today > until else 0
    if issue is not None:
        which, state = RatingFilter.PUBLISHED, f"第{issue.number}期已公布"
    elif waits:
        which, state = RatingFilter.TO_ANSWER, "待答复"
    else:
        which, state = RatingFilter.CLOSED, "已答复" if said.answered_on else "好评，不须答复"
    light = Light.PROMISE_LATE if late else Light.SOON if waits else Light.DONE
    title = f"{Grade(said.grade).text}：{said.text or said.hidden or '没有文字'}"
    return RatingRow(
        f"{held.stream}/{said.department}", held.stream, COMMENT_KIND, which, title, held.firm, department, state,
        until if waits else None, late, light,
    )  # fmt: skip


def _issue_rows(look: Look) -> Iterable[RatingRow]:
    for one in comments.issues(look):
        count = sum(tally.total for tally in one.tallies)
        yield RatingRow(
            one.stream, one.stream, ISSUE, RatingFilter.PUBLISHED, f"业主点评第{one.number}期", f"{one.name}，{count} 条",
            f"{len(one.tallies)} 个部门", f"{one.on:%Y-%m-%d}公布", None, 0, Light.DONE,
        )  # fmt: skip


def totals_of(folded: Sequence[Rating]) -> dict[str, list[Rating]]:
    """各方的评价, those whose appeal was upheld left out."""
    found: dict[str, list[Rating]] = {}
    for one in folded:
        if stage(one) is not Stage.STRUCK:
            found.setdefault(one.side, []).append(one)
    return found


def _totals(look: Look, folded: Sequence[Rating], desk: Desk) -> tuple[Totals, ...]:
    catalogue: Catalogue = look.loaded("catalogue")
    least, mine = terms.terms(catalogue).least, _office(desk)
    made = []
    for side, given in sorted(totals_of(folded).items()):
        if not mine or side == mine:
            rate = Rate.of(one.grade for one in given)
            shown = rate.shown(least) or desk.who.role == SUPERVISOR
            words = tuple(one.words for one in given if one.words) if shown else ()
            made.append(Totals(short(catalogue, side), rate, shown, words))
    return tuple(made)

"""考核: the scores of a month or quarter out of the ledger, frozen by their publication; a later change is a further issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import ActForm, Field, Kind
from bingliang.desk.agency.marks import AGENCY, agency_marks
from bingliang.desk.rating.marks import HIDDEN, marks_of_ratings
from bingliang.desk.supervision import loose, terms
from bingliang.ledger.acts import ACTS, Draft, Refusal
from bingliang.ledger.folding import fold
from bingliang.ledger.matter import Matter, fold_matter, stream_of_matter
from bingliang.mechanism import overall
from bingliang.mechanism.supervision import Mark, Period, Score, marks, scores
from bingliang.mechanism.supervision.scores import Done, done_in

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.ledger.acts import Entry
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

PREFIX = "assessment/"
LAW = "区《督办考核制度》"
DEPARTMENTS, PEOPLE = "部门", "个人"
_DECIDING = frozenset({"grant", "grant_deferred", "refuse", "file", "opine", "forward"})


@dataclass(frozen=True, slots=True)
class MarkRow:
    """记分的一行, with what a list shows of its case."""

    mark: Mark
    code: str
    enterprise: str
    item: str


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """成绩的一行: `name` of the department or person, and its marks."""

    rank: int
    name: str
    score: int
    grade: str
    points: int
    done: int
    promise_late: int
    statute_late: int
    marks: tuple[MarkRow, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """一期考核: as it would stand now, or as it was published (`issue` ≥ 1, on `published_on`)."""

    period: Period
    departments: tuple[ScoreRow, ...]
    people: tuple[ScoreRow, ...]
    issue: int = 0
    published_on: date | None = None
    by: str = ""
    reason: str = ""

    def rows(self, whose: str) -> tuple[ScoreRow, ...]:
        """部门的还是个人的."""
        return self.people if whose == PEOPLE else self.departments

    @property
    def sentence(self) -> str:
        """一句话: published and frozen, or still moving."""
        if self.published_on is None:
            return f"{self.period.name}，尚未公布，随台账变动；期满以后由督查岗位公布，公布即冻结。"
        again = f"（第{self.issue}次公布：{self.reason}）" if self.reason else ""
        return f"{self.period.name}，{self.published_on:%Y-%m-%d}公布{again}，已冻结，不再随台账变动。"


def stream_of_period(period: Period) -> str:
    """考核期的流水名."""
    return f"{PREFIX}{period.written}"


def assessment(desk: Desk, written: str, *, live: bool = False) -> Assessment:
    """一期考核: as published, or, with `live` or before that, as the ledger stands."""
    period = Period.of(written)
    with desk.store.look() as look:
        entries = look.entries(stream_of_period(period))
        return _frozen(period, entries) if entries and not live else _reckoned(look, period)


def _reckoned(look: Look, period: Period) -> Assessment:
    from bingliang.store.matters import nearing, written
    from bingliang.store.streams import lines_but_papers

    if period.first > look.today:
        raise ValueError(f"{period.name}还没有开始，没有可以考核的内容。")
    catalogue: Catalogue = look.loaded("catalogue")
    calendar: Calendar = look.loaded("calendar")
    cases, matters = written(look, period.first, look.today)
    behind = (matter.case for stream in matters if (matter := fold_matter(look.entries(stream))) is not None)
    found: list[MarkRow] = []
    done: list[Done] = []
    weights = terms.weights(catalogue)
    streams = (*cases, *nearing(look, min(period.last, look.today)), *behind)
    for stream, entries in lines_but_papers(look, streams):
        case = fold(entries)
        if case is None:
            continue
        matters_of = _matters(look, stream, case.items)
        found += [
            MarkRow(mark, case.code, str(case.enterprise["name"]), case.items[mark.item].name)
            for mark in marks(case, entries, matters_of, look.today, calendar, weights)
            if mark.on in period and mark.on <= look.today
        ]
        done += done_in(case, _people(entries), period, calendar)
    found += _loose(look, period)
    rows = {id(row.mark): row for row in found}
    grades = terms.grades(catalogue)

    def told(made: Sequence[Score], name: Mapping[str, str]) -> tuple[ScoreRow, ...]:
        return tuple(
            ScoreRow(
                one.rank, name.get(one.side, one.side), one.score, one.grade, one.points, one.done, one.promise_late,
                one.statute_late, tuple(rows[id(mark)] for mark in one.marks),
            )
            for one in made
        )  # fmt: skip

    names = {code: body.short for code, body in catalogue.bodies.items()}
    every = [row.mark for row in found]
    return Assessment(
        period,
        told(scores(every, done, period, grades=grades), names),
        told(scores(every, done, period, people=True, grades=grades), {}),
    )


def _loose(look: Look, period: Period) -> list[MarkRow]:
    """评议和代办的各分, with what was decided about each."""
    rows = [MarkRow(mark, code, HIDDEN, item) for mark, code, item in marks_of_ratings(look, period)]
    rows += [MarkRow(mark, one.number, one.firm, AGENCY) for mark, one in agency_marks(look, period)]
    fresh = loose.judge(look, [row.mark for row in rows])
    return [replace(row, mark=mark) for row, mark in zip(rows, fresh, strict=True)]


def _matters(look: Look, stream: str, items: Iterable[int]) -> dict[int, tuple[Matter, Sequence[Entry]]]:
    found: dict[int, tuple[Matter, Sequence[Entry]]] = {}
    for no in items:
        lines = look.entries(stream_of_matter(stream, no))
        matter = fold_matter(lines)
        if matter is not None:
            found[no] = (matter, lines)
    return found


def _people(entries: Sequence[Entry]) -> dict[int, str]:
    """谁办结的: who wrote the decision of each item."""
    found: dict[int, str] = {}
    for entry in entries:
        no = entry.facts.get("item")
        if entry.act in _DECIDING and isinstance(no, int):
            found[no] = entry.by
    return found


# ── publication ───────────────────────────────────────────────────────────────────────────────────────────────────


def publish(desk: Desk, request: str, stream: str, reason: str = "") -> Answer:
    """公布: the ranking of a period that is over is written as it stands and frozen; a further issue needs its reason."""
    from bingliang.store.endings import Outcome

    period = Period.of(stream.removeprefix(PREFIX))

    def decide(work: Work) -> Outcome:
        before = may_publish(work, period)
        if before and not reason.strip():
            raise ValueError(f"{period.name}已经公布过，更正公布请写明理由。")
        made = _reckoned(work, period)
        facts = {
            "on": work.today.isoformat(), "period": period.written, "issue": before + 1, "reason": reason,
            "departments": [_facts(row) for row in made.departments], "people": [_facts(row) for row in made.people],
        }  # fmt: skip
        return Outcome((Draft(stream, "publish_assessment", facts),), {"stream": stream, "papers": []})

    return desk.note(request, "publish_assessment", decide)


def may_publish(work: Work, period: Period) -> int:
    """可公布: by the supervisors, when the period is over; how often it was published before."""
    overall.authorise("publish_assessment", work.who)
    if period.last >= work.today:
        raise Refusal(f"{period.name}到{period.last:%Y-%m-%d}才期满，期满以后才能公布。", LAW)
    return len(work.entries(stream_of_period(period)))


def publish_form(desk: Desk, written: str) -> ActForm:
    """公布的办理单: nothing to fill in the first time, the reason for a further issue."""
    period = Period.of(written)
    before, today = desk.seen("form", lambda work: (may_publish(work, period), work.today))
    again = (Field("reason", "更正公布的理由", Kind.LONG, help="原公布的不删不改，两次都可以查。"),) if before else ()
    act = ACTS["publish_assessment"]
    return ActForm(
        name=act.name, act=act.name, title=act.title, no=None, subject=period.name, fields=again, article=act.article,
        today=today, safe=False, focus="reason" if before else "",
    )  # fmt: skip


def published(facts: Mapping[str, Any]) -> Consequence:
    """后果 of the publication: what is frozen and what still waits."""
    period = Period.of(str(facts["period"]))
    rows: Sequence[Mapping[str, Any]] = facts["departments"]
    waiting = sum(mark["asked"] for row in rows for mark in row["marks"])
    told = [f"{row['rank']}　{row['name']}　{row['score']}分　{row['grade']}" for row in rows]
    return Consequence(
        sentences=(
            f"{period.name}考核公布，共{len(rows)}个单位、{len(facts['people'])}人。公布以后冻结，不再随台账变动。",
            *told,
        ),
        items=(),
        acts=(ACTS["publish_assessment"].title,),
        papers=(),
        articles=(ACTS["publish_assessment"].article,),
        warnings=(f"还有{waiting}项申诉没有处理，公布以后处理的，须另行更正公布。",) if waiting else (),
    )


def _facts(row: ScoreRow) -> dict[str, object]:
    return {
        **{name: getattr(row, name) for name in ScoreRow.__slots__ if name != "marks"},
        "marks": [
            {
                **asdict(one.mark),
                "on": one.mark.on.isoformat(),
                "code": one.code,
                "enterprise": one.enterprise,
                "name": one.item,
            }
            for one in row.marks
        ],
    }


def _frozen(period: Period, entries: Sequence[Entry]) -> Assessment:
    last = entries[-1]
    facts: Any = last.facts
    departments, people = (tuple(_row(row) for row in facts[key]) for key in ("departments", "people"))
    on = date.fromisoformat(facts["on"])
    return Assessment(period, departments, people, int(facts["issue"]), on, last.by, str(facts["reason"]))


def _row(facts: Mapping[str, Any]) -> ScoreRow:
    plain = {name: facts[name] for name in ScoreRow.__slots__ if name != "marks"}
    return ScoreRow(**plain, marks=tuple(_mark_row(one) for one in facts["marks"]))


def _mark_row(facts: Mapping[str, Any]) -> MarkRow:
    words = {name: facts[name] for name in Mark.__slots__ if name != "on"}
    return MarkRow(Mark(**words, on=date.fromisoformat(facts["on"])), facts["code"], facts["enterprise"], facts["name"])

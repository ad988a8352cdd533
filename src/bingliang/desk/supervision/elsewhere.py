"""其他超期: what is late in 评议, 要素保障 and 投诉, as rows of the supervisors' own list; each leads to its room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bingliang.desk.complaints.view import ComplaintFilter, complaints_of
from bingliang.desk.projects.problem_view import ProblemFilter, problems_of
from bingliang.desk.rating.view import RatingFilter, room
from bingliang.desk.supervision.rows import MatterFilter, MatterRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bingliang.desk.complaints.view import ComplaintRow
    from bingliang.desk.desk import Desk
    from bingliang.desk.projects.problem_view import ProblemRow
    from bingliang.desk.rating.view import RatingRow

PROBLEM, COMPLAINT = "要素保障", "投诉"
_RATINGS = (RatingFilter.TO_CONTACT, RatingFilter.MENDING, RatingFilter.TO_ANSWER)


def elsewhere(desk: Desk) -> tuple[MatterRow, ...]:
    """其他超期 as this post may see it, the longest late first: ratings and comments, complaints, problems."""
    problems = problems_of(desk, ProblemFilter.LATE).rows
    complaints = complaints_of(desk, ComplaintFilter.LATE).rows
    found = (*_ratings(desk), *map(_problem, problems), *map(_complaint, complaints))
    return tuple(sorted(found, key=lambda row: (row.remaining or 0, row.key)))


def _ratings(desk: Desk) -> Iterable[MatterRow]:
    return (_rating(row) for row in room(desk).rows if row.late and row.filter in _RATINGS)


def _rating(row: RatingRow) -> MatterRow:
    rung = {RatingFilter.TO_CONTACT: "逾期未联系", RatingFilter.MENDING: "整改超期"}.get(row.filter, "逾期未答复")
    return MatterRow(
        stream=row.key, no=0, item=row.title, code=row.title.partition(" ")[0] if row.kind == "好差评" else "",
        project=row.about if row.kind == "好差评" else "业主点评", enterprise="" if row.kind == "好差评" else row.about,
        department=row.department, office="", light=row.light, state=MatterFilter.ELSEWHERE, rung=rung,
        until=row.until, until_word="评议截止", remaining=-row.late, provisional=False, promise_late=row.late,
        statute_late=0, points=0, appealing=False, kind=row.kind, place="评议", subject=row.stream,
    )  # fmt: skip


def _problem(row: ProblemRow) -> MatterRow:
    return MatterRow(
        stream=row.stream, no=0, item=row.words, code=row.number, project=row.project or row.kind, enterprise=row.firm,
        department=row.department, office=row.office, light=row.light, state=MatterFilter.ELSEWHERE,
        rung="已督办" if row.supervised else "超期未办结", until=row.due, until_word="办结期限", remaining=-row.late,
        provisional=row.provisional, promise_late=row.late, statute_late=0, points=0, appealing=False, kind=PROBLEM,
        place="项目库", subject=row.stream,
    )  # fmt: skip


def _complaint(row: ComplaintRow) -> MatterRow:
    return MatterRow(
        stream=row.stream, no=0, item=row.words, code=row.number, project=row.kind, enterprise=row.against,
        department=row.department, office=row.office, light=row.light, state=MatterFilter.ELSEWHERE, rung="逾期未答复",
        until=row.due, until_word="答复期限", remaining=-row.late, provisional=row.provisional, promise_late=row.late,
        statute_late=0, points=0, appealing=False, kind=COMPLAINT, place="咨询投诉", subject=row.stream,
    )  # fmt: skip

"""评议要素超期: what is late in the rooms of 评议 and 要素保障, as rows of the supervisors' own list; each leads to its room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bingliang.desk.projects.problem_view import ProblemFilter, problems_of
from bingliang.desk.rating.view import RatingFilter, room
from bingliang.desk.supervision.matters import MatterFilter, MatterRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bingliang.desk.desk import Desk
    from bingliang.desk.projects.problem_view import ProblemRow
    from bingliang.desk.rating.view import RatingRow

PROBLEM = "要素保障"
_RATINGS = (RatingFilter.TO_CONTACT, RatingFilter.MENDING, RatingFilter.TO_ANSWER)


def elsewhere(desk: Desk) -> tuple[MatterRow, ...]:
    """评议要素超期 as this post may see it, the longest late first: bad ratings, comments without an answer, problems."""
    found = (*_ratings(desk), *(_problem(row) for row in problems_of(desk, ProblemFilter.LATE).rows))
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

"""评议的记分: what 好差评 and 业主点评 bring to a period of the 考核, each point with its line; no rater is named."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from bingliang.desk.rating import terms
from bingliang.desk.rating.comments import issues
from bingliang.desk.rating.view import ratings_since
from bingliang.desk.supervision.terms import figure
from bingliang.mechanism.public_rating import loop, owners

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.mechanism.supervision import Mark, Period
    from bingliang.store.look import Look

HIDDEN = "（隐去评价人）"
LOOKED_BACK = 400
"""A rating not written to for so many days before the period has nothing left that could become late in it."""


def marks_of_ratings(look: Look, period: Period) -> Iterable[tuple[Mark, str, str]]:
    """本期评议的记分: the mark, the number under which it is found, and what it is about."""
    catalogue: Catalogue = look.loaded("catalogue")
    calendar: Calendar = look.loaded("calendar")
    today, held = look.today, terms.terms(catalogue)
    for rating in ratings_since(look, period.first - timedelta(days=LOOKED_BACK), bad=True):
        for mark in loop.marks(rating, today, calendar, held):
            if mark.on in period and mark.on <= today:
                yield mark, rating.number, rating.service
    names = {code: body.short for code, body in catalogue.bodies.items()}
    bad, late = figure(catalogue, "mark_comment_bad"), figure(catalogue, "mark_comment_late")
    for issue in issues(look):
        if issue.on in period:
            for mark in owners.marks(issue, names, bad=bad, unanswered=late):
                yield mark, f"第{issue.number}期", "业主点评"

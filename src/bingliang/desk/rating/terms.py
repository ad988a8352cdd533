"""企业评议的口径 in force: days, thresholds and points as the zone has set them, else the program's own defaults."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.supervision.terms import figure, listed
from bingliang.mechanism.public_rating import Span, Terms
from bingliang.mechanism.public_rating.owners import STRETCHES, TEN_DAYS

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue

ALL_PROJECTS = "全部"


def terms(catalogue: Catalogue) -> Terms:
    """好差评的口径."""
    return Terms(
        contact_days=figure(catalogue, "rating_contact_days"),
        rectify_days=figure(catalogue, "rating_rectify_days"),
        least=figure(catalogue, "rating_least"),
        bad=figure(catalogue, "mark_rating_bad"),
        uncontacted=figure(catalogue, "mark_rating_contact"),
        unmended=figure(catalogue, "mark_rating_mend"),
    )


def seconds(catalogue: Catalogue) -> int:
    """评价屏等几秒."""
    return figure(catalogue, "rating_seconds")


def span_on(catalogue: Catalogue, on: date) -> Span:
    """那一天所在的点评期."""
    held = str(catalogue.setting("comment_stretch", TEN_DAYS))
    return Span.at(on, held if held in STRETCHES else TEN_DAYS)


def answer_days(catalogue: Catalogue) -> int:
    """答复期限."""
    return figure(catalogue, "comment_answer_days")


def origin(catalogue: Catalogue) -> date | None:
    """第1期的日子; None where issues are counted as they are published."""
    held = str(catalogue.setting("comment_origin", "") or "")
    try:
        return date.fromisoformat(held) if held else None
    except ValueError:
        return None


def key_tags(catalogue: Catalogue) -> tuple[str, ...]:
    """参加点评的标签; empty where every project takes part."""
    names = listed(catalogue, "comment_tags")
    return () if ALL_PROJECTS in names else names

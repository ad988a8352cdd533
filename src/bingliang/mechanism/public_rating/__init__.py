"""《企业公开评议制度》: two systems kept apart.

好差评 (国办发〔2019〕51号): five grades, one per service and per case, anonymous to the rated; a bad one is contacted, mended and
looked at again by the enterprise. 业主点评 (the zone's own): signed, published with consent, answered by the department.
"""

from __future__ import annotations

from bingliang.mechanism.public_rating.grades import REASONS, SOURCE, Grade, Rate, may_choose, reason
from bingliang.mechanism.public_rating.loop import Stage, Terms, deadline, late_by, may, stage
from bingliang.mechanism.public_rating.owners import Span, may_answer, may_check, may_enter, may_publish, owes_answer

__all__ = [
    "REASONS", "SOURCE", "Grade", "Rate", "Span", "Stage", "Terms", "deadline", "late_by", "may", "may_answer",
    "may_check", "may_choose", "may_enter", "may_publish", "owes_answer", "reason", "stage",
]  # fmt: skip

"""《优化流程限时办结制度》: every clock of an item; the only place where a due date is computed."""

from bingliang.mechanism.time_limits.account import WEEKDAYS, Line, account
from bingliang.mechanism.time_limits.roll import (
    FRAME,
    FRAME_EXTENSION,
    Frame,
    due_dates,
    frame_45,
    last_day_to_serve,
    remaining,
    renewal_due,
    validity_due,
)
from bingliang.mechanism.time_limits.term import Due, Stop, Term, deducted, due, due_on

__all__ = [
    "FRAME",
    "FRAME_EXTENSION",
    "WEEKDAYS",
    "Due",
    "Frame",
    "Line",
    "Stop",
    "Term",
    "account",
    "deducted",
    "due",
    "due_dates",
    "due_on",
    "frame_45",
    "last_day_to_serve",
    "remaining",
    "renewal_due",
    "validity_due",
]

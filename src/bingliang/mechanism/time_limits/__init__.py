"""《优化流程限时办结制度》: every clock of an item; the only place where a due date is computed."""

from bingliang.mechanism.time_limits.term import Due, Stop, Term, deducted, due, due_on

__all__ = ["Due", "Stop", "Term", "deducted", "due", "due_on"]

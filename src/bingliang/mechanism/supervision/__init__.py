"""《督办考核制度》: the ladder of warnings, what stands against whom, and the marks of a month or quarter, from the file alone.

Stops and the applicant's own time never count; 承诺超时 and 法定超期 are two kinds and are never added up.
"""

from bingliang.mechanism.supervision.findings import Finding, findings
from bingliang.mechanism.supervision.ladder import RUNGS, SHARE, Rung, rungs, second_looks
from bingliang.mechanism.supervision.marks import VIOLATIONS, Mark, Weights, judged, marks
from bingliang.mechanism.supervision.scores import Period, Score, scores

__all__ = [
    "RUNGS",
    "SHARE",
    "VIOLATIONS",
    "Finding",
    "Mark",
    "Period",
    "Rung",
    "Score",
    "Weights",
    "findings",
    "judged",
    "marks",
    "rungs",
    "scores",
    "second_looks",
]

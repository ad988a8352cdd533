"""代办的口径 in force: the zone's own figures, else the defaults of the table of open points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bingliang.desk.supervision.terms import figure
from bingliang.mechanism.full_agency import AgencyWeights

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue

_FIGURES = {
    "untaken": "mark_agency_untaken",
    "silent": "mark_agency_silent",
    "take_within": "agency_take_days",
    "log_within": "agency_log_days",
}


def weights(catalogue: Catalogue) -> AgencyWeights:
    """代办考核的分值和期限."""
    return AgencyWeights(**{name: figure(catalogue, key) for name, key in _FIGURES.items()})

"""《全程代办服务制度》: who helps an enterprise, what he may do for it, what comes next, and what of it counts.

Entrustment is voluntary and free, in writing and for a time (《民法典》第一百六十五条、《行政许可法》第二十九条). 帮办代办不包办:
an agent hands in, corrects, follows, collects and goes along; he never signs, promises or pays in the enterprise's place.
"""

from bingliang.mechanism.full_agency.chiefs import Gap, chief_of, gaps, key_project
from bingliang.mechanism.full_agency.counted import AgencyWeights, Tally, counted, tally
from bingliang.mechanism.full_agency.powers import NEVER, POWERS, SERVICES, may_act
from bingliang.mechanism.full_agency.steps import Step, due_of, steps

__all__ = [
    "NEVER",
    "POWERS",
    "SERVICES",
    "AgencyWeights",
    "Gap",
    "Step",
    "Tally",
    "chief_of",
    "counted",
    "due_of",
    "gaps",
    "key_project",
    "may_act",
    "steps",
    "tally",
]

"""企业自办事项: what the enterprise does itself, outside this counter, with a date that the counter reminds it of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bingliang.ledger.catalogue import Limit
from bingliang.ledger.standing import OWN as OWN  # noqa: PLC0414 - told from here as well

DUTY, ACCOMPANIED = "企业义务", "陪办"
"""企业义务: a duty of the enterprise with a limit in law; 陪办: filed by it with another authority, accompanied by us."""


@dataclass(frozen=True, slots=True)
class OwnMatter:
    """一项企业自办事项: its limit is copied from the catalogue when it is registered, and counts from `on`.

    `agent` is the post of the 代办专员 who accompanies it; `done_on` the day on which the enterprise had done it.
    """

    code: str
    name: str
    kind: str
    body: str
    limit: Limit | None
    on: date
    agent: str = ""
    done_on: date | None = None

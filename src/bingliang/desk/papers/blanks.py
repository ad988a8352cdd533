"""留空手填: a sign that no face of the house has is printed as an empty box and written in by hand, by an approved act.

Approved is the sign, once for the zone, with who approved it and why; every paper names the signs it was printed without.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.ledger.acts import Draft
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.paper.vocabulary import UnprintableError
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

STREAM = "zone/signs"
ACT = "leave_blank"
FACT = "blanks"
_WRITTEN = frozenset({"Lo", "Co"})
"""What may stand in a name: a letter of a script without cases, or one of a private plane that another system has given."""


@dataclass(frozen=True, slots=True)
class Approval:
    """一次批准: who approved that the sign is left blank, when and why."""

    sign: str
    on: date
    approver: str
    reason: str

    @property
    def sentence(self) -> str:
        """一句话."""
        return (
            f"“{self.sign}”（U+{ord(self.sign):04X}）{self.on:%Y-%m-%d}经{self.approver}批准留空手填：{self.reason}。"
        )


def approved(look: Look) -> Mapping[str, Approval]:
    """已经批准的字."""
    found: dict[str, Approval] = {}
    for line in look.entries(STREAM):
        facts = line.facts
        for sign in str(facts["signs"]):
            found[sign] = Approval(
                sign, date.fromisoformat(str(facts["on"])), str(facts["approver"]), str(facts["reason"])
            )
    return found


def every(look: Look) -> str:
    """全部批准的字, for a sheet that is made on the spot and is recorded nowhere."""
    return "".join(approved(look))


def left_out(look: Look, error: UnprintableError) -> str:
    """留空的字 of one paper; the error itself, for what is left of it, while one of the signs is not approved."""
    from bingliang.paper import fonts
    from bingliang.paper.vocabulary import UnprintableError

    if missing := error.signs - set(approved(look)):
        raise UnprintableError(fonts.refuse_unprintable(set(missing)), missing) from error
    return "".join(sorted(error.signs))


def approve(desk: Desk, request: str, signs: str, reason: str, approver: str) -> Answer:
    """批准留空手填: for signs of names that truly cannot be printed; one that can be printed is refused."""
    from bingliang.store.endings import Outcome

    def decide(work: Work) -> Outcome:
        overall.authorise(ACT, work.who)
        wanted = _wanted(signs, approved(work))
        if not reason.strip() or not approver.strip():
            raise ValueError("请写明理由和批准人的职务。")
        facts = {
            "on": work.today.isoformat(),
            "signs": wanted,
            "reason": reason.strip("。 "),
            "approver": approver.strip(),
        }
        return Outcome((Draft(STREAM, ACT, facts),), {"stream": STREAM, "papers": []})

    return desk.note(request, ACT, decide)


def _wanted(signs: str, known: Iterable[str]) -> str:
    from bingliang.paper import fonts

    given = list(dict.fromkeys(sign for sign in signs if not sign.isspace() and sign not in "、，,"))
    if not given:
        raise ValueError("请填写打印不出的字。")
    missing = fonts.unprintable("".join(given))
    for sign in given:
        name = f"“{sign}”（U+{ord(sign):04X}）"
        if sign not in missing:
            raise ValueError(f"{name}打印得出，不用留空。")
        if unicodedata.category(sign) not in _WRITTEN:
            raise ValueError(f"U+{ord(sign):04X}不是人名地名用字，不能留空，请改正录入。")
    fresh = [sign for sign in given if sign not in set(known)]
    if not fresh:
        raise ValueError(f"“{'、'.join(given)}”已经批准留空手填，不用再批。")
    return "".join(fresh)

"""A/B角: registered and ended by the heads; in each file the deputy has just the rights of the post he stands in for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bingliang.desk.acts.press import Press
from bingliang.desk.errors import Faults
from bingliang.desk.handover.namesakes import ambiguous
from bingliang.ledger.acts import Draft, Principal, Refusal, Who
from bingliang.ledger.deputies import STREAM, Deputising, Pair, fold_deputies, principals
from bingliang.ledger.roles import REVIEWER
from bingliang.mechanism import overall
from bingliang.mechanism.overall import handing as rules

if TYPE_CHECKING:
    from bingliang.ledger.case import Case
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work


def every(look: Look) -> tuple[Deputising, ...]:
    """登记过的各对."""
    return fold_deputies(look.entries(STREAM))


def principals_of(look: Look, name: str) -> tuple[Principal, ...]:
    """他今天代谁."""
    return principals(every(look), name, look.today)


def in_file(look: Look, who: Who, case: Case) -> Who:
    """在这一件里: the same person, with those whose work in this very case he may do today."""
    if who.name == case.clerk and who.role == rules.COUNTER:
        return who if not who.stands_for else replace(who, stands_for=())
    found = tuple(one for one in principals_of(look, who.name) if _here(one, case, look))
    return replace(who, stands_for=found) if found != who.stands_for else who


def _here(one: Principal, case: Case, look: Look) -> bool:
    if one.role != REVIEWER:
        return one.name == case.clerk
    if any(item.department == one.office and item.clerk in ("", one.name) for item in case.items.values()):
        return True
    from bingliang.desk.file import names_of  # file.py itself asks here who stands in for whom

    asked = {opinion.department for item in case.items.values() for opinion in item.opinions}
    called = {name for meeting in case.meetings for name in meeting.departments}
    return not (asked | called).isdisjoint(names_of(look.loaded("catalogue"), one.office))


# ── registering ──


def appoint(given: Pair) -> Press:
    """A/B角登记."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("appoint_deputy", work.who)
        new = _sound(work, given)
        rules.may_appoint(new, every(work))
        facts = {
            "first": new.first, "second": new.second, "role": new.role, "office": new.office, "both": new.both,
            "since": new.since.isoformat(), "until": new.until.isoformat() if new.until else "",
            "document": new.document, "on": work.today.isoformat(),
        }  # fmt: skip
        return Outcome(
            (Draft(STREAM, "appoint_deputy", facts),),
            {"streams": [STREAM], "act": "appoint_deputy", "no": len(work.entries(STREAM)) + 1},
        )

    return Press("appoint_deputy", decide)


def _sound(work: Work, given: Pair) -> Pair:
    first, second = given.first.strip(), given.second.strip()
    catalogue: Catalogue = work.loaded("catalogue")
    faults = [
        (name, f"请填写{word}。")
        for name, word, text in (("first", "A角", first), ("second", "B角", second))
        if not text
    ]
    faults += [(name, said) for name, text in (("first", first), ("second", second)) if (said := ambiguous(work, text))]
    if given.role not in rules.POSTS:
        faults.append(("role", f"岗位请从{'、'.join(rules.POSTS)}中选。"))
    office = given.office if given.role == REVIEWER else ""
    if given.role == REVIEWER and office not in catalogue.bodies:
        faults.append(("office", "请选A角所在的部门。"))
    if given.until is not None and given.until < given.since:
        faults.append(("until", f"截止日{given.until:%Y-%m-%d}早于起始日{given.since:%Y-%m-%d}，请核对。"))
    if given.until is not None and given.until < work.today:
        faults.append(("until", f"截止日{given.until:%Y-%m-%d}已经过去，请核对。"))
    if faults:
        raise Faults(faults)
    return replace(given, first=first, second=second, office=office, document=given.document.strip())


def found(look: Look, no: int) -> Deputising:
    """调出一对; a Refusal when there is none."""
    one = next((one for one in every(look) if one.no == no), None)
    if one is None:
        raise Refusal("没有这对A/B角，请刷新后重新选择。")
    return one


def end(no: int, reason: str) -> Press:
    """A/B角终止: from today on nobody stands in."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("end_deputy", work.who)
        rules.may_end(found(work, no), work.today)
        if not reason.strip():
            raise Faults([("reason", "请写明终止的原因。")])
        facts = {"no": no, "on": work.today.isoformat(), "reason": reason.strip()}
        return Outcome((Draft(STREAM, "end_deputy", facts),), {"streams": [STREAM], "act": "end_deputy"})

    return Press("end_deputy", decide)

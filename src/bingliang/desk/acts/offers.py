"""可办与不可办: every act that the desk has, for each item of a case and for the case: allowed, or the sentence that forbids it.

The checks are those the acts themselves make, in the same order, on the same file; a greyed act therefore says just what
the act would say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bingliang.desk.acts.deeds import CASE_DEEDS, DEEDS, INITIALS, NO_STOP, Deed, Group, refused
from bingliang.desk.casework import clocks
from bingliang.desk.papers import signable
from bingliang.ledger.acts import ACTS
from bingliang.ledger.case import CaseItem, ItemState
from bingliang.ledger.catalogue import Handling
from bingliang.mechanism import overall
from bingliang.mechanism.time_limits.clocks import Clocks

__all__ = ["CASE_DEEDS", "DEEDS", "INITIALS", "NO_STOP", "Group", "Offer", "Offers", "offers", "refused"]

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.desk.file import File
    from bingliang.store.work import Work


@dataclass(frozen=True, slots=True)
class Offer:
    """可办的一项: allowed, or `forbidden` in one sentence with its article. `no` is None for what is done to the whole case.

    `fits` False: this kind of handling knows no such act at all, and no law is broken by leaving it out of the menu.
    """

    name: str
    act: str
    title: str
    group: Group
    no: int | None
    forbidden: str = ""
    article: str = ""
    natural: bool = False
    fits: bool = True
    safe: bool = True
    seq: int = 0
    """录入更正: the line of the ledger that is put right; 0 while none is chosen"""

    @property
    def initials(self) -> str:
        """拼音首字母, by which the menu finds it."""
        return INITIALS.get(self.title, "")

    @property
    def ground(self) -> str:
        """依据 of the act itself."""
        return ACTS[self.act].article

    @property
    def allowed(self) -> bool:
        """可办."""
        return not self.forbidden


@dataclass(frozen=True, slots=True)
class Offers:
    """一件的可办清单: per item in the order of the menu, and for the whole case."""

    items: Mapping[int, tuple[Offer, ...]]
    case: tuple[Offer, ...]

    def of(self, no: int | None) -> tuple[Offer, ...]:
        """What the menu shows for one item: its own acts, then those of the whole case."""
        return (*self.items.get(no, ()), *self.case) if no is not None else self.case


def offers(desk: Desk, stream: str) -> Offers:
    """可办清单 of one case for the person at this desk; nothing is written. A Refusal when there is no such case."""

    def allowed(work: Work) -> Offers:
        file = desk.opened(work, stream)
        items = {no: tuple(_of_item(file, item)) for no, item in file.case.items.items()}
        return Offers(items, tuple(_of_case(file)))

    return desk.seen("offers", allowed)


def _of_item(file: File, item: CaseItem) -> Iterable[Offer]:
    made = [_offer(file, item, deed) for deed in DEEDS.values()]
    natural = _natural(file, item, {one.name for one in made if one.allowed})
    yield from (replace(one, natural=one.name == natural) for one in made)
    if item.state is ItemState.HANDLING and item.handling in overall.HANDLINGS["stop"]:
        yield from _unlawful(file, item)


def _offer(file: File, item: CaseItem, deed: Deed) -> Offer:
    sentence, article = refused(lambda: _asked(file, item, deed))
    kinds = overall.HANDLINGS.get(deed.act)
    fits = kinds is None or item.handling in kinds or overall.barred_by_law(deed.act, item.handling)
    if deed.name in {"finish_on_spot", "extend_frame"}:
        fits = fits and (item.handling is Handling.SPOT if deed.name == "finish_on_spot" else _joint(item))
    return Offer(
        deed.name, deed.act, deed.title, deed.group, item.no, sentence, article,
        fits=fits, safe=deed.safe,
    )  # fmt: skip


def _joint(item: CaseItem) -> bool:
    return item.acceptance is not None and item.acceptance.joint


def _asked(file: File, item: CaseItem, deed: Deed) -> None:
    file.item(item.no, deed.act)
    deed.check(file, item)
    for form in deed.forms(item):
        signable(file, form, file.today, (item.no,))


def _next_of_case(file: File) -> set[str]:
    """整件的下一步: the join, the return of what cannot begin, and the next word of a meeting that is owed or going on."""
    going = next((one for one in file.case.meetings if one.concluded_on is None), None)
    if going is not None:
        return {"close", "return_held", "attend", "conclude", "decide_jointly"}
    owed = any(
        item.handling is Handling.CONVENED and item.state is ItemState.HANDLING for item in file.case.items.values()
    )
    return {"close", "return_held", "decide_jointly", *(("convene",) if owed else ())}


def _of_case(file: File) -> Iterable[Offer]:
    natural = _next_of_case(file)
    for name, (act, title, check) in CASE_DEEDS.items():

        def asked(act: str = act, check: Callable[[File], None] = check) -> None:
            overall.authorise(act, file.work.who)
            check(file)

        sentence, article = refused(asked)
        yield Offer(
            name, act, title, Group.CASE, None, sentence, article,
            natural=not sentence and name in natural, safe=name != "amend",
        )  # fmt: skip


def _unlawful(file: File, item: CaseItem) -> Iterable[Offer]:
    """What is asked for daily and stops no clock: greyed, with the article (A5)."""
    definition = file.definition(item, file.today)
    listed = {step.name for step in definition.special_steps}
    names = dict.fromkeys((*(one.name for one in definition.candidates), *NO_STOP))
    for name in names:
        if name not in listed:

            def asked(name: str = name) -> None:
                clocks.may_stop(file, item, file.today)
                clocks.listed(definition, name)

            sentence, article = refused(asked)
            yield Offer("stop", "stop", name, Group.NO_STOP, item.no, sentence, article)


# ── what comes next by nature ─────────────────────────────────────────────────────────────────────────────────────

_NATURAL: Mapping[ItemState, Sequence[str]] = {
    ItemState.WAITING: ("formalise",),
    ItemState.RECEIVED: ("finish_on_spot", "accept", "file", "notify_once"),
    ItemState.CORRECTING: ("take_corrections",),
    ItemState.HANDLING: ("forward", "resume", "grant", "file", "opine"),
    ItemState.FORWARDED: ("superior_result",),
    ItemState.DECIDED: ("deliver",),
    ItemState.DONE: ("verify_pledge",),
}


def _natural(file: File, item: CaseItem, allowed: set[str]) -> str:
    """下一步: the one act that the item waits for; a broken promise is explained first (《优化营商环境条例》第三十六条)."""
    if item.explained_on is None and "explain_overrun" in allowed and Clocks(item, file.calendar).ended_on is None:
        return "explain_overrun"
    return next((name for name in _NATURAL.get(item.state, ()) if name in allowed), "")

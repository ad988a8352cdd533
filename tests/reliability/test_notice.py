"""通知启用的一刻: whoever accepts meanwhile, no accepted item keeps the calendar of yesterday."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from multiprocessing.connection import Connection
from typing import Any

from bingliang.desk.calendar import notices
from bingliang.desk.demo.story import ADMINISTRATOR
from bingliang.desk.desk import Answer, Desk
from bingliang.desk.papers import issuing
from bingliang.ledger.acts import Who
from bingliang.ledger.standing import Level
from bingliang.ledger.workdays import Arrangement, Notice
from bingliang.store.endings import Outcome, Overtaken
from bingliang.store.store import Store
from bingliang.store.work import Work
from tests.reliability import presses
from tests.reliability.conftest import VISITS
from tests.reliability.crew import Crew
from tests.reliability.plain import kind

NOTICE = Notice(
    id="test-2026-10",
    title="关于调整2026年10月部分工作日的通知",
    document_number="",
    published=date(2026, 10, 12),
    year=2026,
    source="本试验自拟",
    arrangements=(Arrangement("国庆节", (date(2026, 10, 14),), (date(2026, 10, 31),)),),
)
"""Within three workdays of the acceptance, so that every promised date moves."""


LATECOMERS = 3
"""Counters that keep their last acceptance until the notice has been applied."""


def accepting(line: Connection, where: str, number: int, calendar: str) -> None:
    """A counter that accepts the items of its own visit one after another."""
    desk = presses.counter(where, presses.clerk(number))
    item = 0

    def wait_for_the_notice(item: int) -> None:
        if item == 3 and number < LATECOMERS:
            line.recv()

    if calendar == "of before":
        decide_with_the_calendar_of_before(desk.store, lambda: wait_for_the_notice(item))
        # Papers come after the act and have no part in this.
        issuing.issue = lambda *_: 0
    line.send("ready")
    line.recv()
    for item in (1, 2, 3):
        if calendar == "in force":
            wait_for_the_notice(item)
        presses.accept(desk, f"来访{number}", [item])
        line.send(item)
    desk.close()


def decide_with_the_calendar_of_before(store: Store, between: Callable[[], None]) -> None:
    """The control: asks for the calendar before the transaction instead of within it, holding no edition."""
    act, loaded = store.act, Work.loaded

    def stale(request: str, who: Who, name: str, decide: Callable[[Work], Outcome], **words: Any) -> Answer:  # noqa: ANN401 - as Store.act
        with store.look() as look:
            held = look.loaded("calendar")
        between()

        def of_before(self: Work, kind: str) -> object:
            return held if kind == "calendar" else loaded(self, kind)

        Work.loaded = of_before  # type: ignore[method-assign]  # the control's own process
        # Not even held for this transaction: on PostgreSQL the lock of the edition rows is left out as well.
        statements = store.house.statements
        statements.editions_held = statements.editions_held.replace(" FOR SHARE", "")
        return act(request, who, name, decide, **words)

    store.act = stale  # type: ignore[method-assign, assignment]  # as above


def kept_old(store: Store) -> tuple[int, int, int]:
    """Accepted items, those the notice moved, and those that kept the old calendar without anybody being told."""
    accepted = moved = kept = 0
    with store.look() as look:
        told = {
            (one["stream"], one["item"], one["line"]): one["new"]
            for entry in look.entries(notices.ZONE)
            for one in entry.facts["moved"]  # type: ignore[attr-defined]  # a list of mappings
        }
        calendar = look.loaded("calendar")
        assert NOTICE.id in {notice.id for notice in calendar.notices}
        for number in range(VISITS):
            stream = presses.stream(f"来访{number}")
            rows = {row.item: row for row in look.standing(stream) if row.level is Level.ITEM}
            for entry in look.entries(stream):
                if entry.act != "accept":
                    continue
                accepted += 1
                item = f"{entry.facts['item']:02d}"
                lines = {"法定": (entry.facts["due"], rows[item].due_on)}
                lines["承诺"] = (entry.facts["promised_due"], rows[item].promised_on)
                news = [(told.get((stream, item, name)), name) for name in lines]
                moved += any(new is not None for new, _ in news)
                kept += any((new or lines[name][0]) != str(lines[name][1]) for new, name in news)
                wanted = [calendar.workday(date(2026, 10, 12), days) for days in range(1, 60)]
                kept += rows[item].promised_on not in wanted or rows[item].due_on not in wanted
    return accepted, moved, kept


def publish(desk: Desk) -> Mapping[str, Any]:
    """The notice is published; in the control, where nobody is held out, it may have to be pressed again."""
    for press in range(40):
        try:
            return notices.publish(replace(desk, who=ADMINISTRATOR), f"启用通知{press}", NOTICE)
        except Overtaken:
            continue
    raise AssertionError("the notice was never applied")


def publish_among(crew: Crew, where: str, calendar: str) -> tuple[Store, int]:
    """Twelve counters accept; the notice is applied when a few of them have had an acceptance confirmed."""
    hands = [crew.start(accepting, where, number, calendar) for number in range(VISITS)]
    assert [hand.said() for hand in hands] == ["ready"] * VISITS
    desk = presses.counter(where)
    for hand in hands:
        hand.line.send("go")
    heard = [hand.said() for hand in hands[LATECOMERS : 2 * LATECOMERS]]
    answer = publish(desk)
    for hand in hands[:LATECOMERS]:
        hand.line.send("go on")
    for hand in hands:
        heard += hand.words()
    assert len(heard) == 3 * VISITS
    return desk.store, int(answer["moved"])


def test_a_notice_while_twelve_counters_accept(received: str, crew: Crew) -> None:
    store, _ = publish_among(crew, received, "in force")
    accepted, moved, kept = kept_old(store)
    assert accepted == 3 * VISITS
    assert 0 < moved < accepted, "the notice came before or after all acceptances, not among them"
    assert kept == 0
    with store.look() as look:
        for number in range(VISITS):
            for entry in look.entries(presses.stream(f"来访{number}")):
                if entry.act == "accept":
                    # The edition used is a fact of the line.
                    editions: Any = entry.facts["editions"]
                    new = calendar_of(entry.facts)
                    assert editions.get("calendar", 0) == new, entry.facts
    verdict = store.verify()
    assert verdict.ok, verdict.sentence
    store.close()
    print(
        f"\n{kind(received)}: {accepted} accepted, {moved} before the notice and moved by it, 0 kept the old calendar"
    )


def calendar_of(facts: Mapping[str, Any]) -> int:
    """The edition by whose dates an acceptance was promised: the 14th is a workday in the old one only."""
    promised = date.fromisoformat(str(facts["promised_due"]))
    days = int(facts["promise"]["value"])
    return int(promised > date(2026, 10, 12 + days) if days < 5 else promised > date(2026, 10, 14 + days))


def test_control_the_calendar_of_before_keeps_old_dates(received: str, crew: Crew) -> None:
    store, _ = publish_among(crew, received, "of before")
    accepted, moved, kept = kept_old(store)
    print(
        f"\n{kind(received)} control without holding the edition: {kept} of {accepted} kept the old calendar ({moved} moved)"
    )
    assert kept >= LATECOMERS, "the load is too weak: nobody decided by the calendar of before"
    store.close()

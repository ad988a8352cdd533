"""节假日通知: a notice is an act on the zone's stream. It moves open items, lists old date, new date and cause, and owes
each moved case a 时限调整说明, drawn up in the same transaction. Papers already printed stay; a promised date moves only
where it lies beyond the old horizon, since it counts the same workdays.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bingliang.desk.file import File
from bingliang.desk.papers.issuing import issue
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.standing import Level, StandingRow
from bingliang.mechanism import overall
from bingliang.store.open_items import open_terms
from bingliang.store.projection import gathered
from bingliang.store.retiming import moved

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.ledger.workdays import Calendar, Notice
    from bingliang.store.work import Work

Pair = tuple[StandingRow, StandingRow]
ZONE = "zone/calendar"
OWN = "本区录入"
"""出处 of a notice that was pasted at the counter."""


@dataclass(frozen=True, slots=True)
class Moved:
    """移动的期限: one open item, its line, old and new date."""

    stream: str
    item: str
    code: str
    title: str
    enterprise: str
    line: str
    old: date
    new: date
    was_provisional: bool = True

    @property
    def earlier(self) -> bool:
        """提前: earlier ones are shown first, they are the dangerous ones."""
        return self.new < self.old


def read(desk: Desk, text: str, *, year: int | None = None, published: date | None = None, title: str = "") -> Notice:
    """读通知原文, over the notices in force here; ValueError names the sentence that cannot be read."""
    from bingliang.ledger.notice_text import parse

    known = desk.calendar().notices
    return parse(text, year=year, published=published, title=title, source=OWN, known=known)


def preview(desk: Desk, notice: Notice) -> tuple[Moved, ...]:
    """预览: which open items a notice would move, earlier ones first; writes nothing."""
    from bingliang.ledger.workdays import Calendar

    with desk.store.look() as look:
        old: Calendar = look.loaded("calendar")
        new = Calendar.of((*old.notices, notice))
        rows = open_terms(look, _since(notice))
        return _moved(moved(rows, new), old)


def publish(desk: Desk, request: str, notice: Notice) -> Answer:
    """启用通知: adopts it and moves every open item in one transaction; twelve counters accepting meanwhile all get the new calendar."""
    from bingliang.exchange.notice_files import notice_toml
    from bingliang.store.endings import Outcome

    def decide(work: Work) -> Outcome:
        overall.authorise("publish_notice", work.who)
        old: Calendar = work.loaded("calendar")
        if any(known.id == notice.id for known in old.notices):
            raise Refusal(f"《{notice.title}》已经录入，不能重复启用。", "《行政许可法》第八十二条")
        files = dict(work.edition_files("calendar"))
        kept = replace(notice, source=notice.source or OWN)
        number = work.adopt("calendar", {**files, f"{notice.id}.toml": notice_toml(kept)})
        new: Calendar = work.loaded("calendar")
        rows = open_terms(work, _since(notice))
        pairs = moved(rows, new)
        found = _moved(pairs, old)
        facts = {
            "notice": notice.id,
            "title": notice.title,
            "published": notice.published.isoformat(),
            "edition": number,
            "on": work.today.isoformat(),
            "moved": [_facts(one) for one in found],
        }
        # A case that owes a 时限调整说明 gets a line, and with it its rows anew; the others only their dates.
        cases = _by_case(found)
        notes = [draft for stream, ones in cases.items() for draft in _note(work, stream, ones, notice)]
        told = {draft.stream for draft in notes}
        facts["without_note"] = sorted(set(cases) - told)
        retime = [*(after for _before, after in pairs), *_cases(work, pairs)]
        answer = {"edition": number, "moved": len(found), "cases": sorted(told)}
        drafts = (Draft(ZONE, "publish_notice", facts), *notes)
        return Outcome(drafts, answer, tuple(row for row in retime if row.stream not in told))

    answer = desk.store.act(request, desk.who, "publish_notice", decide, adopting=("calendar",))
    for stream in answer["cases"]:
        issue(desk, stream)
    return answer


def _by_case(ones: Sequence[Moved]) -> dict[str, list[Moved]]:
    found: dict[str, list[Moved]] = {}
    for one in ones:
        found.setdefault(one.stream, []).append(one)
    return found


def _note(work: Work, stream: str, ones: Sequence[Moved], notice: Notice) -> list[Draft]:
    """时限调整说明: old and new date of every item of the case that moved; nothing else follows from a notice.

    None where it cannot be printed yet (a zone without its lead unit): the law's calendar does not wait for a paper.
    """
    file = File(work, stream, work.entries(stream))
    items = file.case.items
    rows = [
        {
            "no": no,
            "name": one.title,
            "acceptance_number": accepted.number if (accepted := items[int(one.item)].acceptance) else "",
            "line": f"{one.line}期限",
            "old_due": {"date": one.old.isoformat(), "provisional": one.was_provisional},
            "new_due": {"date": one.new.isoformat(), "provisional": not file.calendar.certain(one.new)},
        }
        for no, one in enumerate(ones, 1)
    ]
    change = {"cause": f"{notice.basis}公布", "ground": "《行政许可法》第八十二条"}
    numbers = tuple(sorted({int(one.item) for one in ones}))
    with suppress(Refusal, ValueError):
        file.paper("deadline_note", work.today, numbers, change=change, changes=rows)
    return file.drafts


def _since(notice: Notice) -> date:
    """The first day that a notice changes, with a margin: `next_on` is an earliest bound and may lie before it."""
    return min(day for one in notice.arrangements for day in (*one.off, *one.work)) - timedelta(days=31)


def _cases(work: Work, pairs: Sequence[Pair]) -> list[StandingRow]:
    """The case rows over the items that moved, gathered again from all their items."""
    fresh: dict[str, dict[str, StandingRow]] = {}
    for _before, after in pairs:
        fresh.setdefault(after.stream, {})[after.item] = after
    found: list[StandingRow] = []
    for stream, items in fresh.items():
        rows = work.standing(stream)
        case = next(row for row in rows if row.level is Level.CASE)
        found.append(gathered(case, [items.get(row.item, row) for row in rows if row.level is Level.ITEM]))
    return found


def _moved(pairs: Sequence[Pair], calendar: Calendar) -> tuple[Moved, ...]:
    found: list[Moved] = []
    for before, after in pairs:
        for line, was, now in (
            ("法定", before.due_on, after.due_on),
            ("承诺", before.promised_on, after.promised_on),
        ):
            if was is not None and now is not None and was != now:
                words = (before.stream, before.item, str(before.code), before.title, before.enterprise)
                found.append(Moved(*words, line, was, now, not calendar.certain(was)))
    return tuple(sorted(found, key=lambda one: (not one.earlier, one.new, one.stream, one.item)))


def _facts(one: Moved) -> dict[str, Any]:
    return {
        "stream": one.stream,
        "item": one.item,
        "line": one.line,
        "old": one.old.isoformat(),
        "new": one.new.isoformat(),
    }

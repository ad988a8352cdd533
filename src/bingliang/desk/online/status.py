"""状态回传: what has happened to a filing since it was last told goes back as a package with the national codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang.desk.online.view import newest
from bingliang.ledger.acts import ACTS, Draft, Entry
from bingliang.ledger.filing import Filing, fold_filing
from bingliang.ledger.folding import fold
from bingliang.mechanism import overall
from bingliang.mechanism.online_approval import STATES, Event, events
from bingliang.settings import factory

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.look import Look
    from bingliang.store.work import Work


@dataclass(frozen=True, slots=True)
class Due:
    """该回传的一件."""

    filing: Filing
    events: tuple[Event, ...]
    until: int
    case_code: str

    @property
    def part(self) -> int:
        """第几次回传."""
        return self.filing.parts + 1

    @property
    def file_name(self) -> str:
        """状态包的文件名: digits and letters only, whatever the other side's system."""
        return f"status-{self.filing.facts['sent_number']}-{self.part:03d}.zip"


def status(look: Look, stream: str, *, everything: bool = False) -> Due | None:
    """一件申报的状态 since it was last reported, or all of it; None for what is no filing."""
    filing = fold_filing(look.entries(stream))
    if filing is None:
        return None
    own = _withdrawn(look.entries(stream)) if everything or not filing.withdrawal_reported else ()
    entries: Sequence[Entry] = look.entries(filing.case) if filing.case else ()
    told = events(entries, 0 if everything else filing.reported)
    case = fold(entries) if entries else None
    until = entries[-1].seq if entries else 0
    return Due(filing, (*own, *told), until, case.code if case else "")


def _withdrawn(entries: Sequence[Entry]) -> tuple[Event, ...]:
    code = ACTS["withdraw_filing"].state
    return tuple(
        Event(entry.seq, code, STATES[code], ACTS[entry.act].title, entry.at.date(), entry.at)
        for entry in entries
        if entry.act == "withdraw_filing" and code is not None
    )


def owed(desk: Desk) -> tuple[Due, ...]:
    """待回传 of all filings."""
    with desk.store.look() as look:
        filings = newest(look)
        look.gather([one.case for one in filings if one.case])
        found = [status(look, one.stream) for one in filings]
    return tuple(one for one in found if one is not None and one.events)


def report(desk: Desk, folder: Path) -> tuple[Path, ...]:
    """回传: a package for every filing of which something new is to be told; the file first, then the line that says so."""
    overall.authorise("report_filing", desk.who)
    with desk.store.look() as look:
        made_at = look.now.isoformat(timespec="seconds")
    return tuple(_told(desk, one, folder, made_at) for one in owed(desk))


def _told(desk: Desk, one: Due, folder: Path, made_at: str) -> Path:
    from bingliang.exchange.packages import write_status
    from bingliang.store.endings import Outcome

    path = write_status(folder / one.file_name, manifest(one, made_at), factory().resources / "online")
    stream = one.filing.stream

    def decide(work: Work) -> Outcome:
        now = fold_filing(work.entries(stream))
        if now is None or now.parts >= one.part:
            return Outcome((), {"stream": stream})  # another counter has told it already
        facts = {"until": one.until, "part": one.part, "file": one.file_name, "on": work.today.isoformat()}
        return Outcome((Draft(stream, "report_filing", facts),), {"stream": stream})

    desk.store.act(f"{stream}/report/{one.part}", desk.who, "report_filing", decide)
    return path


def manifest(one: Due, made_at: str) -> Mapping[str, Any]:
    """状态包的清单, as resources/online/status.schema.json has it."""
    facts = one.filing.facts
    return {
        "format": "bingliang-status",
        "version": 1,
        "source": facts["source"],
        "number": facts["sent_number"],
        "filing": one.filing.number,
        **({"case": one.case_code} if one.case_code else {}),
        "part": one.part,
        "made_at": made_at,
        "events": [_row(event) for event in one.events],
    }


def _row(event: Event) -> dict[str, object]:
    texts = {"item": event.item, "item_name": event.item_name, "document": event.document}
    return {
        "line": event.line,
        "code": event.code,
        "state": event.state,
        "act": event.act,
        "on": event.on.isoformat(),
        "at": f"{event.at:%Y%m%dT%H%M%S}",
        **{name: text for name, text in texts.items() if text},
    }

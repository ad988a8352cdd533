"""预演: any act of the desk without writing: what it would record, and the same act confirmed as it was shown.

The desk function itself is run, on a desk whose `act` decides and keeps the decision instead of writing it. Nothing is
rehearsed twice in different words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bingliang.desk import words
from bingliang.desk.acts.consequence import Consequence, consequence
from bingliang.desk.calendar.account_view import accounts_of
from bingliang.desk.desk import Desk, outcome_of
from bingliang.desk.errors import Faults
from bingliang.desk.supervision.assessing import published
from bingliang.ledger.acts import ACTS, Entry, Refusal
from bingliang.ledger.folding import extended, fold

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer
    from bingliang.desk.file import File
    from bingliang.ledger.case import Case, Facts
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.endings import Outcome, Overtaken, Shown
    from bingliang.store.work import Work

Deed = Callable[[Desk], "Answer"]
"""办理: one press of one act at a desk."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """预演的结果: the consequence with what the confirmation needs, or the sentence that refuses.

    `field` names the field of the form that is at fault, where that is known.
    """

    consequence: Consequence | None = None
    shown: Shown | None = None
    refusal: str = ""
    article: str = ""
    faults: tuple[tuple[str, str], ...] = ()

    @classmethod
    def barred(cls, why: Refusal | ValueError) -> Rehearsed:
        """不予办理 in the words of the refusal, or of what was filled in wrongly with each field's own."""
        if isinstance(why, Refusal):
            return cls(refusal=why.sentence, article=why.article)
        return cls(refusal=str(why), faults=why.faults if isinstance(why, Faults) else ())


@dataclass(frozen=True, slots=True)
class Done:
    """办成: the answer of the press and the papers it made, title and number, with the line that names each."""

    answer: Mapping[str, Any]
    papers: tuple[tuple[str, str, int], ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Crossed:
    """他人在先: nothing was written. Who did what in between, and what the act would do now (or why it no longer can)."""

    sentence: str
    since: tuple[str, ...]
    now: Rehearsed

    @classmethod
    def by(cls, others: Overtaken, now: Rehearsed) -> Crossed:
        """他人在先, each of their lines with its time, counter and name."""
        lines = (f"{one.at:%H:%M} {one.counter}号窗口{one.by}：{ACTS[one.act].title}" for one in others.since)
        return cls(others.sentence, tuple(lines), now)


@dataclass
class Stage(Desk):
    """预演的柜台: decides, keeps the decision, writes nothing."""

    decided: list[tuple[str, Shown]] = field(default_factory=list)

    def act(self, request: str, act: str, decide: Callable[[Work], File]) -> Answer:
        """Decide as the desk would, in a read-only view of one moment."""
        shown = self.store.preview(request, self.who, outcome_of(decide))
        self.decided.append((act, shown))
        return shown.outcome.answer

    @property
    def writes(self) -> bool:
        """Nothing."""
        return False

    def note(self, request: str, act: str, decide: Callable[[Work], Outcome]) -> Answer:
        """Decide what is about no case in the same way."""
        shown = self.store.preview(request, self.who, decide)
        self.decided.append((act, shown))
        return shown.outcome.answer

    def keep(self, data: bytes) -> str:
        """The name the bytes would have; nothing is kept."""
        from bingliang.store.chain import sm3

        return sm3(data)


def rehearse(desk: Desk, stream: str, deed: Deed) -> Rehearsed:
    """预演 one act on one case: its consequence, or the sentence in which the desk would refuse it."""
    stage = Stage(desk.store, desk.who, desk.late_reason)
    try:
        deed(stage)
    except (Refusal, ValueError) as why:
        _spoken(why)
        return Rehearsed.barred(why)
    act, shown = stage.decided[-1]
    return Rehearsed(_consequence(desk, stream, act, shown), shown)


def _spoken(why: Refusal | ValueError) -> None:
    """One of our sentences; a ValueError of Python's own is a fault and goes on to the log."""
    if not isinstance(why, Refusal | Faults) and not any(letter > "\u3000" for letter in str(why)):
        raise why


def _consequence(desk: Desk, stream: str, act: str, shown: Shown) -> Consequence:
    if act == "publish_assessment":
        return published(facts_of(shown, act))
    with desk.store.look() as look:
        entries = tuple(entry for entry in look.entries(stream) if entry.seq <= shown.heads.get(stream, 0))
        calendar, today = look.loaded("calendar"), look.today
        like = Entry(stream, 0, "", look.now, desk.who.name, desk.who.counter, "")
    drafts = shown.outcome.drafts
    lines = extended(entries, [draft for draft in drafts if draft.stream == stream], like)
    before, after = fold(entries), fold(lines)
    if before is None or after is None:
        raise Refusal("没有这一办件，请核对收件号。")
    if act != "amend":
        return consequence(before, after, drafts, calendar, today, lead=act)
    told = tuple(_put_right(after, lines, lines[len(entries) :]))
    found = consequence(before, after, drafts, calendar, today, lead=act, told=told)
    return replace(found, accounts=tuple(_reckoned(after, found, calendar)))


def _put_right(case: Case, lines: Sequence[Entry], fresh: Sequence[Entry]) -> Iterable[str]:
    """更正: what stood there and what holds instead, line by line, and which papers lose their force by it."""
    by_seq = {line.seq: line for line in lines}
    for line in fresh:
        if line.act == "amend":
            yield from words.put_right(line, by_seq)
    titles = {paper.seq: paper.title for paper in case.papers}
    for line in fresh:
        if line.act == "void":
            facts: Facts = line.facts
            yield f"《{titles[facts['paper']]}》{facts['number']}作废，编号保留不再使用。"
        elif line.act == "void_row":
            row: Facts = line.facts
            yield f"《{titles[row['paper']]}》{row['number']}中“{row['name']}”一行作废，其余各行有效。"


def _reckoned(case: Case, found: Consequence, calendar: Calendar) -> Iterable[str]:
    """算式 of the lines that move."""
    for change in found.items:
        if any(one.changed for one in change.dates):
            for one in accounts_of(case.items[change.no], calendar):
                yield f"《{change.name}》{one.name} {one.limit}：{one.from_words}，{one.sum_words}"


def confirm(desk: Desk, stream: str, deed: Deed, shown: Shown) -> Done | Crossed:
    """确认: the same act for exactly what stood on the sheet. When another counter's line has changed that, nothing is
    written and the new consequence comes back; what the clerk has typed is the page's own and stays there.
    """
    from bingliang.store.endings import Overtaken

    try:
        answer = deed(desk.having_shown(shown))
    except Overtaken as crossed:
        return Crossed.by(crossed, rehearse(desk, stream, deed))
    return _done(desk, stream, answer, shown.heads.get(stream, 0))


def _done(desk: Desk, stream: str, answer: Mapping[str, Any], head: int) -> Done:
    with desk.store.look() as look:
        case = fold(look.entries(stream))
    numbers = list(answer.get("papers", ()))
    papers = case.papers if case else ()
    made = tuple(
        (paper.title, paper.number, paper.seq) for paper in papers if paper.seq > head and paper.number in numbers
    )
    return Done(answer, made, _told(made))


def _told(papers: tuple[tuple[str, str, int], ...]) -> str:
    titles = "、".join(f"《{title}》{number}" for title, number, _ in papers[-3:])
    return f"已出具{titles}" + ("等。" if len(papers) > 3 else "。") if titles else ""  # noqa: PLR2004  # one breath


def facts_of(shown: Shown, act: str) -> Facts:
    """所示的一行: the facts of the line of that act among those shown; empty when there is none."""
    return next((draft.facts for draft in shown.outcome.drafts if draft.act == act), {})


def late(deed: Deed, reason: str) -> Deed:
    """补录: the same act entered later than its day, with the reason that every such line carries."""
    return lambda desk: deed(desk.late(reason) if reason.strip() else desk)

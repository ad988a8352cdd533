"""卷宗: one case inside one act: its entries, the drafts added so far, and the case they fold to.

Every act first sees what the law has made happen in silence (视为受理, 预收转正式收件), then decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk import numbers
from bingliang.desk.handover.deputies import in_file
from bingliang.desk.papers import drawn_up
from bingliang.ledger.acts import ACTS, Draft, Entry, Principal, Refusal
from bingliang.ledger.case import Case, CaseItem, Facts
from bingliang.ledger.deputies import DEPUTY
from bingliang.ledger.folding import extended, fold, onward
from bingliang.ledger.handing import OFFICE
from bingliang.ledger.roles import REVIEWER, entitled
from bingliang.mechanism import overall
from bingliang.mechanism.parallel_approval.unified import ground
from bingliang.mechanism.time_limits.clocks import RENEWED

RENEWAL = "deemed_renewal"

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue, Item
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.work import Work


@dataclass
class File:
    """卷宗: `add` an act and the case is folded on, so that the next decision sees it."""

    work: Work
    stream: str
    entries: tuple[Entry, ...]
    drafts: list[Draft] = field(default_factory=list)
    late_reason: str = ""
    _case: Case | None = None
    _folded: int = 0
    """of how many drafts the case is folded already"""
    _stale: bool = True

    @property
    def case(self) -> Case:
        """The case as it stands with the drafts; a Refusal when there is none."""
        own = [draft for draft in self.drafts if draft.stream == self.stream] if self._stale else []
        if self._stale and (self._case is None or any(draft.act == "amend" for draft in own[self._folded :])):
            self._case = fold(extended(self.entries, own, self.like))
        elif self._stale:
            lines = extended(self.entries[-1:], own, self.like)
            self._case = onward(self._case, lines[len(lines) - len(own) + self._folded :], lines[-1].seq)
        self._folded, self._stale = (len(own), False) if self._stale else (self._folded, False)
        if self._case is None:
            raise Refusal("没有这一办件，请核对收件号。")
        return self._case

    @property
    def like(self) -> Entry:
        """A line as this act would write it, for deciding further."""
        work = self.work
        return Entry(self.stream, 0, work.request, work.now, work.who.name, work.who.counter, "")

    @property
    def calendar(self) -> Calendar:
        """工作日历 in force for this act."""
        found: Calendar = self.work.loaded("calendar")
        return found

    @property
    def catalogue(self) -> Catalogue:
        """事项目录 in force for this act."""
        found: Catalogue = self.work.loaded("catalogue")
        return found

    @property
    def today(self) -> date:
        """The database's day."""
        return self.work.today

    def add(self, act: str, facts: Mapping[str, Any]) -> None:
        """记一行: append the act, with the department of a reviewer and the A角 of a deputy."""
        self._write(act, {**facts, **self._in_whose_post(act, facts)})

    def _write(self, act: str, facts: Mapping[str, Any]) -> None:
        self.drafts.append(Draft(self.stream, act, dict(facts)))
        self._stale = True

    def _in_whose_post(self, act: str, facts: Mapping[str, Any]) -> Mapping[str, Any]:
        who = self.work.who
        office = {OFFICE: who.office} if who.role == REVIEWER and who.office else {}
        first = self._stood_in_for(act, facts) if who.stands_for else None
        return {**office, **({DEPUTY: first.name} if first is not None else {})}

    def _stood_in_for(self, act: str, facts: Mapping[str, Any]) -> Principal | None:
        if act not in overall.OF_WHO_WAS_ASKED:
            return self.stands_for(act, *(facts.get("items") or [facts.get("item")]))
        asked = {str(row["department"]) for row in facts.get("reported", (facts,))}
        own = self.work.who.role != REVIEWER or asked & set(names_of(self.catalogue, self.work.who.office))
        return None if own else next((one for one, names in self._deputised().items() if asked & set(names)), None)

    def _deputised(self) -> Mapping[Principal, tuple[str, ...]]:
        """代的部门岗位, each with the names its department goes by."""
        return {one: names_of(self.catalogue, one.office) for one in self.work.who.stands_for if one.role == REVIEWER}

    def stands_for(self, act: str, *items: Any) -> Principal | None:  # noqa: ANN401 - numbers out of JSON, or None
        """代谁办: the A角 whose work this act is; None for what the person does in his own post."""
        who, case = self.work.who, self.case
        for one in who.stands_for:
            theirs = (
                one.name == case.clerk
                if one.role != REVIEWER
                else any(no in case.items and overall.may_for(one, act, case.items[no]) for no in items)
                and (one.office != who.office or any(case.items[no].clerk == one.name for no in items))
            )
            own = who.role != one.role and entitled(who.role, act)
            if theirs and not own and entitled(one.role, act):
                return one
        return None

    def record(self, act: str, on: date, facts: Mapping[str, Any], *, key: str = "on") -> None:
        """记一行有法律日期的: `on` goes under `key`; entered later than its day, it carries both the day and the reason."""
        if on > self.today:
            raise ValueError(f"“{ACTS[act].title}”的日期{on:%Y-%m-%d}晚于今天{self.today:%Y-%m-%d}，请核对。")
        self.add(act, {**facts, key: on.isoformat(), **late_entry(self, on, self.late_reason)})

    def definition(self, item: CaseItem, on: date) -> Item:
        """事项 in the version that holds: the one it was accepted under, and before that the one in force on the day."""
        if item.acceptance is not None:
            return self.catalogue.on(item.code, item.acceptance.on)  # also where it is older than the catalogue
        return self.catalogue.item_on(item.code, on)

    def item(self, no: int, act: str, on: date | None = None) -> CaseItem:
        """取一项: the item, checked against what the act allows and the dates already in the file."""
        items = self.case.items
        if no not in items:
            raise ValueError(f"办件{self.case.code}没有第{no}项，请核对。")
        overall.authorise(act, self.work.who)
        overall.own_item(act, self.work.who, items[no], self._named(items[no].department))
        overall.permit(act, items[no])
        if on is not None:
            overall.dated(act, on, items[no], self.today)
        return items[no]

    def _named(self, department: str) -> str:
        body = self.catalogue.bodies.get(department)
        return body.short if body else department

    def own_opinion(self, asked: str) -> None:
        """本部门的意见, or that of the post he stands in for: a Refusal when a reviewer answers for another body."""
        who = self.work.who
        deputised = [name for names in self._deputised().values() for name in names]
        overall.own_opinion(who, asked, (*names_of(self.catalogue, who.office), *deputised))

    def paper(self, form: str, on: date, items: tuple[int, ...] = (), **extra: object) -> object:
        """拟制文书: the paper's number and facts in the act's own transaction; the PDF is made after it.

        Returns the number; a ValueError when the paper could not be printed, so that the act is not recorded either.
        """
        facts = drawn_up(self, form, on, items, extra)
        self.add("draw_up", facts)
        return facts["number"]

    def follow(self) -> None:
        """推定: record what follows by itself until nothing more follows."""
        while True:
            drafts = overall.inferred(self.case, self.today, self.calendar, self.catalogue)
            for draft in drafts:
                self._follow(draft)
            if not drafts:
                self._owed_acceptances()
                return self._owed_renewals()

    def _follow(self, draft: Draft) -> None:
        if draft.act != "deem_accepted":
            self._write(draft.act, draft.facts)
            return
        no = int(str(draft.facts["item"]))
        item = self.case.items[no]
        number = numbers.acceptance(self.catalogue.bodies[item.body], self.today)
        together = ground(self.catalogue, item.code, item.handling)
        unified = {"unified": together, "joint": True} if together else {}
        self._write(draft.act, {**draft.facts, "number": number, **unified})
        self._write("dispatch", {"item": no, "on": self.today.isoformat(), "department": item.department})

    def _owed_acceptances(self) -> None:
        """补出受理通知书 of what silence has accepted. The law does not wait for a seal: while the 落款机关 is incomplete the
        acceptance stands without its paper, which is drawn up as soon as it can be.
        """
        drawn = {no for paper in self.case.papers if paper.form == "acceptance" for no in paper.items}
        for no, item in self.case.items.items():
            if item.acceptance is not None and item.acceptance.deemed and item.open and no not in drawn:
                with suppress(Refusal, ValueError):
                    self.paper("acceptance", self.today, (no,))

    def _owed_renewals(self) -> None:
        """补出视为准予延续告知书: the applicant's proof of what silence has renewed (《行政许可法》第五十条第二款); as above."""
        drawn = {
            no for paper in self.case.papers if paper.form == RENEWAL and not paper.void_reason for no in paper.items
        }
        for no, item in self.case.items.items():
            renewed = item.decision is not None and item.decision.article == RENEWED and not item.gone
            if renewed and no not in drawn and self.case.closed_on is None:
                with suppress(Refusal, ValueError):
                    self.paper(RENEWAL, self.today, (no,))


def opened(work: Work, stream: str, late_reason: str = "") -> File:
    """调卷: the file of a case with what has followed by itself already in it."""
    file = File(work, stream, work.entries(stream), late_reason=late_reason)
    file.follow()
    work.who = in_file(work, work.who, file.case)
    return file


def names_of(catalogue: Catalogue, office: str) -> tuple[str, ...]:
    """部门的几种叫法: code, short and full name, by any of which an opinion may have been asked; never a blank one."""
    body = catalogue.bodies.get(office)
    return tuple(name for name in (office, *((body.short, body.name) if body else ())) if name)


def late_entry(file: File, on: date, reason: str) -> Facts:
    """补录: an entry later than its day needs a reason and is listed for supervision; empty when entered in time."""
    if on >= file.today:
        return {}
    if not reason:
        raise ValueError(f"日期{on:%Y-%m-%d}早于今天{file.today:%Y-%m-%d}，属于补录，请写明补录原因。")
    return {"entered_on": file.today.isoformat(), "late_reason": reason}

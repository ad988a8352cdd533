"""看清单: the counter's rows for screens and the command line, folded from standing rows; nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.casework import enterprise_days
from bingliang.desk.casework.clocks import sweep
from bingliang.desk.casework.enterprise_days import EnterpriseDay
from bingliang.desk.dated import confirm_date
from bingliang.desk.lights import Light
from bingliang.desk.list_row import row as row  # noqa: PLC0414 - told from here as well
from bingliang.desk.list_row import soon_until
from bingliang.desk.rows import CaseView, Counts, ListFilter, Sorting, WorklistRow
from bingliang.ledger.acts import Refusal
from bingliang.ledger.folding import fold
from bingliang.ledger.standing import OWN, Level, StandingRow

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.desk.waiting import Waiting
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look
    from bingliang.store.watching import Watch

MINE, COUNTER = "我承办的", "本窗口"
_TILES = {
    ListFilter.IN_HAND: "IN_HAND",
    ListFilter.STATUTE_LATE: "STATUTE_LATE",
    ListFilter.PROMISE_LATE: "PROMISE_LATE",
    ListFilter.DUE_TODAY: "DUE_TODAY",
    ListFilter.SOON: "SOON",
    ListFilter.STOPPED: "STOPPED",
    ListFilter.OUTSIDE: "OUTSIDE",
    ListFilter.DONE_TODAY: "FINISHED_TODAY",
    ListFilter.TO_COLLECT: "TO_COLLECT",
}


@dataclass
class Reading:
    """清单与详情 at one counter: what a window asks of the desk. Each call sees one moment of the database."""

    desk: Desk
    ribbon: str = ""
    _swept_on: date | None = None

    def watch(self) -> Watch:
        """守候 what other counters write, on a connection of its own; for a thread that may wait."""
        from bingliang.store.watching import Watch

        return Watch(self.desk.store)

    def new_day(self) -> bool:
        """新的一天: whether the day has changed since this was last asked; what follows in silence is then recorded."""
        today = self.desk.today()
        before, self._swept_on = self._swept_on, today
        if before in (None, today):
            return False
        sweep(self.desk)
        return True

    def date_question(self) -> str:
        """日期的一问, where the machine's clock is far ahead of the ledger; empty where it is not."""
        said = self.desk.store.date_question()
        return f"{said}日期对吗？确认以前不推定、不登记任何事项。" if said else ""

    def confirm_date(self) -> None:
        """日期确认, as a line of the ledger; only then what has followed in silence is recorded."""
        confirm_date(self.desk)

    def filings_waiting(self) -> int:
        """网上申报待预审几件, counted in the database."""
        from bingliang.desk.online.counting import waiting_count

        return waiting_count(self.desk)

    def waiting(self) -> Sequence[Waiting]:
        """另有等待办的, in other rooms."""
        from bingliang.desk.waiting import waiting

        return waiting(self.desk)

    def unfinished(self) -> int:
        """没有收完的来件 of this machine."""
        from bingliang.desk.intake.entering import unfinished

        return unfinished(self.desk)

    @property
    def counter(self) -> str:
        """窗口号."""
        return self.desk.who.counter

    @property
    def clerk(self) -> str:
        """窗口人员."""
        return self.desk.who.name

    @property
    def today(self) -> date:
        """今天 by the database's clock."""
        return self.desk.today()

    @property
    def zone_name(self) -> str:
        """园区名称, or a plain word while no zone has been set up."""
        return str(self._setting("zone_name") or "尚未设置园区")

    @property
    def workday_text(self) -> str:
        """“工作日” or “休息日”."""
        with self.desk.store.look() as look:
            return "工作日" if look.loaded("calendar").is_workday(look.today) else "休息日"

    @property
    def banner(self) -> str:
        """提示: next year's notice is not in yet and so many items stand on provisional dates."""
        from bingliang.store.open_items import provisional_items

        with self.desk.store.look() as look:
            calendar: Calendar = look.loaded("calendar")
            provisional = provisional_items(look)
            if not provisional or calendar.horizon.year > look.today.year:
                return ""
            return f"{calendar.horizon.year + 1}年节假日通知尚未录入，{provisional}件暂定"

    def counts(self, *, scope: str) -> Counts:
        """计数 of the tiles within a scope."""
        from bingliang.store import lists

        with self.desk.store.look() as look:
            today = look.today
            turns = len(lists.enterprises_turn(look, self._wanted(look, scope), OWN))
            found = lists.counts(
                look, self._wanted(look, scope), today=today, soon=soon_until(look.loaded("calendar"), today)
            )
        return Counts(
            in_hand=found.in_hand,
            statute_late=found.statute_late,
            promise_late=found.promise_late,
            due_today=found.due_today,
            soon=found.soon,
            stopped=found.stopped,
            outside=found.outside,
            done_today=found.finished_today,
            to_collect=found.waiting_collection,
            enterprise=turns,
        )

    def worklist(
        self,
        which: ListFilter,
        *,
        scope: str,
        after: object | None,
        limit: int,
        sorting: Sorting = Sorting(),  # noqa: B008 - frozen, and the list's usual order
    ) -> Sequence[WorklistRow]:
        """清单的一页 behind the row `after`."""
        from bingliang.store import lists

        with self.desk.store.look() as look:
            calendar: Calendar = look.loaded("calendar")
            today = look.today
            if which is ListFilter.ENTERPRISE:
                return self._marked(look, _page(self._turns(look, scope), after, limit))
            wanted = replace(self._wanted(look, scope), tile=lists.Tile[_TILES[which]])
            behind = _mark(after) if isinstance(after, WorklistRow) else None
            soon = soon_until(calendar, today)
            order = lists.Order[sorting.by.name]
            found = lists.worklist(
                look,
                wanted,
                today=today,
                soon=soon,
                order=order,
                descending=sorting.far_first,
                after=behind,
                limit=limit,
            )
            return self._marked(look, (row(one, calendar, today) for one in found))

    def case(self, stream: str) -> CaseView:
        """办件详情; a Refusal when there is no such case."""
        from bingliang.desk.case_view import case_view

        with self.desk.store.look() as look:
            catalogue: Catalogue = look.loaded("catalogue")
            view = case_view(look.entries(stream), catalogue, look.loaded("calendar"), look.today, look.loaded("forms"))
        if view is None:
            raise Refusal("没有这一办件，请核对收件号。")
        return view

    def _turns(self, look: Look, scope: str) -> list[WorklistRow]:
        """等企业的各件, the nearest of the enterprise's own dates first; the row shows that date and no department's."""
        from bingliang.store import finding, lists

        calendar: Calendar = look.loaded("calendar")
        streams = lists.enterprises_turn(look, self._wanted(look, scope), OWN)
        rows = [one for one in finding.rows_of(look, streams) if one.level is Level.CASE]
        look.gather([one.stream for one in rows])
        found: list[tuple[date, WorklistRow]] = []
        for one in rows:
            case = fold(look.entries(one.stream))
            near = enterprise_days.days(case, calendar, look.today) if case else ()
            if near:
                found.append(
                    (near[0].on, _of_enterprise(row(one, calendar, look.today), near[0], calendar, look.today))
                )
        return [made for _, made in sorted(found, key=lambda pair: (not pair[1].green, pair[0], pair[1].stream))]

    def _wanted(self, look: Look, scope: str) -> Any:  # noqa: ANN401  # the store's Wanted; importing it here would be heavy
        from bingliang.store.lists import Wanted

        if scope == MINE:
            return Wanted(level=Level.CASE, clerks=(self.clerk, *self._stands_for(look)))
        return Wanted(level=Level.CASE, counter=self.counter if scope == COUNTER else "")

    def _stands_for(self, look: Look) -> tuple[str, ...]:
        """代谁: the A角 at the counter whose cases are in this person's list today."""
        from bingliang.desk.handover.deputies import principals_of
        from bingliang.ledger.roles import REVIEWER

        found = principals_of(look, self.clerk)
        return tuple(dict.fromkeys(one.name for one in found if one.role != REVIEWER))

    def _marked(self, look: Look, rows: Iterable[WorklistRow]) -> tuple[WorklistRow, ...]:
        """标出代办的: the cases of those whom he stands in for."""
        firsts = self._stands_for(look)
        return tuple(replace(one, deputy_for=one.clerk) if one.clerk in firsts else one for one in rows)

    def _setting(self, key: str) -> object:
        with self.desk.store.look() as look:
            catalogue: Catalogue = look.loaded("catalogue")
            return catalogue.setting(key)


def _of_enterprise(one: WorklistRow, near: EnterpriseDay, calendar: Calendar, today: date) -> WorklistRow:
    return replace(
        one,
        light=Light.APPLICANT,
        remaining=calendar.count(today, near.on),
        next_on=near.on,
        promised_on=None,
        due_on=None,
        provisional=not calendar.certain(near.on),
        stage="，".join(part for part in (near.what, near.remind) if part),
    )


def _page(rows: list[WorklistRow], after: object | None, limit: int) -> Sequence[WorklistRow]:
    """一页 of a list that is whole in memory: what the enterprises of a zone still owe is never many."""
    names = [one.stream for one in rows]
    start = names.index(after.stream) + 1 if isinstance(after, WorklistRow) and after.stream in names else 0
    return tuple(rows[start : start + limit])


def _mark(last: WorklistRow) -> StandingRow:
    return StandingRow(
        last.stream, Level.CASE, next_on=last.next_on, promised_on=last.promised_on, due_on=last.due_on,
        green=last.green,
    )  # fmt: skip

"""办件的一生: one visit from receipt to close, each item on its own line, by the same acts that a clerk presses.

What happens is drawn from the case's own generator, so that one case never disturbs another; when it happens follows
from the dates that the rules give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from random import Random
from typing import TYPE_CHECKING

from bingliang.desk.casework import acceptance, decisions, endings
from bingliang.desk.desk import Desk, stream_of
from bingliang.desk.history import handling
from bingliang.desk.history.season import Life, Season
from bingliang.desk.intake import receiving as intake
from bingliang.ledger.acts import Who
from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.catalogue import Handling
from bingliang.ledger.folding import fold
from bingliang.mechanism.overall import HANDLINGS

if TYPE_CHECKING:
    from bingliang.desk.history.invented import Invented
    from bingliang.desk.history.visits import Reason
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar

BEIJING = timezone(timedelta(hours=8))
CLERKS = tuple(Who(f"综合窗口{sign}", str(number), "窗口") for number, sign in enumerate("甲乙丙丁戊己", 1))
_OFFICE_HOURS = (8 * 60 + 40, 16 * 60 + 50)
_DEFECTS = ("缺少", "不符合法定形式：未加盖单位公章", "不符合法定形式：版本不是最新的", "内容与申请表不一致")


@dataclass
class Visit:
    """一次来窗: the desk, the day's random choices, what is brought and when."""

    desk: Desk
    season: Season
    random: Random
    key: str
    who: Invented
    why: Reason
    received_at: datetime
    calendar: Calendar
    catalogue: Catalogue
    _presses: int = 0
    _begun: set[int] = field(default_factory=set)
    _running: int = 0

    @property
    def stream(self) -> str:
        """办件的流水."""
        return stream_of(f"{self.key}/receive")

    def press(self, act: str) -> str:
        """按键 of this case, numbered, so that a second telling finds it answered."""
        self._presses += 1
        return f"{self.key}/{self._presses:03d}-{act}"

    def case(self) -> Case:
        """The case as it stands."""
        with self.desk.store.look() as look:
            found = fold(look.entries(self.stream))
        if found is None:
            raise ValueError(f"没有收件：{self.key}")
        return found

    def chance(self, share: float) -> bool:
        """With that probability."""
        return self.random.random() < share

    def on(self, day: date, after: datetime | None = None) -> datetime:
        """Some time in office hours of that day; on the day of `after`, some minutes after it."""
        moment = datetime.combine(day, time(), BEIJING) + timedelta(minutes=self.random.randint(*_OFFICE_HOURS))
        if after is not None and moment <= after:
            moment = after + timedelta(minutes=self.random.randint(3, 25))
        return moment

    def later(self, after: datetime, workdays: int) -> datetime:
        """So many workdays after it."""
        return self.on(self.calendar.workday(after.date(), workdays) if workdays else after.date(), after)

    # ── the visit ──

    def life(self) -> Life:
        """收件, and a line for every item of it."""
        yield self.received_at
        lacking = self._receive()
        for item in self.case().items.values():
            if item.state is ItemState.RECEIVED:
                self._start(item, lacking if item.no == 1 else (), self.received_at)

    def _receive(self) -> Sequence[str]:
        clerk = CLERKS[self.random.randrange(len(CLERKS))]
        self.desk = replace(self.desk, who=clerk)
        works = self.who.works[self.random.randrange(len(self.who.works))]
        year = self.received_at.year
        given = intake.Intake(
            enterprise=self.who.enterprise,
            project=self.who.project,
            works={"name": works},
            stage=self.why.stage,
            items=self.why.items,
            materials=(),
            handler=self.who.bearer,
            received_at=self.received_at,
            held={code: f"示范〔{year}〕{code}号" for code in self.why.held},
            answers=self.why.answers,
            hold_consent=True,
            channel="网上" if self.chance(0.35) else "邮寄" if self.chance(0.04) else "窗口",
        )
        asked = intake.asked(self.catalogue, given)
        mine = [row.name for row in asked if row.serves == self.why.items[:1]]
        lacking = [self.random.choice(mine)] if mine and self._may_lack() and self.chance(0.14) else []
        asked = intake.asked(self.catalogue, given, missing=lacking)
        listed = {code for row in asked for code in row.serves}
        own = [intake.Handed("申请表及附件", (code,)) for code in self.why.items if code not in listed]
        intake.receive(self.desk, f"{self.key}/receive", intake.with_materials(given, (*asked, *own)))
        return lacking

    def _may_lack(self) -> bool:
        handling = self.catalogue.item_on(self.why.items[0], self.received_at.date()).handling
        return handling not in {Handling.FILING, Handling.PLEDGED}

    def _start(self, item: CaseItem, lacking: Sequence[str], at: datetime) -> None:
        self._begun.add(item.no)
        self._running += 1
        self.season.begin(self._line(item, lacking, at))

    def _line(self, item: CaseItem, lacking: Sequence[str], at: datetime) -> Life:
        yield from self._handled(item, lacking, at)
        self._running -= 1
        if not self._running and not any(one.open for one in self.case().items.values()):
            decisions.close(self.desk, self.press("close"), self.stream)

    # ── one item ──

    def _handled(self, item: CaseItem, lacking: Sequence[str], at: datetime) -> Life:
        no = item.no
        if item.handling is Handling.FILING:
            moment = self.later(at, 0 if self.chance(0.9) else 1)
            yield moment
            handling.answer(self, item, "file", moment)
            return
        moment = at
        if lacking:
            for when in self._corrected(item, lacking, at):
                moment = when
                yield when
            if self.case().items[no].ending is not None:
                return
        else:
            most = max(0, min(2, item.completeness.value - 1))
            moment = self.later(at, self.random.randint(0, most) if item.handling is not Handling.PLEDGED else 0)
            yield moment
        self._accept(no, moment)
        yield from handling.to_decision(self, no, moment)

    def _corrected(self, item: CaseItem, lacking: Sequence[str], at: datetime) -> Life:
        """一次性告知 and what comes back of it: all of it, late or never."""
        moment = self.later(at, 0 if item.completeness.value == 0 else self.random.randint(1, 2))
        yield moment
        said = {"defect": self.random.choice(_DEFECTS), "required": "提交一份", "ground": "办事指南（以办事指南为准）"}
        rows = [{"item": item.no, "material": name, **said} for name in lacking]
        acceptance.notify_once(self.desk, self.press("notify_once"), self.stream, moment.date(), rows)
        if len(self.why.items) == 1 and item.handling in HANDLINGS["decline"] and self.chance(0.08):
            moment = self.later(moment, self.random.randint(11, 14))
            yield moment
            reason = f"告知后未交回{lacking[0]}"
            declined = endings.Declined("补正逾期", reason)
            endings.decline(self.desk, self.press("decline"), self.stream, item.no, moment.date(), declined)
            return
        moment = self.later(moment, self.random.choice((1, 2, 2, 3, 4, 5, 7, 9)))
        yield moment
        pieces = [{"name": name, "originals": 1, "copies": 0} for name in lacking]
        acceptance.take_corrections(
            self.desk, self.press("take_corrections"), self.stream, moment.date(), (item.no,),
            complete=True, pieces=pieces,
        )  # fmt: skip

    def _accept(self, no: int, moment: datetime) -> None:
        item = self.case().items[no]
        promised: dict[int, list[dict[str, object]]] = {}
        if item.handling is Handling.PLEDGED:
            conditions = self.catalogue.setting(f"pledge_{item.code}", {}).get("conditions", ())
            by = self.calendar.workday(moment.date(), 20)
            promised = {no: [{"met": True}, *({"met": False, "by": f"{by:%Y年%m月%d日}"} for _ in conditions[1:])]}
        acceptance.accept(
            self.desk, self.press("accept"), self.stream, (no,), moment.date(),
            promised=promised, said=acceptance.Said(pledge_checked=True),
        )  # fmt: skip

    def woken(self, moment: datetime) -> None:
        """转正式收件: items that waited for this decision have begun by themselves."""
        for item in self.case().items.values():
            if item.no not in self._begun and item.state is ItemState.RECEIVED:
                self._start(item, (), moment)

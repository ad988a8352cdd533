"""业主点评: one sheet per key project and period, signed; sealed until the period is over, checked, answered, published.

Which rules the zone has is not public; the period, the days for an answer and the points are settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bingliang.ledger.acts import Refusal
from bingliang.ledger.comment import Comment, Issue, Said, Tally
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.public_rating.grades import Grade
from bingliang.mechanism.supervision import Mark

LAW = "区《企业公开评议制度》"
TEN_DAYS, MONTH = "旬", "月"
STRETCHES = (TEN_DAYS, MONTH)
_PARTS = "上中下"
_WRITTEN = re.compile(r"(\d{4})-(\d{2})([上中下]?)")
_TEN = 10


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """点评期: a 旬 (2026-12上) or a month (2026-12)."""

    first: date
    last: date

    @classmethod
    def at(cls, on: date, stretch: str) -> Span:
        """那一天所在的一期."""
        begin = on.replace(day=1)
        end = (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if stretch == MONTH:
            return cls(begin, end)
        part = min(2, (on.day - 1) // _TEN)
        first = begin.replace(day=1 + part * _TEN)
        return cls(first, end if part == 2 else first + timedelta(days=_TEN - 1))  # noqa: PLR2004 - 下旬

    @classmethod
    def of(cls, written: str) -> Span:
        """读出 2026-12上 or 2026-12; ValueError in one sentence."""
        found = _WRITTEN.fullmatch(written.strip())
        if found is None or not 1 <= int(found[2]) <= 12:  # noqa: PLR2004 - months
            raise ValueError(f"“{written}”不是点评期，请按 2026-12上（旬）或者 2026-12（月）的样子填写。")
        begin = date(int(found[1]), int(found[2]), 1)
        if not found[3]:
            return cls.at(begin, MONTH)
        return cls.at(begin + timedelta(days=_TEN * _PARTS.index(found[3])), TEN_DAYS)

    @property
    def stretch(self) -> str:
        """旬 or 月."""
        return MONTH if (self.last - self.first).days > 2 * _TEN else TEN_DAYS

    @property
    def written(self) -> str:
        """2026-12上 or 2026-12."""
        part = "" if self.stretch == MONTH else _PARTS[(self.first.day - 1) // _TEN]
        return f"{self.first:%Y-%m}{part}"

    @property
    def name(self) -> str:
        """2026年12月上旬, or 2026年12月."""
        part = "" if self.stretch == MONTH else f"{_PARTS[(self.first.day - 1) // _TEN]}旬"
        return f"{self.first.year}年{self.first.month}月{part}"

    @property
    def short(self) -> str:
        """12月上旬, where the year is plain."""
        return self.name.partition("年")[2]

    @property
    def before(self) -> Span:
        """上一期 of the same length."""
        return Span.at(self.first - timedelta(days=1), self.stretch)

    @property
    def after(self) -> Span:
        """下一期 of the same length."""
        return Span.at(self.last + timedelta(days=1), self.stretch)

    def number(self, origin: date | None) -> int:
        """期号, counted from the period in which `origin` lies; 0 where the zone counts by what it has published."""
        if origin is None or origin > self.last:
            return 0
        at, count = Span.at(origin, self.stretch), 1
        while at < self:
            at, count = at.after, count + 1
        return count


def may_enter(span: Span, today: date, known: Comment | None, issue: Issue | None) -> None:
    """可登记: the period has begun and is not published; entered anew only before it was checked."""
    if today < span.first:
        raise Refusal(f"{span.name}还没有开始，不能登记点评。", LAW)
    if issue is not None:
        raise Refusal(f"{span.name}的点评已于{issue.on:%Y-%m-%d}公布（第{issue.number}期），不能再登记。", LAW)
    if known is not None and known.checked_on is not None:
        raise Refusal(f"{known.firm}{span.name}的点评已于{known.checked_on:%Y-%m-%d}审核，不能再改。", LAW)


def sealed(span: Span, today: date) -> bool:
    """封存中: nobody reads the words before the period is over."""
    return today <= span.last


def may_check(comment: Comment, span: Span, today: date) -> None:
    """可审核: once, when the period is over."""
    if sealed(span, today):
        raise Refusal(f"{span.name}还没有结束，点评封存到{span.last:%Y-%m-%d}，期满以前任何岗位都看不到内容。", LAW)
    if comment.checked_on is not None:
        raise Refusal(f"这张点评表已于{comment.checked_on:%Y-%m-%d}审核，内容已转给各部门。", LAW)


def owes_answer(said: Said) -> bool:
    """须答复: 基本满意 and below; praise may be answered."""
    return said.grade >= Grade.FAIR


def answer_by(comment: Comment, calendar: Calendar, days: int) -> date | None:
    """答复截止日: so many workdays after the check; None before it."""
    return calendar.workday(comment.checked_on, days) if comment.checked_on is not None else None


def may_answer(comment: Comment, department: str, issue: Issue | None) -> Said:
    """可答复: what was said of this department, checked, not answered yet and not yet published."""
    said = comment.said.get(department)
    if said is None or comment.checked_on is None:
        raise Refusal("没有转给本部门的点评；点评在本期结束、审核以后才转来。", LAW)
    if said.answered_on is not None:
        raise Refusal(f"这条点评已于{said.answered_on:%Y-%m-%d}答复。", LAW)
    if issue is not None:
        raise Refusal(f"第{issue.number}期点评已经公布，不能再补答复，须更正公布的由督查岗位办理。", LAW)
    return said


def unanswered(comments: Iterable[Comment]) -> list[tuple[Comment, Said]]:
    """待答复的各条."""
    return [
        (one, said)
        for one in comments
        if one.checked_on is not None
        for said in one.said.values()
        if said.answered_on is None and owes_answer(said)
    ]


def may_publish(span: Span, comments: Sequence[Comment], today: date, calendar: Calendar, days: int) -> None:
    """可公布: over, every sheet checked, every answer in or its day gone by."""
    if sealed(span, today):
        raise Refusal(f"{span.name}到{span.last:%Y-%m-%d}才结束，期满以后才能公布。", LAW)
    if not comments:
        raise Refusal(f"{span.name}没有收到点评表，没有可以公布的内容。", LAW)
    unchecked = [one for one in comments if one.checked_on is None]
    if unchecked:
        raise Refusal(f"{span.name}还有{len(unchecked)}张点评表没有审核（{unchecked[0].firm}），请先审核。", LAW)
    for one, said in unanswered(comments):
        until = answer_by(one, calendar, days)
        if until is not None and today <= until:
            raise Refusal(
                f"{one.firm}对部门的点评（{Grade(said.grade).text}）还没有答复，答复期到{until:%Y-%m-%d}，期满以前不能公布。",
                LAW,
            )


def tallies(comments: Iterable[Comment], calendar: Calendar, days: int, today: date) -> tuple[Tally, ...]:
    """各部门合计: every comment counts, with or without consent; `late` were owed an answer and had none by its day."""
    counts: dict[str, list[int]] = {}
    late: dict[str, int] = {}
    for one in comments:
        until = answer_by(one, calendar, days)
        for said in one.said.values():
            counts.setdefault(said.department, [0] * len(Grade))[said.grade - 1] += 1
            if until is not None and owes_answer(said) and (said.answered_on or today) > until:
                late[said.department] = late.get(said.department, 0) + 1
    return tuple(Tally(code, tuple(found), late.get(code, 0)) for code, found in sorted(counts.items()))


# ── 考核 ──

COMMENT_BAD, COMMENT_UNANSWERED = "业主点评不满意", "业主点评逾期未答复"


def marks(issue: Issue, names: Mapping[str, str], *, bad: int, unanswered: int) -> Iterable[Mark]:
    """记分 of a published issue: so many points for each 不满意 and worse, so many for each answer that did not come in time."""
    for one in issue.tallies:
        name = names.get(one.department, one.department)
        dissatisfied = sum(one.counts[Grade.FAIR :])
        for kind, count, points in ((COMMENT_BAD, dissatisfied, bad), (COMMENT_UNANSWERED, one.late, unanswered)):
            for at in range(count):
                said = f"第{issue.number}期业主点评（{issue.name}）：{name}{kind.removeprefix('业主点评')}{count}条"
                key = f"{kind}/{issue.period}/{at + 1}"
                yield Mark(key, kind, one.department, "", points, issue.on, "", 0, issue.stream, issue.seq, said)

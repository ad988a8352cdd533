"""后果的变化: what F9 would now do otherwise than it stood on the page: midnight, a new notice, another counter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bingliang.desk.intake.foreseen import Foreseen, ForeseenDate, ForeseenItem
from bingliang.ledger.acts import Refusal

WORDS = (("answer", "答复截止日"), ("statutory", "法定应办结日"), ("promised", "承诺办结日"))
NONE = "无"


@dataclass(frozen=True, slots=True)
class Change:
    """一处变化: of what, and old → new."""

    subject: str
    what: str
    old: str
    new: str

    @property
    def sentence(self) -> str:
        """One line of the account."""
        return f"{self.subject}：{self.what} {self.old} → {self.new}"


class ConsequenceChanged(Refusal):
    """后果已变: nothing was written; `now` is what F9 would do at this moment."""

    def __init__(self, changes: tuple[Change, ...], now: Foreseen) -> None:
        """The sentence names how many places and what to do."""
        super().__init__(f"收件的后果与刚才显示的有 {len(changes)} 处不同，没有收，请看右边的前后对照，再按一次 F9。")
        self.changes = changes
        self.now = now


def changes(shown: Foreseen, now: Foreseen, *, typed: bool = False) -> tuple[Change, ...]:
    """对照: with `typed` the clerk has changed the visit himself in between, which explains other items and papers, but
    never other dates of an item that is received in the same way.
    """
    found = list(_day(shown, now))
    before, after = ({item.code: item for item in seen.taken} for seen in (shown, now))
    for code, item in after.items():
        if code in before and before[code].mode == item.mode:
            found += _dates(before[code], item)
        elif code in before and not typed:
            found.append(Change(item.name, "收件方式", before[code].mode, item.mode))
    if not typed:
        if shown.channel != now.channel:
            found.append(Change("今天", "收件渠道", shown.channel, now.channel))
        found += _items(before, after, {one.code: one.sentence for one in now.asides})
        found += _lists(shown, now)
    return tuple(found)


def _day(shown: Foreseen, now: Foreseen) -> Iterator[Change]:
    if shown.today != now.today:
        yield Change("今天", "收件日期", f"{shown.today:%Y-%m-%d}", f"{now.today:%Y-%m-%d}")


def _dates(old: ForeseenItem, new: ForeseenItem) -> Iterator[Change]:
    for name, word in WORDS:
        was, now = getattr(old, name), getattr(new, name)
        if (was.on, was.words, was.provisional) != (now.on, now.words, now.provisional):
            yield Change(new.name, word, words_of(was), words_of(now))


def words_of(one: ForeseenDate) -> str:
    """日期 as the page writes it, marked when it is provisional."""
    if one.on is None:
        return one.words or NONE
    return f"{one.on:%Y-%m-%d}{'〔暂定〕' if one.provisional else ''}"


def _items(
    before: dict[str, ForeseenItem], after: dict[str, ForeseenItem], why: dict[str, str]
) -> Iterator[Change]:  # fmt: skip
    for code, item in before.items():
        if code not in after:
            yield Change(item.name, "事项", item.mode, f"不收，{why[code]}" if code in why else "不收")
    for code, item in after.items():
        if code not in before:
            yield Change(item.name, "事项", "不收", item.mode)


def _lists(shown: Foreseen, now: Foreseen) -> Iterator[Change]:
    for subject, what, was, new in (
        ("文书", "将出具", [one.title for one in shown.papers], [one.title for one in now.papers]),
        ("部门", "材料交给", list(shown.departments), list(now.departments)),
        ("材料", "今天要交", _asked(shown), _asked(now)),
    ):
        if was != new:
            gone, come = [one for one in was if one not in new], [one for one in new if one not in was]
            yield Change(subject, what, "、".join(gone) or NONE, "、".join(come) or NONE)


def _asked(seen: Foreseen) -> list[str]:
    return [row.name for row in seen.materials if row.asked and row.required]


def merged(old: tuple[Change, ...], new: tuple[Change, ...]) -> tuple[Change, ...]:
    """合并对照: the first old beside the last new; what has come back to where it was is no change."""
    found = {(one.subject, one.what): one for one in old}
    for one in new:
        first = found.get((one.subject, one.what), one)
        found[one.subject, one.what] = Change(one.subject, one.what, first.old, one.new)
    return tuple(one for one in found.values() if one.old != one.new)

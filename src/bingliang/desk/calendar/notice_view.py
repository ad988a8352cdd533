"""节假日通知的预览: what a pasted notice says, day by day beside the calendar in force, and which deadlines it moves,
before anybody puts it in force; and what came of it afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.desk.calendar import notices
from bingliang.desk.calendar.notices import Moved
from bingliang.desk.calendar.view import DayRow, MonthRow, month_row
from bingliang.ledger.acts import Refusal
from bingliang.ledger.workdays import Calendar, Notice
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Change:
    """一日的变化: the same day before and after a notice."""

    before: DayRow
    after: DayRow

    @property
    def changed(self) -> bool:
        """变了: works where it rested or rests where it worked."""
        return self.before.kind.workday != self.after.kind.workday


@dataclass(frozen=True, slots=True)
class MovedRow:
    """移动的一条, with the shift in days and in workdays of the calendar in force (negative: earlier)."""

    moved: Moved
    workdays: int
    days: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """通知预览: the days a notice sets beside the old ones, the horizon before and after, the items that move."""

    notice: Notice
    months: tuple[tuple[MonthRow, MonthRow], ...]
    changes: tuple[Change, ...]
    old_horizon: date
    new_horizon: date
    moved: tuple[MovedRow, ...]
    known: bool = False
    refused: str = ""
    """why the post at this desk may not put it in force; empty when it may"""

    @property
    def earlier(self) -> int:
        """提前的条数."""
        return sum(row.moved.earlier for row in self.moved)


@dataclass(frozen=True, slots=True)
class Note:
    """时限调整说明 that the notice has made."""

    stream: str
    code: str
    enterprise: str
    number: str


@dataclass(frozen=True, slots=True)
class Applied:
    """启用的结果: how many deadlines moved, the notes that were made, the cases that still owe one."""

    title: str
    moved: int
    notes: tuple[Note, ...]
    without: tuple[str, ...]


def propose(
    desk: Desk, text: str, *, year: int | None = None, published: date | None = None, title: str = ""
) -> Proposal:
    """预览通知: what the text says, day by day beside the calendar in force, and what it moves; writes nothing.

    ValueError names the sentence that cannot be read.
    """
    if not text.strip():
        raise ValueError("还没有通知原文，请把国务院办公厅通知的全文粘贴到这里，或者打开一个文本文件。")
    notice = notices.read(desk, text, year=year, published=published, title=title)
    with desk.store.look() as look:
        old: Calendar = look.loaded("calendar")
    new = Calendar.of((*old.notices, notice))
    moved = tuple(_moved_row(one, old) for one in notices.preview(desk, notice))
    months = _months_of(notice)
    pairs = tuple((month_row(old, *month), month_row(new, *month)) for month in months)
    spoken = {day for one in notice.arrangements for day in (*one.off, *one.work)}
    changes = [Change(a, b) for before, after in pairs for a, b in zip(before.days, after.days, strict=True)]
    return Proposal(
        notice,
        pairs,
        tuple(change for change in changes if change.changed or change.after.on in spoken),
        old.horizon,
        new.horizon,
        moved,
        any(one.id == notice.id for one in old.notices),
        _may_not(desk),
    )


def _may_not(desk: Desk) -> str:
    """这一岗位为何不能启用; empty when it may."""
    try:
        overall.authorise("publish_notice", desk.who)
    except Refusal as why:
        return str(why)
    return ""


def apply_notice(desk: Desk, request: str, notice: Notice) -> Applied:
    """启用通知 and say what came of it: `notices.publish`, then the notes that this press has drawn up."""
    answer = notices.publish(desk, request, notice)
    with desk.store.look() as look:
        lines = look.entries_of_request(request)
        cases = {stream: next(iter(look.standing(stream)), None) for stream in answer["cases"]}
    without = next((line.facts.get("without_note", ()) for line in lines if line.act == "publish_notice"), ())
    notes = []
    for line in lines:
        row = cases.get(line.stream)
        if line.act == "draw_up" and row is not None:
            notes.append(Note(line.stream, str(row.code), row.enterprise, str(line.facts["number"])))
    return Applied(notice.title, int(answer["moved"]), tuple(notes), tuple(without))  # type: ignore[arg-type]  # facts are JSON


def text_of_file(path: str) -> str:
    """打开通知文件: a text file in UTF-8 or GBK, which old notepads write; ValueError in one sentence."""
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise ValueError(f"文件“{path}”打不开（{error.strerror}），请核对路径和权限。") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError(f"文件“{path}”不是文本文件，请打开 .txt 文件，或者把通知全文复制后直接粘贴。")


def _months_of(notice: Notice) -> list[tuple[int, int]]:
    """涉及的月份 of a notice, in order."""
    days = {day for one in notice.arrangements for day in (*one.off, *one.work)}
    return sorted({(day.year, day.month) for day in days})


def _moved_row(one: Moved, old: Calendar) -> MovedRow:
    return MovedRow(one, old.count(one.old, one.new), (one.new - one.old).days)

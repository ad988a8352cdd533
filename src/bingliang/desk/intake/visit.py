"""来件: one intake form as it stands on the screen, half filled or whole; plain values that a draft file can hold.

Nothing of it is an act. A material is only what the clerk said it is: until he has, its state is blank.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.fields import as_day
from bingliang.desk.intake.receiving import Bearer, Handed, Intake
from bingliang.desk.papers.late_slips import HandSlip
from bingliang.mechanism.online_approval import CHANNEL

if TYPE_CHECKING:
    from datetime import date, datetime

    from bingliang.mechanism.parallel_approval.selection import MergedMaterial, Plan

SLIP = ("number", "reason", "approver")
"""手工凭证的各栏 besides its time."""
NOT_CHECKED = ""
"""未核: the clerk has not looked at this material yet; a receipt is refused while one is."""
OWN = "自列/"
"""自列材料 of an item without a list are known by this, the item and their name."""


def one_line(text: str) -> str:
    """一行字: what was pasted, without line breaks, control signs and marks that turn the direction of writing."""
    plain = "".join(" " if sign in "\r\n\t\v\f\u2028\u2029" else sign for sign in text)
    return "".join(sign for sign in plain if unicodedata.category(sign) not in _UNSEEN or sign == "\u200d").strip()


_UNSEEN = ("Cc", "Cf", "Cs", "Cn")
"""Kinds of signs that nobody sees on a form; the joiner inside a composed picture sign is kept."""

NOBODY = Bearer("", authorised=False)
"""还没有交件人; an authorisation is never taken for granted."""


@dataclass(frozen=True, slots=True)
class Mark:
    """核对: what the clerk said of one material. A count of None is the catalogue's."""

    state: str = NOT_CHECKED
    originals: int | None = None
    copies: int | None = None
    pages: int = 0
    checked: bool = False
    electronic: bool = False
    kept: bool = False
    """原件核对后留存: the counter owes it back"""

    @property
    def absent(self) -> bool:
        """没有交来."""
        return self.state in {"缺", "容缺"}

    @property
    def handed(self) -> Mark:
        """交来了什么: nothing of what is 缺 or 容缺; figures typed before are kept for when it comes, not counted."""
        return Mark(self.state, 0, 0) if self.absent else self


@dataclass(frozen=True, slots=True)
class OwnMaterial:
    """自列材料: the clerk's own line for an item that the catalogue has no list for."""

    name: str
    item: str

    @property
    def key(self) -> str:
        """Its key among the marks."""
        return f"{OWN}{self.item}/{self.name}"


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """已取得的文书, as the clerk read it off the paper that was brought: number, day (ISO), issuing body."""

    number: str
    on: str = ""
    issuer: str = ""

    @property
    def words(self) -> str:
        """One clause that proves it: 文号，日期，机关."""
        return "，".join(part for part in (self.number, self.on, self.issuer) if part)


@dataclass(frozen=True, slots=True)
class Visit:
    """来件: `choice` is a stage's or a bundle's code; `dropped` were proposed and taken off, `extra` were added.

    `held` is what proves each document, from the ledger or by the clerk's word; the latter stand in `documents` as well.
    """

    enterprise: Mapping[str, str] = field(default_factory=dict)
    project: Mapping[str, Any] = field(default_factory=dict)
    works: str = ""
    choice: str = ""
    answers: Mapping[str, bool] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, HeldDocument] = field(default_factory=dict)
    busy: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    own: tuple[OwnMaterial, ...] = ()
    handler: Bearer = NOBODY
    agent: Mapping[str, Any] = field(default_factory=dict)
    hold_consent: bool = False
    channel: str = ""
    filing: str = ""
    """the 网上申报 that this visit is, by its stream; blank for somebody at the counter"""
    beside: str = ""
    """同一来访: the case that the same agent handed in just before, by its stream; blank for who comes with one"""
    queue: int = 0
    """排队号 of that visit; 0 while the screen gives it"""
    hand: Mapping[str, str] = field(default_factory=dict)
    """手工凭证补录: at, number, reason and approver as typed; empty while it is not ticked"""

    @property
    def blank(self) -> bool:
        """空白: nothing has been typed or chosen, so that nothing would be lost."""
        words = (*self.enterprise.values(), *self.project.values(), self.works, self.choice, *_words(self.handler))
        return not any(words) and not (self.marks or self.answers or self.extra or self.own or self.documents)

    @property
    def title(self) -> str:
        """What a parked intake is called."""
        return str(self.enterprise.get("name", "")).strip() or "未填企业"

    def marked(self, key: str) -> Mark:
        """The clerk's word on a material, blank when there is none."""
        return self.marks.get(key, Mark())

    def with_mark(self, key: str, mark: Mark) -> Visit:
        """The same visit with another word on one material."""
        return replace(self, marks={**self.marks, key: mark})


def _words(handler: Bearer) -> tuple[str, ...]:
    return handler.name, handler.id_number, handler.phone


def channel_of(visit: Visit, *, workday: bool) -> str:
    """收件渠道: of a 网上申报 its own; the clerk's word, else the counter, on a rest day its 延时服务."""
    return CHANNEL if visit.filing else visit.channel or ("窗口" if workday else "延时")


def hand_time(visit: Visit, now: datetime, first: date) -> datetime:
    """凭证上的收件时间, as 2026-11-06 09:30, 11-06 09:30 or, of today, 09:30; a ValueError in one sentence."""
    text = " ".join(visit.hand.get("at", "").replace("T", " ").replace("：", ":").split())
    on, _, clock = text.rpartition(" ")
    try:
        hour, minute = (int(part) for part in clock.split(":"))
        day = as_day(on, now.date()) if on else now.date()
        at = now.replace(year=day.year, month=day.month, day=day.day, hour=hour, minute=minute, second=0, microsecond=0)
    except ValueError:
        raise ValueError(
            f"“{text}”不是收件时间，请照手工凭证填 {now:%Y-%m-%d} 09:30 这样。"
            if text
            else "请照手工凭证填写收件时间。"
        ) from None
    if at.date() < first:
        raise ValueError(f"收件时间{at:%Y-%m-%d}早于工作日历的第一天，请核对年份。")
    return at


def intake_of(
    visit: Visit, stage: str, plan: Plan | None, items: tuple[str, ...], now: datetime, channel: str = "窗口"
) -> Intake:  # fmt: skip
    """收件单 of a visit: what `receive` takes; the materials are those the clerk marked and those already held."""
    return Intake(
        enterprise=visit.enterprise,
        project=visit.project,
        works={"name": visit.works.strip()} if visit.works.strip() else {},
        stage=stage,
        items=items,
        materials=handed(visit, plan, items),
        handler=visit.handler,
        received_at=now,
        held=visit.held,
        answers=visit.answers,
        hold_consent=visit.hold_consent,
        channel=channel,
        agent=visit.agent,
        filing=visit.filing,
        beside=visit.beside,
        queue=visit.queue,
        slip=HandSlip(*(visit.hand.get(key, "") for key in SLIP)) if visit.hand else None,
    )


def handed(visit: Visit, plan: Plan | None, items: tuple[str, ...]) -> tuple[Handed, ...]:
    """交来的材料: each material once; one that another item of the visit will make is not handed in today."""
    rows = [_row(visit, material) for material in (plan.materials if plan else ()) if _counts(visit, material)]
    mine = [
        Handed(own.name, (own.item,), mark.originals or 0, mark.copies or 0, mark.electronic, mark.pages, mark.checked,
               mark.state, kept=mark.kept)
        for own in visit.own
        if own.item in items and (mark := visit.marked(own.key).handed).state
    ]  # fmt: skip
    return (*rows, *mine)


def _counts(visit: Visit, material: MergedMaterial) -> bool:
    if material.held:
        return material.required
    return not material.follows and bool(visit.marked(material.code).state)


def _row(visit: Visit, material: MergedMaterial) -> Handed:
    if material.held:
        return Handed(material.name, material.for_items, 0, 0, code=material.code)
    mark = visit.marked(material.code).handed
    originals, copies = counts(material.originals, material.copies, mark)
    return Handed(
        material.name,
        material.for_items,
        originals,
        copies,
        mark.electronic,
        mark.pages,
        mark.checked,
        mark.state,
        material.code,
        kept=mark.kept,
    )


def counts(originals: int, copies: int, mark: Mark) -> tuple[int, int]:
    """份数: the clerk's figures, else the catalogue's."""
    return (
        originals if mark.originals is None else mark.originals,
        copies if mark.copies is None else mark.copies,
    )


def to_values(visit: Visit) -> dict[str, Any]:
    """写入草稿的值."""
    return asdict(visit)


def from_values(values: Any) -> Visit:  # noqa: ANN401  # whatever a file held
    """读回草稿的值; ValueError in one sentence for anything that is not an intake of this program."""
    if not isinstance(values, dict) or set(values) - {each.name for each in fields(Visit)}:
        raise ValueError("草稿内容不是收件单，已放在一边，没有恢复。")
    try:
        return replace(
            Visit(),
            enterprise=_texts(values["enterprise"]),
            project=_project(values["project"]),
            works=_text(values["works"]),
            choice=_text(values["choice"]),
            answers={_text(key): bool(value) for key, value in values["answers"].items()},
            dropped=tuple(map(_text, values["dropped"])),
            extra=tuple(map(_text, values["extra"])),
            held=_texts(values["held"]),
            documents={_text(key): HeldDocument(**_texts(one)) for key, one in values.get("documents", {}).items()},
            busy=_texts(values["busy"]),
            marks={_text(key): Mark(**mark) for key, mark in values["marks"].items()},
            own=tuple(OwnMaterial(**own) for own in values["own"]),
            handler=Bearer(**values["handler"]),
            agent=_texts(values["agent"]),
            hold_consent=bool(values["hold_consent"]),
            channel=_text(values.get("channel", "")),
            filing=_text(values.get("filing", "")),
            beside=_text(values.get("beside", "")),
            queue=int(values.get("queue", 0)),
            hand=_texts(values.get("hand", {})),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError("草稿内容残缺，已放在一边，没有恢复。") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(values: Mapping[Any, Any]) -> dict[str, str]:
    return {_text(key): _text(value) for key, value in values.items()}


def _project(values: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        _text(key): tuple(map(_text, value)) if isinstance(value, (list, tuple)) else _text(value)
        for key, value in values.items()
    }

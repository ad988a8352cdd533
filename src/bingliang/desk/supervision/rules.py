"""督办的规则: what may be urged, supervised, answered, reviewed and appealed; asked before an act is offered and in the act."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.supervision.terms import REPLY_DAYS, figure, weights
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem, ItemState
from bingliang.ledger.folding import extended
from bingliang.ledger.matter import RETURNED, Appeal, Matter, Order, fold_matter, stream_of_matter
from bingliang.mechanism.supervision import Mark, marks
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from bingliang.desk.file import File

LAW = "区《督办考核制度》"
YELLOW, RED = "黄灯", "红灯"
PLATES = {YELLOW: "黄牌", RED: "红牌"}
"""牌: what the light recorded is called on the 督办单 and on screen."""
FORCE, WRONG = "不可抗力", "事实有误"
GROUNDS = (WRONG, "责任不在本单位", FORCE, "上级或者外部原因", "其他")
EXEMPTING = frozenset({FORCE, "上级或者外部原因"})
"""免责须经批准 by a leader; the other grounds are looked into by the supervisors."""
ACCOUNTS = ("约谈", "通报", "移送")
UPHELD, DISMISSED = "成立", "不成立"
AGENT = "代办"


def matter_of(file: File, no: int) -> Matter:
    """督办件 of the item, with this act's own lines; an empty one when nothing has been written."""
    stream = stream_of_matter(file.stream, no)
    own = [draft for draft in file.drafts if draft.stream == stream]
    lines = extended(file.work.entries(stream), own, file.like)
    return fold_matter(lines) or Matter(stream, file.stream, no)


def marks_of(file: File, no: int) -> tuple[Mark, ...]:
    """记分 of the item so far."""
    matter = matter_of(file, no)
    found = marks(
        file.case, file.entries, {no: (matter, file.work.entries(matter.stream))}, file.today, file.calendar,
        weights(file.catalogue),
    )  # fmt: skip
    return tuple(mark for mark in found if mark.item == no)


def late(file: File, item: CaseItem) -> tuple[int, int]:
    """超过几个工作日: the promise, the law."""
    clocks = Clocks(item, file.calendar)
    return clocks.promise_late(file.today), clocks.statute_late(file.today)


def may_urge(file: File, item: CaseItem) -> None:
    """可催办: nothing sent out before still waits for its reply."""
    order = matter_of(file, item.no).order
    if order is not None:
        raise Refusal(f"“{item.name}”已于{order.on:%Y-%m-%d}{_named(order)}，{order.state}，不必重复催办。", LAW)


def may_supervise(file: File, item: CaseItem) -> None:
    """可督办: a limit is broken, or an urging was not answered in time; and no supervision is still open."""
    order = matter_of(file, item.no).order
    if order is not None and order.act == "supervise":
        raise Refusal(f"“{item.name}”已于{order.on:%Y-%m-%d}督办，{order.state}，不必重复督办。", LAW)
    unanswered = order is not None and order.state == "待回复" and file.today > order.reply_by
    if not any(late(file, item)) and not unanswered and not _delivery_missed(file, item):
        raise Refusal(f"“{item.name}”没有超过承诺和法定期限，催办也没有逾期未回复，现在只能催办，不能督办。", LAW)


def _delivery_missed(file: File, item: CaseItem) -> bool:
    delivery = Clocks(item, file.calendar).delivery
    return item.state is ItemState.DECIDED and delivery is not None and file.today > delivery.on


def may_reply(file: File, item: CaseItem) -> Order:
    """可回复: an order waits for it."""
    order = matter_of(file, item.no).order
    if order is None or order.state != "待回复":
        said = "已经回复，正在等督查复核" if order else "没有待回复的催办或者督办"
        raise Refusal(f"“{item.name}”{said}。", LAW)
    return order


def may_review(file: File, item: CaseItem) -> Order:
    """可复核: a reply waits for it, or the item has come to its end without one."""
    order = matter_of(file, item.no).order
    ended = Clocks(item, file.calendar).ended_on is not None
    if order is None or not (ended or order.state == "待复核"):
        said = "还没有收到回复" if order else "没有待复核的催办或者督办"
        raise Refusal(f"“{item.name}”{said}，不能复核。", LAW)
    return order


def may_hold_account(file: File, item: CaseItem) -> None:
    """可约谈: only behind a supervision; it is a record of what the competent office did, not an act of this program."""
    if not any(order.act == "supervise" for order in matter_of(file, item.no).orders):
        raise Refusal(f"“{item.name}”还没有督办过，约谈、通报、移送是督办以后的一步，请先督办。", LAW)


def may_appeal(file: File, item: CaseItem) -> tuple[Mark, ...]:
    """可申诉的各分: those that count and about which no appeal has been made."""
    if file.work.who.role == AGENT:
        raise Refusal("代办岗位只申诉全程代办的记分，请由被记分的部门申诉。", LAW)
    matter = matter_of(file, item.no)
    found = tuple(mark for mark in marks_of(file, item.no) if matter.appeal(mark.key) is None)
    if not found:
        raise Refusal(f"“{item.name}”没有可以申诉的记分，或者都已经申诉过一次。", LAW)
    return found


def waiting(file: File, item: CaseItem, *, exempting: bool) -> tuple[Appeal, ...]:
    """待复查的申诉, or those that ask for 免责; a Refusal when there is none of the kind."""
    return to_settle(matter_of(file, item.no), f"“{item.name}”", exempting=exempting)


def to_settle(matter: Matter, named: str, *, exempting: bool) -> tuple[Appeal, ...]:
    """督办件里待处理的 of the kind; `named` is what the refusal calls it."""
    found = tuple(one for one in matter.appeals if not one.outcome)
    mine = tuple(one for one in found if (one.ground in EXEMPTING) is exempting)
    if not mine and found:
        other = "免责须由领导岗位批准" if not exempting else "由督查岗位复查"
        raise Refusal(f"{named}的申诉理由是“{found[0].ground}”，{other}。", LAW)
    if not mine:
        raise Refusal(f"{named}没有待处理的{'免责申请' if exempting else '申诉'}。", LAW)
    return mine


def _named(order: Order) -> str:
    return "催办" if order.act == "urge" else "督办"


def grave(file: File, item: CaseItem) -> bool:
    """红牌的条件."""
    matter = matter_of(file, item.no)
    ignored = any((one.replied_on or file.today) > one.reply_by or one.verdict == RETURNED for one in matter.orders)
    return bool(late(file, item)[1]) or ignored


def light_of(file: File, item: CaseItem) -> str:
    """默认的灯: red where the law is broken or an order went unanswered, else yellow."""
    return RED if grave(file, item) else YELLOW


def reply_by(file: File, act: str) -> date:
    """默认的回复截止日."""
    return file.calendar.workday(file.today, figure(file.catalogue, REPLY_DAYS[act]))

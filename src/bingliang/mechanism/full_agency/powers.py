"""帮办代办不包办: what an agent may do for an enterprise, for how long, and what he never does in its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from bingliang.ledger.acts import Refusal
from bingliang.ledger.agency import AGENT, Entrustment

POWERS = ("递交", "补正", "跟踪", "领取", "陪办")
"""可以委托的: handing in, corrections, following, collecting, and going along where the enterprise itself must act."""
IN_ITS_NAME = frozenset({"递交", "补正", "领取"})
"""以企业名义做的: a mandate gives these powers only when the enterprise has signed it."""
SERVICES = ("咨询", "走访", "协调")
"""不用委托的: what a public servant does for any enterprise, entrusted or not."""
NEVER = ("签署承诺", "声明材料真实", "缴纳规费", "撤回申请", "放弃听证")
"""不能代办的: what the enterprise does itself, whatever the paper says."""
SOURCE = "各地公开的代办办法所用“帮办代办不包办”（大姚 2023）；示范默认，由区确认"

_OWN_HAND = "《民法典》第一百六十一条第二款、《行政许可法》第三十一条"
_MANDATE = "《民法典》第一百六十五条"
_WRITTEN = "《行政许可法》第二十九条"
_ENDED = "《民法典》第一百七十三条"
_GOODS = "《民法典》第九百二十七条"


def may_act(power: str, scope: Collection[str], until: date | None, today: date) -> str:
    """代办权限: the power, if the entrustment covers it on that day; a Refusal otherwise."""
    if power in NEVER:
        raise Refusal(f"“{power}”须由企业本人办理，代办专员不得代行，请企业签署。", _OWN_HAND)
    if power not in POWERS or power not in scope:
        raise Refusal(f"代办委托书未载明“{power}”权限，请补充委托或由企业办理。", _WRITTEN)
    if until is not None and today > until:
        raise Refusal(f"代办委托已于{until:%Y-%m-%d}到期，请续签委托书。", _ENDED)
    return power


def may_entrust(
    powers: Collection[str], on: date, until: date, today: date, others: Iterable[Entrustment], *, voluntary: bool
) -> None:
    """接受委托: of the enterprise's own will, for a time, with powers it names; one agent for one and the same thing."""
    if not voluntary:
        raise Refusal("代办以企业自愿为前提，无偿提供；企业没有提出委托的，不能登记代办。", "《全程代办服务制度》")
    if not powers:
        raise Refusal("委托书须载明代办权限，至少选一项；什么也不委托的按一般咨询办理。", _MANDATE)
    if on > today:
        raise ValueError(f"委托日期{on:%Y-%m-%d}晚于今天{today:%Y-%m-%d}，请核对。")
    if until < on:
        raise ValueError(f"委托到期日{until:%Y-%m-%d}早于委托日期{on:%Y-%m-%d}，请核对。")
    known = next((one for one in others if one.open and today <= one.until), None)
    if known is not None:
        raise Refusal(
            f"{known.firm}的这一委托已在办理（{known.number}），不能重复委托；换人代办的办理移交，改范围的先终止再委托。",
            _MANDATE,
        )


def may_take(one: Entrustment, on: date, today: date) -> None:
    """接办: once, by the post that was entrusted."""
    in_force(one)
    if one.taken_on is not None:
        raise Refusal(f"这一委托已于{one.taken_on:%Y-%m-%d}接办，不用再接。", "《全程代办服务制度》")
    _dated("接办", on, one.on, today)


def may_log(one: Entrustment, kind: str, on: date, today: date) -> None:
    """登记代办日志: what was done lies within the mandate on the day it was done."""
    in_force(one)
    if one.taken_on is None:
        raise Refusal("这一委托还没有接办，请先办理“接办”，企业才知道找谁。", "《全程代办服务制度》")
    _dated("代办", on, one.taken_on, today)
    if kind not in SERVICES:
        may_act(kind, one.powers, one.until, on)
    if kind in IN_ITS_NAME and (one.signed_on is None or on < one.signed_on):
        when = f"{one.signed_on:%Y-%m-%d}才签署" if one.signed_on else "还没有登记签署"
        raise Refusal(f"委托书{when}，不能代为{kind}；请企业签章后办理“委托书签署”。", _MANDATE)


def may_strike(one: Entrustment, line: int, reason: str) -> None:
    """撤掉日志的一行: with a reason, once; the line itself stays to be read."""
    if not any(logged.seq == line for logged in one.log):
        raise Refusal("没有这一行代办日志，或者已经更正过，请刷新后再选。", "《全程代办服务制度》")
    if not reason.strip():
        raise ValueError("请写明更正的理由。")


def may_hold(one: Entrustment, on: date, today: date) -> None:
    """收存材料: while the entrustment is in force; nobody keeps an enterprise's originals without one."""
    in_force(one)
    _dated("收存", on, one.on, today)
    if today > one.until:
        raise Refusal(f"代办委托已于{one.until:%Y-%m-%d}到期，不能再收存企业的材料，请续签委托书。", _ENDED)


def may_return(one: Entrustment, numbers: Collection[int], on: date, today: date) -> None:
    """交还材料: only what is still held, at any time, also after the end."""
    held = {piece.no: piece for piece in one.held}
    if not held:
        raise Refusal("没有收存企业的材料，不用交还。", _GOODS)
    if not numbers:
        raise ValueError("请勾选要交还的材料。")
    if strange := set(numbers) - set(held):
        raise Refusal(f"第{'、'.join(map(str, sorted(strange)))}份材料已经交还，请刷新后再选。", _GOODS)
    _dated("交还", on, max(held[no].taken_on for no in numbers), today)


def may_pass(one: Entrustment, to: str, on: date, today: date, *, agreed: bool) -> None:
    """移交: to another post, with the enterprise's consent; a successor in the same post needs no act at all."""
    in_force(one)
    if to == one.post:
        raise Refusal(
            "接收的就是现在的岗位，不用移交；岗位换人的办理“代办岗位接任”，在办的一并由接任者承接。",
            "《全程代办服务制度》",
        )
    if not agreed:
        raise Refusal(f"更换{AGENT}须经委托的企业同意，请先征得同意再移交。", "《民法典》第九百二十三条")
    _dated("移交", on, one.taken_on or one.on, today)


def may_end(one: Entrustment, on: date, today: date) -> None:
    """终止委托: by either side at any time; every original is back with the enterprise before."""
    in_force(one)
    if one.held:
        names = "、".join(f"《{piece.name}》" for piece in one.held)
        raise Refusal(f"还收存着企业的{names}，请先交还再终止委托。", _GOODS)
    _dated("终止", on, one.taken_on or one.on, today)


def in_force(one: Entrustment) -> None:
    """没有终止: an entrustment that has ended gives no powers."""
    if one.ended_on is not None:
        raise Refusal(f"这一委托已于{one.ended_on:%Y-%m-%d}由{one.ended_by}终止，不再代办；需要的请重新委托。", _ENDED)


def _dated(word: str, on: date, first: date, today: date) -> None:
    if on > today:
        raise ValueError(f"{word}日期{on:%Y-%m-%d}晚于今天{today:%Y-%m-%d}，请核对。")
    if on < first:
        raise ValueError(f"{word}日期{on:%Y-%m-%d}早于前一环节{first:%Y-%m-%d}，请核对。")

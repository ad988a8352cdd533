"""可办与不可办: every act that the desk has, for each item of a case and for the case: allowed, or the sentence that forbids it.

The checks are those the acts themselves make, in the same order, on the same file; a greyed act therefore says just what
the act would say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.desk import acceptance, clocks, commitment, decisions, dispatch, endings
from bingliang.desk.papers import signable
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.case import CaseItem, ItemState
from bingliang.ledger.catalogue import Handling
from bingliang.mechanism import overall
from bingliang.mechanism.parallel_approval.join import close as join
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.desk.file import File
    from bingliang.store.work import Work


class Group(StrEnum):
    """行为的分组, in the order of an item's life."""

    RECEIVING = "受理"
    CLOCK = "时限"
    HANDLING = "办理"
    DECIDING = "决定"
    DELIVERING = "送达"
    ENDING = "终止"
    CASE = "整件"
    NO_STOP = "不停止计时的环节"


Check = Callable[["File", CaseItem], None]


@dataclass(frozen=True, slots=True)
class Deed:
    """一种办理: its act in the ledger, its word in the menu, what it checks beyond state and role, the papers it owes.

    `safe` False: the act works against the applicant or cannot be taken back, so that the default button is 取消.
    """

    name: str
    act: str
    title: str
    group: Group
    check: Check
    forms: Callable[[CaseItem], tuple[str, ...]]
    safe: bool = True


def _nothing(_file: File, _item: CaseItem) -> None:
    """Nothing beyond state, kind of handling and role."""


def _papers(*forms: str) -> Callable[[CaseItem], tuple[str, ...]]:
    return lambda _item: forms


def _may_accept(file: File, item: CaseItem) -> None:
    if item.handling is Handling.PLEDGED:
        acceptance.told_conditions(file, item)
    acceptance.complete(file, item)


def _may_finish(file: File, item: CaseItem) -> None:
    decisions.may_finish(file, item, file.today)
    acceptance.complete(file, item)
    _decides("grant")(file, item)


def _may_extend(file: File, item: CaseItem) -> None:
    clocks.may_extend(file, item, file.today)
    clocks.still_running(file, item, file.today)


def _may_extend_frame(file: File, item: CaseItem) -> None:
    clocks.may_extend_frame(item)
    clocks.still_running(file, item, file.today)


def _decides(act: str) -> Check:
    return lambda file, item: decisions.may_decide(file, item, act)


def _broken(file: File, item: CaseItem) -> None:
    clocks.promise_broken(file, item)


def _may_hear(file: File, item: CaseItem) -> None:
    """A reviewer enters only what his own department was asked; without any of that the first refusal is the reason."""
    dispatch.may_hear(item)
    waiting = [one.department for one in item.opinions if one.replied_on is None]
    said = [refused(lambda asked=asked: file.own_opinion(asked)) for asked in waiting]  # type: ignore[misc]  # bound at once
    if all(sentence for sentence, _ in said):
        raise Refusal(*said[0])


def _accepting(item: CaseItem) -> tuple[str, ...]:
    pledge = ("notified_commitment",) if item.handling is Handling.PLEDGED else ()
    return pledge + (("acceptance",) if item.handling.has_acceptance_paper else ())


def _granting(item: CaseItem) -> tuple[str, ...]:
    return ("grant",) if item.licence else ()


_DEEDS = (
    Deed("accept", "accept", "受理", Group.RECEIVING, _may_accept, _accepting),
    Deed("finish_on_spot", "accept", "当场办结", Group.RECEIVING, _may_finish, lambda i: (*_granting(i), "delivery")),
    Deed("notify_once", "notify_once", "一次性告知", Group.RECEIVING, _nothing, _papers("correction")),
    Deed("take_corrections", "take_corrections", "补正收件", Group.RECEIVING, _nothing, _papers()),
    Deed("prolong_correction", "prolong_correction", "延长补正期限", Group.RECEIVING, _nothing, _papers()),
    Deed("remark", "remark", "齐全性意见", Group.RECEIVING, _nothing, _papers()),
    Deed("formalise", "formalise", "转正式收件", Group.RECEIVING, acceptance.may_formalise, _papers()),
    Deed("stop", "stop", "特殊环节开始", Group.CLOCK, lambda f, i: clocks.may_stop(f, i, f.today), _papers("special_step")),
    Deed("resume", "resume", "特殊环节结束", Group.CLOCK, lambda _, i: clocks.may_resume(i), _papers()),
    Deed("extend", "extend", "延长办理期限", Group.CLOCK, _may_extend, _papers("extension")),
    Deed("extend_frame", "extend", "延长联合办理外框", Group.CLOCK, _may_extend_frame, _papers("extension")),
    Deed("explain_overrun", "explain_overrun", "超时公开说明", Group.CLOCK, _broken, _papers("overrun")),
    Deed("ask_opinion", "ask_opinion", "征求意见", Group.HANDLING, _nothing, _papers("opinion_request")),
    Deed("give_opinion", "give_opinion", "回复意见", Group.HANDLING, _may_hear, _papers()),
    Deed("forward", "forward", "转报", Group.HANDLING, _nothing, _papers()),
    Deed("grant", "grant", "准予", Group.DECIDING, _decides("grant"), _granting),
    Deed("refuse", "refuse", "不予许可", Group.DECIDING, _decides("refuse"), _papers("refusal"), safe=False),
    Deed("file", "file", "备案完成", Group.DECIDING, _decides("file"), _papers()),
    Deed("opine", "opine", "出具意见", Group.DECIDING, _decides("opine"), _papers()),
    Deed("verify_pledge", "verify_pledge", "告知承诺核查", Group.DECIDING, lambda _, i: decisions.may_verify(i), _papers()),
    Deed("deliver", "deliver", "送达", Group.DELIVERING, _nothing, _papers("delivery")),
    Deed("notify_collection", "notify_collection", "通知领取", Group.DELIVERING, _nothing, _papers("collection")),
    Deed("not_required", "not_required", "不受理告知", Group.ENDING, _nothing, _papers("not_required"), safe=False),
    Deed("decline", "decline", "不予受理", Group.ENDING, _nothing, _papers("returned_materials", "non_acceptance"), safe=False),
    Deed("withdraw", "withdraw", "撤回申请（撤件）", Group.ENDING, _nothing, _papers("withdrawal", "returned_materials"), safe=False),
)  # fmt: skip


DEEDS: Mapping[str, Deed] = {deed.name: deed for deed in _DEEDS}
"""事项的办理: everything the desk can do to one item."""


def _may_join(file: File) -> None:
    names = {code: body.short for code, body in file.catalogue.bodies.items()}
    join(file.case, file.today, file.calendar, names)


def _may_return(file: File) -> None:
    for item in endings.may_return(file):
        overall.permit("return_materials", item)


def _nothing_more(_file: File) -> None:
    """Which lines may be put right is said line by line (`desk.amend_offers`)."""


CASE_DEEDS: Mapping[str, tuple[str, str, Callable[[File], None]]] = {
    "close": ("close", "办结", _may_join),
    "commit": ("draw_up", "限时办结承诺书", commitment.may_commit),
    "return_held": ("return_materials", "退还预收材料", _may_return),
    "amend": ("amend", "录入更正", _nothing_more),
}
"""整件的办理: name → act, word, check."""

NO_STOP = ("公示", "征求意见", "现场踏勘", "技术审查", "报上级批复", "缴费", "修改图纸")
"""常被当作停表理由而法律没有的环节 (《行政许可法》第四十五条); offered greyed, so that the reason can be read."""


INITIALS: Mapping[str, str] = {
    "受理": "sl", "当场办结": "dcbj", "一次性告知": "ycxgz", "补正收件": "bzsj", "延长补正期限": "ycbzqx",
    "齐全性意见": "qqxyj", "转正式收件": "zzssj", "特殊环节开始": "tshjks", "特殊环节结束": "tshjjs",
    "延长办理期限": "ycblqx", "延长联合办理外框": "yclhblwk", "超时公开说明": "csgksm", "征求意见": "zqyj",
    "回复意见": "hfyj", "转报": "zb", "准予": "zy", "不予许可": "byxk", "备案完成": "bawc", "出具意见": "cjyj",
    "告知承诺核查": "gzcnhc", "送达": "sd", "通知领取": "tzlq", "不受理告知": "bslgz", "不予受理": "bysl",
    "撤回申请（撤件）": "chsq", "办结": "bj", "限时办结承诺书": "xsbjcns", "退还预收材料": "thyscl", "录入更正": "lrgz", "公示": "gs",
    "现场踏勘": "xctk", "技术审查": "jssc", "报上级批复": "bsjpf", "缴费": "jf", "修改图纸": "xgtz",
}  # fmt: skip
"""拼音首字母 of the words of the menu, written out: pypinyin is too heavy for thirty words that never change."""


@dataclass(frozen=True, slots=True)
class Offer:
    """可办的一项: allowed, or `forbidden` in one sentence with its article. `no` is None for what is done to the whole case.

    `fits` False: this kind of handling knows no such act at all, and no law is broken by leaving it out of the menu.
    """

    name: str
    act: str
    title: str
    group: Group
    no: int | None
    forbidden: str = ""
    article: str = ""
    natural: bool = False
    fits: bool = True
    safe: bool = True
    seq: int = 0
    """录入更正: the line of the ledger that is put right; 0 while none is chosen"""

    @property
    def initials(self) -> str:
        """拼音首字母, by which the menu finds it."""
        return INITIALS.get(self.title, "")

    @property
    def ground(self) -> str:
        """依据 of the act itself."""
        return ACTS[self.act].article

    @property
    def allowed(self) -> bool:
        """可办."""
        return not self.forbidden


@dataclass(frozen=True, slots=True)
class Offers:
    """一件的可办清单: per item in the order of the menu, and for the whole case."""

    items: Mapping[int, tuple[Offer, ...]]
    case: tuple[Offer, ...]

    def of(self, no: int | None) -> tuple[Offer, ...]:
        """What the menu shows for one item: its own acts, then those of the whole case."""
        return (*self.items.get(no, ()), *self.case) if no is not None else self.case


def offers(desk: Desk, stream: str) -> Offers:
    """可办清单 of one case for the person at this desk; nothing is written. A Refusal when there is no such case."""
    from bingliang.store.endings import Outcome

    found: list[Offers] = []

    def decide(work: Work) -> Outcome:
        file = desk.opened(work, stream)
        items = {no: tuple(_of_item(file, item)) for no, item in file.case.items.items()}
        found.append(Offers(items, tuple(_of_case(file))))
        return Outcome()

    desk.store.preview("offers", desk.who, decide)
    return found[-1]


def _of_item(file: File, item: CaseItem) -> Iterable[Offer]:
    made = [_offer(file, item, deed) for deed in _DEEDS]
    natural = _natural(file, item, {one.name for one in made if one.allowed})
    yield from (replace(one, natural=one.name == natural) for one in made)
    if item.state is ItemState.HANDLING and item.handling in overall.HANDLINGS["stop"]:
        yield from _unlawful(file, item)


def _offer(file: File, item: CaseItem, deed: Deed) -> Offer:
    sentence, article = refused(lambda: _asked(file, item, deed))
    kinds = overall.HANDLINGS.get(deed.act)
    fits = kinds is None or item.handling in kinds or overall.barred_by_law(deed.act, item.handling)
    if deed.name in {"finish_on_spot", "extend_frame"}:
        fits = fits and (item.handling is Handling.SPOT if deed.name == "finish_on_spot" else _joint(item))
    return Offer(
        deed.name, deed.act, deed.title, deed.group, item.no, sentence, article,
        fits=fits, safe=deed.safe,
    )  # fmt: skip


def _joint(item: CaseItem) -> bool:
    return item.acceptance is not None and item.acceptance.joint


def _asked(file: File, item: CaseItem, deed: Deed) -> None:
    file.item(item.no, deed.act)
    deed.check(file, item)
    for form in deed.forms(item):
        signable(file, form, file.today, (item.no,))


def refused(check: Callable[[], object]) -> tuple[str, str]:
    """何以不能: the sentence and the article of what the check raises; both empty when it lets the act pass."""
    try:
        check()
    except Refusal as why:
        return why.sentence, why.article
    except ValueError as why:
        return str(why), ""
    return "", ""


def _of_case(file: File) -> Iterable[Offer]:
    for name, (act, title, check) in CASE_DEEDS.items():

        def asked(act: str = act, check: Callable[[File], None] = check) -> None:
            overall.authorise(act, file.work.who)
            check(file)

        sentence, article = refused(asked)
        yield Offer(
            name, act, title, Group.CASE, None, sentence, article,
            natural=not sentence and name in {"close", "return_held"}, safe=name != "amend",
        )  # fmt: skip


def _unlawful(file: File, item: CaseItem) -> Iterable[Offer]:
    """What is asked for daily and stops no clock: greyed, with the article (A5)."""
    definition = file.definition(item, file.today)
    listed = {step.name for step in definition.special_steps}
    names = dict.fromkeys((*(one.name for one in definition.candidates), *NO_STOP))
    for name in names:
        if name not in listed:

            def asked(name: str = name) -> None:
                clocks.may_stop(file, item, file.today)
                clocks.listed(definition, name)

            sentence, article = refused(asked)
            yield Offer("stop", "stop", name, Group.NO_STOP, item.no, sentence, article)


# ── what comes next by nature ─────────────────────────────────────────────────────────────────────────────────────

_NATURAL: Mapping[ItemState, Sequence[str]] = {
    ItemState.WAITING: ("formalise",),
    ItemState.RECEIVED: ("finish_on_spot", "accept", "file", "notify_once"),
    ItemState.CORRECTING: ("take_corrections",),
    ItemState.HANDLING: ("forward", "resume", "grant", "file", "opine"),
    ItemState.FORWARDED: ("grant",),
    ItemState.DECIDED: ("deliver",),
    ItemState.DONE: ("verify_pledge",),
}


def _natural(file: File, item: CaseItem, allowed: set[str]) -> str:
    """下一步: the one act that the item waits for; a broken promise is explained first (《优化营商环境条例》第三十六条)."""
    if item.explained_on is None and "explain_overrun" in allowed and Clocks(item, file.calendar).ended_on is None:
        return "explain_overrun"
    return next((name for name in _NATURAL.get(item.state, ()) if name in allowed), "")

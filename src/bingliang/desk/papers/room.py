"""文书页的办理: what is decided about papers and is about no case: a sign left blank, hand slips reserved and made void."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, Values, typed
from bingliang.desk.acts.forms import UNFILLED, Trial
from bingliang.desk.acts.presses import only
from bingliang.desk.acts.rehearsal import Crossed, Done, Rehearsed, Stage
from bingliang.desk.acts.script import CASES
from bingliang.desk.papers import blanks, hand_slips, of_paper
from bingliang.ledger.acts import ACTS, Number, Refusal
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look

ORDER = (hand_slips.RESERVE, hand_slips.VOID, blanks.ACT)
"""What can be done, in the order of the menu."""


def form_of(desk: Desk, name: str, *, given: str = "") -> ActForm:
    """取表; `given` is what is known already: the signs that could not be printed. A Refusal for who may not."""
    act = ACTS[name]
    overall.authorise(name, desk.who)
    with desk.store.look() as look:
        fields = _FIELDS[name](look, given)
        return ActForm(
            name=name, act=name, title=act.title, no=None, subject="文书", fields=fields, article=act.article,
            today=look.today, safe=name != hand_slips.VOID,
            focus=next((one.name for one in fields if not one.default), fields[0].name),
        )  # fmt: skip


def _blank_fields(_look: Look, given: str) -> tuple[Field, ...]:
    return (
        Field("blank_signs", "打印不出的字", default=given, help="只填人名、地名、单位名称里打印不出的字，几个连着写。"),
        Field("blank_reason", "理由", default="人名用字" if given else "", help="写明是谁的什么用字，例如“法定代表人姓名用字”。",
              choices=tuple(Choice(word, word) for word in ("人名用字", "地名用字", "单位名称用字"))),
        Field("blank_approver", "批准人（职务）", help="写职务，不写姓名。"),
    )  # fmt: skip


def _reserve_fields(_look: Look, _given: str) -> tuple[Field, ...]:
    return (
        Field("slip_count", "张数", Kind.NUMBER, "10", unit="张", help=f"一次最多 {hand_slips.MOST} 张；编号连续，以后一张一张都有着落。"),
        Field("slip_purpose", "用途", optional=True, help="例如“12月18日停电检修备用”。"),
    )  # fmt: skip


def _void_fields(look: Look, _given: str) -> tuple[Field, ...]:
    waiting = hand_slips.in_reserve(look)
    choices = tuple(Choice(one.number, one.number, f"{one.reserved_on:%Y-%m-%d}领号") for one in waiting)
    return (
        Field("slip_number", "编号", default=waiting[0].number if len(waiting) == 1 else "", choices=choices, help="照凭证上印的填写，如 SG-2026-0001。"),
        Field("slip_reason", "作废原因", Kind.LONG, help="写坏、污损、丢失……编号保留，不再使用。"),
    )  # fmt: skip


_FIELDS: Mapping[str, Callable[[Look, str], tuple[Field, ...]]] = {
    blanks.ACT: _blank_fields,
    hand_slips.RESERVE: _reserve_fields,
    hand_slips.VOID: _void_fields,
}


def _press(desk: Desk, form: ActForm, request: str, values: Values) -> Answer:
    v = typed(form, values)
    if form.name == blanks.ACT:
        return blanks.approve(desk, request, v["blank_signs"], v["blank_reason"], v["blank_approver"])
    if form.name == hand_slips.RESERVE:
        return hand_slips.reserve(desk, request, v["slip_count"], v["slip_purpose"])
    return hand_slips.void(desk, request, v["slip_number"], v["slip_reason"])


class OfPaperRoom:
    """文书页的脚本."""

    def trial(self, desk: Desk, form: ActForm, stream: str, request: str, values: Values) -> Trial:
        """试演."""
        if form.name in of_paper.ORDER:
            return CASES.trial(desk, form, stream, request, values)
        lacking = tuple(one.label for one in form.blank(values))
        if lacking:
            return Trial(Rehearsed(only(UNFILLED)), lacking)
        return Trial(_rehearse(desk, form, request, values))

    def confirm(
        self, desk: Desk, form: ActForm, stream: str, request: str, values: Values, shown: Shown
    ) -> Done | Crossed:
        """确认 for exactly what was shown."""
        from bingliang.store.endings import Overtaken

        if form.name in of_paper.ORDER:
            return CASES.confirm(desk, form, stream, request, values, shown)
        try:
            answer = _press(desk.having_shown(shown), form, request, values)
        except Overtaken as crossed:
            return Crossed.by(crossed, _rehearse(desk, form, request, values))
        numbers = answer.get("numbers", ())
        return Done(answer, (), f"编号 {numbers[0]} 至 {numbers[-1]}。" if numbers else "")


def _rehearse(desk: Desk, form: ActForm, request: str, values: Values) -> Rehearsed:
    stage = Stage(desk.store, desk.who, desk.late_reason)
    try:
        _press(stage, form, request, values)
    except (Refusal, ValueError) as why:
        return Rehearsed.barred(why)
    act, shown = stage.decided[-1]
    sentences = tuple(_told(dict(shown.outcome.drafts[0].facts), act))
    return Rehearsed(Consequence(sentences, (), (ACTS[act].title,), (), (ACTS[act].article,), ()), shown)


def _told(facts: Mapping[str, object], act: str) -> list[str]:
    if act == blanks.ACT:
        signs = "、".join(f"“{sign}”（U+{ord(sign):04X}）" for sign in str(facts["signs"]))
        return [
            f"{signs}经{facts['approver']}批准，今后在文书上印成空格，注明“手工填写”。",
            "印好以后由经办人用墨水填写，再签署、用印；每份文书都记下留空了哪些字。",
        ]
    if act == hand_slips.RESERVE:
        numbers = facts["numbers"]
        count = len(numbers) if isinstance(numbers, list) else 0
        year = (
            next(iter(numbers)).series.rsplit("/", 1)[1]
            if isinstance(numbers, list) and isinstance(numbers[0], Number)
            else ""
        )
        return [
            f"领{year}年手工收件凭证编号 {count} 个，接着已有的编号往下排，确认后随即打印。",
            "断电断网时手写，事后逐张补录；没有用的留作备用，写坏的作废，编号都不再给别人。",
        ]
    return [f"手工凭证{facts['number']}作废：{facts['reason']}。编号保留，不再使用。"]


PAPER_ROOM = OfPaperRoom()

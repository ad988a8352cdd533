"""改动的表: one change of a scenario typed on a sheet, which says at once what it would have done to last year's cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bingliang.boards.what_if.change import (
    CapacityChange,
    Change,
    LimitChange,
    OrderChange,
    Pace,
    PeriodChange,
    Scenario,
    Which,
    key_of,
)
from bingliang.boards.what_if.effect import Effect, said
from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, Values, typed
from bingliang.desk.acts.forms import Trial
from bingliang.desk.acts.presses import only
from bingliang.desk.acts.rehearsal import Rehearsed
from bingliang.desk.errors import Faults
from bingliang.desk.statistics.filtering import nothing
from bingliang.desk.what_if.year import Known, Year, year

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

NO, YES = "不再等", "要等"
NAME, KIND = "what_if", "kind"
NOT_A_PROMISE = "这是推演，不写台账，不改目录，不是承诺。"


class Asked(StrEnum):
    """改什么."""

    LIMIT = "改时限"
    PERIOD = "改齐全性审查的期限"
    ORDER = "改前置"
    CAPACITY = "改部门每天办出的件数"
    PACE = "改用时的假设"


def asked_of(change: Change) -> Asked:
    """一条改动属于哪一种."""
    kinds = {
        LimitChange: Asked.LIMIT,
        PeriodChange: Asked.PERIOD,
        OrderChange: Asked.ORDER,
        CapacityChange: Asked.CAPACITY,
    }
    return kinds[type(change)]


def form(found: Year, scenario: Scenario, change: Change | None = None) -> ActForm:
    """改动的表: which kind first, then what it needs; with `change`, that one as it stands now."""
    kinds = tuple(Asked) if change is None else (asked_of(change),)
    which = tuple(Choice(one, str(one)) for one in kinds)
    fields = [Field(KIND, "改什么", Kind.CHOICE, kinds[0], "一次加一条改动，一个方案可以有几条。", which)]
    for one in kinds:
        held = change if change is not None else scenario
        fields += [
            replace(field, name=f"{one.name}.{field.name}", when=(KIND, one)) for field in _FIELDS[one](found, held)
        ]
    return ActForm(
        NAME, "", "加一条改动" if change is None else "修改", None, scenario.name, tuple(fields), "", found.last,
        focus=KIND if change is None else fields[-1].name, defaults={"scenario": scenario, "change": change},
    )  # fmt: skip


def _items(found: Year) -> tuple[Choice, ...]:
    return tuple(Choice(one.code, f"{one.name}（{one.code}）", _note(one)) for one in found.items)


def _note(one: Known) -> str:
    promised = "没有承诺时限" if one.promised is None else f"现承诺 {one.promised} 个工作日"
    median = "" if one.median is None else f"，审批用时中位 {one.median:g} 日"
    return f"{promised}，法定 {one.statutory}，过去一年办结 {len(one.keys)} 项{median}"


def _item_field(found: Year, value: str, told: str, name: str = "code", label: str = "事项") -> Field:
    return Field(name, label, Kind.CHOICE, value, told, _items(found), folded=True)


def _of_limit(found: Year, now: Change | Scenario) -> Sequence[Field]:
    held = now if isinstance(now, LimitChange) else None
    which = tuple(Choice(one, str(one)) for one in Which)
    return (
        _item_field(found, held.code if held else "", "只列过去一年有办结的事项，后面写着现在的时限。"),
        Field("which", "哪一条", Kind.CHOICE, held.which if held else Which.PROMISED, "法定时限区里无权改，只看如果法律这样规定会怎样。", which),
        Field("days", "改为", Kind.NUMBER, str(held.days) if held else "", "几个工作日，从受理那天的次日算起；0 是当日。", unit="个工作日"),
    )  # fmt: skip


def _of_period(found: Year, now: Change | Scenario) -> Sequence[Field]:
    held = now if isinstance(now, PeriodChange) else None
    return (
        _item_field(found, held.code if held else "", "收件以后多少个工作日内受理或者一次性告知（《行政许可法》第三十二条为五日）。"),
        Field("days", "改为", Kind.NUMBER, str(held.days) if held else "", "从收件那天的次日算起；0 是当场。", unit="个工作日"),
    )  # fmt: skip


def _of_order(found: Year, now: Change | Scenario) -> Sequence[Field]:
    held = now if isinstance(now, OrderChange) else None
    waits = (Choice(NO, NO, "当作预收那天就能正式收件"), Choice(YES, YES, "前一事项有了决定才正式收件"))
    return (
        _item_field(found, held.code if held else "", "后办的事项。"),
        Field("waits", "等不等", Kind.CHOICE, (YES if held.waits else NO) if held else NO, "法定前置区里无权取消；可以看告知承诺、容缺、合并办理能省多少。", waits),
        _item_field(found, held.after if held else "", "先办的事项；只算同一件里两个事项都有的。", "after", "哪一事项"),
    )  # fmt: skip


def _of_capacity(found: Year, now: Change | Scenario) -> Sequence[Field]:
    held = now if isinstance(now, CapacityChange) else None
    bodies = tuple(
        Choice(body, found.names.get(body, body), f"过去一年办出 {one.decided} 项，{one.days} 个出件日，平均每天 {one.decided / one.days:.1f} 项，最多一天 {one.most} 项")
        for body, one in sorted(found.loads.items(), key=lambda pair: -pair[1].decided)
    )  # fmt: skip
    return (
        Field("body", "部门", Kind.CHOICE, held.body if held else "", "落款机关。", bodies, folded=True),
        Field("now", "现在每天", Kind.TEXT, str(held.now) if held else "", "不填就用过去一年每个出件日的平均件数（进一）。", optional=True, unit="项"),
        Field("then", "改为每天", Kind.NUMBER, str(held.then) if held else "", "每天最多能办出几项决定、意见。", unit="项"),
    )  # fmt: skip


def _of_pace(_found: Year, now: Change | Scenario) -> Sequence[Field]:
    held = now.pace if isinstance(now, Scenario) else Pace.KEPT
    paces = tuple(Choice(one, str(one), one.told) for one in Pace)
    return (
        Field("pace", "用时", Kind.CHOICE, held, "时限改了，各部门会怎样办没有人知道；选一种说明白的假设。", paces),
    )


_FIELDS = {
    Asked.LIMIT: _of_limit,
    Asked.PERIOD: _of_period,
    Asked.ORDER: _of_order,
    Asked.CAPACITY: _of_capacity,
    Asked.PACE: _of_pace,
}


def with_change(found: Year, asked: ActForm, values: Values) -> Scenario:
    """加上或者改好的方案. ValueError when it cannot be, Faults for what was typed wrongly."""
    scenario: Scenario = asked.defaults["scenario"]
    before: Change | None = asked.defaults["change"]
    kind = Asked(values[KIND])
    v = {name.rpartition(".")[2]: given for name, given in typed(asked, values).items()}
    if kind is Asked.PACE:
        return replace(scenario, pace=Pace(v["pace"]))
    made = _change(found, kind, v)
    kept = tuple(one for one in scenario.changes if one != before and key_of(one) != key_of(made))
    return replace(scenario, changes=(*kept, made))


def _change(found: Year, kind: Asked, v: Mapping[str, Any]) -> Change:
    if kind is Asked.LIMIT:
        return LimitChange(v["code"], v["days"], Which(v["which"]))
    if kind is Asked.PERIOD:
        return PeriodChange(v["code"], v["days"])
    if kind is Asked.ORDER:
        return OrderChange(v["code"], v["after"], waits=v["waits"] == YES)
    body, now = v["body"], v["now"]
    if now and not now.isdecimal():
        raise Faults([(f"{kind.name}.now", f"“{now}”不是件数，请写阿拉伯数字，或者不填。")])
    return CapacityChange(body, int(now) if now else found.loads[body].usual, v["then"])


class OfChanges:
    """改动的脚本: tries the scenario with the change on last year's cases; there is nothing to record."""

    def trial(self, desk: Desk, asked: ActForm, stream: str, request: str, values: Values) -> Trial:
        """试一试."""
        del stream, request
        lacking = tuple(one.label for one in asked.blank(values))
        if lacking:
            return Trial(Rehearsed(only("填好左边，这里就列出过去一年的件会怎样。", NOT_A_PROMISE)), lacking)
        try:
            found = year(desk)
            scenario = with_change(found, asked, values)
            tried = found.tried(scenario)
        except ValueError as why:
            return Trial(Rehearsed.barred(why), ())
        return Trial(Rehearsed(_told(found, scenario, tried), nothing()), ())


def _told(found: Year, scenario: Scenario, tried: Effect) -> Consequence:
    sentences = (f"{said(scenario.changes[-1], found.names)}：" if scenario.changes else "", *outcome(tried))
    return Consequence(tuple(one for one in sentences if one), (), (), (), (), (NOT_A_PROMISE,))


def outcome(tried: Effect) -> tuple[str, ...]:
    """效果的几句话."""
    before, after = tried.total.before, tried.total.after
    saved = f"省下 {tried.saved} 个工作日" if tried.saved >= 0 else f"多用 {-tried.saved} 个工作日"
    return (
        (
            f"审批用时中位 {_days(before.approval.median)} → {_days(after.approval.median)}，"
            f"平均 {_days(before.approval.mean)} → {_days(after.approval.mean)}；"
        ),
        (
            f"各件跨度用时中位 {_days(tried.before.median)} → {_days(tried.after.median)}，合计{saved}"
            f"（{len(tried.quicker)} 件变快，{len(tried.slower)} 件变慢）；"
        ),
        f"承诺时限内 {_share(before.kept.percent)} → {_share(after.kept.percent)}；照过去的用时会有 {len(tried.total.late)} 项超时。",
    )


def _days(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f} 日"


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}%"

"""筛选: which days, which department, item and tag are counted; asked on a sheet that says at once what would be left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bingliang.boards.balance import Column, Filter, Period
from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, Values, typed
from bingliang.desk.acts.forms import Trial
from bingliang.desk.acts.presses import only
from bingliang.desk.acts.rehearsal import Rehearsed
from bingliang.desk.errors import Faults
from bingliang.desk.statistics.figures import Figures, figures
from bingliang.desk.statistics.periods import Stretch, named, period_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from bingliang.desk.desk import Desk

NAME, ALL = "filter_figures", "—"


@dataclass(frozen=True, slots=True)
class Chosen:
    """选定的: days, what kind of period they are, and the filter."""

    period: Period
    stretch: Stretch
    filter: Filter


def form(found: Figures, period: Period, today: date) -> ActForm:
    """筛选的表, as it stands now."""
    chosen = found.report.chosen
    fields = (
        Field("first", "从哪天", Kind.DAY, f"{period.first:%Y-%m-%d}", "期间的第一天；正好是一旬、一月、一季、一年的就按那一期称呼。"),
        Field("last", "到哪天", Kind.DAY, f"{period.last:%Y-%m-%d}", "期间的最后一天，还没到的只算到今天。"),
        _choice("body", "部门", chosen.body, found.bodies, "只看一个部门落款的事项。"),
        _choice("code", "事项", chosen.code, found.known, "只看一个事项。"),
        _choice("tag", "项目标签", chosen.tag, {tag: tag for tag in found.tags}, "只看带这个标签的项目。"),
    )  # fmt: skip
    return ActForm(NAME, "", "筛选", None, found.title, fields, "", today, focus="first")


def _choice(name: str, label: str, value: str, words: Mapping[str, str], told: str) -> Field:
    choices = (Choice(ALL, "全部"), *(Choice(code, word) for code, word in words.items()))
    return Field(name, label, Kind.CHOICE, value or ALL, told, choices, folded=True)


def chosen(asked: ActForm, values: Values) -> Chosen:
    """选定的, from what was typed. Faults when the days cannot be."""
    v: Mapping[str, Any] = typed(asked, values)
    first, last = v["first"], v["last"]
    if last < first:
        raise Faults([("last", f"“到哪天”{last:%Y-%m-%d}早于“从哪天”{first:%Y-%m-%d}，请核对。")])
    period = Period(first, last)
    kinds = (one for one in Stretch if one is not Stretch.ANY and period_of(first, one) == period)
    words = ("" if v[name] == ALL else str(v[name]) for name in ("body", "code", "tag"))
    return Chosen(period, next(kinds, Stretch.ANY), Filter(*words))


class OfFigures:
    """筛选的脚本: nothing is recorded, so that it only tries."""

    def trial(self, desk: Desk, asked: ActForm, stream: str, request: str, values: Values) -> Trial:
        """试一试: what would be counted."""
        del stream, request
        lacking = tuple(one.label for one in asked.blank(values))
        if lacking:
            return Trial(Rehearsed(only("写好起止日期，这里就列出这一期的件数。")), lacking)
        try:
            wanted = chosen(asked, values)
            found = figures(desk, wanted.period, wanted.stretch, wanted.filter)
        except ValueError as why:
            return Trial(Rehearsed.barred(why), ())
        return Trial(Rehearsed(_told(found, wanted), nothing()), ())


def nothing() -> Any:  # noqa: ANN401 - what the sheet keeps of a decision; there is none here
    """没有要记的."""
    from bingliang.store.endings import Outcome, Shown

    return Shown(Outcome(()))


def _told(found: Figures, wanted: Chosen) -> Consequence:
    total = found.report.total
    counts = "，".join(
        f"{column} {total.count(column)}"
        for column in (Column.OPENING, Column.RECEIVED, Column.ACCEPTED, Column.DONE, Column.CLOSING)
    )
    sentences = [f"{named(wanted.period, wanted.stretch)}：{counts}。"]
    if not total.busy:
        sentences.append("这样筛选没有办件。")
    return only(*sentences)

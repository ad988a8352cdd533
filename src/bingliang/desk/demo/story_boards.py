"""演示的动词（看板）: the hundred days told through the acts of the desk, every figure out of what the other stories recorded."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.press import Press, press
from bingliang.desk.boards import campaigns, commanders, digests, issues
from bingliang.desk.demo.project_story import enlist_sample, tell_problems
from bingliang.desk.projects.index import index
from bingliang.desk.projects.investing import Report, invest
from bingliang.ledger.acts import Who
from bingliang.ledger.campaign import INVESTMENT, PERMIT, Goal, stream_of_tenday
from bingliang.mechanism.public_rating import Span
from bingliang.mechanism.supervision import Period
from bingliang.settings import factory

if TYPE_CHECKING:
    from bingliang.desk.demo.story import Telling

SUPERVISOR, LEADER = Who("督查专员", "后台", "督查"), Who("管委会主任", "后台", "领导")
_A_HUNDRED_DAYS = "完成投资"


@cache
def _sample() -> Mapping[str, Any]:
    return tomllib.loads((factory().resources / "demo" / "boards.toml").read_text("utf-8"))


def _streams(told: Telling) -> Mapping[str, str]:
    """项目名称 → its stream in the library."""
    with told.desk.store.look() as look:
        return {one.profile.name: one.stream for one in index(look).held.values()}


def _name(told: Telling, one: Mapping[str, Any]) -> str:
    return str(told.world["project"][one["key"]]["name"]) if "key" in one else str(one["name"])


def _by(told: Telling, who: Who, step: str, made: Press) -> Mapping[str, Any]:
    return press(replace(told.desk, who=who), f"{told.request}/{step}", made)


def _spans() -> Sequence[Span]:
    campaign = _sample()["campaign"]
    first, last = campaign["first"], campaign["last"]
    made = [Span.at(first, "旬")]
    while made[-1].last < last:
        made.append(made[-1].after)
    return made


def _found(told: Telling) -> None:
    campaign, streams = _sample()["campaign"], _streams(told)
    goals = {streams[_name(told, one)]: _goals(told, one) for one in _sample()["project"]}
    plan = campaigns.Plan(campaign["name"], campaign["first"], campaign["last"], goals)
    _by(told, SUPERVISOR, "登记", campaigns.found_campaign(plan))


def _goals(told: Telling, one: Mapping[str, Any]) -> tuple[Goal, ...]:
    """The cumulated investment of every 旬, then what else is to be there."""
    sums = [
        Goal(INVESTMENT, _A_HUNDRED_DAYS, min(span.last, date(2026, 12, 31)), one["plan"] * at, one["points"])
        for at, span in enumerate(_spans(), start=1)
    ]
    with told.desk.store.look() as look:
        items = look.loaded("catalogue").items
    more = [
        Goal(
            row["kind"],
            f"{row['words']} {items[row['words']].name}" if row["kind"] == PERMIT else row["words"],
            row["by"],
            works=row.get("works", ""),
        )
        for row in one["goals"]
    ]
    return (*sums, *more)


def _tell_issue(told: Telling) -> None:
    """一期: what came about is recorded, the draft made, worded, signed and frozen, each by whose post it is."""
    enlist_sample(told.desk)
    tell_problems(told.desk)
    span = Span.of(told.act["period"])
    _reports(told, span, span.last)
    campaign = _campaign(told)
    _by(told, SUPERVISOR, "起草", issues.draft(campaign, span.written))
    stream = stream_of_tenday(campaign, span.written)
    words = next((one for one in _sample()["issue"] if one["period"] == span.written), None)
    if words is not None:
        _by(told, SUPERVISOR, "修改", issues.edit(stream, words["lead"], words["note"], {}))
    _by(told, LEADER, "签发", issues.sign(stream))
    _by(told, SUPERVISOR, "冻结", issues.freeze(stream))


def _reports(told: Telling, span: Span, until: date) -> None:
    at, streams = list(_spans()).index(span), _streams(told)
    for one in _sample()["project"]:
        report = Report(until, one["done"][at], "统计报表")
        press(told.desk, f"{told.request}/{_name(told, one)}", invest(streams[_name(told, one)], report))


def _report(told: Telling) -> None:
    _reports(told, Span.of(told.act["period"]), told.act["until"])


def _campaign(told: Telling) -> str:
    with told.desk.store.look() as look:
        return campaigns.every(look)[0].stream


def _set_goals(told: Telling) -> None:
    streams = _streams(told)
    for one in _sample()["goal"]:
        months = tuple(zip(one["words"], one["months"], strict=True))
        given = commanders.Given(streams[_name(told, one)], one["annual"], one["amount"], months)
        _by(told, SUPERVISOR, _name(told, one), commanders.set_goals(told.act["year"], given))


def _publish_digest(told: Telling) -> None:
    made = digests.publish(told.act["kind"], told.on, number=told.act.get("number", 0))
    _by(told, SUPERVISOR, "刊发", made)


def _publish_commanders(told: Telling) -> None:
    _by(told, SUPERVISOR, "公布", commanders.publish(Period.of(told.act["month"])))


BOARDS: Mapping[str, Callable[[Telling], None]] = {
    "found_campaign": _found,
    "tell_issue": _tell_issue,
    "report_investment": _report,
    "set_goals": _set_goals,
    "publish_digest": _publish_digest,
    "publish_commanders": _publish_commanders,
}
"""The verbs of the boards."""

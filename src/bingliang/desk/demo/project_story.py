"""项目库的演示: the sample zone's projects, enlisted and moved through their batches as the sample says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.press import press
from bingliang.desk.casework.green import Granting
from bingliang.desk.projects import ceremonies, greening, problems, visits
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.index import index
from bingliang.desk.projects.library import Entrant, Plan
from bingliang.desk.projects.problems import Hand, Told
from bingliang.ledger.ceremony import Listed
from bingliang.ledger.project import Profile
from bingliang.mechanism.seven_batches import tag_of
from bingliang.settings import factory

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

ENLISTED = date(2026, 9, 23)
"""The day on which the sample's story enlists them: what came about later is dated later."""
_TEXTS = ("land", "industry", "chain", "investor", "leader", "person", "growth")


def enlist_sample(desk: Desk) -> None:
    """示范项目入库 as they stood on that day; told again later, what has come about since is recorded, the rest once."""
    today = desk.today()
    home = factory().resources / "demo"
    world = tomllib.loads((home / "enterprises.toml").read_text("utf-8"))
    told = tomllib.loads((home / "projects.toml").read_text("utf-8"))["project"]
    for at, one in enumerate(told, start=1):
        if one["on"] > today:
            continue
        profile = _profile(one, world)
        every = [
            Plan(row["name"], row.get("planned"), row.get("actual"), row.get("works", "")) for row in one["milestones"]
        ]
        plans = tuple(replace(plan, actual=None) if _later(plan) else plan for plan in every)
        entrant = Entrant(profile, one["batch"], one["on"], tuple(one.get("works", ())), plans)
        answer = projects.press(desk, f"demo/project/{at}", projects.enlist([entrant]))
        stream = str(answer["streams"][0])
        for step, move in enumerate(one["moves"], start=1):
            if move["on"] > today:
                continue
            made = projects.move(stream, move["to"], move["on"], move.get("reason", ""))
            projects.press(desk, f"demo/project/{at}/{step}", made)
        for plan in every:
            if plan.actual is not None and _later(plan) and plan.actual <= today:
                made = projects.date_milestone(stream, replace(plan, planned=None))
                projects.press(desk, f"demo/project/{at}/{plan.works}{plan.name}", made)


def _later(plan: Plan) -> bool:
    return plan.actual is not None and plan.actual > ENLISTED


def tell_of_them(desk: Desk) -> None:
    """集中开工、绿色通道和企业的问题 of the enlisted projects; a second time on the same database records nothing."""
    home = factory().resources / "demo"
    more = tomllib.loads((home / "ceremonies.toml").read_text("utf-8"))
    with desk.store.look() as look:
        streams = {one.profile.name: one.stream for one in index(look).going_on}
    for at, one in enumerate(more["ceremony"], start=1):
        _ceremony(desk, f"demo/ceremony/{at}", one, streams)
    for at, one in enumerate(more["green"], start=1):
        given = Granting(one["ground"], one["document"], one["approver"], one["note"])
        press(desk, f"demo/green/{at}", greening.grant(streams[one["project"]], one["on"], given))
    tell_problems(desk)


def tell_problems(desk: Desk) -> None:
    """走访和企业的问题 as far as they have come by today; told again later, what has come about since is recorded."""
    told = tomllib.loads((factory().resources / "demo" / "ceremonies.toml").read_text("utf-8"))
    with desk.store.look() as look:
        streams, today = {one.profile.name: one.stream for one in index(look).going_on}, look.today
    for at, one in enumerate(told["visit"], start=1):
        if one["on"] <= today:
            call = visits.Call(one["on"], one["post"], one["form"], one["words"])
            press(desk, f"demo/visit/{at}", visits.visit(streams[one["project"]], call))
    for at, one in enumerate(told["problem"], start=1):
        if one["on"] <= today:
            _problem(desk, f"demo/problem/{at}", one, streams, today)


def _ceremony(desk: Desk, request: str, one: Mapping[str, Any], streams: Mapping[str, str]) -> None:
    answer = press(desk, request, ceremonies.plan(ceremonies.Plan(one["name"], one["day"], one["place"])))
    stream = str(answer["streams"][0])
    for at, name in enumerate(one["projects"], start=1):
        press(desk, f"{request}/{at}", ceremonies.enter(stream, Listed(streams[name])))


def _problem(desk: Desk, request: str, one: Mapping[str, Any], streams: Mapping[str, str], today: date) -> None:
    hand = Hand(one["department"], one["days"], on=one["on"])
    project = streams[one["project"]]
    with desk.store.look() as look:
        calls = projects.found(look, project).visits
    told = Told(
        one["kind"], one["words"], one["source"], one["on"], one["visitor"], hand, project,
        wanted=one.get("wanted", 0),
        visit=next((call.seq for call in calls if (call.on, call.post) == (one["on"], one["visitor"])), 0),
    )  # fmt: skip
    answer = press(desk, request, problems.raise_problem(told))
    stream = str(answer["streams"][0])
    for at, step in enumerate(one.get("progress", ()), start=1):
        if step["on"] <= today:
            press(desk, f"{request}/{at}", problems.report(stream, step["words"], step["on"]))
    if "outcome" in one and one["settled"] <= today:
        made = problems.settle(stream, one["outcome"], one.get("reason", ""), one.get("amount", 0), one["settled"])
        press(desk, f"{request}/settled", made)


def _profile(one: Mapping[str, Any], world: Mapping[str, Any]) -> Profile:
    key = one.get("key", "")
    firm: Mapping[str, Any] = world["enterprise"][key] if key else one
    known: Mapping[str, Any] = world["project"][key] if key else one
    return Profile(
        name=known["name"],
        firm=firm["name"] if key else one["firm"],
        credit_code=firm.get("credit_code", ""),
        code=known.get("code", ""),
        investment=one["investment"],
        responsible=known["responsible"],
        agent=known["chief_agent"] if key else one["agent"],
        tags=tuple(tag_of(text) for text in known["tags"]),
        **{name: one.get(name, "") for name in _TEXTS},
    )

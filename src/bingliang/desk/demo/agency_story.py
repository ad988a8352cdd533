"""全程代办的演示: the posts of the sample zone, five entrusted projects and what was done for them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.agency import agents, entrusting
from bingliang.desk.demo.story import ADMINISTRATOR
from bingliang.desk.projects.library import Press
from bingliang.ledger.acts import Who
from bingliang.mechanism.full_agency import POWERS
from bingliang.settings import factory

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

BY = "代办专员甲"


def entrust_sample(desk: Desk) -> None:
    """示范代办; a second time on the same database records nothing."""
    told = tomllib.loads((factory().resources / "demo" / "agency.toml").read_text("utf-8"))
    zone = replace(desk, who=ADMINISTRATOR)
    posts: dict[str, str] = {}
    for at, one in enumerate(told["post"], start=1):
        words = (one["department"], one["kind"], one["name"], one["holder"], one["phone"], "示范任职文件")
        answer = entrusting.press(zone, f"demo/agent/{at}", agents.open_post(agents.Given(*words), one["on"]))
        posts[one.get("key", "")] = str(answer["streams"][0])
    for at, one in enumerate(told["succeed"], start=1):
        made = agents.succeed(posts[one["post"]], one["holder"], one["on"], one["document"])
        entrusting.press(zone, f"demo/agent/succeed/{at}", made)
    agent = replace(desk, who=Who(BY, desk.who.counter, "代办"))
    for one in told["entrustment"]:
        key = f"demo/agency/{one['key']}"
        given = entrusting.Mandate(
            one["about"], posts[one["post"]], tuple(one.get("powers", POWERS)), one["on"], one["until"]
        )
        stream = str(entrusting.press(agent, key, entrusting.entrust(given))["streams"][0])
        for step, said in enumerate(one["do"], start=1):
            entrusting.press(agent, f"{key}/{step}", _VERBS[said["act"]](stream, said, posts))


def _log(stream: str, said: Mapping[str, Any], _: Mapping[str, str]) -> Press:
    done = entrusting.Done(said["kind"], said["on"], said["words"], said["minutes"], said["result"])
    return entrusting.log(stream, done)


def _day(said: Mapping[str, Any]) -> date:
    on: date = said["on"]
    return on


_VERBS: Mapping[str, Callable[[str, Mapping[str, Any], Mapping[str, str]], Press]] = {
    "take": lambda stream, said, _: entrusting.take(stream, _day(said)),
    "sign": lambda stream, said, _: entrusting.sign(stream, _day(said)),
    "log": _log,
    "hold": lambda stream, said, _: entrusting.hold(stream, _day(said), [(name, 1) for name in said["pieces"]]),
    "give_back": lambda stream, said, _: entrusting.give_back(stream, _day(said), said["numbers"]),
    "pass": lambda stream, said, posts: entrusting.hand_over(
        stream, posts[said["to"]], _day(said), said["things"], agreed=True
    ),
    "end": lambda stream, said, _: entrusting.end(stream, _day(said), said["by"], said["reason"], said["result"]),
}

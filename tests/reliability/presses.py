"""A counter of the sample zone, spoken to as its stories speak: a visit, an acceptance, a decision."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from bingliang.desk.demo import story
from bingliang.desk.desk import Desk, open_desk, stream_of
from bingliang.ledger.acts import Who
from bingliang.settings import factory

HOME = factory().resources / "demo"
MORNING = datetime(2026, 10, 12, 9, 30, tzinfo=story.BEIJING)
ITEMS = ("S1-10", "S2-02", "S3-09")
"""首次登记, 规划许可, 建筑垃圾核准: three bodies, all received formally, each with a limit in workdays."""


class Clock:
    """A clock that stands still: dates are not what these tests race about."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def counter(where: str | Path, who: Who = story.CLERK, now: datetime = MORNING) -> Desk:
    """A counter at its database, on the morning of the demo's first visit."""
    return open_desk(where, who, clock=Clock(now))


def clerk(number: int) -> Who:
    """The clerk of a counter."""
    return Who(f"窗口人员{number}", str(number), "窗口")


def open_zone(desk: Desk) -> None:
    """The sample zone's bodies and promises, as an edition of the catalogue."""
    story.open_zone(desk, HOME)


@cache
def _world() -> dict[str, Any]:
    return tomllib.loads((HOME / "enterprises.toml").read_text("utf-8"))


@cache
def _visit() -> dict[str, Any]:
    acts = tomllib.loads((HOME / "stories" / "donglong.toml").read_text("utf-8"))["act"]
    return {name: value for name, value in acts[0].items() if name not in ("at", "do", "items", "missing")}


def press(desk: Desk, key: str, request: str, do: str, **words: object) -> None:
    """One press of the clerk, the verb and its fields as in a story file."""
    at = MORNING.replace(tzinfo=None)
    story.VERBS[do](story.Telling(desk, _world(), key, request, {"at": at, "do": do, **words}))


def request_of(key: str) -> str:
    """The request of a visit, from which its stream is named."""
    return f"{key}/receive"


def stream(key: str) -> str:
    """The stream of a visit."""
    return stream_of(request_of(key))


def receive(desk: Desk, key: str, items: Sequence[str] = ITEMS) -> None:
    """收件: one visit of the enterprise 东龙."""
    press(desk, key, request_of(key), "receive", **_visit(), items=list(items))


def accept(desk: Desk, key: str, items: Sequence[int], request: str = "") -> None:
    """受理."""
    press(desk, key, request or f"{key}/accept/{items}", "accept", items=list(items))


def grant(desk: Desk, key: str, item: int, request: str) -> None:
    """准予, with a number of our own."""
    press(
        desk,
        key,
        request,
        "grant",
        item=item,
        content="准予办理",
        findings="材料齐全",
        article="《行政许可法》第三十八条",
    )

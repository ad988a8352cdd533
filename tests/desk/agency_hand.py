"""A zone with posts of 全程代办 and what a clerk does there; shared by the tests of its desk."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from bingliang.desk.agency import agents, entrusting
from bingliang.desk.agency.listing import AgencyRow, agency
from bingliang.desk.desk import Desk
from bingliang.desk.errors import Faults
from bingliang.desk.papers import shelf
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.library import Entrant
from bingliang.ledger.acts import Refusal, Who
from bingliang.ledger.agency import AGENT, CHIEF
from bingliang.ledger.project import Profile
from bingliang.mechanism.full_agency import POWERS
from bingliang.mechanism.seven_batches import tag_of
from tests.clerk import FIRM, PROJECT, Clerk, day

HEAD, COUNTER_POST = "岳阳经开区建设交通局局长", "政务中心代办岗（一）"
ADMINISTRATOR = Who("系统管理员", "机房", "管理员")
AGENT_A = Who("代办专员甲", "6", "代办")


def as_(clerk: Clerk, who: Who) -> Desk:
    return replace(clerk.desk, who=who)


def opens(clerk: Clerk, department: str, kind: str, name: str, holder: str) -> str:
    given = agents.Given(department, kind, name, holder, "0730-0000131", "示范任职文件")
    made = agents.open_post(given, clerk.today)
    return str(entrusting.press(as_(clerk, ADMINISTRATOR), f"岗位/{name}/{holder}", made)["streams"][0])


def ready(clerk: Clerk, agent: str = HEAD) -> dict[str, str]:
    """A zone with two posts and one key project in the library."""
    clerk.on("10-12")
    streams = {
        "head": opens(clerk, "建设交通局", CHIEF, HEAD, "局长甲"),
        "one": opens(clerk, "政务中心", AGENT, COUNTER_POST, "代办专员甲"),
        "two": opens(clerk, "政务中心", AGENT, "政务中心代办岗（二）", "代办专员乙"),
    }
    profile = Profile(
        str(PROJECT["name"]), str(FIRM["name"]), credit_code=str(FIRM["credit_code"]), code=str(PROJECT["code"]),
        agent=agent, tags=(tag_of("2+10重点2026"),),
    )  # fmt: skip
    made = projects.enlist([Entrant(profile, "签约", date(2026, 10, 1))])
    streams["project"] = str(projects.press(as_(clerk, ADMINISTRATOR), "入库", made)["streams"][0])
    return streams


def entrusted(clerk: Clerk, posts: Mapping[str, str], request: str = "委托", about: str = "", **more: Any) -> str:  # noqa: ANN401 - any field of it
    given = entrusting.Mandate(
        about or str(PROJECT["name"]), posts["one"], more.pop("powers", POWERS), clerk.today, day("2027-10-11"), **more
    )
    return str(entrusting.press(as_(clerk, AGENT_A), request, entrusting.entrust(given))["streams"][0])


def does(clerk: Clerk, made: projects.Press, who: Who = AGENT_A) -> None:
    clerk.presses[0] += 1
    entrusting.press(as_(clerk, who), f"press/{clerk.presses[0]}", made)


def said(act: Callable[[], object]) -> str:
    with pytest.raises((Refusal, Faults, ValueError)) as why:
        act()
    return str(why.value)


def row_of(clerk: Clerk, stream: str, who: Who = AGENT_A) -> AgencyRow:
    return next(row for row in agency(as_(clerk, who)).rows if row.stream == stream)


def text_of(clerk: Clerk, stream: str, seq: int) -> str:
    return "".join("".join(page.split()) for page in pages_of(clerk, stream, seq))


def pages_of(clerk: Clerk, stream: str, seq: int) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(shelf.pdf(clerk.desk, stream, seq))).pages]


def held_log(clerk: Clerk, stream: str) -> Any:  # noqa: ANN401 - any field of it
    with clerk.desk.store.look() as look:
        return entrusting.found(look, stream).log


def done(kind: str, words: str = "办了一件事", on: str = "10-12") -> entrusting.Done:
    return entrusting.Done(kind, day(on), words, 20, "")


def ends(clerk: Clerk, stream: str) -> None:
    does(clerk, entrusting.end(stream, clerk.today, "代办专员", "代办事务完成", "全部办结"))


def held(clerk: Clerk, stream: str) -> Any:  # noqa: ANN401 - any field of it
    with clerk.desk.store.look() as look:
        return entrusting.found(look, stream).held

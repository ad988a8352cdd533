"""What the pure rule refuses, the desk refuses in the same words: every act, in every state, of every kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem, ItemState
from bingliang.mechanism import overall
from tests.clerk import MET, Clerk

Press = Callable[[Clerk], object]

ACTS: dict[str, Press] = {
    "formalise": lambda clerk: clerk.formalises(1),
    "remark": lambda clerk: clerk.remarks(1),
    "notify_once": lambda clerk: clerk.tells_once((1, "申请表")),
    "prolong_correction": lambda clerk: clerk.prolongs(1, until="12-31"),
    "take_corrections": lambda clerk: clerk.takes_back(1, names=["申请表"]),
    "accept": lambda clerk: clerk.accepts(1, promised={1: MET}),
    "not_required": lambda clerk: clerk.tells_not_required(1),
    "decline": lambda clerk: clerk.declines(1, "法律另有规定"),
    "withdraw": lambda clerk: clerk.withdraws(1),
    "stop": lambda clerk: clerk.stops(1, "专家评审", 5),
    "resume": lambda clerk: clerk.resumes(1, "专家评审"),
    "extend": lambda clerk: clerk.extends(1, 5),
    "ask_opinion": lambda clerk: clerk.asks(1),
    "give_opinion": lambda clerk: clerk.hears(1),
    "forward": lambda clerk: clerk.forwards(1),
    "grant": lambda clerk: clerk.grants(1),
    "refuse": lambda clerk: clerk.refuses(1),
    "file": lambda clerk: clerk.files(1),
    "opine": lambda clerk: clerk.opines(1),
    "explain_overrun": lambda clerk: clerk.explains(1),
    "verify_pledge": lambda clerk: clerk.verifies(1),
    "notify_collection": lambda clerk: clerk.notifies(1),
    "deliver": lambda clerk: clerk.delivers(1),
}

STATES: dict[ItemState, Press] = {
    ItemState.WAITING: lambda clerk: clerk.receives("S4-11", hold_consent=True),
    ItemState.RECEIVED: lambda clerk: clerk.receives("S3-09"),
    ItemState.CORRECTING: lambda clerk: clerk.receives("S3-09").tells_once((1, "处置方案")),
    ItemState.HANDLING: lambda clerk: clerk.receives("S3-09").accepts(1),
    ItemState.FORWARDED: lambda clerk: clerk.receives("S2-14").accepts(1).forwards(1),
    ItemState.DECIDED: lambda clerk: clerk.receives("S3-09").accepts(1).grants(1),
    ItemState.DONE: lambda clerk: clerk.receives("S3-09").accepts(1).grants(1).delivers(1),
    ItemState.ENDED: lambda clerk: clerk.receives("S3-09").withdraws(1),
}
KINDS: dict[str, Press] = {
    "备案": lambda clerk: clerk.receives("S1-01"),
    "技术审查": lambda clerk: clerk.receives("S3-01", held={"S2-02": "建字示范1号"}).accepts(1),
    "告知承诺件": lambda clerk: clerk.receives("S2-08").accepts(1, promised={1: MET}),
    "上报件": lambda clerk: clerk.receives("S2-14").accepts(1),
    "公共服务": lambda clerk: clerk.receives("P-03"),
    "即办件": lambda clerk: clerk.receives("S0-01"),
}


def refused_alike(clerk: Clerk) -> set[str]:
    """Presses every act that the pure rule refuses; the desk must say the same. Returns what the rule lets pass."""
    item, lawful = clerk.item(1), set()
    for act, press in ACTS.items():
        rule = _said_by_the_rule(act, item)
        if rule is None:
            lawful.add(act)
        else:
            said = clerk.nothing_recorded(partial(press, clerk))
            assert str(said) == rule, act
    return lawful


def _said_by_the_rule(act: str, item: CaseItem) -> str | None:
    try:
        overall.permit(act, item)
    except Refusal as refusal:
        return str(refusal)
    return None


@pytest.mark.parametrize("state", STATES)
def test_every_act_in_every_state(alone: Clerk, state: ItemState) -> None:
    STATES[state](alone.on("10-12"))
    assert alone.item(1).state is state
    assert refused_alike(alone) <= {act for act in ACTS if state in overall.STATES[act]}


@pytest.mark.parametrize("kind", KINDS)
def test_every_act_for_every_kind(alone: Clerk, kind: str) -> None:
    KINDS[kind](alone.on("10-12"))
    assert alone.item(1).handling == kind
    refused_alike(alone)


def test_the_role_is_asked_before_anything_else(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    agent = clerk.another(role="代办", name="代办专员甲")
    assert "代办无权办理“受理”" in str(clerk.nothing_recorded(lambda: agent.accepts(1)))
    clerk.accepts(1)
    department = clerk.reviewer(clerk.item(1).department, "承办人甲")
    department.presses = [500]
    department.grants(1)
    assert clerk.entries[-2].by == "承办人甲"

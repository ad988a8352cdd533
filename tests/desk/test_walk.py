"""The whole law in one walk: every act × every state × every kind of handling, on a real desk.

Each cell is allowed, and then it is pressed and goes; or it is forbidden in a sentence that names its article, and then
the menu, the rehearsal and the press itself say that same sentence and leave no trace. What may be allowed at all is
written out here by hand, as a lawyer would read it, and not taken from the program.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from bingliang.desk.acts.deeds import DEEDS
from bingliang.desk.acts.offers import Group, Offer, offers
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from bingliang.ledger.catalogue import Handling
from tests.clerk import MET, SITE_A, SITE_B, Clerk, at_work

Press = Callable[[Clerk], Clerk]
W, R, C, H, F, D, N, E = ItemState
DRAIN = "水质检测报告或者承诺书"


PRESSES: dict[str, Press] = {
    "formalise": lambda clerk: clerk.formalises(1),
    "remark": lambda clerk: clerk.remarks(1),
    "correct_on_spot": lambda clerk: clerk.corrects_on_spot(1),
    "notify_once": lambda clerk: clerk.tells_once((1, "申请表")),
    "notify_again": lambda clerk: clerk.tells_again(1, "交通组织方案"),
    "prolong_correction": lambda clerk: clerk.prolongs(1, until="12-31"),
    "take_corrections": lambda clerk: clerk.takes_back(1, names=["处置方案"]),
    "note_renewal": lambda clerk: clerk.renews(1),
    "accept": lambda clerk: clerk.accepts(1, promised={1: MET}, until={1: "10-15"}),
    "finish_on_spot": lambda clerk: clerk.finishes_on_spot(1),
    "supplement": lambda clerk: clerk.supplements(1, DRAIN),
    "not_required": lambda clerk: clerk.tells_not_required(1),
    "decline": lambda clerk: clerk.declines(1, "法律另有规定"),
    "withdraw": lambda clerk: clerk.withdraws(1),
    "deferral_end": lambda clerk: clerk.ends_deferral(1),
    "stop": lambda clerk: clerk.stops(1, "专家评审", 5),
    "resume": lambda clerk: clerk.resumes(1, "专家评审"),
    "extend": lambda clerk: clerk.extends(1, 3),
    "extend_frame": lambda clerk: clerk.extends(1, 5, by="岳阳市人民政府负责人", frame=True),
    "explain_overrun": lambda clerk: clerk.explains(1),
    "ask_opinion": lambda clerk: clerk.asks(1),
    "receive_opinion": lambda clerk: clerk.signs(1),
    "give_opinion": lambda clerk: clerk.hears(1),
    "opinion_lapsed": lambda clerk: clerk.lapses(1),
    "disown": lambda clerk: clerk.disowns(1),
    "rule": lambda clerk: clerk.rules(1),
    "reassign": lambda clerk: clerk.reassigns(1, clerk.other_office(1)),
    "forward": lambda clerk: clerk.forwards(1),
    "superior_result": lambda clerk: clerk.results(1),
    "grant": lambda clerk: clerk.grants(1),
    "refuse": lambda clerk: clerk.refuses(1),
    "file": lambda clerk: clerk.files(1),
    "opine": lambda clerk: clerk.opines(1),
    "verify_pledge": lambda clerk: clerk.verifies(1),
    "repair_credit": lambda clerk: clerk.repairs(1),
    "deliver": lambda clerk: clerk.delivers(1),
    "notify_collection": lambda clerk: clerk.notifies(1),
    "amend_acceptance": lambda clerk: clerk.rights(1, "S2-06"),
    "amend_decision": lambda clerk: clerk.afterwards(1, "amend_decision"),
    "recall": lambda clerk: clerk.afterwards(1, "recall"),
    "annul": lambda clerk: clerk.afterwards(1, "annul"),
    "cancel": lambda clerk: clerk.afterwards(1, "cancel"),
}

# ── what the law lets be, by hand ─────────────────────────────────────────────────────────────────────────────────

PERMITS = {Handling.SPOT, Handling.PROMISED, Handling.PLEDGED, Handling.FORWARDED}
ANY = set(Handling)
LAW: dict[str, tuple[set[ItemState], set[Handling]]] = {
    "formalise": ({W}, ANY),
    "remark": ({R}, ANY),
    "correct_on_spot": ({R}, ANY),
    "notify_once": ({R}, ANY),
    "notify_again": ({R, C}, ANY),
    "prolong_correction": ({C}, ANY),
    "take_corrections": ({C}, ANY),
    "note_renewal": ({R}, PERMITS),
    "accept": ({R}, ANY - {Handling.FILING}),
    "finish_on_spot": ({R}, {Handling.SPOT}),
    "supplement": ({H}, ANY),
    "not_required": ({R}, ANY),
    "decline": ({R, C}, PERMITS | {Handling.CONVENED}),
    "withdraw": ({W, R, C, H, F}, ANY),
    "deferral_end": ({H}, ANY),
    "stop": ({H}, PERMITS),
    "resume": ({H}, ANY),
    "extend": ({H}, PERMITS),
    "extend_frame": ({H}, PERMITS),
    "explain_overrun": ({H, F, D, N}, ANY),
    "ask_opinion": ({R, H}, ANY),
    "receive_opinion": ({R, H}, ANY),
    "give_opinion": ({R, H}, ANY),
    "opinion_lapsed": ({R, H}, ANY),
    "disown": ({H}, ANY),
    "rule": ({H}, ANY),
    "reassign": ({H}, ANY),
    "forward": ({H}, {Handling.FORWARDED}),
    "superior_result": ({F}, {Handling.FORWARDED}),
    "grant": ({H}, PERMITS - {Handling.FORWARDED}),
    "refuse": ({H}, PERMITS - {Handling.FORWARDED}),
    "file": ({R}, {Handling.FILING}),
    "opine": ({H}, {Handling.REVIEW, Handling.UTILITY}),
    "verify_pledge": ({D, N}, {Handling.PLEDGED}),
    "repair_credit": ({D, N}, {Handling.PLEDGED}),
    "deliver": ({D}, PERMITS),
    "notify_collection": ({D}, PERMITS),
    "amend_acceptance": ({H}, ANY - {Handling.PLEDGED}),
    "amend_decision": ({D, N}, ANY),
    "recall": ({D, N}, PERMITS),
    "annul": ({D, N}, PERMITS),
    "cancel": ({D, N}, PERMITS),
}
"""办理 → in which states and for which kinds the law knows it at all."""

ALWAYS: dict[ItemState, set[str]] = {
    W: {"withdraw"},
    R: {"remark", "correct_on_spot", "notify_once", "not_required", "ask_opinion", "withdraw"},
    C: {"prolong_correction", "take_corrections", "withdraw"},
    H: {"ask_opinion", "disown", "reassign", "withdraw"},
    F: {"superior_result", "withdraw"},
    D: {"deliver", "notify_collection", "amend_decision", "recall", "annul", "cancel"},
    N: {"amend_decision"},
    E: set(),
}
"""What must be open to the clerk in that state whatever the kind; a desk that greys too much is as unlawful."""

# ── how a case comes there ────────────────────────────────────────────────────────────────────────────────────────

RECEIVED: dict[Handling, Press] = {
    Handling.PROMISED: lambda clerk: clerk.receives("S3-09"),
    Handling.SPOT: lambda clerk: clerk.receives("S0-01"),
    Handling.FORWARDED: lambda clerk: clerk.receives("S2-14"),
    Handling.FILING: lambda clerk: clerk.receives("S1-01"),
    Handling.PLEDGED: lambda clerk: clerk.receives("S2-08"),
    Handling.REVIEW: lambda clerk: clerk.receives("S3-01", held={"S2-02": "建字示范1号"}),
    Handling.UTILITY: lambda clerk: clerk.receives("P-03"),
    Handling.CONVENED: lambda clerk: clerk.receives("S4-01", held={"S3-03": "施工许可证示范1号"}),
}
WAITING: dict[Handling, Press] = {
    Handling.PROMISED: lambda clerk: clerk.receives("S4-11", hold_consent=True),
    Handling.REVIEW: lambda clerk: clerk.receives("S3-01", hold_consent=True),
    Handling.CONVENED: lambda clerk: clerk.receives("S4-01", hold_consent=True),
}
"""预收: only where the catalogue knows a prerequisite."""


def decided(clerk: Clerk) -> Clerk:
    kind = clerk.item(1).handling
    if kind is Handling.FORWARDED:
        return clerk.forwards(1).results(1)
    if kind is Handling.FILING:
        return clerk.files(1)
    if kind is Handling.CONVENED:
        return clerk.convenes(1).attends(SITE_A).attends(SITE_B).concludes()
    return clerk.opines(1) if kind in {Handling.REVIEW, Handling.UTILITY} else clerk.grants(1)


def bring(clerk: Clerk, kind: Handling, state: ItemState) -> Clerk | None:
    """The case of that kind in that state; None where no lawful act leads there."""
    clerk.on("10-12")
    if kind is Handling.SPOT:
        clerk.fills_in("market", "市监", "岳阳市市场监督管理局（示范）")
    if state is W:
        return WAITING[kind](clerk) if kind in WAITING else None
    RECEIVED[kind](clerk)
    if clerk.item(1).state is W:
        clerk.formalises(1)
    early = {R: lambda: clerk, E: lambda: clerk.withdraws(1), C: lambda: clerk.tells_once((1, "处置方案"))}
    return early[state]() if state in early else accepted(clerk, kind, state)


def accepted(clerk: Clerk, kind: Handling, state: ItemState) -> Clerk | None:
    """From acceptance on; a filing has none."""
    if kind is not Handling.FILING:
        clerk.accepts(1, promised={1: MET})
    if state is H:
        return None if kind is Handling.FILING else clerk
    if state is F:
        return clerk.forwards(1) if kind is Handling.FORWARDED else None
    fetched = decided(clerk).item(1).state is D
    if state is D:
        return clerk if fetched else None
    return clerk.delivers(1) if fetched else clerk


CELLS = [(kind, state) for kind in RECEIVED for state in ItemState]
NO_WAY = {
    (Handling.SPOT, W), (Handling.FORWARDED, W), (Handling.FILING, W), (Handling.PLEDGED, W), (Handling.UTILITY, W),
    (Handling.FILING, H), (Handling.FILING, D), (Handling.REVIEW, D), (Handling.UTILITY, D), (Handling.CONVENED, D),
    *((kind, F) for kind in RECEIVED if kind is not Handling.FORWARDED),
}  # fmt: skip
"""No case ever stands there: what needs no prerequisite is never held, a filing is never handled, an opinion not fetched."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("巡")


@pytest.fixture
def cell(request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[Path, str, str]]:
    """A database in which the case stands in that cell, closed, and its stream; every press gets a copy of its own."""
    kind, state = request.param
    home = folder / f"{kind.name}-{state.name}"
    home.mkdir()
    clerk = at_work(str(home / "台账.db"))
    found = bring(clerk, kind, state)
    clerk.desk.close()
    yield home, clerk.stream if found else "", f"{clerk.today:%m-%d}"
    shutil.rmtree(home)


def again(home: Path, stream: str, name: str) -> Clerk:
    copy = home.parent / f"{home.name}-{name}"
    shutil.copytree(home, copy)
    clerk = at_work(str(copy / "台账.db"))
    clerk.stream, clerk.presses = stream, [700]
    return clerk.on("10-12")


def names_its_ground(one: Offer) -> bool:
    """An article of a law, an order of the State Council, or the zone's own published rule."""
    return any(word in one.article for word in ("《", "国发", "国办发", "区"))


@pytest.mark.parametrize("cell", CELLS, indirect=True, ids=lambda cell: f"{cell[0].value}-{cell[1].value}")
def test_every_act_in_every_state_of_every_kind(cell: tuple[Path, str, str], request: pytest.FixtureRequest) -> None:
    kind, state = request.node.callspec.params["cell"]
    home, stream, _ = cell
    assert (not stream) == ((kind, state) in NO_WAY)
    if not stream:
        return
    clerk = again(home, stream, "看")
    assert (clerk.item(1).state, clerk.item(1).handling) == (state, kind)
    row = {one.name: one for one in offers(clerk.desk, stream).items[1] if one.group is not Group.NO_STOP}
    assert set(row) == set(LAW) == set(PRESSES) == set(DEEDS)
    for name, one in row.items():
        states, kinds = LAW[name]
        if one.allowed:
            assert state in states, name
            assert kind in kinds, name
            continue
        assert one.forbidden.endswith("。"), name
        assert names_its_ground(one), f"{name}：{one.forbidden}"
        said = clerk.nothing_recorded(partial(PRESSES[name], clerk))
        assert isinstance(said, Refusal), f"{name}：{said}"
        assert (said.sentence, said.article) == (one.forbidden, one.article), name
    allowed = {name for name, one in row.items() if one.allowed}
    expected = {name for name in ALWAYS[state] if kind in LAW[name][1] and state in LAW[name][0]}
    assert expected <= allowed, expected - allowed
    clerk.desk.close()
    for name in sorted(allowed):
        pressed = again(home, stream, name)
        before = len(pressed.entries)
        PRESSES[name](pressed)
        assert len(pressed.entries) > before, name
        assert pressed.desk.store.verify().ok, name
        pressed.desk.close()


# ── the conditions beyond state and kind ──────────────────────────────────────────────────────────────────────────


def one(clerk: Clerk, name: str) -> Offer:
    return next(
        offer for offer in offers(clerk.desk, clerk.stream).items[1]
        if offer.name == name and offer.group is not Group.NO_STOP
    )  # fmt: skip


def deferring(clerk: Clerk) -> Clerk:
    return clerk.on("10-12").receives("S3-06", later=(DRAIN,)).accepts(1, until={1: "10-15"})


def unheard(clerk: Clerk) -> Clerk:
    clerk.sets(opinion_silence=True, opinion_silence_rule="示范规〔2026〕3号")
    return clerk.on("10-12").receives("S3-07").accepts(1).asks(1).on("10-15")


def back_again(clerk: Clerk) -> Clerk:
    clerk.sets(second_notice=True)
    clerk.on("10-12").receives("S3-07", missing=["交通组织方案"]).tells_once((1, "交通组织方案"))
    return clerk.on("10-14").takes_back(1, names=["交通组织方案"], complete=False)


OPENED: dict[str, Press] = {
    "notify_again": back_again,
    "supplement": deferring,
    "deferral_end": lambda clerk: deferring(clerk).on("10-16"),
    "opinion_lapsed": unheard,
    "rule": lambda clerk: clerk.on("10-12").receives("S3-09").accepts(1).disowns(1).on("10-13"),
    "receive_opinion": lambda clerk: clerk.on("10-12").receives("S3-09").accepts(1).asks(1),
    "give_opinion": lambda clerk: clerk.on("10-12").receives("S3-09").accepts(1).asks(1),
    "stop": lambda clerk: clerk.on("10-12").receives("S2-04").accepts(1),
    "resume": lambda clerk: clerk.on("10-12").receives("S2-04").accepts(1).stops(1, "专家评审", 5),
    "extend": lambda clerk: clerk.on("10-12").receives("S3-09").accepts(1),
    "extend_frame": lambda clerk: clerk.on("10-12").receives("S2-09", joint="示范联办〔2026〕1号").accepts(1),
    "explain_overrun": lambda clerk: clerk.on("10-12").receives("S3-09").accepts(1).on("10-30"),
    "note_renewal": lambda clerk: clerk.on("10-12").receives("S3-06"),
    "formalise": lambda clerk: clerk.on("10-12").receives("S4-11", hold_consent=True),
    "finish_on_spot": lambda clerk: clerk.on("10-12").fills_in("market", "市监", "市监（示范）").receives("S0-01"),
    "verify_pledge": lambda clerk: clerk.on("10-12").receives("S2-08").accepts(1, promised={1: MET}).grants(1),
    "repair_credit": lambda clerk: (
        clerk.on("10-12").receives("S2-08").accepts(1, promised={1: MET}).grants(1).verifies(1, true=False)
    ),
    "file": lambda clerk: clerk.on("10-12").receives("S1-01"),
}
"""Acts that need more than a state: a case in which that more is there."""


@pytest.mark.parametrize("name", OPENED)
def test_with_its_condition_met_the_act_is_open_and_goes(alone: Clerk, name: str) -> None:
    OPENED[name](alone)
    offer = one(alone, name)
    assert offer.allowed, offer.forbidden
    PRESSES[name](alone)
    assert DEEDS[name].act in {entry.act for entry in alone.entries}


def test_the_role_is_asked_before_anything_else(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    agent = clerk.another(role="代办", name="代办专员甲")
    assert "代办无权办理“受理”" in str(clerk.nothing_recorded(lambda: agent.accepts(1)))
    clerk.accepts(1)
    department = clerk.reviewer(clerk.item(1).department, "承办人甲")
    department.presses = [500]
    department.grants(1)
    assert clerk.entries[-2].by == "承办人甲"


def test_a_race_lost_is_refused_in_the_words_of_the_menu(alone: Clerk) -> None:
    """Two counters with the same sheet open: the second press is told what the menu says now."""
    alone.on("10-12").receives("S3-09").accepts(1)
    other = alone.another()
    other.presses = [900]
    assert one(alone, "withdraw").allowed
    other.grants(1)
    said = alone.nothing_recorded(lambda: alone.withdraws(1))
    now = one(alone, "withdraw")
    assert isinstance(said, Refusal)
    assert (said.sentence, said.article) == (now.forbidden, now.article)
    assert "不能再撤件" in now.forbidden

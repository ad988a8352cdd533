"""What the menu offers and what it greys is what the desk does: every act, in every state of an item."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bingliang.desk.acts import forms as act_forms
from bingliang.desk.acts.fields import ActForm, Kind
from bingliang.desk.acts.forms import FORMS, form_of, trial
from bingliang.desk.acts.offers import CASE_DEEDS, DEEDS, NO_STOP, Group, Offer, Offers, offers
from bingliang.desk.acts.rehearsal import rehearse
from bingliang.desk.casework import clocks
from bingliang.desk.lights import Light
from bingliang.desk.papers import hand_slips
from bingliang.desk.supervision.deeds import MATTER_DEEDS
from bingliang.ledger.case import ItemState
from bingliang.mechanism.overall import STATES
from tests.clerk import MET, PROJECT, SITE_A, SITE_B, Clerk, at_work

WITH_PLAN = {**PROJECT, "project_type": "SH-DFA"}
HELD = {"S1-08": "出让合同示范〔2026〕12号", "S1-09": "地字第430600202600012号", "S3-10": "施工合同示范2026-031"}
SCAN = Path(__file__).parents[1] / "data" / "scan.png"
WORDS = {"by": "2026年11月20日", "document": "示范〔2026〕1号", "ground": ""}

CHOSEN: dict[str, dict[str, Any]] = {
    "accept": {"pledge_checked": True, "credit_clean": True},
    "note_renewal": {"expires_on": "2027-03-31", "ground": "《示范许可条例》第九条"},
    "amend_acceptance": {"code": "S2-06"},
    "late_entry": {"number": "SG-2026-0001"},
    "shelve_bag": {"shelf": "甲架1层"},
    "return_bag": {"shelf": ""},
    "change_applicant": {"name": "岳阳示例精工制造有限公司（虚构）"},
}
"""What only the clerk can say, so that no default stands there."""

HIDES = "超期的事实不能因此消失"


def filled(form: ActForm) -> dict[str, Any]:
    """The form as a clerk would hand it in: the defaults, and a word wherever one is asked for."""
    values = form.values
    for one in form.fields:
        if one.kind in {Kind.TEXT, Kind.LONG} and not str(one.default).strip() and one.name != "late_reason":
            values[one.name] = WORDS.get(one.name, "岳阳市人民政府《示范条例》第三条")
        if one.kind is Kind.NUMBER and not one.default:
            values[one.name] = "5"
        if one.name == "path":
            values[one.name] = str(SCAN)
        if one.name == "departments":
            values[one.name] = [*one.default, {"called": True, "department": "城建档案机构（示范）"}]
        if one.name == "defects":
            row = {column.name: column.default or "示范内容" for column in one.columns}
            values[one.name] = [row]
        if one.name == "pieces" and not values[one.name]:
            values[one.name] = [{"back": True, "name": "示范材料", "originals": "1", "copies": "0"}]
    return {**values, **{key: word for key, word in CHOSEN.get(form.name, {}).items() if key in values}}


def waiting(clerk: Clerk) -> Clerk:
    items = ("S2-02", "S3-01", "S3-02", "S3-03")
    return clerk.on("10-12").receives(
        *items, project=WITH_PLAN, held=HELD, answers={"Q-SCHEME": True, "Q-FIRE": True}, hold_consent=True
    )


def received(clerk: Clerk) -> Clerk:
    return clerk.on("10-12").receives("S3-09", "S3-07")


def told(clerk: Clerk) -> Clerk:
    return received(clerk).on("10-13").tells_once((1, "处置方案"), (2, "交通组织方案"))


def handled(clerk: Clerk) -> Clerk:
    return received(clerk).accepts(1, 2)


def late(clerk: Clerk) -> Clerk:
    return handled(clerk).on("10-30")


def overdue(clerk: Clerk) -> Clerk:
    return handled(clerk).on("12-01")


def stopping(clerk: Clerk) -> Clerk:
    return waiting(clerk).accepts(1).on("10-13").grants(1).accepts(3).on("10-14").stops(3, "专家评审", 10)


def extended(clerk: Clerk) -> Clerk:
    return handled(clerk).on("10-13").extends(2, 5)


def asked(clerk: Clerk) -> Clerk:
    return handled(clerk).asks(2)


def decided(clerk: Clerk) -> Clerk:
    return handled(clerk).on("10-14").grants(1).refuses(2)


def done(clerk: Clerk) -> Clerk:
    return decided(clerk).on("10-15").delivers(1).delivers(2)


def closed(clerk: Clerk) -> Clerk:
    return done(clerk).closes()


def ended(clerk: Clerk) -> Clerk:
    return received(clerk).withdraws(1)


def stranded(clerk: Clerk) -> Clerk:
    return waiting(clerk).accepts(1).on("10-13").refuses(1)


def filing(clerk: Clerk) -> Clerk:
    return clerk.on("10-12").receives("S1-01")


def pledged(clerk: Clerk) -> Clerk:
    return clerk.on("10-12").receives("S2-08")


def pledge_granted(clerk: Clerk) -> Clerk:
    return pledged(clerk).accepts(1, promised={1: MET}).grants(1)


def pledge_done(clerk: Clerk) -> Clerk:
    return pledge_granted(clerk).delivers(1)


def renewing(clerk: Clerk) -> Clerk:
    return clerk.on("10-12").receives("S3-06")


def pledge_untrue(clerk: Clerk) -> Clerk:
    return pledge_granted(clerk).verifies(1, true=False)


def forwarding(clerk: Clerk) -> Clerk:
    return clerk.on("10-12").receives("S2-14", own=("安全条件评价报告",)).accepts(1)


def forwarded(clerk: Clerk) -> Clerk:
    return forwarding(clerk).on("10-13").forwards(1)


def reviewed(clerk: Clerk) -> Clerk:
    return waiting(clerk).accepts(1).on("10-13").grants(1).accepts(2)


def outside(clerk: Clerk) -> Clerk:
    given = {"project": WITH_PLAN, "answers": {"Q-SCHEME": True, "Q-FIRE": True}, "hold_consent": True}
    return clerk.on("10-12").receives("S1-10", "S2-02", **given)


def lacking(clerk: Clerk) -> Clerk:
    return clerk.on("10-12").receives("S3-07", missing=("交通组织方案",))


def deferring(clerk: Clerk) -> Clerk:
    return clerk.on("10-12").receives("S3-06", later=("水质检测报告或者承诺书",)).accepts(1, until={1: "10-15"})


def deferral_over(clerk: Clerk) -> Clerk:
    return deferring(clerk).on("10-16")


def not_ours(clerk: Clerk) -> Clerk:
    return handled(clerk).disowns(2)


def unheard(clerk: Clerk) -> Clerk:
    clerk.sets(opinion_silence=True, opinion_silence_rule="示范规〔2026〕3号")
    return asked(clerk).on("10-15")


def convened(clerk: Clerk) -> Clerk:
    return handled(clerk).convenes(1, 2)


def heard(clerk: Clerk) -> Clerk:
    return convened(clerk).attends(SITE_A).attends(SITE_B)


def back_again(clerk: Clerk) -> Clerk:
    clerk.sets(second_notice=True)
    clerk.on("10-12").receives("S3-07", missing=["交通组织方案"]).tells_once((1, "交通组织方案"))
    return clerk.on("10-14").takes_back(1, names=["交通组织方案"], complete=False)


SCENES: tuple[Callable[[Clerk], Clerk], ...] = (
    waiting, received, told, handled, late, overdue, stopping, extended, asked, decided, done, closed, ended, stranded,
    filing, pledged, pledge_granted, pledge_done, pledge_untrue, renewing, forwarding, forwarded, reviewed, outside,
    lacking, deferring, deferral_over, not_ours, back_again, unheard, convened, heard,
)  # fmt: skip


@pytest.fixture(scope="module", params=SCENES, ids=lambda scene: scene.__name__)
def scene(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    found = at_work(str(tmp_path_factory.mktemp("场景") / "台账 #1.db"))
    told = request.param(found)
    hand_slips.reserve(told.desk, told.press(), 1, "停电备用")
    yield told
    found.desk.close()


def every(found: Offers) -> list[Offer]:
    """Every offer but 录入更正, which asks for a line first (see test_amend)."""
    return [offer for items in found.items.values() for offer in items] + [
        one for one in found.case if one.name != "amend"
    ]


def test_what_is_offered_goes_and_what_is_greyed_is_refused_in_the_same_words(scene: Clerk) -> None:
    """Nothing is written by looking: the ledger stands as it stood before."""
    before = scene.state()
    for offer in every(offers(scene.desk, scene.stream)):
        form = form_of(scene.desk, scene.stream, offer)
        values = filled(form)
        if offer.group is Group.NO_STOP:
            values["name"] = offer.title
        if offer.name == "reassign":
            values["department"] = scene.other_office(offer.no or 1)
        if offer.name == "check_originals":  # nobody says for the clerk that he has compared them
            values["pieces"] = [{**row, "shown": True} for row in values["pieces"]]
        found = trial(scene.desk, form, scene.stream, "看看", values).rehearsed
        about = f"{offer.no} {offer.title}"
        if offer.name == "amend_acceptance" and HIDES in found.refusal:  # it depends on the item that is chosen
            assert scene.lane(offer.no or 1).light in (Light.PROMISE_LATE, Light.STATUTE_LATE), about
            continue
        assert (found.refusal, found.article) == (offer.forbidden, offer.article), about
        assert (found.consequence is not None) is offer.allowed, about
    assert scene.state() == before


def test_the_scenes_reach_every_state_in_which_an_act_is_lawful(tmp_path: Path) -> None:
    seen: set[tuple[str, ItemState]] = set()
    for number, make in enumerate(SCENES):
        clerk = make(at_work(str(tmp_path / f"{number}.db")))
        for no, row in offers(clerk.desk, clerk.stream).items.items():
            seen |= {(offer.act, clerk.item(no).state) for offer in row if offer.allowed}
        clerk.desk.close()
    allowed = {act for act, _ in seen}
    assert allowed == {deed.act for deed in DEEDS.values()}
    assert all(state in STATES[act] for act, state in seen)
    assert {state for _, state in seen} == set(ItemState) - {ItemState.ENDED}


def test_every_offer_has_a_form_and_every_form_is_offered() -> None:
    of_a_period = {"publish_assessment"}  # offered by the assessment itself, not by a case
    assert set(FORMS) == set(DEEDS) | set(CASE_DEEDS) | set(MATTER_DEEDS) | of_a_period


def one(clerk: Clerk, name: str, no: int | None = 1) -> Offer:
    return next(
        offer for offer in offers(clerk.desk, clerk.stream).of(no) if offer.name == name and offer.title != "公示"
    )


def natural(clerk: Clerk, no: int = 1) -> list[str]:
    return [offer.title for offer in offers(clerk.desk, clerk.stream).items[no] if offer.natural]


def test_what_stops_no_clock_is_greyed_with_the_article(alone: Clerk) -> None:
    handled(alone)
    greyed = [offer for offer in offers(alone.desk, alone.stream).items[1] if offer.group is Group.NO_STOP]
    assert set(NO_STOP) <= {offer.title for offer in greyed}
    assert all(offer.article == "《行政许可法》第四十五条" and "不停止计时" in offer.forbidden for offer in greyed)


def test_no_correction_after_acceptance_and_the_menu_says_why(alone: Clerk) -> None:
    offer = one(handled(alone), "notify_once")
    assert "受理后不得再要求补正" in offer.forbidden
    assert offer.article == "《行政许可法》第三十二条、第七十二条"


def test_one_act_comes_next_by_nature(alone: Clerk) -> None:
    received(alone)
    assert natural(alone) == ["受理"]
    alone.accepts(1)
    assert natural(alone) == ["准予"]
    alone.on("10-30")
    assert natural(alone) == ["超时公开说明"]
    alone.explains(1).grants(1)
    assert natural(alone) == ["送达"]
    alone.delivers(1)
    assert natural(alone) == []


def test_a_kind_of_handling_leaves_out_what_it_does_not_know_but_not_what_a_law_forbids(alone: Clerk) -> None:
    row = {offer.name: offer for offer in offers(alone.desk, filing(alone).stream).items[1]}
    assert not row["extend"].fits
    assert row["accept"].fits
    assert "收到全部信息即备案" in row["accept"].forbidden
    assert row["file"].natural


def test_a_reviewer_is_offered_his_own_acts_on_his_own_items_alone(alone: Clerk) -> None:
    handled(alone)
    own = alone.reviewer(alone.item(1).department)
    row = {offer.name: offer for offer in offers(own.desk, own.stream).items[1]}
    assert row["grant"].allowed
    assert "部门无权办理" in row["deliver"].forbidden
    other = offers(alone.reviewer("ecology").desk, alone.stream).items[1]
    assert "不是本部门的事项" in next(offer.forbidden for offer in other if offer.name == "grant")


def test_an_unfilled_body_forbids_the_act_before_it_is_tried(alone: Clerk) -> None:
    alone.on("11-02").receives("S2-11", own=("防空地下室设计文件",), project={**PROJECT, "project_type": "SH-YB"})
    offer = one(alone, "accept")
    assert "落款机关信息不全" in offer.forbidden
    form = form_of(alone.desk, alone.stream, offer)
    deed = act_forms.deed_of(form, alone.stream, "看看", filled(form))
    assert rehearse(alone.desk, alone.stream, deed).refusal == offer.forbidden


def test_a_step_off_the_list_is_refused_as_it_is_greyed(alone: Clerk) -> None:
    stopping(alone)
    day = alone.today
    found = rehearse(
        alone.desk, alone.stream,
        lambda desk: clocks.stop(desk, "看看", alone.stream, 3, clocks.Step("公示", day, day, 5)),
    )  # fmt: skip
    greyed = next(offer for offer in offers(alone.desk, alone.stream).items[3] if offer.title == "公示")
    assert (found.refusal, found.article) == (greyed.forbidden, greyed.article)

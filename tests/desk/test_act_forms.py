"""The forms: what a clerk types becomes dates, numbers and rows, and every fault is said at once, where it is."""

from __future__ import annotations

from datetime import date

import pytest

from bingliang.desk.acts.fields import Kind, as_day
from bingliang.desk.acts.forms import FORMS, deed_of, form_of
from bingliang.desk.acts.offers import Offer, offers
from bingliang.desk.acts.rehearsal import rehearse
from bingliang.desk.amending.offers import amend_offers
from tests.clerk import Clerk

FRIDAY = date(2026, 12, 18)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-12-17", date(2026, 12, 17)), ("12-17", date(2026, 12, 17)), ("1217", date(2026, 12, 17)),
        ("20261217", date(2026, 12, 17)), ("12月17日", date(2026, 12, 17)), ("今天", FRIDAY), ("1-4", date(2027, 1, 4)),
        ("2026.12.7", date(2026, 12, 7)), ("0104", date(2027, 1, 4)), ("２０２６－１２－１７", date(2026, 12, 17)),
        ("12。17", date(2026, 12, 17)), ("12—17", date(2026, 12, 17)),
    ],
)  # fmt: skip
def test_a_day_as_a_clerk_types_it(typed: str, meant: date) -> None:
    assert as_day(typed, FRIDAY) == meant


@pytest.mark.parametrize("typed", ["", "下周", "13-45", "2026-02-30", "12", "1e5"])
def test_what_is_no_day_is_said_in_one_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"不是日期|没有“"):
        as_day(typed, FRIDAY)


def offer(clerk: Clerk, name: str, no: int | None = 1) -> Offer:
    return next(one for one in offers(clerk.desk, clerk.stream).of(no) if one.name == name)


def test_all_faults_come_at_once_each_with_its_field(alone: Clerk) -> None:
    alone.on("10-12").receives("S1-15").accepts(1)
    form = form_of(alone.desk, alone.stream, offer(alone, "extend"))
    typed = {**form.values, "days": "十", "approved_on": "明天"}
    found = rehearse(alone.desk, alone.stream, deed_of(form, alone.stream, "按键", typed))
    assert [field for field, _ in found.faults] == ["days", "approved_on"]
    empty = rehearse(alone.desk, alone.stream, deed_of(form, alone.stream, "按键", form.values))
    assert empty.faults == (("approver", "请填写“批准人职务”。"), ("reason", "请填写“延长理由”。"))


def test_every_field_has_a_label_and_every_form_of_a_case_a_place_to_begin(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-07").accepts(1)
    lines = amend_offers(alone.desk, alone.stream)
    for one in [*(one for one in offers(alone.desk, alone.stream).of(1) if one.name != "amend"), *lines]:
        form = form_of(alone.desk, alone.stream, one)
        assert all(field.label for field in form.fields)
        assert len({field.name for field in form.fields}) == len(form.fields)
        if form.fields:
            assert form.focus in {field.name for field in form.fields} or one.name == "amend", one.title
        assert FORMS[one.name].dated in {field.name for field in form.fields} | {""}


def test_the_receiver_is_the_one_who_handed_in(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09").accepts(1).grants(1)
    form = form_of(alone.desk, alone.stream, offer(alone, "deliver"))
    assert form.values["receiver"] == "经办人乙（虚构）"
    assert form.blank(form.values) == ()


def test_what_the_check_list_calls_wanting_stands_in_the_notice_already(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-07", missing=("交通组织方案",))
    form = form_of(alone.desk, alone.stream, offer(alone, "notify_once"))
    assert [row["material"] for row in form.values["defects"]] == ["交通组织方案"]
    assert form.values["until"] == "2026-10-26"


def test_what_the_notice_named_stands_in_the_return_ticked(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-07").on("10-13").tells_once((1, "交通组织方案"))
    form = form_of(alone.desk, alone.stream, offer(alone, "take_corrections"))
    assert form.values["pieces"] == ({"back": True, "name": "交通组织方案", "originals": "1", "copies": "0"},)
    assert form.safe


def test_what_works_against_the_applicant_is_not_safe(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-07")
    rash = {one.name for one in offers(alone.desk, alone.stream).of(1) if not one.safe}
    against = {"refuse", "not_required", "decline", "withdraw", "deferral_end", "notify_again"}
    assert rash == against | {"amend", "amend_acceptance", "amend_decision", "recall", "annul", "cancel"}


def test_greyed_choices_say_why(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-07")
    form = form_of(alone.desk, alone.stream, offer(alone, "decline"))
    ground = next(field for field in form.fields if field.name == "ground")
    assert ground.kind is Kind.CHOICE
    barred = {choice.value: choice.barred for choice in ground.choices if choice.barred}
    assert set(barred) == {"补正逾期"}
    assert ground.default == "不属本机关职权"
    assert [field.name for field in form.blank(form.values)] == ["right_body", "reason"]


def test_a9_what_is_another_bodys_is_said_at_once_and_later_is_warned_of(alone: Clerk) -> None:
    """第三十二条第一款第（一）项、第（二）项: 即时; said late it is still said, and the sheet says that it is late."""
    alone.on("10-12").receives("S3-07")

    def warned(name: str, **typed: str) -> tuple[str, ...]:
        form = form_of(alone.desk, alone.stream, offer(alone, name))
        found = rehearse(alone.desk, alone.stream, deed_of(form, alone.stream, f"试/{name}", {**form.values, **typed}))
        assert found.consequence is not None
        return tuple(one for one in found.consequence.warnings if "应当即时告知" in one)

    other = {"right_body": "岳阳市水利局（示范）", "reason": "该项由市水利局办理"}
    assert warned("decline", **other) == ()
    assert warned("not_required", reason="不涉及开挖") == ()
    alone.on("10-14")
    assert "收件已过 2 个工作日" in warned("decline", **other)[0]
    assert "收件已过 2 个工作日" in warned("not_required", reason="不涉及开挖")[0]
    assert warned("decline", ground="法律另有规定", reason="《示范条例》第三条规定不予受理") == ()

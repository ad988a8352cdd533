"""凭证与小票: two halves on a sheet while they fit, a page for each copy when not, a strip as long as it must be."""

from __future__ import annotations

import pytest

from bingliang.paper import fill, pages, slip
from bingliang.paper.compose import Sizes, compose
from bingliang.paper.form import Form
from bingliang.paper.ink import MM, Rule, Run
from tests.paper.conftest import FORMS, long_facts

WORDS = FORMS["grant"].vocabulary.words


def short_receipt() -> tuple[Form, dict]:
    form = FORMS["receipt"]
    facts = form.sample()
    facts["items"], facts["materials"] = facts["items"][1:2], facts["materials"][:3]
    return form, facts


def sheets(form: Form, facts: dict) -> list:
    filling = fill.Filling(form, facts)
    copies = [(filling.blocks(copy, number), copy.name) for number, copy in enumerate(form.copies, 1)]
    return slip.halves_or_pages(copies, filling.text(form.perforation), filling.text(form.foot), WORDS)


def test_a_short_slip_is_two_halves_of_one_sheet_with_the_number_across_the_perforation() -> None:
    form = FORMS["collection"]
    done = compose(form, form.sample())
    assert done.pages == 1
    assert [(part.first, part.count) for part in done.parts] == [(1, 1), (1, 1)]
    page = sheets(form, form.sample())[0][0]
    across = [ink for ink in page.ink if isinstance(ink, Run) and ink.text.startswith("骑缝号")]
    assert len(across) == 1
    assert abs(across[0].y - 297 * MM / 2) < 6
    assert all(ink.y1 == ink.y2 == 297 * MM / 2 for ink in page.ink if isinstance(ink, Rule) and ink.dash)


def test_the_two_halves_do_not_touch_the_perforation() -> None:
    form = FORMS["returned_materials"]
    for ink in sheets(form, form.sample())[0][0].ink:
        if isinstance(ink, Run) and not ink.text.startswith("骑缝号"):
            assert abs(ink.y - 297 * MM / 2) > 3 * MM


def test_a_long_slip_becomes_pages_of_its_own_for_each_copy() -> None:
    form = FORMS["receipt"]
    done = compose(form, long_facts(form))
    assert [part.count for part in done.parts] == [3, 3]
    assert "第3页，共3页" in "".join(done.lines[2])
    assert "交件人签名" in "".join(done.lines[2])


def test_type_is_never_smaller_than_it_may_be(form: Form) -> None:
    if form.profile != "凭证":
        return
    for facts in (form.sample(), long_facts(form)):
        for part in sheets(form, facts):
            for page in part:
                assert min(ink.size for ink in page.ink if isinstance(ink, Run)) >= 9
                tables = {ink.size for ink in page.ink if isinstance(ink, Run) and ink.style == "head"}
                assert not tables or min(tables - {9}) >= 10.5


def test_head_rows_come_again_on_the_second_page_of_a_slip() -> None:
    form = FORMS["receipt"]
    second = sheets(form, long_facts(form))[0][1]
    assert "收到的申请材料" in [ink.text for ink in second.ink if isinstance(ink, Run)]


@pytest.mark.parametrize(("roll", "printable"), [(80, 72), (58, 48)])
def test_a_receipt_is_as_wide_as_the_roll_and_as_long_as_it_must_be(roll: int, printable: int) -> None:
    form = FORMS["slip80"]
    short, long = form.sample(), long_facts(form)
    sizes = []
    for facts in (short, long):
        done = compose(form, facts, sizes=Sizes(roll=roll))
        assert done.pages == 1
        image = pages.render(done.pdf, 0, 203)
        assert abs(image.width - roll / 25.4 * 203) <= 1
        columns = [min(image.data[line * image.stride + x] for line in range(image.height)) for x in range(image.width)]
        inked = [x for x, dark in enumerate(columns) if dark < 128]
        edge = (roll - printable) / 2 / 25.4 * 203
        assert min(inked) >= edge - 2
        assert max(inked) <= image.width - edge + 2
        sizes.append(image.height)
    assert sizes[1] > sizes[0]


def test_another_width_of_roll_is_refused() -> None:
    with pytest.raises(ValueError, match="80 和 58"):
        compose(FORMS["slip80"], FORMS["slip80"].sample(), sizes=Sizes(roll=76))


def test_the_receipt_of_a_small_visit_is_one_sheet_to_tear() -> None:
    form, facts = short_receipt()
    done = compose(form, facts)
    assert done.pages == 1
    assert "交件人签名" in done.text
    assert [part.first for part in done.parts] == [1, 1]


@pytest.mark.parametrize("long", [False, True])
def test_on_a5_every_copy_has_sheets_of_its_own_and_nothing_leaves_them(form: Form, long: bool) -> None:  # noqa: FBT001  # a parameter of the test
    if form.profile != "凭证":
        return
    facts = long_facts(form) if long else form.sample()
    done = compose(form, facts, sizes=Sizes("A5"))
    assert {(round(wide / MM), round(high / MM)) for wide, high in pages.page_sizes(done.pdf)} == {(210, 148)}
    assert done.pages == sum(part.count for part in done.parts)
    assert [part.first for part in done.parts] == [
        1 + sum(part.count for part in done.parts[:at]) for at in range(len(done.parts))
    ]
    plain = compose(form, facts)
    assert set("".join(plain.text.split())) - set("骑缝") <= set("".join(done.text.split())), "nothing is left out"
    for number in range(done.pages):
        picture = pages.render(done.pdf, number, 72)
        for line in (*range(8), *range(picture.height - 6, picture.height)):
            row = picture.data[line * picture.stride : line * picture.stride + picture.width]
            assert min(row) > 250, "the edge stays clear for the printer"


def test_on_a5_a_long_copy_says_on_each_sheet_which_it_is() -> None:
    done = compose(FORMS["receipt"], long_facts(FORMS["receipt"]), sizes=Sizes("A5"))
    assert "第一联 第2页，共5页" in "\n".join(done.lines[1]).replace("　", " ")


def test_a_letter_and_a_strip_do_not_ask_for_the_size_of_slips() -> None:
    for key in ("grant", "slip80"):
        form = FORMS[key]
        assert compose(form, form.sample(), sizes=Sizes("A5")).pdf == compose(form, form.sample()).pdf


def test_the_groups_to_sign_of_a_small_delivery_note_are_parted_between_them() -> None:
    """Else all of them would move to the next sheet together and leave the head alone."""
    form = FORMS["delivery"]
    first, second = compose(form, form.sample(), sizes=Sizes("A5")).lines
    assert "他人代收（附授权委托书）" in first
    assert second[0] == "拒绝签收", "each group is whole, and the last one draws the one above along"

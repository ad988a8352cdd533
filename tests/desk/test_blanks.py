"""留空手填: a name that cannot be printed is refused, approved, printed as a box, and the paper remembers it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bingliang.desk.acts.rehearsal import Crossed
from bingliang.desk.calendar.account_paper import account_paper
from bingliang.desk.papers import blanks, seal_lists
from bingliang.desk.papers import room as paper_room
from bingliang.ledger.acts import Refusal, Who
from bingliang.paper import fonts
from bingliang.paper.compose import compose
from bingliang.paper.pages import page_text
from bingliang.paper.vocabulary import FactError
from bingliang.store.endings import Shown
from tests.clerk import FIRM, Clerk
from tests.paper.conftest import FORMS

RARE = "\U00020bb7"
"""𠮷, which the shipped faces lack."""
NAMED = {**FIRM, "name": f"岳阳{RARE}祥精工有限公司（虚构）"}


def received(clerk: Clerk) -> Clerk:
    visit = replace(clerk.on("10-12").visit("S3-09"), enterprise=NAMED)
    return clerk.hands_in(visit)


def approves(clerk: Clerk, signs: str = RARE, reason: str = "单位名称用字", approver: str = "综合窗口负责人") -> None:
    blanks.approve(clerk.desk, clerk.press(), signs, reason, approver)


def test_a_name_that_cannot_be_printed_is_refused_until_its_sign_is_approved_and_nothing_is_numbered(
    clerk: Clerk,
) -> None:
    with pytest.raises(FactError, match=r"U\+20BB7.*批准留空手填"):
        received(clerk)
    approves(clerk)
    received(clerk)
    paper = next(one for one in clerk.case.papers if one.form == "receipt")
    assert paper.facts[blanks.FACT] == RARE
    assert paper.number.endswith("0001号"), "the refused receipt took no number"
    pdf = clerk.desk.store.blobs.get(paper.sm3)
    assert "处手工填写" in page_text(pdf, 0)
    assert RARE not in page_text(pdf, 0)
    with clerk.desk.store.look() as look:
        told = blanks.approved(look)[RARE]
    assert (told.approver, told.reason) == ("综合窗口负责人", "单位名称用字")
    assert "经综合窗口负责人批准留空手填" in told.sentence


def test_a_paper_without_such_a_sign_says_nothing_of_it(alone: Clerk) -> None:
    approves(alone)
    alone.on("10-12").receives("S3-09")
    assert all(blanks.FACT not in paper.facts for paper in alone.case.papers)


@pytest.mark.parametrize(
    ("signs", "said"),
    [
        ("", "请填写打印不出的字"),
        ("岳", "打印得出，不用留空"),
        ("\U0001f600", "不是人名地名用字"),
        ("\u200b", "不是人名地名用字"),
    ],
)
def test_only_letters_of_names_that_truly_cannot_be_printed_are_approved(alone: Clerk, signs: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        approves(alone, signs)


def test_reason_and_approver_are_written_and_a_sign_is_approved_once(alone: Clerk) -> None:
    with pytest.raises(ValueError, match="理由和批准人"):
        approves(alone, approver=" ")
    approves(alone)
    with pytest.raises(ValueError, match="不用再批"):
        approves(alone)
    approves(alone, RARE + "、\U00020bb8")
    with alone.desk.store.look() as look:
        assert set(blanks.approved(look)) == {RARE, "\U00020bb8"}


def test_a_department_approves_nothing(alone: Clerk) -> None:
    alone.desk.who = Who("某某", "3", "部门", "city-management")
    with pytest.raises(Refusal, match="岗位"):
        approves(alone)


def test_the_sheet_shows_what_it_would_record_and_confirms_just_that(alone: Clerk) -> None:
    form = paper_room.form_of(alone.desk, blanks.ACT, given=RARE)
    values = {**form.values, "blank_approver": ""}
    assert paper_room.PAPER_ROOM.trial(alone.desk, form, "", "r1", values).lacking == ("批准人（职务）",)
    values["blank_approver"] = "综合窗口负责人"
    shown = paper_room.PAPER_ROOM.trial(alone.desk, form, "", "r1", values).rehearsed
    assert shown.consequence is not None
    assert "印成空格" in shown.consequence.sentences[0]
    assert isinstance(shown.shown, Shown)
    with alone.desk.store.look() as look:
        assert not blanks.approved(look), "a rehearsal writes nothing"
    done = paper_room.PAPER_ROOM.confirm(alone.desk, form, "", "r1", values, shown.shown)
    assert not isinstance(done, Crossed)
    with alone.desk.store.look() as look:
        assert set(blanks.approved(look)) == {RARE}
    again = paper_room.PAPER_ROOM.trial(alone.desk, form, "", "r2", values).rehearsed
    assert "已经批准" in again.refusal


def test_the_box_is_as_large_as_the_character_and_stands_in_its_place() -> None:
    facts = FORMS["grant"].sample()
    facts["enterprise"]["name"] = f"岳阳{RARE}祥公司"
    facts[blanks.FACT] = RARE
    done = compose(FORMS["grant"], facts)
    assert f"岳阳{fonts.BLANK}祥公司" in done.text.replace("\n", "")
    assert done.lines[0][0].endswith("▢处手工填写")
    del facts[blanks.FACT]
    with pytest.raises(FactError, match=r"U\+20BB7"):
        compose(FORMS["grant"], facts)


def test_a_strip_says_it_at_its_foot_and_a_paper_of_one_copy_at_its_head() -> None:
    for key in ("slip80", "lost_receipt", "deadline_note"):
        facts = FORMS[key].sample()
        facts["enterprise"]["name"] = f"岳阳{RARE}祥公司"
        facts[blanks.FACT] = RARE
        assert "▢处手工填写" in compose(FORMS[key], facts).text


def test_sheets_made_on_the_spot_leave_it_blank_too(alone: Clerk) -> None:
    """The days' account and the list for the seal: they are recorded nowhere and name no signs, but must be printable."""
    approves(alone)
    received(alone).accepts(1)
    for pdf in (
        account_paper(alone.desk, alone.stream, 1).pdf,
        seal_lists.seal_paper(alone.desk, seal_lists.WAITING).pdf,
    ):
        assert "处手工填写" in page_text(pdf, 0)

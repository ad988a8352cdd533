"""收件前的后果变了: midnight, a notice, another counter; documents the applicant holds; materials listed at the counter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bingliang.desk.calendar.notices import publish
from bingliang.desk.intake import entering, filling
from bingliang.desk.intake.foreseen import Foreseen
from bingliang.desk.intake.foreseen_changes import Change, ConsequenceChanged, changes
from bingliang.desk.intake.visit import HeldDocument, Mark, OwnMaterial, Visit, from_values, handed, one_line, to_values
from bingliang.store.endings import Outcome
from bingliang.store.work import Work
from tests.clerk import Clerk
from tests.desk.test_entering import filled, item, typed
from tests.desk.test_notices import PRACTICE

LAND = HeldDocument("湘（2026）岳阳市不动产权第0001号", "2026-09-30", "岳阳市自然资源和规划局（示范）")


def shown(clerk: Clerk, visit: Visit) -> Foreseen:
    seen = entering.foresee(clerk.desk, visit)
    assert seen.faults == ()
    return seen


def refused(clerk: Clerk, visit: Visit, seen: Foreseen) -> ConsequenceChanged:
    """The press that must not go through, nothing written."""
    found = clerk.nothing_recorded(lambda: entering.receive(clerk.desk, clerk.press(), visit, seen))
    assert isinstance(found, ConsequenceChanged)
    return found


# ── what stood on the page is what is done ──


def test_what_stands_as_it_stood_goes_through(clerk: Clerk) -> None:
    visit = filled(clerk.on("10-12", "09:00"), typed(hold_consent=True))
    seen = shown(clerk, visit)
    clerk.on("10-12", "16:50")
    done = entering.confirm(clerk.desk, clerk.press(), visit, seen)
    assert isinstance(done, entering.Received)
    assert done.code


def test_after_midnight_every_date_is_shown_old_and_new(clerk: Clerk) -> None:
    visit = filled(clerk.on("10-12", "23:59"), typed(hold_consent=True))
    seen = shown(clerk, visit)
    changed = refused(clerk.on("10-13", "00:01"), visit, seen)
    assert changed.changes[0] == Change("今天", "收件日期", "2026-10-12", "2026-10-13")
    formal = [one for one in seen.taken if one.answer.on and one.mode == "正式收件"]
    moved = {one.subject: one for one in changed.changes if one.what == "答复截止日"}
    assert set(moved) == {one.name for one in formal}
    for one in formal:
        then = item(changed.now, one.code)
        assert moved[one.name].old == f"{one.answer.on:%Y-%m-%d}"
        assert moved[one.name].new == f"{then.answer.on:%Y-%m-%d}"
    done = entering.confirm(clerk.desk, clerk.press(), visit, changed.now)
    assert isinstance(done, entering.Received), "asked again, it goes through as it stands now"


def test_a_notice_read_in_at_another_counter_moves_the_dates(clerk: Clerk) -> None:
    visit = filled(clerk.on("12-18"), typed(choice="3", extra=("S3-09", "S2-02"), hold_consent=True))
    seen = shown(clerk, visit)
    late = next(one for one in seen.taken if one.statutory.on and one.statutory.on.year == 2027)
    other = clerk.another()
    publish(other.administrator().desk, "notice/2027", PRACTICE)
    changed = refused(clerk, visit, seen)
    said = {one.what: one for one in changed.changes if one.subject == late.name}
    assert said["法定应办结日"].old.endswith("〔暂定〕")
    assert not said["法定应办结日"].new.endswith("〔暂定〕")


def test_an_item_that_another_counter_has_taken_in_is_not_taken_twice(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    visit = filled(clerk, typed(choice="3", extra=("S3-01",), hold_consent=True))
    seen = shown(clerk, visit)
    assert any(one.code == "S3-01" for one in seen.taken)
    other = clerk.another()
    other.receives("S3-01")
    changed = refused(clerk, visit, seen)
    gone = next(one for one in changed.changes if one.subject == item(seen, "S3-01").name)
    assert gone.old == item(seen, "S3-01").mode
    assert other.case.code in gone.new, "who has it stands there"
    assert "S3-01" in entering.renew(clerk.desk, visit).busy


def test_what_the_clerk_changed_himself_is_no_surprise_but_another_day_is(alone: Clerk) -> None:
    visit = filled(alone.on("10-12"), typed(hold_consent=True))
    before = shown(alone, visit)
    fewer = filling.with_item(visit, before.taken[-1].code, taken=False)
    after = entering.foresee(alone.desk, fewer)
    assert changes(before, after, typed=True) == ()
    assert changes(before, after)[0].what == "事项"
    later = entering.foresee(alone.on("10-13").desk, fewer)
    assert changes(before, later, typed=True)[0].what == "收件日期"


def test_the_channel_is_the_counter_and_on_a_rest_day_its_extra_service(alone: Clerk) -> None:
    """延时服务: a Saturday is dated truly and has a column of its own."""
    visit = filled(alone.on("10-16"), typed(hold_consent=True))
    seen = shown(alone, visit)
    assert seen.channel == "窗口"
    changed = refused(alone.on("10-17"), visit, seen)
    assert Change("今天", "收件渠道", "窗口", "延时") in changed.changes
    done = entering.receive(alone.desk, alone.press(), visit, changed.now)
    alone.stream = done.stream
    assert alone.case.channel == "延时"
    by_post = filled(alone, replace(typed(works="三号车间", hold_consent=True), channel="邮寄"))
    alone.stream = entering.receive(alone.desk, alone.press(), by_post).stream
    assert alone.case.channel == "邮寄"
    odd = entering.foresee(alone.desk, replace(by_post, channel="飞鸽"))
    assert "channel" in dict(odd.faults)


# ── documents held ──


def test_a_document_entered_turns_an_item_to_be_received_and_says_so(clerk: Clerk) -> None:
    clerk.on("10-12")
    visit = typed(choice="2", answers={"Q-SCHEME": True}, hold_consent=True)
    seen = entering.foresee(clerk.desk, visit)
    lacking = next(row for row in seen.documents if row.item == "S1-10")
    assert item(seen, "S2-02").mode == "预收"
    assert "只能预收" in lacking.effect
    assert "改为正式收件" in lacking.effect
    assert seen.missing == len([row for row in seen.documents if not row.number])
    held = filling.with_document(visit, "S1-10", LAND)
    seen = entering.foresee(clerk.desk, held)
    assert item(seen, "S2-02").mode == "正式收件"
    row = next(row for row in seen.documents if row.item == "S1-10")
    assert row.typed
    assert row.number == "湘（2026）岳阳市不动产权第0001号，2026-09-30，岳阳市自然资源和规划局（示范）"
    assert "正式收件；没有它只能预收" in row.effect
    done = entering.receive(clerk.desk, clerk.press(), filled(clerk, held))
    clerk.stream = done.stream
    receipt = clerk.desk.store.look
    with receipt() as look:
        assert look.entries(done.stream)[0].facts["held"] == {"S1-10": row.number}
    back = filling.with_document(held, "S1-10", None)
    assert item(entering.foresee(clerk.desk, back), "S2-02").mode == "预收"


def test_a_document_that_no_item_waits_for_stands_in_the_list_too(alone: Clerk) -> None:
    alone.on("10-12")
    visit = filling.with_document(typed(choice="1"), "S4-01", LAND)
    row = next(row for row in entering.foresee(alone.desk, visit).documents if row.item == "S4-01")
    assert row.typed
    assert "不等它" in row.effect


def test_what_the_applicant_holds_already_is_not_applied_for(alone: Clerk) -> None:
    alone.on("10-12")
    visit = typed(choice="3", extra=("S2-02",))
    held = filling.with_document(visit, "S2-02", HeldDocument("建字第1号", "2026-09-01", "自规"))
    assert held.extra == ()
    seen = entering.foresee(alone.desk, held)
    assert "S2-02" not in [one.code for one in seen.taken]
    assert not [fault for fault in seen.faults if fault[0] == "items"]


def test_documents_are_offered_by_initials_with_who_issues_them(alone: Clerk) -> None:
    alone.on("10-12")
    offered = entering.document_choices(alone.desk, typed())
    found = [one for one in offered if one.speaks("bdcq")]
    assert found
    assert all("不动产权" in one.title for one in found)
    assert all(one.issuer for one in found)
    held = filling.with_document(typed(), found[0].item, LAND)
    assert found[0].item not in [one.item for one in entering.document_choices(alone.desk, held)]


# ── items and materials at the clerk's hand ──


def test_an_item_added_leaves_the_list_one_of_the_stage_stays(alone: Clerk) -> None:
    alone.on("10-12")
    visit = filling.with_extra(typed(choice="3"), "S3-14")
    brought = entering.foresee(alone.desk, typed(choice="3")).taken[0].code
    assert "S3-14" not in [one.code for one in entering.item_choices(alone.desk, visit)]
    assert filling.without_item(visit, "S3-14").extra == ()
    gone = entering.foresee(alone.desk, filling.without_item(visit, brought))
    assert not item(gone, brought).taken


def test_materials_of_an_item_without_a_list(alone: Clerk) -> None:
    alone.on("10-12")
    visit = typed(choice="3", extra=("S3-14",))
    (bare,) = entering.foresee(alone.desk, visit).listless
    assert (bare.code, bare.listed) == ("S3-14", 0)
    drawing, report = OwnMaterial("图纸", "S3-14"), OwnMaterial("报告", "S3-14")
    listed = filling.with_own(filling.with_own(visit, drawing, Mark("齐", 2, 1, 40)), report, Mark("齐", 1, 0))
    seen = entering.foresee(alone.desk, listed)
    assert seen.listless[0].listed == 2
    row = next(row for row in seen.materials if row.key == drawing.key)
    assert (row.originals, row.copies, row.pages, row.own) == (2, 1, 40, True)
    gone = listed.with_mark(drawing.key, Mark("缺", 2, 1, 40, checked=True))
    row = next(row for row in entering.foresee(alone.desk, gone).materials if row.key == drawing.key)
    assert (row.originals, row.copies, row.pages, row.checked) == (0, 0, 0, False), "nothing of it was handed in"
    first, _ = handed(gone, None, ("S3-14",))
    assert (first.originals, first.copies, first.pages, first.checked, first.state) == (0, 0, 0, False, "缺")
    fewer = filling.without_own(listed, report.key)
    assert [one.name for one in fewer.own] == ["图纸"]
    assert report.key not in fewer.marks


def test_own_materials_of_two_items_may_bear_the_same_name() -> None:
    assert OwnMaterial("申请表", "S3-14").key != OwnMaterial("申请表", "S3-06").key


def test_a_draft_of_before_the_documents_is_still_read() -> None:
    visit = replace(typed(), documents={"S1-10": LAND}, held={"S1-10": LAND.words})
    values = to_values(visit)
    assert from_values(values) == visit
    del values["documents"]
    assert from_values(values) == replace(visit, documents={})


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("岳阳\r\n示例\t公司 ", "岳阳  示例 公司"),
        ("\u202e司公\u202c有限", "司公有限"),
        ("a\x00b\ufeffc", "abc"),
        ("👨\u200d👩\u200d👧 企业", "👨\u200d👩\u200d👧 企业"),
        ("'; DROP TABLE ledger; --<b>&amp;", "'; DROP TABLE ledger; --<b>&amp;"),
        ("㛃" * 100, "㛃" * 100),
    ],
)
def test_what_is_pasted_is_one_line_without_unseen_signs(pasted: str, kept: str) -> None:
    assert one_line(pasted) == kept


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("岳阳" + "超长名称之" * 19 + "有限公司", ""),
        ("岳阳㛃氏“长”名有限公司", ""),
        ("岳阳𬱖𫠊有限公司", ""),
        ("岳阳🏗建设有限公司", "“🏗”(U+1F3D7)"),
        ("<b>岳阳</b>&amp;'; DROP TABLE ledger; --", ""),
    ],
)
def test_a_name_is_printed_as_it_stands_or_refused_in_its_place(alone: Clerk, name: str, fault: str) -> None:
    visit = filled(alone.on("10-12"), typed(enterprise={**typed().enterprise, "name": name}))
    faults = dict(entering.foresee(alone.desk, visit).faults)
    if fault:
        assert set(faults) == {"enterprise.name"}
        assert fault in faults["enterprise.name"]
        return
    assert faults == {}
    done = entering.receive(alone.desk, alone.press(), visit)
    alone.stream = done.stream
    assert alone.case.enterprise["name"] == name
    assert all(paper.sm3 for paper in alone.case.papers)


def test_a_firm_that_took_another_over_is_found_by_both_old_names(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09")
    (row,) = entering.find_enterprises(alone.desk, "精工")
    with alone.desk.store.look() as look:
        firm = look.enterprise(row.id)
    assert firm is not None
    merged = replace(firm, name="岳阳合并以后智造有限公司（虚构）", former_name="岳阳示例精工有限公司、岳阳旧时铸造厂")

    def decide(work: Work) -> Outcome:
        work.save_enterprise(merged)
        return Outcome((), {})

    alone.desk.store.act("merge", alone.desk.who, "receive", decide)
    for words in ("示例精工", "旧时铸造", "jszzc", row.credit_code):
        (found,) = entering.find_enterprises(alone.desk, words)
        assert found.name == merged.name
        assert found.former_name == merged.former_name
    held = entering.known(alone.desk, row.id)
    assert held is not None
    assert held.projects, "its projects and cases came along"


def test_a_bearer_with_a_passport_is_received_and_known_again(alone: Clerk) -> None:
    card = replace(typed().handler, id_type="护照", id_number="E1234567")
    visit = filled(alone.on("10-12"), typed(handler=card))
    assert (
        entering.foresee(alone.desk, replace(visit, handler=replace(card, id_number="1"))).faults[0][0]
        == "handler.id_number"
    )
    done = entering.receive(alone.desk, alone.press(), visit)
    alone.stream = done.stream
    assert all(paper.sm3 for paper in alone.case.papers)
    (row,) = entering.find_enterprises(alone.desk, "精工")
    held = entering.known(alone.desk, row.id)
    assert held is not None
    assert held.handler == card

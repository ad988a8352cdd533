"""The zone's own wording: checked, previewed, put in force as an edition, kept for ever; papers keep theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bingliang.desk.papers import shelf
from bingliang.desk.zone import wording
from bingliang.ledger.acts import Refusal
from bingliang.paper.pages import page_text
from tests.clerk import Clerk

OLD = "受理后不再要求补正材料。"
NEW = "受理后本机关不再要求补正材料，请放心。"


def administrator(clerk: Clerk) -> Clerk:
    return clerk.another(counter="0", role="管理员", name="管理员甲")


def changed(clerk: Clerk, old: str = OLD, new: str = NEW, press: str = "改样式") -> str:
    text = wording.wording(clerk.desk, "acceptance").text
    assert old in text
    fresh = text.replace(old, new)
    wording.adopt(administrator(clerk).desk, press, "acceptance", fresh, "法制科审定")
    return fresh


def said(clerk: Clerk) -> str:
    row = next(one for one in shelf.of_case(clerk.desk, clerk.stream) if one.form == "acceptance")
    pdf = shelf.bytes_of(clerk.desk, row)
    return "".join("".join(page_text(pdf, page).split()) for page in range(row.pages))


def test_new_words_stand_on_new_papers_and_old_papers_keep_theirs(clerk: Clerk) -> None:
    first = clerk.on("10-12").receives("S3-09").accepts(1).stream
    changed(clerk)
    assert NEW in said(clerk.receives("S3-07").accepts(1))
    clerk.stream = first
    assert OLD in said(clerk)
    assert clerk.desk.store.verify().ok


def test_every_version_is_kept_with_its_day_and_reason(clerk: Clerk) -> None:
    clerk.on("10-12")
    changed(clerk)
    held = wording.wording(clerk.desk, "acceptance")
    assert held.row.own
    assert [one.why for one in held.versions] == ["法制科审定", "出厂"]
    assert (f"{held.versions[0].on}", held.versions[0].by) == ("2026-10-12", "管理员甲")
    assert OLD in held.versions[-1].text
    back = wording.adopt(administrator(clerk).desk, "改回", "acceptance", held.versions[-1].text, "改回出厂文字")
    assert back["edition"] == held.versions[0].edition + 1
    again = wording.wording(clerk.desk, "acceptance")
    assert not again.row.own
    assert [one.why for one in again.versions] == ["改回出厂文字", "法制科审定", "出厂"]
    assert not wording.wording(clerk.desk, "grant").row.own


def test_only_an_administrator_changes_words_and_only_with_a_reason(clerk: Clerk) -> None:
    clerk.on("10-12")
    text = wording.wording(clerk.desk, "acceptance").text.replace(OLD, NEW)
    with pytest.raises(Refusal, match="无权"):
        wording.adopt(clerk.desk, "越权", "acceptance", text, "想改")
    with pytest.raises(ValueError, match="原因"):
        wording.adopt(administrator(clerk).desk, "无因", "acceptance", text, " ")
    assert not wording.wording(clerk.desk, "acceptance").may_change
    assert wording.wording(administrator(clerk).desk, "acceptance").may_change


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (OLD, "{acceptance.nobody_knows}", "不在词表"),
        ('series = "受理"', 'series = "另一种"', "文号系列"),
        ('kind = "title"', 'kind = "标题"', "不认识"),
        ("[[blocks]]", "[[blocks", "acceptance.toml"),
    ],
)
def test_what_would_spoil_a_paper_is_refused_with_line_and_field(clerk: Clerk, old: str, new: str, told: str) -> None:
    text = wording.wording(clerk.on("10-12").desk, "acceptance").text.replace(old, new, 1)
    with pytest.raises(ValueError, match=told):
        wording.adopt(administrator(clerk).desk, "坏样式", "acceptance", text, "试试")
    assert not wording.wording(clerk.desk, "acceptance").row.own


def test_the_preview_is_made_of_the_text_as_it_is_typed(clerk: Clerk) -> None:
    text = wording.wording(clerk.on("10-12").desk, "acceptance").text.replace(OLD, NEW)
    made = wording.sample("acceptance", text)
    assert NEW in "".join("".join(page_text(made.pdf, page).split()) for page in range(made.pages))
    same = wording.wording(clerk.desk, "acceptance").text
    with pytest.raises(Refusal, match="没有变化"):
        wording.adopt(administrator(clerk).desk, "没变", "acceptance", same, "没变")


def test_the_list_of_papers_says_law_trigger_copies_and_what_each_owes(clerk: Clerk) -> None:
    rows = {row.key: row for row in wording.form_rows(clerk.desk)}
    assert len(rows) > 50
    one = rows["acceptance"]
    assert (one.copies, one.owes, one.series) == (("第一联", "第二联"), ("用印", "送达"), "受理")
    assert all(row.ground and row.trigger for row in rows.values())
    assert replace(one, own=False) == one


def without(text: str, lead: str) -> str:
    """The text without the block that begins with these words."""
    start = text.rindex("[[blocks]]", 0, text.index(f'lead = "{lead}'))
    return text[:start] + text[text.index("[[blocks]]", start + 10) :]


@pytest.mark.parametrize(
    ("key", "lead", "gone", "law"),
    [
        ("refusal", "四、救济途径", "“行政复议机关”“有管辖权的人民法院”“网上行政复议渠道”", "《行政复议法》第二十条"),
        ("refusal", "一、查明的事实", "“查明的事实”", "第三十八条第二款"),
        ("deferral_end", "救济途径", "“行政复议机关”", "《行政复议法》第二十条"),
    ],
)
def test_what_the_law_demands_cannot_be_taken_out(clerk: Clerk, key: str, lead: str, gone: str, law: str) -> None:
    text = without(wording.factory_text(key), lead)
    seen = wording.sample(key, text)
    assert seen.pdf, "it is shown all the same"
    assert gone in seen.barred
    assert law in seen.barred
    with pytest.raises(ValueError, match="请放回去再启用"):
        wording.adopt(administrator(clerk).desk, "删", key, text, "试删")
    assert not wording.wording(clerk.desk, key).row.own


def test_nor_be_made_to_depend_on_something(clerk: Clerk) -> None:
    text = wording.factory_text("refusal")
    hedged = text.replace('lead = "四、救济途径。"', 'lead = "四、救济途径。"\nwhen = "decision.reapply"')
    with pytest.raises(ValueError, match="不能附条件"):
        wording.adopt(administrator(clerk).desk, "附条件", "refusal", hedged, "试")


@pytest.mark.parametrize("flag", ["owner", "remedy"])
def test_nor_the_check_that_the_owner_is_complete(clerk: Clerk, flag: str) -> None:
    text = wording.factory_text("grant").replace(f"{flag} = true", f"{flag} = false")
    with pytest.raises(ValueError, match="管着落款机关和救济途径"):
        wording.adopt(administrator(clerk).desk, "关", "grant", text, "试")


def test_what_else_is_taken_out_is_told_and_may_go(clerk: Clerk) -> None:
    text = wording.factory_text("refusal").replace("、{zone.hotline}", "")
    seen = wording.sample("refusal", text)
    assert seen.barred == ""
    assert seen.caution == "与出厂文字相比，不再印“便民热线”；有意删去的可以启用。"
    wording.adopt(administrator(clerk).desk, "删热线", "refusal", text, "法制科审定")
    assert wording.wording(clerk.desk, "refusal").row.own
    for key in ("refusal", "grant", "receipt"):
        factory = wording.sample(key, wording.factory_text(key))
        assert (factory.barred, factory.caution) == ("", "")

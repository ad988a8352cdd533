"""The catalogue as editions: what is said anew becomes a version of its own day; who is accepted keeps his; round trips."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bingliang.desk import loading
from bingliang.desk.acts.rehearsal import Done
from bingliang.desk.calendar.notices import publish, read
from bingliang.desk.catalogue import table as item_table
from bingliang.desk.catalogue.draft import ItemDraft, draft_of, keep_draft
from bingliang.desk.catalogue.editions import adopt, compare, editions, effects, may_promise
from bingliang.desk.catalogue.filter import ItemFilter
from bingliang.desk.catalogue.forms import form_of
from bingliang.desk.catalogue.rows import with_rows
from bingliang.desk.catalogue.said import as_said, row_of
from bingliang.desk.catalogue.script import CATALOGUE, UNCHANGED
from bingliang.desk.catalogue.view import item_list, item_view, undecided
from bingliang.desk.catalogue.words import doubts_of
from bingliang.desk.desk import Desk, open_desk
from bingliang.desk.errors import Faults
from bingliang.desk.zone import package as zone_package
from bingliang.desk.zone.editions import adopt_zone, zone_text
from bingliang.desk.zone.wording import adopt as adopt_wording
from bingliang.desk.zone.wording import factory_text
from bingliang.ledger.acts import Refusal, Who
from bingliang.ledger.catalogue import Catalogue
from bingliang.ledger.folding import fold
from bingliang.settings import factory
from tests.clerk import Clerk, at_work

ADMIN = Who("管理员", "后台", "管理员")
ROAD = "S3-07"
SHORTER = {"code": ROAD, "promise": {"value": 2, "unit": "workday", "start": "accepted"}}


@pytest.fixture(autouse=True)
def own_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path / "own"))


def admin(clerk: Clerk) -> Desk:
    return Desk(clerk.desk.store, ADMIN)


def catalogue(desk: Desk) -> Catalogue:
    with desk.store.look() as look:
        found: Catalogue = look.loaded("catalogue")
        return found


def promised(clerk: Clerk, stream: str) -> int:
    with clerk.desk.store.look() as look:
        case = fold(look.entries(stream))
    assert case is not None
    acceptance = case.items[1].acceptance
    assert acceptance is not None
    assert acceptance.promise is not None
    return acceptance.promise.value


# ── an item in two versions ──


def test_who_is_accepted_keeps_his_version_and_who_comes_after_has_the_new_one(clerk: Clerk) -> None:
    clerk.on("2026-10-12")
    early = clerk.receives(ROAD).accepts(1).stream
    late = clerk.receives(ROAD).stream
    desk = admin(clerk)
    with desk.store.look() as look:
        (reach,) = effects(look, [catalogue(desk).items[ROAD]])
    assert (reach.accepted, len(reach.moving)) == (1, 1)
    said = reach.sentence(date(2026, 10, 14))
    assert "已受理的 1 件仍按受理时的版本" in said
    assert "2026-10-14当日及以后受理的按新版" in said
    adopt(desk, "press-1", ItemDraft({ROAD: SHORTER}), date(2026, 10, 14), "示范〔2026〕5号", date(2026, 10, 12))
    newest = editions(desk)[0]
    assert (newest.since, newest.document, newest.items) == (date(2026, 10, 14), "示范〔2026〕5号", (ROAD,))
    clerk.on("2026-10-14")
    clerk.accepts(1)
    assert [promised(clerk, stream) for stream in (early, late)] == [3, 2]
    assert clerk.desk.store.verify().ok


def test_special_steps_of_an_accepted_item_are_those_of_its_version(clerk: Clerk) -> None:
    clerk.on("2026-10-12")
    clerk.receives(ROAD).accepts(1)
    step = {"name": "专家评审", "ground": "《城市道路管理条例》第三十条（示范）", "longest": 5, "unit": "workday"}
    adopt(
        admin(clerk),
        "press-2",
        ItemDraft({ROAD: {"code": ROAD, "special_steps": [step]}}),
        date(2026, 10, 13),
        "示范5号",
    )
    assert catalogue(clerk.desk).item_on(ROAD, date(2026, 10, 13)).special_steps
    clerk.on("2026-10-13")
    with pytest.raises(Refusal, match="特殊环节清单是空的"):
        clerk.stops(1, "专家评审", 5)


@pytest.mark.parametrize(
    ("since", "document", "who", "why"),
    [
        (date(2026, 9, 1), "示范5号", ADMIN, "不在今天以后"),
        (date(2027, 1, 1), " ", ADMIN, "公布文件的名称和文号"),
        (date(2027, 1, 1), "示范5号", Who("窗口甲", "3"), "管理员"),
    ],
)
def test_what_cannot_be_put_in_force_is_refused_in_a_sentence(
    alone: Clerk, since: date, document: str, who: Who, why: str
) -> None:
    with pytest.raises((Refusal, ValueError), match=why):
        adopt(Desk(alone.desk.store, who), "press-3", ItemDraft({ROAD: SHORTER}), since, document)
    with pytest.raises(Refusal, match="草稿里没有改动"):
        adopt(admin(alone), "press-4", ItemDraft(), date(2027, 1, 1), "示范5号")


def test_a_promise_longer_than_the_statute_is_refused_with_its_article(alone: Clerk) -> None:
    long = {"code": ROAD, "promise": {"value": 25, "unit": "workday", "start": "accepted"}}
    with pytest.raises(Refusal, match="第四十二条") as why:
        adopt(admin(alone), "press-5", ItemDraft({ROAD: long}), date(2027, 1, 1), "示范5号")
    assert "长于法定的20个工作日" in why.value.sentence
    cut = {"code": ROAD, "limit": {"value": 2, "unit": "workday", "start": "accepted", "article": "《某条例》第一条"}}
    with pytest.raises(Refusal, match="长于法定的2个工作日"):
        adopt(admin(alone), "press-6", ItemDraft({ROAD: cut}), date(2027, 1, 1), "示范5号")
    may_promise(catalogue(alone.desk).items["S1-01"])  # neither limit nor promise is too long


def test_a_promise_can_be_withdrawn_and_the_same_day_said_again(alone: Clerk) -> None:
    desk, day = admin(alone), date(2027, 1, 1)
    adopt(desk, "press-7", ItemDraft({ROAD: {"code": ROAD, "promise": {"withdrawn": True}}}), day, "示范6号")
    assert catalogue(desk).item_on(ROAD, day).promise is None
    assert catalogue(desk).item_on(ROAD, date(2026, 12, 31)).promise is not None
    adopt(desk, "press-8", ItemDraft({ROAD: SHORTER}), day, "示范7号")
    held = catalogue(desk)
    assert [one.version for one in held.versions[ROAD]] == [1, 2]
    promise = held.item_on(ROAD, day).promise
    assert promise is not None
    assert (promise.value, promise.ground) == (2, "示范7号")
    found = compare(desk, 1, 3)
    assert [(one.code, {field.field for field in one.fields}) for one in found] == [
        (ROAD, {"生效日期", "承诺时限", "承诺依据", "公布文件"})
    ]
    assert compare(desk, 0, 0) == ()
    fee = {"code": ROAD, "fee": {"text": "按标准收费", "ground": "《某办法》第一条"}}
    with pytest.raises(Refusal, match="已有2027-01-01起的新版"):
        adopt(desk, "press-10", ItemDraft({ROAD: fee}), date(2026, 12, 25), "示范8号")
    adopt(desk, "press-11", ItemDraft({ROAD: fee}), day, "示范8号")
    item = catalogue(desk).item_on(ROAD, day)
    assert item.promise is not None
    assert (item.promise.value, item.fee.text) == (2, "按标准收费"), "what was said for that day before stays"


def test_a_file_written_by_hand_keeps_every_other_line() -> None:
    text = (factory().resources / "demo" / "zone.toml").read_text("utf-8")
    row = {
        "code": ROAD,
        "effective_from": date(2027, 1, 1),
        "document": "示范5号",
        "legal_basis": ["《甲》", "《乙“丙”》"],
    }
    once = with_rows(text, [row])
    assert once.startswith(text.rstrip())
    assert with_rows(once, [row]) == once
    assert tomllib.loads(once)["item"][-1] == row
    with pytest.raises(ValueError, match="不能逐行修改"):
        with_rows('item = [{ code = "S3-07" }]\n', [row])


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ('code = "S3-07"\neffective_from = 2018-01-01\ndocument = "示范5号"', "应晚于上一版的2019-01-01"),
        ('code = "S3-07"\neffective_from = 2027-01-01', "须写明公布文件的名称和文号"),
        ('code = "S3-07"\neffective_from = 2027-01-01\ndocument = "甲"\nmaterials = [{ code = "M-NONE", source = "乙" }]', "没有这个编码"),
    ],
)  # fmt: skip
def test_a_version_that_cannot_be_is_named_with_its_line(block: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        loading.catalogue({loading.ZONE_FILE: f"[[item]]\n{block}\n"})


def version(since: str, fields: str) -> Catalogue:
    block = f'code = "S2-14"\neffective_from = {since}\ndocument = "示范6号"\n{fields}'
    return loading.catalogue({loading.ZONE_FILE: f"[[item]]\n{block}\n"})


def test_what_a_zone_published_before_a_law_changed_stays_but_for_what_the_law_says() -> None:
    promise = 'promise = { value = 3, unit = "workday" }'
    limit = (
        'limit = { value = 45, unit = "workday", start = "received", article = "《危险化学品安全管理条例》第十二条" }'
    )
    held = version("2026-03-02", f"{promise}\n{limit}").versions["S2-14"]
    found = [(one.version, f"{one.effective_from}", one.limit and one.limit.value, bool(one.promise)) for one in held]
    assert found == [(1, "2019-01-01", 45, False), (2, "2026-03-02", 45, True), (3, "2026-05-01", 20, True)]
    assert [f"{one.effective_to}" for one in held] == ["2026-03-01", "2026-04-30", "None"]


def test_what_a_zone_publishes_on_the_day_of_a_new_law_lies_over_that_law() -> None:
    held = version("2026-05-01", 'promise = { value = 3, unit = "workday" }').versions["S2-14"]
    assert [(one.version, bool(one.promise), one.limit and one.limit.value) for one in held] == [
        (1, False, 45),
        (2, True, 20),
    ]


# ── the draft and its sheets ──


def test_what_is_typed_becomes_only_what_differs(alone: Clerk) -> None:
    desk = admin(alone)
    held = catalogue(desk)
    for code in ("S1-10", "S2-02", "S2-09", "S3-03", "S4-11"):
        form = form_of(desk, "edit_item", code)
        row, fresh = row_of(form, form.values, held.items[code], held)
        assert (row, fresh) == ({"code": code}, ()), code
    shown = [
        {**row, "before": f"{row['before']} 施工图审查（含消防、人防、技防联合审图）"} for row in held_before(desk)
    ]
    form = form_of(desk, "edit_item", "S3-03")
    assert row_of(form, {**form.values, "prerequisites": shown}, held.items["S3-03"], held)[0] == {"code": "S3-03"}
    form = form_of(desk, "edit_item", ROAD)
    values = {
        **form.values,
        "materials": (*form.values["materials"], {"material": "路面恢复承诺", "source": "《某条例》第一条", "required": "需要时",
                                                  "when": "挖掘的", "originals": "1", "copies": "0"}),
        "limit_checked": "没有核对",
        "prerequisites": ({"before": "S2-02 建设工程规划许可证核发", "kind": "法定前置", "ground": "《某法》第一条", "detail": ""},),
        "special_steps": ({"name": "听证", "ground": "《行政许可法》第四十六条", "longest": "10", "unit": "workday"},),
    }  # fmt: skip
    row, fresh = row_of(form, values, held.items[ROAD], held)
    assert set(row) == {"code", "materials", "limit", "prerequisites", "special_steps"}
    assert fresh == ({"code": "M-ZONE-001", "name": "路面恢复承诺"},)
    adopt(desk, "press-9", ItemDraft({ROAD: row}, fresh), date(2027, 1, 1), "示范8号")
    item = catalogue(desk).items[ROAD]
    assert item.materials[-1].name == "路面恢复承诺"
    assert as_said(item)["special_steps"] == row["special_steps"]
    assert "时限没有核对到条文" in doubts_of(item)


def held_before(desk: Desk) -> list[dict[str, str]]:
    """The prerequisites of 施工许可 as the sheet has them, the names of the list behind the codes."""
    return [dict(row) for row in form_of(desk, "edit_item", "S3-03").values["prerequisites"]]


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("legal_basis", (), "必须有依据"),
        ("limit_article", "", "时限没有条文"),
        ("limit_value", "二十", "0 到 365 的整数"),
        ("limit_value", "", "法定时限不能删去"),
        ("fee_text", "按标准收费", "收费"),
        ("materials", ({"material": "甲", "source": "", "required": "必需", "when": "", "originals": "1", "copies": "0"},), "没有来源依据"),
        ("prerequisites", ({"before": "S9-99", "kind": "法定前置", "ground": "", "detail": ""},), "没有编码为“S9-99”"),
        ("special_steps", ({"name": "甲", "ground": "", "longest": "", "unit": "workday"},), "第四十五条"),
        ("special_steps", ({"name": "甲", "ground": "乙", "longest": "几天", "unit": "workday"},), "应是整数"),
    ],
)  # fmt: skip
def test_what_has_no_ground_is_refused_in_its_field(alone: Clerk, field: str, value: object, why: str) -> None:
    desk = admin(alone)
    form, held = form_of(desk, "edit_item", ROAD), catalogue(desk)
    with pytest.raises(Faults, match=why):
        row_of(
            form,
            {**form.values, field: value, **({"fee_ground": ""} if field == "fee_text" else {})},
            held.items[ROAD],
            held,
        )


def test_the_sheet_keeps_a_draft_and_then_puts_it_in_force(clerk: Clerk) -> None:
    desk = admin(clerk)
    form = form_of(desk, "edit_item", ROAD)
    assert UNCHANGED in str(CATALOGUE.trial(desk, form, ROAD, "r", form.values).rehearsed.consequence)
    values = {**form.values, "promise_value": "2"}
    tried = CATALOGUE.trial(desk, form, ROAD, "r", values).rehearsed
    assert tried.consequence is not None
    assert tried.shown is not None
    assert "承诺时限：3个工作日，自受理之日起 → 2个工作日，自受理之日起" in tried.consequence.sentences
    assert "长于法定" in CATALOGUE.trial(desk, form, ROAD, "r", {**values, "promise_value": "30"}).rehearsed.refusal
    CATALOGUE.confirm(desk, form, ROAD, "r", values, tried.shown)
    assert item_list(desk, ItemFilter.DRAFTED).rows[0].state == "草稿，还没有启用"
    assert form_of(desk, "edit_item", ROAD).values["promise_value"] == "2"
    putting = form_of(desk, "adopt_items")
    empty = CATALOGUE.trial(desk, putting, "", "r2", putting.values)
    assert (empty.lacking, empty.rehearsed.shown) == (("公布文件和文号",), None)
    given = {**putting.values, "document": "示范〔2026〕5号", "since": "2027-01-01"}
    shown = CATALOGUE.trial(desk, putting, "", "r2", given).rehearsed.shown
    assert shown is not None
    done = CATALOGUE.confirm(desk, putting, "", "r2", given, shown)
    assert isinstance(done, Done)
    assert draft_of(desk) == ItemDraft()
    coming = item_list(desk, ItemFilter.COMING)
    assert [row.state for row in coming.rows] == ["2027-01-01起用新版"]
    assert "示范〔2026〕5号" in item_view(desk, ROAD).coming
    assert "没有承诺" in undecided(editions(desk), coming)
    dropping = form_of(desk, "drop_items")
    keep_draft(desk, ItemDraft({ROAD: SHORTER}))
    gone = CATALOGUE.trial(desk, dropping, "", "r3", {}).rehearsed
    assert gone.shown is not None
    CATALOGUE.confirm(desk, dropping, "", "r3", {}, gone.shown)
    assert draft_of(desk).rows == {}


def test_a_broken_draft_is_said_and_a_search_finds_by_initials(alone: Clerk, tmp_path: Path) -> None:
    desk = admin(alone)
    assert [row.code for row in item_list(desk, written="jsgcghxkz").rows] == ["S2-02"]
    assert [row.code for row in item_list(desk, written="S2-0").rows] == [f"S2-0{n}" for n in range(1, 10)]
    keep_draft(desk, ItemDraft({ROAD: SHORTER}))
    (path,) = (tmp_path / "own").rglob("*.json")
    path.write_text("{", "utf-8")
    with pytest.raises(ValueError, match="读不出来"):
        draft_of(desk)


# ── tables ──


def test_the_table_comes_back_without_a_difference_and_with_one_it_is_a_draft(alone: Clerk, tmp_path: Path) -> None:
    desk, path = admin(alone), tmp_path / "目录.xlsx"
    item_table.export(desk, str(path))
    same = item_table.read(desk, path)
    assert (same.draft.rows, same.rejected, same.same, same.unread) == ({}, (), 80, ())
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    heads = {cell.value: int(cell.column or 0) for cell in sheet[2]}
    rows = {sheet.cell(at, 1).value: at for at in range(3, sheet.max_row + 1)}

    def write(code: str, column: str, text: str) -> None:
        sheet.cell(rows[code], heads[column], text)

    write(ROAD, "承诺时限", "2")
    write("S2-02", "承诺时限", "不承诺")
    write("S3-09", "承诺时限", "40")
    write("S3-03", "材料", "M-APPLICATION")
    write("S3-06", "承诺单位", "天")
    write("S1-01", "编码", "S9-99")
    write("S2-09", "特殊环节", "听证｜《行政许可法》第四十六条｜10｜个工作日||专家论证｜《某条例》第九条")
    book.save(path)
    found = item_table.read(desk, path)
    assert set(found.draft.rows) == {ROAD, "S2-02", "S2-09"}
    assert found.draft.rows["S2-02"]["promise"] == {"withdrawn": True}
    assert [one["name"] for one in found.draft.rows["S2-09"]["special_steps"]] == ["听证", "专家论证"]
    why = {one.name.split(" ")[0]: " ".join(one.why) for one in found.rejected}
    assert "长于法定" in why["S3-09"]
    assert "应有 2 到 6 部分" in why["S3-03"]
    assert "只能写：个工作日" in why["S3-06"]
    assert "没有编码为“S9-99”的事项" in why["S9-99"]
    form = form_of(desk, "import_items", path=str(path))
    shown = CATALOGUE.trial(desk, form, "", "r", form.values).rehearsed
    assert shown.consequence is not None
    assert shown.shown is not None
    assert "3 项有改动，73 项没有变化，退回 4 行" in shown.consequence.sentences[0]
    CATALOGUE.confirm(desk, form, "", "r", form.values, shown.shown)
    assert set(draft_of(desk).rows) == {ROAD, "S2-02", "S2-09"}


# ── all settings in one file ──


def _furnished(desk: Desk) -> None:
    adopt_wording(desk, "w", "receipt", factory_text("receipt").replace("收件", "收 件", 1), "试用")
    text = (factory().resources / "demo" / "notice-2027.txt").read_text("utf-8")
    publish(desk, "n", read(desk, text, published=date(2026, 12, 18), title="演示文本，非国务院通知"))
    adopt(desk, "i", ItemDraft({ROAD: SHORTER}), date(2027, 1, 1), "示范9号")


def test_all_settings_go_round_byte_for_byte(clerk: Clerk, tmp_path: Path) -> None:
    desk, path = admin(clerk), tmp_path / "设置.json"
    clerk.on("2026-12-18")
    _furnished(desk)
    zone_package.export(desk, str(path))
    assert not zone_package.preview(desk, path).changed
    with open_desk(tmp_path / "另一台.db", ADMIN, clock=clerk.clock).store.look() as look:
        assert look.editions()["catalogue"] == 0
    other = open_desk(tmp_path / "另一台.db", ADMIN, clock=clerk.clock)
    found = zone_package.preview(other, path)
    assert (len(found.notices), found.forms) == (1, ("receipt.toml",))
    assert any(one.place == "事项" and "S3-07 自2027-01-01" in one.what for one in found.zone)
    said = zone_package.bring_in(other, "r", found)
    assert said == "已启用：区的文件、文书样式、节假日通知 1 份。"
    assert zone_package.settings_of(other) == path.read_bytes()
    assert other.store.verify().ok
    other.close()


def test_a_settings_file_that_was_changed_or_takes_a_notice_back_is_refused(alone: Clerk, tmp_path: Path) -> None:
    desk, path = admin(alone), tmp_path / "设置.json"
    alone.on("2026-12-18")
    zone_package.export(desk, str(path))
    before = path.read_bytes()
    _furnished(desk)
    with pytest.raises(Refusal, match="不能撤回"):
        zone_package.preview(desk, path)
    wrong = json.loads(before)

    def refused(change: object, why: str) -> None:
        path.write_text(json.dumps(change), "utf-8")
        with pytest.raises(ValueError, match=why):
            zone_package.preview(desk, path)

    refused({**wrong, "files": [{**wrong["files"][0], "text": "x = 1\n"}]}, "被改动过")
    refused({**wrong, "files": wrong["files"] * 2}, "有两份")
    refused({**wrong, "files": [{**wrong["files"][0], "name": "../zone.toml"}]}, "不是区的全部设置")
    path.write_bytes(b"\xd6\xd0")
    with pytest.raises(ValueError, match="UTF-8"):
        zone_package.preview(desk, path)
    with pytest.raises(ValueError, match="打不开"):
        zone_package.preview(desk, tmp_path / "没有.json")


def test_the_old_file_of_a_zone_still_goes_in(tmp_path: Path) -> None:
    clerk = at_work(str(tmp_path / "台账.db"))
    text = zone_text(clerk.desk) + "\n# 一行注释\n"
    adopt_zone(admin(clerk), "again", text, "zone.toml")
    assert compare(admin(clerk), 1, 2) == ()
    clerk.desk.close()

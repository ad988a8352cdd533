"""新增事项和延长: said in the draft with the law behind them, in force from a day, offered at intake, out and in again unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bingliang.desk import loading
from bingliang.desk.acts.fields import ActForm
from bingliang.desk.catalogue import table as item_table
from bingliang.desk.catalogue.draft import ItemDraft, draft_of, keep_draft
from bingliang.desk.catalogue.editions import adopt, compare, editions
from bingliang.desk.catalogue.filter import ItemFilter
from bingliang.desk.catalogue.forms import form_of
from bingliang.desk.catalogue.script import CATALOGUE
from bingliang.desk.catalogue.view import item_list, item_view
from bingliang.desk.desk import Desk, open_desk
from bingliang.desk.zone import package as zone_package
from bingliang.desk.zone.editions import zone_text
from bingliang.ledger.acts import Refusal
from bingliang.ledger.catalogue import Catalogue
from bingliang.mechanism.parallel_approval.selection import plan
from tests.clerk import Clerk
from tests.desk.test_item_editions import ADMIN, ROAD, admin, catalogue

FROM = date(2027, 1, 4)
STATUTE = "《行政许可法》第四十二条第一款"


@pytest.fixture(autouse=True)
def own_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path / "own"))


def filled(form: ActForm, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    said: Mapping[str, Any] = {
        "item_name": "城市树木迁移审批（示范）", "item_body": "city-management", "item_stage": "3", "item_types": (0, 3),
        "item_result": "树木迁移批准文件", "limit_value": "20", "limit_article": STATUTE, "limit_checked": "已核对到条文",
        "extension_value": "10", "extension_approver": "本行政机关负责人", "extension_article": STATUTE,
        "legal_basis": [{"basis": "《城市绿化条例》第二十四条"}], "fee_text": "不收费", "fee_ground": "《行政许可法》第五十八条",
        "materials": [
            {"material": "迁移方案（示范）", "source": "《城市绿化条例》第二十四条", "required": "必需", "when": "", "originals": 1, "copies": 0}
        ],
    }  # fmt: skip
    return {**form.values, **said, **more}


def drafted(desk: Desk, **more: Any) -> str:  # noqa: ANN401 - as above
    """The sheet of a new item confirmed; its code."""
    form = form_of(desk, "new_item")
    values = filled(form, **more)
    trial = CATALOGUE.trial(desk, form, "", "新", values)
    assert trial.rehearsed.shown is not None, trial.rehearsed
    CATALOGUE.confirm(desk, form, "", "新", values, trial.rehearsed.shown)
    return str(values["item_code"])


def in_force(desk: Desk, code: str) -> Catalogue:
    adopt(desk, "启用", draft_of(desk), FROM, "示范〔2026〕9号")
    keep_draft(desk, ItemDraft())
    held = catalogue(desk)
    assert code in held.items
    return held


def test_a_new_item_goes_from_the_draft_to_the_counter_on_its_day(clerk: Clerk) -> None:
    clerk.on("2026-12-01")
    desk = admin(clerk)
    before = item_list(desk).counts[ItemFilter.ALL]
    form = form_of(desk, "new_item")
    trial = CATALOGUE.trial(desk, form, "", "新", filled(form))
    assert trial.rehearsed.consequence is not None
    said = "\n".join((*trial.rehearsed.consequence.sentences, *trial.rehearsed.consequence.warnings))
    assert "新增“城市树木迁移审批（示范）”（Z-01）。存入草稿" in said
    assert "自生效日起，“施工许可”阶段的收件对" in said
    assert "延长：— → 10个工作日，本行政机关负责人批准" in said
    code = drafted(desk)
    shown = item_list(desk, ItemFilter.DRAFTED)
    assert [(row.code, row.state) for row in shown.rows] == [("Z-01", "草稿，还没有启用")]
    assert "草稿" in item_view(desk, code).row.state
    again = form_of(desk, "edit_item", code)
    assert (again.name, again.values["item_name"], again.values["extension_value"]) == (
        "new_item", "城市树木迁移审批（示范）", "10",
    )  # fmt: skip
    adopting = form_of(desk, "adopt_items")
    effect = CATALOGUE.trial(
        desk, adopting, "", "启", {**adopting.values, "document": "示范9号", "since": "2027-01-04"}
    )
    assert effect.rehearsed.consequence is not None
    assert "没有在办件受影响" in " ".join(effect.rehearsed.consequence.warnings)
    held = in_force(desk, code)
    assert item_list(desk).counts[ItemFilter.ALL] == before + 1
    assert item_view(desk, code).coming == "2027-01-04起新增（示范〔2026〕9号）：当日起可以收件。"
    assert [one.code for one in compare(desk, editions(desk)[1].number, editions(desk)[0].number)] == [code]
    item = held.item_on(code, FROM)
    assert (item.licence, item.stage, item.completeness.value, [one.name for one in item.materials]) == (
        True, "3", 5, ["迁移方案（示范）"],
    )  # fmt: skip
    types = [one for one in held.project_types if one != "ALL"]
    for day, there in ((date(2027, 1, 3), False), (FROM, True)):
        chosen = plan(held, project_type=types[0], answers={}, held={}, day=day, stages=("3",))
        assert (code in [one.code for one in chosen.items]) is there
        assert held.in_force(code, day) is there
    other = plan(held, project_type=types[1], answers={}, held={}, day=FROM, stages=("3",))
    assert code not in [one.code for one in other.items], "not for this type of project"
    with pytest.raises(ValueError, match="没有有效版本"):
        clerk.receives(code)
    clerk.on("2027-01-04").receives(code).accepts(1)
    assert clerk.case.items[1].name == "城市树木迁移审批（示范）"
    assert clerk.desk.store.verify().ok


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"item_name": "施工图设计文件审查（含消防、人防、技防联合审图）"}, "item_name", "已经有"),
        ({"legal_basis": []}, "legal_basis", "一条也没有"),
        ({"legal_basis": [{"basis": "管委会会议纪要"}]}, "legal_basis", "名称和条"),
        ({"limit_value": "", "extension_value": ""}, "limit_value", "写20个工作日"),
        ({"limit_article": ""}, "limit_article", "没有条文"),
        ({"extension_article": "有关规定"}, "extension_article", "哪部法的哪一条"),
        ({"extension_approver": ""}, "extension_approver", "由谁批准"),
        ({"extension_value": "20"}, "extension_value", "不超过10个工作日"),
        ({"extension_value": "0"}, "extension_value", "留空"),
        ({"fee_ground": ""}, "fee_ground", "须有依据"),
    ],
)
def test_what_no_law_stands_behind_is_not_added(alone: Clerk, wrong: dict[str, Any], field: str, said: str) -> None:
    desk = admin(alone)
    form = form_of(desk, "new_item")
    trial = CATALOGUE.trial(desk, form, "", "新", filled(form, **wrong))
    assert [(name, said in why) for name, why in trial.rehearsed.faults] == [(field, True)]


def test_an_extension_is_changed_taken_away_and_asked_for_its_article(clerk: Clerk) -> None:
    desk = admin(clerk)
    form = form_of(desk, "edit_item", ROAD)
    assert form.values["extension_value"] == "10"
    longer = {**form.values, "extension_value": "15"}
    assert CATALOGUE.trial(desk, form, ROAD, "改", longer).rehearsed.faults[0][0] == "extension_value"
    other = {**longer, "extension_article": "《城市道路管理条例》第三十条（示范）"}
    trial = CATALOGUE.trial(desk, form, ROAD, "改", other)
    assert trial.rehearsed.consequence is not None
    assert any(
        line.startswith("延长：10个工作日") and "15个工作日" in line for line in trial.rehearsed.consequence.sentences
    )
    fresh = form_of(desk, "new_item")
    bare = filled(fresh, item_type="07行政确认", limit_value="", limit_article="")
    assert "谈不上延长" in dict(CATALOGUE.trial(desk, fresh, "", "新", bare).rehearsed.faults)["extension_value"]
    clerk.on("2026-10-12").receives(ROAD).accepts(1)
    gone = {"code": ROAD, "extension": {"withdrawn": True}}
    adopt(desk, "撤", ItemDraft({ROAD: gone}), date(2026, 10, 13), "示范5号")
    held = catalogue(desk)
    assert held.item_on(ROAD, date(2026, 10, 13)).extension is None
    assert held.item_on(ROAD, date(2026, 10, 12)).extension is not None, "who was accepted keeps his version"
    form = form_of(desk, "edit_item", ROAD)
    assert form.values["extension_value"] == ""


def test_the_table_and_the_settings_carry_new_items_and_extensions_to_another_zone(
    alone: Clerk, tmp_path: Path
) -> None:
    desk, path = admin(alone), tmp_path / "目录.xlsx"
    code = drafted(desk)
    in_force(desk, code)
    item_table.export(desk, str(path))
    same = item_table.read(desk, path)
    assert (same.draft.rows, same.rejected, same.unread) == ({}, (), ())
    other = Desk(open_desk(tmp_path / "另一区.db", ADMIN, clock=alone.clock).store, ADMIN)
    found = item_table.read(other, path)
    assert not [one for one in found.rejected if one.name.startswith(code)], found.rejected
    mine = {held: row for held, row in found.draft.rows.items() if held == code}
    assert found.draft.rows[code]["name"] == "城市树木迁移审批（示范）"
    adopt(other, "启用", ItemDraft(mine, found.draft.materials), FROM, "示范〔2026〕9号")
    theirs, ours = (catalogue(one).item_on(code, FROM) for one in (other, desk))
    assert (theirs.limit, theirs.extension, theirs.project_types, theirs.stage, theirs.legal_basis, theirs.result) == (
        ours.limit, ours.extension, ours.project_types, ours.stage, ours.legal_basis, ours.result,
    )  # fmt: skip
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    heads = {cell.value: int(cell.column or 0) for cell in sheet[2]}
    rows = {sheet.cell(at, 1).value: at for at in range(3, sheet.max_row + 1)}
    for held, column, text in (
        (ROAD, "延长", "不延长"), ("S2-02", "延长", "10｜天｜负责人｜《某法》第一条"), ("S3-09", "延长", "10"),
        (code, "阶段", "没有这个阶段"),
    ):  # fmt: skip
        sheet.cell(rows[held], heads[column], text)
    book.save(path)
    changed = item_table.read(desk, path)
    assert changed.draft.rows == {ROAD: {"code": ROAD, "extension": {"withdrawn": True}}}
    why = {one.name.split(" ")[0]: one.why[0] for one in changed.rejected}
    assert "延长”的单位“天”" in why["S2-02"]
    assert "应有 4 部分" in why["S3-09"]
    wrong = item_table.read(Desk(open_desk(tmp_path / "三区.db", ADMIN, clock=alone.clock).store, ADMIN), path)
    assert any("“阶段”是“没有这个阶段”" in one.why[0] for one in wrong.rejected)
    out = tmp_path / "全部设置.json"
    zone_package.export(desk, str(out))
    third = Desk(open_desk(tmp_path / "四区.db", ADMIN, clock=alone.clock).store, ADMIN)
    zone_package.bring_in(third, "进", zone_package.preview(third, out))
    assert zone_text(third) == zone_text(desk)
    assert catalogue(third).item_on(code, FROM) == ours
    again = tmp_path / "又.json"
    zone_package.export(third, str(again))
    assert again.read_bytes() == out.read_bytes()


def test_one_item_leaves_the_draft_and_the_others_stay(alone: Clerk) -> None:
    desk = admin(alone)
    first, second = drafted(desk), drafted(desk, item_name="另一事项（示范）")
    assert (first, second) == ("Z-01", "Z-02")
    form = form_of(desk, "drop_item", first)
    assert form.subject == first
    trial = CATALOGUE.trial(desk, form, first, "移", {})
    assert trial.rehearsed.shown is not None
    CATALOGUE.confirm(desk, form, first, "移", {}, trial.rehearsed.shown)
    assert set(draft_of(desk).rows) == {second}


def test_the_zones_file_says_plainly_what_a_new_item_lacks(alone: Clerk) -> None:
    held = zone_text(admin(alone))
    for text, said in (
        ('[[item]]\ncode = "S9-99"\neffective_from = 2027-01-04\n', "以“Z-”开头"),
        ('[[item]]\ncode = "Z-01"\nname = "某事项"\n', "须写明从哪天起"),
        ('[[item]]\ncode = "Z-01"\nname = "某事项"\neffective_from = 2027-01-04\n', "document"),
    ):
        with pytest.raises(ValueError, match=said):
            loading.catalogue({loading.ZONE_FILE: f"{held}\n{text}"})
    with pytest.raises(Refusal, match="管理员"):
        form_of(alone.desk, "new_item")


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("结果", "", "新增的事项要填“结果”"),
        ("项目类型", "没有这种类型", "没有“没有这种类型”这种项目类型"),
        ("阶段", "第九阶段", "“阶段”是“第九阶段”，只能写"),
    ],
)
def test_a_new_row_of_the_table_says_what_it_lacks(
    alone: Clerk, tmp_path: Path, column: str, text: str, said: str
) -> None:
    desk, path = admin(alone), tmp_path / "目录.xlsx"
    drafted(desk)
    in_force(desk, "Z-01")
    item_table.export(desk, str(path))
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    heads = {cell.value: int(cell.column or 0) for cell in sheet[2]}
    row = next(at for at in range(3, sheet.max_row + 1) if sheet.cell(at, 1).value == "Z-01")
    sheet.cell(row, heads[column]).value = text
    book.save(path)
    other = Desk(open_desk(tmp_path / "另一区.db", ADMIN, clock=alone.clock).store, ADMIN)
    (bad,) = [one for one in item_table.read(other, path).rejected if one.name.startswith("Z-01")]
    assert said in bad.why[0]

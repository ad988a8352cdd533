"""事项目录 from files that are wrong, and the zone's file likewise: each is refused in one sentence that names the place."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bingliang.exchange.catalogue_files import read_catalogue, read_catalogue_folder
from bingliang.exchange.catalogue_zone import overlay
from bingliang.ledger.catalogue import Catalogue, Promise, Start, Unit

# ── hostile files ─────────────────────────────────────────────────────────────────────────────────────────────────


SMALL = """
[[stage]]
code = "1"
name = "立项"
lead = "自然资源部门"

[[project_type]]
code = "ALL"
name = "全部"

[[body]]
code = "land"
short = "自规"

[[material]]
code = "M-1"
name = "申请表"

[[question]]
code = "Q-1"
text = "是否？"
source = "归纳"
stages = ["1"]
yes = ["A"]

[[bundle]]
code = "one"
name = "一件事"
items = ["A"]
questions = ["Q-1"]
"""


def entry(code: str, *lines: str) -> str:
    body = {
        "name": '"许可"', "type": '"01行政许可"', "handling": '"承诺件"', "stage": '"1"', "department": '"自然资源部门"',
        "body": '"land"', "project_types": '["ALL"]', "legal_basis": '["《某法》第一条"]', "result": '"许可证"',
        "source": '["全文核对"]', "verified": "true",
        "limit": '{ value = 20, unit = "workday", start = "accepted", article = "《行政许可法》第四十二条" }',
    }  # fmt: skip
    for line in lines:
        key, _, value = line.partition("=")
        body[key.strip()] = value.strip()
    return f'\n[[item]]\ncode = "{code}"\n' + "".join(f"{key} = {value}\n" for key, value in body.items() if value)


def read(*entries: str, base: str = SMALL) -> Catalogue:
    return read_catalogue({"base.toml": base, "items.toml": "".join(entries)})


def after(item: str, kind: str = "法定前置") -> str:
    return f'prerequisites = [ {{ items = ["{item}"], kind = "{kind}", ground = "《某法》第二条" }} ]'


def test_a_small_catalogue_is_read() -> None:
    assert list(read(entry("A")).items) == ["A"]


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ([entry("A", after("B")), entry("B", after("C")), entry("C", after("A"))], "形成前置循环：A → B → C → A"),
        ([entry("A", after("A"))], "形成前置循环：A → A"),
        ([entry("A", after("Z"))], "第16行，事项“A”的“prerequisites”写了不存在的事项“Z”"),
        ([entry("A", 'body = "nobody"')], "事项“A”的“body”写了不存在的落款机关“nobody”"),
        ([entry("A", 'stage = "9"')], "写了不存在的阶段“9”"),
        ([entry("A", 'project_types = ["XX"]')], "写了不存在的项目类型“XX”"),
        ([entry("A", 'materials = [ { code = "M-9", source = "归纳" } ]')], "“materials.code”是“M-9”，材料目录中没有"),
        ([entry("A", 'handling = "快办件"')], "“handling”是“快办件”，只能是以下之一：即办件、承诺件"),
        ([entry("A", after("B", "软前置")), entry("B")], "“prerequisites.kind”是“软前置”，只能是以下之一：法定前置"),
        ([entry("A", "handling =")], "“handling”没有填写"),
        ([entry("A"), entry("A")], "第18行，事项“A”的“code”重复"),
        ([entry("A", 'limit = { value = -1, unit = "workday", start = "accepted", article = "x" }')], "是负数（-1）"),
        ([entry("A", 'limit = { value = 1.5, unit = "workday", start = "accepted", article = "x" }')], "应是整数"),
        ([entry("A", 'limit = { value = true, unit = "workday", start = "accepted", article = "x" }')], "应是整数"),
        ([entry("A", 'limit = { value = 5, unit = "workday", start = "accepted" }')], "“limit.article”没有填写"),
        ([entry("A", 'limit = "20天"')], "“limit”应写成 { … } 的一组"),
        ([entry("A", 'special_steps = [ { name = "公示" } ]')], "特殊环节“公示”须写明依法需要的依据"),
        ([entry("A", 'special_steps = [ { name = "公示", ground = "" } ]')], "特殊环节“公示”须写明依法需要的依据"),
        ([entry("A", 'special_steps = "公示"')], "应写成 [ { … }, { … } ] 的列表"),
        ([entry("A", "name = 7")], "“name”应是加引号的文字"),
        ([entry("A", 'name = " "')], "“name”不能为空"),
        ([entry("A", 'legal_basis = "某法"')], "“legal_basis”应是文字列表"),
        ([entry("A", "legal_basis = []")], "“legal_basis”没有填写"),
        ([entry("A", 'verified = "是"')], "“verified”只能写 true 或 false"),
        ([entry("A", 'effective_from = "2027-01-01"')], "“effective_from”应是日期"),
        ([entry("A", "effective_from = 2027-01-01T08:00:00")], "“effective_from”应是日期"),
        ([entry("A", "promised = 3")], "“promised”不是可用的栏"),
        ([entry("A", 'decided_by = "县"')], "“decided_by”是“县”，只能是以下之一：区、市、省"),
        ([entry("A", 'prerequisites = [ { items = [], kind = "同步", ground = "x" } ]')], "没有填写，请写明哪些事项"),
        ([entry("A", 'opinions = [ { body = "x", value = 2, ground = "y" } ]')], "写了不存在的落款机关“x”"),
        ([entry("B")], "情形问题“Q-1”的“yes”写了不存在的编码“A”"),
        ([entry("A", "effective_from = 2026-01-01", "effective_to = 2025-01-01")], "早于 effective_from"),
        (['item = [ { code = "A" } ]\n'], "目录文件“items.toml”第1行，事项“A”的“name”没有填写"),
        (["[[thing]]\ncode = 1\n"], "里有不认识的段“thing”"),
        (['item = "A"\n'], "的“item”应逐条写成 [[item]]"),
        (['[[item]]\ncode = "A\n'], "目录文件“items.toml”第2行写法有误"),
        (["[[item]]\ncode = "], "写法有误，请检查引号、括号和逗号是否成对"),
    ],
)
def test_a_bad_catalogue_is_refused_in_one_sentence_that_names_the_place(entries: list[str], sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)) as refused:
        read(*entries)
    assert "\n" not in str(refused.value)
    assert "toml”" in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('short = "自规"', 'short = "自规"\ncapacity = "分局"', "落款机关“land”的“capacity”是“分局”，只能是以下之一"),
        ('items = ["A"]', "items = []", "一件事“one”的“items”没有填写"),
        ('items = ["A"]', 'items = ["B"]', "一件事“one”的“items”写了不存在的编码“B”"),
        ('questions = ["Q-1"]', 'questions = ["Q-9"]', "写了不存在的编码“Q-9”"),
        ('stages = ["1"]', 'stages = ["7"]', "情形问题“Q-1”的“stages”写了不存在的编码“7”"),
        ('name = "全部"', 'name = "全部"\nkind_of = ["NO"]', "项目类型“ALL”的“kind_of”写了不存在的编码“NO”"),
        ('name = "全部"', 'name = "全部"\nmerged = ["7"]', "项目类型“ALL”的“merged”写了不存在的编码“7”"),
        ('name = "全部"', 'name = "全部"\nwaived = [{ item = "Z", ground = "x" }]', "“waived”写了不存在的编码“Z”"),
        ('name = "申请表"', 'name = "申请表"\nproduced_by = ["Z"]', "材料“M-1”的“produced_by”写了不存在的事项“Z”"),
        ('[[material]]\ncode = "M-1"', '[[material]]\ncode = "M-1"\nname = "一"\n[[material]]\ncode = "M-1"', "重复"),
    ],
)
def test_a_bad_base_file_is_refused(old: str, new: str, sentence: str) -> None:
    assert old in SMALL
    with pytest.raises(ValueError, match=sentence):
        read(entry("A"), base=SMALL.replace(old, new, 1))


def test_a_ring_of_items_handled_together_is_no_cycle() -> None:
    rings = read(entry("A", after("B", "合并办理")), entry("B", after("A", "合并办理")))
    assert list(rings.items) == ["A", "B"]


def test_files_with_and_without_a_mark_are_read_and_gbk_is_refused(workspace: Path) -> None:
    (workspace / "base.toml").write_text(SMALL, encoding="utf-8-sig")
    (workspace / "items.toml").write_text(entry("A"), encoding="utf-8")
    assert read_catalogue_folder(workspace, edition=3).edition == 3
    assert list(read_catalogue({"一.toml": "\ufeff" + SMALL, "二.toml": entry("A")}).items) == ["A"]
    (workspace / "items.toml").write_text(entry("A"), encoding="gbk")
    with pytest.raises(ValueError, match=r"“items\.toml”不是 UTF-8 编码（可能是 GBK），请用记事本另存为 UTF-8"):
        read_catalogue_folder(workspace)


def test_an_empty_folder_is_no_catalogue(workspace: Path) -> None:
    with pytest.raises(ValueError, match="没有目录文件"):
        read_catalogue_folder(workspace)


def test_an_item_changes_with_its_day() -> None:
    old = entry("A", 'result = "旧证"')
    new = entry("A", 'result = "新证"', "version = 2", "effective_from = 2027-01-01")
    found = read(new, old)
    assert found.items["A"].result == "新证"
    assert found.item_on("A", date(2026, 12, 31)).result == "旧证"
    assert found.item_on("A", date(2027, 1, 1)).result == "新证"
    assert found.item_on("A", date(2026, 12, 31)).effective_to == date(2026, 12, 31)
    with pytest.raises(ValueError, match="在2018-01-01没有有效版本"):
        found.item_on("A", date(2018, 1, 1))
    with pytest.raises(ValueError, match="没有编码为“Z”的事项"):
        found.item_on("Z", date(2027, 1, 1))


def test_versions_may_not_overlap() -> None:
    old = entry("A", "effective_to = 2027-06-30")
    new = entry("A", "version = 2", "effective_from = 2027-01-01")
    with pytest.raises(ValueError, match="与上一版的有效期重叠"):
        read(old, new)


# ── the zone's file, hostile ──────────────────────────────────────────────────────────────────────────────────────


NOTICE = '[promise_notice]\nground = "示范〔2026〕1号"\npublished = 2026-09-01\n'


def lay(*lines: str, notice: str = NOTICE, item: str | None = None) -> Catalogue:
    text = notice + '\n[[item]]\ncode = "A"\n' + "\n".join(lines) + "\n"
    material = 'materials = [ { code = "M-1", source = "归纳" } ]'
    return overlay(read(item or entry("A", material)), text, "zone.toml")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["promise = { value = 25 }"], "第7行，事项“A”的“promise”承诺25个工作日晚于法定20个工作日"),
        (['promise = { value = 29, unit = "calendar_day" }'], "承诺29个自然日晚于法定20个工作日"),
        (['promise = { value = 3, unit = "not_stated" }'], "承诺必须写明单位"),
        (["promise = { value = -1 }"], "是负数"),
        (['special_steps = [ { name = "公示" } ]'], "须写明依法需要的依据"),
        (["name = 1"], "“name”不是可用的栏"),
        (['body = "nobody"'], "写了不存在的落款机关“nobody”"),
        (['deferrable = { materials = ["M-2"], ground = "区清单" }'], "中的“M-2”不是该事项的材料"),
        (['[[item]]\ncode = "B"'], "事项“B”的“code”在事项目录中不存在"),
        (['[[item]]\ncode = "A"'], "重复，一个编码只能用一次"),
        (["[settings.days]\nvalue = 3"], "设置“days”须有 value（内容）和 source（依据）"),
        (["[[stage]]\ncode = 1"], "里有不认识的段“stage”"),
    ],
)
def test_a_bad_zone_file_is_refused(lines: list[str], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as refused:
        lay(*lines)
    assert "zone.toml" in str(refused.value)


def test_a_promise_without_any_published_ground_is_refused() -> None:
    with pytest.raises(ValueError, match="没有依据，承诺时限须写明公布文件的名称和文号"):
        lay("promise = { value = 3 }", notice="")
    kept = lay('promise = { value = 3, ground = "区〔2026〕9号" }', notice="")
    assert kept.items["A"].promise == Promise(3, Unit.WORKDAY, Start.ACCEPTED, "区〔2026〕9号")


def test_a_promise_where_the_law_gives_no_limit_is_the_zones_to_make() -> None:
    assert lay("promise = { value = 90 }", item=entry("A", "limit =")).items["A"].promise is not None
    with pytest.raises(ValueError, match="无从确认"):
        lay('confirmed = "法制科"', item=entry("A", "limit ="))


def test_the_zone_sets_fee_completeness_level_and_what_may_come_later() -> None:
    found = lay(
        'fee = { text = "按件收取", ground = "区〔2026〕3号" }',
        'completeness = { value = 2, unit = "workday", start = "received", article = "区〔2026〕4号" }',
        'decided_by = "市"',
        'deferrable = { materials = ["M-1"], ground = "区容缺清单" }',
    ).items["A"]
    assert (found.fee.text, found.completeness.value, found.decided_by) == ("按件收取", 2, "市")
    assert [(material.deferrable, material.source) for material in found.materials] == [
        (True, "归纳；可容缺：区容缺清单")
    ]


def test_a_zone_file_changes_only_what_it_writes() -> None:
    text = NOTICE + '[[body]]\ncode = "land"\nname = "某局"\n[[body]]\ncode = "new"\nshort = "新局"\n'
    laid = overlay(read(entry("A")), text, "zone.toml")
    assert (laid.bodies["land"].short, laid.bodies["land"].name) == ("自规", "某局")
    assert laid.bodies["new"].short == "新局"
    assert laid.items["A"].promise is None

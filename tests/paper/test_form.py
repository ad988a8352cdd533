"""文书样式: what a form file must be, and how it is refused when it is not."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from bingliang.paper import vocabulary
from bingliang.paper.form import Form, read_form, read_forms
from bingliang.paper.vocabulary import FactError, FormError, read_vocabulary
from bingliang.settings import factory
from tests.paper.conftest import FORMS

VOCABULARY = read_vocabulary(factory().forms / "facts.toml")
GOOD = """title = "告知"
profile = "公文"

[[blocks]]
kind = "title"

[[blocks]]
kind = "text"
text = "{enterprise.name}：已收到。"
"""
FIRST_VISIT = {
    "receipt", "acceptance", "correction", "commitment", "special_step", "extension", "grant", "refusal", "delivery", "slip80",
}  # fmt: skip


def read(folder: Path, text: str | bytes) -> Form:
    path = folder / "try.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_form(path, VOCABULARY)


def test_the_papers_of_the_first_visit_are_there() -> None:
    assert set(FORMS) >= FIRST_VISIT


def test_every_form_names_its_law_its_trigger_and_its_facts(form: Form) -> None:
    assert form.ground
    assert form.trigger
    assert form.required_facts()
    assert not form.required_facts() & form.optional_facts()


def test_a_form_file_may_carry_a_byte_order_mark(workspace: Path) -> None:
    assert read(workspace, b"\xef\xbb\xbf" + GOOD.encode()).title == "告知"


def test_the_edition_is_the_wording_not_the_encoding(workspace: Path) -> None:
    plain = read(workspace, GOOD).edition
    assert read(workspace, b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()).edition == plain
    assert read(workspace, GOOD.replace("已收到", "收到了")).edition != plain


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (GOOD.replace("{enterprise.name}", "{enterprise.nmae}"), "第9行的“{enterprise.nmae}”不在词表"),
        (GOOD + 'when = "enterprise.happy"\n', "第10行的“enterprise.happy”不在词表"),
        (GOOD + 'each = "itms"\n', "第10行的“itms”不在词表"),
        (GOOD + 'colour = "red"\n', "第10行的“colour”不能用在“text”版块里"),
        (GOOD.replace('kind = "title"', 'kind = "headline"'), "第4行的版块种类“headline”不认识"),
        (GOOD.replace('"公文"', '"信函"'), "第2行的“profile”应是公文、凭证、小票之一"),
        ('colour = "red"\n' + GOOD, "第1行的“colour”不认识"),
        (GOOD.replace('title = "告知"\n', ""), "缺少“title”"),
        (GOOD.replace('text = "{enterprise.name}：已收到。"\n', ""), "第7行的“text”版块缺少“text”"),
        (
            GOOD + '[[blocks]]\nkind = "table"\ncolumns = [{ width = 1, text = "x" }]\n',
            "第10行的表格缺少“each”或“rows”",
        ),
        (GOOD + "[[copies]]\nkeeper = '窗口'\n", "联次缺少“name”"),
        (GOOD.replace('profile = "公文"', "profile = 公文"), "第2行写法有误"),
        (GOOD.encode("gbk"), "第1行不是 UTF-8 编码"),
    ],
)
def test_a_wrong_form_is_refused_with_file_line_and_field(workspace: Path, wrong: str | bytes, message: str) -> None:
    with pytest.raises(FormError, match=re.escape(message)) as refused:
        read(workspace, wrong)
    assert "try.toml" in str(refused.value)


def test_a_fact_without_a_type_is_refused(workspace: Path) -> None:
    path = workspace / "facts.toml"
    path.write_text('[words]\n[facts]\n"number" = { label = "文号" }\n', encoding="utf-8")
    with pytest.raises(FormError, match="第3行的“number”缺少名称"):
        read_vocabulary(path)


def test_a_folder_of_forms_is_read_with_its_own_vocabulary(workspace: Path) -> None:
    (workspace / "facts.toml").write_bytes((factory().forms / "facts.toml").read_bytes())
    (workspace / "notice.toml").write_text(GOOD, encoding="utf-8")
    forms = read_forms(workspace)
    assert list(forms) == ["notice"]
    assert forms["notice"].required_facts() == {"enterprise.name"}


def test_facts_behind_a_condition_are_optional() -> None:
    receipt = FORMS["receipt"]
    assert "items.waits_for" in receipt.optional_facts()
    assert "items.name" in receipt.required_facts()
    assert "case.consent" in receipt.optional_facts()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2026-10-12", "2026年10月12日"),
        ({"date": "2027-01-18", "provisional": True}, "2027年1月18日〔暂定，以国务院办公厅通知为准〕"),
        ({"date": "2027-01-18", "provisional": False}, "2027年1月18日"),
        ("2026-10-12T09:06", "2026年10月12日9时06分"),
        ("2026-10-12T09:06:30+08:00", "2026年10月12日9时06分"),
    ],
)
def test_dates_are_written_as_an_office_writes_them(value: object, written: str) -> None:
    assert VOCABULARY.written("issued_on", value) == written


@pytest.mark.parametrize(
    ("name", "value"), [("issued_on", "12.10.2026"), ("number", True), ("number", {"a": 1}), ("number", ["a"])]
)
def test_a_value_of_another_type_is_refused(name: str, value: object) -> None:
    with pytest.raises(FactError, match=name):
        VOCABULARY.written(name, value)


def test_a_list_of_words_is_joined_the_chinese_way() -> None:
    assert VOCABULARY.written("project.tags", ["标杆", "重点"]) == "标杆、重点"


def test_sample_values_of_a_form_go_over_the_common_ones() -> None:
    assert FORMS["refusal"].sample()["enterprise"]["name"].endswith("（虚构）")
    assert (
        FORMS["refusal"].sample()["enterprise"]["legal_representative"]
        == VOCABULARY.sample["enterprise"]["legal_representative"]
    )
    assert vocabulary.found(FORMS["refusal"].sample(), "decision.facts")
    assert vocabulary.found(FORMS["refusal"].sample(), "decision.nothing.here") is None


def test_bad_events_in_samples_fall_on_invented_firms_only() -> None:
    for key in ("refusal", "non_acceptance", "not_required", "withdrawal", "urging", "supervision"):
        assert "虚构" in FORMS[key].sample()["enterprise"]["name"]


def test_no_wording_of_a_paper_lives_in_code() -> None:
    """Chinese sentences in these rooms may only be docstrings or the text of a refusal (raise …Error, refuse_…)."""
    source = Path(vocabulary.__file__).parents[1]
    wrong = []
    for path in [*(source / "paper").glob("*.py"), *(source / "desk").glob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        excused = {id(inner) for node in ast.walk(tree) if _excused(node) for inner in ast.walk(node)}
        wrong += [
            f"{path.name}:{node.lineno} {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in excused
            and len(re.findall(r"[\u4e00-\u9fff]", node.value)) >= 12
            and re.search(r"[，。；]", node.value)
            and path.parent.name == "paper"
        ]
    assert wrong == []


def _excused(node: ast.AST) -> bool:
    if isinstance(node, ast.Raise):
        return True
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name.startswith(("refuse_", "_missing")):
        return True
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)

"""F1: every field of every form has a text, every reference leads somewhere, words find what they mean."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from bingliang.desk.acts.asked import amending
from bingliang.desk.acts.asked import supervising as asked
from bingliang.desk.acts.fields import Field
from bingliang.desk.acts.forms import FORMS, form_of
from bingliang.desk.acts.offers import CASE_DEEDS, DEEDS, offers
from bingliang.desk.help import factory_help, load
from bingliang.desk.supervision.deeds import MATTER_DEEDS
from bingliang.ledger.acts import ACTS, Refusal
from tests.clerk import Clerk

# The fields of the receipt (desk/visit, desk/intake), as the page of the intake names them.
INTAKE = (
    "enterprise.name", "enterprise.credit_code", "enterprise.legal_representative", "enterprise.address", "enterprise.phone",
    "project.name", "project.code", "project.project_type", "project.site", "works", "stage", "answers", "items", "held",
    "hold_consent", "materials", "handler.name", "handler.id_type", "handler.id_number", "handler.phone",
    "handler.authorised", "received_at", "queue", "own", "own.name", "held.number", "steps",
)  # fmt: skip


@pytest.mark.parametrize("name", INTAKE)
def test_every_field_of_the_intake_is_explained(name: str) -> None:
    found = factory_help().of(f"intake.{name}")
    assert found is not None
    assert found.group == "新收件"


def test_every_reference_leads_to_a_text() -> None:
    held = factory_help()
    assert [(one.key, key) for one in held.topics.values() for key in one.see if key not in held.topics] == []


def _keys(prefix: str, fields: Iterable[Field]) -> Iterable[str]:
    for one in fields:
        yield f"{prefix}.{one.name}"
        yield from _keys(f"{prefix}.{one.name}", one.columns)


def test_every_field_of_every_act_is_explained(alone: Clerk) -> None:
    """The forms of one case in many states; what no state offers here is asked for by another test's gap."""
    alone.on("11-02").receives("S3-09", "S2-04", "S2-14", "S2-09").accepts(1, 2)
    alone.on("11-04").stops(2, "专家评审", 15).on("11-05").asks(1)
    held, wanting, seen = factory_help(), [], set()
    found = offers(alone.desk, alone.stream)
    for offer in {one for no in found.items for one in found.of(no)}:
        try:
            form = form_of(alone.desk, alone.stream, offer)
        except Refusal:
            continue
        seen.add(form.name)
        wanting += [key for key in _keys(f"act.{form.name}", form.fields) if held.of(key) is None]
    assert sorted(set(wanting)) == []
    of_a_case = set(FORMS) - set(MATTER_DEEDS) - {"publish_assessment"}
    assert len(seen) >= len(of_a_case) - 4, sorted(of_a_case - seen)


SHARED: Mapping[str, Callable[..., object]] = {
    "appeal_mark": asked.appeal_of, "decide_appeal": asked.decide_of, "exempt": asked.exempt_of,
}  # fmt: skip
"""Fields that a mark without a case asks for as well."""


def test_every_field_about_a_matter_is_explained() -> None:
    """Read off the source of the fields: no one item is in a state that offers all of them."""
    held = factory_help()
    for name in MATTER_DEEDS:
        text = inspect.getsource(FORMS[name].fields)
        text += inspect.getsource(SHARED[name]) if name in SHARED else ""
        fields = set(re.findall(r'Field\(\s*"(\w+)"', text))
        fields |= {"request", "reply_by"} if name in ("urge", "supervise") else set()
        fields |= {"mark"} if name in ("decide_appeal", "exempt") else set()
        assert fields
        assert [key for key in sorted(fields) if held.of(f"act.{name}.{key}") is None] == []


def test_every_deed_is_explained_under_its_own_name_and_article() -> None:
    """What F1 says of an act is what the table of acts says of it."""
    topics = factory_help().topics
    titles = {name: deed.title for name, deed in DEEDS.items()} | {
        name: title for name, (_, title, *_) in CASE_DEEDS.items()
    }
    assert {name: topics[f"do.{name}"].title for name in titles if f"do.{name}" in topics} == titles
    acts = {name: deed.act for name, deed in DEEDS.items()} | {name: act for name, (act, *_) in CASE_DEEDS.items()}
    acts |= {name: name for name in (*MATTER_DEEDS, "publish_assessment")}
    wrong = [name for name, act in acts.items() if not topics[f"do.{name}"].article.startswith(ACTS[act].article)]
    assert wrong == []


def test_every_fact_that_can_be_put_right_is_explained() -> None:
    held = factory_help()
    names = {key for keys in amending.KEYS.values() for key in keys}
    assert sorted(name for name in names if held.of(f"act.amend.{amending.FACT}{name}") is None) == []
    assert {held.of(f"act.amend.{name}") for name in ("amend_reason", "approved_by")}.isdisjoint({None})


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("预收", "预收"),
        ("停表", "特殊环节（特别程序）与停表"),
        ("不予受理", "不受理 ≠ 不予受理 ≠ 不予许可"),
        ("撤销", "撤件 ≠ 撤回 ≠ 撤销 ≠ 注销"),
        ("法定超期", "承诺超时 与 法定超期"),
        ("信用代码", "统一社会信用代码"),
        ("暂定", "暂定"),
    ],
)
def test_a_clerks_word_finds_its_text_first(words: str, first: str) -> None:
    found = factory_help().search(words)
    assert first in [one.title for one in found[:2]]


def test_words_that_stand_nowhere_find_nothing() -> None:
    assert factory_help().search("飞碟") == ()


def test_a_columns_help_is_that_of_its_table_where_it_has_none() -> None:
    held = factory_help()
    assert held.of("act.notify_once.defects.material") == held.of("notify_once.defects")
    assert held.of("没有这一栏") is None


def test_a_columns_word_is_not_taken_for_another_fields() -> None:
    """份数 of a material is not the 份数 of a print."""
    held = factory_help()
    assert held.of("act.take_corrections.pieces.copies") == held.of("take_corrections.pieces")
    assert held.of("act.stop.on") == held.of("on")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a]\ntitle='甲'", "缺少 title、group 或 what"),
        ("[a]\ntitle='甲'\ngroup='g'\nwhat='w'\nhint='x'", "不认识的“hint”"),
        ("[a\n", "写法有误"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "help").mkdir()
    (tmp_path / "help" / "x.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        load(tmp_path)


def test_a_key_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "help").mkdir()
    for name in "xy":
        (tmp_path / "help" / f"{name}.toml").write_text("[a]\ntitle='甲'\ngroup='g'\nwhat='w'", encoding="utf-8")
    with pytest.raises(ValueError, match="重复"):
        load(tmp_path)

"""出具文书: every paper of the counter, from facts to the bytes that are stored."""

from __future__ import annotations

import copy
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdf
import pytest

import bingliang
from bingliang.paper import fill, pages
from bingliang.paper.compose import compose
from bingliang.paper.fill import POINTS, check_facts
from bingliang.paper.form import Form
from bingliang.paper.vocabulary import FactError, found
from tests.paper.conftest import FORMS, long_facts
from tests.paper.test_linebreak import CLOSING, OPENING

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(bingliang.__file__).parents[1])}


def without(facts: dict[str, Any], name: str) -> dict[str, Any]:
    facts = copy.deepcopy(facts)
    *path, last = name.split(".")
    record: Any = facts
    for part in path:
        record = record[part]
        if isinstance(record, list):
            record = record[1 % len(record)]
    record.pop(last, None)
    return facts


def test_every_form_can_be_previewed_with_sample_facts(form: Form) -> None:
    facts = form.sample()
    check_facts(form, facts)
    done = compose(form, json.loads(json.dumps(facts)), watermark="示范数据")
    assert done.pages == pages.page_count(done.pdf) == len(done.lines)
    assert form.title in done.text
    assert [part.name for part in done.parts] == [part.name for part in form.copies]
    assert len(done.pdf) / done.pages < 80 * 1024


def test_the_same_facts_give_the_same_bytes(form: Form) -> None:
    assert compose(form, form.sample()).pdf == compose(form, form.sample()).pdf


def test_the_same_facts_give_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib\nfrom bingliang.settings import factory\nfrom bingliang.paper.form import read_forms\n"
        "from bingliang.paper.compose import compose\n"
        "form = read_forms(factory().forms)['grant']\nprint(hashlib.sha256(compose(form, form.sample()).pdf).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env=ENVIRONMENT | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_reading_forms_and_importing_the_room_needs_no_pdf_library() -> None:
    program = (
        "import sys, bingliang.paper, bingliang.paper.compose\nfrom bingliang.settings import factory\n"
        "from bingliang.paper.form import read_forms\nread_forms(factory().forms)\n"
        "print([name for name in ('reportlab', 'pypdfium2', 'PIL') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=ENVIRONMENT)
    assert done.stdout.strip() == "[]"


def test_every_fact_a_form_requires_is_refused_when_it_is_missing(form: Form) -> None:
    for name in sorted(form.required_facts()):
        facts = without(form.sample(), name)
        with pytest.raises(FactError) as refused:
            check_facts(form, facts)
        label = POINTS.get(name, form.vocabulary.facts[name].label)
        assert label in str(refused.value)
        assert any(word in str(refused.value) for word in (name, "落款信息不全", "请管理员在“设置 → "))


@pytest.mark.parametrize("empty", [None, "", "  ", []])
def test_an_empty_value_is_a_missing_value(empty: object) -> None:
    facts = FORMS["grant"].sample()
    facts["decision"]["content"] = empty
    with pytest.raises(FactError, match="许可内容"):
        compose(FORMS["grant"], facts)


def test_the_row_with_the_gap_is_named() -> None:
    facts = without(FORMS["receipt"].sample(), "items.name")
    with pytest.raises(FactError, match="items第2行"):
        compose(FORMS["receipt"], facts)


@pytest.mark.parametrize("key", ["acceptance", "grant", "refusal", "non_acceptance"])
@pytest.mark.parametrize("gap", ["name", "capacity", "seal", "reconsideration", "court", "online_channel"])
def test_b1_no_decision_is_printed_while_its_body_is_incomplete(key: str, gap: str) -> None:
    facts = FORMS[key].sample()
    facts["body"][gap] = ""
    with pytest.raises(FactError, match="落款信息不全"):
        compose(FORMS[key], facts)


def test_a_refusal_gives_reasons_article_and_both_remedies() -> None:
    text = compose(FORMS["refusal"], FORMS["refusal"].sample()).text.replace("\n", "")
    for words in (
        "60日",
        "6个月",
        "岳阳市人民政府",
        "人民法院",
        "行政复议服务平台",
        "第三十八条第二款",
        "第三十三条第二款",
    ):
        assert words in text


def test_b2_the_commitment_is_unilateral_and_promises_no_date_before_acceptance() -> None:
    form = FORMS["commitment"]
    text = compose(form, form.sample()).text.replace("\n", "")
    for words in (
        "不改变法定期限",
        "不代替受理通知书和决定书",
        "不是对审批结果的承诺",
        "企业签名仅表示收到",
        "不另设期限",
    ):
        assert words in text
    assert not [
        name
        for name in form.required_facts() | form.optional_facts()
        if name.startswith("awaiting") and name.endswith("due")
    ]


def test_a_receipt_says_that_receipt_is_not_acceptance_and_masks_the_phone_of_the_handler() -> None:
    form = FORMS["receipt"]
    done = compose(form, form.sample())
    first, second = ("\n".join(done.lines[part.first - 1]) for part in done.parts)
    assert "收件不等于受理" in first
    assert "13900000001" in first
    assert "13900000001" not in second
    assert "139****0001" in second
    assert "交件人签名" in first
    assert "交件人签名" not in second


def test_without_a_promise_the_paper_refers_to_the_guide() -> None:
    form = FORMS["acceptance"]
    facts = form.sample()
    del facts["items"][0]["promised_text"], facts["items"][0]["promised_due"]
    filled = fill.Filling(form, facts).blocks(form.copies[0], 1)
    assert "时限以办事指南为准" in [text for block in filled for text in fill._strings(block)]


def test_a_provisional_date_says_so_on_paper() -> None:
    assert "2027年1月7日〔暂定，以国务院办公厅通知为准〕" in compose(
        FORMS["extension"], FORMS["extension"].sample()
    ).text.replace("\n", "")


@pytest.mark.parametrize("long", [False, True])
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(form: Form, long: bool) -> None:  # noqa: FBT001  # a parameter of the test
    facts = long_facts(form) if long else form.sample()
    done = compose(form, facts)
    for line in (line for page in done.lines for line in page):
        for piece in line.split(" "):
            assert not piece or piece[0] not in CLOSING.replace("·", "")
            assert not piece or piece[-1] not in OPENING


def test_rare_characters_come_back_when_copied_out_of_the_pdf() -> None:
    form = FORMS["receipt"]
    facts = form.sample()
    facts["handler"]["name"] = "欧阳㛃䶮㸆㳚䲟𠅤𬭬𬀩㙍㮾垚"
    text = pages.page_text(compose(form, facts).pdf, 0)
    assert "欧阳㛃䶮㸆㳚䲟𠅤𬭬𬀩㙍㮾垚" in text.replace("\r\n", "")


def test_the_text_of_a_notice_can_be_copied_as_it_was_written() -> None:
    form = FORMS["grant"]
    text = pages.page_text(compose(form, form.sample()).pdf, 0).replace("\r\n", "")
    for words in (
        "准予行政许可决定书",
        "岳经开审〔2026〕准予第0001号",
        "914306000000001150",
        "2026年10月14日",
        "38600平方米",
    ):
        assert words in text


def test_what_cannot_be_printed_is_refused_by_name() -> None:
    facts = FORMS["grant"].sample()
    facts["enterprise"]["name"] = "岳阳\U0001f600公司"
    with pytest.raises(FactError, match=r"U\+1F600"):
        compose(FORMS["grant"], facts)
    with pytest.raises(FactError, match=r"U\+1F600"):
        check_facts(FORMS["grant"], facts)


def test_only_embedded_fonts_are_named_in_the_file(form: Form) -> None:
    reader = pypdf.PdfReader(io.BytesIO(compose(form, form.sample(), watermark="练习").pdf))
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]  # the types of pypdf are too wide
            assert "/FontFile2" in font.get_object()["/FontDescriptor"], font


def test_the_file_knows_its_title_and_no_time_of_its_own() -> None:
    done = compose(FORMS["grant"], FORMS["grant"].sample())
    info = pypdf.PdfReader(io.BytesIO(done.pdf)).metadata
    assert info is not None
    assert info.title == "准予行政许可决定书"
    assert info.author == found(FORMS["grant"].sample(), "body.name")
    assert b"2026" not in done.pdf.split(b"/CreationDate")[1][:20]


def test_a_number_taken_over_from_another_system_keeps_only_its_square_code() -> None:
    facts = FORMS["delivery"].sample()
    facts["case"]["code"] = "消收〔2026〕031号"
    done = compose(FORMS["delivery"], facts)
    assert "消收〔2026〕031号" in done.text


def test_a_line_feed_in_a_reason_begins_a_paragraph_and_in_a_name_is_a_blank() -> None:
    facts = FORMS["refusal"].sample()
    facts["decision"]["facts"] = "第一。\n第二"
    facts["number"] = "岳经开城〔2026〕\n不予第0001号"
    lines = [line for page in compose(FORMS["refusal"], facts).lines for line in page]
    assert "第二。" in lines
    assert "岳经开城〔2026〕 不予第0001号" in lines


def test_the_watermark_changes_the_picture_but_not_the_text() -> None:
    form = FORMS["grant"]
    plain, marked = compose(form, form.sample()), compose(form, form.sample(), watermark="示范数据")
    assert plain.lines == marked.lines
    assert pages.render(plain.pdf, 0, 40).data != pages.render(marked.pdf, 0, 40).data
    # Light: nothing of it comes near the grey of print.
    darkest = min(
        byte
        for byte, other in zip(pages.render(marked.pdf, 1, 40).data, pages.render(plain.pdf, 1, 40).data, strict=True)
        if other == 255
    )
    assert darkest > 200


def only_required(form: Form) -> dict[str, Any]:
    """The sample without anything that the form does not insist on."""
    wanted, facts = form.required_facts(), form.sample()

    def kept(value: Any, name: str) -> Any:  # noqa: ANN401  # any JSON value
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return [kept(row, name) for row in value] if name in wanted else None
        if isinstance(value, dict) and "date" not in value:
            fields = {key: kept(part, f"{name}.{key}" if name else key) for key, part in value.items()}
            return {key: part for key, part in fields.items() if part is not None}
        return value if name in wanted or (form.owner and name in BODY) or (form.remedy and name in REMEDY) else None

    return dict(kept(facts, ""))


BODY = {"body.name", "body.capacity", "body.seal"}
REMEDY = {"body.reconsideration", "body.court", "body.online_channel"}
FILLED = {
    "text": "补充说明",
    "number": 7,
    "date": "2026-11-20",
    "datetime": "2026-11-20T10:05",
    "bool": True,
    "list": ["甲", "乙"],
}


def test_a_paper_can_be_made_with_nothing_but_its_required_facts(form: Form) -> None:
    compose(form, only_required(form))


def test_a_paper_can_be_made_with_every_optional_fact_present(form: Form) -> None:
    facts = form.sample()
    for name in sorted(form.optional_facts(), key=len):
        *path, last = name.split(".")
        record: Any = facts
        for part in path:
            record = record.setdefault(part, {}) if isinstance(record, dict) else record
        for row in record if isinstance(record, list) else [record]:
            if not row.get(last):
                row[last] = FILLED[form.vocabulary.facts[name].type]
    compose(form, facts)


def test_parts_left_out_leave_no_gap_in_the_count() -> None:
    facts = FORMS["commitment"].sample()
    whole = compose(FORMS["commitment"], facts).text
    assert "三、由其他机关决定的事项" in whole
    assert "四、时限的计算" in whole
    facts["elsewhere"] = []
    text = compose(FORMS["commitment"], facts).text
    assert "由其他机关决定的事项" not in text
    assert "三、时限的计算" in text
    assert "八、" not in text

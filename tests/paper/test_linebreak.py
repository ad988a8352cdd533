"""换行: checked against UAX #14 (library uniseg) and against what a typesetter never does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break_boundaries

from bingliang.paper import fill
from bingliang.paper.form import Form
from bingliang.paper.linebreak import break_lines, halves, units

CLOSING = "，。、；：？！）》〉】〕」』”’％℃…·"
OPENING = "（《〈【〔「『“‘№￥"
STRESS = (
    "依据《中华人民共和国行政许可法》第三十二条第一款第（四）项、第八十二条，岳经开审〔2026〕受理第0001号通知书自2026年10月12日9时26分起"
    "计算20个工作日（含3.5%的误差——约1,200.50元）；统一社会信用代码914306000000001150，项目代码2609-430600-04-01-100001，"
    "详见GB/T 9704-2012和DN300(PE)管、110kV变电站……“所需时间”不计算在内：①踏勘②公示；☑同意☐不同意，约5㎡±2℃、№3，岳阳·楼。"
)
# Places where we break although UAX #14 forbids it, each with its reason.
LOOSER = (
    ("“”‘’\"'", "UAX #14 把引号一律当作前后都不可断；中文的开引号只管后面，合引号只管前面"),
    ("☑☐", "勾选框由程序画出，只与后面的文字相连"),
    ("±×€#①㎡", "符号后面紧跟的不是数字时按汉字处理，公文中只出现在数字旁边"),
)


def breaks(text: str) -> set[int]:
    """Where our units end."""
    result, position = set(), 0
    for unit in units(text):
        position += len(unit)
        result.add(position)
    return result


def forbidden(text: str) -> Iterator[str]:
    allowed = set(line_break_boundaries(text))
    loose = "".join(chars for chars, _reason in LOOSER)
    for place in sorted(breaks(text) - allowed):
        around = text[max(0, place - 1) : place + 1]
        if not any(char in loose for char in around):
            yield f"{text[max(0, place - 6) : place]}|{text[place : place + 6]}"


def every_text(form: Form) -> Iterator[str]:
    filling = fill.Filling(form, form.sample())
    for number, copy in enumerate(form.copies, 1):
        for block in filling.blocks(copy, number):
            yield from fill._strings(block)


def test_every_break_in_every_form_is_allowed_by_uax14(form: Form) -> None:
    found = {bad for text in every_text(form) for part in text.split("\n") for bad in forbidden(part)}
    assert found == set()


def test_the_stress_text_breaks_only_where_uax14_allows() -> None:
    assert list(forbidden(STRESS)) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "岳",
                "经开区",
                "许可",
                *"，。、；：？！（）《》〔〕…·％",
                "2026",
                "10月",
                "DN300",
                "3.5%",
                "——",
                "A/B",
                "kV",
                " ",
            ]
        ),
        max_size=30,
    ).map("".join)
)
@settings(max_examples=100, deadline=None)
def test_no_mixture_of_chinese_figures_and_latin_breaks_where_uax14_forbids(text: str) -> None:
    assert list(forbidden(text.strip())) == []


PIECES = [
    *"岳阳经开区许可，。、；：？！（）《》〔〕“”—…·％℃０ㄱ①□☐☑㎡ ",
    "2026", "10月12日", "DN300", "A-3#", "3.5%", "……", "——", "第三十二条", "GB/T", "(PE)", "kV", "　",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_no_line_of_any_text_breaks_the_rules(text: str) -> None:
    assert "".join(units(text)) == text
    lines = break_lines(text, 20, 4)
    for number, line in enumerate(lines):
        assert halves(line.text) <= (20 if number else 16)
    joined = "".join(line.text for line in lines).replace(" ", "")
    assert joined == text.replace(" ", "")


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_the_units_of_whatever_is_typed_are_the_text(text: str) -> None:
    assert "".join(units(text)) == text


@pytest.mark.parametrize("measure", range(12, 60, 3))
def test_no_line_begins_with_a_closing_or_ends_with_an_opening_mark(measure: int) -> None:
    for line in break_lines(STRESS, measure)[1:]:
        assert line.text[0] not in CLOSING
    for line in break_lines(STRESS, measure)[:-1]:
        assert line.text[-1] not in OPENING


@pytest.mark.parametrize(
    "whole",
    [
        "2026年10月12日",
        "〔2026〕受理第0001号",
        "第三十二条",
        "第（四）项",
        "20个工作日",
        "——",
        "……",
        "1,200.50元",
        "914306000000001150",
    ],
)
def test_what_belongs_together_stays_in_one_line(whole: str) -> None:
    for before in range(12):
        lines = break_lines("岳" * before + whole + "阳" * 30, 40)
        assert any(whole in line.text for line in lines), [line.text for line in lines]


def test_a_code_longer_than_the_line_is_cut_at_the_edge_and_nothing_is_lost() -> None:
    lines = break_lines("编号" + "9" * 50, 20)
    assert "".join(line.text for line in lines) == "编号" + "9" * 50
    assert all(halves(line.text) <= 20 for line in lines)


def test_a_document_number_in_a_narrow_cell_breaks_beside_its_brackets() -> None:
    assert [line.text for line in break_lines("岳不动产〔2026〕受理第0001号", 16)] == [
        "岳不动产〔2026〕",
        "受理第0001号",
    ]


def test_a_column_too_narrow_for_two_characters_is_refused() -> None:
    with pytest.raises(ValueError, match="栏宽"):
        break_lines("岳阳", 3)


def test_the_first_line_is_shorter_by_the_indent() -> None:
    lines = break_lines("岳" * 60, 56, 4)
    assert [len(line.text) for line in lines] == [26, 28, 6]
    assert [line.start for line in lines] == [0, 26, 54]


def test_the_short_name_of_a_body_stays_with_its_number_and_takes_no_word_along() -> None:
    number = "岳经开审〔2026〕受理第0001号"
    for before in range(16):
        lines = [line.text for line in break_lines(f"{'国' * before}（受理号：{number}）予以办理", 44)]
        assert any(number in line for line in lines), lines
    lines = [line.text for line in break_lines("退还所交材料，见本决定书所附材料退还清单〔2026〕第0002号。", 40)]
    assert not any(line.startswith("料") for line in lines), lines
    lines = [line.text for line in break_lines("国国国国国国的审批事项，按照示范〔2026〕1号公告办理。", 32)]
    assert lines[0] == "国国国国国国的审批事项，按照", "a verb is no name"

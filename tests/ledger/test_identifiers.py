"""证照号码: what the counter takes, what it sends back, and in which words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bingliang.ledger import identifiers
from bingliang.ledger.identifiers import (
    case_code,
    check_case_code,
    credit_code,
    id_number,
    mask_phone,
    phone,
    project_code,
)

PUBLIC_CODES = [
    "91110000600037341L",
    "91441900598964612J",
    "113325000026455663",
    "11430902006728916M",
    "91350100M000100Y43",
]
DEMO_CODES = [
    "914306000000001150",
    "9143060000000022X1",
    "91430600000000334A",
    "91430600000000449G",
    "91430600000000553L",
    "91430600000000668T",
    "91430600000000772Y",
    "914306000000008875",
    "9143060000000110XG",
    "91430600000001214R",
    "914306000000009919",
]
ID_NUMBERS = ["11010519491231002X", "440524188001010014", "360426199101010071", "430602199003072314"]
PROJECT_CODES = ["2609-430600-04-01-100001", "2019-430600-47-03-012345"]
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WIDE = {ord(sign): ord(sign) + 0xFEE0 for sign in "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}


def sealed(body: str) -> str:
    """The credit code of these 16 characters: both check digits put on by the arithmetic of the two standards."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    remainder = 11 - sum(w * int(s, 36) for w, s in zip(weights, body[8:], strict=True)) % 11
    body += {10: "X", 11: "0"}.get(remainder, str(remainder))
    weights31 = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    total = sum(w * SIGNS.index(s) for w, s in zip(weights31, body, strict=True))
    return body + SIGNS[(31 - total % 31) % 31]


credit_codes = st.builds(
    lambda first, second, region, body: sealed(first + second + region + body),
    st.sampled_from("123456789ANY"),
    st.sampled_from("1239"),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(SIGNS, min_size=8, max_size=8),
)
id_numbers = st.builds(
    lambda region, born, serial: with_id_check(f"{region}{born:%Y%m%d}{serial}"),
    st.text("0123456789", min_size=6, max_size=6),
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.text("0123456789", min_size=3, max_size=3),
)


def with_id_check(body: str) -> str:
    """The ID number of these 17 digits, found by trying all eleven endings with ISO 7064 MOD 11-2."""
    for sign in "0123456789X":
        rest = 0
        for digit in body + sign:
            rest = (rest * 2 + (10 if digit == "X" else int(digit))) % 11
        if rest == 1:
            return body + sign
    raise AssertionError(body)


@pytest.mark.parametrize("code", PUBLIC_CODES + DEMO_CODES)
def test_a_true_credit_code_is_taken_as_it_stands(code: str) -> None:
    assert credit_code(code) == code


@pytest.mark.parametrize("code", PUBLIC_CODES)
def test_full_width_lower_case_blanks_and_hyphens_are_folded(code: str) -> None:
    assert credit_code(code.translate(WIDE)) == code
    assert credit_code(code.lower().translate(WIDE)) == code
    assert credit_code(f"\u3000{code[:8]} {code[8:16].lower()}-{code[16:]}\u200b\r\n") == code


@given(credit_codes)
def test_every_code_sealed_by_both_standards_is_taken(code: str) -> None:
    assert credit_code(code) == code


@given(credit_codes, st.integers(0, 17), st.sampled_from(SIGNS + "IOSVZ"))
def test_a_credit_code_wrong_by_one_character_is_refused(code: str, place: int, sign: str) -> None:
    assume(code[place] != sign)
    with pytest.raises(ValueError, match="统一社会信用代码"):
        credit_code(code[:place] + sign + code[place + 1 :])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("92350100MA2XXXXX00", "第18位应为“D”，现为“0”"),
        ("91430600MA4L000000", "第18位应为“9”，现为“0”"),
        ("9111000060003734", "应为18位，现为16位"),
        ("91110000600037341LL", "应为18位，现为19位"),
        ("9111000O600037341L", "第8位“O”不在可用字符之内.*是否应为“0”"),
        ("911100006000373IIL", "第16位“I”"),
        ("91110000600037341！", "第18位“!”不在可用字符之内（数字和除I、O、S、V、Z外的大写字母），请核对"),
        ("B1110000600037341L", "第1位“B”不是登记管理部门代码"),
        ("91A10000600037341L", "第3至8位应为6位行政区划数字，现为“A10000”"),
        ("430600000012345", "旧营业执照注册号"),
        ("11010519491231002X", "这是居民身份证号码"),
        ("11010519491231002x", "这是居民身份证号码"),
        (" \u3000", "没有填写"),
    ],
)
def test_a_wrong_credit_code_is_refused_with_the_reason(wrong: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        credit_code(wrong)


def test_the_organisation_code_inside_is_checked_too() -> None:
    right = "91110000600037341L"
    body = right[:16] + "2"
    weights = [pow(3, n, 31) for n in range(17)]
    total = sum(w * SIGNS.index(s) for w, s in zip(weights, body, strict=True))
    with pytest.raises(ValueError, match="组织机构代码校验不符：第17位应为“1”，现为“2”"):
        credit_code(body + SIGNS[-total % 31])


@pytest.mark.parametrize("code", ID_NUMBERS)
def test_a_true_id_number_is_taken(code: str) -> None:
    assert id_number(code) == code
    assert id_number(code.lower().translate(WIDE)) == code
    assert id_number(f" {code[:6]} {code[6:14]} {code[14:]} ") == code


def test_the_permits_of_hong_kong_macao_and_taiwan_residents_are_taken() -> None:
    for region in ("810000", "820000", "830000", "990000"):
        code = with_id_check(f"{region}19800229001")
        assert id_number(code) == code


@given(id_numbers)
def test_every_id_number_with_its_check_digit_is_taken(code: str) -> None:
    assert id_number(code) == code


@given(id_numbers, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_an_id_number_wrong_by_one_character_is_refused(code: str, place: int, sign: str) -> None:
    assume(code[place] != sign)
    with pytest.raises(ValueError, match="身份证号码"):
        id_number(code[:place] + sign + code[place + 1 :])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("430602199003072316", "末位应为“4”，现为“6”"),
        ("430602900307231", "15位的旧身份证号码"),
        ("43060219900307231", "应为18位，现为17位"),
        ("43060219900307231A", "第18位“A”不对"),
        ("4306021990030723X4", "第17位“X”不对"),
        ("430602199002302314", "“19900230”不是出生日期"),
        ("430602179903072314", "“17990307”不是出生日期"),
        ("91110000600037341L", "这是统一社会信用代码，不是身份证号码"),
        ("", "没有填写"),
    ],
)
def test_a_wrong_id_number_is_refused_with_the_reason(wrong: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        id_number(wrong)


@pytest.mark.parametrize("code", PROJECT_CODES)
def test_both_generations_of_project_codes_are_taken(code: str) -> None:
    assert project_code(code) == code
    assert project_code(f"\u3000{code.translate(WIDE)} ") == code
    assert project_code(code.replace("-", "—")) == code


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("26094306000401100001", "缺少短横，请核对后写作“2609-430600-04-01-100001”"),
        ("2609-430600-04-01-10001", "格式不对"),
        ("2609-43060-004-01-100001", "格式不对"),
        ("2609-430600-04-01-1000O1", "格式不对"),
        ("2609-430600-04-01-10000²", "格式不对"),
        ("", "没有填写"),
    ],
)
def test_a_wrong_project_code_is_refused_with_the_reason(wrong: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        project_code(wrong)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("１３８００１３８０００", "13800138000"),
        (" 138 0013 8000\n", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("+86 13800138000", "13800138000"),
        ("０７３０－８８８８１２３", "0730-8888123"),
        ("07308888123", "07308888123"),
        ("0730-8888123-01", "0730-8888123-01"),
    ],
)
def test_telephones_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert phone(typed) == kept


@pytest.mark.parametrize("typed", ["", "1380013800", "8888123", "0730-888812", "138001380001", "١٣٨٠٠١٣٨٠٠٠"])
def test_what_is_no_telephone_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="不是手机号码或者带区号的固定电话"):
        phone(typed)


def test_telephones_are_shown_masked() -> None:
    assert mask_phone("138 1234 5678") == "138****5678"
    assert mask_phone("１３８１２３４５６７８") == "138****5678"
    assert mask_phone("0730-8888123") == "*******8123"
    assert mask_phone("12345") == "*****"
    assert mask_phone("") == ""


@given(st.dates(date(2015, 1, 1), date(2050, 12, 31)), st.integers(1, 9999))
def test_a_case_code_is_fourteen_digits_and_reads_back(day: date, serial: int) -> None:
    code = case_code(day, serial)
    assert len(code) == 14
    assert code.startswith(f"{day:%Y%m%d}{serial:04d}")
    assert int(code) % 97 == 1
    assert check_case_code(f" {code[:8]} {code[8:]} ".translate(WIDE)) == code


@given(st.dates(date(2015, 1, 1), date(2050, 12, 31)), st.integers(1, 9999), st.integers(0, 13), st.integers(1, 9))
def test_a_case_code_wrong_by_one_digit_is_refused(day: date, serial: int, place: int, shift: int) -> None:
    code = case_code(day, serial)
    digit = str((int(code[place]) + shift) % 10)
    with pytest.raises(ValueError, match="办件码"):
        check_case_code(code[:place] + digit + code[place + 1 :])


@given(st.dates(date(2015, 1, 1), date(2050, 12, 31)), st.integers(1, 9999), st.integers(0, 12))
def test_a_case_code_with_two_neighbours_swapped_is_refused(day: date, serial: int, place: int) -> None:
    code = case_code(day, serial)
    assume(code[place] != code[place + 1])
    with pytest.raises(ValueError, match="办件码"):
        check_case_code(code[:place] + code[place + 1] + code[place] + code[place + 2 :])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [("2026101200018", "14位数字"), ("2026101200018X", "14位数字"), ("20261312000150", "日期或流水号不对")],
)
def test_a_wrong_case_code_is_refused_with_the_reason(wrong: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_case_code(wrong)


def test_a_case_code_has_no_serial_nought_nor_ten_thousand() -> None:
    for serial in (0, 10000):
        with pytest.raises(ValueError, match="1至9999"):
            case_code(date(2026, 10, 12), serial)
    with pytest.raises(ValueError, match="日期或流水号不对"):
        check_case_code("20261012000082")


def test_the_weights_are_those_of_the_standard() -> None:
    assert identifiers._CREDIT_WEIGHTS == (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

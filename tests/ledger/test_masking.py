"""Numbers of persons never stand in a log, however they were written; codes of firms and cases stay readable."""

from __future__ import annotations

import pytest

from bingliang.ledger.identifiers import credit_code, id_number
from bingliang.ledger.masking import HIDDEN, masked

IDS = ["440524188001010014", "11010519491231002X", "360426199101010071", "430602199003072316", "810000199408230021"]
PHONES = ["13900000009", "18607300001", "15273012345", "19912345678", "17712341234"]


@pytest.mark.parametrize("number", IDS)
@pytest.mark.parametrize("written", ["{}", "证件号：{}。", "('{}',)", "id={} phone", "《{}》", "x\n{}\ny"])
def test_an_identity_number_is_hidden(number: str, written: str) -> None:
    said = masked(written.format(number))
    assert number not in said
    assert number[-4:] not in said
    assert HIDDEN in said


def test_a_number_that_fits_both_ways_is_a_persons() -> None:
    """Its check digits are right as an identity number and, by chance, as a credit code."""
    both = "430600199906066254"
    assert credit_code(both) == id_number(both) == both
    assert masked(both) == HIDDEN


def test_a_credit_code_in_the_form_of_an_identity_number_stays() -> None:
    code = "914306199001010185"
    assert credit_code(code) == code
    with pytest.raises(ValueError, match="不是身份证号码"):
        id_number(code)
    assert masked(code) == code


@pytest.mark.parametrize("number", PHONES)
@pytest.mark.parametrize(
    "form", [lambda n: n, lambda n: f"{n[:3]} {n[3:7]} {n[7:]}", lambda n: f"{n[:3]}-{n[3:7]}-{n[7:]}",
             lambda n: f"+86 {n}", lambda n: f"86{n}", lambda n: f"电话{n}，请回"]
)  # fmt: skip
def test_a_mobile_number_is_hidden(number: str, form: object) -> None:
    said = masked(form(number))  # type: ignore[operator]  # a table of ways to write
    assert number[-4:] not in said
    assert HIDDEN in said


@pytest.mark.parametrize(
    "text",
    [
        "４４０５２４１８８００１０１００１４", "440524 18800101 0014", "440524-18800101-0014", "430602900307231",
        "0730-8889999", "(0730)8889999", "010-62345678 转 801", "E12345678", "EA1234567",
    ],
)  # fmt: skip
def test_other_ways_of_writing_are_known(text: str) -> None:
    assert masked(f"号码 {text} 完") == f"号码 {HIDDEN} 完"


@pytest.mark.parametrize(
    "text",
    [
        "914306000000009919", "91430600000000553L", "11430902006728916M", "113325000026455663",
        "20261218000149", "2609-430600-04-01-100001", "经开城管〔2026〕受理第0001号",
        "2026-12-18 08:50:00,123", "1218-085000-ab12", "case/1682b70d37ad50b4b19279445ea72de5",
        "0xFFFF, line 4305, 6.11.1, 127.0.0.1:5432",
        "3f2a9c1de4b07788" * 4,
    ],
)  # fmt: skip
def test_codes_of_firms_cases_and_programs_stay(text: str) -> None:
    assert masked(text) == text


def test_a_password_in_an_address_is_hidden_and_the_rest_stays() -> None:
    said = masked("postgresql+psycopg://counter:se:cr-et@10.1.2.3/bingliang refused")
    assert said == f"postgresql+psycopg://counter:{HIDDEN}@10.1.2.3/bingliang refused"


def test_the_values_of_a_statement_are_hidden_and_the_traceback_stays() -> None:
    said = masked("(sqlite3.OperationalError) no such column\n[SQL: SELECT name FROM person WHERE id = ?]\n"
                  "[parameters: ('张三', '岳阳')]\n(Background on this error)")  # fmt: skip
    assert "张三" not in said
    assert "SELECT name FROM person" in said
    assert "Background" in said

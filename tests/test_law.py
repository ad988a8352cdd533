"""The law of the file has fifteen rules about the file and five about its papers; each has a test that bears its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

RULES = (*(f"a{number}" for number in range(1, 16)), *(f"b{number}" for number in range(1, 6)))


def named() -> dict[str, int]:
    """How many tests bear the name of each rule: `test_a5_…`, also where one test stands for two of them."""
    found: dict[str, int] = {}
    for path in Path(__file__).parent.rglob("test_*.py"):
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE):
            for rule in re.findall(r"(?<=_)([ab]\d{1,2})(?=_)", name):
                found[rule] = found.get(rule, 0) + 1
    return found


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_tests_that_bear_its_name(rule: str) -> None:
    assert named().get(rule, 0) >= (1 if rule == "b5" else 2), f"{rule} 没有以它命名的测试"

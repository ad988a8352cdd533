"""The forms and the facts that the tests of the paper room share."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from bingliang.paper.form import Form, read_forms
from bingliang.settings import factory

FORMS = read_forms(factory().forms)
LONG = {"items": 12, "materials": 30, "accepted": 12, "awaiting": 8, "defects": 14, "documents": 9, "changes": 12}


def long_facts(form: Form) -> dict[str, Any]:
    """The longest lawful names, twelve items, thirty materials: what a large firm brings on one morning."""
    facts = form.sample()
    facts["enterprise"]["name"] = (
        "岳阳经济技术开发区新型建筑防水材料与节能保温装饰一体化研发制造（集团）股份有限公司（虚构）"
    )
    facts["enterprise"]["former_name"] = "岳阳经济技术开发区防水材料制造有限责任公司（虚构）"
    facts["project"]["name"] = (
        "核心零部件精密铸造、热处理与智能装配一体化产业园建设项目（二期）及配套110kV变电站、35kV开关站工程"
    )
    facts["body"]["capacity_line"] = "（受市人民政府有关工作部门委托，委托公告示范〔2026〕2号，有效期至2031年6月30日）"
    for name, count in LONG.items():
        if name in facts:
            rows = facts[name]
            facts[name] = [_row(rows[number % len(rows)], number) for number in range(count)]
    return facts


def _row(row: dict[str, Any], number: int) -> dict[str, Any]:
    fresh = copy.deepcopy(row)
    fresh["no"] = number + 1
    if number % 3 == 0 and "name" in fresh:
        fresh["name"] += "（含附属设施、市政管线接驳及临时占用绿化带等关联事项）"
    if number % 4 == 1 and "promised_due" in fresh:
        fresh["promised_due"] = {"date": "2027-02-04", "provisional": True}
    if number % 5 == 4:
        fresh.pop("promised_due", None)
        fresh.pop("promised_text", None)
    return fresh


@pytest.fixture(params=sorted(FORMS))
def form(request: pytest.FixtureRequest) -> Form:
    """每种文书, one after the other."""
    return FORMS[request.param]

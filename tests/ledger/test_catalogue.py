"""事项目录: words of units and kinds, versions by day, and what an issuing body still lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bingliang.desk.loading import factory_catalogue
from bingliang.ledger.catalogue import Handling, IssuingBody, PrerequisiteKind, Start, Unit

CATALOGUE = factory_catalogue()
ITEM = CATALOGUE.items["S3-09"]
WHOLE = IssuingBody(
    "x", "某", name="某局（示范）", capacity="法定职权", seal="章", reconsideration="市政府", court="法院", online_channel="掌上复议"
)  # fmt: skip


def test_units_and_starts_are_said_in_words() -> None:
    assert [unit.text for unit in Unit] == ["个工作日", "个自然日", "日"]
    assert all(start.text.endswith("之日") for start in Start)


def test_kinds_of_handling() -> None:
    paper = {Handling.SPOT, Handling.PROMISED, Handling.FORWARDED, Handling.PLEDGED}
    assert {kind for kind in Handling if kind.has_acceptance_paper} == paper
    assert {kind for kind in Handling if kind.has_completeness_clock} == paper | {Handling.CONVENED}
    assert not Handling.DUTY.offered
    assert Handling.FILING.offered
    assert {kind for kind in PrerequisiteKind if not kind.waits} == {
        PrerequisiteKind.TOGETHER,
        PrerequisiteKind.PARALLEL,
    }


@pytest.mark.parametrize(
    ("body", "lacks"),
    [
        (WHOLE, ()),
        (replace(WHOLE, court="", seal=""), ("印章", "管辖法院")),
        (replace(WHOLE, capacity="委托"), ("委托公告文号",)),
        (replace(WHOLE, capacity="委托", capacity_line="示范公告1号", capacity_until=date(2026, 10, 12)), ()),
        (replace(WHOLE, capacity_until=date(2026, 10, 11)), ("委托期限已届满",)),
    ],
)
def test_what_a_body_lacks(body: IssuingBody, lacks: tuple[str, ...]) -> None:
    assert body.missing(date(2026, 10, 12)) == lacks


def test_a_version_is_in_force_by_day() -> None:
    old = replace(ITEM, version=1, effective_to=date(2026, 6, 30))
    new = replace(ITEM, version=2, effective_from=date(2026, 7, 2))
    found = replace(CATALOGUE, items={"S3-09": new}, versions={"S3-09": (old, new)})
    assert found.item_on("S3-09", date(2026, 6, 30)).version == 1
    assert found.item_on("S3-09", date(2026, 7, 2)).version == 2
    with pytest.raises(ValueError, match="没有有效版本"):
        found.item_on("S3-09", date(2026, 7, 1))
    with pytest.raises(ValueError, match="没有编码为"):
        found.item_on("S9-99", date(2026, 7, 1))


def test_a_list_shows_every_item_also_where_no_version_is_in_force() -> None:
    early = replace(ITEM, effective_to=date(2026, 6, 30))
    late = replace(ITEM, effective_from=date(2026, 7, 2), effective_to=date(2026, 12, 31), version=2)
    found = replace(CATALOGUE, items={ITEM.code: late}, versions={ITEM.code: (early, late)})
    days = (date(2018, 5, 2), date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 2), date(2027, 1, 4))
    assert [found.on(ITEM.code, day).version for day in days] == [1, 1, 2, 2, 2]
    assert replace(found, versions={}).on(ITEM.code, days[0]) == late, "an item of one version alone"
    with pytest.raises(ValueError, match="没有编码为"):
        found.on("S9-99", days[0])


def test_bodies_and_settings() -> None:
    assert CATALOGUE.body_of("S3-09").code == ITEM.body
    with_source = replace(CATALOGUE, settings={"a": {"value": 1, "source": "示范"}, "b": 2})
    assert (with_source.setting("a"), with_source.setting("b"), with_source.setting("c", 3)) == (1, 2, 3)

"""全区的机制总览: every figure is that of the list it leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from bingliang.desk.desk import Desk
from bingliang.desk.lights import Light
from bingliang.desk.overview import Overview, overview, projects
from bingliang.desk.panels.values import NAMES
from bingliang.desk.pledges.agreed import Promised, record, settle
from bingliang.desk.pledges.register import register
from bingliang.desk.pledges.rows import PledgeKind
from bingliang.desk.projects.rows import library
from bingliang.desk.supervision.matters import matters
from bingliang.desk.supervision.rows import MatterFilter, under
from bingliang.desk.zone_overview import ZONE, zone_overview
from bingliang.ledger.agreed import KEPT
from tests.clerk import Clerk


@pytest.fixture(scope="module")
def desk(desk_again: Callable[[], Desk]) -> Iterator[Desk]:
    made = desk_again()
    yield made
    made.close()


@pytest.fixture(scope="module")
def zone(desk: Desk) -> Overview:
    return zone_overview(desk)


def value(zone: Overview, no: int, text: str) -> str:
    return next(line.value for line in zone.panels[no - 1].lines if line.text == text)


def test_all_eight_are_alive_and_each_line_of_a_count_leads_to_its_list(zone: Overview) -> None:
    assert (zone.id, [one.name for one in zone.panels]) == (ZONE, list(NAMES))
    assert all(one.lines for one in zone.panels)
    assert all(line.room for one in zone.panels for line in one.lines)


def test_the_figures_are_those_of_the_rooms(desk: Desk, zone: Overview) -> None:
    rows = library(desk).rows
    assert (zone.panels[0].figure, dict(zone.facts)["项目"]) == ("12", f"{len(rows)} 个")
    assert zone.panels[0].words == "个项目；招商：洽谈 1 → 签约 7 → 落地 4"
    assert value(zone, 1, "集中开工第3批（12-28）") == "具备条件 1/2"
    assert value(zone, 1, "要素保障超期") == "1 个"
    assert value(zone, 2, "承诺超时") == "1 件"
    assert value(zone, 2, "法定超期") == "0 件"
    every = matters(desk)
    assert value(zone, 7, "待督办") == f"{len(under(every, MatterFilter.SUPERVISE))} 件"
    assert value(zone, 8, "已违诺") == f"{register(desk, PledgeKind.PUBLIC).counts[PledgeKind.BROKEN]} 条"
    assert zone.light is Light.PROMISE_LATE
    assert zone.sentence.startswith("12 个项目，")
    assert dict(zone.facts)["要素保障已解决"] == "1,800 万元"


def test_an_open_problem_stands_on_its_projects_page(desk: Desk) -> None:
    page = overview(desk, projects(desk, "智能零部件")[0].id)
    first = page.panels[0].lines[0]
    assert (first.text, first.value, first.light) == ("要素保障·政策兑现：产发局", "超期 6 日", Light.PROMISE_LATE)
    assert first.subject.startswith("problem/")


def test_an_empty_zone_has_no_alarm(alone: Clerk) -> None:
    alone.on("11-02")
    found = zone_overview(alone.desk)
    assert [one.figure for one in found.panels] == ["0", "0", "0", "0", "", "0", "0", "0"]
    assert found.panels[5].words == "件在办；近一年没有好差评"
    assert dict(found.facts)["要素保障已解决"] == "没有金额"


def test_promises_to_enterprises_are_counted_beside_those_of_the_departments(alone: Clerk) -> None:
    alone.on("11-02")
    firm = "岳阳示例精工有限公司（虚构）"
    days = {"补助到账": date(2026, 11, 10), "道路通车": date(2026, 11, 10), "供电": date(2026, 12, 31)}
    made = {
        words: str(
            record(alone.desk, words, Promised("政策承诺", firm, words, "示范文〔2026〕2号", "产发局", until))["stream"]
        )
        for words, until in days.items()
    }
    found = zone_overview(alone.desk)
    assert (value(found, 8, "招商和政策承诺"), found.panels[7].light) == ("3 条", Light.OK)
    settle(alone.desk, "兑现", made["补助到账"], KEPT, date(2026, 11, 2), "拨付凭证示范1号")
    alone.on("11-11")
    found = zone_overview(alone.desk)
    assert value(found, 8, "招商和政策承诺") == "3 条，兑现 1，未兑现 1"
    assert found.panels[7].words == "条限时承诺履行中；对企业的承诺兑现率 50.0%"
    assert found.panels[7].light is Light.PROMISE_LATE, "one is past its day"


def test_the_departments_that_broke_a_public_pledge_are_counted(desk: Desk, zone: Overview) -> None:
    rows = register(desk, PledgeKind.PUBLIC).rows
    broken = sum(row.counts[2] > 0 for row in rows)
    assert broken
    assert value(zone, 8, "部门公开承诺") == f"{len(rows)} 个部门，{broken} 个有违诺"

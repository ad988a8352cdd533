"""全程代办 in the demonstration: the morning of the agents, the export, the fourth panel of the overview."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bingliang.desk.agency.export import export_agency
from bingliang.desk.agency.listing import AgencyFilter, Sort, agency
from bingliang.desk.desk import Desk
from bingliang.desk.lights import Light
from bingliang.desk.overview import overview
from bingliang.desk.overview import projects as choices
from bingliang.desk.panels.values import Panel
from tests.clerk import Clerk
from tests.desk.agency_hand import (
    ready,
)


@pytest.fixture(scope="module")
def shown(desk_again: Callable[[], Desk]) -> Iterator[Desk]:
    desk = desk_again()
    yield desk
    desk.close()


def test_the_morning_of_the_agents(shown: Desk) -> None:
    found = agency(shown)
    counts = {str(which): len(found.under(which)) for which in AgencyFilter}
    assert counts == {
        "我的代办": 0, "待接": 1, "今日要办": 2, "逾期": 1, "全部在办": 4, "已结": 1, "代办岗位": 11, "缺首席代办": 1,
    }  # fmt: skip
    first, second = found.under(AgencyFilter.OPEN)[:2]
    assert "虚构" in first.lower, "what is late falls on the invented firm"
    assert second.coming == "领取《城镇污水排入排水管网许可》的结果"
    assert second.when == "就是今天"
    accompanied = next(row for row in found.under(AgencyFilter.OPEN) if row.upper.startswith("生物制剂"))
    assert (accompanied.coming, accompanied.when) == ("陪办《药品生产许可证核发》（省药监）", "至 2027-01-19〔暂定〕")


def test_the_export_has_a_sheet_for_each(shown: Desk, tmp_path: Path) -> None:
    book = load_workbook(export_agency(shown, str(tmp_path / "代办.xlsx")))
    assert book.sheetnames == ["代办委托", "代办日志", "代办岗位", "缺首席代办"]
    assert [book[name].max_row for name in book.sheetnames] == [6, 17, 12, 2]
    export_agency(shown, str(tmp_path / "代办.csv"))
    assert (tmp_path / "代办.csv").read_text("utf-8-sig").count("\n") == 6


def test_the_fourth_panel_of_the_overview_says_who_and_what_is_next(shown: Desk) -> None:
    def panel(words: str) -> Panel:
        return overview(shown, choices(shown, words)[0].id).panels[3]

    collect = panel("磁力装备")
    assert (collect.figure, collect.words, collect.light) == ("1", "件在办委托，今天要办 1 步", Light.SOON)
    said = {line.text: line.value for line in collect.lines}
    assert said["首席代办专员（职务）"] == "岳阳经开区城市管理局局长（城市管理局局长）"
    assert said["　领取《城镇污水排入排水管网许可》的结果"] == "至12月18日"
    assert panel("智能零部件").light is Light.PROMISE_LATE
    ended = panel("新能源汽车")
    assert (ended.figure, ended.lines[0].text, ended.lines[0].light) == ("0", "政务中心代办岗（一）代办", Light.DONE)
    assert ended.room == "全程代办"
    assert panel("大数据产业园").words.startswith("没有委托代办")


def test_the_panel_names_a_chief_that_is_wanting(alone: Clerk) -> None:
    ready(alone, agent="")
    alone.receives("S3-09")
    panel = overview(alone.desk, choices(alone.desk, "智能零部件")[0].id).panels[3]
    assert panel.light is Light.PROMISE_LATE
    assert {line.text: line.value for line in panel.lines}["首席代办专员（职务）"] == "没有明确首席代办专员"


def test_rows_of_each_sort(shown: Desk) -> None:
    assert {row.sort for row in agency(shown).rows} == set(Sort)

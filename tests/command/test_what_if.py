"""bingliang what-if: on the sample zone's stories; nothing is recorded, whatever is tried."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from bingliang.boards.what_if.change import (
    CapacityChange,
    Change,
    LimitChange,
    OrderChange,
    Pace,
    PeriodChange,
    Scenario,
    Which,
)
from bingliang.command import main
from bingliang.command.what_if import change_of
from bingliang.desk.demo.story import CLERK, StoryClock
from bingliang.desk.desk import Desk, open_desk
from bingliang.desk.statistics.table import Group
from bingliang.desk.what_if.asking import KIND, Asked, OfChanges, form, with_change
from bingliang.desk.what_if.saving import save
from bingliang.desk.what_if.table import compared
from bingliang.desk.what_if.year import Year, year
from bingliang.paper.pages import page_count, page_text


@pytest.fixture
def desk(demonstrated: Path) -> Desk:
    return open_desk(demonstrated / "demo.db", CLERK, clock=StoryClock(), create=False)


def test_without_a_change_the_stories_come_out_as_they_were(desk: Desk) -> None:
    found = year(desk)
    assert year(desk) is found, "read once while nothing moves"
    assert found.done > 15
    tried = found.tried(Scenario("甲"))
    assert (tried.saved, tried.total.late, tried.total.before) == (0, (), tried.total.after)
    desk.close()


def test_the_hero_without_the_fire_review_before_the_permit(desk: Desk) -> None:
    """东龙: received 10-12, last decided 11-16, 25 workdays. The permit waited for the review of the drawings (10-29) and of the
    fire design (11-11). Without the latter it follows the former: received 10-29, accepted a workday later, decided two later:
    11-03. What is last then is the fire design of 11-11: 22 workdays.
    """
    found = year(desk)
    tried = found.tried(Scenario("甲", (OrderChange("S3-03", "S3-02", waits=False),)))
    hero = next(one for one in tried.cases if one.before == 25)
    assert (hero.after, hero.saved, hero.last[0]) == (22, 3, "S3-02")
    desk.close()


def test_typed(demonstrated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (demonstrated / "demo.db").read_bytes()
    typed = ["what-if", "--db", str(demonstrated / "demo.db"), "--change", "S3-03:不等=S3-02"]
    assert main(typed) == 0
    out, err = capsys.readouterr()
    assert "建筑工程施工许可证核发不再等特殊建设工程消防设计审查" in out
    assert "不是承诺" in out
    assert "不是承诺" in err
    two = [*typed, "--against", "S2-05:承诺=5", "城管:每天=1→2", "--items", "--pace", "同比例"]
    assert main(two) == 0
    assert "方案乙" in capsys.readouterr().out
    book, paper = tmp_path / "推演.xlsx", tmp_path / "推演.pdf"
    assert main([*two, "--out", str(book)]) == 0
    assert openpyxl.load_workbook(book).sheetnames == [
        "方案和假设", "按部门", "按事项", "方案甲的件", "方案甲会超的", "方案乙的件", "方案乙会超的",
    ]  # fmt: skip
    assert main([*two, "--out", str(paper)]) == 0
    pdf = paper.read_bytes()
    printed = "".join("".join(page_text(pdf, n) for n in range(page_count(pdf))).split())
    for said in ("流程再造推演", "假设：", "制表：", "推演，不是承诺", "跨度用时的分布"):
        assert said in printed
    assert (demonstrated / "demo.db").read_bytes() == before, "nothing is recorded"
    capsys.readouterr()
    for wrong, said in (
        ("S3-03=2", "看不懂"),
        ("S3-03:承诺=二", "阿拉伯数字"),
        ("S9-99:承诺=2", "可以推演的是"),
        ("没有这个:每天=2", "可以推演的是"),
        ("城管:每天=0", "至少是1件"),
    ):
        assert main([*typed[:-1], wrong]) == 2
        assert said in capsys.readouterr().err
    assert main([*typed, "--out", "a.doc"]) == 2


def test_a_change_as_it_is_written(desk: Desk) -> None:
    found = year(desk)
    usual = found.loads["city-management"].usual
    assert [
        change_of(found, text)
        for text in ("S3-03:承诺=2", "s3-03：法定＝5", "S3-03:齐全=1", "S3-03:等=S2-02", "城管:每天=9", "城管:每天=2->3")
    ] == [
        LimitChange("S3-03", 2), LimitChange("S3-03", 5, Which.STATUTORY), PeriodChange("S3-03", 1),
        OrderChange("S3-03", "S2-02", waits=True), CapacityChange("city-management", usual, 9),
        CapacityChange("city-management", 2, 3),
    ]  # fmt: skip
    desk.close()


def filled(found: Year, scenario: Scenario, kind: Asked, change: Change | None = None, **given: str) -> Scenario:
    """The sheet as a leader fills it in."""
    asked = form(found, scenario, change)
    values = {**asked.values, KIND: str(kind), **{f"{kind.name}.{name}": text for name, text in given.items()}}
    return with_change(found, asked, values)


def test_the_sheet_makes_every_kind_of_change_and_changes_one_in_its_place(desk: Desk) -> None:
    found = year(desk)
    made = Scenario("甲")
    made = filled(found, made, Asked.LIMIT, code="S3-03", days="2", which=Which.PROMISED)
    made = filled(found, made, Asked.PERIOD, code="S3-03", days="1")
    made = filled(found, made, Asked.ORDER, code="S3-03", after="S3-02", waits="不再等")
    made = filled(found, made, Asked.CAPACITY, body="city-management", now="", then="4")
    made = filled(found, made, Asked.PACE, pace=Pace.IN_PROPORTION)
    usual = found.loads["city-management"].usual
    assert made == Scenario(
        "甲",
        (
            LimitChange("S3-03", 2), PeriodChange("S3-03", 1), OrderChange("S3-03", "S3-02", waits=False),
            CapacityChange("city-management", usual, 4),
        ),
        Pace.IN_PROPORTION,
    )  # fmt: skip
    changed = filled(found, made, Asked.LIMIT, made.changes[0], code="S3-03", days="1", which=Which.STATUTORY)
    assert changed.changes[-1] == LimitChange("S3-03", 1, Which.STATUTORY)
    assert len(changed.changes) == 4
    again = filled(found, made, Asked.PERIOD, code="S3-03", days="3")
    assert [one for one in again.changes if isinstance(one, PeriodChange)] == [PeriodChange("S3-03", 3)]
    with pytest.raises(ValueError, match="不是件数"):
        filled(found, made, Asked.CAPACITY, body="city-management", now="两", then="4")
    with pytest.raises(ValueError, match="改为"):
        filled(found, made, Asked.LIMIT, code="S3-03", days="两", which=Which.PROMISED)
    desk.close()


def test_what_is_shown_beside_the_sheet(desk: Desk) -> None:
    found = year(desk)
    asked = form(found, Scenario("甲"))
    blank = OfChanges().trial(desk, asked, "", "press/1", asked.values)
    assert blank.lacking == ("事项", "改为")
    filled_in = {**asked.values, "LIMIT.code": "S3-03", "LIMIT.days": "1"}
    told = OfChanges().trial(desk, asked, "", "press/1", filled_in).rehearsed
    assert told.consequence is not None
    assert told.consequence.sentences[0] == "建筑工程施工许可证核发的承诺时限改为1个工作日："
    assert told.shown is not None
    far = {**filled_in, "LIMIT.days": "99999"}
    refused = OfChanges().trial(desk, asked, "", "press/1", far).rehearsed
    assert refused.consequence is None or "99999" in refused.consequence.sentences[0]
    desk.close()


def test_a_year_in_which_nothing_was_decided(tmp_path: Path) -> None:
    opened = open_desk(tmp_path / "空.db", CLERK, clock=StoryClock())
    found = year(opened)
    opened.close()
    assert (found.items, found.done, found.loads) == ((), 0, {})
    tried = found.tried(Scenario("方案甲"))
    (only,) = compared(found, [tried], Group.ITEM).rows
    assert [cell.text for cell in only.cells] == ["0", *["—"] * 8, "0"]
    save(found, [tried], tmp_path / "空.pdf")
    save(found, [tried], tmp_path / "空.xlsx")

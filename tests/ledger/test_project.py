"""项目库: what the lines of one project add up to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bingliang.ledger.acts import Entry
from bingliang.ledger.project import fold_project

AT = datetime(2026, 10, 12, 1, 26, tzinfo=UTC)
ENLISTED: dict[str, Any] = {
    "number": "示范项目1号", "name": "智能零部件生产线（虚构）", "firm": "岳阳示例精工有限公司（虚构）", "investment": 9000,
    "batch": "签约", "on": "2026-10-12", "works": ["一期"],
    "milestones": [{"works": "一期", "name": "开工", "planned": "2026-12-01"}],
}  # fmt: skip


def line(seq: int, act: str, facts: dict[str, Any]) -> Entry:
    return Entry("project/1", seq, f"r{seq}", AT, "甲", "3", act, facts)


def test_a_new_description_takes_the_place_of_the_old_one_and_of_nothing_else() -> None:
    before = fold_project([line(1, "enlist_project", ENLISTED)])
    new = {
        "name": "智能零部件生产线二期（虚构）",
        "firm": ENLISTED["firm"],
        "investment": 12000,
        "works": ["一期", "二期"],
    }
    after = fold_project([line(1, "enlist_project", ENLISTED), line(2, "describe_project", new)])
    assert before is not None
    assert after is not None
    assert (before.profile.investment, before.works) == (9000, ("一期",))
    assert (after.profile.name, after.profile.investment, after.works) == (new["name"], 12000, ("一期", "二期"))
    assert (after.number, after.batch, after.milestones) == ("示范项目1号", "签约", before.milestones)


def test_investment_is_added_up_and_a_wrong_report_can_be_struck() -> None:
    report = {"on": "2026-10-20", "amount": 400, "source": "统计报表"}
    lines = [
        line(1, "enlist_project", ENLISTED), line(2, "report_investment", report),
        line(3, "report_investment", {**report, "on": "2026-10-31", "amount": 4000}),
    ]  # fmt: skip
    found = fold_project(lines)
    assert found is not None
    assert [(one.amount, one.seq) for one in found.invested] == [(400, 2), (4000, 3)]
    struck = line(4, "amend_project", {"line": 3, "reason": "多写一个零", "struck": True, "on": "2026-11-01"})
    right = fold_project([*lines, struck])
    assert right is not None
    assert [one.amount for one in right.invested] == [400]


def test_visits_are_kept_in_order_and_a_wrong_one_can_be_struck() -> None:
    call = {"on": "2026-10-20", "post": "管委会主任", "form": "走访", "words": "看进度", "problems": []}
    lines = [
        line(1, "enlist_project", ENLISTED), line(2, "visit_project", call),
        line(3, "visit_project", {**call, "form": "座谈", "problems": ["要素〔2026〕0001号"]}),
    ]  # fmt: skip
    found = fold_project(lines)
    assert found is not None
    assert [(one.text, one.problems, one.seq) for one in found.visits] == [
        ("2026-10-20 管委会主任 走访", (), 2), ("2026-10-20 管委会主任 座谈", ("要素〔2026〕0001号",), 3),
    ]  # fmt: skip
    struck = line(4, "amend_project", {"line": 2, "reason": "没有去", "struck": True, "on": "2026-11-01"})
    right = fold_project([*lines, struck])
    assert right is not None
    assert [one.seq for one in right.visits] == [3]


def test_no_project_without_its_enlisting() -> None:
    assert fold_project([]) is None
    assert fold_project([line(1, "move_batch", {"to": "开工"})]) is None

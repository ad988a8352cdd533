"""一件事: the case remembers by which it came; it counts once, its items as items, and only when nothing was left off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bingliang.boards.balance import Column, Filter
from bingliang.desk.intake import entering, filling
from bingliang.desk.intake.visit import HeldDocument, Mark, OwnMaterial, Visit
from bingliang.desk.statistics.figures import figures
from bingliang.desk.statistics.periods import Stretch, period_of
from bingliang.desk.statistics.table import Group, table
from bingliang.ledger.case import Case
from bingliang.mechanism.parallel_approval import bundled
from tests.clerk import Clerk
from tests.desk.test_entering import typed

THREE = "three-permits"


def chosen(**given: Any) -> Visit:  # noqa: ANN401 - any field of the form
    visit = typed(choice=THREE, project={**typed().project, "project_type": "SH-DFA"}, hold_consent=True)
    return replace(visit, **given)


def takes_in(clerk: Clerk, visit: Visit) -> Case:
    """Everything there that is asked for, and what has no list listed by the clerk."""
    seen = entering.foresee(clerk.desk, visit)
    for one in seen.listless:
        visit = filling.with_own(visit, OwnMaterial("申请报告", one.code), Mark("齐", 1, 0))
    seen = entering.foresee(clerk.desk, visit)
    marks = {row.key: Mark("齐") for row in seen.materials if row.asked and row.required}
    visit = replace(visit, marks={**visit.marks, **marks})
    assert entering.foresee(clerk.desk, visit).faults == ()
    clerk.stream = entering.receive(clerk.desk, clerk.press(), visit).stream
    return clerk.case


def counted(clerk: Clerk, body: str = "", group: Group = Group.BODY) -> dict[str, int]:
    """一件事件 by row."""
    period = period_of(clerk.today, Stretch.MONTH)
    found = table(figures(clerk.desk, period, Stretch.MONTH, Filter(body)), group)
    at = next(n for n, head in enumerate(found.heads) if head.name == Column.BUNDLES)
    assert found.heads[at].unit == "件"
    return {line.label: int(line.cells[at].text) for line in found.lines if line.cells[at].value}


def test_the_case_remembers_its_bundle_and_has_its_one_form(clerk: Clerk) -> None:
    clerk.on("10-12")
    seen = entering.foresee(clerk.desk, chosen())
    case = takes_in(clerk, chosen())
    assert case.bundle["code"] == THREE
    assert case.bundle["left"] == []
    assert set(case.bundle["items"]) == {item.code for item in case.items.values()} == {"S2-02", "S3-03", "S3-07"}
    assert case.papers[0].form == "bundle_application"
    assert [paper.title for paper in case.papers] == [paper.title for paper in seen.papers]
    assert bundled.words(case) == f"{case.stage}，3 项，计一件"
    assert clerk.view.bundle == bundled.words(case)


def test_it_is_one_and_its_items_are_items_and_the_table_balances(alone: Clerk) -> None:
    alone.on("10-12")
    case = takes_in(alone, chosen())
    assert counted(alone)["合计"] == 1
    assert all(many == 1 for many in counted(alone).values())
    assert len(counted(alone)) == 1 + len({item.body for item in case.items.values()})
    assert counted(alone, group=Group.ITEM)["合计"] == 1
    assert counted(alone, body=case.items[1].body)["合计"] == 1
    total = figures(alone.desk, period_of(alone.today, Stretch.MONTH), Stretch.MONTH, Filter()).report.total
    assert {no for _, no in total.cells[Column.BUNDLES]} == set(case.items)
    left, right = total.balance
    assert left == right
    alone.on("11-02")
    assert counted(alone) == {}  # counted in the month of its receipt alone, also while some of it waits


@pytest.mark.parametrize(
    ("given", "counts", "said"),
    [
        ({"extra": ("S3-09",)}, True, "3 项，计一件"),
        ({"dropped": ("S3-07",)}, False, "少收 1 项，不计一件事"),
        ({"held": {"S2-02": "建字第1号"}, "documents": {"S2-02": HeldDocument("建字第1号")}}, True, "2 项，计一件"),
        ({"busy": {"S2-02": "正在办", "S3-03": "正在办"}}, False, "只有 1 项，不计一件事"),
    ],
    ids=["多收", "少收", "已有", "只剩一项"],
)
def test_when_it_still_counts(alone: Clerk, given: dict[str, Any], counts: bool, said: str) -> None:  # noqa: FBT001 - a row of the table
    alone.on("10-12")
    visit = chosen(**given)
    seen = entering.foresee(alone.desk, visit)
    case = takes_in(alone, visit)
    assert seen.items
    assert bundled.counts(case) is counts
    assert said in bundled.words(case)
    assert (counted(alone) != {}) is counts


def test_a_stage_is_no_bundle(alone: Clerk) -> None:
    alone.on("10-12")
    case = takes_in(alone, typed(hold_consent=True))
    assert not case.bundle
    assert bundled.words(case) == ""
    assert not bundled.counts(case)
    assert "bundle_application" not in {paper.form for paper in case.papers}
    assert counted(alone) == {}

"""集中开工的条件: no 施工许可, not on the list; what else forbids the beginning, and a permit that may have lapsed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import Case, CaseItem
from bingliang.ledger.catalogue import Handling, Limit, Start, Unit
from bingliang.ledger.ceremony import Licence
from bingliang.ledger.happened import Aftermath, Decision
from bingliang.mechanism.seven_batches.starting import (
    EXEMPTIONS,
    LAW,
    Having,
    may_exempt,
    months_after,
    must_be_ready,
    readiness,
)

DAY = date(2026, 12, 28)


def item(code: str, *, no: int = 1, decided: str = "", on: date = date(2026, 11, 16), undone: bool = False) -> CaseItem:
    decision = Decision(decided, on, f"{code}号文") if decided else None
    after = (Aftermath("annul", on, "", "", ""),) if undone else ()
    return CaseItem(
        no, code, f"事项{code}", 1, "b", "b", Handling.PROMISED, "", licence=True,
        completeness=Limit(5, Unit.WORKDAY, Start.RECEIVED, ""), waits_for=(), decision=decision, aftermath=after,
    )  # fmt: skip


def case(*items: CaseItem) -> Sequence[Case]:
    held = dict(enumerate(items, 1))
    return [Case("case/1", "1", DAY, "", "", "", "", {}, {}, {}, "", "", held, ())]


def had(*items: CaseItem, licence: Licence | None = None, held: Sequence[tuple[str, str]] = ()) -> dict[str, Having]:
    return {one.name: one.having for one in readiness(case(*items), licence or Licence(), DAY, held).found}


def test_without_the_permit_nobody_begins() -> None:
    found = readiness(case(item("S2-02", decided="grant")), Licence(), DAY)
    assert not found.ready
    assert found.why == (("施工许可没有记录", LAW),)
    with pytest.raises(Refusal, match="“甲项目”不具备开工条件：施工许可没有记录，不能列入开工名单") as refused:
        must_be_ready("甲项目", found)
    assert refused.value.article == "《建筑法》第七条；《建筑工程施工许可管理办法》第三条"


def test_with_it_the_project_is_ready_and_the_paper_is_named() -> None:
    found = readiness(case(item("S3-03", decided="grant")), Licence(), DAY)
    assert found.ready
    must_be_ready("甲项目", found)
    assert (found.permit.words, found.warnings) == ("S3-03号文 2026-11-16", ())


@pytest.mark.parametrize(
    ("one", "having"),
    [
        (item("S3-03"), Having.RUNNING),
        (item("S3-03", decided="refuse"), Having.REFUSED),
        (item("S3-03", decided="grant", undone=True), Having.REFUSED),
    ],
)
def test_asked_for_refused_or_taken_back_is_not_there(one: CaseItem, having: Having) -> None:
    found = readiness(case(one), Licence(), DAY)
    assert found.permit.having is having
    assert not found.ready


def test_an_environmental_approval_that_still_runs_forbids_it_too() -> None:
    found = readiness(case(item("S3-03", decided="grant"), item("S2-05", no=2)), Licence(), DAY)
    assert found.why == (("环评办理中（事项S2-05）", "《生态环境法典》第一百零七条"),)
    assert had(item("S3-03", decided="grant"), item("S2-06", decided="file"))["环评"] is Having.HELD


def test_what_was_issued_elsewhere_counts_but_a_permit_only_by_its_own_entry() -> None:
    shown = [("S1-01", "备案证明"), ("S3-03", "别处的许可")]
    assert had(held=shown)["立项"] is Having.HELD
    assert had(held=shown)["施工许可"] is Having.NONE
    outside = Licence("430600202612010101", date(2026, 12, 1), "建设交通局")
    assert had(licence=outside)["施工许可"] is Having.HELD
    free = Licence(exempt=EXEMPTIONS[0], document="示范文〔2026〕1号")
    assert had(licence=free)["施工许可"] is Having.EXEMPT
    assert readiness([], free, DAY).ready


def test_a_permit_older_than_three_months_is_warned_of() -> None:
    old = readiness(case(item("S3-03", decided="grant", on=date(2026, 9, 27))), Licence(), DAY)
    assert old.ready
    assert "超过三个月" in old.warnings[0]
    assert readiness(case(item("S3-03", decided="grant", on=date(2026, 9, 28))), Licence(), DAY).warnings == ()
    assert readiness([], Licence("1号"), DAY).warnings == (), "a day that is not known cannot be reckoned with"


def test_months_end_where_the_month_ends() -> None:
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2026, 9, 28), 3) == DAY


def test_only_the_laws_own_two_grounds_go_without_a_permit() -> None:
    may_exempt("", "")
    may_exempt(EXEMPTIONS[1], "开工报告批复")
    with pytest.raises(Refusal, match="只有两种"):
        may_exempt("领导同意", "会议纪要")
    with pytest.raises(Refusal, match="请填写证明它的文件"):
        may_exempt(EXEMPTIONS[0], " ")

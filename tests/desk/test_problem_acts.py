"""要素保障 at the desk, on both databases: from the visit to the outcome, late ones warned of once and supervised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bingliang.desk.acts.press import Press, press
from bingliang.desk.errors import Faults
from bingliang.desk.projects import library as projects
from bingliang.desk.projects import problems
from bingliang.desk.projects.library import Entrant
from bingliang.desk.projects.library_export import export_problems
from bingliang.desk.projects.library_papers import problem_paper
from bingliang.desk.projects.problem_forms import PROBLEMS, form_of
from bingliang.desk.projects.problem_view import ProblemFilter, problem_view, problems_of
from bingliang.desk.projects.problems import Hand, Told
from bingliang.ledger.acts import Refusal, Who
from bingliang.ledger.project import Profile
from tests.clerk import FIRM, Clerk

Do = Callable[[str, Press], str]
LOAN = Told(
    "资金", "流动资金贷款续贷，缺口 1800 万元", "领导走访", date(2026, 12, 1), "管委会副主任", Hand("产发局", 5),
    firm=FIRM["name"], wanted=1800,
)  # fmt: skip


@pytest.fixture
def do(clerk: Clerk) -> Do:
    clerk.on("12-01")

    def done(request: str, made: Press) -> str:
        return str(press(clerk.desk, request, made)["streams"][0])

    return done


def counts(clerk: Clerk) -> dict[str, int]:
    return {str(which): count for which, count in problems_of(clerk.desk).counts if count}


def test_a_loan_is_wanted_handed_over_partly_and_then_wholly_solved(clerk: Clerk, do: Do, tmp_path: Path) -> None:
    stream = do("登记", problems.raise_problem(LOAN))
    assert do("登记", problems.raise_problem(LOAN)) == stream, "the same press is the same problem"
    shown = problem_view(clerk.desk, stream)
    assert shown.sentence == "产发局承办，2026-12-08 到期，还有 5 个工作日。"
    assert shown.row.office == "reform"
    clerk.on("12-04")
    do("进展", problems.report(stream, "已约三家银行", date(2026, 12, 3)))
    do("移交", problems.hand_on(stream, Hand("金融办", until=date(2026, 12, 15), reason="属融资对接")))
    assert problem_view(clerk.desk, stream).row.office == "", "a department that has no tasks here"
    clerk.on("12-10")
    do("办结", problems.settle(stream, "部分解决", "余 600 万元由金融办接着办", 1200))
    with pytest.raises(Refusal, match="已于2026-12-10办结（部分解决）"):
        do("又", problems.report(stream, "续", date(2026, 12, 10)))
    assert counts(clerk) == {"部分解决": 1, "全部问题": 1}
    do("重办", problems.reopen(stream, Hand("金融办", 5, reason="企业仍缺 600 万元")))
    do("再办结", problems.settle(stream, "解决", "", 1800))
    found = problems_of(clerk.desk, ProblemFilter.SOLVED)
    assert (found.wanted, found.solved, found.words) == (1800, 1800, "资金 1 个；已解决 1,800 万元")
    assert problem_view(clerk.desk, stream).sentence == "2026-12-10 金融办办结：解决，解决 1,800 万元。"
    assert [line.split(" ")[1].split("：")[0] for line in problem_view(clerk.desk, stream).history] == [
        "要素保障办结", "要素保障重新交办", "要素保障办结", "要素保障移交", "要素保障进展", "要素保障问题登记",
    ]  # fmt: skip
    book = load_workbook(export_problems(found.rows, str(tmp_path / "要素.xlsx")))
    assert [cell.value for cell in book["要素保障"][2]][1:6] == [
        "资金", FIRM["name"], None, "流动资金贷款续贷，缺口 1800 万元", 1800,
    ]  # fmt: skip
    assert clerk.desk.store.verify().ok


def test_late_is_warned_of_once_a_rung_and_supervised_until_it_is_answered(clerk: Clerk, do: Do) -> None:
    stream = do("登记", problems.raise_problem(LOAN))
    clerk.on("12-08").sweeps()
    clerk.sweeps()
    assert [line for line in problem_view(clerk.desk, stream).history if "预警" in line] == [
        "2026-12-08 要素保障预警：到期（期限 2026-12-08，产发局） · 综合窗口甲"
    ]
    clerk.on("12-10").sweeps()
    assert counts(clerk) == {"在办问题": 1, "超期未办结": 1, "全部问题": 1}
    assert problem_view(clerk.desk, stream).row.when == "超期 2 日"
    with pytest.raises(Refusal, match="窗口无权办理“要素保障督办”，请由督查岗位办理"):
        do("督", problems.supervise(stream, "落实续贷", 3))
    clerk.desk.who = Who("督查专员", "后台", "督查")
    with pytest.raises(Faults, match="请写明要求"):
        do("空", problems.supervise(stream, " ", 3))
    do("督办", problems.supervise(stream, "三日内拿出续贷方案", 3))
    assert counts(clerk)["督办待回复"] == 1
    assert problem_view(clerk.desk, stream).sentence == "产发局承办，12-10 已督办，请在 12-15 前报进展。"
    clerk.desk.who = Who("审查人员", "后台", "部门", "reform")
    do("回复", problems.report(stream, "方案已报", date(2026, 12, 10)))
    assert "督办待回复" not in counts(clerk)
    do("移交", problems.settle(stream, "解决", "", 1800))
    clerk.on("12-20").sweeps()
    assert sum("预警" in line for line in problem_view(clerk.desk, stream).history) == 2, (
        "what is settled is not warned of"
    )


def test_a_number_that_is_none_is_asked_for_in_its_own_unit(clerk: Clerk) -> None:
    form = form_of(clerk.desk, "raise_problem")
    values = {**form.values, "problem_words": "缺用工", "problem_department": "产发局", "problem_firm": FIRM["name"]}
    for field, asked in (("problem_days", "写工作日数"), ("problem_wanted", "以万元为单位写整数")):
        for text in ("五", "5天", "²"):
            found = PROBLEMS.trial(clerk.desk, form, "", "问", {**values, field: text}).rehearsed
            assert found.faults == ((field, f"“{text}”不是整数，请{asked}。"),)


def test_those_in_hand_are_read_without_the_settled_ones(clerk: Clerk, do: Do) -> None:
    first, second = (do(name, problems.raise_problem(LOAN)) for name in ("一", "二"))

    def open_ones() -> set[str]:
        with clerk.desk.store.look() as look:
            found = problems.open_ones(look)
            assert found == tuple(one for one in problems.every(look) if one.open)
            return {one.stream for one in found}

    do("进展", problems.report(first, "已约三家银行", date(2026, 12, 1)))
    assert open_ones() == {first, second}
    do("办结", problems.settle(first, "解决", "", 1800))
    assert open_ones() == {second}
    do("重办", problems.reopen(first, Hand("产发局", 5, reason="企业仍缺资金")))
    assert open_ones() == {first, second}
    clerk.on("12-20").sweeps()
    assert all(any("预警" in line for line in problem_view(clerk.desk, one).history) for one in (first, second))


def test_a_department_acts_on_its_own_and_sees_its_own(clerk: Clerk, do: Do) -> None:
    stream = do("登记", problems.raise_problem(LOAN))
    clerk.desk.who = Who("审查人员", "后台", "部门", "water")
    with pytest.raises(Refusal, match="由产发局办，不是本部门的"):
        do("进展", problems.report(stream, "试", date(2026, 12, 1)))
    assert problems_of(clerk.desk).rows == ()
    clerk.desk.who = Who("审查人员", "后台", "部门", "reform")
    assert len(problems_of(clerk.desk).rows) == 1
    with pytest.raises(Refusal, match="部门无权办理“要素保障移交”"):
        do("移", problems.hand_on(stream, Hand("自规", 3, reason="属用地")))


def test_a_problem_of_a_project_follows_it_and_has_its_paper(clerk: Clerk, do: Do) -> None:
    profile = Profile("零部件（虚构）", FIRM["name"])
    project = do("入库", projects.enlist([Entrant(profile, "签约", date(2026, 11, 2))]))
    told = replace(LOAN, project=project, firm="", hand=Hand("产发局", 30))
    stream = do("登记", problems.raise_problem(told))
    row = problem_view(clerk.desk, stream).row
    assert (row.project, row.firm, row.provisional) == ("零部件（虚构）", FIRM["name"], True)
    made = problem_paper(clerk.desk, stream)
    assert made.pdf.startswith(b"%PDF")
    assert (made.name, made.pages) == ("要素〔2026〕0001号", 2), "one for the department, one that stays"


def test_faults_come_all_at_once(do: Do) -> None:
    wrong = replace(LOAN, firm="", kind="钱", source="听说", words=" ", met_on=date(2026, 12, 2))
    with pytest.raises(Faults) as found:
        do("错", problems.raise_problem(wrong))
    assert {field for field, _ in found.value.faults} == {"firm", "kind", "source", "words", "met_on"}
    with pytest.raises(Faults, match="请填写由哪个部门办"):
        do("谁", problems.raise_problem(replace(LOAN, hand=Hand(" ", 3))))
    stream = do("登记", problems.raise_problem(LOAN))
    with pytest.raises(Faults, match="请写明做了什么"):
        do("空", problems.report(stream, "", date(2026, 12, 1)))
    with pytest.raises(Faults, match="还没有到"):
        do("早", problems.report(stream, "约了", date(2026, 12, 2)))
    do("办结", problems.settle(stream, "解决", "", 0))
    with pytest.raises(Faults, match="请写明为什么重新交办"):
        do("重", problems.reopen(stream, Hand("产发局", 3)))


def test_the_zone_sets_its_own_kinds_and_days(alone: Clerk) -> None:
    alone.on("12-01").sets(problem_kinds="融资、用地", problem_days=7)
    with alone.desk.store.look() as look:
        assert (problems.kinds(look), problems.days(look)) == (("融资", "用地"), 7)
        with pytest.raises(Refusal, match="没有这个要素保障问题"):
            problems.found(look, "problem/none")

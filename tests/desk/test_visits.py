"""走访和分线: a visit is recorded with or without a problem, a problem names the visit, and each leader's line says how long ago."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bingliang.desk.acts.fields import ActForm
from bingliang.desk.acts.press import press
from bingliang.desk.errors import Faults
from bingliang.desk.projects import library as projects
from bingliang.desk.projects import problems, visits
from bingliang.desk.projects.export import export_projects
from bingliang.desk.projects.leaders import NOBODY, LeaderFilter, LeaderRow, export_leaders, leaders_of
from bingliang.desk.projects.library import Entrant
from bingliang.desk.projects.library_script import LIBRARY, form_of
from bingliang.desk.projects.problem_view import problem_view
from bingliang.desk.projects.problems import Hand, Told
from bingliang.desk.projects.reshaping import merge
from bingliang.desk.projects.table import read_projects
from bingliang.desk.projects.view import view
from bingliang.desk.projects.visits import Call
from bingliang.ledger.acts import Refusal
from bingliang.ledger.project import Profile
from tests.clerk import Clerk

DAY = date(2026, 12, 9)
CALL = Call(DAY, "管委会主任", "现场办公", "看桩基进度，没有问题")


@pytest.fixture
def zone(alone: Clerk) -> Clerk:
    alone.on("12-18")
    entrants = [
        Entrant(
            Profile("甲项目（虚构）", "岳阳示例甲有限公司（虚构）", leader="管委会主任"), "签约", date(2026, 7, 15)
        ),
        Entrant(
            Profile("乙项目（虚构）", "岳阳示例乙有限公司（虚构）", leader="管委会主任"), "签约", date(2026, 7, 15)
        ),
        Entrant(
            Profile("丙项目（虚构）", "岳阳示例丙有限公司（虚构）", leader="管委会副主任"), "签约", date(2026, 7, 15)
        ),
        Entrant(Profile("丁项目（虚构）", "岳阳示例丁有限公司（虚构）"), "签约", date(2026, 7, 15)),
    ]
    press(alone.desk, "入库", projects.enlist(entrants))
    return alone


def stream_of(sign: str) -> str:
    return projects.stream_of_project(f"岳阳示例{sign}有限公司（虚构）", f"{sign}项目（虚构）")


def told(project: str = "", **given: object) -> Told:
    hand = Hand("产发局", 5, on=date(2026, 12, 10))
    base = Told("用工", "缺 20 人", "领导走访", DAY, "管委会主任", hand, project=project)
    return replace(base, **given)  # type: ignore[arg-type]  # by name


def raised(clerk: Clerk, request: str, given: Told) -> str:
    return str(press(clerk.desk, request, problems.raise_problem(given))["streams"][0])


def fact(clerk: Clerk, sign: str) -> str:
    return dict(view(clerk.desk, stream_of(sign)).facts)["走访"]


def rows(clerk: Clerk, which: LeaderFilter = LeaderFilter.ALL) -> dict[str, LeaderRow]:
    return {row.name: row for row in leaders_of(clerk.desk, which).rows}


def test_a_visit_without_a_problem_is_recorded_and_counted(zone: Clerk) -> None:
    assert fact(zone, "甲") == ""
    press(zone.desk, "走访", visits.visit(stream_of("甲"), CALL))
    press(zone.desk, "走访", visits.visit(stream_of("甲"), CALL))
    assert fact(zone, "甲") == "1 次，最近 2026-12-09"
    assert view(zone.desk, stream_of("甲")).visits == ("2026-12-09 管委会主任 现场办公：看桩基进度，没有问题",)
    assert (
        "2026-12-09 走访登记：管委会主任现场办公，看桩基进度，没有问题" in view(zone.desk, stream_of("甲")).history[0]
    )
    with pytest.raises(Refusal, match="已经登记，不用重复登记"):
        press(zone.desk, "又一次", visits.visit(stream_of("甲"), CALL))
    assert zone.desk.store.verify().ok


def test_every_fault_of_a_visit_is_said_at_once(zone: Clerk) -> None:
    strange = Call(date(2026, 12, 19), " ", "路过", "", ("要素〔2026〕0099号",))
    with pytest.raises(Faults) as faults:
        press(zone.desk, "错", visits.visit(stream_of("甲"), strange))
    assert [field for field, _ in faults.value.faults] == [
        "visit_on", "visit_post", "visit_form", "visit_words", "visit_problems",
    ]  # fmt: skip
    assert "请从走访、现场办公、座谈中选" in str(faults.value)


def test_a_problem_names_its_visit_and_a_visit_its_problems(zone: Clerk) -> None:
    before = raised(zone, "先", told(stream_of("甲"), source="企业反映", visitor=""))
    number = problem_view(zone.desk, before).row.number
    press(zone.desk, "走访", visits.visit(stream_of("甲"), replace(CALL, problems=(number,))))
    with zone.desk.store.look() as look:
        seq = projects.found(look, stream_of("甲")).visits[0].seq
    after = raised(zone, "后", told(stream_of("甲"), visit=seq))
    for stream in (before, after):
        assert dict(problem_view(zone.desk, stream).facts)["走访"] == "2026-12-09 管委会主任 现场办公"
    both = "、".join(problem_view(zone.desk, stream).row.number for stream in (before, after))
    assert view(zone.desk, stream_of("甲")).visits[0].endswith(f"，没有问题；提出{both}")
    with pytest.raises(Faults, match="这次走访不是这个项目的"):
        raised(zone, "别人的", told(stream_of("乙"), visit=seq))
    press(zone.desk, "撤", projects.amend(stream_of("甲"), seq, "", None, "没有去"))
    assert dict(problem_view(zone.desk, after).facts)["走访"] == ""
    assert rows(zone)["管委会主任"].month == 1, "the problem itself still tells of a visit that day"


def test_the_sheets_offer_the_visit_and_take_its_day_and_visitor(zone: Clerk) -> None:
    assert "problem_visit" not in form_of(zone.desk, "raise_problem", project=stream_of("甲")).values
    form = form_of(zone.desk, "visit_project", stream_of("甲"))
    assert (form.values["visit_post"], form.focus) == ("管委会主任", "visit_words")
    said = confirmed(zone, form, stream_of("甲"), visit_words="看进度", visit_on="2026-12-16")
    assert said == ("“甲项目（虚构）”的第 1 次走访：2026-12-16 管委会主任 走访。",)
    form = form_of(zone.desk, "raise_problem", project=stream_of("甲"))
    named = next(one for one in form.fields if one.name == "problem_visit").choices[1]
    given = {"problem_visit": named.value, "problem_words": "缺电", "problem_department": "产发局"}
    with pytest.raises(AssertionError, match="这次走访不是这个项目的"):
        confirmed(zone, form, "", **given, problem_project=stream_of("乙"))
    confirmed(zone, form, "", **given)
    with zone.desk.store.look() as look:
        one = problems.every(look)[0]
    assert (one.source, one.met_on, one.visitor, one.visit) == ("领导走访", date(2026, 12, 16), "管委会主任", 2)


def test_without_a_project_in_hand_the_sheet_asks_which(zone: Clerk) -> None:
    form = form_of(zone.desk, "visit_project", post="管委会主任")
    assert form.focus == "visited_project"
    trial = LIBRARY.trial(zone.desk, form, "", "走访", {
        **form.values, "visited_project": stream_of("丙"), "visit_words": "看进度", "visit_form": "座谈",
    })  # fmt: skip
    assert trial.rehearsed is not None
    assert trial.rehearsed.consequence is not None
    assert "联系领导是管委会副主任，这次走访算到管委会主任名下" in trial.rehearsed.consequence.warnings[0]


def confirmed(clerk: Clerk, form: ActForm, stream: str, **values: str) -> tuple[str, ...]:
    given = {**form.values, **values}
    request = f"{form.name}/{sorted(values.items())}"
    trial = LIBRARY.trial(clerk.desk, form, stream, request, given)
    assert trial.rehearsed is not None, str(trial)
    assert trial.rehearsed.shown is not None
    assert trial.rehearsed.consequence is not None
    LIBRARY.confirm(clerk.desk, form, stream, request, given, trial.rehearsed.shown)
    return tuple(trial.rehearsed.consequence.sentences)


def test_each_leaders_line_has_its_projects_problems_and_days_since(zone: Clerk, tmp_path: Path) -> None:
    press(zone.desk, "走访", visits.visit(stream_of("甲"), CALL))
    raised(zone, "同一天同一家", told(stream_of("甲")))
    raised(zone, "没有登记的走访", told(stream_of("乙"), met_on=date(2026, 11, 30)))
    raised(zone, "不是走访", told(stream_of("丙"), source="企业反映"))
    raised(zone, "库外企业", told(firm="岳阳示例戊有限公司（虚构）", met_on=date(2026, 11, 3), visitor="区党工委书记"))
    held = rows(zone)
    assert list(held) == ["管委会主任", "管委会副主任", "区党工委书记", NOBODY]
    head = held["管委会主任"]
    assert ([one.name for one in head.lines], head.open, head.late) == (["甲项目（虚构）", "乙项目（虚构）"], 2, 2)
    assert (head.last, head.since, head.month, len(head.paid)) == (DAY, 9, 1, 2)
    assert head.sentence == "联系 2 个项目，在办问题 2 个（超期 2 个）；本月走访 1 次，最近走访：12-09，9 天前。"
    assert held["管委会副主任"].when == "还没有走访"
    assert held["区党工委书记"].paid[0].where == "岳阳示例戊有限公司（虚构）"
    assert held["区党工委书记"].sentence.startswith("没有联系的项目；")
    assert "1 个项目没有填联系领导" in held[NOBODY].sentence
    assert held[NOBODY].when == "—"
    assert dict(leaders_of(zone.desk).counts) == {
        LeaderFilter.ALL: 4, LeaderFilter.UNVISITED: 2, LeaderFilter.PROBLEMS: 2,
    }  # fmt: skip
    assert list(rows(zone, LeaderFilter.UNVISITED)) == ["管委会副主任", "区党工委书记"]
    streams = [stream_of(sign) for sign in "甲乙丙丁"]
    written = Path(export_projects(zone.desk, streams, str(tmp_path / "项目表.xlsx")))
    own = Path(export_leaders(tuple(held.values()), str(tmp_path / "联系领导.xlsx")))
    for path in (written, own):
        book = load_workbook(path)
        assert [cell.value for cell in book["联系领导"][2]][:6] == [
            "管委会主任", 2, "甲项目（虚构）、乙项目（虚构）", 2, 2, book["走访"]["A2"].value,
        ]  # fmt: skip
        assert [cell.value for cell in book["走访"][2]][1:5] == ["管委会主任", "现场办公", "甲项目（虚构）", CALL.words]
    with zone.desk.store.look() as look:
        table = read_projects(look, written)
    assert (table.same, table.entrants, table.rejected) == (4, (), ()), "what is behind the sheet is not read"


def test_visits_and_problems_go_with_a_project_that_is_merged(zone: Clerk) -> None:
    press(zone.desk, "走访", visits.visit(stream_of("甲"), CALL))
    raised(zone, "问题", told(stream_of("甲")))
    press(zone.desk, "并", merge(stream_of("乙"), [stream_of("甲")], "同一投资主体"))
    assert fact(zone, "乙").startswith("1 次，最近 2026-12-09")
    head = rows(zone)["管委会主任"]
    assert [(one.name, one.open) for one in head.lines] == [("乙项目（虚构）", 1)]
    assert [(one.where, one.words) for one in head.paid] == [("乙项目（虚构）", CALL.words)]
    with pytest.raises(Refusal, match="请在并入的项目上办理"):
        press(zone.desk, "晚了", visits.visit(stream_of("甲"), replace(CALL, on=date(2026, 12, 17))))


def test_a_wrong_day_is_put_right_and_said_before(zone: Clerk) -> None:
    press(zone.desk, "走访", visits.visit(stream_of("甲"), CALL))
    form = form_of(zone.desk, "amend_project", stream_of("甲"))
    said = confirmed(zone, form, stream_of("甲"), line="2", amend_day="2026-12-08", amend_why="记错一天")
    assert said == ("走访：2026-12-09 管委会主任 现场办公 → 2026-12-08 管委会主任 现场办公。",)
    assert rows(zone)["管委会主任"].last == date(2026, 12, 8)

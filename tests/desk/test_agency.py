"""全程代办 at the desk: an entrustment through its life, posts that are taken over, papers, what counts, the demonstration."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from bingliang.desk import agents, entrusting, projects, shelf
from bingliang.desk.agency_export import export_agency
from bingliang.desk.agency_forms import OF_ENTRUSTMENT, OF_POST, TITLES, form_of, offers
from bingliang.desk.agency_list import AgencyFilter, AgencyRow, Sort, agency
from bingliang.desk.agency_script import AGENCY
from bingliang.desk.agency_view import view
from bingliang.desk.assessing import assessment
from bingliang.desk.demonstration import demonstrate
from bingliang.desk.desk import Desk
from bingliang.desk.errors import Faults
from bingliang.desk.help import factory_help
from bingliang.desk.lights import Light
from bingliang.desk.overview import overview
from bingliang.desk.overview import projects as choices
from bingliang.desk.panels.values import Panel
from bingliang.desk.projects import Entrant
from bingliang.desk.rehearsal import Done
from bingliang.ledger.acts import Refusal, Who
from bingliang.ledger.agency import AGENT, CHIEF
from bingliang.ledger.project import Profile
from bingliang.mechanism.full_agency import POWERS
from bingliang.mechanism.seven_batches import tag_of
from tests.clerk import FIRM, PROJECT, Clerk, day

HEAD, COUNTER_POST = "岳阳经开区建设交通局局长", "政务中心代办岗（一）"
ADMINISTRATOR = Who("系统管理员", "机房", "管理员")
AGENT_A = Who("代办专员甲", "6", "代办")


def as_(clerk: Clerk, who: Who) -> Desk:
    return replace(clerk.desk, who=who)


def opens(clerk: Clerk, department: str, kind: str, name: str, holder: str) -> str:
    given = agents.Given(department, kind, name, holder, "0730-0000131", "示范任职文件")
    made = agents.open_post(given, clerk.today)
    return str(entrusting.press(as_(clerk, ADMINISTRATOR), f"岗位/{name}/{holder}", made)["streams"][0])


def ready(clerk: Clerk, agent: str = HEAD) -> dict[str, str]:
    """A zone with two posts and one key project in the library."""
    clerk.on("10-12")
    streams = {
        "head": opens(clerk, "建设交通局", CHIEF, HEAD, "局长甲"),
        "one": opens(clerk, "政务中心", AGENT, COUNTER_POST, "代办专员甲"),
        "two": opens(clerk, "政务中心", AGENT, "政务中心代办岗（二）", "代办专员乙"),
    }
    profile = Profile(
        str(PROJECT["name"]), str(FIRM["name"]), credit_code=str(FIRM["credit_code"]), code=str(PROJECT["code"]),
        agent=agent, tags=(tag_of("2+10重点2026"),),
    )  # fmt: skip
    made = projects.enlist([Entrant(profile, "签约", date(2026, 10, 1))])
    streams["project"] = str(projects.press(as_(clerk, ADMINISTRATOR), "入库", made)["streams"][0])
    return streams


def entrusted(clerk: Clerk, posts: Mapping[str, str], request: str = "委托", about: str = "", **more: Any) -> str:  # noqa: ANN401
    given = entrusting.Mandate(
        about or str(PROJECT["name"]), posts["one"], more.pop("powers", POWERS), clerk.today, day("2027-10-11"), **more
    )
    return str(entrusting.press(as_(clerk, AGENT_A), request, entrusting.entrust(given))["streams"][0])


def does(clerk: Clerk, made: projects.Press, who: Who = AGENT_A) -> None:
    clerk.presses[0] += 1
    entrusting.press(as_(clerk, who), f"press/{clerk.presses[0]}", made)


def said(act: Callable[[], object]) -> str:
    with pytest.raises((Refusal, Faults, ValueError)) as why:
        act()
    return str(why.value)


def row_of(clerk: Clerk, stream: str, who: Who = AGENT_A) -> AgencyRow:
    return next(row for row in agency(as_(clerk, who)).rows if row.stream == stream)


def text_of(clerk: Clerk, stream: str, seq: int) -> str:
    return "".join("".join(page.split()) for page in pages_of(clerk, stream, seq))


def pages_of(clerk: Clerk, stream: str, seq: int) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(shelf.pdf(clerk.desk, stream, seq))).pages]


def test_an_entrustment_is_taken_signed_logged_and_ended(clerk: Clerk) -> None:
    posts = ready(clerk)
    stream = entrusted(clerk, posts)
    assert entrusted(clerk, posts) == stream, "the same press is recorded once"
    row = row_of(clerk, stream)
    assert (row.number, row.state, row.mine, row.coming) == (
        "政务中心〔2026〕代办第0001号", "待接", True, "请企业在代办委托书上签章",
    )  # fmt: skip
    does(clerk, entrusting.take(stream, clerk.today))
    assert "还没有登记签署" in said(lambda: does(clerk, entrusting.log(stream, done("领取"))))
    assert "须由企业本人办理" in said(lambda: does(clerk, entrusting.log(stream, done("签署承诺"))))
    does(clerk, entrusting.sign(stream, clerk.today))
    does(clerk, entrusting.log(stream, done("领取", "领取批复")))
    does(clerk, entrusting.log(stream, done("跟踪", "记错的一行")))
    wrong = held_log(clerk, stream)[-1].seq
    does(clerk, entrusting.strike(stream, wrong, "别的项目的"))
    assert [line.words for line in held_log(clerk, stream)] == ["领取批复"]
    assert "记错的一行，20分钟（已撤掉：别的项目的）" in " ".join(view(clerk.desk, row_of(clerk, stream)).history)
    does(clerk, entrusting.hold(stream, clerk.today, [("营业执照副本", 1), ("土地合同", 2)]))
    assert "《营业执照副本》、《土地合同》，请先交还" in said(lambda: ends(clerk, stream))
    does(clerk, entrusting.give_back(stream, clerk.today, [2]))
    assert "收存着1份材料" in {step.words for step in view(clerk.desk, row_of(clerk, stream)).steps}.pop()
    does(clerk, entrusting.give_back(stream, clerk.today, [1]))
    ends(clerk, stream)
    assert "由代办专员终止" in said(lambda: does(clerk, entrusting.log(stream, done("咨询"))))
    shown = view(clerk.desk, row_of(clerk, stream))
    assert (shown.row.state, shown.steps, shown.row.open) == ("已终止", (), False)
    assert "领取：领取批复，20分钟" in " ".join(shown.history)
    assert [title for title, _ in shown.papers] == ["代办材料交接清单"] * 3 + ["代办服务卡", "代办委托书"]
    assert clerk.desk.store.verify().ok


def held_log(clerk: Clerk, stream: str) -> Any:  # noqa: ANN401
    with clerk.desk.store.look() as look:
        return entrusting.found(look, stream).log


def done(kind: str, words: str = "办了一件事", on: str = "10-12") -> entrusting.Done:
    return entrusting.Done(kind, day(on), words, 20, "")


def ends(clerk: Clerk, stream: str) -> None:
    does(clerk, entrusting.end(stream, clerk.today, "代办专员", "代办事务完成", "全部办结"))


def test_the_papers_say_what_is_entrusted_and_what_never_is(alone: Clerk) -> None:
    posts = ready(alone)
    stream = entrusted(alone, posts, powers=("递交", "跟踪"))
    does(alone, entrusting.take(stream, alone.today))
    does(alone, entrusting.hold(stream, alone.today, [("营业执照副本", 1)]))
    papers = dict(reversed(view(alone.desk, row_of(alone, stream)).papers))
    mandate = text_of(alone, stream, papers["代办委托书"])
    assert "递交、跟踪" in mandate
    assert "签署承诺、声明材料真实、缴纳规费、撤回申请、放弃听证由委托人自己办理" in mandate
    assert "至2027年10月11日止" in mandate
    assert len(pages_of(alone, stream, papers["代办委托书"])) == 3, "one page for each of the three copies"
    card = text_of(alone, stream, papers["代办服务卡"])
    assert COUNTER_POST in card
    assert HEAD in card, "the project's own 首席代办专员 stands on it"
    assert "营业执照副本" in text_of(alone, stream, papers["代办材料交接清单"])
    owed = shelf.shelf(alone.desk, shelf.ShelfFilter.OWED).rows
    assert {(one.title, one.enterprise, one.owed) for one in owed if one.stream == stream} >= {
        ("代办委托书", str(FIRM["name"]), ("签署",))
    }


def test_one_case_may_be_entrusted_alone_and_its_clock_is_the_next_step(alone: Clerk) -> None:
    posts = ready(alone)
    alone.receives("S3-09", "S3-07")
    stream = entrusted(alone, posts, about=alone.case.code)
    does(alone, entrusting.take(stream, alone.today))
    does(alone, entrusting.sign(stream, alone.today))
    alone.on("10-14").tells_once((1, "处置方案"))
    row = row_of(alone, stream)
    until = alone.case.items[1].correction_until
    assert (row.case, row.on, row.today) == (alone.stream, until, False)
    assert row.coming.startswith("补正《")
    assert until is not None
    alone.clock.now = alone.clock.now.replace(month=until.month, day=until.day)
    assert row_of(alone, stream).today, "on its last day it is today's work"
    assert "已在办理" in said(lambda: entrusted(alone, posts, "再委托", about=alone.case.code))
    entrusted(alone, posts, "整个项目")


def test_a_renamed_project_keeps_its_entrustment_and_its_chief(alone: Clerk) -> None:
    posts = ready(alone)
    stream = entrusted(alone, posts)
    with alone.desk.store.look() as look:
        profile = projects.found(look, posts["project"]).profile
    does(alone, projects.describe(posts["project"], replace(profile, name="智能零部件二期（虚构）"), ()), ADMINISTRATOR)
    facts = dict(view(alone.desk, row_of(alone, stream)).facts)
    assert facts["首席代办专员"] == HEAD
    does(alone, entrusting.take(stream, alone.today))
    papers = dict(reversed(view(alone.desk, row_of(alone, stream)).papers))
    assert HEAD in text_of(alone, stream, papers["代办服务卡"])


def test_what_is_written_wrong_is_named(alone: Clerk) -> None:
    posts = ready(alone)
    assert "不是收件号，也不是项目库里的项目" in said(lambda: entrusted(alone, posts, about="没有的项目"))
    assert "目录里没有“盖房子”" in said(lambda: entrusted(alone, posts, matters=("盖房子",)))
    assert "企业自愿" in said(lambda: entrusted(alone, posts, voluntary=False))
    assert "没有这个代办岗位" in said(lambda: entrusted(alone, {"one": "agent/无"}))
    stream = entrusted(alone, posts)
    does(alone, entrusting.take(stream, alone.today))
    assert "请写明做了什么" in said(lambda: does(alone, entrusting.log(stream, done("跟踪", " "))))
    assert "一份一行" in said(lambda: does(alone, entrusting.hold(stream, alone.today, [])))
    assert "请写明终止的原因" in said(lambda: does(alone, entrusting.end(stream, alone.today, "代办专员", "", "")))
    assert "应在委托日期" in said(lambda: does(alone, entrusting.sign(stream, day("10-13"))))
    does(alone, entrusting.sign(stream, alone.today))
    assert "已经登记签署" in said(lambda: does(alone, entrusting.sign(stream, alone.today)))
    assert "没有这一代办委托" in said(lambda: does(alone, entrusting.take("agency/无", alone.today)))
    reviewer = Who("审查人员", "后台", "部门", "water")
    assert "部门无权办理“代办记录”" in said(lambda: does(alone, entrusting.log(stream, done("跟踪")), reviewer))


def test_the_successor_has_all_open_work_without_any_further_act(alone: Clerk) -> None:
    posts = ready(alone)
    stream = entrusted(alone, posts)
    alone.on("10-20")
    assert "代办无权办理“代办岗位接任”" in said(
        lambda: does(alone, agents.succeed(posts["one"], "代办专员丁", alone.today, ""))
    )
    does(alone, agents.succeed(posts["one"], "代办专员丁", alone.today, "任〔2026〕9号"), ADMINISTRATOR)
    assert not row_of(alone, stream).mine
    assert row_of(alone, stream, Who("代办专员丁", "6", "代办")).mine
    history = view(alone.desk, row_of(alone, posts["one"])).history
    assert "接任：代办专员丁，承接在办委托 1 件" in history[0]
    does(alone, agents.succeed(posts["head"], "局长乙", alone.today, "", name="岳阳经开区住建局局长"), ADMINISTRATOR)
    found = agency(alone.desk)
    assert [row.upper for row in found.under(AgencyFilter.GAPS) if row.lower.startswith("项目")] == []
    head = view(alone.desk, row_of(alone, posts["head"]))
    assert [step.words for step in head.steps] == [PROJECT["name"]], "the renamed post keeps its project"


def test_another_post_takes_over_with_consent_and_takes_it_anew(alone: Clerk) -> None:
    posts = ready(alone)
    stream = entrusted(alone, posts)
    does(alone, entrusting.take(stream, alone.today))
    refused = entrusting.hand_over(stream, posts["two"], alone.today, "", agreed=False)
    assert "须经委托的企业同意" in said(lambda: does(alone, refused))
    does(alone, entrusting.hand_over(stream, posts["two"], alone.today, "环评等批复", agreed=True))
    row = row_of(alone, stream)
    assert (row.who, row.state, row.mine) == ("政务中心代办岗（二）", "待接", False)
    assert "移交给政务中心代办岗（二）：环评等批复" in view(alone.desk, row).history[0]
    does(alone, agents.succeed(posts["two"], "代办专员戊", alone.today, ""), ADMINISTRATOR)
    closing = agents.close(posts["two"], alone.today, "合并")
    assert "还有1件在办的委托" in said(lambda: does(alone, closing, ADMINISTRATOR))
    does(alone, agents.close(posts["one"], alone.today, "合并"), ADMINISTRATOR)
    back = entrusting.hand_over(stream, posts["one"], alone.today, "", agreed=True)
    assert "已经撤销" in said(lambda: does(alone, back))


def test_a_key_project_is_never_left_without_its_chief(alone: Clerk) -> None:
    posts = ready(alone)
    with alone.desk.store.look() as look:
        profile = projects.found(look, posts["project"]).profile
    without = projects.describe(posts["project"], replace(profile, agent=""), ())
    assert "有且只有一个：没有明确" in said(lambda: does(alone, without, ADMINISTRATOR))
    assert "就没有首席代办专员了" in said(
        lambda: does(alone, agents.close(posts["head"], alone.today, "撤并"), ADMINISTRATOR)
    )
    assert "请写明撤销的理由" in said(lambda: does(alone, agents.close(posts["head"], alone.today, ""), ADMINISTRATOR))
    gaps = {row.upper for row in agency(alone.desk).under(AgencyFilter.GAPS)}
    assert "交警" in gaps
    assert "建设交通局" not in gaps
    assert "已经登记" in said(lambda: opens(alone, "建设交通局", CHIEF, HEAD, "局长乙"))
    with pytest.raises(Faults) as found:
        opens(alone, "", "局长", "", "")
    assert {field for field, _ in found.value.faults} == {"department", "post_name", "holder", "kind"}


def test_a_gap_says_how_it_is_mended(alone: Clerk) -> None:
    ready(alone, agent="")
    rows = agency(alone.desk).under(AgencyFilter.GAPS)
    assert (rows[0].upper, rows[0].lower) == (PROJECT["name"], "项目：没有明确首席代办专员")
    assert "项目概况变更" in view(alone.desk, rows[0]).sentence
    assert "管理员" in view(alone.desk, rows[-1]).sentence


def test_what_is_not_taken_in_time_counts_for_the_unit_and_the_person(alone: Clerk) -> None:
    posts = ready(alone)
    entrusted(alone, posts)
    alone.on("10-13")
    assert assessment(alone.desk, "2026-10").departments == ()
    alone.on("10-20")
    found = assessment(alone.desk, "2026-10")
    marks = [(row.name, one.mark.kind, one.mark.points, one.item) for row in found.departments for one in row.marks]
    assert marks == [("政务中心", "代办未按时接办", 1, "全程代办")]
    assert [row.name for row in found.people] == ["代办专员甲"]


# ── sheets ──


def sheet(desk: Desk, name: str, stream: str = "", **values: Any) -> Any:  # noqa: ANN401
    form = form_of(desk, name, stream)
    filled = {**form.values, **values}
    request = f"单/{name}/{sorted(map(str, filled.items()))}"
    trial = AGENCY.trial(desk, form, stream, request, filled)
    if trial.rehearsed.shown is None:
        return trial
    answer = AGENCY.confirm(desk, form, stream, request, filled, trial.rehearsed.shown)
    assert isinstance(answer, Done)
    return answer


def test_every_act_is_done_from_its_sheet(alone: Clerk) -> None:
    posts = ready(alone)
    agent, zone = as_(alone, AGENT_A), as_(alone, ADMINISTRATOR)
    form = form_of(agent, "entrust")
    assert next(one.default for one in form.fields if one.name == "post") == posts["one"], "his own post is offered"
    assert sheet(agent, "entrust", about=PROJECT["name"]).rehearsed.refusal.startswith("代办以企业自愿为前提")
    made = sheet(agent, "entrust", about=PROJECT["name"], voluntary=True)
    stream = str(made.answer["streams"][0])
    assert "《代办委托书》（政务中心〔2026〕代办第0001号）已出具" in made.sentence
    assert sheet(agent, "entrust", about="无", voluntary=True).rehearsed.faults[0][0] == "about"
    sheet(agent, "take_entrustment", stream)
    sheet(agent, "sign_mandate", stream)
    assert sheet(agent, "log_agency", stream).lacking == ("做了什么",)
    sheet(agent, "log_agency", stream, what="送材料")
    sheet(agent, "log_agency", stream, what="送错了材料")
    sheet(agent, "amend_agency", stream, amend_why="没有送")
    sheet(agent, "hold_originals", stream, pieces=({"piece": "执照", "copies": "1"}, {"piece": "合同", "copies": "2"}))
    rows = form_of(agent, "return_originals", stream).fields[0].default
    left = sheet(agent, "return_originals", stream, pieces=({**rows[0], "back": False}, rows[1]))
    assert [row.name for row in held(alone, stream)] == ["执照"]
    assert "交接清单" in left.sentence
    sheet(agent, "pass_entrustment", stream, agreed=True)
    warned = AGENCY.trial(
        agent,
        end := form_of(agent, "end_entrustment", stream),
        stream,
        "终",
        {**end.values, "result": "转走", "reason": "企业取消委托"},
    )
    assert "先交还再终止" in warned.rehearsed.refusal
    sheet(agent, "return_originals", stream)
    trial = AGENCY.trial(agent, end, stream, "终2", {**end.values, "result": "转走", "reason": "企业取消委托"})
    assert trial.rehearsed.consequence is not None
    assert "还没有办完" in trial.rehearsed.consequence.warnings[0]
    sheet(agent, "end_entrustment", stream, result="转走", reason="企业取消委托")
    sheet(zone, "open_agent_post", department="城管", post_name="城管局局长", holder="局长丙", phone="1")
    sheet(zone, "succeed_agent", posts["two"], holder="代办专员戊")
    sheet(zone, "close_agent_post", posts["two"], reason="合并")
    assert alone.desk.store.verify().ok


def held(clerk: Clerk, stream: str) -> Any:  # noqa: ANN401
    with clerk.desk.store.look() as look:
        return entrusting.found(look, stream).held


def test_the_menu_greys_what_the_act_itself_would_refuse(alone: Clerk) -> None:
    posts = ready(alone)
    stream = entrusted(alone, posts)
    found = {one.name: one for one in offers(as_(alone, AGENT_A), stream)}
    assert found["take_entrustment"].natural
    assert found["log_agency"].forbidden.startswith("这一委托还没有接办")
    assert found["return_originals"].forbidden.startswith("没有收存企业的材料")
    does(alone, entrusting.take(stream, alone.today))
    assert {one.name for one in offers(as_(alone, AGENT_A), stream) if one.forbidden} == {
        "take_entrustment", "return_originals", "amend_agency",
    }  # fmt: skip
    assert all("无权办理" in one.forbidden for one in offers(as_(alone, AGENT_A), posts["one"]))
    kinds = next(one for one in form_of(as_(alone, AGENT_A), "log_agency", stream).fields if one.name == "kind")
    assert {one.value for one in kinds.choices if one.barred} == {
        "签署承诺",
        "声明材料真实",
        "缴纳规费",
        "撤回申请",
        "放弃听证",
    }


def test_without_posts_nothing_can_be_entrusted(alone: Clerk) -> None:
    alone.on("10-12")
    assert "还没有登记代办岗位" in said(lambda: form_of(as_(alone, AGENT_A), "entrust"))


def test_every_field_of_every_sheet_is_explained(alone: Clerk) -> None:
    posts, help_ = ready(alone), factory_help()
    stream = entrusted(alone, posts)
    does(alone, entrusting.hold(stream, alone.today, [("执照", 1)]))
    does(alone, entrusting.take(stream, alone.today))
    does(alone, entrusting.log(stream, done("跟踪")))
    desk, lacking = as_(alone, replace(ADMINISTRATOR, role="系统")), []
    for name in TITLES:
        where = stream if name in OF_ENTRUSTMENT else posts["one"] if name in OF_POST else ""
        form = form_of(desk, name, where)
        assert help_.topics[f"do.{name}"].title == form.title
        lacking += [one.name for one in form.fields if help_.of(f"act.{name}.{one.name}") is None]
    assert lacking == []


# ── the demonstration ──


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk, _ = demonstrate(tmp_path_factory.mktemp("代办") / "demo.db")
    return desk


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

"""全程代办 by its sheets: every act, what the menu greys, every field explained."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bingliang.desk.acts.rehearsal import Done
from bingliang.desk.agency import entrusting
from bingliang.desk.agency.forms import OF_ENTRUSTMENT, OF_POST, TITLES, form_of, offers
from bingliang.desk.agency.script import AGENCY
from bingliang.desk.desk import Desk
from bingliang.desk.help import factory_help
from tests.clerk import PROJECT, Clerk
from tests.desk.agency_hand import (
    ADMINISTRATOR,
    AGENT_A,
    as_,
    does,
    done,
    entrusted,
    held,
    ready,
    said,
)


def sheet(desk: Desk, name: str, stream: str = "", **values: Any) -> Any:  # noqa: ANN401 - a form, of whatever act
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

"""代办: what the lines of one entrustment and of one post add up to."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from bingliang.ledger.acts import Entry
from bingliang.ledger.agency import MANDATE, fold_entrustment, fold_post, stream_of_post

AT = datetime(2026, 10, 12, 1, 26, tzinfo=UTC)
ENTRUSTED: dict[str, Any] = {
    "number": "代办第0001号", "firm": "岳阳示例精工有限公司（虚构）", "credit_code": "", "project": "智能零部件（虚构）",
    "project_code": "", "project_id": "", "case": "", "case_code": "", "post": "agent/1", "powers": ["递交"],
    "matters": [], "on": "2026-10-12", "until": "2027-10-11",
}  # fmt: skip
POST: dict[str, Any] = {
    "department": "housing", "kind": "首席代办专员", "name": "建设交通局局长", "holder": "局长甲", "phone": "1", "on": "2026-01-04",
    "document": "任〔2026〕1号",
}  # fmt: skip


def line(seq: int, act: str, facts: dict[str, Any], stream: str = "agency/1") -> Entry:
    return Entry(stream, seq, f"r{seq}", AT, "代办专员甲", "6", act, facts)


def test_an_entrustment_through_its_life() -> None:
    paper = {"form": MANDATE, "number": "代办第0001号", "title": "代办委托书", "facts": {}, "on": "2026-10-12"}
    pieces = [{"name": "营业执照", "copies": 1}, {"name": "合同", "copies": 2}]
    logged = {"kind": "递交", "on": "2026-10-13", "words": "递交", "minutes": 30, "result": ""}
    one = fold_entrustment(
        [
            line(1, "entrust", ENTRUSTED),
            line(2, "draw_up", paper),
            line(3, "issue", {"paper": 2, "sm3": "ab", "pages": 1}),
            line(4, "take_entrustment", {"on": "2026-10-12"}),
            line(5, "sign", {"paper": 2, "on": "2026-10-13"}),
            line(6, "hold_originals", {"on": "2026-10-13", "pieces": pieces}),
            line(7, "log_agency", logged),
            line(8, "return_originals", {"on": "2026-10-14", "back": [2]}),
        ]
    )
    assert one is not None
    assert (one.taken_on, one.signed_on, one.minutes) == (date(2026, 10, 12), date(2026, 10, 13), 30)
    assert [piece.name for piece in one.held] == ["营业执照"]
    struck = fold_entrustment(
        [line(1, "entrust", ENTRUSTED), line(2, "log_agency", logged), line(3, "amend_agency", {"line": 2})]
    )
    assert struck is not None
    assert struck.log == ()
    passed = fold_entrustment(
        [
            line(1, "entrust", ENTRUSTED),
            line(2, "take_entrustment", {"on": "2026-10-12"}),
            line(3, "pass_entrustment", {"to": "agent/2", "on": "2026-10-20"}),
            line(4, "end_entrustment", {"on": "2026-10-21", "by": "委托企业", "reason": "改由自己办", "result": "无"}),
        ]
    )
    assert passed is not None
    assert (passed.post, passed.posts, passed.taken_on) == ("agent/2", ("agent/1", "agent/2"), None)
    assert (passed.open, passed.ended_by, passed.signed_on) == (False, "委托企业", None)


def test_a_post_keeps_its_names_and_who_held_it() -> None:
    after = {"holder": "局长乙", "on": "2026-06-01", "document": "任〔2026〕9号", "name": "住建局局长", "phone": "2"}
    same = {**after, "name": "住建局局长", "holder": "局长丙", "on": "2026-09-01"}
    post = fold_post(
        [
            line(1, "open_agent_post", POST, "agent/1"),
            line(2, "succeed_agent", after, "agent/1"),
            line(3, "succeed_agent", same, "agent/1"),
            line(4, "anchor", {}, "agent/1"),
        ]
    )
    assert post is not None
    assert (post.name, post.names, post.holder) == ("住建局局长", ("建设交通局局长", "住建局局长"), "局长丙")
    assert [one.since.month for one in post.held] == [1, 6, 9]
    assert (post.open, post.chief, post.phone) == (True, True, "2")
    closed = fold_post([line(1, "open_agent_post", POST), line(2, "close_agent_post", {"on": "2026-12-01"})])
    assert closed is not None
    assert not closed.open


def test_other_streams_are_neither() -> None:
    assert fold_entrustment([]) is None
    assert fold_entrustment([line(1, "open_agent_post", POST)]) is None
    assert fold_post([]) is None
    assert fold_post([line(1, "entrust", ENTRUSTED)]) is None


def test_a_post_has_one_stream_by_its_department_and_name() -> None:
    assert stream_of_post("housing", "局长") == stream_of_post("housing", "局长")
    assert stream_of_post("housing", "局长") != stream_of_post("water", "局长")

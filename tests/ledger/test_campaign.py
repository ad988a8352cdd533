"""A campaign, its issues and the boards of a month are folded out of their lines; nothing frozen is ever changed by a later line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from bingliang.ledger.acts import Entry
from bingliang.ledger.campaign import (
    INVESTMENT,
    MILESTONE,
    PERMIT,
    Goal,
    TenDay,
    fold_campaign,
    fold_goals,
    fold_published,
    fold_tenday,
    stream_of_tenday,
)

GOALS = (
    Goal(INVESTMENT, "完成投资", date(2026, 9, 30), 400, 3),
    Goal(PERMIT, "S3-03 施工许可证核发", date(2026, 10, 10)),
    Goal(MILESTONE, "竣工", date(2026, 10, 20), works="A 车间"),
)
FOUND: dict[str, Any] = {
    "name": "百日会战", "first": "2026-09-23", "last": "2026-12-31", "on": "2026-09-23",
    "projects": [
        {"project": "project/1", "name": "甲", "goals": [one.facts() for one in GOALS]},
        {"project": "project/2", "name": "乙", "goals": []},
    ],
}  # fmt: skip


def line(seq: int, act: str, facts: dict[str, Any], stream: str = "campaign/1") -> Entry:
    return Entry(stream, seq, "press", datetime(2026, 9, 23, 9, tzinfo=UTC), f"第{seq}人", "3", act, facts)


def test_a_campaign_counts_its_days_and_holds_its_goals() -> None:
    found = fold_campaign([line(1, "found_campaign", FOUND)])
    assert found is not None
    assert (found.days, found.day(date(2026, 9, 23)), found.day(date(2026, 12, 18))) == (100, 1, 87)
    assert (found.day(date(2027, 1, 5)), found.day(date(2026, 9, 1))) == (100, 0)
    assert found.targets["project/1"].goals == GOALS
    assert [one.name for one in GOALS] == ["完成投资", "施工许可证核发", "A 车间竣工"]
    assert [one.key for one in GOALS] == ["完成投资", "S3-03", "竣工"]
    assert Goal(PERMIT, "S3-03", date(2026, 10, 10)).name == "S3-03"


def test_targets_are_changed_struck_and_the_campaign_closed() -> None:
    new = {"project": "project/2", "name": "乙", "goals": [GOALS[0].facts()], "reason": "漏登", "on": "2026-09-24"}
    gone = {"project": "project/1", "name": "甲", "goals": [], "reason": "停建", "on": "2026-09-25", "struck": True}
    lines = [
        line(1, "found_campaign", FOUND), line(2, "set_campaign_target", new), line(3, "set_campaign_target", gone),
        line(4, "close_campaign", {"on": "2026-12-31", "reason": "期满"}),
    ]  # fmt: skip
    found = fold_campaign(lines)
    assert found is not None
    assert [(one.name, one.seq, len(one.goals)) for one in found.targets.values()] == [("乙", 2, 1)]
    assert (found.closed_on, found.closed_why) == (date(2026, 12, 31), "期满")
    assert found.targets["project/2"].facts()["goals"] == [GOALS[0].facts()]


DRAFT: dict[str, Any] = {
    "campaign": "campaign/1", "period": "2026-12上", "number": 8, "reason": "", "board": {"n": 1}, "on": "2026-12-11",
}  # fmt: skip
EDIT: dict[str, Any] = {"lead": "导语", "note": "", "notes": {"project/1": "加快"}}
SPARED: dict[str, Any] = {
    "subject": "project/1", "name": "甲", "reason": "洪水", "approver": "主任", "document": "〔2026〕1号",
}  # fmt: skip


def folded(*acts: tuple[str, dict[str, Any]]) -> TenDay:
    lines = [line(at, act, facts, "tenday/1/2026-12上") for at, (act, facts) in enumerate(acts, start=1)]
    found = fold_tenday(lines)
    assert found is not None
    return found


def test_what_is_changed_after_the_signature_wants_another() -> None:
    draft, sign = ("draft_issue", DRAFT), ("sign_issue", {"on": "2026-12-11"})
    assert folded(draft).state == "草稿，待签发"
    signed = folded(draft, sign)
    assert (signed.state, signed.signed_by, signed.signed_on) == ("已签发，待冻结", "第2人", date(2026, 12, 11))
    for again in (draft, ("edit_issue", EDIT), ("exempt_flag", SPARED)):
        assert folded(draft, sign, again).signed_on is None


def test_texts_and_exemptions_outlive_a_new_draft_and_the_last_exemption_counts() -> None:
    later = {**SPARED, "reason": "停电"}
    found = folded(
        ("draft_issue", DRAFT), ("edit_issue", EDIT), ("exempt_flag", SPARED), ("exempt_flag", later),
        ("draft_issue", {**DRAFT, "board": {"n": 2}}),
    )  # fmt: skip
    assert (found.texts.lead, dict(found.texts.notes), found.draft) == ("导语", {"project/1": "加快"}, {"n": 2})
    assert [(one.reason, one.seq) for one in found.exempted] == [("停电", 4)]


def test_a_frozen_issue_stays_and_its_correction_is_a_further_version() -> None:
    freeze = ("freeze_issue", {"board": {"n": 1}, "reason": "", "on": "2026-12-11"})
    first = folded(("draft_issue", DRAFT), ("sign_issue", {"on": "2026-12-11"}), freeze)
    assert (first.state, first.draft, len(first.frozen)) == ("已冻结", None, 1)
    again = ("draft_issue", {**DRAFT, "board": {"n": 2}, "reason": "数字有误"})
    drafted = folded(("draft_issue", DRAFT), freeze, again, ("draft_issue", {**DRAFT, "board": {"n": 3}}))
    assert (drafted.state, drafted.reason) == ("更正草稿，待签发", "数字有误")
    signed = folded(("draft_issue", DRAFT), freeze, again, ("sign_issue", {"on": "2026-12-12"}))
    assert signed.state == "更正已签发，待冻结"
    right = ("freeze_issue", {"board": {"n": 2}, "reason": "数字有误", "on": "2026-12-12"})
    twice = folded(("draft_issue", DRAFT), freeze, again, right)
    assert twice.state == "已冻结（更正1）"
    assert [(dict(one.board), one.erratum, one.reason) for one in twice.frozen] == [
        ({"n": 1}, 0, ""),
        ({"n": 2}, 1, "数字有误"),
    ]


def test_published_boards_keep_every_version_and_goals_the_last() -> None:
    lines = [line(at, "publish_digest", {"board": {"n": at}, "reason": why}) for at, why in ((1, ""), (2, "更正"))]
    found = fold_published(lines)
    assert found is not None
    assert [(dict(one.board), one.erratum, one.reason) for one in found.versions] == [
        ({"n": 1}, 0, ""),
        ({"n": 2}, 1, "更正"),
    ]
    goal = {"project": "project/1", "words": "投产", "amount": 9000, "months": [["开工", 100]], "on": "2026-01-10"}
    goals = fold_goals([line(1, "set_goals", goal), line(2, "set_goals", {**goal, "amount": 9500})])
    assert (goals["project/1"].amount, goals["project/1"].months, goals["project/1"].seq) == (9500, (("开工", 100),), 2)


def test_another_stream_is_none_of_them() -> None:
    other = [line(1, "enlist_project", {})]
    assert fold_campaign([]) is None
    assert fold_campaign(other) is None
    assert fold_tenday([]) is None
    assert fold_tenday(other) is None
    assert fold_published([]) is None
    assert fold_published(other) is None
    assert stream_of_tenday("campaign/ab", "2026-12上") == "tenday/ab/2026-12上"

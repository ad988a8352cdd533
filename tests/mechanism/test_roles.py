"""岗位与权限: one table; every act × every role is asked, and the answer is written out here."""

from __future__ import annotations

import pytest

from bingliang.ledger.acts import ACTS, Refusal, Who
from bingliang.ledger.roles import ROLES
from bingliang.mechanism import overall
from bingliang.settings import CHOICES

DEPARTMENT = {
    "remark", "stop", "resume", "extend", "disown", "receive_opinion", "give_opinion", "forward", "superior_result", "grant",
    "grant_deferred", "refuse", "file", "opine", "explain_overrun", "verify_pledge", "repair_credit", "draw_up", "issue", "seal", "serve",
    "file_copy", "attend", "report_rectified", "amend_decision", "recall", "annul", "cancel", "reply_supervision", "appeal_mark",
    "rectify_rating", "appeal_rating", "answer_comment", "report_problem", "settle_problem",
    "answer_complaint", "hand_over", "call_back", "take_over", "hand_back", "lend_bag",
}  # fmt: skip
HANDING = {"hand_over", "call_back"}
DEPUTIES = {"appoint_deputy", "end_deputy"}
CAMPAIGN = {"found_campaign", "set_campaign_target", "close_campaign", "set_goals"}
BOARDS = {"draft_issue", "edit_issue", "freeze_issue", "publish_digest", "publish_commanders"}
SIGNING = {"sign_issue", "exempt_flag"}
SUPERVISORS = CAMPAIGN | BOARDS | HANDING | {
    "urge", "supervise", "review_supervision", "hold_account", "record_violation", "decide_appeal",
    "publish_assessment", "explain_overrun", "contact_rater", "decide_rating_appeal", "revisit_rating", "open_rating",
    "check_comment", "publish_comments", "supervise_problem", "hand_problem", "reopen_problem", "settle_promise",
    "register_complaint", "pass_complaint", "answer_complaint", "reopen_complaint",
}  # fmt: skip
AGENTS = {
    "consult", "enquire", "own_matter", "set_milestone", "enter_comment", "sign", "entrust", "take_entrustment", "log_agency",
    "hold_originals", "return_originals", "pass_entrustment", "end_entrustment", "amend_agency", "raise_problem",
    "report_problem", "report_investment", "visit_project", "register_complaint", "appeal_mark",
}  # fmt: skip
POSTS = {"open_agent_post", "succeed_agent", "close_agent_post"}
GREEN_PROJECTS = {"grant_project_green", "end_project_green"}
GRADES = {"rate", "take_rating", "rate_again"}
LEADERS = {
    "rule", "exempt", "raise_problem", "hand_problem", "reopen_problem", "register_complaint", "pass_complaint",
    "reopen_complaint", "visit_project", "grant_green", "end_green",
} | GREEN_PROJECTS | SIGNING | HANDING | DEPUTIES  # fmt: skip
ADMINISTRATORS = {
    "report_investment", "visit_project",
    "publish_notice", "adopt_edition", "anchor", "confirm_date", "erase_person", "migrate", "amend", "enter_filing", "supplement_filing",
    "withdraw_filing", "report_filing", "enlist_project", "describe_project", "move_batch", "set_milestone",
    "amend_project", "split_project", "merge_projects", "merge_enterprises", "plan_ceremony", "change_ceremony",
    "list_for_ceremony", "strike_from_ceremony", "confirm_ceremony", "raise_problem", "hand_problem", "report_problem",
    "settle_problem", "reopen_problem", "publish_promise", "withdraw_promise", "record_promise", "settle_promise",
} | GREEN_PROJECTS | POSTS | CAMPAIGN | HANDING | DEPUTIES  # fmt: skip
NOT_THE_COUNTERS = (
    {
        "anchor",
        "publish_notice",
        "adopt_edition",
        "erase_person",
        "publish_promise",
        "withdraw_promise",
        "exempt",
        "warn",
        "warn_problem",
    }
    | POSTS
    | SIGNING
    | (
        SUPERVISORS
        - {
            "explain_overrun",
            "hand_problem",
            "reopen_problem",
            "settle_promise",
            "register_complaint",
            "answer_complaint",
            "hand_over",
            "call_back",
        }
    )
    | DEPUTIES
    | GRADES
)


def said(role: str, act: str) -> str:
    """What the role is told; nothing when it may."""
    try:
        overall.authorise(act, Who("某某", "3", role, "city-management"))
    except Refusal as why:
        return why.sentence
    return ""


def may(role: str, act: str) -> bool:
    return not said(role, act)


@pytest.mark.parametrize("act", ACTS)
def test_every_act_of_every_role(act: str) -> None:
    assert {role for role in ROLES if may(role, act)} == {
        role
        for role, lawful in (
            ("窗口", act not in NOT_THE_COUNTERS),
            ("部门", act in DEPARTMENT),
            ("代办", act in AGENTS),
            ("督查", act in SUPERVISORS),
            ("领导", act in LEADERS),
            ("管理员", act in ADMINISTRATORS),
            ("企业", act in GRADES),
            ("系统", act not in GRADES),
        )
        if lawful
    }


def test_a_refusal_names_the_post_that_may() -> None:
    assert said("窗口", "urge") == "窗口无权办理“催办”，请由督查岗位办理。"
    assert said("督查", "exempt") == "督查无权办理“免责批准”，请由领导岗位办理。"
    assert said("部门", "warn") == "部门无权办理“期限预警”，请由系统岗位办理。"


def test_who_is_supervised_supervises_nobody() -> None:
    for act in (
        "urge", "supervise", "review_supervision", "decide_appeal", "exempt", "publish_assessment", "supervise_problem",
    ):  # fmt: skip
        assert not may("窗口", act)
        assert not may("部门", act)
    assert not may("督查", "exempt"), "a pardon is the leader's"


def test_a_grade_is_the_enterprise_s_own_word() -> None:
    """No post that can be chosen at a counter, and not the program itself, writes one."""
    posts = set(ROLES) - {"企业"}
    assert set(CHOICES["role"]) <= posts
    assert not [(role, act) for role in posts for act in GRADES if may(role, act)]
    assert said("窗口", "rate") == "窗口无权办理“服务评价”，请由企业岗位办理。"

"""岗位与权限: the one table of who may do which act; screens, checks and tests all read it here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bingliang.ledger.acts import ACTS

ENTERPRISE = "企业"
"""评价的企业: at no post of ours; it only rates."""

REVIEWER, SUPERVISOR, LEADER, ADMINISTRATOR, SYSTEM = "部门", "督查", "领导", "管理员", "系统"

_ZONE = frozenset({"anchor", "publish_notice", "adopt_edition", "publish_promise", "withdraw_promise", "erase_person"})
_AGREED = frozenset({"record_promise", "settle_promise"})
_SUPERVISING = frozenset(
    {"urge", "supervise", "review_supervision", "hold_account", "record_violation", "decide_appeal"}
    | {"publish_assessment", "supervise_problem"}
)
_CEREMONY = frozenset(
    {"plan_ceremony", "change_ceremony", "list_for_ceremony", "strike_from_ceremony", "confirm_ceremony"}
)
_PROBLEM = frozenset({"raise_problem", "hand_problem", "report_problem", "settle_problem", "reopen_problem"})
_CAMPAIGN = frozenset({"found_campaign", "set_campaign_target", "close_campaign", "set_goals"})
_BOARDS = frozenset({"draft_issue", "edit_issue", "freeze_issue", "publish_digest", "publish_commanders"})
_SIGNING = frozenset({"sign_issue", "exempt_flag"})
"""旬报: the supervisors draft and freeze what a leader has signed; nobody frees himself of a black flag."""
_LIBRARY = (
    frozenset({"enlist_project", "describe_project", "move_batch", "set_milestone", "amend_project", "split_project"})
    | {"report_investment", "visit_project", "grant_project_green", "end_project_green"}
    | frozenset({"merge_projects", "merge_enterprises"})
    | _CEREMONY
    | _PROBLEM
)
_ANSWERING = frozenset({"reply_supervision", "appeal_mark", "report_problem", "settle_problem", "answer_complaint"})
_COMPLAINT = frozenset({"pass_complaint", "reopen_complaint"})
"""Who answers a complaint is not for the side complained of to choose."""
_DEPUTIES = frozenset({"appoint_deputy", "end_deputy"})
"""Who stands in for whom is for the heads to say, not for the two themselves."""
_HANDING = frozenset({"hand_over", "call_back"})
_TAKING = frozenset({"take_over", "hand_back"})
_POSTS = frozenset({"open_agent_post", "succeed_agent", "close_agent_post"})
_AGENCY = frozenset(
    {"entrust", "take_entrustment", "log_agency", "hold_originals", "return_originals", "pass_entrustment"}
    | {"end_entrustment", "amend_agency"}
)
_RATING = frozenset({"rate", "take_rating", "rate_again"})
"""A grade is the enterprise's own word: no post at any counter writes one (GB/T 39735-2020)."""
_RATED = frozenset({"rectify_rating", "appeal_rating", "answer_comment"})
_LOOKING_INTO = frozenset(
    {"contact_rater", "decide_rating_appeal", "revisit_rating", "open_rating", "check_comment", "publish_comments"}
)

ROLES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        # What binds every counter, the calendar and the zone's own settings, is the administrator's (岗位分设); and who
        # is supervised supervises nobody: urging, marks and their pardon are other posts'. Who the agents are is the
        # administrator's to register, as their heads appoint them.
        "窗口": frozenset(ACTS)
        - _ZONE
        - _SUPERVISING
        - _RATING
        - _LOOKING_INTO
        - _POSTS
        - _DEPUTIES
        - _CAMPAIGN
        - _BOARDS
        - _SIGNING
        - _COMPLAINT
        - {"exempt", "warn", "warn_problem"},
        REVIEWER: frozenset(
            {"remark", "stop", "resume", "extend", "disown", "receive_opinion", "give_opinion", "forward"}
            | {"superior_result", "grant"}
            | {"grant_deferred", "refuse", "file", "opine", "explain_overrun", "verify_pledge", "draw_up", "issue"}
            | {"repair_credit"}
            | {"seal", "serve", "file_copy"}
            | {"attend", "report_rectified", "amend_decision", "recall", "annul", "cancel", "lend_bag"}
        )
        | _ANSWERING
        | _RATED
        | _HANDING
        | _TAKING,
        "代办": frozenset(
            {
                "consult",
                "enquire",
                "own_matter",
                "set_milestone",
                "enter_comment",
                "sign",
                "raise_problem",
                "report_problem",
                "report_investment",
                "visit_project",
                "register_complaint",
                "appeal_mark",
            }
        )
        | _AGENCY,
        SUPERVISOR: _SUPERVISING
        | _LOOKING_INTO
        | _CAMPAIGN
        | _BOARDS
        | _COMPLAINT
        | _HANDING
        | {"register_complaint", "answer_complaint"}
        | {"explain_overrun", "hand_problem", "reopen_problem", "settle_promise"},
        LEADER: frozenset({"rule", "exempt", "raise_problem", "hand_problem", "reopen_problem", "register_complaint"})
        | {"visit_project", "grant_green", "end_green", "grant_project_green", "end_project_green"}
        | _COMPLAINT
        | _HANDING
        | _DEPUTIES
        | _SIGNING,
        ADMINISTRATOR: frozenset(
            {"publish_notice", "adopt_edition", "publish_promise", "withdraw_promise", "anchor", "confirm_date"}
            | {"migrate", "amend", "erase_person"}
            | {"enter_filing", "supplement_filing", "withdraw_filing", "report_filing"}
        )
        | _LIBRARY
        | _POSTS
        | _DEPUTIES
        | _HANDING
        | _AGREED
        | _CAMPAIGN,
        ENTERPRISE: _RATING,
        SYSTEM: frozenset(ACTS) - _RATING,
    }
)
"""角色表: who may do which act."""


def entitled(role: str, act: str) -> bool:
    """有权: whether that post may do the act by itself; who stands in for another is asked by `overall.authorise`."""
    return act in ROLES.get(role, frozenset())

"""项目服务的办理菜单: greyed for a post in the words of the act itself, and found by initials."""

from __future__ import annotations

import pytest

from bingliang.desk.projects.library_script import OF_PROJECT, TITLES, form_of, offer
from bingliang.desk.spelling import initials
from bingliang.ledger.acts import Refusal, Who
from tests.clerk import Clerk


@pytest.mark.parametrize("name", TITLES)
def test_initials_are_those_of_the_title(name: str) -> None:
    assert offer(name, "窗口").initials == initials(TITLES[name])[0]


@pytest.mark.parametrize("role", ["窗口", "部门", "代办", "督查", "领导", "管理员"])
def test_the_menu_says_just_what_the_act_would_say(alone: Clerk, role: str) -> None:
    alone.desk.who = Who("某某", "3", role, "water")
    for name in TITLES:
        said = ""
        try:
            form_of(alone.desk, name, "没有")
        except Refusal as why:
            said = why.sentence if "无权办理" in why.sentence else ""
        made = offer(name, role)
        assert (made.forbidden, bool(made.article)) == (said, bool(said))


def test_another_reason_stands_where_the_post_may() -> None:
    assert offer("settle_problem", "窗口", forbidden="已办结。").forbidden == "已办结。"
    assert not offer("settle_problem", "窗口", forbidden="已办结。", natural=True).natural
    assert offer(OF_PROJECT[0], "窗口", natural=True).natural

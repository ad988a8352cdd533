"""首席代办专员: each key project exactly one, each department at least one; bound to the head's post, whoever holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bingliang.ledger.acts import Refusal
from bingliang.ledger.agency import CHIEF, Entrustment, Post
from bingliang.ledger.project import Enlisted, Profile

ARTICLE = "《全程代办服务制度》"
PROJECT, DEPARTMENT = "项目", "部门"


@dataclass(frozen=True, slots=True)
class Gap:
    """缺口: a project or a department without its 首席代办专员, why, and what mends it; `stream` is the project's."""

    kind: str
    name: str
    words: str
    mend: str
    stream: str = ""


def key_project(profile: Profile) -> bool:
    """重点项目: one of its tags gives it a role (标杆、重点)."""
    return any(tag.role for tag in profile.tags)


def named(text: str) -> tuple[str, ...]:
    """写了哪几个岗位."""
    return tuple(dict.fromkeys(word for part in re.split(r"[、，,；;]+", text) if (word := part.strip())))


def chief_of(text: str, posts: Iterable[Post]) -> Post | None:
    """登记的首席岗位 of exactly that name, now or formerly: a post that is renamed with its new head keeps its projects."""
    words = named(text)
    if len(words) != 1:
        return None
    return next((post for post in posts if post.open and post.chief and words[0] in post.names), None)


def wrong(text: str, posts: Iterable[Post]) -> str:
    """不符合“有且只有一个”的说明; empty when there is exactly one."""
    words = named(text)
    if not words:
        return f"没有明确{CHIEF}"
    if len(words) > 1:
        return f"写了{len(words)}个（{'、'.join(words)}），只能有一个"
    return "" if chief_of(text, posts) is not None else f"“{words[0]}”没有登记为{CHIEF}岗位"


def gaps(projects: Iterable[Enlisted], posts: Iterable[Post], departments: Mapping[str, str]) -> tuple[Gap, ...]:
    """缺首席代办专员的: key projects first, then departments (code → name)."""
    held = tuple(posts)
    found = [
        Gap(PROJECT, one.profile.name, said, "在项目库办理“项目概况变更”，写登记过的首席岗位", one.stream)
        for one in projects
        if key_project(one.profile) and (said := wrong(one.profile.agent, held))
    ]
    covered = {post.department for post in held if post.open and post.chief}
    found += [
        Gap(DEPARTMENT, name, f"没有登记{CHIEF}岗位", "由管理员办理“代办岗位登记”，登记主要负责人的岗位")
        for code, name in departments.items()
        if code not in covered and name not in covered
    ]
    return tuple(found)


def may_describe(before: Profile, after: Profile, posts: Iterable[Post]) -> None:
    """变更概况: a key project that has its one 首席代办专员 is not left without."""
    held = tuple(posts)
    said = wrong(after.agent, held)
    if key_project(after) and said and not wrong(before.agent, held):
        raise Refusal(f"“{after.name}”是重点项目，{CHIEF}有且只有一个：{said}，请写一个登记过的岗位。", ARTICLE)


def may_open(department: str, name: str, known: Post | None) -> None:
    """登记岗位: once."""
    if known is not None and known.open:
        raise Refusal(f"{department}的“{name}”已经登记；岗位换人的办理“代办岗位接任”。", ARTICLE)


def may_succeed(post: Post, holder: str, on: date, today: date) -> None:
    """接任: another person in the same post; all open work is his from that day without a further act."""
    still_open(post)
    last = post.held[-1]
    if holder == last.holder:
        raise Refusal(f"“{post.name}”现在就由{holder}任职，没有变动。", ARTICLE)
    if on > today:
        raise ValueError(f"接任日期{on:%Y-%m-%d}晚于今天{today:%Y-%m-%d}，请核对。")
    if on < last.since:
        raise ValueError(f"接任日期{on:%Y-%m-%d}早于前任任职的{last.since:%Y-%m-%d}，请核对。")


def may_close(post: Post, posts: Iterable[Post], projects: Iterable[Enlisted], work: Iterable[Entrustment]) -> None:
    """撤销岗位: not while a key project, its department or an open entrustment would be left without."""
    still_open(post)
    rest = tuple(one for one in posts if one.stream != post.stream)
    left = [one.profile.name for one in projects if _alone(one, post, rest)]
    if left:
        raise Refusal(
            f"撤销以后，重点项目“{'、'.join(left)}”就没有{CHIEF}了，请先在项目库给它们明确新的岗位。", ARTICLE
        )
    if post.chief and not any(one.open and one.chief and one.department == post.department for one in rest):
        raise Refusal(f"这是该部门唯一的{CHIEF}岗位，每个部门至少一个，请先登记新的岗位；换人的办理“接任”。", ARTICLE)
    numbers = [one.number for one in work if one.open and one.post == post.stream]
    if numbers:
        raise Refusal(f"岗位上还有{len(numbers)}件在办的委托（{'、'.join(numbers[:3])}），请先移交。", ARTICLE)


def _alone(project: Enlisted, post: Post, rest: Iterable[Post]) -> bool:
    text = project.profile.agent
    return key_project(project.profile) and chief_of(text, (post,)) is not None and chief_of(text, rest) is None


def still_open(post: Post) -> None:
    """没有撤销: a post that was closed takes nothing any more."""
    if post.closed_on is not None:
        raise Refusal(f"“{post.name}”的代办岗位已于{post.closed_on:%Y-%m-%d}撤销，请另行登记岗位。", ARTICLE)

"""看板室 and what each post does there; shared by the tests of its desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bingliang.boards.daily_broadcast import Issue
from bingliang.desk.acts.press import Press, press
from bingliang.desk.boards import campaigns, issues
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.library import Entrant, Plan
from bingliang.ledger.campaign import INVESTMENT, MILESTONE, Goal, TenDay
from bingliang.ledger.project import Profile
from bingliang.mechanism.seven_batches import tag_of
from tests.clerk import FIRM, PROJECT, Clerk

FIRST, LAST = date(2026, 10, 21), date(2026, 11, 20)
PERIOD, CITY = "2026-10下", "岳阳经开区城市管理局（示范）"
GOALS = (
    Goal(INVESTMENT, "完成投资", date(2026, 10, 31), 400, 3),
    Goal(MILESTONE, "交地", date(2026, 10, 31)),
    Goal(INVESTMENT, "完成投资", date(2026, 11, 20), 900, 3),
)


class Room:
    """看板室: the same database, each act by the post that may do it."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk
        self.supervisor = clerk.another("督查", "督查", "督查专员")
        self.leader = clerk.another("领导", "领导", "管委会主任")
        self.presses = 0

    def press(self, who: Clerk, made: Press) -> Mapping[str, Any]:
        self.presses += 1
        return press(who.desk, f"看板/{self.presses}", made)

    def watch(self, made: Press) -> str:
        return str(self.press(self.supervisor, made)["streams"][0])

    def lead(self, made: Press) -> str:
        return str(self.press(self.leader, made)["streams"][0])

    def enlisted(
        self, name: str = PROJECT["name"], code: str = PROJECT["code"], *plans: Plan, tag: str = "2+10"
    ) -> str:
        profile = Profile(name, FIRM["name"], code=code, responsible=CITY, person="局长", tags=(tag_of(tag),))
        return str(
            self.press(self.clerk, projects.enlist([Entrant(profile, "签约", date(2026, 10, 1), (), plans)]))[
                "streams"
            ][0]
        )

    def founded(self, goals: Mapping[str, tuple[Goal, ...]], name: str = "百日会战") -> str:
        return self.watch(campaigns.found_campaign(campaigns.Plan(name, FIRST, LAST, goals)))

    def issue(self, stream: str, edition: int | None = None) -> Issue:
        with self.clerk.desk.store.look() as look:
            made = issues.opened(issues.found(look, stream), edition)
        assert made is not None
        return made

    def tenday(self, stream: str) -> TenDay:
        with self.clerk.desk.store.look() as look:
            return issues.found(look, stream)


def frozen(room: Room, campaign: str, period: str = PERIOD) -> str:
    stream = room.watch(issues.draft(campaign, period))
    room.lead(issues.sign(stream))
    return room.watch(issues.freeze(stream))

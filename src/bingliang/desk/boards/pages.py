"""看板室的清单: the rows of its five pages, each with where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.desk.boards import campaigns, commanders, digests, issues
from bingliang.desk.boards.playing import DUE, MISSED, PLAYED, today
from bingliang.desk.lights import Light
from bingliang.ledger.campaign import DIGESTS, MONTHS, fold_tenday, stream_of_tenday
from bingliang.mechanism.supervision import Period

if TYPE_CHECKING:
    from bingliang.boards.weekly_contest import Digest
    from bingliang.desk.desk import Desk
    from bingliang.store.look import Look

ISSUES, BROADCAST, CONTEST, ROLL, STAGE = "旬报", "日日播", "周周比", "龙虎榜", "点将台"
TABS = (ISSUES, BROADCAST, CONTEST, ROLL, STAGE)
ALL, TO_DO, FROZEN = "全部", "待办", "已冻结"
BY_PROJECT, BY_OFFICE = "按项目", "按责任单位"
WEEKLY, FORTNIGHTLY = "周报", "旬报刊发"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """清单的一行: what it is, below it whose or when, its state with a light; `flag` 红旗, 黑旗 or empty."""

    key: str
    title: str
    below: str
    state: str
    light: Light
    value: str = ""
    flag: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """一页的清单."""

    counts: tuple[tuple[str, int], ...]
    rows: tuple[BoardRow, ...]
    sum: str
    foot: str
    empty: str


def listing(desk: Desk, tab: str, which: str, journal: Path) -> Listing:
    """一页 of the room, sifted by `which`."""
    if tab == BROADCAST:
        return _broadcasts(desk, journal)
    with desk.store.look() as look:
        return _LISTED[tab](look, which)


def _issues(look: Look, which: str) -> Listing:
    rows: list[BoardRow] = []
    for campaign in campaigns.every(look):
        spans = campaigns.spans(campaign, look.today)
        look.gather([stream_of_tenday(campaign.stream, span.written) for span in spans])
        for span in spans:
            stream = stream_of_tenday(campaign.stream, span.written)
            one = fold_tenday(look.entries(stream))
            number = campaigns.number_of(campaign, span)
            board = (issues.opened(one) or issues.draft_of(one)) if one is not None else None
            over = span.last < look.today
            state = one.state if one is not None else ("待起草" if over else f"到{span.last:%m-%d}结束")
            quiet = one is not None and one.draft is None
            light = Light.DONE if quiet else Light.SOON if over else Light.WAITING
            below = f"{campaign.name} · 截至{min(span.last, campaign.last):%m-%d}"
            flags = f"红{len(board.red())} 黑{len(board.black())}" if board is not None else ""
            rows.append(
                BoardRow(f"{campaign.stream}|{span.written}", f"第{number}期 {span.name}", below, state, light, flags)
            )
    done = [one for one in rows if one.light is Light.DONE]
    waiting = [one for one in rows if one.light is Light.SOON]
    shown = {TO_DO: waiting, FROZEN: done}.get(which, rows)
    return Listing(
        ((ALL, len(rows)), (TO_DO, len(waiting)), (FROZEN, len(done))), tuple(shown),
        f"{len(shown)} 期 · 督查起草，领导签发，督查冻结", _days(look),
        "按 Ins 登记会战：名称、起止日期、参战项目和目标。" if not rows else "没有要办的。",
    )  # fmt: skip


def _days(look: Look) -> str:
    """今天是第几天."""
    said = []
    for one in campaigns.every(look):
        if one.closed_on is not None:
            said.append(f"“{one.name}”已于 {one.closed_on:%Y-%m-%d} 结束")
        elif one.first <= look.today <= one.last:
            said.append(
                f"{one.name}：今天第 {one.day(look.today)} 天，共 {one.days} 天，参战项目 {len(one.targets)} 个"
            )
    return "；".join(said)


def _broadcasts(desk: Desk, journal: Path) -> Listing:
    found = today(desk, journal)
    lights = {PLAYED: Light.DONE, DUE: Light.SOON, MISSED: Light.PROMISE_LATE}
    what = f"{found.issue.header.period_name}旬报{found.issue.header.name}" if found.issue else "还没有冻结的旬报"
    rows = tuple(
        BoardRow(slot.key, f"{slot.at:%H:%M}", what, state, lights.get(state, Light.WAITING))
        for slot, state in found.slots
    )
    coming = f"下一次 {found.coming.at:%m-%d %H:%M}" if found.coming else "近期没有要播的"
    return Listing(
        (("今天", len(rows)),), rows, f"{coming} · 每个时刻播一次，只播最新冻结的一期",
        "播放记录按电脑各记各的；时刻在设置的“看板管理”里，在哪块屏幕上播在设置的“日日播”里。", "设置里没有写播放的时刻。",
    )  # fmt: skip


def _digests(look: Look, which: str) -> Listing:
    made = digests.every(look)
    rows = [
        BoardRow(f"{kind_of(one)}|{one.published_on}", one.name, f"{one.published_on:%Y-%m-%d}刊发 · {len(one.text)}字",
                 f"写 {one.first:%m-%d} 至 {one.last:%m-%d}", Light.DONE)
        for one in made
    ]  # fmt: skip
    weekly = [row for row in rows if row.key.startswith("weekly|")]
    two = [row for row in rows if row.key.startswith("fortnightly|")]
    shown = {WEEKLY: weekly, FORTNIGHTLY: two}.get(which, rows)
    return Listing(
        ((ALL, len(rows)), (WEEKLY, len(weekly)), (FORTNIGHTLY, len(two))), tuple(shown),
        f"{len(shown)} 期 · 周报每周一期，旬报每两周刊发一次，只刊最新冻结的一期", "", "按 Ins 刊发一期。",
    )  # fmt: skip


def beginning_of(stream: str) -> str:
    """清单里的键怎样开头: of the rows that a campaign or a number has brought."""
    if stream.startswith(DIGESTS):
        return stream.removeprefix(DIGESTS).replace("/", "|")
    return f"{stream}|"


def kind_of(one: Digest) -> str:
    """哪一种: weekly or fortnightly, as its stream is called."""
    return next(key for key, word in digests.KINDS.items() if word == one.kind)


def _roll(look: Look, which: str) -> Listing:
    issue = issues.latest(look)
    if issue is None:
        return Listing(((BY_PROJECT, 0), (BY_OFFICE, 0)), (), "", "", "旬报冻结以后，这里列出红旗和黑旗。")
    projects = tuple(
        BoardRow(f"{one.stream}", f"{one.rank}　{one.name}", one.firm, one.percent.text, flag_light(one.flag),
                 one.responsible, one.flag, one.stream)
        for one in issue.projects
    )  # fmt: skip
    offices = tuple(
        BoardRow(f"office|{one.name}", f"{one.rank}　{one.name}", f"{one.projects.text}项目", one.percent.text,
                 flag_light(one.flag), "", one.flag)
        for one in issue.departments
    )  # fmt: skip
    head = issue.header
    return Listing(
        ((BY_PROJECT, len(projects)), (BY_OFFICE, len(offices))), offices if which == BY_OFFICE else projects,
        f"{head.period_name}{head.name}，截至 {head.last:%m-%d}，{head.day_of}", issue.rule, "",
    )  # fmt: skip


def flag_light(flag: str) -> Light:
    """旗的灯."""
    return {"红旗": Light.OK, "黑旗": Light.STATUTE_LATE}.get(flag, Light.DONE)


def _stage(look: Look, which: str) -> Listing:
    del which
    rows = []
    month = Period.month_of(look.today)
    held = {stream.removeprefix(MONTHS) for stream in look.streams(MONTHS)}
    first = min(held, default=month.written)
    while month.written >= first:
        done, over = month.written in held, month.last < look.today
        state = "已公布" if done else "待公布" if over else f"到{month.last:%m-%d}期满"
        rows.append(BoardRow(month.written, month.name, "责任分工表和劳动竞赛", state,
                             Light.DONE if done else Light.SOON if over else Light.WAITING))  # fmt: skip
        month = month.before
    year = look.today.year
    return Listing(
        ((ALL, len(rows)),), tuple(rows), f"{len(rows)} 个月 · 逐月公布，公布即冻结",
        f"{year}年已登记目标的项目 {len(commanders.goals(look, year))} 个；Ins 登记一个项目的年度目标和月目标。", "",
    )  # fmt: skip


_LISTED: Mapping[str, Callable[[Look, str], Listing]] = {ISSUES: _issues, CONTEST: _digests, ROLL: _roll, STAGE: _stage}

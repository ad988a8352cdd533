"""看板室: the rows of its five pages and what one of them shows; every figure with the lines of the ledger behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang.boards.figures import Source
from bingliang.desk.boards import campaigns, commanders, digests, issues
from bingliang.desk.boards.figure_rows import FigureRow, of_commanders, of_contest, of_digest, of_issue, of_project
from bingliang.desk.boards.playing import DUE, MISSED, PLAYED, today
from bingliang.desk.lights import Light
from bingliang.ledger.acts import ACTS
from bingliang.ledger.campaign import fold_tenday, stream_of_tenday
from bingliang.mechanism.supervision import Period

if TYPE_CHECKING:
    from bingliang.boards.commanders import Commanders
    from bingliang.boards.daily_broadcast import Issue
    from bingliang.boards.weekly_contest import Digest
    from bingliang.desk.desk import Desk
    from bingliang.store.look import Look

ISSUES, BROADCAST, CONTEST, ROLL, STAGE = "旬报", "日日播", "周周比", "龙虎榜", "点将台"
TABS = (ISSUES, BROADCAST, CONTEST, ROLL, STAGE)
ALL, TO_DO, FROZEN = "全部", "待办", "已冻结"
BY_PROJECT, BY_OFFICE = "按项目", "按责任单位"
TABLE, LABOUR = "责任分工", "劳动竞赛"
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


@dataclass(frozen=True, slots=True)
class BoardView:
    """选中的一行: its sentence, its words, its figures; `board` is what can be exported, of the kind `of`."""

    key: str
    title: str
    number: str
    sentence: str
    light: Light
    words: str
    figures: tuple[FigureRow, ...]
    board: Any = None
    of: str = ""
    versions: tuple[str, ...] = field(default=())


# ── 清单 ──


def listing(desk: Desk, tab: str, which: str, journal: Path) -> Listing:
    """一页 of the room, sifted by `which`."""
    if tab == BROADCAST:
        return _broadcasts(desk, journal)
    with desk.store.look() as look:
        return _LISTED[tab](look, which)


def _issues(look: Look, which: str) -> Listing:
    rows: list[BoardRow] = []
    for campaign in campaigns.every(look):
        for span in campaigns.spans(campaign, look.today):
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
        "播放记录按电脑各记各的；时刻在设置的“看板管理”里，放在哪块屏幕上在设置的“本机”里。", "设置里没有写播放的时刻。",
    )  # fmt: skip


def _digests(look: Look, which: str) -> Listing:
    made = digests.every(look)
    rows = [
        BoardRow(f"{_kind(one)}|{one.published_on}", one.name, f"{one.published_on:%Y-%m-%d}刊发 · {len(one.text)}字",
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


def _kind(one: Digest) -> str:
    return next(key for key, word in digests.KINDS.items() if word == one.kind)


def _roll(look: Look, which: str) -> Listing:
    issue = issues.latest(look)
    if issue is None:
        return Listing(((BY_PROJECT, 0), (BY_OFFICE, 0)), (), "", "", "旬报冻结以后，这里列出红旗和黑旗。")
    projects = tuple(
        BoardRow(f"{one.stream}", f"{one.rank}　{one.name}", one.firm, one.percent.text, _flag_light(one.flag),
                 one.responsible, one.flag, one.stream)
        for one in issue.projects
    )  # fmt: skip
    offices = tuple(
        BoardRow(f"office|{one.name}", f"{one.rank}　{one.name}", f"{one.projects.text}项目", one.percent.text,
                 _flag_light(one.flag), "", one.flag)
        for one in issue.departments
    )  # fmt: skip
    head = issue.header
    return Listing(
        ((BY_PROJECT, len(projects)), (BY_OFFICE, len(offices))), offices if which == BY_OFFICE else projects,
        f"{head.period_name}{head.name}，截至 {head.last:%m-%d}，{head.day_of}", issue.rule, "",
    )  # fmt: skip


def _flag_light(flag: str) -> Light:
    return {"红旗": Light.OK, "黑旗": Light.STATUTE_LATE}.get(flag, Light.DONE)


def _stage(look: Look, which: str) -> Listing:
    del which
    rows = []
    month = Period.month_of(look.today)
    held = {one.month for one in commanders.published(look)}
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


# ── 选中的一行 ──


def view(desk: Desk, tab: str, key: str, edition: int | None = None) -> BoardView:
    """一行的内容; `edition` opens an earlier version of an issue."""
    with desk.store.look() as look:
        return _VIEWED[tab](look, key, edition)


def _issue_view(look: Look, key: str, edition: int | None) -> BoardView:
    campaign, _, period = key.partition("|")
    one = fold_tenday(look.entries(stream_of_tenday(campaign, period)))
    if one is None:
        return BoardView(
            key, "还没有起草", "", "按 Ctrl+B 起草：数字由程序按台账写，文字可以改。", Light.WAITING, "", ()
        )
    board = issues.draft_of(one) if edition is None and one.draft is not None else issues.opened(one, edition)
    if board is None:
        return BoardView(key, "还没有冻结", "", one.state, Light.WAITING, "", ())
    versions = tuple("原刊" if at == 0 else f"更正{at}" for at in range(len(one.frozen)))
    return _of_issue(key, board, one.state if board.position is None else "", versions)


def _of_issue(key: str, board: Issue, state: str, versions: tuple[str, ...] = ()) -> BoardView:
    head, at = board.header, board.position
    said = (
        f"{at.at:%Y-%m-%d %H:%M} 冻结，截至 {head.last:%m-%d}（{head.day_of}），校验 {at.tail}。"
        if at is not None
        else f"{state}。截至 {head.last:%m-%d}（{head.day_of}）；还没有冻结，看板上看不到。"
    )
    light = Light.DONE if at is not None else Light.SOON
    why = f"更正理由：{head.reason}\n" if head.reason else ""
    words = f"{why}{board.lead}" + (f"\n{board.note}" if board.note else "")
    return BoardView(key, head.campaign, f"{head.period_name} {head.name}", said, light, words, of_issue(board), board,
                     "issue" if at is not None else "", versions)  # fmt: skip


def _latest_view(look: Look, key: str, edition: int | None) -> BoardView:
    del edition
    issue = issues.latest(look)
    if issue is None:
        return BoardView(key, "还没有冻结的旬报", "", "旬报冻结以后才播。", Light.WAITING, "", ())
    return _of_issue(key, issue, "")


def _digest_view(look: Look, key: str, edition: int | None) -> BoardView:
    del edition
    one = next((row for row in digests.every(look) if f"{_kind(row)}|{row.published_on}" == key), None)
    if one is None:
        return BoardView(key, "没有这一期", "", "请刷新后再看。", Light.WAITING, "", ())
    said = f"{one.published_on:%Y-%m-%d}刊发；手机报短文 {len(one.text)} 字。"
    words = f"{one.lead}\n\n手机报短文：{one.text}"
    return BoardView(
        key, one.name, f"{one.first:%m-%d} 至 {one.last:%m-%d}", said, Light.DONE, words, of_digest(one), one, "digest"
    )


def _roll_view(look: Look, key: str, edition: int | None) -> BoardView:
    del edition
    issue = issues.latest(look)
    if issue is None:
        return BoardView(key, "还没有冻结的旬报", "", "", Light.WAITING, "", ())
    if key.startswith("office|"):
        name = key.partition("|")[2]
        row = next((one for one in issue.departments if one.name == name), None)
        if row is not None:
            figures = (
                ("旬进度", row.percent), ("参战项目", row.projects), ("法定超期", row.overdue), ("承诺超时", row.late),
                ("在办问题", row.problems),
            )  # fmt: skip
            return BoardView(key, row.name, f"第 {row.rank} 名 {row.flag}", row.flag_reason, _flag_light(row.flag), "",
                             tuple(FigureRow("责任单位", word, figure.text, "", figure.sources) for word, figure in figures),
                             issue, "issue")  # fmt: skip
    found = next((one for one in issue.projects if one.stream == key), None)
    if found is None:
        return BoardView(key, "这一期没有", "", "请刷新后再看。", Light.WAITING, "", ())
    words = "\n".join(
        part for part in (f"责任单位：{found.responsible}", f"首席代办专员：{found.agent}", found.note) if part
    )
    return BoardView(key, found.name, f"第 {found.rank} 名 {found.flag}", found.flag_reason, _flag_light(found.flag), words,
                     of_project(found), issue, "issue")  # fmt: skip


def _stage_view(look: Look, key: str, edition: int | None) -> BoardView:
    del edition
    one: Commanders = commanders.board(look, Period.of(key))
    at = one.position
    said = (
        f"{at.at:%Y-%m-%d} 公布，已冻结，校验 {at.tail}。"
        if at
        else f"{one.month_name}尚未公布，随台账变动；期满以后由督查公布。"
    )
    return BoardView(
        key, one.title, one.name, said, Light.DONE if at else Light.SOON, one.rule, (*of_commanders(one), *of_contest(one)),
        one, "commanders" if at else "",
    )  # fmt: skip


_VIEWED: Mapping[str, Callable[[Look, str, int | None], BoardView]] = {
    ISSUES: _issue_view, BROADCAST: _latest_view, CONTEST: _digest_view, ROLL: _roll_view, STAGE: _stage_view,
}  # fmt: skip


def campaign_of_latest(desk: Desk) -> str:
    """榜上那一期的会战, as the key of a row."""
    with desk.store.look() as look:
        issue = issues.latest(look)
    return f"{issue.header.stream}|{issue.header.period}" if issue is not None else ""


# ── 出处 ──


@dataclass(frozen=True, slots=True)
class LineRow:
    """台账的一行 behind a figure, in words; `room` is where its stream can be looked at, empty where it has none."""

    stream: str
    seq: int
    words: str
    when: str
    act: str
    by: str
    room: str


_ROOMS = {"case": "办件", "project": "项目库", "problem": "项目库", "comment_issue": "评议"}


def lines(desk: Desk, sources: Sequence[Source]) -> tuple[LineRow, ...]:
    """出处 of a figure: each line with its act, its time and who wrote it."""
    with desk.store.look() as look:
        look.gather([one.stream for one in sources])
        return tuple(_lines(look, sources))


def _lines(look: Look, sources: Iterable[Source]) -> Iterable[LineRow]:
    for one in sources:
        entries = look.entries(one.stream)
        entry = next((row for row in entries if row.seq == one.seq), entries[-1] if entries else None)
        if entry is None:
            continue
        room = _ROOMS.get(one.stream.partition("/")[0], "")
        title = ACTS[entry.act].title
        yield LineRow(one.stream, entry.seq, one.words or title, f"{entry.at:%Y-%m-%d %H:%M}", title, entry.by, room)

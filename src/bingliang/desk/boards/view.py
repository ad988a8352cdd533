"""看板室选中的一行: its sentence, its words and every figure with the lines of the ledger behind it, in each of its versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bingliang.desk.boards import commanders, digests, issues
from bingliang.desk.boards.figure_rows import FigureRow, of_commanders, of_contest, of_digest, of_issue, of_project
from bingliang.desk.boards.pages import BROADCAST, CONTEST, ISSUES, ROLL, STAGE, flag_light
from bingliang.desk.lights import Light
from bingliang.ledger.campaign import fold_tenday, stream_of_tenday
from bingliang.ledger.roles import ROLES
from bingliang.mechanism.supervision import Period

if TYPE_CHECKING:
    from bingliang.boards.commanders import Commanders
    from bingliang.boards.daily_broadcast import Issue
    from bingliang.desk.desk import Desk
    from bingliang.store.look import Look


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


def view(desk: Desk, tab: str, key: str, edition: int | None = None) -> BoardView:
    """一行的内容; `edition` opens an earlier version of an issue."""
    with desk.store.look() as look:
        if tab == ISSUES:
            return _issue_view(look, key, edition, desk.who.role)
        return _VIEWED[tab](look, key, edition)


def _issue_view(look: Look, key: str, edition: int | None, role: str) -> BoardView:
    campaign, _, period = key.partition("|")
    one = fold_tenday(look.entries(stream_of_tenday(campaign, period)))
    if one is None:
        return BoardView(key, "还没有起草", "", _undrafted(role), Light.WAITING, "", ())
    board = issues.draft_of(one) if edition is None and one.draft is not None else issues.opened(one, edition)
    if board is None:
        return BoardView(key, "还没有冻结", "", one.state, Light.WAITING, "", ())
    return _of_issue(key, board, one.state if board.position is None else "", _named(len(one.frozen)))


def _undrafted(role: str) -> str:
    """还没有起草: what the person at this desk does about it, or whom he waits for."""
    acts = ROLES.get(role, frozenset())
    if "draft_issue" in acts:
        return "按 Ctrl+B 起草：数字由程序按台账写，文字可以改。"
    after = "起草以后由您按 Ctrl+B 签发" if "sign_issue" in acts else "领导签发、督查冻结以后看板上才有"
    return f"旬报由督查起草，{after}。"


def _named(count: int) -> tuple[str, ...]:
    """各版的叫法."""
    return tuple("原刊" if at == 0 else f"更正{at}" for at in range(count))


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
    kind, _, day = key.partition("|")
    held = digests.versions(look, kind, day)
    if not held:
        return BoardView(key, "没有这一期", "", "请刷新后再看。", Light.WAITING, "", ())
    one = held[-1 if edition is None else edition]
    said = f"{one.published_on:%Y-%m-%d}刊发；手机报短文 {len(one.text)} 字。"
    words = f"{one.lead}\n\n手机报短文：{one.text}"
    return BoardView(key, one.name, f"{one.first:%m-%d} 至 {one.last:%m-%d}", said, Light.DONE, words, of_digest(one), one,
                     "digest", _named(len(held)))  # fmt: skip


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
            return BoardView(key, row.name, f"第 {row.rank} 名 {row.flag}", row.flag_reason, flag_light(row.flag), "",
                             tuple(FigureRow("责任单位", word, figure.text, "", figure.sources) for word, figure in figures),
                             issue, "issue")  # fmt: skip
    found = next((one for one in issue.projects if one.stream == key), None)
    if found is None:
        return BoardView(key, "这一期没有", "", "请刷新后再看。", Light.WAITING, "", ())
    words = "\n".join(
        part for part in (f"责任单位：{found.responsible}", f"首席代办专员：{found.agent}", found.note) if part
    )
    return BoardView(key, found.name, f"第 {found.rank} 名 {found.flag}", found.flag_reason, flag_light(found.flag), words,
                     of_project(found), issue, "issue")  # fmt: skip


def _stage_view(look: Look, key: str, edition: int | None) -> BoardView:
    held = commanders.versions(look, Period.of(key))
    one: Commanders = held[-1 if edition is None else edition] if held else commanders.reckon(look, Period.of(key))
    at = one.position
    said = (
        f"{at.at:%Y-%m-%d} 公布，已冻结，校验 {at.tail}。"
        if at
        else f"{one.month_name}尚未公布，随台账变动；期满以后由督查公布。"
    )
    return BoardView(
        key, one.title, one.name, said, Light.DONE if at else Light.SOON, one.rule, (*of_commanders(one), *of_contest(one)),
        one, "commanders" if at else "", _named(len(held)),
    )  # fmt: skip


_VIEWED: Mapping[str, Callable[[Look, str, int | None], BoardView]] = {
    BROADCAST: _latest_view, CONTEST: _digest_view, ROLL: _roll_view, STAGE: _stage_view,
}  # fmt: skip


def campaign_of_latest(desk: Desk) -> str:
    """榜上那一期的会战, as the key of a row."""
    with desk.store.look() as look:
        issue = issues.latest(look)
    return f"{issue.header.stream}|{issue.header.period}" if issue is not None else ""

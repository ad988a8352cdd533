"""看板的脚本: what an act of the boards would record, in sentences, shown before it is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from bingliang.boards.commanders import commanders_of
from bingliang.boards.daily_broadcast import Issue, issue_of
from bingliang.boards.weekly_contest import digest_of
from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.presses import Presses, as_written
from bingliang.desk.boards import issues
from bingliang.desk.boards.form_presses import press_of
from bingliang.ledger.acts import ACTS, Draft, Entry
from bingliang.ledger.campaign import fold_campaign, fold_tenday

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm, Values
    from bingliang.desk.acts.press import Press
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look

Facts = Mapping[str, Any]


class OfBoards(Presses):
    """看板的脚本."""

    asks_first: ClassVar[bool] = True

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        del look, stream
        return press_of(form, values)

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果."""
        draft = shown.outcome.drafts[0]
        with desk.store.look() as look:
            entries = look.entries(draft.stream)
            lines = tuple(_TOLD[draft.act](draft, entries, as_written(desk, look, draft)))
        act = ACTS[made.act]
        return Consequence(lines, (), (act.title,), (), (act.article,), _WARNED.get(draft.act, ()))


_WARNED: Mapping[str, tuple[str, ...]] = {
    "freeze_issue": ("冻结以后不再改动，四块看板改放这一期；写错的只能更正，另出一版。",),
    "sign_issue": ("签发以后再起草、修改或者豁免的，要重新签发才能冻结。",),
    "publish_digest": ("刊发以后冻结，写错的只能更正，另出一版。",),
    "publish_commanders": ("公布以后冻结，不再随台账变动。",),
    "set_campaign_target": ("已经冻结的旬报不变，以后各期按新的目标。",),
}


def _campaign(draft: Draft, before: tuple[Entry, ...], after: tuple[Entry, ...]) -> Iterable[str]:
    one = fold_campaign(after)
    if one is None:
        return
    if draft.act == "close_campaign":
        yield f"“{one.name}”结束：{draft.facts['reason']}。以后不再出新的旬报。"
        return
    if not before:
        goals = sum(len(target.goals) for target in one.targets.values())
        yield f"“{one.name}”自 {one.first:%Y-%m-%d} 至 {one.last:%Y-%m-%d}，共 {one.days} 天；参战项目 {len(one.targets)} 个，目标 {goals} 项。"
        for target in one.targets.values():
            yield f"{target.name}：{'；'.join(_goal(row) for row in target.goals)}"
        return
    facts: Facts = draft.facts
    old = fold_campaign(before)
    known = old.targets.get(facts["project"]) if old else None
    was = "；".join(_goal(row) for row in known.goals) if known else "没有参战"
    now = one.targets.get(facts["project"])
    yield f"“{facts['name']}”原来：{was}。"
    yield f"改为：{'；'.join(_goal(row) for row in now.goals) if now else '退出会战'}。"


def _goal(one: Any) -> str:  # noqa: ANN401 - a Goal
    amount = f"累计{one.amount}万元" if one.amount else ""
    return f"{one.by:%m-%d}前{one.name}{amount}（{one.points}分）"


def _drafted(draft: Draft, before: tuple[Entry, ...], after: tuple[Entry, ...]) -> Iterable[str]:
    del before
    one = fold_tenday(after)
    board = issues.draft_of(one) if one is not None else None
    if board is None:
        board = issue_of(draft.facts["board"])  # type: ignore[arg-type]  # what froze it
        yield f"{board.header.name}（{board.header.period_name}）冻结，截至 {board.header.last:%Y-%m-%d}，{board.header.day_of}。"
    elif draft.act == "sign_issue":
        yield f"签发第{board.header.number}期（{board.header.period_name}）。"
    elif draft.act == "exempt_flag":
        yield f"豁免“{draft.facts['name']}”的黑旗：{draft.facts['reason']}（{draft.facts['approver']}，{draft.facts['document']}）。"
    else:
        yield f"第{board.header.number}期（{board.header.period_name}）按现在的台账：{board.lead}"
    yield from _roll(board)


def _roll(board: Issue) -> Iterable[str]:
    for row in board.projects:
        note = f"　{row.note}" if row.note else ""
        yield f"{row.rank}　{row.name}　{row.percent.text}　{row.flag}{note}".rstrip()
    yield board.rule


def _published(draft: Draft, before: tuple[Entry, ...], after: tuple[Entry, ...]) -> Iterable[str]:
    del before, after
    one = digest_of(draft.facts["board"])  # type: ignore[arg-type]  # JSON
    yield f"{one.name}，{one.published_on:%Y-%m-%d}刊发，写 {one.first:%m-%d} 至 {one.last:%m-%d}。"
    yield one.lead
    yield f"手机报短文 {len(one.text)} 字：{one.text}"


def _commanders(draft: Draft, before: tuple[Entry, ...], after: tuple[Entry, ...]) -> Iterable[str]:
    del before, after
    one = commanders_of(draft.facts["board"])  # type: ignore[arg-type]  # JSON
    yield f"{one.title} {one.name}公布，共 {len(one.rows)} 个项目。"
    for row in one.contest:
        yield f"{row.rank}　{row.name}　{row.total}分　{row.prize}".rstrip()
    yield one.rule


def _goals(draft: Draft, before: tuple[Entry, ...], after: tuple[Entry, ...]) -> Iterable[str]:
    del before, after
    facts: Facts = draft.facts
    amount = f"，投资 {facts['amount']:,} 万元" if facts["amount"] else ""
    yield f"“{facts['name']}”年度目标：{facts['words']}{amount}。"
    for month, (words, planned) in enumerate(facts["months"], start=1):
        said = "；".join(part for part in (words, f"{planned:,} 万元" if planned else "") if part)
        if said:
            yield f"{month}月：{said}"


_TOLD: Mapping[str, Callable[[Draft, tuple[Entry, ...], tuple[Entry, ...]], Iterable[str]]] = {
    **dict.fromkeys(("found_campaign", "set_campaign_target", "close_campaign"), _campaign),
    **dict.fromkeys(("draft_issue", "edit_issue", "exempt_flag", "sign_issue", "freeze_issue"), _drafted),
    "publish_digest": _published,
    "publish_commanders": _commanders,
    "set_goals": _goals,
}

BOARDS = OfBoards()

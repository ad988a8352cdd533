"""全程代办的详情: one entrustment, post or gap in full: its next steps, its material, its lines in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.agency import agents, entrusting
from bingliang.desk.agency.listing import AgencyRow, Held, Sort, entrusted, post_row, state_of, when_of
from bingliang.desk.agency.words import history, post_history
from bingliang.desk.lights import Light
from bingliang.ledger.agency import POSTS, Entrustment
from bingliang.mechanism.full_agency import Step, Tally, chief_of, tally
from bingliang.mechanism.full_agency.chiefs import PROJECT

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class StepRow:
    """详情里的一步."""

    kind: str
    words: str
    when: str
    light: Light
    case: str = ""


@dataclass(frozen=True, slots=True)
class AgencyView:
    """详情 of one row: `facts` as cells, `steps` what comes, `history` its lines, `papers` (title, line) newest first."""

    row: AgencyRow
    sentence: str
    head: str
    facts: tuple[tuple[str, str], ...]
    steps: tuple[StepRow, ...]
    history: tuple[str, ...]
    papers: tuple[tuple[str, int], ...] = ()


def view(desk: Desk, row: AgencyRow) -> AgencyView:
    """一行的详情; a Refusal when it is there no more."""
    with desk.store.look() as look:
        if row.sort is Sort.GAP:
            where = "Enter 到项目库。" if row.lower.startswith(PROJECT) else "请由管理员登记。"
            said = f"{row.lower}。每个重点项目的首席代办专员有且只有一个，每个部门至少一个。{row.coming}。"
            return AgencyView(row, said, "怎样补上", (("怎样补上", row.coming), ("办理", where)), (), ())
        if row.stream.startswith(POSTS):
            return _post_view(Held.read(look, desk.who.name), row.stream)
        one = entrusting.found(look, row.stream)
        return _view(Held(look, agents.posts(look), {one.stream: one}, agents.library(look), desk.who.name), one)


def _view(held: Held, one: Entrustment) -> AgencyView:
    look = held.look
    today, row = look.today, entrusted(held, one)
    found = held.steps(one)
    chief = _chief(held, one)
    pieces = "、".join(f"{piece.name} {piece.copies} 份" for piece in one.held)
    facts = (
        ("代办专员", f"{row.who}（{row.beneath}）"), ("首席代办专员", chief), ("电话", held.posts[one.post].phone),
        ("委托期限", f"{one.on:%Y-%m-%d} 至 {one.until:%Y-%m-%d}"), ("委托权限", "、".join(one.powers)),
        ("委托事项", "、".join(one.matters) or "全部审批事项"), ("委托书", _signed(one)),
        ("接办", f"{one.taken_on:%Y-%m-%d}" if one.taken_on else "还没有接办"),
        ("收存的材料", pieces or "没有"), ("代办日志", f"{len(one.log)} 行，用时 {one.minutes} 分钟"),
        *([("结果", one.result)] if one.result else []),
    )  # fmt: skip
    lines = tuple(_step(step, today) for step in found)
    papers = tuple((paper.title, paper.seq) for paper in reversed(one.papers))
    return AgencyView(
        row,
        _sentence(one, found, today),
        f"下一步 {len(lines)}" if one.open else "",
        facts,
        lines,
        history(look, one),
        papers,
    )


def _signed(one: Entrustment) -> str:
    return f"{one.signed_on:%Y-%m-%d} 签署" if one.signed_on else "还没有签署"


def _chief(held: Held, one: Entrustment) -> str:
    project = agents.project_of(held.library, one)
    if project is None:
        return "项目没有入库"
    post = chief_of(project.profile.agent, held.posts.values())
    return post.name if post is not None else project.profile.agent or "没有明确"


def _step(step: Step, today: date) -> StepRow:
    if step.late(today):
        light = Light.PROMISE_LATE
    elif step.today(today):
        light = Light.SOON
    elif step.own:
        light = Light.OUTSIDE if step.kind == "陪办" else Light.OK
    else:
        light = Light.APPLICANT if step.kind == "提醒" else Light.STOPPED if step.kind == "跟踪" else Light.WAITING
    return StepRow(step.kind, step.words, when_of(step, today) or "—", light, step.case)


def _sentence(one: Entrustment, found: Iterable[Step], today: date) -> str:
    if one.ended_on is not None:
        return f"{one.ended_on:%Y-%m-%d}由{one.ended_by}终止：{one.reason}。"
    own = [step for step in found if step.own]
    late = sum(step.late(today) for step in own)
    now = sum(step.today(today) for step in own)
    head = f"{state_of(one, today)}，委托到 {one.until:%Y-%m-%d}"
    if late:
        return f"{head}；有 {late} 步逾期，最早的是：{own[0].sentence}。"
    if now:
        return f"{head}；今天要办 {now} 步：{own[0].sentence}。"
    return f"{head}；{own[0].sentence}，{when_of(own[0], today)}。" if own else f"{head}；眼下没有要办的。"


def _post_view(held: Held, stream: str) -> AgencyView:
    look = held.look
    post = agents.found(look, stream)
    row, today = post_row(held, post), look.today
    projects = agents.of_post(held.library, post) if post.chief else []
    work = [one for one in held.work.values() if one.post == stream]
    year = sum_of(work, date(today.year, 1, 1), today)
    lines = [StepRow("项目", one.profile.name, one.batch, Light.OK) for one in projects]
    lines += [StepRow("委托", one.project, state_of(one, today), Light.OK, one.case) for one in work if one.open]
    last = post.held[-1]
    facts = (
        ("部门", row.lower), ("类别", post.kind), ("现任", post.holder), ("任职自", f"{last.since:%Y-%m-%d}"),
        ("任职文件", last.document), ("电话", post.phone), ("曾用岗位名称", "、".join(post.names[:-1])),
        ("本年接受委托", f"{year.taken} 件"), ("本年终止", f"{year.ended} 件"),
        ("本年代办日志", f"{year.lines} 行，{year.minutes} 分钟"),
    )  # fmt: skip
    said = f"{post.kind}，{post.holder}自 {last.since:%Y-%m-%d} 起任职；岗位换人的办理“接任”，在办的一并承接。"
    if not post.open:
        said = f"{post.closed_on:%Y-%m-%d}撤销，不再承接代办。"
    return AgencyView(row, said, f"承担的项目和委托 {len(lines)}", facts, tuple(lines), post_history(look, post))


def sum_of(work: Iterable[Entrustment], first: date, last: date) -> Tally:
    """一段时间的业绩."""
    total = Tally()
    for one in work:
        total = total.plus(tally(one, first, last))
    return total

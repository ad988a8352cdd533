"""八项制度各一栏: what the ledger says of one project under each of the eight, in their official names and order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.desk.own_matters import due_of
from bingliang.desk.rows import Light
from bingliang.desk.words import light, spoken
from bingliang.ledger.acts import Entry
from bingliang.ledger.case import Case, CaseItem, day
from bingliang.ledger.catalogue import Handling, Project
from bingliang.ledger.own_matters import ACCOMPANIED, OwnMatter
from bingliang.mechanism import seven_batches
from bingliang.mechanism.online_approval import CHANNEL
from bingliang.mechanism.parallel_approval.span import span
from bingliang.mechanism.supervision import findings
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from bingliang.desk.filing_view import FilingRow
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.project import Enlisted, Milestone
    from bingliang.ledger.workdays import Calendar


class Kept(StrEnum):
    """记到哪里: whether the program keeps what this system asks for."""

    WHOLE = "已有"
    PART = "部分"
    LATER = "后续版本"


@dataclass(frozen=True, slots=True)
class Line:
    """一行事实: a light where there is a verdict; `stream` is the case behind it, empty when there is none."""

    text: str
    value: str = ""
    light: Light | None = None
    stream: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """一栏: number, official name, one figure with its words, lines, and what is not kept yet."""

    no: int
    name: str
    kept: Kept
    figure: str
    words: str
    lines: tuple[Line, ...] = ()
    later: str = ""
    light: Light | None = None

    @property
    def stream(self) -> str:
        """去处: the case that Enter opens, the gravest line first."""
        return next((line.stream for line in self.lines if line.stream), "")


NAMES = (
    "“七个一批”项目推进服务", "优化流程限时办结", "并联审批", "全程代办服务", "网上审批", "企业公开评议", "督办考核", "公开承诺",
)  # fmt: skip
"""八项制度 in the words of the mechanism, without their 《》 and the word 制度."""


@dataclass(frozen=True)
class Told:
    """一个项目的全部: its cases with their lines, on one day."""

    project: Project
    cases: tuple[Case, ...]
    entries: Mapping[str, tuple[Entry, ...]]
    catalogue: Catalogue
    calendar: Calendar
    today: date
    filings: tuple[FilingRow, ...] = ()
    enlisted: Enlisted | None = None
    milestones: tuple[str, ...] = ()

    @property
    def items(self) -> list[tuple[Case, CaseItem]]:
        """各项 of all cases."""
        return [(case, item) for case in self.cases for item in case.items.values()]

    def lines(self, act: str) -> list[tuple[Case, Entry]]:
        """台账里这一行为的各行."""
        return [(case, entry) for case in self.cases for entry in self.entries[case.stream] if entry.act == act]

    def short(self, code: str) -> str:
        """部门简称."""
        body = self.catalogue.bodies.get(code)
        return body.short if body else code


def panels(told: Told) -> tuple[Panel, ...]:
    """八栏, in the order of the systems."""
    return tuple(
        make(told) for make in (_batches, _limits, _parallel, _agency, _online, _rating, _supervision, _pledges)
    )


def _batches(told: Told) -> Panel:
    """所在批次, the next milestone and what is late, out of the project library."""
    one = told.enlisted
    if one is None:
        lines = (Line("项目标签", "、".join(told.project.tags) or "未登记"),)
        return Panel(1, NAMES[0], Kept.WHOLE, "", "还没有入库：项目库（Alt+X）按 Ins", lines, light=Light.SOON)
    milestones = seven_batches.in_order(one.milestones.values(), told.milestones)
    rows = [_milestone_line(told, row) for row in milestones]
    rows.sort(key=lambda line: line.light is Light.DONE)
    late = sum(row.actual is None and seven_batches.days_late(row, told.today) > 0 for row in milestones)
    done = sum(row.actual is not None for row in milestones)
    head = [
        Line("进入这一批次", spoken(one.since)),
        Line("标签", "、".join(tag.text for tag in one.profile.tags) or "没有"),
    ]
    words = f"批次；里程碑完成 {done}/{len(milestones)}" + (f"，迟 {late} 个" if late else "")
    return Panel(
        1, NAMES[0], Kept.WHOLE, one.batch, words, (*rows, *head),
        light=Light.PROMISE_LATE if late else Light.OK,
    )  # fmt: skip


def _milestone_line(told: Told, one: Milestone) -> Line:
    """里程碑 by calendar days."""
    late = seven_batches.days_late(one, told.today)
    if one.actual is not None:
        return Line(f"{one.works}{one.name}", f"{spoken(one.actual)}" + (f"，迟 {late} 天" if late else ""), Light.DONE)
    if one.planned is None:
        return Line(f"{one.works}{one.name}", "没有排期", Light.WAITING)
    if late:
        return Line(f"{one.works}{one.name}", f"计划{spoken(one.planned)}，已迟 {late} 天", Light.PROMISE_LATE)
    return Line(f"{one.works}{one.name}", f"计划{spoken(one.planned)}", Light.OK)


_GRAVITY = (Light.STATUTE_LATE, Light.PROMISE_LATE, Light.SOON, Light.OK, Light.STOPPED, Light.DONE)


def _limits(told: Told) -> Panel:
    """按承诺与按法定: what was kept and what was late, item by item, the gravest first."""
    rows: list[Line] = []
    kept = late = law = 0
    for case, item in told.items:
        clocks = Clocks(item, told.calendar)
        promised, statute = clocks.promise_late(told.today), clocks.statute_late(told.today)
        if clocks.promised is None and clocks.statutory is None:
            continue
        law += bool(statute)
        late += bool(promised)
        kept += item.decision is not None and not promised and not statute
        rows.append(_limit_line(told, case, item, clocks))
    rows.sort(key=lambda line: _GRAVITY.index(line.light) if line.light in _GRAVITY else len(_GRAVITY))
    words = f"项按时办结；承诺超时 {late} 项，法定超期 {law} 项"
    gravest = Light.STATUTE_LATE if law else Light.PROMISE_LATE if late else Light.OK if rows else None
    figure = str(kept) if rows else ""
    return Panel(2, NAMES[1], Kept.WHOLE, figure, words if rows else "还没有在走的期限", tuple(rows), light=gravest)


def _limit_line(told: Told, case: Case, item: CaseItem, clocks: Clocks) -> Line:
    promised, statute = clocks.promise_late(told.today), clocks.statute_late(told.today)
    shown = (
        Light.STATUTE_LATE if statute else Light.PROMISE_LATE if promised else light(item, told.calendar, told.today)
    )
    if statute:
        value = f"法定超期 {statute} 日"
    elif promised:
        value = f"承诺超时 {promised} 日"
    elif item.decision is not None:
        value = f"{spoken(item.decision.on)}按时"
    else:
        line = clocks.promised or clocks.statutory
        value = f"至{spoken(line.on)}{'（暂定）' if line.provisional else ''}" if line else ""
    if item.decision is not None and not promised and not statute:
        shown = Light.DONE
    return Line(item.name, value, shown, case.stream)


def _parallel(told: Told) -> Panel:
    rows: list[Line] = []
    together = apart = 0
    for case in told.cases:
        measured = span(case, told.calendar)
        if measured is None or len(case.items) < 2:  # noqa: PLR2004 - nothing runs beside one item
            continue
        together, apart = together + measured.workdays, apart + measured.serial
        mark = "（预计）" if measured.expected else ""
        bodies = len({item.body for item in case.items.values()})
        rows.append(
            Line(
                f"{case.stage}：{len(case.items)} 项，{bodies} 个机关",
                f"{measured.workdays} 日{mark}",
                stream=case.stream,
            )
        )
        rows.append(Line("　逐项办理需", f"{measured.serial} 日", stream=case.stream))
        if len(measured.path) > 1:
            path = " → ".join(case.items[no].name for no in measured.path)
            rows.append(Line(f"　关键路径：{path}", "", stream=case.stream))
    if not rows:
        return Panel(3, NAMES[2], Kept.WHOLE, "", "各件都只有一项，没有并联", ())
    saved = apart - together
    return Panel(
        3, NAMES[2], Kept.WHOLE, str(saved), f"个工作日的节省：并联 {together} 日，逐项 {apart} 日", tuple(rows)
    )


def _agency(told: Told) -> Panel:
    project = told.project
    lines = [
        Line("首席代办专员（职务）", project.chief_agent or "未登记"),
        Line("责任单位", project.responsible or "未登记"),
    ]
    handlers = {case.handler for case in told.cases if case.handler}
    lines.append(Line("来窗口递交的经办人", f"{len(handlers)} 位"))
    own = [(case, one) for case in told.cases for one in case.own_matters]
    lines += [_own_line(told, case, one) for case, one in own]
    words = "已明确首席代办专员" if project.chief_agent else "没有登记首席代办专员"
    return Panel(
        4, NAMES[3], Kept.PART, "", words, tuple(lines),
        "代办委托、代办日志和移交随后续版本提供。", None if project.chief_agent else Light.SOON,
    )  # fmt: skip


def _own_line(told: Told, case: Case, matter: OwnMatter) -> Line:
    """企业自办: the date is the enterprise's own, so that its passing is never a department's light."""
    if matter.done_on is not None:
        return Line(f"{matter.kind}：{matter.name}", f"{spoken(matter.done_on)}办毕", Light.DONE, case.stream)
    line = due_of(matter, told.calendar)
    until = f"至{spoken(line.on)}{'（暂定）' if line.provisional else ''}" if line else ""
    shown = Light.OUTSIDE if matter.kind == ACCOMPANIED else Light.APPLICANT
    return Line(f"{matter.kind}：{matter.name}", until, shown, case.stream)


def _online(told: Told) -> Panel:
    """网上申报: those still looked at with the days left, then those received, then the other ways of coming in."""
    waiting = [row for row in told.filings if row.waiting]
    rows = [Line(f"预审：{row.number}，{row.items} 项", _left(row), row.light) for row in waiting]
    received = [case for case in told.cases if case.channel == CHANNEL]
    rows += [
        Line(f"{case.stage}：{len(case.items)} 项", f"{spoken(case.received_on)}进入系统", stream=case.stream)
        for case in received
    ]
    others = Counter(case.channel for case in told.cases if case.channel != CHANNEL)
    rows += [Line(f"{channel}收件", f"{count} 件") for channel, count in others.most_common()]
    online = len(waiting) + len(received)
    words = f"件网上申报，{len(waiting)} 件待预审" if online else "没有网上申报" if told.cases else "还没有办件"
    gravest = min((row.light for row in waiting), key=_GRAVITY.index, default=None)
    return Panel(5, NAMES[4], Kept.WHOLE, str(online) if online else "", words, tuple(rows), light=gravest)


def _left(row: FilingRow) -> str:
    if row.remaining is None:
        return "没有答复期限"
    return f"已过答复期 {-row.remaining} 日" if row.remaining < 0 else f"还有 {row.remaining} 日"


def _rating(told: Told) -> Panel:
    rated = told.lines("rate")
    slips = sum(paper.form == "rating" for case in told.cases for paper in case.papers)
    lines = [Line("已交给申请人的服务评价表", f"{slips} 份")]
    words = "次评价已登记" if rated else "还没有登记评价"
    return Panel(
        6, NAMES[5], Kept.PART, str(len(rated)) if rated else "", words, tuple(lines),
        "评价登记、业主点评和整改随后续版本提供。",
    )  # fmt: skip


_ORDERS = ("urging", "supervision")


def _supervision(told: Told) -> Panel:
    lines: list[Line] = []
    for case in told.cases:
        for found in findings(case, told.today, told.calendar):
            item = case.items[found.item]
            days = f" {found.workdays} 日" if found.workdays else ""
            value = f"{found.kind}{days}{_settled(item, found.kind, settled=found.settled)}"
            shown = Light.PROMISE_LATE if found.kind == "承诺超时" else Light.STATUTE_LATE
            lines.append(Line(f"{told.short(found.against)}：{item.name}", value, shown, case.stream))
    late = sum("late_reason" in entry.facts for lines_ in told.entries.values() for entry in lines_)
    if late:
        lines.append(Line("事后补录的行", f"{late} 行"))
    count = sum(line.light is not None for line in lines)
    slips = Counter(paper.title for case in told.cases for paper in case.papers if paper.form in _ORDERS)
    lines += [Line(title, f"{many} 份") for title, many in slips.items()]
    words = "条督办线索，由台账自动得出"
    return Panel(
        7, NAMES[6], Kept.WHOLE, str(count), words, tuple(lines), "", lines[0].light if count else Light.OK,
    )  # fmt: skip


def _settled(item: CaseItem, kind: str, *, settled: bool) -> str:
    if kind == "承诺超时":
        return "，已公开说明" if item.explained_on else "，待公开说明"
    return "，已了结" if settled else "，未了结"


_PAPERS = {"commitment": "限时办结承诺书", "truthfulness": "材料真实性承诺书", "overrun": "超时公开说明"}


def _pledges(told: Told) -> Panel:
    lines = [line for case, item in told.items for line in _pledge_lines(told, case, item)]
    papers = Counter(paper.form for case in told.cases for paper in case.papers if not paper.void_reason)
    lines += [Line(name, f"{papers[form]} 份") for form, name in _PAPERS.items() if papers[form]]
    promised = [item for _, item in told.items if item.acceptance is not None and item.acceptance.promise is not None]
    broken = sum(Clocks(item, told.calendar).promise_late(told.today) > 0 for item in promised)
    words = f"项公布了承诺时限，失约 {broken} 项" if promised else "还没有承诺时限的事项"
    return Panel(
        8, NAMES[7], Kept.PART, str(len(promised)) if promised else "", words, tuple(lines),
        "招商和政策承诺的兑现随后续版本提供。", Light.PROMISE_LATE if broken else None,
    )  # fmt: skip


def _pledge_lines(told: Told, case: Case, item: CaseItem) -> Iterable[Line]:
    """告知承诺的核查: until when, or what it came to."""
    if item.handling is not Handling.PLEDGED or item.decision is None:
        return
    due = Clocks(item, told.calendar).verification
    if item.verified_on is not None:
        value = f"{spoken(item.verified_on)}核查{'属实' if item.verified_true else '不实'}"
        yield Line(
            f"告知承诺：{item.name}", value, Light.DONE if item.verified_true else Light.STATUTE_LATE, case.stream
        )
    elif due is not None:
        passed = told.today > day(due.on)
        value = f"核查期限{spoken(due.on)}{'，已过' if passed else ''}"
        yield Line(f"告知承诺：{item.name}", value, Light.STATUTE_LATE if passed else Light.OK, case.stream)

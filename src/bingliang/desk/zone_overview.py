"""全区的机制总览: all eight systems in figures, each line with the list behind it, from the same readings as the rooms themselves.

A zone's own systems are added to `OF_ZONE` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bingliang.boards.balance import Filter
from bingliang.desk.agency import listing as agency_list
from bingliang.desk.agency.listing import AgencyFilter
from bingliang.desk.lights import GRAVITY, Light
from bingliang.desk.online import view as filing_view
from bingliang.desk.overview import Overview
from bingliang.desk.panels.values import NAMES, Line, Panel
from bingliang.desk.pledges import agreed as agreed_pledges
from bingliang.desk.pledges import register as pledge_register
from bingliang.desk.pledges.rows import PledgeKind
from bingliang.desk.projects import ceremony_view, problem_view
from bingliang.desk.projects.problem_view import ProblemFilter, Problems
from bingliang.desk.projects.rows import ALL, Library, library
from bingliang.desk.rating.view import RatingFilter, room
from bingliang.desk.rows import ListFilter
from bingliang.desk.statistics.figures import figures
from bingliang.desk.statistics.periods import Stretch, period_of
from bingliang.desk.supervision import matters
from bingliang.desk.supervision.rows import MatterFilter, under
from bingliang.ledger.catalogue import Catalogue
from bingliang.mechanism.public_pledges import agreed_kept
from bingliang.mechanism.time_limits.clocks import SOON

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.desk.pledges.rows import PledgeRow
    from bingliang.store.lists import Counts

ZONE = "全区"
"""The subject with which the room opens on the whole zone."""


@dataclass
class Seen:
    """全区的读数, each asked once."""

    desk: Desk

    @cached_property
    def library(self) -> Library:
        """项目库."""
        return library(self.desk)

    @cached_property
    def problems(self) -> Problems:
        """要素保障."""
        return problem_view.problems_of(self.desk)

    @cached_property
    def cases(self) -> Counts:
        """在办清单的计数, cases of all counters."""
        from bingliang.store import lists

        with self.desk.store.look() as look:
            soon = look.loaded("calendar").workday(look.today, SOON)
            return lists.counts(look, lists.Wanted(), today=look.today, soon=soon)


def zone_overview(desk: Desk) -> Overview:
    """全区的机制总览."""
    seen = Seen(desk)
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
        name, today = str(catalogue.setting("zone_name")) or "本区", look.today
    made = tuple(make(seen) for make in OF_ZONE)
    lights = [one.light for one in made if one.light is not None]
    return Overview(
        id=ZONE, name=name, enterprise="全区各项制度，Enter 或者双击到背后的清单", credit_code="", code="", zone_code="", site="",
        tags=(), sentence=_sentence(seen), light=min(lights, key=GRAVITY.index, default=Light.DONE), facts=_facts(seen),
        panels=made, today=today,
    )  # fmt: skip


def _sentence(seen: Seen) -> str:
    now = seen.cases
    late = f"法定超期 {now.statute_late} 件，承诺超时 {now.promise_late} 件，今日到期 {now.due_today} 件"
    return f"{len(seen.library.rows)} 个项目，{now.in_hand} 件在办：{late}。"


def _facts(seen: Seen) -> tuple[tuple[str, str], ...]:
    rows, problems = seen.library.rows, seen.problems
    total = sum(row.investment for row in rows)
    return (
        ("项目", f"{len(rows)} 个"),
        ("总投资", f"{total / 10000:,.2f} 亿元"),
        ("在办", f"{seen.cases.in_hand} 件"),
        ("待领取", f"{seen.cases.waiting_collection} 件"),
        ("要素保障在办", f"{dict(problems.counts)[ProblemFilter.OPEN]} 个"),
        ("要素保障已解决", f"{problems.solved:,} 万元" if problems.solved else "没有金额"),
    )


def _worst(*lights: tuple[int, Light], otherwise: Light | None = Light.OK) -> Light | None:
    return next((light for count, light in lights if count), otherwise)


def _count(text: str, count: int, unit: str, light: Light | None, room: str, subject: str) -> Line:
    """一行数字: its light only where it is not nought."""
    return Line(text, f"{count} {unit}", light if count else None, room=room, subject=subject)


def _batches(seen: Seen) -> Panel:
    held, problems = seen.library, dict(seen.problems.counts)
    late = held.late
    lines = [
        _count("迟了的里程碑", late, "个项目", Light.PROMISE_LATE, "项目库", f"批次={ALL}"),
        _count(
            "要素保障超期",
            problems[ProblemFilter.LATE],
            "个",
            Light.PROMISE_LATE,
            "项目库",
            f"问题={ProblemFilter.LATE}",
        ),
        _count("要素保障在办", problems[ProblemFilter.OPEN], "个", None, "项目库", f"问题={ProblemFilter.OPEN}"),
    ]
    batch = ceremony_view.ceremonies_of(seen.desk).chosen
    if batch is not None:
        value = f"具备条件 {batch.ready}/{len(batch.rows)}"
        lines.append(Line(f"{batch.name}（{batch.day:%m-%d}）", value, room="项目库", subject="集中开工"))
    lines += [
        Line(f"批次：{name}", f"{count} 个", room="项目库", subject=f"批次={name}")
        for name, count in held.counts[1:]
        if count
    ]
    funnel = " → ".join(f"{one.name} {one.count}" for one in held.funnel)
    light = _worst((late + problems[ProblemFilter.LATE], Light.PROMISE_LATE))
    return Panel(
        1, NAMES[0], str(len(held.rows)), f"个项目；招商：{funnel}" if funnel else "个项目", tuple(lines), light=light,
        room="项目库",
    )  # fmt: skip


def _limits(seen: Seen) -> Panel:
    now = seen.cases
    rows = (
        (ListFilter.STATUTE_LATE, now.statute_late, Light.STATUTE_LATE),
        (ListFilter.PROMISE_LATE, now.promise_late, Light.PROMISE_LATE),
        (ListFilter.DUE_TODAY, now.due_today, Light.SOON),
        (ListFilter.SOON, now.soon, Light.SOON),
        (ListFilter.STOPPED, now.stopped, Light.STOPPED),
        (ListFilter.OUTSIDE, now.outside, Light.OUTSIDE),
        (ListFilter.TO_COLLECT, now.waiting_collection, Light.COLLECT),
        (ListFilter.DONE_TODAY, now.finished_today, Light.DONE),
    )
    lines = tuple(_count(str(which), count, "件", light, "工作台", which) for which, count, light in rows)
    light = _worst(*((count, light) for _, count, light in rows[:4]))
    return Panel(
        2, NAMES[1], str(now.in_hand), "件在办", lines, light=light, room="工作台"
    )  # fmt: skip


def _parallel(seen: Seen) -> Panel:
    with seen.desk.store.look() as look:
        today = look.today
    found = figures(seen.desk, period_of(today, Stretch.MONTH), Stretch.MONTH, Filter())
    saving = found.report.saving
    words = f"个工作日的节省，{found.title}并联办理 {len(saving.cases)} 件"
    lines = [
        Line("本月并联的办件", f"{len(saving.cases)} 件", room="统计"),
        Line("逐项办理需", f"{saving.serial} 日", room="统计"),
        Line("并联实际", f"{saving.serial - saving.saved} 日", room="统计"),
    ]
    lines += [
        Line(f"瓶颈：{one.name}", f"{len(one.last)} 次最后办结", room="统计")
        for one in found.report.bottlenecks
        if one.last
    ]
    return Panel(3, NAMES[2], str(saving.saved), words, tuple(lines), room="统计")


def _agency(seen: Seen) -> Panel:
    found = agency_list.agency(seen.desk)
    lights = {
        AgencyFilter.LATE: Light.PROMISE_LATE,
        AgencyFilter.GAPS: Light.PROMISE_LATE,
        AgencyFilter.TODAY: Light.SOON,
    }
    shown = tuple(which for which in AgencyFilter if which is not AgencyFilter.MINE)
    counts: dict[AgencyFilter, int] = {which: len(found.under(which)) for which in shown}
    lines = tuple(
        _count(str(which), count, "个" if which in (AgencyFilter.POSTS, AgencyFilter.GAPS) else "件", lights.get(which),
               "全程代办", str(which))
        for which, count in counts.items()
    )  # fmt: skip
    light = _worst(*((counts[which], light) for which, light in lights.items()))
    return Panel(
        4, NAMES[3], str(counts[AgencyFilter.OPEN]), "件委托在办", lines, light=light, room="全程代办"
    )  # fmt: skip


def _online(seen: Seen) -> Panel:
    rows = filing_view.filings(seen.desk)
    waiting = [row for row in rows if row.waiting]
    late = sum(row.remaining is not None and row.remaining < 0 for row in waiting)
    lines = [_count("过了答复期限", late, "件", Light.STATUTE_LATE, "网上预审", "")]
    lines += [
        Line(f"{row.number}，{row.items} 项", "没有期限" if row.remaining is None else f"剩 {row.remaining} 日", row.light,
             room="网上预审", subject=row.stream)
        for row in waiting
    ]  # fmt: skip
    words = "件网上申报待预审" if waiting else "没有待预审的网上申报"
    light = _worst((late, Light.STATUTE_LATE), (len(waiting), Light.SOON), otherwise=None)
    figure = str(len(waiting)) if waiting else ""
    return Panel(5, NAMES[4], figure, words, tuple(lines), light=light, room="网上预审")


def _rating(seen: Seen) -> Panel:
    """What this post may see of both, as the room of 评议 has it."""
    found = room(seen.desk)
    counts = {which: len(found.under(which)) for which in RatingFilter}
    lights = {RatingFilter.TO_CONTACT: Light.PROMISE_LATE, RatingFilter.TO_ANSWER: Light.SOON}
    lines = tuple(_count(str(one), count, "件", lights.get(one), "评议", str(one)) for one, count in counts.items())
    every = sum(one.rate.total for one in found.totals)
    words = f"件在办；好差评近一年 {every} 次" if every else "件在办；近一年没有好差评"
    light = _worst(*((counts[one], light) for one, light in lights.items()))
    return Panel(6, NAMES[5], str(counts[RatingFilter.ALL]), words, lines, light=light, room="评议")


def _supervision(seen: Seen) -> Panel:
    rows = matters.matters(seen.desk)
    counts = {which: len(under(rows, which)) for which in MatterFilter if which is not MatterFilter.ELSEWHERE}
    lights = {MatterFilter.SUPERVISE: Light.PROMISE_LATE, MatterFilter.URGE: Light.SOON}
    lines = [_count(str(one), count, "件", lights.get(one), "督办", str(one)) for one, count in counts.items()]
    late = dict(seen.problems.counts)[ProblemFilter.LATE]
    lines.append(_count("要素保障超期", late, "个", Light.PROMISE_LATE, "项目库", f"问题={ProblemFilter.LATE}"))
    light = _worst((counts[MatterFilter.SUPERVISE] + late, Light.PROMISE_LATE), (counts[MatterFilter.URGE], Light.SOON))
    figure = str(counts[MatterFilter.OPEN])
    return Panel(7, NAMES[6], figure, "件督办在办，由台账自动得出", tuple(lines), light=light, room="督办")


def _pledges(seen: Seen) -> Panel:
    """What departments have published and how they keep the dates promised; beside it what enterprises were promised."""
    public = pledge_register.register(seen.desk, PledgeKind.PUBLIC)
    with seen.desk.store.look() as look:
        agreed = [agreed_kept(one, look.today) for one in agreed_pledges.every(look)]
    counts, lights = public.counts, {PledgeKind.BROKEN: Light.PROMISE_LATE}
    firm_kept, firm_late = agreed.count(True), agreed.count(False)
    told = {
        PledgeKind.PUBLIC: _line_of_public(public.rows),
        PledgeKind.AGREED: _line_of_agreed(len(agreed), firm_kept, firm_late),
    }
    lines = tuple(
        told.get(one) or _count(str(one), count, "条", lights.get(one), "承诺", str(one))
        for one, count in counts.items()
    )
    share = _share("兑现率", counts[PledgeKind.KEPT], counts[PledgeKind.BROKEN])
    firms = _share("；对企业的承诺兑现率", firm_kept, firm_late)
    return Panel(
        8, NAMES[7], str(counts[PledgeKind.OPEN]), f"条限时承诺履行中{share and f'，{share}'}{firms}", lines,
        light=_worst((counts[PledgeKind.BROKEN] + firm_late, Light.PROMISE_LATE)), room="承诺",
    )  # fmt: skip


def _share(word: str, kept: int, broken: int) -> str:
    return f"{word} {100 * kept / (kept + broken):.1f}%" if kept + broken else ""


def _line_of_public(rows: Sequence[PledgeRow]) -> Line:
    """部门公开承诺: of how many departments, and how many of these have broken one."""
    broken = sum(bool(row.counts[2]) for row in rows)
    value = f"{len(rows)} 个部门" + (f"，{broken} 个有违诺" if broken else "")
    return Line(
        str(PledgeKind.PUBLIC),
        value,
        Light.PROMISE_LATE if broken else None,
        room="承诺",
        subject=str(PledgeKind.PUBLIC),
    )


def _line_of_agreed(every: int, kept: int, late: int) -> Line:
    """招商和政策承诺: kept in time, and broken or past their day."""
    value = f"{every} 条" + (f"，兑现 {kept}" if kept else "") + (f"，未兑现 {late}" if late else "")
    return Line(
        str(PledgeKind.AGREED), value, Light.PROMISE_LATE if late else None, room="承诺", subject=str(PledgeKind.AGREED)
    )


OF_ZONE: tuple[Callable[[Seen], Panel], ...] = (
    _batches, _limits, _parallel, _agency, _online, _rating, _supervision, _pledges,
)  # fmt: skip
"""The whole zone under each of the eight."""

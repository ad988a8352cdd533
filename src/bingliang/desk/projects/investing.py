"""完成投资: what a project has put in since its last report, by a date and a source; the boards add these lines up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.acts.press import Press
from bingliang.desk.errors import Faults
from bingliang.ledger.acts import ACTS, Draft, Refusal
from bingliang.mechanism import overall, seven_batches

if TYPE_CHECKING:
    from bingliang.ledger.project import Enlisted
    from bingliang.store.endings import Outcome
    from bingliang.store.work import Work

ACT = "report_investment"


@dataclass(frozen=True, slots=True)
class Report:
    """一次登记: up to which day, how many 万元 since the report before, by which figures."""

    on: date
    amount: int
    source: str


def invest(stream: str, told: Report) -> Press:
    """登记完成投资."""

    def decide(work: Work) -> Outcome:
        from bingliang.desk.projects.library import going_on
        from bingliang.store.endings import Outcome

        overall.authorise(ACT, work.who)
        project = going_on(work, stream)
        may_invest(project, told, work.today)
        facts = {"on": told.on.isoformat(), "amount": told.amount, "source": told.source.strip()}
        return Outcome((Draft(stream, ACT, facts),), {"streams": [stream], "act": ACTS[ACT].title})

    return Press(ACT, decide)


def may_invest(project: Enlisted, told: Report, today: date) -> None:
    """可登记: a sum with its source, up to a day that has come and that no report covers yet."""
    faults: list[tuple[str, str]] = []
    if told.amount <= 0:
        faults.append(("invested", "完成投资请填写大于 0 的万元数；以前报多了的，用“项目库更正”撤掉那一行再登记。"))
    if not told.source.strip():
        faults.append(("invested_source", "请写明数字的来源，例如“统计报表”“业主报告”“监理月报”。"))
    if told.on > today:
        faults.append(("invested_on", f"日期{told.on:%Y-%m-%d}还没有到，请核对。"))
    if faults:
        raise Faults(faults)
    last = max((one.on for one in project.invested), default=None)
    if last is not None and told.on <= last:
        raise Refusal(
            f"“{project.profile.name}”已经报到{last:%Y-%m-%d}，这一次应当晚于那一天；报错的用“项目库更正”撤掉那一行。",
            seven_batches.SOURCE,
        )


def total(project: Enlisted) -> int:
    """累计完成投资, 万元."""
    return sum(one.amount for one in project.invested)

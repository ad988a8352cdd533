"""项目服务的导出: a 集中开工 batch with every permit, and the problems with owner, deadline, outcome and amount, for Excel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.exchange.plain_tables import Plain, Value, write
from bingliang.mechanism.seven_batches.starting import CHECKS

if TYPE_CHECKING:
    from bingliang.desk.projects.ceremony_view import CeremonyView
    from bingliang.desk.projects.problem_view import ProblemRow

_STARTERS = ("项目号", "项目", "建设单位", "总投资（万元）", "责任单位", "开工日期", "情形", "原因", "依据")
_PROBLEMS = (
    "编号", "种类", "企业", "项目", "问题和要求", "需要金额（万元）", "来源", "走访日期", "走访人（职务）", "走访", "登记日期", "责任部门", "期限",
    "状态", "超期（工作日）", "结果", "解决金额（万元）", "办结日期",
)  # fmt: skip


def export_ceremony(found: CeremonyView, path: str) -> str:
    """导出一个批次; answers the path."""
    heads = (*_STARTERS, *(check.name for check in CHECKS))
    lines: tuple[tuple[Value, ...], ...] = tuple(
        (
            row.number, row.name, row.firm, row.investment, row.responsible, found.day, row.state, row.why,
            row.article, *(f"{one.having} {one.words}".strip() for one in row.permits),
        )
        for row in found.rows
    )  # fmt: skip
    write(Path(path), (Plain(found.name, heads, lines),))
    return path


def export_problems(rows: Sequence[ProblemRow], path: str) -> str:
    """导出要素保障清单; answers the path."""
    lines = tuple(
        (
            row.number, row.kind, row.firm, row.project, row.words, row.wanted, row.source, row.met_on, row.visitor,
            row.visit, row.raised_on, row.department, row.due, "已办结" if row.settled_on else "在办", row.late, row.outcome,
            row.amount, row.settled_on,
        )
        for row in rows
    )  # fmt: skip
    write(Path(path), (Plain("要素保障", _PROBLEMS, lines),))
    return path

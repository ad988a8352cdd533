"""督办考核的导出: the list of matters, or a period's scores and every mark behind them, for Excel or as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.desk.supervision.assessing import DEPARTMENTS, PEOPLE, Assessment
from bingliang.exchange.plain_tables import Plain, Value, write

if TYPE_CHECKING:
    from bingliang.desk.supervision.rows import MatterRow

_SCORES = ("名次", "单位或者个人", "得分", "等次", "扣分", "办结", "承诺超时", "法定超期")
_MARKS = (
    "考核", "单位或者个人", "日期", "记分项目", "分值", "计入", "收件号", "企业", "事项", "事实", "免责或者申诉", "台账流水", "台账行号",
)  # fmt: skip
_MATTERS = (
    "状态", "预警", "承办部门", "事项", "收件号", "项目", "企业", "截止", "截止日", "承诺超时（工作日）", "法定超期（工作日）", "计分",
)  # fmt: skip


def export_matters(rows: Sequence[MatterRow], path: str) -> str:
    """导出督办件清单; answers the path."""
    lines = tuple(
        (
            row.word, row.rung, row.department, row.item, row.code, row.project, row.enterprise, row.until_word,
            row.until, row.promise_late, row.statute_late, row.points,
        )
        for row in rows
    )  # fmt: skip
    write(Path(path), (Plain("督办件", _MATTERS, lines),))
    return path


def export_assessment(found: Assessment, path: str) -> str:
    """导出一期考核: departments, persons and the marks behind both; a CSV holds the marks alone."""
    tables = [Plain(f"{whose}考核", _SCORES, tuple(_scores(found, whose))) for whose in (DEPARTMENTS, PEOPLE)]
    marks = Plain("记分明细", _MARKS, tuple(line for whose in (DEPARTMENTS, PEOPLE) for line in _marks(found, whose)))
    target = Path(path)
    write(target, (marks,) if target.suffix.lower() == ".csv" else (*tables, marks))
    return path


def _scores(found: Assessment, whose: str) -> list[tuple[Value, ...]]:
    return [
        (row.rank, row.name, row.score, row.grade, row.points, row.done, row.promise_late, row.statute_late)
        for row in found.rows(whose)
    ]


def _marks(found: Assessment, whose: str) -> list[tuple[Value, ...]]:
    return [
        (
            whose, row.name, one.mark.on, one.mark.kind, one.mark.points, one.mark.counts, one.code, one.enterprise,
            one.item, one.mark.sentence, one.mark.pardon or ("申诉中" if one.mark.asked else ""), one.mark.stream,
            one.mark.seq,
        )
        for row in found.rows(whose)
        for one in row.marks
    ]  # fmt: skip

"""推演存为 Excel 或 PDF: the changes, what they rest on, the comparison by department and item, the cases that move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.boards.what_if.effect import said
from bingliang.desk.statistics.sheets import value
from bingliang.desk.statistics.table import Group
from bingliang.desk.what_if.asking import NOT_A_PROMISE, outcome
from bingliang.desk.what_if.table import Compared, chart, compared
from bingliang.exchange.workbook import Share, Sheet, Value, write_workbook

if TYPE_CHECKING:
    from bingliang.boards.what_if.effect import Effect, Moved
    from bingliang.desk.what_if.year import Year
    from bingliang.paper import report as paper

ENDINGS = (".xlsx", ".pdf")
TITLE = "流程再造推演"
_FIRST = {Group.BODY: "部门", Group.ITEM: "事项"}
_LISTED = 40
"""So many of the cases that move most are on paper; the workbook has all."""


def save(found: Year, effects: Sequence[Effect], path: Path) -> Path:
    """存为文件 by the ending of its name; ValueError for another."""
    ending = path.suffix.lower()
    if ending == ".pdf":
        path.write_bytes(pdf(found, effects))
    elif ending == ".xlsx":
        write_workbook(path, sheets(found, effects))
    else:
        raise ValueError(f"“{path.name}”的类型不能保存，请用 {'、'.join(ENDINGS)}。")
    return path


def sheets(found: Year, effects: Sequence[Effect]) -> tuple[Sheet, ...]:
    """各张表."""
    title, source = f"{found.zone} {TITLE}", f"{found.mark}　{found.source}" if found.mark else found.source
    told = [(one.scenario.name, kind, words) for one in effects for kind, words in _words(found, one)]
    made = [Sheet("方案和假设", ("方案", "类别", "内容"), told, title, source, (10, 10, 110))]
    for group in Group:
        shown = compared(found, effects, group)
        rows: list[Sequence[Value | Share]] = [[row.label, *map(value, row.cells)] for row in shown.rows]
        heads = (_FIRST[group], *(head.replace("|", "　") for head in shown.heads))
        made.append(Sheet(str(group), heads, rows, title, source, (34,)))
    for one in effects:
        rows = [[case.case, case.project, case.before, case.after, case.saved] for case in _moved(one)]
        made.append(
            Sheet(
                f"{one.scenario.name}的件",
                ("收件号", "项目", "过去跨度", "推演跨度", "省下"),
                rows,
                title,
                source,
                (18, 40),
            )
        )
        late: list[Sequence[Value | Share]] = [
            [item.case, item.name, found.names.get(item.body, item.body), item.project, item.approval, item.left_on]
            for item in found.behind(one.total.late)
        ]
        heads = ("收件号", "事项", "部门", "项目", "过去审批用时", "过去办结")
        made.append(Sheet(f"{one.scenario.name}会超的", heads, late, title, source, (18, 34, 14, 34, 12, 12)))
    return tuple(made)


def _words(found: Year, one: Effect) -> Iterable[tuple[str, str]]:
    yield from (("改动", f"{said(change, found.names)}。") for change in one.scenario.changes)
    yield from (("效果", words) for words in outcome(one))
    known = {f"{said(change, found.names)}。" for change in one.scenario.changes}
    yield from (("假设", words) for words in one.assumptions if words not in known)


def _moved(one: Effect) -> tuple[Moved, ...]:
    return (*one.slower, *one.quicker)


def pdf(found: Year, effects: Sequence[Effect]) -> bytes:
    """推演报告 on paper."""
    from bingliang.paper import report as paper

    parts: list[paper.Part] = []
    for one in effects:
        lines = tuple(f"{kind}：{words}" for kind, words in _words(found, one))
        parts.append(paper.Text(f"{one.scenario.name}", lines))
    parts += [_table(_FIRST[group], compared(found, effects, group)) for group in Group]
    parts.append(
        paper.Pictures(
            "跨度用时的分布", tuple(chart(found, one).laid(*paper.PICTURE, paper.measured) for one in effects)
        )
    )
    for one in effects:
        rows = tuple(
            (case.case, case.project, str(case.before), str(case.after), str(case.saved)) for case in _moved(one)
        )
        if rows:
            more = f"（共 {len(rows)} 件，列前 {_LISTED} 件）" if len(rows) > _LISTED else ""
            heads = ("收件号", "项目", "过去跨度", "推演跨度", "省下")
            parts.append(
                paper.Table(f"{one.scenario.name}：变快变慢的件{more}", heads, rows[:_LISTED], shares=(3, 7, 1.4, 1.4, 1.2),
                            plain=frozenset({0, 1}))
            )  # fmt: skip
    return paper.report(
        paper.Report(
            f"{found.zone}{TITLE}", (f"{found.title}。{NOT_A_PROMISE}",), tuple(parts), ("制表：", "审核：", "日期："),
            found.source, found.mark,
        )
    )  # fmt: skip


def _table(first: str, shown: Compared) -> paper.Table:
    from bingliang.desk.statistics.table import broken
    from bingliang.paper import report as paper

    def head(name: str) -> str:
        what, _, whose = name.partition("|")
        return "\n".join((*broken(what, 3), whose)) if whose else what

    return paper.Table(
        f"按{first}",
        (first, *map(head, shown.heads)),
        tuple((row.label, *(cell.text for cell in row.cells)) for row in shown.rows),
        strong=frozenset(n for n, row in enumerate(shown.rows) if row.total),
        first=4.0,
    )

"""月报、旬报 on paper: the same table as on screen in its three groups of columns, what stands behind it, the charts, who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bingliang.desk.statistics.pictures import charts
from bingliang.desk.statistics.table import HEADS, Band, Group, Shape, Table, broken, table

if TYPE_CHECKING:
    from pathlib import Path

    from bingliang.desk.statistics.figures import Figures, Month
    from bingliang.paper import report as paper

SIGNS = ("制表：", "审核：", "日期：")
_CALLED = {"旬": "办件旬报", "月": "办件月报", "季": "办件季报", "年": "办件年报"}


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """报表的打印稿."""

    pdf: bytes
    pages: int
    title: str
    name: str
    kind: str = "公文"


def report_paper(found: Figures, months: Sequence[Month]) -> ReportPaper:
    """统计报表 of a period; what it says stands in the table, the sheets and the charts, nothing is counted here."""
    from bingliang.paper import report as paper
    from bingliang.paper.pages import page_count

    called = _CALLED.get(str(found.stretch), "办件统计")
    made = paper.Report(
        title=f"{found.zone}{called}　{found.title}",
        under=(_narrowed(found), _balance(found)),
        parts=(
            *_tables(table(found, Group.BODY), "部门"),
            *_tables(table(found, Group.ITEM), "事项"),
            *_behind(found),
            paper.Pictures("图", tuple(one.laid(*paper.PICTURE, paper.measured) for one in charts(found, months))),
            paper.Text("说明", _notes(found)),
        ),
        signs=SIGNS,
        foot=found.source,
        watermark=found.mark,
    )
    pdf = paper.report(made)
    return ReportPaper(pdf, page_count(pdf), called, found.title)


def save_pdf(found: Figures, months: Sequence[Month], path: Path) -> None:
    """存为 PDF."""
    path.write_bytes(report_paper(found, months).pdf)


def _narrowed(found: Figures) -> str:
    chosen = found.report.chosen
    words = (found.body(chosen.body), found.known.get(chosen.code, chosen.code), chosen.tag)
    named = "、".join(word for word in words if word)
    idle = "、".join(map(found.body, found.report.idle))
    return (f"只统计：{named}。" if named else "全部部门、全部事项。") + (f"没有业务的部门：{idle}。" if idle else "")


def _balance(found: Figures) -> str:
    left, right = found.report.total.balance
    return f"平衡：期初在办＋受理 {left} ＝ 办结＋撤件＋终止＋期末在办 {right}。{found.enquired.words}；{found.complained.words}。"


def _tables(shown: Table, word: str) -> Sequence[paper.Table]:
    from bingliang.paper import report as paper

    bands = [band for band in Band if shown.group is Group.BODY or band is not Band.SERVICE]
    return [
        paper.Table(
            title=f"{word}：{band}",
            heads=(word, *("\n".join(broken(HEADS[at].name, 3)) for at in shown.places(band))),
            rows=tuple((line.label, *(line.cells[at].text for at in shown.places(band))) for line in shown.lines),
            strong=frozenset(n for n, line in enumerate(shown.lines) if line.total),
            first=2.6 if shown.group is Group.BODY else 4.5,
        )
        for band in bands
    ]


def _behind(found: Figures) -> Sequence[paper.Part]:
    from bingliang.paper import report as paper

    report = found.report
    rows = [("补正", one.name, str(len(one.keys)), "", "") for one in report.corrections]
    rows += [("特殊环节", one.name, str(len(one.keys)), str(one.workdays), one.ground) for one in report.steps]
    rows += [
        (
            "瓶颈事项",
            one.name,
            str(len(one.last)),
            f"{one.spread.mean or 0:.1f}",
            f"中位 {one.spread.median or 0:g}；件次为同一件里最后办结的次数",
        )
        for one in report.bottlenecks
    ]
    saving = report.saving
    said = f"串联须 {saving.serial}；跨度用时平均 {report.crossed.mean or 0:.1f}、中位 {report.crossed.median or 0:g}"
    rows.append(("并联", "省下的工作日", str(len(saving.cases)), str(saving.saved), said))
    return [
        paper.Table(
            "原因、特殊环节、瓶颈和并联", ("类别", "名称", "件次", "工作日", "依据或说明"), tuple(rows),
            shares=(2, 6, 1, 1.2, 7), plain=frozenset({0, 1, 4}),
        )
    ]  # fmt: skip


def _notes(found: Figures) -> tuple[str, ...]:
    """算式 of every column that has one, and where everything comes from."""
    notes = [
        f"{head.name}：{head.note}{'（工作日）' if head.shape is Shape.DAYS else ''}。" for head in HEADS if head.note
    ]
    return (*notes, f"{found.source}；审批用时和期限都折成工作日，特殊环节、上级办理和申请人补正的时间分开列。")

"""Rows of an old system and a counter that takes them over."""

from __future__ import annotations

from datetime import date

from bingliang.desk.desk import Desk, stream_of
from bingliang.desk.migration.migrate import Preview, apply, preview
from bingliang.desk.migration.rows import OPTIONAL, REQUIRED
from bingliang.exchange.tables import Row, Table
from bingliang.ledger.case import Case
from bingliang.ledger.folding import fold

APPROVAL, FIRE, ROAD, BUILDING = "S1-02", "S3-02", "S3-07", "S3-03"
LAW = "《建设工程消防设计审查验收管理暂行规定》第二十三条"
EXAMPLE = {
    "原收件号": "消收〔2026〕031号",
    "企业名称": "岳阳示例精工有限公司（虚构）",
    "统一社会信用代码": "914306000000009919",
    "项目名称": "智能零部件生产线（虚构）",
    "项目代码": "2609-430600-04-01-100011",
    "事项编码": FIRE,
    "收件日期": "2026-10-12",
    "受理日期": "2026-10-13",
    "受理号": "消受〔2026〕7号",
    "依据": LAW,
}

PAUSED = {
    "事项编码": APPROVAL,
    "时限": "15",
    "单位": "工作日",
    "停表": "2026-10-15:2026-10-20",
    "停表名称依据": "委托评估",
}


def table(*rows: dict[str, str]) -> Table:
    """The rows of a file, from its second line on; what a row does not say is as in the example."""
    blank = dict.fromkeys((*REQUIRED, *OPTIONAL), "")
    lines = enumerate(rows, 2)
    return Table("在办.csv", tuple(Row(line, {**blank, **EXAMPLE, **row}) for line, row in lines))


def take_over(desk: Desk, *rows: dict[str, str]) -> Preview:
    shown = preview(desk, table(*rows))
    assert shown.rejected == ()
    assert apply(desk, shown).written == len(shown.cases)
    return shown


def case_of(desk: Desk, number: str = EXAMPLE["原收件号"]) -> Case:
    with desk.store.look() as look:
        found = fold(look.entries(stream_of(f"migrate-in/{number}")))
    assert found is not None
    return found


def lines(desk: Desk) -> int:
    with desk.store.look() as look:
        return sum(len(look.entries(stream)) for stream in look.streams())


def day(text: str) -> date:
    return date.fromisoformat(text)

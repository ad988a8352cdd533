"""登记表: a zone without packages brings its filings in a table; a bad row is said and the others go in."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bingliang.desk.demo.story import BEIJING
from bingliang.desk.online import view as filing_view
from bingliang.desk.online.table import MAY_BE, NEEDED, import_table
from tests.clerk import Clerk, day

GOOD = {
    "申报号": "HN0001", "企业名称": "岳阳示例精工有限公司（虚构）", "信用代码": "914306000000009919", "项目名称": "智能零部件生产线（虚构）",
    "项目类型": "社会投资工业/仓储类", "事项": "S2-05、固定资产投资项目节能审查", "经办人": "经办人乙（虚构）", "证件号码": "440524188001010014",
    "联系电话": "13900000009", "进入平台时间": "2026-12-17 20:15", "建设地点": "示范路9号（虚构）", "有授权委托": "是",
}  # fmt: skip


def table(folder: Path, *rows: dict[str, str]) -> Path:
    heads = (*NEEDED, *MAY_BE)
    lines = [",".join(heads), *(",".join(row.get(head, "") for head in heads) for row in rows)]
    path = folder / "登记表.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path


@pytest.fixture
def friday(alone: Clerk) -> Clerk:
    alone.clock.now = datetime(2026, 12, 18, 8, 50, tzinfo=BEIJING)
    return alone


def test_rows_become_filings_and_the_same_table_registers_nothing_twice(friday: Clerk, tmp_path: Path) -> None:
    path = table(tmp_path, GOOD, {**GOOD, "申报号": "HN0002", "事项": "S3-09", "进入平台时间": ""})
    told = import_table(friday.desk, path)
    assert told.sentence == "入库 2 件。"
    assert [one.received_on for one in told.entered] == [day("12-17"), day("12-18")]
    first = filing_view.view(friday.desk, told.entered[0].stream)
    assert first.items == ("环境影响报告表审批", "固定资产投资项目节能审查")
    assert first.faults == () or all("法定代表人" in said for said in first.faults)
    assert import_table(friday.desk, path).sentence == "入库 0 件，以前已经入库 2 件。"
    assert len(filing_view.filings(friday.desk)) == 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"信用代码": "9143"}, "“信用代码”的写法不对"), ({"事项": "没有这一项"}, "没有事项"), ({"进入平台时间": "昨天"}, "读不懂"), ({"申报号": ""}, "“申报号”"),
        ({"进入平台时间": "2026-12-19 08:00"}, "晚于现在"), ({"经办人": ""}, "“经办人”没有填"), ({"项目类型": "别的"}, "“项目类型”"),
    ],
)  # fmt: skip
def test_a_bad_row_is_said_with_its_line_and_the_others_go_in(
    friday: Clerk, tmp_path: Path, changed: dict[str, str], words: str
) -> None:
    told = import_table(friday.desk, table(tmp_path, {**GOOD, "申报号": "HN0009"}, {**GOOD, **changed}))
    assert len(told.entered) == 1
    (said,) = told.rejected
    assert said.startswith("第 3 行：")
    assert words in said

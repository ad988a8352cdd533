"""What is not taken over: each wrong row with its line and its reason, and nothing written while there is one."""

from __future__ import annotations

from datetime import datetime

import pytest

from bingliang.desk.demo.story import BEIJING, StoryClock
from bingliang.desk.desk import Desk
from bingliang.desk.migration.migrate import apply, preview
from bingliang.ledger.acts import Refusal, Who
from tests.desk.migrate_hand import (
    BUILDING,
    FIRE,
    ROAD,
    lines,
    table,
)

WRONG: tuple[tuple[dict[str, str], str], ...] = (
    ({"统一社会信用代码": "914306000000009918"}, "统一社会信用代码校验不符"),
    ({"统一社会信用代码": ""}, "统一社会信用代码没有填写"),
    ({"企业名称": ""}, "企业名称没有填写，请补上（合并的单元格请先拆分填满）。"),
    ({"依据": ""}, "依据没有填写"),
    ({"项目代码": "2609-430600"}, "项目代码“2609-430600”格式不对"),
    ({"项目类型": "厂房"}, "项目类型“厂房”不在目录中"),
    ({"事项编码": "S9-99"}, "事项目录中没有编码为“S9-99”的事项"),
    ({"事项编码": "S1-01"}, "为备案，不作受理（《企业投资项目核准和备案管理条例》第十三条）"),
    ({"事项编码": "QY-01", "受理日期": "", "受理号": ""}, "不是窗口收件的事项"),
    ({"收件日期": "10月12日"}, "收件日期：“10月12日”不是日期，请写成 2026-10-12。"),
    ({"收件日期": "46307"}, "像是 Excel 的日期序号，请把单元格设为日期格式"),
    ({"收件日期": "2026-02-30"}, "没有“2026-02-30”这一天"),
    ({"收件日期": "2016-02-01", "受理日期": "2016-02-02"}, "没有有效版本"),
    ({"受理日期": "2026-10-31"}, "受理日期2026-10-31晚于今天2026-10-30，请核对。"),
    ({"受理日期": "2026-10-11"}, "受理日期2026-10-11早于收件日期2026-10-12，请核对。"),
    ({"受理日期": ""}, "受理日期没有填写，却有受理号"),
    ({"时限": "20"}, "时限：“20”没有写单位，请在“单位”列写 工作日、自然日 或 日。"),
    ({"时限": "二十", "单位": "工作日"}, "时限：“二十”不是期限"),
    ({"时限": "20", "单位": "月"}, "单位“月”不认识"),
    ({"时限": "20工作日", "单位": "日"}, "与“单位”列不一致"),
    ({"起算日": "2026-10-11"}, "起算日2026-10-11早于收件日期"),
    ({"起算日": "2026-10-14"}, "起算日2026-10-14晚于受理日期2026-10-13，期限至迟自受理之日起算"),
    ({"时限": "60", "单位": "工作日", "依据": "区内部规定"}, "不得比法定期限长（《行政许可法》第四十二条）"),
    ({"承诺时限": "20工作日"}, "承诺不得长于法定期限"),
    ({"承诺办结日": "2026-12-01"}, "承诺办结日2026-12-01晚于时限届满日2026-11-03"),
    ({"承诺办结日": "2051-01-01"}, "超出工作日历"),
    ({"承诺办结日": "2026-10-12"}, "承诺办结日2026-10-12早于受理日期2026-10-13"),
    ({"承诺办结日": "2026-10-20", "承诺时限": "5工作日"}, "承诺办结日和承诺时限只能填一项"),
    ({"停表": "2026-10-12:2026-10-20", "停表名称依据": "专家评审"}, "停表开始日2026-10-12早于受理日期2026-10-13"),
    ({"停表": "2026-10-20:2026-10-15", "停表名称依据": "专家评审"}, "结束日早于开始日"),
    ({"停表": "2026-10-20", "停表名称依据": "专家评审"}, "应写成 开始日:结束日"),
    ({"停表": "2026-10-14:2026-10-20"}, "停表没有写名称和依据"),
    ({"停表名称依据": "专家评审"}, "却没有停表起止日"),
    (
        {"停表": "2026-10-14:2026-10-20", "停表名称依据": "公示：内部规定"},
        "停表“公示”不在“特殊建设工程消防设计审查”的特殊环节清单",
    ),
    ({"停表": "2026-10-14:2026-11-20", "停表名称依据": "专家评审"}, "停表“专家评审”有27个工作日，最长20个工作日"),
    (
        {"停表": "2026-10-14:2026-10-15;2026-10-16:2026-10-19;2026-10-20:2026-10-21", "停表名称依据": "专家评审;听证"},
        "停表有3段，名称依据有2个",
    ),
    ({"延长": "5:2026-10-20"}, "没有可以延长的规定"),
    ({"事项编码": ROAD, "延长": "10"}, "没有写批准日"),
    ({"事项编码": ROAD, "延长": "15:2026-10-20"}, "最多可延长10个工作日"),
    (
        {"事项编码": ROAD, "时限": "5", "单位": "工作日", "延长": "10:2026-10-21"},
        "晚于届满日2026-10-20，不发生延长的效力",
    ),
    (
        {"时限": "3", "单位": "工作日", "停表": "2026-10-20:2026-10-22", "停表名称依据": "专家评审"},
        "期限已于2026年10月16日届满，不能再自2026年10月20日起停表",
    ),
    ({"原收件号": ""}, "原收件号没有填写"),
    ({"原收件号": "长" * 61}, "原收件号超过60字"),
)


def test_every_wrong_row_is_rejected_with_its_line_and_reason(desk: Desk) -> None:
    rows = [{"原收件号": f"错{n}", **row} for n, (row, _) in enumerate(WRONG)]
    shown = preview(desk, table(*rows, {"原收件号": "对"}))
    assert [case.number for case in shown.cases] == ["对"]
    assert [row.line for row in shown.rejected] == list(range(2, len(WRONG) + 2))
    for (_, sentence), row in zip(WRONG, shown.rejected, strict=True):
        assert sentence in row.reason
        assert row.reason.endswith("。")


def test_all_faults_of_a_row_are_said_at_once(desk: Desk) -> None:
    (row,) = preview(desk, table({"统一社会信用代码": "1", "受理日期": "x", "单位": "月", "依据": ""})).rejected
    assert [word in row.reason for word in ("应为18位", "“x”不是日期", "单位“月”", "依据没有填写")] == [True] * 4


def test_contradictions_within_one_case_reject_all_its_rows(desk: Desk) -> None:
    shown = preview(
        desk,
        table(
            {"原收件号": "1"},
            {"原收件号": "1", "事项编码": ROAD, "收件日期": "2026-10-10"},
            {"原收件号": "2"},
            {"原收件号": "２ ", "事项编码": ROAD, "受理日期": "2027-01-01"},
            {"原收件号": "3"},
            {"原收件号": "3"},
            {"原收件号": "4"},
            {"原收件号": "4", "事项编码": ROAD, "企业名称": ""},
        ),
    )
    assert shown.cases == ()
    assert shown.rejected == (
        (2, "同一原收件号的第3行有误，整件暂不迁入。"),
        (3, "与第2行同一原收件号，收件日期却不同（“2026-10-12”与“2026-10-10”），请统一。"),
        (4, "同一原收件号的第5行有误，整件暂不迁入。"),
        (5, "受理日期2027-01-01晚于今天2026-10-30，请核对。"),
        (6, "同一原收件号的第7行有误，整件暂不迁入。"),
        (7, "与第6行同一原收件号、同一事项，请删去一行。"),
        (8, "同一原收件号的第9行有误，整件暂不迁入。"),
        (9, "企业名称没有填写，请补上（合并的单元格请先拆分填满）。"),
    )


def test_nothing_is_written_while_a_row_is_rejected_unless_it_is_skipped(desk: Desk) -> None:
    shown = preview(desk, table({"原收件号": "1"}, {"原收件号": "2", "依据": ""}))
    before = lines(desk)
    with pytest.raises(Refusal, match="有1行未通过，一件也没有迁入"):
        apply(desk, shown)
    assert lines(desk) == before
    done = apply(desk, shown, skip_rejected=True)
    assert (done.written, done.rejected, lines(desk)) == (1, (), before + 1)


def test_a_case_that_became_impossible_meanwhile_is_refused_alone(desk: Desk, clock: StoryClock) -> None:
    waiting = {"收件日期": "2026-10-28", "受理日期": "", "受理号": ""}
    shown = preview(desk, table({"原收件号": "1"}, {"原收件号": "2", **waiting}))
    clock.now = datetime(2026, 11, 5, 9, 0, tzinfo=BEIJING)
    done = apply(desk, shown)
    assert (done.written, done.recorded) == (1, 0)
    assert [row.line for row in done.rejected] == [3]
    assert "即为受理" in done.rejected[0].reason


def test_only_who_may_migrate_does(desk: Desk) -> None:
    shown = preview(desk, table({}))
    with pytest.raises(Refusal, match="部门无权办理“迁入”"):
        apply(Desk(desk.store, Who("张三", "3", "部门")), shown)


def test_a_whole_old_system_can_be_previewed(desk: Desk) -> None:
    rows = [{"原收件号": f"旧{n}", "事项编码": (FIRE, ROAD, BUILDING)[n % 3], "项目代码": ""} for n in range(10_000)]
    shown = preview(desk, table(*rows))
    assert (len(shown.cases), shown.rejected) == (10_000, ())

"""bingliang calendar, as it is typed."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from bingliang.command import main
from tests.mechanism.oracle import wall_calendar

ROOT = Path(__file__).parents[2]
NOTICE = "国务院办公厅关于2026年部分节假日安排的通知"


def typed(line: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(["calendar", *line.split()])
    out, err = capsys.readouterr()
    return code, out, err


def test_csv_names_the_notice_that_rules_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("--from 2026-10-07 --to 2026-10-11 --csv", capsys) == (
        0,
        f"date,workday,notice\n2026-10-07,0,{NOTICE}\n2026-10-08,1,\n2026-10-09,1,\n2026-10-10,1,{NOTICE}\n2026-10-11,0,\n",
        "",
    )


def test_every_day_of_nine_years(capsys: pytest.CaptureFixture[str]) -> None:
    works = wall_calendar(ROOT / "resources" / "workdays")
    code, out, _ = typed("--from 2018-01-01 --to 2026-12-31 --csv", capsys)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, len(rows)) == (0, (date(2026, 12, 31) - date(2018, 1, 1)).days + 1)
    assert all(row["workday"] == str(int(works(date.fromisoformat(row["date"])))) for row in rows)


def test_as_of_leaves_later_notices_out(capsys: pytest.CaptureFixture[str]) -> None:
    before = typed("--from 2019-05-02 --to 2019-05-02 --csv --as-of 2019-03-21", capsys)[1]
    after = typed("--from 2019-05-02 --to 2019-05-02 --csv --as-of 2019-03-22", capsys)[1]
    assert before == "date,workday,notice\n2019-05-02,1,\n"
    assert after == "date,workday,notice\n2019-05-02,0,国务院办公厅关于调整2019年劳动节假期安排的通知\n"


def test_the_table_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("--from 2026-12-31 --to 2027-01-02", capsys)[1].splitlines() == [
        "2026-12-31  周四  上班  工作日",
        "2027-01-01  周五  休息  元旦（依放假办法，暂定）  〔暂定〕",
        "2027-01-02  周六  休息  休息日  〔暂定〕",
    ]
    assert typed("--from 2026-10-10 --to 2026-10-10", capsys)[1] == (
        f"2026-10-10  周六  上班  调休上班（国庆节）  {NOTICE}\n"
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("--from 2026-10-07", "缺少参数 --to"),
        ("--from 2026-10-07 --to 2026-10-06", "止日2026-10-06早于起日2026-10-07"),
        ("--from 2026-10-07 --to 2026-10-32", "没有“2026-10-32”这一天"),
        ("--from 2017-12-31 --to 2018-01-02 --csv", "2017年12月31日超出工作日历"),
        ("--from 2026-10-07 --to 2051-01-01 --csv", "2051年1月1日超出工作日历"),
        ("--from 2026-10-07 --to 2026-10-08 --as-of 2017-11-29", "还没有任何一份节假日通知"),
    ],
)
def test_wrong_input_is_one_chinese_line(line: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = typed(line, capsys)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert sentence in err

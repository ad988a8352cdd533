"""bingliang due, as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bingliang.command import main
from bingliang.desk.calendar.arithmetic import calendar_of
from bingliang.ledger.catalogue import Unit
from bingliang.mechanism.time_limits import Term, due

ROOT = Path(__file__).parents[2]
HEADER = "id,from,days,unit,pauses,extend\n"


def typed(line: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(["due", *line.split()])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("--from 2026-09-24 --days 20", "2026-10-29\n"),
        ("--from 2026-11-28 --days 0", "2026-11-30\n"),
        ("--from 2026-09-04 --days 30 --unit day", "2026-10-08\n"),
        ("--from 2026-09-01 --days 20 --extend 10 --unit workday", "2026-10-19\n"),
        ("--from 2026-03-02 --days 20 --pause 2026-03-05:2026-03-13 --pause 2026-03-11:2026-03-20", "2026-04-15\n"),
        # granted in time: the pause runs into the extension
        ("--from 2026-11-02 --days 20 --extend 5 --pause 2026-12-01:2026-12-02", "2026-12-08\n"),
        ("--from 2019-04-29 --days 3 --as-of 2019-03-21", "2019-05-03\n"),
        ("--from 2019-04-29 --days 3 --as-of 2019-03-22", "2019-05-06\n"),
        ("--from 2026-12-31 --days 1", "2027-01-04 〔暂定，最早2027-01-02〕\n"),
    ],
)
def test_the_date(line: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(line, capsys) == (0, shown, "")


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = typed("--from 2026-12-03 --days 45 --json", capsys)
    found = due(Term(date(2026, 12, 3), 45, Unit.WORKDAY), calendar_of())
    assert (code, err, out.count("\n")) == (0, "", 1)
    assert json.loads(out) == {
        "due": "2027-02-11",
        "provisional": True,
        "earliest": found.earliest.isoformat(),
        "basis": found.basis,
    }
    assert json.loads(typed("--from 2026-11-02 --days 1 --json", capsys)[1])["provisional"] is False


def test_explain_shows_every_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert typed("--from 2026-11-06 --days 1 --pause 2026-11-08:2026-11-09 --explain", capsys)[1].splitlines() == [
        "2026-11-10",
        "2026-11-06  周五  起算当日不计",
        "2026-11-07  周六  休息日",
        "2026-11-08  周日  休息日",
        "2026-11-09  周一  停表",
        "2026-11-10  周二  第1日",
    ]
    answer = json.loads(typed("--from 2026-11-06 --days 1 --explain --json", capsys)[1])
    assert answer["account"][-1] == {"date": "2026-11-09", "number": 1, "reason": "", "notice": ""}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "缺少起算日或期限"),
        ("--from 2026-03-02", "缺少起算日或期限"),
        ("--days 3", "缺少起算日或期限"),
        ("--from 2026-02-30 --days 3", "没有“2026-02-30”这一天"),
        ("--from 2026-W10-1 --days 3", "“2026-W10-1”不是日期"),
        ("--from 20260302 --days 3", "“20260302”不是日期"),
        ("--from ２０２６-03-02 --days 3", "不是日期"),
        ("--from 2026-03-02 --days -3", "天数不能为负数（-3）"),
        ("--from 2026-03-02 --days 3.5", "“3.5”不是天数"),
        ("--from 2026-03-02 --days ３", "不是天数"),
        ("--from 2026-03-02 --days 1_0", "不是天数"),
        ("--from 2026-03-02 --days " + "9" * 5_000, "不是天数"),
        ("--from 2026-03-02 --days 999999", "超出工作日历"),
        ("--from 2026-03-02 --days 3 --extend -1", "天数不能为负数（-1）"),
        ("--from 2026-03-02 --days 3 --unit week", "参数 --unit 不能是 'week'"),
        ("--from 2026-03-02 --days 3 --pause 2026-03-04", "“2026-03-04”不是停表时段"),
        ("--from 2026-03-02 --days 3 --pause 2026-03-04:", "“”不是日期"),
        ("--from 2026-03-02 --days 3 --pause 2026-03-04:2026-03-03", "停表结束日2026-03-03早于开始日2026-03-04"),
        ("--from 2017-12-31 --days 3", "2017年12月31日超出工作日历"),
        ("--from 2026-03-02 --days 3 --as-of 2010-01-01", "截至2010-01-01还没有任何一份节假日通知"),
        ("--from 2026-03-02 --days", "参数 --days 后面缺少内容"),
        ("--from 2026-03-02 --days 3 --what", "不认识的参数 --what"),
        ("--from 2026-03-02 --day 3", "不认识的参数 --day"),
        ("--json=3", "参数 --json 后面不能写 '3'"),
        ("--csv nothing.csv --days 3 --json", "--csv 不能与 --days、--json 同时使用"),
        ("--csv nothing-here.csv", "文件“nothing-here.csv”不能读写"),
    ],
)
def test_wrong_input_is_one_chinese_line(line: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = typed(line, capsys)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert sentence in err


@pytest.mark.parametrize(
    ("pause", "sentence"),
    [
        ("2026-03-01:2026-03-03", "受理前不得停表，请核对停表日期（《行政许可法》第四十五条）"),
        ("2026-03-06:2026-03-09", "不能再自2026年3月6日起停表，请核对停表日期（《行政许可法》第四十二条、第四十五条）"),
    ],
)
def test_an_unlawful_pause_is_refused_with_its_article(
    pause: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = typed(f"--from 2026-03-02 --days 3 --pause {pause}", capsys)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert sentence in err


def listed(folder: Path, text: str | bytes) -> list[str]:
    path = folder / "期限 清单#1.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return ["due", "--csv", str(path)]


def test_a_list_is_answered_in_its_order(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        "\ufeff" + HEADER + "甲,2026-09-24,20,workday,,\n"
        "乙,2026-03-02,20,,2026-03-05:2026-03-13;2026-03-11:2026-03-20,\n"
        "\n"
        '"丙,丁",2026-09-04,30,day,,0\n'
        "戊,2026-12-03, 45 ,workday,,\n"
        "己,2026-09-01,20,workday,,10\n"
    )
    assert main(listed(workspace, text)) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out == (
        'id,due,provisional\n甲,2026-10-29,false\n乙,2026-04-15,false\n"丙,丁",2026-10-08,false\n'
        "戊,2027-02-11,true\n己,2026-10-19,false\n"
    )


def test_a_list_obeys_as_of(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*listed(workspace, HEADER + "a,2019-04-29,3,,,\n"), "--as-of", "2019-03-21"]) == 0
    assert capsys.readouterr().out == "id,due,provisional\na,2019-05-03,false\n"


def test_an_empty_list_has_only_its_header(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(listed(workspace, HEADER)) == 0
    assert capsys.readouterr().out == "id,due,provisional\n"


GOOD = "a,2026-09-24,20,workday,,\n"


@pytest.mark.parametrize(
    ("text", "code", "sentence"),
    [
        (HEADER + GOOD + "b,2026-02-30,20,workday,,\n", 2, "第3行：没有“2026-02-30”这一天"),
        (HEADER + GOOD + "\nb,,20,workday,,\n", 2, "第4行：“”不是日期"),
        (HEADER + "b,2026-02-03,,workday,,\n", 2, "第2行：“”不是天数"),
        (HEADER + "b,2026-02-03,-1,workday,,\n", 2, "第2行：天数不能为负数（-1）"),
        (HEADER + "b,2026-02-03,1,week,,\n", 2, "第2行：单位“week”不认识，请写 workday 或 day"),
        (HEADER + "b,2026-02-03,1,day,2026-02-04,\n", 2, "第2行：“2026-02-04”不是停表时段"),
        (HEADER + "b,2026-02-03,5,day,2026-02-05:2026-02-04,\n", 2, "第2行：停表结束日2026-02-04早于开始日2026-02-05"),
        (HEADER + "b,2026-02-03,1,day,,x\n", 2, "第2行：“x”不是天数"),
        (HEADER + "b,2026-02-03,1,day\n", 2, "第2行：应有6列，实有4列。"),
        (HEADER + "b,2010-02-03,1,day,,\n", 2, "第2行：2010年2月3日超出工作日历"),
        (HEADER + GOOD + "b,2026-02-03,1,day,2026-02-02:2026-02-05,\n", 1, "第3行：停表开始日2026年2月2日早于起算日"),
        (HEADER + GOOD + "b,2026-02-03,1,day,2026-03-02:2026-03-05,\n", 1, "第3行：期限已于2026年2月4日届满"),
        ("id,from\n", 2, "第1行：表头应为 id,from,days,unit,pauses,extend"),
        ("", 2, "第1行：表头应为"),
        (HEADER + GOOD + 'b,"2026', 2, "第2行或其后：不是完整的 CSV"),
        ((HEADER + "甲").encode("gbk"), 2, "不是 UTF-8 编码"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_printed(
    text: str | bytes, code: int, sentence: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(listed(workspace, text)) == code
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert sentence in err


def test_help_and_unknown_verbs_are_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "用法：bingliang" in capsys.readouterr().out
    for line in (["due"], ["verify-paper"], ["board", "export"]):
        assert main([*line, "-h"]) == 0
        shown = capsys.readouterr().out
        assert "选项" in shown
        assert not {"options", "positional", "arguments"} & set(shown.split())
    assert main(["dew"]) == 2
    assert "没有名为“dew”的命令，可用的是：" in capsys.readouterr().err


def test_the_command_loads_no_heavy_library() -> None:
    script = (
        "import sys; from bingliang.command import main; main(['due', '--from', '2026-09-24', '--days', '20']); "
        "print(sorted({'sqlalchemy', 'reportlab', 'openpyxl', 'PySide6', 'psycopg'} & {m.split('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", cwd=ROOT / "src", check=True
    )
    assert done.stdout == "2026-10-29\n[]\n"


def test_a_reader_that_leaves_early_is_no_error(workspace: Path) -> None:
    rows = "".join(f"{n},2026-09-24,20,,,\n" for n in range(20_000))
    command = listed(workspace, HEADER + rows)
    with subprocess.Popen(
        [sys.executable, "-m", "bingliang", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT / "src",
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().rstrip() == b"id,due,provisional"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0

"""bingliang migrate-in, as it is typed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

from bingliang.command import main

ROOT = Path(__file__).parents[2]
HEADER = (
    "原收件号,企业名称,统一社会信用代码,项目名称,项目代码,事项编码,收件日期,受理日期,时限,单位(工作日/自然日/日),依据"
)
FIRM = "岳阳示例精工有限公司（虚构）,914306000000009919,智能零部件生产线（虚构）,2609-430600-04-01-100011"
GOOD = f"消收〔2026〕031号,{FIRM},S3-02,2026/10/12,2026年10月13日,10,工作日,《消防设计审查规定》第二十二条"
SECOND = f"消收〔2026〕031号,{FIRM},S3-07,2026-10-12,2026-10-14,,,《行政许可法》第四十二条"
WRONG = f"消收〔2026〕032号,{FIRM},S3-02,2026-10-12,2026-10-11,20,,"


@pytest.fixture(autouse=True)
def data(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which the program was never started."""
    for name in list(os.environ):
        if name.startswith("BINGLIANG_") and name != "BINGLIANG_TEST_PG":
            monkeypatch.delenv(name)
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace / "数据"))
    return workspace / "数据"


def file(folder: Path, *lines: str) -> str:
    path = folder / "在办 #1.csv"
    path.write_text("\n".join((HEADER, *lines)) + "\n,,,\n", encoding="utf-8-sig")
    return str(path)


def typed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str], list[str]]:
    code = main(["migrate-in", *words])
    out, err = capsys.readouterr()
    return code, out.splitlines(), err.splitlines()


def test_a_preview_shows_every_date_and_makes_no_database(
    workspace: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = typed(capsys, file(workspace, GOOD, SECOND))
    assert (code, out) == (
        0,
        [
            (
                "消收〔2026〕031号  岳阳示例精工有限公司（虚构）  S3-02特殊建设工程消防设计审查 法定2026-10-27 承诺2026-10-27；"
                "S3-07市政设施建设类审批（占用、挖掘城市道路；依附道路建管线） 法定2026-11-11 承诺2026-11-11"
            )
        ],
    )
    assert err == ["数据库还没有建立，按出厂的事项目录和日历预览。", "通过1件2项，未通过0行。"]
    assert not data.exists()


def test_a_provisional_date_says_so(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    far = GOOD.replace("10,工作日", "20000,工作日")
    code, out, _ = typed(capsys, file(workspace, far))
    assert (code, "第2行未通过：时限：“20000”不是期限" in out[0]) == (1, True)
    # beyond whatever has been published when this runs
    code, out, _ = typed(capsys, file(workspace, GOOD.replace("10,工作日", "5000,工作日")))
    assert (code, "〔暂定〕" in out[0], "【时限长于目录中的" in out[0]) == (0, True, True)


def test_rejected_rows_are_named_and_stop_the_whole_file(
    workspace: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(workspace, GOOD, WRONG)
    reason = "第3行未通过：时限：“20”没有写单位，请在“单位”列写 工作日、自然日 或 日。依据没有填写，迁入的时限须有依据，如“《行政许可法》第四十二条”。"
    code, out, err = typed(capsys, path)
    assert (code, out[1:]) == (1, [reason])
    who = ("--clerk", "王五", "--counter", "3")
    code, out, err = typed(capsys, path, "--apply", *who)
    assert (code, out[1:]) == (1, [reason])
    assert err[-1].startswith("有1行未通过，一件也没有迁入")
    code, out, err = typed(capsys, path, "--apply", "--skip-rejected", *who)
    assert (code, out[-1]) == (1, "迁入1件，未迁入1行。")
    assert (data / "bingliang.db").exists()


def test_a_second_run_writes_nothing(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = (file(workspace, GOOD, SECOND), "--apply", "--clerk", "王五", "--counter", "3")
    assert typed(capsys, *words)[:2][1][-1] == "迁入1件，未迁入0行。"
    code, out, _ = typed(capsys, *words)
    assert (code, out[0].endswith("  已迁入"), out[-1]) == (0, True, "迁入0件，此前已迁入1件，未迁入0行。")


def test_who_and_where_come_from_the_settings(workspace: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(workspace, GOOD)
    code, out, err = typed(capsys, path, "--apply")
    assert (code, out, err) == (2, [], ["迁入要记下经办人员和窗口号，请写 --clerk 姓名 --counter 窗口号。"])
    data.mkdir()
    where = workspace / "台账 #2.db"
    settings = {"database": str(where), "clerk": "王五", "counter": "5"}
    text = "\n".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in settings.items())
    (data / "settings.toml").write_text(text, encoding="utf-8")
    assert typed(capsys, path, "--apply")[:2][1][-1] == "迁入1件，未迁入0行。"
    assert where.exists()
    other = workspace / "另一个.db"
    assert typed(capsys, path, "--apply", "--db", str(other))[0] == 0
    assert other.exists()


def test_excel_with_unknown_columns_and_another_sheet(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([*HEADER.split(","), "联系电话"])
    sheet.append([*GOOD.split(","), "0730"])
    book.create_sheet("旧表").append(["别的"])
    path = workspace / "在办.xlsx"
    book.save(path)
    code, out, err = typed(capsys, str(path))
    assert (code, len(out)) == (0, 1)
    assert err[:2] == ["以下各列不认识，没有读取：联系电话。", "以下工作表没有读取：旧表。"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "没有找到表头"),
        (HEADER.encode(), "只有表头，没有要迁入的办件"),
        (HEADER.encode("gb18030") + b"\n", "不是 UTF-8 编码"),
        (HEADER.replace(",依据", "").replace("项目名称,", "").encode(), "缺少项目名称、依据等列"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 .xls 或加了密码"),
        (b"PK\x03\x04", "不是完好的 .xlsx 工作簿"),
    ],
)
def test_wrong_files_are_one_chinese_line(
    content: bytes, sentence: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workspace / "坏.csv"
    path.write_bytes(content)
    code, out, err = typed(capsys, str(path))
    assert (code, out, len(err)) == (2, [], 1)
    assert sentence in err[0]


def test_a_file_that_is_not_there(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = typed(capsys, str(workspace / "没有.csv"))
    assert (code, out, len(err)) == (2, [], 1)
    assert "没有.csv" in err[0]
    assert typed(capsys)[0] == 2


def test_it_runs_on_its_own(workspace: Path) -> None:
    run = "import sys; from bingliang.command import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", run, "migrate-in", file(workspace, GOOD)],
        cwd=ROOT / "src",
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stderr

"""bingliang ratings: what is open, the totals, an issue as a file; no rater anywhere."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from bingliang.command import main


@pytest.mark.usefixtures("on_its_day")
def test_listed_without_any_rater_and_an_issue_written_out(
    demonstrated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = str(demonstrated / "demo.db")
    assert main(["ratings", "list", "--all", "--db", where]) in (0, 1)
    told = capsys.readouterr().out
    assert "好差评 评〔2026〕0018号 收件受理差评" in told
    assert "窗口　评价 7 次" in told
    assert "示例精工" not in told, "whose bad ratings they are is not said"
    book = tmp_path / "点评.xlsx"
    assert main(["ratings", "issue", "8", str(book), "--db", where]) == 0
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["第8期点评", "各部门合计"]
    words = {row[4] for row in sheets["第8期点评"].iter_rows(min_row=2, values_only=True)}
    assert words == {"五项并联，少跑四趟", "承诺晚了两天，当日公开说明了原因"}
    assert main(["ratings", "issue", "9", str(book), "--db", where]) == 2
    assert "没有第9期业主点评，已公布的期号：8" in capsys.readouterr().err

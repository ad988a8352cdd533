"""bingliang projects: a sheet checked, brought in, listed; each refusal one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bingliang.command import main


def test_checked_brought_in_and_listed(zone: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "表.csv"
    path.write_text("项目名称,投资主体,批次\n甲（虚构）,某公司（虚构）,洽谈\n乙（虚构）,某公司（虚构）,上市\n", "utf-8")
    assert main(["projects", "import", str(path), "--check", "--db", zone]) == 1
    told = capsys.readouterr().out
    assert "第3行 乙（虚构） 退回：批次“上市”不在本区字典中" in told
    assert told.rstrip().endswith("可以导入 1 行，退回 1 行，没有入库。")
    assert main(["projects", "import", str(path), "--db", zone]) == 1
    assert "已入库 1 个项目，退回 1 行。" in capsys.readouterr().out
    assert main(["projects", "list", "--batch", "洽谈", "--db", zone]) == 0
    assert "洽谈 某公司（虚构）《甲（虚构）》，没有排期" in capsys.readouterr().out
    assert main(["projects", "list", "--batch", "上市", "--db", zone]) == 2
    assert capsys.readouterr().err.startswith("本区没有“上市”这一批次")


def test_written_out_brought_in_again_and_the_empty_sheet(
    zone: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "表.csv"
    table.write_text("项目名称,投资主体,批次\n甲（虚构）,某公司（虚构）,洽谈\n", "utf-8")
    assert main(["projects", "import", str(table), "--db", zone]) == 0
    path = tmp_path / "项目表.xlsx"
    assert main(["projects", "export", str(path), "--db", zone]) == 0
    assert "1 个项目已导出到" in capsys.readouterr().out
    assert main(["projects", "import", str(path), "--db", zone]) == 0
    assert capsys.readouterr().out.rstrip().endswith("可以导入 0 行，没有变化 1 行，退回 0 行，没有入库。")
    table.write_text("项目名称,投资主体,批次,总投资\n甲（虚构）,某公司（虚构）,洽谈,90\n", "utf-8")
    assert main(["projects", "import", str(table), "--db", zone]) == 0
    assert capsys.readouterr().out.rstrip().endswith("已入库 0 个项目，更新 1 行，退回 0 行。")
    assert main(["projects", "template", str(tmp_path / "空白.xlsx"), "--db", zone]) == 0
    assert "空白项目表已写到" in capsys.readouterr().out

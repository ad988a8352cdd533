"""bingliang agency: the list of one filter, the export, a filter that there is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bingliang.command import main


def test_listed_and_exported(demonstrated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = str(demonstrated / "demo.db")
    assert main(["agency", "list", "--db", where]) == 0
    told = capsys.readouterr().out
    assert "岳阳科美达磁力装备有限公司（示范）　政务中心代办岗（二）　领取《城镇污水排入排水管网许可》的结果" in told
    assert "代办岗位 11、缺首席代办 1" in told
    assert main(["agency", "list", "--filter", "缺首席代办", "--db", where]) == 0
    assert "缺首席代办专员　交警　部门：没有登记首席代办专员岗位" in capsys.readouterr().out
    assert main(["agency", "list", "--filter", "随便", "--db", where]) == 2
    assert capsys.readouterr().err.startswith("没有“随便”这一筛选，可用的是：我的代办、待接")
    out = tmp_path / "代办.xlsx"
    assert main(["agency", "export", str(out), "--db", where]) == 0
    assert out.stat().st_size > 5_000

"""bingliang online: a package in, its state out, each refusal one line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bingliang.command import main
from bingliang.exchange.packages import write_package
from tests.filings import PDF, manifest


def test_in_and_out(zone: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_package(tmp_path / "包.zip", manifest({"a.pdf": PDF}, entered_at=None), {"a.pdf": PDF})
    assert main(["online", "import", str(path), "--db", zone]) == 0
    assert re.match(r"网申〔\d{4}〕0001号已入库", capsys.readouterr().out)
    assert main(["online", "import", str(path), "--db", zone]) == 0
    assert "没有重复登记" in capsys.readouterr().out
    withdrawal = manifest({}, kind="撤回", reason="方案有变", entered_at=None, attachments=None)
    assert main(["online", "import", str(write_package(tmp_path / "撤.zip", withdrawal)), "--db", zone]) == 0
    capsys.readouterr()
    assert main(["online", "status", "--db", zone]) == 0
    told = capsys.readouterr().out
    assert "已撤回 岳阳示例精工有限公司（虚构）" in told
    assert told.rstrip().endswith("待回传 1 件、1 条状态。")
    assert main(["online", "status", "--out", str(tmp_path / "回"), "--db", zone]) == 0
    assert "已回传 1 件" in capsys.readouterr().out
    assert [one.name for one in (tmp_path / "回").iterdir()] == ["status-HN2026121700001-001.zip"]
    assert main(["online", "status", "--db", zone]) == 0
    assert "待回传 0 件" in capsys.readouterr().out


def test_a_hostile_package_ends_with_one_line(zone: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "坏.zip"
    path.write_bytes(b"PK" * 400)
    assert main(["online", "import", str(path), "--db", zone]) == 2
    assert capsys.readouterr().err == "不是完好的 zip（结尾不对，或者后面夹带了别的内容），请报送单位重新打包。\n"
    assert main(["online", "import", str(tmp_path / "没有.zip"), "--db", zone]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert json.dumps(sorted(one.name for one in tmp_path.glob("data/quarantine/*"))) == "[]"

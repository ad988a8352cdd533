"""bingliang rebuild, as it is typed: the lists are made anew from the ledger, which stays as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bingliang.command import main
from tests.command.test_verify import spoiled


def test_a_spoiled_list_is_made_anew(demonstrated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(demonstrated, tmp_path / "副本")
    where = str(tmp_path / "副本" / "demo.db")
    assert main(["rebuild", "--db", where]) == 0
    assert capsys.readouterr().out == "已按台账重建清单，改动0行。\n"
    spoiled(Path(where), "UPDATE standing SET stage = '在办' WHERE level = 'item' AND item = '09'")
    assert main(["verify", "--db", where]) == 1
    capsys.readouterr()
    assert main(["rebuild", "--db", where]) == 0
    assert capsys.readouterr().out == "已按台账重建清单，改动1行。\n"
    assert main(["verify", "--db", where]) == 0

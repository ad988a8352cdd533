"""bingliang settings: a zone's file becomes an edition that all counters share, and comes out again as it went in."""

from __future__ import annotations

from pathlib import Path

import pytest

from bingliang.command import main
from bingliang.desk.desk import open_desk
from bingliang.ledger.acts import Who
from bingliang.settings import factory

ZONE = factory().resources / "demo" / "zone.toml"


def _bodies(database: str) -> tuple[int, str]:
    """The edition in force and what it calls the lead unit."""
    desk = open_desk(database, Who("管理员", "0", "管理员"))
    with desk.store.look() as look:
        found = look.editions()["catalogue"], str(look.loaded("catalogue").setting("lead_body_name"))
    desk.close()
    return found


def test_a_zone_goes_in_and_comes_out_and_every_change_is_an_edition(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["settings", "import", str(ZONE), "--db", database]) == 0
    assert "第1版" in capsys.readouterr().out
    assert main(["settings", "import", str(ZONE), "--db", database]) == 0
    assert "没有变化" in capsys.readouterr().out
    other = tmp_path / "区.toml"
    text = ZONE.read_text("utf-8")
    other.write_text(text.replace("行政审批服务局（政务服务中心）（示范）", "审批局（示范）"), encoding="utf-8")
    for number, file in ((2, other), (3, ZONE), (4, other)):
        assert main(["settings", "import", str(file), "--db", database]) == 0
        assert f"第{number}版" in capsys.readouterr().out
    assert _bodies(database) == (4, "岳阳经开区审批局（示范）")
    out = tmp_path / "导出.toml"
    assert main(["settings", "export", str(out), "--db", database]) == 0
    assert out.read_text("utf-8") == other.read_text("utf-8")
    assert main(["verify", "--db", database]) == 0


def test_a_wrong_file_is_one_sentence_and_nothing_changes(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["settings", "import", str(ZONE), "--db", database]) == 0
    wrong = tmp_path / "区.toml"
    wrong.write_text(ZONE.read_text("utf-8").replace('code = "S2-02"', 'code = "S9-99"'), encoding="utf-8")
    capsys.readouterr()
    assert main(["settings", "import", str(wrong), "--db", database]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "S9-99" in said
    assert _bodies(database)[0] == 1


def test_nothing_to_export_before_anything_was_imported(database: str, tmp_path: Path) -> None:
    open_desk(database, Who("管理员", "0", "管理员")).close()
    assert main(["settings", "export", str(tmp_path / "x.toml"), "--db", database]) == 2


def test_everything_a_zone_has_decided_goes_to_another_database_in_one_file(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["settings", "import", str(ZONE), "--db", database]) == 0
    whole, again, other = tmp_path / "全部.json", tmp_path / "再导出.json", str(tmp_path / "另一台.db")
    assert main(["settings", "export", str(whole), "--db", database]) == 0
    capsys.readouterr()
    assert main(["settings", "import", str(whole), "--db", other]) == 0
    assert "已启用：区的文件。" in capsys.readouterr().out
    assert main(["settings", "import", str(whole), "--db", other]) == 0
    assert "没有变化" in capsys.readouterr().out
    assert main(["settings", "export", str(again), "--db", other]) == 0
    assert again.read_bytes() == whole.read_bytes()

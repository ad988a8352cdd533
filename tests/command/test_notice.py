"""bingliang notice: the official text at the command line, what it moves, and the act."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bingliang.command import main
from bingliang.desk.desk import open_desk
from bingliang.ledger.acts import Who

TEXT = """演示文本，非国务院通知
元旦：1月1日（周五）至3日（周日）放假，共3天。春节：2月5日至12日放假调休，共8天。1月31日（周日）、2月20日（周六）上班。
"""
GIVEN = ["--year", "2027", "--published", "2026-12-18", "--title", "2027年放假安排（演示文本）"]


@pytest.fixture
def zone(demonstrated: Path, tmp_path: Path) -> Path:
    """A demo zone of this test's own, with the text of a notice beside it."""
    home = tmp_path / "示范 #1"
    shutil.copytree(demonstrated, home)
    (home / "通知.txt").write_text(TEXT, encoding="utf-8")
    return home


def test_the_moved_items_are_shown_earlier_ones_first_and_nothing_is_written(
    zone: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (zone / "demo.db").read_bytes()
    assert main(["notice", str(zone / "通知.txt"), *GIVEN, "--db", str(zone / "demo.db")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "元旦：放假 01-01、01-02、01-03"
    moved = [line.split() for line in lines[2:] if "取水" in line]
    assert [(words[0], words[-3], words[-1]) for words in moved] == [
        ("提前", "2027-02-04", "2027-02-03"),
        ("提前", "2027-02-11", "2027-02-04"),
        ("推后", "2027-02-16", "2027-02-17"),
    ]
    assert (zone / "demo.db").read_bytes() == before


def test_applied_it_is_in_force_once_and_the_ledger_is_whole(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_desk(database, Who("管理员", "0", "管理员")).close()
    text = tmp_path / "通知.txt"
    text.write_text(TEXT, encoding="utf-8")
    assert main(["notice", str(text), *GIVEN, "--db", database, "--apply"]) == 0
    assert "已启用" in capsys.readouterr().out
    assert main(["due", "--from", "2026-12-03", "--days", "45", "--db", database]) == 0
    assert capsys.readouterr().out.split()[0] == "2027-02-04"
    assert main(["verify", "--db", database]) == 0


def test_a_text_that_cannot_be_read_is_one_sentence(zone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (zone / "通知.txt").write_text("元旦：1月1日（周三）放假1天。", encoding="utf-8")
    assert main(["notice", str(zone / "通知.txt"), *GIVEN, "--db", str(zone / "demo.db")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    (zone / "通知.txt").write_bytes("元旦放假".encode("gbk"))
    assert main(["notice", str(zone / "通知.txt"), *GIVEN, "--db", str(zone / "demo.db")]) == 2
    assert "UTF-8" in capsys.readouterr().err

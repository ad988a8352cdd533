"""bingliang verify, as it is typed: whatever was changed in the file is named, and nothing else."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from bingliang.command import main


@pytest.fixture
def copied(demonstrated: Path, tmp_path: Path) -> Path:
    """A copy of the demo that a test may spoil."""
    home = tmp_path / "副本"
    shutil.copytree(demonstrated, home)
    return home / "demo.db"


def verified(where: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str, str]:
    code = main(["verify", "--db", str(where), *more])
    out, err = capsys.readouterr()
    return code, out, err


def spoiled(where: Path, statement: str) -> None:
    """Somebody who holds the file writes past the program, and puts its triggers back afterwards."""
    with sqlite3.connect(where) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("PRAGMA foreign_keys = OFF")
        assert connection.execute(statement).rowcount > 0
        for _, sql in triggers:
            connection.execute(sql)
    connection.close()


def test_a_ledger_as_it_was_written(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = verified(copied, capsys)
    assert (code, err) == (0, "")
    assert out.strip().endswith("。")


LINE = "stream LIKE 'case/%' AND seq = 5"


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE ledger SET facts = replace(facts, '2026-10-1', '2026-10-2') WHERE facts LIKE '%2026-10-1%' AND {LINE}",
        f"UPDATE ledger SET by = '某某' WHERE {LINE}",
        f"UPDATE ledger SET counter = '9' WHERE {LINE}",
        f"UPDATE ledger SET at = replace(at, '2026', '2025') WHERE {LINE}",
        f"UPDATE ledger SET act = 'grant' WHERE {LINE}",
        f"UPDATE ledger SET hash = '00' WHERE {LINE}",
        f"DELETE FROM ledger WHERE {LINE}",
        "UPDATE standing SET due_on = '2026-12-31' WHERE level = 'item'",
        "DELETE FROM standing WHERE level = 'item'",
    ],
)
def test_a_changed_line_or_row_is_found(copied: Path, capsys: pytest.CaptureFixture[str], statement: str) -> None:
    spoiled(copied, statement)
    code, out, err = verified(copied, capsys)
    assert code == 1
    assert "case/" in out
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_changed_bytes_of_a_stored_paper_are_found(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = next(path for path in copied.parent.rglob("*") if path.is_file() and path.read_bytes()[:5] == b"%PDF-" and "文书" not in str(path.relative_to(copied.parent)))  # fmt: skip
    paper.chmod(0o644)
    paper.write_bytes(paper.read_bytes().replace(b"%PDF-", b"%PDf-", 1))
    assert verified(copied, capsys)[0] == 1


def test_a_database_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = verified(tmp_path / "没有.db", capsys)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1

"""bingliang move: the demo's whole ledger goes to the other kind of database and back, and is the same to the last hash."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from sqlalchemy import select

from bingliang.command import main
from bingliang.desk.desk import open_desk
from bingliang.ledger.acts import Who
from bingliang.store import schema


def heads(where: str) -> list[tuple[object, ...]]:
    with contextlib.closing(open_desk(where, Who("管理员", "0", "管理员"), create=False)) as desk:
        with desk.store.look() as look:
            lines = [tuple(row) for row in look.connection.execute(select(schema.ledger).order_by(schema.ledger.c.id))]
        return [*lines, *((name,) for name in desk.store.blobs.names())]


def test_to_the_shared_database_and_back(
    demonstrated: Path, fresh_postgresql: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = str(demonstrated / "demo.db")
    before = heads(source)
    assert main(["move", "--db", source, "--to", fresh_postgresql]) == 0
    assert "核验无误" in capsys.readouterr().out
    assert heads(fresh_postgresql) == before
    assert heads(source) == before, "the source stays as it was"
    back = str(workspace / "回来.db")
    assert main(["move", "--db", fresh_postgresql, "--to", back]) == 0
    assert heads(back) == before
    assert main(["rebuild", "--db", back]) == 0
    assert "改动0行" in capsys.readouterr().out, "the lists came along whole"


def test_the_next_act_at_the_new_place_gets_numbers_of_its_own(
    demonstrated: Path, fresh_postgresql: str, workspace: Path
) -> None:
    assert main(["move", "--db", str(demonstrated / "demo.db"), "--to", fresh_postgresql]) == 0
    before = heads(fresh_postgresql)
    zone = workspace / "区.toml"
    assert main(["settings", "export", str(zone), "--db", fresh_postgresql]) == 0
    zone.write_text(zone.read_text("utf-8") + "\n# 改过\n", encoding="utf-8")
    assert main(["settings", "import", str(zone), "--db", fresh_postgresql]) == 0
    after = heads(fresh_postgresql)
    assert len(after) == len(before) + 1
    assert main(["verify", "--db", fresh_postgresql]) == 0


def test_only_into_an_empty_database(demonstrated: Path, database: str, capsys: pytest.CaptureFixture[str]) -> None:
    source = str(demonstrated / "demo.db")
    zone = Path(__file__).parents[2] / "resources" / "demo" / "zone.toml"
    assert main(["settings", "import", str(zone), "--db", database]) == 0
    before = heads(database)
    assert main(["move", "--db", source, "--to", database]) == 2
    assert "只能迁到空的数据库" in capsys.readouterr().err
    assert heads(database) == before

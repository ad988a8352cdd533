"""bingliang role: the owner makes the counters' role on the real server; what they do, and what is too much, is told."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from bingliang.command import main
from bingliang.settings import factory

ZONE = factory().resources / "demo" / "zone.toml"
Said = pytest.CaptureFixture[str]


@pytest.fixture
def role(fresh_postgresql: str) -> Iterator[str]:
    name = f"counter_{uuid.uuid4().hex[:8]}"
    yield name
    with psycopg.connect(fresh_postgresql, autocommit=True) as connection:
        connection.execute(f"DROP OWNED BY {name}".encode())
        connection.execute(f"DROP ROLE {name}".encode())


def test_made_by_the_owner_and_used_by_the_counters(
    fresh_postgresql: str, role: str, workspace: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["role", "--db", fresh_postgresql]) == 1
    assert "权限过大：是超级用户" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO("很长的口令-1\n"))
    assert main(["role", "--db", fresh_postgresql, "--name", role, "--password-file", "-"]) == 0
    daily = capsys.readouterr().out.strip()
    assert make_url(daily).username == role
    assert make_url(daily).password is None
    assert main(["role", "--db", daily]) == 0
    assert "只能读、只能添行，不能改、不能删" in capsys.readouterr().out
    assert main(["settings", "import", str(ZONE), "--db", daily]) == 0
    assert main(["anchor", "--out", str(workspace / "封存.json"), "--db", daily]) == 0
    assert main(["rebuild", "--db", daily]) == 0
    capsys.readouterr()
    assert main(["verify", "--db", daily]) == 0
    assert "权限过大" not in capsys.readouterr().err
    assert main(["verify", "--db", fresh_postgresql]) == 0, "a right too many is told, the ledger is whole"
    assert "权限过大" in capsys.readouterr().err


@pytest.mark.parametrize("narrow", [True, False])
def test_the_diagnosis_says_what_is_too_much(
    fresh_postgresql: str, daily_postgresql: str, workspace: Path, capsys: Said, *, narrow: bool
) -> None:
    out = workspace / "诊断.zip"
    where = daily_postgresql if narrow else fresh_postgresql
    assert main(["diagnose", "--no-verify", "--out", str(out), "--db", where]) == 0
    with zipfile.ZipFile(out) as held:
        found = json.loads(held.read("database.json"))["rights"]
    assert (found["sentence"] == "") is narrow
    assert ("权限过大" in capsys.readouterr().err) is not narrow


def test_moved_and_narrowed_in_one(demonstrated: Path, fresh_postgresql: str, role: str, capsys: Said) -> None:
    source = str(demonstrated / "demo.db")
    assert main(["move", "--db", source, "--to", fresh_postgresql, "--role", role]) == 0
    said = capsys.readouterr()
    assert f"--database postgresql://{role}@" in said.out
    assert f"\\password {role}" in said.err
    daily = make_url(fresh_postgresql).set(username=role).render_as_string(hide_password=False)
    assert main(["role", "--db", daily]) == 0
    assert main(["settings", "import", str(ZONE), "--db", daily]) == 0


def test_a_file_has_no_roles(zone: str, workspace: Path, capsys: Said) -> None:
    assert main(["role", "--db", zone]) == 0
    assert "数据库文件没有角色" in capsys.readouterr().out
    assert main(["role", "--db", zone, "--name", "x"]) == 2
    assert main(["move", "--db", zone, "--to", str(workspace / "新.db"), "--role", "x"]) == 2
    assert "只用于迁到 PostgreSQL" in capsys.readouterr().err


@pytest.mark.parametrize(("content", "said"), [(b" \n", "是空的"), ("口令".encode("utf-16"), "另存为 UTF-8")])
def test_a_password_file_that_holds_none(
    fresh_postgresql: str, workspace: Path, capsys: Said, content: bytes, said: str
) -> None:
    file = workspace / "口令.txt"
    file.write_bytes(content)
    assert main(["role", "--db", fresh_postgresql, "--name", "x", "--password-file", str(file)]) == 2
    assert said in capsys.readouterr().err

"""bingliang update: what a scheduled task or a person at the command line is told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import release as publishing
from bingliang.command import main
from bingliang.settings import Settings, save

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@pytest.fixture
def share(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace / "数据"))
    save(Settings(updates_key=publishing.public(KEY)))
    folder = workspace / "共享"
    folder.mkdir()
    (folder / "s.exe").write_bytes(b"MZ")
    publishing.write(folder / "s.exe", "99.0", KEY, day=date(2026, 12, 1))
    return folder


def test_a_newer_one_is_told_fetched_and_told_to_programs(share: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["update", "--from", str(share)]) == 1
    assert "有新版本 99.0" in capsys.readouterr().out
    assert main(["update", "--from", str(share), "--fetch", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert Path(told["path"]).read_bytes() == b"MZ"
    assert told["newer"]


def test_a_folder_without_a_note_is_one_sentence(
    workspace: Path, share: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert share.is_dir()
    assert main(["update", "--from", str(workspace)]) == 2
    assert "读不出来" in capsys.readouterr().err

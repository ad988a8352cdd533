"""bingliang files: after a quarantine every missing, changed and foreign file is named."""

from __future__ import annotations

from pathlib import Path

import pytest

import contents
from bingliang.command import main


@pytest.fixture
def program(workspace: Path) -> Path:
    folder = workspace / "程序"
    for name in ("bingliang.exe", "_internal/Qt6Core.dll", "_internal/资源/a b.txt"):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    contents.write_list(folder)
    return folder


def test_as_delivered(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (program / "uninstall.exe").write_bytes(b"made by the setup")
    assert main(["files", "--folder", str(program)]) == 0
    assert "程序文件3个" in capsys.readouterr().out


def test_every_difference_is_named(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (program / "_internal" / "Qt6Core.dll").unlink()
    (program / "bingliang.exe").write_bytes(b"exchanged")
    (program / "_internal" / "version.dll").write_bytes(b"put there")
    (program / "Version.DLL").write_bytes(b"beside the program, where Windows looks first")
    (program / "便条.txt").write_bytes(b"nobody loads it")
    assert main(["files", "--folder", str(program)]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "缺少：_internal/Qt6Core.dll",
        "被改动：bingliang.exe",
        "多出：Version.DLL",
        "多出：_internal/version.dll",
    ]
    assert "4个文件" in said.err


def test_without_a_list_it_says_so(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["files", "--folder", str(workspace)]) == 2
    assert "没有程序文件清单" in capsys.readouterr().err

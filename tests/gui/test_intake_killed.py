"""停电: the process is really killed while a clerk types; what comes back is what stood there, but for a moment."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bingliang.desk.intake.visit import one_line
from tests.gui.typing_clerk import NAME
from tests.stories import copied

ROOT = Path(__file__).parents[2]
LOST = 5.0
"""seconds of typing that a cut may cost: the pause before a draft is written, and the writing"""


@pytest.fixture
def counter(told_zone: tuple[Path, tuple[str, ...]], tmp_path: Path) -> tuple[list[str], dict[str, str]]:
    folder = tmp_path / "示范区 #1"
    copied(told_zone[0], folder)
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "BINGLIANG_DATA": str(tmp_path / "我的资料"),
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "PYTHONIOENCODING": "utf-8",
    }
    return [sys.executable, str(ROOT / "tests" / "gui" / "typing_clerk.py"), str(folder / "zone.db")], environment


@contextmanager
def typing(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A clerk at work, killed without a word at the end."""
    with subprocess.Popen([*command, "type"], env=environment, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            yield process
        finally:
            process.kill()


def typed(process: subprocess.Popen[str]) -> Iterator[tuple[int, float]]:
    assert process.stdout is not None
    for line in process.stdout:
        count, at = line.split()
        yield int(count), float(at)


def back(command: list[str], environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [*command, "read"], check=False, env=environment, capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL; on Windows the same files are written the same way")
def test_a_killed_window_comes_back_with_what_was_typed(counter: tuple[list[str], dict[str, str]]) -> None:
    command, environment = counter
    times: dict[int, float] = {}
    with typing(command, environment) as process:
        for count, at in typed(process):
            times[count] = at
            if count >= 120:  # some five seconds of steady typing
                break
    killed = time.monotonic()
    assert times, "the clerk typed"
    found = back(command, environment)
    assert "恢复了 2 件" in found["notice"]
    first, second = (one["visit"] for one in found["visits"])
    assert [one["queue"] for one in found["visits"]] == [1, 2]
    assert "东龙" in first["enterprise"]["name"]
    assert first["handler"]["id_number"], "the parked one is whole"
    assert first["choice"]
    assert second["enterprise"]["name"] == one_line(NAME)
    kept = len(second["enterprise"]["address"])
    assert kept > 0
    assert killed - times[kept] <= LOST, f"{killed - times[kept]:.1f} s of typing were lost"


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files as POSIX has them")
def test_its_drafts_are_this_users_alone(counter: tuple[list[str], dict[str, str]]) -> None:
    command, environment = counter
    folder = Path(environment["BINGLIANG_DATA"]) / "drafts"
    with typing(command, environment) as process:
        next(count for count, _ in typed(process) if len(list(folder.glob("*.json"))) == 2)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.glob("*.json")} == {0o600}

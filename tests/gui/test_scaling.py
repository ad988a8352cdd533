"""A counter's screen at 125, 150 and 200 %: Windows scales, the window must still hold everything at 1280×720 logical pixels."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stories import copied

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("factor", ["1.25", "1.5", "2"])
def test_every_room_holds_its_words_on_a_scaled_screen(
    told_zone: tuple[Path, tuple[str, ...]], tmp_path: Path, factor: str
) -> None:
    told, streams = told_zone
    copied(told, tmp_path / "zone")
    done = subprocess.run(
        [sys.executable, ROOT / "tests" / "gui" / "judge_scaled.py", tmp_path / "zone" / "zone.db", streams[0]],
        env=os.environ
        | {
            "QT_SCALE_FACTOR": factor,
            "QT_QPA_PLATFORM": "offscreen",
            "BINGLIANG_DATA": str(tmp_path),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    assert found.pop("屏幕") == [factor]
    assert {room: faults for room, faults in found.items() if faults} == {}

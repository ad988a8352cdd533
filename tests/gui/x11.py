"""A program of the tests on an X display, started as a process of its own: where a window stands on real screens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run_on(display: str, program: str, patience: float) -> subprocess.CompletedProcess[str]:
    """Runs a file of this folder to its end; what it prints is what it has seen."""
    return subprocess.run(
        [sys.executable, str(ROOT / "tests" / "gui" / program)],
        env=os.environ
        | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        },
        capture_output=True,
        text=True,
        timeout=patience,
        check=False,
    )

"""入口: which way a start goes, and in what script it speaks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"


def test_a_wrong_verb_is_refused_in_utf8_whatever_the_console_speaks() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "gbk", "PYTHONPATH": str(SOURCE), "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "bingliang", "没有这个命令𠅤"], capture_output=True, env=environment, check=False
    )
    assert done.returncode == 2
    assert "没有这个命令𠅤" in done.stderr.decode("utf-8")
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""

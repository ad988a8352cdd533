"""比大小、比快慢: our bundle against an empty PySide6 bundle that was packed by the same rules, as ratios of one run.

    python packaging/dev.py linux-bundle --measure

The first paint is seen from outside, on an X server: from the start of the process to the first picture that is not black.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import bundle
import wine

RUNS = 9
PATIENCE = 60.0


def empty() -> Path:
    """空窗口的程序文件夹, in build/empty."""
    return bundle.packed(bundle.ROOT / "packaging" / "empty.spec", []) / "empty"


def painted(program: Path, display: str, data: Path) -> float:
    """秒数 until something stands on the screen."""
    from PIL import ImageGrab

    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "QT_"))}
    environment |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "BINGLIANG_DATA": str(data)}
    begun = time.monotonic()
    with subprocess.Popen([program], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            while ImageGrab.grab(xdisplay=display).getbbox() is None:
                if time.monotonic() - begun > PATIENCE or process.poll() is not None:
                    raise RuntimeError(f"“{program.name}”没有画出窗口。")
            return time.monotonic() - begun
        finally:
            process.kill()


def measured(ours: Path) -> Iterator[str]:
    """一行一个比值: size on disk, and first paint (medians of interleaved runs, the first of each thrown away)."""
    floor = empty()
    large, small = bundle.size(ours), bundle.size(floor)
    yield f"大小 {large / bundle.MEGABYTE:.0f} MB，空窗口 {small / bundle.MEGABYTE:.0f} MB，{large / small:.2f} 倍"
    with (
        tempfile.TemporaryDirectory(prefix="bingliang-", ignore_cleanup_errors=True) as folder,
        wine.screen() as display,
    ):
        data = Path(folder)
        (data / "settings.toml").write_text('clerk = "测速"\ncounter = "1"\n', encoding="utf-8")
        times: dict[str, list[float]] = {"bingliang": [], "empty": []}
        for _ in range(RUNS + 1):
            for name, home in (("empty", floor), ("bingliang", ours)):
                times[name].append(painted(home / name, display, data))
    mine, theirs = (median(times[name][1:]) for name in ("bingliang", "empty"))
    yield f"启动到第一次画出 {mine:.2f} 秒，空窗口 {theirs:.2f} 秒，{mine / theirs:.2f} 倍（各 {RUNS} 次的中位数）"

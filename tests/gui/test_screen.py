"""The window on a real X server, driven by real key strokes."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")),
    reason="needs Xvfb and xdotool, which packaging/dev.py installs",
)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A display of its own, and the file that holds its picture (XWD)."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-fbdir", str(tmp_path), "-nolisten", "tcp"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as answer:
        number = (
            answer.readline().strip()
        )  # the whole line: the server writes it in two pieces and dies of a closed pipe
    yield f":{number}", tmp_path / "Xvfb_screen0"
    server.terminate()
    server.wait(10)


class Counter:
    """A clerk's machine: what it says, and keys for it."""

    def __init__(self, display: str, data: Path) -> None:
        self.said: list[str] = []
        self._environment = os.environ | {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "BINGLIANG_DATA": str(data),
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
        }
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "gui" / "counter_on_x11.py")],
            env=self._environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as spoken:
            for line in spoken:
                self.said.append(line.strip())

    def leave(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        self._ear.join(10)

    def wait(self, *words: str) -> None:
        until = time.monotonic() + 20
        while not (self.said and all(word in self.said[-1] for word in words)):
            assert self.process.poll() is None, "the window is gone"
            assert time.monotonic() < until, (words, self.said)
            threading.Event().wait(0.02)

    def until(self, seen: Callable[[], bool]) -> None:
        until = time.monotonic() + 10
        while not seen():
            assert time.monotonic() < until, "the screen does not change"
            threading.Event().wait(0.02)

    def focus(self, title: str) -> None:
        """Without a window manager nobody else gives a window the keyboard."""
        found = self._xdotool("search", "--sync", "--onlyvisible", "--name", title).split()
        self._xdotool("windowfocus", "--sync", found[-1])

    def press(self, *keys: str) -> None:
        self._xdotool("key", "--clearmodifiers", *keys)

    def _xdotool(self, *arguments: str) -> str:
        return subprocess.run(
            ["xdotool", *arguments], env=self._environment, check=True, capture_output=True, text=True, timeout=20
        ).stdout


def colours_on(picture: Path) -> set[bytes]:
    """The different pixels on a screen, of its XWD file."""
    raw = picture.read_bytes()
    header_size, *_ = struct.unpack(">I", raw[:4])
    fields = struct.unpack(">25I", raw[:100])
    height, line, entries = fields[5], fields[12], fields[19]
    start = header_size + entries * 12
    rows = (raw[start + y * line : start + (y + 1) * line] for y in range(0, height, 5))
    return {row[at : at + 3] for row in rows for at in range(0, len(row), 4 * 5)}


def test_clerk_starts_walks_and_opens_a_case_on_a_real_screen(screen: tuple[str, Path], workspace: Path) -> None:
    display, picture = screen
    counter = Counter(display, workspace)
    try:
        counter.wait("dialog=yes")
        counter.focus("今天谁在窗口")
        counter.wait("focus=QLineEdit")
        counter.press("a", "Return", "3", "Return")
        counter.wait("dialog=no", "rows=11")
        counter.focus("岳阳经济技术开发区")  # the older name of a window, which xdotool reads, has no program behind it
        counter.wait("focus=RowTable")
        counter.press("Down", "Down")
        counter.wait("row=2")
        worklist = colours_on(picture)
        assert len(worklist) > 50, "the screen is blank"
        counter.press("Return")
        counter.wait("place=CASE", "case=case/0018", "focus=LaneChart")
        counter.until(lambda: colours_on(picture) != worklist)
        counter.press("Escape")
        counter.wait("place=WORKLIST", "row=2", "focus=RowTable")
        counter.press("alt+5")  # 临期
        counter.wait("rows=1")
    finally:
        counter.leave()
    assert (workspace / "settings.toml").is_file()

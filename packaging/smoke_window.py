"""试用窗口: the program's window worked by keys alone, as a clerk does, and looked at through its pictures.

Nothing of the program is asked: what has happened is read from the screen's stillness, the titles of its windows, the
ledger and the files.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PIL import Image

    from smoke import Machine

TITLE = "并联审批柜台"
PATIENCE = 120.0
STILL = 0.6
"""seconds without a change on the screen, after which it is taken for still"""
CARET = 40
"""pixels of height: what a blinking caret may change between two pictures"""


class Window(Protocol):
    """一个开着的窗口."""

    def worked(self, pictures: Path) -> Iterator[str]:
        """办一件事: a line for each thing that was seen to work."""

    def close(self) -> None:
        """关窗 and wait for the end of the process."""


class KeyedWindow:
    """A window on an X display of our own: keys by xdotool, pictures by ImageMagick's import."""

    def __init__(self, process: subprocess.Popen[bytes], display: str, ledger: Path, out: Path, named: str) -> None:
        self._process, self._ledger, self._out, self._named = process, ledger, out, named
        self._environment = {**os.environ, "DISPLAY": display}
        self._pictures: Path | None = None
        self._count = 0
        self.begun = time.monotonic()

    def worked(self, pictures: Path) -> Iterator[str]:
        """As `Window.worked`: who is there, an application taken in, its receipt made, looked at and saved."""
        pictures.mkdir(parents=True, exist_ok=True)
        self._pictures = pictures
        self.until("窗口没有出现", lambda: bool(self.titles()))
        yield f"窗口 {time.monotonic() - self.begun:.1f} 秒出现"
        self.until("没有问“今天谁在窗口”", lambda: any("今天谁" in one for one in self.titles()))
        self.still()
        self.shot("identity")
        self.type("Ann")
        self.keys("Return", "Return")
        self.until("练习区没有打开", lambda: any("练习" in one for one in self.titles()))
        self.still()
        self.shot("worklist")
        before = self.lines()
        self.keys("F2")
        self.type("dlk")
        self.keys("Return")
        self.shot("intake")
        self.keys("F6", "F6", "y", "alt+q", "alt+y")
        self.shot("intake-filled")
        self.keys("F9")
        self.until("没有收件", lambda: self.lines() > before)
        self.still()
        self.shot("received")
        yield f"按键收件一件，台账新增 {self.lines() - before} 行"
        out = self._out
        out.unlink(missing_ok=True)
        self.keys("F8", "Down")  # the papers of today; the second is the receipt
        self.shot("papers")
        self.keys("F8")
        self.shot("printer")
        yield from self._saved(out)

    def _saved(self, out: Path) -> Iterator[str]:
        """Printing to a file: the last line of the printers' list, then the system's own dialog for files."""
        self.keys("End", "Return")
        self.until("没有问存到哪里", lambda: any("另存为" in one for one in self.titles()))
        self.still()
        self.shot("save")
        self.keys("Home", "shift+End")  # the name that is offered
        self.type(self._named)
        self.shot("save-named")
        self.keys("Return")
        self.until("PDF 没有存成", out.is_file)
        self.still()
        self.shot("saved")
        if not out.read_bytes().startswith(b"%PDF"):
            raise RuntimeError("存下的不是 PDF。")
        yield f"打印到文件 {out.stat().st_size // 1000} KB"

    def close(self) -> None:
        """As `Window.close`: by the key, as a clerk would."""
        self.keys("alt+F4")
        self.still()
        self.shot("closing")
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(10)
        if self._process.poll() is None:
            self.keys("Return")
        self._process.wait(PATIENCE)

    def type(self, text: str) -> None:
        """Letters into what has the focus."""
        self._do("type", "--delay", "60", text)
        self.still()

    def keys(self, *names: str) -> None:
        """Keys, each after the screen has come to rest."""
        for name in names:
            self._do("key", name)
            self.still()

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, encoding="utf-8", check=False
        )
        return done.stdout

    def titles(self) -> list[str]:
        """What the windows on the screen are called."""
        return [
            self._do("getwindowname", one).strip() for one in self._do("search", "--onlyvisible", "--name", ".").split()
        ]

    def lines(self) -> int:
        """台账行数, read beside the program."""
        from pysqlite3 import dbapi2

        with contextlib.closing(dbapi2.connect(str(self._ledger))) as held:
            return int(held.execute("SELECT count(*) FROM ledger").fetchone()[0])

    def picture(self) -> Image.Image:
        """The whole screen."""
        import io

        from PIL import Image

        done = subprocess.run(
            ["import", "-silent", "-window", "root", "bmp:-"], env=self._environment, capture_output=True, check=True
        )
        return Image.open(io.BytesIO(done.stdout)).convert("L")

    def still(self) -> None:
        """Waits until nothing changes but a caret."""
        from PIL import ImageChops

        limit = time.monotonic() + PATIENCE
        before, since = self.picture(), time.monotonic()
        while time.monotonic() - since < STILL:
            now = self.picture()
            box = ImageChops.difference(before, now).getbbox()
            if box is not None and not (box[2] - box[0] <= 4 and box[3] - box[1] <= CARET):
                before, since = now, time.monotonic()
            if time.monotonic() > limit:
                raise RuntimeError(f"屏幕 {PATIENCE:.0f} 秒没有静下来。")

    def shot(self, name: str) -> None:
        """Keeps a picture for a person to look at."""
        if self._pictures is not None:
            self._count += 1
            target = self._pictures / f"{self._count:02}-{name}.png"
            subprocess.run(["import", "-silent", "-window", "root", str(target)], env=self._environment, check=True)

    def until(self, told: str, true: Callable[[], bool]) -> None:
        """Waits; RuntimeError when it does not come true, with a last picture."""
        limit = time.monotonic() + PATIENCE
        while not true():
            if self._process.poll() is not None:
                raise RuntimeError(f"程序自己退出了（退出码 {self._process.returncode}），{told}。")
            if time.monotonic() > limit:
                self.shot("stuck")
                raise RuntimeError(f"等了 {PATIENCE:.0f} 秒，{told}。窗口：{self.titles()}")
            time.sleep(0.1)


class ShownWindow:
    """A window on a real Windows desktop: seen by its title, closed as the system closes it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._begun = time.monotonic()

    def _handle(self) -> int:
        import ctypes

        user32 = getattr(ctypes, "windll").user32  # noqa: B009 - exists on Windows only, where alone this is reached
        return int(user32.FindWindowW(None, "今天谁在窗口？ - " + TITLE) or user32.FindWindowW(None, TITLE))

    def worked(self, pictures: Path) -> Iterator[str]:
        """As `Window.worked`: it comes up."""
        del pictures
        limit = time.monotonic() + PATIENCE
        while not self._handle():
            if self._process.poll() is not None or time.monotonic() > limit:
                raise RuntimeError("窗口没有出现。")
            time.sleep(0.05)
        yield f"窗口 {time.monotonic() - self._begun:.1f} 秒出现"

    def close(self) -> None:
        """As `Window.close`."""
        subprocess.run(["taskkill", "/PID", str(self._process.pid)], check=False, capture_output=True)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(10)
        if self._process.poll() is None:
            self._process.kill()  # a question stands over the window and takes no message
        self._process.wait(PATIENCE)


@contextmanager
def opened(machine: Machine, program: Path) -> Iterator[Window]:
    """打开练习区的窗口, whose ledger stands on today's clock, and see to it that it is gone afterwards."""
    import wine

    ledger = machine.data / "practice" / "practice.db"
    more = {"BINGLIANG_DATA": machine.written(machine.data)}
    if sys.platform == "win32":
        process = subprocess.Popen([str(program), "practice"], env={**os.environ, **more})
        window: Window = ShownWindow(process)
    else:
        process = wine.start([program, "practice"], machine.display, machine.home / "window.log", **more)
        window = KeyedWindow(
            process, machine.display, ledger, machine.inside("C:\\bingliang-print.pdf"), "C:\\bingliang-print.pdf"
        )
    try:
        yield window
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(PATIENCE)

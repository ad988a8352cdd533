"""试用窗口: the program's window worked by keys alone, as a clerk does, and looked at through its pictures.

Nothing of the program is asked: what has happened is read from the screen, the titles of its windows, the ledger and
the files.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import smoke_keys
from smoke_keys import PATIENCE

if TYPE_CHECKING:
    from smoke import Machine

TITLE = "并联审批柜台"
CLOSING_S = 10


class Window(Protocol):
    """一个开着的窗口."""

    def worked(self) -> Iterator[str]:
        """办一件事: a line for each thing that was seen to work."""

    def close(self) -> None:
        """关窗 and wait for the end of the process."""


class KeyedWindow(smoke_keys.Keyed):
    """A window on an X display of our own; `printed` is the file that it prints into, `named` what is typed for it."""

    ledger: Path
    printed: Path
    named: str

    def appeared(self) -> Iterator[str]:
        """等窗口."""
        begun = time.monotonic()
        self.until("窗口没有出现", lambda: bool(self.titles()))
        yield f"窗口 {time.monotonic() - begun:.1f} 秒出现"

    def worked(self) -> Iterator[str]:
        """As `Window.worked`: who is there, an application taken in, its receipt made, looked at and saved."""
        yield from self.appeared()
        self.named_himself("练习")
        before = self.lines()
        self.keys("F2")
        self.type("dlk")
        self.keys("Return")
        self.shot("intake")
        self.keys("F6", "F6", "y", "alt+q", "alt+y")
        self.shot("intake-filled")
        filled = self.picture()
        self.keys("F9")
        self.until("没有收件", lambda: self.lines() > before)
        self.until("收件后画面没有换", lambda: smoke_keys.changed(filled, self.picture()))
        self.still()
        self.shot("received")
        yield f"按键收件一件，台账新增 {self.lines() - before} 行"
        self.printed.unlink(missing_ok=True)
        self.keys("F8")  # the receipt that has just been made
        self.shot("printer")
        yield from self._saved()

    def named_himself(self, zone: str) -> None:
        """今天谁在窗口, until the window says whose zone it is."""
        self.until("没有问“今天谁在窗口”", self.titled("今天谁"))
        self.still()
        self.shot("identity")
        self.type("Ann")
        self.keys("Return", "Return")
        self.until(f"窗口没有打开到“{zone}”", self.titled(zone))
        self.still()
        self.shot("worklist")

    def first_day(self) -> Iterator[str]:
        """第一次打开: the page is filled in by keys, from the counter number to the printers."""
        yield from self.appeared()
        self.until("没有问“第一次打开”", self.titled("第一次打开"))
        self.still()
        self.shot("first")
        self.type("7")
        self.keys("Return")
        self.type("Development Zone")
        self.keys("Return")
        self.type("Approval Bureau")
        for text in ("Hall 1", "0730-8888000", "0730-8888119"):
            self.keys("Return")
            self.type(text)
        self.shot("first-filled")
        self.keys("Return", "Return", "Return")
        self.named_himself("Development Zone")
        yield "第一次打开，按键填完，台账建好"

    def _saved(self) -> Iterator[str]:
        """Printing to a file: the last line of the printers' list, then the system's own dialog for files."""
        self.keys("End", "Return")
        self.until("没有问存到哪里", self.titled("另存为"))
        self.still()
        self.shot("save")
        self.keys("Home", "shift+End")  # the name that is offered
        self.type(self.named)
        self.shot("save-named")
        self.keys("Return")
        self.until("PDF 没有存成", self.printed.is_file)
        self.still()
        self.shot("saved")
        if not self.printed.read_bytes().startswith(b"%PDF"):
            raise RuntimeError("存下的不是 PDF。")
        yield f"打印到文件 {self.printed.stat().st_size // 1000} KB，{self._inked()} 页有字"

    def _inked(self) -> int:
        """The pages drawn, each of which must have ink on it; the first goes to the pictures."""
        import pypdfium2  # type: ignore[import-untyped]  # the library has no types

        with contextlib.closing(pypdfium2.PdfDocument(self.printed)) as document:
            pages = [page.render(scale=1.4).to_pil().convert("L") for page in document]
        pages[0].save(self._pictures / f"{self.name}-paper.png")
        if not pages or any(page.getextrema()[0] > 100 for page in pages):
            raise RuntimeError("存下的 PDF 有空白页。")
        return len(pages)

    def lines(self) -> int:
        """台账行数, read beside the program."""
        from pysqlite3 import dbapi2

        with contextlib.closing(dbapi2.connect(str(self.ledger))) as held:
            return int(held.execute("SELECT count(*) FROM ledger").fetchone()[0])

    def close(self) -> None:
        """As `Window.close`: by the key, as a clerk would."""
        self.close_window()
        self.shot("closing")
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(CLOSING_S)
        if self.process.poll() is None:
            self.keys("Return")
        self.ended()


class ShownWindow:
    """A window on a real Windows desktop: the first that its process shows, closed as the system closes it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._begun = time.monotonic()

    def titles(self) -> list[str]:
        """What the windows are called that this very process shows."""
        if sys.platform != "win32":
            raise NotImplementedError
        import ctypes
        from ctypes import wintypes

        user32, found = ctypes.WinDLL("user32"), list[str]()

        def seen(window: int, _: int) -> bool:
            owner = wintypes.DWORD()
            user32.GetWindowThreadProcessId(wintypes.HWND(window), ctypes.byref(owner))
            if owner.value == self._process.pid and user32.IsWindowVisible(wintypes.HWND(window)):
                title = ctypes.create_unicode_buffer(256)
                user32.GetWindowTextW(wintypes.HWND(window), title, len(title))
                found.append(title.value)
            return True

        kind = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)
        user32.EnumWindows(kind(seen), 0)
        return found

    def worked(self) -> Iterator[str]:
        """As `Window.worked`: it comes up."""
        limit = time.monotonic() + PATIENCE
        while not any(TITLE in title for title in self.titles()):
            if self._process.poll() is not None or time.monotonic() > limit:
                raise RuntimeError(f"窗口没有出现。这个程序的窗口：{self.titles()}")
            time.sleep(0.05)
        yield f"窗口 {time.monotonic() - self._begun:.1f} 秒出现"

    def close(self) -> None:
        """As `Window.close`."""
        subprocess.run(["taskkill", "/PID", str(self._process.pid)], check=False, capture_output=True)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(CLOSING_S)
        if self._process.poll() is None:
            self._process.kill()  # a question stands over the window and takes no message
        self._process.wait(PATIENCE)


@contextmanager
def opened(machine: Machine, program: Path, *words: str, name: str) -> Iterator[Window]:
    """打开一个窗口 (of the practice zone, whose ledger stands on today's clock), and see to it that it is gone afterwards."""
    window, process = machine.window(program, *words, name=name)
    try:
        yield window
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(PATIENCE)

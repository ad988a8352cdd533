"""按键和屏幕: a program on an X display of our own, worked by keys alone (xdotool) and looked at through its pictures.

Nothing of the program is asked: what has happened is read from the screen's stillness and the titles of its windows.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

PATIENCE = 60.0
STILL = 0.8
"""seconds without a change on the screen, after which it is taken for still"""
CARET = 40
"""pixels of height: what a blinking caret may change between two pictures"""


class Keyed:
    """一个开着的程序: `process` shows its windows on `display`; pictures for a person go into the folder `pictures`.

    Without a window manager nobody gives a window of the X server's own the keyboard; under Wine, Wine does. `focuses`
    is for the first.
    """

    def __init__(
        self, process: subprocess.Popen[bytes], display: str, pictures: Path, name: str, *, focuses: bool = False
    ) -> None:
        self.process, self.name = process, name
        self._environment = {**os.environ, "DISPLAY": display}
        self._pictures, self._focuses = pictures, focuses
        self._count = 0
        self._shown: list[str] = []
        pictures.mkdir(parents=True, exist_ok=True)
        for old in pictures.glob(f"{name}-*.png"):
            old.unlink()

    def type(self, text: str) -> None:
        """Letters into what has the focus."""
        self._focus()
        self._do("type", "--delay", "60", text)
        self.still()

    def keys(self, *names: str) -> None:
        """Keys, each after the screen has come to rest."""
        for name in names:
            self._focus()
            self._do("key", name)
            self.still()

    def _focus(self) -> None:
        """The window that came last, when others are shown than before."""
        if self._focuses and (shown := self._windows()) != self._shown:
            self._shown = shown
            self._do("windowfocus", "--sync", shown[-1])

    def _windows(self) -> list[str]:
        return self._do("search", "--onlyvisible", "--name", ".").split()

    def _do(self, *words: str) -> str:
        command = ["xdotool", *words]
        done = subprocess.run(command, env=self._environment, capture_output=True, encoding="utf-8", check=False)
        return done.stdout

    def titles(self) -> list[str]:
        """What the windows on the screen are called."""
        return [self._do("getwindowname", one).strip() for one in self._windows()]

    def picture(self) -> Image.Image:
        """The whole screen, grey."""
        return self._grabbed().convert("L")

    def still(self) -> None:
        """Waits until nothing changes but a caret."""
        limit = time.monotonic() + PATIENCE
        before, since = self.picture(), time.monotonic()
        while time.monotonic() - since < STILL:
            now = self.picture()
            if changed(before, now):
                before, since = now, time.monotonic()
            if time.monotonic() > limit:
                raise RuntimeError(f"屏幕 {PATIENCE:.0f} 秒没有静下来。")

    def shot(self, name: str) -> None:
        """Keeps a picture for a person to look at."""
        self._count += 1
        target = self._pictures / f"{self.name}-{self._count:02}-{name}.png"
        self._grabbed().save(target)

    def _grabbed(self) -> Image.Image:
        from PIL import ImageGrab

        return ImageGrab.grab(xdisplay=self._environment["DISPLAY"])

    def until(self, told: str, true: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Waits; RuntimeError when it does not come true, with a last picture."""
        limit = time.monotonic() + seconds
        while not true():
            if self.process.poll() is not None:
                raise RuntimeError(f"程序自己退出了（退出码 {self.process.returncode}），{told}。")
            if time.monotonic() > limit:
                self.shot("stuck")
                raise RuntimeError(f"等了 {seconds:.0f} 秒，{told}。窗口：{self.titles()}")
            time.sleep(0.1)

    def titled(self, *words: str) -> Callable[[], bool]:
        """Whether a window is shown whose title has one of these words."""
        return lambda: any(word in title for title in self.titles() for word in words)

    def close_window(self) -> None:
        """关窗 by the key; where there is no window manager to hear it, with the message that one would send."""
        if not self._focuses:
            self.keys("alt+F4")
            return
        self._focus()
        _asked_to_close(self._environment["DISPLAY"], int(self._shown[-1]))
        self.still()

    def ended(self) -> None:
        """等到进程结束."""
        self.process.wait(PATIENCE)


def changed(before: Image.Image, now: Image.Image) -> bool:
    """变了没有, more than a caret does."""
    from PIL import ImageChops

    box = ImageChops.difference(before, now).getbbox()
    return box is not None and not (box[2] - box[0] <= 4 and box[3] - box[1] <= CARET)


class _ClientMessage(ctypes.Structure):
    """XClientMessageEvent."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest", ctypes.c_char * 96),  # XEvent is as long as its longest kind
    )


def _asked_to_close(display: str, window: int) -> None:
    """WM_DELETE_WINDOW, as the cross in a title bar sends it."""
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XInternAtom.restype = ctypes.c_ulong
    held = ctypes.c_void_p(x.XOpenDisplay(display.encode()))
    protocols, delete = (x.XInternAtom(held, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
    event = _ClientMessage(type=33, window=window, message_type=protocols, format=32)
    event.data[0] = delete
    x.XSendEvent(held, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(event))
    x.XCloseDisplay(held)

"""直连小票机: a receipt printer spoken to in ESC/POS: over the network, through a device file, or through a queue of the system.

The slip goes out as a picture (GS v 0), the very page that the preview shows, at the head's eight dots a millimetre: text
mode would need the printer's own Chinese font, which lacks rare characters. The few commands are written here: the library
python-escpos would bring five more packages along for them.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from bingliang.gui.devices.printers import Came, Printers, Spooled, Tray
from bingliang.gui.devices.sheets import MM, POINT, SLIP, STRIP, Job, draw
from bingliang.ledger.acts import Refusal
from bingliang.paper import pages
from bingliang.settings import Settings

NAME = "直连小票机"
QUEUE = ("队列：", "队列:")
"""Before the name of a queue of the system that passes the bytes on as they are (Windows: 通用/纯文本)."""
DOTS = {"80": 576, "58": 384}
"""打印头的点数 of the two widths of paper: 72 and 48 mm."""
DPI = 8 * 25.4
PORT = 9100
SECONDS = 10.0
BAND = 255
"""Rows sent at once: small printers have little memory."""
_DARK = bytes(0 if grey < 176 else 255 for grey in range(256))
"""What becomes a dot: more than half, or the hairlines of a song typeface break."""
START, FEED, CUT = b"\x1b@", b"\x1bd\x03", b"\x1dV\x42\x00"
"""Begin anew; three lines on; cut once the paper is past the knife."""


@dataclass(frozen=True, slots=True)
class Device:
    """在哪里: an address on the network, a file of the system, or one of its queues."""

    where: str
    dots: int

    @property
    def queue(self) -> str:
        """系统的队列; empty for an address and for a file."""
        return next((self.where[len(one) :].strip() for one in QUEUE if self.where.startswith(one)), "")

    @property
    def address(self) -> tuple[str, int] | None:
        """网络地址; None for a file."""
        if "/" in self.where or "\\" in self.where:
            return None
        host, _, port = self.where.rpartition(":") if ":" in self.where else (self.where, "", "")
        return (host, int(port or PORT)) if (port or str(PORT)).isdigit() else None

    def write(self, data: bytes) -> None:
        """送出 all of it; a Refusal when it does not go."""
        try:
            if (address := self.address) is not None:
                with socket.create_connection(address, timeout=SECONDS) as line:
                    line.sendall(data)
                    line.shutdown(socket.SHUT_WR)
            else:
                # Nothing is made: where the printer is unplugged there is no file, and a slip would be lost in a new one.
                with open(self.where, "ab", opener=_as_it_is) as file:
                    file.write(data)
        except OSError as error:
            raise Refusal(
                f"小票机“{self.where}”没有收下这张小票（{error.strerror or error}），请检查电源、网线和纸，再按 F8；或按 Shift+F8 另选一台。"
            ) from error


def _as_it_is(where: str, flags: int) -> int:
    return os.open(where, flags & ~os.O_CREAT)


def device_of(settings: Settings) -> Device | None:
    """本机的直连小票机; None when none is set."""
    where = settings.slip_device.strip()
    return Device(where, DOTS[settings.slip_width]) if where else None


def raster(job: Job, dots: int) -> bytes:
    """一张小票 as the printer's commands, with its copies, each cut off."""
    picture = drawn(job, dots)
    wide = (dots + 7) // 8
    parts = [START]
    dots_of, stride = bytes(picture.constBits()), picture.bytesPerLine()
    rows = [dots_of[at * stride : at * stride + wide] for at in range(picture.height())]
    for top in range(0, len(rows), BAND):
        band = rows[top : top + BAND]
        parts.append(b"\x1dv0\x00" + wide.to_bytes(2, "little") + len(band).to_bytes(2, "little") + b"".join(band))
    parts += [FEED, CUT]
    return b"".join(parts) * job.copies


def drawn(job: Job, dots: int) -> QImage:
    """点阵: the page in black dots, as wide as the head; paper is wider than its head by as much on either side."""
    ((width, height), *_) = pages.page_sizes(job.pdf)
    # A slip for wider paper is made smaller, so that its text (as wide as that paper's head) has room; never larger.
    text = max(held for held in DOTS.values() if held / 8 < width / MM)
    dpi = DPI * min(1.0, dots / text)
    full = round(width / POINT * dpi)
    strip = STRIP if job.mark else 0.0
    grey = QImage(max(full, dots), round((height + strip) / POINT * dpi), QImage.Format.Format_Grayscale8)
    grey.fill(Qt.GlobalColor.white)
    painter = QPainter(grey)
    painter.translate((grey.width() - full) / 2, 0)
    draw(painter, job, 0, dpi)
    painter.end()
    middle = grey.copy((grey.width() - dots) // 2, 0, dots, grey.height())
    clear = QImage(
        bytes(middle.constBits()).translate(_DARK), dots, middle.height(), middle.bytesPerLine(), QImage.Format.Format_Grayscale8
    )  # fmt: skip
    mono = clear.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
    if mono.color(0) == 0xFF000000:  # a set bit must be a black dot
        mono.invertPixels()
    return mono


class WithSlipPrinter:
    """系统的打印机 and, where one is set, the receipt printer that has no driver."""

    def __init__(self, system: Printers, settings: Callable[[], Settings]) -> None:
        self._system, self._settings = system, settings

    def names(self) -> tuple[str, ...]:
        """As `Printers.names`."""
        own = (NAME,) if device_of(self._settings()) is not None else ()
        return (*self._system.names(), *own)

    def trays(self, name: str) -> tuple[Tray, ...]:
        """As `Printers.trays`."""
        return () if name == NAME else self._system.trays(name)

    def hand(self, name: str, job: Job) -> int:
        """As `Printers.hand`."""
        if name != NAME:
            return self._system.hand(name, job)
        device = device_of(self._settings())
        if device is None:
            raise Refusal("还没有设直连小票机的地址，请到“设置 → 打印机”填写，或按 Shift+F8 另选一台。")
        if job.kind != SLIP:
            raise Refusal(f"{NAME}只打小票，{job.kind}请按 Shift+F8 另选一台。")
        data = raster(job, device.dots)
        if device.queue:
            return self._system.raw(device.queue, job.title, data)
        device.write(data)
        return 0

    def raw(self, name: str, title: str, data: bytes) -> int:
        """As `Printers.raw`."""
        return self._system.raw(name, title, data)

    def ask(self, name: str, numbers: Sequence[int]) -> dict[int, Spooled]:
        """As `Printers.ask`."""
        if (queue := self._queue(name)) != NAME:
            return self._system.ask(queue, numbers)
        return {one: Spooled(one, Came.OUT) for one in numbers}

    def find(self, name: str, token: str) -> Spooled | None:
        """As `Printers.find`: a printer that is written to directly remembers nothing."""
        queue = self._queue(name)
        return Spooled(0, Came.UNKNOWN) if queue == NAME else self._system.find(queue, token)

    def drop(self, name: str, number: int) -> None:
        """As `Printers.drop`."""
        if (queue := self._queue(name)) != NAME:
            self._system.drop(queue, number)

    def _queue(self, name: str) -> str:
        """Which queue of the system a print went to; `NAME` itself where it went to none."""
        device = device_of(self._settings()) if name == NAME else None
        return (device.queue if device is not None else "") or name

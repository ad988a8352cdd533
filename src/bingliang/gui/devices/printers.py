"""打印机: which one a kind of paper goes to, and what the system's printers can be asked.

Everything here runs on the printing thread: neither a driver that thinks for long nor a printer on the network may hold
up the screen.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from bingliang.gui.devices.sheets import SLIP, Job, put
from bingliang.ledger.acts import Refusal
from bingliang.settings import Settings

KINDS = ("公文", "凭证", "小票")
"""文书的种类, each with a printer of its own; the profiles of forms/."""
SAVE = "另存为 PDF"
"""Stands in the list of printers for one that is no printer."""


class Came(StrEnum):
    """系统怎么说 about a print that it has taken over."""

    COMING = "在队列"
    OUT = "打完"
    STOPPED = "没打成"
    UNKNOWN = "不知道"
    SILENT = "没有回答"


@dataclass(frozen=True, slots=True)
class Spooled:
    """系统里的一份: its number there, what has become of it, and a sentence when something keeps it."""

    number: int
    came: Came
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Tray:
    """纸盒: `key` as the driver calls it, `word` for the screen."""

    key: str
    word: str


class Printers(Protocol):
    """打印机们 of this machine; called on the printing thread only."""

    def names(self) -> tuple[str, ...]:
        """名称, as the system knows them."""

    def trays(self, name: str) -> tuple[Tray, ...]:
        """纸盒 that this printer reports; none when it reports none."""

    def hand(self, name: str, job: Job) -> int:
        """交给打印机: the number under which the system keeps it, 0 where it keeps none; a Refusal when it is not taken."""

    def raw(self, name: str, title: str, data: bytes) -> int:
        """原样交给 a printer of the system that understands these bytes itself; the answer is that of `hand`."""

    def ask(self, name: str, numbers: Sequence[int]) -> dict[int, Spooled]:
        """问那几份 that were handed over; nothing where the system does not answer."""

    def find(self, name: str, token: str) -> Spooled | None:
        """找一份 by its token after the program was killed; None when the system surely never took it.

        SILENT when it does not answer now, UNKNOWN when it never can.
        """

    def drop(self, name: str, number: int) -> None:
        """撤回 from the system's queue what has not come out."""


class DirectPrinters:
    """直接打的打印机: Qt hands the pages to the system, which tells nothing of what becomes of them."""

    def names(self) -> tuple[str, ...]:
        """As `Printers.names`."""
        return tuple(QPrinterInfo.availablePrinterNames())

    def open(self, name: str) -> QPrinter:
        """打开; a Refusal in one sentence when the system no longer has it."""
        info = QPrinterInfo.printerInfo(name)
        if info.isNull():
            raise Refusal(gone(name))
        return QPrinter(info, QPrinter.PrinterMode.HighResolution)

    def trays(self, name: str) -> tuple[Tray, ...]:
        """As `Printers.trays`."""
        del name
        return ()

    def hand(self, name: str, job: Job) -> int:
        """As `Printers.hand`."""
        put(self.open(name), job)
        return 0

    def raw(self, name: str, title: str, data: bytes) -> int:
        """As `Printers.raw`: not without a spooler that takes bytes."""
        del title, data
        raise Refusal(f"这台电脑的打印服务不能把小票原样送给“{name}”：请用它的驱动打印，或者写网络地址、设备文件。")

    def ask(self, name: str, numbers: Sequence[int]) -> dict[int, Spooled]:
        """As `Printers.ask`."""
        del name
        return {number: Spooled(number, Came.OUT) for number in numbers}

    def find(self, name: str, token: str) -> Spooled | None:
        """As `Printers.find`: nobody can say."""
        del name, token
        return Spooled(0, Came.UNKNOWN)

    def drop(self, name: str, number: int) -> None:
        """As `Printers.drop`."""


def system_printers() -> Printers:
    """系统的打印机: through CUPS where there is one, which says what becomes of every print; else as Windows has them."""
    if sys.platform == "win32":
        from bingliang.gui.devices.windows import WindowsPrinters
        from bingliang.gui.devices.winspool import Winspool

        return WindowsPrinters(Winspool.there())
    from bingliang.gui.devices.cups import CupsPrinters

    return CupsPrinters.there() or DirectPrinters()


def machine_printers(settings: Callable[[], Settings]) -> Printers:
    """本机的打印机: the system's, and the receipt printer without a driver that the settings name."""
    from bingliang.gui.devices.escpos import WithSlipPrinter

    return WithSlipPrinter(system_printers(), settings)


def gone(name: str) -> str:
    """系统里没有了."""
    return f"系统里没有打印机“{name}”，请接好并开机，或按 Shift+F8 另选一台。"


def printer_for(settings: Settings, kind: str) -> str:
    """这种文书的打印机: the one chosen for it, else the counter's usual one; empty when none was ever chosen."""
    return settings.printers.get(kind, "") or (settings.slip_printer if kind == SLIP else settings.paper_printer)


def with_printer(settings: Settings, kind: str, name: str) -> Settings:
    """记住打印机 of a kind of paper."""
    chosen: Mapping[str, str] = {**settings.printers, kind: name}
    return replace(settings, printers=chosen)


def tray_for(settings: Settings, kind: str) -> str:
    """这种文书的纸盒, as the driver calls it; empty for the printer's own choice."""
    return settings.trays.get(kind, "")


def margin_of(settings: Settings, printer: str) -> tuple[float, float]:
    """这台打印机的偏移 in millimetres, right and down; what cannot be read counts as none."""
    right, _, down = settings.margins.get(printer, "").partition(" ")
    try:
        return float(right or 0), float(down or 0)
    except ValueError:
        return 0.0, 0.0


def with_margin(settings: Settings, printer: str, right: float, down: float) -> Settings:
    """记住偏移 of a printer; none is not kept."""
    rest = {name: held for name, held in settings.margins.items() if name != printer}
    return replace(settings, margins={**rest, printer: f"{right:g} {down:g}"} if right or down else rest)

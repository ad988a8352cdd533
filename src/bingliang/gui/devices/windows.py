"""Windows 的打印机: through Qt, with the trays that the driver names, and bytes as they are through the spooler.

Windows tells nothing of what becomes of a job once it is in its queue: what it has taken counts as printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtPrintSupport import QPrinter

from bingliang.gui.devices.printers import DirectPrinters, Tray, gone
from bingliang.gui.devices.sheets import Job, put
from bingliang.gui.devices.winspool import NO_SUCH_PRINTER, Winspool
from bingliang.ledger.acts import Refusal


class WindowsPrinters(DirectPrinters):
    """Windows 的打印机."""

    def __init__(self, spool: Winspool | None) -> None:
        """Without a spooler there are no names of trays and nothing goes out raw."""
        self._spool = spool

    def trays(self, name: str) -> tuple[Tray, ...]:
        """As `Printers.trays`; one tray is no choice."""
        words = self._spool.bin_names(name) if self._spool is not None else ()
        return named([one.value for one in _sources(self.open(name))], words)

    def hand(self, name: str, job: Job) -> int:
        """As `Printers.hand`."""
        printer = self.open(name)
        for one in _sources(printer) if job.tray else ():
            if str(one.value) == job.tray:
                printer.setPaperSource(one)
        put(printer, job)
        return 0

    def raw(self, name: str, title: str, data: bytes) -> int:
        """As `Printers.raw`; 0, for Windows does not say what becomes of it."""
        if self._spool is None:
            return super().raw(name, title, data)
        try:
            self._spool.raw(name, title, data)
        except OSError as error:
            if getattr(error, "winerror", 0) == NO_SUCH_PRINTER:
                raise Refusal(gone(name)) from error
            raise Refusal(
                f"Windows 没有收下送给“{name}”的小票（{error.strerror or error}），请检查打印机是否暂停、磁盘是否已满，再按 F8。"
            ) from error
        return 0


def _sources(printer: QPrinter) -> list[QPrinter.PaperSource]:
    """What Qt can choose among; it asks the driver, and has this call on Windows only."""
    told: Any = printer
    return list(told.supportedPaperSources())


def named(sources: Sequence[int], words: Sequence[str]) -> tuple[Tray, ...]:
    """纸盒 with the driver's own names; both lists are in the driver's order. Without names they are counted."""
    if len(sources) < 2:
        return ()
    known = list(words) if len(words) == len(sources) else [""] * len(sources)
    return tuple(
        Tray(str(source), word or f"第{at}个纸盒")
        for at, (source, word) in enumerate(zip(sources, known, strict=True), start=1)
    )

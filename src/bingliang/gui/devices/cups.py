"""CUPS: the printing system of Linux, asked through its own library.

Qt draws the job into a file with the printer's own engine, and the file is handed over here: Qt itself does not look at
what CUPS answers, so that a paper for a printer that has just been removed would be lost without a word. CUPS keeps every
job under a number and with its title, so that a program that was killed finds out what became of its papers.
"""

from __future__ import annotations

import ctypes
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from bingliang.gui.devices.printers import Came, Spooled, Tray, gone
from bingliang.gui.devices.sheets import SLIP, Job, put
from bingliang.ledger.acts import Refusal

LIBRARY = "libcups.so.2"
_PENDING, _HELD, _PROCESSING, _STOPPED, _CANCELED, _ABORTED, _COMPLETED = range(3, 10)
_ALL, _MINE = -1, 1
_NOT_FOUND, _NOT_ACCEPTING = 0x0406, 0x0506
_PRINTER_STOPPED = "5"
_ENCODING = "utf-8"
RAW = "application/vnd.cups-raw"

GREY_SIMPLEX: Final = {
    "sides": "one-sided",
    "print-color-mode": "monochrome",
    "ColorModel": "Gray",
    "print-scaling": "none",
}
"""Said with every job, so that the queue's own defaults do not count: one side, grey, 100 %."""

REASONS: Final = {
    "media-empty": "缺纸",
    "media-needed": "缺纸",
    "media-jam": "卡纸",
    "toner-empty": "没有墨粉",
    "marker-supply-empty": "没有墨粉或墨水",
    "cover-open": "盖子开着",
    "door-open": "门开着",
    "offline": "脱机",
    "connecting-to-device": "连不上",
    "paused": "已暂停",
    "shutdown": "已关机",
}
_SLOT = re.compile(r"^\*(zh_CN\.)?InputSlot ([^/:\s]+)(?:/([^:]*))?:", re.MULTILINE)


SECONDS = 5.0
"""How long CUPS may take to answer a question about its jobs."""
_GIVE_UP = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda *_: 0)


class _Option(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("value", ctypes.c_char_p))


class _Dest(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("instance", ctypes.c_char_p),
        ("is_default", ctypes.c_int),
        ("num_options", ctypes.c_int),
        ("options", ctypes.POINTER(_Option)),
    )


class _Job(ctypes.Structure):
    _fields_ = (
        ("id", ctypes.c_int),
        ("dest", ctypes.c_char_p),
        ("title", ctypes.c_char_p),
        ("user", ctypes.c_char_p),
        ("format", ctypes.c_char_p),
        ("state", ctypes.c_int),
        ("size", ctypes.c_int),
        ("priority", ctypes.c_int),
        ("completed_time", ctypes.c_long),
        ("creation_time", ctypes.c_long),
        ("processing_time", ctypes.c_long),
    )


class CupsPrinters:
    """CUPS 的打印机."""

    def __init__(self, library: Any) -> None:  # noqa: ANN401 - a loaded library has no type
        self._cups = library
        library.cupsLastErrorString.restype = ctypes.c_char_p
        library.cupsGetPPD.restype = ctypes.c_char_p
        library.cupsServer.restype = ctypes.c_char_p
        library.httpConnect2.restype = ctypes.c_void_p
        library.cupsGetNamedDest.restype = ctypes.POINTER(_Dest)

    @classmethod
    def there(cls) -> Self | None:
        """有 CUPS 就用: None on a machine without its library."""
        try:
            return cls(ctypes.CDLL(LIBRARY))
        except OSError:
            return None

    # ── what is asked of the printers ──

    def names(self) -> tuple[str, ...]:
        """As `Printers.names`."""
        return tuple(QPrinterInfo.availablePrinterNames())

    def trays(self, name: str) -> tuple[Tray, ...]:
        """As `Printers.trays`: the InputSlot choices of the queue's description."""
        held = self._cups.cupsGetPPD(name.encode(_ENCODING))
        if not held:
            return ()
        file = Path(held.decode(_ENCODING))
        try:
            text = file.read_text(_ENCODING, errors="replace")
        finally:
            file.unlink(missing_ok=True)
        words: dict[str, str] = {}
        for chinese, key, word in _SLOT.findall(text):
            if chinese or key not in words:
                words[key] = word.strip() or key
        return tuple(Tray(key, word) for key, word in words.items())

    def open(self, name: str) -> QPrinter:
        """打开 the printer's own engine; a Refusal when the system no longer has it."""
        info = QPrinterInfo.printerInfo(name)
        if info.isNull():
            raise Refusal(gone(name))
        return QPrinter(info, QPrinter.PrinterMode.HighResolution)

    def hand(self, name: str, job: Job) -> int:
        """As `Printers.hand`."""
        printer = self.open(name)
        with tempfile.TemporaryDirectory(prefix="bingliang-print-") as folder:
            # Any other ending than .pdf keeps the engine of this printer, with its sizes.
            file = Path(folder) / "job.spool"
            printer.setOutputFileName(str(file))
            put(printer, job)
            return self._submit(name, file, job.title, options(job))

    def raw(self, name: str, title: str, data: bytes) -> int:
        """As `Printers.raw`: no filter of the queue touches the bytes."""
        if name not in self.names():  # CUPS itself answers with an inner fault
            raise Refusal(gone(name))
        with tempfile.TemporaryDirectory(prefix="bingliang-print-") as folder:
            file = Path(folder) / "job.raw"
            file.write_bytes(data)
            return self._submit(name, file, title, {"document-format": RAW})

    def _submit(self, name: str, file: Path, title: str, said: Mapping[str, str]) -> int:
        held = [_Option(key.encode(_ENCODING), value.encode(_ENCODING)) for key, value in said.items()]
        number = self._cups.cupsPrintFile(
            name.encode(_ENCODING),
            str(file).encode(_ENCODING),
            title.encode(_ENCODING),
            len(held),
            (_Option * len(held))(*held),
        )
        if not number:
            raise Refusal(self._why(name))
        return int(number)

    def _why(self, name: str) -> str:
        status = int(self._cups.cupsLastError())
        if status == _NOT_FOUND:
            return gone(name)
        if status == _NOT_ACCEPTING:
            return f"打印机“{name}”现在不接受打印，请管理员在系统里恢复它，或按 Shift+F8 另选一台。"
        said = (self._cups.cupsLastErrorString() or b"").decode(_ENCODING, errors="replace")
        return f"系统的打印服务没有收下这一份（{said}），请管理员查看 CUPS 是否在运行、磁盘是否已满，再按 F8。"

    # ── what became of a print ──

    def ask(self, name: str, numbers: Sequence[int]) -> dict[int, Spooled]:
        """As `Printers.ask`; one that CUPS no longer lists among its last jobs has come out long ago."""
        with self._jobs(name) as jobs:
            if jobs is None:
                return {}
            held = {int(job.id): job for job in jobs}
            return {
                number: self._spooled(name, held[number]) if number in held else Spooled(number, Came.OUT)
                for number in numbers
            }

    def find(self, name: str, token: str) -> Spooled | None:
        """As `Printers.find`."""
        with self._jobs(name) as jobs:
            if jobs is None:
                return Spooled(0, Came.SILENT)
            ending = f"[{token}]".encode(_ENCODING)
            found = next((job for job in jobs if (job.title or b"").endswith(ending)), None)
            if found is not None and not found.size and found.state in (_PENDING, _HELD):
                # Announced, but killed before its pages were sent: CUPS would wait a quarter of an hour for them.
                self.drop(name, int(found.id))
                return None
            return self._spooled(name, found) if found is not None else None

    def drop(self, name: str, number: int) -> None:
        """As `Printers.drop`."""
        self._cups.cupsCancelJob(name.encode(_ENCODING), number)

    def _spooled(self, name: str, job: _Job) -> Spooled:
        number = int(job.id)
        if job.state == _COMPLETED:
            return Spooled(number, Came.OUT)
        if job.state in (_CANCELED, _ABORTED):
            done = "在系统的打印队列里被取消" if job.state == _CANCELED else "打印机没有打成这一份"
            return Spooled(number, Came.STOPPED, done)
        return Spooled(number, Came.COMING, self._keeps(name, job.state))

    def _keeps(self, name: str, state: int) -> str:
        """为什么还没有打: what the printer says is wrong; empty while nothing is."""
        said = self._state_of(name)
        words = [word for key, word in REASONS.items() if key in said.get("printer-state-reasons", "")]
        if said.get("printer-state") == _PRINTER_STOPPED or state in (_STOPPED, _HELD):
            words = words or ["停着"]
        return "、".join(dict.fromkeys(words))

    def _state_of(self, name: str) -> dict[str, str]:
        dest = self._cups.cupsGetNamedDest(None, name.encode(_ENCODING), None)
        if not dest:
            return {}
        try:
            held = dest.contents
            pairs = (held.options[at] for at in range(held.num_options))
            return {(one.name or b"").decode(): (one.value or b"").decode(errors="replace") for one in pairs}
        finally:
            self._cups.cupsFreeDests(1, dest)

    @contextmanager
    def _jobs(self, name: str) -> Iterator[list[_Job] | None]:
        """This user's jobs of a printer, done ones too; None when CUPS does not answer or has no such printer."""
        with self._line() as line:
            held = ctypes.POINTER(_Job)()
            asked = (ctypes.byref(held), name.encode(_ENCODING), _MINE, _ALL)
            count = self._cups.cupsGetJobs2(line, *asked) if line else -1
            if count < 0:
                yield None
                return
            try:
                yield [held[at] for at in range(count)]
            finally:
                self._cups.cupsFreeJobs(count, held)

    @contextmanager
    def _line(self) -> Iterator[ctypes.c_void_p | None]:
        """A connection of its own that gives up after a while: a server that hangs must not hold up what is outside."""
        cups = self._cups
        wait = ctypes.c_int(round(SECONDS * 1000))
        line = cups.httpConnect2(cups.cupsServer(), cups.ippPort(), None, 0, cups.cupsEncryption(), 1, wait, None)
        if not line:
            yield None
            return
        held = ctypes.c_void_p(line)
        try:
            cups.httpSetTimeout(held, ctypes.c_double(SECONDS), _GIVE_UP, None)
            yield held
        finally:
            cups.httpClose(held)


def options(job: Job) -> dict[str, str]:
    """交代: what CUPS is told about a job; the page size of a slip is its own."""
    told = dict(GREY_SIMPLEX)
    if job.kind == SLIP:
        from bingliang.gui.devices.sheets import slip_points

        width, height = slip_points(job)
        told["media"] = f"Custom.{width:.2f}x{height:.2f}"
    else:
        told["media"] = "A4"
    if job.copies > 1:
        told |= {"copies": str(job.copies), "Collate": "True"}
    if job.tray:
        told["InputSlot"] = job.tray
    return told

"""Windows 的打印后台处理程序 (winspool): what Qt neither does nor tells: bytes sent as they are, and the names of the trays.

Only the calls themselves; what they are for is in `windows.py`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Self

LIBRARY = "winspool.drv"
NO_SUCH_PRINTER: Final = 1801
"""ERROR_INVALID_PRINTER_NAME."""
_BIN_NAMES = 12
_SIGNS = 24
"""Room for one name in the answer to DC_BINNAMES."""


class _DocInfo(ctypes.Structure):
    _fields_ = (("name", ctypes.c_wchar_p), ("file", ctypes.c_wchar_p), ("datatype", ctypes.c_wchar_p))


class Winspool:
    """后台处理程序 of this Windows; an OSError with Windows' own number when it does not do what is asked."""

    def __init__(self, library: Any) -> None:  # noqa: ANN401 - a loaded library has no type
        self._spool = library

    @classmethod
    def there(cls) -> Self | None:
        """有就用: None where there is no Windows."""
        load: Any = getattr(ctypes, "WinDLL", None)
        try:
            return cls(load(LIBRARY, use_last_error=True)) if load is not None else None
        except OSError:
            return None

    def raw(self, printer: str, title: str, data: bytes) -> int:
        """原样送出 as one job of the datatype RAW; its number in the queue of this printer."""
        with self._open(printer) as held:
            job = int(self._spool.StartDocPrinterW(held, 1, ctypes.byref(_DocInfo(title, None, "RAW"))))
            if not job:
                raise _failed()
            try:
                self._write(held, data)
            finally:
                ended = self._spool.EndDocPrinter(held)
            if not ended:
                raise _failed()
            return job

    def bin_names(self, printer: str) -> tuple[str, ...]:
        """纸盒的名称 as the driver writes them, in its own order."""
        ask = self._spool.DeviceCapabilitiesW
        many = int(ask(printer, None, _BIN_NAMES, None, None))
        if many <= 0:
            return ()
        room = ctypes.create_unicode_buffer(many * _SIGNS)
        ask(printer, None, _BIN_NAMES, room, None)
        names = "".join(room)
        return tuple(names[at * _SIGNS : (at + 1) * _SIGNS].partition("\0")[0] for at in range(many))

    def _write(self, held: ctypes.c_void_p, data: bytes) -> None:
        if not self._spool.StartPagePrinter(held):
            raise _failed()
        done, at = ctypes.c_uint32(), 0
        while at < len(data):
            part = data[at:]
            if not self._spool.WritePrinter(held, part, len(part), ctypes.byref(done)) or not done.value:
                raise _failed()
            at += done.value
        if not self._spool.EndPagePrinter(held):
            raise _failed()

    @contextmanager
    def _open(self, printer: str) -> Iterator[ctypes.c_void_p]:
        held = ctypes.c_void_p()
        if not self._spool.OpenPrinterW(printer, ctypes.byref(held), None):
            raise _failed()
        try:
            yield held
        finally:
            self._spool.ClosePrinter(held)


def _failed() -> OSError:
    told: Any = ctypes
    error: OSError = told.WinError(told.get_last_error())
    return error

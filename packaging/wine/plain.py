"""普通账户: starts the command line that stands in the file named, as an account that is no administrator would; under Wine."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from pathlib import Path

ALL_RIGHTS, ADMINISTRATORS, NO_PRIVILEGES, WAIT_MS = 0xF01FF, 26, 1, 120_000
SID_BYTES = 68


class Group(ctypes.Structure):
    """SID_AND_ATTRIBUTES."""

    _fields_ = (("sid", ctypes.c_void_p), ("attributes", wintypes.DWORD))


class Startup(ctypes.Structure):
    """STARTUPINFOW, of which only the size is told."""

    _fields_ = (("size", wintypes.DWORD), ("rest", ctypes.c_byte * 100))


class Made(ctypes.Structure):
    """PROCESS_INFORMATION."""

    _fields_ = (
        ("process", wintypes.HANDLE),
        ("thread", wintypes.HANDLE),
        ("process_id", wintypes.DWORD),
        ("thread_id", wintypes.DWORD),
    )


def main(line: str) -> int:
    """启动并等它结束; its exit code."""
    if sys.platform != "win32":
        raise NotImplementedError
    kernel, rights = (ctypes.WinDLL(name, use_last_error=True) for name in ("kernel32", "advapi32"))
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    own, plain, size = wintypes.HANDLE(), wintypes.HANDLE(), wintypes.DWORD(SID_BYTES)
    sid = ctypes.create_string_buffer(SID_BYTES)

    def done(answer: int) -> None:
        if not answer:
            raise ctypes.WinError(ctypes.get_last_error())

    done(rights.OpenProcessToken(wintypes.HANDLE(kernel.GetCurrentProcess()), ALL_RIGHTS, ctypes.byref(own)))
    done(rights.CreateWellKnownSid(ADMINISTRATORS, None, sid, ctypes.byref(size)))
    group = Group(ctypes.addressof(sid), 0)
    done(
        rights.CreateRestrictedToken(own, NO_PRIVILEGES, 1, ctypes.byref(group), 0, None, 0, None, ctypes.byref(plain))
    )
    startup, made, code = Startup(ctypes.sizeof(Startup)), Made(), wintypes.DWORD()
    text = ctypes.create_unicode_buffer(line)
    done(
        rights.CreateProcessAsUserW(
            plain,
            None,
            text,
            None,
            None,
            False,
            0,
            None,
            None,
            ctypes.byref(startup),
            ctypes.byref(made),
        )
    )
    kernel.WaitForSingleObject(made.process, WAIT_MS)
    done(kernel.GetExitCodeProcess(made.process, ctypes.byref(code)))
    return code.value


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).read_text(encoding="utf-8")))

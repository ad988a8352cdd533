"""封存草稿: what lies on the disk of a counter is sealed for the user of this machine where the system can do that.

On Windows by DPAPI (CryptProtectData): another account, or the disk in another machine, cannot open it. Elsewhere the
rights of the file and of its folder keep others away, and nothing is sealed.
"""

from __future__ import annotations

import sys

MARK = b"bingliang-dpapi-1\n"
"""stands before what is sealed; a file without it is plain text"""


def sealed(plain: bytes) -> bytes:
    """封存; OSError when the system does not do it."""
    if sys.platform == "win32":
        return MARK + _dpapi(plain, protect=True)
    return plain


def opened(stored: bytes) -> bytes:
    """拆封; OSError for what another user, another machine or another system has sealed."""
    if not stored.startswith(MARK):
        return stored
    if sys.platform == "win32":
        return _dpapi(stored[len(MARK) :], protect=False)
    raise OSError("sealed on Windows")


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _NO_QUESTIONS = 0x1
    """CRYPTPROTECT_UI_FORBIDDEN: never a box of Windows' own over the counter"""

    class _Blob(ctypes.Structure):
        _fields_ = (("size", wintypes.DWORD), ("data", ctypes.c_void_p))

    def _dpapi(given: bytes, *, protect: bool) -> bytes:
        crypt32, kernel32 = ctypes.WinDLL("crypt32", use_last_error=True), ctypes.WinDLL("kernel32")
        kernel32.LocalFree.argtypes, kernel32.LocalFree.restype = [ctypes.c_void_p], ctypes.c_void_p
        act = crypt32.CryptProtectData if protect else crypt32.CryptUnprotectData
        blob, none = ctypes.POINTER(_Blob), ctypes.c_void_p
        act.argtypes, act.restype = [blob, none, none, none, none, wintypes.DWORD, blob], wintypes.BOOL
        held = ctypes.create_string_buffer(given, len(given))
        before, after = _Blob(len(given), ctypes.cast(held, ctypes.c_void_p)), _Blob()
        if not act(ctypes.byref(before), None, None, None, None, _NO_QUESTIONS, ctypes.byref(after)):
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            return ctypes.string_at(after.data or 0, after.size)
        finally:
            kernel32.LocalFree(after.data)

"""不随程序分发的文件: what the libraries bring and two windows do not need; everything that is left out was tried without."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

MODULES = (
    # with multiprocessing PyInstaller would bring it in before the first line of ours, at every start
    "multiprocessing",
    *("IPython", "doctest", "idlelib", "lib2to3", "numpy", "pip", "pkg_resources", "pydoc", "pydoc_data"),
    *("setuptools", "test", "tkinter", "wheel"),
    *("PySide6.QtDBus", "PySide6.QtOpenGL", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtSql", "PySide6.QtTest"),
    *("PIL.AvifImagePlugin", "PIL.ImageTk", "PIL._avif", "PIL._imagingcms", "PIL._imagingtk", "PIL._webp"),
    *("sqlalchemy.dialects.mssql", "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle"),
)
"""不打包的模块."""

FILES = re.compile(
    r"""(?xi)
    (^|/)(lib)?Qt6?(EglFs|OpenGL|Qml|Quick|VirtualKeyboard|Wayland|Wlshell)\w*(\.dll|\.so[.\d]*)$
    | plugins/(egldeviceintegrations|generic|networkinformation|position|qmltooling|sqldrivers|tls|wayland-|xcbglintegrations)
    | plugins/platforminputcontexts/.*virtualkeyboard
    | plugins/platforms/(lib)?q(direct2d|eglfs|linuxfb|minimal|minimalegl|vkkhrdisplay|vnc|wayland)[\w-]*\.
    | plugins/platformthemes/libqgtk3
    | plugins/imageformats/(lib)?q(gif|icns|pdf|tga|tiff|wbmp|webp)\.
    | (^|/)(opengl32sw|d3dcompiler_\d+)\.dll$
    | (^|/)lib(avif|atk|cairo|epoxy|gdk|gnutls|gtk|pango|wayland)[\w.+-]*\.so
    | (^|/)reportlab/fonts/.*                           # unused, and one of them is under the GPL
    | /translations/(?!qtbase_zh_CN\.qm$).*\.qm$
    """
)
"""不打包的文件, by their place in the folder."""


SYSTEM = re.compile(r"^lib[^/]+\.so[.\d]*$")
"""系统的库, which PyInstaller brings along for what was collected, even for what is left out again."""

BY_NAME = re.compile(r"^lib(python3|Xcursor\.)")
"""按名字打开的: no file of ours asks the system for these, a program does when it runs."""

SYMBOLS = re.compile(
    r"^(libpython3|pysqlite3/|cryptography/|sqlalchemy/|PIL/|python3\.\d+/lib-dynload/|pypdfium2_raw/)"
)
"""带调试信息的: a sixth of the folder. Qt and psycopg (LGPL) stay byte for byte what their makers gave out."""

Entry = tuple[str, str, str]


def used(entries: Iterable[Entry]) -> list[Entry]:
    """留下的文件 of PyInstaller's list (place, source, kind)."""
    return [entry for entry in entries if not FILES.search(entry[0].replace("\\", "/"))]


def asked_for(entries: Iterable[Entry]) -> list[Entry]:
    """用得着的系统库: on Linux without those that nothing in the folder asks for any more, themselves included."""
    left = list(entries)
    if sys.platform != "linux":
        return left
    asks = {place: needs(source) for place, source, kind in left if kind in ("BINARY", "EXTENSION")}
    while idle := {
        place for place in asks if SYSTEM.match(place) and not BY_NAME.match(place) and not _asked(place, asks)
    }:
        asks = {place: names for place, names in asks.items() if place not in idle}
        left = [entry for entry in left if entry[0] not in idle]
    return left


def _asked(library: str, asks: dict[str, frozenset[str]]) -> bool:
    return any(library in names for names in asks.values())


def needs(file: str) -> frozenset[str]:
    """它要的库, as its own header names them."""
    said = subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=True).stdout
    return frozenset(re.findall(r"NEEDED\s+(\S+)", said))


def without_symbols(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """去掉调试信息, on Linux: the copies lie in `folder`; what was installed stays as it is."""
    found: list[Entry] = []
    for place, source, kind in entries:
        if sys.platform == "linux" and kind in ("BINARY", "EXTENSION") and SYMBOLS.match(place):
            target = folder / place
            target.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["strip", "--strip-unneeded", "-o", target, source], check=True)
            found.append((place, str(target), kind))
        else:
            found.append((place, source, kind))
    return found


def slim(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """精简的程序文件: what is used, what that asks for, without symbols."""
    return without_symbols(asked_for(used(entries)), folder)

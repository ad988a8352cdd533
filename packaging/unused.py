"""不随程序分发的文件: what the libraries bring and two windows do not need; everything that is left out was tried without."""

from __future__ import annotations

import re
from collections.abc import Iterable

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


def used(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """留下的文件 of PyInstaller's list (place, source, kind)."""
    return [entry for entry in entries if not FILES.search(entry[0].replace("\\", "/"))]

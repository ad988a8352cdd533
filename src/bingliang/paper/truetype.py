"""字体嵌入: a TrueType face of reportlab whose text can be copied out of the PDF rightly, plane 2 included."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

_WIDE = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{5,6})>")


class Face(TTFont):
    """可复制的字体: as reportlab's own, but a character beyond U+FFFF is named in ToUnicode by its UTF-16 pair.

    reportlab writes the bare five-digit number, which readers take for two other characters. The text of the finished
    table is mended, so a later reportlab that writes the pair itself leaves nothing to mend.
    """

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401, N802  # reportlab's name and its untyped document
        """写入文件: the subsets of this document, then the mended tables."""
        super().addObjects(doc)
        for name, entry in doc.idToObject.items():
            content = getattr(entry, "content", None)
            if str(name).startswith("toUnicodeCMap:") and isinstance(content, str):
                entry.content = _WIDE.sub(_pair, content)


def _pair(found: re.Match[str]) -> str:
    return f"<{found[1]}> <{chr(int(found[2], 16)).encode('utf-16-be').hex().upper()}>"


@cache
def fit(path: Path) -> bool:
    """可用: the file is there, has outlines that can be embedded, and its maker allows it."""
    if not path.is_file():
        return False
    try:
        Face(f"fit-{path.name}", str(path), asciiReadable=False)
    except (TTFError, OSError, ValueError, KeyError):
        return False
    return True


def load(name: str, path: Path) -> Face:
    """载入字体: registered under `name`; OSError when the file cannot be read."""
    if not path.is_file():
        raise FileNotFoundError(f"缺少字体文件“{path}”，请重新安装程序。")
    # A table of ASCII in every subset would cost a hundred glyphs that a Chinese page does not use.
    font = Face(name, str(path), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return font

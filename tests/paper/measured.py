"""What stands in a finished PDF, character by character, in millimetres from the top left corner: read by PDFium alone."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]  # the library has no types
from pypdfium2 import raw as pdfium

MM = 25.4 / 72


class Char(NamedTuple):
    """A character: where its pen stood, how far its box reaches, how large it is and in which font."""

    char: str
    x: float
    y: float
    right: float
    size: float
    font: str


class Sheet(NamedTuple):
    """A page: its size and its characters."""

    width: float
    height: float
    chars: tuple[Char, ...]

    def lines(self, size: float = 0.0) -> list[list[Char]]:
        """Characters on one baseline, from top to bottom and left to right; of one size only, if it is given."""
        rows: dict[float, list[Char]] = defaultdict(list)
        for one in self.chars:
            if not size or abs(one.size - size) < 0.05:
                rows[round(one.y, 1)].append(one)
        return [sorted(rows[y], key=lambda one: one.x) for y in sorted(rows)]


def words(line: Sequence[Char]) -> str:
    """The text of a line."""
    return "".join(one.char for one in line)


def read(pdf: bytes) -> list[Sheet]:
    """Every page of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_sheet(page) for page in document]


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    width, height = page.get_size()
    text = page.get_textpage()
    made = []
    for at in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, at))
        if pdfium.FPDFText_IsGenerated(text, at) or char in "\r\n ":
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, at, x, y)
        _, _, right, _ = text.get_charbox(at)
        name = ctypes.create_string_buffer(128)
        pdfium.FPDFText_GetFontInfo(text, at, name, 128, ctypes.c_int())
        size = pdfium.FPDFText_GetFontSize(text, at)
        made.append(Char(char, x.value * MM, (height - y.value) * MM, right * MM, size, name.value.decode()))
    return Sheet(width * MM, height * MM, tuple(made))

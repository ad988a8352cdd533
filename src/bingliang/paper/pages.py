"""文书成像: pages of a PDF as grey images, for the preview and the printer; PDFium runs in one thread only."""

from __future__ import annotations

import struct
import zlib
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import Any, NamedTuple


class Image(NamedTuple):
    """灰度图: 8 bits a pixel, `stride` bytes a line."""

    width: int
    height: int
    stride: int
    data: bytes

    def png(self) -> bytes:
        """PNG: the image as a file."""
        rows = b"".join(
            b"\0" + self.data[line * self.stride : line * self.stride + self.width] for line in range(self.height)
        )
        return _png(self.width, self.height, _GREY, rows)


class Picture(NamedTuple):
    """彩图: three bytes a pixel (red, green, blue), `stride` bytes a line."""

    width: int
    height: int
    stride: int
    data: bytes

    def png(self) -> bytes:
        """PNG: the picture as a file."""
        rows = b"".join(
            b"\0" + self.data[line * self.stride : line * self.stride + 3 * self.width] for line in range(self.height)
        )
        return _png(self.width, self.height, _RGB, rows)


_GREY, _RGB = 0, 2


def _png(width: int, height: int, kind: int, rows: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    packed = zlib.compress(rows, 6)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def coloured(pdf: bytes, page: int, scale: float) -> Picture:
    """彩色成像: one page with `scale` pixels to a point; waits for its turn; ValueError when the PDF cannot be read."""
    return _thread().submit(_coloured, pdf, page, scale).result()


def render(pdf: bytes, page: int, dpi: float) -> Image:
    """成像: one page (counted from 0) at a resolution; waits for its turn; ValueError when the PDF cannot be read."""
    return _thread().submit(_render, pdf, page, dpi).result()


def later(pdf: bytes, page: int, dpi: float) -> Future[Image]:
    """稍后成像: as `render`, without waiting; who asks for a screen takes the answer from there."""
    return _thread().submit(_render, pdf, page, dpi)


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """各页大小 in points, width and height; ValueError when the PDF cannot be read."""
    return _thread().submit(_sizes, pdf).result()


def page_count(pdf: bytes) -> int:
    """页数; ValueError when the PDF cannot be read."""
    return _thread().submit(_count, pdf).result()


def page_text(pdf: bytes, page: int) -> str:
    """页面文字: as a reader would copy it out of the PDF."""
    return _thread().submit(_text, pdf, page).result()


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="pdfium")


def _open(pdf: bytes) -> Any:  # noqa: ANN401  # the library has no types
    import pypdfium2  # type: ignore[import-untyped]  # as said

    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError("这份 PDF 读不出来（可能已损坏），请重新出具或重新扫描。") from error


def _render(pdf: bytes, page: int, dpi: float) -> Image:
    with _open(pdf) as document:
        bitmap = document[page].render(scale=dpi / 72, grayscale=True)
        return Image(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def _coloured(pdf: bytes, page: int, scale: float) -> Picture:
    with _open(pdf) as document:
        bitmap = document[page].render(scale=scale, rev_byteorder=True, may_draw_forms=False)
        return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def _sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    with _open(pdf) as document:
        return tuple((float(width), float(height)) for width, height in (page.get_size() for page in document))


def _count(pdf: bytes) -> int:
    with _open(pdf) as document:
        return len(document)


def _text(pdf: bytes, page: int) -> str:
    with _open(pdf) as document:
        return str(document[page].get_textpage().get_text_range())


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

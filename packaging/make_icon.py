"""图标: makes packaging/windows/bingliang.ico and the picture beside the setup's first and last page from bingliang.svg, by Qt's own SVG renderer.

Run by hand only, when the drawing changes: ``python packaging/make_icon.py``.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtSvg import QSvgRenderer

HOME = Path(__file__).resolve().parent / "windows"
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
SIDE = (164, 314)
AS_PNG = 128
"""From this size on a picture is kept as PNG; below, old parts of Windows still want a bitmap."""


def drawn(svg: bytes, size: int) -> QImage:
    """一个尺寸的画面."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg)).render(painter)
    painter.end()
    return picture


def png(picture: QImage) -> bytes:
    """PNG 的字节."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, the library takes none
    return bytes(buffer.data().data())


def bitmap(picture: QImage) -> bytes:
    """位图: a header of double height, rows from the bottom up, and an empty mask (the fourth byte is the mask)."""
    size = picture.width()
    flipped = picture.flipped(Qt.Orientation.Vertical)
    mask = b"\0" * ((size + 31) // 32 * 4 * size)
    return struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, 0, 0, 0, 0, 0) + bytes(flipped.constBits()) + mask


def icon(pictures: Sequence[QImage]) -> bytes:
    """ICO: the directory, then every picture."""
    held = [png(one) if one.width() >= AS_PNG else bitmap(one) for one in pictures]
    at, directory = 6 + 16 * len(held), struct.pack("<HHH", 0, 1, len(held))
    for picture, data in zip(pictures, held, strict=True):
        side = picture.width() % 256
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), at)
        at += len(data)
    return directory + b"".join(held)


def side(svg: bytes) -> QImage:
    """安装首页旁边的画面: the seal upon its own blue, as NSIS wants it (164 × 314, no transparency)."""
    picture = QImage(*SIDE, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    shade = QLinearGradient(0, 0, 0, SIDE[1])
    shade.setColorAt(0, QColor("#1F3F77"))
    shade.setColorAt(1, QColor("#17304F"))
    painter.fillRect(picture.rect(), shade)
    painter.drawImage(34, 76, drawn(svg, 96))
    painter.end()
    return picture.convertToFormat(QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.DiffuseDither)


def main() -> None:
    """写出图标文件和画面."""
    svg = (HOME / "bingliang.svg").read_bytes()
    (HOME / "bingliang.ico").write_bytes(icon([drawn(svg, size) for size in SIZES]))
    side(svg).save(str(HOME / "side.bmp"))


if __name__ == "__main__":
    main()

"""二维码的方格: which squares of a QR code are dark; the layout needs their number for the white around it."""

from __future__ import annotations

from functools import cache


@cache
def modules(data: str) -> tuple[tuple[bool, ...], ...]:
    """方格 of a QR code with error correction M, line by line, without the white around it."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(data)
    code.make()
    return tuple(tuple(bool(cell) for cell in line) for line in code.modules)

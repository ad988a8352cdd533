"""码的细处: which squares of a QR code are dark, how wide the bars of a Code 128 are; the layout needs both for the white around."""

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


QUIET_BARS = 10
"""静区 on either side of a Code 128, in its narrowest bars (GB/T 18347)."""


@cache
def bar(data: str, width: float) -> float:
    """最窄的条 of a Code 128 that takes this width, the white on both sides included."""
    from reportlab.graphics.barcode.code128 import Code128

    return width / float(Code128(data, barWidth=1, quiet=1, lquiet=QUIET_BARS, rquiet=QUIET_BARS).width)

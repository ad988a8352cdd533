"""试印页: rulers on all four sides of an A4 sheet and a frame at exactly 20 mm, from which a printer's shift is measured."""

from __future__ import annotations

from collections.abc import Sequence

from bingliang.paper.draw import pdf
from bingliang.paper.ink import MM, Ink, Page, Rule, Run

WIDTH, HEIGHT = 210.0, 297.0
FRAME = 20.0
"""How far the frame stands from each edge, in millimetres, when the printer neither shifts nor scales."""
_SMALL = 7.0
NEAR = 2.0
"""Sums of two opposite sides may be this far from 2 × FRAME before the printer must be said to scale."""


def ruled_page(printer: str, when: str, shift: tuple[float, float], told: Sequence[str]) -> bytes:
    """试印页 as PDF, in the printer's present shift; `told` says below it how to measure."""
    ink = [*_frame(), *_rulers(), *_words(printer, when, shift, told)]
    return pdf([Page(WIDTH * MM, HEIGHT * MM, tuple(ink))], "试印页", "bingliang")


def shift_of(left: float, top: float, before: tuple[float, float]) -> tuple[float, float]:
    """新的偏移 (right, down) after the frame was measured at `left` and `top` on a sheet printed with the shift `before`.

    To a tenth of a millimetre: nobody reads a ruler more finely.
    """
    return round(before[0] + FRAME - left, 1), round(before[1] + FRAME - top, 1)


def scaled(one: float, other: float) -> bool:
    """缩放了: two opposite sides together are not what they must be."""
    return abs(one + other - 2 * FRAME) > NEAR


def _frame() -> list[Ink]:
    left, right, top, bottom = FRAME * MM, (WIDTH - FRAME) * MM, FRAME * MM, (HEIGHT - FRAME) * MM
    return [
        Rule(left, top, right, top, 0.6),
        Rule(left, bottom, right, bottom, 0.6),
        Rule(left, top, left, bottom, 0.6),
        Rule(right, top, right, bottom, 0.6),
    ]


def _rulers() -> list[Ink]:
    """尺: a millimetre each, from the edge inward, in the middle of every side; what a printer cannot reach is missing."""
    found: list[Ink] = []
    for mm in range(1, round(FRAME)):
        long = 6.0 if mm % 10 == 0 else 4.0 if mm % 5 == 0 else 2.0
        across, down = WIDTH / 2, HEIGHT / 2
        columns, lines = (mm, WIDTH - mm), (mm, HEIGHT - mm)
        found += [Rule(x * MM, (down - long) * MM, x * MM, (down + long) * MM, 0.3) for x in columns]
        found += [Rule((across - long) * MM, y * MM, (across + long) * MM, y * MM, 0.3) for y in lines]
        if mm % 5 == 0:
            foot, side, word = (down + long + 3.5) * MM, (across + long + 1) * MM, str(mm)
            found += [Run(x * MM - _SMALL / 3, foot, word, _SMALL, _SMALL) for x in columns]
            found += [Run(side, y * MM + _SMALL / 3, word, _SMALL, _SMALL) for y in lines]
    return found


def _words(printer: str, when: str, shift: tuple[float, float], told: Sequence[str]) -> list[Ink]:
    said = "没有偏移" if shift == (0.0, 0.0) else f"已按偏移 右 {shift[0]:g} 毫米、下 {shift[1]:g} 毫米打印"
    lines = (
        (f"打印机：{printer}", 12, "head"),
        (f"{when}　{said}", 11, ""),
        ("", 11, ""),
        *((text, 11, "") for text in told),
    )
    x, y = (FRAME + 12) * MM, 60 * MM
    found: list[Ink] = [Run(x, y, "试印页", 20, 20, "title")]
    for text, size, face in lines:
        y += 22
        if text:
            found.append(Run(x, y, text, size, size, face) if face else Run(x, y, text, size, size))
    return found

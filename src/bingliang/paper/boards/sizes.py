"""版面大小: any screen by its pixels, any sheet of the A series; how large a unit is on each."""

from __future__ import annotations

from bingliang.paper.boards.ink import Size
from bingliang.paper.ink import MM

SCREEN, UPRIGHT = (1920, 1080), (1080, 1920)
LEAST = (960, 320)
MOST = 8192
SHEETS = {"A0": (841, 1189), "A1": (594, 841), "A2": (420, 594), "A3": (297, 420), "A4": (210, 297)}
_A1 = SHEETS["A1"][1] * MM


def screen(wide: int, high: int) -> Size:
    """屏幕: letters grow with the screen and never shrink below what is read on 1920 × 1080; a low strip holds fewer rows.

    ValueError for a size that no board can be read on.
    """
    if wide < LEAST[0] or high < LEAST[1] or max(wide, high) > MOST:
        raise ValueError(
            f"屏幕{wide}×{high}像素放不下看板：宽至少{LEAST[0]}、高至少{LEAST[1]}、都不超过{MOST}，请查对屏幕说明书上的点数。"
        )
    over, down = UPRIGHT if high > wide else SCREEN
    return Size(float(wide), float(high), max(1.0, min(wide / over, high / down)))


def paper(sheet: str, *, upright: bool = True) -> Size:
    """图纸: on A1 a unit is a point, on the other sheets it goes with the sheet; KeyError for another name."""
    short, long = (side * MM for side in SHEETS[sheet])
    wide, high = (short, long) if upright else (long, short)
    return Size(wide, high, long / _A1)


def nearest(wide: int, high: int) -> Size:
    """最接近的: the screen itself, or for one that is too small or too large to be drawn for, one of the same shape."""
    by = max(1.0, LEAST[0] / wide, LEAST[1] / high)
    by = min(by, MOST / max(wide, high))
    size = max(LEAST[0], round(wide * by)), max(LEAST[1], round(high * by))
    return screen(*size)

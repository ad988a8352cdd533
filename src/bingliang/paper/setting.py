"""版式参数: the measures of a sheet, a slip and a receipt; all lengths in points."""

from __future__ import annotations

from dataclasses import dataclass

from bingliang.paper.ink import MM
from bingliang.paper.table import Grain


@dataclass(frozen=True, slots=True)
class Setting:
    """版式: the type area and the type in it. `advance` is the place a full-width character takes, `pitch` the distance
    of the lines, `sign` that of rows to sign on; with `grid` everything outside tables stands on lines of that pitch.
    """

    width: float
    height: float
    size: float
    advance: float
    pitch: float
    title: float
    title_pitch: float
    table: Grain
    dense: Grain
    note: Grain
    sign: float
    grid: bool = False

    @property
    def measure(self) -> int:
        """行长: in half cells."""
        return int((self.width + 0.05) / (self.advance / 2))


# GB/T 9704-2012: 版心 156 × 225 mm, 22 lines of 28 characters of 3号 (16 pt), title 2号 (22 pt).
SHEET = Setting(
    width=156 * MM,
    height=225 * MM,
    size=16,
    advance=156 * MM / 28,
    pitch=225 * MM / 22,
    title=22,
    title_pitch=225 * MM / 22,
    table=Grain(12, 16.5, 3),
    dense=Grain(10.5, 14, 2.5),
    note=Grain(10.5, 15),
    sign=225 * MM / 22,
    grid=True,
)


def slip(size: float, height: float) -> Setting:
    """凭证: 174 mm wide, in 小四 (12 pt) or 五号 (10.5 pt); notes in 小五 (9 pt), never smaller."""
    roomy = size > 11
    return Setting(
        width=174 * MM,
        height=height,
        size=size,
        advance=size,
        pitch=size * 1.5,
        title=18 if roomy else 16,
        title_pitch=28 if roomy else 22,
        table=Grain(10.5, 14.5, 3) if roomy else Grain(10.5, 12.6, 1.2),
        dense=Grain(10.5, 14.5, 2.5) if roomy else Grain(10.5, 12.6, 1.2),
        note=Grain(9, 13.5) if roomy else Grain(9, 11.4),
        sign=27 if roomy else 21,
    )


def receipt(roll: int, height: float) -> Setting:
    """小票: 80 mm paper prints 72 mm, 58 mm paper 48 mm (203 dpi)."""
    width = {80: 72.0, 58: 48.0}.get(roll)
    if width is None:
        raise ValueError(f"小票纸宽只有 80 和 58 毫米两种，没有{roll}毫米，请改正样式里的“roll”。")
    return Setting(
        width=width * MM,
        height=height,
        size=10.5,
        advance=10.5,
        pitch=15,
        title=14,
        title_pitch=20,
        table=Grain(9, 12, 2),
        dense=Grain(9, 12, 2),
        note=Grain(9, 12),
        sign=24,
    )


_RISE = 0.86
"""Height of the baseline in the em square, as a share of the size."""


def baseline(pitch: float, size: float) -> float:
    """基线 of a line from its top."""
    return (pitch - size) / 2 + size * _RISE

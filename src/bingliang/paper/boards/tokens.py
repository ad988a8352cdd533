"""看板的设计令牌: colours, type and spaces of what hangs on a wall; read from two metres on paper, from ten on a screen.

Lengths are units: one pixel of a screen of 1920 × 1080, one point on A1. What is read stands at 30 and more, headings
at 52, figures at 72; colours never speak alone, beside each stands its word or its figure.
"""

from __future__ import annotations

from dataclasses import dataclass

BODY, SMALL, SUBTITLE, HEAD, FIGURE, GREAT = 30.0, 26.0, 34.0, 52.0, 72.0, 150.0
"""字号: what is read; the foot with issue and cut-off; what stands under a heading; heading; figure; the one great figure."""
GAP, MARGIN, RADIUS = 16.0, 56.0, 10.0


@dataclass(frozen=True, slots=True)
class Theme:
    """配色 of a board; `black` has a rim, so that a black flag is seen on the dark board too."""

    ground: str
    panel: str
    line: str
    text: str
    text2: str
    track: str
    ok: str
    warn: str
    late: str
    ok_mark: str
    warn_mark: str
    late_mark: str
    gold: str
    rest: str
    red: str = "#D9241F"
    black: str = "#000000"
    rim: str = "#FFFFFF"
    on_flag: str = "#FFFFFF"


DARK = Theme(
    ground="#0A1A33", panel="#132A4E", line="#2C4A78", text="#FFFFFF", text2="#C6D3E6",
    track="#2A4570", ok="#5BD2BB", warn="#FDD972", late="#FF8A75", ok_mark="#5BD2BB",
    warn_mark="#FDD972", late_mark="#FF6B57", gold="#FFD45C", rest="#10233F",
)  # fmt: skip
LIGHT = Theme(
    ground="#FFFFFF", panel="#EFF3F9", line="#C3CCDA", text="#14202E", text2="#3F4B5C",
    track="#D5DDE9", ok="#0F6664", warn="#7A4B00", late="#AD100F", ok_mark="#167F7D",
    warn_mark="#EBA42A", late_mark="#C8201C", gold="#8A5A00", rest="#E6EAF1", rim="#14202E",
)  # fmt: skip


def theme(*, dark: bool) -> Theme:
    """配色: dark for a hall, light for paper and a bright room."""
    return DARK if dark else LIGHT

"""设计令牌: every colour, size and weight of the screens, in one place; light, dark and the practice zone.

The state colours hold apart for colour-blind eyes (Machado, Oliveira & Fernandes 2009: worst pair ΔE00 ≥ 14) and the
texts stand at 4.5:1 (WCAG 2.2); tests compute both from this table. Named tuples: a dataclass takes seven times as long to
make, and the first picture waits for these.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from bingliang.desk.lights import Light

FAMILIES = ("Noto Sans SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "WenQuanYi Micro Hei")


class Tone(NamedTuple):
    """色调: one state's mark, its word on a card, its word on the selected row, and the tint behind a badge."""

    mark: str
    text: str
    on_selected: str
    tint: str


_TONES = {
    Light.OK: "ok",
    Light.SOON: "warn",
    Light.PROMISE_LATE: "promise",
    Light.STATUTE_LATE: "late",
    Light.DELIVERY_LATE: "late",
    Light.STOPPED: "pause",
    Light.DONE: "done",
    Light.COLLECT: "done",
}


class Colours(NamedTuple):
    """配色: one theme; names say the use, never the hue."""

    dark: bool
    bg: str
    card: str
    line: str
    control: str
    text: str
    text2: str
    text3: str
    nav: str
    nav_text: str
    nav_faint: str
    nav_selected: str
    accent: str
    accent_soft: str
    on_accent: str
    selected: str
    rest: str
    grid: str
    ok: Tone
    warn: Tone
    promise: Tone
    late: Tone
    pause: Tone
    done: Tone
    todo: Tone
    holiday: Tone
    make_up: Tone

    def tone(self, light: Light) -> Tone:
        """色调 of a light; the neutral states share one tone and differ by shape and word."""
        tone: Tone = getattr(self, _TONES.get(light, "todo"))
        return tone


LIGHT = Colours(
    dark=False,
    bg="#F3F5F8", card="#FFFFFF", line="#DDE2EA", control="#8A94A3",
    text="#1B2430", text2="#4A5567", text3="#6B7686",
    nav="#17304F", nav_text="#C9D6E6", nav_faint="#93A9C4", nav_selected="#25497A",
    accent="#1858A8", accent_soft="#E4EEFB", on_accent="#FFFFFF", selected="#DCE9FA",
    rest="#EEF0F4", grid="#DDE2EA",
    ok=Tone("#167F7D", "#167F7D", "#0F6664", "#DFF1F0"),
    warn=Tone("#EBA42A", "#7A4B00", "#7A4B00", "#FDF0D5"),
    promise=Tone("#C04BE8", "#7A1F9C", "#7A1F9C", "#F6E4FB"),
    late=Tone("#AD100F", "#AD100F", "#AD100F", "#FBE3E1"),
    pause=Tone("#4A3BAD", "#4A3BAD", "#4A3BAD", "#E6E3F7"),
    done=Tone("#22303F", "#4A5567", "#4A5567", "#E9ECF1"),
    todo=Tone("#8A94A3", "#4A5567", "#4A5567", "#F3F5F8"),
    holiday=Tone("#C2513F", "#A33A2B", "#96311F", "#FBEAE5"),
    make_up=Tone("#3F5B7C", "#2B4566", "#2B4566", "#DFE8F3"),
)  # fmt: skip

DARK = Colours(
    dark=True,
    bg="#12171E", card="#1A212B", line="#2E3846", control="#6F7D90",
    text="#E8EDF4", text2="#B4BFCE", text3="#8E9BAD",
    nav="#0D1219", nav_text="#A9B7C8", nav_faint="#7F8FA4", nav_selected="#22344D",
    accent="#6CA8F5", accent_soft="#20344F", on_accent="#0D1219", selected="#24405F",
    rest="#222B37", grid="#2E3846",
    ok=Tone("#5BD2BB", "#5BD2BB", "#5BD2BB", "#1B3B3A"),
    warn=Tone("#FDD972", "#FDD972", "#FDD972", "#453A17"),
    promise=Tone("#A92BEA", "#E3B0FA", "#E3B0FA", "#3D1F4E"),
    late=Tone("#F0624A", "#F0624A", "#FF8A75", "#401C18"),
    pause=Tone("#9698E4", "#A9ABEE", "#B9BBF5", "#2C2B4F"),
    done=Tone("#66768C", "#B4BFCE", "#B4BFCE", "#28313D"),
    todo=Tone("#6F7D90", "#B4BFCE", "#B4BFCE", "#202834"),
    holiday=Tone("#E08B7A", "#F0A696", "#F7B5A7", "#3A2420"),
    make_up=Tone("#8FB0D6", "#B8D0EE", "#C6DAF3", "#25364B"),
)  # fmt: skip

PRACTICE_NAV = {False: ("#4A3A12", "#EADFC4", "#C9B990", "#6B5620"), True: ("#1F1906", "#D9CBA3", "#A89A70", "#463A18")}


@cache
def colours(*, dark: bool, practice: bool = False) -> Colours:
    """配色 of a theme; the practice zone wears another navigation, so that nobody takes it for the real counter."""
    theme = DARK if dark else LIGHT
    if not practice:
        return theme
    nav, text, faint, selected = PRACTICE_NAV[dark]
    return theme._replace(nav=nav, nav_text=text, nav_faint=faint, nav_selected=selected)


class Density(NamedTuple):
    """疏密: heights in logical pixels; compact is for 1366×768 counters with many cases."""

    row: int
    two_lines: bool
    lane: int


ROOMY = Density(row=44, two_lines=True, lane=34)
COMPACT = Density(row=34, two_lines=False, lane=32)

# pixel sizes of type; weights are 400 and 700 only, since two-weight families answer DemiBold at random
CAPTION, LABEL, BODY, SUBTITLE, TITLE, FIGURE = 12, 13, 14, 16, 20, 26

# space and shape
XS, S, M, L, XL = 4, 8, 12, 16, 24
RADIUS, CARD_RADIUS = 4, 8

# heights and widths
TOP_BAR, KEY_STRIP, RIBBON, HEADER_ROW, CONTROL, SEGMENTED, NAV_ITEM, TILE = 52, 44, 30, 34, 34, 28, 32, 64
NAV_WIDTH, NAV_RAIL, DETAIL_LEAST = 176, 56, 520
RAIL_BELOW = 1360
"""Below this window width the navigation shrinks to a rail, so that list and detail keep their least widths."""

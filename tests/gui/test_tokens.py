from __future__ import annotations

from itertools import combinations

import pytest

from bingliang.desk.rows import Light
from bingliang.gui import tokens
from bingliang.gui.tokens import Colours
from tests.gui.colour_vision import VISIONS, contrast, difference, seen

THEMES = {
    f"{'dark' if dark else 'light'}{'-practice' if practice else ''}": tokens.colours(dark=dark, practice=practice)
    for dark in (False, True)
    for practice in (False, True)
}


@pytest.fixture(params=list(THEMES.values()), ids=list(THEMES))
def c(request: pytest.FixtureRequest) -> Colours:
    colours = request.param
    assert isinstance(colours, Colours)
    return colours


def test_ciede2000_agrees_with_the_published_pairs() -> None:
    for one, other, expected in (
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ):
        assert difference(one, other) == pytest.approx(expected, abs=1e-4)


def test_state_colours_hold_apart_for_every_eye(c: Colours) -> None:
    marks = {name: getattr(c, name).mark for name in ("ok", "warn", "promise", "late", "pause", "done")}
    worst = min(
        (difference(seen(marks[a], vision), seen(marks[b], vision)), a, b, vision)
        for a, b in combinations(marks, 2)
        for vision in VISIONS
    )
    assert worst[0] >= 14, worst


def test_text_can_be_read_on_what_it_stands_on(c: Colours) -> None:
    pairs = [(ink, ground) for ink in (c.text, c.text2) for ground in (c.card, c.bg, c.selected, c.accent_soft, c.rest)]
    pairs += [(c.text3, c.card), (c.accent, c.card), (c.accent, c.accent_soft), (c.on_accent, c.accent)]
    pairs += [(c.nav_text, c.nav), (c.nav_faint, c.nav), (c.nav_text, c.nav_selected), ("#FFFFFF", c.nav_selected)]
    for tone in (c.ok, c.warn, c.promise, c.late, c.pause, c.done, c.todo, c.holiday, c.make_up):
        pairs += [(tone.text, c.card), (tone.on_selected, c.selected), (c.text, tone.tint), (c.text2, tone.tint)]
        pairs.append((tone.on_selected if tone is c.ok else tone.text, tone.tint))
    weak = [(ink, ground, round(contrast(ink, ground), 2)) for ink, ground in pairs if contrast(ink, ground) < 4.5]
    assert not weak


def test_marks_and_edges_can_be_seen(c: Colours) -> None:
    pairs = [(c.control, c.card), (c.accent, c.card), (c.accent, c.bg)]
    # amber stays below 3:1 on white: its triangle carries a dark sign and its word is dark
    pairs += [(tone.mark, c.card) for tone in (c.ok, c.promise, c.late, c.pause, c.done, c.todo, c.holiday, c.make_up)]
    weak = [(mark, ground, round(contrast(mark, ground), 2)) for mark, ground in pairs if contrast(mark, ground) < 3]
    assert not weak


def test_every_light_has_a_tone_and_broken_promise_is_not_red(c: Colours) -> None:
    for light in Light:
        assert c.tone(light).mark
    assert c.tone(Light.PROMISE_LATE) != c.tone(Light.STATUTE_LATE)

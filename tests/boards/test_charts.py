"""图的排法: nothing lies outside its sheet, no word is wider than its place, every point can be reached and says what it is."""

from __future__ import annotations

import pytest

from bingliang.boards.charts import Bar, binned, columns, distribution, pairs, rows
from bingliang.boards.picture import HEAD, Picture, Sheet, Tone

SIZES = ((240.0, 168.0), (380.0, 190.0), (640.0, 420.0))
KEYS = (("case/1", 1), ("case/2", 1))


def measure(text: str, size: float) -> float:
    """Every sign as wide as it is high: no face is wider."""
    return len(text) * size


def sheet(size: tuple[float, float], title: str = "审批用时的分布（项）") -> Sheet:
    return Sheet(title, "来源：本区台账；2026-12-18 08:50", *size, measure)


def sound(picture: Picture) -> None:
    for block in picture.blocks:
        assert block.x >= 0
        assert block.x + block.w <= picture.width + 0.01
        assert block.y >= HEAD - 0.01
        assert block.y + block.h <= picture.height
        assert block.h >= 0
    for spot in picture.spots:
        assert spot.x >= -5
        assert spot.x + spot.w <= picture.width
        assert spot.y + spot.h <= picture.height
        assert spot.words
    for word in picture.words:
        if word.align != "centre":
            assert measure(word.text, word.size) <= word.w + 0.01, word.text
    assert picture.said.startswith(picture.title)
    assert "来源：本区台账" in picture.said


MONTHS = [Bar(f"{n}月", n * 7 % 50, str(n * 7 % 50), KEYS, chosen=n == 11) for n in range(1, 13)]
NAMED = [
    Bar("市政设施建设类审批（占用、挖掘城市道路；依附道路建管线）", n, f"{n} 次，平均 3.2 日", KEYS, second=n + 3)
    for n in range(9, 0, -1)
]


@pytest.mark.parametrize("size", SIZES)
def test_every_chart_on_every_sheet(size: tuple[float, float]) -> None:
    values = [(0, KEYS), (3, KEYS * 4), (5, KEYS), (46, KEYS[:1])]
    made = (
        columns(sheet(size), MONTHS, " 项"), distribution(sheet(size), values, 4.2, 3),
        rows(sheet(size), NAMED, first="并联", second="串联"), rows(sheet(size), NAMED[:2]),
        pairs(sheet(size), NAMED[:6], "过去", "方案甲"),
    )  # fmt: skip
    for picture in made:
        sound(picture)
        assert picture.spots


@pytest.mark.parametrize("size", SIZES)
def test_with_nothing_it_says_so(size: tuple[float, float]) -> None:
    empty = (
        columns(sheet(size), [Bar("1月", 0, "0")]), distribution(sheet(size), [], 0, 0), rows(sheet(size), []),
        pairs(sheet(size), [], "过去", "方案甲"),
    )  # fmt: skip
    for picture in empty:
        sound(picture)
        assert picture.spots == ()
        assert "这一期没有" in picture.said
        assert any(word.text == "这一期没有" for word in picture.words)


def test_heights_are_in_proportion_and_the_period_stands_out() -> None:
    picture = columns(sheet(SIZES[1]), [Bar("1月", 10, "10"), Bar("2月", 5, "5", chosen=True), Bar("3月", 0, "0")])
    high = [block.h for block in picture.blocks]
    assert high[0] == pytest.approx(2 * high[1])
    assert high[2] == 0
    assert [block.tone for block in picture.blocks] == [Tone.BAR, Tone.CHOSEN, Tone.BAR]


def test_each_value_falls_into_one_stretch_and_the_last_takes_the_long_tail() -> None:
    values = [(n, ((f"case/{n}", 1),) * 10) for n in range(10)] + [(200, (("case/200", 1),))]
    found = binned(values, 8)
    assert [(first, last) for first, last, _ in found] == [
        (0, 1),
        (2, 3),
        (4, 5),
        (6, 7),
        (8, 9),
        (10, 11),
        (12, 13),
        (14, 200),
    ]
    assert sum(len(keys) for _, _, keys in found) == 101
    assert binned([(0, KEYS)], 8) == [(0, 0, KEYS)]


def test_mean_and_median_never_cross_the_figure_of_a_bar() -> None:
    picture = distribution(sheet(SIZES[2]), [(0, KEYS), (2, KEYS * 3), (4, KEYS)], 2.0, 2)
    lines = [stroke for stroke in picture.strokes if stroke.tone is Tone.MARK]
    (figure,) = (word for word in picture.words if word.text == "6")
    assert lines
    assert not any(line.y1 < figure.y < line.y2 for line in lines)
    assert {line.dash for line in lines} == {True, False}

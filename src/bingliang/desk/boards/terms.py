"""看板的口径 in force: flags, weights, prizes and times as the zone has set them, else the defaults of the open points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bingliang.boards.commanders import BLACK_FLAGS, LATE, PROGRESS, RED_FLAGS, SOLVED, Weight
from bingliang.boards.flags import DEFAULT_SOURCE, Rule
from bingliang.boards.playing import Schedule
from bingliang.desk.supervision.terms import figure, listed
from bingliang.desk.zone.open_points import point

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue

_WEIGHTS = (
    (PROGRESS, "contest_progress", "月目标完成率", 1),
    (RED_FLAGS, "contest_red", "红旗", 1),
    (BLACK_FLAGS, "contest_black", "黑旗", -1),
    (SOLVED, "contest_solved", "解决企业问题", 1),
    (LATE, "contest_late", "超期和承诺超时", -1),
)


def rule(catalogue: Catalogue) -> Rule:
    """插旗的规则, with where its figures come from."""
    statute = bool(catalogue.setting("flag_statute", point("flag_statute").default))
    held = catalogue.settings.get("flag_red")
    source = str(held.get("source", "")) if isinstance(held, dict) else ""
    return Rule(figure(catalogue, "flag_red"), figure(catalogue, "flag_black"), statute, source or DEFAULT_SOURCE)


def schedule(catalogue: Catalogue) -> Schedule:
    """日日播的时刻. ValueError when the zone has written none that can be read."""
    rest = bool(catalogue.setting("board_rest_days", point("board_rest_days").default))
    times = str(catalogue.setting("board_times", point("board_times").default) or "")
    return Schedule.of(times, rest_days=rest)


def most(catalogue: Catalogue) -> int:
    """手机报短文最多几个字."""
    return figure(catalogue, "bulletin_most")


def weekly_tags(catalogue: Catalogue) -> tuple[str, ...]:
    """周报写哪些项目: by their tags."""
    return listed(catalogue, "weekly_tags")


def weights(catalogue: Catalogue) -> tuple[Weight, ...]:
    """劳动竞赛的分值表."""
    return tuple(
        Weight(key, name, sign * figure(catalogue, setting), point(setting).help)
        for key, setting, name, sign in _WEIGHTS
    )


def prizes(catalogue: Catalogue) -> tuple[str, ...]:
    """劳动竞赛的奖项, the highest first."""
    return listed(catalogue, "contest_prizes")


def zone_name(catalogue: Catalogue) -> str:
    """园区名称."""
    return str(catalogue.setting("zone_name") or "")


def mark(catalogue: Catalogue) -> str:
    """水印."""
    return str(catalogue.setting("watermark") or "")

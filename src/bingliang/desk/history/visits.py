"""来窗的事由: what an enterprise brings on one visit, in the order of a project's life, and how often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NONE: Mapping[str, bool] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reason:
    """一种事由: the items of one visit, what is held already, how often it comes and when in a project's life.

    `likely` is the share among the others; `place` 0 is the beginning and 1 the end of the project.
    """

    stage: str
    items: tuple[str, ...]
    likely: int
    place: float
    held: tuple[str, ...] = ()
    answers: Mapping[str, bool] = field(default_factory=lambda: _NONE)


_LAND = ("S1-01", "S1-08", "S1-09", "S1-10")
_DESIGN = (*_LAND, "S2-01")

REASONS: tuple[Reason, ...] = (
    Reason("立项用地规划许可", ("S1-01",), 10, 0.0),
    Reason("立项用地规划许可", ("S1-10",), 7, 0.1, ("S1-01", "S1-08", "S1-09")),
    Reason("立项用地规划许可", ("S1-15",), 5, 0.2, ("S1-01",)),
    Reason("工程建设许可", ("S2-06",), 6, 0.2),
    Reason("工程建设许可", ("S2-05",), 7, 0.3),
    Reason("工程建设许可", ("S2-04",), 3, 0.3),
    Reason("工程建设许可", ("S2-08",), 5, 0.3),
    Reason("工程建设许可", ("S2-09",), 3, 0.35),
    Reason("工程建设许可", ("S2-14",), 3, 0.35),
    Reason("工程建设许可", ("S2-02",), 6, 0.4, _DESIGN),
    Reason("工程建设许可", ("S2-02", "S2-05", "S3-09"), 5, 0.4, _DESIGN),
    Reason("施工许可", ("S3-01", "S3-02", "S3-03"), 8, 0.5, (*_DESIGN, "S2-02", "S3-10"), MappingProxyType({"Q-FIRE": True})),
    Reason("施工许可", ("S3-09",), 10, 0.6),
    Reason("施工许可", ("S3-07",), 9, 0.6),
    Reason("施工许可", ("S3-07", "S3-09"), 6, 0.65),
    Reason("施工许可", ("S3-06",), 6, 0.7),
    Reason("竣工验收", ("S4-07",), 4, 0.9),
    Reason("竣工验收", ("S4-11",), 6, 0.95, ("S2-05",)),
)  # fmt: skip
"""事由表. Every item of it is one that the sample zone has promised a time for."""

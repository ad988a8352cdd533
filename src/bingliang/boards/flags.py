"""红旗、黑旗: the rule by which a flag is put up, and its exemption; printed beneath every roll with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from bingliang.boards.figures import Figure, Source

RED, BLACK = "红旗", "黑旗"
DEFAULT_SOURCE = "示范默认，由区确认"


@dataclass(frozen=True, slots=True)
class Exemption:
    """豁免: a black flag that is not put up, by whose approval and why."""

    reason: str
    approver: str
    document: str
    source: Source


@dataclass(frozen=True, slots=True)
class Rule:
    """插旗的规则 of the zone; `source` says where its figures come from and stands beside them."""

    red: int = 100
    black: int = 80
    statute: bool = True
    source: str = DEFAULT_SOURCE

    @property
    def words(self) -> str:
        """Printed beneath the roll."""
        late = "或者有法定超期事项的" if self.statute else "的"
        return f"插旗规则（{self.source}）：旬进度达到{self.red}%的插红旗，低于{self.black}%{late}插黑旗；经批准可以豁免黑旗。"

    def flag(self, percent: Figure, overdue: Figure) -> tuple[str, str]:
        """旗 and why: an item late by law puts the black one up whatever the progress is."""
        if self.statute and overdue.value:
            return BLACK, f"有法定超期事项{overdue.text}"
        if percent.value is None:
            return "", "本旬没有应完成的目标"
        if percent.value < self.black:
            return BLACK, f"旬进度{percent.text}，低于{self.black}%"
        if percent.value >= self.red:
            return RED, f"旬进度{percent.text}，达到{self.red}%"
        return "", f"旬进度{percent.text}，不到{self.red}%，不低于{self.black}%"


DEFAULT_RULE = Rule()
"""The rule while the zone is silent."""

"""好差评的五档和理由: the grades of GB/T 39046-2020 A.8, the reasons of the national list, and the rate of satisfaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

from bingliang.ledger.acts import Refusal

SOURCE = "国办发〔2019〕51号；GB/T 39735-2020"


class Grade(IntEnum):
    """评价等级: GB/T 39046-2020 A.8, 1 is the best (the other way round than stars)."""

    VERY_SATISFIED = 1
    SATISFIED = 2
    FAIR = 3
    UNSATISFIED = 4
    VERY_UNSATISFIED = 5

    @property
    def text(self) -> str:
        """The word on the slip."""
        return ("非常满意", "满意", "基本满意", "不满意", "非常不满意")[self - 1]

    @property
    def bad(self) -> bool:
        """差评: asks for a call back and a mended fault."""
        return self >= Grade.UNSATISFIED

    @classmethod
    def of(cls, text: str) -> Grade:
        """等级 of its word; ValueError in one sentence."""
        for one in cls:
            if one.text == text.strip():
                return one
        raise ValueError(f"“{text}”不是评价等级，请从{'、'.join(one.text for one in cls)}中选。")


REASONS: Mapping[Grade, Mapping[str, str]] = MappingProxyType(
    {
        Grade.VERY_SATISFIED: {
            "510": "一窗受理一次办结", "511": "可以先受理后补材料", "512": "不用提交证明", "513": "可以全程网上办理",
            "514": "可以使用手机办理", "515": "可以就近办理", "516": "无需材料直接办理", "517": "服务热情效率高",
        },
        Grade.SATISFIED: {
            "406": "填写一张表单就可完成申报", "407": "在线提交材料窗口核验", "408": "一张清单告知全部申报材料",
            "409": "用告知承诺减免申报材料", "410": "可以在线预约办理", "411": "跑大厅一次办完", "412": "可以使用自助机办理",
            "413": "服务态度较好",
        },
        Grade.FAIR: {
            "307": "一次性告知需要补正的材料", "308": "提供申报材料样本", "309": "在承诺的时间内办结", "310": "办事指南指引准确",
            "311": "按办事指南要求的材料即可办理", "312": "可以快递送达", "313": "跑动次数与承诺的一致", "314": "服务态度一般",
        },
        Grade.UNSATISFIED: {
            "207": "没有提供材料样本", "208": "没有提供材料清单", "209": "未在承诺时间内办结",
            "210": "同样内容的证明材料被要求多次提交", "211": "承诺网办但无法在线办理",
            "212": "在线预约办理后到实体大厅重复取号排队", "213": "窗口人员业务不熟练", "214": "服务态度生硬",
        },
        Grade.VERY_UNSATISFIED: {
            "108": "在办事指南之外增加新的审批条件", "109": "需提供办事指南之外的申报材料", "110": "无理由超过法定办理时间",
            "111": "办事指南提供样本有错", "112": "承诺在线收取申报材料实际无法收取", "113": "多头跑窗口和部门",
            "114": "跑动次数与承诺的不一致", "115": "服务态度差效率低",
        },
    }
)  # fmt: skip
"""评价理由 with the codes of the national platform (全国一体化在线政务服务平台“好差评”)."""


def reason(code: str) -> str:
    """理由 of a code; the code itself where the list does not have it any more."""
    return next((words[code] for words in REASONS.values() if code in words), code)


def may_choose(grade: Grade, codes: Sequence[str]) -> tuple[str, ...]:
    """选理由: only of this grade's own list, each once. Reasons are free; none need be given."""
    foreign = [code for code in codes if code not in REASONS[grade]]
    if foreign:
        raise Refusal(f"理由“{'、'.join(map(reason, foreign))}”不在“{grade.text}”的清单里，请重新选择。", SOURCE)
    return tuple(dict.fromkeys(codes))


@dataclass(frozen=True, slots=True)
class Rate:
    """满意率 = （非常满意＋满意＋基本满意）÷ 评价数; None while there is nothing to measure."""

    counts: tuple[int, ...] = (0,) * len(Grade)

    @classmethod
    def of(cls, grades: Iterable[int]) -> Rate:
        """计数 of these grades."""
        found = list(grades)
        return cls(tuple(sum(one == grade for one in found) for grade in Grade))

    @property
    def total(self) -> int:
        """评价数."""
        return sum(self.counts)

    @property
    def content(self) -> int:
        """满意数: the three upper grades."""
        return sum(self.counts[: Grade.FAIR])

    @property
    def bad(self) -> int:
        """差评数."""
        return self.total - self.content

    @property
    def percent(self) -> float | None:
        """满意率."""
        return self.content * 100 / self.total if self.total else None

    @property
    def formula(self) -> str:
        """算式, as it stands below the figure."""
        return f"{self.division}＝{self.percent:.1f}%" if self.total else self.division

    @property
    def division(self) -> str:
        """算式 without its result, where the figure itself stands above it."""
        if not self.total:
            return "还没有评价"
        return f"（{'＋'.join(map(str, self.counts[: Grade.FAIR]))}）÷{self.total}"

    def shown(self, least: int) -> bool:
        """可否给被评价人看: with fewer than `least` ratings the rater could be guessed (隐去评价人)."""
        return self.total >= least

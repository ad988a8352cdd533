"""《企业公开评议制度》: the five grades of 好差评 and what a bad one sets going (国办发〔2019〕51号; GB/T 39735-2020)."""

from __future__ import annotations

from enum import IntEnum

from bingliang.ledger.acts import Refusal


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


def may_enter(grade: Grade, *, rater_is_clerk: bool) -> Grade:
    """录入评价: nobody enters the rating of his own service (GB/T 39735-2020).

    Refusal when the clerk who handled the case sits at the keyboard.
    """
    if rater_is_clerk:
        raise Refusal("经办人不得代企业填写对本人服务的评价，请由企业在评价器上填写或换人录入。", "GB/T 39735-2020")
    return grade

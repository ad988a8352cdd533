"""决定以后: 决定更正, 撤回 (第八条), 撤销 (第六十九条), 注销 (第七十条): each is the deciding body's own act, by its own document.

撤件 is the applicant's, before the decision; these four come after it and are never confused with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.case import CaseItem

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.store.work import Work

GROUNDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "amend_decision": {"文字或者计算错误": "《行政许可法》第三十八条"},
        "recall": {
            "依据的法律、法规、规章修改或者废止": "《行政许可法》第八条第二款",
            "客观情况发生重大变化，为了公共利益的需要": "《行政许可法》第八条第二款",
        },
        "annul": {
            "滥用职权、玩忽职守作出": "《行政许可法》第六十九条第一款第（一）项",
            "超越法定职权作出": "《行政许可法》第六十九条第一款第（二）项",
            "违反法定程序作出": "《行政许可法》第六十九条第一款第（三）项",
            "申请人不具备申请资格或者不符合法定条件": "《行政许可法》第六十九条第一款第（四）项",
            "依法可以撤销的其他情形": "《行政许可法》第六十九条第一款第（五）项",
            "以欺骗、贿赂等不正当手段取得": "《行政许可法》第六十九条第二款",
        },
        "cancel": {
            "有效期届满未延续": "《行政许可法》第七十条第（一）项",
            "公民死亡或者丧失行为能力": "《行政许可法》第七十条第（二）项",
            "法人或者其他组织依法终止": "《行政许可法》第七十条第（三）项",
            "许可依法被撤销、撤回，或者证件被吊销": "《行政许可法》第七十条第（四）项",
            "因不可抗力事项无法实施": "《行政许可法》第七十条第（五）项",
            "法律、法规规定的其他情形": "《行政许可法》第七十条第（六）项",
        },
    }
)
"""法定情形, closed lists in the words of the law."""


@dataclass(frozen=True, slots=True)
class Later:
    """决定以后的处理: the ground of the closed list, what happened, the deciding body's document and its date."""

    on: date
    ground: str
    reason: str
    document: str


def may_follow(act: str, item: CaseItem) -> None:
    """可办: recall, annulment and cancellation need a permit that was granted and still stands."""
    if act == "amend_decision":
        return
    title, article = ACTS[act].title, ACTS[act].article
    if item.decision is None or item.decision.act not in {"grant", "grant_deferred"}:
        raise Refusal(f"“{item.name}”没有取得许可，没有可以{title}的许可。", article)
    gone = [one for one in item.aftermath if one.act in {"recall", "annul", "cancel"}]
    if any(one.act == "cancel" for one in gone):
        raise Refusal(f"“{item.name}”的许可已于{gone[-1].on:%Y-%m-%d}注销，不能再{title}。", article)
    if act in {"recall", "annul"} and gone:
        raise Refusal(
            f"“{item.name}”的许可已于{gone[-1].on:%Y-%m-%d}{ACTS[gone[-1].act].title}，请随后办理注销。",
            "《行政许可法》第七十条",
        )


_REVOKED = "许可依法被撤销、撤回，或者证件被吊销"


def _earlier_act(act: str, item: CaseItem, later: Later) -> None:
    """注销的前提: on this ground there is an annulment or recall in the file, or the penalty that revoked it is named."""
    if act != "cancel" or later.ground != _REVOKED:
        return
    if any(one.act in {"recall", "annul"} for one in item.aftermath) or "吊销" in later.reason:
        return
    raise Refusal(
        f"“{item.name}”没有登记过撤销或者撤回，不能以此注销；请先登记撤销或者撤回，证件被吊销的在事由里写明吊销和处罚决定的文号。",
        "《行政许可法》第七十条第（四）项",
    )


def follow(desk: Desk, request: str, stream: str, no: int, act: str, later: Later) -> Answer:
    """登记决定以后的处理. The decision stays in the file as it was made; this line says what became of it."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, act, later.on)
        may_follow(act, item)
        if later.ground not in GROUNDS[act]:
            raise Refusal(
                f"“{later.ground}”不是{ACTS[act].title}的法定情形，可用：{'、'.join(GROUNDS[act])}。",
                ACTS[act].article,
            )
        _earlier_act(act, item, later)
        if not later.document.strip() or not later.reason.strip():
            raise ValueError(f"请填写{ACTS[act].title}决定的文号和事由，没有文号不能登记。")
        facts = {"item": no, "document": later.document, "ground": later.ground, "article": GROUNDS[act][later.ground]}
        file.record(act, later.on, {**facts, "reason": f"{later.ground}：{later.reason}"})
        return file

    return desk.act(request, act, decide)

"""送达: every decision is handed over as soon as it is made, within ten workdays (《行政许可法》第四十四条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.file import File
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem, ItemState

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

MEANS = ("窗口领取", "邮寄送达", "电子送达", "委托领取", "留置送达")
POST, PROXY, LEFT = MEANS[1], MEANS[3], MEANS[4]
OWN_BEARER = "本单位经办人"
LEFT_ARTICLE = "《民事诉讼法》关于留置送达的规定（参照）"
_TWO = 2


@dataclass(frozen=True, slots=True)
class Served:
    """交付的情形: who received it by which right; `tracking` is the number of the mail.

    留置送达: `receiver` would not sign; `refusal` says why, and two `witnesses` saw it.
    """

    means: str = MEANS[0]
    receiver: str = ""
    relation: str = OWN_BEARER
    tracking: str = ""
    refusal: str = ""
    witnesses: tuple[str, ...] = ()


def handed(served: Served) -> dict[str, object]:
    """交付 as facts; a ValueError says what the receipt still lacks."""
    if served.means not in MEANS:
        raise ValueError(f"送达方式“{served.means}”不在清单中，可选：{'、'.join(MEANS)}。")
    if not served.receiver.strip():
        raise ValueError("请填写签收人姓名（留置送达的填拒绝签收的人），没有签收不能登记送达。")
    found: dict[str, object] = {"means": served.means, "receiver": served.receiver.strip()}
    if served.means == LEFT:
        return found | _left(served)
    if not served.relation.strip():
        raise ValueError("请写明签收人的身份：本单位经办人，或者凭什么代收（授权委托书、与受送达人的关系）。")
    if served.means == PROXY and served.relation.strip() == OWN_BEARER:
        raise ValueError(
            f"委托领取的签收人不是{OWN_BEARER}，请在“身份”写明与受送达人的关系和授权委托书；本单位的人来领取的选“{MEANS[0]}”。"
        )
    if served.means == POST and not served.tracking.strip():
        raise ValueError("邮寄送达请填写邮件号，以便查回执；以回执上的收件日期为送达日期。")
    sent = {"tracking": served.tracking.strip()} if served.tracking.strip() else {}
    return {**found, "relation": served.relation.strip(), **sent}


def _left(served: Served) -> dict[str, object]:
    """留置送达: no signature, therefore the reason of the refusal and two witnesses (《民事诉讼法》, 参照)."""
    if not served.refusal.strip():
        raise ValueError(f"留置送达请写明拒收的理由和经过，送达回证上要记明（{LEFT_ARTICLE}）。")
    seen = tuple(dict.fromkeys(name.strip() for name in served.witnesses if name.strip()))
    if len(seen) < _TWO:
        raise ValueError(f"留置送达须有两名见证人，请填写两个不同的见证人（{LEFT_ARTICLE}）。")
    if served.receiver.strip() in seen:
        raise ValueError("拒绝签收的人不能同时是见证人，请另请见证人。")
    return {"refusal": served.refusal.strip(), "witnesses": list(seen)}


def may_notify(item: CaseItem) -> None:
    """可通知领取: once for one decision; whoever did not come is called, and the notice can be printed again."""
    if item.notified_on is not None:
        raise Refusal(
            f"“{item.name}”已于{item.notified_on:%Y-%m-%d}通知领取，不再出第二份；没有来领的请电话催领，通知可以再打印。",
            "《行政许可法》第四十四条",
        )


def notify_collection(desk: Desk, request: str, stream: str, no: int, on: date) -> Answer:
    """通知领取."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        may_notify(file.item(no, "notify_collection", on))
        file.record("notify_collection", on, {"item": no})
        file.paper("collection", on, (no,))
        return file

    return desk.act(request, "notify_collection", decide)


def deliver(desk: Desk, request: str, stream: str, no: int, on: date, served: Served) -> Answer:
    """送达 with its 送达回证."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "deliver", on)
        sealed(file, item)
        hand_over(file, no, on, served)
        return file

    return desk.act(request, "deliver", decide)


def sealed(file: File, item: CaseItem) -> None:
    """已用印: where the zone keeps a register of seals, no decision is handed over before its seal is in it."""
    if not file.catalogue.setting("seal_register", default=False):
        return
    for paper in file.case.papers:
        own = (
            item.no in paper.items
            and paper.form in {"grant", "refusal", "joint_decision", "deemed_renewal"}
            and not paper.void_reason
        )
        if own and paper.sealed_on is None:
            raise Refusal(f"《{paper.title}》{paper.number}还没有登记用印，不能送达，请先用印。", "区印章管理规定")


def hand_over(file: File, no: int, on: date, served: Served) -> None:
    """交付: the line and its 送达回证; with the last document of the case the 服务评价表 goes along."""
    facts = handed(served)
    file.record("deliver", on, {"item": no, **facts})
    printed: dict[str, object] = {key: facts[key] for key in ("tracking", "refusal") if key in facts}
    if served.means == LEFT:
        printed["witnesses"] = "、".join(str(name) for name in facts["witnesses"])  # type: ignore[attr-defined]  # facts are JSON
        printed["refused_by"] = facts["receiver"]
    file.paper("delivery", on, (no,), **({"delivery": printed} if printed else {}))
    if all(item.state in {ItemState.DONE, ItemState.ENDED} for item in file.case.items.values()):
        file.paper("rating", on, (no,))

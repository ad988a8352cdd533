"""统一办理: the bodies give their opinions, one decision is made (《行政许可法》第二十六条第二款, first form).

Only for items that the zone has named, with the document that determines it; parallel items beside them stay separate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date

from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.catalogue import Catalogue, Handling, IssuingBody
from bingliang.ledger.happened import Opinion

ARTICLE = "《行政许可法》第二十六条第二款"
AGREES = "无意见"
"""What a body writes that has no objection; any other words are one."""
_TWO = 2
_OPEN = frozenset({ItemState.RECEIVED, ItemState.CORRECTING, ItemState.HANDLING})

Names = Callable[[str], tuple[str, ...]]
"""部门的几种叫法 (code, short, full name), by any of which it may have been asked."""


def codes(catalogue: Catalogue) -> frozenset[str]:
    """统一办理的事项编码 as the zone has written them."""
    return frozenset(re.split(r"[、,，;；\s]+", str(catalogue.setting("unified_items", "")))) - {""}


def ground(catalogue: Catalogue, code: str, handling: Handling) -> str:
    """统一办理的依据: its document; blank unless the zone has named the item and the document. Default: none."""
    document = str(catalogue.setting("unified_document", "")).strip()
    return document if code in codes(catalogue) and handling is Handling.PROMISED else ""


def lacking(catalogue: Catalogue, today: date) -> str:
    """统一决定还缺什么: the body that the zone has named for it, complete to its seal; blank when nothing is wanting."""
    body = catalogue.bodies.get(str(catalogue.setting("unified_body", "")))
    if body is None:
        return "还没有填写统一决定的机关"
    name = body.name or body.short
    if not body.decides:
        return f"统一决定的机关填的是“{name}”，它不作行政许可决定"
    missing = body.missing(today)
    return f"统一决定的机关“{name}”还缺{'、'.join(missing)}" if missing else ""


def gap(catalogue: Catalogue, today: date) -> str:
    """设置的缺口: items are set to 统一办理 with their document, and nobody can make the one decision."""
    document = str(catalogue.setting("unified_document", "")).strip()
    named = "、".join(sorted(codes(catalogue))) if document else ""
    found = lacking(catalogue, today)
    return f"{named}按统一办理受理，{found}，作不了统一决定。" if named and found else ""


def deciding(catalogue: Catalogue, today: date) -> IssuingBody:
    """统一决定的机关, in whose name and under whose seal the one decision is made; a Refusal while it is not complete.

    第二十六条第二款: the government determines one department that handles the items of several; no other signs for them.
    """
    if found := lacking(catalogue, today):
        raise Refusal(
            f"{found}，不能作统一决定：统一办理由本级人民政府确定的一个部门以自己的名义作出，盖它的印章，牵头单位和窗口不能代替。"
            "请管理员在“设置 → 待确认的口径”填写“统一决定的机关”，补全它的全称、印章和救济途径；各部门的意见照常征求和回复。",
            ARTICLE,
        )
    return catalogue.bodies[str(catalogue.setting("unified_body"))]


def members(case: Case, catalogue: Catalogue) -> tuple[CaseItem, ...]:
    """统一办理的各项 still to be decided. What is 预收 does not keep the others waiting: it may wait for them."""
    return tuple(item for item in case.items.values() if item.state in _OPEN and _set(item, catalogue))


def _set(item: CaseItem, catalogue: Catalogue) -> bool:
    if item.acceptance is not None:
        return bool(item.acceptance.unified)
    return bool(ground(catalogue, item.code, item.handling))


def not_alone(case: Case, catalogue: Catalogue, item: CaseItem) -> None:
    """不得单独决定: a Refusal while the item is one of several that get one decision."""
    if item.acceptance is None or not item.acceptance.unified or len(members(case, catalogue)) < _TWO:
        return
    raise Refusal(
        f"“{item.name}”为统一办理的事项，各项只作一个决定，不能单独准予或者不予；本部门的结论用“回复意见”提出，由区指定的机关统一决定。",
        ARTICLE,
    )


def conclusion(item: CaseItem, names: Names) -> Opinion | None:
    """本项部门的结论: the last reply of the department that works the item; silence is none (A12)."""
    own = [one for one in item.opinions if one.replied_on is not None and one.department in names(item.department)]
    return own[-1] if own else None


def several(case: Case, catalogue: Catalogue) -> tuple[CaseItem, ...]:
    """两项以上待决定的统一办理事项; a Refusal where there are not."""
    together = members(case, catalogue)
    if len(together) < _TWO:
        raise Refusal("本件没有两项以上待决定的统一办理事项，各项由其部门分别决定。", ARTICLE)
    return together


def concluded(case: Case, catalogue: Catalogue, names: Names) -> tuple[tuple[CaseItem, Opinion], ...]:
    """可统一决定: each item with its conclusion; a Refusal with the list of what is missing."""
    together = several(case, catalogue)
    found = [(item, conclusion(item, names)) for item in together]
    lacking = [_lack(item, names) for item, said in found if said is None or item.acceptance is None]
    if lacking:
        raise Refusal(f"尚缺{len(lacking)}项，不能统一决定：{'；'.join(lacking)}。", ARTICLE)
    return tuple((item, said) for item, said in found if said is not None)


def _lack(item: CaseItem, names: Names) -> str:
    called = (*names(item.department), item.department, item.department)[1]
    if item.acceptance is None:
        return f"{item.name}（{item.state.value}，没有受理不能决定）"
    if any(one.open and one.department in names(item.department) for one in item.opinions):
        return f"{item.name}（{called}尚未回复意见）"
    return f"{item.name}（尚未征求{called}的意见）"


def objecting(found: Collection[tuple[CaseItem, Opinion]]) -> tuple[str, ...]:
    """有意见的各项."""
    return tuple(item.name for item, said in found if said.opinion != AGREES)

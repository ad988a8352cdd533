"""材料袋和原件的话: what the log of a case says of them, line by line, and what the sheet says before the key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Facts = Mapping[str, Any]


def _shelved(facts: Facts) -> str:
    before = f"，原在{facts['from']}" if facts.get("from") else ""
    return f"放在{facts['shelf']}{before}"


def _lent(facts: Facts) -> str:
    until = f"，应于 {facts['back_by']} 归还" if facts.get("back_by") else ""
    return f"{facts['office']} {facts['to']}取走：{facts['purpose']}{until}"


def _back(facts: Facts) -> str:
    return f"{facts['by']}交回" + (f"，放在{facts['shelf']}" if facts.get("shelf") else "")


def _pieces(facts: Facts, *, kept: bool) -> str:
    return "、".join(f"《{row['name']}》{row['count']}份" for row in facts["pieces"] if bool(row.get("kept")) == kept)


def _checked(facts: Facts) -> str:
    parts = ((_pieces(facts, kept=False), "当场退还"), (_pieces(facts, kept=True), "留存待还"))
    return "与原件一致：" + "；".join(f"{names}{fate}" for names, fate in parts if names)


def _given(facts: Facts) -> str:
    return f"退还{_pieces(facts, kept=False)}，{facts['receiver']}（{facts['relation']}）签收"


WORDS: Mapping[str, Callable[[Facts], str]] = MappingProxyType(
    {
        "shelve_bag": _shelved,
        "lend_bag": _lent,
        "pass_bag": _lent,
        "return_bag": _back,
        "check_originals": _checked,
        "return_kept": _given,
    }
)
"""流转记录里的一句话."""

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "shelf": "架位",
        "office": "单位",
        "purpose": "取走做什么",
        "back_by": "应归还日",
        "by": "交回人",
        "bearer": "出示原件的人",
    }
)
"""更正时的栏名."""

_NO_CLOCK = "申请人的期限照常计算。"
NOTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "shelve_bag": ("以后查这一件，都看得到材料袋在哪里。",),
        "lend_bag": (f"材料袋在谁手里，归还以前都看得到；{_NO_CLOCK}",),
        "pass_bag": (f"交接单一式两份，移交人、接收人签名各执一份；{_NO_CLOCK}",),
        "return_bag": ("材料袋回到窗口，请照清单核对袋内件数。",),
        "check_originals": ("当场退还的由出示人签名领回；留存的欠还，到领回人签收为止。",),
        "return_kept": ("领回人在签收单上签名，窗口留存一份。",),
    }
)
"""办理单上的一句话."""

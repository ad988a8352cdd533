"""样式改动的法律底线: what a zone may not take out of a paper's words, and what it is told that it has taken out.

The wording is the zone's; the elements that a law demands of a paper are not. Everything else that the factory prints may
go, but not unnoticed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bingliang.paper.form import Form

_REMEDY = "《行政复议法》第二十条、《行政许可法》第三十八条第二款"
_REASON = "《行政许可法》第三十八条第二款"
_PROOF = "《行政许可法》第三十二条第二款"
LAW: Mapping[str, str] = {
    "body.reconsideration": _REMEDY,
    "body.court": _REMEDY,
    "body.online_channel": _REMEDY,
    "decision.facts": _REASON,
    "decision.reasons": _REASON,
    "decision.articles": "《行政许可法》第三十二条、第三十八条",
    "body.name": _PROOF,
    "issued_on": _PROOF,
    "defects.required": "《行政许可法》第三十二条第一款第（四）项",
    "extension.reason": "《行政许可法》第四十二条",
    "extension.new_due": "《行政许可法》第四十二条",
    "step.ground": "《行政许可法》第四十五条",
    "step.days_text": "《行政许可法》第四十五条",
    "hearing.at": "《行政许可法》第四十八条",
    "hearing.place": "《行政许可法》第四十八条",
    "pledge.ground": "国办发〔2020〕42号",
    "conditions.text": "国办发〔2020〕42号",
    "overrun.reason": "《优化营商环境条例》第三十六条",
    "number": "《党政机关公文处理工作条例》第九条",
}
"""事实 → 依据: where the factory's words name it without condition, a zone's must too."""


def barred(factory: Form, fresh: Form) -> str:
    """不能启用的原因: one sentence that names what is missing and the law; empty when nothing is."""
    if (fresh.owner, fresh.remedy) != (factory.owner, factory.remedy):
        return f"《{fresh.title}》的 owner、remedy 两项管着落款机关和救济途径是否齐全，不能改，请改回。"
    gone = [name for name in LAW if name in _taken_out(factory, fresh) and _demanded(factory, name)]
    if not gone:
        return ""
    articles = "、".join(dict.fromkeys(LAW[name] for name in gone))
    return f"《{fresh.title}》少了{_named(factory, gone)}：依{articles}必须写明，而且不能附条件，请放回去再启用。"


def caution(factory: Form, fresh: Form) -> str:
    """提醒: what the factory prints and this text does not any more; empty when there is none."""
    gone = sorted(_taken_out(factory, fresh))
    copies = len(factory.copies) - len(fresh.copies)
    told = [f"不再印{_named(factory, gone)}"] if gone else []
    told += [f"少了{copies}联"] if copies > 0 else []
    return f"与出厂文字相比，{'，'.join(told)}；有意删去的可以启用。" if told else ""


def _demanded(factory: Form, name: str) -> bool:
    """Who signs and when is demanded of a paper that is sealed, a number of a 公文."""
    if name in ("body.name", "issued_on"):
        return any(block["kind"] == "seal" for block in factory.blocks) and name in _sealed(factory)
    return name != "number" or factory.profile == "公文"


def _sealed(factory: Form) -> str:
    """What stands in the place of the seal."""
    return "".join(str(part) for block in factory.blocks if block["kind"] == "seal" for part in block.values())


def _taken_out(factory: Form, fresh: Form) -> frozenset[str]:
    kept = fresh.required_facts()
    # Where the factory itself prints a fact in several places, one place is enough.
    return frozenset(name for name in factory.required_facts() if name not in kept)


def _named(factory: Form, names: Sequence[str]) -> str:
    facts = factory.vocabulary.facts
    return "".join(f"“{facts[name].label}”" for name in names)

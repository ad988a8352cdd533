"""同名: the ledger knows a person by the name alone, so two of one name must be told apart before rights go by the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.look import Look


def elsewhere(look: Look, name: str, office: str) -> str:
    """别的部门也有这个姓名: one sentence for a reviewer of `office` who says he is `name`; empty when nobody else is."""
    from bingliang.store.clerks import offices

    others = sorted(offices(look, name) - {office})
    if not others:
        return ""
    return (
        f"“{name}”近来在{_words(look, others)}经办过。台账只凭姓名认人，同名的两个人，“我承办的”、移交和A/B角会混在一起；"
        f"请在姓名后写明部门，例如“{name}（{_short(look, office)}）”。本人换了部门的也这样写。"
    )


def ambiguous(look: Look, name: str) -> str:
    """说的是哪一位: one sentence when the name has lately reviewed for more than one department."""
    from bingliang.store.clerks import offices

    found = sorted(offices(look, name))
    if len(found) < 2:  # noqa: PLR2004 - one department is one person
        return ""
    return (
        f"“{name}”近来在{_words(look, found)}都经办过，可能是同名的两个人，权限不能只凭姓名给；"
        f"请其中一位在身份里把姓名写明部门，例如“{name}（{_short(look, found[-1])}）”，再照这个名字登记。"
    )


def _words(look: Look, codes: list[str]) -> str:
    return "、".join(f"“{_short(look, code)}”" for code in codes)


def _short(look: Look, code: str) -> str:
    catalogue: Catalogue = look.loaded("catalogue")
    return catalogue.bodies[code].short if code in catalogue.bodies else code

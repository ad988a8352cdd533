"""责任单位 and the catalogue's bodies: which of them a project's 责任单位, written in words, is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue, IssuingBody
    from bingliang.store.look import Look

_ASIDE = ("（示范）", "(示范)", " ")


def office_of(look: Look, written: str) -> str:
    """部门代码; empty for a 单位 that decides nothing here."""
    catalogue: Catalogue = look.loaded("catalogue")
    wanted = _plain(written)
    return next((code for code, body in catalogue.bodies.items() if wanted and wanted in _names(body)), "")


def named(look: Look, written: str) -> str:
    """单位的全称, as it hangs on the wall; one that the catalogue does not know stays as it is written."""
    catalogue: Catalogue = look.loaded("catalogue")
    code = office_of(look, written)
    return catalogue.bodies[code].name or written if code else written


def _names(body: IssuingBody) -> set[str]:
    """Whole name, short name, either with the branch that works in the zone; the bracket behind a name may be left out."""
    whole = _plain(body.name)
    held = {whole, _plain(body.short), whole.partition("（")[0]}
    return {name for one in held if one for name in (one, f"{one}{body.works_at}")}


def _plain(name: str) -> str:
    for one in _ASIDE:
        name = name.replace(one, "")
    return name

"""代办的文书: 委托书, 服务卡, 材料交接清单, drawn up in the act's own transaction from the entrustment itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.papers.beside import drawn_beside
from bingliang.desk.papers.rows import HOTLINE
from bingliang.ledger.acts import Draft
from bingliang.ledger.agency import Entrustment, Original, Post
from bingliang.mechanism.full_agency import NEVER

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.work import Work


def drawn(
    work: Work,
    one: Entrustment,
    key: str,
    *,
    post: Post,
    chief: str,
    number: object,
    **more: Mapping[str, Any] | list[Any],
) -> Draft:
    """拟制一份: a ValueError when it could not be printed, so that the act is not recorded either."""
    catalogue: Catalogue = work.loaded("catalogue")
    firm = work.enterprise_by_code(one.credit_code) if one.credit_code else None
    mandate = {
        "agent": post.name,
        "phone": post.phone,
        "chief": "" if chief == post.name else chief,
        "number": one.number,
        "case": one.case_code,
        "matters": "、".join(f"《{name}》" for name in one.matters) or "本项目的全部审批事项",
        "scope": "、".join(one.powers),
        "never": "、".join(NEVER),
        "on": one.on.isoformat(),
        "until": one.until.isoformat(),
    }
    facts: dict[str, Any] = {
        "enterprise": {
            "name": one.firm,
            "credit_code": one.credit_code or "尚未注册",
            "legal_representative": firm.legal_representative if firm is not None else "",
        },
        "project": {"name": one.project, "code": one.project_code or "尚未赋码"},
        "mandate": {**mandate, **dict(more.pop("mandate", {}))},
        "zone": {
            "complaint_line": catalogue.setting("complaint_phone"),
            "hotline": catalogue.setting("hotline") or HOTLINE,
        },
        **more,
    }
    return drawn_beside(work, one.stream, key, number, facts)


def handed(pieces: Iterable[Original], direction: str, on: date, left: int) -> dict[str, Any]:
    """交接的内容: which pieces, which way, and how many the agent has afterwards."""
    said = f"本次交接以后，代办专员共收存{left}份。" if left else "本次交接以后，代办专员没有收存企业的材料。"
    rows = [
        {"no": no, "name": one.name, "copies": one.copies, "taken_on": one.taken_on.isoformat()}
        for no, one in enumerate(pieces, 1)
    ]
    return {
        "mandate": {"direction": direction, "handed_on": on.isoformat(), "left": said},
        "originals": rows,
    }

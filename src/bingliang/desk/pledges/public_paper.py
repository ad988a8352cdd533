"""部门公开承诺书: what a department promises to everybody, made from the catalogue in force; to hang up and to publish.

A sheet made on the spot: it repeats the zone's published limits and is no paper of a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bingliang.desk.catalogue.words import NONE, span
from bingliang.desk.papers import zone_words
from bingliang.desk.papers.rows import HOTLINE, numbered, statutory_text
from bingliang.ledger.acts import Refusal
from bingliang.mechanism.public_pledges import BY_GUIDE, pledge_of

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue

FORM, BOARD = "public_pledge", "pledge_board"
SIZES = {"A4": 1.0, "A3": 2**0.5, "A2": 2.0}
"""承诺公示牌的大小: the A4 layout enlarged."""


@dataclass(frozen=True, slots=True)
class PledgePaper:
    """公开承诺书的打印稿."""

    pdf: bytes
    pages: int
    title: str
    name: str
    kind: str


def public_pledge_paper(desk: Desk, body: str) -> PledgePaper:
    """公开承诺书 of one department; a Refusal when it has promised nothing or its 落款 is not complete."""
    return _made(desk, body, FORM, 1)


def pledge_board(desk: Desk, body: str, size: str) -> PledgePaper:
    """承诺公示牌 of one department in a size, to hang up; refused for the same reasons."""
    return _made(desk, body, BOARD, SIZES[size])


def _made(desk: Desk, body: str, key: str, enlarge: float) -> PledgePaper:
    from bingliang.paper.compose import Sizes, compose

    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
        held = catalogue.bodies.get(body)
        if held is None:
            raise Refusal("没有这个部门，请刷新后再看。")
        lacking = held.missing(look.today)
        if lacking:
            raise Refusal(
                f"“{held.name or held.short}”的落款机关信息不全（缺：{'、'.join(lacking)}），不能出具公开承诺书，请管理员在“设置 → 落款机关”里补全。",
                "《优化营商环境条例》第三十六条",
            )
        promises = numbered(
            {
                "name": item.name,
                "statutory": statutory_text(item, str(catalogue.setting("guide_text") or BY_GUIDE)),
                "short": span(item.limit.value, item.limit.unit) if item.limit else NONE,
                "promised": pledge_of(item).text,
            }
            for item in (catalogue.on(code, look.today) for code in catalogue.items)
            if item.body == body and item.handling.offered and pledge_of(item).limit is not None
        )
        if not promises:
            raise Refusal(
                f"“{held.short}”还没有公布承诺时限，没有公开承诺书可以出具。", "《优化营商环境条例》第三十六条"
            )

        def setting(key: str) -> Any:  # noqa: ANN401  # settings are TOML
            return catalogue.setting(key)

        phone = zone_words.body_phone(held, catalogue)
        facts: dict[str, Any] = {
            "issued_on": look.today.isoformat(),
            "print_time": look.now.isoformat(timespec="minutes")[:16],
            "body": {"name": held.name, "capacity": held.capacity, "seal": held.seal, "phone": phone,
                     "supervision_phone": zone_words.supervision_phone(held, catalogue)},
            "zone": {
                "notice_number": setting("promise_notice_number"),
                "notice_date": setting("promise_notice_date"),
                "explanation_days": setting("explanation_days"),
                "explanation_place": setting("explanation_place"),
                "complaint_line": setting("complaint_phone"),
                "hotline": setting("hotline") or HOTLINE,
            },
            "agent": {"post": f"{held.name or held.short}主要负责人", "phone": phone},
            "promises": promises,
        }  # fmt: skip
        form = look.loaded("forms")[key]
        watermark = str(catalogue.setting("watermark"))
    made = compose(form, facts, watermark=watermark, sizes=Sizes(enlarge=enlarge))
    return PledgePaper(made.pdf, made.pages, form.title, held.name or held.short, form.profile)

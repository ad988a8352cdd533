"""一份文书的后续, from the room of papers: 回件归卷, 签署, 用印, 送达 of the paper in hand, by the acts of its case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.deeds import refused
from bingliang.desk.acts.forms import form_of
from bingliang.desk.acts.offers import offers
from bingliang.desk.papers import marks
from bingliang.paper.form import SEAL, SERVE, SIGN

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm, Field
    from bingliang.desk.acts.offers import Offer
    from bingliang.desk.desk import Desk
    from bingliang.desk.rows import PaperRow

COPY = "file_copy"
ORDER = (COPY, "sign", "seal", "serve")
"""In the order of the menu; what came back is what one comes to this room for."""
_WORDS: Mapping[str, str] = {"sign": SIGN, "seal": SEAL, "serve": SERVE}


def of_paper(desk: Desk, row: PaperRow) -> tuple[Offer, ...]:
    """这份文书可办的; nothing for a paper that hangs on no case. A greyed act says what the act itself would say."""
    if not row.stream.startswith("case/"):
        return ()
    of_case = {one.name: one for one in offers(desk, row.stream).case}
    made = tuple(_for(of_case[name], row) for name in ORDER)
    allowed = [one.name for one in made if one.allowed]
    # What is still owed comes before what may come back.
    following = next((name for name in ORDER[1:] if name in allowed), COPY)
    return tuple(replace(one, natural=one.name == following and one.allowed) for one in made)


def _for(offer: Offer, row: PaperRow) -> Offer:
    word = _WORDS.get(offer.name, "")
    if offer.allowed and not word:
        sentence, article = refused(lambda: marks.not_void(row.void_reason))
        return replace(offer, forbidden=sentence, article=article)
    if offer.allowed and word not in row.owed:
        return replace(offer, forbidden=f"这份文书不待{word}（不需要、已经登记或者作废）。", article=offer.ground)
    return offer


def paper_form(desk: Desk, row: PaperRow, offer: Offer) -> ActForm:
    """取表: the form of the case's act with this paper in it, and no other."""
    form = form_of(desk, row.stream, offer)
    fields = tuple(_here(one, row) for one in form.fields)
    focus = "path" if offer.name == COPY else form.focus
    return replace(form, fields=fields, focus=focus, subject=f"《{row.title}》{row.number}")


def _here(field: Field, row: PaperRow) -> Field:
    if field.name == "paper":
        return replace(field, default=str(row.seq))
    if field.name == "papers":
        rows: list[Any] = [{**one, "done": one["seq"] == str(row.seq)} for one in field.default]
        return replace(field, default=tuple(rows))
    return field

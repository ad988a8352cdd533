"""评议的纸: 业主点评表 to be signed, 点评公布表 of an issue, and the 80 mm slip with the code of a rating; made on the spot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bingliang.desk.papers import blanks
from bingliang.desk.rating import comments, ratings, terms
from bingliang.desk.rating.view import COMMENT_KIND, ISSUE, RATING, RatingRow, short
from bingliang.ledger.acts import Refusal
from bingliang.ledger.comment import PREFIX as COMMENT
from bingliang.ledger.rating import INVITED, fold_invitation
from bingliang.mechanism.public_rating import SOURCE, Grade, Rate, Span

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.look import Look

SHEET, PUBLISHED, SLIP = "comment_sheet", "comment_issue", "rating_slip"


@dataclass(frozen=True, slots=True)
class RatingPaper:
    """评议的打印稿."""

    pdf: bytes
    pages: int
    title: str
    name: str
    kind: str
    form: str


def paper_of(desk: Desk, row: RatingRow) -> RatingPaper:
    """一条的纸: its sheet to be signed, its issue, or the slip for the second look; a Refusal where there is none."""
    with desk.store.look() as look:
        if row.kind == ISSUE:
            return _made(look, PUBLISHED, _issue(look, comments.span_of(row.stream)), row.title)
        if row.kind == COMMENT_KIND:
            span, project = _about(look, row)
            return _made(look, SHEET, _sheet(look, span, project), f"{span.name} {row.about}")
        if row.kind == RATING:
            code = ratings.found(look, row.stream).code
            if not code:
                raise Refusal("还没有回访，没有给企业再评的评价码；回访以后才有评价单。", SOURCE)
            return _slip(look, code)
    raise Refusal("这一条没有可以打印的。")


def slip(desk: Desk, code: str) -> RatingPaper:
    """评价单 of an invitation."""
    with desk.store.look() as look:
        return _slip(look, code)


def _slip(look: Look, code: str) -> RatingPaper:
    asked = fold_invitation(look.entries(f"{INVITED}{code}"))
    if asked is None or asked.taken:
        raise Refusal("这个评价码已经用过，或者没有这个评价码。", SOURCE)
    days = terms.terms(look.loaded("catalogue")).contact_days
    facts = {"rating": {"code": code, "service": asked.service, "subject": asked.subject, "contact_days": days}}
    return _made(look, SLIP, facts, code)


def _about(look: Look, row: RatingRow) -> tuple[Span, str]:
    if not row.stream.startswith(COMMENT):
        written, _, project = row.stream.partition("/")
        return Span.of(written), project
    held = comments.found(look, row.stream)
    return Span.of(held.period), held.project


def _sheet(look: Look, span: Span, project: str) -> dict[str, Any]:
    catalogue: Catalogue = look.loaded("catalogue")
    one = next((one for one in comments.key_projects(look) if one.stream == project), None)
    if one is None:
        raise Refusal("这个项目不在参加点评的重点项目里。")
    bodies = comments.served_by(look, one, span.last)
    names = [catalogue.bodies[code].name or short(catalogue, code) for code in bodies if code in catalogue.bodies] or [
        "　"
    ]
    return {
        "comment": {"period": span.name, "return_by": span.last.isoformat()},
        "project": {"name": one.profile.name},
        "enterprise": {"name": one.profile.firm},
        "comments": [{"no": no, "department": name} for no, name in enumerate(names, 1)],
    }


def _issue(look: Look, span: Span) -> dict[str, Any]:
    catalogue: Catalogue = look.loaded("catalogue")
    one = comments.issue_of(look, span)
    if one is None:
        raise Refusal(f"{span.name}还没有公布。")
    words = ("first", "second", "third", "fourth", "fifth")
    return {
        "comment": {
            "issue": one.number, "period": one.name, "published_on": one.on.isoformat(), "silent": "、".join(one.silent),
            "reason": one.reason,
        },
        "comment_totals": [
            {
                "department": short(catalogue, tally.department), "late": tally.late,
                "rate": f"{Rate(tally.counts).percent:.1f}%", **dict(zip(words, tally.counts, strict=True)),
            }
            for tally in one.tallies
        ],
        "comments": [
            {
                "no": no, "firm": text.firm, "department": short(catalogue, text.department),
                "grade": Grade(text.grade).text, "text": text.text, "answer": text.answer,
            }
            for no, text in enumerate(one.texts, 1)
        ],
    }  # fmt: skip


def _made(look: Look, key: str, facts: dict[str, Any], name: str) -> RatingPaper:
    from bingliang.paper.compose import compose

    catalogue: Catalogue = look.loaded("catalogue")
    form = look.loaded("forms")[key]
    around = {
        blanks.FACT: blanks.every(look),
        "print_time": look.now.isoformat(timespec="minutes")[:16],
        "zone": {
            "counter_name": catalogue.setting("counter_name") or catalogue.setting("lead_body_name"),
            "complaint_line": catalogue.setting("complaint_phone"),
        },
    }
    made = compose(form, {**around, **facts}, watermark=str(catalogue.setting("watermark")))
    return RatingPaper(made.pdf, made.pages, form.title, name, form.profile, key)

"""考核通报: the score sheet of a period as it was published, on paper; it repeats what is frozen and reckons nothing anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bingliang.desk.supervision.assessing import LAW, Assessment, assessment
from bingliang.ledger.acts import Refusal

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

FORM = "assessment"


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """考核通报的打印稿."""

    pdf: bytes
    pages: int
    title: str
    name: str
    kind: str


def notice_paper(desk: Desk, written: str) -> NoticePaper:
    """考核通报 of a month or quarter; a Refusal while it is not published, since until then the figures move."""
    from bingliang.paper.compose import compose

    found = assessment(desk, written)
    if found.published_on is None:
        raise Refusal(f"{found.period.name}还没有公布，成绩还会随台账变动；公布（F9）以后才能出具通报。", LAW)
    with desk.store.look() as look:
        catalogue = look.loaded("catalogue")
        form = look.loaded("forms")[FORM]
        watermark = str(catalogue.setting("watermark"))
        facts: dict[str, Any] = {
            "issued_on": look.today.isoformat(),
            "print_time": look.now.isoformat(timespec="minutes")[:16],
            "zone": {"lead_unit": catalogue.setting("lead_body_name") or catalogue.setting("counter_name")},
            **facts_of(found),
        }
    made = compose(form, facts, watermark=watermark)
    return NoticePaper(made.pdf, made.pages, form.title, found.period.name, form.profile)


def facts_of(found: Assessment) -> dict[str, Any]:
    """成绩单 as the form prints it: departments with their marks; persons' scores are not made public on paper."""
    fields = ("rank", "name", "score", "grade", "points", "done", "promise_late", "statute_late")
    marks = [
        {
            "on": one.mark.on.isoformat(),
            "name": row.name,
            "kind": one.mark.kind,
            "points": one.mark.counts,
            "words": f"{one.mark.sentence}{f'（{one.mark.pardon}）' if one.mark.pardon else ''}（{one.code}，第{one.mark.seq}行）",
        }
        for row in found.departments
        for one in row.marks
    ]
    return {
        "assessment": {
            "period": found.period.name,
            "issue": found.issue,
            "published_on": found.published_on.isoformat() if found.published_on else "",
            "reason": found.reason.strip("。"),
        },
        "scores": [{name: getattr(row, name) for name in fields} for row in found.departments],
        "marks": sorted(marks, key=lambda one: (one["on"], one["name"])),
    }

"""出具: papers whose facts are recorded become PDFs, stored by their SM3; the same bytes are reprinted for ever.

A number without a stored PDF (power cut between the two) is found at the next act or start and made then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bingliang.desk.loading import forms
from bingliang.ledger.acts import Draft, Entry
from bingliang.ledger.case import Paper
from bingliang.ledger.folding import papers_of

if TYPE_CHECKING:
    from datetime import datetime

    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.paper.compose import Sizes
    from bingliang.paper.form import Form
    from bingliang.store.look import Look
    from bingliang.store.work import Work

CHECK_LENGTH = 12


def issue(desk: Desk, stream: str) -> int:
    """出具该件（办件、代办委托）尚未制成的文书; returns how many were made."""
    from bingliang.paper import fonts
    from bingliang.paper.compose import compose
    from bingliang.store.endings import Outcome

    made = 0
    for paper, line in _unissued(desk, stream):
        with desk.store.look() as look:
            form = _form(look, paper)
            facts = printed(look, paper.facts, at=line.at, tail=line.hash)
            catalogue = look.loaded("catalogue")
            watermark, office = (
                str(catalogue.setting("watermark")),
                bool(catalogue.setting("office_faces", default=False)),
            )
            sizes = of_paper(catalogue)
        fonts.adopt(office)
        rendered = compose(form, facts, watermark=watermark, sizes=sizes)
        digest = desk.store.blobs.put(rendered.pdf)

        def decide(_work: Work, paper: Paper = paper, digest: str = digest, pages: int = rendered.pages) -> Outcome:
            facts = {"paper": paper.seq, "sm3": digest, "pages": pages, "number": paper.number}
            return Outcome((Draft(stream, "issue", facts),), {"stream": stream, "sm3": digest})

        desk.store.act(f"issue/{stream}/{paper.seq}", desk.who, "issue", decide)
        made += 1
    return made


def of_paper(catalogue: Catalogue) -> Sizes:
    """用纸 that the zone's counters have."""
    from bingliang.paper.compose import Sizes

    return Sizes(
        str(catalogue.setting("slip_sheet", default="A4")), int(str(catalogue.setting("receipt_roll", default="80")))
    )


def issue_all(desk: Desk) -> int:
    """补制: every paper with a number and without a PDF, of whatever stream; called at start, after a power cut."""
    from bingliang.store.open_items import unissued

    with desk.store.look() as look:
        streams = unissued(look)
    return sum(issue(desk, stream) for stream in streams)


def _form(look: Look, paper: Paper) -> Form:
    """样式 in the edition with which the paper was drawn up, so that a later wording changes no recorded paper."""
    found: Mapping[str, Form]
    if look.editions()["forms"] == paper.edition:
        found = look.loaded("forms")
    else:
        found = forms(look.edition_files("forms", paper.edition) if paper.edition else {})
    return found[paper.form]


def _unissued(desk: Desk, stream: str) -> list[tuple[Paper, Entry]]:
    with desk.store.look() as look:
        entries = look.entries(stream)
    lines = {entry.seq: entry for entry in entries}
    return [(paper, lines[paper.seq]) for paper in papers_of(entries) if not paper.sm3]


def printed(look: Look, recorded: Mapping[str, Any], *, at: datetime, tail: str) -> dict[str, Any]:
    """打印用的事实: the recorded facts, the handler's words from the person row, check string and print time.

    The check string is the tail of the line's own hash, so that the paper names the ledger line it rests on.
    """
    facts: dict[str, Any] = {**recorded}
    handler = facts.get("handler")
    if isinstance(handler, Mapping) and handler.get("person"):
        facts["handler"] = {**handler, **_bearer(look, str(handler["person"]))}
    last = tail[-CHECK_LENGTH:].upper()
    facts["check"] = "-".join(last[start : start + 4] for start in range(0, CHECK_LENGTH, 4))
    facts["print_time"] = at.isoformat(timespec="minutes")[:16]
    return facts


def _bearer(look: Look, ref: str) -> dict[str, str]:
    from bingliang.ledger.identifiers import mask_phone

    person = look.person(ref)
    return {
        "name": person.name,
        "id_type": person.id_type,
        "id_tail": person.id_number[-4:],
        "phone": person.phone,
        "phone_masked": mask_phone(person.phone) if person.phone else "",
    }

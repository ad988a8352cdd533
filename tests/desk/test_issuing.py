"""出具: a paper whose PDF was never made is found at the next press or start and made then, the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import bingliang.desk.papers.issuing
from bingliang.desk.loading import ZONE_FILE, factory_forms
from bingliang.desk.papers.issuing import issue_all
from bingliang.desk.zone.editions import adopt_zone, zone_text
from bingliang.ledger.acts import Draft
from bingliang.paper.ink import MM
from bingliang.paper.pages import page_sizes
from bingliang.settings import factory
from bingliang.store.endings import Outcome
from bingliang.store.work import Work
from tests.clerk import Clerk, at_work


def cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """The power goes out between the act and its papers."""

    def dark(_desk: object, _stream: str) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(bingliang.desk.papers.issuing, "issue", dark)


def bytes_of(clerk: Clerk) -> Mapping[str, bytes]:
    return {paper.number + paper.form: clerk.pdf(paper) for paper in clerk.case.papers}


def test_after_a_power_cut_the_papers_are_made_at_the_next_start(
    database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clerk = at_work(database)
    clerk.on("10-12").receives("S3-09")
    with monkeypatch.context() as dark:
        cut(dark)
        with pytest.raises(KeyboardInterrupt):
            clerk.accepts(1)
    assert [paper.form for paper in clerk.case.papers if not paper.sm3] == ["acceptance"]
    clerk.on("12-18")
    assert issue_all(clerk.desk) == 1
    assert issue_all(clerk.desk) == 0
    assert all(paper.sm3 for paper in clerk.case.papers)
    assert clerk.desk.store.verify().ok

    if not database.startswith("postgresql"):
        whole = at_work(str(tmp_path / "未断电.db"))
        whole.on("10-12").receives("S3-09").accepts(1)
        assert bytes_of(whole) == bytes_of(clerk)
        whole.desk.close()
    clerk.desk.close()


def test_the_next_press_on_the_case_makes_them_too(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk.on("10-12").receives("S3-09")
    with monkeypatch.context() as dark:
        cut(dark)
        with pytest.raises(KeyboardInterrupt):
            clerk.accepts(1)
    clerk.on("10-14").grants(1)
    assert all(paper.sm3 for paper in clerk.case.papers)


def test_a_paper_keeps_the_wording_it_was_drawn_up_with(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk.on("10-12").receives("S3-09")
    with monkeypatch.context() as dark:
        cut(dark)
        with pytest.raises(KeyboardInterrupt):
            clerk.accepts(1)
    _reword(clerk)
    assert issue_all(clerk.desk) == 1
    old = clerk.pdf(clerk.papers("acceptance")[0])
    clerk.receives("S3-09").accepts(1)
    paper = clerk.papers("acceptance")[0]
    assert paper.edition == 1
    assert paper.title == "受理通知书（区样式）"
    assert clerk.pdf(paper) != old


def _reword(clerk: Clerk) -> None:
    text = (factory().forms / "acceptance.toml").read_text("utf-8")
    own = text.replace('title = "受理通知书"', 'title = "受理通知书（区样式）"', 1)
    assert own != text

    def decide(work: Work) -> Outcome:
        number = work.adopt("forms", {"acceptance.toml": own})
        return Outcome(
            (Draft("zone/editions", "adopt_edition", {"kind": "forms", "edition": number, "name": "区样式"}),), {}
        )

    clerk.desk.store.act("forms/1", clerk.desk.who, "adopt_edition", decide, adopting=("forms",))


def test_the_check_string_names_the_line_the_paper_rests_on(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    line = clerk.line("draw_up")
    tail = line.hash[-12:].upper()
    with clerk.desk.store.look() as look:
        facts = bingliang.desk.papers.issuing.printed(look, line.facts["facts"], at=line.at, tail=line.hash)  # type: ignore[arg-type]  # facts are JSON
    assert facts["check"] == f"{tail[:4]}-{tail[4:8]}-{tail[8:]}"
    assert facts["print_time"] == "2026-10-12T09:00"


def test_the_applicants_phone_is_on_paper_and_masked_on_his_own_copy(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    with clerk.desk.store.look() as look:
        facts = bingliang.desk.papers.issuing.printed(
            look, clerk.papers("receipt")[0].facts, at=look.now, tail="0" * 64
        )
    handler = facts["handler"]
    assert (handler["name"], handler["id_tail"], handler["phone_masked"]) == ("经办人乙（虚构）", "0014", "139****0009")
    assert ZONE_FILE
    assert "acceptance" in factory_forms()


def test_slips_are_printed_on_the_paper_that_the_zone_has(alone: Clerk) -> None:
    """A5 and 58 mm from the day of the setting on; what was issued before stays as it was."""
    alone.on("10-12").receives("S3-09")
    before = {paper.form: page_sizes(alone.pdf(paper))[0][0] for paper in alone.case.papers}
    assert (round(before["receipt"] / MM), round(before["slip80"] / MM)) == (210, 80)
    text = zone_text(alone.desk)
    for key, value in (("slip_sheet", "A5"), ("receipt_roll", "58")):
        text += f'\n[settings.{key}]\nvalue = "{value}"\nsource = "区的设备"\n'
    adopt_zone(alone.administrator().desk, "zone/纸", text, "用纸")
    alone.receives("S3-09")
    after = {paper.form: [round(side / MM) for side in page_sizes(alone.pdf(paper))[0]] for paper in alone.case.papers}
    assert after["receipt"] == [210, 148]
    assert after["slip80"][0] == 58

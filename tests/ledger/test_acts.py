"""办件行为: the table of acts, and the small values an act is made of."""

from __future__ import annotations

from datetime import date

import pytest

from bingliang.ledger.acts import ACTS, DECISIONS, CaseNumber, Number, Refusal


def test_a_refusal_keeps_sentence_and_article_apart() -> None:
    refusal = Refusal("不能办理。", "《行政许可法》第四十五条")
    assert (refusal.sentence, refusal.article) == ("不能办理。", "《行政许可法》第四十五条")
    assert str(refusal) == "不能办理。（《行政许可法》第四十五条）"
    assert str(Refusal("不能办理。")) == "不能办理。"


def test_numbers_write_their_own_text() -> None:
    assert Number("受理/示范/2026", "示范〔2026〕受理第{n:04d}号").text(7) == "示范〔2026〕受理第0007号"
    assert CaseNumber("收件/2026-10-12", "2026-10-12").text(1).startswith("202610120001")


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
def test_each_act_has_a_title_and_a_place(act: object) -> None:
    assert act.title  # type: ignore[attr-defined]  # an Act
    kinds = {"item", "case", "zone", "paper", "line", "filing", "project", "rating", "comment", "agency", "agent"}
    kinds |= {"enterprise", "ceremony", "problem", "promise", "enquiry", "complaint", "errand", "deputy", "shelf"} | {
        "campaign",
        "tenday",
        "digest",
        "goals",
        "commanders",
    }
    assert act.on in kinds  # type: ignore[attr-defined]  # an Act


def test_replies_are_acts() -> None:
    assert set(ACTS) >= DECISIONS
    assert date(2026, 10, 12) < date(2026, 10, 13)

from __future__ import annotations

import pytest

from bingliang.desk.calendar.account_paper import account_paper
from bingliang.desk.calendar.account_view import item_account
from bingliang.ledger.acts import Refusal
from bingliang.paper.pages import page_sizes, page_text
from tests.clerk import FIRM, Clerk


def test_account_ends_on_the_dates_of_the_case(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").on("10-14").accepts(1)
    found = item_account(clerk.desk, clerk.case.stream, 1)
    assert [one.name for one in found.accounts] == ["法定期限", "承诺期限"]
    statutory, promised = found.accounts
    assert f"{statutory.due.on:%m-%d}" == "11-11"
    assert f"{promised.due.on:%m-%d}" == "10-19"
    assert statutory.lines[-1].number == 20
    assert promised.sum_words == "计 3 日，到 2026-10-19"
    assert "起算当日不计" in found.text
    assert "休息日" in found.text


def test_stopped_days_are_listed_and_not_counted(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S1-15").accepts(1).on("11-09").stops(1, "专家评审", 5).on("11-16").resumes(
        1, "专家评审"
    )
    promised = item_account(clerk.desk, clerk.case.stream, 1).accounts[1]
    stopped = [line for line in promised.lines if line.reason.startswith("停表")]
    assert stopped
    assert all(line.number is None for line in stopped)
    assert "停表" in promised.sum_words
    number = clerk.papers("special_step")[0].number
    assert {line.reason for line in stopped} == {f"停表：专家评审（{number}）"}, "a stopped day names step and notice"
    assert promised.sum_words.count("停表") == 1


def test_each_stopped_day_names_its_own_notice(clerk: Clerk) -> None:
    """A further notice carries on where the first ends; each day is told by the one that covers it."""
    clerk.on("11-02").receives("S2-04").on("11-04").accepts(1).on("11-09").stops(1, "专家评审", 5)
    clerk.on("11-13").stops(1, "专家评审", 3).on("11-20")
    first, second = (paper.number for paper in clerk.papers("special_step"))
    lines = item_account(clerk.desk, clerk.case.stream, 1).accounts[0].lines
    told = {f"{line.on:%m-%d}": line.reason for line in lines if line.reason.startswith("停表")}
    assert told["11-10"] == f"停表：专家评审（{first}）"
    assert told["11-17"] == f"停表：专家评审（{second}）"
    assert len(told) == 10, "eight workdays and the weekend between, in a limit of calendar days"


def test_the_account_on_paper_says_what_the_screen_says(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S2-04").on("11-04").accepts(1).on("11-09").stops(1, "专家评审", 10).on("11-10")
    before = clerk.state()
    found = item_account(clerk.desk, clerk.case.stream, 1)
    made = account_paper(clerk.desk, clerk.case.stream, 1)
    assert clerk.state() == before, "no act, no number, no line"
    sizes = page_sizes(made.pdf)
    assert len(sizes) == made.pages
    assert all(abs(width - 595.28) < 1 and abs(height - 841.89) < 1 for width, height in sizes), "A4"
    text = "".join(page_text(made.pdf, at) for at in range(made.pages)).replace("\n", "").replace("\r", "")
    squeezed = text.replace(" ", "")
    for one in found.accounts:
        for line in one.lines:
            assert f"{line.on}{line.weekday}".replace(" ", "") in squeezed, line
        assert one.sum_words.replace(" ", "") in squeezed
    for words in (
        clerk.case.code,
        clerk.item(1).name,
        str(FIRM["name"]),
        "出厂日历",
        "节假日已公布至2026-12-31",
    ):
        assert words in squeezed, words
    assert clerk.papers("special_step")[0].number in squeezed


def test_what_has_not_begun_is_not_printed(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    with pytest.raises(Refusal, match="还没有受理"):
        account_paper(clerk.desk, clerk.case.stream, 1)


def test_item_without_a_limit_says_why(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    found = item_account(clerk.desk, clerk.case.stream, 1)
    assert found.accounts == ()
    assert "还没有受理" in found.why_none


def test_unknown_item_is_refused(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    with pytest.raises(Refusal, match="没有这一项"):
        item_account(clerk.desk, clerk.case.stream, 9)

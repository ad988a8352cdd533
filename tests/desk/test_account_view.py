from __future__ import annotations

import pytest

from bingliang.desk.account_view import item_account
from bingliang.ledger.acts import Refusal
from tests.clerk import Clerk


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


def test_item_without_a_limit_says_why(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    found = item_account(clerk.desk, clerk.case.stream, 1)
    assert found.accounts == ()
    assert "还没有受理" in found.why_none


def test_unknown_item_is_refused(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    with pytest.raises(Refusal, match="没有这一项"):
        item_account(clerk.desk, clerk.case.stream, 9)

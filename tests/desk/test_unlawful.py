"""法制审核员的一天: the wrong thing tried by the desk, rule by rule; nothing unlawful is recorded, printed or promised."""

from __future__ import annotations

from bingliang.desk.account_view import item_account
from bingliang.ledger.standing import Level
from tests.clerk import Clerk, day

HELD = {"S2-02": "建字示范1号", "S3-01": "审图示范1号", "S3-02": "消审示范1号"}


# ── A6 the promise ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a6_no_paper_promises_a_day_later_than_the_law(clerk: Clerk) -> None:
    """施工许可 of 09-30: three workdays promised end on 10-10, the law's seven days on 10-08."""
    clerk.on("09-30").receives("S3-03", held=HELD).accepts(1)
    assert (clerk.due(1), clerk.promised(1)) == ("10-08", "10-08")
    row = clerk.papers("acceptance")[0].facts["items"][0]
    assert (row["promised_due"]["date"], row["statutory_due"]["date"]) == ("2026-10-08", "2026-10-08")
    assert {row.promised_on for row in clerk.rows(Level.ITEM)} == {day("10-08")}
    promised = item_account(clerk.desk, clerk.stream, 1).accounts[-1]
    assert (promised.due.on, "承诺不得晚于法定" in promised.note) == (day("10-08"), True)
    assert clerk.desk.store.verify().ok
    clerk.on("10-09")
    assert (clerk.clocks(1).promise_late(clerk.today), clerk.clocks(1).statute_late(clerk.today)) == (1, 1)
    assert "已超承诺日期10月8日" in clerk.view.sentence

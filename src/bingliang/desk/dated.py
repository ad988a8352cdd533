"""本机日期确认: who confirmed which date, when the machine's clock lay far ahead of the ledger; then the morning's work is done."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from bingliang.desk.casework.clocks import sweep
from bingliang.desk.papers.issuing import issue_all
from bingliang.ledger.acts import Draft
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.endings import Outcome
    from bingliang.store.work import Work

STREAM = "zone/date"
CONFIRMED = "日期已由经办人确认"


def confirm_date(desk: Desk) -> None:
    """确认日期 and record it; papers that waited are issued and what followed in silence is recorded."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("confirm_date", work.who)
        return Outcome((Draft(STREAM, "confirm_date", {"on": work.today.isoformat()}),), {})

    desk.store.act(f"date/{uuid4().hex}", desk.who, "confirm_date", decide, despite_clock=CONFIRMED)
    issue_all(desk)
    sweep(desk)

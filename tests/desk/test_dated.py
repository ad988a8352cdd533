"""A machine's clock far ahead of the ledger: nothing is inferred nor written before the date is confirmed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bingliang.desk import enquiry_log
from bingliang.desk.acts.press import press
from bingliang.desk.arriving import arrive
from bingliang.desk.dated import confirm_date
from bingliang.desk.desk import Desk, open_desk
from bingliang.desk.enquiries import Enquiry
from bingliang.ledger.acts import Refusal, Who
from bingliang.settings import Settings
from bingliang.store.schema import ledger

WHO = Who("综合窗口甲", "3")
ASKED = Enquiry("经办人", "问", "答")


def written(path: Path, days: int) -> None:
    """One line of the ledger, so many days ago."""
    desk = open_desk(path, WHO, clock=lambda: datetime.now(UTC) - timedelta(days=days))
    press(desk, "问-1", enquiry_log.enquire(desk.today(), ASKED))
    desk.close()


def lines(desk: Desk) -> list[str]:
    with desk.store.look() as look:
        return [act for (act,) in look.connection.execute(select(ledger.c.act).order_by(ledger.c.id))]


def test_nothing_is_inferred_nor_written_before_the_date_is_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "台账.db"
    written(path, 40)
    reading = arrive(Settings(database=str(path), clerk="综合窗口甲", counter="3"))
    assert lines(reading.desk) == ["enquire"], "the sweep of the morning waits as well"
    question = reading.date_question()
    assert "相隔40天" in question
    assert question.endswith("日期对吗？确认以前不推定、不登记任何事项。")
    again = enquiry_log.enquire(reading.today, ASKED)
    with pytest.raises(Refusal, match="确认本机日期"):
        press(reading.desk, "问-2", again)
    reading.confirm_date()
    assert reading.date_question() == ""
    assert lines(reading.desk) == ["enquire", "confirm_date"]
    press(reading.desk, "问-2", again)
    assert lines(reading.desk)[-1] == "enquire"
    assert reading.desk.store.verify().ok
    reading.desk.close()


def test_a_holiday_is_not_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "台账.db"
    written(path, 9)
    desk = open_desk(path, WHO)
    assert desk.store.date_question() == ""
    press(desk, "问-2", enquiry_log.enquire(desk.today(), ASKED))
    desk.close()


@pytest.mark.parametrize("post", ["部门", "督查"])
def test_the_date_is_confirmed_by_the_counter(tmp_path: Path, post: str) -> None:
    path = tmp_path / "台账.db"
    written(path, 40)
    desk = open_desk(path, Who("他人", "9", post))
    with pytest.raises(Refusal, match="岗位"):
        confirm_date(desk)
    desk.close()

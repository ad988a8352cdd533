"""到岗: what a window does when it starts: opens this counter's database and records what has followed in silence."""

from __future__ import annotations

from bingliang.desk.clocks import sweep
from bingliang.desk.desk import open_desk
from bingliang.desk.issuing import issue_all
from bingliang.desk.reading import Reading
from bingliang.ledger.acts import Who
from bingliang.settings import Settings, default_database, writable_data_folder


def arrive(settings: Settings) -> Reading:
    """到岗 at the database of the settings; ValueError or Refusal in one sentence when it cannot be used.

    The sweep comes before any list is shown: 视为受理 is found on the first morning, whichever counter starts first.
    """
    where = settings.database
    if not where:
        writable_data_folder()
        where = str(default_database())
    desk = open_desk(where, Who(settings.clerk or "窗口人员", settings.counter or "1", settings.role))
    issue_all(desk)
    sweep(desk)
    with desk.store.look() as look:
        ribbon = str(look.loaded("catalogue").setting("watermark"))
    return Reading(desk, ribbon)

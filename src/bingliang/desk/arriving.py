"""到岗: what a window does when it starts: opens this counter's database and records what has followed in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bingliang.desk.casework.clocks import sweep
from bingliang.desk.desk import open_desk
from bingliang.desk.file import names_of
from bingliang.desk.first_page import who_of
from bingliang.desk.loading import factory_calendar, factory_catalogue
from bingliang.desk.papers.issuing import issue_all
from bingliang.desk.reading import Reading
from bingliang.ledger.roles import REVIEWER
from bingliang.settings import Settings, default_database, writable_data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.clock import Clock


def prepare() -> None:
    """预热: what `arrive` and the first list need, brought into memory while the clerk still says who he is."""
    import bingliang.desk.online.counting
    import bingliang.store.lists
    import bingliang.store.open_items
    import bingliang.store.projection
    import bingliang.store.sqlite
    import bingliang.store.store  # noqa: F401 - for the sake of sqlalchemy, which takes longer than all the rest

    factory_calendar()
    factory_catalogue()


def prepare_case() -> None:
    """预热办件: what a case and its acts ask for, since the first row of the list is a case."""
    import bingliang.desk.acts.forms
    import bingliang.desk.calendar.account_view
    import bingliang.desk.case_view
    import bingliang.desk.waiting  # noqa: F401 - as above


def prepare_rooms() -> None:
    """预热各房间: what they ask of the desk, brought into memory once the first list stands, so that F2 opens at once."""
    import bingliang.desk.amending.offers
    import bingliang.desk.calendar.notice_view
    import bingliang.desk.calendar.view
    import bingliang.desk.finding
    import bingliang.desk.help
    import bingliang.desk.intake.drafts
    import bingliang.desk.intake.entering
    import bingliang.desk.intake.filling
    import bingliang.desk.overview
    import bingliang.desk.papers.print_queue
    import bingliang.desk.papers.shelf
    import bingliang.desk.spelling
    import bingliang.desk.tasks
    import bingliang.desk.zone.settings  # noqa: F401 - as above


def arrive(settings: Settings) -> Reading:
    """到岗 at the database of the settings; ValueError or Refusal in one sentence when it cannot be used.

    The sweep comes before any list is shown: 视为受理 is found on the first morning, whichever counter starts first.
    """
    where = settings.database
    if not where:
        writable_data_folder()
        where = str(default_database())
    desk = take_place(where, settings)
    if not desk.store.date_question():  # else nothing is inferred nor issued before the date is confirmed
        issue_all(desk)
        sweep(desk)
    with desk.store.look() as look:
        ribbon = str(look.loaded("catalogue").setting("watermark"))
    return Reading(desk, ribbon)


def take_place(where: str | Path, settings: Settings, *, clock: Clock | None = None, create: bool = True) -> Desk:
    """就位 at that database: who the settings say is here, a reviewer with his department.

    ValueError when the zone's catalogue has no such department, so that nobody answers for a body that is not there, and
    when somebody of the same name reviews for another one (同名).
    """
    who = who_of(settings)
    desk = open_desk(where, who, clock=clock, create=create)
    if who.role != REVIEWER:
        return desk
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
    office = next((code for code in catalogue.bodies if settings.office in names_of(catalogue, code)), "")
    if not office or not settings.office:
        desk.close()
        raise ValueError(_no_office(catalogue, settings.office))
    from bingliang.desk.handover.namesakes import elsewhere

    with desk.store.look() as look:
        namesake = elsewhere(look, who.name, office)
    if namesake:
        desk.close()
        raise ValueError(namesake)
    desk.who = replace(who, office=office)
    return desk


def _no_office(catalogue: Catalogue, wanted: str) -> str:
    known = "、".join(dict.fromkeys(body.short for body in catalogue.bodies.values() if body.name))
    what = f"没有名为“{wanted}”的部门" if wanted else "还没有选择部门"
    return (
        f"本园区目录里{what}，请在身份里重新选择，可选的是：{known}。"
        if wanted
        else f"{what}，请在身份里选择，可选的是：{known}。"
    )


def offices(desk: Desk) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """部门的候选 of the zone's own catalogue: code, short name, and every name it goes by."""
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
    return tuple((code, body.short, tuple(names_of(catalogue, code))) for code, body in catalogue.bodies.items())

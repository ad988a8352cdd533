"""房间表: the rooms of the window, in the order of the navigation; each is made when it is first gone to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bingliang.gui.keys import Place
from bingliang.gui.page import Frame, Page


@dataclass(frozen=True, slots=True)
class Room:
    """房间: `icon` names a file of resources/icons, `group` the heading in the navigation; without one it is not listed.

    With a `role` it is listed for that 岗位 alone, and is where a person of it begins; `start` is a 岗位 that begins in a
    room which everybody has.
    """

    place: Place
    icon: str
    group: str
    make: Callable[[Frame], Page]
    role: str = ""
    start: str = ""

    @property
    def word(self) -> str:
        """导航里的词."""
        return str(self.place)


def _worklist(frame: Frame) -> Page:
    from bingliang.gui.pages.worklist.page import WorklistPage

    return WorklistPage(frame)


def _case(frame: Frame) -> Page:
    from bingliang.gui.pages.case.room import CaseRoom

    return CaseRoom(frame)


def _find(frame: Frame) -> Page:
    from bingliang.gui.pages.find import FindPage

    return FindPage(frame)


def _enquiries(frame: Frame) -> Page:
    from bingliang.gui.pages.enquiries.page import EnquiriesPage

    return EnquiriesPage(frame)


def _handover(frame: Frame) -> Page:
    from bingliang.gui.pages.handover.page import HandoverPage

    return HandoverPage(frame)


def _intake(frame: Frame) -> Page:
    from bingliang.gui.pages.intake.page import IntakePage

    return IntakePage(frame)


def _online(frame: Frame) -> Page:
    from bingliang.gui.pages.online.page import OnlinePage

    return OnlinePage(frame)


def _papers(frame: Frame) -> Page:
    from bingliang.gui.pages.papers.page import PapersPage

    return PapersPage(frame)


def _bags(frame: Frame) -> Page:
    from bingliang.gui.pages.bags.page import BagsPage

    return BagsPage(frame)


def _queue(frame: Frame) -> Page:
    from bingliang.gui.pages.queue.page import QueuePage

    return QueuePage(frame)


def _settings(frame: Frame) -> Page:
    from bingliang.gui.pages.settings.page import SettingsPage

    return SettingsPage(frame)


def _calendar(frame: Frame) -> Page:
    from bingliang.gui.pages.calendar.page import CalendarPage

    return CalendarPage(frame)


def _department(frame: Frame) -> Page:
    from bingliang.gui.pages.department.page import DepartmentPage

    return DepartmentPage(frame)


def _overview(frame: Frame) -> Page:
    from bingliang.gui.pages.overview import OverviewPage

    return OverviewPage(frame)


def _supervision(frame: Frame) -> Page:
    from bingliang.gui.pages.supervision.page import SupervisionPage

    return SupervisionPage(frame)


def _projects(frame: Frame) -> Page:
    from bingliang.gui.pages.library.page import ProjectsPage

    return ProjectsPage(frame)


def _agency(frame: Frame) -> Page:
    from bingliang.gui.pages.agency.page import AgencyPage

    return AgencyPage(frame)


def _rating(frame: Frame) -> Page:
    from bingliang.gui.pages.rating.page import RatingPage

    return RatingPage(frame)


def _pledges(frame: Frame) -> Page:
    from bingliang.gui.pages.pledges.page import PledgesPage

    return PledgesPage(frame)


def _forms(frame: Frame) -> Page:
    from bingliang.gui.pages.papers.forms import FormsPage

    return FormsPage(frame)


def _boards(frame: Frame) -> Page:
    from bingliang.gui.pages.boards.page import BoardsPage

    return BoardsPage(frame)


def _statistics(frame: Frame) -> Page:
    from bingliang.gui.pages.statistics.page import StatisticsPage

    return StatisticsPage(frame)


def _what_if(frame: Frame) -> Page:
    from bingliang.gui.pages.what_if.page import WhatIfPage

    return WhatIfPage(frame)


def _catalogue(frame: Frame) -> Page:
    from bingliang.gui.pages.catalogue.page import CataloguePage

    return CataloguePage(frame)


def _help(frame: Frame) -> Page:
    from bingliang.gui.pages.help.page import HelpPage

    return HelpPage(frame)


ROOMS: tuple[Room, ...] = (
    Room(Place.WORKLIST, "workbench", "窗口", _worklist),
    Room(Place.INTAKE, "intake", "窗口", _intake),
    Room(Place.ONLINE, "online", "窗口", _online),
    Room(Place.PAPERS, "papers", "窗口", _papers),
    Room(Place.QUEUE, "queue", "窗口", _queue),
    Room(Place.DEPARTMENT, "department", "部门", _department, role="部门"),
    Room(Place.OVERVIEW, "overview", "1+8 机制", _overview),
    Room(Place.SUPERVISION, "supervision", "1+8 机制", _supervision),
    Room(Place.PROJECTS, "projects", "1+8 机制", _projects),
    Room(Place.AGENCY, "agency", "1+8 机制", _agency, start="代办"),
    Room(Place.RATING, "rating", "1+8 机制", _rating),
    Room(Place.PLEDGES, "pledges", "1+8 机制", _pledges),
    Room(Place.BOARDS, "boards", "看板", _boards),
    Room(Place.STATISTICS, "statistics", "看板", _statistics),
    Room(Place.WHAT_IF, "statistics", "", _what_if),
    Room(Place.BAGS, "papers", "", _bags),
    Room(Place.CASE, "case", "", _case),
    Room(Place.FIND, "search", "", _find),
    Room(Place.ENQUIRIES, "help", "", _enquiries),
    Room(Place.HANDOVER, "agency", "", _handover),
    Room(Place.CATALOGUE, "catalogue", "系统", _catalogue),
    Room(Place.CALENDAR, "calendar", "系统", _calendar),
    Room(Place.FORMS, "forms", "系统", _forms),
    Room(Place.SETTINGS, "settings", "系统", _settings),
    Room(Place.HELP, "help", "系统", _help),
)


def room(place: Place) -> Room:
    """房间 of a place; KeyError when there is none."""
    for one in ROOMS:
        if one.place is place:
            return one
    raise KeyError(place)


def listed(role: str = "窗口") -> tuple[Room, ...]:
    """导航里的房间 for a 岗位."""
    return tuple(one for one in ROOMS if one.group and one.role in ("", role))


def start_of(role: str) -> Place:
    """一天从哪里开始: the 岗位's own room, else the worklist."""
    return next((one.place for one in ROOMS if role in (one.role, one.start)), Place.WORKLIST)

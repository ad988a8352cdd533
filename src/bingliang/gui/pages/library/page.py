"""项目库: projects, 集中开工 batches, the enterprises' problems and the leaders' lines, each a page of one room; Ctrl+PgDn turns them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from bingliang.gui.keys import Place
from bingliang.gui.listed import Listed
from bingliang.gui.page import Frame
from bingliang.gui.pages.library.ceremony_list import CeremonyList
from bingliang.gui.pages.library.leader_list import LeaderList
from bingliang.gui.pages.library.problem_list import ProblemList
from bingliang.gui.pages.library.project_list import ProjectList
from bingliang.gui.turned import Turned
from bingliang.ledger import ceremony, problem, project

PROJECTS, CEREMONIES, PROBLEMS, LEADERS = "项目", "集中开工", "要素保障", "联系领导"
_OF_STREAM = {project.PREFIX: PROJECTS, ceremony.PREFIX: CEREMONIES, problem.PREFIX: PROBLEMS}


class ProjectsPage(Turned[Listed[Any]]):
    """项目库; `subject` is one of its pages, a stream of one of them, or behind “筛选=” what projects are sifted by."""

    place = Place.PROJECTS

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self.projects, self.ceremonies, self.problems = ProjectList(self), CeremonyList(self), ProblemList(self)
        self.leaders = LeaderList(self)
        self.bring(
            "项目服务", "projects.switch",
            {
                PROJECTS: self.projects, CEREMONIES: self.ceremonies, PROBLEMS: self.problems,
                LEADERS: self.leaders,
            },
        )  # fmt: skip

    def enter(self, subject: str = "") -> None:
        what, _, words = subject.partition("=")
        prefix = next((one for one in _OF_STREAM if subject.startswith(one)), "")
        if subject in self.views:
            self.turn(subject)
        elif prefix:
            self.turn(_OF_STREAM[prefix])
            self._show(subject)
        elif what == "筛选":
            self.turn(PROJECTS)
            self.projects.seek(words)
        elif what in ("批次", "问题"):
            self.turn(PROJECTS if what == "批次" else PROBLEMS)
            self.view.choose(words)
        self.refresh()
        self.view.focus()

    def _show(self, stream: str) -> None:
        if stream.startswith(project.PREFIX):
            self.projects.show_project(stream)
        elif stream.startswith(ceremony.PREFIX):
            self.ceremonies.show_batch(stream)
        else:
            self.problems.show_stream(stream)

    def escape(self) -> bool:
        return super().escape() or (self.view is self.projects and self.projects.escape())

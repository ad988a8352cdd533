"""项目库: projects, 集中开工 batches and the enterprises' problems, each a page of one room; Ctrl+PgDn turns them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.library.ceremony_list import CeremonyList
from bingliang.gui.pages.library.problem_list import ProblemList
from bingliang.gui.pages.library.project_list import ProjectList
from bingliang.gui.pages.library.view import LibraryView
from bingliang.gui.widgets.choice import Choice
from bingliang.ledger import ceremony, problem, project

PROJECTS, CEREMONIES, PROBLEMS = "项目", "集中开工", "要素保障"
_OF_STREAM = {project.PREFIX: PROJECTS, ceremony.PREFIX: CEREMONIES, problem.PREFIX: PROBLEMS}


class ProjectsPage(Page):
    """项目库; `subject` is one of the three pages, a stream of one of them, or behind “筛选=” what projects are sifted by."""

    place = Place.PROJECTS

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self.switch = Choice("项目服务", {one: one for one in (PROJECTS, CEREMONIES, PROBLEMS)}, PROJECTS)
        self.switch.setProperty("helpKey", "projects.switch")
        self.switch.chosen.connect(self.turn_to)
        self.projects, self.ceremonies, self.problems = ProjectList(self), CeremonyList(self), ProblemList(self)
        self._views: dict[str, LibraryView[Any]] = {
            PROJECTS: self.projects, CEREMONIES: self.ceremonies, PROBLEMS: self.problems,
        }  # fmt: skip
        self._stack = QStackedWidget()
        for one in self._views.values():
            self._stack.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.S, tokens.L, tokens.M)
        column.setSpacing(tokens.S)
        column.addWidget(self.switch)
        column.addWidget(self._stack, 1)

    @property
    def view(self) -> LibraryView[Any]:
        """现在的一页."""
        return self._views[self.switch.value]

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        what, _, words = subject.partition("=")
        prefix = next((one for one in _OF_STREAM if subject.startswith(one)), "")
        if subject in self._views:
            self._turn(subject)
        elif prefix:
            self._turn(_OF_STREAM[prefix])
            self._show(subject)
        elif what == "筛选":
            self._turn(PROJECTS)
            self.projects.seek(words)
        elif what in ("批次", "问题"):
            self._turn(PROJECTS if what == "批次" else PROBLEMS)
            self.view.choose(words)
        self.refresh()
        self.view.focus()

    def _show(self, stream: str) -> None:
        if stream.startswith(project.PREFIX):
            self.projects.show_project(stream)
        elif stream.startswith(ceremony.PREFIX):
            self.ceremonies.show_batch(stream)
        else:
            self.problems.show_problem(stream)

    def refresh(self) -> None:
        self.view.refresh()

    def panes(self) -> list[QWidget]:
        return self.view.panes()

    def keys(self) -> Mapping[str, Callable[[], None]]:
        view = self.view
        if view.acts.keys() is not None:
            return view.keys()
        return {**view.keys(), "library_next": partial(self._step, 1), "library_back": partial(self._step, -1)}

    def commands(self) -> Sequence[Command]:
        turns = [
            Command(one, partial(self.turn_to, one), "Ctrl+PgDn") for one in self._views if one != self.switch.value
        ]
        return [*self.view.commands(), *turns]

    def escape(self) -> bool:
        return self.view.acts.escape() or (self.view is self.projects and self.projects.escape())

    def unsaved(self) -> str:
        return self.view.acts.unsaved()

    def mark(self) -> str:
        return self.switch.value

    # ── the three pages ───────────────────────────────────────────────────────────────────────────────────────

    def turn_to(self, which: str) -> None:
        """换一页."""
        self._turn(which)
        self.refresh()
        self.view.focus()

    def _turn(self, which: str) -> None:
        self.switch.set_value(which)
        self._stack.setCurrentWidget(self._views[which])

    def _step(self, by: int) -> None:
        names = list(self._views)
        self.turn_to(names[(names.index(self.switch.value) + by) % len(names)])

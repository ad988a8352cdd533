"""几页合一: several lists that are pages of one room, one of them shown; the choice above turns them, and so does Ctrl+PgDn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.listed import Listed
from bingliang.gui.page import Command, Page
from bingliang.gui.widgets.choice import Choice

View = TypeVar("View", bound=Listed[Any])


class Turned(Page, Generic[View]):
    """一间有几页的房间. Its pages come by `bring`, in their order; the first is shown."""

    def bring(self, name: str, help_key: str, views: Mapping[str, View]) -> None:
        """摆好各页 under the choice `name`."""
        self.views: dict[str, View] = dict(views)
        self.switch = Choice(name, {one: one for one in views}, next(iter(views)))
        self.switch.setProperty("helpKey", help_key)
        self.switch.chosen.connect(self.turn_to)
        self.stack = QStackedWidget()
        for view in views.values():
            self.stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.S, tokens.L, tokens.M)
        column.setSpacing(tokens.S)
        column.addWidget(self.switch)
        column.addWidget(self.stack, 1)

    @property
    def view(self) -> View:
        """现在的一页."""
        return self.views[self.switch.value]

    def refresh(self) -> None:
        self.view.refresh()

    def panes(self) -> list[QWidget]:
        return self.view.panes()

    def keys(self) -> Mapping[str, Callable[[], None]]:
        """按键 of the page shown; they alone while a sheet of acts stands over it."""
        view = self.view
        if view.acts.keys() is not None:
            return view.keys()
        return {**view.keys(), "page_next": partial(self._step, 1), "page_back": partial(self._step, -1)}

    def turns(self) -> list[Command]:
        """换到别的页, for the palette."""
        others = (one for one in self.views if one != self.switch.value)
        return [Command(one, partial(self.turn_to, one), "Ctrl+PgDn") for one in others]

    def commands(self) -> Sequence[Command]:
        return [*self.view.commands(), *self.turns()]

    def escape(self) -> bool:
        return self.view.acts.escape()

    def unsaved(self) -> str:
        return self.view.acts.unsaved()

    def mark(self) -> str:
        return self.switch.value

    def turn_to(self, which: str) -> None:
        """换一页."""
        self.turn(which)
        self.refresh()
        self.view.focus()

    def turn(self, which: str) -> None:
        """换一页 without asking anew."""
        self.switch.set_value(which)
        self.stack.setCurrentWidget(self.views[which])

    def _step(self, by: int) -> None:
        names = list(self.views)
        self.turn_to(names[(names.index(self.switch.value) + by) % len(names)])

"""部门的办理: Enter opens the sheet for what is wanted; the menu shows all that a reviewer may do, and what the law forbids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from bingliang.desk.act_forms import form_of
from bingliang.desk.offers import Group, Offer
from bingliang.desk.task_view import task_offers
from bingliang.desk.tasks import Task, Want
from bingliang.gui.page import Command
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.act_menu import ActMenu, why

if TYPE_CHECKING:
    from bingliang.desk.act_fields import ActForm
    from bingliang.desk.rehearsal import Done
    from bingliang.gui.page import Page

_WANTED: Mapping[Want, str] = {
    Want.REMARK: "remark",
    Want.FILE: "file",
    Want.OPINE: "opine",
    Want.ANSWER: "give_opinion",
    Want.VERIFY: "verify_pledge",
}
"""要什么 → the one act that gives it; a decision has several replies."""


class TaskActs(QObject):
    """部门的办理 of the task in hand."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page, self._frame = page, page.frame
        self._task: Task | None = None
        self._menu: ActMenu | None = None
        self._sheet: Sheet | None = None

    def keys(self) -> Mapping[str, Callable[[], None]] | None:
        """按键 while something stands over the page; None while nothing does."""
        if self._sheet is not None and self._sheet.isVisible():
            return {"confirm": self._sheet.confirm}
        return {} if self._menu is not None and self._menu.isVisible() else None

    def escape(self) -> bool:
        """Esc: closes what is open."""
        if self._menu is not None and self._menu.isVisible():
            self._menu.lift()
            return True
        if self._sheet is not None and self._sheet.isVisible():
            self._sheet.cancel()
            return True
        return False

    def unsaved(self) -> str:
        """未办完的办理单."""
        return self._sheet.unsaved() if self._sheet is not None and self._sheet.isVisible() else ""

    def answer(self, task: Task) -> None:
        """办理 what is wanted; a task that waits for others says for whom."""
        if not task.want.owed:
            self._frame.say(f"《{task.item}》{task.want}，本部门现在不用办理。")
            return
        self._ask(task, self._answer)

    def menu(self, task: Task) -> None:
        """办理菜单 with everything of the reviewer's role."""
        self._ask(task, lambda task, found: self._open_menu(task, found, None))

    def ask_commands(self, task: Task | None, then: Callable[[Sequence[Command]], None]) -> None:
        """命令面板里的办理: all that fits the task in hand, what the law forbids with the article."""
        if task is None or self.keys() is not None:
            then(())
            return

        def take(found: tuple[Offer, ...]) -> None:
            fit = [one for one in found if one.fits or one.allowed]
            group = f"办理 · {task.item}"
            then([Command(one.title, partial(self._open, task, one), "", why(one), task.project, group) for one in fit])

        self._frame.backstage.ask(self, lambda counter: task_offers(counter.desk, task), take, topic="commands")

    def _ask(self, task: Task, then: Callable[[Task, tuple[Offer, ...]], None]) -> None:
        self._task = task
        self._frame.backstage.ask(
            self, lambda counter: task_offers(counter.desk, task), lambda found: then(task, found), topic="offers"
        )

    def _answer(self, task: Task, found: tuple[Offer, ...]) -> None:
        name = _WANTED.get(task.want)
        fit = [one for one in found if (one.name == name if name else _deciding(one)) and one.fits]
        allowed = [one for one in fit if one.allowed]
        if len(allowed) == 1:
            self._open(task, allowed[0])
        elif allowed:
            self._open_menu(task, found, _deciding)
        else:
            self._frame.say(why(fit[0]) if fit else "这一项现在没有可以办理的。")

    def _open_menu(self, task: Task, found: tuple[Offer, ...], only: Callable[[Offer], bool] | None) -> None:
        if self._menu is None:
            self._menu = ActMenu(self._page)
            self._menu.chosen.connect(self._chosen)
        self._menu.open(task.item, found, only=only)

    def _chosen(self, offer: Offer) -> None:
        if self._task is not None:
            self._open(self._task, offer)

    def _open(self, task: Task, offer: Offer) -> None:
        self._frame.backstage.ask(
            self,
            lambda counter: form_of(counter.desk, task.stream, offer),
            lambda form: self._open_sheet(task, form),
            topic="form",
        )

    def _open_sheet(self, task: Task, form: ActForm) -> None:
        if self._sheet is None:
            self._sheet = Sheet(self._frame, self._page)
            self._sheet.done.connect(self._done)
        self._sheet.open(task.stream, form)

    def _done(self, form: ActForm, done: Done) -> None:
        self._frame.tell(f"“{form.title}”已办理：{form.subject}。{done.sentence}")


def _deciding(offer: Offer) -> bool:
    return offer.group is Group.DECIDING and offer.name != "verify_pledge"

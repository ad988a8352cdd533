"""部门的办理: Enter opens the sheet for what is wanted; the menu shows all that a reviewer may do, and what the law forbids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from bingliang.desk.acts.forms import form_of
from bingliang.desk.acts.offers import Group, Offer
from bingliang.desk.task_view import task_offers
from bingliang.desk.tasks import Task, Want
from bingliang.gui.acting import Acting
from bingliang.gui.page import Command
from bingliang.gui.widgets.act_menu import why

_WANTED: Mapping[Want, str] = {
    Want.REMARK: "remark",
    Want.FILE: "file",
    Want.OPINE: "opine",
    Want.SIGN: "receive_opinion",
    Want.ANSWER: "give_opinion",
    Want.VERIFY: "verify_pledge",
    Want.ATTEND: "attend",
    Want.REINSPECT: "attend",
}
"""要什么 → the one act that gives it; a decision has several replies."""


class TaskActs(Acting[Task]):
    """部门的办理 of the task in hand."""

    def answer(self, task: Task) -> None:
        """办理 what is wanted; a task that waits for others says for whom."""
        if not task.want.owed:
            self._frame.say(f"《{task.item}》{task.want}，本部门现在不用办理。")
            return
        self._ask(task, self._answer)

    def menu(self, task: Task) -> None:
        """办理菜单 with everything of the reviewer's role."""
        self._ask(task, lambda task, found: self._open_menu(task, task.item, found))

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
            self._open_menu(task, task.item, found, only=_deciding)
        else:
            self._frame.say(why(fit[0]) if fit else "这一项现在没有可以办理的。")

    def _open(self, row: Task, offer: Offer) -> None:
        self._ask_form(row.stream, lambda counter: form_of(counter.desk, row.stream, offer))


def _deciding(offer: Offer) -> bool:
    return offer.group is Group.DECIDING and offer.name != "verify_pledge"

"""按下 F9: nothing while an error stands, nothing that the clerk has not seen; then one case, however often it is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bingliang.desk.intake import entering
from bingliang.desk.intake.entering import Received
from bingliang.desk.intake.foreseen_changes import Change, ConsequenceChanged, changes, merged

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.desk.intake.foreseen import Foreseen
    from bingliang.desk.intake.visit import Visit
    from bingliang.gui.pages.intake.page import IntakePage
    from bingliang.gui.pages.intake.visits import Parked


class Press:
    """收件的一按, on behalf of the page."""

    def __init__(self, page: IntakePage) -> None:
        self._page = page
        self.sending = False

    def receive(self) -> None:
        """收件: looks once more first, and asks again when the consequence is not the one that stood there."""
        page = self._page
        if self.sending or not page.frame.backstage.ready:
            return
        self.sending = page.outlook.pressed = True
        here = page.visits.here
        visit = here.visit
        page.frame.backstage.ask(
            page, lambda counter: _afresh(counter.desk, visit), lambda found: self._looked(here, *found),
            topic="press", refused=self._stopped, failed=lambda number: self._stopped(f"没有收成（日志编号 {number}）。"),
        )  # fmt: skip

    def _looked(self, here: Parked, visit: Visit, seen: Foreseen) -> None:
        page = self._page
        if here is not page.visits.here:
            self.sending = False
            return
        outlook = page.outlook
        shown, before = outlook.seen, outlook.moved
        here.visit = visit
        outlook.show(visit, seen)
        if seen.faults:
            self.sending = False
            outlook.first_fault(seen)
            return
        found = merged(before, changes(shown, seen)) if shown is not None else before
        if found or shown is None:
            self._ask_again(found)
            return
        page.frame.backstage.act(
            page, lambda counter: entering.confirm(counter.desk, here.key, visit, seen),
            lambda done: self._done(here, done), refused=self._stopped,
            failed=lambda number: self._stopped(f"没有收成，填写的都还在（日志编号 {number}）。"),
        )  # fmt: skip

    def _ask_again(self, found: tuple[Change, ...]) -> None:
        self.sending = False
        self._page.outlook.show_changes(found)
        if found:
            self._page.frame.say(
                f"没有收：后果与刚才显示的有 {len(found)} 处不同（{found[0].sentence}）。看过右边的前后对照，再按一次 F9。"
            )
        else:
            self._page.frame.say("右边刚列出按 F9 会怎样，看过再按一次 F9。")

    def _done(self, here: Parked, done: Received | ConsequenceChanged) -> None:
        if isinstance(done, ConsequenceChanged):
            self._page.outlook.show(here.visit, done.now)
            self._ask_again(done.changes)
            return
        self.sending = False
        self._page.received(here, done)

    def _stopped(self, sentence: str) -> None:
        self.sending = False
        self._page.frame.say(sentence)


def _afresh(desk: Desk, visit: Visit) -> tuple[Visit, Foreseen]:
    now = entering.renew(desk, visit)
    return now, entering.foresee(desk, now)

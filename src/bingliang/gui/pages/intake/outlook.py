"""预见: asks what F9 would do and shows it: on the steps, under the fields, at the right; marks what has changed by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from bingliang.desk.intake import entering
from bingliang.desk.intake.foreseen import Foreseen
from bingliang.desk.intake.foreseen_changes import Change, changes, merged
from bingliang.desk.intake.visit import Visit
from bingliang.gui.pages.intake.steps import Step, told

if TYPE_CHECKING:
    from bingliang.gui.pages.intake.page import IntakePage

STEP_OF = {"items": Step.ITEMS, "materials": Step.MATERIALS}


class Outlook(QObject):
    """预见 of the visit on screen. `pressed`: F9 has been tried, so that every fault is shown in its place."""

    def __init__(self, page: IntakePage) -> None:
        super().__init__(page)
        self._page = page
        self.begin()

    def begin(self) -> None:
        """另一件来件: nothing is seen of it yet."""
        self.seen: Foreseen | None = None
        self.moved: tuple[Change, ...] = ()
        self.pressed = self._stopped = False
        self._seen_of: Visit | None = None

    def ask(self) -> None:
        """问: what F9 would do now."""
        visit = self._page.now
        self._page.frame.backstage.ask(
            self, lambda counter: entering.foresee(counter.desk, visit), lambda seen: self.show(visit, seen),
            topic="foresee",
        )  # fmt: skip

    def show(self, visit: Visit, seen: Foreseen) -> None:
        """换上预见; what is otherwise although the clerk did nothing stays marked until he has pressed F9 once."""
        page = self._page
        if visit != page.now:
            return
        if self.seen is not None:
            self.moved = merged(self.moved, changes(self.seen, seen, typed=visit != self._seen_of))
        self.seen, self._seen_of = seen, visit
        page.parts.show(visit, seen)
        self._show_faults(seen)
        page.queue.show_visits(page.visits.titles(), page.visits.at)

    def show_changes(self, found: Sequence[Change]) -> None:
        """前后对照 shown and thereby asked: the next press is for what stands here now."""
        self.moved = ()
        if self.seen is not None:
            self._page.foresight.show_foreseen(self.seen, wrong=(), changed=found)

    def _show_faults(self, seen: Foreseen) -> None:
        page, faults = self._page, dict[str, str]()
        for name, sentence in seen.faults:
            faults[name] = f"{faults[name]}{sentence}" if name in faults else sentence
        page.form.show_faults(faults, every=self.pressed)
        wrong = [name for name in faults if page.form.field(name)]
        page.steps.tell(told(page.now, seen, wrong, pressed=self.pressed))
        # What the zone has not filled in is no fault of the form: it is said before anything is typed for nothing.
        said = [sentence for name, sentence in seen.faults if self.pressed or name == entering.ZONE]
        if self._stopped and not seen.faults:
            self._stopped = False
            page.frame.tell("都填好了，看过右边再按 F9 收件。")
        page.foresight.show_foreseen(seen, wrong=said, changed=self.moved)

    def first_fault(self, seen: Foreseen) -> None:
        """到第一处差错."""
        page = self._page
        name, sentence = seen.faults[0]
        field = page.form.field(name)
        if name != entering.ZONE:
            page.show_step(Step.WHO if field else STEP_OF.get(name, Step.WHO), focus=field is None)
        if field:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stopped = True
        page.frame.say(f"有 {len(seen.faults)} 处没有填好，没有收；右边逐条列着。先改：{sentence}")

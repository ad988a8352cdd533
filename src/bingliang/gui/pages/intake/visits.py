"""几件来件: the visits parked side by side, each with its own draft, written every few seconds and found again at a start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from bingliang.desk.intake import entering
from bingliang.desk.intake.drafts import Draft, Drafts, Restored, drafts_folder
from bingliang.desk.intake.past import Known
from bingliang.desk.intake.visit import Visit
from bingliang.gui.page import Frame

DRAFT_MS = 2_000
OTHERS = "别人停放的写着他的姓名：Ctrl+PgDn 换过去可以接着收，由谁按 F9 收件，台账就记谁。"


@dataclass(slots=True)
class Parked:
    """一件来件 on this screen: its press, its queue number, what is typed, what is known of its enterprise, who began it."""

    queue: int
    key: str = field(default_factory=lambda: uuid4().hex)
    visit: Visit = field(default_factory=Visit)
    known: Known | None = None
    clerk: str = ""


class Visits(QObject):
    """几件来件 and which of them is on screen."""

    moved = Signal()
    """another visit is on screen now"""

    def __init__(self, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self.parked: list[Parked] = [Parked(1)]
        self.at = 0
        self.drafts: Drafts | None = None
        self.last = ""
        """the case that was taken in last from this page"""
        self._queues: dict[str, int] = {}
        self._restored = False
        self._keep = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._keep.timeout.connect(self.save)

    @property
    def here(self) -> Parked:
        """在屏幕上的一件."""
        return self.parked[self.at]

    def titles(self) -> tuple[tuple[int, str], ...]:
        """各件的排队号和企业."""
        return tuple((one.queue, f"{self._others(one)}{one.visit.title}") for one in self.parked)

    def _others(self, one: Parked) -> str:
        """谁停放的, where it is somebody else than who sits here now."""
        return f"{one.clerk}停放：" if one.clerk and one.clerk != self._clerk else ""

    @property
    def _clerk(self) -> str:
        heading = self._frame.heading
        return heading.clerk if heading is not None else self._frame.settings.clerk

    def beside(self, visit: Visit) -> None:
        """同一来访，下一家: under the 排队号 of the visit; the one that is filled in stays parked."""
        self.save()
        queue = visit.queue or self._queues.get(visit.beside, 0) or self._next_queue()
        made = Parked(queue, visit=replace(visit, queue=queue))
        at = next((at for at, one in enumerate(self.parked) if one.visit.blank), None)
        if at is None:
            self.parked.append(made)
            at = len(self.parked) - 1
        else:
            self.parked[at] = made
        self.go(at)
        self.typed()

    def _next_queue(self) -> int:
        return max((*(one.queue for one in self.parked), *self._queues.values()), default=0) + 1

    # ── side by side ──

    def park(self) -> None:
        """停放 this visit and begin another; an empty one is used instead of a further one."""
        self.save()
        empty = next((at for at, one in enumerate(self.parked) if one.visit.blank), None)
        if empty is None:
            self.parked.append(Parked(self._next_queue()))
            empty = len(self.parked) - 1
        self.go(empty)

    def bring(self, key: str, visit: Visit) -> None:
        """放上一件备好的来件; the one that is there already under this press stays as it is."""
        self.save()
        at = next((at for at, one in enumerate(self.parked) if one.key == key), None)
        if at is None:
            at = next((at for at, one in enumerate(self.parked) if one.visit.blank), None)
            one = Parked(
                max(each.queue for each in self.parked) + 1 if at is None else self.parked[at].queue, key, visit
            )
            if at is None:
                self.parked.append(one)
                at = len(self.parked) - 1
            else:
                self.parked[at] = one
        self.go(at)
        self.typed()

    def switch(self) -> None:
        """换到下一件停放的来件."""
        self.save()
        self.go((self.at + 1) % len(self.parked))

    def go(self, at: int) -> None:
        """换到第几件."""
        self.at = min(max(0, at), len(self.parked) - 1)
        self.moved.emit()

    def forget(self, one: Parked, received: str = "") -> None:
        """收了或者不收了: the visit and its draft go; the one on screen stays there, if it is another.

        `received` is the case it has become: the next enterprise of the same visit keeps its 排队号.
        """
        drafts, here = self.drafts, self.here
        if received:
            self.last = received
            self._queues[received] = one.queue
        self.parked.remove(one)
        if not self.parked:
            self.parked.append(Parked(one.queue + 1))
        self.at = self.parked.index(here) if here is not one else min(self.at, len(self.parked) - 1)
        if drafts is not None:
            self._frame.backstage.outside(self, lambda: drafts.drop(one.key), lambda _: None)

    # ── drafts ──

    def typed(self) -> None:
        """填了字: the draft is written soon; steady typing must not put it off."""
        if not self._keep.isActive():
            self._keep.start()

    def save(self) -> None:
        """写草稿 of the visit on screen."""
        self._keep.stop()
        here, drafts = self.here, self.drafts
        if drafts is None or here.visit.blank:
            return
        here.clerk = here.clerk or self._clerk
        draft = Draft(here.key, here.queue, here.visit, datetime.now().astimezone(), here.clerk)
        self._frame.backstage.outside(
            self, lambda: drafts.save(draft), lambda _: None, refused=self._frame.say
        )  # fmt: skip

    def restore(self) -> None:
        """找回草稿 once, when the database is known."""
        if self._restored:
            return
        self._restored = True
        self._frame.backstage.ask(self, lambda counter: str(counter.desk.store.engine.url), self._read, topic="zone")

    def _read(self, zone: str) -> None:
        drafts = self.drafts = Drafts(drafts_folder(), zone)
        self._frame.backstage.outside(self, drafts.restore, self._check)

    def _check(self, found: Restored) -> None:
        keys = [draft.key for draft in found.drafts]
        self._frame.backstage.ask(
            self,
            lambda counter: entering.already(counter.desk, keys),
            lambda done: self._take_back(found, done),
            topic="old",
        )

    def _take_back(self, found: Restored, done: Mapping[str, str]) -> None:
        here = {one.key for one in self.parked}
        fresh = [one for one in found.drafts if one.key not in done and one.key not in here]
        back = [Parked(one.queue, one.key, one.visit, clerk=one.clerk) for one in fresh]
        words = list(found.sentences)
        if back:
            words.insert(0, f"恢复了 {len(back)} 件没有收完的来件：{'、'.join(one.visit.title for one in back)}。")
            typed = [one for one in self.parked if not one.visit.blank]
            taken = {one.queue for one in back if not one.visit.beside}
            for one in typed:  # begun before the drafts were read: the numbers on the drafts stand
                if one.queue in taken:
                    one.queue = max((*taken, *(each.queue for each in typed))) + 1
            self.parked = back + typed
            own = [at for at, one in enumerate(self.parked) if not self._others(one)]
            if len(own) < len(self.parked):
                words.append(OTHERS)
            if not own:  # nobody goes on by mistake with what another one began
                self.parked.append(Parked(self._next_queue()))
                own = [len(back)]
            self.go(own[0] if not typed else len(back))
        if words:
            self._frame.tell("".join(words))

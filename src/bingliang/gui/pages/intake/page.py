"""新收件: one visit in five steps; what is typed is kept every few seconds, what F9 will do stands beside it throughout."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.errands.following import next_firm
from bingliang.desk.intake import filling
from bingliang.desk.intake.entering import Received
from bingliang.desk.intake.foreseen import Foreseen
from bingliang.desk.intake.visit import Visit
from bingliang.desk.online.visit import press_of, visit_of
from bingliang.gui import tokens
from bingliang.gui.errands import BESIDE
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.intake.additions import Additions
from bingliang.gui.pages.intake.blank import LeavingBlank
from bingliang.gui.pages.intake.foresight import Foresight
from bingliang.gui.pages.intake.known import Filling
from bingliang.gui.pages.intake.outlook import Outlook
from bingliang.gui.pages.intake.parts import Parts
from bingliang.gui.pages.intake.press import Press
from bingliang.gui.pages.intake.queue import QueueBar
from bingliang.gui.pages.intake.steps import Step, StepStrip
from bingliang.gui.pages.intake.visits import Parked, Visits
from bingliang.gui.style import colours
from bingliang.gui.widgets.asking import ask_first
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.pick_field import PickField
from bingliang.ledger.filing import PREFIX
from bingliang.ledger.identifiers import is_credit_code, is_errand_code

SETTLE_MS, RIGHT, WIDE_RIGHT, WIDE_FROM = 120, 330, 400, 1240
CASE_CODE = 14
RECEIPT = "receipt"
"""figures of a 收件号"""


class IntakePage(Page):
    """新收件: several visits side by side, each with its own draft."""

    place = Place.INTAKE

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self.visits = Visits(frame, self)
        self._brought: set[str] = set()
        self.parts = Parts(self)
        self.form, self.questions, self.items = self.parts.form, self.parts.questions, self.parts.items
        self.documents, self.materials, self.consent = self.parts.documents, self.parts.materials, self.parts.consent
        self.foresight, self.steps, self.queue = Foresight(), StepStrip(), QueueBar()
        self.receive_button = QPushButton("收件（F9）")
        self.receive_button.setDefault(True)
        self._body = QStackedWidget()
        self._title = Words("新收件", size=tokens.SUBTITLE, bold=True, colour=colours().text, whole=True)
        self.outlook = Outlook(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.outlook.ask)
        self._filling = Filling(self)
        self._additions = Additions(self)
        self._press = Press(self)
        self.blank = LeavingBlank(self)
        self._arrange()
        self._wire()
        self.show_step(Step.WHO)

    # ── building ──────────────────────────────────────────────────────────────────────────────────────────────

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.L)
        head.addWidget(self._title)
        head.addWidget(self.steps, 1)
        head.addWidget(self.receive_button)
        for body in self.parts.bodies:
            self._body.addWidget(body)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addWidget(_card(self._body), 1)
        self._right = _card(self.foresight)
        row.addWidget(self._right)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.S)
        column.addWidget(self.queue)
        column.addLayout(head)
        column.addLayout(row, 1)

    def _wire(self) -> None:
        self.visits.moved.connect(self._go)
        self.queue.chosen.connect(self._choose)
        self.steps.reached.connect(lambda step: self.show_step(Step(step), focus=True))
        self.receive_button.clicked.connect(self.receive)
        self.form.ended.connect(lambda step: self._walk(Step.WHO, step))
        for step, body in zip(list(Step)[1:], self.parts.tables, strict=True):
            body.walked.connect(lambda way, step=step: self._walk(step, way))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._right.setFixedWidth(WIDE_RIGHT if self.width() >= WIDE_FROM else RIGHT)
        super().resizeEvent(event)

    # ── the frame ─────────────────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        self.show_step(self.step, focus=True)
        self.refresh()
        if subject.startswith(PREFIX):
            self._filed(subject)
        elif subject.startswith(BESIDE):
            self.next_firm(subject.removeprefix(BESIDE))

    def next_firm(self, stream: str = "") -> None:
        """同一来访，下一家: beside the case taken in last, or beside that case or visit; only the agent is kept."""
        beside = stream or self.visits.last
        if not beside:
            return self.frame.say(
                "这个窗口打开以后还没有收过件：收完一家再按；接着先前收的，到那一件的办件页或者来访清单（Alt+Z）按。"
            )
        return self.frame.backstage.ask(
            self, lambda counter: next_firm(counter.desk, beside), self._take_beside, topic="beside",
            refused=self.frame.say,
        )  # fmt: skip

    def _take_beside(self, visit: Visit) -> None:
        self.visits.beside(visit)
        self.frame.tell(
            f"同一来访，下一家：交件人{visit.handler.name}已带过来，企业、项目、材料都是空的。请核对这一家的授权委托书。"
        )

    def _filed(self, stream: str) -> None:
        """网上申报: its visit stands ready, once; coming back to this page later changes nothing of it."""
        if stream in self._brought:
            return
        self.frame.backstage.ask(
            self, lambda counter: visit_of(counter.desk, stream), partial(self._bring, stream), topic="filing",
            refused=self.frame.say,
        )  # fmt: skip

    def _bring(self, stream: str, visit: Visit) -> None:
        self._brought.add(stream)
        self.visits.bring(press_of(stream), visit)

    def refresh(self) -> None:
        if self.frame.backstage.ready:
            self.visits.restore()
            self.outlook.ask()

    def panes(self) -> list[QWidget]:
        """Each step is a pane: the one on screen its body, the others their buttons, which open them when reached."""
        steps: list[QWidget] = [
            self.parts.bodies[button.step] if button.step is self.step else button
            for button in self.steps.buttons
            if button.isEnabled()
        ]
        return [*steps, self.foresight]

    def commands(self) -> Sequence[Command]:
        return [
            Command(f"第 {at} 步：{step.word}", partial(self.show_step, step, focus=True), f"Alt+{at}")
            for at, step in enumerate(Step, 1)
        ] + [self.blank.command()]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        if (over := self.blank.over()) is not None:
            return over
        return {
            "leave_blank": self.blank.begin,
            "save": self.receive,
            "all_there": self._all_there,
            "consent": self._consent,
            "park": self.visits.park,
            "next_firm": self.next_firm,
            "switch": self.visits.switch,
            "choices": self._choices,
            "add": self._additions.begin,
            "leave_aside": self.throw_away,
            **{f"step/{step + 1}": partial(self.show_step, step, focus=True) for step in Step},
        }

    def unsaved(self) -> str:
        """Nothing is lost: the draft is written before the window closes, and comes back at the next opening."""
        self.visits.save()
        return ""

    def escape(self) -> bool:
        if self.blank.escape():
            return True
        fields = (one for one in self.form.fields if isinstance(one, PickField))
        return any(one.close_list() for one in fields) or any(body.escape() for body in self.parts.tables)

    def scanned(self, code: str) -> bool:
        """扫码: into the field of codes that has the focus; a credit code finds its enterprise, wherever the focus is.

        The number on a receipt or a summary of the counter's own is left to the window, which opens what it names.
        """
        if (code.isdigit() and len(code) == CASE_CODE) or is_errand_code(code):
            return False
        focus = self.focusWidget()
        field = next((one for one in self.parts.code_fields if one.line is focus), None)
        if field is None:
            field = self.form.code if is_credit_code(code) else None
        if field is None:
            return False
        field.scan(code)
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page, for another room or another look: the draft is written first."""
        super().hideEvent(event)
        self.visits.save()

    # ── steps ─────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def step(self) -> Step:
        """现在的一步."""
        return Step(self._body.currentIndex())

    def show_step(self, step: Step, *, focus: bool = False) -> None:
        """换到一步."""
        self._body.setCurrentIndex(int(step))
        self.steps.show_step(step)
        if focus:
            self.parts.bodies[step].setFocus(Qt.FocusReason.TabFocusReason)

    def _walk(self, step: Step, way: int) -> None:
        """Enter at the end of a step: the next one where there is anything, at last the button."""
        to = int(step) + way
        while 0 <= to < len(Step) and not self.steps.buttons[to].isEnabled():
            to += way
        if to >= len(Step):
            self.receive_button.setFocus(Qt.FocusReason.TabFocusReason)
        elif to >= 0:
            self.show_step(Step(to), focus=True)

    # ── several visits ────────────────────────────────────────────────────────────────────────────────────────

    @property
    def seen(self) -> Foreseen | None:
        """右边现在写着的."""
        return self.outlook.seen

    @property
    def now(self) -> Visit:
        """在填的来件."""
        return self.visits.here.visit

    def _choose(self, at: int) -> None:
        self.visits.save()
        self.visits.go(at)

    def _go(self) -> None:
        self.outlook.begin()
        for body in self.parts.tables:
            body.dismiss()
        self.fill(self.now)
        self._filling.recall()
        self.show_step(Step.WHO)
        self.form.enterprise.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def throw_away(self) -> None:
        """不收了: asked first, since the draft goes with it; 取消 is the answer of Enter."""
        if not self.now.blank:
            here = self.visits.here
            words = f"{self.now.title}的这件来件不收了？"
            ask_first(self, "不收了", words, "填写的内容和草稿都会删除。", "不收了", lambda: self._thrown_away(here))

    def _thrown_away(self, one: Parked) -> None:
        self.visits.forget(one)
        self._go()

    # ── what is typed ─────────────────────────────────────────────────────────────────────────────────────────

    def change(self, visit: Visit) -> None:
        """改了: kept, and what F9 would do is asked anew in a moment."""
        self.visits.here.visit = visit
        self._settle.start()
        self.visits.typed()

    def fill(self, visit: Visit) -> None:
        """换上来件 in all fields."""
        self.form.show_visit(visit, self.visits.here.known)
        self.consent.setChecked(visit.hold_consent)
        self.change(visit)
        self._settle.stop()
        self.outlook.ask()

    def _all_there(self) -> None:
        if self.seen is not None:
            self.change(filling.with_all_there(self.now, self.seen))

    def _consent(self) -> None:
        self.consent.setChecked(not self.consent.isChecked())
        self.change(replace(self.now, hold_consent=self.consent.isChecked()))

    def _choices(self) -> None:
        focus = self.focusWidget()
        for one in (*self.form.fields, *self.parts.entered):
            if isinstance(one, PickField) and focus is one.line:
                one.open_list()

    # ── the press ─────────────────────────────────────────────────────────────────────────────────────────────

    def receive(self) -> None:
        """收件: nothing while an error stands or something is still being looked at; the same press is one case."""
        self._settle.stop()
        half = next((step for step, body in zip(list(Step)[1:], self.parts.tables, strict=True) if body.entering), None)
        if half is not None:
            self.show_step(half)
            self.frame.say(f"“{half.word}”一步还有一行没有填完：Enter 收下，或者 Esc 不要，然后再按 F9。")
            return
        self._press.receive()

    def received(self, here: Parked, done: Received) -> None:
        """收成了: the visit goes, its case is opened; not over another visit that is being filled in by now."""
        mine = here is self.visits.here
        for paper in done.papers:
            if paper.form == RECEIPT:
                self.frame.printing.use(done.stream, paper.seq)
        self.visits.forget(here, done.stream)
        if mine:
            self._go()
            self.frame.open_case(done.stream, done.title, done.code)
        else:
            self.queue.show_visits(self.visits.titles(), self.visits.at)
        self.frame.tell(
            f"已收件 {done.code}：{len(done.items)} 项，出具 {'、'.join(paper.title for paper in done.papers)}。"
            f"收件凭证按 F8 打印，可以当场受理的按 Ctrl+Shift+S，同一人还有别家的按 Ctrl+Shift+N。{done.errand}"
        )


def _card(content: QWidget) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(content)
    return card

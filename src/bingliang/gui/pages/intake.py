"""新收件: one visit on one page; what is typed is kept every few seconds, what F9 will do stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bingliang.desk import entering, filling
from bingliang.desk.drafts import Draft, Drafts, Restored, drafts_folder
from bingliang.desk.entering import Received
from bingliang.desk.foreseen import Foreseen
from bingliang.desk.past import EnterpriseRow, Known, KnownProject
from bingliang.desk.visit import Mark, Visit
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Frame, Page
from bingliang.gui.pages.intake_foresight import Foresight
from bingliang.gui.pages.intake_form import IntakeForm
from bingliang.gui.pages.intake_tables import ItemTable, MaterialTable, QuestionTable
from bingliang.gui.style import colours
from bingliang.gui.widgets.asking import ask_first
from bingliang.gui.widgets.choices import Choice
from bingliang.gui.widgets.field import Tick
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.pick_field import PickField

DRAFT_MS, SETTLE_MS, LEFT, RIGHT = 2_000, 120, 330, 350
STATES = ("齐", "缺", "容缺")


@dataclass(slots=True)
class _Parked:
    """一件来件 on this screen: its press, its queue number, what is typed, what is known of its enterprise."""

    queue: int
    key: str = field(default_factory=lambda: uuid4().hex)
    visit: Visit = field(default_factory=Visit)
    known: Known | None = None


class IntakePage(Page):
    """新收件: several visits side by side, each with its own draft."""

    place = Place.INTAKE

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self._parked: list[_Parked] = [_Parked(1)]
        self._at = 0
        self._seen: Foreseen | None = None
        self._pressed = self._sending = self._restored = False
        self.drafts: Drafts | None = None
        self.form = IntakeForm()
        self.choice = PickField("choice", "阶段或一件事", required=True, strict=True)
        self.questions, self.items, self.materials = QuestionTable(self), ItemTable(self), MaterialTable(self)
        self.consent = Tick("申请人已签字同意预收：前置件取得之日视为提出申请（Alt+Y）", "intake.hold_consent")
        self.foresight = Foresight()
        self._title = Words("新收件", size=tokens.SUBTITLE, bold=True, colour=colours().text, whole=True)
        self._line = Words(size=tokens.LABEL, colour=colours().text2)
        self._fault = Paragraph(size=tokens.LABEL, colour=colours().late.text)
        self.receive_button = QPushButton("收件（F9）")
        self._settle, self._keep = self._timer(SETTLE_MS, self._ask), self._timer(DRAFT_MS, self._save)
        self._arrange()
        self._wire()

    def _timer(self, after: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=after)
        timer.timeout.connect(act)
        return timer

    # ── building ──────────────────────────────────────────────────────────────────────────────────────────────

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(tokens.M)
        head.addWidget(self._title)
        head.addWidget(self._line, 1)
        head.addWidget(self.receive_button)
        middle = QVBoxLayout()
        middle.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.M)
        middle.setSpacing(tokens.S)
        middle.addWidget(self.choice)
        middle.addWidget(self.questions, 3)
        middle.addWidget(self.items, 4)
        middle.addWidget(self.consent)
        middle.addWidget(self.materials, 5)
        middle.addWidget(self._fault)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        left, centre, right = _card(self.form), _card(middle), _card(self.foresight)
        left.setFixedWidth(LEFT)
        right.setFixedWidth(RIGHT)
        for card in (left, centre, right):
            row.addWidget(card, 1 if card is centre else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.S)
        column.addLayout(head)
        column.addLayout(row, 1)

    def _wire(self) -> None:
        form = self.form
        form.edited.connect(lambda: self._change(form.read(self._now)))
        form.sought.connect(self._seek)
        form.enterprise_picked.connect(self._pick_enterprise)
        form.project_picked.connect(lambda project: self._fill(filling.with_project(self._now, project)))
        form.works_picked.connect(self._pick_works)
        form.code_left.connect(self._know_code)
        form.ended.connect(lambda step: (self.choice if step > 0 else self.form.enterprise).setFocus())
        self.choice.picked.connect(lambda code: self._fill(filling.with_choice(self._now, code)))
        self.choice.walked.connect(lambda step: (self.items if step > 0 else self.form.id_number).setFocus())
        self.questions.answered.connect(lambda code, yes: self._change(filling.with_answer(self._now, code, yes)))
        self.items.toggled.connect(lambda code, taken: self._change(filling.with_item(self._now, code, taken=taken)))
        self.consent.clicked.connect(lambda on: self._change(replace(self._now, hold_consent=on)))
        self.consent.walked.connect(lambda step: (self.materials if step > 0 else self.items).setFocus())
        self.materials.turned.connect(self._turn)
        self.materials.counted.connect(lambda key, what, n: self._mark(key, **{what: n}))
        self.materials.ticked.connect(
            lambda key, what: self._mark(key, **{what: not getattr(self._now.marked(key), what)})
        )
        self.receive_button.clicked.connect(self.receive)
        self.items.opened.connect(lambda _: self.materials.setFocus(Qt.FocusReason.TabFocusReason))
        self.questions.opened.connect(lambda _: self.items.setFocus(Qt.FocusReason.TabFocusReason))

    # ── the frame ─────────────────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        del subject
        self.form.enterprise.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.refresh()

    def refresh(self) -> None:
        if not self.frame.backstage.ready:
            return
        if not self._restored:
            self._restored = True
            self.frame.backstage.ask(
                self, lambda counter: str(counter.desk.store.engine.url), self._restore, topic="zone"
            )
        self._ask()

    def panes(self) -> list[QWidget]:
        asked: list[QWidget] = [self.questions] if self.questions.isVisible() else []
        return [self.form.enterprise, *asked, self.items, self.materials, self.foresight]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        return {
            "save": self.receive,
            "all_there": self._all_there,
            "consent": self._consent,
            "park": self.park,
            "switch": self.switch,
            "choices": self._choices,
            "leave_aside": self.throw_away,
        }

    def unsaved(self) -> str:
        """Nothing is lost: the draft is written before the window closes, and comes back at the next opening."""
        self._save()
        return ""

    def escape(self) -> bool:
        return any(one.close_list() for one in (*self.form.fields, self.choice) if isinstance(one, PickField))

    # ── several visits ────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _here(self) -> _Parked:
        return self._parked[self._at]

    @property
    def _now(self) -> Visit:
        return self._here.visit

    def park(self) -> None:
        """停放 this visit and begin another; an empty one is used instead of a further one."""
        self._save()
        empty = next((at for at, one in enumerate(self._parked) if one.visit.blank), None)
        if empty is None:
            self._parked.append(_Parked(max((one.queue for one in self._parked), default=0) + 1))
            empty = len(self._parked) - 1
        self._go(empty)

    def switch(self) -> None:
        """换到下一件停放的来件."""
        self._save()
        self._go((self._at + 1) % len(self._parked))

    def throw_away(self) -> None:
        """不收了: asked first, since the draft goes with it; 取消 is the answer of Enter."""
        if self._now.blank:
            return
        words = f"{self._now.title}的这件来件不收了？"
        ask_first(self, "不收了", words, "填写的内容和草稿都会删除。", "不收了", self._thrown_away)

    def _thrown_away(self) -> None:
        self._forget(self._here)
        self._go(min(self._at, len(self._parked) - 1))

    def _forget(self, one: _Parked) -> None:
        drafts = self.drafts
        self._parked.remove(one)
        if not self._parked:
            self._parked.append(_Parked(one.queue + 1))
        if drafts is not None:
            self.frame.backstage.outside(self, lambda: drafts.drop(one.key), lambda _: None)

    def _go(self, at: int) -> None:
        self._at, self._pressed, self._seen = at, False, None
        self._fill(self._now)
        self.form.enterprise.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ── drafts ────────────────────────────────────────────────────────────────────────────────────────────────

    def _restore(self, zone: str) -> None:
        drafts = self.drafts = Drafts(drafts_folder(), zone)
        self.frame.backstage.outside(self, drafts.restore, self._check_restored)

    def _check_restored(self, found: Restored) -> None:
        keys = [draft.key for draft in found.drafts]
        self.frame.backstage.ask(
            self,
            lambda counter: entering.already(counter.desk, keys),
            lambda done: self._take_back(found, done),
            topic="old",
        )

    def _take_back(self, found: Restored, done: Mapping[str, str]) -> None:
        back = [_Parked(one.queue, one.key, one.visit) for one in found.drafts if one.key not in done]
        words = list(found.sentences)
        if back:
            words.insert(0, f"恢复了 {len(back)} 件没有收完的来件：{'、'.join(one.visit.title for one in back)}。")
            self._parked = back + [one for one in self._parked if not one.visit.blank]
            self._go(0)
        if words:
            self.frame.tell("".join(words))

    def _save(self) -> None:
        self._keep.stop()
        here, drafts = self._here, self.drafts
        if drafts is None or here.visit.blank:
            return
        draft = Draft(here.key, here.queue, here.visit, datetime.now().astimezone())
        self.frame.backstage.outside(self, lambda: drafts.save(draft), lambda _: None, refused=self.frame.say)

    # ── what is typed ─────────────────────────────────────────────────────────────────────────────────────────

    def _change(self, visit: Visit) -> None:
        self._here.visit = visit
        self._settle.start()
        if not self._keep.isActive():  # steady typing must not put it off
            self._keep.start()

    def _fill(self, visit: Visit) -> None:
        self._here.visit = visit
        self.form.show_visit(visit, self._here.known)
        self.consent.setChecked(visit.hold_consent)
        self._change(visit)
        self._settle.stop()
        self._ask()

    def _seek(self, typed: str) -> None:
        def take(rows: tuple[EnterpriseRow, ...]) -> None:
            self.form.answer(typed, rows)

        self.frame.backstage.ask(
            self, lambda counter: entering.find_enterprises(counter.desk, typed), take, topic="enterprise"
        )

    def _pick_enterprise(self, held: str) -> None:
        here = self._here
        self.frame.backstage.ask(
            self,
            lambda counter: entering.known(counter.desk, held),
            lambda found: self._know(here, found),
            topic="known",
        )

    def _know_code(self, code: str) -> None:
        here, known = self._here, self._here.known
        if not code or (known is not None and known.enterprise.get("credit_code") == code):
            return
        self.frame.backstage.ask(
            self, lambda counter: entering.known_by_code(counter.desk, code),
            lambda found: self._know(here, found), topic="known",
        )  # fmt: skip

    def _know(self, here: _Parked, known: Known | None) -> None:
        """What is known belongs to the visit it was asked for, whichever is on screen by now."""
        if known is None or here not in self._parked:
            return
        here.known = known
        if here is not self._here:
            here.visit = filling.with_enterprise(here.visit, known)
            return
        self._fill(filling.with_enterprise(self._now, known))
        self.choice.setFocus(Qt.FocusReason.TabFocusReason)

    def _pick_works(self, name: str) -> None:
        known = self._here.known
        mine = next(
            (one for one in (known.projects if known else ()) if one.name == self._now.project.get("name")), None
        )
        if isinstance(mine, KnownProject) and name != self._now.works:
            self._fill(filling.with_works(self._now, mine, name))

    def _turn(self, key: str) -> None:
        row = next((one for one in self.materials.rows_model.rows if one.key == key), None)
        if row is None:
            return
        ways = STATES if row.deferrable else STATES[:2]
        state = ways[(ways.index(row.state) + 1) % len(ways)] if row.state in ways else ways[0]
        self._mark(key, state=state)

    def _mark(self, key: str, **words: object) -> None:
        self._change(self._now.with_mark(key, replace(self._now.marks.get(key, Mark()), **words)))  # type: ignore[arg-type]  # fields of a Mark

    def _all_there(self) -> None:
        if self._seen is not None:
            self._change(filling.with_all_there(self._now, self._seen))

    def _consent(self) -> None:
        self.consent.setChecked(not self.consent.isChecked())
        self._change(replace(self._now, hold_consent=self.consent.isChecked()))

    def _choices(self) -> None:
        focus = self.focusWidget()
        for one in (*self.form.fields, self.choice):
            if isinstance(one, PickField) and focus is one.line:
                one.open_list()

    # ── what will happen ──────────────────────────────────────────────────────────────────────────────────────

    def _ask(self) -> None:
        visit = self._now
        self.frame.backstage.ask(
            self, lambda counter: entering.foresee(counter.desk, visit), lambda seen: self._foresee(visit, seen),
            topic="foresee",
        )  # fmt: skip

    def _foresee(self, visit: Visit, seen: Foreseen) -> None:
        if visit != self._now:
            return
        self._seen = seen
        self.form.show_types(seen)
        self.choice.offer([Choice("一件事" if one.bundle else "", one.name, data=one.code) for one in seen.choices])
        self.choice.show_text(seen.stage if visit.choice else "")
        self.questions.show_rows(seen.questions)
        self.questions.setVisible(bool(seen.questions))
        self.items.show_rows(seen.items)
        self.materials.show_rows(seen.materials)
        self.consent.setVisible(seen.consent_needed or visit.hold_consent)
        self._show_faults(seen)
        others = len(self._parked) - 1
        parked = f"　另停放 {others} 件（Ctrl+PgDn 换）" if others else ""
        self._line.setText(f"第 {self._here.queue} 号{parked}　材料 Space 换齐/缺/容缺，Alt+Q 核过全部齐")

    def _show_faults(self, seen: Foreseen) -> None:
        faults: dict[str, str] = {}
        for name, sentence in seen.faults:
            faults[name] = f"{faults[name]}{sentence}" if name in faults else sentence
        self.form.show_faults(faults, every=self._pressed)
        mine = {one.name for one in self.form.fields}
        rest = [sentence for name, sentence in seen.faults if name not in mine]
        self._fault.setText("\n".join(f"× {one}" for one in rest) if self._pressed else "")
        self._fault.setVisible(bool(self._fault.text()))
        self.foresight.show_foreseen(seen, wrong=len(seen.faults) if self._pressed else 0)

    # ── the press ─────────────────────────────────────────────────────────────────────────────────────────────

    def receive(self) -> None:
        """收件: nothing while an error stands or something is still being looked at; the same press is one case."""
        if self._sending or not self.frame.backstage.ready:
            return
        self._pressed, self._sending = True, True
        here, visit = self._here, self._now
        self._settle.stop()
        self.frame.backstage.ask(
            self, lambda counter: entering.foresee(counter.desk, visit), lambda seen: self._send(here, visit, seen),
            topic="press", refused=self._stopped, failed=lambda number: self._stopped(f"没有收成（日志编号 {number}）。"),
        )  # fmt: skip

    def _send(self, here: _Parked, visit: Visit, seen: Foreseen) -> None:
        self._foresee(visit, seen)
        if seen.faults or seen.unlooked:
            self._sending = False
            self._first_fault(seen)
            return
        self.frame.backstage.act(
            self, lambda counter: entering.receive(counter.desk, here.key, visit), lambda done: self._received(here, done),
            refused=self._stopped, failed=lambda number: self._stopped(f"没有收成，填写的都还在（日志编号 {number}）。"),
        )  # fmt: skip

    def _first_fault(self, seen: Foreseen) -> None:
        for name, sentence in seen.faults:
            found = self.form.field(name)
            (found or (self.items if name == "items" else self.materials)).setFocus(Qt.FocusReason.OtherFocusReason)
            return self.frame.say(f"还有 {len(seen.faults)} 处没有填好：{sentence}")
        self.materials.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.frame.say(f"还有 {seen.unlooked} 份材料没有核对，逐份核对，或核过以后按 Alt+Q 全部登记为齐。")

    def _stopped(self, sentence: str) -> None:
        self._sending = False
        self.frame.say(sentence)

    def _received(self, here: _Parked, done: Received) -> None:
        self._sending = self._pressed = False
        self._forget(here)
        self._at = min(self._at, len(self._parked) - 1)
        self._seen = None
        self.frame.open_case(done.stream, done.title, done.code)
        self.frame.tell(
            f"已收件 {done.code}：{len(done.items)} 项，出具 {'、'.join(paper.title for paper in done.papers)}。"
            "可以当场受理的按 Ctrl+Shift+S。"
        )


def _card(content: QWidget | QVBoxLayout) -> QFrame:
    card = QFrame()
    card.setObjectName("card")
    if isinstance(content, QVBoxLayout):
        card.setLayout(content)
        return card
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(content)
    return card

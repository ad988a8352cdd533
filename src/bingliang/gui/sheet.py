"""办理单: one act before it is done: the form on the left, its consequence on the right, the safe button by default.

The consequence is asked anew whenever something typed changes it, and only what stood there can be confirmed. Enter walks
the fields and never does what cannot be taken back; Ctrl+Enter does the act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bingliang.desk.acts.fields import ActForm, Kind
from bingliang.desk.acts.forms import Trial
from bingliang.desk.acts.rehearsal import Crossed, Done, Rehearsed
from bingliang.desk.acts.script import CASES, Script
from bingliang.gui import keys, tokens
from bingliang.gui.keys import Key
from bingliang.gui.pages.settings.sections import named_in
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.act_form import FormView
from bingliang.gui.widgets.consequence import ConsequenceView
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.overlay import Overlay, focus_stops

if TYPE_CHECKING:
    from bingliang.gui.page import Frame
    from bingliang.store.endings import Shown

WIDE, LEAST, TALL = 1120, 500, 700
AROUND = 52 + 56 + 44 + 16
"""Head, foot, help line and some air around the form, so that it does not scroll by a few pixels."""
DEBOUNCE_MS = 150


class Sheet(Overlay):
    """办理单 over the page it was opened from."""

    long = False
    """a trial that takes longer than an act may wait goes to the worker of the reports"""
    done = Signal(object, object)
    """the form and what was done"""

    def __init__(self, frame: Frame, page: QWidget, script: Script = CASES) -> None:
        super().__init__(page, "办理单", widest=WIDE, tallest=TALL)
        c = colours()
        self._script = script
        self._frame, self._stream, self._request = frame, "", ""
        self.form: ActForm | None = None
        self._shown: Shown | None = None
        self._lacking: tuple[str, ...] = ()
        self._stale = True
        self._title = Words(size=tokens.SUBTITLE, bold=True, colour=c.text)
        self._article = Words(size=tokens.LABEL, colour=c.text2, whole=True)
        self.fields = FormView()
        self.consequence = ConsequenceView()
        self._status = Paragraph(size=tokens.LABEL, colour=c.text2)
        self.cancel_button = QPushButton("取消（Esc）")
        self.act_button = QPushButton()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._arrange()
        self._timer.timeout.connect(self._rehearse)
        self.fields.changed.connect(self._changed)
        self.cancel_button.clicked.connect(self.cancel)
        self.act_button.clicked.connect(self.confirm)

    @property
    def stream(self) -> str:
        """哪一件: what the form is about; empty for one about no single case."""
        return self._stream

    # ── building ──────────────────────────────────────────────────────────────────────────────────────────────

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        head.addWidget(self._title, 1)
        head.addWidget(self._article)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.fields, 1)
        told = QHBoxLayout()
        told.setContentsMargins(tokens.L, 0, tokens.L, tokens.S)
        self.fields.help.setMinimumHeight(36)
        self.fields.help.setAlignment(Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.fields.help)
        left.addLayout(told)
        self._left = QWidget()
        self._left.setLayout(left)
        self._left.setProperty("panel", 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._left, 11)
        middle.addWidget(_line(vertical=True))
        middle.addWidget(self.consequence, 9)
        self.column.addLayout(head)
        self.column.addWidget(_line())
        self.column.addLayout(middle, 1)
        self.column.addWidget(_line())
        self.column.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setProperty("panel", 3)
        row = QHBoxLayout(foot)
        row.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        row.setSpacing(tokens.S)
        row.addWidget(self._status, 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.act_button)
        return foot

    # ── what the page does ────────────────────────────────────────────────────────────────────────────────────

    def open(self, stream: str, form: ActForm) -> None:
        """打开; the press gets its id now, so that a second press is the same press."""
        self.form, self._stream, self._request = form, stream, uuid4().hex
        self._shown, self._lacking, self._stale = None, (), True
        self._title.setText(f"{form.title} · {form.subject}")
        self._article.setText(form.article)
        self.act_button.setText(f"{form.title}（Ctrl+Enter）")
        self.act_button.setDefault(form.safe)
        self.cancel_button.setDefault(not form.safe)
        self.act_button.setProperty("rash", not form.safe)
        self.act_button.style().unpolish(self.act_button)
        self.act_button.style().polish(self.act_button)
        self.act_button.setAutoDefault(False)
        self.cancel_button.setAutoDefault(False)
        self.setProperty("helpKey", f"do.{form.name}")
        self.setAccessibleName(f"办理单：{form.title}，{form.subject}")
        self.consequence.forget()
        self.consequence.wait()
        self.fields.show_form(form)
        self._wide_enough()
        self.show_over()
        self.fields.begin()
        if not form.fields:
            (self.act_button if form.safe else self.cancel_button).setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()
        self._rehearse()

    def _wide_enough(self) -> None:
        """A default button is written in bold, which the style does not reckon with when it asks how wide it is."""
        for button in (self.act_button, self.cancel_button):
            button.setMinimumWidth(ink.width(button.text(), font(tokens.BODY, bold=True)) + 32)

    def strip(self) -> tuple[Key, ...]:
        """键条: Enter walks, Ctrl+Enter does it, Ctrl+I adds a row where there are rows, Esc takes it back."""
        if self.form is None:
            return ()
        rows = any(one.kind is Kind.ROWS and not one.fixed for one in self.form.fields)
        return keys.over("取消", confirm=self.form.title, rows=rows)

    def wanted_height(self) -> int:
        """As tall as the form asks for, so that a short one does not stand in an empty hall."""
        return min(TALL, max(LEAST, self.fields.wanted_height() + AROUND))

    @property
    def ready(self) -> bool:
        """看得见后果了: what stands on the right belongs to what is typed, and nothing is missing."""
        return self._shown is not None and not self._stale and not self._lacking

    def cancel(self) -> None:
        """取消: nothing is done; what was typed is gone."""
        self._timer.stop()
        self.form = None
        self.lift()

    def unsaved(self) -> str:
        """未办完: the sentence that asks before the window closes."""
        if self.form is None or self.fields.values() == self.form.values:
            return ""
        return f"“{self.form.title}”的办理单还没有确认，退出后填写的内容不保留。"

    def confirm(self) -> None:
        """确认: does the act for exactly what stands on the right; before that stands there, nothing."""
        form = self.form
        if form is None:
            return
        empty = form.blank(self.fields.values())
        if empty:
            self.fields.show_faults([(one.name, f"请填写“{one.label}”。") for one in empty])
            self._say(f"还有{len(empty)}栏没有填写。")
            return
        if self._stale:
            self._timer.stop()
            self._rehearse()
            self._say("后果正在更新，请看过右边再按一次 Ctrl+Enter。")
            return
        shown = self._shown
        if shown is None:
            return
        stream, request, values = self._stream, self._request, self.fields.values()
        self.act_button.setEnabled(False)
        self._frame.backstage.act(
            self,
            lambda counter: self._script.confirm(counter.desk, form, stream, request, values, shown),
            self._answered,
            refused=self._refused,
            failed=self._failed,
        )

    # ── rehearsing ────────────────────────────────────────────────────────────────────────────────────────────

    def _changed(self) -> None:
        self._stale, self._shown = True, None
        self._tell()
        self._timer.start()

    def _rehearse(self) -> None:
        form, stream, request, values = self.form, self._stream, self._request, self.fields.values()
        if form is None:
            return
        self._frame.backstage.ask(
            self,
            lambda counter: (request, values, self._script.trial(counter.desk, form, stream, request, values)),
            self._rehearsed,
            topic="sheet",
            long=self.long,
            refused=self._refused,
            failed=self._failed,
        )

    def _rehearsed(self, answer: tuple[str, dict[str, object], Trial]) -> None:
        request, values, found = answer
        if request != self._request or self.form is None or values != self.fields.values():
            return  # it was about something typed before; the next answer is on its way
        self._lacking, self._stale = found.lacking, False
        self._show(found.rehearsed)

    def _show(self, found: Rehearsed) -> None:
        self._shown = found.shown
        if found.consequence is not None:
            self.consequence.show_consequence(found.consequence)
        elif self._asks(found):
            self.consequence.show_hint(found.refusal)
        else:
            self.consequence.show_refusal(found.refusal, found.article)
        for_fields = [(name, sentence) for name, sentence in found.faults if name not in self._blank()]
        if for_fields and not self._asks(found):
            # Who has walked on to the button types no more: he is brought back to what is wrong.
            self.fields.show_faults(for_fields, go=self.act_button.hasFocus())
        self._tell(refused="" if self._asks(found) else found.refusal)

    def _asks(self, found: Rehearsed) -> bool:
        """A sheet just opened that lacks something is not refused, it asks; the law's own refusals are said at once."""
        return self.form is not None and not found.article and self.fields.values() == self.form.values

    def _blank(self) -> set[str]:
        return {one.name for one in self.form.blank(self.fields.values())} if self.form else set()

    def _tell(self, *, refused: str = "") -> None:
        ready = self._shown is not None and not self._stale
        may = ready or bool(self._lacking and not refused) or self._stale
        if self.act_button.hasFocus() and not may:  # else Qt goes on to the first field
            self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.act_button.setEnabled(may)
        self.act_button.setToolTip(refused)
        if refused:
            leads = "按 Ctrl+Shift+T 去设置里填写，" if named_in(refused) else ""
            self._say(f"这样办不了，原因写在右边；{leads}已填的内容都还在。")
        elif self._lacking:
            self._say(f"还需填写：{'、'.join(self._lacking)}。")
        elif ready:
            self._say(self._ready_words())
        else:
            self._say("")

    def _ready_words(self) -> str:
        if self.form is not None and not self.form.safe:
            return "办理后不能撤回。按 Enter 不会办理，核对后按 Ctrl+Enter。"
        return "核对右边的后果，Ctrl+Enter 办理。"

    def _say(self, sentence: str) -> None:
        self._status.setText(sentence)

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _answered(self, answer: Done | Crossed) -> None:
        form = self.form
        if form is None:
            return
        if isinstance(answer, Crossed):
            self.consequence.show_crossed(answer.sentence, answer.since)
            self._stale = False
            self._show(answer.now)
            if answer.now.shown is not None:
                self._say("没有记入。新的后果在右边，已填的内容都还在；核对后再按 Ctrl+Enter。")
            return
        self.form = None
        self.lift()
        self.done.emit(form, answer)

    def _refused(self, sentence: str) -> None:
        self.consequence.show_refusal(sentence, "")
        self._shown, self._stale = None, False
        self._tell(refused=sentence)

    def _failed(self, number: str) -> None:
        self._refused(f"没有办成，原因已记入日志（编号 {number}）；已填的内容都还在，请再按一次，仍不行请联系管理员。")
        self._stale = True
        self.act_button.setEnabled(True)

    # ── Qt ────────────────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Shift+Enter walk; behind the last field stands the main button, which is 取消 for a rash act."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if plain == Qt.KeyboardModifier.ShiftModifier:
                self.focusNextPrevChild(False)
            elif not plain:
                self._walk()
            event.accept()
            return
        super().keyPressEvent(event)

    def _walk(self) -> None:
        stops = [one for one in focus_stops(self.card) if self._left.isAncestorOf(one)]
        stops = [one for one in stops if not isinstance(one, QPushButton)]
        focus = QApplication.focusWidget()
        at = stops.index(focus) if focus in stops else len(stops)
        if at + 1 < len(stops):
            self.fields.reach(stops[at + 1])
            return
        safe = self.form is not None and self.form.safe
        button = self.act_button if safe and self.act_button.isEnabled() else self.cancel_button
        button.setFocus(Qt.FocusReason.TabFocusReason)


def _line(*, vertical: bool = False) -> QFrame:
    line = QFrame()
    line.setObjectName("hairline")
    line.setFixedWidth(1) if vertical else line.setFixedHeight(1)
    return line

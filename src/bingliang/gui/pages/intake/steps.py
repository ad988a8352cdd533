"""步骤条: the five steps of an intake, each with its count and whether anything is left to do there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from bingliang.desk.intake.foreseen import Foreseen
from bingliang.desk.intake.visit import Visit
from bingliang.gui import icons, tokens
from bingliang.gui.style import colours, font
from bingliang.gui.tokens import Tone
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.field import ENTER

HEIGHT = 46


class Step(IntEnum):
    """步骤, in the order in which Enter walks them."""

    WHO = 0
    SITUATION = 1
    ITEMS = 2
    DOCUMENTS = 3
    MATERIALS = 4

    @property
    def word(self) -> str:
        """步骤的词."""
        return ("申请与项目", "情形", "事项", "前置文书", "材料")[self]


class State(Enum):
    """步骤的状态, each with a mark of its own, never colour alone."""

    TODO = ""
    DONE = "勾"
    LOOK = "!"
    WRONG = "×"


@dataclass(frozen=True, slots=True)
class Told:
    """步骤的一句话."""

    words: str
    state: State = State.TODO


def told(visit: Visit, seen: Foreseen, wrong: Collection[str], *, pressed: bool) -> tuple[Told, ...]:
    """各步的状态; `wrong` are the fields of the form at fault, said as wrong only once F9 was pressed."""
    return (_who(visit, wrong, pressed=pressed), _situation(seen), _items(seen), _documents(seen), _materials(seen))


def _who(visit: Visit, wrong: Collection[str], *, pressed: bool) -> Told:
    if pressed and wrong:
        return Told(f"{len(wrong)} 处要改", State.WRONG)
    if wrong:
        return Told("还没有填" if visit.blank else "还没有填完")
    return Told("已填好", State.DONE)


def _situation(seen: Foreseen) -> Told:
    if not seen.questions:
        return Told("没有要问的" if seen.items else "先选阶段")
    answered = sum(one.answer is not None for one in seen.questions)
    every = answered == len(seen.questions)
    return Told(f"已答 {answered} / {len(seen.questions)}", State.DONE if every else State.TODO)


def _items(seen: Foreseen) -> Told:
    taken = len(seen.taken)
    if not taken:
        return Told("还没有选")
    held = seen.of("预收")
    words = f"{taken} 项" + (f" · 预收 {held}" if held else "")
    return Told(words, State.LOOK if any(one.warning for one in seen.taken) else State.DONE)


def _documents(seen: Foreseen) -> Told:
    if not seen.documents:
        return Told("不需要", State.DONE) if seen.taken else Told("先选事项")
    missing = seen.missing
    if missing:
        return Told(f"未取得 {missing} 份", State.LOOK)
    return Told(f"已取得 {len(seen.documents)} 份", State.DONE)


def _materials(seen: Foreseen) -> Told:
    unlisted = sum(not one.listed for one in seen.listless)
    if unlisted:
        return Told(f"{unlisted} 项待自列", State.LOOK)
    if seen.unlooked:
        return Told(f"未核 {seen.unlooked} 份")
    if seen.lacking:
        return Told(f"缺 {seen.lacking} 份", State.LOOK)
    asked = sum(row.asked for row in seen.materials)
    return Told(f"{asked} 份核过" if asked else "还没有材料", State.DONE if asked else State.TODO)


class StepButton(QAbstractButton):
    """一步: checked when its body is on screen; reached by F6 it opens it at once."""

    reached = Signal()

    def __init__(self, step: Step) -> None:
        super().__init__()
        self.step = step
        self._told = Told("")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("helpKey", "intake.steps")
        self.clicked.connect(self.reached)
        self.tell(Told(""))

    @property
    def told(self) -> Told:
        """现在说的."""
        return self._told

    def tell(self, told: Told) -> None:
        """换上状态."""
        self._told = told
        self.setAccessibleName(f"第 {self.step + 1} 步 {self.step.word}，{told.words}")
        self.setToolTip(f"{self.step.word}：{told.words}（Alt+{self.step + 1}）")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(150, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(124, HEIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.ShortcutFocusReason:
            self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.reached.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, here = colours(), self.isChecked()
        painter = QPainter(self)
        edge, line = (c.accent, 2) if here else (c.line, 1)
        ink.fill(painter, QRectF(self.rect()), c.accent_soft if here else c.card, tokens.CARD_RADIUS, edge, line)
        self._badge(painter)
        left = 42
        words = QRect(left, 5, self.width() - left - 6, 20)
        ink.write(painter, words, self.step.word, font(tokens.BODY, bold=True), c.accent if here else c.text)
        below = QRect(left, 24, self.width() - left - 6, 17)
        tone = self._tone()
        loud = self._told.state in (State.LOOK, State.WRONG)
        ink.write(painter, below, self._told.words, font(tokens.CAPTION), tone.text if loud and not here else c.text2)
        if self.hasFocus():
            ink.ring(painter, self.rect().adjusted(3, 3, -3, -3), c.accent, tokens.RADIUS)
        painter.end()

    def _tone(self) -> Tone:
        c = colours()
        return {State.DONE: c.ok, State.LOOK: c.warn, State.WRONG: c.late, State.TODO: c.todo}[self._told.state]

    def _badge(self, painter: QPainter) -> None:
        c, tone, state = colours(), self._tone(), self._told.state
        circle = QRectF(10, HEIGHT / 2 - 12, 24, 24)
        if state is State.TODO:
            ink.fill(painter, circle, c.card, 12, c.control, 1.5)
        else:
            ink.fill(painter, circle, tone.tint, 12, tone.mark, 1.5)
        if state is State.DONE:
            icons.tick(painter, circle.adjusted(6, 6, -6, -6), tone.text)
            return
        mark = state.value or str(self.step + 1)
        ink.write(painter, circle.toRect(), mark, font(tokens.LABEL, bold=True),
                  c.text2 if state is State.TODO else tone.text, ink.CENTRE)  # fmt: skip


class StepStrip(QWidget):
    """步骤条 over the body of the page."""

    reached = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = tuple(StepButton(step) for step in Step)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        for button in self.buttons:
            button.reached.connect(lambda step=button.step: self.reached.emit(int(step)))
            row.addWidget(button, 1)

    def show_step(self, step: Step) -> None:
        """标出现在的一步."""
        self.buttons[step].setChecked(True)

    def tell(self, words: Sequence[Told]) -> None:
        """换上各步的状态."""
        for button, one in zip(self.buttons, words, strict=True):
            button.tell(one)

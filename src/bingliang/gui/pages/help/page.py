"""帮助: all topics, found by title, other names and text; the key card, the diagnosis, the practice zone, the version."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.help import Help, Topic, factory_help
from bingliang.desk.spelling import speaks, spelled
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.help.card import CardPane
from bingliang.gui.pages.help.tools import AboutPane, DiagnosisPane, PracticePane
from bingliang.gui.style import application, colours
from bingliang.gui.widgets.choices import Choice, ChoiceList
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.topic_view import TopicView

LIST_WIDTH = 320
PROGRAM = "这个程序"
NONE = "没有查到。换一个词，或者按 Esc 看全部。"
INSIDE = "↑↓ 走动    Enter 打开参见    Backspace 上一条    Esc 回到清单"
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10, Qt.Key.Key_PageDown: 10}


class HelpPage(Page):
    """帮助页: the box and the list on the left, the text or the tool on the right."""

    place: ClassVar[Place] = Place.HELP

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self._held: Help | None = None
        self._wanted = ""
        self._spelled: Mapping[str, tuple[str, ...]] = {}
        self.box = QLineEdit()
        self.box.setAccessibleName("查找帮助")
        self.box.setProperty("helpKey", "room-帮助")
        self.box.setPlaceholderText("查找：停表、预收、或者 ys…")
        self.box.setMaxLength(40)
        self.list = ChoiceList("帮助的目录")
        self._none = Paragraph(NONE, size=tokens.LABEL, colour=colours().text2)
        self.view = TopicView()
        self.card, self.diagnosis = CardPane(frame), DiagnosisPane(frame)
        self.tools: Mapping[str, QWidget] = {
            "card": self.card, "diagnosis": self.diagnosis, "practice": PracticePane(frame), "about": AboutPane(frame)
        }  # fmt: skip
        self._body = QStackedWidget()
        for part in (self._reading(), *self.tools.values()):
            self._body.addWidget(part)
        self._lay_out()
        self.box.installEventFilter(self)
        self.box.textEdited.connect(lambda _: self._sift())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.list.chosen.connect(lambda _: self._go_in())
        self._none.hide()

    def _reading(self) -> QWidget:
        page = QWidget()
        foot = QHBoxLayout()
        foot.setContentsMargins(tokens.L, tokens.XS, tokens.L, tokens.XS)
        foot.addWidget(Words(INSIDE, size=tokens.CAPTION, colour=colours().text2))
        column = QVBoxLayout(page)
        column.setContentsMargins(tokens.S, tokens.S, tokens.S, tokens.XS)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        return page

    def _lay_out(self) -> None:
        left, right = QFrame(), QFrame()
        for card in (left, right):
            card.setObjectName("card")
        left.setFixedWidth(LIST_WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(1, tokens.M, 1, tokens.S)
        column.setSpacing(tokens.S)
        above = QHBoxLayout()
        above.setContentsMargins(tokens.M, 0, tokens.M, 0)
        above.addWidget(self.box)
        below = QHBoxLayout()
        below.setContentsMargins(tokens.L, 0, tokens.L, 0)
        below.addWidget(self._none)
        column.addLayout(above)
        column.addLayout(below)
        column.addWidget(self.list, 1)
        inside = QVBoxLayout(right)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._body)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        row.setSpacing(tokens.M)
        row.addWidget(left)
        row.addWidget(right, 1)

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        """`subject` is the key of a topic."""
        self._wanted = subject or self._wanted
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()
        if self._held is None:
            self.frame.backstage.know(self, _read, self._take, topic="help")
        elif subject:
            self.open(subject)

    def refresh(self) -> None:
        """Help is delivered with the program and does not change while it runs."""

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.box, self._inside()]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        own: dict[str, Callable[[], None]] = {
            "key_card": partial(self.open, "card"), "diagnose": self._diagnose, "save_pdf": self._save
        }  # fmt: skip
        if self._body.currentWidget() is self.card:
            own["print"] = self.card.print_card
        return own

    def commands(self) -> Sequence[Command]:
        return (Command("打印按键卡", self._print),)

    def escape(self) -> bool:
        """Esc: stops what is being made, then back to the list, then takes the words away."""
        if self.diagnosis.stop():
            return True
        focus = application().focusWidget()
        if focus is not None and self._body.isAncestorOf(focus):
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if self.box.text():
            self.box.clear()
            self._sift()
            return True
        return False

    def mark(self) -> str:
        current = self.list.current()
        return current.data.key if current is not None else ""

    def unsaved(self) -> str:
        return ""

    # ── topics ────────────────────────────────────────────────────────────────────────────────────────────────

    def open(self, key: str) -> None:
        """打开一条 by its key."""
        self._wanted = key
        self.box.clear()
        self._sift()

    def _take(self, found: tuple[Help, Mapping[str, tuple[str, ...]]]) -> None:
        self._held, self._spelled = found
        self._sift()

    def _found(self, held: Help) -> tuple[Topic, ...]:
        """By words; letters that stand nowhere as they are are taken for initials."""
        typed = self.box.text().strip().lower()
        found = held.search(typed)
        if found or not (typed.isascii() and typed.isalpha()):
            return found
        return tuple(one for one in held.topics.values() if speaks((one.title, *one.words), typed, self._spelled))

    def _sift(self) -> None:
        if self._held is None:
            return
        rows = list(_rows(self._found(self._held), grouped=not self.box.text().strip()))
        self._none.setVisible(not rows)
        self.list.show_choices(rows)
        if self._wanted and not self.box.text():
            wanted, self._wanted = self._wanted, ""
            at = next((at for at, row in enumerate(self.list.choices) if row.data.key == wanted), 0)
            self.list.step(at)
        self._show_current()

    def _show_current(self) -> None:
        current = self.list.current()
        if current is None or self._held is None:
            return
        topic: Topic = current.data
        tool = self.tools.get(topic.key)
        if tool is not None:
            self._body.setCurrentWidget(tool)
            return
        self._body.setCurrentIndex(0)
        if topic is not self.view.topic:
            self.view.show_topic(self._held, topic)

    def _inside(self) -> QWidget:
        """Where the focus goes on the right."""
        for tool in self.tools.values():
            if self._body.currentWidget() is tool:
                return tool.focusProxy() or tool
        return self.view

    def _go_in(self) -> None:
        inside = self._inside()
        if inside is self.view:
            self.view.enter()
        else:
            inside.setFocus(Qt.FocusReason.OtherFocusReason)

    def _diagnose(self) -> None:
        self.open("diagnosis")
        self.diagnosis.make()

    def _print(self) -> None:
        self.open("card")
        self.card.print_card()

    def _save(self) -> None:
        self.open("card")
        self.card.save_card()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.list.step(_STEPS[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.current() is not None:
                self._go_in()
                return True
        return super().eventFilter(watched, event)


def _read() -> tuple[Help, Mapping[str, tuple[str, ...]]]:
    """On the thread for what is outside: the texts, and the initials of their names."""
    held = factory_help()
    return held, spelled(word for topic in held.topics.values() for word in (topic.title, *topic.words))


def _rows(topics: Iterable[Topic], *, grouped: bool) -> Iterable[Choice]:
    """目录: by groups, the program's own first; what was sought stands by nearness, its group at the right."""
    if not grouped:
        for topic in topics:
            yield Choice("查到的", topic.title, tail=topic.group, data=topic)
        return
    groups: dict[str, list[Topic]] = {PROGRAM: []}
    for topic in topics:
        groups.setdefault(topic.group, []).append(topic)
    for group, members in groups.items():
        for topic in members:
            yield Choice(group, topic.title, data=topic)

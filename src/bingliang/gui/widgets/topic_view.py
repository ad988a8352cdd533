"""帮助的一条: title, what it is, the article, how, materials, an example, and what to see as well; walked by keys."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from bingliang.desk.help import Help, Topic
from bingliang.gui import tokens
from bingliang.gui.style import application, colours, font
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.label import Paragraph

PARTS = (("", "what"), ("依据", "article"), ("怎样做", "how"), ("材料", "materials"), ("举例", "example"))
SEE = "参见"
STEP = 48
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Link(QPushButton):
    """参见的一条: Enter goes there; its ↑↓ belong to the view around it."""

    def __init__(self, topic: Topic) -> None:
        super().__init__(topic.title)
        self.topic = topic
        self.setProperty("link", "true")
        self.setAutoDefault(False)
        self.setAccessibleName(f"{SEE} {topic.title}")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab stays with the form beside it
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(topic.title)

    def sizeHint(self) -> QSize:
        return QSize(ink.width(self.text(), font(tokens.BODY)) + 28, 30)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
        else:
            event.ignore()


class TopicView(QScrollArea):
    """帮助的一页; ↑↓ walk what to see as well and scroll where there is none, Enter goes there, Backspace comes back."""

    went = Signal(object)
    """the topic that is shown now"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.topic: Topic | None = None
        self.links: list[Link] = []
        self._held: Help | None = None
        self._trail: list[Topic] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("帮助")
        self.viewport().setAutoFillBackground(False)

    def show_topic(self, held: Help, topic: Topic) -> None:
        """换上一条 from outside: there is no way back from it."""
        self._trail = []
        self._held = held
        self._show(topic)

    def enter(self) -> None:
        """进来: the focus on the first of what to see as well, else on the text."""
        (self.links[0] if self.links else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> bool:
        """上一条; False when there is none."""
        if not self._trail:
            return False
        self._show(self._trail.pop())
        self.enter()
        return True

    def _follow(self, topic: Topic) -> None:
        if self.topic is not None:
            self._trail.append(self.topic)
        self._show(topic)
        self.enter()

    def _show(self, topic: Topic) -> None:
        c = colours()
        self.topic = topic
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.XS)
        column.addWidget(Paragraph(topic.title, size=tokens.SUBTITLE, bold=True, colour=c.text))
        column.addWidget(Paragraph(topic.group, size=tokens.CAPTION, colour=c.text2))
        for word, name in PARTS:
            if text := getattr(topic, name):
                column.addSpacing(tokens.S)
                if word:
                    column.addWidget(Paragraph(word, size=tokens.CAPTION, bold=True, colour=c.text2))
                column.addWidget(Paragraph(text, size=tokens.BODY, colour=c.text))
        self.links = [Link(near) for near in self._held.near(topic)] if self._held is not None else []
        if self.links:
            column.addSpacing(tokens.S)
            column.addWidget(Paragraph(SEE, size=tokens.CAPTION, bold=True, colour=c.text2))
        for link in self.links:
            link.clicked.connect(lambda _=False, link=link: self._follow(link.topic))
            column.addWidget(link)
        column.addStretch(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.setAccessibleDescription(topic.text)
        self.verticalScrollBar().setValue(0)
        self.went.emit(topic)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self._walk(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Backspace:
            self.back()
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        focus = application().focusWidget()
        at = self.links.index(focus) if isinstance(focus, Link) and focus in self.links else -1
        wanted = at + step
        if self.links and 0 <= wanted < len(self.links):
            self.links[wanted].setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self.links[wanted])
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + step * STEP)

"""机制总览: the 1 and the 8: one project through all eight systems on one page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.overview import Choice, Overview, overview, project_of, projects
from bingliang.desk.panels.values import NAMES, Line, Panel
from bingliang.desk.zone_overview import ZONE, zone_overview
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Frame, Page
from bingliang.gui.style import application, colours
from bingliang.gui.widgets import choices
from bingliang.gui.widgets.choices import ChoiceList
from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.sentence import Sentence
from bingliang.gui.widgets.state import State
from bingliang.gui.widgets.system_panel import SystemPanel

ACROSS = 4
BOX = 320
HINT = "换项目：名称、拼音首字母、企业或代码"


class _Box(QLineEdit):
    """The box in which a project is chosen: arrows and Enter belong to the list below it."""

    def __init__(self, page: OverviewPage) -> None:
        super().__init__()
        self._page = page
        self.setPlaceholderText(HINT)
        self.setAccessibleName("换项目")
        self.setFixedWidth(BOX)
        self.setMaxLength(60)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
        key = Qt.Key(event.key())
        if key in steps:
            self._page.step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._page.take_current()
        else:
            super().keyPressEvent(event)


class OverviewPage(Page):
    """机制总览: eight panels walked by arrows, a box above them that changes the project."""

    place = Place.OVERVIEW

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self._id = self._stream = self._last = ""
        self._no = 1
        self.shown: Overview | None = None
        self._grid = QWidget()
        self.panels = [SystemPanel(no, name) for no, name in enumerate(NAMES, start=1)]
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(tokens.M)
        for at, panel in enumerate(self.panels):
            grid.addWidget(panel, at // ACROSS, at % ACROSS)
            grid.setColumnStretch(at % ACROSS, 1)
            panel.walked.connect(partial(self._walk, at))
            panel.entered.connect(self._enter_panel)
            panel.followed.connect(self._follow)
        self._state = State(self)
        self._state.again.connect(self.refresh)
        self._body = QStackedWidget()
        self._body.addWidget(self._state)
        self._body.addWidget(self._grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.M)
        column.addWidget(self._head())
        column.addWidget(self._body, 1)
        self._popup = self._choices()
        self._state.say("正在读取项目…")
        application().focusChanged.connect(self._moved)

    def _head(self) -> QFrame:
        c = colours()
        card = QFrame(self)
        card.setObjectName("card")
        self._title = Words("机制总览", size=tokens.TITLE, bold=True, colour=c.text)
        self._firm = Words(size=tokens.BODY, colour=c.text2)
        self._tags = Words(size=tokens.LABEL, colour=c.text2)
        self._tags.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.box = _Box(self)
        self.box.textEdited.connect(self._look_up)
        self._sentence = Sentence()
        self._facts = Facts(6, (2, 3, 2, 3, 5, 5))
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._title, 1)
        first.addWidget(self.box)
        second.addWidget(self._firm, 3)
        second.addWidget(self._tags, 2)
        column = QVBoxLayout(card)
        column.setContentsMargins(tokens.L, tokens.S, tokens.L, tokens.M)
        column.setSpacing(tokens.XS)
        column.addLayout(first)
        column.addLayout(second)
        column.addSpacing(tokens.XS)
        column.addWidget(self._sentence)
        column.addSpacing(tokens.XS)
        column.addWidget(self._facts)
        return card

    def _choices(self) -> QFrame:
        popup = QFrame(self)
        popup.setObjectName("popup")
        self._list = ChoiceList("可选的项目", popup)
        self._list.chosen.connect(lambda one: self.choose(one.data))
        inside = QVBoxLayout(popup)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self._list)
        popup.hide()
        return popup

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        """`subject`: the whole zone, a project, or a case of one, and behind # the number of the system to begin with."""
        what, _, no = subject.partition("#")
        self._no = int(no) if no.isdigit() and 0 < int(no) <= len(NAMES) else self._no
        if what.startswith("case/"):
            self._stream = what
        elif what:
            self._id, self._stream = what, ""
        (self.panels[self._no - 1] if self.shown is not None else self._state).setFocus(
            Qt.FocusReason.ShortcutFocusReason
        )
        self.refresh()

    def refresh(self) -> None:
        if not self.frame.backstage.ready:
            return
        wanted, stream = self._id, self._stream

        def question(counter: object) -> Overview | None:
            desk = counter.desk  # type: ignore[attr-defined]  # the counter that the backstage asks
            if wanted == ZONE and not stream:
                return zone_overview(desk)
            found = project_of(desk, stream) if stream else wanted
            if not found:
                found = next((one.id for one in projects(desk)), "")
            return overview(desk, found) if found else None

        self.frame.backstage.ask(
            self,
            question,
            self._take,
            topic="overview",
            long=wanted == ZONE and not stream,
            refused=self._not_read,
            failed=lambda number: self._not_read(f"原因已记入日志（编号 {number}）。"),
        )

    def panes(self) -> list[QWidget]:
        body: QWidget = self.panels[self._no - 1] if self.shown is not None else self._state
        return [self.box, body]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        systems = {f"system/{no}": partial(self.show_system, no) for no in range(1, len(NAMES) + 1)}
        return {**systems, "choices": self.open_choice, "whole_zone": self.turn}

    def escape(self) -> bool:
        if self._popup.isHidden() and not self.box.hasFocus():
            return False
        self._close_choice()
        return True

    # ── choosing a project ────────────────────────────────────────────────────────────────────────────────────

    def turn(self) -> None:
        """全区和一个项目 in turn."""
        if self._id == ZONE:
            self.choose(self._last)
        else:
            self._last = self._id
            self.choose(ZONE)

    def open_choice(self) -> None:
        """选项目: the box, with the projects whose dates come first below it."""
        self.box.clear()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._look_up("")

    def step(self, by: int) -> None:
        """上下选 in the list below the box."""
        if self._popup.isHidden():
            self._look_up(self.box.text())
        else:
            self._list.step(by)

    def take_current(self) -> None:
        """选定 what is marked in the list."""
        if self._popup.isHidden():
            self._look_up(self.box.text())
        elif (one := self._list.current()) is not None:
            self.choose(one.data)

    def choose(self, project_id: str | None) -> None:
        """换项目; the line that says nothing was found is no project."""
        if project_id is None:
            return
        self._id, self._stream = project_id, ""
        self._close_choice()
        self.refresh()

    def show_system(self, no: int) -> None:
        """到第几项制度."""
        self._no = no
        self.panels[no - 1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _look_up(self, words: str) -> None:
        self.frame.backstage.ask(self, lambda counter: projects(counter.desk, words), self._offer, topic="choices")

    def _offer(self, found: tuple[Choice, ...]) -> None:
        if not self.box.hasFocus():
            return
        heading = "期限最近的项目" if not self.box.text().strip() else f"找到 {len(found)} 个项目"
        rows = [
            choices.Choice(
                heading, one.name, one.enterprise, f"{one.in_hand} 件在办", f"共 {one.cases} 件", data=one.id
            )
            for one in found
        ]
        if not self.box.text().strip():
            rows.append(choices.Choice("全区", "全区各项制度", "", "", "", data=ZONE))
        if not rows:
            rows = [
                choices.Choice("没有找到", "没有这样的项目", "换一个词：名称、拼音首字母、企业或代码", why_not="没有")
            ]
        self._list.show_choices(rows)
        self._place_popup()
        self._popup.show()
        self._popup.raise_()

    def _place_popup(self) -> None:
        corner = self.box.mapTo(self, QPoint(0, self.box.height() + 2))
        wide = max(BOX, 420)
        rows = self._list.choices
        tall = sum(choices.height(row) for row in rows) + choices.HEAD + 10
        right = corner.x() + self.box.width()
        self._popup.setGeometry(right - wide, corner.y(), wide, min(tall, self.height() - corner.y() - tokens.M))

    def _close_choice(self) -> None:
        self._popup.hide()
        self.box.clear()
        self.panels[self._no - 1].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._popup.isHidden():
            self._place_popup()

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, found: Overview | None) -> None:
        if found is None:
            self._body.setCurrentIndex(0)
            self._state.say("还没有项目", "收件以后，项目会出现在这里。")
            return
        waiting, no = self._state.hasFocus(), self._no  # hiding the state hands the focus on by itself
        self.shown, self._id, self._stream = found, found.id, ""
        self._title.setText(found.name)
        self._firm.setText("    ".join(part for part in (found.enterprise, found.credit_code, found.code) if part))
        self._tags.setText("  ·  ".join((*found.tags, *filter(None, [found.site]))))
        self._sentence.say(f"整体工作机制：{found.sentence}", found.light)
        self._facts.show_facts(found.facts)
        for widget, panel in zip(self.panels, found.panels, strict=True):
            widget.show_panel(panel)
        self._body.setCurrentIndex(1)
        if waiting:
            self.show_system(no)

    def _not_read(self, sentence: str) -> None:
        self._body.setCurrentIndex(0)
        self._state.say("项目没有读出来", sentence, again=True)

    def _moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, SystemPanel) and now in self.panels:
            self._no = now.no
        elif now is not self.box and not self._popup.isHidden():
            self._popup.hide()

    def _walk(self, at: int, columns: int, rows: int) -> None:
        column = min(max(at % ACROSS + columns, 0), ACROSS - 1)
        row = min(max(at // ACROSS + rows, 0), len(NAMES) // ACROSS - 1)
        self.show_system(row * ACROSS + column + 1)

    def _follow(self, line: Line) -> None:
        """一行的去处: the list or the case behind it."""
        if line.room:
            self.frame.go(Place(line.room), line.subject)
        elif line.stream:
            self.frame.open_case(line.stream)

    def _enter_panel(self, panel: Panel) -> None:
        """Enter: the room of the system, or the case behind the gravest line; else its words are said."""
        if panel.room:
            self.frame.go(Place(panel.room), panel.subject)
        elif panel.stream:
            self.frame.open_case(panel.stream)
        else:
            self.frame.tell(f"{panel.name}：{panel.words}。")

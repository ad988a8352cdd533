"""工作日历: the year on the wall, the day beside it; a notice is pasted here, and a limit reckoned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.calendar.view import Deadline, YearView, deadlines_on, year_view
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.calendar.day import DayCard
from bingliang.gui.pages.calendar.due import DueCard
from bingliang.gui.pages.calendar.notice import NoticePane
from bingliang.gui.style import colours
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.state import State
from bingliang.gui.widgets.year_wall import Stretch, YearWall

SIDE = 316


class CalendarPage(Page):
    """工作日历页."""

    place: ClassVar[Place] = Place.CALENDAR

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self._year = 0
        self._view: YearView | None = None
        self.wall, self.day, self.due, self.notice = YearWall(), DayCard(), DueCard(frame), NoticePane(frame)
        self._state = State()
        self._side = QStackedWidget()
        self._side.setFixedWidth(SIDE)
        for card in (self.day, self.due):
            self._side.addWidget(card)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._wall_page())
        self._pages.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.addWidget(self._pages)
        self._wire()

    # ── building ──────────────────────────────────────────────────────────────────────────────────────────────

    def _wall_page(self) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        self._body = QStackedWidget()
        self._body.addWidget(self._state)
        self._body.addWidget(self.wall)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(tokens.S, tokens.S, tokens.S, tokens.S)
        inside.setSpacing(tokens.XS)
        inside.addLayout(self._bar())
        inside.addWidget(self._body, 1)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.M)
        row.addWidget(card, 1)
        row.addWidget(self._side)
        return page

    def _bar(self) -> QHBoxLayout:
        c, bar = colours(), QHBoxLayout()
        bar.setContentsMargins(tokens.S, 0, tokens.S, 0)
        bar.setSpacing(6)
        self._title = Words(size=tokens.TITLE, bold=True, colour=c.text, whole=True)
        self._sum = Words(size=tokens.LABEL, colour=c.text2)
        bar.addWidget(self._title)
        bar.addWidget(_small("‹", "上一年（Ctrl+PgUp）", partial(self.turn, -1)))
        bar.addWidget(_small("›", "下一年（Ctrl+PgDn）", partial(self.turn, 1)))
        bar.addSpacing(tokens.S)
        bar.addWidget(self._sum, 1)
        self._stretches = QButtonGroup(self)
        for stretch in Stretch:
            button = _small(stretch, f"范围：{stretch}", partial(self.stretch, stretch))
            button.setCheckable(True)
            button.setChecked(stretch is Stretch.YEAR)
            self._stretches.addButton(button)
            bar.addWidget(button)
        bar.addSpacing(tokens.S)
        bar.addWidget(_small("算期限", "算期限（Ctrl+D）", self.reckon))
        bar.addWidget(_small("粘贴通知", "粘贴节假日通知（Ctrl+V）", partial(self.paste, paste=False)))
        return bar

    def _wire(self) -> None:
        self.wall.picked.connect(self._picked)
        self.wall.beyond.connect(lambda on: self._ask(on.year))
        self.wall.entered.connect(lambda _: self._to_list())
        self.day.opened.connect(self._open)
        self.due.counted.connect(self.wall.show_account)
        self.notice.left.connect(self._to_wall)
        self._state.again.connect(self.refresh)

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        heading = self.frame.heading
        if subject:
            self.wall.choose(date.fromisoformat(subject))
        if not self._year and heading is not None:
            self._year = heading.today.year
        self.refresh()
        if self._pages.currentWidget() is self.notice:
            self.notice.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.wall.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        if self.frame.backstage.ready:
            self._ask(self._year)

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        if self._pages.currentWidget() is self.notice:
            return self.notice.panes()
        if self._side.currentWidget() is self.due:
            return [self.wall, self.due.start, self.due.account]
        return [self.wall, *([self.day.list] if self.day.list.rows_model.rows else [])]

    def commands(self) -> Sequence[Command]:
        return [Command(f"看{one}", partial(self.stretch, one), f"Alt+{at}") for at, one in enumerate(Stretch, 1)]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        if self._pages.currentWidget() is self.notice:
            return {
                "save": self.notice.apply,
                "open_notice": self.notice.source.open_file,
                "paste_notice": partial(self.paste, paste=True),
            }
        return {
            "calendar_stretch/1": partial(self.stretch, Stretch.YEAR),
            "calendar_stretch/2": partial(self.stretch, Stretch.QUARTER),
            "year_back": partial(self.turn, -1),
            "year_next": partial(self.turn, 1),
            "paste_notice": partial(self.paste, paste=True),
            "open_notice": self._open_file,
            "save": partial(self.paste, paste=False),
            "reckon": self.reckon,
        }

    def escape(self) -> bool:
        if self._pages.currentWidget() is self.notice:
            self._to_wall()
            return True
        if self._side.currentWidget() is self.due:
            self._side.setCurrentWidget(self.day)
            self.wall.show_account({}, None)
            self.wall.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if self.day.list.hasFocus():
            self.wall.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def unsaved(self) -> str:
        return "粘贴的节假日通知还没有启用。" if self.notice.unsaved else ""

    # ── what keys and buttons do ──────────────────────────────────────────────────────────────────────────────

    def turn(self, years: int) -> None:
        """换年: the same day of another year."""
        view, chosen = self._view, self.wall.chosen
        if view is None or not view.first <= view.year + years <= view.last:
            return
        on = chosen.on if chosen is not None else date(view.year, 1, 1)
        last_of_february = on.month == 2 and on.day == 29
        self.wall.choose(on.replace(year=view.year + years, day=28 if last_of_february else on.day))

    def stretch(self, stretch: Stretch) -> None:
        """全年或一季."""
        self.wall.set_stretch(stretch)
        for button in self._stretches.buttons():
            button.setChecked(button.text() == stretch)

    def paste(self, *, paste: bool) -> None:
        """粘贴通知: opens the pane, with what is on the clipboard."""
        self._pages.setCurrentWidget(self.notice)
        self.notice.begin(self._view.today if self._view else None, paste=paste)

    def _open_file(self) -> None:
        self.paste(paste=False)
        self.notice.source.open_file()

    def reckon(self) -> None:
        """算期限 from the day chosen."""
        self._side.setCurrentWidget(self.due)
        chosen = self.wall.chosen
        if chosen is not None:
            self.due.begin(chosen.on)

    def _to_wall(self) -> None:
        self._pages.setCurrentIndex(0)
        self.wall.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_list(self) -> None:
        self._side.setCurrentWidget(self.day)
        if self.day.list.rows_model.rows:
            self.day.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, row: Deadline) -> None:
        self.frame.open_case(row.stream, row.project, row.code)

    # ── asking ────────────────────────────────────────────────────────────────────────────────────────────────

    def _ask(self, year: int) -> None:
        if self._view is None:
            self._state.say("正在读取日历…")
        self.frame.backstage.ask(
            self,
            lambda counter: year_view(counter.desk, year or counter.desk.today().year),
            self._take,
            topic="year",
            refused=self._not_read,
        )

    def _not_read(self, sentence: str) -> None:
        self._body.setCurrentIndex(0)
        self._state.say("日历没有读出来", sentence, again=True)

    def _take(self, view: YearView) -> None:
        self._view, self._year = view, view.year
        self._title.setText(f"{view.year}年")
        self._sum.setText(f"{view.workdays} 个工作日  ·  已公布至 {view.horizon:%Y-%m-%d}，以后为暂定")
        self._body.setCurrentIndex(1)
        self.wall.show_year(view)
        self._show_day()

    def _picked(self, on: date) -> None:
        if self._view is not None and on.year == self._view.year:
            self._show_day()

    def _show_day(self) -> None:
        day, view = self.wall.chosen, self._view
        if day is None or view is None:
            return
        self.day.show_day(day, view)
        if day.deadlines:
            self.frame.backstage.ask(
                self, lambda counter: deadlines_on(counter.desk, day.on), self.day.show_deadlines, topic="day"
            )


def _small(words: str, name: str, then: Callable[[], None]) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("segment", "true")
    made.setAutoDefault(False)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.clicked.connect(lambda _=False: then())
    return made
